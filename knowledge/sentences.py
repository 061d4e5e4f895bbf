"""Cuts news text into sentences, as spans of the text itself, in linear time on any input."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from knowledge.languages.tables import ENGLISH, Language
from knowledge.languages.tables import language as table_of

_TERMINATORS = ".!?…"
_WIDE_TERMINATORS = "。！？"  # the scripts that use these put no space after a sentence
_CLOSERS = "\"'”’»)\\]」』）"
_BLANK = " \t\n\r\f\v\u00a0\u2009\u200a\u200b\u202f\u2028\u2029\u3000\ufeff"
_OPENERS = "\"'“‘«([„¿¡「『（*_"

# One candidate for the end of a sentence: terminators, what closes behind them (quotation marks, brackets, reference
# marks such as [3]), then white space. The second branch is two sentences glued together ("reported.No injuries"), a
# frequent scar of scraped pages. Possessive quantifiers and the look-behind keep a megabyte of full stops linear.
_CANDIDATE = re.compile(
    rf"(?<![{_TERMINATORS}])(?P<marks>[{_TERMINATORS}؟।۔]++)"
    rf"(?:\[\d{{1,3}}\])*+(?P<closers>[{_CLOSERS}]*+)(?:\[\d{{1,3}}\])*+(?=\s)"
    rf"|(?<=[a-z]{{3}})[.!?][\"”]?(?=[A-Z][a-z’']*+[\s,])"
    rf"|[{_WIDE_TERMINATORS}]++[{_CLOSERS}]*+"
    r"|\n[^\S\n]*+\n"
)


def _words(listing: str) -> frozenset[str]:
    return frozenset(listing.split())


_TITLES = _words(
    """Mr Mrs Ms Mx Messrs Dr Drs Prof Gov Govs Sen Sens Rep Reps Pres Gen Lt Col Maj Capt Cmdr Cdr Adm Sgt Cpl Pvt Brig
    Rev Fr Hon Supt Insp Det Ofc Atty Sec Amb Msgr Mme Mlle Lieut Ald Asst e.g i.e viz cf vs v"""
)
"""Abbreviations that want a name or an explanation behind them: a sentence never ends there."""

_NUMBERED = _words(
    """No Nos no nos NO NOS Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun
    Fig Figs fig p pp Vol vol Ch ch Art art Sec sec Rte Rt Hwy Ext ext Op op Dist Est est c ca
    approx ft"""
)
"""Abbreviations that are one only with a number behind them ("No. 5", "Jan. 6")."""

_ABBREVIATIONS = _words(
    """Jr Sr Esq Inc Corp Co Cos Ltd Bros LLC Intl Assn Assoc Dept Univ Mfg St Ste Mt Ft Pt Ave Blvd Rd Hwy Pkwy
    Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Penn
    Tenn Tex Va Vt Wash Wis Wyo Ont Que Gt Natl Bldg Yahoo Jeopardy Wham"""
)
"""Abbreviations (and names with an exclamation mark) that may end a sentence: the next word decides."""

_ZONES = _words(
    """ET EST EDT CT CST CDT MT MST MDT PT PST PDT GMT BST UTC CET CEST IST JST AEST Eastern Central Mountain Pacific
    Greenwich Beijing Moscow Kyiv London Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March
    April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sept Oct Nov Dec Mon Tues
    Wed Thurs Fri Sat Sun"""
)
"""What goes on after "5 a.m." in the same sentence."""

_STARTERS = _words(
    """A About According After Again All Along Also Although Among An And Another Any Are As At Back Because Before
    Behind Being Besides Between Both But By Can Could Despite Did Do Does During Each Earlier Either Even Ever Every
    Everyone Few Finally For From Further Given Had Has Have He Her Here His How However I If In Indeed Instead
    Is It Its Just Last Later Least Less Like Many Maybe Meanwhile Might More Moreover Most Much My Neither Never
    Next No Nobody None Nor Not Nothing Now Of Officials Often On Once One Only Or Other Others Our Out Over People
    Perhaps Please Police Rather Recently Residents See Several She Should Since So Some Someone Sometimes Soon
    Still Such Than Thanks That The Their Then There These They This Those Though Through Thus To Today Together
    Tomorrow Unless Until Up Was We Were What When Where Whether Which While Who Whose Why With Within
    Without Would Yes Yesterday Yet You Your He's She's It's That's There's They're We're We've You're I'm I've I'd
    I'll Don't Didn't Isn't Can't Let's What's Who's Here's"""
)
"""Words that, with a capital, begin a sentence rather than go on with a name."""

_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,4}")  # U.S, a.m, Ph.D, J.K
_INITIAL = re.compile(r"[^\W\d_]")
_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})")
_LOWER_CASE_START = re.compile(r"[a-z]{1,2}[A-Z]|https?://|www\.")  # iPhone, eBay, an address
_LAST_TOKEN = re.compile(r"[^\s\-–—/(\[{“\"‘]+\Z")
_WORD = re.compile(r"[\w’']+")
_ATTRIBUTION = re.compile(
    r"(?:[^\W\d_][\w’'-]*+\.?,? ){1,5}"
    r"(?:said|says|asked|asks|added|adds|wrote|writes|told|tweeted|posted|shouted|yelled|joked|replied|responded|"
    r"recalled|exclaimed|declared|wondered|argued|continued)\b"
)
_TOKEN_REACH = 24  # characters looked at before a full stop; no abbreviation is longer
_NEXT_REACH = 120  # characters looked at after it


