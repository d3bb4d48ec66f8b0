"""What is to be found in the units of product operations that read use: how far a version is, newcomers' days, needs behind requests.

Which tickets and reviews say what was sorted by reading them; their numbers and first words stand here, everything else is counted.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt
from pathlib import Path

from keys.figuring import STEPS, WEEK_TWO, Row, Values, by_day, percent, person_days, read
from keys.product import DARK, PAUSE

NEWCOMERS = "2025-06-17"  # joined within the fourteen days of the events
WATCHED = "2025-06-24"  # the last to join who were watched for seven days


def _days(rows: Iterable[Row], event: str) -> int:
    return len(person_days(rows, event))


# --- how far the new version is


def _paywalls(events: list[Row]) -> tuple[str, str]:
    """In the second week, by version: rows, and person-days, each over person-days with an open."""
    found: list[object] = []
    for version in ("3.1", "3.2"):
        rows = [row for row in events if row["version"] == version and row["time"] >= WEEK_TWO]
        shown, opened = sum(row["event"] == "paywall" for row in rows), _days(rows, "open")
        people = _days(rows, "paywall")
        found += [shown, people, opened, percent(shown, opened), percent(people, opened)]
    return (
        "老版{0}次、{1}个人天，打开{2}个人天；新版{5}次、{6}个人天，打开{7}个人天。按次数{3}对{8}，按人天{4}对{9}".format(*found),
        "old: {0} rows, {1} person-days, of {2}; new: {5}, {6}, of {7}. By rows {3} against {8}, by person-days {4} against {9}".format(
            *found
        ),
    )


def _people(rows: Iterable[Row]) -> dict[str, set[str]]:
    return {day: {row["user_id"] for row in own} for day, own in by_day(rows, "time").items()}


def version_sheet_of_two_weeks(practice: Path) -> Values:
    events = read(practice, "events.csv")
    opens = [row for row in events if row["event"] == "open"]
    came = _people(opens)
    on_old, on_new = (_people(row for row in opens if row["version"] == version) for version in ("3.1", "3.2"))
    so_far: set[str] = set()
    for day in sorted(came):
        so_far |= on_new.get(day, set())
        assert so_far.isdisjoint(on_old[day])  # nobody opens both on a day, nobody goes back
    last = max(came)
    week = set().union(*(people for day, people in came.items() if day >= WEEK_TWO))
    without, today, new_today = week - so_far, len(came[last]), len(on_new[last])
    daily = [len(on_new[day]) for day in sorted(on_new)]
    shares = f"{new_today}/{today}", percent(new_today, today), f"{len(so_far)}/{len(week)}", percent(len(so_far), len(week))
    reviews = [row for row in read(practice, "reviews.zh.csv") if row["date"] >= NEWCOMERS]
    assert {row["version"] for row in reviews} == {"3.2"}
    weeks = [[row for row in reviews if (row["date"] >= WEEK_TWO) is second] for second in (False, True)]
    told = [number for rows in weeks for number in (len(rows), sum(int(row["rating"]) <= 2 for row in rows))]
    return [
        (f"{today}＝{today - new_today}＋{new_today}，{shares[1]}", f"{today} = {today - new_today} + {new_today}, {shares[1]}"),
        (f"{'、'.join(map(str, daily))}；累计{len(so_far)}人", f"{', '.join(map(str, daily))}; {len(so_far)} so far"),
        (f"{sum(daily)}对{len(so_far)}", f"{sum(daily)} against {len(so_far)}"),
        ("{}，{}；{}，{}".format(*shares), "{}, {}; {}, {}".format(*shares)),
        (f"{len(without)}人，其中{len(without & came[last])}人", f"{len(without)}, of them {len(without & came[last])}"),
        _paywalls(events),
        ("前一周{}条、差评{}条，这一周{}条、差评{}条".format(*told), "week before {}, bad {}; this week {}, bad {}".format(*told)),
    ]


# --- newcomers' first seven days


@dataclass(frozen=True)
class Newcomer:
    """What somebody did on each day since joining."""

    joined: str
    channel: str
    days: dict[int, set[str]]

    def did(self, event: str, days: range = range(7)) -> bool:
        return any(event in self.days.get(day, ()) for day in days)

    def opened_on(self) -> list[int]:
        return [day for day in range(7) if "open" in self.days.get(day, ())]


def _newcomers(practice: Path) -> list[Newcomer]:
    joined = {row["user_id"]: row for row in read(practice, "users.csv") if row["registered"] >= NEWCOMERS}
    people = {user: Newcomer(row["registered"], row["channel"], {}) for user, row in joined.items()}
    for row in read(practice, "events.csv"):
        if person := people.get(row["user_id"]):
            day = date.fromisoformat(row["time"][:10]) - date.fromisoformat(person.joined)
            person.days.setdefault(day.days, set()).add(row["event"])
    return list(people.values())


def _compared(one: tuple[int, int], other: tuple[int, int]) -> tuple[str, str]:
    """The difference of two shares in points with its 95% interval."""
    rates = [part / whole for part, whole in (one, other)]
    less, chance = 100 * (rates[0] - rates[1]), 196 * sqrt(sum(p * (1 - p) / n for p, (_, n) in zip(rates, (one, other), strict=True)))
    around = f"{less - chance:.1f}", f"{less + chance:.1f}"
    return "差{:.1f}点（{}至{}）".format(less, *around), "{:.1f} points ({} to {})".format(less, *around)


def newcomers_first_week(practice: Path) -> Values:
    everybody = _newcomers(practice)
    faulty = [person for person in everybody if min(person.days) < 0]
    sound = [person for person in everybody if person not in faulty]
    full, late = ([person for person in sound if (person.joined <= WATCHED) is is_full] for is_full in (True, False))
    ever = sum(any("finish_task" in done for done in person.days.values()) for person in everybody)
    steps = [sum(person.did(event) for person in full) for event in STEPS]
    active = steps[-1] / len(full)
    first_day = [(sum(person.did("finish_task", range(1)) for person in group), len(group)) for group in (late, full)]
    unopened = sum(not person.did("open", range(1)) for person in full)
    came = [person for person in full if person.opened_on()]
    finished = {id(person) for person in came if person.did("finish_task")}
    at_first = {id(person) for person in came if "finish_task" in person.days[person.opened_on()[0]]}
    again = [
        (sum(len(person.opened_on()) > 1 for person in group), len(group))
        for those in (finished, at_first)
        for group in ([person for person in came if (id(person) in those) is inside] for inside in (True, False))
    ]
    channels = [[person.did("finish_task") for person in full if person.channel == name] for name in ("friend", "short_video_ads")]
    friend, video = ((sum(done), len(done)) for done in channels)
    later = percent(sum(person.did("finish_task") for person in late), len(late))
    day_0, by_first, by_channel = (_compared(*pair) for pair in (first_day, again[2:], (friend, video)))
    shares = [percent(*pair) for pair in (*first_day, *again)]
    needed = round(16 * active * (1 - active) / 0.1**2)
    return [
        (f"{len(faulty)}人，剩{len(full)}人", f"{len(faulty)}, which leaves {len(full)}"),
        (f"{ever}/{len(everybody)}，{percent(ever, len(everybody))}", f"{ever}/{len(everybody)}, {percent(ever, len(everybody))}"),
        ("{}、{}、{}、{}人，{}".format(*steps, percent(active)), "{}, {}, {} and {}, {}".format(*steps, percent(active))),
        (f"{shares[1]}；{unopened}人", f"{shares[1]}; {unopened} people"),
        (
            f"{later}对{percent(active)}；第0天{shares[0]}对{shares[1]}，{day_0[0]}",
            f"{later} against {percent(active)}; on day 0 {shares[0]} against {shares[1]}, {day_0[1]}",
        ),
        (
            f"{shares[2]}对{shares[3]}；按第一次来{shares[4]}对{shares[5]}，{by_first[0]}",
            f"{shares[2]} against {shares[3]}; by first visit {shares[4]} against {shares[5]}, {by_first[1]}",
        ),
        (
            f"{friend[0]}/{friend[1]}对{video[0]}/{video[1]}，{by_channel[0]}",
            f"{friend[0]}/{friend[1]} against {video[0]}/{video[1]}, {by_channel[1]}",
        ),
        (f"约{needed}人", f"about {needed}"),
    ]


# --- needs behind what is asked for: tickets by number, reviews by how they begin

MORE = ("T164", "T148", "T057", "提醒太温柔", "希望提醒再多几次", "每个任务只能设一个时间", "提醒再狠一点")
LESS = ("T161", "T097", "T064", "T048", "T045", "T043", "T037", "周末能不能不提醒", "放假调休那天", "我都打完卡了", "同一个提醒手机响")
LESS += ("凌晨两点提醒", "提醒一天响七次", "一星期推送四十多条", "别再推“你的朋友", "开会的时候它大声念")
IN_THE_DARK = ("T150", "T140", "T131", "T067", "T052", "T035")  # say when or why the light troubles them
DAZZLED = {"T131", "T035"}  # and ask for nothing
INTERRUPTED = ("要是按每周几次算", "要么让我自己定每周休息一天", "断了一次之后我就再也没打开", "天数压力太大了", "发烧一天就归零")
INTERRUPTED += ("住院八天", "补签卡一个月最多用两张", "第99天断的", "为了不断，有时候我没做")
ASKED_TO_PAUSE = PAUSE - {"T106"}
LOOSER = ("要是按每周几次算", "要么让我自己定每周休息一天")  # of those, the reviews that ask
STRICT = ("就喜欢连续天数", "别人一百天是真一百天", "它不让补", "请不要加请假")


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
    asked = said({*ASKED_TO_PAUSE, *LOOSER})
    met = said({*PAUSE, *INTERRUPTED}) - asked
    return [
        (f"要更多的{said(MORE)}条，嫌多、嫌吵、嫌不该响的{said(LESS)}条", f"{said(MORE)} want more, {said(LESS)} want less or not then"),
        ("推送{}，图标{}，小组件{}".format(*go_on), "notice {}, icon {}, widget {}".format(*go_on)),
        (
            f"点名{len(DARK - DAZZLED)}条，没点名{said(DAZZLED)}条，{len(DARK)}条里{said(IN_THE_DARK)}条",
            f"{len(DARK - DAZZLED)} ask, {said(DAZZLED)} do not, {said(IN_THE_DARK)} of the {len(DARK)}",
        ),
        ("{}；会员{}，免费{}".format(*night), "{}; members {}, free {}".format(*night)),
        (f"点名{asked}条，没点名{met}条，相反{said(STRICT)}条", f"{asked} ask, {met} do not, {said(STRICT)} against"),
        (
            f"最长{max(runs)}天；{len(finished)}人里{runs[1]}人没有连着两天",
            f"{max(runs)} days at most; {runs[1]} of {len(finished)} never two in a row",
        ),
        (f"{len(new)}人里{done}人", f"{done} of {len(new)}"),
    ]


KEYS: dict[str, Callable[[Path], Values]] = {
    "version-sheet-of-two-weeks": version_sheet_of_two_weeks,
    "newcomers-first-week": newcomers_first_week,
    "needs-behind-requests": needs_behind_requests,
}

ALSO_SHOWN = {"newcomers-first-week": {"3.2": "the version of the app"}}
