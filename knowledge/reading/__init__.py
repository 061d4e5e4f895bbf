"""Bytes to articles: every format that news comes in, and every way in which it comes broken."""

from knowledge.addresses import canonical_url, web_address
from knowledge.reading.feed import FeedEntry, FeedError, ParsedFeed, feed_readings, read_feed
from knowledge.reading.html import read_html
from knowledge.reading.paths import read_paths
from knowledge.reading.results import ReadingError, ReadResult

__all__ = [
    "FeedEntry",
    "FeedError",
    "ParsedFeed",
    "ReadResult",
    "ReadingError",
    "canonical_url",
    "feed_readings",
    "read_feed",
    "read_html",
    "read_paths",
    "web_address",
]
