"""The exact best choice under a budget, by integer programming (SciPy's HiGHS), and the random instances it is asked about."""

import os
import random
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from opscareer.engine.plan.knapsack import Option

COMPETENCIES, HALVES = 4, 8


class Instance(NamedTuple):
    options: tuple[Option, ...]
    stretches: tuple[float, ...]
    hours: float


def instance(seed: int) -> Instance:
    """30-60 units over eight half levels of four competencies; budgets from a twentieth to three fifths of all hours."""
    dice = random.Random(seed)
    options: list[Option] = []
    for number in range(dice.randint(30, 60)):
        competency, low = dice.randrange(COMPETENCIES), dice.randrange(HALVES)
        high = min(HALVES, low + dice.choice([1, 1, 1, 2]))
        needs = dice.sample(options, min(len(options), dice.choice([0, 0, 1, 1, 2, 3])))
        options.append(
            Option(
                id=f"unit-{number:02}",
                hours=dice.choice([3, 4, 6, 8, 10, 15, 25, 30]),
                needs=tuple(option.id for option in needs),
                covers=frozenset(range(HALVES * competency + low, HALVES * competency + high)),
                worth=dice.choice([0, 0, 0, 0.1, 0.2]),
            )
        )
    stretches = [dice.random() * dice.choice([0, 1, 1]) for _ in range(COMPETENCIES * HALVES)]
    return Instance(tuple(options), tuple(stretches), sum(option.hours for option in options) * dice.uniform(0.05, 0.6))


def worth(given: Instance, ids: frozenset[str]) -> float:
    """What a choice is worth: each stretch it covers once, and its options' own worth."""
    chosen = [option for option in given.options if option.id in ids]
    covered = {stretch for option in chosen for stretch in option.covers}
    return sum(given.stretches[stretch] for stretch in covered) + sum(option.worth for option in chosen)


def optimum(given: Instance) -> float:
    """The worth of the best choice. One variable an option (taken?) and one a stretch (covered?), all 0 or 1."""
    options, stretches = given.options, given.stretches
    place = {option.id: number for number, option in enumerate(options)}
    rows = [[option.hours for option in options] + [0.0] * len(stretches)]
    limits = [given.hours]
    for option in options:
        rows += [_row(given, {place[option.id]: 1, place[needed]: -1}) for needed in option.needs]
        limits += [0.0] * len(option.needs)
    for stretch in range(len(stretches)):
        covering = {number: -1 for number, option in enumerate(options) if stretch in option.covers}
        rows.append(_row(given, {**covering, len(options) + stretch: 1}))
        limits.append(0.0)
    gain = np.array([option.worth for option in options] + list(stretches))
    with _silent():
        found = milp(
            -gain, constraints=LinearConstraint(np.array(rows), -np.inf, limits), integrality=np.ones(len(gain)), bounds=Bounds(0, 1)
        )
    assert found.status == 0, found.message
    return -float(found.fun)


def _row(given: Instance, entries: dict[int, int]) -> Sequence[float]:
    row = [0.0] * (len(given.options) + len(given.stretches))
    for column, value in entries.items():
        row[column] = value
    return row


@contextmanager
def _silent() -> Iterator[None]:
    """HiGHS prints lines of its own past Python, straight on the file descriptor."""
    sys.stdout.flush()
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)
