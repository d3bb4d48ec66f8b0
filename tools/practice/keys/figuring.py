"""What the solutions share: reading files, shares, counting events, experiments."""

import csv
from collections.abc import Iterable
from datetime import date, timedelta
from math import sqrt
from pathlib import Path

Row = dict[str, str]
Values = list[tuple[str, str]]

WEEK_TWO = "2025-06-24"  # version 3.2 begins to arrive on this day
STEPS = ("open", "view_plan", "start_task", "finish_task")


def read(practice: Path, name: str) -> list[Row]:
    with (practice / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def against(one: str, other: str) -> tuple[str, str]:
    return f"{one}对{other}", f"{one} against {other}"


def percent(part: float, whole: float = 1) -> str:
    return f"{100 * part / whole:.1f}%"


def whole_percent(part: float, whole: float) -> str:
    return f"{100 * part / whole:.0f}%"


def by_day(rows: Iterable[Row], column: str) -> dict[str, list[Row]]:
    days: dict[str, list[Row]] = {}
    for row in rows:
        days.setdefault(row[column][:10], []).append(row)
    return days


def gain(a: list[float], b: list[float]) -> tuple[float, float, float]:
    """How much more b's mean is than a's, and its 95% interval."""
    means = [sum(group) / len(group) for group in (a, b)]
    error = sqrt(sum(sum((one - mean) ** 2 for one in group) / len(group) ** 2 for group, mean in zip((a, b), means, strict=True)))
    more = means[1] - means[0]
    return more, more - 1.96 * error, more + 1.96 * error


def groups(rows: list[Row], column: str) -> list[list[float]]:
    return [[float(row[column]) for row in rows if row["group"] == name] for name in "AB"]


def points(found: tuple[float, float, float]) -> tuple[str, str]:
    more, low, high = (100 * number for number in found)
    return f"{more:+.1f}点（{low:.1f}至{high:.1f}）", f"{more:+.1f} points ({low:.1f} to {high:.1f})"


def yuan(found: tuple[float, float, float]) -> tuple[str, str]:
    more, low, high = (f"{number:.2f}".replace("-", "−") for number in found)
    return f"{more}元（{low}至{high}）", f"{more} yuan ({low} to {high})"


def day_of_the_fault(rows: list[Row]) -> date:
    """The day after the last on which group B of a platform was 40% or more."""
    sound = [day for day, own in by_day(rows, "exposed_on").items() if sum(row["group"] == "B" for row in own) >= 0.4 * len(own)]
    return date.fromisoformat(max(sound)) + timedelta(1)


def person_days(rows: Iterable[Row], event: str) -> set[tuple[str, str]]:
    return {(row["user_id"], row["time"][:10]) for row in rows if row["event"] == event}


def repeated(rows: Iterable[Row]) -> list[Row]:
    """Each row that is equal to one before it."""
    seen, again = set(), []
    for row in rows:
        whole = tuple(row.values())
        again += [row] if whole in seen else []
        seen.add(whole)
    return again
