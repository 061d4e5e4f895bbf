"""News for the process under test: seven stories of today, enough for a digest of two parts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.app import open_newsroom
from config.settings import Settings
from knowledge.articles import Article

STORIES = (
    (
        "Harl Bridge reopens after a year of repairs",
        "The Harl Bridge carries traffic again, with two new piers.",
    ),
    ("Otters return to the river Vess", "Wardens counted eleven otters on the river, the first in forty years."),
    (
        "Corvane Glass closes its furnace in Pellamby",
        "Ninety people lose their work when it goes cold in May.",
    ),
    ("Probe Thistledown lands on a comet", "The probe touched down softly after a flight of nine years."),
    ("Bank of Orvenmark lowers its key rate", "The central bank cut the rate to three and a quarter per cent."),
    ("Skarrow Rovers win the northern cup", "A late penalty decided the final in front of nineteen thousand people."),
    ("Ice rink of Velsoe stays without a roof", "The council found no money for the beams that snow had broken."),
)


async def fill(data_dir: Path, url: str | None = None) -> None:
    """Make the data dir, with news of the last hours; `url` is that of a PostgreSQL database, if it is one."""
    now = datetime.now(UTC)
    newsroom = await open_newsroom(Settings(data_dir=data_dir, database=url))
    try:
        await newsroom.ingest(
            [
                Article(
                    headline,
                    (sentence,),
                    source="Harrow Post",
                    published=now - timedelta(hours=1 + place),
                    url=f"https://harrowpost.example/{place}",
                )
                for place, (headline, sentence) in enumerate(STORIES)
            ],
            now=now,
        )
    finally:
        await newsroom.close()
