"""Finds figures on which the outlets of one story disagree: few, but right."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from knowledge.answering.answers import Disagreement
from knowledge.comparing.articles import StoryArticle, oldest_first
from knowledge.comparing.figures import OUTCOMES, Figure, conflict, figures
from knowledge.comparing.profiles import lead_sentences

READ_WORDS = 200
"""How far into an article figures are read: further down stand background and earlier events."""
_HEADLINE_CHARACTERS = 300
_SHORTEST_SENTENCE = 3  # "Four people died."


def disagreements(articles: Sequence[StoryArticle]) -> list[Disagreement]:
    """Where the outlets of one story give figures for the same thing that cannot both be right.

    `articles` are those of one story. Of each outlet the newest article that gives a figure counts; outlets whose own
    figures waver are left out, as are unknown outlets. `about` and the numbers are verbatim; values stand in order of
    size. Ordered by what is counted, casualties first.
    """
    covered = [
        (article, _main_figures(article))
        for article in sorted(articles, key=oldest_first)
        if article.source is not None
    ]
    keys = {key for _, found in covered for key in found}
    results = []
    for key in sorted(keys, key=lambda key: (key[0] not in OUTCOMES, key)):
        by_outlet: dict[str, tuple[str, Figure]] = {}
        for article, found in covered:
            if key in found and article.source is not None:
                by_outlet[article.source.casefold()] = (article.source, found[key])
        values = sorted(by_outlet.values(), key=lambda covered: (covered[1].value, covered[0]))
        if any(conflict(one, other) for (_, one), (_, other) in combinations(values, 2)):
            results.append(
                Disagreement(values[0][1].about, tuple((source, figure.written) for source, figure in values))
            )
    return results


def _main_figures(article: StoryArticle) -> dict[tuple[str, str], Figure]:
    """What an article says of each counted thing: its headline's figure, else its only one."""
    in_headline = {figure.key: figure for figure in figures((article.headline or "")[:_HEADLINE_CHARACTERS])}
    in_text: dict[tuple[str, str], list[Figure]] = {}
    for sentence in lead_sentences(article.paragraphs, READ_WORDS, shortest=_SHORTEST_SENTENCE):
        for figure in figures(sentence):
            in_text.setdefault(figure.key, []).append(figure)
    steady = {key: found[0] for key, found in in_text.items() if len({figure.value for figure in found}) == 1}
    return steady | in_headline
