"""What is to be found in the units of event operations: the sign-ups for a tasting, a year of orders, a task list."""

import re
from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from keys.figuring import Row, read

STEPS = ("cost", "impressions", "clicks", "signups", "attended", "ordered")
ATTENDED_GOAL, ORDERED_GOAL = 500, 100  # given in the task
WORK = 14 * 0.5 * 30  # yuan: half an hour a day for 14 days at 30 an hour
SEATS = 60
FINISHERS = (700, 1200, 2000)
DESIGNER = 3 * 400 * 12  # yuan a year: three days a month at 400
REBUY = timedelta(days=90)
GIFT_BOX = 218  # list price; 45% are goods, 9 yuan an order are sending, the live coupon takes 20%


def _channels(practice: Path) -> dict[str, dict[str, int]]:
    """The sum of each step by channel, and of all under ''."""
    sums: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(STEPS, 0))
    for row in read(practice, "campaign.csv"):
        for step in STEPS:
            sums[row["channel"]][step] += int(row[step])
            sums[""][step] += int(row[step])
    return sums


def sign_up_funnel_review(practice: Path) -> list[tuple[str, str]]:
    sums = _channels(practice)
    rows = read(practice, "campaign.csv")
    (lost,) = (row for row in rows if row["impressions"] != "0" and row["clicks"] == "0")
    (twice,) = (row for row in rows if 0 < int(row["clicks"]) < int(row["signups"]))
    assert (lost["channel"], twice["channel"]) == ("official_account", "campus_partner")
    total, ads, group, articles, notes = (
        sums[name] for name in ("", "short_video_ads", "member_group", "official_account", "note_community")
    )
    came = ads["attended"] / ads["signups"]
    each = {step: articles["cost"] / articles[step] for step in ("signups", "attended", "ordered")}
    days = [date.fromisoformat(row["date"]) for row in (lost, twice)]
    without = (total["signups"], total["attended"], total["ordered"])
    missing = (ATTENDED_GOAL - without[1], ORDERED_GOAL - without[2])
    return [
        ("报名{:,}、到场{}、下单{}".format(*without), "{:,} signed up, {} came, {} ordered".format(*without)),
        ("到场少{}人，下单少{}单".format(*missing), "{} people and {} orders short".format(*missing)),
        (f"{days[0].month}月{days[0].day}日，公众号", f"{days[0].day} {days[0]:%B}, the official account"),
        (f"{days[1].month}月{days[1].day}日，校园合作方", f"{days[1].day} {days[1]:%B}, the campus partner"),
        (
            f"每个报名{ads['cost'] / ads['signups']:.2f}元，到场率{came:.1%}，下单{ads['ordered']}",
            f"{ads['cost'] / ads['signups']:.2f} yuan a sign-up, {came:.1%} came, {ads['ordered']} ordered",
        ),
        (f"每单{WORK / group['ordered']:.2f}元", f"{WORK / group['ordered']:.2f} yuan an order"),
        ("{:.2f}、{:.2f}、{:.2f}元".format(*each.values()), "{:.2f}, {:.2f} and {:.2f} yuan".format(*each.values())),
        (f"{notes['cost'] / notes['ordered']:.0f}元", f"{notes['cost'] / notes['ordered']:.0f} yuan"),
    ]


def win_a_sponsor(practice: Path) -> list[tuple[str, str]]:
    sums = _channels(practice)
    total = sums[""]
    came, bought = total["attended"] / total["signups"], total["ordered"] / total["attended"]
    needed = [SEATS * sums[name]["signups"] / sums[name]["attended"] for name in ("member_group", "short_video_ads")]
    each = total["cost"] / total["attended"]
    return [
        (f"{came:.1%}", f"about {came:.1%}"),
        ("会员群{:.0f}人，短视频广告{:.0f}人".format(*needed), "{:.0f} from the members' group, {:.0f} from video adverts".format(*needed)),
        (f"到场的{bought:.1%}", f"{bought:.1%} of those who came"),
        (f"{each:.1f}元一个人，全场约{each * SEATS:.0f}元", f"{each:.1f} yuan a guest, some {each * SEATS:.0f} for the room"),
    ]


def _part(minutes: list[Row], stream: str, first: int, last: int) -> dict[str, float]:
    """Sums over the minutes of a part of a stream; `viewers` are viewer-minutes."""
    part = [row for row in minutes if row["stream"] == stream and first <= int(row["minute"]) <= last]
    sums = {name: sum(float(row[name]) for row in part) for name in ("viewers", "comments", "clicks", "orders", "amount")}
    return {**sums, "minutes": len(part), "rate": 1000 * sums["orders"] / sums["viewers"], "yuan": 1000 * sums["amount"] / sums["viewers"]}


