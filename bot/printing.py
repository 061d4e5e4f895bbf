"""What the command line prints for people."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Console

from knowledge.archive.queries import other_outlets
from knowledge.articles import Published, StoredArticle, iso
from knowledge.requests.request import Talk
from knowledge.requests.response import Kind, Response
from knowledge.stories.trend import alt_text

if TYPE_CHECKING:
    # What only some commands print, and would have to load for the rest.
    from pathlib import Path

    from bot.doctor import Check
    from bot.feed_admin import FeedCheck, FeedReport
    from bot.servers.feedback import Export, FeedbackReport
    from config.starter import StarterFeed
    from knowledge.answering.answers import Answer
    from knowledge.newsroom import IngestReport
    from knowledge.stories.reports import Digest, StoryReport
    from knowledge.stories.trend import Trend

# Article text is data: no markup in it may colour the terminal. With soft wrap rich neither wraps nor cuts a line.
_out = Console(markup=False, highlight=False, emoji=False, soft_wrap=True)


def print_ingest(report: IngestReport) -> None:
    """What was stored, and each file that was not, with the reason."""
    counts = report.counts
    _out.print(
        f"{counts.added} added, {counts.updated} updated, {counts.unchanged} unchanged, "
        f"{counts.headlines} headlines without an article, {counts.paragraphs} paragraphs stored."
    )
    for rejection in report.rejected:
        print(f"Not read: {rejection.path}: {rejection.reason}", file=sys.stderr)


_TALK = {
    Talk.THANKS: "You're welcome.",
    Talk.GREETING: "Hello. I answer questions about the news with the exact sentences that answer them.",
    Talk.SELF: "I am Nutgraf, a program that answers questions about the news with the exact "
    "sentences that answer them.",
    Talk.HELP: "Ask a question, name a topic, or ask what happened on a day.",
    Talk.SOURCES: "What I say comes from these outlets.",
}
_TRY = "Try: “When does the bridge reopen?”, “any news on the harbour”, “what happened yesterday”."


def print_response(response: Response) -> None:
    """Whatever was asked for, after a note on how its outlets, time and spelling were read."""
    if not response.request.text.strip():
        _out.print("Ask a question, such as: nutgraf ask 'When does the bridge reopen?'")
        return
    for note in _notes(response):
        _out.print(note, style="yellow")
    if response.kind is Kind.ABOUT:
        _print_about(response)
        return
    if response.kind is Kind.ANSWER and response.answer is not None:
        _print_quotes(response.answer)
    elif response.kind is Kind.ABSTAIN:
        if response.nearest is None:
            _out.print("I have nothing on that.")
            if response.items:
                _out.print("The closest headlines:")
        _print_items(response)
    else:
        if response.kind is Kind.BRIEFING and response.first is not None:
            _out.print(f"{_reports(response.reports)} since {_day(response.first)}:\n", style="dim")
        _print_items(response)
    searched = f"Searched {response.searched_articles:,} articles, {response.searched_paragraphs:,} paragraphs"
    confidence = f"; confidence {response.confidence:.2f}" if response.answer is not None else ""
    _out.print(f"{searched} in {response.elapsed_ms:.0f} ms{confidence}.", style="dim")


def _notes(response: Response) -> Iterable[str]:
    """How a request was read, where that could be read otherwise."""
    request = response.request
    if request.elsewhere:
        yield f"I don't follow {_plain(' or '.join(request.elsewhere))} here."
    if request.sources:
        yield f"From {_plain(', '.join(request.sources))}."
    for correction in request.corrections:
        yield f"Showing results for “{_plain(correction.read)}” instead of “{_plain(correction.typed)}”."
    span = request.span
    if span is None:
        if response.nearest is not None:
            yield f"Nothing newer than {response.nearest.first}."
        return
    days = f"{span.first}" if span.first == span.last else f"{span.first} to {span.last}"
    if response.nearest is not None:
        yield (f"Nothing from “{_plain(span.words)}” ({days}); the nearest before that, from {response.nearest.first}:")
    else:
        yield f"{_plain(span.words)}: {days}"


def _print_about(response: Response) -> None:
    talk = response.request.talk or Talk.HELP
    if talk is Talk.SOURCES and (response.request.sources or response.request.elsewhere):
        if response.request.sources:
            _out.print(f"Yes, I follow {_plain(', '.join(response.request.sources))}.")
        return
    _out.print(_TALK[talk])
    if talk is Talk.THANKS:
        return
    held = ", ".join(response.outlets) or "none yet"
    _out.print(f"Outlets held: {_plain(held)}.")
    if talk is not Talk.SOURCES:
        _out.print(_TRY)


def _print_quotes(answer: Answer) -> None:
    """The quotes with where they stand."""
    if answer.stale:
        _out.print(f"Nothing newer than {_day(answer.evidence_to)} answers this.\n", style="yellow")
    for position, quote in enumerate(answer.quotes, start=1):
        _print_wrapped(quote.text)
        mark = "headline · " if quote.is_headline else ""
        _out.print(f"  [{position}] {mark}{_where(quote.article)}\n", style="dim")
    if answer.unanswered_parts:
        parts = " or ".join(f"“{_plain(part)}”" for part in answer.unanswered_parts)
        _out.print(f"I have nothing on {parts}.\n", style="yellow")
    for disagreement in answer.disagreements:
        values = "; ".join(f"{source}: {value}" for source, value in disagreement.values)
        _out.print(f"Outlets disagree on {disagreement.about}: {_plain(values)}\n", style="yellow")


def _print_items(response: Response) -> None:
    for item in response.items:
        if not item.repeats_headline:
            _out.print(f"  {_plain(item.article.headline or '')}", style="bold")
        if item.text:
            _print_wrapped(item.text)
        _out.print(f"  {_where(item.article)}", style="dim")
        for other in item.others[:3]:
            _out.print(f"  + {_plain(other.source or 'unknown outlet')}: {_plain(other.headline or '')}", style="dim")
        _out.print()


def _reports(count: int) -> str:
    return "One report" if count == 1 else f"{count:,} reports"


def print_headlines(articles: Sequence[StoredArticle], total: int) -> None:
    """One headline per line with its id, outlet and date."""
    for article in articles:
        _out.print(f"{_day(article.published):<14}{_plain(article.headline or '')}", style="bold")
        _out.print(f"{'':<14}{_plain(article.source or 'unknown outlet')} · {article.article_id}", style="dim")
    if total > len(articles):
        _out.print(f"{len(articles)} of {total}; --limit 0 shows all.")
    elif not articles:
        _out.print("No headlines.")


def print_story(story: StoryReport) -> None:
    """The article's sentences and the other reports."""
    _out.print(_plain(story.article.headline or ""), style="bold")
    _out.print(_where(story.article) + "\n", style="dim")
    for sentence in story.summary:
        _print_wrapped(sentence.text)
        _out.print()
    if not story.summary:
        _out.print("Only this headline is stored, not the article.\n")
    for copy in other_outlets(story.also_at, story.article.source):
        _out.print(f"Same text at {_plain(copy.source or '')}: {_plain(copy.url or '')}", style="dim")
    if story.also_reported_by:
        _out.print("Also reported by:")
        _print_reports(story.also_reported_by)


