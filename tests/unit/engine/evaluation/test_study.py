"""Packs on trial: simulated people and recorded answers."""

from collections.abc import Callable

import numpy as np
import pytest
from shipped import shipped_engine, shipped_pack, tiny_pack

from opscareer.answers import Answers
from opscareer.engine.evaluation.simulation import Outcome, draw_people, expected_calibration_error, full_form
from opscareer.engine.evaluation.study import mean_questions_for_share, questions_for_share, replay_responses, simulate_pack
from opscareer.engine.people import People, answer_all, draw_traits
from opscareer.engine.rules import Rules
from opscareer.results.evaluation import CalibrationBin

PACK, ENGINE = shipped_pack(), shipped_engine()
TINY = tiny_pack()


def quiet(share: float) -> None:
    assert 0 <= share <= 1


def test_the_same_seed_gives_the_same_simulation_but_for_the_clock() -> None:
    first, second = (simulate_pack(TINY, 20, 5, correlated=False, on_progress=quiet) for _ in range(2))

    assert {**vars(first), "step_ms": 0} == {**vars(second), "step_ms": 0}


def test_a_simulation_adds_up() -> None:
    found = simulate_pack(PACK, 12, 2, correlated=True, on_progress=quiet)

    assert sum(sum(row.values()) for row in found.confusion.values()) == 12
    right = sum(row[truth] for truth, row in found.confusion.items())
    assert right / 12 == pytest.approx(found.default_accuracy)
    assert sum(one.people for one in found.calibration) == 12
    assert sum(one.asked for one in found.questions) == pytest.approx(found.questions_mean)
    assert found.bank == len(PACK.questions)


def test_all_questions_name_the_best_role_far_more_often_than_chance() -> None:
    people = draw_people(PACK, ENGINE, 200, 3)

    assert full_form(ENGINE, people).accuracy(people) > 0.6


def test_correlated_people_are_correlated() -> None:
    traits = draw_traits(20_000, 4, 5, np.random.default_rng(1), correlated=True)
    found = np.corrcoef(traits.T)

    assert found[0, 1] == pytest.approx(0.4, abs=0.03)
    assert found[5, 8] == pytest.approx(0.2, abs=0.03)
    assert found[0, 5] == pytest.approx(0.0, abs=0.03)


def test_the_calibration_error_is_the_mean_distance_weighted_by_people() -> None:
    assert expected_calibration_error((CalibrationBin(3, 0.5, 0.7), CalibrationBin(1, 0.9, 0.5))) == pytest.approx((3 * 0.2 + 0.4) / 4)


def outcome(stated: list[float], right: list[bool]) -> Outcome:
    """What a session makes of people whose truly best role is the first of two, by what it states for the leader."""
    leader = np.array([0 if it_is else 1 for it_is in right])
    p_best = np.array([[p, 1 - p] if it_is else [1 - p, p] for p, it_is in zip(stated, right, strict=True)])
    return Outcome(leader, p_best, np.zeros(len(right)), np.zeros((len(right), 1), dtype=bool))


def test_questions_to_95_percent_count_each_person_until_the_doubt_is_small_enough() -> None:
    people = People(np.zeros((2, 1)), np.ones((2, 1), dtype=np.int64), np.array([[1.0, 0.0], [1.0, 0.0]]))
    curve = [outcome([0.5, 0.5], [False, False]), outcome([0.99, 0.6], [True, False]), outcome([0.99, 0.99], [True, True])]
    rules = Rules(limit=2, doubt=0.1, typical=2)

    assert mean_questions_for_share(curve, people, 1.0, rules) == pytest.approx(1.5)
    assert questions_for_share(curve, people, 1.0) == 2
    assert mean_questions_for_share(curve[:2], people, 1.0, rules) is None
    assert questions_for_share(curve[:2], people, 1.0) is None


def test_replaying_all_questions_agrees_with_the_full_form() -> None:
    random = np.random.default_rng(4)
    recorded = answer_all(ENGINE.bank, draw_traits(4, len(PACK.competencies), len(PACK.roles), random), random)
    responses = [Answers(dict(zip(ENGINE.bank.ids, (int(value) for value in row), strict=True))) for row in recorded]

    found = replay_responses(PACK, responses, 1, on_progress=quiet)

    assert found.agreement[-1] == 1.0
    assert len(found.agreement) == len(PACK.questions) + 1
    assert found.people == 4


def test_progress_reaches_the_end() -> None:
    heard: list[float] = []
    tell: Callable[[float], None] = heard.append

    simulate_pack(TINY, 20, 1, correlated=False, on_progress=tell)

    assert heard == sorted(heard)
    assert heard[-1] == 1.0
