"""Messages that are not about the news: greetings, thanks, and questions about the bot itself."""

from __future__ import annotations

import re

from knowledge.requests.draft import plain
from knowledge.requests.request import Talk

_NAME = r"(?:nutgraf|news ?bot|bot|there|everyone|all|friend|buddy|mate|dude|guys|folks|team|again)"
_YOU = r"(?:you|u|ya|this|this bot|the bot|this thing|nutgraf)"
_VERB_YOU = r"(?:(?:are|r) (?:you|u)|(?:is|'s) (?:this|this bot|the bot|this thing|nutgraf)|you|u)"
_OUTLETS = r"(?:news )?(?:sources?|outlets?|newspapers?|papers?|sites?|publications?|feeds?|media|channels?)"

_TABLE: tuple[tuple[Talk, str], ...] = (
    (
        Talk.THANKS,
        rf"(?:ok(?:ay)?|great|cool|nice|perfect|awesome|wow|got it)? ?(?:many )?"
        rf"(?:thanks?|thank (?:you|u)|thx|ty|tysm|cheers|much appreciated|appreciate it)"
        r"(?: (?:you|u|a lot|a bunch|a ton|a million|so much|very much|much|for (?:that|this|"
        r"the help|your help|it|the info)"
        rf"|{_NAME}|man|bro|again|(?:that|this|it) (?:helped|works?|was (?:helpful|great))))*",
    ),
    (
        Talk.THANKS,
        r"(?:you(?:'re| are)|your) (?:welcome|great|awesome|the best|amazing|smart|cool|funny|"
        r"right|wrong|useless|dumb|stupid|bad|a bad bot|a good bot)",
    ),
    (
        Talk.THANKS,
        r"(?:i|we) (?:really )?(?:love|like|hate|miss) (?:you|u|this bot|this|it)|(?:you|u|this "
        r"bot) (?:suck|sucks|rock|rocks|rule|stink)|no problem|np|sorry|never ?mind|nvm|stop|go "
        r"away|shut up|wow|omg|yes|no|yeah|yep|nope|sure|hmm+",
    ),
    (
        Talk.GREETING,
        r"(?:hola|bonjour|hallo|moin|ciao|salut|how(?:'s| is) your (?:day|morning|evening|week)(?: going)?)",
    ),
    (
        Talk.HELP,
        r"(?:list|show)(?: me)?(?: all)?(?: the| your)? (?:commands?|options|features)|(?:can|could) (?:you|u) explain "
        r"how (?:you|u|this|it) works?|what (?:are|is) (?:you|u|this bot) able to do",
    ),
    (
        Talk.SELF,
        r"who am i (?:talking|speaking|chatting) (?:to|with)|(?:are|r|is) (?:you|u|this|it) (?:reliable|trustworthy|"
        r"accurate|honest|biased|safe|free|open source|any good|smart)|can (?:i|we) trust (?:you|u|this|it)",
    ),
    (
        Talk.SOURCES,
        r"where(?:'s| is| are) (?:your|the) (?:data|info|information|news|sources?|articles|stories)"
        r"(?: from| coming from| taken from)?",
    ),
    (
        Talk.GREETING,
        r"(?:gm|gn|wyd|wsg|what(?:'s| is) up|what are (?:you|u) (?:doing|up to)|how have you "
        r"been|nice to meet you)",
    ),
    (Talk.HELP, r"(?:tell|show) (?:me|us) (?:a joke|a story|something funny)|sing(?: me)?(?: a song)?|tell a joke"),
    (
        Talk.HELP,
        r"(?:can|could|will|would|may) (?:you|u) (?:please )?(?:help(?: me)?(?: out| with "
        r"something)?|answer (?:questions?|a question|something))|(?:can|may|could) i ask "
        r"(?:you |u )?(?:something|a question|questions|anything)|i have (?:a|some|another|one) "
        r"(?:quick )?questions?",
    ),
    (
        Talk.SELF,
        r"who(?:'s| is| are) (?:your|the) (?:creators?|makers?|owners?|developers?|authors?|"
        r"boss|parents?|dev)(?: of (?:this|this bot|the bot|nutgraf))?",
    ),
    (Talk.THANKS, r"(?:good|great|nice|best|smart|clever|bad|silly|dumb|stupid) (?:bot|job|work|one)"),
    (
        Talk.THANKS,
        r"(?:that(?:'s| is| was)? )?(?:very |really |so )?(?:helpful|useful|great|awesome|"
        r"perfect|cool|nice)",
    ),
    (
        Talk.THANKS,
        r"(?:ok(?:ay)?|k|got it|i see|cool|nice|lol|haha+|bye|goodbye|bye bye|see (?:you|ya)(?: "
        r"later)?|good ?night)",
    ),
    (
        Talk.GREETING,
        r"(?:(?:hi+|hello+|hey+|heya|hiya|yo|howdy|sup|greetings|good (?:morning|afternoon|"
        r"evening|day)|morning|welcome)"
        rf"(?: {_NAME})*)(?: (?:how are (?:you|u)|how is it going|how's it going|what is up|"
        r"what's up))?(?: doing)?(?: today)?",
    ),
    (
        Talk.GREETING,
        r"(?:how (?:are|r) (?:you|u)(?: doing| feeling)?(?: today)?|how(?:'s| is) it going|are "
        rf"you (?:ok|okay|there|alive|online|awake|up|working))(?: {_NAME})*",
    ),
    (Talk.GREETING, r"(?:ping|test|testing|hello world|anyone (?:here|there|home))"),
    (
        Talk.HELP,
        r"(?:help|halp|commands?|menu|start|info|instructions|usage|options|manual|tutorial)(?: "
        r"(?:me|please))*",
    ),
    (
        Talk.HELP,
        r"(?:i need|can i get|need|get|show|give me|show me)(?: some| the| your)? (?:help|"
        rf"commands?|instructions|examples?)(?: (?:using|with) {_YOU})?",
    ),
    (
        Talk.HELP,
        r"(?:what|which|how)(?: kinds? of| sorts? of)?(?: else| all)?(?: (?:things|stuff|"
        r"questions|commands|features|news))? "
        rf"(?:can|could|do|does|should|may|will) (?:you|u|i|we|this|this bot|the bot|it|nutgraf) "
        r"(?:do|help(?: me)?(?: with)?|ask(?: (?:you|u|it))?|offer|know|answer|support|use|work|"
        r"talk(?: to (?:you|u|it))?|understand|start|have for me)"
        rf"(?: (?:{_YOU}|it|here|for me|about|on))*",
    ),
    (
        Talk.HELP,
        rf"what (?:are|is) (?:{_YOU}|your)(?: (?:good|useful|made|built|meant|here))? ?(?:for|at|"
        r"purpose|job|commands|features|capabilities|abilities)",
    ),
    (Talk.HELP, rf"how (?:does|do|to) (?:{_YOU}|i|it)? ?(?:work|use)(?: {_YOU}| it)?"),
    (Talk.HELP, r"what (?:are|is) (?:your|the) (?:commands|features|capabilities|abilities|purpose|job|options)"),
    (
        Talk.HELP,
        r"(?:what|which) (?:commands?|features?|options?|questions?) (?:do you have|are there|"
        r"can i use|exist|do you know|can i ask)",
    ),
    (
        Talk.SELF,
        rf"(?:so |and |but )?(?:(?:who|what)(?: exactly| even| the (?:hell|heck))? {_VERB_YOU}|"
        rf"{_VERB_YOU} who|who (?:made|built|created|wrote|runs?|owns?|programmed|developed|"
        rf"trained) {_YOU}"
        r"|(?:what|who)(?:'s| is) (?:your name|nutgraf|this bot|the bot|this)|introduce "
        r"yourself|tell me (?:something )?about yourself|about you(?:rself)?"
        r"|do you have a name|your name|where (?:are you|do you come) from|how old are you|what "
        r"are you (?:exactly|even|called))",
    ),
    (
        Talk.SELF,
        r"(?:are|r|is) (?:you|u|this|it|nutgraf) (?:really |actually |just |even )*(?:an? )"
        r"?(?:real |actual |live |kind of )?(?:ai|a\.i\.|bot|robot|human|person|people|machine|"
        r"computer|program|llm|language model|chat ?gpt|gpt|chatbot|real|sentient|alive|news bot)"
        r"(?:(?:,? or)(?: an?)? (?:real )?(?:ai|bot|robot|human|person|machine|what|real person|"
        r"not|program|chatbot))?",
    ),
    (
        Talk.SELF,
        r"(?:do|can|will) (?:you|u) (?:really |actually )*(?:think|feel|sleep|dream|lie|make "
        r"(?:things|stuff) up|hallucinate|use (?:ai|chat ?gpt|gpt|a language model)|have "
        r"feelings|love me|speak (?:english|german|french|spanish)|learn)",
    ),
    (
        Talk.SOURCES,
        rf"(?:what|which|how many|whose)(?: of)?(?: (?:are|is))?(?: the| your| all the)? ?{_OUTLETS}"
        r"(?: (?:do|can|are|does|is|have|did|that|available|there|you|u|we|i|it|this bot|bot|"
        r"the bot|nutgraf|use|used|using|follow|following|have|know|search|read|cover|get|hold|"
        r"quote|check|monitor|here|your|news|from|in|on|to|got|access|with))*",
    ),
    (
        Talk.SOURCES,
        rf"(?:where|from where|how) (?:do|does|did|are|is) (?:{_YOU}|your|the|it)(?: get| find| "
        r"take| getting| have| pull| source)? ?(?:your|the|its|all this|this|all your)? "
        r"?(?:news|articles|info|information|sources?|data|answers|stories|from|come|comes|"
        r"coming)(?: (?:from|come|comes|coming))*",
    ),
    (
        Talk.SOURCES,
        r"(?:list|show|show me|give me|tell me|what are|name)(?: all| me)?(?: the| your| all)* "
        rf"{_OUTLETS}(?: (?:you|u|use|follow|have|that))*",
    ),
    (Talk.SOURCES, rf"(?:{_OUTLETS}|your {_OUTLETS})"),
)

_RULES = tuple((talk, re.compile(pattern)) for talk, pattern in _TABLE)
_NOISE = re.compile(r"[^\w\s'.?]|[.!]+(?=\s|$)|\?+(?=.)|\b(?:please|pls|plz)\b")
_LONGEST = 90


def small_talk(text: str) -> Talk | None:
    """What a message is about that is not about the news; None for everything else."""
    if len(text) > _LONGEST:
        return None
    asked = " ".join(_NOISE.sub(" ", plain(text)).split())
    asked = asked if not asked.strip("?") else asked.rstrip("? ")
    asked = re.sub(r"\b(who|what|where|how)s\b", r"\1 is", asked)
    return next((talk for talk, rule in _RULES if rule.fullmatch(asked)), None) if asked else None
