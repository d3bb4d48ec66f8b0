"""Estimates and their uncertainty, held against a slow oracle and, where choices tie interests together, against brute force."""

import random
from collections.abc import Callable, Mapping
from itertools import product
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from people import at_random

from opscareer.engine.items import GRID, Author, ItemBank, exact, fallible, item_table
from opscareer.engine.measurement import Posterior, posterior
from opscareer.pack.model import Pack
from opscareer.results.units import Answer

INTERESTS = [f"{role}.interest.{place}" for role in ("baker", "clerk", "guide") for place in (1, 2)]
PATTERNS: dict[str, dict[str, Answer]] = {
    "no answers": {},
    "one answer": {"craft.1": (1, 2, 4)},
    "all lowest": {
        **{"craft.1": (), "craft.2": (), "craft.3": 2, "reason.1": (), "reason.2": 1, "tools.1": ()},
        **dict.fromkeys(INTERESTS, 1),
    },
    "all highest": {
        **{"craft.1": (1, 2, 3, 4), "craft.2": (1, 2, 3), "craft.3": 3, "reason.1": (1, 2, 3, 4, 5), "reason.2": 2, "tools.1": (1, 2, 3)},
        **dict.fromkeys(INTERESTS, 5),
    },
    "against themselves": {
        "craft.1": (1, 2, 3, 4),
        "craft.2": (),
        "craft.3": 3,
        "reason.1": (),
        "reason.2": 2,
        "clerk.interest.1": 1,
        "clerk.interest.2": 5,
    },
    "options of equal rating": {"craft.3": 4, "guide.interest.2": 3},
}
AUTHORS = {"parameters known": ("right", exact), "parameters uncertain": ("fallible", fallible)}


@pytest.fixture(scope="module")
def bank(pack: Pack) -> ItemBank:
    return ItemBank.of(pack)


def random_answers(pack: Pack, seed: int, kinds: tuple[str, ...]) -> dict[str, Answer]:
    dice = random.Random(seed)
    asked = [question for question in pack.questions if question.kind in kinds and dice.random() < 0.7]
    return {question.id: at_random(pack, question, dice) for question in asked}


@pytest.mark.parametrize(("slow", "fast"), AUTHORS.values(), ids=AUTHORS)
def test_every_table_equals_the_oracle(pack: Pack, oracle: ModuleType, request: pytest.FixtureRequest, slow: str, fast: Author) -> None:
    for question in pack.questions:
        item = question.item(pack.scales)
        at = oracle.grid() if len(item.traits) == 1 else oracle.grid(2 * oracle.NODES - 1, 2 * oracle.REACH)

        expected = oracle.answer_table(pack, question, at, request.getfixturevalue(slow))
        assert item_table(item, fast) == pytest.approx(np.array(expected), rel=0, abs=1e-12)


@pytest.mark.parametrize(("slow", "fast"), AUTHORS.values(), ids=AUTHORS)
@pytest.mark.parametrize("pattern", PATTERNS)
def test_estimate_and_its_sd_equal_the_oracle(
    pack: Pack, oracle: ModuleType, request: pytest.FixtureRequest, pattern: str, slow: str, fast: Author
) -> None:
    bank = ItemBank.of(pack, fast)

    found = posterior(bank, bank.row(PATTERNS[pattern]))

    expected = oracle.posteriors(pack, PATTERNS[pattern], oracle.grid(), request.getfixturevalue(slow))
    assert {str(trait) for trait in bank.traits} == set(expected)
    for place, trait in enumerate(map(str, bank.traits)):
        mean, sd = oracle.mean_and_sd(expected[trait], oracle.grid())
        assert found.mean()[0, place] == pytest.approx(mean, rel=0, abs=1e-10)
        assert found.sd()[0, place] == pytest.approx(sd, rel=0, abs=1e-10)


def test_forty_people_at_once_equal_the_oracle(pack: Pack, bank: ItemBank, oracle: ModuleType, fallible: Any) -> None:
    people = [random_answers(pack, seed, ("deeds", "judgement", "interest")) for seed in range(40)]
    found = posterior(bank, np.concatenate([bank.row(answers) for answers in people]))

    for person, answers in enumerate(people):
        assert_equal(found, person, "marginals", oracle.posteriors(pack, answers, oracle.grid(), fallible))
        assert_equal(found, person, "on_scale", oracle.on_scale(pack, answers, oracle.grid(), fallible))


def assert_equal(found: Posterior, person: int, name: str, expected: Mapping[str, list[float]]) -> None:
    for place, trait in enumerate(map(str, found.bank.traits)):
        assert getattr(found, name)[person, place] == pytest.approx(expected[trait], rel=0, abs=1e-12)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_an_estimate_equals_the_rule_of_mirt_on_121_points(pack: Pack, oracle: ModuleType, right: Any, pattern: str) -> None:
    """EAP on an equal grid from -6 to 6 with N(0, 1), every parameter known and no offset. Judgements stay out: their mended tails have
    kinks, which lie elsewhere on another grid."""
    bank, fine = ItemBank.of(pack, exact), oracle.grid(121)
    answers = {name: value for name, value in PATTERNS[pattern].items() if pack.question[name].kind != "judgement"}

    found = posterior(bank, bank.row(answers))

    expected = oracle.posteriors(pack, answers, fine, right)
    means = [oracle.mean_and_sd(expected[str(trait)], fine)[0] for trait in bank.traits]
    assert found.mean()[0] == pytest.approx(means, rel=0, abs=1e-6)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_seventy_three_points_are_as_good_as_twice_as_many(
    pack: Pack, bank: ItemBank, oracle: ModuleType, fallible: Any, pattern: str
) -> None:
    found = posterior(bank, bank.row(PATTERNS[pattern]))

    fine = oracle.grid(145)
    expected = oracle.posteriors(pack, PATTERNS[pattern], fine, fallible)
    for place, trait in enumerate(map(str, bank.traits)):
        mean, sd = oracle.mean_and_sd(expected[trait], fine)
        assert found.mean()[0, place] == pytest.approx(mean, rel=0, abs=2e-4)
        assert found.sd()[0, place] == pytest.approx(sd, rel=0, abs=2e-4)


# --- choices ------------------------------------------------------------------------------------------------------------------------

INTERESTED = {"baker.interest.1": 5, "baker.interest.2": 4, "clerk.interest.1": 2, "guide.interest.2": 1}


def errors(bank: ItemBank, answers: Mapping[str, Answer], cube: np.ndarray) -> tuple[float, float]:
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
    bank: ItemBank, joint: Callable[[Mapping[str, Answer]], np.ndarray], asked: tuple[str, ...], others: dict[str, Answer]
) -> None:
    for values in product((1, 2, 3, 5), repeat=len(asked)):
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
    joint: Callable[[Mapping[str, Answer]], np.ndarray],
    asked: tuple[str, ...],
    mean_bound: float,
    sd_bound: float,
) -> None:
    found = []
    for place, values in enumerate(product((1, 2, 3, 5), repeat=len(asked))):
        others = {} if place % 2 else random_answers(pack, place, ("interest",))
        answers = {**others, **dict(zip(asked, values, strict=True))}

        found.append(errors(bank, answers, joint(answers)))

    mean, sd = np.max(found, axis=0)
    assert mean < mean_bound
    assert sd < sd_bound
