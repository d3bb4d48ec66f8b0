"""Careless answering is noticed, gently; honest people are mostly left alone."""

import numpy as np
import pytest
from shipped import shipped_engine, shipped_pack

from opscareer.answers import Answers
from opscareer.engine.people import answer_all, draw_traits

PACK = shipped_pack()
ENGINE = shipped_engine()
TOP = np.concatenate([ENGINE.bank.single_options, ENGINE.bank.pair_options])


def flags(values: np.ndarray, order: list[str], seconds: tuple[float, ...] = ()) -> tuple[str, ...]:
    answers = Answers(dict(zip(ENGINE.bank.ids, (int(value) for value in values), strict=True)))
    return ENGINE.assess(answers, order, seconds).quality.flags


def shuffled(seed: int) -> list[str]:
    return list(np.random.default_rng(seed).permutation(ENGINE.bank.ids))


def test_of_twenty_who_answer_everything_at_random_nearly_all_are_noticed() -> None:
    random = np.random.default_rng(1)

    noticed = [bool(flags(random.integers(1, TOP + 1), shuffled(person))) for person in range(20)]

    assert sum(noticed) >= 18


def test_of_forty_honest_people_few_are_noticed() -> None:
    random = np.random.default_rng(2)
    people = answer_all(ENGINE.bank, draw_traits(40, len(PACK.competencies), len(PACK.roles), random), random)

    noticed = [bool(flags(answers, shuffled(person))) for person, answers in enumerate(people)]

    assert sum(noticed) <= 6


def test_the_same_answer_all_the_way_is_noticed_as_a_pattern() -> None:
    assert "pattern" in flags(np.minimum(3, TOP), shuffled(1))


def test_answers_within_a_second_are_noticed_as_haste_and_make_it_a_close_call() -> None:
    random = np.random.default_rng(3)
    person = answer_all(ENGINE.bank, draw_traits(1, len(PACK.competencies), len(PACK.roles), random), random)[0]
    answers = Answers(dict(zip(ENGINE.bank.ids, (int(value) for value in person), strict=True)))

    hasty = ENGINE.assess(answers, shuffled(1), (0.4,) * len(answers))

    assert "hasty" in hasty.quality.flags
    assert hasty.best.close_call
    assert "hasty" not in ENGINE.assess(answers, shuffled(1), (4.0,) * len(answers)).quality.flags


@pytest.mark.parametrize("count", [1, 9])
def test_a_few_answers_are_not_judged(count: int) -> None:
    answers = Answers({question.id: 1 for question in PACK.questions[:count]})

    assert ENGINE.assess(answers).quality.flags == ()
    assert ENGINE.assess(answers).quality.lz is None
