"""What the digest of an edition was asked for, so that it can be told after a change why its stories were chosen."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("edition", sa.Column("wanted", sa.JSON))
