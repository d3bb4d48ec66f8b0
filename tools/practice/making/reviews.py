"""Reviews of Dawnly (早禾) in an app store, each by hand in both languages, the newest first.

To be found: about ten themes that come back in other words; one of them (lost records) begins with version 3.2; two on which users
contradict each other (reminders, the streak); many that say nothing; five stars with a complaint, one star for the post office.
"""

from datetime import date, timedelta

from making.dice import Dice
from making.table import Language, table
from making.words import Pair, words

SEED = 20250708
COUNT = 240
DAYS = 181
FIRST_DAY = date(2025, 1, 1)
RELEASES = {"3.0": 0, "3.1": 58, "3.2": 139}  # the day each version comes out

# theme: how often before 3.2, how often after, ratings from-to (praise has 4 or 5); the sentences stand in words/reviews.txt
THEMES: dict[str, tuple[float, float, tuple[int, int]]] = {
    "lost": (0, 26, (1, 2)),
    "reminders": (8, 7, (2, 4)),
    "streak": (8, 6, (1, 3)),
    "price": (6, 8, (1, 3)),
    "cancel": (3, 4, (1, 2)),
    "widget": (7, 5, (3, 5)),
    "plans": (6, 5, (2, 4)),
    "community": (5, 7, (1, 3)),
    "speed": (6, 6, (1, 3)),
    "start": (6, 6, (2, 4)),
    "vague": (12, 10, (1, 4)),
}


def reviews(language: Language) -> str:
    return table("date rating version text", ((day, stars, version, text[language == "en"]) for day, stars, version, text in posted()))


def posted() -> list[tuple[date, int, str, Pair]]:
    """The newest first, as a store gives them out."""
    dice = Dice(SEED)
    decks = {theme: dice.shuffled(sentences) for theme, sentences in words("reviews").items()}
    decks["vague"] += dice.shuffled(decks["vague"])[:8]  # short words come twice
    rows: list[tuple[date, int, str, Pair]] = []
    while len(rows) < COUNT:
        day = dice.between(0, DAYS - 1)
        late = day >= RELEASES["3.2"]
        if not late and dice.chance(0.25):  # more people write once 3.2 is out
            continue
        theme = dice.weighted({name: spec[1] if late else spec[0] for name, spec in THEMES.items() if decks[name]})
        zh, en = decks[theme].pop()
        low, high = (4, 5) if zh.startswith("+") else THEMES[theme][2]
        stars = 5 if theme != "vague" and dice.chance(0.06) else _stars(dice, low, high)
        version = "3.2" if theme == "lost" else _version(dice, day)
        rows.append((FIRST_DAY + timedelta(day), stars, version, (zh.removeprefix("+"), en)))
    return sorted(rows, key=lambda row: row[0], reverse=True)


def _stars(dice: Dice, low: int, high: int) -> int:
    """Reviews stand at the ends more than in the middle."""
    return dice.pick([low, low, high, high, dice.between(low, high)])


def _version(dice: Dice, day: int) -> str:
    """The newest one, or for one in six the one before."""
    out = [name for name, first in RELEASES.items() if first <= day]
    return out[-2] if len(out) > 1 and dice.chance(0.17) else out[-1]
