"""What servers and members choose, and the picture and language of an entry."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("language", "zone", "outlets", "ask_channels", "ask_roles"):
        op.add_column("server", sa.Column(name, sa.Text))
    for name in ("pictures", "corrections"):
        op.add_column("server", sa.Column(name, sa.Boolean, nullable=False, server_default=sa.true()))
    op.add_column("server", sa.Column("greeted", sa.DateTime))
    op.create_table(
        "member",
        sa.Column("member", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("language", sa.Text),
        sa.Column("zone", sa.Text),
        sa.Column("seen_locale", sa.Text),
        sa.Column("asked", sa.DateTime),
        sa.PrimaryKeyConstraint("member", name="pk_member"),
    )
    for name in ("picture", "picture_alt", "language"):
        op.add_column("entry", sa.Column(name, sa.Text))
