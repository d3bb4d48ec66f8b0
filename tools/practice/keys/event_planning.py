"""What is to be found in the units on planning and judging events: three events that share one crew."""

import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from keys.figuring import Row, Values, read

CROWDED = {"Wu": "小吴", "Fang": "小方", "Ning": "阿宁"}
DESIGNED_BY = 3  # the week by which boxes and stream need their design: on sale and printed a week later
BOOKING = ("L04", 3)  # its page is needed on the Monday of this week
STREAM, PICTURES = "L11", ("G07", "G11")
WEEKS_LATE = 2


def _cells(page: str, first: str) -> list[str]:
    """The cells of a row of a table of a page, after the first."""
    (row,) = (line for line in page.splitlines() if line.startswith(f"| {first} |"))
    return [cell.strip() for cell in row.strip("|").split("|")[1:]]


def _numbers(text: str) -> list[float]:
    return [float(number) for number in re.findall(r"\d+(?:\.\d+)?", text.replace(",", ""))]


def _sum(rows: list[Row], column: str = "days") -> float:
    return sum(float(row[column]) for row in rows)


def _crowded(tasks: dict[str, Row], there: dict[str, list[float]]) -> tuple[str, str]:
    """Who is planned for more days in a week than there are."""
    planned: dict[tuple[str, int], float] = defaultdict(float)
    for row in tasks.values():
        planned[row["owner"], int(row["week"])] += float(row["days"])
    over = [
        (owner, week, planned[owner, week], days)
        for owner in CROWDED
        for week, days in enumerate(there[owner], 1)
        if planned[owner, week] > days
    ]
    assert len(over) == 4
    return (
        "，".join(f"{CROWDED[owner]}第{week}周{plan:g}对{days:g}" for owner, week, plan, days in over),
        ", ".join(f"{owner} {plan:g} against {days:g} in week {week}" for owner, week, plan, days in over),
    )


def _faults(tasks: dict[str, Row]) -> tuple[str, str]:
    """Two orders for the printer in one week, one that comes too late, a page after its opening, tasks that nobody has."""
    orders = {name: int(row["week"]) for name, row in tasks.items() if "printer" in row["note"] and row["owner"] == "Sun"}
    together = [name for name, week in orders.items() if list(orders.values()).count(week) > 1]
    (late,) = (name for name in orders if name in tasks[STREAM]["depends_on"] and orders[name] >= int(tasks[STREAM]["week"]))
    page, opening = BOOKING
    assert int(tasks[page]["week"]) >= opening
    nobody = [name for name, row in tasks.items() if not row["owner"]]
    return tuple(f"{word.join(together)}; {late}. {page}; {word.join(nobody)}" for word in ("和", " and "))  # type: ignore[return-value]


def three_events_one_board(practice: Path) -> Values:
    tasks = {row["id"]: row for row in read(practice, "three_events.en.csv")}
    page, later = ((practice / f"three_events{part}.en.md").read_text(encoding="utf-8") for part in ("", "_week3"))
    there = {owner: [float(cell) for cell in _cells(page, owner)[1:]] for owner in CROWDED}
    hers, his = ([row for row in tasks.values() if row["owner"] == owner] for owner in ("Wu", "Fang"))
    assert all(int(row["week"]) <= DESIGNED_BY for row in hers + his)
    days = {owner: sum(weeks[:DESIGNED_BY]) for owner, weeks in there.items()}
    estimated, taken = _numbers(page[page.index("Wu 20 days") :].split(";")[0])
    factor = taken / estimated
    boxes, _, stream = (_numbers(cell) for cell in _cells(page, "Expected"))
    a_week = _numbers(_cells(page, "If late")[0])[0] * boxes[1]
    needed = factor * _sum([tasks[name] for name in PICTURES], "least_days")
    (left,) = _numbers(later[later.index("back on") :].split(" days")[0])
    _, most, price, worth = _numbers(later[later.index("5. Ji") :])[:4]
    short = needed - left
    lost = f"{WEEKS_LATE * a_week:,.0f}", f"{stream[0] / 2 * stream[1]:,.0f}"
    wu, fang, least = _sum(hers), _sum(his), factor * _sum(hers, "least_days")
    zh, en = _faults(tasks)
    return [
        _crowded(tasks, there),
        (f"{wu:g}天、{wu * factor:g}天，对{days['Wu']:g}天", f"{wu:g} and {wu * factor:g} against {days['Wu']:g}"),
        (f"{fang:g}对{days['Fang']:g}天", f"{fang:g} against {days['Fang']:g}"),
        (f"{least:.2f}天，仍超", f"{least:.2f} days, still over"),
        (zh.replace("; ", "；").replace(". ", "。"), en),
        ("、".join((*lost, "0元")), f"{', '.join(lost)} and 0 yuan"),
        (
            f"{needed:.2f}天，差{short:.2f}天；顶{most * worth:g}天、{most * price:,.0f}元，对{a_week:,.0f}元",
            f"{needed:.2f} days, {short:.2f} short; worth {most * worth:g} and {most * price:,.0f} yuan, against {a_week:,.0f}",
        ),
    ]


KEYS: dict[str, Callable[[Path], Values]] = {
    "three-events-one-board": three_events_one_board,
}
