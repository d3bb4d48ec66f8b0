"""What the questions of a pack are about, and which levels they can tell."""

from dataclasses import replace

import pytest
from people import Person
from shipped import PACKS, shipped_engine, shipped_pack

from opscareer.answers import Answers
from opscareer.engine.evaluation.coverage import coverage
from opscareer.pack.load import load_pack
from opscareer.pack.model import Pack

PACK = shipped_pack()


def test_every_question_is_counted_under_all_that_it_measures() -> None:
    found = coverage(PACK)

    assert sum(sum(one.kinds.values()) for one in found.traits) == sum(len(question.traits) for question in PACK.questions)
    for one in found.traits:
        about = [question for question in PACK.questions if one.of in question.traits]
        assert one.facets == {
            facet.id: sum(question.facet == facet.id for question in about)
            for facet in (PACK.competency[one.of.of].facets if one.of.kind == "competency" else ())
        }
        assert sum(one.settings.values()) == (len(about) if one.of.kind == "interest" else 0)


def test_the_shipped_pack_asks_about_every_facet_and_can_tell_every_level_that_a_role_requires() -> None:
    found = coverage(PACK)

    assert [(one.of, facet) for one in found.traits for facet, count in one.facets.items() if not count] == []
    assert len(found.reach) == len(PACK.roles) * len(PACK.competencies) * 3
    assert [one for one in found.reach if one.lists is None] == []


@pytest.mark.parametrize(("role", "competency"), [("data", "data_analysis"), ("event", "project_management")])
def test_as_many_lists_as_are_named_bring_a_truthful_person_to_the_level_and_one_less_does_not(role: str, competency: str) -> None:
    engine = shipped_engine()
    named = PACK.role[role].needs[competency].facets
    lists = [f"{competency}.deeds.{facet}" for facet in named]

    def level(at: int, count: int) -> float:
        person = Person(PACK, level=at)
        answers = {question: person.reply(PACK.question[question]) for question in lists[:count]}
        return next(one.level for one in engine.assess(Answers(answers)).competencies if one.id == competency)

    for one in coverage(PACK).reach:
        if (one.role, one.competency) == (role, competency):
            assert one.lists is not None
            assert level(one.required, one.lists) >= one.required - 0.5
            if one.lists > 1:
                assert level(one.required, one.lists - 1) < one.required - 0.5


def without_lists(pack: Pack, competency: str) -> Pack:
    questions = [question for question in pack.questions if not (question.several and question.measures == competency)]
    return replace(pack, questions=tuple(questions))


def test_a_level_that_no_list_asks_about_is_out_of_reach() -> None:
    found = coverage(without_lists(PACK, "data_analysis"))

    assert {one.lists for one in found.reach if one.competency == "data_analysis"} == {None}
    assert None not in {one.lists for one in found.reach if one.competency == "user_insight"}


def test_a_pack_of_interests_alone_has_no_levels_to_reach() -> None:
    found = coverage(load_pack(PACKS / "good" / "interests-only"))

    assert found.reach == ()
    assert {one.of.kind for one in found.traits} == {"interest"}
