"""An invented tea shop on the net: a year of orders, two experiments, a sign-up event.

To be found: buyers who only come with a coupon, a season, a category that brings people back; an experiment that sells to more people and
earns no more; another whose split is broken, so that the pooled result says the opposite of what each platform says; a channel whose
sign-ups are the cheapest and never come; a day without tracking and a partner who counts twice.
"""

from datetime import date, timedelta

from making.dice import Dice
from making.table import Row, table

ORDERS, AB_TEST, AB_BROKEN, CAMPAIGN = 20250704, 20250705, 20250706, 20250707

FIRST_ORDER = date(2024, 7, 1)
ORDER_COUNT = 3000
# by month from July: tea is bought for the cold months, for New Year and for the spring harvest
SEASON = (0.6, 0.6, 0.9, 0.9, 1.7, 1.1, 1.6, 0.8, 1.1, 1.4, 1.0, 1.3)
# category: price of a package, and how often the next order follows an order of it
CATEGORIES = {
    "green": (68, 0.44),
    "oolong": (88, 0.56),
    "black": (76, 0.50),
    "flower": (45, 0.32),
    "gift_box": (218, 0.16),
    "cup": (59, 0.22),
}
CHANNELS = {"search": 0.28, "live_stream": 0.26, "official_account": 0.20, "friend": 0.10, "ads": 0.16}


def orders() -> str:
    dice = Dice(ORDERS)
    rows: list[list[object]] = []
    customer = 1000
    while len(rows) < ORDER_COUNT:
        customer += 1
        rows += _customer(dice, f"C{customer}")
    rows = sorted(rows[:ORDER_COUNT], key=lambda row: (row[1], row[0]))
    numbered = [(100001 + place, *row) for place, row in enumerate(rows)]
    return table("order_id customer_id date amount category coupon channel", numbered)


def _customer(dice: Dice, name: str) -> list[list[object]]:
    """All orders of one customer."""
    channel = dice.weighted(CHANNELS)
    hunter = (channel == "live_stream" and dice.chance(0.6)) or dice.chance(0.06)  # buys with a coupon or not at all
    month = dice.weighted(dict(enumerate(SEASON)))
    day = FIRST_ORDER + timedelta(month * 30 + dice.between(0, 30))
    rows: list[list[object]] = []
    while day < FIRST_ORDER + timedelta(365):
        winter = day.month in {12, 1}
        weights = {"green": 0.22, "oolong": 0.2, "black": 0.2, "flower": 0.14, "gift_box": 0.3 if winter else 0.06, "cup": 0.12}
        category = dice.weighted(weights)
        price, returns = CATEGORIES[category]
        coupon = dice.pick(["LIVE20", "LIVE20", "SALE15"]) if hunter else "NEW10" if not rows and dice.chance(0.45) else ""
        amount = price * dice.weighted({1: 0.6, 2: 0.28, 3: 0.09, 6: 0.03}) * {"": 1, "NEW10": 0.9, "SALE15": 0.85, "LIVE20": 0.8}[coupon]
        rows.append([name, day, f"{amount:.2f}", category, coupon, channel])
        if not dice.chance((returns - 0.22 if hunter else returns + 0.14) if channel != "friend" else returns + 0.24):
            break
        day += timedelta(max(3, round(dice.bell(38 if not hunter else 70, 14))))
        if hunter:  # waits for the next sale
            day = day.replace(day=dice.between(10, 13) if day.month in {11, 12, 6} else dice.between(18, 20))
    return rows


# --- experiments --------------------------------------------------------------------------------------------------------------------

PLATFORMS = {"ios": 0.34, "android": 0.5, "mini_program": 0.16}
BASE = {"ios": 0.15, "android": 0.085, "mini_program": 0.11}


def ab_test() -> str:
    """Group B sees a smaller first package: more people buy, and each of them spends less."""
    dice = Dice(AB_TEST)
    rows = []
    for number in range(4000):
        group = dice.pick("AB")
        platform = dice.weighted(PLATFORMS)
        buys = dice.chance(BASE[platform] * (1.34 if group == "B" else 1))
        spent = max(18.0, dice.bell(98 if group == "A" else 74, 24)) if buys else 0
        rows.append(_seen(number + 30001, group, date(2025, 5, 12) + timedelta(dice.between(0, 13)), platform, buys, spent))
    return table("user_id group exposed_on platform converted amount", rows)


def ab_test_broken() -> str:
    """Meant to be half and half. From the fourth day many on Android lose group B before they are counted, since its page is slow there."""
    dice = Dice(AB_BROKEN)
    rows = []
    number = 40001
    while len(rows) < 4000:
        group, platform, day = dice.pick("AB"), dice.weighted(PLATFORMS), dice.between(0, 13)
        number += 1
        if platform == "android" and group == "B" and day >= 3 and dice.chance(0.58):
            continue
        buys = dice.chance(BASE[platform] * (0.9 if group == "B" else 1) * (1.5 if platform == "ios" else 1))
        spent = max(18.0, dice.bell(92, 24)) if buys else 0
        rows.append(_seen(number, group, date(2025, 6, 2) + timedelta(day), platform, buys, spent))
    return table("user_id group exposed_on platform converted amount", rows)


def _seen(number: int, group: str, day: date, platform: str, buys: bool, spent: float) -> Row:
    return (number, group, day, platform, int(buys), f"{spent:.2f}" if buys else 0)


# --- campaign -----------------------------------------------------------------------------------------------------------------------

# channel: cost a day, cost a click, clicks per impression, sign-ups per click, share who attend, share of those who order
EVENT_CHANNELS = {
    "member_group": (0, 0.0, 0.12, 0.34, 0.61, 0.31),
    "official_account": (60, 0.0, 0.045, 0.18, 0.42, 0.22),
    "note_community": (150, 0.4, 0.03, 0.12, 0.33, 0.15),
    "short_video_ads": (0, 0.5, 0.018, 0.21, 0.07, 0.05),
    "campus_partner": (90, 0.0, 0.06, 0.16, 0.38, 0.12),
    "text_message": (0, 0.0, 0.011, 0.26, 0.35, 0.19),
}
REACH = {
    "member_group": 420,
    "official_account": 2400,
    "note_community": 3600,
    "short_video_ads": 14000,
    "campus_partner": 900,
    "text_message": 9000,
}
MESSAGES = {0, 11}  # days on which text messages go out, at 0.05 each


def campaign() -> str:
    dice = Dice(CAMPAIGN)
    rows: list[Row] = []
    for day in range(14):
        push = 1.5 if day in {0, 1, 12, 13} else 0.75 if day in {4, 5, 6} else 1
        for channel, (fixed, per_click, clicked, signed, came, bought) in EVENT_CHANNELS.items():
            sent = channel != "text_message" or day in MESSAGES
            impressions = dice.count(REACH[channel] * push) if sent else 0
            clicks = dice.out_of(impressions, clicked)
            signups = dice.out_of(clicks, signed)
            if channel == "campus_partner" and day == 8:
                signups = clicks + 31  # reported twice, from two lists
            attended = dice.out_of(min(signups, clicks), came)
            ordered = dice.out_of(attended, bought)
            cost = fixed + round(clicks * per_click) + (round(impressions * 0.05) if channel == "text_message" else 0)
            if channel == "official_account" and day == 5:
                clicks = 0  # the link had no tracking that day
            rows.append((date(2025, 5, 12) + timedelta(day), channel, cost, impressions, clicks, signups, attended, ordered))
    return table("date channel cost impressions clicks signups attended ordered", rows)
