"""Solutions of the core units of data analysis, worked out from the practice files alone."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from math import sqrt
from pathlib import Path
from random import Random

from keys.figuring import (
    STEPS,
    WEEK_TWO,
    Row,
    Values,
    against,
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

# --- orders


def paid(rows: Iterable[Row]) -> Decimal:
    return sum((Decimal(row["amount"]) for row in rows), Decimal(0))


def monthly_sheet(practice: Path) -> Values:
    orders = read(practice, "orders.csv")
    buyers: dict[str, set[str]] = {}
    sales: Counter[str] = Counter()
    for row in orders:
        month = row["date"][:7]
        buyers.setdefault(month, set()).add(row["customer_id"])
        sales[month] += int(100 * Decimal(row["amount"]))
    year, people = paid(orders), len(set().union(*buyers.values()))
    added, first = sum(len(month) for month in buyers.values()), len(buyers[min(buyers)])
    best = max(sales, key=lambda month: sales[month])
    assert best == "2024-12"
    return [
        (f"{year:,.2f}元", f"{year:,.2f} yuan"),
        (f"{people:,}人", f"{people:,} people"),
        (f"{added:,}人", f"{added:,}"),
        (f"{first}人", f"{first} people"),
        (f"{sales[best] / 100:,.2f}元", f"{sales[best] / 100:,.2f} yuan"),
        (f"{year / len(orders):.2f}元", f"{year / len(orders):.2f} yuan"),
    ]


def explain_a_drop(practice: Path) -> Values:
    orders = read(practice, "orders.csv")
    january, february = ([row for row in orders if row["date"].startswith(month)] for month in ("2025-01", "2025-02"))
    boxes = [[row for row in month if row["category"] == "gift_box"] for month in (january, february)]
    rest = [[row for row in month if row["category"] != "gift_box"] for month in (january, february)]
    fell, boxes_fell, rest_rose = paid(january) - paid(february), paid(boxes[0]) - paid(boxes[1]), paid(rest[1]) - paid(rest[0])
    a_day = float(paid(rest[1]) / 28) / float(paid(rest[0]) / 31) - 1
    fewer = len(january) - len(february)
    smaller = paid(january) / len(january) - paid(february) / len(february)
    return [
        (f"{fell:,.2f}元", f"{fell:,.2f} yuan"),
        (f"{boxes_fell:,.2f}元", f"{boxes_fell:,.2f} yuan"),
        (f"{rest_rose:,.2f}元", f"{rest_rose:,.2f} yuan"),
        (f"{len(boxes[0])}笔→{len(boxes[1])}笔", f"{len(boxes[0])} → {len(boxes[1])}"),
        (f"多{percent(a_day)}", f"{percent(a_day)} more"),
        (f"少{fewer}单，每单少{smaller:.2f}元", f"{fewer} orders fewer, {smaller:.2f} yuan less per order"),
    ]


def first_orders(orders: list[Row]) -> dict[str, list[Row]]:
    """Each customer's orders, the first first."""
    by_customer: dict[str, list[Row]] = {}
    for row in sorted(orders, key=lambda row: (row["date"], row["order_id"])):
        by_customer.setdefault(row["customer_id"], []).append(row)
    return by_customer


def later(own: list[Row], days: int) -> list[Row]:
    """The orders on days 1 to `days` after the first."""
    start = date.fromisoformat(own[0]["date"])
    return [row for row in own if 1 <= (date.fromisoformat(row["date"]) - start).days <= days]


def back(group: list[list[Row]], days: int = 90) -> int:
    return sum(bool(later(own, days)) for own in group)


