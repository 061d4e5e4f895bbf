"""Feeds, who may see what, copies and earlier versions of articles."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "feed",
        sa.Column("number", BIG, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("site", sa.Text),
        sa.Column("public", sa.Boolean, nullable=False),
        sa.Column("full_text", sa.String(5), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("etag", sa.Text),
        sa.Column("last_modified", sa.Text),
        sa.Column("interval", sa.Integer, nullable=False),
        sa.Column("next_poll", sa.DateTime),
        sa.Column("last_poll", sa.DateTime),
        sa.Column("last_success", sa.DateTime),
        sa.Column("failing_since", sa.DateTime),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("error", sa.Text),
        sa.Column("notice", sa.Text),
        sa.Column("articles", sa.Integer, nullable=False),
        sa.Column("added", sa.DateTime),
        sa.Column("backlog_done", sa.Boolean, nullable=False),
        sa.Column("memory", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_feed"),
        sa.UniqueConstraint("address", name="uq_feed_address"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_feed_next_poll", "feed", ["next_poll"])
    _create_audiences()
    _create_copies()
    op.create_table(
        "version",
        sa.Column("number", BIG, nullable=False),
        sa.Column("entry", BIG, nullable=False),
        sa.Column("seen", sa.DateTime, nullable=False),
        sa.Column("headline", sa.Text),
        sa.Column("content", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_version"),
        sa.ForeignKeyConstraint(["entry"], ["entry.number"], name="fk_version_entry", ondelete="CASCADE"),
    )
    op.create_index("ix_version_entry", "version", ["entry"])


def _create_audiences() -> None:
    audience = op.create_table(
        "audience",
        sa.Column("number", BIG, nullable=False),
        sa.Column("origins", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_audience"),
        sa.UniqueConstraint("origins", name="uq_audience_origins"),
    )
    origin = op.create_table(
        "audience_origin",
        sa.Column("origin", BIG, nullable=False, autoincrement=False),
        sa.Column("audience", BIG, nullable=False, autoincrement=False),
        sa.PrimaryKeyConstraint("origin", "audience", name="pk_audience_origin"),
        sa.ForeignKeyConstraint(["audience"], ["audience.number"], name="fk_audience_origin_audience"),
    )
    # All that is held so far came from the operator.
    op.bulk_insert(audience, [{"origins": "0"}])  # its number is 1, the first there is
    op.bulk_insert(origin, [{"origin": 0, "audience": 1}])
    op.add_column("entry", sa.Column("audience", BIG, nullable=False, server_default="1"))
    op.add_column("entry", sa.Column("owners", BIG, server_default="1"))
    op.add_column("entry", sa.Column("backlog", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("entry", sa.Column("estimated", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("entry", sa.Column("updated", sa.DateTime))
    op.add_column("entry", sa.Column("variant_of", sa.Text))
    op.create_index("ix_entry_audience", "entry", ["audience"])
    op.create_index("ix_entry_owners", "entry", ["owners"])
    op.create_index("ix_entry_variant_of", "entry", ["variant_of"])


def _create_copies() -> None:
    op.create_table(
        "copy",
        sa.Column("identity", sa.Text, nullable=False),
        sa.Column("origin", BIG, nullable=False, autoincrement=False),
        sa.Column("entry", BIG, nullable=False),
        sa.Column("article_id", sa.Text, nullable=False),
        sa.Column("headline", sa.Text),
        sa.Column("derived", sa.Boolean, nullable=False),
        sa.Column("outlet", BIG),
        sa.Column("published", sa.DateTime),
        sa.Column("day_only", sa.Boolean, nullable=False),
        sa.Column("estimated", sa.Boolean, nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("content", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("identity", "origin", name="pk_copy"),
        sa.ForeignKeyConstraint(["entry"], ["entry.number"], name="fk_copy_entry", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["outlet"], ["outlet.number"], name="fk_copy_outlet"),
    )
    op.create_index("ix_copy_entry", "copy", ["entry"])
    op.create_index("ix_copy_article_id", "copy", ["article_id"])
    op.create_table(
        "fingerprint",
        sa.Column("band", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("entry", sa.BigInteger, nullable=False, autoincrement=False),
        sa.PrimaryKeyConstraint("band", "entry", name="pk_fingerprint"),
        sqlite_with_rowid=False,
    )
