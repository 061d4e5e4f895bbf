"""Feeds that a channel gets each new story of, and one watermark for each scan of what arrives."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "scan",
        sa.Column("name", sa.String(10), nullable=False),
        sa.Column("revision", sa.BigInteger, nullable=False),
        sa.Column("entry", sa.BigInteger, nullable=False),
        sa.Column("scanned", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_scan"),
    )
    op.execute(
        "INSERT INTO scan (name, revision, entry, scanned) SELECT 'watches', revision, entry, scanned FROM watch_scan"
    )
    op.drop_table("watch_scan")
    op.create_table(
        "relay",
        sa.Column("number", BIG, nullable=False),
        sa.Column("guild", sa.BigInteger, nullable=False),
        sa.Column("channel", sa.BigInteger, nullable=False),
        sa.Column("feed", BIG, nullable=False),
        sa.Column("forum", sa.Boolean, nullable=False),
        sa.Column("member", sa.BigInteger, nullable=False),
        sa.Column("only_with", sa.Text),
        sa.Column("not_with", sa.Text),
        sa.Column("language", sa.String(10), nullable=False),
        sa.Column("created", sa.DateTime, nullable=False),
        sa.Column("after", sa.BigInteger, nullable=False),
        sa.Column("blocker", sa.String(300)),
        sa.PrimaryKeyConstraint("number", name="pk_relay"),
        sa.ForeignKeyConstraint(["feed"], ["feed.number"], name="fk_relay_feed", ondelete="CASCADE"),
        sa.UniqueConstraint("channel", "feed", name="uq_relay_channel_feed"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_relay_guild", "relay", ["guild"])
    op.create_index("ix_relay_feed", "relay", ["feed"])
    op.create_table(
        "relay_story",
        sa.Column("relay", BIG, nullable=False),
        sa.Column("identity", sa.Text, nullable=False),
        sa.Column("entry", sa.BigInteger, nullable=False),
        sa.Column("occurrence", sa.String(64)),
        sa.Column("card", sa.String(64)),
        sa.Column("seen", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("relay", "identity", name="pk_relay_story"),
        sa.ForeignKeyConstraint(["relay"], ["relay.number"], name="fk_relay_story_relay", ondelete="CASCADE"),
    )
    op.create_index("ix_relay_story_identity", "relay_story", ["identity"])
    op.create_index("ix_relay_story_seen", "relay_story", ["seen"])
