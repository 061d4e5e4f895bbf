"""One state of the index, which never changes: what a question sees from its beginning to its end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from knowledge.index import statistics
from knowledge.index.live import Live
from knowledge.index.ranking import Floats, Task, ranked
from knowledge.index.retriever import Filters, Hit
from knowledge.index.segment import Integers, Segment
from knowledge.index.statistics import Collection, term_weights

Best = Callable[[Task], tuple[Floats, Integers]]


@dataclass(frozen=True, slots=True)
class Model:
    """BM25's parameters for passages: length normalisation `b` (0 to 1) and saturation `k1`."""

    b: float
    k1: float


@dataclass(frozen=True, slots=True)
class View:
    """Segments, oldest first, with the exact statistics of what lives in them.

    `weights` has for each segment what its codes are worth at the present average length.
    """

    model: Model
    live: tuple[Live, ...]
    passages: Collection
    articles: Collection
    weights: tuple[Floats, ...]

    @classmethod
    def of(cls, model: Model, live: Sequence[Live], passages: Collection, articles: Collection) -> View:
        average = passages.average_length or 1.0  # where nothing holds a term, no weight is ever used
        weights = tuple(
            term_weights(part.segment.pair_frequency, part.segment.pair_length, average, model.k1, model.b)
            for part in live
        )
        return cls(model, tuple(live), passages, articles, weights)

    @classmethod
    def counted(cls, model: Model, live: Sequence[Live]) -> View:
        """The view of these segments, its statistics counted from them."""
        view = cls.of(model, (), Collection.empty(), Collection.empty())
        for part in live:
            dead = np.flatnonzero(~part.alive) if part.alive is not None else np.empty(0, np.int64)
            view = view.with_segment(part.segment)._forgetting(part, dead)
        return cls.of(model, live, view.passages, view.articles)

    def with_segment(self, segment: Segment) -> View:
        """The view with a segment of articles that it did not hold."""
        passages = self.passages.changed(*statistics.of_passages(segment))
        articles = self.articles.changed(*statistics.of_articles(segment))
        return View.of(self.model, (*self.live, Live(segment)), passages, articles)

    def without_articles(self, numbers: Integers) -> View:
        """The view without the articles of these archive numbers; unknown ones are passed over."""
        view, live = self, []
        for part in self.live:
            dead = part.find_articles(numbers)
            dead = np.unique(dead[dead >= 0])
            if len(dead):
                view = view._forgetting(part, dead)
                part = part.without(dead)
            if part.articles:
                live.append(part)
        return View.of(self.model, live, view.passages, view.articles)

    def with_merged(self, parts: Sequence[Live], merged: Segment) -> View:
        """The view with a segment merged from `parts` in their place, less what has died in them since."""
        now = {part.segment: part for part in self.live}
        died = [part.segment.article_number[part.died_until(now.get(part.segment))] for part in parts]
        new = Live(merged)
        dead = merged.find_articles(np.concatenate(died))
        if len(dead):
            new = new.without(dead)
        places = [place for place, part in enumerate(self.live) if any(part.segment is old.segment for old in parts)]
        live = [part for place, part in enumerate(self.live) if place not in places]
        if places and new.articles:
            live.insert(places[0], new)
        return View.of(self.model, live, self.passages, self.articles)

    def with_stored(self, stored: Mapping[Segment, Live]) -> View:
        """The view with some segments in the form that is mapped from a file."""
        live = [replace(stored.get(part.segment, part), alive=part.alive) for part in self.live]
        return View(self.model, tuple(live), self.passages, self.articles, self.weights)

    def _forgetting(self, part: Live, dead: Integers) -> View:
        """The view with the statistics as they are without these articles, its segments as they were."""
        passages = self.passages.changed(*_negative(part.passage_change(dead)))
        articles = self.articles.changed(*_negative(part.article_change(dead)))
        return View(self.model, self.live, passages, articles, self.weights)

    def search(self, terms: Integers, limit: int, filters: Filters, best: Best) -> list[Hit]:
        """The best passages for vocabulary numbers, as `Retriever.search` has it; `best` finds them in a segment."""
        terms = terms[self.passages.holding(terms) > 0]
        if limit <= 0 or not len(terms):
            return []
        idfs = np.array(self.passages.idf(terms), np.float64)
        scores, passages, articles, published = [], [], [], []
        for part, weights in zip(self.live, self.weights, strict=True):
            begins, ends = part.segment.rows(terms)
            allowed = part.allowed(filters)
            if not (ends > begins).any() or (allowed is not None and not allowed.any()):
                continue
            found_scores, found = best(Task(part.segment, begins, ends, idfs, weights, allowed, limit))
            article = part.segment.passage_article[found]
            scores.append(found_scores)
            passages.append(part.segment.passage_number[found])
            articles.append(part.segment.article_number[article])
            published.append(part.segment.article_published[article])
        if not scores:
            return []
        score, passage, article = np.concatenate(scores), np.concatenate(passages), np.concatenate(articles)
        if len(scores) > 1:
            order = ranked(score, np.concatenate(published), passage)[:limit]
            score, passage, article = score[order], passage[order], article[order]
        return list(map(Hit, passage.tolist(), article.tolist(), score.tolist()))

    def passage_scores(self, terms: Integers, numbers: Integers) -> list[float]:
        """Scores of passages by their archive numbers, as `Retriever.passage_scores` has it."""
        scores = np.zeros(len(numbers), np.float64)
        idfs = self.passages.idf(terms)
        for part, weights in zip(self.live, self.weights, strict=True):
            ordinals = part.find_passages(numbers)
            here = np.flatnonzero(ordinals >= 0)
            if not len(here):
                continue
            ordinals = ordinals[here].astype(np.int32)
            begins, ends = part.segment.rows(terms)
            for begin, end, idf in zip(begins.tolist(), ends.tolist(), idfs, strict=True):
                if begin == end:
                    continue
                holders = part.segment.passages[begin:end]
                at = np.minimum(np.searchsorted(holders, ordinals), end - begin - 1)
                holds = holders[at] == ordinals
                scores[here[holds]] += idf * weights[part.segment.codes[begin:end][at[holds]]]
        return scores.tolist()

    def article_scores(self, terms: Integers, numbers: Integers, b: float) -> list[float]:
        """Scores of articles by their archive numbers, as `Retriever.article_scores` has it."""
        scores = np.zeros(len(numbers), np.float64)
        idfs, average = self.articles.idf(terms), self.articles.average_length
        for part in self.live:
            ordinals = part.find_articles(numbers)
            here = np.flatnonzero(ordinals >= 0)
            if not len(here):
                continue
            frequencies = _frequencies(part.segment, ordinals[here], terms)
            lengths = part.segment.article_length[ordinals[here]]
            for frequency, idf in zip(frequencies.T, idfs, strict=True):
                holds = frequency > 0
                weights = term_weights(frequency[holds], lengths[holds], average, self.model.k1, b)
                scores[here[holds]] += idf * weights
        return scores.tolist()


def _frequencies(segment: Segment, articles: Integers, terms: Integers) -> Integers:
    """How often each term (columns) stands in each article (rows, by ordinal)."""
    frequencies = np.zeros((len(articles), len(terms)), np.int64)
    for row, article in zip(frequencies, articles.tolist(), strict=True):
        held = segment.held(article)
        if held.stop == held.start:
            continue
        known = segment.held_terms[held]
        at = np.minimum(np.searchsorted(known, terms), len(known) - 1)
        holds = known[at] == terms
        row[holds] = segment.held_frequency[held][at[holds]]
    return frequencies


def _negative(change: tuple[int, int, Integers, Integers]) -> tuple[int, int, Integers, Integers]:
    documents, tokens, terms, counts = change
    return -documents, -tokens, terms, -counts
