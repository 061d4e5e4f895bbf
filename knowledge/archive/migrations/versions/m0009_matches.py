"""The remaining tables of servers, digests and watches get the words that the code uses."""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"

branch_labels = None
depends_on = None


def upgrade() -> None:
    op.alter_column("edition", "told", new_column_name="posted")
    op.alter_column("edition", "wanted", new_column_name="selection")

    op.drop_index("ix_sighting_seen", "sighting")
    op.rename_table("sighting", "watch_match")
    op.alter_column("watch_match", "seen", new_column_name="matched")
    op.alter_column("watch_match", "told", new_column_name="alerted")
    op.create_index("ix_watch_match_matched", "watch_match", ["matched"])

    op.rename_table("lookout", "watch_scan")
    op.alter_column("watch_scan", "looked", new_column_name="scanned")

    op.drop_index("ix_following_feed", "following")
    op.rename_table("following", "subscription")
    op.alter_column("subscription", "told", new_column_name="notice")
    op.create_index("ix_subscription_feed", "subscription", ["feed"])
