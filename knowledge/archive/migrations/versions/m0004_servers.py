"""What servers chose: the feeds they follow, and their settings."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "following",
        sa.Column("guild", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("feed", BIG, nullable=False, autoincrement=False),
        sa.Column("member", sa.BigInteger, nullable=False),
        sa.Column("since", sa.DateTime, nullable=False),
        sa.Column("paused", sa.Boolean, nullable=False),
        sa.Column("told", sa.Text),
        sa.PrimaryKeyConstraint("guild", "feed", name="pk_following"),
        sa.ForeignKeyConstraint(["feed"], ["feed.number"], name="fk_following_feed", ondelete="CASCADE"),
    )
    op.create_index("ix_following_feed", "following", ["feed"])
    op.create_table(
        "server",
        sa.Column("guild", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("notices", sa.BigInteger),
        sa.PrimaryKeyConstraint("guild", name="pk_server"),
    )
