"""The one generator of hostile text: what people and outlets write to ping, to forge links, and to break cards."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = [
    *"@<>#&!:/\\[]()*_~|`-+.,?\n ",
    # Mentions, and what Discord makes of other things in angle brackets
    "everyone",
    "@here",
    "<@123>",
    "<@!123>",
    "<@&123>",
    "<#123>",
    "</ask:123>",
    "</command:0>",
    "<t:0>",
    "<t:0:R>",
    "<id:guide>",
    "<:smile:123>",
    "<a:party:123>",
    "<+4912345>",
    "<a@b.example>",
    "<@\u202e123>",
    "@\u200beveryone",
    "@every\u00adone",
    # Links and invites
    "https://evil.example/",
    "HTTPS://EVIL.example",
    "ht\u200btps://evil.example",
    "[x](https://evil.example)",
    "](https://evil.example) [",
    "[x](<https://evil.example>)",
    "<https://evil.example>",
    "discord.gg/x",
    "discord.com/invite/x",
    "DiscordApp.com/invite/x",
    # Markup
    "```",
    "```py\n",
    "||",
    "~~",
    "__",
    "**",
    "\n# ",
    "\n## ",
    "\n-# ",
    "\n> ",
    "\n>>> ",
    "\n- ",
    "\n1. ",
    "\n---\n",
    "\\",
    # What is not seen, or reaches too far
    "\u202e",
    "\u2066",
    "\u200b",
    "\u200f",
    "\ufeff",
    "\u3164",
    "\u2800",
    "\u115f",
    "\U000e0041",
    "\u2028",
    "\x00",
    "\x1b[31m",
    "e" + "\u0301\u0489\u20dd" * 20,
    "\u0301",
    "\ufffc",
    "👩‍🚒",
    "x" * 400,
    # And news
    "Mayor Ana Sánchez said 14 people were hurt.",
    "word ",
    "The council met on Friday. ",
    "محافظ المدينة",
    "東京で地震",
]

HOSTILE = st.lists(st.sampled_from(PIECES), min_size=1, max_size=60).map("".join).filter(lambda text: text.strip())
"""A text with at least one character that is no white space; often nothing of it can be seen."""
LONG = st.builds(lambda text, times: (text * times)[:6_000], HOSTILE, st.integers(1, 300))
