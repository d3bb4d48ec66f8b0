"""`opscareer assess --checkpoint`: what was worked on is asked about again, and the change is said to be real or noise."""

import json
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from itertools import pairwise

import jsonschema
import pytest
from shipped import shipped_pack

from opscareer.answers.reading import read_answers
from opscareer.sessions.progress import Reply
from opscareer.sessions.record import Stamp, Target
from opscareer.sessions.store import Store

PACK = shipped_pack()
TODAY = Stamp(PACK.header.id, PACK.header.version, PACK.hash)
LONG_AGO, SINCE, TO_COME = "2020-01-01T08:00:00+00:00", "2020-02-01T08:00:00+00:00", "2999-01-01T08:00:00+00:00"
UNIT = PACK.unit["sort-reviews"]
BACKSPACE = "\x7f"


@pytest.fixture
def finished(home):
    """Keeps an assessment in which everything got its first option, and no deed was ticked."""

    def keep(when):
        history = Store(home)
        session = history.begin(TODAY, "full", 1, LONG_AGO)
        history.keep(session, [Reply(question.id, () if question.several else 1, seconds=2.0) for question in PACK.questions])
        history.finish(session, "user", "{}", when, Target("data", "senior", 3.0))
        return history

    return keep


@pytest.fixture
def paged(monkeypatch, tmp_path):
    """Sets up a pager of this name. Returns the file into which it puts what it is to show."""

    def use(name):
        pager, shown = tmp_path / name, tmp_path / "shown"
        pager.write_text(f'#!/bin/sh\ncat > "{shown}"\n')
        pager.chmod(0o755)
        monkeypatch.setenv("OPSCAREER_PAGER", str(pager))
        return shown

    return use


def opscareer(*arguments):
    return subprocess.run([sys.executable, "-m", "opscareer", *arguments], capture_output=True, text=True, encoding="utf-8", check=False)


def everything(terminal):
    """Every deed of a list is ticked; any other question gets its third option."""
    if not terminal.is_list:
        return "3"
    for place in terminal.options:
        terminal.press(str(place))
    return "\r"


def about_the_unit():
    return {question.id for question in PACK.questions if question.measures == UNIT.competency}


def test_from_a_checkpoint_on_its_level_counts_and_no_longer_what_was_noted_before_it(assess, finished, home):
    history = finished(LONG_AGO)
    history.mark(PACK.header.id, UNIT.id, "done", SINCE)

    def credited():
        gaps = json.loads(opscareer("plan", "--role", "user", "--level", "mid", "--json").stdout)["competencies"]
        return next(gap["done"] for gap in gaps if gap["id"] == UNIT.competency)

    assert credited() == UNIT.to_level - UNIT.from_level
    terminal = assess("--checkpoint", "--json", redirect=True)
    terminal.wait_for("Checkpoint: User insight")
    terminal.begin()
    assert terminal.answer_all(lambda terminal: "0" if terminal.is_list else "1") == 0

    assert credited() == 0
    plan = opscareer("plan", "--lang", "en").stdout
    assert f"Done: {UNIT.title.en}" in plan
    assert "count for" not in plan
    assert f"[{UNIT.id}]" not in plan


