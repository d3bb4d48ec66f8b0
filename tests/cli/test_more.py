"""How long a session becomes, going on from a finished one, and what is said of careless answers."""

import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import kept
import pytest
from people import keen_on
from shipped import shipped_engine, shipped_pack

from opscareer.answers import Answers
from opscareer.engine.rules import DEFAULT
from opscareer.engine.selection import Selector
from opscareer.sessions.store import Store

PACK = shipped_pack()
TINY = str(Path(__file__).parents[1] / "packs" / "good" / "tiny")


def fails(*arguments):
    return subprocess.run([sys.executable, "-m", "opscareer", *arguments], capture_output=True, text=True, encoding="utf-8", check=False)


def some_digit(terminal):
    return str(1 + terminal.number % 3)


@pytest.fixture
def finished(assess, home):
    """A finished quick assessment, as the store has it."""
    terminal = assess("--quick")
    terminal.begin()
    assert terminal.answer_all(some_digit) == 0
    return Store(home).records()[0]


# --- length


@pytest.mark.parametrize(("form", "most"), [((), 28), (("--quick",), 15)], ids=["default", "quick"])
def test_the_total_begins_with_the_most_and_never_rises_and_is_never_passed(assess, form, most):
    terminal, told = assess(*form), []
    terminal.begin()

    def answered(screen):
        told.append((screen.number, screen.total))
        return some_digit(screen)

    assert terminal.answer_all(answered) == 0

    totals = [total for _, total in told]
    assert totals[0] == most
    assert all(before >= after for before, after in pairwise(totals))
    assert all(number <= total for number, total in told)
    assert all(before / total < after / later for (before, total), (after, later) in pairwise(told) if before < after)


def test_a_session_that_goes_on_does_not_raise_its_total(assess):
    first = assess()
    first.begin()
    for _ in range(13):
        first.answer(some_digit(first))
    told = first.total
    first.type("q")
    first.ended()

    second = assess()
    second.begin()

    assert second.number == 14
    assert 14 <= second.total <= told


# --- going on


@pytest.mark.parametrize(("option", "count"), [(("--more", "2"), 2), (("--more",), 6), (("--more=1",), 1)], ids=str)
def test_more_questions_are_asked_beyond_those_of_the_last_assessment(assess, home, finished, option, count):
    terminal = assess(*option)
    terminal.wait_for(f"{len(finished.answers)} answers are kept")
    terminal.begin()
    assert terminal.number == len(finished.trail) + 1
    assert terminal.total == len(finished.trail) + count

    assert terminal.answer_all(some_digit) == 0

    new, old = Store(home).records()
    assert old == finished
    assert new.state == "done"
    assert new.trail[: len(finished.trail)] == finished.trail
    assert len(new.trail) == len(finished.trail) + count
    assert len(new.progress.asked) == len(new.trail)


@pytest.fixture
def settled(home):
    """Keeps an assessment that had enough. Returns its answers."""
    given = {}
    while (following := Selector(shipped_engine(), DEFAULT).step(Answers(given), tuple(given), 1)) is not None:
        given[following.question] = keen_on(PACK, "content").reply(PACK.question[following.question])
    kept.finished(home, given)
    assert len(given) + 3 < DEFAULT.most
    return given


def test_more_questions_are_asked_where_the_result_is_settled_too(assess, home, settled):
    terminal = assess("--more", "3")
    terminal.begin()

    assert terminal.answer_all(some_digit) == 0
    assert len(Store(home).records()[0].trail) == len(settled) + 3


def left_after_one_of_three(assess):
    terminal = assess("--more", "3")
    terminal.begin()
    terminal.answer(some_digit(terminal))
    terminal.type("q")
    assert terminal.ended() == 0


@pytest.mark.parametrize("option", [(), ("--more",), ("--quick",)], ids=["assess", "assess --more", "assess --quick"])
def test_they_are_all_asked_too_when_they_were_left_in_the_middle(assess, home, settled, option):
    left_after_one_of_three(assess)

    assert json.loads(fails("--json").stdout)["open"][0]["form"] == "default"
    second = assess(*option)
    second.wait_for("You have answered up to question")
    second.press("c")

    assert second.answer_all(some_digit) == 0
    assert len(Store(home).records()[0].trail) == len(settled) + 3


def test_going_on_without_answering_anything_leaves_nothing_behind(assess, home, finished):
    terminal = assess("--more")
    terminal.begin()
    terminal.type("q")

    assert terminal.ended() == 0
    assert "there was nothing to save" in terminal.printed
    assert Store(home).records() == (finished,)


@pytest.mark.parametrize("option", [(), ("--more",)], ids=["assess", "assess --more"])
def test_more_questions_that_were_left_in_the_middle_go_on_to_the_number_asked_for(assess, home, finished, option):
    left_after_one_of_three(assess)

    second = assess(*option)
    second.wait_for(f"You have answered up to question {len(finished.trail) + 1}")
    second.press("c")
    assert second.total == len(finished.trail) + 3
    assert second.answer_all(some_digit) == 0

    assert [len(record.trail) for record in Store(home).records()] == [len(finished.trail) + 3, len(finished.trail)]


