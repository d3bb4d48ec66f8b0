"""Packs on trial by simulated people."""

from collections.abc import Callable

import numpy as np
import pytest
from shipped import shipped_engine, shipped_pack, tiny_pack

from opscareer.engine.evaluation.calibration import calibration, calibration_error, calibration_noise
from opscareer.engine.evaluation.simulation import (
    ASSUMED,
    NEARLY_RIGHT,
    RIGHT,
    Standing,
    answering,
    draw_indifferent,
    draw_people,
    full_form,
    run_on,
    run_sessions,
)
from opscareer.engine.evaluation.study import questions_for_all, questions_when_priced, reliability, simulate_pack
from opscareer.engine.items import SD_LOG_DISCRIMINATION, SD_OFFSET, SD_THRESHOLD
from opscareer.engine.people import People, draw_traits
from opscareer.engine.rules import DEFAULT, more
from opscareer.results.evaluation import CalibrationBin

PACK, ENGINE = shipped_pack(), shipped_engine()
TINY = tiny_pack()


def quiet(share: float) -> None:
    assert 0 <= share <= 1


# --- the whole


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
    assert sum(found.exposure.kinds.values()) == pytest.approx(found.questions_mean)
    assert found.exposure.never == sum(one.asked == 0 for one in found.questions) <= found.exposure.rarely
    assert DEFAULT.least <= found.questions_p10 <= found.questions_mean <= found.questions_p90 <= DEFAULT.most
    assert [one.of for one in found.reliability] == list(PACK.traits)
    assert found.bank == len(PACK.questions)


def test_of_ten_people_nine_are_asked_no_more_than_the_ninetieth_percentile_and_one_more() -> None:
    found = simulate_pack(PACK, 10, 2, correlated=False, on_progress=quiet)

    usual, alike = (
        sorted(run_sessions(ENGINE, people.answers, DEFAULT, 2, PACK.opening).questions.tolist())
        for people in (draw_people(PACK, ENGINE, 10, 2), draw_indifferent(PACK, ENGINE, 10, 4))
    )
    assert (found.questions_p10, found.questions_p90, found.indifferent_p90) == (usual[0], usual[8], alike[8])
    assert usual[0] < usual[1] < usual[8] < usual[9]
    assert alike[8] < alike[9]


def test_progress_reaches_the_end() -> None:
    heard: list[float] = []
    tell: Callable[[float], None] = heard.append

    simulate_pack(TINY, 20, 1, correlated=False, on_progress=tell)

    assert heard == sorted(heard)
    assert heard[-1] == 1.0


# --- people


def test_the_assumed_errors_of_authors_are_those_that_the_engine_allows_for() -> None:
    assert tuple(ASSUMED) == (SD_OFFSET["competency"], SD_OFFSET["interest"], SD_THRESHOLD, SD_LOG_DISCRIMINATION)


def test_ten_people_share_an_author_whose_scales_miss_by_as_much_as_was_asked_for() -> None:
    people = draw_people(PACK, ENGINE, 1000, 3, error=ASSUMED)

    missed = people.traits - people.on_scale

    assert np.ptp(missed.reshape(100, 10, -1), axis=1).max() == pytest.approx(0)
    assert missed[::10].std(axis=0) == pytest.approx([SD_OFFSET[trait.kind] for trait in PACK.traits], rel=0.3)


def test_whose_author_sets_the_scale_too_low_looks_as_able_as_the_scale_says() -> None:
    people = draw_people(PACK, ENGINE, 600, 3, error=ASSUMED._replace(competency=1.0))
    estimate = full_form(ENGINE, people.answers).estimate

    for competency in range(len(PACK.core)):
        on_scale, true = (np.corrcoef(estimate[:, competency], of[:, competency])[0, 1] for of in (people.on_scale, people.traits))
        assert on_scale > true + 0.1


def test_the_indifferent_like_all_work_alike_some_more_and_some_less() -> None:
    interests = draw_indifferent(PACK, ENGINE, 50, 1).traits[:, len(PACK.competencies) :]

    assert np.ptp(interests, axis=1).max() == 0
    assert np.ptp(interests[:, 0]) > 1


def test_somebody_asked_again_has_the_same_author_and_says_something_else() -> None:
    traits = draw_traits(20, len(PACK.competencies), len(PACK.roles), np.random.default_rng(1))

    first, again, later = (answering(PACK, ENGINE, traits, NEARLY_RIGHT, 5, occasion) for occasion in (0, 0, 1))

    assert (first.answers == again.answers).all()
    assert (first.on_scale == later.on_scale).all()
    assert 0.2 < (first.answers == later.answers).mean() < 0.8


