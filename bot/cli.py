"""The `nutgraf` command: parses words, calls the newsroom, prints. Everything else is done elsewhere."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys
import tempfile
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, time, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any, TypeVar
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from bot import app as program
from bot import printing
from bot.documents import (
    digest_document,
    headlines_document,
    ingest_document,
    response_document,
    story_document,
    trend_document,
)
from bot.feeds_command import FeedReport, with_desk
from config.settings import Settings, SettingsError, load
from knowledge.archive.backup import back_up
from knowledge.archive.backup import restore as restore_backup
from knowledge.articles import KnowledgeError
from knowledge.evaluation.run import Evaluation
from knowledge.newsroom import IngestReport, Newsroom
from knowledge.reading import read_paths
from knowledge.requests.explaining import explain_response
from knowledge.requests.responding import respond
from knowledge.requests.response import Response

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


class _Moment:
    """An ISO 8601 date or time from the command line, UTC without a zone; `end` says what a bare date means."""

    def __init__(self, text: str) -> None:
        self.day: date | None = None
        try:
            self.day = date.fromisoformat(text)
        except ValueError:
            try:
                parsed = datetime.fromisoformat(text)
            except ValueError:
                raise typer.BadParameter(
                    f"{text!r} is not an ISO 8601 date or time, such as 2026-11-24 or 2026-11-24T07:30:00Z."
                ) from None
            self.moment = parsed.astimezone(UTC) if parsed.tzinfo else parsed.replace(tzinfo=UTC)

    def start(self) -> datetime:
        """The moment, or the first one of the day."""
        return self.moment if self.day is None else datetime.combine(self.day, time.min, tzinfo=UTC)

    def end(self) -> datetime:
        """The moment, or the last one of the day."""
        return self.moment if self.day is None else datetime.combine(self.day, time.max, tzinfo=UTC)


AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else on stdout.")]
Sources = Annotated[list[str] | None, typer.Option("--source", metavar="NAME", help="Only this outlet; repeatable.")]
Since = Annotated[
    _Moment | None,
    typer.Option("--since", parser=_Moment, metavar="T", help="Published at or after T; a date means its start."),
]
Until = Annotated[
    _Moment | None,
    typer.Option("--until", parser=_Moment, metavar="T", help="Published at or before T; a date means its end."),
]
AsOf = Annotated[
    _Moment | None,
    typer.Option("--as-of", parser=_Moment, metavar="T", help="Act as if it were T; later news is hidden."),
]
Topic = Annotated[str | None, typer.Option("--topic", metavar="TEXT", help="Only what names all these words.")]


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"nutgraf {version('nutgraf')}")
        raise typer.Exit


@cli.callback()
def _global(
    context: typer.Context,
    data_dir: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Where all of a run's state lies [env NUTGRAF_DATA_DIR; default: ./data]."),
    ] = None,
    _: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    context.obj = {"data_dir": data_dir}


def _settings(context: typer.Context) -> Settings:
    settings = load(**context.obj)
    program.configure_logging(settings.log)
    return settings


def _now(as_of: _Moment | None) -> datetime:
    return program.system_clock() if as_of is None else as_of.end()


def _with_newsroom(settings: Settings, work: Callable[[Newsroom], Awaitable[T]]) -> T:
    """Run `work(newsroom)` on an open newsroom, and close it whatever happens."""

    async def run() -> T:
        newsroom = await program.open_newsroom(settings)
        try:
            return await work(newsroom)
        finally:
            await newsroom.close()

    return asyncio.run(run())


def _print_json(document: dict[str, Any]) -> None:
    print(json.dumps(document, ensure_ascii=False, indent=2))


@cli.command()
def ingest(
    context: typer.Context,
    paths: Annotated[list[str], typer.Argument(metavar="PATH…", help="Files, folders and globs.")],
    source: Annotated[str | None, typer.Option(metavar="NAME", help="The outlet of what names none itself.")] = None,
    as_json: AsJson = False,
) -> None:
    """Read news files into the archive: pages (.txt), Markdown, HTML, JSON records and saved feeds."""

    async def work(newsroom: Newsroom) -> IngestReport:
        console = Console(stderr=True)
        columns = (TextColumn("Reading"), BarColumn(), TextColumn("{task.percentage:>3.0f}%"), TimeRemainingColumn())
        with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
            task = progress.add_task("reading", total=None)

            def report(done: int, total: int) -> None:
                progress.update(task, completed=done, total=max(total, 1))

            readings = read_paths(paths, source=source, progress=report)
            return await newsroom.ingest(readings, now=program.system_clock())

    report = _with_newsroom(_settings(context), work)
    if as_json:
        _print_json(ingest_document(report))
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
        str | None, typer.Option("--context", metavar="EARLIER", help="The question that this one goes on from.")
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say what was weighed, and why it came out so.")] = False,
    as_json: AsJson = False,
) -> None:
    """Answer what people ask of the news: quotes, a briefing on a topic, headlines, or that nothing answers it."""
    settings = _settings(context)

    async def work(newsroom: Newsroom) -> tuple[Response, list[str]]:
        news = newsroom.news(None)
        response = await respond(
            news,
            question,
            now=_now(as_of),
            zone=ZoneInfo(settings.timezone),
            sources=source or (),
            since=since.start() if since else None,
            until=until.end() if until else None,
            quotes=limit,
            context=earlier,
        )
        return response, explain_response(response, newsroom.answerer) if explain else []

    response, reasons = _with_newsroom(settings, work)
    if as_json:
        _print_json(response_document(response))
    else:
        printing.print_response(response)
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
    ends = [moment.end() for moment in (until, as_of) if moment is not None]
    articles, total = _with_newsroom(
        _settings(context),
        lambda newsroom: newsroom.news(None).headlines(
            sources=source or (),
            topic=topic,
            since=since.start() if since else None,
            until=min(ends, default=None),
            limit=limit or None,
        ),
    )
    if as_json:
        _print_json(headlines_document(articles, total))
    else:
        printing.print_headlines(articles, total)


@cli.command()
def story(
    context: typer.Context,
    article: Annotated[str, typer.Argument(metavar="ARTICLE_ID_OR_HEADLINE")],
    as_json: AsJson = False,
) -> None:
    """Sum up an article in three of its own sentences, and list who else reported it."""
    found = _with_newsroom(_settings(context), lambda newsroom: newsroom.news(None).story(article))
    if as_json:
        _print_json(story_document(found))
    else:
        printing.print_story(found)


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
    until = _now(as_of)
    found = _with_newsroom(
        _settings(context),
        lambda newsroom: newsroom.news(None).digest(
            since=until - timedelta(hours=hours), until=until, sources=source or (), topic=topic, limit=limit
        ),
    )
    if as_json:
        _print_json(digest_document(found))
    else:
        printing.print_digest(found)


@cli.command()
def trend(
    context: typer.Context,
    topic: str,
    days: Annotated[int, typer.Option(min=1, max=3660, metavar="N", help="How many days, up to today.")] = 30,
    png: Annotated[Path | None, typer.Option(metavar="FILE", help="Draw it too.")] = None,
    as_json: AsJson = False,
) -> None:
    """Count how often a topic was in the news, day by day."""
    settings = _settings(context)
    until = program.system_clock().date()
    since = until - timedelta(days=days - 1)
    found = _with_newsroom(settings, lambda newsroom: newsroom.news(None).trend(topic, since=since, until=until))
    if png is not None:
        os.environ.setdefault("MPLCONFIGDIR", str(settings.data_dir / "matplotlib"))
        from knowledge.stories.picture import draw

        png.write_bytes(draw(found, topic))
    if as_json:
        _print_json(trend_document(found))
    else:
        printing.print_trend(found, topic)


feeds = typer.Typer(help="The feeds that are polled for every server and for direct messages.", no_args_is_help=True)
cli.add_typer(feeds, name="feeds")


@feeds.command("add")
def feeds_add(
    context: typer.Context,
    url: Annotated[str, typer.Argument(metavar="URL", help="A feed's address, or that of a site which has one.")],
    as_json: AsJson = False,
) -> None:
    """Add a feed; of a site with several feeds it lists them, and one must be named."""
    _print_feeds(with_desk(_settings(context), lambda desk: desk.add(url, now=program.system_clock())), as_json)


@feeds.command("remove")
def feeds_remove(
    context: typer.Context, url: Annotated[str, typer.Argument(metavar="URL")], as_json: AsJson = False
) -> None:
    """Remove a feed with its articles, except for servers that follow it themselves."""
    _print_feeds(with_desk(_settings(context), lambda desk: desk.remove(url)), as_json)


@feeds.command("list")
def feeds_list(context: typer.Context, as_json: AsJson = False) -> None:
    """Show every feed, those that servers added too, with what went wrong."""
    _print_feeds(with_desk(_settings(context), lambda desk: desk.list_()), as_json)


@feeds.command("poll")
def feeds_poll(
    context: typer.Context,
    urls: Annotated[list[str] | None, typer.Argument(metavar="[URL…]", help="Only these; without, all.")] = None,
    as_json: AsJson = False,
) -> None:
    """Poll feeds now, due or not. What went wrong with a feed is shown beside it, and is no failure of the command."""
    _print_feeds(with_desk(_settings(context), lambda desk: desk.poll(urls or [], now=program.system_clock())), as_json)


def _print_feeds(reports: list[FeedReport], as_json: bool) -> None:
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
    """Measure answers on a dataset, in an archive of its own that is thrown away afterwards."""
    from knowledge.evaluation.datasets import read_dataset
    from knowledge.evaluation.plot import plot_evaluation
    from knowledge.evaluation.run import evaluate as run_evaluation

    settings = _settings(context)
    held = read_dataset(dataset)
    with tempfile.TemporaryDirectory(prefix="nutgraf-evaluate-") as scratch:

        async def work(newsroom: Newsroom) -> Evaluation:
            now = program.system_clock()
            await newsroom.ingest(read_paths([held.articles]), now=now)
            numbers = await newsroom.archive.numbers_by_id()
            return await run_evaluation(
                held.questions, newsroom.answerer, newsroom.archive, numbers, now=now, limit=limit
            )

        found = _with_newsroom(settings.model_copy(update={"data_dir": Path(scratch)}), work)
    if plot is not None:
        plot_evaluation(found, plot)
    document = found.document()
    if as_json:
        _print_json(document)
    else:
        printing.print_evaluation(document)


@cli.command()
def preview(
    context: typer.Context,
    port: Annotated[int, typer.Option(min=0, max=65535, metavar="N", help="0 takes a free one.")] = 0,
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in a browser.")] = True,
    direct_message: Annotated[bool, typer.Option("--direct-message", help="A direct message, not a channel.")] = False,
    own: Annotated[bool, typer.Option("--own", help="The data dir's own news instead of the sample.")] = False,
) -> None:
    """Run the whole bot in a local browser, without Discord and without a token."""
    try:
        from bot.preview import run_preview
    except ImportError as error:
        raise SettingsError(
            f"The preview needs packages that are not installed ({error.name}). Run: pip install 'nutgraf[preview]'"
        ) from error
    settings = _settings(context)
    asyncio.run(run_preview(settings, port=port, open_browser=open_browser, direct_message=direct_message, own=own))


@cli.command()
def run(context: typer.Context) -> None:
    """Connect to Discord and serve until SIGTERM or SIGINT."""
    from bot.service import serve

    raise typer.Exit(asyncio.run(serve(_settings(context))))


@cli.command()
def doctor(context: typer.Context, as_json: AsJson = False) -> None:
    """Check settings, data dir, index, token, network and time zones, and say what to do."""
    from bot.doctor import examine

    try:
        settings: Settings | SettingsError = _settings(context)
    except SettingsError as error:
        settings = error
    checks = asyncio.run(examine(settings))
    if as_json:
        _print_json({"checks": [{"name": check.name, "ok": check.ok, "detail": check.detail} for check in checks]})
    else:
        printing.print_checks(checks)
    if not all(check.ok for check in checks):
        raise typer.Exit(1)


@cli.command()
def backup(context: typer.Context, file: Annotated[Path, typer.Argument(metavar="FILE")]) -> None:
    """Write news, feeds, digests and settings of servers to one file, also while the bot runs."""
    size = back_up(_settings(context).data_dir, file)
    print(f"Backed up to {file} ({size / 2**20:.1f} MB).")


@cli.command()
def restore(context: typer.Context, file: Annotated[Path, typer.Argument(metavar="FILE")]) -> None:
    """Bring back what a backup holds; stop the bot first. The present state is put aside, not lost."""
    settings = _settings(context)
    kept = restore_backup(settings.data_dir, file, now=program.system_clock())
    articles, paragraphs = _with_newsroom(settings, lambda newsroom: newsroom.news(None).counts())
    print(f"Restored {articles:,} articles with {paragraphs:,} paragraphs.")
    if kept is not None:
        print(f"What was here before is in {kept}; `nutgraf restore {kept}` brings it back.")


@cli.command()
def invite(
    context: typer.Context,
    client_id: Annotated[
        str | None, typer.Option(metavar="ID", help="The application's id; without it, it is read from the token.")
    ] = None,
) -> None:
    """Print the address that adds the bot to a server, with the scopes and permissions it needs."""
    from bot.invite import invite_address

    print(invite_address(_settings(context), client_id))


def main() -> None:
    """Run the command line; every failure ends in a sentence on stderr and a status, never in a traceback."""
    try:
        cli(standalone_mode=True)
    except (KnowledgeError, SettingsError) as error:
        sys.exit(_say(str(error)))
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # Whoever read our output, such as `head`, has seen enough.
        sys.stderr.close()
        sys.exit(1)
    except Exception as error:
        log.debug("The command failed", exc_info=True)
        if isinstance(error, OSError) and error.filename and error.strerror:  # such as where to write a picture
            sys.exit(_say(f"{error.filename} cannot be used: {error.strerror}."))
        sys.exit(
            _say(
                f"Something went wrong that Nutgraf did not foresee ({type(error).__name__}: {error}). "
                "NUTGRAF_LOG__LEVEL=debug shows where; please report it."
            )
        )


def _say(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


if __name__ == "__main__":
    main()
