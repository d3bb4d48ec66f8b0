"""Estimates and their uncertainty, held against a slow oracle and, where choices tie interests together, against brute force."""

import random
from collections.abc import Callable, Mapping
from itertools import product
from types import ModuleType

import numpy as np
import pytest

from opscareer.engine.items import GRID, ItemBank, averaged, exact
from opscareer.engine.measurement import posterior
from opscareer.pack.model import Pack

PATTERNS: dict[str, dict[str, int]] = {
    "no answers": {},
    "one answer": {"craft.1": 4},
    "all lowest": {
        **{"craft.1": 1, "craft.2": 1, "craft.3": 2, "reason.1": 1, "reason.2": 3},
        **{f"{role}.interest.{place}": 1 for role in ("baker", "clerk", "guide") for place in (1, 2)},
    },
    "all highest": {
        **{"craft.1": 5, "craft.2": 3, "craft.3": 3, "reason.1": 5, "reason.2": 2},
        **{f"{role}.interest.{place}": 5 for role in ("baker", "clerk", "guide") for place in (1, 2)},
    },
    "against themselves": {
        "craft.1": 5,
        "craft.2": 1,
        "craft.3": 3,
        "reason.1": 1,
        "reason.2": 2,
        "clerk.interest.1": 1,
        "clerk.interest.2": 5,
    },
    "options of equal level": {"craft.3": 4, "guide.interest.2": 3},
}
MODELS = {"parameters known": ("graded", exact), "parameters uncertain": ("averaged", averaged)}


@pytest.fixture(scope="module")
def bank(pack: Pack) -> ItemBank:
    return ItemBank.of(pack)


def random_answers(pack: Pack, seed: int, kinds: tuple[str, ...]) -> dict[str, int]:
    dice = random.Random(seed)
    asked = [question for question in pack.questions if question.kind in kinds and dice.random() < 0.7]
    return {question.id: dice.randint(1, len(pack.options(question))) for question in asked}


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("pattern", PATTERNS)
def test_estimate_and_its_sd_equal_the_oracle(pack: Pack, oracle: ModuleType, pattern: str, model: str) -> None:
    slow, fast = MODELS[model]
    bank = ItemBank.of(pack, fast)

    found = posterior(bank, bank.row(PATTERNS[pattern]))

    expected = oracle.posteriors(pack, PATTERNS[pattern], oracle.grid(), getattr(oracle, slow))
    assert {str(trait) for trait in bank.traits} == set(expected)
    for place, trait in enumerate(map(str, bank.traits)):
        mean, sd = oracle.mean_and_sd(expected[trait], oracle.grid())
        assert found.mean()[0, place] == pytest.approx(mean, rel=0, abs=1e-10)
        assert found.sd()[0, place] == pytest.approx(sd, rel=0, abs=1e-10)


def test_forty_people_at_once_equal_the_oracle(pack: Pack, bank: ItemBank, oracle: ModuleType) -> None:
    people = [random_answers(pack, seed, ("evidence", "judgement", "interest")) for seed in range(40)]
    found = posterior(bank, np.concatenate([bank.row(answers) for answers in people]))

    for person, answers in enumerate(people):
        expected = oracle.posteriors(pack, answers, oracle.grid())
        for place, trait in enumerate(map(str, bank.traits)):
            assert found.marginals[person, place] == pytest.approx(expected[trait], rel=0, abs=1e-12)


@pytest.mark.parametrize("at", [0, 60, 120])
def test_plain_model_equals_the_oracle_on_a_finer_grid(oracle: ModuleType, at: int) -> None:
    fine = oracle.grid(121)

    table = exact(1.7, [-1.2, 0.1, 0.9], np.array(fine))

    assert table[:, at] == pytest.approx(oracle.graded(1.7, (-1.2, 0.1, 0.9), fine[at]), rel=0, abs=1e-14)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_sixty_one_points_are_as_good_as_five_hundred(pack: Pack, bank: ItemBank, oracle: ModuleType, pattern: str) -> None:
    found = posterior(bank, bank.row(PATTERNS[pattern]))

    fine = oracle.grid(481)
    expected = oracle.posteriors(pack, PATTERNS[pattern], fine)
    for place, trait in enumerate(map(str, bank.traits)):
        mean, sd = oracle.mean_and_sd(expected[trait], fine)
        assert found.mean()[0, place] == pytest.approx(mean, rel=0, abs=2e-4)
        assert found.sd()[0, place] == pytest.approx(sd, rel=0, abs=2e-4)


# --- choices ------------------------------------------------------------------------------------------------------------------------

INTERESTED = {"baker.interest.1": 5, "baker.interest.2": 4, "clerk.interest.1": 2, "guide.interest.2": 1}


def errors(bank: ItemBank, answers: Mapping[str, int], cube: np.ndarray) -> tuple[float, float]:
    """The largest error of an interest's mean and of its sd, against the joint probabilities `cube`."""
    found = posterior(bank, bank.row(answers))
    first = [str(trait) for trait in bank.traits].index("interest.baker")
    means, sds = [], []
    for axis in range(3):
        marginal = cube.sum(axis=tuple({0, 1, 2} - {axis}))
        mean = marginal @ GRID
        means.append(abs(found.mean()[0, first + axis] - mean))
        sds.append(abs(found.sd()[0, first + axis] - np.sqrt(marginal @ (GRID - mean) ** 2)))
    return max(means), max(sds)


@pytest.mark.parametrize("others", [{}, INTERESTED], ids=["nothing else", "with interests"])
@pytest.mark.parametrize("asked", [("baker-clerk.1",), ("baker-clerk.1", "baker-guide.1"), ("clerk-guide.1", "guide-baker.1")], ids=str)
def test_choices_without_a_circle_are_exact(
    bank: ItemBank, joint: Callable[[Mapping[str, int]], np.ndarray], asked: tuple[str, ...], others: dict[str, int]
) -> None:
    for values in product((1, 2, 3, 4), repeat=len(asked)):
        answers = {**others, **dict(zip(asked, values, strict=True))}

        mean, sd = errors(bank, answers, joint(answers))

        assert mean < 1e-9
        assert sd < 1e-9


@pytest.mark.parametrize(
    ("asked", "mean_bound", "sd_bound"),
    [
        (("baker-clerk.1", "baker-guide.1", "clerk-guide.1"), 0.004, 0.02),
        (("baker-guide.1", "guide-baker.1"), 1e-9, 1e-9),
        (("baker-clerk.1", "baker-guide.1", "clerk-guide.1", "guide-baker.1"), 0.006, 0.03),
    ],
    ids=["a circle of three", "two about the same pair", "all four"],
)
def test_choices_in_a_circle_are_nearly_exact(
    pack: Pack,
    bank: ItemBank,
    joint: Callable[[Mapping[str, int]], np.ndarray],
    asked: tuple[str, ...],
    mean_bound: float,
    sd_bound: float,
) -> None:
    found = []
    for place, values in enumerate(product((1, 2, 3, 4), repeat=len(asked))):
        others = {} if place % 2 else random_answers(pack, place, ("interest",))
        answers = {**others, **dict(zip(asked, values, strict=True))}

        found.append(errors(bank, answers, joint(answers)))

    mean, sd = np.max(found, axis=0)
    assert mean < mean_bound
    assert sd < sd_bound
