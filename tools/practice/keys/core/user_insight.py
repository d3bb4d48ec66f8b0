"""The values of the keys of user insight, counted again from the practice data."""

import re
from collections import defaultdict
from datetime import date
from pathlib import Path

from keys.figuring import Row, Values, read, whole_percent

LAST_DAY = date(2025, 6, 30)


def _count(rows: list[Row], **wanted: str) -> int:
    return sum(all(row[column] == value for column, value in wanted.items()) for row in rows)


def _finished(rows: list[Row]) -> str:
    """Of the tasks started, the share finished."""
    return whole_percent(_count(rows, event="finish_task"), _count(rows, event="start_task"))


# --- reviews and tickets: what belongs to a cause was found by reading; these words pick out those rows and no others

LOST_REVIEWS = (
    "早上补完，晚上又没了",
    "孩子的刷牙记录没了",
    "回来三天全断",
    "打卡记录全没了",
    "更新以后只剩标题",
    "最后两边都没有",
    "五月以前是灰的",
    "我的变成了第1天",
    "今天显示断了",
    "丢了以后才知道没备上",
    "第二天少了四天",
    "零点过后打的卡都算到前一天",
    "出站后就不见了",
    "一次更新清零",
    "手机和平板对不上",
    "结果变成新用户",
    "补录入口在3.2里找不到了",
)
NOTHING_DEFINITE = (
    "垃圾",
    "好评！",
    "改回来！",
    "写够十个字就可以了吧",
    "越来越差了",
    "同类里中等",
    "无语",
    "以前挺好的",
    "功能太少了",
    "就那样吧，懒得说",
    "不知道怎么说，反正就那样",
)
DARK = ("深色", "外观", "夜间", "黑色", "白底", "白屏", "白色费电", "浅色", "房间都亮", "反色", "低亮度", "在考虑", "刺眼")
LOST_TICKETS = (
    "我打了21次",
    "换手机以后记录没了",
    "原来手机号登录时的记录",
    "证书上写的天数",
    "背单词记录少了",
    "三月以前全是灰的",
    "一次都没留下来",
    "日历上都是勾",
    "服药打卡少了三天",
    "平板上的打卡不会",
    "六个人这两天都断了",
    "内容是四月份的",
    "次数变成了0",
    "导出的表少了",
    "可我十点就完成了",
    "显示我是第1天",
    "整个月错了一天",
    "日历上有四天是空的",
    "今天又算没做",
    "手机上是41天",
    "我上个月就满了",
    "一边的记录不见了",
    "补打卡的按钮不见了",
    "我坚持了157天",
    "然后两次都没了",
    "点进去是没完成",
    "任务重复了",
    "连上网就消失了",
    "只剩最近两周",
    "那边显示我没做",
    "算到了前一天",
    "点开是空白",
    "刷新一下变回未完成",
    "进度显示“新用户”",
    "飞机上打的卡",
)


def _named(rows: list[Row], words: tuple[str, ...]) -> list[Row]:
    return [row for row in rows if any(word in row["text"] for word in words)]


def sort_reviews(where: Path) -> Values:
    rows = read(where, "reviews.zh.csv")[:100]
    lost, vague = _named(rows, LOST_REVIEWS), [row for row in rows if row["text"] in NOTHING_DEFINITE]
    assert {row["version"] for row in lost} == {"3.2"}
    first = date.fromisoformat(min(row["date"] for row in lost))
    stars = sum(int(row["rating"]) for row in lost) / len(lost)
    return [
        (f"{len(lost)}条", f"{len(lost)} rows"),
        (f"{first.month}月{first.day}日，{stars:.1f}分", f"{first.day} {first:%B}, {stars:.1f} stars"),
        (f"{len(vague)}条", f"{len(vague)} rows"),
    ]


def plan_research_quarter(where: Path) -> Values:
    rows = read(where, "tickets.zh.csv")
    dark, lost = _named(rows, DARK), _named(rows, LOST_TICKETS)
    loud = sum(row["segment"] in {"paying", "creator"} for row in dark)
    areas = len({row["area"] for row in lost})
    return [
        (f"{len(dark)}条，其中付费和圈主{loud}条", f"{len(dark)} tickets, {loud} of them by those who pay and by creators"),
        (f"{len(lost)}条，散在{areas}个类别", f"{len(lost)} tickets in {areas} areas"),
    ]


