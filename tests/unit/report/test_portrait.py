"""Who somebody is by their answers, in sentences, and the parts of a fit as they are printed."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shipped import shipped_engine, shipped_pack

from opscareer.answers import Answers
from opscareer.pack.model import Question
from opscareer.report.view.names import PackTexts
from opscareer.report.view.portrait import portrait
from opscareer.report.view.verdict import parts, total
from opscareer.results.assessment import Flag
from opscareer.results.figures import printed
from opscareer.results.rounding import rounded
from opscareer.results.units import Answer

PACK, ENGINE = shipped_pack(), shipped_engine()
EN, ZH = PackTexts(PACK, "en"), PackTexts(PACK, "zh")
LISTS = {question.id: question for question in PACK.questions if question.several}


def somebody(
    ticks: Callable[[Question], tuple[int, ...]], liking: Callable[[Question], int], more: Mapping[str, Answer] | None = None
) -> Answers:
    """Two lists of each competency, two ratings of each role's tasks and every pair: deeds as `ticks` says, liking as `liking` does."""
    values: dict[str, Answer] = {}
    asked = dict[object, int]()
    for question in PACK.questions:
        about = question.traits if len(question.traits) == 1 else question.id
        asked[about] = asked.get(about, 0) + 1
        if asked[about] <= 2:
            values[question.id] = ticks(question) if question.several else liking(question)
    judged = {question.id for question in PACK.questions if question.traits[0].kind == "competency" and not question.several}
    return Answers({name: value for name, value in values.items() if name not in judged} | dict(more or {}))


def first(count: int) -> Callable[[Question], tuple[int, ...]]:
    return lambda question: tuple(range(1, min(count, len(PACK.options(question))) + 1))


def keen_on(role: str) -> Callable[[Question], int]:
    """Likes the tasks of a role and prefers them, and is cool about all others."""

    def liking(question: Question) -> int:
        places = {trait.of: place for place, trait in enumerate(question.traits)}
        if len(places) == 1:
            return 5 if role in places else 2
        return (1, 5)[places[role]] if role in places else 3

    return liking


def indifferent(question: Question) -> int:
    return 3


def told(answers: Answers, texts: PackTexts = EN, **changes: Any) -> str:
    return portrait(replace(ENGINE.assess(answers), **changes), answers, texts)


WRITER = somebody(first(2), keen_on("content"), {"creative_planning.deeds.writing": (1, 2, 3, 4, 5, 6)})
BEGINNER = somebody(first(1), keen_on("event"))


def test_somebody_with_practice_is_told_where_they_have_come_furthest_by_their_hardest_deeds() -> None:
    text = told(WRITER)

    assert "Writing: you coached a writer whose drafts another editor then passed unchanged for three months." in text
    assert text.index("Writing: you coached") == text.index("here. ") + len("here. ")
    assert "nobody has checked" in text
    assert "guide entry" not in text


def test_what_somebody_likes_is_told_with_the_task_and_how_often_they_chose_it() -> None:
    pairs = [question for question in WRITER.values if ".choice." in question and "content" in question]

    assert f"you preferred a task of Content operations {len(pairs)} times out of {len(pairs)}." in told(WRITER)
    assert "One thing that you would like doing: “" in told(WRITER)


def test_a_beginner_is_told_what_already_counts() -> None:
    text = told(BEGINNER)

    assert "These already count. You " in text
    assert text.endswith("one answer to each list, and nobody has checked it.")
    assert "furthest" not in text


def test_whoever_has_done_nothing_of_it_is_not_told_that_they_have() -> None:
    text = told(somebody(first(0), keen_on("event")))

    assert text.startswith("Of the things on the lists you have done none so far")
    assert "You preferred" not in text


def test_one_hard_deed_without_any_easy_one_carries_nobody_far() -> None:
    alone = WRITER.with_answer("data_analysis.deeds.tracking", (8,))

    assert "Queries and tracking" not in told(alone)


def test_basic_skills_are_no_strength() -> None:
    able = WRITER.with_answer("digital_tools.deeds.tools", tuple(range(1, 9)))

    assert "Everyday tools" not in told(able)


