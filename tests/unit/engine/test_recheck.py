"""Some competencies measured again at a checkpoint."""

import pytest
from people import Person, highest, place
from shipped import shipped_engine, shipped_pack

from opscareer.answers import Answers
from opscareer.engine.measurement import deviations
from opscareer.engine.selection import FEWEST_LISTS, SURE, Recheck, merge_answers
from opscareer.pack.model import Question
from opscareer.results.units import Answer

PACK, ENGINE = shipped_pack(), shipped_engine()
COMPETENCIES = PACK.core


def answered(competencies: tuple[str, ...], level: float) -> dict[str, Answer]:
    """Everything that a checkpoint asks somebody whose competencies are all at a level, in the order asked."""
    check, values, person = Recheck(ENGINE, competencies), dict[str, Answer](), Person(PACK, level)
    while (name := check.next(Answers(values), values)) is not None:
        values[name] = person.reply(PACK.question[name])
    return values


def lists(names: dict[str, Answer] | frozenset[str]) -> list[Question]:
    return [PACK.question[name] for name in names if PACK.question[name].several]


@pytest.mark.parametrize("competency", COMPETENCIES)
def test_only_the_competencies_worked_on_are_asked_about(competency: str) -> None:
    assert {PACK.question[name].measures for name in answered((competency,), 2)} == {competency}


@pytest.mark.parametrize("level", [1, 2.5, 4])
@pytest.mark.parametrize("competency", COMPETENCIES)
def test_it_ends_once_the_estimate_is_sure_and_three_lists_say_so_or_nothing_is_left(competency: str, level: float) -> None:
    values = answered((competency,), level)

    (own,) = (number for number, trait in enumerate(ENGINE.bank.traits) if trait.of == competency and trait.kind == "competency")
    sd = deviations(ENGINE.posterior(Answers(values)).on_scale)[0, own]
    everything = Recheck(ENGINE, (competency,)).questions
    assert len(lists(values)) >= FEWEST_LISTS
    assert sd <= SURE or values.keys() == everything


def test_a_checkpoint_is_much_shorter_than_everything_about_the_competency() -> None:
    for competency in COMPETENCIES:
        assert len(answered((competency,), 2.5)) < 0.7 * len(Recheck(ENGINE, (competency,)).questions)


def test_two_competencies_are_asked_about_in_one_session() -> None:
    both = COMPETENCIES[:2]

    assert {PACK.question[name].measures for name in answered(both, 3)} == set(both)


def test_what_was_said_before_about_other_things_stays_and_what_was_said_about_these_goes() -> None:
    before = Answers({question.id: place(PACK, question, 1) for question in PACK.questions})
    check = Recheck(ENGINE, (COMPETENCIES[0],))
    now = Answers(answered((COMPETENCIES[0],), 4))

    then = merge_answers(before, now, check.questions)

    assert {name: value for name, value in then.values.items() if name in check.questions} == now.values
    assert set(then.values) - set(now.values) == set(before.values) - check.questions


def test_a_level_can_fall() -> None:
    competency = COMPETENCIES[0]
    check = Recheck(ENGINE, (competency,))
    high = Answers({name: value for name, value in highest(PACK).items() if name in check.questions})

    low = merge_answers(high, Answers(answered((competency,), 1)), check.questions)

    before, after = (ENGINE.posterior(answers).mean()[0, 0] for answers in (high, low))
    assert after < before - 1
