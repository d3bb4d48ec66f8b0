"""Why a role stands where it stands, and what would move it: down to the single answer, exactly, because fit is additive."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from opscareer.answers import Answers
from opscareer.engine.assess import FINAL_POINTS, Engine
from opscareer.engine.fit import MIDDLE, POINTS, FitModel, draw, expected_parts
from opscareer.engine.measurement import GRID, Floats, Posterior, posterior
from opscareer.pack.kinds.scale import LEVEL_OF_ZERO, level_of_trait, trait_of_level
from opscareer.results import ChanceThen, Change, Explanation, FitThen, Influence, Trait, WhatIf, WhatIfRole

LEVEL_STEP = 0.1
HIGHEST_LEVEL, HIGHEST_INTEREST = 5.0, 3.0


def explain(engine: Engine, answers: Answers, role: str) -> Explanation:
    """Why `role` has its fit: contributions, each answer's influence, and the smallest single rise that would put it first."""
    found = engine.assess(answers)
    own = found.role(role)
    return Explanation(
        role=role,
        rank=own.rank,
        fit=own.fit,
        p_best=own.p_best,
        leader=found.best.role,
        contributions=own.contributions,
        answers=_influences(engine, answers, role),
        change=None if own.rank == 1 else smallest_change(engine, answers, role),
    )


def _influences(engine: Engine, answers: Answers, role: str) -> tuple[Influence, ...]:
    """Leave-one-out: what each answer adds to the role's fit and P(best), the largest first."""
    singles, pairs = engine.bank.rows(answers.values)
    row = np.concatenate([singles, pairs], axis=1)[0]
    given = np.flatnonzero(row)
    without = np.tile(row, (len(given) + 1, 1))
    without[np.arange(1, len(given) + 1), given] = 0
    found = posterior(engine.bank, without[:, : singles.shape[1]], without[:, singles.shape[1] :])
    fit = _fit(engine.model, found)[:, engine.model.roles.index(role)]
    p_best = draw(engine.model, found, FINAL_POINTS).p_best()[:, engine.model.roles.index(role)]
    influences = [
        Influence(engine.bank.ids[place], int(row[place]), POINTS * float(fit[0] - fit[number]), float(p_best[0] - p_best[number]))
        for number, place in enumerate(given, 1)
    ]
    return tuple(sorted(influences, key=lambda item: (-abs(round(item.points, 9)), item.question)))


def _fit(model: FitModel, found: Posterior) -> Floats:
    """Expected F of every role (P, R)."""
    parts, interests = expected_parts(model, found)
    return np.asarray(parts.sum(axis=-1) + interests)


def smallest_change(engine: Engine, answers: Answers, role: str) -> Change | None:
    """The smallest rise of one competency, or of the interest in this role, that would make it the leader; None when no single one does.

    Rises are compared in levels; one standard deviation of interest counts as one level.
    """
    found = engine.posterior(answers)
    means = found.mean()[0]
    competencies = len(engine.model.competencies)
    own = competencies + engine.model.roles.index(role)
    candidates = [(trait, value) for trait in (*range(competencies), own) for value in _rises(engine, trait, float(means[trait]))]
    if not candidates:
        return None
    fits = _fit(engine.model, _fixed(found, [{trait: value} for trait, value in candidates]))
    leads = fits.argmax(axis=1) == engine.model.roles.index(role)
    best = min(
        (candidate for candidate, first in zip(candidates, leads, strict=True) if first),
        key=lambda candidate: (round(candidate[1] - float(means[candidate[0]]), 6), candidate[0]),
        default=None,
    )
    if best is None:
        return None
    trait, value = best
    to_scale = level_of_trait if trait < competencies else float
    return Change(engine.bank.traits[trait], to_scale(float(means[trait])), to_scale(value))


def _rises(engine: Engine, trait: int, now: float) -> list[float]:
    """Higher values of a trait in steps of a tenth, up to the top of its scale."""
    competence = trait < len(engine.model.competencies)
    top = trait_of_level(HIGHEST_LEVEL) if competence else HIGHEST_INTEREST
    start = LEVEL_OF_ZERO if competence else 0.0
    steps = np.arange(np.floor((now + start) / LEVEL_STEP) + 1, np.floor((top + start) / LEVEL_STEP + 1e-9) + 1)
    return [float(step * LEVEL_STEP - start) for step in steps]


def what_if(engine: Engine, answers: Answers, levels: Mapping[Trait, float]) -> WhatIf:
    """The result if some traits had these values already (competencies: level 1–5, interests: sd), all else as it is estimated now."""
    found = engine.posterior(answers)
    values = {
        engine.bank.traits.index(trait): trait_of_level(value) if trait.kind == "competency" else value for trait, value in levels.items()
    }
    then = _fixed(found, [values])
    now_draws = draw(engine.model, found, FINAL_POINTS)
    at = now_draws.at.copy()
    for trait, value in values.items():
        at[..., trait] = value
    then_draws = replace(now_draws, at=at, fit=engine.model.fit(at))
    fits = [np.clip(MIDDLE + POINTS * _fit(engine.model, state)[0], 0.0, 100.0) for state in (found, then)]
    chances = [draws.p_best()[0] for draws in (now_draws, then_draws)]
    rows = [
        WhatIfRole(role, FitThen(*(float(fit[place]) for fit in fits)), ChanceThen(*(float(chance[place]) for chance in chances)))
        for place, role in enumerate(engine.model.roles)
    ]
    assumed = dict(sorted(levels.items(), key=lambda item: str(item[0])))
    return WhatIf(assumed, tuple(sorted(rows, key=lambda row: (-row.fit.then, row.id))))


def _fixed(found: Posterior, cases: list[dict[int, float]]) -> Posterior:
    """One person's posterior with some traits put at a value, once for each case; the value is shared out to the two nearest nodes."""
    marginals = np.repeat(found.marginals, len(cases), axis=0)
    for row, case in enumerate(cases):
        for trait, value in case.items():
            upper = int(np.clip(np.searchsorted(GRID, value), 1, len(GRID) - 1))
            share = float(np.clip((value - GRID[upper - 1]) / (GRID[upper] - GRID[upper - 1]), 0.0, 1.0))
            marginals[row, trait] = 0.0
            marginals[row, trait, upper - 1 : upper + 1] = 1 - share, share
    return Posterior(found.bank, marginals, found.single, found.pair_answers)
