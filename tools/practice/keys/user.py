"""The values of the keys of user operations, counted again from the practice data."""

import csv
import itertools
from collections import defaultdict
from datetime import date
from pathlib import Path
from statistics import median

Row = dict[str, str]
Values = list[tuple[str, str]]
LAST_DAY = date(2025, 6, 30)


def _rows(where: Path, name: str) -> list[Row]:
    with (where / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _share(part: float, whole: float) -> str:
    return f"{100 * part / whole:.0f}%"


def _people(number: int) -> tuple[str, str]:
    return f"{number}人", f"{number} people"


# --- messages in a group: T121 to T160, by what was found on reading them

LOST = ("157天", "证书上写的天数", "手机上是41天", "一边的记录不见了", "背单词记录少了", "今天又算没做", "可我十点就完成了", "只剩最近两周")
LOST += ("飞机上打的卡", "点开是空白", "导出的表少了")
DARK = ("白屏", "跟随系统外观", "低亮度", "有黑底就好了")


def run_community_week(where: Path) -> Values:
    rows = [row for row in _rows(where, "tickets.zh.csv") if "T121" <= row["ticket"] <= "T160"]
    lost = [row for row in rows if any(word in row["text"] for word in LOST)]
    elsewhere = sum(row["area"] != "sync" for row in lost)
    dark = sum(any(word in row["text"] for word in DARK) for row in rows)
    return [(f"{one}条", f"{one} messages") for one in (len(lost), elsewhere, dark)]


# --- users and events


def _acts(events: list[Row]) -> dict[str, list[Row]]:
    acts = defaultdict(list)
    for row in events:
        acts[row["user_id"]].append(row)
    return acts


def _group(acts: list[Row]) -> str:
    """By the five rules of the unit, the first that fits."""
    what = {row["event"] for row in acts}
    if not acts:
        return "asleep"
    if "start_task" not in what:
        return "looks only"
    if "finish_task" not in what:
        return "stuck"
    return "regular" if max(row["time"][:10] for row in acts) >= "2025-06-24" else "cooling"


def segments_from_behaviour(where: Path) -> Values:
    events, users = _rows(where, "events.csv"), _rows(where, "users.csv")
    acts = _acts(events)
    groups = defaultdict(list)
    for user in users:
        groups[_group(acts[user["user_id"]])].append(user)
    stuck = [acts[user["user_id"]] for user in groups["stuck"]]
    on_new = sum(any(row["event"] == "start_task" and row["version"] == "3.2" for row in rows) for rows in stuck)
    looks = [acts[user["user_id"]] for user in groups["looks only"]]
    by_push = sum(all(row["source"] == "push" for row in rows) for rows in looks)
    video = _share(sum(user["channel"] == "short_video_ads" for user in groups["asleep"]), len(groups["asleep"]))
    backwards = sum(user["last_active"] < user["registered"] for user in users)
    early = sum(
        bool(acts[user["user_id"]]) and min(row["time"][:10] for row in acts[user["user_id"]]) < user["registered"] for user in users
    )
    unbooked = sum(float(user["paid_total"]) == 0 and any(row["event"] == "pay" for row in acts[user["user_id"]]) for user in users)
    stale = sum(
        bool(acts[user["user_id"]]) and max(row["time"][:10] for row in acts[user["user_id"]]) > user["last_active"] for user in users
    )
    sizes = {name: len(members) for name, members in groups.items()}
    return [
        (
            f"睡着{sizes['asleep']}，只看不做{sizes['looks only']}，卡住{sizes['stuck']}，变冷{sizes['cooling']}，常用{sizes['regular']}",
            f"asleep {sizes['asleep']}, looks only {sizes['looks only']}, stuck {sizes['stuck']}, cooling {sizes['cooling']},"
            f" regular {sizes['regular']}",
        ),
        _people(on_new),
        _people(by_push),
        (f"占{video}", video),
        (
            f"{backwards}人最近活跃早于注册，{early}人注册晚于第一条行为，{unbooked}人付了款没入账，{stale}人最近活跃没更新",
            f"{backwards} last active before joining, {early} joined after their first event, {unbooked} with a payment not in the table,"
            f" {stale} whose last activity was not renewed",
        ),
    ]


def plan_half_year_for_users(where: Path) -> Values:
    events, users = _rows(where, "events.csv"), _rows(where, "users.csv")
    acts = _acts(events)
    june = [user for user in users if user["registered"] >= "2025-06-01"]
    payers = sum(float(user["paid_total"]) > 0 for user in users)
    settled = [user for user in users if (LAST_DAY - date.fromisoformat(user["registered"])).days >= 30]
    gone = [user for user in settled if not acts[user["user_id"]]]
    video = [user for user in settled if user["channel"] == "short_video_ads"]
    video_gone = _share(sum(user in gone for user in video), len(video))
    lost = _share(len(gone), len(settled))
    return [
        _people(len(june)),
        _people(sum(bool(acts[user["user_id"]]) for user in users)),
        _people(payers),
        (f"全体{lost}，短视频{video_gone}", f"{lost} of all, {video_gone} of those from short-video adverts"),
    ]


# --- orders


def _customers(orders: list[Row]) -> dict[str, list[Row]]:
    customers = defaultdict(list)
    for row in sorted(orders, key=lambda row: row["date"]):
        customers[row["customer_id"]].append(row)
    return customers


def _spent(orders: list[Row]) -> float:
    return sum(float(row["amount"]) for row in orders)


def design_member_levels(where: Path) -> Values:
    orders = _rows(where, "orders.csv")
    customers = _customers(orders)
    total = _spent(orders)
    once = _share(sum(len(rows) == 1 for rows in customers.values()), len(customers))
    spending = sorted((_spent(rows) for rows in customers.values()), reverse=True)
    top = _share(sum(spending[: len(spending) // 10]), total)
    hunters = _share(sum(all(row["coupon"] in {"SALE15", "LIVE20"} for row in rows) for rows in customers.values()), len(customers))
    gaps = []
    for rows in customers.values():
        days = [date.fromisoformat(row["date"]) for row in rows]
        gaps += [(later - earlier).days for earlier, later in itertools.pairwise(days)]
    levels = [sum(low <= one < high for one in spending) for low, high in ((0, 200), (200, 500), (500, 1000), (1000, 10**9))]
    return [
        (f"{len(customers):,}人，{total:,.0f}元", f"{len(customers):,} customers, {total:,.0f} yuan"),
        (f"占{once}", once),
        (f"占{top}", top),
        (f"占{hunters}", hunters),
        (f"{median(gaps):.0f}天", f"{median(gaps):.0f} days"),
        ("、".join(f"{one}人" for one in levels), ", ".join(map(str, levels))),
    ]


KEYS = {
    "run-community-week": run_community_week,
    "segments-from-behaviour": segments_from_behaviour,
    "plan-half-year-for-users": plan_half_year_for_users,
    "design-member-levels": design_member_levels,
}

ALSO_SHOWN = {
    "design-member-levels": {"20%": "what the live-stream coupon takes off"},
}
