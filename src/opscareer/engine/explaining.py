"""Why a role has its rank, and what would move it: down to the single answer, exactly, because fit is additive."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from opscareer.answers import Answers
from opscareer.engine.assess import FINAL_POINTS, Engine
from opscareer.engine.fit import SCORE_SD, State, draw, expected_fit, on_score_scale
from opscareer.engine.items import GRID, Floats
from opscareer.engine.measurement import Posterior, posterior
from opscareer.pack.kinds.scale import LEVEL_OF_ZERO, level_of_trait, trait_of_level
from opscareer.results.explanation import ChanceThen, Change, Explanation, FitThen, Influence, WhatIf, WhatIfRole
from opscareer.results.trait import Trait

LEVEL_STEP = 0.1
HIGHEST_LEVEL, HIGHEST_INTEREST = 5.0, 3.0
AT_ONCE = 12  # people whose draws are in memory together


def explain(engine: Engine, answers: Answers, role: str) -> Explanation:
    """Why `role` has its fit: contributions, each answer's influence, and the smallest single rise that would put it first."""
    assessment = engine.assess(answers)
    own = assessment.role(role)
    return Explanation(
        role=role,
        rank=own.rank,
        fit=own.fit,
        p_best=own.p_best,
        leader=assessment.best.role,
        contributions=own.contributions,
        answers=_influences(engine, answers, role),
        change=None if own.rank == 1 else smallest_change(engine, answers, role),
    )


def _influences(engine: Engine, answers: Answers, role: str) -> tuple[Influence, ...]:
    """Leave-one-out: what each answer adds to the role's fit and P(best), the largest first."""
    row = engine.bank.row(answers.values)[0]
    given = np.flatnonzero(row)
    cases = np.tile(row, (len(given) + 1, 1))
    cases[np.arange(1, len(given) + 1), given] = 0
    column = engine.model.roles.index(role)
    fits, p_bests = list[float](), list[float]()
    for start in range(0, len(cases), AT_ONCE):
        state = draw(engine.model, posterior(engine.bank, cases[start : start + AT_ONCE]), FINAL_POINTS)
        fits += expected_fit(engine.model, state.posterior)[:, column].tolist()
        p_bests += state.p_best[:, column].tolist()
    influences = [
        Influence(engine.bank.ids[question], int(row[question]), SCORE_SD * (fits[0] - fit), p_bests[0] - p_best)
        for question, fit, p_best in zip(given, fits[1:], p_bests[1:], strict=True)
    ]
    return tuple(sorted(influences, key=lambda item: (-abs(round(item.points, 9)), item.question)))


def smallest_change(engine: Engine, answers: Answers, role: str) -> Change | None:
    """The smallest rise of one competency, or of the interest in this role, that would make it the leader; None when no single one does.

    Rises are compared in levels; one standard deviation of interest counts as one level.
    """
    now = engine.posterior(answers)
    means = now.mean()[0].tolist()
    competencies = len(engine.model.competencies)
    own = engine.model.roles.index(role)
    candidates = [(trait, value) for trait in (*range(competencies), competencies + own) for value in _rises(engine, trait, means[trait])]
    fits = expected_fit(engine.model, _fixed(now, [{trait: value} for trait, value in candidates]))
    leading = [candidate for candidate, leader in zip(candidates, fits.argmax(axis=1), strict=True) if leader == own]
    if not leading:
        return None
    trait, value = min(leading, key=lambda candidate: (round(candidate[1] - means[candidate[0]], 6), candidate[0]))
    to_scale = level_of_trait if trait < competencies else float
    return Change(engine.bank.traits[trait], to_scale(means[trait]), to_scale(value))


def _rises(engine: Engine, trait: int, now: float) -> list[float]:
    """Higher values of a trait in steps of a tenth, up to the top of its scale."""
    zero, top = (LEVEL_OF_ZERO, HIGHEST_LEVEL) if trait < len(engine.model.competencies) else (0.0, HIGHEST_INTEREST)
    steps = np.arange(np.floor((now + zero) / LEVEL_STEP) + 1, np.floor(top / LEVEL_STEP + 1e-9) + 1)
    return [float(step * LEVEL_STEP - zero) for step in steps]


def what_if(engine: Engine, answers: Answers, levels: Mapping[Trait, float]) -> WhatIf:
    """The result if some traits had these values already (competencies: level 1–5, interests: sd), all else as it is estimated now."""
    values = {
        engine.bank.traits.index(trait): trait_of_level(value) if trait.kind == "competency" else value for trait, value in levels.items()
    }
    now = engine.state(answers)
    at = now.at.copy()
    for trait, value in values.items():
        at[0, trait] = value
    then = State(_fixed(now.posterior, [values]), at, engine.model.fit(at[0])[None], now.weights)
    fits = (map(on_score_scale, expected_fit(engine.model, state.posterior)[0].tolist()) for state in (now, then))
    chances = (state.p_best[0].tolist() for state in (now, then))
    rows = list(map(WhatIfRole, engine.model.roles, map(FitThen, *fits), map(ChanceThen, *chances)))
    assumed = dict(sorted(levels.items(), key=lambda item: str(item[0])))
    return WhatIf(assumed, tuple(sorted(rows, key=lambda row: (-row.fit.then, row.id))))


def _fixed(posterior: Posterior, cases: Sequence[Mapping[int, float]]) -> Posterior:
    """One person's posterior with some traits put at a value, once for each case; the value is shared out to the two nearest nodes."""
    marginals: Floats = np.repeat(posterior.marginals, len(cases), axis=0)
    for row, case in zip(marginals, cases, strict=True):
        for trait, value in case.items():
            upper = int(np.clip(np.searchsorted(GRID, value), 1, len(GRID) - 1))
            share = float(np.clip((value - GRID[upper - 1]) / (GRID[upper] - GRID[upper - 1]), 0.0, 1.0))
            row[trait] = 0.0
            row[trait, upper - 1 : upper + 1] = 1 - share, share
    return replace(posterior, marginals=marginals)
