"""What people type in a hurry, written out: "whats" is "what is", "ppl" is "people"."""

from __future__ import annotations

import re

from knowledge.requests.draft import Draft

_WRITTEN_OUT = {
    "whats": "what is",
    "wats": "what is",
    "whos": "who is",
    "wheres": "where is",
    "whens": "when is",
    "hows": "how is",
    "whys": "why is",
    "thats": "that is",
    "theres": "there is",
    "wat": "what",
    "wut": "what",
    "wen": "when",
    "didnt": "didn't",
    "doesnt": "doesn't",
    "isnt": "isn't",
    "arent": "aren't",
    "wasnt": "wasn't",
    "cant": "can't",
    "u": "you",
    "ur": "your",
    "r": "are",
    "ppl": "people",
    "pls": "please",
    "plz": "please",
    "thx": "thanks",
    "abt": "about",
    "bc": "because",
    "cuz": "because",
    "b4": "before",
    "2day": "today",
    "2nite": "tonight",
    "2moro": "tomorrow",
    "tmrw": "tomorrow",
    "tmr": "tomorrow",
    "tomoz": "tomorrow",
    "yday": "yesterday",
    "rn": "right now",
    "avg": "average",
    "govt": "government",
    "gov't": "government",
    "prez": "president",
    "wk": "week",
    "wknd": "weekend",
    "hrs": "hours",
    "yrs": "years",
    "dont": "don't",
    "wont": "won't",
    "hasnt": "hasn't",
    "havent": "haven't",
    "im": "I'm",
    "ive": "I've",
    "gonna": "going to",
    "wanna": "want to",
    "gimme": "give me",
    "lemme": "let me",
    "info": "information",
    "vs": "or",
    "vs.": "or",
    "versus": "or",
    "w/": "with",
}
_WORD = re.compile(
    r"(?<![\w'@#.])(?:" + "|".join(sorted(map(re.escape, _WRITTEN_OUT), key=len, reverse=True)) + r")(?![\w'])"
)

_EMOJI = re.compile(
    "[\U0001f000-\U0001faff\U00002600-\U000027bf\U0001f1e6-\U0001f1ff\u2190-\u21ff\u2b00-\u2bff\ufe0f\u200d]+"
    r"|<a?:\w+:\d+>|(?<!\w):[a-z_]+:(?!\w)|(?<!\S)[:;]-?[()DPpo/](?!\S)"
)
_BEFORE = re.compile(
    r"^[\s,.!?-]*(?:(?:hey|hi+|hello|hiya|yo|ok|okay|so|um+|uh+|well|please|lol|bro|dude|"
    r"guys|man|btw|quick question|question|"
    r"good (?:morning|afternoon|evening)|nutgraf|news ?bot|bot|there|everyone|thanks|"
    r"actually|sorry|oh|ah|hmm+|wait|wow|omg|wtf|"
    r"just (?:curious|wondering)|curious|wondering|i was wondering|i wonder|i'm wondering|"
    r"do (?:you|we) (?:happen to )?know(?: if| whether)?|"
    r"does anyone know|anyone know|any idea|any clue|remind me(?: again)?|tell me|(?:can|"
    r"could|would|will) (?:you|someone|anyone)(?: please)?"
    r" (?:tell|remind|inform) (?:me|us)|i (?:want|need|would like|'d like) to know|i'd like "
    r"to know|let me know)\b[\s,.!:?-]*)+(?!about\b)(?=\S)"
)
_AFTER = re.compile(
    r"(?:[\s,.!-]+(?:please|lol|lmao|lmfao|rofl|haha+|tho|bro|dude|thoughts|opinions?|thanks|thank you|ty|"
    r"btw|tbh|idk|fr|omg|wtf|smh|ngl|eh|huh|anyone|anybody|again|exactly|by the way|any ?way|or what|or something|"
    r"(?:do )?you know|any idea|any clue))+(?=[\s.!?]*$)"
)


def write_out(draft: Draft) -> None:
    """Write hurried words out, and cut what only makes a message friendlier: emoji, "hey", "pls", "lol"."""
    while draft.take(_EMOJI) is not None:
        pass
    start = 0
    while (found := _WORD.search(draft.plain, start)) is not None:
        put = _WRITTEN_OUT[found[0]]
        if draft.text[found.start() : found.end()].isupper() and not draft.text.isupper():
            start = found.end()  # PPL and UR in a sentence are names
            continue
        draft.cut(*found.span(), put)
        start = found.start() + len(put)
    draft.take(_AFTER)
    draft.take(_BEFORE, "")