def test_indifference_is_called_an_answer() -> None:
    pairs = sum(".choice." in question for question in somebody(first(3), indifferent).values)

    assert f"Of {pairs} pairs of tasks you found {pairs} alike" in told(somebody(first(3), indifferent))


def test_judgements_are_told_where_most_of_them_were_the_best() -> None:
    best = {
        question.id: next(number for number, action in enumerate(question.options, 1) if action.rating == "best")
        for question in PACK.questions
        if question.kind == "judgement"
    }
    poor = {name: next(n for n, action in enumerate(PACK.question[name].options, 1) if action.rating == "poor") for name in best}
    names = sorted(best)

    assert "In 3 of 4 situations" in told(Answers({**WRITER.values, **{name: best[name] for name in names[:3]}, names[3]: poor[names[3]]}))
    assert "situations" not in told(Answers({**WRITER.values, names[0]: best[names[0]], **{name: poor[name] for name in names[1:4]}}))
    assert "situations" not in told(WRITER.with_answer(names[0], best[names[0]]))


@pytest.mark.parametrize("texts", [EN, ZH])
def test_doubtful_answers_and_few_ones_draw_no_picture_of_anybody(texts: PackTexts) -> None:
    found = ENGINE.assess(WRITER)
    flagged = replace(found.quality, flags=(Flag("inconsistent", {"count": 3, "total": 400}),))

    assert portrait(replace(found, quality=flagged), WRITER, texts) == texts("portrait.held-back")
    assert told(Answers({"content.interest.titles": 5}), texts) == ""


@pytest.mark.parametrize("answers", [WRITER, BEGINNER, somebody(first(8), keen_on("data")), somebody(first(0), indifferent)])
def test_no_sentence_is_praise_or_has_a_deed_that_was_not_ticked(answers: Answers) -> None:
    text = told(answers).lower()

    assert not {"great", "excellent", "talented", "impressive", "outstanding", "gifted", "brilliant"} & set(text.split())
    for name, question in LISTS.items():
        for number, deed in enumerate(question.options, 1):
            if number not in answers.values.get(name, ()):
                assert EN.of(deed.text).lower() not in text


# --- the parts of a fit


@given(st.lists(st.floats(-30, 30), min_size=1, max_size=8))
def test_printed_parts_add_up_to_their_printed_sum_and_none_is_off_by_a_tenth(values: list[float]) -> None:
    found = rounded(values)

    assert sum(found) == pytest.approx(round(10 * sum(values)) / 10)
    assert all(abs(part - value) < 0.1 + 1e-9 for part, value in zip(found, values, strict=True))
    assert all(round(part, 1) == pytest.approx(part) for part in found)


def test_every_screen_says_the_same_of_the_parts() -> None:
    found = printed(ENGINE.assess(WRITER))

    for role in found.roles:
        own = parts(role.id, role.contributions, found.competencies, EN)
        assert {part.points for part in own} <= {item.points for item in role.contributions}
        assert round(50 + sum(item.points for item in role.contributions), 1) == round(role.fit, 1)


def test_parts_and_average_make_the_fit_and_what_weighs_nothing_is_left_out() -> None:
    found = ENGINE.assess(WRITER)

    own = parts("content", found.role("content").contributions, found.competencies, EN)

    assert round(total(own), 1) == round(found.role("content").fit, 1)
    assert not any("Computer" in part.name for part in own)


def test_a_minus_of_a_level_that_is_enough_for_entry_is_called_so() -> None:
    found = ENGINE.assess(BEGINNER)
    names = {part.name for part in parts("content", found.role("content").contributions, found.competencies, EN) if part.points < 0}

    enough = "(below the middle, enough for entry)"
    levels = {item.id: item.level for item in found.competencies}
    for competency, need in PACK.role["content"].needs.items():
        if need.weight:
            assert (f"{EN.competency(competency)} {enough}" in names) == (levels[competency] >= need.required.entry - 0.5)
    assert any(enough in name for name in names)
