"""Markdown files with front matter: one article each, its body as plain text without markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

import yaml

from knowledge.addresses import web_address
from knowledge.articles import Article, HeadlineOnly
from knowledge.reading.dates import parse_published
from knowledge.reading.markup import html_paragraphs
from knowledge.reading.paragraphs import as_reading, one_line
from knowledge.reading.pictures import PictureCandidate, choose_picture
from knowledge.reading.results import ReadingError

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A\s{0,100}---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_LONGEST_FRONT_MATTER = 20_000  # characters
_MOST_BRACKETS = 200  # the time that YAML takes grows with their square
_PLAIN_LINE = re.compile(r"([A-Za-z_-]{1,40})[ \t]*:[ \t]*(.*)")


def read_markdown(text: str, *, source: str | None = None) -> Article | HeadlineOnly:
    """The article that a Markdown file holds.

    Front matter between two lines of `---` may say `title`, `source`, `published` or `date`, `url`, `image`, `lang` and
    `id`;
    other keys are passed over. Without a title there, a heading of the first or second level at the very top of the
    body is the headline; all other headings are paragraphs of their own. List items, table rows and code blocks are
    paragraphs too. `source` stands in for a missing outlet.

    Raises ReadingError if there is neither a title nor a text.
    """
    head, body = _split(text.replace("\r\n", "\n").replace("\r", "\n"))
    blocks = _blocks(body)
    headline = head.get("title") or None
    if blocks and blocks[0][0] and (headline is None or blocks[0][1].casefold() == headline.casefold()):
        headline = headline or one_line(blocks[0][1])
        blocks = blocks[1:]
    return as_reading(
        headline,
        tuple(block for _, block in blocks),
        record_id=head.get("id") or None,
        source=head.get("source") or source,
        published=parse_published(head.get("published")) or parse_published(head.get("date")),
        url=web_address(head["url"]) if "url" in head else None,
        picture=choose_picture([PictureCandidate(head["image"], kind="image")]) if "image" in head else None,
        language=head.get("lang") or head.get("language") or None,
    )


def _split(text: str) -> tuple[dict[str, str], str]:
    """Front matter, as lower-case keys and one-line values, and the body behind it."""
    found = _FRONT_MATTER.match(text[:_LONGEST_FRONT_MATTER])
    if found is None:
        return {}, text
    loaded = _yaml(found[1])
    if not isinstance(loaded, Mapping):  # such as an unquoted colon in a title, which YAML forbids and people write
        lines = filter(None, map(_PLAIN_LINE.fullmatch, found[1].split("\n")))
        loaded = {line[1]: line[2].strip("\"'") for line in lines}
    head = {str(key).lower(): one_line(value) for key, value in loaded.items() if isinstance(value, str)}
    return head, text[found.end() :]


def _yaml(front_matter: str) -> object:
    """What YAML makes of a front matter; None if it is not valid YAML, or nested beyond reason."""
    if front_matter.count("[") + front_matter.count("{") > _MOST_BRACKETS:
        return None
    try:
        # BaseLoader makes only strings, lists and mappings: no objects, and no "No" that turns into false.
        return yaml.load(front_matter, Loader=yaml.BaseLoader)  # noqa: S506
    except (yaml.YAMLError, ValueError, RecursionError):
        return None


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # on first use, as it is slow to load

    return MarkdownIt("commonmark").enable("table")


def _blocks(markdown: str) -> list[tuple[bool, str]]:
    """The body's paragraphs as plain text, each with whether it is a heading of the first or second level."""
    try:
        tokens = _parser().parse(markdown)
    except Exception as error:  # whatever a file makes the parser stumble over, the other files go on
        raise ReadingError(f"It could not be read as Markdown ({type(error).__name__}).") from error
    return [(is_heading, text) for is_heading, text in _plain_blocks(tokens) if text]


def _plain_blocks(tokens: Sequence[Token]) -> Iterator[tuple[bool, str]]:
    is_heading = False
    cells: list[str] | None = None
    for token in tokens:
        if token.type == "heading_open":
            is_heading = token.tag in ("h1", "h2")
        elif token.type == "heading_close":
            is_heading = False
        elif token.type == "tr_open":
            cells = []
        elif token.type == "tr_close":
            yield False, " | ".join(filter(None, cells or ()))
            cells = None
        elif token.type == "inline":
            text = _plain_inline(token.children or ())
            if cells is None:
                yield is_heading, text
            else:
                cells.append(text)
        elif token.type in ("fence", "code_block"):
            yield False, token.content.strip()
        elif token.type == "html_block":
            yield from ((False, paragraph) for paragraph in html_paragraphs(token.content))


def _plain_inline(tokens: Sequence[Token]) -> str:
    pieces: list[str] = []
    for token in tokens:
        if token.type in ("text", "code_inline", "text_special"):
            pieces.append(token.content)
        elif token.type == "softbreak":
            pieces.append(" ")
        elif token.type == "hardbreak" or (token.type == "html_inline" and token.content.lower().startswith("<br")):
            pieces.append("\n")
    return "\n".join(line.strip() for line in "".join(pieces).strip().split("\n"))
