"""What kind of response a message asks for, told by the words around its topic."""

from __future__ import annotations

import re

from knowledge.requests.draft import Draft, listing, plain
from knowledge.requests.request import Wanted

_ABOUT = r"(?:about|on|of|for|regarding|re|concerning|with|in|from|around|to|at|surrounding|involving)"
_NEWS = (
    r"(?:news|updates?|updated?|word|information|info|details?|developments?|coverage|"
    r"articles?|stories|story|headlines?|reports?|"
    r"reporting|latest|summary|overview|rundown|recap|briefing|brief|digest|roundup|"
    r"synopsis|tl;?dr|lowdown|scoop|gist|facts|"
    r"basics|background|context|explanation|write-?up|happenings?|quotes?)"
)
_SOME = r"(?:any|some|the|a|an|all|all the|all of the|more|anymore|your|every|other|further|additional)"
_HOW_NEW = (
    r"(?:(?:new|newest|more|latest|recent|most recent|big|biggest|top|good|bad|quick|"
    r"quickest|short|brief|breaking|further|full|general|simple|interesting|important|main|"
    r"actual|current|fresh) )*"
)
_GIVE = (
    r"(?:give|get|show|send|find|read|bring|fetch|list|tell|hit|update|pull up|i want|i "
    r"need|i'd like|i would like|want|need|let's have|let's hear|let me (?:see|hear|have)|"
    r"search(?: for)?|look(?:ing)?(?: up| for)?|google|find out|check)"
)
_CAN_YOU = r"(?:(?:can|could|would|will|may|please|do) (?:you|i|we|u)(?: please| maybe| just)? )?(?:please )?"

