"""The news: outlets, entries, their paragraphs, and what is needed for an index to follow."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "meta",
        sa.Column("key", sa.String(40), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_meta"),
    )
    op.create_table(
        "outlet",
        sa.Column("number", BIG, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_outlet"),
        sa.UniqueConstraint("folded", name="uq_outlet_folded"),
    )
    op.create_table(
        "entry",
        sa.Column("number", BIG, nullable=False),
        sa.Column("identity", sa.Text, nullable=False),
        sa.Column("article_id", sa.Text, nullable=False),
        sa.Column("headline", sa.Text),
        sa.Column("derived", sa.Boolean, nullable=False),
        sa.Column("outlet", BIG),
        sa.Column("published", sa.DateTime),
        sa.Column("day_only", sa.Boolean, nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("paragraphs", sa.Integer, nullable=False),
        sa.Column("content", sa.String(64), nullable=False),
        sa.Column("first_seen", sa.DateTime, nullable=False),
        sa.Column("revision", BIG, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_entry"),
        sa.UniqueConstraint("identity", name="uq_entry_identity"),
        sa.UniqueConstraint("article_id", name="uq_entry_article_id"),
        sa.ForeignKeyConstraint(["outlet"], ["outlet.number"], name="fk_entry_outlet"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_entry_published", "entry", ["published", "number"])
    op.create_index("ix_entry_revision", "entry", ["revision"])
    op.create_table(
        "paragraph",
        sa.Column("number", BIG, nullable=False, autoincrement=False),
        sa.Column("entry", BIG, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_paragraph"),
        sa.UniqueConstraint("entry", "position", name="uq_paragraph_entry_position"),
        sa.ForeignKeyConstraint(["entry"], ["entry.number"], name="fk_paragraph_entry", ondelete="CASCADE"),
    )
    op.create_table(
        "removal",
        sa.Column("entry", BIG, nullable=False, autoincrement=False),
        sa.Column("revision", BIG, nullable=False),
        sa.PrimaryKeyConstraint("entry", name="pk_removal"),
    )
    op.create_index("ix_removal_revision", "removal", ["revision"])
