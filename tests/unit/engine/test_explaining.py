"""`why`, `compare` and `whatif`: every figure can be checked by doing what it says, and no answer is held against its own direction."""

import numpy as np
import pytest
from people import Person
from shipped import shipped_engine, shipped_pack

from opscareer.answers import Answers
from opscareer.engine.explaining import contrast, explain, smallest_change, what_if
from opscareer.engine.items import GRID, PRIOR, item_table
from opscareer.pack.model import Question
from opscareer.results.trait import Trait
from opscareer.results.units import Answer

PACK, ENGINE = shipped_pack(), shipped_engine()
ROLES = sorted(PACK.role)


def reply(question: Question, number: int) -> Answer:
    """The option of a number, or the last; of a list of deeds, one deed less than the number."""
    options = len(PACK.options(question))
    return tuple(range(1, min(number, options + 1))) if question.several else min(number, options)


def some(step: int, every: int = 3) -> Answers:
    """Somebody who answers every so many questions, here like this, there like that."""
    return Answers(
        {question.id: reply(question, 1 + (step * place) % 5) for place, question in enumerate(PACK.questions) if place % every == 0}
    )


SOMEBODY = some(7)


def test_an_influence_is_the_result_with_the_answer_less_the_result_without_it() -> None:
    found = explain(PACK, ENGINE, SOMEBODY, "user")

    now = ENGINE.assess(SOMEBODY).role("user")
    for item in found.answers[:6]:
        without = ENGINE.assess(SOMEBODY.without(item.question)).role("user")
        assert item.points == pytest.approx(now.fit - without.fit, abs=1e-9)
        assert item.p_best == pytest.approx(now.p_best - without.p_best, abs=1e-9)


def test_every_answer_has_an_influence_and_the_largest_comes_first() -> None:
    found = explain(PACK, ENGINE, SOMEBODY, "data")

    assert {item.question: item.value for item in found.answers} == dict(SOMEBODY.values)
    sizes = [abs(item.points) for item in found.answers]
    assert sizes == sorted(sizes, reverse=True)


def test_without_a_role_the_leader_is_explained_and_needs_no_change() -> None:
    found = explain(PACK, ENGINE, SOMEBODY)

    assert found.role == found.leader == ENGINE.assess(SOMEBODY).best.role
    assert found.change is None


# --- what an answer says


def wants(question: Question, value: Answer, role: str) -> int:
    """Which way an answer about liking points, as it is read aloud: 1 for the role, -1 against it."""
    middle = (len(PACK.options(question)) + 1) / 2
    liked = {question.traits[-1].of: 1, question.traits[0].of: -1 if len(question.traits) > 1 else 1}
    return liked.get(role, 0) * ((value > middle) - (value < middle))


@pytest.mark.parametrize("step", [3, 7, 8, 11])
@pytest.mark.parametrize("role", ROLES)
def test_no_answer_about_liking_is_told_against_its_own_direction(role: str, step: int) -> None:
    for item in explain(PACK, ENGINE, some(step, 2), role).answers:
        question = PACK.question[item.question]
        if question.traits[0].kind == "interest":
            assert item.speaks in {{1: "for", -1: "against", 0: "neither"}[wants(question, item.value, role)], "neither"}


@pytest.mark.parametrize("role", ROLES)
def test_what_speaks_for_a_role_adds_points_and_what_speaks_against_it_takes_some(role: str) -> None:
    for item in explain(PACK, ENGINE, some(11, 2), role).answers:
        assert item.speaks == "neither" or (item.points > 0) == (item.speaks == "for")


def lone(question: str, value: Answer, role: str) -> str:
    """What the only answer says."""
    (item,) = explain(PACK, ENGINE, Answers({question: value}), role).answers
    return item.speaks


@pytest.mark.parametrize(
    ("question", "value", "role", "speaks"),
    [
        ("content-data.choice.coffee", 5, "data", "for"),
        ("content-data.choice.coffee", 4, "content", "against"),
        ("content-data.choice.coffee", 3, "data", "neither"),
        ("content-data.choice.coffee", 5, "event", "neither"),
        ("data.interest.forecast", 5, "data", "for"),
        ("data.interest.forecast", 1, "data", "against"),
        ("data.interest.forecast", 5, "user", "neither"),
        ("data_analysis.deeds.tracking", (1, 2, 3, 4, 5), "data", "for"),
        ("data_analysis.deeds.tracking", (), "data", "against"),
        ("data_analysis.deeds.tracking", (1,), "data", "against"),
        ("data_analysis.judgement.worst_ten", 2, "data", "for"),
        ("data_analysis.judgement.worst_ten", 1, "data", "against"),
        ("digital_tools.deeds.tools", (), "data", "neither"),
    ],
)
def test_an_answer_speaks_for_the_work_that_it_names(question: str, value: Answer, role: str, speaks: str) -> None:
    assert lone(question, value, role) == speaks


