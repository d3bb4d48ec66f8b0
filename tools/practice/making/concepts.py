"""What sixteen events of the tea shop (半山茶铺) brought. Written by hand; nothing in it is drawn. The concepts are in `past_events.*.md`.

To be found: money off for everybody sells most while it lasts and loses: it also goes to those who would have bought anyway, the fortnight
after is empty, newcomers do not return. A prize for anybody gathers people for the prize. What only this shop can offer, to people it
knows, sells little more and earns. One failed for its page and not for its idea, one for the room; one is blamed on the rain.
"""

from making.table import Language, table

COLUMNS = "event days cost joined orders usual_orders margin after_orders usual_after new_buyers kept_90 note"
# number, days, cost, joined, orders, usual, margin of an order, orders in the 14 days after, usual, newcomers, of them bought again; note
EVENTS: list[tuple[str, int, int, int, int, int, int, int, int, int, int, tuple[str, str]]] = [
    ("C01", 3, 600, 900, 74, 26, 44, 96, 126, 22, 4, ("首页大图准时上", "The large picture went up on time")),
    ("C02", 7, 1400, 210, 92, 60, 56, 130, 120, 6, 3, ("500份样茶寄出210份", "Of 500 samples 210 were asked for")),
    ("C03", 5, 1900, 640, 43, 40, 60, 108, 112, 18, 1, ("12人投诉截图被拒", "12 complaints about refused screenshots")),
    ("C04", 14, 900, 120, 139, 112, 58, 121, 112, 34, 19, ("", "")),
    (
        "C05",
        7,
        1600,
        380,
        61,
        56,
        57,
        110,
        112,
        9,
        3,
        ("集齐的11人", "11 got all seven"),
    ),
    (
        "C06",
        3,
        500,
        64,
        38,
        24,
        55,
        115,
        112,
        3,
        2,
        ("师傅只有一位，排到第三天晚上", "One engraver, busy until night 3"),
    ),
    ("C07", 1, 800, 2300, 47, 9, 37, 99, 120, 20, 3, ("抽奖时在看最多", "Most were watching during the draws")),
    (
        "C08",
        5,
        1100,
        320,
        52,
        42,
        57,
        128,
        118,
        12,
        5,
        ("第2、3天答题页打不开", "Page down on days 2 and 3"),
    ),
    ("C09", 3, 500, 700, 58, 27, 46, 104, 126, 19, 4, ("", "")),
    (
        "C10",
        10,
        700,
        96,
        118,
        85,
        66,
        113,
        119,
        14,
        5,
        ("第三天起两人轮着写卡", "Two people wrote from day 3"),
    ),
    (
        "C11",
        2,
        1300,
        510,
        19,
        17,
        60,
        117,
        116,
        12,
        1,
        ("第二天下雨；头天晴，领340份，9单", "Rain on day 2; day 1 fine: 340 bags, 9 orders"),
    ),
    ("C12", 7, 900, 260, 97, 58, 35, 100, 116, 25, 4, ("3人投诉抽不到老茶", "3 complaints that nobody draws the old tea")),
    ("C13", 7, 400, 150, 83, 60, 60, 124, 120, 4, 2, ("300罐第四天卖完，没再补", "The 300 tins were gone on day 4, none were added")),
    ("C14", 5, 450, 264, 88, 42, 39, 103, 118, 31, 9, ("凑不满退了9单", "9 refunds for groups that stayed short")),
    ("C15", 1, 1500, 52, 24, 9, 62, 124, 118, 5, 4, ("花费里1,200元是租茶室", "1,200 of the cost was the tea room")),
    ("C16", 14, 600, 75, 137, 117, 58, 121, 117, 2, 1, ("", "")),
]
HALF = 8


def first_events(language: Language) -> str:
    return _events(language, EVENTS[:HALF])


def second_events(language: Language) -> str:
    return _events(language, EVENTS[HALF:])


def _events(language: Language, events: list[tuple[str, int, int, int, int, int, int, int, int, int, int, tuple[str, str]]]) -> str:
    return table(COLUMNS, ((*rest, note[int(language == "en")]) for *rest, note in events))
