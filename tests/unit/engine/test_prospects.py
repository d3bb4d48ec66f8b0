"""What questions are expected to tell, and what that is worth, by the formulae of prospects.py worked out one term at a time."""

from itertools import combinations
from math import erf, exp, pi, sqrt

import numpy as np
import pytest
from shipped import shipped_engine, shipped_pack, tiny_pack

from opscareer.answers import Answers
from opscareer.engine.assess import Engine
from opscareer.engine.fit import State, draw
from opscareer.engine.items import DIFFERENCES, GRID
from opscareer.engine.prospects import Prospects, shares_on_scale
from opscareer.pack.model import Pack
from opscareer.results.units import Answer

COUNTS = 0.1  # the levels beside the order of the roles, as docs/method.md has it
TINY, SHIPPED = Engine.of(tiny_pack()), shipped_engine()
SOME: list[dict[str, Answer]] = [
    {},
    {"seller.interest": 3},
    {"baker.interest": 3, "dough.deeds": (1, 2)},
    {"baker.interest": 1, "dough.deeds": (1, 2, 3), "service.deeds": (1,), "dough.judgement": 2},
]
each_person = pytest.mark.parametrize("given", SOME, ids=len)


def state_of(engine: Engine, given: dict[str, Answer]) -> State:
    return draw(engine.model, engine.posterior(Answers(given)), 512)


def covariance(state: State, one: np.ndarray, other: np.ndarray) -> float:
    weights = state.weights[0].tolist()
    means = [sum(weight * value for weight, value in zip(weights, values, strict=True)) for values in (one, other)]
    return sum(weight * (a - means[0]) * (b - means[1]) for weight, a, b in zip(weights, one, other, strict=True))


def measured(engine: Engine, state: State, question: str) -> np.ndarray:
    """What a question is about, at every point: a trait, or by how much the interest in the second role exceeds that in the first."""
    traits = traits_of(engine, question)
    return state.at[0, traits[0]] if len(traits) == 1 else state.at[0, traits[1]] - state.at[0, traits[0]]


def traits_of(engine: Engine, question: str) -> list[int]:
    place = engine.bank.ids.index(question)
    if place < engine.bank.singles:
        return [int(engine.bank.single_trait[place])]
    return [int(trait) for trait in engine.bank.pair_traits[place - engine.bank.singles]]


def level_variance(state: State, trait: int) -> float:
    mass = state.posterior.on_scale[0, trait].tolist()
    mean = sum(chance * value for chance, value in zip(mass, GRID.tolist(), strict=True))
    return sum(chance * (value - mean) ** 2 for chance, value in zip(mass, GRID.tolist(), strict=True))


def drop(mass: list[float], nodes: list[float], table: list[list[float]]) -> float:
    """The share of the variance that an answer takes away, on average over the answers."""
    mean = sum(chance * node for chance, node in zip(mass, nodes, strict=True))
    variance = sum(chance * (node - mean) ** 2 for chance, node in zip(mass, nodes, strict=True))
    left = 0.0
    for given in (given for given in table if any(given)):  # the others are answers that no question of this many options has
        joint = [chance * likely for chance, likely in zip(mass, given, strict=True)]
        total = sum(joint)
        after = sum(one * node for one, node in zip(joint, nodes, strict=True)) / total
        left += sum(one * (node - after) ** 2 for one, node in zip(joint, nodes, strict=True))
    return 1 - left / variance


# --- shares


@each_person
def test_a_question_about_one_trait_takes_away_what_going_through_its_answers_says(given: dict[str, Answer]) -> None:
    posterior, bank = TINY.posterior(Answers(given)), TINY.bank

    expected = [
        drop(posterior.on_scale[0, trait].tolist(), GRID.tolist(), table.tolist())
        for trait, table in zip(bank.single_trait, bank.single_tables, strict=True)
    ]

    assert shares_on_scale(posterior)[0] == pytest.approx(expected, abs=1e-9)


def test_of_the_trait_itself_a_first_answer_tells_as_much_as_an_author_allows_who_may_be_off() -> None:
    """Exact, by going through the answers and every offset; the engine treats both as normal."""
    state, bank = state_of(SHIPPED, {}), SHIPPED.bank
    exact = []
    for trait, table in zip(bank.single_trait, bank.single_tables, strict=True):
        sd = float(bank.offsets[trait])
        kernel = np.exp(-(((GRID[:, None] - GRID[None, :]) / sd) ** 2) / 2) if sd else np.eye(len(GRID))
        likely = table @ (kernel / kernel.sum(axis=0))
        exact.append(drop(state.posterior.marginals[0, trait].tolist(), GRID.tolist(), likely.tolist()))

    assert Prospects(SHIPPED.model, state).shares[0, : bank.singles] == pytest.approx(exact, abs=0.02)


