"""Saved or fetched article pages in HTML: trafilatura finds the text, the page's own declarations say the rest."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from knowledge.addresses import web_address
from knowledge.articles import Article, Picture, Published
from knowledge.reading.dates import parse_published
from knowledge.reading.encoding import decode, storable
from knowledge.reading.markup import html_tree, plain_text, tree_paragraphs
from knowledge.reading.paragraphs import as_reading, one_line
from knowledge.reading.pictures import PictureCandidate, choose_picture, declared_pixels
from knowledge.reading.results import LARGEST_DOCUMENT, ReadingError

logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # it would else print on stderr by itself

MOST_ELEMENTS = 20_000
"""Of one page. Article pages have some thousands; extraction of more takes many seconds."""
MOST_TEXT = 1_000_000
"""Characters of one page outside scripts; long live blogs have a third of that."""

_MOST_JSON_LD = 1_000  # things looked at for an article
_HEAD_BYTES = 4_096  # where browsers look for the encoding
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_HTTP_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_SERVERS_DEFAULTS = frozenset({"utf-8", "utf8", "us-ascii", "iso-8859-1"})
_SAVED_FROM = re.compile(
    r"<!--\s*(?:Page saved with SingleFile\s+)?(?:saved from url=\(\d+\)|url:\s*)(https?://[^\s<>]{3,2000})",
    re.IGNORECASE,
)
_DATE_IN_ADDRESS = re.compile(r"/(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?=[/-])")

# trafilatura makes ordinary spaces of all others, and one line break of several. These stand in for them meanwhile.
_NO_BREAK_SPACES = {"\u00a0": "\ue0a0", "\u202f": "\ue02f", "\u2009": "\ue009"}
_TO_STAND_INS = str.maketrans(_NO_BREAK_SPACES)
_FROM_STAND_INS = str.maketrans({stand_in: space for space, stand_in in _NO_BREAK_SPACES.items()})
_PARAGRAPH_STAND_IN = "\ue0b6"
_HTML_NAMES = {"head": "h2", "quote": "blockquote", "list": "ul", "item": "li", "row": "tr", "cell": "td", "lb": "br"}

_ARTICLE_TYPES = re.compile(r"(?:[A-Za-z]*NewsArticle|Article|BlogPosting|LiveBlogPosting|Report|SocialMediaPosting)")
_DATE_NAMES = (
    *("article:published_time", "article:published", "og:article:published_time", "og:published_time", "datepublished"),
    *("parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "publishdate", "pubdate", "publish_date"),
    *("publication_date", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dcterms.created", "date"),
)


@dataclass(frozen=True, slots=True)
class _Declared:
    """What a page says of itself in its head: meta elements by lower-case name, and its JSON-LD article, if any."""

    meta: dict[str, str]
    article: dict[str, Any]

    def first(self, *names: str) -> str | None:
        return next((self.meta[name] for name in names if self.meta.get(name)), None)


@dataclass(frozen=True, slots=True)
class Page:
    """An article's page: `is_free` is what the page declares about reading it without payment, None if nothing.
    `dropped` is how many more characters the article had, where somebody has bounded it since."""

    article: Article
    is_free: bool | None
    dropped: int = 0


def read_html(
    content: bytes, *, content_type: str | None = None, url: str | None = None, source: str | None = None
) -> Article:
    """The article of `read_page`, which see."""
    return read_page(content, content_type=content_type, url=url, source=source).article


def read_page(
    content: bytes, *, content_type: str | None = None, url: str | None = None, source: str | None = None
) -> Page:
    """The article on a page, and what the page says of access to it.

    `content` is the page as saved or fetched (at most 10 MB), `content_type` the HTTP header that came with it, `url`
    where it came from (used if the page names no address of its own), `source` an outlet for a page that names none.
    Paragraphs are the page's own. A date of publication is taken only from where the page declares one, never guessed.

    Raises ReadingError if it is too large or holds no article.
    """
    if len(content) > LARGEST_DOCUMENT:
        raise ReadingError(f"It is larger than {LARGEST_DOCUMENT // 1_000_000} MB, too large for an article's page.")
    text = decode(content, declared_charset(content, content_type))
    tree = html_tree(text)
    if tree is None:
        raise ReadingError("It holds no HTML.")
    _drop_scripts(tree)
    if sum(1 for _ in tree.iter()) > MOST_ELEMENTS:
        raise ReadingError(f"It has more than {MOST_ELEMENTS:,} elements, too many for an article's page.")
    if sum(map(len, tree.itertext())) > MOST_TEXT:
        raise ReadingError(f"It has more than {MOST_TEXT:,} characters of text, too many for an article's page.")
    declared = _Declared(_meta(tree), _json_ld_article(tree))
    address = _address(tree, declared, text, url)
    site = _site(declared)
    headline = _headline(tree, declared, site)
    published = _published(tree, declared, address)
    paragraphs = _without_headline(_parted(_body(tree), declared), headline)
    if not paragraphs:
        raise ReadingError("No article text was found on this page.")
    outlet = site or source or _host(address)
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    reading = as_reading(
        headline,
        paragraphs,
        source=outlet,
        published=published,
        url=address,
        picture=_picture(declared, url or address),
        language=language or None,
    )
    assert isinstance(reading, Article)  # there are paragraphs
    return Page(reading, _is_free(declared))


def declared_charset(content: bytes, content_type: str | None) -> str | None:
    """The encoding that the HTTP header, else the document's first bytes (XML declaration, meta element) name.

    What servers send with everything gives way to what the document itself names: an outlet that writes ISO 8859-2
    may not know what its server says.
    """
    found = _HTTP_CHARSET.search(content_type or "")
    if found and found[1].lower() not in _SERVERS_DEFAULTS:
        return found[1]
    head = content[:_HEAD_BYTES]
    declared = _XML_ENCODING.search(head) or _CHARSET.search(head)
    if declared:
        return declared[1].decode("ascii")
    return found[1] if found else None


def _drop_scripts(tree: Any) -> None:
    """Take out scripts and styles, which may be larger than all the rest, but not the JSON-LD; and templates, which
    browsers do not show either, unless they are declared to be shown where they stand."""
    for element in list(tree.iter("script", "style", "template")):
        if not _is_json_ld(element) and element.get("shadowrootmode") is None:
            element.drop_tree()


def _is_json_ld(element: Any) -> bool:
    return element.tag == "script" and "ld+json" in (element.get("type") or "").lower()


def _body(tree: Any) -> tuple[str, ...]:
    """The article's paragraphs, as trafilatura tells them from the rest of the page. Changes the tree."""
    for element in tree.iter():
        element.text = _hide_spaces(element.text)
        element.tail = _hide_spaces(element.tail)
        if element.tag == "br":
            following = element.getnext()
            if following is not None and following.tag == "br" and not (element.tail or "").strip():
                element.tail = _PARAGRAPH_STAND_IN
    from trafilatura import bare_extraction  # on first use: it takes half a second to load

    try:
        document = bare_extraction(tree, include_comments=False, with_metadata=False)
    except Exception as error:  # whatever a page makes trafilatura stumble over, the other pages go on
        raise ReadingError(f"The text of this page could not be extracted ({type(error).__name__}).") from error
    body = getattr(document, "body", None)
    if body is None:
        return ()
    for element in body.iter():
        if element.tag in _HTML_NAMES:  # setting others anew would fail on the names that broken pages have
            element.tag = _HTML_NAMES[element.tag]
    pieces = (piece for paragraph in tree_paragraphs(body) for piece in paragraph.split(_PARAGRAPH_STAND_IN))
    shown = (piece.translate(_FROM_STAND_INS).strip() for piece in pieces)
    return tuple(piece for piece in shown if piece and not _is_metadata(piece))


