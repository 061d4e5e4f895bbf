"""What the preview changes about SimCord's page, without a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from simcord.preview import _markdown

from bot.preview import MESSAGES_SHOWN, preview
from config.settings import Settings


@pytest.mark.simcord(settle_timeout=60)
async def test_a_later_message_costs_the_page_no_more_than_an_early_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    parser = _markdown._markdown_parser

    def counted(policy: Any, context: Any) -> Any:
        read.append("text")
        return parser(policy, context)

    monkeypatch.setattr(_markdown, "_markdown_parser", counted)
    async with preview(Settings(data_dir=tmp_path / "data"), own=True) as page:
        member = page.viewers[0]
        costs = []
        for number in range(MESSAGES_SHOWN + 5):
            await member.send(page.channel, f"**message** number {number}")
            read.clear()
            await page.refresh()
            costs.append(len(read))
        assert costs[0] >= 1
        assert costs[-1] <= costs[0]
        assert len((await page.snapshot())["messages"]) == MESSAGES_SHOWN
        # What was remembered is not what the page writes into.
        shown = (await page.snapshot())["messages"]
        again = (await page.snapshot())["messages"]
        assert shown == again
    from simcord.preview import _messages

    assert _messages.markdown_tokens is _markdown.markdown_tokens
