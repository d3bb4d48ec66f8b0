"""Fit, readiness and probabilities, held against a slow oracle and against many random draws from the exact joint posterior."""

from collections.abc import Callable, Mapping
from functools import cache
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from opscareer.answers import Answers
from opscareer.engine.assess import Engine
from opscareer.pack.model import Pack
from opscareer.results.assessment import Assessment
from opscareer.results.units import Answer

PEOPLE: dict[str, dict[str, Answer]] = {
    "one answer": {"craft.1": (1,)},
    "keen baker": {
        "craft.1": (1, 2, 3),
        "craft.2": (1, 2, 3),
        "craft.3": 3,
        "baker.interest.1": 5,
        "baker.interest.2": 4,
        "guide.interest.1": 2,
    },
    "able clerk": {
        "reason.1": (1, 2, 3, 4),
        "reason.2": 2,
        "craft.1": (),
        "craft.2": (),
        "tools.1": (1, 2),
        "clerk.interest.1": 3,
        "clerk.interest.2": 4,
    },
    "all lowest": {
        "craft.1": (),
        "craft.3": 2,
        "reason.1": (),
        "tools.1": (),
        "baker.interest.1": 1,
        "clerk.interest.1": 1,
        "guide.interest.1": 1,
    },
}
CHOOSING: dict[str, dict[str, Answer]] = {
    "two choices": {"baker-clerk.1": 1, "baker-guide.1": 2},
    "a circle": {"craft.1": (1, 2), "baker.interest.1": 4, "baker-clerk.1": 1, "baker-guide.1": 3, "clerk-guide.1": 5},
    "every choice": {
        "reason.1": (1, 2),
        "clerk.interest.2": 4,
        "baker-clerk.1": 5,
        "baker-guide.1": 2,
        "clerk-guide.1": 1,
        "guide-baker.1": 3,
    },
    "choices against interests": {"guide.interest.1": 5, "baker.interest.1": 1, "guide-baker.1": 5, "clerk-guide.1": 1},
}
EVERYBODY = {"nobody yet": {}, **PEOPLE, **CHOOSING}
DRAWS = 400_000


@pytest.fixture(scope="module")
def engine(pack: Pack) -> Engine:
    return Engine.of(pack)


@pytest.fixture(scope="module")
def drawn(
    pack: Pack, oracle: ModuleType, fallible: Any, joint: Callable[[Mapping[str, Answer]], np.ndarray]
) -> Callable[[str], np.ndarray]:
    """Fit in points of every role (draws, roles) for one of the people, by random draws from the exact posterior."""
    at = oracle.grid()
    competence, interest = oracle.mix(pack, at)

    @cache
    def make(person: str) -> np.ndarray:
        answers = EVERYBODY[person]
        random = np.random.default_rng(20)
        alone = oracle.posteriors(pack, answers, at, fallible)

        def spread(cells: np.ndarray) -> np.ndarray:
            return np.array(at)[cells] + (random.random(DRAWS) - 0.5) * (at[1] - at[0])

        cube = joint(answers)
        cells = np.unravel_index(random.choice(cube.size, DRAWS, p=cube.ravel()), cube.shape)
        fits = [interest * spread(place) for place in cells]
        for item in pack.competencies:
            levels = 2.5 + spread(random.choice(len(at), DRAWS, p=alone[item.id]))
            for place, role in enumerate(pack.roles):
                need = role.needs[item.id]
                distance = levels - need.required.mid
                usual = oracle.expectation(oracle.normal_prior(at), oracle.shortfall(role, item.id, at))
                fits[place] = fits[place] + competence * need.weight * (np.where(distance < 0, distance, distance / 4) - usual)
        return 50 + 10 * np.stack(fits, axis=1)

    return make


def by_role(pack: Pack, found: Assessment, name: str) -> np.ndarray:
    return np.array([getattr(found.role(role.id), name) for role in pack.roles])


@pytest.mark.parametrize("person", PEOPLE)
def test_fit_and_its_contributions_equal_the_oracle(pack: Pack, engine: Engine, oracle: ModuleType, fallible: Any, person: str) -> None:
    found = engine.assess(Answers(PEOPLE[person]))

    traits = oracle.posteriors(pack, PEOPLE[person], oracle.grid(), fallible)
    for role in pack.roles:
        expected = oracle.contributions(pack, role, traits, oracle.grid())
        points = {str(item.of): item.points for item in found.role(role.id).contributions}
        assert points == pytest.approx(expected, rel=0, abs=1e-9)
        assert found.role(role.id).fit == pytest.approx(50 + sum(expected.values()), rel=0, abs=1e-9)


