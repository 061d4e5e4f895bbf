"""The cards that explain why a story was or wasn't in a digest."""

from __future__ import annotations

from discord import ui

from bot.cards.layout import GREY, card
from bot.cards.text import line, when
from bot.locales import Translator
from knowledge.articles import StoredArticle
from knowledge.stories.digest_selection import Considered
from knowledge.stories.reports import Digest

SHOWN = 12
"""How many stories the card explains."""

_VERDICTS = {"chosen": "why-chosen", "off topic": "why-off-topic", "told before": "why-told", "no room": "why-no-room"}


def reasons_card(digest: Digest, title: str, translate: Translator) -> ui.LayoutView:
    """The stories that a digest was chosen from, the first ones by name, each with its reason."""
    rows = [f"### {translate('why-title', name=line(title, 100))}\n-# {_span(digest, translate)}"]
    for one in digest.considered[:SHOWN]:
        article = digest.articles[one.articles[-1].number]
        rows.append(f"**{one.reason.rank}. {line(article.headline or '', 100)}**\n{_sentence(one, digest, translate)}")
    if not digest.considered:
        rows.append(translate("why-nothing"))
    elif len(digest.considered) > SHOWN:
        rows.append(f"-# {translate('why-more', count=len(digest.considered) - SHOWN)}")
    return card(rows, accent=GREY)


def reason_card(
    digest: Digest,
    article: StoredArticle,
    title: str,
    translate: Translator,
    *,
    sources: tuple[str, ...],
    remark: str | None = None,
) -> ui.LayoutView:
    """Why the story of one article was or wasn't in a digest of these outlets (none: all). `remark` comes first."""
    one = next(
        (
            found
            for found in digest.considered
            if any(other.number == article.number for other in (*found.articles, *found.earlier_articles))
        ),
        None,
    )
    text = _sentence(one, digest, translate) if one is not None else _outside(digest, article, translate, sources)
    heading = f"### {translate('why-title', name=line(title, 100))}\n-# {_span(digest, translate)}"
    if remark is not None:
        heading += f"\n-# {remark}"
    return card([heading, f"**{line(article.headline or '', 160)}**\n{text}"], accent=GREY)


def _sentence(one: Considered, digest: Digest, translate: Translator) -> str:
    reason = one.reason
    text = translate(_VERDICTS[one.verdict], stories=len(digest.stories))
    details = translate(
        "why-details",
        rank=reason.rank,
        of=len(digest.considered),
        reports=reason.reports,
        outlets=max(1, reason.outlets),
        hours=int(reason.age_hours),
    )
    parts = [text, details]
    if one.earlier_articles and one.verdict == "chosen":
        parts.append(translate("why-moved-on"))
    if reason.commentary_only:
        parts.append(translate("why-commentary"))
    return " ".join(parts)


def _outside(digest: Digest, article: StoredArticle, translate: Translator, sources: tuple[str, ...]) -> str:
    """Why an article was not even considered."""
    if not article.paragraphs:
        return translate("why-headline-only")
    if sources and (article.source or "").casefold() not in {source.casefold() for source in sources}:
        return translate("why-other-outlet", outlets=translate.list([line(source, 40) for source in sources]))
    if article.published is None:
        return translate("why-undated")
    if article.first_seen > digest.until:
        return translate("why-later", seen=when(article.first_seen, translate.language))
    return translate("why-outside", published=when(article.published, translate.language))


def _span(digest: Digest, translate: Translator) -> str:
    return translate(
        "digest-span", **{"from": when(digest.since, translate.language), "to": when(digest.until, translate.language)}
    )
