"""Why a role has its rank, how two roles differ, and what would move them: down to the single answer, exactly, because fit is additive.

What an answer says follows its own direction, as whoever gave it sees it (`BaseQuestion.side`); leaving it out only tells how much it
weighs. Left out alone, the mildest of several answers for a role can count against it; of such an answer nothing is said.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from opscareer.answers import Answers
from opscareer.engine.assess import FINAL_POINTS, SHARE, Engine
from opscareer.engine.fit import SCORE_SD, State, draw, expected_fit, interval, on_score_scale
from opscareer.engine.items import GRID, Floats, Ints
from opscareer.engine.measurement import Posterior, posterior
from opscareer.pack.kinds.scale import LEVEL_OF_ZERO, level_of_trait, sign, trait_of_level
from opscareer.pack.model import TIERS, Pack, Role
from opscareer.results.explanation import (
    ChanceThen,
    Change,
    Contrast,
    Explanation,
    FitThen,
    Influence,
    Leaning,
    PairNeed,
    Undecided,
    WhatIf,
    WhatIfRole,
)
from opscareer.results.trait import RANGES, Trait

LEVEL_STEP = 0.1
AT_ONCE = 12  # people whose draws are in memory together


def explain(pack: Pack, engine: Engine, answers: Answers, role: str = "") -> Explanation:
    """Why `role`, or without one the leader, has its fit: its parts, what each answer says and weighs, what would put it first."""
    assessment = engine.assess(answers)
    own = assessment.role(role) if role else assessment.leader
    return Explanation(
        role=own.id,
        rank=own.rank,
        fit=own.fit,
        p_best=own.p_best,
        leader=assessment.best.role,
        contributions=own.contributions,
        competencies=assessment.competencies,
        answers=_influences(pack, engine, answers, own.id),
        change=None if own.rank == 1 else smallest_change(engine, answers, own.id),
    )


# --- what an answer says, and how much it weighs


def _leaning(pack: Pack, answers: Answers, question: str, role: Role) -> float:
    """How much an answer speaks for a role (above 0) or against it, as whoever gave it sees it: a competency counts by its weight."""
    asked, value, lean = pack.question[question], answers.values[question], 0.0
    for trait in asked.traits:
        if trait.kind == "interest":
            lean += asked.side(value, trait, 0, pack.scales) if trait.of == role.id else 0
        else:
            need = role.needs[trait.of]
            lean += need.weight * asked.side(value, trait, need.required.entry, pack.scales)
    return lean


def _without_each(engine: Engine, answers: Answers) -> tuple[list[str], Ints]:
    """The questions answered (n), and as rows of a matrix (n + 1, J) all answers, then all but that to each of these questions."""
    row = engine.bank.row(answers.values)[0]
    given = np.flatnonzero(row)
    this_one = np.eye(len(row), dtype=bool)[given]
    return [engine.bank.ids[question] for question in given], np.vstack([row, np.where(this_one, 0, row)])


def _influences(pack: Pack, engine: Engine, answers: Answers, role: str) -> tuple[Influence, ...]:
    """What each answer says of the role and adds to its fit and P(best), the largest first."""
    questions, cases = _without_each(engine, answers)
    column = engine.model.roles.index(role)
    fits, p_bests = list[float](), list[float]()
    for start in range(0, len(cases), AT_ONCE):
        state = draw(engine.model, posterior(engine.bank, cases[start : start + AT_ONCE]), FINAL_POINTS)
        fits += expected_fit(engine.model, state.posterior)[:, column].tolist()
        p_bests += state.p_best[:, column].tolist()

    def influence(question: str, fit: float, p_best: float) -> Influence:
        points, lean = SCORE_SD * (fits[0] - fit), _leaning(pack, answers, question, pack.role[role])
        speaks = "for" if lean > 0 < points else "against" if lean < 0 > points else "neither"
        return Influence(question, answers.values[question], speaks, points, p_bests[0] - p_best)

    influences = list(map(influence, questions, fits[1:], p_bests[1:]))
    return tuple(sorted(influences, key=lambda item: (-abs(round(item.points, 9)), item.question)))


# --- what would put a role first


def smallest_change(engine: Engine, answers: Answers, role: str) -> Change | None:
    """The smallest rise of one competency, or of the interest in this role, that would make it the likeliest to be the best; None when no
    single one does.

    Rises are compared in levels; one standard deviation of interest counts as one level.
    """
    now = engine.state(answers)
    told, competencies = _told(engine, now.posterior), len(engine.model.competencies)
    own = engine.model.roles.index(role)

    def enough(trait: int) -> float | None:
        values = _rises(engine, trait, told[trait])
        return next((value for value in values if _assuming(engine, now, {trait: value}).p_best[0].argmax() == own), None)

    traits = [*map(int, np.flatnonzero(engine.model.shares[own])), competencies + own]
    found = [(trait, value) for trait in traits if (value := enough(trait)) is not None]
    if not found:
        return None
    trait, value = min(found, key=lambda candidate: round(candidate[1] - told[candidate[0]], 6))
    return Change(engine.bank.traits[trait], _shown(engine.bank.traits[trait], told[trait]), _shown(engine.bank.traits[trait], value))


def _assuming(engine: Engine, now: State, values: Mapping[int, float]) -> State:
    """One person's state if some traits had these values."""
    at = now.at.copy()
    for trait, value in values.items():
        at[0, trait] = value
    return replace(now, posterior=_fixed(now.posterior, values), at=at, fit=engine.model.fit(at[0])[None])


