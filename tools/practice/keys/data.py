"""Solutions of the units of data operations, worked out from the practice files alone."""

from collections.abc import Callable, Iterable
from itertools import pairwise
from math import sqrt
from pathlib import Path

from keys.figuring import (
    STEPS,
    WEEK_TWO,
    Row,
    Values,
    against,
    by_day,
    day_of_the_fault,
    gain,
    groups,
    percent,
    person_days,
    points,
    read,
    repeated,
    yuan,
)


def count(rows: Iterable[Row], event: str) -> int:
    return sum(row["event"] == event for row in rows)


def people(rows: Iterable[Row], event: str) -> int:
    return len({row["user_id"] for row in rows if row["event"] == event})


def daily_report(practice: Path) -> Values:
    events = read(practice, "events.csv")
    days = by_day(events, "time")
    usual = {day: own for day, own in days.items() if day < WEEK_TWO}
    reported = {day: own for day, own in days.items() if WEEK_TWO <= day <= "2025-06-28"}

    def finished(rows: list[Row]) -> float:
        return count(rows, "finish_task") / count(rows, "start_task")

    low, high = min(map(finished, usual.values())), max(map(finished, usual.values()))
    below = [percent(finished(own)) for own in reported.values() if finished(own) < low]
    week = [row for own in reported.values() for row in own]
    versions = [percent(finished([row for row in week if row["version"] == version])) for version in ("3.1", "3.2")]
    most = max(count(own, "paywall") for own in usual.values())
    [loud] = [own for own in reported.values() if count(own, "paywall") > most]
    fewest = min(people(own, "finish_task") for own in usual.values())
    few = [people(own, "finish_task") for own in reported.values() if people(own, "finish_task") < fewest]
    differ = {day: len({row["user_id"] for row in own}) - people(own, "open") for day, own in days.items()}
    other = [int(day[-2:]) for day, more in differ.items() if more]
    assert set(differ.values()) == {0, 1}
    shown = count(loud, "paywall")
    once = shown - len(repeated(loud))
    return [
        (f"{percent(low)}至{percent(high)}", f"{percent(low)} to {percent(high)}"),
        ("、".join(below), ", ".join(below)),
        against(*versions),
        (f"{shown}次，去重后{once}次", f"{shown}, without duplicates {once}"),
        ("、".join(f"{number}人" for number in few), " and ".join(str(number) for number in few)),
        dates(other),
    ]


def tracking_plan(practice: Path) -> Values:
    events, users = read(practice, "events.csv"), {row["user_id"]: row for row in read(practice, "users.csv")}
    again = len(repeated(events))
    gaps = [person_days(events, step) - person_days(events, before) for before, step in pairwise(STEPS)]
    assert not gaps[0] | gaps[1]
    early = [row for row in events if row["time"][:10] < users[row["user_id"]]["registered"]]
    early_people = len({row["user_id"] for row in early})
    known = {
        "event": {*STEPS, "share", "paywall", "pay"},
        "source": {"icon", "push", "widget", "link"},
    }
    unknown = sum(row[name] not in values for row in events for name, values in known.items())
    payers = {row["user_id"] for row in events if row["event"] == "pay"}
    unbooked = sorted(user for user in payers if users[user]["paid_total"] == "0")
    last = {row["user_id"]: row["time"][:10] for row in sorted(events, key=lambda row: row["time"])}
    stale = sum(day > users[user]["last_active"] for user, day in last.items())
    return [
        (f"{again}行", f"{again} rows"),
        (f"{len(gaps[2])}个人天", f"{len(gaps[2])} person-days"),
        (f"{len(early)}行，{early_people}人", f"{len(early)} rows, {early_people} people"),
        (f"{unknown}行", f"{unknown} rows"),
        (f"{len(unbooked)}人：{'、'.join(unbooked)}", f"{len(unbooked)} people: {', '.join(unbooked)}"),
        (f"{stale}人", f"{stale} people"),
    ]


