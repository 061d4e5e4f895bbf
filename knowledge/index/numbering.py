"""Turns much text into vocabulary numbers, many words at a time."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain

import numpy as np
from numpy.typing import NDArray

from knowledge.analysis import is_cased, stems, terms_of_chunk, words_of_chunk
from knowledge.index.segment import Integers, consecutive, ends_of
from knowledge.languages.tables import ENGLISH, language

_SLOT_BITS, _REMEMBERED = 19, 200_000
_SLOT_BITS_OF_OTHERS, _REMEMBERED_OF_OTHERS = 17, 50_000
"""Of English, and of each other language: the first table takes ten megabytes, the others two and a half."""
_TEXTS_AT_ONCE = 1000
"""So that what is worked on stays in the processor's cache."""
_CHARACTERS_AT_ONCE = 500_000
_CHUNKS_AT_ONCE = 10_000
"""So that no single step keeps Python's lock, and with it the event loop, for more than some milliseconds, though every
word be new. It also bounds how much the table takes in before it is emptied."""
_TEXT_END = "\0"
_KEY_BYTES = 16
_FREE = 0
_FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], np.uint64)
_FIRST_BYTES = np.array([(1 << 8 * count) - 1 for count in range(9)], np.uint64)
_UNCASED = np.uint64(1 << 56)
"""Marks, in a byte that is free, the keys of chunks whose capitals tell nothing."""
_CHUNK_OR_NOT = bytes(byte > 0x20 and byte not in b'!"#$()*+:;<=>?@[]^_{|}~\\' for byte in range(256))
"""1 for bytes of chunks, 0 for those that part them: besides white space, signs that never join words, so that fewer
chunks differ."""
_AT_END = np.zeros(256, np.int64)
_AT_END[list(b",.'")] = 1
"""Bytes that mean nothing at the end of a chunk."""
_ALNUM = np.array([chr(byte).isalnum() and byte < 0x80 for byte in range(256)])


