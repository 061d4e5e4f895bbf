"""No secret reaches stdout or stderr, at any level and in either format, and no question unless the level is debug."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import re
import sqlite3
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import quote

import pytest
from yarl import URL

from .bot_process import bot_process
from .discord_server import TOKEN, DiscordServer, discord_server
from .faults import Drop, Garble, RateLimit, Status
from .newsroom import fill

# With what Python, JSON and addresses each write in their own way.
PASSWORD = 'pröxy\'s "pass" %wörd'
DATABASE_PASSWORD = "datä'base-Zw4nkürz"
OTHER_TOKEN = "MTEyMjMzNDQ1NTY2Nzc4ODk5.GabcdE.the-one-in-no-setting-0123456789abcdef"
QUESTION = 'What\'s "Quillhaven" doing about Skarrow?'
WORDS_OF_THE_QUESTION = ("Quillhaven", "Skarrow?")
USER = "wanderer"

COMBINATIONS = [
    pytest.param(level, form, id=f"{level}-{form}")
    for level in ("debug", "info", "warning", "error")
    for form in ("text", "json")
]


def forms(secret: str) -> set[str]:
    """What of a secret must not be found: as it is, quoted, encoded, escaped, and in the header of a proxy."""
    credentials = [f"{USER}:{secret}".encode(encoding) for encoding in ("utf-8", "latin-1")]
    return {
        secret,
        quote(secret),
        quote(secret, safe=""),
        repr(secret)[1:-1],
        ascii(secret)[1:-1],
        json.dumps(secret)[1:-1],
        str(URL(f"http://{USER}:{quote(secret, safe='')}@host")).rpartition("@")[0].rpartition(":")[2],
        *(base64.b64encode(text).decode() for text in credentials),
        secret[-9:],
    }


def found(log: str, *secrets: str) -> list[str]:
    """The forms of secrets that stand in a log."""
    return [form for secret in secrets for form in forms(secret) if form in log]


@pytest.fixture
async def discord() -> AsyncIterator[DiscordServer]:
    async with discord_server() as server:
        yield server


RAISING = """
import asyncio, gc, logging, os, threading
from bot.cli import main
from bot.client import NewsBot
from knowledge.requests import responding

question, token, password = (os.environ[f"TEST_{name}"] for name in ("QUESTION", "TOKEN", "PASSWORD"))
headers = {"Authorization": "Bot " + token, "Proxy-Authorization": "Basic d2FuZGVyZXI6c29tZXRoaW5n"}
on_ready, respond = NewsBot.on_ready, responding._respond

def fail(words):
    held = [words, token, password]
    try:
        raise LookupError(f"{token} {headers}")
    except LookupError as cause:
        raise ValueError(f"{words!r} {password} {password!r}") from cause

async def failing(words):
    fail(words)

async def ready(self):
    await on_ready(self)
    task = asyncio.create_task(failing(question))
    await asyncio.sleep(0.05)
    del task
    gc.collect()
    asyncio.get_running_loop().call_soon(fail, question)
    thread = threading.Thread(target=fail, args=(question,))
    thread.start()
    thread.join()
    for name in ("discord.http", "aiohttp.client", "sqlalchemy.pool", "alembic.runtime", "asyncio"):
        logging.getLogger(name).critical("%s %s %s", password, [headers], {"proxy": password, token: 1})
        logging.getLogger(name).critical("%d", token)
    logging.getLogger("bot").critical("The last of what fails by itself")

async def respond_or_fail(news, reach, asked, now):
    if "by itself" in asked.text:
        fail(question)
    if "in groups" in asked.text:
        async with asyncio.TaskGroup() as group:
            group.create_task(failing(question))
    return await respond(news, reach, asked, now)