def cohort_repurchase(practice: Path) -> Values:
    everybody = list(first_orders(read(practice, "orders.csv")).values())
    watched = [own for own in everybody if own[0]["date"] <= "2025-04-01"]
    watched_60 = [own for own in everybody if own[0]["date"] <= "2025-05-01"]

    def of(group: list[list[Row]], **wanted: str) -> list[list[Row]]:
        return [own for own in group if all(own[0][name] == value for name, value in wanted.items())]

    def share(group: list[list[Row]], days: int = 90) -> str:
        return percent(back(group, days), len(group))

    live, plain, coupon = (of(watched, channel="live_stream", **more) for more in ({}, {"coupon": ""}, {"coupon": "LIVE20"}))
    spent = [float(paid(row for own in group for row in later(own, 90)) / len(group)) for group in (live, of(watched, channel="search"))]
    sixty = [share(of(watched_60, channel="live_stream", coupon=name), 60) for name in ("", "LIVE20")]
    return [
        (f"{len(watched):,}人，{back(watched)}人复购", f"{len(watched):,} people, {back(watched)} bought again"),
        (f"{share(live)}，{back(live)}人", f"{share(live)}, {back(live)} people"),
        (f"{share(plain)}，{back(plain)}/{len(plain)}", f"{share(plain)}, {back(plain)}/{len(plain)}"),
        (f"{share(coupon)}，{back(coupon)}/{len(coupon)}", f"{share(coupon)}, {back(coupon)}/{len(coupon)}"),
        against(share(of(watched, coupon="SALE15")), share(of(watched, coupon="NEW10"))),
        (f"{spent[0]:.2f}元，{spent[1]:.2f}元", f"{spent[0]:.2f} yuan, {spent[1]:.2f} yuan"),
        against(sixty[0], sixty[1]),
    ]


# --- campaign


def weekly_report(practice: Path) -> Values:
    rows = read(practice, "campaign.csv")

    def total(name: str, among: list[Row] = rows) -> int:
        return sum(int(row[name]) for row in among)

    unclicked = [row for row in rows if int(row["clicks"]) == 0 < int(row["signups"])]
    too_many = [row for row in rows if 0 < int(row["clicks"]) < int(row["signups"])]
    assert [row["channel"] for row in unclicked + too_many] == ["official_account", "campus_partner"]
    ratios = []
    for bad, week in ((unclicked[0], lambda day: day < "2025-05-19"), (too_many[0], lambda day: day >= "2025-05-19")):
        own = [row for row in rows if row["channel"] == bad["channel"] and week(row["date"])]
        without = [row for row in own if row is not bad]
        ratios.append([percent(total("signups", among), total("clicks", among)) for among in (own, without)])
    days = [date.fromisoformat(bad[0]["date"]) for bad in (unclicked, too_many)]
    first, second = unclicked[0]["signups"], too_many[0]["signups"]
    return [
        (f"{total('cost'):,}元", f"{total('cost'):,} yuan"),
        (f"{total('attended')}人", f"{total('attended')} people"),
        (f"{total('ordered')}单", f"{total('ordered')} orders"),
        (f"{days[0].month}月{days[0].day}日，报名{first}，点击0", f"{days[0].day} May: {first} sign-ups, no clicks"),
        (
            f"{days[1].month}月{days[1].day}日，报名{second}，点击{too_many[0]['clicks']}",
            f"{days[1].day} May: {second} sign-ups, {too_many[0]['clicks']} clicks",
        ),
        *((f"{one}，去掉后{other}", f"{one}, without {other}") for one, other in ratios),
    ]


# --- experiments


def daily_looks(rows: int = 20_000, days: int = 14) -> list[float]:
    """The farthest that each of many tests without any effect strays on some day, in standard errors."""
    draw, farthest = Random(1), []
    for _ in range(rows):
        total, most = 0.0, 0.0
        for day in range(1, days + 1):
            total += draw.gauss(0, 1)
            most = max(most, abs(total) / sqrt(day))
        farthest.append(most)
    return sorted(farthest)


