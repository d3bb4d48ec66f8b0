"""What is to be found in the units of product operations that read use: the week after a release, and needs behind what is asked for.

Which tickets and reviews say what was sorted by reading them; their numbers and first words stand here, everything else is counted.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from math import sqrt
from pathlib import Path

from keys.figuring import WEEK_TWO, Row, Values, percent, person_days, read
from keys.product import DARK, PAUSE

Pair = tuple[list[Row], list[Row]]  # rows of version 3.2 and of 3.1


def _days(rows: Iterable[Row], event: str) -> int:
    return len(person_days(rows, event))


def _people(rows: Iterable[Row], event: str = "") -> set[str]:
    return {row["user_id"] for row in rows if event in ("", row["event"])}


# --- the week after a release


def _reach(versions: Pair, everybody: int) -> Values:
    days = sorted({row["time"][:10] for rows in versions for row in rows})
    ends = [[_days((row for row in rows if row["time"].startswith(day)), "open") for rows in versions] for day in (days[0], days[-1])]
    start, end = (percent(new, new + old) for new, old in ends)
    has_it, seen = len(_people(versions[0])), len(_people(versions[0] + versions[1]))
    return [
        (f"{start}、{end}", f"{start} and {end}"),
        (f"{percent(has_it, seen)}、{percent(has_it, everybody)}", f"{percent(has_it, seen)} and {percent(has_it, everybody)}"),
    ]


def _three_sentences(versions: Pair) -> Values:
    opened, finished, shared, walls = ([_days(rows, event) for rows in versions] for event in ("open", "finish_task", "share", "paywall"))
    rows_of_walls = [sum(row["event"] == "paywall" for row in rows) for rows in versions]
    (new, of_new), (old, of_old) = zip(shared, finished, strict=True)
    rates = new / of_new, old / of_old
    less = 100 * (rates[0] - rates[1])
    chance = 196 * sqrt(sum(rate * (1 - rate) / whole for rate, whole in zip(rates, finished, strict=True)))
    points = f"{less:.1f}", f"{less - chance:.1f}", f"{less + chance:.1f}"
    by_row, by_day = ([percent(part, whole) for part, whole in zip(parts, opened, strict=True)] for parts in (rows_of_walls, walls))
    by_open = [percent(part, whole) for part, whole in zip(shared, opened, strict=True)]
    return [
        (
            "除以打开{}对{}；除以完成{}/{}对{}/{}，差{}点（{}至{}）".format(*by_open, new, of_new, old, of_old, *points),
            "over opens {} against {}; over finishes {}/{} against {}/{}, {} points ({} to {})".format(
                *by_open, new, of_new, old, of_old, *points
            ),
        ),
        (
            "按行{}对{}，一天算一次{}对{}".format(*by_row, *by_day),
            "by rows {} against {}, once a day {} against {}".format(*by_row, *by_day),
        ),
    ]


def _same_people(first: list[Row], versions: Pair) -> Values:
    updated = _people(versions[0])
    both = _people(first) & (updated | _people(versions[1]))
    opened, rates = [], []
    for group, after in zip((both & updated, both - updated), versions, strict=True):
        weeks = [[row for row in rows if row["user_id"] in group] for rows in (first, after)]
        opened.append(f"{_days(weeks[0], 'open') / len(group):.2f}")
        rates += [_days(rows, "finish_task") / _days(rows, "start_task") for rows in weeks]
    fell = f"{100 * ((rates[1] - rates[0]) - (rates[3] - rates[2])):.1f}"
    return [
        (
            "更新了的{}→{}，没更新的{}→{}，相减{}点".format(*map(percent, rates), fell),
            "updated {} → {}, not updated {} → {}, together {} points".format(*map(percent, rates), fell),
        ),
        (f"每人{opened[0]}天对{opened[1]}天", f"{opened[0]} days a head against {opened[1]}"),
    ]


def week_after_a_release(practice: Path) -> Values:
    events = read(practice, "events.csv")
    first, second = ([row for row in events if (row["time"] >= WEEK_TWO) == later] for later in (False, True))
    new, old = ([row for row in second if row["version"] == version] for version in ("3.2", "3.1"))
    (never, began), (never_old, began_old) = (
        (len(_people(rows, "start_task") - _people(rows, "finish_task")), len(_people(rows, "start_task"))) for rows in (new, old)
    )
    return [
        *_reach((new, old), len(read(practice, "users.csv"))),
        *_three_sentences((new, old)),
        *_same_people(first, (new, old)),
        (f"{began}人里{never}人，3.1是{began_old}人里{never_old}人", f"{never} of {began}; on 3.1 {never_old} of {began_old}"),
    ]


# --- needs behind what is asked for: tickets by number, reviews by how they begin

MORE = ("T164", "T148", "T057", "提醒太温柔", "希望提醒再多几次", "每个任务只能设一个时间", "提醒再狠一点")
LESS = ("T161", "T097", "T064", "T048", "T045", "T043", "T037", "周末能不能不提醒", "放假调休那天", "我都打完卡了", "同一个提醒手机响")
LESS += ("凌晨两点提醒", "提醒一天响七次", "一星期推送四十多条", "别再推“你的朋友", "开会的时候它大声念")
IN_THE_DARK = ("T150", "T140", "T131", "T067", "T052", "T035")  # say when or why the light troubles them
INTERRUPTED = ("要是按每周几次算", "要么让我自己定每周休息一天", "断了一次之后我就再也没打开", "天数压力太大了", "发烧一天就归零")
INTERRUPTED += ("住院八天", "补签卡一个月最多用两张", "第99天断的", "为了不断，有时候我没做")
STRICT = ("就喜欢连续天数", "别人一百天是真一百天", "它不让补", "请不要加请假")
NEWCOMERS = "2025-06-17"  # joined within the fourteen days of the events


def _longest_run(days: set[str]) -> int:
    dates = {date.fromisoformat(day) for day in days}
    return max(next(length for length in range(1, 20) if day + timedelta(length) not in dates) for day in dates)


def _at_night(rows: list[Row]) -> str:
    return percent(sum(not "06" <= row["time"][11:13] < "22" for row in rows), len(rows))


def needs_behind_requests(practice: Path) -> Values:
    written = {row["ticket"] for row in read(practice, "tickets.zh.csv")}
    texts = [row["text"] for row in read(practice, "reviews.zh.csv")]

    def said(marks: Iterable[str]) -> int:
        return sum(mark in written or sum(text.startswith(mark) for text in texts) == 1 for mark in marks)

    events, users = read(practice, "events.csv"), read(practice, "users.csv")
    opens = [row for row in events if row["event"] == "open"]
    paying = {row["user_id"] for row in users if row["plan"] != "free"}
    by_plan = [[row for row in opens if (row["user_id"] in paying) == is_paying] for is_paying in (True, False)]
    night = [_at_night(rows) for rows in (opens, *by_plan)]
    by_source = [[row for row in events if row["source"] == source] for source in ("push", "icon", "widget")]
    go_on = [percent(_days(rows, "view_plan"), _days(rows, "open")) for rows in by_source]
    finished: dict[str, set[str]] = {}
    for person, day in person_days(events, "finish_task"):
        finished.setdefault(person, set()).add(day)
    runs = Counter(map(_longest_run, finished.values()))
    new = {row["user_id"] for row in users if row["registered"] >= NEWCOMERS}
    done = len(new & finished.keys())
    return [
        (f"要更多的{said(MORE)}条，嫌多、嫌吵、嫌不该响的{said(LESS)}条", f"{said(MORE)} want more, {said(LESS)} want less or not then"),
        ("推送{}，图标{}，小组件{}".format(*go_on), "notice {}, icon {}, widget {}".format(*go_on)),
        (f"{len(DARK)}条里{said(IN_THE_DARK)}条", f"{said(IN_THE_DARK)} of {len(DARK)}"),
        ("{}；会员{}，免费{}".format(*night), "{}; members {}, free {}".format(*night)),
        (f"{len(PAUSE) + said(INTERRUPTED)}条，相反的{said(STRICT)}条", f"{len(PAUSE) + said(INTERRUPTED)}, against {said(STRICT)}"),
        (
            f"最长{max(runs)}天；{len(finished)}人里{runs[1]}人没有连着两天",
            f"{max(runs)} days at most; {runs[1]} of {len(finished)} never two in a row",
        ),
        (f"{len(new)}人里{done}人", f"{done} of {len(new)}"),
    ]


KEYS: dict[str, Callable[[Path], Values]] = {
    "week-after-a-release": week_after_a_release,
    "needs-behind-requests": needs_behind_requests,
}
