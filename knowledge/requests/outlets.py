"""Outlets that a message asks for by name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge.languages.tables import Language, language, unaccented
from knowledge.requests.draft import Draft, listing

_ELSEWHERE = {
    "BBC": "bbc|bbc news|the beeb",
    "Reuters": "reuters",
    "Associated Press": "associated press|ap|ap news",
    "AFP": "afp|agence france-presse",
    "Al Jazeera": "al jazeera|aljazeera",
    "CNN": "cnn",
    "NBC": "nbc|nbc news",
    "CBS": "cbs|cbs news",
    "ABC": "abc|abc news",
    "MSNBC": "msnbc",
    "CNBC": "cnbc",
    "Fox News": "fox|fox news",
    "NPR": "npr",
    "PBS": "pbs",
    "C-SPAN": "c-span|cspan",
    "Bloomberg": "bloomberg",
    "Sky News": "sky|sky news",
    "The Guardian": "the guardian|guardian",
    "The New York Times": "new york times|the new york times|ny times|nyt|nytimes",
    "The Washington Post": "washington post|the washington post|wapo",
    "The Wall Street Journal": "wall street journal|the wall street journal|wsj",
    "Los Angeles Times": "los angeles times|la times|the la times",
    "USA TODAY": "usa today",
    "Politico": "politico",
    "Axios": "axios",
    "The Hill": "the hill",
    "Newsweek": "newsweek",
    "Time": "time magazine",
    "The Atlantic": "the atlantic",
    "The Economist": "the economist|economist",
    "Financial Times": "financial times|the financial times|ft|the ft",
    "The Times": "the times",
    "The Telegraph": "the telegraph|daily telegraph|the daily telegraph",
    "Daily Mail": "daily mail|the daily mail",
    "The Sun": "the sun",
    "Daily Mirror": "daily mirror|the mirror",
    "The Independent": "the independent",
    "The Week": "the week",
    "New York Post": "new york post|the new york post|ny post",
    "HuffPost": "huffpost|huffington post",
    "BuzzFeed": "buzzfeed|buzzfeed news",
    "Vox": "vox",
    "Vice": "vice news",
    "Business Insider": "business insider|insider",
    "Forbes": "forbes",
    "Fortune": "fortune magazine",
    "The Verge": "the verge",
    "Wired": "wired",
    "TechCrunch": "techcrunch",
    "Ars Technica": "ars technica",
    "ESPN": "espn",
    "The Athletic": "the athletic",
    "Yahoo News": "yahoo|yahoo news",
    "Google News": "google news",
    "Le Monde": "le monde",
    "Der Spiegel": "der spiegel|spiegel",
    "Deutsche Welle": "deutsche welle|dw|dw news",
    "El País": "el país|el pais",
    "France 24": "france 24",
    "RT": "russia today",
    "TASS": "tass",
    "Xinhua": "xinhua",
    "CGTN": "cgtn",
    "South China Morning Post": "south china morning post|scmp",
    "The Times of India": "times of india|the times of india",
    "The Hindu": "the hindu",
    "Haaretz": "haaretz",
    "The Jerusalem Post": "jerusalem post|the jerusalem post",
    "Kyiv Independent": "kyiv independent|the kyiv independent",
    "ProPublica": "propublica",
    "The Intercept": "the intercept",
    "Breitbart": "breitbart",
    "Newsmax": "newsmax",
    "Variety": "variety",
    "Rolling Stone": "rolling stone|rolling stone magazine",
    "TMZ": "tmz",
    "Nature": "nature magazine",
    "Chicago Tribune": "chicago tribune",
    "Boston Globe": "boston globe|the boston globe",
    "Miami Herald": "miami herald",
    "CBC": "cbc|cbc news",
    "Globe and Mail": "globe and mail|the globe and mail",
    "Sydney Morning Herald": "sydney morning herald|the sydney morning herald",
    "Metro": "metro uk",
    "ITV": "itv|itv news",
    "Channel 4": "channel 4 news",
    "Mother Jones": "mother jones",
    "Slate": "slate magazine",
}
_ENDINGS = listing(
    """
    news online today's newspaper magazine radio tv
    """
)
_KINDS = listing(
    """
    courier times post herald tribune gazette journal chronicle mail telegraph mirror star express standard
    dispatch observer sentinel examiner inquirer globe record register bulletin argus echo advertiser monitor
    review messenger ledger beacon enquirer packet lantern signal wire
    """
)
"""What newspapers are called: "the Courier" is enough where only one is held."""
_ORDINARY = listing(
    """
    the a week weekly day daily time times today now world news sun star mirror post mail people life nation
    national local independent guardian standard express record hill verge wire nature science fortune variety
    metro local new house home city town country press radio street business insider money sport sports hour
    morning evening night sunday monday observer economist atlantic fox sky vice slate wired
    """
)
"""Words that by themselves mean something else, so that such a name must be asked for plainly ("according to …")."""

_SAY = (
    r"(?:say|says|said|saying|write|writes|wrote|written|writing|report|reports|reported|"
    r"reporting|explain|explains|explained|cover|"
    r"covers|covered|covering|publish|published|publishing|claim|claims|claimed|mention|"
    r"mentions|mentioned|describe|describes|"
    r"described|put|call|called|think|thinks|headline|headlined|tell us|tell|tells|argue|"
    r"argued|note|noted|have|has|had|got|post|posted|print|printed|run|ran)"
)
_ABOUT = (
    r"(?: (?:anything|something|stuff|much|lately|recently|yet|so far|today))?(?: (?:about|"
    r"on|of|regarding|concerning|over|re|to say about|to say on))?"
)
_NEWS = (
    r"(?:news|headlines?|stories|story|articles?|coverage|reports?|reporting|front page|top "
    r"stories|top news|updates?|pieces?)"
)


_FOLLOWS = re.compile(
    r"\W*(?:do|can|are|is|does) (?:you|u|this bot|it) (?:follow|have|read|use|hold|include|"
    r"cover|know|search|quote|get|"
    r"following|reading|using)(?: (?:news|articles|stuff|anything))?(?: (?:from|of|by))? (?P<names>[\w' .&-]+?)\W*"
)


@dataclass(frozen=True, slots=True)
class Named:
    """The outlets that a message asks for: those that are held, and those that are not."""

    held: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()


def take_outlets(draft: Draft, outlets: Sequence[str]) -> Named:
    """Cut the outlets that the draft asks for with the words that say so ("according to …", "what did … say about").

    An outlet that the news is *about* stays: "why did CNN drop its host".
    """
    names, rules = _read_names(tuple(outlets))
    for rule, put in rules:
        found = rule.search(draft.plain)
        if found is None:
            continue
        kept = ""
        if put == "put":
            kept = _question_left(found["how"], found[0], draft.plain[found.end() :])
        elif put:
            kept = found.expand(put) if found["left"] else "news"
        draft.cut(*found.span(), f" {kept} ")
        return _sorted_out(found["names"], names)
    return Named()


@lru_cache(maxsize=256)
def _read_names(
    outlets: tuple[str, ...],
) -> tuple[dict[str, tuple[str, bool]], tuple[tuple[re.Pattern[str], str], ...]]:
    """The names of outlets, and where they stand in a message, each with what to leave there."""
    names = _names(outlets)
    named = "|".join(sorted((re.escape(name) for name in names), key=len, reverse=True))
    plain_names = [re.escape(name) for name in names if not _is_ordinary(name)]
    sure = "|".join(sorted(plain_names, key=len, reverse=True)) or r"(?!)"
    one = rf"(?:the )?(?:{named})(?:\.com|\.co\.uk|\.org|\.net|\.co)?(?:'s)?"
    sure_one = rf"(?:the )?(?:{sure})(?:\.com|\.co\.uk|\.org|\.net|\.co)?"
    several = rf"(?P<names>{one}(?:(?:,| and| or|, and| &) {one})*)(?![\w-])"
    several_sure = rf"(?P<names>{sure_one}(?:(?:,| and| or|, and| &) {sure_one})*)(?![\w-])"
    patterns = (
        (
            r"\b(?P<how>what|how|when|why|where|anything|something)? ?\b(?:all )?(?:did|does|do|has|"
            rf"have|is|are|was)?(?: both| either)? ?(?<![\w-]){several}(?: both| all| either)? "
            rf"{_SAY}(?! up\b){_ABOUT}\b",
            "put",
        ),
        (
            rf"\b(?:what(?: is| was|'s)|how(?: is| was|'s)) {several_sure}(?:'s)? (?:take|view|"
            r"coverage|story|report|line|angle|position|opinion|reporting|article|piece)(?: (?:on|"
            r"of|about))?\b",
            "",
        ),
        (
            r"\b(?:according to|as (?:reported|said|told|written) (?:by|in|on)|reported by|"
            rf"published (?:by|in|on)|quoting|per) {several}",
            "",
        ),
        (
            rf"\b(?:{_NEWS}|news|anything|something|what(?: is|'s)?(?: new| happening| up| going on)"
            r"?|happening|new|written|said|reported|read|covered)(?P<left> (?:on|about) [\w' -]+?)? "
            rf"(?:from|of|by|in|at|on) {several_sure}(?=\W*$| (?:on|about|today|this|last|yesterday|"
            r"since|over|from|and)\b)",
            "news\\g<left>",
        ),
        (
            r"(?:^|(?<=[,.] ))(?:(?:show|give|get|read|send|tell|list)(?: me| us)?(?: the| some| "
            rf"any| all| today's)* |the |any |latest |today's |all )*(?<![\w-]){several}(?:'s)?(?= "
            rf"(?:\w+ )?{_NEWS}\b)",
            "",
        ),
        (rf"(?<![\w-]){several_sure}(?:'s)?(?= (?:headlines?|top stories|top news|front page)\b)", ""),
        (rf"(?:\b(?:from|by|on|in|via|per|at|with)|[-–—,(|]) ?{several_sure}(?:'s)?\)?\W*$", ""),
        (rf"^\W*(?P<names>the (?:{named}))(?:'s)? (?:on|about)(?= \w)", ""),
        (rf"^\W*(?:and |but )?(?:what|how) (?:about|of) {several}(?:'s)?\W*$", ""),
        (rf"^\W*(?:(?:on|in|from|per|via) )?{several_sure}(?:'s)?\s*[,:]", ""),
        (rf"\b(?:from|via) {several_sure}(?= (?:on|about|today|this|last|yesterday|since)\b)", ""),
        (rf"^\W*{several}(?:'s)?\W*(?:today|latest|now)?\W*$", ""),
        (rf"^\W*{several_sure}(?:'s)?(?= (?:on|about|today|this week|latest|top)\b)(?: (?:on|about)\b)?", ""),
    )
    return names, tuple((re.compile(pattern), put) for pattern, put in patterns)


def take_outlets_in(draft: Draft, outlets: Sequence[str], table: Language) -> Named:
    """As `take_outlets`, in another language."""
    names, one, rules = _read_names_in(tuple(outlets), table.code)
    for rule in rules:
        found = rule.search(draft.plain)
        if found is None or not re.search(r"\w", draft.plain[: found.start()] + draft.plain[found.end() :]):
            continue
        typed = [name[0].strip() for name in one.finditer(found["names"])]
        draft.cut(*found.span(), "" if table.signs else " ")
        named = list(dict.fromkeys(names[name] for name in typed if name in names))
        return Named(tuple(n for n, held in named if held), tuple(n for n, held in named if not held))
    return Named()


@lru_cache(maxsize=256)
def _read_names_in(
    outlets: tuple[str, ...], code: str
) -> tuple[dict[str, tuple[str, bool]], re.Pattern[str], tuple[re.Pattern[str], ...]]:
    """The names of outlets without accents, one of them as a pattern, and where they stand in a message."""
    table = language(code)
    assert table is not None
    names = {unaccented(name): what for name, what in _names(outlets).items() if not _is_ordinary(name)}
    named = "|".join(sorted(map(re.escape, names), key=len, reverse=True)) or r"(?!)"
    one = rf"(?:{named})" if table.signs else rf"(?<![\w-])(?:{named})(?![\w-])"
    several = rf"(?P<names>{one}(?:(?:,| ?、| ?と| und| y| e| et| and)? ?{one})*)"
    return names, re.compile(one), tuple(re.compile(p.replace("{names}", several)) for p in table.requests["outlets"])


def follows(text: str, outlets: Sequence[str]) -> Named | None:
    """The outlet of "do you follow the BBC?"; None for any other question."""
    names, _ = _read_names(tuple(outlets))
    asked = _FOLLOWS.fullmatch(Draft(text).plain)
    named = _sorted_out(asked["names"], names) if asked else Named()
    return named if named != Named() else None


def _question_left(how: str | None, asked: str, rest: str) -> str:
    """What stays: "why" of "why does X say", nothing of "what did X say about" and "how does X explain"."""
    if how in ("why", "when", "where") and not re.search(r"\b(?:about|on|of|regarding|over)$", asked):
        return how
    return "news" if not rest.strip(" ?.!") else ""


def _names(outlets: Iterable[str]) -> dict[str, tuple[str, bool]]:
    """Every way to name an outlet (in plain letters), the outlet's name, and whether it is held."""
    names: dict[str, tuple[str, bool]] = {}
    for outlet, ways in _ELSEWHERE.items():
        for way in ways.split("|"):
            names[way.removeprefix("the ")] = (outlet, False)
    short: dict[str, list[str]] = {}
    for outlet in outlets:
        for way in _ways(outlet):
            names[way] = (outlet, True)
        for other, ways in _ELSEWHERE.items():
            if {_fold(other), *ways.split("|")} & _ways(outlet):
                names |= {way.removeprefix("the "): (outlet, True) for way in ways.split("|") if way != "the beeb"}
        last = _fold(outlet).split()[-1] if outlet.split() else ""
        if last in _KINDS:
            short.setdefault(last, []).append(outlet)
    names |= {last: (held[0], True) for last, held in short.items() if len(held) == 1}
    return {name: what for name, what in names.items() if name}