def test_correlated_people_are_correlated() -> None:
    traits = draw_traits(20_000, 4, 5, np.random.default_rng(1), correlated=True)
    found = np.corrcoef(traits.T)

    assert found[0, 1] == pytest.approx(0.4, abs=0.03)
    assert found[5, 8] == pytest.approx(0.2, abs=0.03)
    assert found[0, 5] == pytest.approx(0.0, abs=0.03)


# --- sessions


def test_all_questions_name_the_best_role_far_more_often_than_chance() -> None:
    people = draw_people(PACK, ENGINE, 200, 3, error=RIGHT)

    assert full_form(ENGINE, people.answers).right(people).mean() > 0.6


def test_every_session_begins_with_the_opening_question() -> None:
    people = draw_people(PACK, ENGINE, 5, 1)
    opening = PACK.opening
    assert opening is not None

    begun = run_on(ENGINE, people.answers, more(0, 1), 1, opening)
    only = full_form(ENGINE, np.where(ENGINE.bank.mask([opening]), people.answers, 0))

    assert run_sessions(ENGINE, people.answers, DEFAULT, 1, opening).asked[:, ENGINE.bank.index[opening]].all()
    assert (begun[1].leader == only.leader).all()


def test_a_question_left_out_is_skipped_and_does_not_count_as_an_answer() -> None:
    people = draw_people(PACK, ENGINE, 20, 1)
    gaps = np.random.default_rng(1).random(people.answers.shape) < 0.3

    found = run_sessions(ENGINE, np.where(gaps, 0, people.answers), DEFAULT, 1)

    answered = (found.asked & ~gaps).sum(axis=1)
    assert ((answered >= DEFAULT.least) | (found.questions == DEFAULT.most)).all()
    assert (found.asked & gaps).any()


def test_what_is_stated_of_reliability_is_true_of_people_whose_questions_work_as_assumed() -> None:
    people = draw_people(PACK, ENGINE, 400, 4)

    found = reliability(ENGINE, people, full_form(ENGINE, people.answers))

    for one in found:
        assert one.true == pytest.approx(one.stated, abs=0.12), one.of


# --- calibration


def test_the_calibration_error_is_the_mean_distance_weighted_by_people() -> None:
    stated, right = np.array([0.55, 0.55, 0.55, 0.95]), np.array([True, True, True, False])

    assert calibration(stated, right) == (CalibrationBin(3, pytest.approx(0.55), 1.0), CalibrationBin(1, 0.95, 0.0))
    assert calibration_error(stated, right) == pytest.approx((3 * 0.45 + 0.95) / 4)


def test_those_stand_in_one_bin_of_whom_the_same_tenth_was_stated() -> None:
    stated = np.array([0.0, 0.099, 0.1, 0.5, 0.599, 0.6])

    assert [one.people for one in calibration(stated, np.ones(6, dtype=bool))] == [2, 1, 2, 1]


def test_certainty_is_a_bin_of_its_own_only_with_the_nearly_certain() -> None:
    assert calibration_error(np.array([1.0, 0.93]), np.array([True, True])) == pytest.approx(0.035)


def test_the_noise_of_a_perfect_probability_falls_with_the_root_of_the_people() -> None:
    stated = np.random.default_rng(1).uniform(0.3, 1.0, 6400)

    few, many = (calibration_noise(stated[:count], 1) for count in (400, 6400))

    assert few / many == pytest.approx(4, rel=0.2)


# --- questions to 95%


def curve(*standings: tuple[list[bool], list[float]]) -> list[Standing]:
    """After each question, who has the truly best of two roles first, and what the next are worth."""
    return [Standing(np.array([0 if right else 1 for right in rights]), np.array(worth)) for rights, worth in standings]


TWO = People(np.zeros((2, 1)), np.ones((2, 1), dtype=np.int64), np.array([[1.0, 0.0], [1.0, 0.0]]), np.zeros((2, 1)))


def test_as_many_questions_for_everybody_are_those_after_which_enough_are_right_and_stay_so() -> None:
    found = curve(([True, False], [1, 1]), ([False, False], [1, 1]), ([True, False], [1, 1]), ([True, True], [1, 1]))

    assert questions_for_all(found, TWO, 0.9) == 3
    assert questions_for_all(found[:3], TWO, 0.9) is None


def test_a_session_at_a_price_ends_for_each_person_once_the_next_questions_are_worth_less() -> None:
    waiting = [([False, False], [1.0, 1.0])] * (DEFAULT.least + 1)
    found = curve(*waiting, ([True, False], [0.01, 1.0]), ([True, False], [0.01, 1.0]), ([True, True], [0.01, 0.01]))

    assert questions_when_priced(found, TWO, 1.0) == pytest.approx(DEFAULT.least + 2)
    assert questions_when_priced(found[:-1], TWO, 1.0) is None
