"""The inverted match: from the terms of one new article to the few watches out of thousands that it may meet."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.watching.watched import Text, Watched


class Matcher:
    """Watches by their rarest terms. An article costs a look-up for each of its terms, not one for each watch."""

    def __init__(self, watches: Iterable[Watched] = ()) -> None:
        self._watches: dict[int, Watched] = {}
        self._by_key: dict[str, set[int]] = {}
        for watched in watches:
            self.add(watched)

    def __len__(self) -> int:
        return len(self._watches)

    def add(self, watched: Watched) -> None:
        """Take a watch in; one of the same number is replaced."""
        self.remove(watched.number)
        self._watches[watched.number] = watched
        for key in watched.rarest():
            self._by_key.setdefault(key, set()).add(watched.number)

    def remove(self, number: int) -> None:
        """Forget a watch; an unknown number is passed over."""
        watched = self._watches.pop(number, None)
        for key in () if watched is None else watched.rarest():
            holders = self._by_key[key]
            holders.discard(number)
            if not holders:
                del self._by_key[key]

    def named_in(self, text: Text) -> list[Watched]:
        """The watches that an article may meet, by number: exactly those of which `may_be_met_by` says so."""
        looked_up = set[int]().union(*(self._by_key[stem] for stem in text.stems() & self._by_key.keys()))
        return [self._watches[number] for number in sorted(looked_up) if self._watches[number].may_be_met_by(text)]