NewsBot.on_ready, responding._respond = ready, respond_or_fail
main()
"""


@pytest.mark.parametrize(("level", "form"), COMBINATIONS)
async def test_no_error_while_serving_shows_a_secret_or_the_question(
    discord: DiscordServer, tmp_path: Path, level: str, form: str
) -> None:
    await fill(tmp_path / "data")
    guild = discord.add_guild()
    channel, ada = guild.channels[0], discord.add_member(guild, "ada")
    host = discord.proxy.removeprefix("http://")
    proxy = f"http://{USER}:{quote(PASSWORD, safe='')}@{host}"
    variables = {
        "NUTGRAF_LOG__LEVEL": level,
        "NUTGRAF_LOG__FORMAT": form,
        "NUTGRAF_DISCORD__PROXY": proxy,
        "TEST_QUESTION": QUESTION,
        "TEST_TOKEN": discord.token,
        "TEST_PASSWORD": PASSWORD,
    }
    original = "PATCH /webhooks/*/*/messages/@original"
    async with bot_process(discord, tmp_path / "data", variables, command=("-c", RAISING, "run")) as bot:
        await bot.connected(60)
        await bot.logged("The last of what fails by itself", 60)
        for fault in (
            Status(400, message=f'Value "{QUESTION}" is refused.', error_code=50035),
            Status(401),
            Status(403, error_code=50013),
            Status(404, error_code=10015),
            RateLimit(via=False),
            RateLimit(),
            Garble(),
            Drop(),
        ):
            discord.fail(original, fault)
            before = len(discord.calls("PATCH", "/messages/@original"))
            await discord.slash(channel, ada, "ask", question=QUESTION)
            await discord.call("PATCH", "/messages/@original", number=before + 1)
            await asyncio.sleep(0.3)
        for words in ("by itself", "in groups"):
            asked = await discord.slash(channel, ada, "ask", question=f"{QUESTION} {words}")
            await asked.answer()
            await discord.reply(discord.user_message(channel, ada, f"{discord.bot.mention} {QUESTION} {words}"))
        with sqlite3.connect(tmp_path / "data" / "nutgraf.sqlite") as database:
            database.execute("ALTER TABLE card RENAME TO gone")
        asked = await discord.slash(channel, ada, "ask", question=QUESTION)
        await asked.answer()
        await discord.reply(discord.user_message(channel, ada, f"{discord.bot.mention} {QUESTION}"))
        bot.terminate()
        assert await bot.exit_code() == 0
        log = bot.log
    interaction_tokens = {call.path.split("/")[3] for call in discord.calls("PATCH", "/messages/@original")}
    # They failed as they were meant to, and it shows.
    assert log.count("unforeseen error") >= 9
    assert "OperationalError" in log
    assert "Task exception was never retrieved" in log
    assert "Exception in callback fail" in log
    assert "ExceptionGroup" in log
    assert found(log, discord.token, PASSWORD) == [], log
    assert "d2FuZGVyZXI6c29tZXRoaW5n" not in log
    assert [token for token in interaction_tokens if token in log] == []
    if level != "debug":
        assert [word for word in WORDS_OF_THE_QUESTION if word in log] == [], log
    if form == "json":
        assert all(json.loads(line) for line in log.splitlines() if line.startswith("{"))


CALLS = """
import os, socket, sys, threading
from bot.cli import main

refusing = socket.create_server(("127.0.0.1", 0))
def refuse():
    while True:
        connection, _ = refusing.accept()
        connection.recv(65536)
        connection.sendall(b"HTTP/1.1 407 Proxy Authentication Required\\r\\nContent-Length: 0\\r\\n\\r\\n")
        connection.close()
threading.Thread(target=refuse, daemon=True).start()
port = refusing.getsockname()[1]
user, password, plain = os.environ["TEST_USER"], os.environ["TEST_PASSWORD"], os.environ["TEST_PLAIN"]
proxy = f"http://{user}:{password}@127.0.0.1"
database = f"postgresql://{user}:{password}"
nowhere = {"NUTGRAF_DISCORD__PROXY": f"{proxy}:1"}