class Numbering:
    """Gives the terms of texts of one language as numbers of a vocabulary, which grows in place. Not for several
    threads at once.

    The chunks of text between white space repeat, so which terms a chunk gives is remembered. A chunk of up to 16
    bytes is its own key in a hash table with open addressing, in which numpy looks up thousands at a time; asking a
    dictionary for each took most of the time of adding an article.
    """

    def __init__(self, vocabulary: dict[str, int], code: str = ENGLISH) -> None:
        """`vocabulary` maps terms to numbers from 0 without gaps; new terms are added to it. `code` is the language's;
        one without a table is taken for English."""
        self._vocabulary = vocabulary
        self._language = language(code)
        self._slot_bits = _SLOT_BITS if self._language is None else _SLOT_BITS_OF_OTHERS
        self._remembered = _REMEMBERED if self._language is None else _REMEMBERED_OF_OTHERS
        self._forget()

    def number(self, texts: Sequence[str]) -> tuple[Integers, Integers]:
        """Vocabulary numbers (int32) of the terms of all texts in a row, and how many of them each text has (int64)."""
        done = [self._number(portion) for portion in _portions(texts)]
        return np.concatenate([tokens for tokens, _ in done]), np.concatenate([lengths for _, lengths in done])

    def _number(self, texts: Sequence[str]) -> tuple[Integers, Integers]:
        joined = _TEXT_END.join([*texts, ""])
        if joined.count(_TEXT_END) != len(texts):
            joined = _TEXT_END.join([*(text.replace(_TEXT_END, " ") for text in texts), ""])
        data = b" %s%s" % (_plain(joined).encode(errors="replace"), bytes(_KEY_BYTES))
        letters = np.frombuffer(data, np.uint8)
        text_ends = np.flatnonzero(letters[: len(data) - _KEY_BYTES] == ord(_TEXT_END))
        in_chunk = np.frombuffer(data.translate(_CHUNK_OR_NOT), np.bool_)
        edges = np.flatnonzero(in_chunk[1:] != in_chunk[:-1]) + 1
        starts, ends = edges[::2], edges[1::2].copy()
        for _ in range(2):  # "word," and most of "word.'" are the chunk "word", as is "word's"
            ends -= _AT_END[letters[ends - 1]] & (ends > starts)
        ends -= 2 * ((letters[ends - 1] == ord("s")) & (letters[ends - 2] == ord("'")) & _ALNUM[letters[ends - 3]])
        first_chunk = np.concatenate(([0], np.searchsorted(starts, text_ends)))
        uncased = np.repeat(np.array([not is_cased(text) for text in texts], np.bool_), np.diff(first_chunk))

        tokens, sizes = [np.empty(0, np.int32)], [np.empty(0, np.int64)]
        for begin in range(0, len(starts), _CHUNKS_AT_ONCE):
            if len(self._term_starts) > self._remembered:
                self._forget()
            here = slice(begin, begin + _CHUNKS_AT_ONCE)
            chunks = self._chunks(data, starts[here], ends[here], uncased[here])
            first, terms = np.frombuffer(self._term_starts, np.int64)[chunks], np.frombuffer(self._terms, np.int32)
            sizes.append(np.frombuffer(self._term_starts, np.int64)[chunks + 1] - first)
            tokens.append(terms[consecutive(first, sizes[-1])])
            del terms  # the array cannot grow while it is looked at
        return np.concatenate(tokens), np.diff(ends_of(np.concatenate(sizes))[first_chunk])

    def _chunks(self, data: bytes, starts: Integers, ends: Integers, uncased: NDArray[np.bool_]) -> Integers:
        """The number of each chunk; new ones are given one."""
        lengths = ends - starts
        eights = np.ndarray(len(data) - 7, np.uint64, data, strides=(1,))
        low = eights[starts] & _FIRST_BYTES[np.minimum(lengths, 8)]
        high = eights[starts + 8] & _FIRST_BYTES[np.clip(lengths - 8, 0, 8)]
        high[uncased] |= _UNCASED
        spread = low * _FACTORS[0] + high * _FACTORS[1]
        spread = (spread ^ (spread >> np.uint64(32))) * _FACTORS[2]
        slots = (spread >> np.uint64(64 - self._slot_bits)).astype(np.int64)
        fits = lengths < _KEY_BYTES

        found = self._find(low, high, slots)
        numbers = np.where(fits, found, _FREE)
        new = np.flatnonzero(fits & (found == _FREE))
        while len(new):
            some = new[np.unique(spread[new], return_index=True)[1]]
            spans = zip(starts[some].tolist(), ends[some].tolist(), uncased[some].tolist(), strict=True)
            learnt = self._learn([(data[a:b], not lower) for a, b, lower in spans])
            self._insert(low[some], high[some], slots[some], learnt)
            numbers[new] = self._find(low[new], high[new], slots[new])
            new = new[numbers[new] == _FREE]
        long = np.flatnonzero(~fits)
        spans = zip(starts[long].tolist(), ends[long].tolist(), uncased[long].tolist(), strict=True)
        numbers[long] = [self._number_of_long(data[a:b], not lower) for a, b, lower in spans]
        return numbers

    def _find(self, low: Integers, high: Integers, slots: Integers) -> Integers:
        """Numbers of the chunks with these keys, _FREE for new ones; the search of each begins at its slot."""
        numbers = np.full(len(low), _FREE, np.int64)
        left = np.arange(len(low))
        while len(left):
            there = self._slot_number[slots]
            # A free slot has no key that a chunk could have.
            same = (self._slot_low[slots] == low) & (self._slot_high[slots] == high)
            numbers[left[same]] = there[same]
            on = np.flatnonzero(~same & (there != _FREE))
            left, low, high = left[on], low[on], high[on]
            slots = (slots[on] + 1) & (len(self._slot_number) - 1)
        return numbers

    def _insert(self, low: Integers, high: Integers, slots: Integers, numbers: Integers) -> None:
        """Remember new chunks, whose keys differ, each in the first free slot from its own."""
        left = np.arange(len(low))
        while len(left):
            free = left[self._slot_number[slots[left]] == _FREE]
            # Of several that want the same slot, one gets it.
            placed = free[np.unique(slots[free], return_index=True)[1]]
            at = slots[placed]
            self._slot_low[at], self._slot_high[at], self._slot_number[at] = low[placed], high[placed], numbers[placed]
            left = np.setdiff1d(left, placed, assume_unique=True)
            slots[left] = (slots[left] + 1) & (len(self._slot_number) - 1)

    def _number_of_long(self, chunk: bytes, cased: bool) -> int:
        number = self._long.get((chunk, cased))
        if number is None:
            number = int(self._learn([(chunk, cased)])[0])
            if len(chunk) <= 4 * _KEY_BYTES:
                self._long[chunk, cased] = number
        return number

    def _learn(self, chunks: Sequence[tuple[bytes, bool]]) -> Integers:
        """Give chunks, each with whether its text is cased, the next numbers, and note which terms they have."""
        vocabulary, first = self._vocabulary, len(self._term_starts) - 1
        if self._language is None:
            given = [words_of_chunk(chunk.decode(), cased) for chunk, cased in chunks]
            terms = stems([*chain.from_iterable(given)])
        else:
            given = [terms_of_chunk(chunk.decode(), cased, self._language) for chunk, cased in chunks]
            terms = [*chain.from_iterable(given)]
        self._term_starts.extend(accumulate(map(len, given), initial=self._term_starts.pop()))
        self._terms.extend([vocabulary.setdefault(term, len(vocabulary)) for term in terms])
        return np.arange(first, first + len(chunks))

    def _forget(self) -> None:
        """Begin anew with an empty table."""
        self._slot_low = np.zeros(1 << self._slot_bits, np.uint64)
        self._slot_high = np.zeros(1 << self._slot_bits, np.uint64)
        self._slot_number = np.zeros(1 << self._slot_bits, np.int32)
        self._long: dict[tuple[bytes, bool], int] = {}
        # The first chunk has no terms: its number means that a slot is free.
        self._terms, self._term_starts = array("i", [0]), array("q", [1, 1])


def _plain(text: str) -> str:
    """The same text for the analysis, its chunks more alike."""
    if not text.isascii():
        for sign, plain in (("’", "'"), ("“", " "), ("”", " "), ("—", " "), ("…", " ")):
            text = text.replace(sign, plain)
    return text


def _portions(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """The texts in turn, a few at a time; one empty portion if there are none."""
    start = characters = 0
    for end, text in enumerate(texts):
        if end > start and (end - start == _TEXTS_AT_ONCE or characters + len(text) > _CHARACTERS_AT_ONCE):
            yield texts[start:end]
            start, characters = end, 0
        characters += len(text)
    yield texts[start:]
