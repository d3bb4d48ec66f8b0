"""A hundred and twenty reviews of Dawnly (早禾), sorted into eleven classes by two people and by an AI: older ones of `reviews.py`, and
some about lost records and about cancelling that mostly do not stand there.

To be found: the two people agree on nearly nine in ten; the AI agrees with them less, and its errors have a system: what says nothing it
forces into a class and is sure of it, and lost records that speak of days or ticks it calls the streak. How sure it is does not tell right
from wrong.
"""

from making.dice import Dice
from making.reviews import THEMES, posted
from making.table import Language, table
from making.words import Pair, words

SEED = 20250718
COUNT, LOST = 120, 16

# what somebody in a hurry takes a class for
NEAR = {
    "lost": "streak",
    "reminders": "widget",
    "streak": "plans",
    "price": "cancel",
    "cancel": "price",
    "widget": "speed",
    "plans": "start",
    "community": "start",
    "speed": "start",
    "start": "plans",
    "vague": "speed",
}


def ai_labels(language: Language) -> str:
    columns = "no rating text person_a person_b ai ai_sure"
    return table(columns, ((no, stars, text[language == "en"], *labels) for no, stars, text, *labels in _labelled()))


def _labelled() -> list[tuple[int, int, Pair, str, str, str, str]]:
    dice = Dice(SEED)
    theme = {zh.removeprefix("+"): name for name, sentences in words("reviews").items() for zh, _ in sentences}
    shown = [(stars, text) for _, stars, _, text in posted()]
    old = list(dict(zip((text for _, text in shown[100:]), shown[100:], strict=True)).values())
    texts = [text for _, text in shown]
    more = [(dice.between(1, 2), text) for name in ("lost", "cancel") for text in words("reviews")[name] if text not in texts]
    more += [(stars, text) for stars, text in shown[:100] if theme[text[0]] == "lost"][: LOST - 10]
    more = [(stars, (zh.removeprefix("+"), en)) for stars, (zh, en) in more if not zh.startswith("+")]
    chosen = dice.shuffled(dice.shuffled(old)[: COUNT - len(more)] + more)
    return [(no, stars, text, *_labels(dice, theme[text[0]], text[0])) for no, (stars, text) in enumerate(chosen, 1)]


def _labels(dice: Dice, theme: str, zh: str) -> tuple[str, str, str, str]:
    a = theme if dice.chance(0.96) else NEAR[theme]
    b = theme if dice.chance(0.94) else NEAR[theme]
    ai, sure = _machine(dice, theme, zh)
    return a, b, ai, f"{sure / 100:.2f}"


def _machine(dice: Dice, theme: str, zh: str) -> tuple[str, int]:
    if theme == "vague" and dice.chance(0.72):
        return dice.pick(["speed", "price", "start", "widget"]), dice.between(84, 97)
    if theme == "lost" and any(sign in zh for sign in ("天", "断", "卡")):
        return "streak", dice.between(80, 96)
    if dice.chance(0.05):
        return dice.pick([name for name in THEMES if name not in (theme, "lost")]), dice.between(55, 90)
    return theme, dice.between(72, 97)
