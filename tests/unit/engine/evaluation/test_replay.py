"""Recorded answers against a pack: what they can tell of its questions, and what they cannot."""

import numpy as np
import pytest
from people import answers_of
from shipped import shipped_engine, shipped_pack

from opscareer.answers import Answers
from opscareer.engine.evaluation import replay
from opscareer.engine.evaluation.replay import compare_halves, halves, replay_responses, wilson
from opscareer.engine.evaluation.responses import coefficient_alpha, item_rest, of_questions, of_traits, scores, standardized
from opscareer.engine.evaluation.simulation import draw_people
from opscareer.engine.people import answer_all, draw_traits

PACK, ENGINE = shipped_pack(), shipped_engine()
BANK = ENGINE.bank
DEEDS, RATING, CHOICE = "data_analysis.deeds.reports", "data.interest.cleaning", "content-data.choice.coffee"


@pytest.fixture(autouse=True)
def fewer_people_are_simulated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replay, "SIMULATED", 300)


def quiet(share: float) -> None:
    assert 0 <= share <= 1


def people(count: int, seed: int = 1) -> np.ndarray:
    """Answers (P, J) of people who are as the pack assumes."""
    return draw_people(PACK, ENGINE, count, seed).answers


def responses(answers: np.ndarray) -> list[Answers]:
    return [Answers(answers_of(BANK, row)) for row in answers]


def with_gaps(answers: np.ndarray, share: float) -> np.ndarray:
    return np.where(np.random.default_rng(7).random(answers.shape) < share, 0, answers)


# --- the whole


def test_people_with_gaps_are_counted_and_only_those_with_few_are_replayed() -> None:
    answers = people(9)
    answers[:3, ::2] = 0
    answers[3:6, ::10] = 0

    found = replay_responses(PACK, responses(answers), 1, on_progress=quiet)

    assert (found.people, found.complete, found.replayed) == (9, 3, 6)
    assert found.halves is not None
    assert sum(one.people for one in found.halves.bins) == 6
    assert len(found.agreement) == 29
    assert found.default_agreement is not None
    assert len(found.questions) == len(PACK.questions)


def test_where_nobody_answered_most_questions_nothing_is_said_of_sessions_and_halves() -> None:
    answers = people(12)
    answers[:, 40:] = 0

    found = replay_responses(PACK, responses(answers), 1, on_progress=quiet)

    assert (found.replayed, found.agreement, found.default_agreement, found.questions_mean, found.halves) == (0, (), None, None, None)
    assert {question.id for question in found.questions} == set(BANK.ids[:40])


# --- options


def test_people_as_the_pack_assumes_answer_as_it_expects() -> None:
    random = np.random.default_rng(2)
    answers = answer_all(BANK, draw_traits(4000, len(PACK.competencies), len(PACK.roles), random), random)
    answers[:, BANK.counted] = 0  # which deeds were done is not said by how many

    found = of_questions(PACK, ENGINE, responses(answers), answers)

    assert max(question.difference for question in found) < 0.04
    assert sum(question.beyond_chance for question in found) == 0


def test_a_question_that_people_answer_otherwise_stands_first() -> None:
    answers = people(200)
    answers[:, BANK.index[RATING]] = 5

    worst = of_questions(PACK, ENGINE, responses(answers), answers)[0]

    assert (worst.id, worst.beyond_chance, worst.item_rest) == (RATING, True, None)
    assert worst.difference == pytest.approx(1 - worst.options[4].expected) == pytest.approx(0.8, abs=0.02)


def test_of_a_list_the_share_that_ticked_each_deed_is_told() -> None:
    lists = [Answers({DEEDS: ticks}) for ticks in ((1,), (1, 3), (), (1, 2, 3))]

    (found,) = of_questions(PACK, ENGINE, lists, np.concatenate([BANK.row(person.values) for person in lists]))

    assert [option.observed for option in found.options] == [0.75, 0.25, 0.5, *[0.0] * (len(found.options) - 3)]
    expected = [option.expected for option in found.options]
    assert expected == sorted(expected, reverse=True)
    assert 0.6 < expected[0] < 0.9


def test_few_people_are_off_by_chance() -> None:
    found = of_questions(PACK, ENGINE, responses(people(5)), people(5))

    assert sum(question.beyond_chance for question in found) <= 2
    assert {question.item_rest for question in found} == {None}


# --- together


def test_what_counts_is_the_category_of_an_option_and_the_number_of_deeds() -> None:
    judgement = next(question for question in PACK.questions if question.kind == "judgement")
    best = 1 + [option.rating for option in judgement.options].index("best")
    row = BANK.row({DEEDS: (2, 5, 6), RATING: 4, judgement.id: best})

    found = scores(PACK, ENGINE, row)[0]

    assert [found[BANK.index[name]] for name in (DEEDS, RATING, judgement.id)] == [3, 3, 2]
    assert np.isnan(found).sum() == len(BANK.ids) - 3