@pytest.mark.parametrize("person", PEOPLE)
def test_readiness_equals_the_oracle(pack: Pack, engine: Engine, oracle: ModuleType, fallible: Any, person: str) -> None:
    found = engine.assess(Answers(PEOPLE[person]))

    for role in pack.roles:
        for tier in ("entry", "mid", "senior"):
            expected = oracle.readiness(pack, role, tier, PEOPLE[person], oracle.grid(), fallible)
            assert found.role(role.id).readiness[tier] == pytest.approx(expected, rel=0, abs=1e-9)


@pytest.mark.parametrize("person", PEOPLE)
def test_fifteen_values_of_the_general_factor_are_as_good_as_many(
    pack: Pack, engine: Engine, oracle: ModuleType, fallible: Any, person: str
) -> None:
    found = engine.assess(Answers(PEOPLE[person]))

    for role in pack.roles:
        expected = oracle.readiness(pack, role, "mid", PEOPLE[person], oracle.grid(), fallible, nodes=61)
        assert found.role(role.id).readiness["mid"] == pytest.approx(expected, rel=0, abs=5e-4)


@pytest.mark.parametrize("person", PEOPLE)
def test_levels_and_interests_with_their_intervals_and_reliability_equal_the_oracle(
    pack: Pack, engine: Engine, oracle: ModuleType, fallible: Any, person: str
) -> None:
    """Levels are told on the author's scale, interests with its offset."""
    found = engine.assess(Answers(PEOPLE[person]))

    levels = oracle.on_scale(pack, PEOPLE[person], oracle.grid(), fallible)
    for item in found.competencies:
        low, mean, high = estimate(oracle, levels[item.id])
        assert item.level == pytest.approx(oracle.level(mean), rel=0, abs=1e-9)
        assert item.interval == pytest.approx((oracle.level(low), oracle.level(high)), rel=0, abs=1e-9)
        assert item.reliability == pytest.approx(oracle.reliability(levels[item.id], oracle.grid()), rel=0, abs=1e-9)
    traits = oracle.posteriors(pack, PEOPLE[person], oracle.grid(), fallible)
    for item in found.interests:
        low, mean, high = estimate(oracle, traits[f"interest.{item.role}"])
        assert item.score == pytest.approx(mean, rel=0, abs=1e-9)
        assert item.interval == pytest.approx((low, high), rel=0, abs=1e-9)
        assert item.reliability == pytest.approx(oracle.reliability(traits[f"interest.{item.role}"], oracle.grid()), rel=0, abs=1e-9)


def estimate(oracle: ModuleType, weights: list[float]) -> tuple[float, float, float]:
    """The 80% interval around the mean."""
    low, high = (oracle.quantile(weights, oracle.grid(), p) for p in (0.1, 0.9))
    return low, oracle.expectation(weights, oracle.grid()), high


@pytest.mark.parametrize("person", [*PEOPLE, *CHOOSING])
def test_probability_of_being_best_is_that_of_many_draws(
    pack: Pack, engine: Engine, drawn: Callable[[str], np.ndarray], person: str
) -> None:
    found = engine.assess(Answers(EVERYBODY[person]))

    best = np.bincount(drawn(person).argmax(axis=1), minlength=len(pack.roles)) / DRAWS
    assert by_role(pack, found, "p_best") == pytest.approx(best, rel=0, abs=0.01)


@pytest.mark.parametrize("person", [*PEOPLE, *CHOOSING])
def test_intervals_and_regret_are_those_of_many_draws(pack: Pack, engine: Engine, drawn: Callable[[str], np.ndarray], person: str) -> None:
    found = engine.assess(Answers(EVERYBODY[person]))

    fits = drawn(person)
    column = [role.id for role in pack.roles].index
    gap = fits[:, column(found.best.role)] - fits[:, column(found.best.runner_up)]
    regret = (fits.max(axis=1).mean() - fits.mean(axis=0).max()) / 10
    assert by_role(pack, found, "interval") == pytest.approx(np.quantile(fits, [0.1, 0.9], axis=0).T, rel=0, abs=0.4)
    assert found.best.gap_interval == pytest.approx(np.quantile(gap, [0.1, 0.9]), rel=0, abs=0.5)
    assert found.best.expected_regret == pytest.approx(regret, rel=0, abs=0.01)


def test_prior_probability_of_being_best_is_that_of_many_draws(pack: Pack, engine: Engine, drawn: Callable[[str], np.ndarray]) -> None:
    found = engine.assess(Answers({"craft.1": (1, 2)}))

    best = np.bincount(drawn("nobody yet").argmax(axis=1), minlength=len(pack.roles)) / DRAWS
    assert by_role(pack, found, "prior_p_best") == pytest.approx(best, rel=0, abs=0.01)
