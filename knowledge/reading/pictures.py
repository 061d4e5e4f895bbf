"""Chooses an article's picture among those that a feed, a page or a record names, as an address that may be shown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

from knowledge.addresses import web_address
from knowledge.articles import Picture
from knowledge.reading.encoding import storable
from knowledge.reading.markup import plain_text
from knowledge.reading.paragraphs import one_line

LONGEST_PICTURE_ADDRESS = 1_000
"""Characters. Discord takes 2,048 and refuses the whole message for more."""
LONGEST_ALT = 300
"""Characters of a description; a longer one is cut after a word. Captions run to some hundred."""
SMALLEST_SIDE = 100
"""Pixels; what is declared smaller is an icon, a tracking pixel, or too small to be seen."""
LARGEST_SIDE = 5_000
"""Pixels; what is declared larger is taken only where there is nothing else: it is slow to load."""
MOST_CANDIDATES = 50
_USUAL_AREA, _USUAL_PREVIEW_AREA = 640 * 360, 200 * 200
"""What a picture without declared sizes is taken to have."""

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
_PICTURE_TYPE = re.compile(r"image/(?!svg|x-icon|vnd\.microsoft)[a-z0-9.+-]{1,40}", re.IGNORECASE)
_PICTURE_ENDING = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)\Z", re.IGNORECASE)
_OTHER_ENDING = re.compile(
    r"\.(?:mp3|mp4|m4a|m4v|mov|ogg|oga|webm|wav|pdf|svg|ico|html?|m3u8|zip|php|aspx?)\Z", re.IGNORECASE
)
_BEACON_HOST = re.compile(
    r"(?:^|\.)(?:(?:ad)?pixel\w*|beacons?|trackers?|tracking|stats?|analytics|metrics|counters?|ads?)\.|"
    r"(?:^|\.)(?:doubleclick\.net|feedburner\.com|google-analytics\.com|googletagmanager\.com|scorecardresearch\.com|"
    r"quantserve\.com|chartbeat\.(?:com|net)|facebook\.com|gravatar\.com|feedsportal\.com|imrworldwide\.com|"
    r"2mdn\.net|s\.w\.org|outbrain\.com|taboola\.com)$"
)
_BEACON_PATH = re.compile(
    r"(?:^|[/_.-])(?:1x1|pixel|spacer|blank|transparent|clear|beacon|counter|tracker|tracking|placeholder|favicon)"
    r"(?:[/_.-]|$)|/~r/|/(?:default|logo|fallback)\.[a-z]{3,4}$",
    re.IGNORECASE,
)
_SIZE_IN_QUERY = re.compile(r"(?:^|&)(?:w|h|width|height|resize|fit|size)=(\d{1,2})(?:px)?(?=&|,|x|$)", re.IGNORECASE)
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_KEPT = "/%:@!$&*+,;=~-._"
_FILE_NAME = re.compile(r"\S+\.[A-Za-z]{3,4}|[A-Za-z]{2,5}[_-]?\d{2,}\S*")


@dataclass(frozen=True, slots=True)
class PictureCandidate:
    """A picture as it is named: its `address`, the `description` (text or HTML), the declared `kind` (a media type, or
    "image"), its declared width and height in pixels (0: not declared) and whether it is only a small `preview` of
    something."""

    address: str
    description: str = ""
    kind: str = ""
    width: int = 0
    height: int = 0
    is_preview: bool = False


def choose_picture(candidates: Iterable[PictureCandidate], base: str | None = None) -> Picture | None:
    """The largest picture that may be shown; among equals the first. None if there is none.

    `base` is what relative addresses are resolved against. Left out are what is no https address, no picture that a
    browser shows everywhere, declared smaller than 100 pixels a side, and tracking pixels.
    """
    best: tuple[tuple[bool, int], Picture] | None = None
    for position, one in enumerate(candidates):
        if position == MOST_CANDIDATES:
            break
        address = _shown_address(one, base)
        if address is None:
            continue
        area = one.width * one.height or max(one.width, one.height) ** 2 // 2
        usual = _USUAL_PREVIEW_AREA if one.is_preview else _USUAL_AREA
        rank = (max(one.width, one.height) <= LARGEST_SIDE, area or usual)
        if best is None or rank > best[0]:
            best = rank, Picture(address, _alt(one.description))
    return None if best is None else best[1]


def picture_address(text: str, base: str | None = None) -> str | None:
    """The https address of a picture in the form in which it may be shown, or None.

    The host is a name, without a port; every character that means something to Discord is percent-encoded.
    """
    address = web_address(text, base)
    if address is None:
        return None
    parts = urlsplit(address)
    host = parts.hostname or ""
    try:
        host = host if host.isascii() else host.encode("idna").decode("ascii")
        port = parts.port
    except (UnicodeError, ValueError):
        return None
    if parts.scheme != "https" or port not in (None, 443) or not _HOST.fullmatch(host) or len(host) > 253:
        return None
    path, query = (_STRAY_PERCENT.sub("%25", part) for part in (parts.path, parts.query))
    safe = urlunsplit(("https", host, quote(path, safe=_KEPT), quote(query, safe=_KEPT + "?"), ""))
    return safe if len(safe) <= LONGEST_PICTURE_ADDRESS else None


def declared_pixels(written: object) -> int:
    """A declared width or height in pixels; 0 if it is none."""
    figures = re.fullmatch(r"\s*(\d{1,5})(?:\.\d+)?\s*(?:px)?\s*", str(written)) if written is not None else None
    return int(figures[1]) if figures else 0


def _shown_address(one: PictureCandidate, base: str | None) -> str | None:
    address = picture_address(one.address, base)
    if address is None:
        return None
    parts = urlsplit(address)
    if one.kind and one.kind.lower() != "image" and not _PICTURE_TYPE.match(one.kind):
        return None
    if _OTHER_ENDING.search(parts.path) or not (one.kind or one.is_preview or _PICTURE_ENDING.search(parts.path)):
        return None
    if any(0 < side < SMALLEST_SIDE for side in (one.width, one.height)):
        return None
    if _BEACON_HOST.search(parts.hostname or "") or _BEACON_PATH.search(parts.path):
        return None
    return None if _SIZE_IN_QUERY.search(parts.query) else address


def _alt(description: str) -> str | None:
    """A description as one line of plain text; None for what describes nothing, such as a file's name."""
    text = one_line(plain_text(storable(description[: 10 * LONGEST_ALT])))
    if not any(map(str.isalpha, text)) or _FILE_NAME.fullmatch(text):
        return None
    if len(text) <= LONGEST_ALT:
        return text
    return text[:LONGEST_ALT].rpartition(" ")[0].rstrip(" ,;:-–—") + "…"
