"""Support tickets and requests to Dawnly (早禾), each sentence by hand in both languages and used once, the newest first.

To be found: the few who pay ask loudest for looks (a dark theme), while lost records, from version 3.2 on, hit everybody and stand under
four areas; of the others one in nine has the wrong area; many people report one cause in words that share nothing, and some look like it
and are not (a plan that has ended, a second account, a day that was left out); tickets of new users stay open most.
"""

from datetime import date, timedelta

from making.dice import Dice
from making.table import Language, table
from making.words import Pair, words

SEED = 20250709
COUNT = 200
FIRST_DAY = date(2025, 4, 1)
DAYS = 91
RELEASE = 49  # version 3.2 comes out
SEGMENTS = {"new": 0.30, "active": 0.34, "paying": 0.14, "lapsed": 0.10, "creator": 0.12}

# cause: (area where it belongs, weight by segment where it differs from 1); the sentences stand in words/tickets.txt
CAUSES: dict[str, tuple[str, dict[str, float]]] = {
    "lost": ("sync", {"active": 2.4, "creator": 1.6}),
    "dark": ("other", {"paying": 9, "new": 0.1, "active": 0.5, "lapsed": 0.1}),
    "remind": ("reminders", {}),
    "money": ("payment", {"paying": 3, "new": 1.2, "creator": 0.4}),
    "enter": ("account", {"new": 3.2, "lapsed": 2, "paying": 0.5}),
    "howto": ("plans", {"new": 3, "creator": 0.3}),
    "people": ("community", {"creator": 4, "active": 1.2, "new": 0.6}),
    "stats": ("statistics", {"paying": 1.8, "new": 0.4}),
    "widget": ("widget", {"active": 1.6}),
}


def tickets(language: Language) -> str:
    return table("ticket date segment area text status", ((*row[:4], row[4][language == "en"], row[5]) for row in _written()))


def _written() -> list[tuple[str, date, str, str, Pair, str]]:
    """The newest first, as support's tool gives them out."""
    dice = Dice(SEED)
    decks = {cause: dice.shuffled(sentences) for cause, sentences in words("tickets").items()}
    rows: list[tuple[date, str, str, Pair, str]] = []
    while len(rows) < COUNT:
        segment = dice.weighted(SEGMENTS)
        cause = dice.weighted({name: likes.get(segment, 1.0) for name, (_, likes) in CAUSES.items() if decks[name]})
        day = dice.between(RELEASE, DAYS - 1) if cause == "lost" else dice.between(0, DAYS - 1)
        filed, status = _filed(dice, cause, CAUSES[cause][0]), _status(dice, day, segment, cause)
        rows.append((FIRST_DAY + timedelta(day), segment, filed, decks[cause].pop(), status))
    rows.sort(key=lambda row: row[0])
    return [(f"T{number:03}", *row) for number, row in enumerate(rows, 1)][::-1]


def _filed(dice: Dice, cause: str, area: str) -> str:
    """Where support has put it: lost records wherever they first showed, one other ticket in nine simply wrong."""
    if cause == "lost":
        return dice.weighted({"sync": 0.4, "statistics": 0.22, "widget": 0.16, "account": 0.22})
    return dice.pick(["other", "plans", "account", "community"]) if dice.chance(0.11) else area


def _status(dice: Dice, day: int, segment: str, cause: str) -> str:
    age = DAYS - day
    if dice.chance(0.62 if segment in {"paying", "creator"} else 0.2 if segment == "new" else 0.42):
        return "planned" if cause in {"dark", "stats"} and dice.chance(0.5) else "closed" if age > 12 else "answered"
    return "answered" if dice.chance(0.35) else "open"