def decide_by_user_evidence(where: Path) -> Values:
    dark = _named(read(where, "tickets.zh.csv"), DARK)
    users = read(where, "users.csv")
    paid = {}
    for band in ("18_24", "25_34"):
        members = [user for user in users if user["age_band"] == band]
        paid[band] = whole_percent(sum(map(_paid, members)), len(members))
    paying = _count(dark, segment="paying")
    return [
        (f"{len(dark)}条，其中付费用户{paying}条", f"{len(dark)} tickets, {paying} of them by those who pay"),
        (f"{paid['18_24']}，{paid['25_34']}", f"{paid['18_24']} and {paid['25_34']}"),
    ]


# --- interviews

SEEN = [
    ("看了她的手机", "Looked at her phone"),
    ("翻记录", "Checked: active on"),
    ("请他打开圈子一起数", "Opened the circle and counted"),
    ("给看了本子", "Shows it: a line a day"),
]
BADLY_PUT = [
    ("是不是太难了", "is too hard?"),
    ("深色模式重要吗", "a dark theme is important"),
    ("如果有请假功能", "If there were days off"),
    ("要是推送说", "And if it said"),
    ("如果我们送您三个月会员", "If we gave you three months free"),
    ("如果记录找回来", "If your record came back"),
    ("你最希望我们加什么", "What should we add most of all"),
    ("给你一个功能，要什么", "One function, yours to choose"),
]
PROMISES = [
    ("会啊，肯定会", "Oh yes, certainly"),
    ("我们班肯定都爱玩", "Everybody in my class would love that"),
    ("那我会去做。吧。", "Then I would go and do it. I think."),
    ("我们十几个人都会用的", "a dozen of us would use it"),
]


def interview_from_outline(where: Path) -> Values:
    zh = (where / "interviews.zh.md").read_text(encoding="utf-8")
    en = (where / "interviews.en.md").read_text(encoding="utf-8")
    counted_zh = re.search(r"近7天打过卡的(\d+)人", zh)
    counted_en = re.search(r"(\d+) ticked something in the last 7 days", en)
    assert counted_zh and counted_en
    found = [(f"{counted_zh[1]}人", f"{counted_en[1]} people")]
    for sentences, zh_unit, en_unit in ((SEEN, "处", "places"), (BADLY_PUT, "句", "questions"), (PROMISES, "句", "sentences")):
        found.append((f"{sum(one in zh for one, _ in sentences)}{zh_unit}", f"{sum(one in en for _, one in sentences)} {en_unit}"))
    return found


# --- users and events


def _paid(user: Row) -> bool:
    return float(user["paid_total"]) > 0


def check_words_against_deeds(where: Path) -> Values:
    events, users = read(where, "events.csv"), read(where, "users.csv")
    opens = [row for row in events if row["event"] == "open"]
    morning = sum("06:00" <= row["time"][11:] < "10:00" for row in opens)
    evening = sum(row["time"][11:] >= "18:00" for row in opens)
    old, new = (_finished([row for row in events if row["version"] == version]) for version in ("3.1", "3.2"))
    per_open = {}
    for source in ("widget", "push"):
        per_open[source] = whole_percent(_count(events, event="finish_task", source=source), _count(events, event="open", source=source))
    seen = {row["user_id"] for row in events}
    here = {}
    for channel in ("short_video_ads", "friend"):
        joined = [user for user in users if user["channel"] == channel and (LAST_DAY - date.fromisoformat(user["registered"])).days >= 30]
        here[channel] = whole_percent(sum(user["user_id"] in seen for user in joined), len(joined))
    young = [user for user in users if user["age_band"] == "18_24"]
    writers = [user for user in users if int(user["posts"]) >= 30]
    return [
        (
            f"早上{whole_percent(morning, len(opens))}，晚上{whole_percent(evening, len(opens))}",
            f"{whole_percent(morning, len(opens))} and {whole_percent(evening, len(opens))}",
        ),
        (f"3.1版{old}，3.2版{new}", f"{old} on 3.1, {new} on 3.2"),
        (f"每次打开{per_open['widget']}", f"{per_open['widget']} per open"),
        (f"每次打开{per_open['push']}", f"{per_open['push']} per open"),
        (f"短视频{here['short_video_ads']}，朋友{here['friend']}", f"{here['short_video_ads']} and {here['friend']}"),
        (f"占{whole_percent(sum(map(_paid, young)), len(young))}", whole_percent(sum(map(_paid, young)), len(young))),
        (f"{len(writers)}人里{sum(map(_paid, writers))}人", f"{sum(map(_paid, writers))} of {len(writers)}"),
    ]