@each_person
def test_a_choice_takes_away_what_going_through_its_answers_says(given: dict[str, Answer]) -> None:
    state, bank = state_of(TINY, given), TINY.bank
    first, second = (state.posterior.marginals[0, trait] for trait in bank.pair_traits[0])
    between = [0.0] * len(DIFFERENCES)
    for a, chance in enumerate(first.tolist()):
        for b, other in enumerate(second.tolist()):
            between[b - a + len(GRID) - 1] += chance * other

    shares = Prospects(TINY.model, state).shares[0, bank.singles :]

    assert shares == pytest.approx([drop(between, DIFFERENCES.tolist(), bank.pair_tables[0].tolist())], abs=1e-6)


# --- worth


@each_person
def test_a_question_is_worth_what_it_tells_of_the_differences_of_fit_and_of_the_leaders_levels(given: dict[str, Answer]) -> None:
    state = state_of(TINY, given)
    prospects, pack, competencies = Prospects(TINY.model, state), tiny_pack(), len(TINY.model.competencies)
    p_best, expected = state.p_best[0].tolist(), []
    for place, question in enumerate(TINY.bank.ids):
        about = measured(TINY, state, question)
        with_fit = [covariance(state, fit, about) for fit in state.fit[0]]
        differences = sum(
            p_best[one] * p_best[other] * (with_fit[one] - with_fit[other]) ** 2 for one, other in combinations(range(len(p_best)), 2)
        )
        worth = float(prospects.shares[0, place]) * differences / covariance(state, about, about)
        traits = traits_of(TINY, question)
        if len(traits) == 1 and traits[0] < competencies:
            name = TINY.model.competencies[traits[0]]
            needed = sum(chance * pack.role[role].needs[name].weight ** 2 for role, chance in zip(TINY.model.roles, p_best, strict=True))
            worth += COUNTS * needed * float(shares_on_scale(state.posterior)[0, place]) * level_variance(state, traits[0])
        expected.append(worth)

    assert prospects.gains[0] == pytest.approx(expected, rel=1e-9, abs=1e-12)


def saved_by(gap: float, sd: float) -> float:
    """What choosing after learning rather than before gains, where the difference of two fits will be normal: E[max(0, −difference)]."""
    below = -gap / sd
    return sd * exp(-(below**2) / 2) / sqrt(2 * pi) - gap * (1 + erf(below / sqrt(2))) / 2


@pytest.mark.parametrize(("engine", "pack"), [(TINY, tiny_pack()), (SHIPPED, shipped_pack())], ids=["tiny", "shipped"])
def test_the_best_six_questions_left_are_worth_the_regret_they_save_and_the_levels_they_tell(engine: Engine, pack: Pack) -> None:
    given: dict[str, Answer] = {pack.questions[0].id: 1, pack.questions[-1].id: (1,) if pack.questions[-1].several else 1}
    state, asked = state_of(engine, given), engine.bank.mask(given)[None]
    prospects = Prospects(engine.model, state)
    left = sorted((place for place, name in enumerate(engine.bank.ids) if name not in given), key=lambda place: -prospects.gains[0, place])[
        :6
    ]
    means = (state.fit[0] @ state.weights[0]).tolist()
    leader = means.index(max(means))
    saved = []
    for rival in set(range(len(means))) - {leader}:
        apart = state.fit[0, leader] - state.fit[0, rival]
        taken = 0.0
        for place in left:
            about = measured(engine, state, engine.bank.ids[place])
            taken += float(prospects.shares[0, place]) * covariance(state, apart, about) ** 2 / covariance(state, about, about)
        saved.append(saved_by(means[leader] - means[rival], sqrt(min(taken, covariance(state, apart, apart)))))
    core = int(engine.model.by_weight[leader, 0])
    kept = 1.0
    for place in left:
        kept *= 1 - float(shares_on_scale(state.posterior)[0, place]) if traits_of(engine, engine.bank.ids[place]) == [core] else 1
    need = pack.role[engine.model.roles[leader]].needs[engine.model.competencies[core]].weight
    levels = need * sqrt(level_variance(state, core)) * (1 - sqrt(kept))

    assert prospects.value(asked)[0] == pytest.approx((max(saved) + COUNTS * levels) / 6, rel=1e-5)