def call(name, variables, *words):
    for key in [key for key in os.environ if key.startswith("NUTGRAF_") and "LOG__" not in key]:
        del os.environ[key]
    os.environ.update({"NUTGRAF_DISCORD__TOKEN": os.environ["TEST_TOKEN"], **variables})
    sys.argv = ["nutgraf", "--data-dir", name, *words]
    try:
        main()
        status = 0
    except SystemExit as end:
        status = end.code
    print(f"== {name}: {status}", flush=True)

def failing(*_, **__):
    raise RuntimeError(f"{plain} {os.environ['TEST_QUESTION']} {os.environ['TEST_TOKEN']}")

call("refused", {"NUTGRAF_DISCORD__PROXY": f"{proxy}:{port}"}, "run")
call("bad-proxy", {"NUTGRAF_DISCORD__PROXY": f"{proxy}:port"}, "run")
call("open-proxy", {"NUTGRAF_DISCORD__PROXY": f"http://{user}:a/{plain}@127.0.0.1:1"}, "doctor")
call("doctor", nowhere, "doctor")
call("doctor-json", {"NUTGRAF_DISCORD__PROXY": f"{proxy}:{port}"}, "doctor", "--json")
call("bad-port", {"NUTGRAF_DATABASE": f"{database}@127.0.0.1:port/name"}, "headlines")
call("high-port", {"NUTGRAF_DATABASE": f"{database}@127.0.0.1:99999/name"}, "ask", "Why?")
call("bare-slash", {"NUTGRAF_DATABASE": f"postgresql://{user}:{plain}/x@127.0.0.1/name"}, "ask", "Why?")
call("no-server", {"NUTGRAF_DATABASE": f"{database}@127.0.0.1:1/name"}, "headlines")
call("other-kind", {"NUTGRAF_DATABASE": f"mysql://{user}:{password}@127.0.0.1/name"}, "headlines")
call("unreachable", nowhere, "run")
call("option", {"NUTGRAF_DATABASE": f"{database}@127.0.0.1:1/name?password={password}"}, "headlines")
call("mistaken", {"NUTGRAF_DISCORD__TOKEN": "", "NUTGRAF_DISCORD__TOKEN_FILE": os.environ["TEST_OTHER_TOKEN"]}, "run")
from knowledge.requests import responding
responding._respond = failing
call("raising", nowhere, "ask", os.environ["TEST_QUESTION"])
"""


@pytest.mark.parametrize(("level", "form"), COMBINATIONS)
async def test_no_command_that_fails_shows_a_secret_or_the_question(tmp_path: Path, level: str, form: str) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-c", CALLS),
        cwd=tmp_path,
        env={
            **{name: value for name, value in os.environ.items() if not name.startswith("NUTGRAF_")},
            "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
            "NUTGRAF_LOG__LEVEL": level,
            "NUTGRAF_LOG__FORMAT": form,
            "TEST_USER": USER,
            "TEST_PASSWORD": quote(DATABASE_PASSWORD, safe=""),
            "TEST_PLAIN": DATABASE_PASSWORD,
            "TEST_TOKEN": TOKEN,
            "TEST_OTHER_TOKEN": OTHER_TOKEN,
            "TEST_QUESTION": QUESTION,
        },
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await asyncio.wait_for(process.communicate(), 120)
    log = said.decode()
    ended = dict(re.findall(r"^== ([\w-]+): (\d+)$", log, re.MULTILINE))
    assert {name for name, status in ended.items() if status == "0"} == {"doctor", "doctor-json"}, log
    assert len(ended) == CALLS.count("\ncall("), log
    assert found(log, DATABASE_PASSWORD, TOKEN, OTHER_TOKEN) == [], log
    assert log.count("unexpected went wrong") == 1, log
    if level != "debug":
        assert [word for word in WORDS_OF_THE_QUESTION if word in log] == [], log
        assert "Traceback" not in log
