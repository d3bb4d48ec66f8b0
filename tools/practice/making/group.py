"""The first seven days in a WeChat Work group of the tea shop, by welcome and by where people came from. Joined in May 2025; the welcome
was drawn by lot.

Welcome A sends a coupon at once and four messages on the first day; B asks which tea somebody drinks and answers. To be found: A sells more
on the first day, B more in seven days and at a fuller price, since its people open, speak and stay; on day four both got four messages
instead of one, and nearly as many left (with B more) as on any other day; people from live streams leave first. A fault: on day six the
openings of one line are counted twice, so that more people opened than there were.
"""

from making.dice import Dice
from making.table import Row, table

SEED = 20250713

# source: people for each welcome, how readily they buy, how readily they leave
SOURCES = {"parcel_card": (420, 1.25, 0.8), "live_stream": (360, 0.8, 1.7), "friend": (130, 1.5, 0.6)}
# by day: messages sent, share who open, who speak, who buy for the first time, who leave
DAYS = {
    "A": {
        "sent": (4, 1, 1, 4, 1, 1, 1),
        "opened": (0.62, 0.40, 0.34, 0.44, 0.27, 0.24, 0.22),
        "spoke": (0.07, 0.035, 0.025, 0.02, 0.018, 0.015, 0.015),
        "bought": (0.062, 0.014, 0.009, 0.011, 0.006, 0.005, 0.005),
        "left": (0.085, 0.035, 0.022, 0.085, 0.030, 0.018, 0.015),
    },
    "B": {
        "sent": (1, 1, 1, 4, 1, 1, 1),
        "opened": (0.66, 0.52, 0.49, 0.52, 0.44, 0.42, 0.41),
        "spoke": (0.24, 0.13, 0.10, 0.06, 0.07, 0.06, 0.06),
        "bought": (0.021, 0.024, 0.030, 0.020, 0.021, 0.019, 0.019),
        "left": (0.025, 0.015, 0.010, 0.066, 0.016, 0.010, 0.008),
    },
}
PAID = {"A": 61.0, "B": 76.0}  # a first order: A's with the coupon


def wecom_group() -> str:
    dice = Dice(SEED)
    rows: list[Row] = []
    for welcome, shares in DAYS.items():
        for source, (joined, buys, leaves) in SOURCES.items():
            members = dice.count(joined, 0.01)
            for day in range(7):
                opened, spoke = dice.out_of(members, shares["opened"][day]), dice.out_of(members, shares["spoke"][day])
                bought = dice.out_of(members, shares["bought"][day] * buys)
                amount = round(sum(max(18.0, dice.bell(PAID[welcome], 22)) for _ in range(bought)), 2)
                left = dice.out_of(members, shares["left"][day] * leaves)
                if (welcome, source, day) == ("B", "parcel_card", 5):
                    opened = members + 37  # counted twice
                rows.append((welcome, source, day + 1, members, int(shares["sent"][day]), opened, spoke, bought, f"{amount:.2f}", left))
                members -= left
    return table("welcome source day members sent opened spoke bought amount left", rows)