def _ways(outlet: str) -> set[str]:
    words = _fold(outlet).split()
    full = " ".join(words)
    bare = words[1:] if words[:1] == ["the"] else words
    ways = {full, " ".join(bare), "".join(bare)}
    if len(bare) > 1 and bare[-1] in _ENDINGS:
        ways.add(" ".join(bare[:-1]))
    if len(bare) == 1 and "." in bare[0]:
        ways.add(bare[0].rsplit(".", 1)[0])
    if len(bare) > 2:
        ways.add("".join(word[0] for word in bare))
    return {way for way in ways if len(way) > 1}


def _is_ordinary(name: str) -> bool:
    return name in _KINDS or all(word in _ORDINARY or len(word) < 3 for word in name.split())


def _sorted_out(typed: str, names: dict[str, tuple[str, bool]]) -> Named:
    found: list[tuple[str, bool]] = []
    for part in re.split(r",? and |, | or | & ", typed):
        name = re.sub(r"'s$|\.(?:com|co\.uk|org|net|co)(?:'s)?$", "", part.strip())
        what = names.get(name) or names.get(name.removeprefix("the "))
        if what is not None and what not in found:
            found.append(what)
    if not found and typed.removeprefix("the ") in names:  # a name with "and" in it
        found.append(names[typed.removeprefix("the ")])
    return Named(tuple(n for n, held in found if held), tuple(n for n, held in found if not held))


def _fold(name: str) -> str:
    return " ".join(re.sub(r"[^\w.&' -]", " ", name.lower()).split())