def print_digest(digest: Digest) -> None:
    """The stories of the period."""
    _out.print(f"From {iso(digest.since)} to {iso(digest.until)}\n", style="dim")
    for story in digest.stories:
        lead = digest.articles[story.lead.number]
        _out.print(_plain(lead.headline or ""), style="bold")
        _out.print(_where(lead), style="dim")
        for sentence in story.summary:
            _print_wrapped(sentence.text)
        reports = [digest.articles[other.number] for other in story.also_reported_by]
        _print_reports(reports)
        for copy in other_outlets(digest.copies.get(lead.number, ()), lead.source, *(one.source for one in reports)):
            _out.print(f"  = {_plain(copy.source or '')}: {_plain(copy.headline or '')}", style="dim")
        _out.print()
    if not digest.stories:
        _out.print("Nothing was published in that period.")


def print_trend(found: Trend, topic: str) -> None:
    """The days in words, then a bar for each day with mentions."""
    _out.print(_plain(alt_text(found, topic)) + "\n")
    most = max((mentions for _, mentions in found.days), default=0)
    for day, mentions in found.days:
        if mentions:
            _out.print(f"{day.isoformat()}  {'▇' * max(1, round(40 * mentions / most))} {mentions}")


def print_feeds(reports: Sequence[FeedReport]) -> None:
    """Each feed with its number of articles, when it is polled next, and its error."""
    for report in reports:
        feed = report.feed
        _out.print(_plain(feed.title or feed.url), style="bold")
        parts = [feed.url, f"{report.articles} article{'' if report.articles == 1 else 's'}"]
        if report.outcome is not None:
            parts.append(f"{report.outcome.counts.added} new, {report.outcome.counts.updated} changed")
        parts.append("for every server" if feed.public else f"for {report.servers} server(s)")
        parts.append(feed.state if feed.state != "active" else f"next {iso(feed.next_poll) or 'at once'}")
        _out.print(f"  {_plain(' · '.join(parts))}", style="dim")
        if feed.error:
            _out.print(f"  {_plain(feed.error)}", style="yellow")
    if not reports:
        _out.print("No feeds yet. Add one: nutgraf feeds add URL")


