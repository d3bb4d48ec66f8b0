"""Two live streams of the tea shop, minute by minute: 18 June (L1) and 29 June 2025 (L2), two hours each from 8 p.m., host Ning.

To be found: in L1 from minute 38 to 44 the picture stood still, and the oolong lost a third of its viewers to the network, not to the
host; the draw (61–66) brings many times the comments and no order, and its viewers leave after it; the gift box has the most clicks and
hardly an order, and those at list price, until minute 82, when the coupon was set right; of the cheaper teas oolong sells most for each
thousand viewer-minutes. In L2 bought visitors (31–50) triple who comes in, leave within minutes and buy so little that 600 yuan do not
come back. A fault: in L2 the orders of minutes 108 to 115 were booked in minute 116, which has more orders than clicks.
"""

from making.dice import Dice
from making.table import Language, Row, table

SEED = 20250779

LIVE_PRICE = 0.8  # of the list price, with the coupon of the stream
# what is on: clicks for each viewer, orders for each click, comments for each viewer, price with the coupon
ITEMS = {
    "warm_up": (0.004, 0.05, 0.05, 54.4),
    "green": (0.035, 0.11, 0.03, 54.4),
    "oolong": (0.050, 0.17, 0.06, 70.4),
    "black": (0.034, 0.11, 0.03, 60.8),
    "flower": (0.030, 0.09, 0.03, 36.0),
    "gift_box": (0.078, 0.10, 0.04, 174.4),
    "cup": (0.028, 0.10, 0.03, 47.2),
    "draw": (0.006, 0.03, 0.30, 54.4),
}
# first minute of each part
PLANS = {
    "L1": {1: "warm_up", 11: "green", 31: "oolong", 46: "flower", 61: "draw", 67: "gift_box", 91: "cup", 106: "oolong"},
    "L2": {1: "warm_up", 7: "oolong", 31: "gift_box", 51: "draw", 57: "green", 81: "black", 96: "oolong"},
}
NOTES = {
    ("L1", 38): ("有人说画面卡住了，声音还在", "Somebody says the picture stands still, the sound goes on"),
    ("L1", 45): ("换了网络，画面恢复", "Another network, the picture is back"),
    ("L1", 61): ("抽奖，10份小样", "Draw for 10 small bags"),
    ("L1", 70): ("评论里问：怎么不是直播价？", "In the comments: why is this not the live price?"),
    ("L1", 82): ("改好礼盒的券", "Coupon of the gift box set right"),
    ("L1", 106): ("乌龙返场，边泡边答", "Oolong once more, brewing and answering"),
    ("L2", 7): ("开场就泡乌龙，边泡边答", "Begins with oolong, brewing and answering"),
    ("L2", 31): ("投放开始，预算600元", "Bought visitors begin, budget 600 yuan"),
    ("L2", 51): ("投放结束；抽奖，10份小样", "Bought visitors end; draw for 10 small bags"),
    ("L2", 96): ("乌龙返场", "Oolong once more"),
}
FROZEN, BOUGHT, NO_COUPON, LATE = range(38, 45), range(31, 51), range(67, 82), range(108, 116)


def live_minutes(language: Language) -> str:
    place = int(language == "en")
    columns = "stream minute item entered viewers comments clicks orders amount note"
    return table(columns, ((*row, NOTES.get((str(row[0]), int(str(row[1]))), ("", ""))[place]) for row in _minutes()))


def _minutes() -> list[Row]:
    dice = Dice(SEED)
    rows: list[Row] = []
    for stream, plan in PLANS.items():
        viewers, bought, late, item = 90, 0, 0, ""
        for minute in range(1, 121):
            item = plan.get(minute, item)
            paid = dice.count(95, 0.1) if stream == "L2" and minute in BOUGHT else 0
            entered = dice.count(62 if item == "draw" else 38 if minute < 100 else 26, 0.1)
            frozen = stream == "L1" and minute in FROZEN
            left = dice.out_of(
                viewers,
                0.15
                if frozen
                else 0.14
                if "draw" in (plan.get(minute - 6), plan.get(minute - 7), plan.get(minute - 8)) and item != "draw"
                else 0.05
                if item == "draw"
                else 0.085,
            )
            gone = dice.out_of(bought, 0.42)
            viewers, bought = viewers - left + entered, bought - gone + paid
            orders, row = _sales(dice, stream, minute, item, (viewers, bought), frozen)
            if stream == "L2" and minute in LATE:
                late, orders = late + orders, 0
            elif late:
                late, orders = 0, late + orders
            price = ITEMS[item][3] / (LIVE_PRICE if stream == "L1" and minute in NO_COUPON else 1)
            rows.append((stream, minute, item, entered + paid, viewers + bought, *row, orders, f"{orders * price:.2f}"))
    return rows


def _sales(dice: Dice, stream: str, minute: int, item: str, people: tuple[int, int], frozen: bool) -> tuple[int, tuple[int, int]]:
    """Orders; comments and clicks. Bought visitors click a ninth as often."""
    click, order, talk, _ = ITEMS[item]
    interested = people[0] + people[1] // 9
    comments = dice.count(sum(people) * (0.13 if frozen else talk), 0.1)
    clicks = dice.out_of(interested, click * (0.45 if frozen else 1))
    broken = stream == "L1" and minute in NO_COUPON
    return dice.out_of(clicks, 0.015 if broken and item == "gift_box" else order), (comments, clicks)
