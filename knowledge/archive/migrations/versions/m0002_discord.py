"""What the bot keeps: cards whose buttons still work, feedback on answers, digests and their postings."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "card",
        sa.Column("number", BIG, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("state", sa.JSON, nullable=False),
        sa.Column("guild", sa.BigInteger),
        sa.Column("channel", sa.BigInteger),
        sa.Column("message", sa.BigInteger),
        sa.Column("member", sa.BigInteger, nullable=False),
        sa.Column("created", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_card"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_card_message", "card", ["message"])
    op.create_index("ix_card_created", "card", ["created"])
    op.create_table(
        "feedback",
        sa.Column("card", BIG, nullable=False),
        sa.Column("member", sa.BigInteger, nullable=False),
        sa.Column("helpful", sa.Boolean, nullable=False),
        sa.Column("given", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("card", "member", name="pk_feedback"),
        sa.ForeignKeyConstraint(["card"], ["card.number"], name="fk_feedback_card", ondelete="CASCADE"),
    )
    op.create_table(
        "digest",
        sa.Column("number", BIG, nullable=False),
        sa.Column("guild", sa.BigInteger, nullable=False),
        sa.Column("channel", sa.BigInteger, nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("minute", sa.Integer, nullable=False),
        sa.Column("timezone", sa.String(64), nullable=False),
        sa.Column("weekdays", sa.String(7), nullable=False),
        sa.Column("sources", sa.JSON, nullable=False),
        sa.Column("topic", sa.String(200)),
        sa.Column("length", sa.Integer, nullable=False),
        sa.Column("mention", sa.BigInteger),
        sa.Column("language", sa.String(10), nullable=False),
        sa.Column("author", sa.BigInteger, nullable=False),
        sa.Column("created", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_digest"),
        sa.UniqueConstraint("guild", "name", name="uq_digest_guild_name"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "posting",
        sa.Column("digest", BIG, nullable=False),
        sa.Column("slot", sa.String(10), nullable=False),
        sa.Column("due", sa.DateTime, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("claimed", sa.DateTime, nullable=False),
        sa.Column("covers", sa.DateTime, nullable=False),
        sa.Column("message", sa.BigInteger),
        sa.Column("reason", sa.Text),
        sa.PrimaryKeyConstraint("digest", "slot", name="pk_posting"),
        sa.ForeignKeyConstraint(["digest"], ["digest.number"], name="fk_posting_digest", ondelete="CASCADE"),
    )
