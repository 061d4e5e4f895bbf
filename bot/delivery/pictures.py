"""The picture of a posting: its data as JSON, which the outbox stores, and the drawing of it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from knowledge.stories.picture import draw
from knowledge.stories.trend import Trend, alt_text


def trend_record(trend: Trend, topic: str, description: str) -> dict[str, Any]:
    """A trend as JSON; `description` is what the picture's alternative text says of it."""
    return {
        "topic": topic,
        "description": description,
        "days": [[day.isoformat(), count] for day, count in trend.days],
        "peaks": [[day.isoformat(), headline] for day, headline in trend.peaks],
    }


async def picture_of(record: Mapping[str, Any] | None) -> tuple[bytes | None, str | None]:
    """The picture (PNG) of a trend record, and its alternative text; None and None for no record."""
    if record is None:
        return None, None
    return await asyncio.to_thread(_draw, json.dumps(record, sort_keys=True))


@lru_cache(maxsize=32)
def _draw(record: str) -> tuple[bytes, str]:
    loaded = json.loads(record)
    trend = Trend(
        tuple((date.fromisoformat(day), count) for day, count in loaded["days"]),
        tuple((date.fromisoformat(day), headline) for day, headline in loaded["peaks"]),
    )
    # Postings that were stored before this had a description of its own have none.
    return draw(trend, loaded["topic"]), loaded.get("description") or alt_text(trend, loaded["topic"])
