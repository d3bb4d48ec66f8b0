"""The questionnaire as a state machine: answering, skipping and going back."""

from hypothesis import given
from hypothesis import strategies as st
from shipped import shipped_pack

from opscareer.answers import Answers
from opscareer.sessions.progress import Progress, Reply

PACK = shipped_pack()
BACK = "back"
STEPS = st.lists(st.one_of(st.just(BACK), st.none(), st.integers(1, 5)), max_size=40)


def walked(steps: list[int | str | None]) -> tuple[Progress, list[tuple[str, int | None]]]:
    """Progress after the steps (an answer, None for a skip, or back), and what a plain list says it should hold.

    Questions are asked in a fixed order: what was taken back is asked again.
    """
    progress, expected = Progress(), []
    for step in steps:
        question = f"q{len(expected)}"
        if step == BACK:
            progress = progress.back()
            expected = expected[:-1]
        elif step is None:
            progress = progress.answer(question, None)
            expected = [*expected, (question, None)]
        else:
            progress = progress.answer(question, int(step))
            expected = [*expected, (question, int(step))]
    return progress, expected


# --- progress -----------------------------------------------------------------------------------------------------------------------


@given(STEPS)
def test_progress_holds_what_was_said_and_not_taken_back(steps: list[int | str | None]) -> None:
    progress, expected = walked(steps)

    assert [(reply.question, reply.value) for reply in progress.trail] == expected
    assert progress.answers == Answers({question: value for question, value in expected if value is not None})
    assert progress.order == tuple(question for question, _ in expected)
    assert progress.asked == {question for question, _ in expected}


@given(STEPS, st.integers(1, 5), st.integers(1, 5))
def test_changing_an_answer_leaves_the_state_of_having_answered_so_at_once(steps: list[int | str | None], first: int, second: int) -> None:
    progress, expected = walked(steps)
    question = f"q{len(expected)}"

    changed = progress.answer(question, first).back().answer(question, second)
    at_once = progress.answer(question, second)

    assert (changed.trail, changed.answers, changed.asked) == (at_once.trail, at_once.answers, at_once.asked)


@given(STEPS, st.one_of(st.none(), st.integers(1, 5)))
def test_going_back_undoes_the_last_step(steps: list[int | str | None], value: int | None) -> None:
    progress, expected = walked(steps)
    question = f"q{len(expected)}"

    further = progress.answer(question, value)

    assert further.back().trail == progress.trail
    assert further.back().earlier.get(question) == (progress.earlier.get(question) if value is None else value)


def test_going_back_at_the_start_changes_nothing() -> None:
    assert Progress().back() == Progress()


def test_what_was_answered_before_going_back_is_remembered() -> None:
    progress = Progress().answer("a", 2).answer("b", 3).answer("c", None)

    back = progress.back().back().back()

    assert back.trail == ()
    assert dict(back.earlier) == {"a": 2, "b": 3}


def test_a_step_leaves_the_progress_before_it_untouched() -> None:
    before = Progress().answer("a", 2)

    before.answer("b", 1)
    before.answer("b", None)
    before.back()

    assert [(reply.question, reply.value) for reply in before.trail] == [("a", 2)]
    assert dict(before.earlier) == {}


def test_how_long_an_answer_took_is_kept() -> None:
    progress = Progress().answer("a", 2, seconds=1.5).answer("b", None, seconds=9.0).answer("c", 1)

    assert [reply.seconds for reply in progress.trail] == [1.5, 9.0, None]
    assert progress.seconds == (1.5,)


def test_what_is_ticked_is_remembered_without_being_an_answer_until_nothing_is() -> None:
    progress = Progress().answer("a", 2).tick("list", (1,)).tick("list", (1, 3))

    assert (progress.asked, dict(progress.earlier)) == ({"a"}, {"list": (1, 3)})
    assert dict(progress.back().earlier) == {"a": 2, "list": (1, 3)}
    assert dict(progress.tick("list", None).earlier) == {}


def test_times_are_of_answers_alone_and_of_those_whose_time_was_measured() -> None:
    progress = Progress((Reply("a", 1, seconds=2.0), Reply("skipped", None, seconds=3.0), Reply("carried", 2, seconds=None)))

    assert progress.seconds == (2.0,)
    assert progress.times == {"a": 2.0}