def test_instead_of_what_was_left_in_the_middle_the_finished_one_can_be_gone_on_from(assess, finished):
    left = assess()
    left.begin()
    left.press("3")
    left.type("q")
    left.ended()
    terminal = assess("--more", "1")
    terminal.wait_for("go on from your last finished assessment")

    terminal.press("n")
    terminal.wait_for(f"{len(finished.answers)} answers are kept")
    terminal.press("\r")

    assert terminal.number == len(finished.trail) + 1


def test_the_full_form_goes_on_from_the_last_assessment_if_one_likes(assess, finished):
    left = len(PACK.questions) - len(finished.trail)
    terminal = assess("--full")
    terminal.wait_for(f"only the {left} questions left are asked")

    terminal.press("c")

    assert (terminal.number, terminal.total) == (len(finished.trail) + 1, len(PACK.questions))


@pytest.mark.usefixtures("finished")
def test_the_full_form_can_begin_anew_all_the_same(assess):
    terminal = assess("--full")
    terminal.wait_for("Your last assessment has")

    terminal.press("n")
    terminal.press("\r")

    assert (terminal.number, terminal.total) == (1, len(PACK.questions))


def test_the_full_form_goes_on_with_what_was_left_in_the_middle(assess):
    left = assess()
    left.begin()
    left.press("3")
    left.type("q")
    left.ended()
    terminal = assess("--full")
    terminal.wait_for("You have answered up to question 1")

    terminal.press("c")

    assert (terminal.number, terminal.total) == (2, len(PACK.questions))


def test_no_more_is_asked_than_there_are_questions_and_then_nothing(assess):
    for options in (("--full",), ("--quick", "--no-save")):
        terminal = assess("--pack", TINY, *options)
        terminal.begin()
        assert terminal.answer_all(lambda _: "1") == 0

    again = assess("--pack", TINY, "--more")

    assert again.ended() == 2
    assert "questions have been asked already" in again.printed


@pytest.mark.parametrize("option", ["--answers=x.yaml", "--quick", "--full"])
def test_more_goes_with_nothing_that_would_ask_or_read_something_else(option):
    done = fails("assess", "--more", "3", option)

    assert done.returncode == 2
    assert f"--more does not go with {option.partition('=')[0]}" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--more", "0"), "--more must be 1 or more, not 0"),
        (("--more", "-2"), "--more must be 1 or more, not -2"),
        (("--more", "x"), "unexpected argument: x"),
        (("--more", "--checkpoint"), "--checkpoint does not go with --more"),
        (("--more",), "--more asks questions, so it needs a terminal"),
    ],
    ids=str,
)
def test_what_cannot_be_meant_is_refused(arguments, said):
    done = fails("assess", *arguments)

    assert done.returncode == 2
    assert said in done.stderr


def test_without_an_assessment_there_is_nothing_to_go_on_from(assess):
    terminal = assess("--more")

    assert terminal.ended() == 2
    assert "there is no finished assessment yet" in terminal.printed


def test_when_everything_was_skipped_nothing_is_left_that_could_only_end_so_again(assess, home):
    terminal = assess("--quick")
    terminal.begin()

    assert terminal.answer_all(lambda _: "s") == 1

    assert Store(home).records() == ()


# --- careless answers


def test_a_careless_session_ends_early_and_says_why_and_what_to_do(hasty, home):
    terminal = hasty()
    terminal.begin()
    while terminal.number:
        terminal.answer("3")

    assert terminal.shows("These answers look as if they were not read")
    assert terminal.shows("came faster than anybody can read")
    assert terminal.shows("Take it again when you have ten quiet minutes")
    assert terminal.answer_all(lambda _: "x") == 0
    assert len(Store(home).records()[0].trail) == 12
    assert "How the directions fit" in terminal.printed


def flagged(terminal):
    """A session that is answered too fast to have been read, up to the question below its result."""
    terminal.begin()
    while not terminal.asks_whether_meant:
        for key in ("n",) if terminal.offers_more else ("3", *("\r" * terminal.is_list)):
            before = len(terminal.raw)
            terminal.type(key)
            terminal.until(lambda before=before: terminal.asks_whether_meant or terminal._answered_since(before), "an answer")
    return terminal


@pytest.mark.parametrize(("reply", "meant"), [("y", True), ("n", False), ("q", False), ("", False), ("是", True)])
def test_below_a_result_that_looks_careless_one_can_say_that_it_was_meant_and_hears_what_becomes_of_it(hasty, home, reply, meant):
    terminal = flagged(hasty("--quick"))

    terminal.type(f"{reply}\r")

    assert terminal.ended() == 0
    assert Store(home).records()[0].meant == meant
    said = terminal.printed.replace("\n", " ")
    assert ("no longer lowers the confidence" in said) == meant
    assert ("Left as it is: the result holds, with low confidence" in said) == (not meant)


def test_what_was_meant_is_not_asked_again_when_going_on(assess, hasty, home):
    first = flagged(hasty("--quick"))
    first.type("y\r")
    assert first.ended() == 0

    second = assess("--more", "1")
    second.begin()
    for key in ("3", *("\r" * second.is_list)):
        second.type(key)

    assert second.ended() == 0
    assert Store(home).records()[0].meant


def test_nobody_is_asked_where_the_result_is_a_document(hasty):
    terminal = hasty("--quick", "--json", redirect=True)
    terminal.begin()

    assert terminal.answer_all(lambda _: "3") == 0

    assert not terminal.asks_whether_meant
    assert json.loads(terminal.stdout.read_bytes())["quality"]["flags"]