def live_stream_review(practice: Path) -> list[tuple[str, str]]:
    minutes = read(practice, "live_minutes.en.csv")
    first, second = (_part(minutes, stream, 1, 120) for stream in ("L1", "L2"))
    (late,) = (row for row in minutes if int(row["orders"]) > int(row["clicks"]))
    before, frozen = _part(minutes, "L1", 31, 37), _part(minutes, "L1", 38, 44)
    wrong, right = _part(minutes, "L1", 67, 81), _part(minutes, "L1", 82, 90)
    missed = wrong["clicks"] * right["orders"] / right["clicks"] - wrong["orders"]
    draw = _part(minutes, "L1", 61, 66)
    oolong = _part(minutes, "L2", 7, 30)
    usual, bought = _part(minutes, "L2", 21, 30), _part(minutes, "L2", 31, 50)
    gained = bought["orders"] - usual["viewers"] / usual["minutes"] * bought["minutes"] * right["rate"] / 1000
    margin = gained * (GIFT_BOX * (0.8 - 0.45) - 9)
    wrongly, rightly = (part["orders"] / part["clicks"] for part in (wrong, right))
    return [
        (
            f"L1 {first['orders']:.0f}单{first['amount']:,.0f}元，L2 {second['orders']:.0f}单{second['amount']:,.0f}元",
            f"L1 {first['orders']:.0f} orders, {first['amount']:,.0f} yuan; L2 {second['orders']:.0f} orders, {second['amount']:,.0f} yuan",
        ),
        (f"一分钟{late['orders']}单，点击只有{late['clicks']}", f"{late['orders']} orders in a minute with {late['clicks']} clicks"),
        (f"{before['rate']:.1f}降到{frozen['rate']:.1f}", f"{before['rate']:.1f} fell to {frozen['rate']:.1f}"),
        (f"{wrongly:.1%}对{rightly:.1%}，少约{missed:.0f}单", f"{wrongly:.1%} against {rightly:.1%}, about {missed:.0f} orders missed"),
        (
            f"{draw['orders']:.0f}单，{draw['comments'] / draw['minutes']:.0f}条",
            f"{draw['orders']:.0f} orders, {draw['comments'] / draw['minutes']:.0f} comments",
        ),
        (
            f"乌龙{oolong['rate']:.1f}单，礼盒{right['yuan']:,.0f}元",
            f"oolong {oolong['rate']:.1f} orders, gift box {right['yuan']:,.0f} yuan",
        ),
        (
            f"{bought['rate']:.1f}对{right['rate']:.1f}，多{gained:.1f}单、毛利约{margin:.0f}元",
            f"{bought['rate']:.1f} against {right['rate']:.1f}, {gained:.1f} more orders and {margin:.0f} yuan of margin",
        ),
    ]


def budget_and_rules_page(practice: Path) -> list[tuple[str, str]]:
    tasks = {row["id"]: row for row in read(practice, "tasks.en.csv")}
    (budget,) = (int(number.replace(",", "")) for number in re.findall(r"[\d,]{5,}", tasks["P05"]["note"]))
    goal, last = (int(number.replace(",", "")) for number in re.findall(r"[\d,]*\d", tasks["P01"]["note"]))
    kept = [budget * 0.9 / people for people in FINISHERS]
    more = f"{goal / last - 1:.0%}"
    waits = next(name for name, row in tasks.items() if "P40" in row["depends_on"].split())
    return [
        ("{:.1f}、{:.1f}、{:.1f}元".format(*kept), "{:.1f}, {:.1f} and {:.1f} yuan".format(*kept)),
        (f"多{more}", f"{more} more"),
        (f"奖品寄出（{waits}）", f"sending the prizes ({waits})"),
    ]


def _first_orders(orders: list[Row]) -> list[tuple[Row, bool]]:
    """The first order of each customer whose 90 days are over, and whether they bought again within them."""
    customers: dict[str, list[Row]] = defaultdict(list)
    for row in orders:
        customers[row["customer_id"]].append(row)
    last = max(date.fromisoformat(row["date"]) for row in orders)
    firsts = []
    for theirs in customers.values():
        days = [date.fromisoformat(row["date"]) for row in theirs]
        if days[0] + REBUY <= last:
            firsts.append((theirs[0], any(days[0] < day <= days[0] + REBUY for day in days[1:])))
    return firsts


def _rebought(firsts: list[tuple[Row, bool]], column: str = "coupon") -> dict[str, float]:
    """How many bought again, by the coupon (or channel) of the first order."""
    again: dict[str, list[bool]] = defaultdict(list)
    for row, returned in firsts:
        again[row[column]].append(returned)
    return {name: sum(found) / len(found) for name, found in again.items()}


