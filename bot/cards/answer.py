"""The card of an answer: quotes with their sources; and the lines that other cards show of an article."""

from __future__ import annotations

from collections.abc import Sequence

from discord import ui

from bot.cards.layout import AMBER, BLUE, GREY, Block, Row, card
from bot.cards.text import (
    LINK_CHARACTERS,
    block_quote,
    day,
    line,
    link,
    link_label,
    linkable,
    quote_link,
    quote_within,
    when,
)
from bot.locales import Translator
from knowledge.answering.answers import Answer, Quote
from knowledge.articles import Published, StoredArticle

QUOTE_CHARACTERS = 700
"""Room for one quote on a card, escapes included: three of them, their links and the question fit a message."""
PARAGRAPH_CHARACTERS = 1_000
HEADLINE_CHARACTERS = 100
"""Room for the headline under a quote: two lines of a phone's screen."""

PLACES_CHARACTERS = 600
"""Room for the links to other outlets; Fluent takes values of up to 1,000."""

Place = tuple[str | None, str | None]
"""Where else a story stands: an outlet's name and the address of its report."""


def answer_card(
    answer: Answer,
    translate: Translator,
    *,
    context: str | None = None,
    notes: Sequence[str] = (),
    rows: Sequence[Row] = (),
) -> ui.LayoutView:
    """The card for a question that is answered. `notes` are ready-made lines under the question, `rows` its buttons."""
    texts: list[str | Block] = [heading(answer.question, translate, context), *notes]
    undated = all(quote.article.published is None for quote in answer.quotes)
    if answer.stale and answer.evidence_to is not None:
        texts.append(f"**{translate('answer-stale', date=day(answer.evidence_to, translate.language))}**")
    elif answer.stale or undated:
        texts.append(f"-# {translate('answer-undated')}")
    texts += [Block(quote_text(quote, translate)) for quote in answer.quotes]
    if answer.unanswered_parts:
        parts = translate.list([translate("quoted", text=line(part, 60)) for part in answer.unanswered_parts], "or")
        texts.append(Block(translate("answer-part-missing", parts=parts)))
    for disagreement in answer.disagreements[:1]:
        values = " · ".join(f"{line(source, 40)}: {line(value, 60)}" for source, value in disagreement.values[:4])
        texts.append(f"-# {translate('answer-disagree', about=line(disagreement.about, 40), values=values)}")
    if answer.evidence_from is not None and answer.evidence_to is not None:
        texts.append(Block(f"-# {_evidence(answer.evidence_from, answer.evidence_to, translate)}"))
    return card(texts, accent=AMBER if answer.stale else BLUE, rows=rows)


def more_card(quotes: Sequence[Quote], translate: Translator) -> ui.LayoutView:
    """Further quotes than those of the answer."""
    if not quotes:
        return card([translate("answer-no-more")], accent=GREY)
    return card([Block(quote_text(quote, translate)) for quote in quotes])


def paragraphs_card(passages: Sequence[tuple[Quote, str, str]], translate: Translator) -> ui.LayoutView:
    """Each quote, in bold, amid what stands before and after it in its article, under the article's headline."""
    if not passages:
        return card([translate("answer-changed")], accent=GREY)
    texts = []
    for quote, before, after in passages:
        headline, small = _source(quote, translate)
        shown = quote_within(before, quote.text, after, PARAGRAPH_CHARACTERS)
        texts.append(Block("\n".join(part for part in (headline, shown, small) if part)))
    return card(texts)


def quote_text(quote: Quote, translate: Translator) -> str:
    """A block quote with its answer in bold; under it its article's headline, linked, and a line of small print."""
    shown = block_quote(quote.text, QUOTE_CHARACTERS, quote.answers)
    return "\n".join(part for part in (shown, *_source(quote, translate)) if part)


def headline_line(article: StoredArticle, translate: Translator, others: Sequence[Place] = ()) -> str:
    """A headline, linked, and under it in small print its outlet and time, and the other outlets with the story."""
    return "\n".join([headline(article), small_print(article, translate), *also(others, translate)])


