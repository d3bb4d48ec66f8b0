"""Coordinates of drawings: values along an axis in percent, and the corners of a radar chart."""

from collections.abc import Sequence
from math import cos, pi, sin
from typing import NamedTuple

from opscareer.pack.model import LEVELS
from opscareer.report.terminal.layout import wrap
from opscareer.results.assessment import Interval

WIDTH, HEIGHT = 460, 340
CENTRE = (230.0, 170.0)
RADIUS = 112.0
GAP = 14.0
LABEL_CELLS = 12
LINE = 18.0
EDGE = 10.0  # percent of a picture's height that a dot at its edge needs
FEWEST_AXES = 3  # fewer make no area
RINGS = range(1, LEVELS + 1)


class Span(NamedTuple):
    """An interval and its middle along an axis, in percent of its length."""

    low: float
    middle: float
    high: float


def span(middle: float, interval: Interval, axis: Interval) -> Span:
    """The interval on an axis; what lies outside ends at its edge."""
    return Span(*(along(value, axis) for value in (interval[0], middle, interval[1])))


def along(value: float, axis: Interval) -> float:
    """Where a value is on an axis, in percent."""
    bottom, top = axis
    return round(min(100.0, max(0.0, 100 * (value - bottom) / (top - bottom))), 2)


class Point(NamedTuple):
    """One of several values over time, with its range: percent of a picture's width from the left and of its height from the top."""

    x: float
    low: float
    middle: float
    high: float


def points(middles: Sequence[float], intervals: Sequence[Interval], axis: Interval) -> tuple[Point, ...]:
    """The values side by side, evenly apart, with room for a dot at each edge."""
    step = 100 / len(middles)

    def height(value: float) -> float:
        return round(EDGE + (100 - 2 * EDGE) * (100 - along(value, axis)) / 100, 2)

    both = enumerate(zip(middles, intervals, strict=True))
    return tuple(Point(round((number + 0.5) * step, 2), height(low), height(value), height(high)) for number, (value, (low, high)) in both)


class Label(NamedTuple):
    """A name at the end of a radar's axis, in lines; `y` is the base of the first."""

    x: float
    y: float
    anchor: str
    lines: tuple[str, ...]


def corners(levels: Sequence[float]) -> str:
    """Levels as the corners of a polygon, first at the top and then clockwise, as SVG's `points`."""
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in _points(len(levels), [RADIUS * level / LEVELS for level in levels]))


def labels(names: Sequence[str]) -> tuple[Label, ...]:
    """The axes' names outside the outermost ring."""
    made = []
    for name, (x, y) in zip(names, _points(len(names), [RADIUS + GAP] * len(names)), strict=True):
        lines = tuple(wrap(name, LABEL_CELLS))
        side, height = x - CENTRE[0], y - CENTRE[1]
        anchor = "middle" if abs(side) < 1 else "start" if side > 0 else "end"
        above = len(lines) - 1 if height < -1 and anchor == "middle" else (len(lines) - 1) / 2 if anchor != "middle" else 0
        drop = 5.0 if anchor != "middle" else 0.0 if height < 0 else 12.0
        made.append(Label(round(x, 1), round(y - above * LINE + drop, 1), anchor, lines))
    return tuple(made)


def _points(axes: int, radii: Sequence[float]) -> list[tuple[float, float]]:
    angles = [2 * pi * number / axes - pi / 2 for number in range(axes)]
    return [(CENTRE[0] + radius * cos(angle), CENTRE[1] + radius * sin(angle)) for angle, radius in zip(angles, radii, strict=True)]