def sentence_spans(text: str, language: str = ENGLISH) -> list[tuple[int, int]]:
    """Find the sentences of a text in `language`; one without a table is cut as English is.

    Takes any string (one or several paragraphs; a blank line always ends a sentence, a single line break never does).
    Gives `(start, end)` offsets in code points, in order and without overlap; every character that is not white space
    lies in exactly one span, and no span begins or ends with white space. In doubt two sentences stay together. A
    quotation of several sentences is cut at each of them.
    """
    return list(_spans(text, table_of(language)))


def first_sentence(text: str) -> str:
    """The first sentence of a text, as it stands there; "" if the text is blank."""
    start, end = next(_spans(text, None), (0, 0))
    return text[start:end]


def opening(text: str, *, enough: int, most: int, language: str = ENGLISH) -> str:
    """The first sentences of a text in one piece, as they stand there: as many as it takes to have `enough` characters,
    but after the first one none that would make it more than `most`."""
    start = end = 0
    for place, (begin, stop) in enumerate(_spans(text, table_of(language))):
        if place == 0:
            start = begin
        elif end - start >= enough or stop - start > most:
            break
        end = stop
    return text[start:end]


def _spans(text: str, table: Language | None) -> Iterator[tuple[int, int]]:
    start = 0
    ends = (
        candidate.end()
        for candidate in _CANDIDATE.finditer(text)
        if candidate["marks"] is None or _ends_sentence(text, start, candidate, table)
    )
    for end in chain(ends, (len(text),)):
        piece = text[start:end]
        content = piece.strip()
        if content:
            begin = start + len(piece) - len(piece.lstrip())
            yield begin, begin + len(content)
        start = end


def _ends_sentence(text: str, sentence_start: int, candidate: re.Match[str], table: Language | None) -> bool:
    following = text[candidate.end() : candidate.end() + _NEXT_REACH].lstrip(_BLANK)
    if not following:
        return True
    closed = bool(candidate["closers"])
    if following[0] in _TERMINATORS + ",;:" or _is_dash(following):
        return False
    following = following.lstrip(_OPENERS)
    if following[:1].islower() and not _LOWER_CASE_START.match(following):
        return False
    marks = candidate["marks"]
    if len(marks) > 1 or marks in "!?…":
        return _ends_after_exclamation(text, candidate, closed, following)
    if table is not None:
        return _ends_after_full_stop_in(table, text, candidate.start(), following)
    return _ends_after_full_stop(text, sentence_start, candidate.start(), closed, following)


def _ends_after_full_stop_in(table: Language, text: str, stop: int, following: str) -> bool:
    """The same in another language: by its abbreviations, and its ordinals such as "3. Mai"."""
    token, word = _token_before(text, stop), _first_word(following)
    if token in table.abbreviations or _INITIAL.fullmatch(token) or _DOTTED.fullmatch(token):
        return word in table.sentence_starters
    return not (token.isdigit() and word in table.ordinals_before)


def _is_dash(following: str) -> bool:
    """Whether a dash goes on with the sentence ("— Reuters")."""
    return following[0] in "—–−" or following.startswith(("--", "- "))


def _ends_after_exclamation(text: str, candidate: re.Match[str], closed: bool, following: str) -> bool:
    """Decide on `!`, `?` and ellipses before a capital letter, figure or sign."""
    word = _first_word(following)
    marks = candidate["marks"]
    if "…" in marks or ".." in marks:
        is_omission = candidate["closers"][:1] in ("]", ")") and text[candidate.start() - 1] in "[("  # "[...]"
        if is_omission or word in ("I", "I'm", "I've", "I'd", "I'll"):
            return False
    if word in _STARTERS:
        return True
    if closed and _ATTRIBUTION.match(following):
        return False  # “We won!” Smith said.
    return marks != "!" or _token_before(text, candidate.start()) not in _ABBREVIATIONS


def _ends_after_full_stop(text: str, sentence_start: int, stop: int, closed: bool, following: str) -> bool:
    token = _token_before(text, stop)
    word = _first_word(following)
    numeral = following[:1].isdigit()
    if token in _TITLES:
        return closed and word in _STARTERS
    if token in _NUMBERED and numeral:
        return False
    if _ENUMERATOR.fullmatch(token) and text[sentence_start:stop].strip() == token:
        return False  # "1. Bitcoin falls"
    if token.lower() in ("a.m", "p.m"):
        return word not in _ZONES
    if token in _ABBREVIATIONS or _DOTTED.fullmatch(token) or _INITIAL.fullmatch(token):
        return _starts_sentence(following, word)
    return True


def _starts_sentence(following: str, word: str) -> bool:
    """Whether what follows an abbreviation is a sentence of its own: a starter, but not the initial "A." of a name."""
    if word in _STARTERS:
        return following[len(word) : len(word) + 1] != "."
    return bool(following) and not following[0].isalnum()


def _first_word(following: str) -> str:
    found = _WORD.match(following)
    return found.group().replace("’", "'") if found else ""


def _token_before(text: str, stop: int) -> str:
    """The run of characters before a full stop, without opening quotation marks and brackets."""
    found = _LAST_TOKEN.search(text, max(0, stop - _TOKEN_REACH), stop)
    return found.group() if found else ""
