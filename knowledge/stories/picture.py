"""Draws a trend as a PNG that reads on a phone, on Discord's dark and light pages alike."""

from __future__ import annotations

import io
from datetime import date
from textwrap import shorten, wrap
from typing import TYPE_CHECKING, Any

from knowledge.stories.trend import Trend

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# One opaque card that reads on a light and on a dark page alike; all contrasts on it are above 4.5 : 1.
_CARD, _TEXT, _QUIET, _BAR, _PEAK = "#1f2128", "#f2f3f5", "#a6acb8", "#5d8df5", "#f0b232"
# Inches, of 100 pixels each. Phones show the picture at half its size: so no text below 20 pixels.
_WIDTH, _CHART_HEIGHT, _PEAK_HEIGHT, _DPI = 8.0, 3.9, 0.8, 100
_BODY_SIZE, _TITLE_SIZE = 15.5, 19.0  # points
_HEADLINE_CHARACTERS = 52
_TITLE_CHARACTERS = 40
_MOST_DATES = 6


def draw(shown: Trend, topic: str) -> bytes:
    """A PNG, 800 pixels wide and at most 640 high: a bar a day, the peaks numbered, their headlines below.

    Needs matplotlib, which is imported here (a second or so the first time). Characters that its font lacks are left
    out; the alt text has them.
    """
    from matplotlib.figure import Figure

    height = _CHART_HEIGHT + _PEAK_HEIGHT * len(shown.peaks)
    figure = Figure(figsize=(_WIDTH, height), dpi=_DPI, facecolor=_CARD)
    total = sum(count for _, count in shown.days)

    def write(left: float, down: float, text: str, colour: str, size: float = _BODY_SIZE, **more: Any) -> None:
        figure.text(
            left / _WIDTH,
            1 - down / height,
            _drawable(text),
            fontsize=size,
            color=colour,
            va="top",
            parse_math=False,
            **more,
        )

    write(0.25, 0.22, shorten(topic, _TITLE_CHARACTERS, placeholder="…"), _TEXT, _TITLE_SIZE, fontweight="bold")
    write(_WIDTH - 0.25, 0.28, f"{total} mention{'' if total == 1 else 's'}", _QUIET, ha="right")
    _draw_days(figure.add_axes((0.08, 1 - 3.35 / height, 0.89, 2.45 / height)), shown)
    down = _CHART_HEIGHT + 0.05
    for number, (day, headline) in enumerate(shown.peaks, start=1):
        write(0.25, down, str(number), _PEAK, fontweight="bold")
        write(0.6, down, _short(day), _QUIET)
        write(1.65, down, "\n".join(wrap(headline, _HEADLINE_CHARACTERS, max_lines=2, placeholder=" …")), _TEXT)
        down += _PEAK_HEIGHT
    picture = io.BytesIO()
    figure.savefig(picture, format="png")
    return picture.getvalue()


def _draw_days(axes: Axes, shown: Trend) -> None:
    from matplotlib.ticker import MaxNLocator

    counts = [count for _, count in shown.days]
    peaks = {day: number for number, (day, _) in enumerate(shown.peaks, start=1)}
    axes.bar(range(len(counts)), counts, width=0.8, color=[_PEAK if day in peaks else _BAR for day, _ in shown.days])
    for place, (day, count) in enumerate(shown.days):
        if day in peaks:
            axes.annotate(
                str(peaks[day]), (place, count), (0, 4), textcoords="offset points", ha="center", va="bottom",
                color=_PEAK, fontsize=_BODY_SIZE, fontweight="bold",
            )  # fmt: skip
    axes.set_xlim(-0.6, len(counts) - 0.4)
    axes.set_ylim(0, max(2, *counts) * 1.2)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=3, integer=True))
    every = max(1, -(-len(counts) // _MOST_DATES))
    axes.set_xticks(range(0, len(counts), every), [_short(day) for day, _ in shown.days[::every]])
    axes.tick_params(colors=_QUIET, labelsize=_BODY_SIZE, length=0, pad=7)
    axes.grid(axis="y", color=_QUIET, alpha=0.25, linewidth=1)
    axes.set_axisbelow(True)
    axes.set_facecolor(_CARD)
    for side in axes.spines.values():
        side.set_visible(False)


def _short(day: date) -> str:
    return f"{day.day} {day:%b}"


def _drawable(text: str) -> str:
    """A text without the characters for which the font has no picture, such as emoji."""
    from matplotlib.font_manager import FontProperties, findfont, get_font

    font = get_font(findfont(FontProperties()))
    return "".join(sign for sign in text if sign == "\n" or font.get_char_index(ord(sign)))
