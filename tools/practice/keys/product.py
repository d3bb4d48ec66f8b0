"""What is to be found in the units of product operations: tickets, reviews and the launch of "shared goals".

Which tickets are about what was sorted by reading them; their numbers stand here, everything else is counted.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

from keys.figuring import read


def _these(numbers: str) -> set[str]:
    return {f"T{number}" for number in numbers.split()}


# one cause: records, ticks or days that 3.2 loses, doubles or moves, wherever it first showed
LOST = _these("199 195 192 191 190 189 186 170 168 163 158 157 153 147 146 133 130 129 127 126 123 120 117 114 109 105 103 102 099 094")
DARK = _these("184 173 162 150 140 138 131 110 095 087 083 067 062 056 052 051 035 019 014 013 011 001")  # a dark or dim theme
PAUSE = _these("018 023 063 069 106 113")  # to stop for some days without losing the chain
PAUSE_OPENLY = _these("018 023 069")
# how the reviews about the same cause begin
LOST_IN_REVIEWS = (
    "早上补完",
    "用了两年，第一次打一星",
    "爬山三天没信号",
    "更新完一打开",
    "三行日记",
    "手表记的",
    "统计里五月以前",
    "我和室友",
    "昨天明明打了卡",
    "说是云备份",
    "同步转了",
    "升级到3.2之后",
    "在地铁里没网",
    "坚持了200天",
    "手机和平板对不上",
    "退出来想重新登",
    "把日期改回来",
)

NOTICE = ("2025-05-05", "2025-05-12", "2025-05-19")
PHASES = ("trial", "notice", "after")
GROUPS = ("new", "active", "returning")


def sort_tickets_for_product(practice: Path) -> list[tuple[str, str]]:
    first = read(practice, "tickets.en.csv")[:100]
    lost = [row for row in first if row["ticket"] in LOST]
    areas = Counter(row["area"] for row in lost)
    dark = [row for row in first if row["ticket"] in DARK]
    paying = sum(row["segment"] == "paying" for row in dark)
    groups, states = Counter(row["segment"] for row in first), Counter(row["status"] for row in first)
    still = Counter(row["segment"] for row in first if row["status"] == "open")
    kinds = [groups[name] for name in ("active", "new", "paying", "lapsed", "creator")]
    found = [states[name] for name in ("open", "answered", "closed", "planned")]
    filed = [areas[name] for name in ("sync", "widget", "account", "statistics")]
    return [
        (f"约{len(lost)}条", f"about {len(lost)}"),
        ("同步{}、小组件{}、账号{}、统计{}".format(*filed), "sync {}, widget {}, account {}, statistics {}".format(*filed)),
        (f"{len(dark)}条，{paying}条来自付费用户", f"{len(dark)}, of which {paying} from paying users"),
        ("活跃{}、新{}、付费{}、流失{}、圈主{}".format(*kinds), "active {}, new {}, paying {}, lapsed {}, creators {}".format(*kinds)),
        ("未处理{}、已答复{}、已关闭{}、已排期{}".format(*found), "open {}, answered {}, closed {}, planned {}".format(*found)),
        (
            f"新用户{still['new']}/{groups['new']}，付费用户{still['paying']}/{groups['paying']}",
            f"{still['new']} of {groups['new']} from new users, {still['paying']} of {groups['paying']} from paying ones",
        ),
    ]


def _weeks(practice: Path) -> dict[str, dict[str, int]]:
    weeks: dict[str, dict[str, int]] = defaultdict(lambda: {"exposed": 0, "tried": 0})
    for row in read(practice, "feature.csv"):
        for name in ("exposed", "tried"):
            weeks[row["week"]][name] += int(row[name])
    return weeks


def launch_pause_a_plan(practice: Path) -> list[tuple[str, str]]:
    tickets = {row["ticket"] for row in read(practice, "tickets.en.csv")}
    asked, openly = len(PAUSE & tickets), len(PAUSE_OPENLY & tickets)
    against = [row for row in read(practice, "reviews.zh.csv") if "不要加请假" in row["text"]]
    weeks = _weeks(practice)
    five, _, twenty, *_ = (weeks[week] for week in sorted(weeks))
    return [
        (f"{asked}条，明说的{openly}条", f"{asked}, of which {openly} in so many words"),
        (f"{len(against)}条", str(len(against))),
        (f"{five['exposed']}人，其中{five['tried']}人用了", f"{five['exposed']} people, of whom {five['tried']} used it"),
        (
            f"约{five['exposed'] / 100:.0f}例，只算用了的约{five['tried'] / 100:.0f}例",
            f"about {five['exposed'] / 100:.0f}, or {five['tried'] / 100:.0f} among those who used it",
        ),
        (
            f"{twenty['exposed']:,}人，约{twenty['exposed'] / 100:.0f}例",
            f"{twenty['exposed']:,} people, about {twenty['exposed'] / 100:.0f}",
        ),
    ]


def _phase(week: str) -> str:
    return "notice" if week in NOTICE else "trial" if week < NOTICE[0] else "after"


def _sums(practice: Path) -> dict[tuple[str, str], Counter[str]]:
    """By phase and group, and by phase and '' for all: people and complaints; `known` and `known_tried` where the four weeks are over."""
    sums: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in read(practice, "feature.csv"):
        counted = Counter({name: int(row[name]) for name in ("exposed", "tried", "used_again", "complaints")})
        if row["kept_4w"]:
            counted += Counter(kept=int(row["kept_4w"]), known=int(row["exposed"]), known_tried=int(row["tried"]))
        for group in (row["cohort"], ""):
            sums[_phase(row["week"]), group].update(counted)
    return sums


def _net(sums: dict[tuple[str, str], Counter[str]], baseline: str) -> int:
    """Kept in the notice's weeks, less what each group would have kept at the baseline's share of those who saw it."""
    expected = sum(sums["notice", group]["known"] * sums[baseline, group]["kept"] / sums[baseline, group]["known"] for group in GROUPS)
    return round(sums["notice", ""]["kept"] - expected)


def read_a_feature_launch(practice: Path) -> list[tuple[str, str]]:
    sums = _sums(practice)
    values: list[tuple[str, str]] = []
    for above, below in (("tried", "exposed"), ("used_again", "tried"), ("kept", "known_tried"), ("kept", "known")):
        shares = [sums[phase, ""][above] / sums[phase, ""][below] for phase in PHASES]
        values.append(("{:.1%}、{:.1%}、{:.1%}".format(*shares), "{:.1%}, {:.1%} and {:.1%}".format(*shares)))
    odd = max(read(practice, "feature.csv"), key=lambda row: int(row["complaints"]) / int(row["exposed"]))
    assert (odd["week"], odd["cohort"]) == ("2025-05-12", "active")
    usual = sums["after", "active"]["complaints"] / sums["after", "active"]["exposed"]
    more = round(int(odd["complaints"]) - int(odd["exposed"]) * usual)
    rate = 1000 * int(odd["complaints"]) / int(odd["exposed"])
    low, high = (_net(sums, baseline) for baseline in ("trial", "after"))
    return [
        *values,
        (f"{rate:.1f}起投诉", f"{rate:.1f} complaints"),
        (f"{more}起", f"{more} more"),
        (f"{low}人、{high}人", f"{low} and {high}"),
    ]


def roadmap_from_operations(practice: Path) -> list[tuple[str, str]]:
    tickets = read(practice, "tickets.en.csv")
    lost = Counter(row["segment"] for row in tickets if row["ticket"] in LOST)
    dark = Counter(row["segment"] for row in tickets if row["ticket"] in DARK)
    reviews = [row["text"] for row in read(practice, "reviews.zh.csv")]
    written = sum(text.startswith(LOST_IN_REVIEWS) for text in reviews)
    areas = len({row["area"] for row in tickets if row["ticket"] in LOST})
    groups, still = Counter(row["segment"] for row in tickets), Counter(row["segment"] for row in tickets if row["status"] == "open")
    return [
        (f"约{lost.total() + written}条", f"about {lost.total() + written}"),
        (f"{lost['active'] / lost.total():.0%}", f"about {lost['active'] / lost.total():.0%}"),
        (f"{areas}类", f"{areas} areas"),
        (f"{dark.total()}条，{dark['paying']}条来自付费用户", f"{dark.total()}, of which {dark['paying']} from paying users"),
        (
            f"新用户{still['new']}/{groups['new']}，付费用户{still['paying']}/{groups['paying']}",
            f"{still['new']} of {groups['new']} from new users, {still['paying']} of {groups['paying']} from paying ones",
        ),
    ]


# what in the notes of the trial makes a point fail, leaves it open, or takes it out this time
FAILS = {1: "还能看到", 4: "（6月14日7:05）在后", 5: "在名单里，“缺席3天”", 11: "空白页", 12: "没有看到absent_chat_sent"}
OPEN, PUT_OFF = {2: "回到3天", 10: "清过缓存"}, {6: "没有测"}


def _trial(practice: Path) -> dict[int, str]:
    """The lines of the notes by their number: those of the twelve points, and what was seen besides."""
    notes = (practice / "requirement.zh.md").read_text(encoding="utf-8").split("## 五、")[1]
    return {int(number): line for number, line in re.findall(r"^(\d+)\. (.*)$", notes, re.MULTILINE)}


def requirement_to_acceptance(practice: Path) -> list[tuple[str, str]]:
    trial = _trial(practice)
    failing = [number for number, mark in FAILS.items() if mark in trial[number]]
    rest = {number for number, mark in (OPEN | PUT_OFF).items() if mark in trial[number]}
    passing = [number for number in range(1, 13) if number not in {*failing, *rest}]
    slowest = max(float(seconds) for seconds in re.findall(r"\d\.\d", trial[10]))
    return [
        *(
            (f"第{'、'.join(map(str, points))}点", f"points {', '.join(map(str, points[:-1]))} and {points[-1]}")
            for points in (failing, passing)
        ),
        (f"{slowest}秒", f"{slowest} seconds"),
    ]


def watch_five_newcomers(practice: Path) -> list[tuple[str, str]]:
    people = (practice / "first_use.zh.md").read_text(encoding="utf-8").split("\n## ")[1:]
    zh, en = "一二三四五", ("one", "two", "three", "four", "five")

    def with_any(*marks: str) -> list[int]:
        return [place for place, notes in enumerate(people) if any(mark in notes for mark in marks)]

    gave_up, missed = with_any("我不弄了"), with_any("提醒不是21点", "她手机没有响")
    helped, refused = with_any("观察的人说"), with_any("不允许")
    did_it = [place for place in range(5) if place not in {*gave_up, *missed, *helped}]
    unsure, below, deleted = (
        with_any("“目标”", "“计划”"),
        with_any("第二屏", "没有往下翻"),
        with_any("点到垃圾桶", "误点了习惯旁边的垃圾桶"),
    )
    assert len(below) == len(deleted)

    def named(places: list[int]) -> tuple[str, str]:
        words = " and ".join(en[place] for place in places)
        return (
            f"{len(places)}人（{'、'.join(f'{zh[place]}号' for place in places)}）",
            f"{len(places)} ({'number ' if len(places) == 1 else ''}{words})",
        )

    return [
        named(did_it),
        named(missed),
        named(helped),
        *((f"{len(places)}人", f"{len(places)} people") for places in (refused, unsure)),
        (f"各{len(below)}人", f"{len(below)} people each"),
    ]


# where the product's words, or their absence, left somebody not knowing what to do
WORDS = _these("176 054 038 013 139 027 024 160 112 100 108 165 183 167")
WORDS_IN_REVIEWS = ("“恭喜”", "“智能模式”", "请描述您的问题", "今天忘了吗", "你的朋友都完成了", "感谢您的支持", "统计页的颜色", "要“领取”")


def words_in_the_product(practice: Path) -> list[tuple[str, str]]:
    tickets = {row["ticket"] for row in read(practice, "tickets.zh.csv")}
    reviews = [row["text"] for row in read(practice, "reviews.zh.csv")]
    places = len(WORDS & tickets) + sum(any(mark in text for text in reviews) for mark in WORDS_IN_REVIEWS)
    facts = (practice / "product_facts.zh.md").read_text(encoding="utf-8")
    ((minutes, codes),) = re.findall(r"验证码(\d+)分钟有效，每个号码每天(\d+)条", facts)
    (planned,), (until,) = re.findall(r"3\.2\.1：计划7月(\d+)日", facts), re.findall(r"服务器有备份，留到8月(\d+)日", facts)
    return [
        (f"至少{places}处", f"at least {places}"),
        (f"{minutes}分钟有效，每天{codes}条", f"good for {minutes} minutes, {codes} a day"),
        (f"计划日7月{planned}日不预告，备份留到8月{until}日", f"{planned} July is not announced, the backup is kept until {until} August"),
    ]


KEYS: dict[str, Callable[[Path], list[tuple[str, str]]]] = {
    "sort-tickets-for-product": sort_tickets_for_product,
    "requirement-to-acceptance": requirement_to_acceptance,
    "watch-five-newcomers": watch_five_newcomers,
    "words-in-the-product": words_in_the_product,
    "launch-pause-a-plan": launch_pause_a_plan,
    "read-a-feature-launch": read_a_feature_launch,
    "roadmap-from-operations": roadmap_from_operations,
}
