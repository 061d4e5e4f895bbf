"""Which cards quote which articles, and the text that an article had before it was changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

branch_labels = None
depends_on = None


def upgrade() -> None:
    big = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    op.add_column("version", sa.Column("text", sa.Text))
    op.create_table(
        "quoted",
        sa.Column("number", big, nullable=False),
        sa.Column("card", big),
        sa.Column("nonce", sa.String(25)),
        sa.Column("inside", sa.Boolean, nullable=False),
        sa.Column("guild", sa.BigInteger),
        sa.Column("channel", sa.BigInteger),
        sa.Column("message", sa.BigInteger),
        sa.Column("language", sa.String(10), nullable=False),
        sa.Column("entry", sa.BigInteger, nullable=False),
        sa.Column("identity", sa.Text),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("is_headline", sa.Boolean, nullable=False),
        sa.Column("shown", sa.Text),
        sa.Column("checked", big, nullable=False),
        sa.Column("created", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_quoted"),
        sa.ForeignKeyConstraint(["card"], ["card.number"], name="fk_quoted_card", ondelete="CASCADE"),
        sqlite_autoincrement=True,
    )
    for name in ("card", "nonce", "message", "entry", "checked", "created"):
        op.create_index(f"ix_quoted_{name}", "quoted", [name])
    _take_in_answers()


def _take_in_answers() -> None:
    """Answers that were sent before have their quotes in their cards' states."""
    card = sa.table("card", *map(sa.column, ("number", "guild", "channel", "message", "created")))
    state = sa.column("state", sa.JSON)
    bind = op.get_bind()
    sent = sa.select(card, state).where(card.c.message.is_not(None), sa.column("kind") == "answer")
    quoted = sa.table("quoted", *map(sa.column, _TAKEN_IN))
    for row in bind.execute(sent).mappings().all():
        rows = [
            {
                "card": row["number"],
                "inside": False,
                "guild": row["guild"],
                "channel": row["channel"],
                "message": row["message"],
                "language": "en",
                "entry": quote["article"],
                "text": quote["text"],
                "is_headline": bool(quote.get("is_headline")),
                "checked": 0,
                "created": row["created"],
            }
            for quote in row["state"].get("quotes") or ()
        ]
        if rows and row["channel"] is not None:
            bind.execute(quoted.insert(), rows)
    bind.execute(
        sa.text(
            "UPDATE quoted SET identity ="
            " (SELECT coalesce(variant_of, identity) FROM entry WHERE entry.number = quoted.entry)"
        )
    )


_TAKEN_IN = (
    *("card", "inside", "guild", "channel", "message", "language", "entry", "text", "is_headline"),
    *("checked", "created"),
)