def print_checks_of_feeds(checks: Sequence[FeedCheck], *, done: str) -> None:
    """Each feed that is there, with the word `done`, and each that is not, with the reason; then how many."""
    for check in checks:
        _out.print(f"{done if check.ok else 'failed'}  {_plain(check.name)}", style="green" if check.ok else "red")
        _out.print(f"  {_plain(check.url)}", style="dim")
        if check.reason is not None:
            _out.print(f"  {_plain(check.reason)}", style="yellow")
    failed = sum(not check.ok for check in checks)
    _out.print(f"{len(checks)} feed{'' if len(checks) == 1 else 's'}, {failed or 'none'} failed.")


def print_starter(feeds: Sequence[StarterFeed]) -> None:
    """The starter sets, by topic and language."""
    heading = ""
    for one in feeds:
        if (here := f"{one.topic}, {one.language}") != heading:
            _out.print(heading := here, style="bold")
        _out.print(f"  {one.name} ({one.country})  {one.url}")
    _out.print("Follow some for every server: nutgraf feeds starter --add TOPIC --language LANGUAGE")


def print_evaluation(measures: Mapping[str, Any]) -> None:
    """Every measure that is a single number, one per line, and the curve of wrong answers against abstentions."""
    for name, value in measures.items():
        if name in {"counts", "curve", "intervals"}:
            continue
        by_type = value if isinstance(value, Mapping) else {"": value}
        for type_, number in by_type.items():
            shown = "–" if number is None else f"{number:.3f}" if isinstance(number, float) else str(number)
            _out.print(f"{f'{name} {type_}'.strip():<40}{shown}")
    _out.print("\nthreshold  left unanswered  answered wrongly (shares of all questions)")
    for point in measures["curve"]:
        _out.print(f"{point['threshold']:9.2f}{point['abstained']:17.3f}{point['wrong']:18.3f}")


def print_export(exported: Export, folder: Path) -> None:
    """What was written, and what to do with it."""
    _out.print(
        f"Wrote {exported.helpful} questions rated helpful, {exported.unhelpful} rated unhelpful "
        f"and {exported.articles:,} articles to {folder}."
    )
    if exported.left_out:
        _out.print(f"Left out: {exported.left_out}, since the articles that were quoted have changed or are gone.")
    _out.print(f"Now try: nutgraf evaluate {folder}")


def print_feedback(report: FeedbackReport) -> None:
    """The ratings by kind of response, then the worst questions with what was shown."""
    if not report.by_response:
        _out.print("No ratings yet: members rate answers with 👍 and 👎 in Discord.")
        return
    _out.print(f"{'':<12}{'helpful':>9}{'unhelpful':>11}", style="dim")
    for response, (helpful, unhelpful) in [*report.by_response.items(), ("all", (report.helpful, report.unhelpful))]:
        _out.print(f"{response:<12}{helpful:>9}{unhelpful:>11}")
    for one in report.worst:
        _out.print(f"\n{_plain(one.question)}", style="bold")
        ratings = f"{one.unhelpful} unhelpful, {one.helpful} helpful"
        _out.print(f"  {one.response} · {ratings} · {_day(one.asked_at)}", style="dim")
        if one.context:
            _out.print(f"  follows: {_plain(one.context)}", style="dim")
        for quote in one.quotes:
            _print_wrapped(quote)


def print_checks(checks: Iterable[Check]) -> None:
    """One check per line, with what to do if it failed or warns."""
    for check in checks:
        status, style = ("FAIL", "red") if not check.ok else ("warn", "yellow") if check.warning else ("ok  ", "green")
        _out.print(f"{status}  {check.name:<12}{check.detail}", style=style)


def _print_reports(reports: Iterable[StoredArticle]) -> None:
    for report in reports:
        _out.print(f"  + {_plain(report.source or 'unknown outlet')}: {_plain(report.headline or '')}", style="dim")


def _where(article: StoredArticle) -> str:
    parts = [article.source or "unknown outlet", _day(article.published)]
    if article.updated is not None:
        parts.append(f"updated {iso(article.updated)}")
    parts.append(article.url or article.article_id)
    return _plain(" · ".join(parts))


def _day(published: Published | None) -> str:
    return "date unknown" if published is None else (iso(published) or "")[:10]


def _plain(text: str) -> str:
    """Text on one line without control characters, which could drive the terminal."""
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())


def _print_wrapped(text: str) -> None:
    """Paragraphs, indented and wrapped between words at the terminal's width; a longer word runs over it, whole."""
    width = shutil.get_terminal_size().columns
    paragraphs = [_plain(part) for part in text.split("\n\n")]
    wrapped = (
        textwrap.fill(
            paragraph,
            width,
            initial_indent="  ",
            subsequent_indent="  ",
            break_long_words=False,
            break_on_hyphens=False,
        )
        for paragraph in paragraphs
    )
    _out.print("\n\n".join(wrapped))
