"""What is to be found in the units of product operations that decide by experiments: a release, and trials with newcomers."""

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date
from math import sqrt
from pathlib import Path

from keys.figuring import WEEK_TWO, Row, gain, percent, points, read, repeated, whole_percent

# --- the release of 3.2 -------------------------------------------------------------------------------------------------------------

LINE = 0.2  # a finish rate lower by so much is worth stopping for
LAST_EVENING = "2025-06-30"
PersonDay = tuple[str, str, str]  # a person, a day, a version
Sheet = dict[PersonDay, set[str]]


def _sheet(practice: Path) -> Sheet:
    """What a person did on a day in a version."""
    sheet: Sheet = defaultdict(set)
    for row in read(practice, "events.csv"):
        sheet[row["user_id"], row["time"][:10], row["version"]].add(row["event"])
    return sheet


def _share(rows: list[set[str]], event: str, of: str) -> float:
    having = [done for done in rows if of in done]
    return sum(event in done for done in having) / len(having)


def _by_version(sheet: Sheet, event: str, of: str) -> list[float]:
    return [_share([done for (_, _, version), done in sheet.items() if version == which], event, of) for which in ("3.1", "3.2")]


def _north_stars(sheet: Sheet) -> list[tuple[int, int]]:
    """Before and after: people who open, summed over the days; the same of those who finish; people who finish on three days or more."""
    weeks = []
    for second in (False, True):
        rows = {key: done for key, done in sheet.items() if (key[1] >= WEEK_TWO) == second}
        opened, finished = ({key[:2] for key, done in rows.items() if event in done} for event in ("open", "finish_task"))
        often = [person for person, days in Counter(person for person, _ in finished).items() if days >= 3]
        weeks.append((len(opened), len(finished), len(often)))
    return list(zip(*weeks, strict=True))


def _finish_rates(sheet: Sheet) -> list[list[float]]:
    """People who opened both versions, before and after; those who never updated, by week; the day of the update and later."""
    began = _updated(sheet)
    before, after = (
        {person for (person, _, version), done in sheet.items() if version == which and "open" in done} for which in ("3.1", "3.2")
    )
    both = before & after

    def rate(counts: Callable[[str, str, str], bool]) -> float:
        return _share([done for key, done in sheet.items() if counts(*key)], "finish_task", "start_task")

    return [
        [rate(lambda person, _, version, which=which: person in both and version == which) for which in ("3.1", "3.2")],
        [rate(lambda person, day, _, second=second: person not in began and (day >= WEEK_TWO) == second) for second in (False, True)],
        [rate(lambda person, day, version, first=first: version == "3.2" and (day == began[person]) == first) for first in (True, False)],
    ]


def _updated(sheet: Sheet) -> dict[str, str]:
    """The first day with 3.2 of everybody who has one."""
    began: dict[str, str] = {}
    for person, day, version in sorted(sheet):
        if version == "3.2":
            began.setdefault(person, day)
    return began


def _seen_on(sheet: Sheet, needed: int) -> str:
    """The day on which 3.2 has as many started person-days as are needed."""
    started = sorted(day for (_, day, version), done in sheet.items() if version == "3.2" and "start_task" in done)
    return started[needed - 1]


def _arrow(*values: object) -> str:
    return "→".join(str(value) for value in values)


def yardsticks_for_a_release(practice: Path) -> list[tuple[str, str]]:
    rows, sheet = read(practice, "events.csv"), _sheet(practice)
    stars = [_arrow(f"{before:,}", f"{after:,}") for before, after in _north_stars(sheet)]
    entered = [
        sum(row["event"] == "view_plan" for row in own) / sum(row["event"] == "open" for row in own)
        for own in ([row for row in rows if row["source"] == source] for source in ("push", "icon"))
    ]
    finish, shared, wall = (
        _by_version(sheet, *pair) for pair in (("finish_task", "start_task"), ("share", "start_task"), ("paywall", "open"))
    )
    counted = Counter((row["event"], row["version"]) for row in rows)
    walls = [counted["paywall", version] / counted["open", version] for version in ("3.1", "3.2")]
    rates = [_arrow(*map(percent, pair)) for pair in _finish_rates(sheet)]
    opened, paid = (
        [sum(event in done and "open" in done for (_, _, v), done in sheet.items() if v == version) for version in ("3.1", "3.2")]
        for event in ("open", "pay")
    )
    pay = points(gain(*([1.0] * some + [0.0] * (whole - some) for some, whole in zip(paid, opened, strict=True))))
    week_one = [done for (_, day, _), done in sheet.items() if day < WEEK_TWO]
    usual = _share(week_one, "finish_task", "start_task")
    needed = round(16 * usual * (1 - usual) / LINE**2)
    when = date.fromisoformat(_seen_on(sheet, needed))
    last = [version for (_, day, version), done in sheet.items() if day == LAST_EVENING and "open" in done]
    started = sum(version == "3.2" and "start_task" in done for (_, _, version), done in sheet.items())
    moved = len(_updated(sheet))
    lost = round(started * (finish[0] - finish[1]))
    return [
        ("；".join(stars), "; ".join(stars)),
        ("、".join(whole_percent(share, 1) for share in entered), ", ".join(whole_percent(share, 1) for share in entered)),
        (_arrow(*map(percent, finish)), _arrow(*map(percent, finish))),
        ("；".join(rates), "; ".join(rates)),
        (
            f"{len(repeated(rows))}行；{_arrow(*map(percent, walls))}；{_arrow(*map(percent, wall))}",
            f"{len(repeated(rows))} rows; {_arrow(*map(percent, walls))}; {_arrow(*map(percent, wall))}",
        ),
        pay,
        (_arrow(*map(percent, shared)), _arrow(*map(percent, shared))),
        (
            f"{needed}个，{when.month}月{when.day}日；{last.count('3.2') / len(last):.0%}；{moved}人；约{lost}次",
            f"{needed}, {when.day} June; {last.count('3.2') / len(last):.0%}; {moved}; about {lost}",
        ),
    ]