# Words before the topic that ask for a briefing. Each leaves only what stands behind it.
_BEFORE = tuple(
    re.compile(rf"^\W*(?:and |but |also )?{_CAN_YOU}{pattern} ")
    for pattern in (
        rf"{_GIVE}(?: (?:me|us))?(?: {_SOME})? ?{_HOW_NEW}{_NEWS}(?: {_NEWS})*(?: (?:do )?(?:you|"
        rf"we) have| there is| available)? {_ABOUT}(?: what is (?:happening|going on) (?:with|in|"
        r"at))?",
        r"(?:tell|talk(?: to)?|teach|inform|brief|update|educate)(?: (?:me|us))?(?: (?:more|"
        r"everything|something|anything|all|a bit|a little|what (?:you|we) know|all you know))"
        r"*(?: you (?:know|have))? (?:about|on|regarding)",
        r"(?:search|look|looking|google)(?: it| something| up| around| online)* (?:for|up)",
        r"(?:find|get|show|give|bring|send|tell|look up|pull up|read)(?: (?:me|us))? "
        r"(?:something|anything|stuff|everything|all)(?: (?:new|recent|interesting))? (?:about|"
        r"on|regarding)",
        r"what (?:are|is|do|does|did) (?:people|they|everyone|everybody|folks|the papers|the "
        r"press|the media|the news|outlets|journalists|experts|we)(?: all)? (?:saying|say|said|"
        r"writing|write|reporting|report|think|thinking|talking|hearing|hear)(?: so far)? "
        r"(?:about|on|of)",
        r"(?:tl;?dr|summary|recap|overview|update|updates|briefing|eli5|news|headlines):?(?: "
        r"(?:of|on|about|for))?(?! (?:today|yesterday)\b)",
        r"(?:the )?(?:current )?(?:status|state|progress|timeline) (?:of|on|with)",
        r"(?:i|we) (?:just |also )?(?:heard|read|saw|keep hearing|keep seeing) (?:something |"
        r"stuff |things |that |a lot )*(?:about|on)",
        r"(?:let's|lets|can we|let us) talk(?: more)? about",
        r"(?:any |your |some )?(?:thoughts|opinions?|views|takes?|comments?) (?:on|about)",
        rf"(?:any|anything|some|something) (?:more|else|new) {_ABOUT}",
        rf"(?:is|are) there (?:any |some )?{_HOW_NEW}{_NEWS} {_ABOUT}",
        r"what(?: is|'s) (?:being |been )?(?:said|written|reported|known) (?:about|on)",
        r"(?:fill|catch|clue)(?: (?:me|us))? (?:in|up) (?:on|about|with)",
        r"(?:get|bring) (?:me|us) up to (?:speed|date) (?:on|with|about)",
        r"(?:summari[sz]e|recap|sum up|summary of|recap of|describe|outline|go over|walk me "
        r"through|break down)(?: for me)?(?: what (?:happened|is happening|is going on)(?: "
        r"(?:with|in|to|at))?)?",
        r"explain(?: to me)?(?: (?:what is (?:going on|happening) with|what happened (?:with|to)"
        r"))?(?! (?:why|how|what|who|when|where)\b)",
        r"(?:is|are|was|were|has|have)(?: there)?(?: been)? (?:any|some|anything|something) "
        rf"?{_HOW_NEW}{_NEWS}? ?(?:today |yet |now )?{_ABOUT}",
        r"(?:do|did|have) (?:you|we|u) (?:have|got|know|hear|heard|see|seen|find|found)?(?: "
        rf"{_SOME}| anything| something| much)? ?{_HOW_NEW}{_NEWS}?(?: new)? (?:about|on|"
        r"regarding|concerning|of|from)",
        rf"(?:got|heard|seen|have)?(?: )?(?:any|some) ?{_HOW_NEW}{_NEWS}(?: {_NEWS})* ?{_ABOUT}",
        r"(?:heard |got |have )?(?:anything|something|stuff|everything|whatever|what)(?: (?:new|"
        r"else|more|happening|going on|good|interesting|you know|you have|you got|we know|do "
        r"you have|do you know|have you got|do we know|can you tell me|is known|is new|is up|up)"
        r")*(?: is)? (?:about|on|regarding|with|concerning|from|of)",
        r"(?:what|how) about",
        r"(?:what is|what's|how is|how's)(?: (?:the|all the))? ?(?:latest|newest|news|new|up|"
        r"happening|happenin|going on|goin on|going down|cooking|deal|story|situation|status|"
        r"state|update|updates|word|buzz|fuss|scoop|drama|hype|matter|current (?:status|"
        r"situation|state))(?: (?:news|update|updates|story|stories|now|today|lately|these days|"
        r"developments?))*(?: (?:with|on|about|in|at|of|regarding|around|from|for|over|down in|"
        r"to))(?: all)?",
        r"(?:what do|what does)(?: (?:you|we|they|anyone|people))? (?:know|have|got|say|hear)"
        r"(?: so far)? (?:about|on|regarding)",
        r"(?:what can you|what could you) (?:tell me|say|tell us) (?:about|on)",
        r"what (?:ever )?(?:happened|happens|is happening|has happened|has been happening|has "
        r"been going on|went on|went down|goes on|was happening|was going on|became) (?:with|in|"
        r"at|to|of|during|around|on)",
        rf"(?:the )?{_HOW_NEW}(?:{_NEWS})(?: {_NEWS})* (?:about|on|of|from|regarding|re|concerning|with|in|for)",
        rf"(?:the )?(?:latest|newest|more|most recent|recent|current)(?: {_NEWS})*(?: (?:about|"
        r"on|of|from|regarding|re|concerning|with|in|for))?(?! (?:who|what)\b)",
        r"(?:i(?:'m| am) (?:interested in|curious about|looking for)(?: news| information)?(?: "
        r"(?:about|on))?|i (?:want|need|would like|'d like) to (?:know|hear|read|learn)(?: more|"
        r" everything)? about|keep me (?:posted|updated) (?:on|about)|follow up on|read up on|"
        r"news:|topic:|re:|about)",
        r"(?:where do we stand|where are we|where do things stand) (?:on|with)",
    )
)

