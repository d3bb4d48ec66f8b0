"""The values of the keys of user operations, counted again from the practice data."""

import itertools
from collections import defaultdict
from datetime import date
from math import sqrt
from pathlib import Path
from statistics import median

from keys.figuring import Row, Values, read, whole_percent

LAST_DAY = date(2025, 6, 30)


def people(number: int) -> tuple[str, str]:
    return f"{number}人", f"{number} people"


# --- messages in a group: T121 to T160, by what was found on reading them

LOST = (
    "157天",
    "证书上写的天数",
    "手机上是41天",
    "一边的记录不见了",
    "背单词记录少了",
    "今天又算没做",
    "可我十点就完成了",
    "只剩最近两周",
    "飞机上打的卡",
    "点开是空白",
    "导出的表少了",
)
DARK = ("白屏", "跟随系统外观", "低亮度", "有黑底就好了")


def run_community_week(where: Path) -> Values:
    rows = [row for row in read(where, "tickets.zh.csv") if "T121" <= row["ticket"] <= "T160"]
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
    events, users = read(where, "events.csv"), read(where, "users.csv")
    acts = _acts(events)
    groups = defaultdict(list)
    for user in users:
        groups[_group(acts[user["user_id"]])].append(user)
    stuck = [acts[user["user_id"]] for user in groups["stuck"]]
    on_new = sum(any(row["event"] == "start_task" and row["version"] == "3.2" for row in rows) for rows in stuck)
    looks = [acts[user["user_id"]] for user in groups["looks only"]]
    by_push = sum(all(row["source"] == "push" for row in rows) for rows in looks)
    video = whole_percent(sum(user["channel"] == "short_video_ads" for user in groups["asleep"]), len(groups["asleep"]))
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
        people(on_new),
        people(by_push),
        (f"占{video}", video),
        (
            f"{backwards}人最近活跃早于注册，{early}人注册晚于第一条行为，{unbooked}人付了款没入账，{stale}人最近活跃没更新",
            f"{backwards} last active before joining, {early} joined after their first event, {unbooked} with a payment not in the table,"
            f" {stale} whose last activity was not renewed",
        ),
    ]


def plan_half_year_for_users(where: Path) -> Values:
    events, users = read(where, "events.csv"), read(where, "users.csv")
    acts = _acts(events)
    june = [user for user in users if user["registered"] >= "2025-06-01"]
    payers = sum(float(user["paid_total"]) > 0 for user in users)
    settled = [user for user in users if (LAST_DAY - date.fromisoformat(user["registered"])).days >= 30]
    gone = [user for user in settled if not acts[user["user_id"]]]
    video = [user for user in settled if user["channel"] == "short_video_ads"]
    video_gone = whole_percent(sum(user in gone for user in video), len(video))
    lost = whole_percent(len(gone), len(settled))
    return [
        people(len(june)),
        people(sum(bool(acts[user["user_id"]]) for user in users)),
        people(payers),
        (f"全体{lost}，短视频{video_gone}", f"{lost} of all, {video_gone} of those from short-video adverts"),
    ]


# --- orders


def by_customer(orders: list[Row]) -> dict[str, list[Row]]:
    customers = defaultdict(list)
    for row in sorted(orders, key=lambda row: row["date"]):
        customers[row["customer_id"]].append(row)
    return customers


def _spent(orders: list[Row]) -> float:
    return sum(float(row["amount"]) for row in orders)