# --- newcomers ----------------------------------------------------------------------------------------------------------------------

SEGMENTS = ("came_once", "cooled", "paid_before", "wrote_a_lot")
Effect = tuple[float, float, float]


def _effect(some: list[int], whole: list[int]) -> Effect:
    """How much larger the second share is than the first, and its 95% interval by the rule of the task."""
    first, second = (part / all_ for part, all_ in zip(some, whole, strict=True))
    error = 1.96 * sqrt(first * (1 - first) / whole[0] + second * (1 - second) / whole[1])
    return second - first, second - first - error, second - first + error


def _trials(practice: Path) -> list[Effect]:
    """The small package, the question in the group, and the message to each of four segments."""
    visitors, group, back = (read(practice, f"{name}.csv") for name in ("ab_test", "wecom_group", "winback"))
    arms = [[row for row in visitors if row["group"] == arm] for arm in "AB"]
    effects = [_effect([sum(row["converted"] == "1" for row in arm) for arm in arms], [len(arm) for arm in arms])]
    joined = [_added(group, arm, "members", "1") for arm in "AB"]
    effects.append(_effect([_added(group, arm, "bought") for arm in "AB"], joined))
    for segment in SEGMENTS:
        arms = [[row for row in back if (row["segment"], row["group"]) == (segment, arm)] for arm in ("held_out", "sent")]
        effects.append(_effect([sum(row["back_on"] != "" for row in arm) for arm in arms], [len(arm) for arm in arms]))
    return effects


def _added(group: list[Row], welcome: str, column: str, day: str = "") -> int:
    return sum(int(row[column]) for row in group if row["welcome"] == welcome and day in ("", row["day"]))


def twenty_ideas_first_day(practice: Path) -> list[tuple[str, str]]:
    effects = _trials(practice)
    visitors, group = read(practice, "ab_test.csv"), read(practice, "wecom_group.csv")
    spent = [sum(values) / len(values) for values in ([float(row["amount"]) for row in visitors if row["group"] == arm] for arm in "AB")]
    gone = [_added(group, arm, "left") / _added(group, arm, "members", "1") for arm in "AB"]
    may = [row for row in read(practice, "users.csv") if row["registered"].startswith("2025-05")]
    others = [row for row in may if row["channel"] != "short_video_ads"]
    stayed = [sum(row["active_days_30"] != "0" for row in rows) / len(rows) for rows in (may, others)]
    newcomers = [int(row["exposed"]) for row in read(practice, "feature.csv") if row["cohort"] == "new"][-4:]
    a_week = sum(newcomers) / len(newcomers)
    spread = 16 * stayed[0] * (1 - stayed[0])
    seen, weeks = 100 * sqrt(spread / a_week), 2 * spread / 0.02**2 / a_week  # two weeks, half and half: a week's newcomers a group
    told = [points(tuple(round(number, 3) + 0.0 for number in effect)) for effect in effects]
    return [
        ("；".join(zh for zh, _ in told[:2]), "; ".join(en for _, en in told[:2])),
        ("；".join(zh for zh, _ in told[2:]), "; ".join(en for _, en in told[2:])),
        (f"{sum(low > 0 for _, low, _ in effects)}次", f"{sum(low > 0 for _, low, _ in effects)}"),
        (
            f"{_arrow(*(f'{each:.2f}' for each in spent))}元；{_arrow(*map(percent, gone))}",
            f"{_arrow(*(f'{each:.2f}' for each in spent))} yuan; {_arrow(*map(percent, gone))}",
        ),
        ("；".join(map(percent, stayed)), "; ".join(map(percent, stayed))),
        (f"{a_week:,.0f}人；{seen:.1f}个点；{weeks:.0f}周", f"{a_week:,.0f}; {seen:.1f} points; {weeks:.0f} weeks"),
    ]


KEYS: dict[str, Callable[[Path], list[tuple[str, str]]]] = {
    "twenty-ideas-first-day": twenty_ideas_first_day,
    "yardsticks-for-a-release": yardsticks_for_a_release,
}
ALSO_SHOWN = {"yardsticks-for-a-release": {"16": "the factor in the rule for how many are needed"}}
