"""What changed between two assessments of one person: real, or no more than the noise of measuring twice?

The reliable change index (Jacobson & Truax 1991, Journal of Consulting and Clinical Psychology 59) divides a difference by the standard
error that two measurements have together, and calls it reliable from 1.96 on. Here both posteriors are known whole, so the question is put
to them directly: how probable is it that the true value moved the way the estimate did? Where both are normal, that is the index itself,
P = Φ(|difference| / √(variance + variance)), and P ≥ .975 is an index of at least 1.96. The prior draws estimates towards the average but
not their errors apart, so fewer than the nominal 5% of unchanged values pass for changed.

How far the author's scale of a trait is off is the same both times, so it casts no doubt on a change: that is judged on the author's scale,
where levels are told too.
"""

from collections.abc import Callable, Collection
from dataclasses import replace

import numpy as np

from opscareer.answers import Answers
from opscareer.engine.assess import Engine
from opscareer.engine.fit import SCORE_SD, State, expected_fit, on_score_scale
from opscareer.engine.items import GRID, Floats
from opscareer.engine.measurement import deviations
from opscareer.pack.kinds.scale import level_of_trait
from opscareer.results.comparison import Comparison, Shift

REAL = 0.975


def compare(engine: Engine, before: Answers, after: Answers, asked: Collection[str] | None = None) -> Comparison:
    """The later assessment against the earlier one. `asked`: the competencies that it asked about itself; None for all."""
    states = engine.state(before), engine.state(after)
    on_scale = replace(engine, bank=replace(engine.bank, offsets=np.zeros_like(engine.bank.offsets)))
    chances = zip(*(state.p_best[0].tolist() for state in states), strict=True)
    p_best = dict(zip(engine.model.roles, chances, strict=True))
    first, second = (state.posterior.on_scale[0] for state in states)
    return Comparison(
        tuple(
            replace(_competency(first[trait], second[trait], competency), asked=asked is None or competency in asked)
            for trait, competency in enumerate(engine.model.competencies)
        ),
        tuple(
            sorted(
                _roles(engine, states, (on_scale.state(before), on_scale.state(after))),
                key=lambda shift: (-round(p_best[shift.id][1], 9), -round(shift.after, 9), shift.id),
            )
        ),
        p_best,
    )


def _competency(first: Floats, second: Floats, competency: str) -> Shift:
    """From its distributions on the author's scale, before and after (G,)."""
    below = np.cumsum(first) - first / 2  # P(before is less than a node), half of the node's own cell included
    sd = float(np.hypot(*deviations(np.stack([first, second]))))
    return _shift(competency, float(first @ GRID), float(second @ GRID), sd, float(second @ below), level_of_trait)


def _roles(engine: Engine, states: tuple[State, State], on_scale: tuple[State, State]) -> list[Shift]:
    """`states` say how well each role fits, `on_scale` how sure it is that the fit changed."""
    before, after = (expected_fit(engine.model, state.posterior)[0].tolist() for state in states)
    shifts = []
    for column, role in enumerate(engine.model.roles):
        (first, first_weights), (second, second_weights) = ((state.fit[0, column], state.weights[0]) for state in on_scale)
        sd = SCORE_SD * float(np.sqrt(_variance(first, first_weights) + _variance(second, second_weights)))
        shifts.append(_shift(role, before[column], after[column], sd, _risen(first, first_weights, second, second_weights), on_score_scale))
    return shifts


def _shift(of: str, before: float, after: float, sd: float, risen: float, to_scale: Callable[[float], float]) -> Shift:
    """`risen`: the probability that the true value rose."""
    p = risen if after >= before else 1 - risen
    return Shift(of, to_scale(before), to_scale(after), sd, p, p >= REAL)


def _variance(values: Floats, weights: Floats) -> float:
    return float(weights @ (values - weights @ values) ** 2)


def _risen(first: Floats, first_weights: Floats, second: Floats, second_weights: Floats) -> float:
    """P(second > first) of two independent quantities, each given by weighted values (N,)."""
    order = np.argsort(first, kind="stable")
    below = np.concatenate([[0.0], np.cumsum(first_weights[order])])
    return float(second_weights @ below[np.searchsorted(first[order], second)])
