"""The `nutgraf` command: parses arguments, asks the newsroom, prints. Everything else is done elsewhere."""

from __future__ import annotations

import asyncio
import dataclasses
import json
import logging
import os
import signal
import sys
import tempfile
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar
from zoneinfo import ZoneInfo

import typer

from bot.spans import DAYS_BACK, named_day
from knowledge.errors import KnowledgeError

if TYPE_CHECKING:
    from bot.app import Access
    from bot.feed_admin import FeedAdmin, FeedCheck, FeedReport
    from bot.services import Services
    from config.settings import Settings
    from knowledge.evaluation.run import Evaluation
    from knowledge.newsroom import IngestReport
    from knowledge.requests.response import Response
    from knowledge.stories.trend import Trend
    from knowledge.view import NewsView

# Everything else is imported where it is used: `--version` and `--help` need none of it, and each command only a part.
# tests/bot/test_imports.py says which libraries a command must do without.

T = TypeVar("T")

cli = typer.Typer(
    name="nutgraf",
    help="Answers news questions with the exact sentences that answer them, on the command line and in Discord.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

log = logging.getLogger(__name__)

NO_NEWS = """\
There is no news yet. Add some:
  nutgraf feeds add URL    follows an outlet by the address of its site or feed; then: nutgraf feeds poll
  nutgraf ingest PATH      reads files and folders
  nutgraf sample FOLDER    writes invented news to try Nutgraf with; then: nutgraf ingest FOLDER"""


class _Moment:
    """A date or time from the command line: ISO 8601, UTC without a zone, or a word such as yesterday.

    Until `start` or `end` says what a bare date means, it is only known that it can be read.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        try:
            self._read(datetime.now(UTC))
        except ValueError:
            raise typer.BadParameter(
                f"{text!r} is not a date or time. Write it as 2026-11-24 or 2026-11-24T07:30:00Z, "
                f"or say {', '.join(DAYS_BACK)}."
            ) from None

    def start(self, now: datetime) -> datetime:
        """The moment, or the first one of the day; words count from `now`."""
        read = self._read(now)
        return read if isinstance(read, datetime) else datetime.combine(read, time.min, tzinfo=UTC)

    def end(self, now: datetime) -> datetime:
        """The moment, or the last one of the day; words count from `now`."""
        read = self._read(now)
        return read if isinstance(read, datetime) else datetime.combine(read, time.max, tzinfo=UTC)

    def _read(self, now: datetime) -> datetime | date:
        day = named_day(self._text, now.date())
        if day is not None:
            return day
        try:
            return date.fromisoformat(self._text)
        except ValueError:
            read = datetime.fromisoformat(self._text)
            return read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC)


AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else on stdout.")]
Sources = Annotated[list[str] | None, typer.Option("--source", metavar="NAME", help="Only this outlet; repeatable.")]
Since = Annotated[
    _Moment | None,
    typer.Option(
        "--since",
        parser=_Moment,
        metavar="T",
        help="Published at or after T, such as 2026-11-24 or yesterday.",
    ),
]
Until = Annotated[
    _Moment | None,
    typer.Option("--until", parser=_Moment, metavar="T", help="Published at or before T; a date means its end."),
]
AsOf = Annotated[
    _Moment | None,
    typer.Option("--as-of", parser=_Moment, metavar="T", help="Act as if it were T; later news is hidden."),
]
Topic = Annotated[str | None, typer.Option("--topic", metavar="TEXT", help="Only articles with all these words.")]


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"nutgraf {version('nutgraf')}")
        raise typer.Exit


@cli.callback()
def _global(
    context: typer.Context,
    data_dir: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Where everything is stored [env NUTGRAF_DATA_DIR; default: ./data]."),
    ] = None,
    _: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    context.obj = {"data_dir": data_dir}


def _settings(context: typer.Context, *, log_as_text: bool = False) -> Settings:
    from bot.logs import configure_logging
    from config.settings import load

    settings = load(**context.obj)
    if log_as_text and settings.log.format == "auto":
        settings = settings.model_copy(update={"log": settings.log.model_copy(update={"format": "text"})})
    configure_logging(settings)
    return settings


def _now(as_of: _Moment | None = None) -> datetime:
    now = datetime.now(UTC)
    return now if as_of is None else as_of.end(now)


def _with_services(settings: Settings, work: Callable[[Services], Awaitable[T]], *, access: Access = "write") -> T:
    """Run `work(services)` on open services, and close them whatever happens."""
    from bot.app import open_services

    async def run() -> T:
        services = await open_services(settings, access=access)
        try:
            return await work(services)
        finally:
            await services.close()

    return asyncio.run(run())


def _asked(
    settings: Settings,
    work: Callable[[NewsView], Awaitable[T]],
    *,
    document: Callable[[T], dict[str, Any]] | None,
    show: Callable[[T], None],
) -> T:
    """Ask the news something and print what comes of it: with `document` as JSON, else with `show`."""

    async def run(services: Services) -> tuple[T, bool]:
        news = await services.newsroom.view(None)
        empty = await news.is_empty()
        try:
            return await work(news), empty
        except KnowledgeError:
            if empty:
                print(NO_NEWS, file=sys.stderr)
            raise

    found, empty = _with_services(settings, run, access="read")
    if empty:
        print(NO_NEWS, file=sys.stdout if document is None else sys.stderr)
    if document is not None:
        _print_json(document(found))
    elif not empty:
        show(found)
    return found


def _print_json(document: dict[str, Any]) -> None:
    print(json.dumps(document, ensure_ascii=False, indent=2))


@cli.command()
def ingest(
    context: typer.Context,
    paths: Annotated[list[str], typer.Argument(metavar="PATH…", help="Files, folders and globs.")],
    source: Annotated[str | None, typer.Option(metavar="NAME", help="Outlet of articles that name none.")] = None,
    as_json: AsJson = False,
) -> None:
    """Read news files into the archive: pages (.txt), Markdown, HTML, JSON records and saved feeds."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    from bot import documents, printing
    from knowledge.reading import read_paths

    async def work(services: Services) -> IngestReport:
        console = Console(stderr=True)
        columns = (TextColumn("Reading"), BarColumn(), TextColumn("{task.percentage:>3.0f}%"), TimeRemainingColumn())
        with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
            task = progress.add_task("reading", total=None)

            def report(done: int, total: int) -> None:
                progress.update(task, completed=done, total=max(total, 1))

            readings = read_paths(paths, source=source, progress=report)
            return await services.newsroom.ingest(readings, now=_now())

    report = _with_services(_settings(context), work)
    if as_json:
        _print_json(documents.ingest_document(report))
    else:
        printing.print_ingest(report)
    if report.rejected:
        raise typer.Exit(1)


@cli.command()
def ask(
    context: typer.Context,
    question: str,
    as_of: AsOf = None,
    source: Sources = None,
    since: Since = None,
    until: Until = None,
    limit: Annotated[int, typer.Option(min=1, max=3, metavar="N", help="At most N quotes.")] = 3,
    earlier: Annotated[
        str | None, typer.Option("--context", metavar="EARLIER", help="The question that this one follows.")
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Explain the result on stderr.")] = False,
    as_json: AsJson = False,
) -> None:
    """Answer what people ask of the news: quotes, a briefing on a topic, headlines, or that nothing answers it."""
    from bot import documents, printing
    from knowledge.requests.explaining import explain_response
    from knowledge.requests.responding import respond

    now, settings = _now(as_of), _settings(context)

    async def work(news: NewsView) -> tuple[Response, list[str]]:
        response = await respond(
            news,
            question,
            now=now,
            zone=ZoneInfo(settings.timezone),
            sources=source or (),
            since=since.start(now) if since else None,
            until=until.end(now) if until else None,
            quotes=limit,
            context=earlier,
        )
        return response, explain_response(response, news.answerer) if explain else []

    _, reasons = _asked(
        settings,
        work,
        document=(lambda found: documents.response_document(found[0])) if as_json else None,
        show=lambda found: printing.print_response(found[0]),
    )
    if explain:
        # On stderr, so that the document on stdout stays whole.
        print("\n".join(reasons), file=sys.stderr)


@cli.command()
def headlines(
    context: typer.Context,
    source: Sources = None,
    topic: Topic = None,
    since: Since = None,
    until: Until = None,
    limit: Annotated[int, typer.Option(min=0, metavar="N", help="At most N; 0 is all.")] = 50,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """List headlines, newest first."""
    from bot import documents, printing

    now = _now(as_of)
    ends = [*([until.end(now)] if until else []), *([now] if as_of else [])]
    _asked(
        _settings(context),
        lambda news: news.headlines(
            sources=source or (),
            topic=topic,
            since=since.start(now) if since else None,
            until=min(ends, default=None),
            limit=limit or None,
        ),
        document=(lambda found: documents.headlines_document(*found)) if as_json else None,
        show=lambda found: printing.print_headlines(*found),
    )


@cli.command()
def story(
    context: typer.Context,
    article: Annotated[str, typer.Argument(metavar="ARTICLE_ID_OR_HEADLINE")],
    as_json: AsJson = False,
) -> None:
    """Sum up an article in three of its own sentences, with who else reported it."""
    from bot import documents, printing

    _asked(
        _settings(context),
        lambda news: news.story(article),
        document=documents.story_document if as_json else None,
        show=printing.print_story,
    )


@cli.command()
def digest(
    context: typer.Context,
    hours: Annotated[float, typer.Option(min=0.01, max=24 * 366, metavar="N", help="How far back, in hours.")] = 24,
    as_of: AsOf = None,
    source: Sources = None,
    topic: Topic = None,
    limit: Annotated[int, typer.Option(min=1, max=100, metavar="N", help="At most N stories.")] = 8,
    as_json: AsJson = False,
) -> None:
    """Sum up the last hours: the most reported stories, two sentences each."""
    from bot import documents, printing

    until = _now(as_of)
    _asked(
        _settings(context),
        lambda news: news.digest(
            since=until - timedelta(hours=hours), until=until, sources=source or (), topic=topic, limit=limit
        ),
        document=documents.digest_document if as_json else None,
        show=printing.print_digest,
    )


@cli.command()
def trend(
    context: typer.Context,
    topic: str,
    days: Annotated[int, typer.Option(min=1, max=3660, metavar="N", help="How many days, up to today.")] = 30,
    png: Annotated[Path | None, typer.Option(metavar="FILE", help="Also draw it as a PNG.")] = None,
    as_json: AsJson = False,
) -> None:
    """Count how often a topic was in the news, day by day."""
    from bot import documents, printing

    settings = _settings(context)
    until = _now().date()
    since = until - timedelta(days=days - 1)

    async def work(news: NewsView) -> Trend:
        found = await news.trend(topic, since=since, until=until)
        if png is not None:
            os.environ.setdefault("MPLCONFIGDIR", str(settings.data_dir / "matplotlib"))
            from knowledge.stories.picture import draw

            png.write_bytes(draw(found, topic))
        return found

    _asked(
        settings,
        work,
        document=documents.trend_document if as_json else None,
        show=lambda found: printing.print_trend(found, topic),
    )


@cli.command()
def sample(folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A new or empty folder.")]) -> None:
    """Write invented news of the last days, in every format that `ingest` reads, to try Nutgraf with."""
    from config.sample import write_newsroom

    if folder.is_dir() and any(folder.iterdir()):
        sys.exit(_say(f"{folder} is not empty. Name a new folder."))
    write_newsroom(folder, _now())
    files = sum(path.is_file() for path in folder.rglob("*"))
    print(f"Wrote {files} files of invented news. Now try:")
    print(f"  nutgraf ingest {folder}")
    print('  nutgraf ask "How many people were injured by Storm Ottoline?"')


feeds = typer.Typer(help="The feeds that are polled for every server and for direct messages.", no_args_is_help=True)
cli.add_typer(feeds, name="feeds")


@feeds.command("add")
def feeds_add(
    context: typer.Context,
    url: Annotated[str, typer.Argument(metavar="URL", help="The address of a feed, or of a site that has one.")],
    as_json: AsJson = False,
) -> None:
    """Add a feed. If a site has several, they are listed: add one of them by its own address."""
    _administer(context, as_json, lambda admin: admin.add(url, now=_now()))


@feeds.command("remove")
def feeds_remove(
    context: typer.Context, url: Annotated[str, typer.Argument(metavar="URL")], as_json: AsJson = False
) -> None:
    """Remove a feed and its articles; servers that follow it themselves keep it."""
    _administer(context, as_json, lambda admin: admin.remove(url, now=_now()))


@feeds.command("list")
def feeds_list(context: typer.Context, as_json: AsJson = False) -> None:
    """Show every feed, including those that servers added, with any errors."""
    _administer(context, as_json, lambda admin: admin.list_())


@feeds.command("poll")
def feeds_poll(
    context: typer.Context,
    urls: Annotated[list[str] | None, typer.Argument(metavar="[URL…]", help="Only these; by default, all.")] = None,
    as_json: AsJson = False,
) -> None:
    """Poll feeds now, whether due or not. Errors of single feeds are shown beside them; the command still succeeds."""
    _administer(context, as_json, lambda admin: admin.poll(urls or [], now=_now()))


@feeds.command("check")
def feeds_check(
    context: typer.Context,
    starter: Annotated[bool, typer.Option("--starter", help="Try the feeds of the starter sets too.")] = False,
    as_json: AsJson = False,
) -> None:
    """Try every feed that anybody follows, and say which work. Exits with 1 if one does not; stores nothing."""
    from config.starter import starter_feeds

    tried = starter_feeds() if starter else ()
    _try_feeds(context, as_json, lambda admin: admin.check(tried, now=_now()), done="ok")


@feeds.command("starter")
def feeds_starter(
    context: typer.Context,
    add: Annotated[
        list[str] | None,
        typer.Option("--add", metavar="TOPIC", help="Follow this topic's feeds for every server; repeatable."),
    ] = None,
    language: Annotated[
        list[str] | None, typer.Option("--language", metavar="LANGUAGE", help="Only in this language; repeatable.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List well-known outlets by topic (world, technology, science, business, sport) and language, or follow some."""
    from bot import printing
    from config.starter import LANGUAGES, TOPICS, chosen

    for given, known, what in ((add, TOPICS, "topic"), (language, LANGUAGES, "language")):
        for one in given or ():
            if one not in known:
                raise typer.BadParameter(f"{one!r} is no {what} of the starter sets. Choose from: {', '.join(known)}.")
    feeds = chosen(add or (), language or ())
    if add:
        _try_feeds(context, as_json, lambda admin: admin.add_starter(feeds, now=_now()), done="added")
    elif as_json:
        _print_json({"feeds": [one.model_dump(mode="json") for one in feeds]})
    else:
        printing.print_starter(sorted(feeds, key=lambda one: (TOPICS.index(one.topic), LANGUAGES.index(one.language))))


def _try_feeds(
    context: typer.Context, as_json: bool, work: Callable[[FeedAdmin], Awaitable[list[FeedCheck]]], *, done: str
) -> None:
    """Print what came of trying feeds; exit with 1 if one of them is not there."""
    from bot import printing
    from bot.feed_admin import FeedAdmin

    checks = _with_services(_settings(context), lambda services: work(FeedAdmin(services)))
    if as_json:
        _print_json({"feeds": [check.document() for check in checks]})
    else:
        printing.print_checks_of_feeds(checks, done=done)
    if not all(check.ok for check in checks):
        raise typer.Exit(1)


def _administer(
    context: typer.Context, as_json: bool, work: Callable[[FeedAdmin], Awaitable[list[FeedReport]]]
) -> None:
    from bot import printing
    from bot.feed_admin import FeedAdmin

    reports = _with_services(_settings(context), lambda services: work(FeedAdmin(services)))
    if as_json:
        _print_json({"feeds": [report.document() for report in reports]})
    else:
        printing.print_feeds(reports)


@cli.command()
def evaluate(
    context: typer.Context,
    dataset: Annotated[
        Path, typer.Argument(metavar="DATASET_DIR", help="articles.jsonl[.gz|.xz] and questions.jsonl.")
    ],
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="Only the first N questions.")] = None,
    plot: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Draw abstentions and calibration as a PNG.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Measure answer quality on a dataset, in a temporary archive."""
    from bot import printing
    from knowledge.evaluation.datasets import read_dataset
    from knowledge.evaluation.plot import plot_evaluation
    from knowledge.evaluation.run import evaluate as run_evaluation
    from knowledge.reading import read_paths

    settings = _settings(context)
    held = read_dataset(dataset)
    with tempfile.TemporaryDirectory(prefix="nutgraf-evaluate-") as scratch:

        async def work(services: Services) -> Evaluation:
            newsroom, now = services.newsroom, _now()
            await newsroom.ingest(read_paths([held.articles]), now=now)
            numbers = await newsroom.archive.numbers_by_id()
            return await run_evaluation(
                held.questions, newsroom.answerer, newsroom.archive, numbers, now=now, limit=limit
            )

        found = _with_services(settings.model_copy(update={"data_dir": Path(scratch), "database": None}), work)
    if plot is not None:
        plot_evaluation(found, plot)
    document = found.document()
    if as_json:
        _print_json(document)
    else:
        printing.print_evaluation(document)


feedback = typer.Typer(help="What members think of the answers, by their 👍 and 👎.", no_args_is_help=True)
cli.add_typer(feedback, name="feedback")

RatedSince = Annotated[
    _Moment | None, typer.Option("--since", parser=_Moment, metavar="T", help="Only answers rated after T.")
]


@feedback.command("export")
def feedback_export(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")],
    since: RatedSince = None,
    as_json: AsJson = False,
) -> None:
    """Write the rated questions, and all news, as a dataset for `evaluate`; it names no member and no server."""
    from bot import printing
    from bot.servers.feedback import Export, export

    if folder.is_dir() and any(folder.iterdir()):
        sys.exit(_say(f"{folder} is not empty. Name a new folder."))
    now = _now()

    async def work(services: Services) -> Export | None:
        cards = await services.cards.rated(since=since.start(now) if since else None)
        return await export(cards, services.newsroom.archive, services.subscriptions.feeds, folder) if cards else None

    found = _with_services(_settings(context), work, access="read")
    if found is None:
        sys.exit(_say("There are no ratings to export: members rate answers with 👍 and 👎 in Discord."))
    if as_json:
        _print_json(found.document())
    else:
        printing.print_export(found, folder)


@feedback.command("report")
def feedback_report(
    context: typer.Context,
    since: RatedSince = None,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="At most N questions.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Show what members rate badly: ratings by kind of response, and the questions with the worst ones."""
    from bot import printing
    from bot.servers.feedback import report

    now = _now()
    moment = since.start(now) if since else None
    cards = _with_services(_settings(context), lambda services: services.cards.rated(since=moment), access="read")
    found = report(cards, limit=limit)
    if as_json:
        _print_json(found.document())
    else:
        printing.print_feedback(found)


@cli.command()
def preview(
    context: typer.Context,
    port: Annotated[int, typer.Option(min=0, max=65535, metavar="N", help="0 picks a free port.")] = 0,
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in a browser.")] = True,
    direct_message: Annotated[
        bool, typer.Option("--direct-message", help="Show a direct message, not a channel.")
    ] = False,
    own: Annotated[bool, typer.Option("--own", help="Use the data dir's own news instead of the sample.")] = False,
    locale: Annotated[
        str, typer.Option(metavar="LOCALE", help="The language of members and server: de, pt-BR …")
    ] = "en-GB",
) -> None:
    """Run the whole bot in a local browser, without Discord and without a token."""
    try:
        from bot.preview import run_preview
    except ImportError as error:
        from config.settings import SettingsError

        raise SettingsError(
            f"The preview needs packages that are not installed ({error.name}). Run: pip install 'nutgraf[preview]'"
        ) from error
    # Whoever looks at a preview reads its log too, even where it goes into a file.
    settings = _settings(context, log_as_text=True)
    shown = run_preview(
        settings, port=port, open_browser=open_browser, direct_message=direct_message, own=own, locale=locale
    )
    asyncio.run(shown)


@cli.command()
def run(context: typer.Context) -> None:
    """Connect to Discord and serve until SIGTERM or SIGINT."""
    # Until the loop takes it over: also while settings and libraries are loaded, a stop is not a failure.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    from bot.service import serve

    raise typer.Exit(asyncio.run(serve(_settings(context))))


@cli.command()
def doctor(context: typer.Context, as_json: AsJson = False) -> None:
    """Check settings, data dir, database, index, token, network and time zones, and say what to do."""
    from bot import printing
    from bot.doctor import examine
    from bot.logs import masked
    from config.settings import SettingsError

    try:
        settings: Settings | SettingsError = _settings(context)
    except SettingsError as error:
        settings = error
    checks = [dataclasses.replace(check, detail=masked(check.detail)) for check in asyncio.run(examine(settings))]
    if as_json:
        _print_json({"checks": [dataclasses.asdict(check) for check in checks]})
    else:
        printing.print_checks(checks)
    if not all(check.ok for check in checks):
        raise typer.Exit(1)


@cli.command()
def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    force: Annotated[bool, typer.Option("--force", help="Overwrite FILE if it exists.")] = False,
) -> None:
    """Save news, feeds, digests and server settings to one file; works while the bot is running."""
    from knowledge.archive.backup import back_up

    settings = _settings(context)
    _require_sqlite(settings)
    if file.exists() and not force:
        sys.exit(_say(f"{file} already exists. Choose another file, or use --force to overwrite it."))
    size = back_up(settings.data_dir, file)
    print(f"Backed up to {file} ({size / 2**20:.1f} MB).")


@cli.command()
def restore(context: typer.Context, file: Annotated[Path, typer.Argument(metavar="FILE")]) -> None:
    """Bring back a backup; stop the bot first. The current data is set aside, not lost."""
    from bot.servers.personal_data import carry_over
    from bot.sole_run import sole_run
    from knowledge.archive.backup import restore as restore_backup

    settings = _settings(context)
    _require_sqlite(settings)
    with sole_run(settings.data_dir):
        aside = restore_backup(settings.data_dir, file, now=_now(), carry_over=carry_over)
    articles, paragraphs = _with_services(settings, lambda services: services.newsroom.archive.counts(), access="read")
    print(f"Restored {articles:,} articles with {paragraphs:,} paragraphs.")
    if aside is not None and aside.damaged:
        print(f"The damaged database is now {aside.file}.")
    elif aside is not None:
        print(f"The previous data is in {aside.file}; `nutgraf restore {aside.file}` brings it back.")


def _require_sqlite(settings: Settings) -> None:
    """End the command if the news is in PostgreSQL: a file in the data dir is then an earlier archive, or none."""
    if settings.database is not None:
        sys.exit(
            _say(
                "The archive is in PostgreSQL (NUTGRAF_DATABASE). "
                "Back it up with pg_dump, and bring that back with pg_restore."
            )
        )


@cli.command()
def invite(
    context: typer.Context,
    client_id: Annotated[
        str | None, typer.Option(metavar="ID", help="The application's id; by default, read from the token.")
    ] = None,
) -> None:
    """Print the link that adds the bot to a server, with the scopes and permissions it needs."""
    from bot.invite import invite_address

    print(invite_address(_settings(context), client_id))


def main() -> None:
    """Run the command line; every failure ends in a sentence on stderr and a status, never in a traceback."""
    try:
        cli(standalone_mode=True)
    except KnowledgeError as error:
        sys.exit(_say(str(error)))
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # Whoever read our output, such as `head`, has seen enough.
        sys.stderr.close()
        sys.exit(1)
    except Exception as error:
        from config.settings import SettingsError

        if isinstance(error, SettingsError):
            sys.exit(_say(str(error)))
        log.debug("The command failed", exc_info=True)
        if isinstance(error, OSError) and error.filename and error.strerror:  # such as where to write a picture
            sys.exit(_say(f"{error.filename} cannot be used: {error.strerror}."))
        from bot.logs import describe
        from knowledge.archive.database import explain

        if (reason := explain(error, "The database nutgraf.sqlite in the data dir")) is not None:
            sys.exit(_say(reason))
        # Only the first line: in the database's errors the statement follows.
        what = describe(error).partition("\n")[0]
        sys.exit(
            _say(f"Something unexpected went wrong ({what}). NUTGRAF_LOG__LEVEL=debug shows where. Please report it.")
        )


def _say(sentence: str) -> int:
    from bot.logs import masked

    print(masked(sentence), file=sys.stderr)
    return 1


if __name__ == "__main__":
    main()