def _told(engine: Engine, now: Posterior) -> list[float]:
    """The value of every trait as a result tells it: competencies on the author's scale, on which their levels are anchored."""
    competencies = len(engine.model.competencies)
    levels = map(level_of_trait, (now.on_scale[0, :competencies] @ GRID).tolist())
    return [*map(trait_of_level, levels), *now.mean()[0, competencies:].tolist()]


def _shown(trait: Trait, value: float) -> float:
    """A trait's value as people and documents have it: a level, or an interest in standard deviations."""
    return level_of_trait(value) if trait.kind == "competency" else value


def _rises(engine: Engine, trait: int, now: float) -> list[float]:
    """Higher values of a trait in steps of a tenth, from the first that is told as another, up to the top of its scale."""
    kind = engine.bank.traits[trait].kind
    zero, (_, top) = LEVEL_OF_ZERO if kind == "competency" else 0.0, RANGES[kind]
    steps = np.arange(np.round((now + zero) / LEVEL_STEP) + 1, np.round(top / LEVEL_STEP) + 1)
    return [float(step * LEVEL_STEP - zero) for step in steps]


# --- two roles


def contrast(pack: Pack, engine: Engine, answers: Answers, first: str, second: str) -> Contrast:
    """Two roles side by side: how far and how surely the one is ahead, what both ask, which answers speak for which, what is undecided."""
    assessment, state = engine.assess(answers), engine.state(answers)
    pair = pack.role[first], pack.role[second]
    columns = [engine.model.roles.index(role.id) for role in pair]
    ahead, weights = state.fit[0, columns[0]] - state.fit[0, columns[1]], state.weights[0]
    low, high = interval(ahead, weights, SHARE)
    means = expected_fit(engine.model, state.posterior)[0, columns]
    return Contrast(
        roles=tuple(assessment.role(role.id) for role in pair),
        p_first=float(weights @ ((ahead > 0) + (ahead == 0) / 2)),
        gap=SCORE_SD * float(means[0] - means[1]),
        gap_interval=(SCORE_SD * low, SCORE_SD * high),
        competencies=assessment.competencies,
        needs=_needs(pack, pair),
        answers=_leanings(pack, engine, answers, pair),
        undecided=_undecided(engine, answers, state, columns),
    )


def _needs(pack: Pack, pair: tuple[Role, Role]) -> tuple[PairNeed, ...]:
    """What the two roles ask of every competency, the one that weighs most in either first."""

    def need(competency: str) -> PairNeed:
        both = {role.id: role.needs[competency] for role in pair}
        named, others = (item.facets for item in both.values())
        return PairNeed(
            competency,
            {role: item.weight for role, item in both.items()},
            {role: {tier: item.required.at(tier) for tier in TIERS} for role, item in both.items()},
            tuple(facet for facet in named if facet in others),
        )

    needs = map(need, (competency.id for competency in pack.competencies))
    return tuple(sorted(needs, key=lambda item: (-max(item.weights.values()), item.id)))