# Words after the topic that do the same.
_AFTER = tuple(
    re.compile(rf"{pattern}\W*$")
    for pattern in (
        r"[\s,:–-]+(?:(?:so )?(?:what is|what's) (?:the )?(?:latest|happening|going on|new|news|"
        r"up|the (?:story|deal|status|situation)|story|deal|status|situation|update)(?: (?:with|"
        r"on|about|in|there|now|with (?:that|it|this)|on (?:that|it|this)))*|(?:is )?(?:there )"
        r"?any(?:thing)?(?: )?(?:new|news|updates?|more|else|happening|on that|yet|there)*|any "
        r"(?:word|developments?|progress|thoughts)|(?:what|anything) (?:happened|new)(?: there| "
        r"with that)?|how (?:is|'s) (?:that|it) going|fill me in|catch me up|tell me more|"
        r"thoughts|go)",
        r"(?:'s)?(?<!\bfox)(?<!\bsky)(?<!\bcbs)(?<!\bnbc)(?<!\babc)(?<!\bbbc)[\s,:–-]+(?:(?:any|"
        rf"some|the|a) )?{_HOW_NEW}(?:news|updates?|latest|summary|recap|info|information|"
        r"headlines?|coverage|developments?|overview|rundown|tl;?dr|briefing|timeline|news "
        r"(?:today|update|story|stories)|latest (?:news|updates?))(?: (?:please|today|now))?",
    )
)
_SITUATION = re.compile(
    r"^\W*what(?: is|'s| was)(?: up with)? (?:the|this|that|all this|all that) (?P<topic>.+?) "
    r"(?:situation|story|deal|drama|thing|saga|fuss|hype|controversy|mess|issue)(?: about)?\W*$"
)
_GOING = re.compile(
    r"^\W*how(?: is| are|'s)(?: the)? (?P<topic>.+?) (?:going|doing|progressing|coming "
    r"along|shaping up|looking|holding up)(?: so far| now)?\W*$"
)
_EXPLAIN_HOW = re.compile(
    r"^\W*(?:can you |could you |please )*explain(?: to me)? (?=(?:why|how|what|who|when|where)\b)"
)

_CORE = re.compile(
    r"\b(?:news|headlines?|stories|trending|trends?|new|happen(?:ed|ing|s|in)?|miss(?:ed)?|"
    r"going on|goes on|went on|went down|goin on|events?|"
    r"catch me up|caught up|up to date|up to speed|affairs|latest|digest|roundup|recap|"
    r"front page|in the (?:news|papers?)|gossip|summary|briefing|update me|updates?|up|rundown|"
    r"fill me in|should (?:i|we) (?:know|read|hear)|hot|popular|breaking|big|biggest|important|"
    r"read about|most reported|everyone talking about|people talking about|good)\b"
)
_AROUND = listing(
    """
    paper papers gossip interesting should like looking making morning evening daily weekly nightly know
    a interesting morning evening daily should like looking making nightly weekly today's know else about
    affairs again all am an and any anything are around at back be been best big biggest breaking brief briefing
    bring can catch caught check coming could current daily day date deal did digest do does everyone everybody
    events ever far fill five for from front full get give go goes going goin good got had happen happened
    happening happenin happens has have headline headlines hear here hit hot how i i'm important in interesting
    is it just know largest latest let list made main major making make may me miss missed most much must my
    need new newest news news' not notable now occurred of off on one other our out over page people please
    popular quick quickly read recap recent recently reported roundup rundown run say see send should show since
    so some something speed still stories story stuff summarise summarize summary sup talk talking tell ten that
    the their there these they things this three through to today top trend trending trends up update updated
    updates us wanna want was we went were what what's whatever which while who will with would you your
    important read today's take took place places event during down like there's it's that's buzz scoop worth
    knowing currently summed sum world everything general else away gone asleep was
    """
)
_COUNT = re.compile(
    r"\b(?:top|first|latest|biggest|main|last|best|newest|only|just|me|the|in|give|show|"
    r"list) (?P<n>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)\b"
    r"(?= (?:\w+ ){0,2}(?:stories|headlines?|news|things|articles?|updates?|events?|items?|"
    r"sentences?|bullet points?|bullets|lines))"
    r"|^\W*(?P<n2>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)(?= (?:\w+ )"
    r"{0,2}(?:stories|headlines|news|articles|updates|things (?:about|on|from|that happened)"
    r"))"
    r"|\btop (?P<n3>\d{1,2})\b(?=\W*$)"
)
_WORD_NUMBERS = {
    w: n for n, w in enumerate(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], start=2)
}
_IN_LINES = re.compile(
    r"\b(?:in|as|with) (?:a |one |\d+ |few |some )*(?:sentences?|bullet points?|bullets|"
    r"lines?|words|paragraphs?|nutshell|short|brief)\b"
)

_QUESTION = re.compile(
    r"\b(?:who|whom|whose|what|when|where|why|how|which)\b"
    r"|^\W*(?:(?:and|but|so|or|then|also) )?(?:is|are|was|were|am|do|does|did|has|have|had|"
    r"can|could|will|would|should|shall|might|must|isn't|aren't|"
    r"wasn't|weren't|don't|doesn't|didn't|hasn't|haven't|hadn't|can't|couldn't|won't|"
    r"wouldn't|shouldn't|in (?:which|what)|at (?:which|what)|to (?:whom|which|what)|for "
    r"(?:which|what|how))\b"
    r"|[,;] (?:is|are|was|were|do|does|did|has|have|can|will|would|should) (?:it|he|she|they|there|that|this|the)\b"
)
_STATEMENT_WORDS = 9
"""A message that asks nothing and has so many words says something: it is looked for as a whole."""

