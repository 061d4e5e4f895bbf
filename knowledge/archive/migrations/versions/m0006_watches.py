"""Standing questions and what was alerted about."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "watch",
        sa.Column("number", BIG, nullable=False),
        sa.Column("guild", sa.BigInteger),
        sa.Column("channel", sa.BigInteger, nullable=False),
        sa.Column("member", sa.BigInteger, nullable=False),
        sa.Column("words", sa.String(200), nullable=False),
        sa.Column("language", sa.String(10), nullable=False),
        sa.Column("created", sa.DateTime, nullable=False),
        sa.Column("after", sa.BigInteger, nullable=False),
        sa.Column("hindrance", sa.String(300)),
        sa.PrimaryKeyConstraint("number", name="pk_watch"),
        sa.UniqueConstraint("channel", "words", name="uq_watch_channel_words"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_watch_guild", "watch", ["guild"])
    op.create_index("ix_watch_member", "watch", ["member"])
    op.create_table(
        "sighting",
        sa.Column("watch", BIG, nullable=False),
        sa.Column("entry", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("story", sa.BigInteger, nullable=False),
        sa.Column("seen", sa.DateTime, nullable=False),
        sa.Column("told", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("watch", "entry", name="pk_sighting"),
        sa.ForeignKeyConstraint(["watch"], ["watch.number"], name="fk_sighting_watch", ondelete="CASCADE"),
    )
    op.create_index("ix_sighting_seen", "sighting", ["seen"])
    op.create_table(
        "lookout",
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("revision", sa.BigInteger, nullable=False),
        sa.Column("entry", sa.BigInteger, nullable=False),
        sa.Column("looked", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_lookout"),
    )
