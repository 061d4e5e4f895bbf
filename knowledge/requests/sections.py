"""Sections of the news: what "sport" or "business" means, and which articles are in one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

_TABLE: Mapping[str, tuple[str, str]] = {
    "sport": (
        "sport|sports|sporting",
        "sport sports football soccer nfl nba mlb nhl wnba mls tennis golf cricket rugby "
        "olympics athletics boxing cycling ncaaf ncaab "
        "ncaa motorsport motorsports formula1 f1 nascar racing fantasy mma ufc horse-racing swimming",
    ),
    "business": (
        "business|economic|economy|finance|financial|money|market|markets|stock market",
        "business money economy finance investing markets market companies economics "
        "personalfinance success homes cars retail energy jobs",
    ),
    "politics": ("politics|political", "politics political election elections white-house congress politik"),
    "world": (
        "world|international|foreign|global",
        "world international europe asia africa americas middleeast middle-east mideast china "
        "india australia uk latin-america russia",
    ),
    "science": ("science|scientific|space", "science space environment-science sciencefair nature physics"),
    "technology": ("tech|technology|gadgets?", "tech technology techno gadgets computing internet ai cybersecurity"),
    "health": ("health|medical|medicine|wellness", "health medicine wellness medical healthcare coronavirus covid"),
    "entertainment": (
        "entertainment|showbiz|celebrity|celebrities|celeb|hollywood|movies?|film|tv|music",
        "entertainment showbiz celebrity celebrities celebs movies movie film tv television music media",
    ),
    "arts": ("arts|art|culture|cultural|books?", "arts art culture culture-life books theatre design style society"),
    "travel": ("travel", "travel tourism destinations cruises flights"),
    "weather": ("weather", "weather"),
    "opinion": (
        "opinion|opinions|op-eds?|editorials?|columns?",
        "opinion opinions editorial editorials columnists commentisfree",
    ),
    "education": ("education|school", "education schools"),
    "climate": ("climate|environment|environmental", "climate environment green weather-climate"),
    "food": ("food", "food food-dining recipes dining eatocracy"),
    "local": ("local", "local"),
}

WORDS = frozenset(word for words, _ in _TABLE.values() for word in words.replace("s?", "").split("|"))
_BY_WORD = tuple((section, re.compile(words)) for section, (words, _) in _TABLE.items())
_PLACES = {section: frozenset(places.split()) for section, (_, places) in _TABLE.items()}
_WORD = "(?:" + "|".join(words for words, _ in _TABLE.values()) + ")"

IN_SECTION = re.compile(
    rf"\b(?:in|on|about|from|of|for) (?:the )?(?P<section>{_WORD})(?: (?:world|section|news|"
    r"desk|page|stuff|scene|front))?(?=\W*$)"
    rf"|\b(?P<section2>{_WORD}) (?=(?:news|headlines?|stories|updates?|coverage|section|"
    r"articles|reports|today|roundup|summary|recap|highlights)\b)"
    rf"|^\W*(?:the )?(?P<section3>{_WORD})(?: section| page| desk)?\W*$"
)


def section_named(word: str) -> str | None:
    """The section that a word means; None for other words."""
    return next((section for section, words in _BY_WORD if words.fullmatch(word)), None)


def is_in(section: str, url: str | None) -> bool | None:
    """Whether an address is in a section; None if it does not tell."""
    if url is None:
        return None
    parts = [part for part in urlsplit(url).path.lower().split("/") if part][:-1]
    return None if not parts else not _PLACES[section].isdisjoint(parts)
