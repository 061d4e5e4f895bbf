"""Kills the real process at chosen points around due times, starts it again, and counts what reached the channels.

The points inside the process's own transactions are reached without any hook in it: a trigger in its database makes
one kind of write take seconds, in which the process is killed. Those around a request are reached by the loopback
Discord, which kills the process as the request comes in or after carrying it out.
"""

from __future__ import annotations

import asyncio
import random
import re
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.delivery.digest_store import DigestSpec, DigestStore
from knowledge.archive.database import FILE_NAME, Database

from .bot_process import BotProcess, bot_process
from .discord_server import DiscordServer
from .faults import Delay, Drop, Fault, Garble, RateLimit, Repeat, Status, Then
from .world import FORUM, NEWS, Channel

IN_PLANNING = "while the outbox's rows are written"
BEFORE_CLAIM = "before the claim"
AFTER_CLAIM = "after the claim"
DURING_REQUEST = "during the request"
STORED = "after Discord stored it, before the answer"
BEFORE_COMMIT = "after the answer, before the outbox's commit"
POINTS = (IN_PLANNING, BEFORE_CLAIM, AFTER_CLAIM, DURING_REQUEST, STORED, BEFORE_COMMIT)

_SLOW = (
    "SELECT count(*) FROM"
    " (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 200000000) SELECT i FROM n)"
)
_TRIGGERS = {
    IN_PLANNING: "AFTER INSERT ON posting",
    BEFORE_CLAIM: (
        "BEFORE UPDATE OF claimed_until ON posting WHEN NEW.claimed_until IS NOT NULL AND NEW.state = OLD.state"
    ),
    AFTER_CLAIM: "BEFORE UPDATE OF state ON posting WHEN NEW.state = 'sending'",
    BEFORE_COMMIT: "BEFORE UPDATE OF message ON posting WHEN NEW.message IS NOT NULL",
}
POST = "POST /channels/*"
"""Whatever a posting is made of: messages, forum posts, the threads on messages, publishing."""
MESSAGES = "POST /channels/*/messages"
SECONDS_TO_REACH, SECONDS_TO_SETTLE = 30.0, 240.0


@dataclass
class Tally:
    """What came of it: kills by point, postings owed, and which of these are missing or there more than once.

    `faults` are those laid in the way, some of which no request met before the kill.
    """

    kills: Counter[str] = field(default_factory=Counter)
    unreached: int = 0
    due_occurrences: int = 0
    lost: list[str] = field(default_factory=list)
    double: list[str] = field(default_factory=list)
    states: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.kills + other.kills,
            self.unreached + other.unreached,
            self.due_occurrences + other.due_occurrences,
            self.lost + other.lost,
            self.double + other.double,
            self.states + other.states,
            self.faults + other.faults,
        )

    def __str__(self) -> str:
        points = "\n".join(f"  {count:4d} kills {point}" for point, count in sorted(self.kills.items()))
        faults = ", ".join(f"{count} {name}" for name, count in sorted(self.faults.items())) or "none"
        states = ", ".join(f"{count} {name}" for name, count in sorted(self.states.items()))
        return (
            f"{sum(self.kills.values())} kills\n{points}\n  {self.unreached} points not reached\n"
            f"other faults laid in the way: {faults}\nthe outbox's rows: {states}\n"
            f"postings owed: {self.due_occurrences}, lost: {len(self.lost)}, double: {len(self.double)}"
        )


