"""More of the keys of user operations: the sheet of a week, forty touches, the year of a shop's members."""

from datetime import date, timedelta
from itertools import pairwise, zip_longest
from math import sqrt
from pathlib import Path

from keys.figuring import WEEK_TWO, Row, Values, against, percent, read
from keys.user import LAST_DAY, added, by_customer, margin, people

# --- a week of Dawnly


def week_sheet(where: Path) -> Values:
    events, users = read(where, "events.csv"), read(where, "users.csv")
    opens = [row for row in events if row["event"] == "open"]
    before, now = ({row["user_id"] for row in opens if (row["time"] >= WEEK_TWO) == second} for second in (False, True))
    new = {user["user_id"] for user in users if user["registered"] >= WEEK_TWO}
    silent = before - now
    counts = [len(now), len(new & now), len(now & before - new), len(now - before - new), len(silent)]
    away = len(users) - len(now) - len(silent)
    daily = [len({row["user_id"] for row in opens if row["time"][:10] == day}) for day in sorted({row["time"][:10] for row in opens})][7:]
    once = sum(len({row["time"][:10] for row in opens if row["user_id"] == user and row["time"] < WEEK_TWO}) == 1 for user in silent)
    video = {user["user_id"] for user in users if user["channel"] == "short_video_ads"}
    friend = {user["user_id"] for user in users if user["channel"] == "friend"}
    lost = [f"{len(silent & source)}/{len(before & source)}" for source in (video, friend)]
    joined_before = {user["user_id"] for user in users if "2025-06-17" <= user["registered"] < WEEK_TWO}
    joined, first_visit = sorted(new & before), now & joined_before - before
    not_renewed = sum(user["user_id"] in now and user["last_active"] < WEEK_TWO for user in users)
    return [
        (
            f"活跃{counts[0]}＝新来{counts[1]}＋留下{counts[2]}＋回来{counts[3]}；沉默{counts[4]}，没来{away}",
            f"active {counts[0]} = new {counts[1]} + stayed {counts[2]} + come back {counts[3]}; silent {counts[4]}, away {away}",
        ),
        (f"{counts[0] - len(before):+d}人", f"{counts[0] - len(before):+d} people"),
        against(str(len(new & now)), str(len(joined_before & before))),
        (f"{sum(daily):,}对{counts[0]}", f"{sum(daily):,} against {counts[0]}"),
        (f"{once}人；{len(silent & joined_before)}人", f"{once} people; {len(silent & joined_before)} people"),
        (f"短视频{lost[0]}，朋友{lost[1]}", f"short-video adverts {lost[0]}, friends {lost[1]}"),
        (
            f"{len(joined)}人：{'、'.join(joined)}；{len(first_visit)}人",
            f"{len(joined)} people: {', '.join(joined)}; {len(first_visit)} people",
        ),
        people(not_renewed),
    ]


# --- forty touches


def _interval(row: Row) -> tuple[float, float, float]:
    """By how much more did it of those reached than of those held out, and the 95% interval."""
    sent, did, held_out, anyway = (int(row[name]) for name in ("sent", "did", "held_out", "did_anyway"))
    with_it, without = did / sent, anyway / held_out
    error = 1.96 * sqrt(with_it * (1 - with_it) / sent + without * (1 - without) / held_out)
    return with_it - without, with_it - without - error, with_it - without + error


def _points(row: Row) -> tuple[str, str]:
    share = percent(int(row["did"]), int(row["sent"]))
    more, low, high = (f"{100 * one:.1f}" for one in _interval(row))
    number = row["touch"]
    return f"第{number}条{share}，净增{more}点[{low}，{high}]", f"touch {number}: {share}, gain {more} points [{low}, {high}]"