OFF = {"": 0.0, "NEW10": 0.1, "SALE15": 0.15, "LIVE20": 0.2}
COST_SHARE, SENDING = 0.45, 9  # of the list price; yuan an order


def three_mechanics_one_yardstick(practice: Path) -> list[tuple[str, str]]:
    firsts = _first_orders(read(practice, "orders.csv"))
    taken_off, margins = {}, {}
    for coupon, off in OFF.items():
        paid = [float(row["amount"]) for row, _ in firsts if row["coupon"] == coupon]
        lists = [amount / (1 - off) for amount in paid]
        taken_off[coupon] = (sum(lists) - sum(paid)) / len(paid)
        margins[coupon] = (sum(paid) - COST_SHARE * sum(lists)) / len(paid) - SENDING
    newcomers = [first for first in firsts if first[0]["coupon"] == "NEW10"]
    again, channels = _rebought(firsts), [_rebought(part, "channel") for part in (firsts, newcomers)]
    coupons = [coupon for coupon in OFF if coupon]
    off = [f"{taken_off[coupon]:.2f}" for coupon in coupons]
    earned = [f"{margins[coupon]:.2f}" for coupon in OFF]
    returned = [f"{again[coupon]:.1%}" for coupon in OFF]
    each = [f"{taken_off[coupon] / again[coupon]:.1f}" for coupon in coupons]
    pairs = [[f"{part[channel]:.1%}" for channel in ("friend", "live_stream")] for part in channels]
    compared = "；".join("对".join(pair) for pair in pairs), "; ".join(" against ".join(pair) for pair in pairs)
    yuan = [("、".join(part) + "元", f"{', '.join(part[:-1])} and {part[-1]} yuan") for part in (off, earned, each)]
    shares = "、".join(returned), f"{', '.join(returned[:-1])} and {returned[-1]}"
    return [yuan[0], yuan[1], shares, yuan[2], compared]


def _repeat_share(orders: list[Row], month: str) -> float:
    """Of the orders of a month, those that are not their customer's first."""
    seen: set[str] = set()
    repeated = []
    for row in orders:
        if row["date"].startswith(month):
            repeated.append(row["customer_id"] in seen)
        seen.add(row["customer_id"])
    return sum(repeated) / len(repeated)


def year_of_events(practice: Path) -> list[tuple[str, str]]:
    orders = read(practice, "orders.csv")
    sales = sum(float(row["amount"]) for row in orders)
    by_month: dict[str, float] = defaultdict(float)
    for row in orders:
        by_month[row["date"][:7]] += float(row["amount"])
    peak = max(by_month, key=lambda month: by_month[month])
    gifts = sum(float(row["amount"]) for row in orders if row["date"].startswith(peak) and row["category"] == "gift_box")
    money = sales * 0.05
    again = _rebought(_first_orders(orders))
    rates = [again[coupon] for coupon in ("", "NEW10", "SALE15", "LIVE20")]
    early, late = _repeat_share(orders, "2024-09"), _repeat_share(orders, "2025-06")
    total = _channels(practice)[""]
    came, bought = total["attended"] / total["signups"], total["ordered"] / total["attended"]
    return [
        (f"销售额{sales:,.0f}元，预算{money:,.0f}元", f"{sales:,.0f} yuan of sales, {money:,.0f} to spend"),
        (
            f"{by_month[peak]:,.0f}元，{gifts / by_month[peak]:.0%}是礼盒",
            f"{by_month[peak]:,.0f} yuan, {gifts / by_month[peak]:.0%} of it gift boxes",
        ),
        (f"从{early:.0%}到{late:.0%}", f"from {early:.0%} to {late:.0%}"),
        (
            "{:.1%}、{:.1%}、{:.1%}、{:.1%}".format(*rates),
            "{:.1%}, {:.1%}, {:.1%} and {:.1%}".format(*rates),
        ),
        (f"{DESIGNER:,}元，占预算{DESIGNER / money:.0%}", f"{DESIGNER:,} yuan, {DESIGNER / money:.0%} of the budget"),
        (f"{came:.0%}到场，到场的{bought:.0%}下单", f"{came:.0%} come, of whom {bought:.0%} order"),
    ]


KEYS: dict[str, Callable[[Path], list[tuple[str, str]]]] = {
    "sign-up-funnel-review": sign_up_funnel_review,
    "win-a-sponsor": win_a_sponsor,
    "live-stream-review": live_stream_review,
    "three-mechanics-one-yardstick": three_mechanics_one_yardstick,
    "budget-and-rules-page": budget_and_rules_page,
    "year-of-events": year_of_events,
}

ALSO_SHOWN = {
    "year-of-events": {"14.8%": "15% is what the coupon SALE15 takes off"},
    "three-mechanics-one-yardstick": {"14.8%": "15% is what the coupon SALE15 takes off"},
}
