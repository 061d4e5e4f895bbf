"""Draws the curve of wrong answers against abstentions, and how well confidence is calibrated."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from knowledge.errors import KnowledgeError
from knowledge.evaluation.run import Evaluation

_BINS = 10


def plot_evaluation(evaluation: Evaluation, path: Path) -> None:
    """Write both drawings to `path`, whose ending names the format (PNG, SVG, PDF).

    Raises KnowledgeError with a sentence if matplotlib is not installed, or the file cannot be written.
    """
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise KnowledgeError("Drawing needs matplotlib, which is not installed: pip install matplotlib.") from error
    figure = Figure(figsize=(10, 4.5), layout="constrained")
    errors, calibration = figure.subplots(1, 2)
    curve = evaluation.curve()
    errors.plot([point.abstained for point in curve], [point.wrong for point in curve], marker="o", markersize=3)
    errors.set(
        xlabel="share of questions left unanswered", ylabel="share answered wrongly", xlim=(0, 1), ylim=(0, None)
    )
    errors.set_title("Wrong answers against abstentions")
    stated = np.array([outcome.confidence for outcome in evaluation.outcomes])
    right = np.array([outcome.right for outcome in evaluation.outcomes], float)
    bins = np.minimum((stated * _BINS).astype(int), _BINS - 1)
    held = sorted(set(bins.tolist()))
    calibration.plot([0, 1], [0, 1], color="grey", linewidth=1)
    calibration.plot(
        [stated[bins == index].mean() for index in held], [right[bins == index].mean() for index in held], marker="o"
    )
    calibration.set(xlabel="confidence", ylabel="share answered rightly", xlim=(0, 1), ylim=(0, 1))
    calibration.set_title("Calibration")
    try:
        figure.savefig(path, dpi=120)
    except (OSError, ValueError) as error:  # no such folder, or an ending that names no format
        raise KnowledgeError(f"The drawing cannot be written to {path}: {error}. Name a .png or .svg file.") from error
