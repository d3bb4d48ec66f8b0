"""Forty things that Dawnly (早禾) wrote to its users in 2024, each to one stage of their life with it; of each audience a third was
held out by lot and got nothing. The words stand in `words/touches.txt`; what came of them is in two files, the second for after the bets.

To be found: the share who did it after the message says little. Members renew anyway, so that gifts to them have high shares and no gain;
what gains is a person's own record, one small step, and (for those who are at home) another person. Gifts, news and thanks gain nothing
that shows, but for the free week to people who have just stopped coming (34), and that costs. One by persons fails: a hello among
strangers (24). Words in a hurry make people opt out. A fault: of touch 15 more claims are booked than people were reached.
"""

from making.dice import Dice
from making.table import Language, Row, table
from making.words import words

SEED = 20250727

# stage: people reached, and how many do by themselves what is hoped of the stage
STAGES = {"new": (400, 0.30), "regular": (1200, 0.06), "paying": (500, 0.62), "slipping": (1000, 0.22), "asleep": (2400, 0.05)}
GIFTS = {"": 0.0, "cards_2": 2.0, "cards_5": 5.0, "week": 3.5, "month": 7.5, "year": 128.0}
HURRY, QUIET = 0.042, 0.008  # the share who opt out

# by stage, in the order of the words: door, gift, gain, whether in a hurry
TOUCHES: dict[str, list[tuple[str, str, float, bool]]] = {
    "new": [
        ("push", "", 0.15, False),
        ("push", "", 0.0, False),
        ("in_app", "week", 0.02, False),
        ("in_app", "", 0.15, False),
        ("push", "", 0.15, False),
        ("push", "", 0.0, False),
        ("push", "cards_2", 0.01, True),
        ("in_app", "", 0.01, False),
    ],
    "regular": [
        ("in_app", "cards_2", 0.004, False),
        ("in_app", "", 0.05, False),
        ("in_app", "", 0.055, False),
        ("push", "year", 0.004, True),
        ("in_app", "", 0.05, False),
        ("push", "", 0.0, False),
        ("in_app", "month", 0.01, False),
        ("push", "", 0.004, False),
    ],
    "paying": [
        ("push", "cards_5", 0.01, False),
        ("push", "", 0.13, False),
        ("text", "", -0.02, True),
        ("push", "", 0.0, False),
        ("push", "month", 0.02, False),
        ("push", "", 0.13, False),
        ("push", "", 0.0, False),
        ("text", "", 0.03, False),
    ],
    "slipping": [
        ("push", "", 0.10, False),
        ("push", "", 0.0, False),
        ("push", "cards_2", 0.02, False),
        ("push", "", 0.10, False),
        ("push", "", 0.10, False),
        ("text", "week", 0.055, False),
        ("push", "", 0.02, True),
        ("push", "", 0.10, False),
    ],
    "asleep": [
        ("text", "week", 0.004, False),
        ("text", "", 0.0, True),
        ("text", "", 0.035, False),
        ("text", "", 0.0, False),
        ("text", "", 0.035, False),
        ("text", "cards_5", 0.003, False),
        ("text", "", 0.004, True),
        ("text", "", 0.035, False),
    ],
}
EACH = 4  # of a stage in either half
MISCOUNTED = 15


def _numbered() -> list[tuple[int, str, int]]:
    """Number, stage and place in the stage: the first half of every stage, then the second."""
    places = [(stage, half * EACH + place) for half in (0, 1) for stage in STAGES for place in range(EACH)]
    return [(number, *place) for number, place in enumerate(places, start=1)]


def touches(language: Language) -> str:
    texts = words("touches")
    rows: list[Row] = []
    for number, stage, place in _numbered():
        door, gift, _, _ = TOUCHES[stage][place]
        cost = f"{GIFTS[gift]:.2f}" if gift else 0
        rows.append((number, stage, door, gift or "none", cost, texts[stage][place][language == "en"]))
    return table("touch stage door gift cost words", rows)


def touch_results(half: int) -> str:
    """What came of the touches of the first half, or of the second."""
    dice = Dice(SEED)
    rows: list[Row] = []
    for number, stage, place in _numbered():
        people, anyway = STAGES[stage]
        _, gift, gain, hurried = TOUCHES[stage][place]
        sent, held_out = dice.count(people, 0.02), dice.count(people / 2, 0.02)
        did, did_anyway = dice.out_of(sent, anyway + gain), dice.out_of(held_out, anyway)
        claimed = 10 if gift == "year" else dice.out_of(did, 0.7) if gift else 0
        if number == MISCOUNTED:
            claimed = sent + 46
        rows.append((number, sent, did, held_out, did_anyway, claimed, dice.out_of(sent, HURRY if hurried else QUIET)))
    middle = len(rows) // 2
    return table("touch sent did held_out did_anyway claimed opted_out", rows[:middle] if half == 1 else rows[middle:])