def sample_ratio(rows: list[Row]) -> tuple[int, int, float]:
    a, b = (sum(row["group"] == name for row in rows) for name in "AB")
    half = (a + b) / 2
    return a, b, (a - half) ** 2 / half + (b - half) ** 2 / half


def ab_test(practice: Path) -> Values:
    sound, broken = (read(practice, f"{name}.csv") for name in ("ab_test", "ab_test_broken"))
    ratios = [sample_ratio(rows) for rows in (sound, broken)]
    since = day_of_the_fault([row for row in broken if row["platform"] == "android"])
    spent = groups(sound, "amount")
    buyers = [sum(group) / sum(amount > 0 for amount in group) for group in spent]
    more = gain(*spent)
    variance = sum(sum((one - sum(group) / len(group)) ** 2 for one in group) / len(group) for group in spent) / 2
    seen = 100 * sqrt(16 * 0.11 * 0.89 / 2000), sqrt(16 * 34**2 / 2000)
    size = round(16 * variance / more[0] ** 2, -2)
    return [
        *((f"{a:,}比{b:,}，卡方{square:.1f}", f"{a:,} to {b:,}, chi-square {square:.1f}") for a, b, square in ratios),
        (f"6月{since.day}日", f"{since.day} June"),
        points(gain(*groups(sound, "converted"))),
        yuan(more),
        (f"{buyers[0]:.0f}元，{buyers[1]:.0f}元", f"{buyers[0]:.0f} yuan, {buyers[1]:.0f} yuan"),
        (f"{seen[0]:.1f}点，{seen[1]:.1f}元", f"{seen[0]:.1f} points, {seen[1]:.1f} yuan"),
        (f"约{size:,.0f}人", f"about {size:,.0f} people"),
    ]


def dates(days: list[int]) -> tuple[str, str]:
    return "、".join(f"6月{day}日" for day in days), " and ".join(f"{day} June" for day in days)


def alarms(days: dict[str, list[Row]], part: str, whole: str) -> list[int]:
    """The days of the second week on which a ratio leaves its line: baseline of the first week, two standard errors."""
    first = [row for day, own in days.items() if day < WEEK_TWO for row in own]
    base = count(first, part) / count(first, whole)

    def is_off(own: list[Row]) -> bool:
        return abs(count(own, part) / count(own, whole) - base) > 2 * sqrt(base * (1 - base) / count(own, whole))

    return [int(day[-2:]) for day, own in days.items() if day >= WEEK_TWO and is_off(own)]


def metric_tree(practice: Path) -> Values:
    events, users, feature = (read(practice, f"{name}.csv") for name in ("events", "users", "feature"))
    days = by_day(events, "time")
    first = [row for day, own in days.items() if day < WEEK_TWO for row in own]
    finish, paywall = alarms(days, "finish_task", "start_task"), alarms(days, "paywall", "open")
    seen = by_day([dict(zip(events[0], row, strict=True)) for row in dict.fromkeys(tuple(row.values()) for row in events)], "time")
    once = alarms(seen, "paywall", "open")
    assert not alarms(days, "view_plan", "open")
    may = {
        channel: [row for row in users if row["channel"] == channel and row["registered"].startswith("2025-05")]
        for channel in ("short_video_ads", "friend")
    }
    active = [percent(sum(row["active_days_30"] != "0" for row in own), len(own)) for own in may.values()]
    pushed = [row for row in events if row["source"] == "push"]
    push = len(person_days(pushed, "open")), percent(len(person_days(pushed, "view_plan")), len(person_days(pushed, "open")))
    weeks = sorted({row["week"] for row in feature})

    def rate(what: str, when: list[str]) -> str:
        own = [row for row in feature if row["week"] in when]
        return percent(sum(int(row[what]) for row in own), sum(int(row["exposed"]) for row in own))

    base = percent(count(first, "finish_task"), count(first, "start_task"))
    return [
        against(active[0], active[1]),
        (f"{push[0]}个人天，{push[1]}", f"{push[0]} person-days, {push[1]}"),
        against(rate("tried", weeks[4:7]), rate("tried", weeks[:4])),
        against(rate("kept_4w", weeks[4:7]), rate("kept_4w", weeks[:4])),
        (f"{base}；{len(finish)}次，6月{finish[0]}日起", f"{base}; {len(finish)} times, from {finish[0]} June"),
        (
            f"{dates(paywall)[0]}；去重后{dates(once)[0]}",
            f"{dates(paywall)[1]}; without duplicates {dates(once)[1]}",
        ),
    ]