def _leanings(pack: Pack, engine: Engine, answers: Answers, pair: tuple[Role, Role]) -> tuple[Leaning, ...]:
    """What each answer says between the two and adds to the lead of the first, the largest first."""
    questions, cases = _without_each(engine, answers)
    fits = expected_fit(engine.model, posterior(engine.bank, cases))
    ahead = SCORE_SD * (fits[:, engine.model.roles.index(pair[0].id)] - fits[:, engine.model.roles.index(pair[1].id)])

    def leaning(question: str, without: float) -> Leaning:
        points = float(ahead[0]) - without
        first, second = (_leaning(pack, answers, question, role) for role in pair)
        way = sign(first - second)
        speaks = {1: pair[0].id, -1: pair[1].id}.get(way) if way == sign(points) else None
        return Leaning(question, answers.values[question], speaks, points)

    leanings = list(map(leaning, questions, ahead[1:].tolist()))
    return tuple(sorted(leanings, key=lambda item: (-abs(round(item.points, 9)), item.question)))


def _undecided(engine: Engine, answers: Answers, state: State, columns: Sequence[int]) -> Undecided:
    """The competency, or the two interests, by which the difference of two roles is least certain."""
    model, traits, (first, second) = engine.model, engine.bank.traits, columns
    competencies = len(model.competencies)
    parts = model.parts(state.at[0, :competencies])
    interests = state.at[0, competencies:]
    apart = np.concatenate([parts[first] - parts[second], model.interest * (interests[[first]] - interests[[second]])])
    variances = (apart - apart @ state.weights[0][:, None]) ** 2 @ state.weights[0]
    most = int(variances.argmax())
    of = (traits[most],) if most < competencies else (traits[competencies + first], traits[competencies + second])
    return Undecided(of, float(variances[most] / variances.sum()), _unanswered(engine, answers, of, columns))


def _unanswered(engine: Engine, answers: Answers, of: Sequence[Trait], columns: Sequence[int]) -> tuple[str, ...]:
    """Questions not yet answered about these traits alone: those about two of them first, then those whose facet a role names early."""
    about = np.array([trait in of for trait in engine.bank.traits])
    outside = engine.bank.bears_on[:, ~about].any(axis=1)
    bears = engine.bank.bears_on[:, about].sum(axis=1) * ~outside
    open_to = [column for column in np.flatnonzero(bears) if engine.bank.ids[column] not in answers]
    place = engine.named[columns].min(axis=0)
    return tuple(engine.bank.ids[column] for column in sorted(open_to, key=lambda column: (-bears[column], place[column], column)))


# --- if something were otherwise


def what_if(engine: Engine, answers: Answers, levels: Mapping[Trait, float]) -> WhatIf:
    """The result if some traits had these values already (competencies: level 1–5, interests: sd), all else as it is estimated now.

    Raises ValueError for a value off the scale.
    """
    for trait, value in levels.items():
        low, high = RANGES[trait.kind]
        if not low <= value <= high:
            raise ValueError(f"{trait} lies between {low:g} and {high:g}, not at {value:g}")
    traits = engine.bank.traits
    values = {traits.index(trait): trait_of_level(value) if trait.kind == "competency" else value for trait, value in levels.items()}
    now = engine.state(answers)
    then = _assuming(engine, now, values) if values else now
    fits = (map(on_score_scale, expected_fit(engine.model, state.posterior)[0].tolist()) for state in (now, then))
    chances = (state.p_best[0].tolist() for state in (now, then))
    rows = list(map(WhatIfRole, engine.model.roles, map(FitThen, *fits), map(ChanceThen, *chances)))
    return WhatIf(
        {trait: _shown(trait, value) for trait, value in zip(traits, _told(engine, now.posterior), strict=True)},
        dict(sorted(levels.items(), key=lambda item: str(item[0]))),
        tuple(sorted(rows, key=lambda row: (-round(row.p_best.then, 9), -row.fit.then, row.id))),
    )


def _fixed(posterior: Posterior, values: Mapping[int, float]) -> Posterior:
    """One person's posterior with some traits put at a value, which is shared out to the two nearest nodes."""
    marginals: Floats = posterior.marginals.copy()
    for trait, value in values.items():
        upper = int(np.clip(np.searchsorted(GRID, value), 1, len(GRID) - 1))
        share = float(np.clip((value - GRID[upper - 1]) / (GRID[upper] - GRID[upper - 1]), 0.0, 1.0))
        marginals[0, trait] = 0.0
        marginals[0, trait, upper - 1 : upper + 1] = 1 - share, share
    return replace(posterior, marginals=marginals)
