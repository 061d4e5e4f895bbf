"""The real process, `nutgraf run`, against the loopback Discord."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from .discord_server import DiscordServer
from .world import Changes

ROOT = Path(__file__).resolve().parents[2]
KEPT_VARIABLES = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")
SECONDS_TO_STOP = 15.0


class BotProcess:
    """A running bot and its log."""

    def __init__(self, process: asyncio.subprocess.Process, discord: DiscordServer) -> None:
        self._process = process
        self._discord = discord
        self._lines: list[str] = []
        self._changes = Changes()
        self._reader = asyncio.create_task(self._read())
        # The connection of a process that was killed just now may still look alive.
        self._before = set(discord.gateway.sessions)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_running(self) -> bool:
        return self._process.returncode is None

    @property
    def log(self) -> str:
        """All that was written to stdout and stderr so far."""
        return "\n".join(self._lines)

    async def connected(self, seconds: float = 30) -> None:
        """Waits until it is connected to the gateway. Raises AssertionError with the log, at once if it ends before."""
        waiting = asyncio.create_task(self._discord.ready(seconds, other_than=self._before))
        await asyncio.wait([waiting, self._reader], return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        assert self._discord.is_ready(other_than=self._before), (
            f"It did not connect to the gateway; its log:\n{self.log}"
        )

    async def logged(self, pattern: str, seconds: float = 30) -> re.Match[str]:
        """The first match of a regular expression in the log. Raises AssertionError with the log."""

        def found() -> re.Match[str] | None:
            match = re.search(pattern, self.log)
            assert match or not self._reader.done(), f"The process ended without {pattern!r} in its log."
            return match

        try:
            return await self._changes.until(found, seconds, f"{pattern!r} in the log")
        except AssertionError as error:
            raise AssertionError(f"{error}\n{self.log}") from None

    def send_signal(self, number: signal.Signals) -> None:
        self._process.send_signal(number)

    def terminate(self) -> None:
        """SIGTERM, as a service manager sends it."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """SIGKILL: it ends without a chance to clean up."""
        self.send_signal(signal.SIGKILL)

    async def exit_code(self, seconds: float = SECONDS_TO_STOP) -> int:
        """Waits for the end; minus the signal's number if one ended it. Raises AssertionError with the log."""
        try:
            await asyncio.wait_for(asyncio.shield(self._reader), seconds)
        except TimeoutError:
            raise AssertionError(f"still running after {seconds:g} s; its log:\n{self.log}") from None
        return await self._process.wait()

    async def _read(self) -> None:
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            self._lines.append(line.decode(errors="replace").rstrip())
            self._changes.notify()
        await self._process.wait()
        self._changes.notify()


@asynccontextmanager
async def bot_process(
    discord: DiscordServer,
    data_dir: Path,
    env: Mapping[str, str | None] | None = None,
    command: tuple[str, ...] = ("-m", "bot.cli", "run"),
) -> AsyncIterator[BotProcess]:
    """Starts the bot with its data in `data_dir`; a bot still running at the end is terminated, and then killed.

    `env` adds variables, or takes one away with None. `command` is what Python is started with.
    """
    variables: dict[str, str | None] = {
        **{name: os.environ.get(name) for name in KEPT_VARIABLES},
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
        "NUTGRAF_DATA_DIR": str(data_dir),
        "NUTGRAF_DISCORD__TOKEN": discord.token,
        "NUTGRAF_DISCORD__PROXY": discord.proxy,
        # One member of these tests asks what many would.
        "NUTGRAF_ANSWERS__PER_MEMBER": "1000",
        "NUTGRAF_ANSWERS__PER_SERVER": "1000",
        "SSL_CERT_FILE": str(discord.authority_file),
        **(env or {}),
    }
    # Not in the repository: a nutgraf.toml lying there is somebody's own.
    home = data_dir.parent
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *command,
        cwd=home,
        env={name: value for name, value in variables.items() if value is not None},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        limit=1 << 24,
    )
    bot = BotProcess(process, discord)
    try:
        yield bot
    finally:
        if bot.is_running:
            bot.terminate()
            try:
                await bot.exit_code()
            except AssertionError:
                bot.kill()
                raise
            finally:
                await bot.exit_code(5)