def headline(article: StoredArticle, limit: int = 160, position: int | None = None) -> str:
    """A headline in bold, linked to its article; behind its `position` in a list, if given."""
    words = link_label(article.headline or "", limit)
    shown = link(words, article.url) if words and _is_short(article.url) else line(article.headline or "", limit)
    return f"**{shown}**" if position is None else f"**{position}. {shown}**"


def also(others: Sequence[Place], translate: Translator, most: int = 3) -> list[str]:
    """The line with the other outlets that have a story, each linked to its report; [] if there are none."""
    if not others:
        return []
    more = [translate("digest-also-more", count=len(others) - most)] if len(others) > most else []
    outlets = " · ".join([places(others[:most], translate), *more])
    return [f"-# {translate('digest-also', outlets=outlets)}"]


def places(found: Sequence[Place], translate: Translator) -> str:
    """Outlets side by side, each linked to its report as long as there is room for its address."""
    shown: list[str] = []
    for source, url in found:
        name = line(source or translate("source-unknown"), 30)
        linked = link(name, url)
        has_room = sum(map(len, shown)) + len(linked) <= PLACES_CHARACTERS
        shown.append(linked if has_room else name)
    return " · ".join(shown)


def small_print(article: StoredArticle, translate: Translator, *, is_alone: bool = False) -> str:
    """One line of small print: the outlet, the time, and whether only the headline is held.

    The outlet is linked where no headline is: because the line `is_alone`, or the headline has no words for a link.
    """
    outlet = line(article.source or "", 40)
    is_linked = _is_short(article.url) and (is_alone or not link_label(article.headline or "", 160))
    address = article.url if is_linked else None
    parts = [
        link(outlet or translate("source-unknown"), address) if outlet or address else "",
        *times(article, translate),
        "" if article.paragraphs else translate("headlines-only"),
    ]
    return "-# " + (" · ".join(part for part in parts if part) or translate("source-unknown"))


def times(article: StoredArticle, translate: Translator) -> list[str]:
    """When an article was published, or only first seen, and when its words were changed."""
    published = when(article.published, translate.language)
    if article.estimated and published:
        published = translate("first-seen", when=published)
    return [published, translate("updated", when=when(article.updated, translate.language)) if article.updated else ""]


def heading(question: str, translate: Translator, context: str | None) -> str:
    """The question, and which one it follows."""
    shown = f"### {line(question, 200)}"
    if context:
        shown += f"\n-# {translate('answer-follows', question=line(context, 80))}"
    return shown


def _source(quote: Quote, translate: Translator) -> tuple[str, str]:
    """The headline of the quote's article, linked to the quoted words, and the outlet and time as small print.

    There is no headline ("") where it would repeat the quote; then the small print has the link.
    """
    article = quote.article
    outlet = line(article.source or "", 40) or translate("source-unknown")
    headline = "" if quote.is_headline or article.derived else link_label(article.headline or "", HEADLINE_CHARACTERS)
    if quote.is_headline:
        named = [quote_link(translate("answer-headline"), article.url, quote.text), outlet]
    elif headline:
        named = [outlet]
    else:
        named = [quote_link(link_label(article.source or "", 40) or outlet, article.url, quote.text)]
    small = "-# " + " · ".join(part for part in [*named, *times(article, translate)] if part)
    return f"-# {quote_link(headline, article.url, quote.text)}" if headline else "", small


def _is_short(address: str | None) -> bool:
    """Whether an address leaves room for other news on the card."""
    safe = linkable(address)
    return safe is not None and len(safe) <= LINK_CHARACTERS


def _evidence(first: Published, last: Published, translate: Translator) -> str:
    start, end = day(first, translate.language), day(last, translate.language)
    if str(first)[:10] == str(last)[:10]:
        return translate("answer-evidence-day", **{"from": start})
    return translate("answer-evidence", **{"from": start, "to": end})