class Crashes:
    """A bot whose process is killed over and over while digests come due."""

    def __init__(self, discord: DiscordServer, data_dir: Path, *, seed: int, channels: Sequence[Channel]) -> None:
        self._discord = discord
        self._data_dir = data_dir
        self._chance = random.Random(seed)
        self._channels = channels
        self._made = 0
        self.tally = Tally()

    async def life(self, point: str, *, digests: int, faults: int) -> None:
        """Let digests come due, and let the process be killed at a point, or when nothing is left to do."""
        await self._order(digests)
        for _ in range(faults):
            self._discord.fail(*self._fault())
        dead = asyncio.Event()
        with self._slowed(point):
            async with bot_process(self._discord, self._data_dir, {"NUTGRAF_LOG__LEVEL": "warning"}) as bot:

                def kill() -> None:
                    if bot.is_running:
                        bot.kill()
                        self.tally.kills[point] += 1
                    dead.set()

                if point in _TRIGGERS:
                    await self._kill_when_slow(bot, kill)
                else:
                    # One of the requests of this life: the first ones have a good chance to come before the others.
                    before = self._chance.randrange(max(1, digests - faults))
                    self._discord.fail(POST, *[Delay(0.05)] * before, Then(kill, after=point == STORED))
                    try:
                        await asyncio.wait_for(dead.wait(), SECONDS_TO_REACH)
                    except TimeoutError:
                        self.tally.unreached += 1
                        bot.kill()
                await bot.exit_code()
        self._discord.faults.clear()

    async def settle(self) -> None:
        """A last life without kills, until the outbox owes nothing; then count."""
        async with bot_process(self._discord, self._data_dir, {"NUTGRAF_LOG__LEVEL": "warning"}) as bot:
            async with asyncio.timeout(SECONDS_TO_SETTLE):
                while self._owes():
                    assert bot.is_running, bot.log
                    await asyncio.sleep(0.25)
        self._count()

    def _owes(self) -> bool:
        return bool(
            self._rows("SELECT 1 FROM posting WHERE state IN ('planned', 'sending') LIMIT 1")
            or self._rows("SELECT 1 FROM digest WHERE due <= datetime('now') LIMIT 1")
        )

    async def _order(self, digests: int) -> None:
        now = datetime.now(UTC)
        database = await Database.open(self._data_dir)
        try:
            for _ in range(digests):
                channel = self._chance.choice(self._channels)
                assert channel.guild is not None
                spec = DigestSpec(
                    guild=channel.guild.id,
                    channel=channel.id,
                    name=f"Digest {self._made:04d}",
                    minute=now.hour * 60 + now.minute,
                    timezone="UTC",
                    weekdays="1111111",
                    sources=(),
                    topic=None,
                    length=self._chance.choice([3, 8]),
                    mention=None,
                    language="en",
                    author=1,
                    thread=channel.type == NEWS,
                    publish=channel.type == NEWS,
                )
                self._made += 1
                due = now.replace(second=0, microsecond=0)
                await DigestStore(database).create(spec, due=due, now=due - timedelta(minutes=1))
        finally:
            await database.close()

    def _fault(self) -> tuple[str, Fault]:
        """What goes wrong with a request, and with which; half of the time with one that carries no nonce."""
        faults: list[Fault] = [
            Drop(),
            Drop(after=True),
            Delay(0.5),
            Delay(0.5, after=True),
            Repeat(),
            Garble(),
            Status(500),
            Status(503),
            *(Status(code, after=True) for code in (500, 502, 503, 504, 524)),
            RateLimit(0.3),
            RateLimit(0.3, everywhere=True),
            RateLimit(via=False),
        ]
        made = self._chance.choice(faults)
        forums = [channel for channel in self._channels if channel.type == FORUM]
        if isinstance(made, Repeat):  # nobody can tell two forum posts apart that something on the way made of one
            route = MESSAGES
        elif forums and self._chance.random() < 0.5:
            route = f"POST /channels/{self._chance.choice(forums).id}/threads"
        else:
            route = POST
        status = f" {made.code}{' after' if made.after else ''}" if isinstance(made, Status) else ""
        self.tally.faults[f"{type(made).__name__}{status}"] += 1
        return route, made

    # --- points inside the process -------------------------------------------------------------------------------

    def _slowed(self, point: str) -> _Trigger:
        return _Trigger(self._data_dir / FILE_NAME, _TRIGGERS.get(point))

    async def _kill_when_slow(self, bot: BotProcess, kill: object) -> None:
        """Kill the process once it is inside the slow write: then, and only then, the write lock is held for long."""
        assert callable(kill)
        held = 0
        loop = asyncio.get_running_loop()
        end = loop.time() + SECONDS_TO_REACH
        while loop.time() < end and bot.is_running:
            held = held + 1 if self._is_locked() else 0
            if held >= 4:
                kill()
                return
            await asyncio.sleep(0.05)
        self.tally.unreached += 1
        bot.kill()

    def _is_locked(self) -> bool:
        connection = sqlite3.connect(self._data_dir / FILE_NAME, timeout=0, isolation_level=None)
        try:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
        except sqlite3.OperationalError:
            return True
        finally:
            connection.close()
        return False

    # --- counting ------------------------------------------------------------------------------------------------

    def _rows(self, query: str) -> list[tuple[object, ...]]:
        connection = sqlite3.connect(self._data_dir / FILE_NAME, timeout=30)
        try:
            return connection.execute(query).fetchall()
        finally:
            connection.close()

    def _count(self) -> None:
        """By what members see, the name of each digest and its part, against what the outbox says it owed."""
        seen: Counter[str] = Counter()
        for channel in self._channels:
            assert channel.guild is not None
            for place in channel.guild.channels:
                if place is channel or place.parent is channel:
                    seen.update(_title(message.text) for message in self._discord.bot_messages(place))
        due_occurrences = []
        rows = self._rows(
            "SELECT digest.name, posting.part, (SELECT count(*) FROM posting AS other WHERE other.owner = posting.owner"
            " AND other.occurrence = posting.occurrence), posting.state || coalesce(': ' || reason, '')"
            " FROM posting JOIN digest ON digest.number = posting.owner"
        )
        for name, part, parts, state in rows:
            assert isinstance(part, int)
            due_occurrences.append(f"{name}" if part == 0 else f"{name}, part {part + 1} of {parts}")
            self.tally.states[str(state)] += 1
        due_occurrences += [
            f"Digest {number:04d}" for number in range(self._made) if f"Digest {number:04d}" not in due_occurrences
        ]
        self.tally.due_occurrences = len(due_occurrences)
        self.tally.lost = [title for title in due_occurrences if seen[title] == 0]
        self.tally.double = [title for title, count in seen.items() if count > 1]


class _Trigger:
    """A trigger in the database for as long as the block lasts."""

    def __init__(self, path: Path, event: str | None) -> None:
        self._path = path
        self._event = event

    def __enter__(self) -> None:
        if self._event is not None:
            self._run(f"CREATE TRIGGER slow {self._event} BEGIN {_SLOW}; END")

    def __exit__(self, *_: object) -> None:
        if self._event is not None:
            self._run("DROP TRIGGER slow")

    def _run(self, statement: str) -> None:
        connection = sqlite3.connect(self._path, timeout=30)
        try:
            connection.execute(statement)
            connection.commit()
        finally:
            connection.close()


def _title(text: str) -> str:
    found = re.search(r"Digest \d{4}(?:, part \d+ of \d+)?", text)
    assert found is not None, text
    return found[0]