def test_questions_about_one_thing_go_together_and_one_that_is_answered_at_random_does_not() -> None:
    answers = people(400)
    answers[:, BANK.index[RATING]] = np.random.default_rng(1).integers(1, 6, 400)

    found = dict(zip(BANK.ids, item_rest(ENGINE, standardized(scores(PACK, ENGINE, answers))), strict=True))

    assert abs(found[RATING] or 0) < 0.15
    others = [value for name, value in found.items() if value is not None and name != RATING and ".judgement." not in name]
    assert min(others) > 0.15
    assert np.median(others) > 0.4


def test_a_choice_is_held_against_the_ratings_of_the_second_role_less_those_of_the_first() -> None:
    answers = people(400)
    turned = answers.copy()
    turned[:, BANK.index[CHOICE]] = 6 - answers[:, BANK.index[CHOICE]]

    plain, reverse = (item_rest(ENGINE, standardized(scores(PACK, ENGINE, of)))[BANK.index[CHOICE]] for of in (answers, turned))

    assert plain is not None
    assert plain > 0.3
    assert reverse == pytest.approx(-plain)


def test_correlations_are_those_of_numpy_where_there_are_no_gaps() -> None:
    answers = people(50)
    standard = standardized(scores(PACK, ENGINE, answers))
    trait = BANK.single_trait[BANK.index[RATING]]
    others = [column for column in range(BANK.singles) if BANK.single_trait[column] == trait and BANK.ids[column] != RATING]

    found = item_rest(ENGINE, standard)[BANK.index[RATING]]

    assert found == pytest.approx(np.corrcoef(standard[:, BANK.index[RATING]], standard[:, others].mean(axis=1))[0, 1])


# --- reliability


def test_alpha_of_equal_questions_is_that_of_the_formula_of_spearman_and_brown() -> None:
    random = np.random.default_rng(1)
    common = random.standard_normal((200_000, 1))

    answers = common + random.standard_normal((200_000, 5))

    assert coefficient_alpha(answers) == pytest.approx(5 * 0.5 / (1 + 4 * 0.5), abs=0.01)
    assert coefficient_alpha(np.ones((10, 3))) == 0.0


def test_the_interval_of_alpha_holds_it_and_narrows_with_people() -> None:
    few, many = (of_traits(PACK, ENGINE, people(count), 1) for count in (40, 640))

    widths = []
    for found in (few, many):
        intervals = [(one.alpha, one.alpha_interval) for one in found if one.alpha is not None and one.alpha_interval is not None]
        assert all(low < alpha < high for alpha, (low, high) in intervals)
        widths.append(np.mean([high - low for _, (low, high) in intervals]))
    assert widths[0] > 2 * widths[1]


def test_alpha_counts_those_who_answered_all_about_a_trait_and_is_not_told_of_nine_or_of_one_question() -> None:
    answers = people(20)
    answers[9:, BANK.index[RATING]] = 0

    found = {str(one.of): one for one in of_traits(PACK, ENGINE, answers, 1)}

    assert (found["interest.data"].complete, found["interest.data"].alpha) == (9, None)
    assert found["interest.user"].complete == 20
    assert found["interest.user"].alpha is not None
    assert (found["digital_tools"].questions, found["digital_tools"].alpha_interval) == (1, None)


def test_people_who_like_a_role_more_than_assumed_stand_higher() -> None:
    random = np.random.default_rng(3)
    traits = draw_traits(300, len(PACK.competencies), len(PACK.roles), random)
    traits[:, -1] += 1
    found = of_traits(PACK, ENGINE, answer_all(BANK, traits, random), 1)

    assert found[-1].mean is not None
    assert found[-1].mean > 0.5
    assert all(abs(one.mean) < 0.25 for one in found[:-1] if one.mean is not None)


# --- halves


def test_the_halves_have_the_same_number_of_questions_about_everything() -> None:
    first = halves(ENGINE)

    for half in (first, ~first):
        assert half.sum() == pytest.approx(len(BANK.ids) / 2, abs=1)
    for trait in range(len(BANK.traits)):
        about = BANK.bears_on[:, trait].astype(bool)
        assert abs(int((about & first).sum()) - int((about & ~first).sum())) <= 3


def test_halves_of_people_as_assumed_agree_as_often_as_expected() -> None:
    found = compare_halves(PACK, ENGINE, people(300, 5), 1)

    assert found.interval[0] - 0.04 <= found.expected <= found.interval[1] + 0.04
    assert [one.stated for one in found.bins] == sorted(one.stated for one in found.bins)
    assert found.bins[-1].agreement > found.bins[0].agreement


def test_halves_that_have_nothing_to_do_with_each_other_agree_less_than_expected() -> None:
    answers, others = people(200, 5), people(200, 6)

    found = compare_halves(PACK, ENGINE, np.where(halves(ENGINE), answers, others), 1)

    assert found.interval[1] < found.expected


def test_an_interval_of_a_share_is_wilsons() -> None:
    assert wilson(0.5, 100) == pytest.approx((0.4038, 0.5962), abs=1e-4)
    assert wilson(1.0, 10) == pytest.approx((0.7225, 1.0), abs=1e-4)