def test_few_deeds_that_are_enough_for_entry_are_not_held_against_a_role() -> None:
    """Event operations asks for level 1 of data analysis at entry: one easy deed is what it asks for, though it lowers the estimate."""
    (item,) = explain(PACK, ENGINE, Answers({"data_analysis.deeds.tracking": (1,)}), "event").answers

    assert item.points < 0
    assert item.speaks == "neither"


# --- what would put a role first


@pytest.mark.parametrize("role", ROLES)
def test_the_smallest_change_makes_the_role_the_likeliest_and_a_tenth_less_does_not(role: str) -> None:
    change = smallest_change(ENGINE, SOMEBODY, role)
    if change is None:
        return

    assert what_if(ENGINE, SOMEBODY, {change.of: change.then}).roles[0].id == role
    less = round(change.then - 0.1, 6)
    if less > round(change.now, 1):
        assert what_if(ENGINE, SOMEBODY, {change.of: less}).roles[0].id != role


ONE_SIDED = {
    name: Answers(Person(PACK, level=2.5, levels={strength: 5}, liking=0, likings={name: 1.0}).form())
    for name, strength in (("user", "user_insight"), ("data", "data_analysis"))
}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("answers", [SOMEBODY, *ONE_SIDED.values()], ids=["somebody", *ONE_SIDED])
def test_no_smaller_rise_of_anything_puts_the_role_first_and_where_none_is_told_not_even_the_largest(answers: Answers, role: str) -> None:
    assessment, change = ENGINE.assess(answers), smallest_change(ENGINE, answers, role)
    if assessment.best.role == role:
        return
    now = {Trait("competency", item.id): item.level for item in assessment.competencies}
    now |= {Trait("interest", item.role): item.score for item in assessment.interests if item.role == role}

    for trait, value in now.items():
        top = 5.0 if trait.kind == "competency" else 3.0
        rise = change.then - change.now if change else np.inf
        less = min(top, np.ceil((value + rise) * 10 - 1e-6) / 10 - 0.1)
        if less > value:
            assert what_if(ENGINE, answers, {trait: less}).roles[0].id != role, trait


def test_an_interest_can_be_told_to_rise_nearly_to_the_top_of_its_scale() -> None:
    change = smallest_change(ENGINE, ONE_SIDED["user"], "content")

    assert change is not None
    assert change.of == Trait("interest", "content")
    assert 2.5 < change.then < 3


def test_a_change_starts_from_the_level_that_the_result_tells() -> None:
    levels = {item.id: item.level for item in ENGINE.assess(SOMEBODY).competencies}
    changes = [change for role in ROLES if (change := smallest_change(ENGINE, SOMEBODY, role)) and change.of.kind == "competency"]

    assert [change.now for change in changes] == [pytest.approx(levels[change.of.of]) for change in changes]


# --- two roles


def test_two_roles_beside_each_other_have_the_figures_of_the_result() -> None:
    assessment, found = ENGINE.assess(SOMEBODY), contrast(PACK, ENGINE, SOMEBODY, "content", "data")

    assert found.roles == (assessment.role("content"), assessment.role("data"))
    assert found.gap == pytest.approx(assessment.role("content").fit - assessment.role("data").fit)
    assert found.gap_interval[0] < found.gap < found.gap_interval[1]


def test_two_roles_the_other_way_round_are_the_same_with_the_signs_turned() -> None:
    found, turned = contrast(PACK, ENGINE, SOMEBODY, "content", "data"), contrast(PACK, ENGINE, SOMEBODY, "data", "content")

    assert found.p_first == pytest.approx(1 - turned.p_first)
    assert found.gap == pytest.approx(-turned.gap)
    speaks = {item.question: (item.speaks, -item.points) for item in turned.answers}
    assert speaks == {item.question: (item.speaks, pytest.approx(item.points)) for item in found.answers}


def test_what_an_answer_adds_to_a_lead_is_the_lead_with_it_less_the_lead_without_it() -> None:
    found = contrast(PACK, ENGINE, SOMEBODY, "content", "data")

    for item in found.answers[:4]:
        without = contrast(PACK, ENGINE, SOMEBODY.without(item.question), "content", "data")
        assert item.points == pytest.approx(found.gap - without.gap, abs=1e-9)


@pytest.mark.parametrize(
    ("question", "value", "speaks"),
    [
        ("content-data.choice.coffee", 5, "data"),
        ("content-data.choice.coffee", 1, "content"),
        ("content-data.choice.coffee", 3, None),
        ("event-user.choice.calls", 5, None),
        ("content.interest.titles", 1, "data"),
        ("data_analysis.deeds.tracking", (1, 2, 3, 4, 5), "data"),
        ("data_analysis.deeds.tracking", (1,), "content"),
    ],
)
def test_between_two_roles_an_answer_speaks_for_the_one_whose_work_it_names_or_that_needs_it_more(
    question: str, value: Answer, speaks: str | None
) -> None:
    (item,) = contrast(PACK, ENGINE, Answers({question: value}), "content", "data").answers

    assert item.speaks == speaks


