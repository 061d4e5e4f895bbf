"""The benchmark of watches runs, and compares what it measures with the plain way."""

from __future__ import annotations

from argparse import Namespace

from benchmarks.watches import measure


async def test_a_small_run() -> None:
    results = await measure(Namespace(watches=30, held=20, articles=3, compared=2))
    assert results["wrong"] is False
    assert results["watches"] == 30
    assert results["new_articles"] == 3
    assert set(results["match_ms"]) == {"p50", "p99"}
    assert results["reference"]["search_every_watch_in_all_ms"] > 0
