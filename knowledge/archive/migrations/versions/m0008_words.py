"""The columns of what the bot posts get the words that the code uses."""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"

branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("posting") as posting:
        posting.drop_constraint("uq_posting_mark", type_="unique")
        posting.drop_constraint("uq_posting_kind_owner_slot_part", type_="unique")
        posting.alter_column("mark", new_column_name="nonce")
        posting.alter_column("slot", new_column_name="occurrence")
        posting.alter_column("holder", new_column_name="claimed_by")
        posting.alter_column("leased", new_column_name="claimed_until")
    with op.batch_alter_table("posting") as posting:
        posting.create_unique_constraint("uq_posting_nonce", ["nonce"])
        posting.create_unique_constraint(
            "uq_posting_kind_owner_occurrence_part", ["kind", "owner", "occurrence", "part"]
        )
    op.alter_column("edition", "slot", new_column_name="occurrence")
    op.alter_column("digest", "hindrance", new_column_name="blocker")
    op.alter_column("watch", "hindrance", new_column_name="blocker")
