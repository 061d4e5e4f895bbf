"""The cards that say why a story was in a digest, or was not."""

from __future__ import annotations

from discord import ui

from bot.cards.layout import GREY, card
from bot.cards.text import line, when
from bot.locales import Wording
from knowledge.articles import StoredArticle
from knowledge.news import Digest
from knowledge.stories.digest import Considered

SHOWN = 12
"""How many stories a digest's reasons name."""

_VERDICTS = {"chosen": "why-chosen", "off topic": "why-off-topic", "told before": "why-told", "no room": "why-no-room"}


def reasons_card(digest: Digest, title: str, say: Wording) -> ui.LayoutView:
    """Every story that a digest was chosen from, the first ones by name, each with its reason."""
    rows = [f"### {say('why-title', name=line(title, 100))}\n-# {_span(digest, say)}"]
    for one in digest.considered[:SHOWN]:
        article = digest.articles[one.articles[-1].number]
        rows.append(f"**{one.reason.rank}. {line(article.headline or '', 100)}**\n{_sentence(one, digest, say)}")
    if not digest.considered:
        rows.append(say("why-nothing"))
    elif len(digest.considered) > SHOWN:
        rows.append(f"-# {say('why-more', count=len(digest.considered) - SHOWN)}")
    return card(rows, accent=GREY)


def reason_card(
    digest: Digest,
    article: StoredArticle,
    title: str,
    say: Wording,
    *,
    sources: tuple[str, ...],
    remark: str | None = None,
) -> ui.LayoutView:
    """Why the story of one article was in a digest of some outlets (none: all), or was not; a remark goes first."""
    one = next(
        (
            found
            for found in digest.considered
            if any(other.number == article.number for other in (*found.articles, *found.told_before))
        ),
        None,
    )
    text = _sentence(one, digest, say) if one is not None else _outside(digest, article, say, sources)
    heading = f"### {say('why-title', name=line(title, 100))}\n-# {_span(digest, say)}"
    if remark is not None:
        heading += f"\n-# {remark}"
    return card([heading, f"**{line(article.headline or '', 160)}**\n{text}"], accent=GREY)


def _sentence(one: Considered, digest: Digest, say: Wording) -> str:
    reason = one.reason
    text = say(_VERDICTS[one.verdict], stories=len(digest.stories))
    details = say(
        "why-details",
        rank=reason.rank,
        of=len(digest.considered),
        reports=reason.reports,
        outlets=max(1, reason.outlets),
        hours=int(reason.age_hours),
    )
    parts = [text, details]
    if one.told_before and one.verdict == "chosen":
        parts.append(say("why-moved-on"))
    if reason.commentary_only:
        parts.append(say("why-commentary"))
    return " ".join(parts)


def _outside(digest: Digest, article: StoredArticle, say: Wording, sources: tuple[str, ...]) -> str:
    """Why an article was not even considered."""
    if not article.paragraphs:
        return say("why-headline-only")
    if sources and (article.source or "").casefold() not in {source.casefold() for source in sources}:
        return say("why-other-outlet", outlets=", ".join(line(source, 40) for source in sources))
    if article.published is None:
        return say("why-undated")
    if article.first_seen > digest.until:
        return say("why-later", seen=when(article.first_seen, say.language))
    return say("why-outside", published=when(article.published, say.language))


def _span(digest: Digest, say: Wording) -> str:
    return say("digest-span", **{"from": when(digest.since, say.language), "to": when(digest.until, say.language)})