def audit(practice: Path) -> Values:
    sound, broken, feature = (read(practice, f"{name}.csv") for name in ("ab_test", "ab_test_broken", "feature"))
    sizes = [sum(row["group"] == name for row in broken) for name in "AB"]
    since = day_of_the_fault([row for row in broken if row["platform"] == "android"])
    weeks = sorted({row["week"] for row in feature})
    notice, before = set(weeks[4:7]), set(weeks[:4])

    def rate(what: str, when: Callable[[str], bool]) -> float:
        own = [row for row in feature if when(row["week"])]
        return sum(int(row[what]) for row in own) / sum(int(row["exposed"]) for row in own)

    tried = [rate("tried", notice.__contains__), rate("tried", lambda week: week not in notice)]
    kept = [rate("kept_4w", notice.__contains__), rate("kept_4w", before.__contains__)]
    adverts = [row for row in read(practice, "campaign.csv") if row["channel"] == "short_video_ads"]
    cost, signups, attended = (sum(int(row[name]) for row in adverts) for name in ("cost", "signups", "attended"))
    farthest = daily_looks()
    alarms = sum(one > 1.96 for one in farthest) / len(farthest)
    chance = 2 * sqrt(alarms * (1 - alarms) / 500)
    line = farthest[round(0.95 * len(farthest))]
    low, high = 100 * (alarms - chance), 100 * (alarms + chance)
    return [
        points(gain(*groups(sound, "converted"))),
        yuan(gain(*groups(sound, "amount"))),
        (f"{sizes[0]:,}比{sizes[1]:,}", f"{sizes[0]:,} to {sizes[1]:,}"),
        (f"{since.month}月{since.day}日", f"{since.day} June"),
        against(percent(tried[0]), percent(tried[1])),
        against(percent(kept[0]), percent(kept[1])),
        (f"{cost / signups:.2f}元，{cost / attended:.2f}元", f"{cost / signups:.2f} yuan, {cost / attended:.2f} yuan"),
        (
            f"约{100 * alarms:.0f}%，{low:.0f}%至{high:.0f}%，±{line:.1f}",
            f"about {100 * alarms:.0f}%, {low:.0f}% to {high:.0f}%, ±{line:.1f}",
        ),
    ]


# --- events


def funnel(practice: Path) -> Values:
    events = read(practice, "events.csv")
    again = repeated(events)
    assert {(row["event"], row["version"]) for row in again} == {("paywall", "3.2")}
    steps = [f"{len(person_days(events, step)):,}" for step in STEPS]
    week = [row for row in events if row["time"] >= WEEK_TWO]

    def share(rows: Iterable[Row], part: str, whole: str) -> str:
        rows = list(rows)
        return percent(len(person_days(rows, part)), len(person_days(rows, whole)))

    finish = [share((row for row in week if row["version"] == version), "finish_task", "start_task") for version in ("3.1", "3.2")]
    view = [share((row for row in events if row["source"] == source), "view_plan", "open") for source in ("push", "icon")]
    strange = len(person_days(events, "finish_task") - person_days(events, "start_task"))
    shown = sum(row["event"] == "paywall" for row in events)
    people = len({row["user_id"] for row in events})
    return [
        (f"{len(events):,}行，{people}人", f"{len(events):,} rows, {people} people"),
        (f"{len(again)}行", f"{len(again)} rows"),
        (f"{shown}次，去重后{shown - len(again)}次", f"{shown}, without duplicates {shown - len(again)}"),
        ("、".join(steps), ", ".join(steps)),
        against(view[0], view[1]),
        against(finish[0], finish[1]),
        (f"{strange}个人天", f"{strange} person-days"),
    ]


def dictionary(practice: Path) -> Values:
    events, users = read(practice, "events.csv"), read(practice, "users.csv")

    def people(event: str, second: bool) -> set[str]:
        return {row["user_id"] for row in events if row["event"] == event and (row["time"] >= WEEK_TWO) == second}

    weeks = {event: (people(event, second=False), people(event, second=True)) for event in ("open", "finish_task", "pay")}
    active = [len(weeks[event][1]) for event in ("open", "finish_task", "pay")]
    kept = [percent(len(first & second), len(first)) for first, second in (weeks["open"], weeks["finish_task"])]
    new = {row["user_id"] for row in users if WEEK_TWO <= row["registered"] <= "2025-06-30"}
    begun = new & weeks["finish_task"][1]
    ever, now = sum(int(row["paid_total"]) > 0 for row in users), sum(row["plan"] != "free" for row in users)
    unbooked = {row["user_id"] for row in users if row["paid_total"] == "0"} & (weeks["pay"][0] | weeks["pay"][1])
    return [
        (f"{active[0]}人，{active[1]}人，{active[2]}人", f"{active[0]}, {active[1]}, {active[2]} people"),
        (f"{len(new)}人，其中{len(begun)}人", f"{len(new)} people, {len(begun)} of them"),
        against(kept[0], kept[1]),
        (f"{active[2]}人，{ever}人，{now}人", f"{active[2]}, {ever}, {now} people"),
        (f"{len(unbooked)}人", f"{len(unbooked)} people"),
    ]