def test_what_two_roles_share_is_named_by_both_and_what_they_ask_is_what_the_pack_says() -> None:
    for need in contrast(PACK, ENGINE, SOMEBODY, "content", "data").needs:
        both = [PACK.role[role].needs[need.id] for role in ("content", "data")]
        assert set(need.shared) == set(both[0].facets) & set(both[1].facets)
        assert list(need.weights.values()) == [item.weight for item in both]
        assert need.required["data"]["senior"] == both[1].required.senior


@pytest.mark.parametrize(
    ("first", "second", "answered", "of"),
    [
        ("content", "event", "content-event.choice.bookswap", (Trait("interest", "content"), Trait("interest", "event"))),
        ("event", "data", "data-event.choice.libraries", (Trait("competency", "data_analysis"),)),
    ],
)
def test_what_would_settle_it_are_open_questions_about_the_doubt_alone_those_about_both_first(
    first: str, second: str, answered: str, of: tuple[Trait, ...]
) -> None:
    answers = Answers({answered: 3})

    found = contrast(PACK, ENGINE, answers, first, second).undecided

    assert found.of == of
    assert set(found.questions).isdisjoint(answers.values)
    assert PACK.question[found.questions[0]].traits == of
    assert all(set(PACK.question[question].traits) <= set(of) for question in found.questions)


@pytest.mark.parametrize("said", [3, 5])
def test_the_share_of_a_doubt_is_that_of_its_variance_in_the_difference_of_the_two_fits(said: int) -> None:
    """One choice, so that the two interests are the only traits of which anything is known: their joint distribution, by brute force."""
    choice = PACK.question["content-event.choice.bookswap"]
    chances = item_table(choice.item(PACK.scales))[said - 1]
    nodes = range(len(GRID))
    joint = {(one, other): PRIOR[one] * PRIOR[other] * chances[other - one + len(GRID) - 1] for one in nodes for other in nodes}
    whole = sum(joint.values())
    mean = sum(chance * (GRID[other] - GRID[one]) for (one, other), chance in joint.items()) / whole
    variance = sum(chance * (GRID[other] - GRID[one] - mean) ** 2 for (one, other), chance in joint.items()) / whole
    first, second = (ENGINE.model.roles.index(trait.of) for trait in choice.traits)
    parts = ENGINE.model.parts(np.tile(GRID, (len(ENGINE.model.competencies), 1)))
    others = sum(float(PRIOR @ apart**2 - (PRIOR @ apart) ** 2) for apart in parts[first] - parts[second])

    found = contrast(PACK, ENGINE, Answers({choice.id: said}), *(trait.of for trait in choice.traits)).undecided

    assert found.of == choice.traits
    interests = variance * ENGINE.model.interest**2
    assert found.share == pytest.approx(interests / (interests + others), abs=0.02)


# --- if something were otherwise


def test_raising_a_competency_never_lowers_the_fit_of_a_role_in_whatif() -> None:
    rows = {row.id: row for row in what_if(ENGINE, SOMEBODY, {Trait("competency", "data_analysis"): 5.0}).roles}

    assert all(row.fit.then >= row.fit.now for row in rows.values())
    assert rows["data"].fit.then - rows["data"].fit.now > rows["content"].fit.then - rows["content"].fit.now


@pytest.mark.parametrize("value", [-3.0, -0.04, 0.0, 1.23, 3.0])
def test_an_interest_in_whatif_moves_its_role_alone_and_by_its_distance_from_today(value: float) -> None:
    today = next(item.score for item in ENGINE.assess(SOMEBODY).interests if item.role == "event")

    for row in what_if(ENGINE, SOMEBODY, {Trait("interest", "event"): value}).roles:
        moved = 10 * ENGINE.model.interest * (value - today) if row.id == "event" else 0
        assert row.fit.then - row.fit.now == pytest.approx(moved, abs=1e-9)


def test_whatif_today_is_the_assessment() -> None:
    today = ENGINE.assess(SOMEBODY)
    found = what_if(ENGINE, SOMEBODY, {Trait("competency", "user_insight"): 3.0})

    for row in found.roles:
        assert row.fit.now == pytest.approx(today.role(row.id).fit, abs=1e-9)
        assert row.p_best.now == pytest.approx(today.role(row.id).p_best, abs=1e-12)
    assert found.now == {
        **{Trait("competency", item.id): pytest.approx(item.level) for item in today.competencies},
        **{Trait("interest", item.role): pytest.approx(item.score) for item in today.interests},
    }


def test_where_nothing_is_assumed_nothing_changes() -> None:
    assert all(row.fit.then == row.fit.now and row.p_best.then == row.p_best.now for row in what_if(ENGINE, SOMEBODY, {}).roles)
