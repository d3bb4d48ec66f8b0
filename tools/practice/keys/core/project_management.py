"""What is to be found in the units of project management: the task list of "21 early mornings" on the morning of day 34."""

import csv
from collections.abc import Callable
from pathlib import Path

Task = dict[str, str]
TODAY, LIVE_DAY = 34, 40
LIVE, LEADERS = "P44", "P30"
LEADERS_WANTED, LEADERS_FOUND = 20, 13  # the title and the note of P30
SENT_TO_LEGAL = 9  # the day, in the note of P08
NAMES = {"Legal": "法务", "Qiao": "小乔", "Mo": "小莫", "Wei": "小魏", "Su": "小苏", "Lin": "小林"}


def _tasks(practice: Path, language: str = "en") -> dict[str, Task]:
    with (practice / f"tasks.{language}.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def _done(task: Task) -> bool:
    return task["status"] == "done"


def _sums(tasks: list[Task]) -> tuple[float, float]:
    """Days estimated and days taken of those that are done."""
    done = [task for task in tasks if _done(task)]
    return sum(float(task["estimate_days"]) for task in done), sum(float(task["actual_days"]) for task in done)


def _impossible(tasks: dict[str, Task]) -> list[str]:
    """Called done although something that they wait for is not."""
    return [name for name, task in tasks.items() if _done(task) and not all(_done(tasks[first]) for first in task["depends_on"].split())]


def _behind(tasks: dict[str, Task], name: str) -> set[str]:
    """What waits for a task, directly or not."""
    found: set[str] = set()
    queue = [name]
    while queue:
        first = queue.pop()
        new = {other for other, task in tasks.items() if first in task["depends_on"].split()} - found
        found |= new
        queue += new
    return found


def _on_the_way(tasks: dict[str, Task]) -> float:
    """Days from the last leader found to the live: what stands behind the one and before the other."""
    between = [name for name in _behind(tasks, LEADERS) if LIVE in _behind(tasks, name)]
    return sum(float(tasks[name]["estimate_days"]) for name in between)


def read_a_task_list(practice: Path) -> list[tuple[str, str]]:
    tasks = _tasks(practice)
    hers = {name: task for name, task in tasks.items() if task["owner"] == "Su"}
    open_ = {name: task for name, task in hers.items() if not _done(task)}
    can = [name for name, task in open_.items() if all(_done(tasks[first]) for first in task["depends_on"].split())]
    (impossible,) = (name for name in _impossible(tasks) if name in hers)
    estimated, taken = _sums(list(hers.values()))
    return [
        (f"{len(hers)}项，做完{len(hers) - len(open_)}项", f"{len(hers)}, of which {len(hers) - len(open_)} are done"),
        (f"{len(can)}项", str(len(can))),
        (f"{len(open_) - len(can)}项", str(len(open_) - len(can))),
        (f"每日一句入库（{impossible}）", f"Load the daily lines ({impossible})"),
        (f"估{estimated}天，实际{taken}天，多{taken - estimated}天", f"{estimated} estimated, {taken} taken, {taken - estimated} over"),
    ]


def rescue_a_late_schedule(practice: Path) -> list[tuple[str, str]]:
    tasks, zh = _tasks(practice), _tasks(practice, "zh")
    days = LIVE_DAY - TODAY
    chain = _on_the_way(tasks)
    leaders = (LEADERS_WANTED - LEADERS_FOUND) / (LEADERS_FOUND / float(tasks[LEADERS]["actual_days"]))
    hers = leaders + sum(
        float(task["estimate_days"]) for name, task in tasks.items() if task["owner"] == "Su" and not _done(task) and name != LEADERS
    )
    factors: list[tuple[str, float]] = []
    for owner in NAMES:
        estimated, taken = _sums([task for task in tasks.values() if task["owner"] == owner])
        factors.append((owner, taken / estimated))
    factors.sort(key=lambda one: -one[1])
    nobody = [name for name, task in tasks.items() if not task["owner"]]
    return [
        (f"{chain}天", f"{chain} days"),
        (f"{days - chain}天", f"{days - chain} days"),
        (f"{leaders:.1f}天", f"{leaders:.1f} days"),
        (f"{hers:.1f}天", f"{hers:.1f} days"),
        (
            "、".join(f"{NAMES[owner]}{factor:.1f}" for owner, factor in factors),
            ", ".join(f"{owner} {factor:.1f}" for owner, factor in factors),
        ),
        ("、".join(zh[name]["task"] for name in nobody), "; ".join(tasks[name]["task"] for name in nobody)),
        ("和".join(_impossible(tasks)), " and ".join(_impossible(tasks))),
        (f"{len(_behind(tasks, 'P08'))}项", f"{len(_behind(tasks, 'P08'))} tasks"),
    ]


def settle_and_coach(practice: Path) -> list[tuple[str, str]]:
    legal = _tasks(practice)["P08"]
    estimated, taken = float(legal["estimate_days"]), float(legal["actual_days"])
    return [
        (
            f"{estimated:.0f}天变成{taken:.0f}天，{taken / estimated:.1f}倍",
            f"{estimated:.0f} days became {taken:.0f}, {taken / estimated:.1f} times",
        )
    ]


def rules_from_ten_reviews(practice: Path) -> list[tuple[str, str]]:
    tasks = _tasks(practice)
    estimated, taken = _sums(list(tasks.values()))
    due = SENT_TO_LEGAL + int(tasks["P08"]["estimate_days"])
    nobody = sum(not task["owner"] for task in tasks.values())
    over = f"{taken / estimated - 1:.0%}"
    return [
        (f"{estimated}天对{taken}天，超{over}", f"{estimated} against {taken} days, {over} over"),
        (f"第{due}天", f"day {due}"),
        (f"{nobody}条", str(nobody)),
    ]


KEYS: dict[str, Callable[[Path], list[tuple[str, str]]]] = {
    "read-a-task-list": read_a_task_list,
    "rescue-a-late-schedule": rescue_a_late_schedule,
    "settle-and-coach": settle_and_coach,
    "rules-from-ten-reviews": rules_from_ten_reviews,
}