def design_member_levels(where: Path) -> Values:
    orders = read(where, "orders.csv")
    customers = by_customer(orders)
    total = _spent(orders)
    once = whole_percent(sum(len(rows) == 1 for rows in customers.values()), len(customers))
    spending = sorted((_spent(rows) for rows in customers.values()), reverse=True)
    top = whole_percent(sum(spending[: len(spending) // 10]), total)
    hunters = whole_percent(sum(all(row["coupon"] in {"SALE15", "LIVE20"} for row in rows) for rows in customers.values()), len(customers))
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


def added(rows: list[Row], column: str) -> float:
    return sum(float(row[column]) for row in rows)


def wecom_seven_days(where: Path) -> Values:
    rows = read(where, "wecom_group.csv")
    welcomes = {name: [row for row in rows if row["welcome"] == name] for name in "AB"}
    joined = {name: added([row for row in part if row["day"] == "1"], "members") for name, part in welcomes.items()}
    first = {name: added([row for row in part if row["day"] == "1"], "bought") for name, part in welcomes.items()}
    fourth = {name: added([row for row in part if row["day"] == "4"], "left") for name, part in welcomes.items()}
    bought, amount, left = (
        {name: added(part, column) / joined[name] for name, part in welcomes.items()} for column in ("bought", "amount", "left")
    )
    lost = {}
    for name, part in welcomes.items():
        live = [row for row in part if row["source"] == "live_stream"]
        lost[name] = added(live, "left") / added(live[:1], "members")
    wrong = [row for row in rows if int(row["opened"]) > int(row["members"])]
    assert [(row["welcome"], row["source"], row["day"]) for row in wrong] == [("B", "parcel_card", "6")]
    return [
        (f"A {first['A']:.0f}单，B {first['B']:.0f}单", f"A {first['A']:.0f}, B {first['B']:.0f}"),
        (f"A {100 * bought['A']:.1f}，B {100 * bought['B']:.1f}", f"A {100 * bought['A']:.1f}, B {100 * bought['B']:.1f}"),
        (f"A {amount['A']:.2f}元，B {amount['B']:.2f}元", f"A {amount['A']:.2f} yuan, B {amount['B']:.2f} yuan"),
        (f"A {100 * left['A']:.0f}%，B {100 * left['B']:.0f}%", f"{100 * left['A']:.0f}% of A, {100 * left['B']:.0f}% of B"),
        (f"A {fourth['A']:.0f}人，B {fourth['B']:.0f}人", f"A {fourth['A']:.0f}, B {fourth['B']:.0f}"),
        (f"A退{100 * lost['A']:.0f}%，B退{100 * lost['B']:.0f}%", f"{100 * lost['A']:.0f}% of A, {100 * lost['B']:.0f}% of B"),
        (f"群里{wrong[0]['members']}人，点开{wrong[0]['opened']}人", f"{wrong[0]['members']} members, {wrong[0]['opened']} opened"),
    ]


# --- value and cost of customers

CHANNELS = {"friend": "朋友", "search": "搜索", "official_account": "公众号", "ads": "广告", "live_stream": "直播"}
OFF = {"": 0, "NEW10": 0.10, "SALE15": 0.15, "LIVE20": 0.20}


def margin(order: Row) -> float:
    paid = float(order["amount"])
    return paid - 0.45 * paid / (1 - OFF[order["coupon"]]) - 9


def _value(customers: list[list[Row]]) -> float:
    """Margin a head in the 180 days that begin with the first order."""
    total = 0.0
    for rows in customers:
        begun = date.fromisoformat(rows[0]["date"])
        total += sum(margin(row) for row in rows if (date.fromisoformat(row["date"]) - begun).days < 180)
    return total / len(customers)


def _cells(customers: dict[str, list[Row]]) -> dict[str, list[float]]:
    """What each customer spent, by cell: R, F, M for high, a dash for low."""
    cells = defaultdict(list)
    for rows in customers.values():
        recent = (LAST_DAY - date.fromisoformat(rows[-1]["date"])).days <= 90
        spent = _spent(rows)
        cells["".join(name if high else "-" for name, high in zip("RFM", (recent, len(rows) >= 2, spent >= 200), strict=True))].append(
            spent
        )
    return cells


def _per_channel(channel: str, customers: dict[str, list[Row]], books: list[Row], skip: str = "") -> dict[str, float]:
    """Of the half-year to December 2024, or of it without a month: value, and cost by what one counts."""
    theirs = [
        rows for rows in customers.values() if rows[0]["channel"] == channel and rows[0]["date"] < "2025" and rows[0]["date"][:7] != skip
    ]
    lines = [line for line in books if line["channel"] == channel and line["month"] < "2025" and line["month"] != skip]
    money = sum(float(line["spend"] or 0) for line in lines)
    hours = 40 * added(lines, "hours")
    reported = added(lines, "reported_new")
    return {
        "value": _value(theirs),
        "cost": (money + hours) / len(theirs),
        "money": money / len(theirs),
        "reported": (money + hours) / reported,
    }


def rfm_and_ltv(where: Path) -> Values:
    orders, books = read(where, "orders.csv"), read(where, "channel_costs.csv")
    customers, total = by_customer(orders), _spent(orders)
    cells = _cells(customers)
    found = []
    for cell in ("RFM", "-FM", "---"):
        share = whole_percent(sum(cells[cell]), total)
        found.append((f"{len(cells[cell])}人，占{share}", f"{len(cells[cell])} people, {share}"))
    blank = next(line["month"] for line in books if not line["spend"])
    channels = {name: _per_channel(name, customers, books, blank if name == "ads" else "") for name in CHANNELS}
    for what in ("value", "cost"):
        zh = "，".join(f"{CHANNELS[name]}{one[what]:.0f}" for name, one in channels.items())
        found.append((f"{zh}元", ", ".join(f"{name} {one[what]:.0f}" for name, one in channels.items())))
    naive, live = _per_channel("ads", customers, books), channels["live_stream"]
    adverts, streams = (f"{naive['value']:.0f}", f"{naive['cost']:.0f}"), (f"{live['value']:.0f}", f"{live['money']:.0f}")
    found.append(
        (
            f"广告照0算{adverts[0]}对{adverts[1]}，直播只算钱{streams[0]}对{streams[1]}",
            f"adverts with 0: {adverts[0]} against {adverts[1]}; live streams by money: {streams[0]} against {streams[1]}",
        )
    )
    found.append((f"{channels['ads']['reported']:.0f}元", f"{channels['ads']['reported']:.0f} yuan"))
    twice = [line["spend"] for line in books if line["channel"] == "live_stream" and line["month"] in {"2025-01", "2025-02"}]
    assert blank == "2024-11"
    assert twice[0] == twice[1]
    return [*found, (f"直播两个月都是{twice[0]}元", f"{twice[0]} yuan in both months")]


# --- win-back


def _back(people: list[Row]) -> float:
    return sum(row["back_on"] != "" for row in people) / len(people)


def _gain(sent: list[Row], held_out: list[Row]) -> tuple[str, str]:
    with_it, without = _back(sent), _back(held_out)
    gain = with_it - without
    error = 1.96 * sqrt(with_it * (1 - with_it) / len(sent) + without * (1 - without) / len(held_out))
    cost = 0.05 * len(sent) + 3.5 * added(sent, "redeemed")
    shares = [f"{round(100 * one, 1) + 0:.1f}" for one in (with_it, without, gain, gain - error, gain + error)]
    each = f"{cost / (gain * len(sent)):.1f}" if gain * len(sent) > 1 else ""
    return (
        f"{shares[0]}%对{shares[1]}%，差{shares[2]}个点[{shares[3]}，{shares[4]}]，" + (f"每多一人{each}元" if each else "没有多回来的人"),
        f"{shares[0]}% against {shares[1]}%, {shares[2]} points [{shares[3]}, {shares[4]}], "
        + (f"{each} yuan per extra person" if each else "nobody extra"),
    )


def win_back_sleepers(where: Path) -> Values:
    rows = read(where, "winback.csv")
    found, left = [], []
    for segment in ("came_once", "cooled", "paid_before", "wrote_a_lot"):
        sent, held_out = ([row for row in rows if row["segment"] == segment and row["group"] == group] for group in ("sent", "held_out"))
        found.append(_gain(sent, held_out))
        left.append(f"{100 * added(sent, 'opted_out') / len(sent):.1f}%")
    sent, held_out = ([row for row in rows if row["group"] == group] for group in ("sent", "held_out"))
    together = f"{100 * _back(sent):.1f}%", f"{100 * _back(held_out):.1f}%"
    return [
        *found,
        ("，".join(left), ", ".join(left)),
        people(int(added(held_out, "opened"))),
        (f"{together[0]}对{together[1]}", f"{together[0]} against {together[1]}"),
    ]


KEYS = {
    "win-back-sleepers": win_back_sleepers,
    "wecom-seven-days": wecom_seven_days,
    "rfm-and-ltv": rfm_and_ltv,
    "run-community-week": run_community_week,
    "segments-from-behaviour": segments_from_behaviour,
    "plan-half-year-for-users": plan_half_year_for_users,
    "design-member-levels": design_member_levels,
}

ALSO_SHOWN = {
    "win-back-sleepers": {"14": "the days of the watch, and of the events"},
    "design-member-levels": {"20%": "what the live-stream coupon takes off"},
}
