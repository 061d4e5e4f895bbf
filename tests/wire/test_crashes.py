"""Twenty kills, at each named point around due times: no digest and no story is lost, none comes twice."""

from __future__ import annotations

import pytest

from .crashes import POINTS
from .soak import soak


@pytest.mark.long
async def test_killed_at_every_point_nothing_is_lost_and_nothing_comes_twice() -> None:
    tally = await soak(20, seed=7, digests=3)
    print(tally)
    assert set(tally.kills) == set(POINTS)
    assert sum(tally.kills.values()) + tally.unreached == 20
    assert tally.unreached <= 4
    assert tally.lost == []
    assert tally.double == []
    assert tally.stories >= 60
    assert tally.edited
    assert tally.stale == []
    assert set(tally.states) == {"sent"}