# --- pairs of headlines


def pairs(practice: Path, name: str, most: int) -> list[tuple[int, float, float, float]]:
    """Of each pair: its number, by how much B's click rate is above A's, the standard error of that, the mean click rate."""
    versions = {(int(row["pair"]), row["version"]): row for row in read(practice, name)}
    found = []
    for pair in range(1, most + 1):
        shown, clicks = ([int(versions[pair, version][column]) for version in "AB"] for column in ("impressions", "clicks"))
        rates = [one / many for one, many in zip(clicks, shown, strict=True)]
        error = sqrt(sum(rate * (1 - rate) / many for rate, many in zip(rates, shown, strict=True)))
        found.append((pair, rates[1] - rates[0], error, sum(clicks) / sum(shown)))
    return found


def interval(pair: tuple[int, float, float, float]) -> tuple[str, str]:
    number, more, error, _ = pair
    low, high = sorted((abs(more) - 1.96 * error, abs(more) + 1.96 * error))
    figures = f"{100 * abs(more):.2f}", f"{100 * low:.2f}", f"{100 * high:.2f}"
    return (
        f"第{number}对，{figures[0]}点（{figures[1]}至{figures[2]}）",
        f"pair {number}: {figures[0]} points ({figures[1]} to {figures[2]})",
    )


def first_ab_test(practice: Path) -> Values:
    rows = read(practice, "headlines.zh.csv")
    found = pairs(practice, "headlines.zh.csv", 10)
    decided = [pair for pair in found if abs(pair[1]) > 1.96 * pair[2]]
    [open_one] = [pair for pair in found if pair not in decided]
    few = [pair for pair in found if abs(pair[1]) > 1.96 * pair[2] * sqrt(8)]
    size = 16 * open_one[3] * (1 - open_one[3]) / open_one[1] ** 2
    shown = {pair: [int(row["impressions"]) for row in rows if row["pair"] == str(pair)] for pair in range(1, 11)}
    off = max(abs(one - other) / 2 / (0.5 * sqrt(one + other)) for one, other in shown.values())
    left, most = "、".join(str(pair[0]) for pair in few), 100 * (abs(open_one[1]) + 1.96 * open_one[2])
    return [
        (f"{len(decided)}对；第{open_one[0]}对分不出", f"{len(decided)} pairs; pair {open_one[0]} is not"),
        interval(max(decided, key=lambda pair: abs(pair[1]))),
        interval(min(decided, key=lambda pair: abs(pair[1]))),
        (f"{len(few)}对：第{left}对", f"{len(few)} pairs: {left.replace('、', ', ')}"),
        (f"约{size / 10_000:.1f}万次", f"about {size / 1000:.0f},000 times"),
        (f"{most:.2f}点", f"{most:.2f} points"),
        (f"{off:.1f}个标准误", f"{off:.1f} standard errors"),
    ]


def forecasts(practice: Path) -> Values:
    found = pairs(practice, "forecast_pairs.zh.csv", 20)
    undecided = [pair for pair in found if abs(pair[1]) <= 1.96 * pair[2]]
    closest = min(found, key=lambda pair: abs(pair[1]))
    return [
        (f"{sum(pair[1] < 0 for pair in found)}对", f"{sum(pair[1] < 0 for pair in found)} pairs"),
        (f"{len(undecided)}对", f"{len(undecided)} pairs"),
        interval(max(found, key=lambda pair: abs(pair[1]))),
        (f"第{closest[0]}对", f"pair {closest[0]}"),
    ]


KEYS: dict[str, Callable[[Path], Values]] = {
    "monthly-sheet-by-definition": monthly_sheet,
    "weekly-report-with-flags": weekly_report,
    "first-queries-funnel": funnel,
    "first-ab-test": first_ab_test,
    "explain-a-drop": explain_a_drop,
    "cohort-repurchase": cohort_repurchase,
    "one-dictionary-two-readers": dictionary,
    "audit-ten-figures": audit,
    "forecasts-before-decisions": forecasts,
}

ALSO_SHOWN = {"cohort-repurchase": {"14.8%": "the coupon SALE15 takes 15% off"}}
