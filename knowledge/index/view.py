"""One state of the index, which never changes: what a question sees from its beginning to its end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from knowledge.index import ranking, statistics
from knowledge.index.live import Live
from knowledge.index.ranking import Floats, Task, ranked
from knowledge.index.segment import Integers, Segment
from knowledge.index.statistics import Collection, term_weights
from knowledge.retrieval import Filters, Hit

Best = Callable[[Task], tuple[Floats, Integers]]


@dataclass(frozen=True, slots=True)
class Model:
    """BM25's parameters for passages: length normalisation `b` (0 to 1) and saturation `k1`."""

    b: float
    k1: float


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """Segments, oldest first, with the exact statistics of the passages that live in them, and the number of articles.

    `weights` has for each segment what its codes are worth at the present average length.
    """

    model: Model
    live: tuple[Live, ...]
    passages: Collection
    articles: int
    weights: tuple[Floats, ...]

    @classmethod
    def of(cls, model: Model, live: Sequence[Live], passages: Collection) -> View:
        average = passages.average_length or 1.0  # where nothing holds a term, no weight is ever used
        weights = tuple(
            term_weights(part.segment.pair_frequency, part.segment.pair_length, average, model.k1, model.b)
            for part in live
        )
        return cls(model, tuple(live), passages, sum(part.articles for part in live), weights)

    @classmethod
    def counted(cls, model: Model, live: Sequence[Live]) -> View:
        """The view of these segments, its statistics counted from them."""
        view = cls.of(model, (), Collection.empty())
        for part in live:
            dead = np.flatnonzero(~part.alive) if part.alive is not None else np.empty(0, np.int64)
            view = view.with_segment(part.segment)._forgetting(part, dead)
        return cls.of(model, live, view.passages)

    def with_segment(self, segment: Segment) -> View:
        """The view with a segment of articles that it did not hold."""
        passages = self.passages.changed(*statistics.of_passages(segment))
        return View.of(self.model, (*self.live, Live(segment)), passages)

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
        return View.of(self.model, live, view.passages)

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
        return View.of(self.model, live, self.passages)

    def with_stored(self, stored: Mapping[Segment, Live]) -> View:
        """The view with some segments in the form that is mapped from a file."""
        live = [replace(stored.get(part.segment, part), alive=part.alive) for part in self.live]
        return View(self.model, tuple(live), self.passages, self.articles, self.weights)

    def _forgetting(self, part: Live, dead: Integers) -> View:
        """The view with the statistics as they are without these articles, its segments as they were."""
        passages = self.passages.changed(*_negative(part.passage_change(dead)))
        return View(self.model, self.live, passages, self.articles, self.weights)

    def search(self, terms: Sequence[int], limit: int, filters: Filters, compiled: Best | None) -> list[Hit]:
        """The best passages for vocabulary numbers, as `Retriever.search` has it; `compiled` is the quicker way to
        find them in a segment, if there is one."""
        weights_of = [self.passages.idf(term) for term in terms]
        held = np.array([term for term, idf in zip(terms, weights_of, strict=True) if idf is not None], np.int32)
        idfs = np.array([idf for idf in weights_of if idf is not None], np.float64)
        if limit <= 0 or not len(idfs):
            return []
        best = compiled if compiled is not None and idfs.min() > 0 else ranking.best
        found: list[tuple[Floats, Integers, Integers, Integers]] = []
        for part, weights in zip(self.live, self.weights, strict=True):
            begins, ends = part.segment.rows(held)
            task = Task(part.segment, begins, ends, idfs, weights, part.allowed(filters), limit)
            if not task.touched or (task.allowed is not None and not task.allowed.any()):
                continue
            scores, passages = best(task)
            articles = part.segment.passage_article[passages]
            found.append(
                (
                    scores,
                    part.segment.passage_number[passages],
                    part.segment.article_number[articles],
                    part.segment.article_published[articles],
                )
            )
        if not found:
            return []
        score, passage, article, published = (
            map(np.concatenate, zip(*found, strict=True)) if len(found) > 1 else found[0]
        )
        order = ranked(score, published, passage)[:limit]
        return list(map(Hit, passage[order].tolist(), article[order].tolist(), score[order].tolist()))

    def passage_scores(self, terms: Sequence[int], numbers: Integers) -> list[float]:
        """Scores of passages by their archive numbers, as `Retriever.passage_scores` has it."""
        scores = np.zeros(len(numbers), np.float64)
        idfs = [self.passages.idf(term) or 0.0 for term in terms]
        for part, weights in zip(self.live, self.weights, strict=True):
            ordinals = part.find_passages(numbers)
            here = np.flatnonzero(ordinals >= 0)
            if not len(here):
                continue
            ordinals = ordinals[here].astype(np.int32)
            begins, ends = part.segment.rows(np.array(terms, np.int32))
            for begin, end, idf in zip(begins.tolist(), ends.tolist(), idfs, strict=True):
                if begin == end:
                    continue
                holders = part.segment.passages[begin:end]
                at = np.minimum(np.searchsorted(holders, ordinals), end - begin - 1)
                holds = holders[at] == ordinals
                scores[here[holds]] += idf * weights[part.segment.codes[begin:end][at[holds]]]
        return scores.tolist()


def _negative(change: tuple[int, int, Integers, Integers]) -> tuple[int, int, Integers, Integers]:
    documents, tokens, terms, counts = change
    return -documents, -tokens, terms, -counts
