"""Turns much text into vocabulary numbers, many words at a time."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.index.analysis import is_cased, terms_of_chunk
from knowledge.index.segment import Integers, consecutive, ends_of

_SLOT_BITS = 19
_REMEMBERED = 200_000
_CHUNKS_AT_ONCE = 50_000
"""So that the table is never more than half full: it is emptied before it takes in more than it should remember."""
_KEY_BYTES = 16
_FREE = 0
_FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], np.uint64)
_FIRST_BYTES = np.array([(1 << 8 * count) - 1 for count in range(9)], np.uint64)
_UNCASED = np.uint64(1 << 56)
"""Marks, in a byte that is free, the keys of chunks whose capitals tell nothing."""
_IN_CHUNK = np.ones(256, np.bool_)
_IN_CHUNK[: ord(" ") + 1] = False
_IN_CHUNK[list(b'!"()*;:?[]{}')] = False
"""Bytes that part chunks: besides white space, signs that never join words, so that fewer chunks differ."""
_AT_END = np.zeros(256, np.int64)
_AT_END[list(b",.'")] = 1
"""Bytes that mean nothing at the end of a chunk."""


class Numbering:
    """Gives the terms of texts as numbers of a vocabulary, which grows in place. Not for several threads at once.

    The chunks of text between white space repeat, so which terms a chunk gives is remembered. A chunk of up to 16
    bytes is its own key in a hash table with open addressing, in which numpy looks up thousands at a time; asking a
    dictionary for each took most of the time of adding an article.
    """

    def __init__(self, vocabulary: dict[str, int]) -> None:
        """`vocabulary` maps terms to numbers from 0 without gaps; new terms are added to it."""
        self._vocabulary = vocabulary
        self._forget()

    def number(self, texts: Sequence[str]) -> tuple[Integers, Integers]:
        """Vocabulary numbers (int32) of the terms of all texts in a row, and how many of them each text has."""
        encoded = [(text if text.isascii() else _plain(text)).encode(errors="replace") for text in texts]
        data = b"".join([b" ", *(text + b" " for text in encoded), bytes(_KEY_BYTES)])
        text_ends = 1 + np.cumsum([len(text) + 1 for text in encoded], dtype=np.int64)
        letters = np.frombuffer(data, np.uint8)
        edges = np.flatnonzero(np.diff(_IN_CHUNK[letters])) + 1
        starts, ends = edges[::2], edges[1::2].copy()
        for _ in range(2):  # "word," and most of "word.'" are the chunk "word"
            ends -= _AT_END[letters[ends - 1]] & (ends > starts)
        first_chunk = np.concatenate(([0], np.searchsorted(starts, text_ends)))
        uncased = np.repeat(np.array([not is_cased(text) for text in texts], np.bool_), np.diff(first_chunk))

        tokens, sizes = [np.empty(0, np.int32)], [np.empty(0, np.int64)]
        for begin in range(0, len(starts), _CHUNKS_AT_ONCE):
            if len(self._term_starts) > _REMEMBERED:
                self._forget()
            here = slice(begin, begin + _CHUNKS_AT_ONCE)
            chunks = self._chunks(data, starts[here], ends[here], uncased[here])
            term_starts = np.array(self._term_starts, np.int64)
            sizes.append(np.diff(term_starts)[chunks])
            tokens.append(np.array(self._terms, np.int32)[consecutive(term_starts[:-1][chunks], sizes[-1])])
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
        slots = (spread >> np.uint64(64 - _SLOT_BITS)).astype(np.int64)
        fits = lengths < _KEY_BYTES

        numbers = np.full(len(starts), _FREE, np.int64)
        open_ones = np.flatnonzero(fits)
        while len(open_ones):
            numbers[open_ones] = self._find(low[open_ones], high[open_ones], slots[open_ones])
            open_ones = open_ones[numbers[open_ones] == _FREE]
            _, firsts = np.unique(spread[open_ones], return_index=True)
            columns = [column[open_ones[firsts]].tolist() for column in (starts, ends, uncased, low, high, slots)]
            for start, end, is_uncased, low_key, high_key, slot in zip(*columns, strict=True):
                self._insert(low_key, high_key, slot, self._learn(data[start:end].decode(), not is_uncased))
        for one in np.flatnonzero(~fits).tolist():
            numbers[one] = self._number_of_long(data[starts[one] : ends[one]], not uncased[one])
        return numbers

    def _find(self, low: Integers, high: Integers, slots: Integers) -> Integers:
        """Numbers of the chunks with these keys, _FREE for new ones; the search of each begins at its slot."""
        numbers = np.full(len(low), _FREE, np.int64)
        left = np.arange(len(low))
        while len(left):
            there = self._slot_number[slots]
            same = (self._slot_low[slots] == low) & (self._slot_high[slots] == high) & (there != _FREE)
            numbers[left[same]] = there[same]
            on = ~same & (there != _FREE)
            left, low, high = left[on], low[on], high[on]
            slots = (slots[on] + 1) & (len(self._slot_number) - 1)
        return numbers

    def _insert(self, low: int, high: int, slot: int, number: int) -> None:
        while self._slot_number[slot] != _FREE:
            slot = (slot + 1) & (len(self._slot_number) - 1)
        self._slot_low[slot], self._slot_high[slot], self._slot_number[slot] = low, high, number

    def _number_of_long(self, chunk: bytes, cased: bool) -> int:
        number = self._long.get((chunk, cased))
        if number is None:
            number = self._learn(chunk.decode(), cased)
            if len(chunk) <= 4 * _KEY_BYTES:
                self._long[chunk, cased] = number
        return number

    def _learn(self, chunk: str, cased: bool) -> int:
        """Give a chunk the next number, and note which terms it has."""
        for term in terms_of_chunk(chunk, cased):
            self._terms.append(self._vocabulary.setdefault(term, len(self._vocabulary)))
        self._term_starts.append(len(self._terms))
        return len(self._term_starts) - 2

    def _forget(self) -> None:
        """Begin anew with an empty table."""
        self._slot_low = np.zeros(1 << _SLOT_BITS, np.uint64)
        self._slot_high = np.zeros(1 << _SLOT_BITS, np.uint64)
        self._slot_number = np.zeros(1 << _SLOT_BITS, np.int32)
        self._long: dict[tuple[bytes, bool], int] = {}
        self._terms, self._term_starts = array("i"), array("q", [0, 0])  # the chunk with the number of free slots


def _plain(text: str) -> str:
    """The same text for the analysis, its chunks more alike."""
    return text.replace("“", " ").replace("”", " ").replace("’", "'")
