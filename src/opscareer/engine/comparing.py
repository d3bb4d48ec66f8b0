"""What changed between two assessments of one person: real, or no more than the noise of measuring twice?

The reliable change index (Jacobson & Truax 1991, Journal of Consulting and Clinical Psychology 59) divides a difference by the standard
error that two measurements have together, and calls it reliable from 1.96 on. Here both posteriors are known whole, so the question is put
to them directly: how probable is it that the true value moved the way the estimate did? Where both are normal, that is the index itself,
P = Φ(|difference| / √(variance + variance)), and P ≥ .975 is an index of at least 1.96. The prior draws estimates towards the average but
not their errors apart, so fewer than the nominal 5% of unchanged values pass for changed.
"""

from collections.abc import Callable

import numpy as np

from opscareer.answers import Answers
from opscareer.engine.assess import FINAL_POINTS, Engine
from opscareer.engine.fit import MIDDLE, POINTS, Draws, draw, expected_parts
from opscareer.engine.measurement import Floats, Posterior
from opscareer.pack.kinds.scale import level_of_trait
from opscareer.results import Comparison, Shift

REAL = 0.975


def compare(engine: Engine, before: Answers, after: Answers) -> Comparison:
    """The later assessment against the earlier one."""
    found = engine.posterior(before), engine.posterior(after)
    draws = draw(engine.model, found[0], FINAL_POINTS), draw(engine.model, found[1], FINAL_POINTS)
    chances = [one.p_best()[0] for one in draws]
    roles = engine.model.roles
    return Comparison(
        tuple(_competency(found, place, name) for place, name in enumerate(engine.model.competencies)),
        tuple(sorted(_roles(engine, found, draws), key=lambda shift: (-round(shift.after, 9), shift.id))),
        {role: (float(chances[0][place]), float(chances[1][place])) for place, role in enumerate(roles)},
    )


def _competency(found: tuple[Posterior, Posterior], trait: int, name: str) -> Shift:
    first, second = (one.marginals[0, trait] for one in found)
    means = [float(one.mean()[0, trait]) for one in found]
    below = np.cumsum(first) - first / 2  # P(before is less than a node), half of the node's own cell included
    sd = float(np.hypot(*(one.sd()[0, trait] for one in found)))
    return _shift(name, means[0], means[1], sd, float(second @ below), level_of_trait)


def _roles(engine: Engine, found: tuple[Posterior, Posterior], draws: tuple[Draws, Draws]) -> list[Shift]:
    fits = []
    for one in found:
        parts, interests = expected_parts(engine.model, one)
        fits.append(parts[0].sum(axis=1) + interests[0])
    shifts = []
    for place, role in enumerate(engine.model.roles):
        (first, first_weights), (second, second_weights) = ((one.fit[0, :, place], one.weights[0]) for one in draws)
        sd = float(np.sqrt(_variance(first, first_weights) + _variance(second, second_weights)))
        up = _risen(first, first_weights, second, second_weights)
        shifts.append(_shift(role, float(fits[0][place]), float(fits[1][place]), sd, up, _points, POINTS))
    return shifts


def _shift(name: str, before: float, after: float, sd: float, up: float, shown: Callable[[float], float], unit: float = 1.0) -> Shift:
    """`up`: the probability that the true value rose."""
    p = up if after >= before else 1 - up
    return Shift(name, shown(before), shown(after), unit * sd, p, p >= REAL)


def _variance(values: Floats, weights: Floats) -> float:
    return float(weights @ (values - weights @ values) ** 2)


def _risen(first: Floats, first_weights: Floats, second: Floats, second_weights: Floats) -> float:
    """P(second > first) of two independent quantities, each given by weighted values (N,)."""
    order = np.argsort(first, kind="stable")
    below = np.concatenate([[0.0], np.cumsum(first_weights[order])])
    return float(second_weights @ below[np.searchsorted(first[order], second)])


def _points(fit: float) -> float:
    return min(100.0, max(0.0, MIDDLE + POINTS * fit))
