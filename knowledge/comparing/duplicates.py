"""Finds the same text at several addresses (wire copy, syndication, AMP): MinHash with locality-sensitive hashing."""

from __future__ import annotations

import re
import string
import zlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from knowledge.comparing.contradictions import contradict
from knowledge.comparing.profiles import Profile

SHINGLE = 5
"""Words in a row that make one shingle."""
FEWEST_SHINGLES = 20
"""Shorter texts say too little to be called copies of each other."""
SAME_TEXT = 0.7
"""The share of the shorter text's shingles that the longer one must hold."""
LEAST_LENGTH = 0.4
"""How long the shorter text must be, as a share of the longer: a teaser is not a copy of its article."""

ALMOST_THE_SAME = 0.95
"""The Jaccard similarity of two texts of which one can stand for the other."""

_COMPARED_CHARACTERS = 4_000
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_TYPOGRAPHIC = tuple(sign.encode() for sign in "‘’“”–—…\u00a0")
_PUNCTUATION_TO_SPACE = bytes(32 if chr(code) in string.punctuation else code for code in range(256))

_BINS = 64
_ROWS = 2  # of a band: texts of Jaccard similarity s share one of the 32 bands with probability 1 - (1 - s²)³²
_COMPARED_IN_BUCKET = 30  # so that a footer which a whole outlet shares does not bring up all of its pairs
_BIN_STARTS = np.arange(_BINS, dtype=np.uint64) << np.uint64(64 - 6)

_Shingles = npt.NDArray[np.uint64]


def shingles(paragraphs: Sequence[str], *, characters: int | None = _COMPARED_CHARACTERS) -> _Shingles:
    """The 64-bit hashes of the shingles of a text's first `characters` (None: of all of it), sorted and each once.

    Case, punctuation and the form of quotation marks do not matter. Empty for a text of fewer than five words. Built
    on CRC-32 of the words, so the same in every process and on every machine.
    """
    text = "\n".join(paragraphs)[:characters].casefold().encode()
    for typographic in _TYPOGRAPHIC:
        text = text.replace(typographic, b" ")
    hashes = np.fromiter(map(zlib.crc32, text.translate(_PUNCTUATION_TO_SPACE).split()), dtype=np.uint64)
    if len(hashes) < SHINGLE:
        return np.empty(0, dtype=np.uint64)
    mixed = np.zeros(len(hashes) - SHINGLE + 1, dtype=np.uint64)
    for offset in range(SHINGLE):
        mixed = (mixed ^ hashes[offset : offset + len(mixed)]) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    return np.unique(mixed)


def same_texts(profiles: Sequence[Profile]) -> list[list[int]]:
    """Groups of at least two positions whose articles have the same text, give or take cuts and small edits.

    Articles whose headlines contradict each other (other results, other names) are never called the same text: two
    reports from one template. Groups and their members come in ascending order.
    """
    texts = [shingles(known.article.paragraphs) for known in profiles]
    group_of = list(range(len(texts)))

    def root(position: int) -> int:
        while group_of[position] != position:
            position = group_of[position]
        return position

    buckets: dict[tuple[int, bytes], list[int]] = {}
    for position, text in enumerate(texts):
        if len(text) < FEWEST_SHINGLES:
            continue
        near: set[int] = set()
        for key in _bands(text):
            bucket = buckets.setdefault(key, [])
            near.update(bucket[-_COMPARED_IN_BUCKET:])
            bucket.append(position)
        for other in sorted(near):
            low, high = sorted((root(other), root(position)))
            if low != high and _is_copy(text, texts[other]) and not contradict(profiles[position], profiles[other]):
                group_of[high] = low
    groups: dict[int, list[int]] = {}
    for position in range(len(texts)):
        groups.setdefault(root(position), []).append(position)
    return [members for members in groups.values() if len(members) > 1]


def _signature(text: _Shingles) -> _Shingles:
    signature: _Shingles = text[np.searchsorted(text, _BIN_STARTS) % len(text)]
    return signature


def _bands(text: _Shingles) -> list[tuple[int, bytes]]:
    """What two texts must have one of in common to be compared.

    The hash space is cut into bins; the smallest shingle of each stands for it, and an empty bin borrows the next
    one's (densified one-permutation MinHash).
    """
    signature = _signature(text)
    return [(start, signature[start : start + _ROWS].tobytes()) for start in range(0, _BINS, _ROWS)]


def fingerprints(text: _Shingles) -> list[int]:
    """Eight 64-bit numbers for the shingles of a text (not empty), of which texts that are almost the same share one.

    Of a pair with a Jaccard similarity of 0.95 one in ten thousand million shares none, of a pair with 0.5 two in five
    share one. Signed, and the same in every process and on every machine.
    """
    signature = _signature(text)[::2].reshape(-1, 4)
    mixed = np.zeros(len(signature), dtype=np.uint64)
    for column in signature.T:
        mixed = (mixed ^ column) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    # The place of a band is part of it: equal numbers in different places mean nothing.
    mixed ^= np.arange(len(mixed), dtype=np.uint64)
    found: list[int] = mixed.view(np.int64).tolist()
    return found


def is_same_text(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two bodies (as paragraphs) say the same in the same words: 19 of 20 shingles, and every number.

    Stricter than `same_texts`: what is quoted from one may be taken as standing in the other.
    """
    if _numbers(one) != _numbers(other):
        return False
    left, right = shingles(one, characters=None), shingles(other, characters=None)
    common = len(np.intersect1d(left, right, assume_unique=True))
    return common >= ALMOST_THE_SAME * (len(left) + len(right) - common)


def _numbers(paragraphs: Sequence[str]) -> frozenset[str]:
    return frozenset(_NUMBER.findall("\n".join(paragraphs)))


def _is_copy(one: _Shingles, other: _Shingles) -> bool:
    shorter, longer = sorted((len(one), len(other)))
    if shorter < LEAST_LENGTH * longer:
        return False
    return len(np.intersect1d(one, other, assume_unique=True)) >= SAME_TEXT * shorter