def _is_metadata(paragraph: str) -> bool:
    """Whether it is JSON-LD that stands in the page's text, which a style sheet hides from readers."""
    if not paragraph.startswith(("{", "[")) or '"@' not in paragraph:
        return False
    try:
        document = json.loads(paragraph, strict=False)
    except (ValueError, RecursionError):
        return False
    return any("@context" in item or "@type" in item for item in _objects(document))


def _parted(paragraphs: tuple[str, ...], declared: _Declared) -> tuple[str, ...]:
    """The text of a page that scripts put together: it stands in the JSON-LD alone, where trafilatura makes one
    paragraph of it. Its line breaks part it."""
    body = declared.article.get("articleBody")
    if len(paragraphs) != 1 or not isinstance(body, str) or body.split() != paragraphs[0].split():
        return paragraphs
    return tuple(filter(None, map(str.strip, storable(body).splitlines()))) or paragraphs


def _hide_spaces(text: str | None) -> str | None:
    """With stand-ins for no-break spaces; an element that holds nothing else stays empty to trafilatura's eyes."""
    return storable(text).translate(_TO_STAND_INS) if text and text.strip() else text


def _without_headline(paragraphs: tuple[str, ...], headline: str | None) -> tuple[str, ...]:
    if paragraphs and headline and paragraphs[0].casefold() == headline.casefold():
        return paragraphs[1:]
    return paragraphs


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = element.get("content")
        if name and content and content.strip():
            found.setdefault(name.strip().lower(), content.strip())
    return found


def _json_ld_article(tree: Any) -> dict[str, Any]:
    """The first article among the page's JSON-LD objects; {} if there is none."""
    for element in tree.iter("script"):
        if element.text:
            try:
                document = json.loads(element.text, strict=False)
            except (ValueError, RecursionError):
                continue
            for item in _objects(document):
                kinds = item.get("@type")
                for kind in kinds if isinstance(kinds, list) else [kinds]:
                    if isinstance(kind, str) and _ARTICLE_TYPES.fullmatch(kind.rpartition("/")[2]):
                        return item
    return {}