def trace_a_complaint(where: Path) -> Values:
    events = read(where, "events.csv")
    by_version = {version: [row for row in events if row["version"] == version] for version in ("3.1", "3.2")}
    at_work = {version: [row for row in rows if date.fromisoformat(row["time"][:10]).weekday() < 5] for version, rows in by_version.items()}
    started = defaultdict(set)
    for row in events:
        if row["event"] == "start_task":
            started[row["user_id"]].add(row["version"])
    both = {version: [row for row in rows if len(started[row["user_id"]]) == 2] for version, rows in by_version.items()}
    icon, widget = (
        [_finished([row for row in by_version[version] if row["source"] == source]) for version in ("3.1", "3.2")]
        for source in ("icon", "widget")
    )
    return [
        _two([_finished(rows) for rows in by_version.values()]),
        (f"图标{icon[0]}到{icon[1]}，小组件{widget[0]}到{widget[1]}", f"icon {icon[0]} to {icon[1]}, widget {widget[0]} to {widget[1]}"),
        _two([_finished(rows) for rows in at_work.values()]),
        _two([_finished(rows) for rows in both.values()]),
    ]


def _two(shares: list[str]) -> tuple[str, str]:
    return f"{shares[0]}到{shares[1]}", f"{shares[0]} to {shares[1]}"


def segment_two_ways(where: Path) -> Values:
    events, users = read(where, "events.csv"), read(where, "users.csv")
    done = defaultdict(set)
    for row in events:
        done[row["user_id"]].add(row["event"])
    payers = sum(map(_paid, users))
    former = sum(_paid(user) and user["plan"] == "free" for user in users)
    silent = sum(user["user_id"] not in done for user in users)
    backwards = sum(user["last_active"] < user["registered"] for user in users)
    stuck = sum("start_task" in what and "finish_task" not in what for what in done.values())
    writers = [user for user in users if int(user["posts"]) >= 30]
    posts = sum(int(user["posts"]) for user in users)
    theirs = whole_percent(sum(int(user["posts"]) for user in writers), posts)
    video = [user for user in users if user["channel"] == "short_video_ads"]
    asleep = whole_percent(_count(video, active_days_30="0"), len(video))
    return [
        (f"付过{payers}人，其中{former}人现在免费", f"{payers} have paid, {former} of them are on the free plan now"),
        (f"{silent}人", f"{silent} people"),
        (f"{backwards}人", f"{backwards} people"),
        (f"{stuck}人", f"{stuck} people"),
        (f"{len(writers)}人写了{theirs}", f"{len(writers)} people wrote {theirs}"),
        (f"{len(video)}人里{asleep}", f"{asleep} of {len(video)}"),
    ]


# --- a feature

NOTICE = ("2025-05-05", "2025-05-12", "2025-05-19")


def _per(rows: list[Row], part: str, whole: str) -> float:
    known = [row for row in rows if row[part]]
    return sum(int(row[part]) for row in known) / sum(int(row[whole]) for row in known)


def audit_user_decisions(where: Path) -> Values:
    rows = read(where, "feature.csv")
    pushed = [row for row in rows if row["week"] in NOTICE]
    after = [row for row in rows if row["week"] > NOTICE[-1]]
    before = [row for row in rows if row["week"] < NOTICE[0]]
    angry = next(row for row in rows if row["week"] == "2025-05-12" and row["cohort"] == "active")
    others = [row for row in rows if row is not angry and row["week"] >= NOTICE[0] and row["cohort"] == "active"]
    tried = [f"{100 * _per(part, 'tried', 'exposed'):.0f}%" for part in (pushed, after)]
    kept = [f"{100 * _per(part, 'kept_4w', 'exposed'):.1f}%" for part in (pushed, before + after)]
    small = _per(before, "kept_4w", "exposed")
    wrath = [1000 * _per(part, "complaints", "exposed") for part in ([angry], others)]
    return [
        (f"{tried[0]}，平时{tried[1]}", f"{tried[0]} against {tried[1]}"),
        (f"{kept[0]}，平时{kept[1]}", f"{kept[0]} against {kept[1]}"),
        (f"每千人{wrath[0]:.1f}条，其余各周平均{wrath[1]:.1f}条", f"{wrath[0]:.1f} per thousand, {wrath[1]:.1f} in the other weeks"),
        (f"灰度时{100 * small:.1f}%", f"{100 * small:.1f}% in the small release"),
    ]


KEYS = {
    "sort-reviews": sort_reviews,
    "plan-research-quarter": plan_research_quarter,
    "decide-by-user-evidence": decide_by_user_evidence,
    "interview-from-outline": interview_from_outline,
    "check-words-against-deeds": check_words_against_deeds,
    "trace-a-complaint": trace_a_complaint,
    "segment-two-ways": segment_two_ways,
    "audit-user-decisions": audit_user_decisions,
}