READ_IN_FULL = {"streak", "widget", "price", "speed"}  # by the AI's class: the rule of the sample


def kappa(rows: list[Row], one: str, other: str) -> float:
    """Agreement of two columns beyond what their frequencies would give by chance."""
    same = sum(row[one] == row[other] for row in rows) / len(rows)
    classes = {row[name] for row in rows for name in (one, other)}
    chance = sum(sum(row[one] == each for row in rows) * sum(row[other] == each for row in rows) / len(rows) ** 2 for each in classes)
    return (same - chance) / (1 - chance)


def ai_labels(practice: Path) -> Values:
    rows = read(practice, "ai_labels.zh.csv")
    agreed = [row for row in rows if row["person_a"] == row["person_b"]]
    right = [row for row in agreed if row["ai"] == row["person_a"]]
    wrong = [row for row in agreed if row["ai"] != row["person_a"]]
    forced = sum(row["person_a"] == "vague" for row in wrong)
    lost = [row for row in wrong if row["person_a"] == "lost"]
    as_streak = sum(row["ai"] == "streak" for row in lost)

    def share_right(is_in: Callable[[float], bool]) -> str:
        band = [row for row in agreed if is_in(float(row["ai_sure"]))]
        return percent(sum(row in right for row in band), len(band))

    def counted(name: str, column: str) -> int:
        return sum(row[column] == name for row in rows)

    changes = [(name, counted(name, "person_a"), counted(name, "ai")) for name in ("lost", "streak")]
    unseen = [row for row in agreed if row["ai"] not in READ_IN_FULL]
    slipped = sum(row in wrong for row in unseen)
    kappas = [f"{kappa(rows, *pair):.2f}" for pair in (("person_a", "person_b"), ("person_a", "ai"), ("person_b", "ai"))]
    return [
        (f"{len(agreed)}条，{percent(len(agreed), len(rows))}", f"{len(agreed)} rows, {percent(len(agreed), len(rows))}"),
        (f"{len(right)}条，{percent(len(right), len(agreed))}", f"{len(right)} rows, {percent(len(right), len(agreed))}"),
        (f"{forced}条", f"{forced} rows"),
        (f"漏{len(lost)}条，其中{as_streak}条归成streak", f"{len(lost)} missed, {as_streak} of them as streak"),
        against(share_right(lambda sure: sure >= 0.9), share_right(lambda sure: sure < 0.8)),
        (
            "；".join(f"{name} {by_person}→{by_ai}" for name, by_person, by_ai in changes),
            ", ".join(f"{name} {by_person} → {by_ai}" for name, by_person, by_ai in changes),
        ),
        (f"免看{len(unseen)}条，漏过{slipped}条", f"{len(unseen)} unseen, {slipped} slip through"),
        ("、".join(kappas), ", ".join(kappas)),
    ]


KEYS: dict[str, Callable[[Path], Values]] = {
    "daily-report-week": daily_report,
    "ai-labels-against-people": ai_labels,
    "tracking-plan-accepted": tracking_plan,
    "ab-test-to-decision": ab_test,
    "metric-tree-checkup": metric_tree,
}

ALSO_SHOWN = {
    "ai-labels-against-people": {"0.9": "a border of the bands of sureness"},
    "metric-tree-checkup": {"6/30": "the last day of the data"},
}
