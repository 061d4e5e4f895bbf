"""Draws trends as a PNG that reads on a phone, in Discord's dark look."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from textwrap import shorten, wrap
from typing import TYPE_CHECKING, Any

from knowledge.stories.trend import Trend

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Discord's dark look: an opaque card that reads on a light page too; all contrasts on it are above 4.5 : 1.
_CARD, _TEXT, _QUIET, _BAR, _PEAK = "#2b2d31", "#f2f3f5", "#b5bac1", "#6d9bf7", "#f0b232"
# Inches, of 100 pixels each. Phones show the picture at less than half its size: so no text below 25 pixels.
_WIDTH, _CHART_HEIGHT, _PEAK_HEIGHT, _PANEL_HEIGHT, _DATES_HEIGHT, _DPI = 6.4, 3.7, 0.8, 1.65, 0.55, 100
_BODY_SIZE, _TITLE_SIZE = 19.0, 23.0  # points
_HEADLINE_CHARACTERS = 40
_TITLE_CHARACTERS = 24
_MOST_DATES = 4


def draw(shown: Trend, topic: str, *, headlines: bool = True) -> bytes:
    """A PNG, 640 pixels wide and at most 620 high: a bar a day, the peaks numbered, below them their `headlines`.

    Needs matplotlib, which is imported here (a second or so the first time). Characters that its font lacks are left
    out; the alt text has them.
    """
    peaks = shown.peaks if headlines else ()
    sheet = _Sheet(_CHART_HEIGHT + _PEAK_HEIGHT * len(peaks))
    sheet.write(0.25, 0.2, shorten(topic, _TITLE_CHARACTERS, placeholder="…"), _TEXT, _TITLE_SIZE, fontweight="bold")
    sheet.write(_WIDTH - 0.25, 0.25, f"× {sum(count for _, count in shown.days)}", _QUIET, ha="right")
    axes = sheet.axes(0.85, _CHART_HEIGHT - 0.85 - _DATES_HEIGHT - 0.05)
    _draw_days(axes, shown, highest=max(count for _, count in shown.days))
    _name_days(axes, shown)
    down = _CHART_HEIGHT
    for number, (day, headline) in enumerate(peaks, start=1):
        sheet.write(0.25, down, str(number), _PEAK, fontweight="bold")
        words = f"{_short(day)}: {headline}"
        sheet.write(0.6, down, "\n".join(wrap(words, _HEADLINE_CHARACTERS, max_lines=2, placeholder=" …")), _TEXT)
        down += _PEAK_HEIGHT
    return sheet.png()


def draw_compared(compared: Sequence[tuple[str, Trend]]) -> bytes:
    """A PNG of several topics over the same days, one below the other and to one scale, so that no colour is needed to
    tell them apart. As `draw` else."""
    sheet = _Sheet(_PANEL_HEIGHT * len(compared) + _DATES_HEIGHT)
    highest = max(count for _, shown in compared for _, count in shown.days)
    for place, (topic, shown) in enumerate(compared):
        top = place * _PANEL_HEIGHT
        name = shorten(topic, _TITLE_CHARACTERS, placeholder="…")
        sheet.write(0.25, top + 0.15, name, _TEXT, fontweight="bold")
        sheet.write(_WIDTH - 0.25, top + 0.15, f"× {sum(count for _, count in shown.days)}", _QUIET, ha="right")
        axes = sheet.axes(top + 0.6, _PANEL_HEIGHT - 0.65)
        _draw_days(axes, shown, highest=highest, numbered=False)
        if place == len(compared) - 1:
            _name_days(axes, shown)
        else:
            axes.set_xticks([])
    return sheet.png()


class _Sheet:
    """A card to draw on, so many inches high; places are given in inches from its upper left corner."""

    def __init__(self, height: float) -> None:
        from matplotlib.figure import Figure

        self._height = height
        self._figure = Figure(figsize=(_WIDTH, height), dpi=_DPI, facecolor=_CARD)

    def write(self, left: float, down: float, text: str, colour: str, size: float = _BODY_SIZE, **more: Any) -> None:
        """Write text whose upper left corner (with `ha`, another) is there."""
        self._figure.text(
            left / _WIDTH,
            1 - down / self._height,
            _drawable(text),
            fontsize=size,
            color=colour,
            va="top",
            parse_math=False,
            **more,
        )

    def axes(self, down: float, height: float) -> Axes:
        """Axes over the width of the card."""
        return self._figure.add_axes((0.11, 1 - (down + height) / self._height, 0.85, height / self._height))

    def png(self) -> bytes:
        """What was drawn."""
        picture = io.BytesIO()
        self._figure.savefig(picture, format="png")
        return picture.getvalue()


def _draw_days(axes: Axes, shown: Trend, *, highest: int, numbered: bool = True) -> None:
    from matplotlib.ticker import MaxNLocator

    counts = [count for _, count in shown.days]
    peaks = {day: number for number, (day, _) in enumerate(shown.peaks, start=1)} if numbered else {}
    axes.bar(range(len(counts)), counts, width=0.8, color=[_PEAK if day in peaks else _BAR for day, _ in shown.days])
    for place, (day, count) in enumerate(shown.days):
        if day in peaks:
            axes.annotate(
                str(peaks[day]), (place, count), (0, 4), textcoords="offset points", ha="center", va="bottom",
                color=_PEAK, fontsize=_BODY_SIZE, fontweight="bold",
            )  # fmt: skip
    axes.set_xlim(-0.6, len(counts) - 0.4)
    axes.set_ylim(0, max(2, highest) * (1.25 if numbered else 1.05))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=2, integer=True))
    axes.tick_params(colors=_QUIET, labelsize=_BODY_SIZE, length=0, pad=7)
    axes.grid(axis="y", color=_QUIET, alpha=0.25, linewidth=1)
    axes.set_axisbelow(True)
    axes.set_facecolor(_CARD)
    for side in axes.spines.values():
        side.set_visible(False)


def _name_days(axes: Axes, shown: Trend) -> None:
    """Dates below the days: few, and none that the edge would cut."""
    last = len(shown.days) - 1
    every = max(1, -(-len(shown.days) // _MOST_DATES))
    places = range(0, last + 1, every)
    axes.set_xticks(places, [_short(shown.days[place][0]) for place in places])
    for place, name in zip(places, axes.get_xticklabels(), strict=True):
        if place < last * 0.06:
            name.set_horizontalalignment("left")
        elif place > last * 0.94:
            name.set_horizontalalignment("right")


def _short(day: date) -> str:
    return f"{day.day} {day:%b}"


def _drawable(text: str) -> str:
    """A text without the characters for which the font has no picture, such as emoji."""
    from matplotlib.font_manager import FontProperties, findfont, get_font

    font = get_font(findfont(FontProperties()))
    return "".join(sign for sign in text if sign == "\n" or font.get_char_index(ord(sign)))
