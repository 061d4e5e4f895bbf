"""Goes through what has newly arrived in the archive, each thing once: the loop that watches and relays share."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import BigInteger, Column, String, Table, insert, select, update

from knowledge.archive.arrivals import Arrival, Watermark, arrivals, newest
from knowledge.archive.database import Database
from knowledge.archive.tables import UTCDateTime, metadata

BATCH = 100
"""How many arrivals are scanned before the watermark is saved."""
SCAN_EVERY = timedelta(minutes=15)
"""How often to scan even if the database's file has not changed."""

scan = Table(
    "scan",
    metadata,
    Column("name", String(10), primary_key=True),
    Column("revision", BigInteger, nullable=False),
    Column("entry", BigInteger, nullable=False),
    Column("scanned", UTCDateTime, nullable=False),
)
"""The watermark of each scan, and when it was last moved."""

Scanned = Callable[[Sequence[Arrival], datetime], Awaitable[None]]
"""What is done with a batch of arrivals; the second value is when the scan before this one ended."""


class LastScan:
    """Spares a scan its queries while nothing is written to the database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._last: tuple[tuple[int, ...], datetime] | None = None

    async def unless_unchanged(self, now: datetime, scan: Callable[[], Awaitable[None]]) -> None:
        """Scan, unless the database's file is as it was before the last scan, which is less than `SCAN_EVERY` ago."""
        trace = self._database.trace()
        if self._last is not None:
            last_trace, last_time = self._last
            if last_trace == trace and timedelta(0) <= now - last_time < SCAN_EVERY:
                return
        await scan()
        self._last = None if trace is None else (trace, now)


class ArrivalScan:
    """The scan of one `name`; its watermark is in the database, so that it goes on after a restart where it stopped.

    Several processes may scan at the same time; what they do with a batch must then come to the same when done twice,
    as it must after a crash between the batch and its watermark.
    """

    def __init__(self, database: Database, name: str) -> None:
        self._database = database
        self._name = name
        self._last_scan = LastScan(database)

    async def run(self, now: datetime, handle: Scanned) -> None:
        """Pass on everything that arrived since the last scan; the very first one only marks where to begin.

        If nothing was written since, this costs no query.
        """
        await self._last_scan.unless_unchanged(now, lambda: self._run(now, handle))

    async def _run(self, now: datetime, handle: Scanned) -> None:
        state = await self.watermark()
        if state is None:
            await self.save_watermark(await newest(self._database), now=now)
            return
        watermark, last_scan = state
        while batch := await arrivals(self._database, watermark, limit=BATCH):
            await handle(batch, last_scan)
            watermark = batch[-1].watermark
            await self.save_watermark(watermark, now=now)

    async def watermark(self) -> tuple[Watermark, datetime] | None:
        """How far the archive has been scanned, and when; None if it never was."""
        async with self._database.read() as connection:
            row = (await connection.execute(select(scan).where(scan.c.name == self._name))).first()
        return None if row is None else (Watermark(row.revision, row.entry), row.scanned)

    async def save_watermark(self, watermark: Watermark, *, now: datetime) -> None:
        """Record how far the archive has been scanned; the watermark never moves back."""
        values = {"revision": watermark.revision, "entry": watermark.entry, "scanned": now}
        this = scan.c.name == self._name
        async with self._database.write() as connection:
            row = (await connection.execute(select(scan).where(this).with_for_update())).first()
            if row is None:
                await connection.execute(insert(scan).values(name=self._name, **values))
            elif Watermark(row.revision, row.entry) <= watermark:
                await connection.execute(update(scan).where(this).values(values))
