"""What is to be found in the units on planning and judging events: three events that share one crew, and what sixteen old ones earned."""

import re
from collections import defaultdict
from collections.abc import Callable
from math import ceil
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


USUAL_MARGIN, AFTER, LETTERS = 60, 14, 150  # yuan an order, days, people: told in the pages
MONEY_OFF, FRIEND = ("C01", "C07", "C09"), "C04"
A_IDEA = {"cost": 600, "margin": 37, "usual_orders": 27, "usual_after": 126, "promised": 90}
OTHER_IDEAS = {"B": (1500, 55), "C": (750, 58)}  # cost, margin of an order


def _yuan(number: float) -> str:
    return f"{number:,.0f}".replace("-", "−")


def judge_event_concepts(practice: Path) -> Values:
    halves = [read(practice, f"past_events_{part}.en.csv") for part in ("first", "second")]
    events = {row["event"]: {name: int(cell) for name, cell in row.items() if cell.isdigit()} for half in halves for row in half}
    net = {
        name: row["orders"] * row["margin"] + (row["after_orders"] - row["usual_after"] - row["usual_orders"]) * USUAL_MARGIN - row["cost"]
        for name, row in events.items()
    }
    zh, en = ([[_yuan(net[row["event"]]) for row in half] for half in halves] for _ in range(2))
    more = {name: row["orders"] - row["usual_orders"] for name, row in events.items()}
    most = sorted(more, key=lambda name: -more[name])[:2]
    assert all(net[name] < 0 for name in most)
    assert [sum(net[row["event"]] < 0 for row in half) for half in halves] == [5, 5]
    off = [events[name] for name in MONEY_OFF]
    dip = 1 - sum(row["after_orders"] for row in off) / sum(row["usual_after"] for row in off)
    kept = sum(row["kept_90"] for row in off) / sum(row["new_buyers"] for row in off)
    friends = events[FRIEND]["kept_90"] / events[FRIEND]["new_buyers"]
    to_earn = (A_IDEA["usual_orders"] + dip * A_IDEA["usual_after"]) * USUAL_MARGIN + A_IDEA["cost"]
    a, (b, c) = ceil(to_earn / A_IDEA["margin"]), (ceil(cost / margin) for cost, margin in OTHER_IDEAS.values())
    loss = to_earn - A_IDEA["promised"] * A_IDEA["margin"]
    return [
        *((f"{'、'.join(one)}元", f"{', '.join(other[:-1])} and {other[-1]} yuan") for one, other in zip(zh, en, strict=True)),
        ("、".join(f"{more[name]}单" for name in most), " and ".join(str(more[name]) for name in most)),
        (f"少{dip:.1%}；{kept:.1%}对{friends:.1%}", f"{dip:.1%}; {kept:.1%} against {friends:.1%}"),
        (
            f"甲{a}单，乙{b}单（{b / LETTERS:.1%}），丙{c}单；甲还亏{loss:.0f}元",
            f"A {a}, B {b} ({b / LETTERS:.1%}), C {c}; A still loses {loss:.0f} yuan",
        ),
    ]


KEYS: dict[str, Callable[[Path], Values]] = {
    "judge-event-concepts": judge_event_concepts,
    "three-events-one-board": three_events_one_board,
}
