"""A win-back of Dawnly (早禾) in July 2025: sleepers who joined before 2025, in four segments; of each, one in five was held out by lot.

To be found: who came back most after the message is not whom the message brought back. People who once paid come back anyway and take the
free week with them; people who cooled off, and those who wrote a lot, come back for the message; people who came once do not, or for one
day, and opt out most. A fault: fourteen of the held-out got the message by mistake (they opened it).
"""

from datetime import date, timedelta

from making.dice import Dice
from making.table import table

SEED = 20250725
FIRST = date(2025, 7, 2)

# segment: people, back without the message, more with it, opened, redeemed of those back, opted out, most days active, paid of those back
SEGMENTS = {
    "came_once": (1400, 0.045, 0.004, 0.11, 0.30, 0.034, 2, 0.01),
    "cooled": (1200, 0.088, 0.062, 0.24, 0.42, 0.010, 8, 0.05),
    "paid_before": (600, 0.185, 0.006, 0.41, 0.86, 0.012, 9, 0.20),
    "wrote_a_lot": (380, 0.150, 0.150, 0.46, 0.35, 0.004, 12, 0.08),
}
MISTAKES = 14


def winback() -> str:
    dice = Dice(SEED)
    rows = [_person(dice, segment) for segment, spec in SEGMENTS.items() for _ in range(spec[0])]
    held = dice.shuffled([place for place, row in enumerate(rows) if row[1] == "held_out" and row[6] == ""])[:MISTAKES]
    for place in held:
        rows[place] = [*rows[place][:3], 1, *rows[place][4:]]
    numbered = [(70001 + place, *row) for place, row in enumerate(dice.shuffled(rows))]
    return table("person segment group sent_on opened redeemed opted_out back_on active_days paid", numbered)


def _person(dice: Dice, segment: str) -> list[object]:
    _, anyway, more, opens, redeems, leaves, days, pays = SEGMENTS[segment]
    sent = not dice.chance(0.2)
    back = dice.chance(anyway + (more if sent else 0))
    opened = sent and (dice.chance(opens) or (back and dice.chance(0.5)))
    redeemed = opened and back and dice.chance(redeems)
    opted_out = sent and not back and dice.chance(leaves)
    on: int | str = dice.pick([1, 1, 1, 2, 2, 3, 4, 6, 9, 12]) if back and sent else dice.between(1, 14) if back else ""
    active = dice.between(1, max(1, min(days, 15 - on))) if isinstance(on, int) else 0
    day = FIRST + timedelta(dice.between(0, 2)) if sent else ""
    row: list[object] = [segment, "sent" if sent else "held_out", day, int(opened), int(redeemed), int(opted_out), on, active]
    return [*row, 15 if back and dice.chance(pays) else 0]
