"""Which members had their data deleted, so that an older backup does not bring it back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

branch_labels = None
depends_on = None


def upgrade() -> None:
    # Restoring an older backup makes it beforehand, to keep what it has to remember.
    if not sa.inspect(op.get_bind()).has_table("erasure"):
        op.create_table(
            "erasure",
            sa.Column("mark", sa.String(64), nullable=False),
            sa.Column("erased", sa.DateTime, nullable=False),
            sa.PrimaryKeyConstraint("mark", name="pk_erasure"),
        )
