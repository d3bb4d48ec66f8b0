"""Two assessments compared: what is called a change, and how often that is wrong."""

from math import erf, sqrt

import numpy as np
import pytest
from people import Person, answers_of
from shipped import shipped_engine, shipped_pack

from opscareer.answers import Answers
from opscareer.engine.comparing import REAL, compare
from opscareer.engine.items import GRID
from opscareer.engine.people import answer_all, draw_traits

PACK, ENGINE = shipped_pack(), shipped_engine()
MIDDLING = Answers(Person(PACK).form())


def with_highest(competency: str) -> Answers:
    """Everybody's middling answers, but the best of one competency."""
    return Answers(Person(PACK, levels={competency: 5}).form())


def test_the_same_answers_twice_are_no_change() -> None:
    found = compare(ENGINE, MIDDLING, MIDDLING)

    for shift in (*found.competencies, *found.roles):
        assert shift.before == shift.after
        assert shift.p == pytest.approx(0.5, abs=0.001)
        assert not shift.real
    assert all(before == after for before, after in found.p_best.values())


def test_much_better_answers_are_a_real_rise_of_that_competency_and_of_no_other() -> None:
    found = compare(ENGINE, MIDDLING, with_highest("data_analysis"))

    assert {shift.id: shift.real for shift in found.competencies} == {
        competency.id: competency.id == "data_analysis" for competency in PACK.competencies
    }


def test_the_way_back_is_the_same_change_the_other_way() -> None:
    there = compare(ENGINE, MIDDLING, with_highest("data_analysis"))
    back = compare(ENGINE, with_highest("data_analysis"), MIDDLING)

    for parts in ("competencies", "roles"):
        forth = {shift.id: shift for shift in getattr(there, parts)}
        for shift in getattr(back, parts):
            other = forth[shift.id]
            assert (shift.before, shift.after) == (other.after, other.before)
            assert (shift.sd, shift.p) == pytest.approx((other.sd, other.p), abs=1e-9)


def test_levels_and_fits_are_those_of_the_two_results() -> None:
    after = with_highest("user_insight")
    found, results = compare(ENGINE, MIDDLING, after), (ENGINE.assess(MIDDLING), ENGINE.assess(after))

    levels = [{item.id: item.level for item in result.competencies} for result in results]
    assert {shift.id: (shift.before, shift.after) for shift in found.competencies} == {
        name: pytest.approx((levels[0][name], levels[1][name])) for name in levels[0]
    }
    for shift in found.roles:
        assert (shift.before, shift.after) == pytest.approx((results[0].role(shift.id).fit, results[1].role(shift.id).fit))
        assert found.p_best[shift.id] == pytest.approx((results[0].role(shift.id).p_best, results[1].role(shift.id).p_best))
    assert [shift.id for shift in found.roles] == [role.id for role in results[1].roles]


def test_the_probability_of_a_competency_is_that_of_all_pairs_of_levels() -> None:
    after = with_highest("data_analysis")
    found = compare(ENGINE, MIDDLING, after)

    for place, shift in enumerate(found.competencies):
        then, now = (ENGINE.posterior(answers).on_scale[0, place] for answers in (MIDDLING, after))
        pairs = [(p * q, b - a) for p, a in zip(then, GRID, strict=True) for q, b in zip(now, GRID, strict=True)]
        risen = sum(p for p, gain in pairs if gain > 0) + sum(p for p, gain in pairs if gain == 0) / 2
        assert shift.p == pytest.approx(risen if shift.after >= shift.before else 1 - risen, abs=1e-9)
        mean = sum(p * gain for p, gain in pairs)
        assert shift.sd == pytest.approx(sqrt(sum(p * (gain - mean) ** 2 for p, gain in pairs)), abs=1e-9)


def test_the_probability_of_a_fit_is_close_to_that_of_two_normal_ones() -> None:
    found = compare(ENGINE, MIDDLING, with_highest("data_analysis"))

    for shift in found.roles:
        normal = (1 + erf(abs(shift.after - shift.before) / shift.sd / sqrt(2))) / 2
        assert shift.p == pytest.approx(normal, abs=0.03)


def test_few_answers_never_make_a_change() -> None:
    question = next(question for question in PACK.questions if question.kind == "interest")
    found = compare(ENGINE, Answers({question.id: 3}), Answers({question.id: 5}))

    assert not any(shift.real for shift in (*found.competencies, *found.roles))


def test_people_who_did_not_change_are_seldom_told_so_and_people_who_did_more_often() -> None:
    random = np.random.default_rng(8)
    count, competencies = 40, len(PACK.competencies)
    traits = draw_traits(count, competencies, len(PACK.roles), random)
    risen = traits + np.eye(traits.shape[1])[0] * 2.0

    def all_answers(of: np.ndarray) -> list[Answers]:
        return [Answers(answers_of(ENGINE.bank, row)) for row in answer_all(ENGINE.bank, of, random)]

    then, same, better = all_answers(traits), all_answers(traits), all_answers(risen)
    unchanged = [compare(ENGINE, *pair) for pair in zip(then, same, strict=True)]
    changed = [compare(ENGINE, *pair) for pair in zip(then, better, strict=True)]

    false_alarms = [shift.real for found in unchanged for shift in (*found.competencies, *found.roles)]
    noticed = [found.competencies[0].real for found in changed]
    assert sum(false_alarms) / len(false_alarms) <= 2 * (1 - REAL)
    assert sum(noticed) / len(noticed) >= 0.4