VAGUE = listing(
    """
    story stories saga drama situation case thing things stuff mess news issue issues matter topic fiasco
    controversy crisis update updates latest meltdown scandal debacle affair event events incident incidents
    series details coverage timeline debate row aftermath
    """
)
"""Words that name a topic only together with others, and that its reports may lack."""
_TAIL = re.compile(
    r"(?<=\w) (?:story|stories|saga|drama|situation|case|thing|things|stuff|mess|issue|"
    r"matter|topic|news|fiasco)\W*$"
)


_WEATHER = re.compile(
    r"^\W*(?:(?:what|how)(?: is|'s| will)(?: be)? (?:the )?(?:weather|forecast|temperature)(?: forecast)?"
    r"(?: (?:be|like|going to be|looking))*"
    r"|(?:will it|is it (?:going to|gonna))(?: be)? (?:rain|snow|sun|hot|cold|warm|wind|freez|storm|dry|wet)\w*"
    r"|(?:the |any )?(?:weather|temperature)(?: forecast| report| outlook)?)(?P<place> "
    r"(?:in|for|at|on|near) .+)?\W*$"
)


def take_weather(draft: Draft) -> bool:
    """Put "weather" for whatever asks for a forecast, and say whether it does: only reports on the weather give one."""
    found = _WEATHER.search(draft.plain)
    if found is None:
        return False
    place = draft.text[slice(*found.span("place"))] if found["place"] else ""
    draft.cut(0, len(draft.text), f"weather{place}")
    return True


def take_count(draft: Draft) -> int | None:
    """Cut how many things are asked for ("top 5"), and how long they may be; None if it is not said."""
    draft.take(_IN_LINES)
    found = _COUNT.search(draft.plain)
    if found is None:
        return None
    group = next(name for name in ("n", "n2", "n3") if found[name])
    draft.cut(*found.span(group))
    number = int(found[group]) if found[group].isdigit() else _WORD_NUMBERS[found[group]]
    return number if 1 <= number <= 25 else None


def asks_for_headlines(text: str) -> bool:
    """Whether nothing but "what's new" or "top stories" is left of a message (plain letters)."""
    words = re.findall(r"[\w']+", text)
    return not words or (all(word in _AROUND for word in words) and (_CORE.search(text) is not None))


def take_kind(draft: Draft) -> Wanted:
    """Cut the words that say what kind of response is wanted, and say which it is."""
    draft.take(_EXPLAIN_HOW, "")
    if asks_for_headlines(draft.plain):
        return Wanted.HEADLINES
    going = _GOING.search(draft.plain) or _SITUATION.search(draft.plain)
    if going is not None:
        draft.text = draft.text[slice(*going.span("topic"))]
        draft.plain = plain(draft.text)
    wrapped = going is not None
    for _ in range(3):  # "give me an update: what's the latest on …"
        taken = any(_leaves_a_topic(draft, rule, before=True) for rule in _BEFORE)
        taken = any(_leaves_a_topic(draft, rule, before=False) for rule in _AFTER) or taken
        wrapped = wrapped or taken
        if not taken:
            break
    if wrapped:
        draft.take(_TAIL)
        if asks_for_headlines(draft.plain):
            return Wanted.HEADLINES
        return Wanted.ANSWER if _is_question(draft.plain) and len(draft.plain.split()) > 3 else Wanted.BRIEFING
    if _is_question(draft.plain) or len(re.findall(r"\w+", draft.plain)) >= _STATEMENT_WORDS:
        return Wanted.ANSWER
    draft.take(_TAIL)
    return Wanted.BRIEFING


def _is_question(text: str) -> bool:
    return _QUESTION.search(text) is not None


def _leaves_a_topic(draft: Draft, rule: re.Pattern[str], *, before: bool) -> bool:
    found = rule.search(draft.plain)
    if found is None:
        return False
    rest = draft.plain[found.end() :] if before else draft.plain[: found.start()]
    if not re.search(r"\w", rest):
        return False
    draft.cut(*found.span(), "")
    return True