def _objects(document: Any) -> Iterator[dict[str, Any]]:
    """The objects at the top of a JSON-LD document, in lists and in `@graph`; in order, and not beyond the first 1,000
    things."""
    waiting = [document]
    for _ in range(_MOST_JSON_LD):
        if not waiting:
            return
        item = waiting.pop()
        if isinstance(item, list):
            waiting += reversed(item)
        elif isinstance(item, dict):
            yield item
            waiting += [item.get("mainEntity"), item.get("@graph")]


def _text(value: Any) -> str | None:
    """A piece of metadata as plain text on one line; None if it is not text."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("name") or value.get("@id")
    return (one_line(plain_text(value)) or None) if isinstance(value, str) else None


def _is_free(declared: _Declared) -> bool | None:
    told = declared.article.get("isAccessibleForFree")
    tier = (declared.first("article:content_tier") or "").lower()
    written = str(told).strip().lower().rpartition("/")[2] if told is not None else tier
    return {"true": True, "free": True, "false": False, "locked": False, "metered": None}.get(written)


def _site(declared: _Declared) -> str | None:
    site = _text(declared.first("og:site_name", "application-name")) or _text(declared.article.get("publisher"))
    return None if site is None or site.startswith(("http:", "https:")) else site.lstrip("@")


def _headline(tree: Any, declared: _Declared, site: str | None) -> str | None:
    main_headings = [" ".join(tree_paragraphs(heading)) for heading in tree.iter("h1")]
    title = tree.find(".//title")
    candidates = (
        declared.article.get("headline"),
        declared.first("og:title", "twitter:title"),
        main_headings[0] if len(main_headings) == 1 else None,
        title.text_content() if title is not None else None,
        *main_headings,
    )
    for candidate in candidates:
        text = _without_site(_text(candidate) or "", site)
        if text and text != site:
            return text
    return None


def _without_site(title: str, site: str | None) -> str:
    """The title without the outlet's name behind a bar or dash, as browsers' tabs show it."""
    if site:
        for mark in (" | ", " - ", " – ", " — ", " :: ", " · "):
            if title.casefold().endswith((mark + site).casefold()):
                return title[: -len(mark + site)].strip()
    return title


def _published(tree: Any, declared: _Declared, address: str | None) -> Published | None:
    stamps = [declared.article.get("datePublished"), *(declared.meta.get(name) for name in _DATE_NAMES)]
    times = [element for element in tree.iter("time") if element.get("datetime")]
    marked = [element for element in times if element.get("pubdate") is not None or "published" in _itemprop(element)]
    in_article = [element for element in times if next(element.iterancestors("article"), None) is not None]
    stamps += [element.get("datetime") for element in marked + in_article[:1] + (times if len(times) == 1 else [])]
    for stamp in stamps:
        published = parse_published(stamp)
        if published is not None:
            return published
    found = _DATE_IN_ADDRESS.search(address or "")
    return parse_published("-".join((found[1], found[2].zfill(2), found[3].zfill(2)))) if found else None


def _picture(declared: _Declared, base: str | None) -> Picture | None:
    """The picture that the page names for whoever links to it."""
    alt = declared.first("og:image:alt", "twitter:image:alt") or ""
    width, height = (declared_pixels(declared.first(f"og:image:{side}")) for side in ("width", "height"))
    shared = declared.first("og:image:secure_url", "og:image", "og:image:url")
    named = [PictureCandidate(shared, alt, "image", width, height)] if shared else []
    other = declared.first("twitter:image", "twitter:image:src")
    named += [PictureCandidate(other, alt, "image")] if other else []
    return choose_picture(named, base) or choose_picture(_json_ld_pictures(declared.article.get("image")), base)


def _json_ld_pictures(images: Any) -> Iterator[PictureCandidate]:
    for image in images if isinstance(images, list) else [images]:
        if isinstance(image, str):
            yield PictureCandidate(image, kind="image")
        elif isinstance(image, dict) and isinstance(address := image.get("url") or image.get("contentUrl"), str):
            caption = image.get("caption")
            width, height = (declared_pixels(image.get(side)) for side in ("width", "height"))
            yield PictureCandidate(address, caption if isinstance(caption, str) else "", "image", width, height)


def _itemprop(element: Any) -> str:
    return (element.get("itemprop") or "").lower()


def _address(tree: Any, declared: _Declared, text: str, url: str | None) -> str | None:
    """Where the page says it belongs, else where it was saved or fetched from."""
    saved_from = _SAVED_FROM.search(text[:10_000])
    origin = web_address(url) if url else None
    base = origin or (web_address(saved_from[1]) if saved_from else None)
    links = (link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split())
    for candidate in (next(links, None), declared.first("og:url")):
        address = web_address(candidate, base) if candidate else None
        if address is not None and not (base and _is_front_page(address)):
            return address
    return base


def _is_front_page(address: str) -> bool:
    return re.fullmatch(r"https?://[^/]+/?", address) is not None


def _host(address: str | None) -> str | None:
    return address.split("/")[2].partition(":")[0].removeprefix("www.") if address else None