def touches_through_a_year(where: Path) -> Values:
    said = {row["touch"]: row for row in read(where, "touches.zh.csv")}
    shown, bets = (read(where, f"touch_results_{half}.csv") for half in (1, 2))
    works = {row["touch"] for row in shown + bets if _interval(row)[1] > 0}
    gifts = {number for number, row in said.items() if row["gift"] != "none"}

    def numbers(rows: list[Row]) -> tuple[str, str]:
        found = [row["touch"] for row in rows if row["touch"] in works]
        return f"{len(found)}条：{'、'.join(found)}", f"{len(found)}: {', '.join(found)}"

    idle = max((row for row in shown if said[row["touch"]]["gift"] != "none"), key=lambda row: int(row["did"]) / int(row["sent"]))
    [wrong] = [row for row in shown + bets if int(row["claimed"]) > int(row["sent"])]
    shown_gifts = [row for row in shown if row["touch"] in gifts]
    all_no = sum(row["touch"] not in works for row in bets)
    by_gift = sum((row["touch"] in gifts) == (row["touch"] in works) for row in bets)
    [paid] = [row for row in bets if row["touch"] in gifts & works]
    cost = float(said[paid["touch"]]["cost"]) * int(paid["claimed"]) + 0.05 * int(paid["sent"])
    each = cost / (_interval(paid)[0] * int(paid["sent"]))
    hurried = [row for row in shown + bets if int(row["opted_out"]) > 0.025 * int(row["sent"])]
    calm = [row for row in shown + bets if row not in hurried]
    leave = [percent(added(rows, "opted_out"), added(rows, "sent")) for rows in (hurried, calm)]
    [near] = [row for row in bets if row["touch"] == "24"]
    assert not any(row["touch"] in works for row in [*shown_gifts, *hurried, near])
    return [
        numbers(shown),
        _points(idle),
        numbers(bets),
        (f"全押“否”对{all_no}条，押有礼的对{by_gift}条", f"all 'no' {all_no} right, every gift 'yes' {by_gift} right"),
        _points(near),
        (f"第{paid['touch']}条，{each:.1f}元", f"touch {paid['touch']}, {each:.1f} yuan"),
        (f"{leave[0]}对{leave[1]}", f"{leave[0]} against {leave[1]}"),
        (
            f"第{wrong['touch']}条，发到{int(wrong['sent']):,}人，领了{int(wrong['claimed']):,}份",
            f"touch {wrong['touch']}: {int(wrong['sent']):,} reached, {int(wrong['claimed']):,} claimed",
        ),
    ]


# --- a year of the shop's members

SOURCES = {"friend": "朋友", "search": "搜索", "official_account": "公众号", "ads": "广告", "live_stream": "直播"}


