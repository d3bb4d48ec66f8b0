"""Some competencies measured again at a checkpoint."""

import pytest
from shipped import shipped_engine, shipped_pack

from opscareer.answers import Answers
from opscareer.engine.selection import FEWEST_QUESTIONS, SURE, Recheck, merge_answers

PACK, ENGINE = shipped_pack(), shipped_engine()
COMPETENCIES = ENGINE.model.competencies


def answered(competencies: tuple[str, ...], option: int) -> dict[str, int]:
    """Everything that a checkpoint asks somebody who always takes the same option, in the order asked."""
    check, values = Recheck(ENGINE, competencies), dict[str, int]()
    while (name := check.next(Answers(values), values)) is not None:
        values[name] = min(option, len(PACK.options(PACK.question[name])))
    return values


@pytest.mark.parametrize("competency", COMPETENCIES)
def test_only_the_competencies_worked_on_are_asked_about(competency: str) -> None:
    assert {PACK.question[name].measures for name in answered((competency,), 2)} == {competency}


@pytest.mark.parametrize("option", [1, 3, 5])
@pytest.mark.parametrize("competency", COMPETENCIES)
def test_it_ends_once_the_estimate_is_sure_or_nothing_is_left(competency: str, option: int) -> None:
    values = answered((competency,), option)

    sd = ENGINE.posterior(Answers(values)).sd()[0, COMPETENCIES.index(competency)]
    everything = len(Recheck(ENGINE, (competency,)).questions)
    assert FEWEST_QUESTIONS <= len(values) <= everything
    assert sd <= SURE or len(values) == everything


def test_two_competencies_are_asked_about_in_one_session() -> None:
    both = COMPETENCIES[:2]

    assert {PACK.question[name].measures for name in answered(both, 3)} == set(both)


def test_what_was_said_before_about_other_things_stays_and_what_was_said_about_these_goes() -> None:
    before = Answers({question.id: 1 for question in PACK.questions})
    check = Recheck(ENGINE, (COMPETENCIES[0],))
    now = Answers(answered((COMPETENCIES[0],), 4))

    then = merge_answers(before, now, check.questions)

    assert {name: value for name, value in then.values.items() if name in check.questions} == now.values
    assert set(then.values) - set(now.values) == set(before.values) - check.questions


def test_a_level_can_fall() -> None:
    competency = COMPETENCIES[0]
    check = Recheck(ENGINE, (competency,))
    high = Answers({name: len(PACK.options(PACK.question[name])) for name in check.questions})

    low = merge_answers(high, Answers(answered((competency,), 1)), check.questions)

    before, after = (ENGINE.posterior(answers).mean()[0, 0] for answers in (high, low))
    assert after < before - 1