def test_what_was_worked_on_is_asked_again_and_everything_else_is_carried_over(assess, finished, home):
    history = finished(LONG_AGO)
    history.mark(PACK.header.id, UNIT.id, "done", SINCE)
    terminal = assess("--checkpoint", "--json", redirect=True)
    terminal.wait_for("Checkpoint: User insight")
    terminal.begin()

    assert terminal.answer_all(everything) == 0

    document = json.loads(terminal.stdout.read_text(encoding="utf-8"))
    schema = json.loads((files("opscareer") / "schemas" / "checkpoint-2.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(document)
    insight = next(row for row in document["competencies"] if row["id"] == UNIT.competency)
    assert insight["to"] > insight["from"] + 1
    assert insight["real"]
    assert not any(row["real"] for row in document["competencies"] if row["id"] != UNIT.competency)
    assert document["rubric"] == [{"unit": UNIT.id, "levels": [3, 3, 3, 3]}]
    after = Store(home).records()[0]
    assert (after.state, after.id) == ("done", document["to"]["id"])
    assert {after.answers[name] for name in set(after.answers) - about_the_unit()} == {1, ()}
    assert 3 <= len(set(after.answers) & about_the_unit()) <= len(about_the_unit())


@pytest.mark.parametrize(
    ("lang", "title", "rubric", "missing"),
    [
        ("zh", "检查点：用户洞察力", "4 条里 0 条合格", "这一栏不改变级别"),
        ("en", "Checkpoint: User insight", "0 of 4 criteria", "does not change a level"),
    ],
)
def test_a_level_can_fall_and_the_rubric_is_only_shown(assess, finished, home, lang, title, rubric, missing):
    history = finished(LONG_AGO)
    history.mark(PACK.header.id, UNIT.id, "done", SINCE)
    terminal = assess("--checkpoint", "--lang", lang)
    terminal.wait_for(title)
    terminal.begin()

    assert terminal.answer_all(lambda _: "1") == 0

    assert rubric in terminal.printed
    assert missing in terminal.printed
    assert terminal.given_back


def test_a_checkpoint_left_half_way_goes_on_there_and_a_plain_assessment_knows_nothing_of_it(assess, finished):
    history = finished(LONG_AGO)
    history.mark(PACK.header.id, UNIT.id, "started", SINCE)
    terminal = assess("--checkpoint")
    terminal.wait_for("Checkpoint: User insight")
    terminal.begin()
    terminal.answer("2")
    terminal.type("q")
    assert terminal.ended() == 0
    assert "the checkpoint is saved up to question 1" in terminal.printed

    plain = assess()
    plain.wait_for("Press any key to begin")
    assert plain.shows("is unfinished: opscareer assess --checkpoint goes on with it")
    plain.type("q")
    plain.ended()
    again = assess("--checkpoint")
    again.wait_for("You have answered up to question 1")
    again.press("c")

    assert again.number == 2


def test_an_assessment_that_is_finished_takes_the_place_of_a_checkpoint_that_was_left(assess, finished):
    history = finished(LONG_AGO)
    history.mark(PACK.header.id, UNIT.id, "started", SINCE)
    left = assess("--checkpoint")
    left.begin()
    left.answer("2")
    left.type("q")
    left.ended()
    assert "A checkpoint begun" in opscareer("--lang", "en").stdout

    terminal = assess("--quick")
    terminal.begin()
    assert terminal.answer_all(lambda screen: str(1 + screen.number % 3)) == 0

    assert "A checkpoint begun" not in opscareer("--lang", "en").stdout
    assert "set aside" in opscareer("history", "--lang", "en").stdout


@pytest.mark.parametrize("meant", [True, False])
def test_what_was_meant_at_the_assessment_needs_not_be_said_again_after_its_checkpoint(assess, finished, home, meant):
    history = finished(LONG_AGO)  # every first option in two seconds
    history.mark(PACK.header.id, UNIT.id, "started", SINCE)
    if meant:
        history.mean(history.records()[0].number)
    assert ("Low confidence" in opscareer("--lang", "en").stdout) == (not meant)
    terminal = assess("--checkpoint")
    terminal.begin()

    assert terminal.answer_all(lambda _: "2") == 0

    assert Store(home).records()[0].meant == meant
    assert ("Low confidence" in opscareer("--lang", "en").stdout) == (not meant)


@pytest.mark.parametrize(("reply", "meant"), [("y", True), ("n", False)])
def test_below_a_checkpoint_that_looks_careless_one_can_say_that_it_was_meant(assess, finished, home, reply, meant):
    history = finished(LONG_AGO)
    history.mark(PACK.header.id, UNIT.id, "started", SINCE)
    terminal = assess("--checkpoint")
    terminal.begin()
    while not terminal.asks_whether_meant:
        terminal.answer("1")

    terminal.type(f"{reply}\r")

    assert terminal.ended() == 0
    last = Store(home).records()[0]
    assert (last.form, last.state, last.meant) == ("checkpoint", "done", meant)
    assert ("Low confidence" in opscareer("--lang", "en").stdout) == (not meant)


def test_the_question_that_follows_a_checkpoint_in_a_pager_gives_the_reason_itself(assess, finished, paged):
    finished(LONG_AGO).mark(PACK.header.id, UNIT.id, "started", SINCE)
    shown = paged("less")
    terminal = assess("--checkpoint", lines=24)
    terminal.begin()

    while not terminal.asks_whether_meant:
        terminal.answer("1")

    assert terminal.shows("Low confidence:")  # on the screen that the pager has left
    assert terminal.shows("Did you mean these answers as they are?")
    end = shown.read_text(encoding="utf-8").splitlines()[-1]
    assert "then there is a question" in end
    assert "command" not in end
    terminal.type("n\r")
    assert terminal.ended() == 0


def to_the_rubric(terminal, key):
    """Answers what is asked again, up to the first criterion of the rubric."""
    terminal.begin()
    while not terminal.shows(UNIT.rubric[0].criterion.en):
        terminal.answer(key)


@pytest.fixture
def done(finished):
    """Keeps an assessment, and a unit that was done since."""
    history = finished(LONG_AGO)
    history.mark(PACK.header.id, UNIT.id, "done", SINCE)
    return history


@pytest.mark.usefixtures("done")
def test_the_rubric_follows_the_size_of_the_window_like_any_question(assess):
    terminal = assess("--checkpoint")
    to_the_rubric(terminal, "4")
    number = terminal.number
    terminal.press("\x1b[B")
    options = terminal.options

    for columns, lines in ((40, 24), (120, 30)):
        terminal.resize(columns, lines)
        assert terminal.options == options
        assert (terminal.number, terminal.marked) == (number, 1)


@pytest.mark.usefixtures("done")
def test_the_questions_of_a_checkpoint_are_counted_through_to_the_last_criterion_of_the_rubric(assess):
    terminal, seen = assess("--checkpoint"), []
    terminal.begin()

    def answered(screen):
        seen.append((screen.number, screen.total))
        return "2"

    assert terminal.answer_all(answered) == 0

    assert [number for number, _ in seen] == list(range(1, len(seen) + 1))
    assert all(number <= total for number, total in seen)
    assert all(before >= after for (_, before), (_, after) in pairwise(seen))
    assert seen[-1][0] == seen[-1][1]


@pytest.mark.parametrize(("state", "told"), [("done", True), ("started", False)])
def test_the_introduction_tells_how_many_criteria_are_added_where_there_are_any(assess, finished, state, told):
    finished(LONG_AGO).mark(PACK.header.id, UNIT.id, state, SINCE)
    terminal = assess("--checkpoint", "--lang", "en")
    terminal.until(lambda: terminal.shows("Only what you worked on"), "the introduction")

    assert terminal.shows("the 4 criteria of their rubrics") == told
    assert terminal.shows("rubrics") == told


@pytest.mark.usefixtures("done")
def test_the_start_of_a_checkpoint_tells_as_many_questions_as_are_counted_at_most_rubric_and_all(assess):
    terminal = assess("--checkpoint")
    terminal.wait_for_key()
    most, criteria = map(int, re.search(r"(\d+)questions;thenalookattheunitsyouhavedone,bythe(\d+)criteria", terminal.text).groups())

    terminal.begin()

    assert terminal.total == most + criteria


@pytest.mark.usefixtures("done")
def test_what_a_checkpoint_says_does_not_scroll_away_from_a_window_of_24_lines(assess, paged):
    shown = paged("pager")
    terminal = assess("--checkpoint", lines=24)
    terminal.begin()

    terminal.answer_all(lambda screen: "0\r" if screen.is_list else "2")

    text = shown.read_text(encoding="utf-8")
    assert "Creative planning" in text.split("How the directions fit")[0]
    assert "Your own rubric scores" in text


@pytest.mark.usefixtures("done")
def test_at_the_first_criterion_one_hears_why_it_does_not_go_back(assess):
    terminal = assess("--checkpoint")
    to_the_rubric(terminal, "4")

    terminal.press(BACKSPACE)

    assert terminal.shows("This is the first of this part; the one before it is finished.")


@pytest.mark.usefixtures("done")
def test_what_was_said_of_a_unit_is_kept_when_a_checkpoint_is_left(assess):
    terminal = assess("--checkpoint")
    to_the_rubric(terminal, "4")
    first = terminal.number
    for key in "31":
        terminal.press(key)
    terminal.type("q")
    assert terminal.ended() == 0
    assert f"the checkpoint is saved up to question {first + 1}" in terminal.printed
    assert f"{first + 1} questions asked" in opscareer("--lang", "en").stdout

    again = assess("--checkpoint", "--json", redirect=True)
    again.wait_for(f"You have answered up to question {first + 1}")
    assert again.shows("Checkpoint: User insight")
    again.press("c")
    assert again.number == first + 2
    assert again.shows(UNIT.rubric[2].criterion.en)
    again.press(BACKSPACE)
    again.answer("2")
    assert again.answer_all(lambda _: "3") == 0

    document = json.loads(again.stdout.read_text(encoding="utf-8"))
    assert document["rubric"] == [{"unit": UNIT.id, "levels": [3, 2, 3, 3]}]


@pytest.mark.usefixtures("done")
def test_a_checkpoint_that_another_window_took_is_not_set_aside(assess):
    first = assess("--checkpoint")
    first.begin()
    first.answer("2")
    first.type("q")
    first.ended()
    taking, losing = assess("--checkpoint"), assess("--checkpoint")
    for terminal in (taking, losing):
        terminal.wait_for("You have answered up to question 1")
    taking.press("c")

    losing.press("c")
    assert losing.shows("Checkpoint: User insight")  # a checkpoint of its own
    losing.type("q")
    losing.ended()
    taking.answer("2")
    taking.type("q")
    taking.ended()

    assess("--checkpoint").wait_for("You have answered up to question 2")


@pytest.mark.usefixtures("done")
def test_where_a_checkpoint_cannot_be_saved_all_answers_are_offered_as_a_file(assess, home, tmp_path):
    terminal = assess("--checkpoint")
    terminal.begin()
    shutil.rmtree(home)
    terminal.answer("2")
    assert terminal.shows("Cannot be saved now")
    terminal.type("q")
    terminal.wait_for("Answers not saved")
    terminal.type(f"{tmp_path / 'mine.yaml'}\r")
    assert terminal.ended() == 0

    answers = read_answers(tmp_path / "mine.yaml", PACK).values
    again = [value for question, value in answers.items() if question in about_the_unit()]
    assert [len(value) for value in again] == [1]
    assert {value for question, value in answers.items() if question not in about_the_unit()} == {1, ()}


@pytest.mark.usefixtures("done")
def test_a_checkpoint_whose_result_cannot_be_saved_offers_the_answers_too(assess, home, tmp_path):
    terminal = assess("--checkpoint")
    terminal.begin()
    shutil.rmtree(home)
    file = tmp_path / "mine.yaml"

    code = terminal.answer_all(lambda screen: f"{file}\r" if screen.shows("Answers not saved") else "3")

    assert code == 1
    assert "the latest answers are not in the history" in terminal.printed
    assert len(read_answers(file, PACK)) > len(about_the_unit())


@pytest.mark.usefixtures("done")
def test_an_answer_taken_back_at_a_checkpoint_is_remembered(assess):
    terminal = assess("--checkpoint")
    terminal.begin()
    terminal.answer("2")
    terminal.press(BACKSPACE)
    terminal.type("q")
    assert terminal.ended() == 0
    assert "opscareer assess --checkpoint" in terminal.printed

    again = assess("--checkpoint")
    again.wait_for("Press c to continue")
    again.press("c")
    assert again.shows("You ticked 2 before")


@pytest.mark.parametrize(
    ("options", "target"),
    [
        ((), Target("data", "senior", 3.0)),
        (("--role", "content", "--level", "mid", "--hours-per-week", "9"), Target("content", "mid", 9.0)),
    ],
    ids=["nothing asked for", "another target"],
)
@pytest.mark.usefixtures("done")
def test_a_checkpoint_keeps_what_the_plan_leads_to_unless_asked_otherwise(assess, home, options, target):
    terminal = assess("--checkpoint", *options)
    terminal.begin()

    assert terminal.answer_all(lambda _: "3") == 0

    assert Store(home).records()[0].target == target


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_less_than_a_week_after_the_last_assessment_there_is_nothing_to_check(assess, finished, lang):
    now = datetime.now(UTC)
    finished((now - timedelta(days=2)).isoformat(timespec="seconds"))
    terminal = assess("--checkpoint", "--lang", lang)
    due = (now + timedelta(days=5)).astimezone()
    day = f"{due.year}年{due.month}月{due.day}日起再来" if lang == "zh" else f"come back on {due.day} {due:%b} {due.year} or later"

    assert terminal.ended() == 2
    assert ("还不到 7 天" if lang == "zh" else "less than 7 days old") in terminal.printed
    assert day in terminal.printed


def test_an_assessment_dated_by_a_clock_that_was_wrong_makes_nobody_wait(assess, finished):
    history = finished(TO_COME)
    history.mark(PACK.header.id, UNIT.id, "done", SINCE)
    assert "A checkpoint is due" in opscareer("--lang", "en").stdout
    terminal = assess("--checkpoint", "--lang", "en")

    terminal.wait_for("Checkpoint: User insight")


def test_without_a_unit_worked_on_there_is_nothing_to_check(assess, finished):
    history = finished(LONG_AGO)
    history.mark(PACK.header.id, UNIT.id, "skipped", SINCE)
    terminal = assess("--checkpoint")

    assert terminal.ended() == 2
    assert "opscareer plan start UNIT" in terminal.printed


@pytest.mark.parametrize("option", ["--quick", "--full", "--no-save"])
def test_a_checkpoint_stands_alone(option):
    done = opscareer("assess", "--checkpoint", option)

    assert done.returncode == 2
    assert f"--checkpoint does not go with {option}" in done.stderr


def test_a_checkpoint_needs_somebody_at_a_terminal():
    done = opscareer("assess", "--checkpoint")

    assert done.returncode == 2
    assert "a checkpoint asks questions, so it needs a terminal" in done.stderr
