"""The exact best choice under a budget, by integer programming (SciPy's HiGHS), and the random instances it is asked about."""

import os
import random
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from opscareer.engine.plan.knapsack import OWN_HOUR, Budget, Option

COMPETENCIES, HALVES = 4, 8
LEAST_STEP = 1e3  # of worth: steps are worth more than everything that is not one


def instance(seed: int) -> Budget:
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
    return Budget(tuple(options), tuple(stretches), sum(option.hours for option in options) * dice.uniform(0.05, 0.6))


def with_steps(plain: Budget, seed: int) -> Budget:
    """The same with what a plan puts first: a unit for every competency, each worth more than all lighter ones; a third of the units is own
    work, of which two fifths of the hours are enough, and some of it the work of the tier."""
    dice = random.Random(1000 + seed)
    weights = dice.sample([1e4 * 2**rank for rank in range(COMPETENCIES)], COMPETENCIES)
    options = []
    for option in plain.options:
        own, gaps = dice.random() < 1 / 3, {stretch // HALVES for stretch in option.covers if plain.stretches[stretch]}
        more = {len(plain.stretches) + gap for gap in gaps} | (
            {len(plain.stretches) + COMPETENCIES} if own and dice.random() < 1 / 2 else set()
        )
        options.append(Option(option.id, option.hours, option.needs, option.covers | more, 0.0, own))
    return Budget(tuple(options), (*plain.stretches, *weights, 2e3), plain.hours, 0.4 * plain.hours)


def worth(given: Budget, ids: frozenset[str]) -> float:
    """What a choice is worth: each stretch it covers once, its options' own worth, and own work up to what is enough."""
    chosen = [option for option in given.options if option.id in ids]
    covered = {stretch for option in chosen for stretch in option.covers}
    own = min(given.enough, sum(option.hours for option in chosen if option.own))
    return sum(given.stretches[stretch] for stretch in covered) + sum(option.worth for option in chosen) + OWN_HOUR * own


def share(given: Budget, ids: frozenset[str]) -> float:
    """What a choice is worth beside its steps, as a share of the best there is: a step that it misses makes it about nothing."""
    covered = {stretch for option in given.options if option.id in ids for stretch in option.covers}
    steps = sum(given.stretches[stretch] for stretch in covered if given.stretches[stretch] >= LEAST_STEP)
    best = optimum(given) - steps
    return (worth(given, ids) - steps) / best if best > 1e-6 else 1.0


def optimum(given: Budget) -> float:
    """The worth of the best choice. One variable an option (taken?), one a stretch (covered?), all 0 or 1, and one for the own work."""
    options, stretches = given.options, given.stretches
    place = {option.id: number for number, option in enumerate(options)}
    rows = [_row(given, {place[option.id]: option.hours for option in options})]
    limits = [given.hours]
    for option in options:
        rows += [_row(given, {place[option.id]: 1, place[needed]: -1}) for needed in option.needs]
        limits += [0.0] * len(option.needs)
    for stretch in range(len(stretches)):
        covering = {number: -1 for number, option in enumerate(options) if stretch in option.covers}
        rows.append(_row(given, {**covering, len(options) + stretch: 1}))
        limits.append(0.0)
    rows.append(_row(given, {**{place[option.id]: -option.hours for option in options if option.own}, len(options) + len(stretches): 1}))
    limits.append(0.0)
    gain = np.array([option.worth for option in options] + list(stretches) + [OWN_HOUR])
    whole = np.array([1] * (len(gain) - 1) + [0])
    most = np.array([1.0] * (len(gain) - 1) + [given.enough])
    with _silent():
        found = milp(
            -gain,
            constraints=LinearConstraint(np.array(rows), -np.inf, limits),
            integrality=whole,
            bounds=Bounds(0, most),
            options={"mip_rel_gap": 1e-9},
        )
    assert found.status == 0, found.message
    return -float(found.fun)


def _row(given: Budget, entries: dict[int, float]) -> Sequence[float]:
    row = [0.0] * (len(given.options) + len(given.stretches) + 1)
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
