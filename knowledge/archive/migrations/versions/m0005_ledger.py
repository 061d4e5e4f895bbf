"""The options of digests, what each posting of theirs was about, and the ledger of every posting."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("digest") as digest:
        digest.add_column(sa.Column("due", sa.DateTime))
        digest.add_column(sa.Column("changed", sa.DateTime))
        digest.add_column(sa.Column("paused", sa.DateTime))
        digest.add_column(sa.Column("hindrance", sa.String(300)))
        digest.add_column(sa.Column("skip_quiet", sa.Boolean, nullable=False, server_default=sa.false()))
        digest.add_column(sa.Column("thread", sa.Boolean, nullable=False, server_default=sa.false()))
        digest.add_column(sa.Column("publish", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_index("ix_digest_due", "digest", ["due"])
    op.create_table(
        "edition",
        sa.Column("digest", BIG, nullable=False),
        sa.Column("slot", sa.String(10), nullable=False),
        sa.Column("since", sa.DateTime, nullable=False),
        sa.Column("until", sa.DateTime, nullable=False),
        sa.Column("told", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("digest", "slot", name="pk_edition"),
        sa.ForeignKeyConstraint(["digest"], ["digest.number"], name="fk_edition_digest", ondelete="CASCADE"),
    )
    # Nothing in the record before was open, and no version that wrote it was released.
    op.drop_table("posting")
    op.create_table(
        "posting",
        sa.Column("number", BIG, nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("owner", BIG, nullable=False),
        sa.Column("slot", sa.String(64), nullable=False),
        sa.Column("part", sa.Integer, nullable=False),
        sa.Column("guild", sa.BigInteger),
        sa.Column("channel", sa.BigInteger, nullable=False),
        sa.Column("mark", sa.String(25), nullable=False),
        sa.Column("due", sa.DateTime, nullable=False),
        sa.Column("until", sa.DateTime, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("payload", sa.JSON),
        sa.Column("holder", sa.String(80)),
        sa.Column("leased", sa.DateTime),
        sa.Column("next_try", sa.DateTime, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("began", sa.DateTime),
        sa.Column("message", sa.BigInteger),
        sa.Column("reason", sa.Text),
        sa.Column("finished", sa.DateTime),
        sa.PrimaryKeyConstraint("number", name="pk_posting"),
        sa.UniqueConstraint("mark", name="uq_posting_mark"),
        sa.UniqueConstraint("kind", "owner", "slot", "part", name="uq_posting_kind_owner_slot_part"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_posting_state_next_try", "posting", ["state", "next_try"])
