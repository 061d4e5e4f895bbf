"""HTML to plain paragraphs, without running or loading anything in it."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from lxml import etree, html

from knowledge.reading.encoding import storable

_BREAK = "\x00"  # stands for <br> until white space is collapsed; no text that was parsed holds it
# What HTML collapses, and breaks; a single space needs nothing done, and no-break spaces stay as written.
_WHITE_SPACE = re.compile(r"[ \t\n\r\f\x00]{2,}|[\t\n\r\f\x00]")
_BLANK_LINE = re.compile(r"\n\s*\n")
_DROPPED = frozenset(
    {"script", "style", "template", "noscript", "iframe", "object", "embed", "applet", "svg", "math", "canvas", "audio"}
    | {"video", "map", "head", "title", "select", "button", "textarea", "input", "figcaption", "form", "datalist"}
)
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt"}
    | {"fieldset", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "menu"}
    | {"nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul", "caption"}
)
_PARAGRAPH_LINE = 60
"""Characters: lines of verses, addresses and scores are shorter."""
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,31});")
_TAG = re.compile(rf"<[a-zA-Z/!]|{_REFERENCE.pattern}")
_TITLE_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})((?:\s[^<>]{0,2000}|/)?)>")
_HIDDEN = re.compile(
    r"<!--.{0,500}?-->|<(script|style)(?:\s[^<>]{0,500})?>(?!\s).{0,500}?</\1>", re.DOTALL | re.IGNORECASE
)
_IN_TITLES = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "del", "dfn", "em", "font", "i", "img"}
    | {"ins", "kbd", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt"}
    | {"u", "var", "wbr", "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "center", "ul", "ol", "li"}
)


def html_tree(text: str) -> Any | None:
    """The element tree of an HTML document or fragment, wrapped in html and body; None if nothing is in it."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        return html.document_fromstring(storable(text).encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):  # "document is empty"
        return None


def html_paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs that a fragment of HTML shows, top to bottom, as plain text.

    Blocks part paragraphs, and so do two line breaks; a single `<br>` becomes a line break inside its paragraph, or
    parts paragraphs where all the lines that it makes are long.
    Scripts, styles, forms, captions and embedded things are left out.
    """
    tree = html_tree(text)
    return () if tree is None else tree_paragraphs(tree)


def tree_paragraphs(tree: Any) -> tuple[str, ...]:
    """The same for a tree of lxml, which is left as it is."""
    paragraphs: list[str] = []
    pieces: list[str] = []
    dropped = 0

    def end_paragraph() -> None:
        # Entities such as &#1; bring in again what was taken out of the document's own text.
        text = storable(_WHITE_SPACE.sub(_collapsed, "".join(pieces))).strip()
        pieces.clear()
        for block in _BLANK_LINE.split(text) if "\n" in text else (text,):
            if block:
                lines = [line.strip() for line in block.split("\n")]
                are_paragraphs = min(map(len, lines)) >= _PARAGRAPH_LINE
                paragraphs.extend(lines if are_paragraphs else ("\n".join(lines),))

    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            dropped += tag in _DROPPED or not tag
            if dropped:
                continue
            if tag in _BLOCKS:
                end_paragraph()
            elif tag == "br":
                pieces.append(_BREAK)
            elif tag in ("td", "th"):
                pieces.append(" ")
            pieces.append(element.text or "")
        else:
            if tag in _DROPPED or not tag:
                dropped -= 1
            elif not dropped and tag in _BLOCKS:
                end_paragraph()
            if not dropped and element is not tree:
                pieces.append(element.tail or "")
    end_paragraph()
    return tuple(paragraphs)


def _collapsed(run: re.Match[str]) -> str:
    return "\n" * run.group().count(_BREAK) or " "


def plain_text(text: str) -> str:
    """One line of text that may hold tags and entities, such as a feed's title, without them.

    RSS does not say whether a title is HTML, and a headline may be about HTML. So a tag counts as one if it has
    attributes, or if it formats a line and is used for that: in a pair, closed in itself, or right beside a word. All
    else stays, as in "HTML: the <title> element explained".
    """
    if not _TAG.search(text):
        return text
    ends = {found[2].lower() for found in _TITLE_TAG.finditer(text) if found[1]}
    starts = [found for found in _TITLE_TAG.finditer(text) if not found[1]]
    paired = ends.intersection(found[2].lower() for found in starts)
    with_attributes = {found[2].lower() for found in starts if "=" in found[3]}

    def shown(found: re.Match[str]) -> str:
        name = found[2].lower()
        around = found.string[max(0, found.start() - 1) : found.start()] + found.string[found.end() : found.end() + 1]
        is_used = name in paired or found[3] or any(map(str.isalnum, around))
        is_markup = name in with_attributes or (name in _IN_TITLES and is_used)
        return found[0] if not is_markup else " " if name == "br" or name in _BLOCKS else ""

    bare = _TITLE_TAG.sub(shown, _HIDDEN.sub("", text))
    return storable(_WHITE_SPACE.sub(" ", _REFERENCE.sub(lambda found: unescape(found[0]), bare))).strip()
