"""Kills the real process at chosen points around due times, starts it again, and counts what reached the channels:
digests that came due, and the stories of a feed that every channel gets, some of which change after they were posted.

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

from bot.delivery.arrival_scan import ArrivalScan
from bot.delivery.digest_store import DigestSpec, DigestStore
from bot.delivery.relay_store import RelayStore
from knowledge.archive.arrivals import newest
from knowledge.archive.database import FILE_NAME, Database
from knowledge.archive.feed_table import Feeds
from knowledge.articles import Article
from knowledge.feeds import Feed

from .bot_process import BotProcess, bot_process
from .discord_server import DiscordServer
from .faults import Delay, Drop, Fault, Garble, RateLimit, Repeat, Status, Then
from .world import FORUM, NEWS, Channel, Message

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
EDITS = "PATCH /channels/*/messages/*"
SECONDS_TO_REACH, SECONDS_TO_SETTLE = 30.0, 240.0


@dataclass
class Tally:
    """What came of it: kills by point, postings owed, and which of these are missing or there more than once.

    Among them are `stories` of a relayed feed, one for each channel; `edited` of these changed after they had been
    posted, and `stale` are those whose card shows earlier words. `faults` are those laid in the way, some of which no
    request met before the kill.
    """

    kills: Counter[str] = field(default_factory=Counter)
    unreached: int = 0
    due_occurrences: int = 0
    lost: list[str] = field(default_factory=list)
    double: list[str] = field(default_factory=list)
    stories: int = 0
    edited: int = 0
    stale: list[str] = field(default_factory=list)
    states: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.kills + other.kills,
            self.unreached + other.unreached,
            self.due_occurrences + other.due_occurrences,
            self.lost + other.lost,
            self.double + other.double,
            self.stories + other.stories,
            self.edited + other.edited,
            self.stale + other.stale,
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
            f"postings owed: {self.due_occurrences}, lost: {len(self.lost)}, double: {len(self.double)}\n"
            f"of them stories of a relayed feed: {self.stories}, changed later: {self.edited}, stale: {len(self.stale)}"
        )


class Crashes:
    """A bot whose process is killed over and over while digests come due."""

    def __init__(self, discord: DiscordServer, data_dir: Path, *, seed: int, channels: Sequence[Channel]) -> None:
        self._discord = discord
        self._data_dir = data_dir
        self._chance = random.Random(seed)
        self._channels = channels
        self._made = 0
        self._feed: Feed | None = None
        self._versions: list[int] = []
        self.tally = Tally()

    async def life(self, point: str, *, digests: int, faults: int) -> None:
        """Let digests come due, and let the process be killed at a point, or when nothing is left to do."""
        await self._order(digests)
        for _ in range(faults):
            self._discord.fail(*self._fault())
            edit_faults: list[Fault] = [Drop(), Drop(after=True), Status(502), RateLimit(0.3)]
            self._discord.fail(EDITS, self._chance.choice(edit_faults))
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
            or self._rows("SELECT 1 FROM scan WHERE name = 'relays' AND revision < (SELECT max(revision) FROM entry)")
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
            await self._deliver(database, now)
        finally:
            await database.close()

    async def _deliver(self, database: Database, now: datetime) -> None:
        """Let stories of a feed that every channel gets arrive, sometimes a burst of them; and let some change."""
        feeds = Feeds(database)
        if self._feed is None:
            mark = await newest(database)
            await ArrivalScan(database, "relays").save_watermark(mark, now=now)
            self._feed = await feeds.add("https://wire.example/feed", now=now, public=True, title="Wire")
            await feeds.set_state(self._feed.number, "paused")  # nobody is to ask for it
            for channel in self._channels:
                assert channel.guild is not None
                await RelayStore(database).put(
                    guild=channel.guild.id,
                    channel=channel.id,
                    feed=self._feed.number,
                    forum=channel.type == FORUM,
                    member=1,
                    only_with=None,
                    not_with=None,
                    language="en",
                    after=mark.entry,
                    now=now,
                )
        changed = self._chance.sample(
            range(len(self._versions)), min(len(self._versions), self._chance.choice([0, 1, 2]))
        )
        for number in changed:
            self._versions[number] += 1
            self.tally.edited += len(self._channels)
        fresh = self._chance.choice([1, 2, 5])
        self._versions += [1] * fresh
        numbers = [*changed, *range(len(self._versions) - fresh, len(self._versions))]
        items = [self._story(number, now) for number in numbers]
        await feeds.store_entries(self._feed, items, now=now, backlog=False)

    def _story(self, number: int, now: datetime) -> Article:
        words = random.Random(number)
        body = " ".join("".join(words.choices("abdegiklmnoprstu", k=7)) for _ in range(30))
        headline = f"Story {number:04d} in version {self._versions[number]}"
        return Article(headline, (f"{body}.",), source="Wire", published=now, url=f"https://wire.example/{number}")

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
                    for message in self._discord.bot_messages(place):
                        seen.update(self._titles(message, channel))
        due_occurrences = []
        rows = self._rows(
            "SELECT digest.name, posting.part, (SELECT count(*) FROM posting AS other WHERE other.owner = posting.owner"
            " AND other.kind = 'digest'"
            " AND other.occurrence = posting.occurrence), posting.state || coalesce(': ' || reason, '')"
            " FROM posting JOIN digest ON digest.number = posting.owner WHERE posting.kind = 'digest'"
        )
        for name, part, parts, state in rows:
            assert isinstance(part, int)
            due_occurrences.append(f"{name}" if part == 0 else f"{name}, part {part + 1} of {parts}")
            self.tally.states[str(state)] += 1
        due_occurrences += [
            f"Digest {number:04d}" for number in range(self._made) if f"Digest {number:04d}" not in due_occurrences
        ]
        for (state,) in self._rows("SELECT state || coalesce(': ' || reason, '') FROM posting WHERE kind = 'relay'"):
            self.tally.states[str(state)] += 1
        stories = [
            f"Story {number:04d} in {channel.id}" for number in range(len(self._versions)) for channel in self._channels
        ]
        self.tally.stories = len(stories)
        due_occurrences += stories
        self.tally.due_occurrences = len(due_occurrences)
        self.tally.lost = [title for title in due_occurrences if seen[title] == 0]
        self.tally.double = [title for title, count in seen.items() if count > 1]

    def _titles(self, message: Message, channel: Channel) -> set[str]:
        """What a message stands for: a part of a digest, or one or several stories, all of which its select names."""
        digest = re.search(r"Digest \d{4}(?:, part \d+ of \d+)?", message.text)
        if digest is not None:
            return {digest[0]}
        labels = [option["label"] for part in message.parts for option in part.get("options", ())]
        found = re.findall(r"Story (\d{4}) in version (\d+)", "\n".join([message.text, *labels]))
        assert found, message.text
        for number, version in found:
            if int(version) != self._versions[int(number)]:
                self.tally.stale.append(f"Story {number} in {channel.id}")
        return {f"Story {number} in {channel.id}" for number, _ in found}


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