def _in_months(first: date, last: date) -> list[tuple[date, date]]:
    """First and last day of every month."""
    begins = [date(first.year + (first.month - 1 + more) // 12, (first.month - 1 + more) % 12 + 1, 1) for more in range(13)]
    return [(day, after - timedelta(1)) for day, after in pairwise(begins) if day <= last]


def _account(days: dict[str, list[date]], line: int) -> list[tuple[int, int, int, int]]:
    """By month: new, woken, silent, active at the end; active is who bought in the `line` days that end with the month."""
    found, active = [], set[str]()
    for first, last in _in_months(date(2024, 7, 1), LAST_DAY):
        new = {name for name, own in days.items() if first <= own[0] <= last}
        now = {name for name, own in days.items() if any(0 <= (last - day).days < line for day in own)}
        found.append((len(new), len(now - active - new), len(active - now), len(now)))
        active = now
    return found


def _silence(days: dict[str, list[date]], line: int) -> tuple[int, int]:
    """How often nothing was bought for `line` days after an order, watched for 60 more; and how often something was in these."""
    gaps = [
        (after - day).days if after else 10**6
        for own in days.values()
        for day, after in zip_longest(own, own[1:])
        if day <= LAST_DAY - timedelta(line + 60)
    ]
    silent = [gap for gap in gaps if gap > line]
    return len(silent), sum(gap <= line + 60 for gap in silent)


def _by_source(source: str, customers: list[list[Row]], books: list[Row], skip: str = "") -> tuple[float, float, float, int, int]:
    """Of a source's people of 2024: share with a second order in 180 days, margin of those who have one, cost of each; both counts."""
    own = [rows for rows in customers if rows[0]["channel"] == source and rows[0]["date"] < "2025" and rows[0]["date"][:7] != skip]
    begun = [date.fromisoformat(rows[0]["date"]) for rows in own]
    seen = [[row for row in rows if (date.fromisoformat(row["date"]) - day).days < 180] for rows, day in zip(own, begun, strict=True)]
    members = [rows for rows in seen if len(rows) > 1]
    lines = [line for line in books if line["channel"] == source and line["month"] < "2025" and line["month"] != skip]
    cost = sum(float(line["spend"] or 0) + 40 * float(line["hours"]) for line in lines)
    each = sum(margin(row) for rows in members for row in rows) / len(members)
    return len(members) / len(own), each, cost / len(members), len(members), len(own)


def _november(ads: tuple[float, float, float, int, int], books: list[Row]) -> tuple[str, str]:
    """Margin of a member from adverts against the cost of one: November's spending taken as 0, and as the mean of the other months."""
    entered = [float(line["spend"]) for line in books if line["channel"] == "ads" and line["month"] < "2025" and line["spend"]]
    costs = ads[2], ads[2] + sum(entered) / len(entered) / ads[3]
    zero, mean = (against(f"{ads[1]:.0f}", f"{cost:.0f}") for cost in costs)
    return f"{zero[0]}；{mean[0]}", f"{zero[1]}; {mean[1]}"


def year_of_members(where: Path) -> Values:
    orders, books = read(where, "orders.csv"), read(where, "channel_costs.csv")
    customers = by_customer(orders)
    days = {name: [date.fromisoformat(row["date"]) for row in rows] for name, rows in customers.items()}
    twice = sum(len(own) > 1 for own in days.values())
    june = [row for row in orders if row["date"] >= "2025-06"]
    old = sum(row["date"] != customers[row["customer_id"]][0]["date"] for row in june)
    found = {source: _by_source(source, list(customers.values()), books, "2024-11" if source == "ads" else "") for source in SOURCES}
    whole = {source: _by_source(source, list(customers.values()), books) for source in SOURCES}
    begun, again = (sum(one[place] for one in whole.values()) for place in (4, 3))
    account = _account(days, 90)
    new, woken, silent = (sum(month[place] for month in account) for place in range(3))
    peak, last = account[6][3], account[-1][3]
    since = [sum(month[place] for month in account[7:]) for place in range(3)]
    assert peak == max(month[3] for month in account)
    shares = {line: _silence(days, line) for line in (30, 45, 60, 75, 90)}
    back = [percent(returned, many) for many, returned in shares.values()]
    recent = [
        day + timedelta(45)
        for own in days.values()
        for day, after in zip_longest(own, own[1:])
        if date(2025, 4, 1) <= day + timedelta(45) <= LAST_DAY and (after is None or (after - day).days > 45)
    ]

    def all_sources(what: list[str]) -> tuple[str, str]:
        return (
            "，".join(f"{SOURCES[name]}{one}" for name, one in zip(SOURCES, what, strict=True)),
            ", ".join(f"{name} {one}" for name, one in zip(SOURCES, what, strict=True)),
        )

    worth = [f"{one[1]:.0f}／{one[2]:.0f}" for one in found.values()]
    worth_zh, worth_en = all_sources(worth)
    return [
        (
            f"{percent(twice, len(customers))}、{percent(old, len(june))}、{percent(again, begun)}",
            f"{percent(twice, len(customers))}, {percent(old, len(june))}, {percent(again, begun)}",
        ),
        (
            f"新来{new:,}＋回来{woken}－沉默{silent:,}＝{last}",
            f"new {new:,} + come back {woken} - silent {silent:,} = {last}",
        ),
        (
            f"1月底{peak}人；之后新来{since[0]}、回来{since[1]}、沉默{since[2]}",
            f"{peak} at the end of January; since then new {since[0]}, come back {since[1]}, silent {since[2]}",
        ),
        ("、".join(back), ", ".join(back)),
        all_sources([percent(one[0]) for one in whole.values()]),
        (f"{worth_zh}元", worth_en.replace("／", " / ") + " yuan"),
        _november(whole["ads"], books),
        (f"{len(recent)}次", f"{len(recent)} times"),
    ]


KEYS = {
    "user-sheet-of-a-week": week_sheet,
    "touches-through-a-year": touches_through_a_year,
    "year-of-members": year_of_members,
}

ALSO_SHOWN = {
    "touches-through-a-year": {
        "40": "how many touches there are",
        "30": "the days after which somebody is asleep",
        "21": "the first of the bets",
        "24": "the article of the law",
    },
    "year-of-members": {"90": "the days of being active", "180": "the days of the watch"},
}
