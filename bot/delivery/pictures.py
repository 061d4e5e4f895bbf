"""Draws the picture of a posting again from what the outbox keeps of it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from knowledge.stories.picture import draw
from knowledge.stories.trend import Trend, alt_text


def trend_record(shown: Trend, topic: str) -> dict[str, Any]:
    """A trend as JSON."""
    return {
        "topic": topic,
        "days": [[day.isoformat(), count] for day, count in shown.days],
        "peaks": [[day.isoformat(), headline] for day, headline in shown.peaks],
    }


async def picture_of(record: Mapping[str, Any] | None) -> tuple[bytes | None, str | None]:
    """The picture (PNG) that a record describes, and its text for those who do not see it; Nones for no record."""
    if record is None:
        return None, None
    return await asyncio.to_thread(_drawn, json.dumps(record, sort_keys=True))


@lru_cache(maxsize=32)
def _drawn(record: str) -> tuple[bytes, str]:
    held = json.loads(record)
    shown = Trend(
        tuple((date.fromisoformat(day), count) for day, count in held["days"]),
        tuple((date.fromisoformat(day), headline) for day, headline in held["peaks"]),
    )
    return draw(shown, held["topic"]), alt_text(shown, held["topic"])
