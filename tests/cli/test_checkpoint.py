"""`opscareer assess --checkpoint`: what was worked on is asked about again, and the change is said to be real or noise."""

import json
import subprocess
import sys
from importlib.resources import files

import jsonschema
import pytest

from opscareer.pack.load import load_pack
from opscareer.sessions.record import Stamp
from opscareer.sessions.store import History

PACK = load_pack()
TODAY = Stamp(PACK.header.id, PACK.header.version, PACK.hash)
LONG_AGO, SINCE, TOMORROW = "2020-01-01T08:00:00+00:00", "2020-02-01T08:00:00+00:00", "2999-01-01T08:00:00+00:00"
UNIT = PACK.unit["sort-reviews"]


@pytest.fixture
def finished(home):
    """Keeps an assessment in which everything got its first option."""

    def keep(when):
        history = History(home)
        session = history.begin(TODAY, "full", 1, LONG_AGO)
        history.keep(session, [(question.id, 1, False, 2.0) for question in PACK.questions])
        history.finish(session, "user", "{}", when)
        return history

    return keep


def opscareer(*arguments):
    return subprocess.run([sys.executable, "-m", "opscareer", *arguments], capture_output=True, text=True, encoding="utf-8", check=False)


def about_the_unit():
    return {question.id for question in PACK.questions if question.measures == UNIT.competency}


def test_what_was_worked_on_is_asked_again_and_everything_else_is_carried_over(assess, finished, home):
    history = finished(LONG_AGO)
    history.mark(PACK.header.id, UNIT.id, "done", SINCE)
    terminal = assess("--checkpoint", "--json", redirect=True)
    terminal.wait_for("Checkpoint: User insight")
    terminal.begin()

    assert terminal.answer_all(lambda _: "3") == 0

    document = json.loads(terminal.stdout.read_text(encoding="utf-8"))
    schema = json.loads((files("opscareer") / "schemas" / "checkpoint-1.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(document)
    insight = next(row for row in document["competencies"] if row["id"] == UNIT.competency)
    assert insight["to"] > insight["from"] + 1
    assert insight["real"]
    assert not any(row["real"] for row in document["competencies"] if row["id"] != UNIT.competency)
    assert document["rubric"] == [{"unit": UNIT.id, "levels": [3, 3, 3, 3]}]
    after = History(home).records()[0]
    assert (after.state, after.id) == ("done", document["to"]["id"])
    assert {after.answers[name] for name in set(after.answers) - about_the_unit()} == {1}
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
    terminal.press("2")
    terminal.type("q")
    assert terminal.ended() == 0
    assert "the checkpoint is saved up to question 1" in terminal.printed

    plain = assess()
    plain.wait_for("Press any key to begin")
    plain.type("q")
    plain.ended()
    again = assess("--checkpoint")
    again.wait_for("You stopped at question 1")
    again.press("c")

    assert again.number == 2


def test_less_than_a_week_after_the_last_assessment_there_is_nothing_to_check(assess, finished):
    finished(TOMORROW)
    terminal = assess("--checkpoint")

    assert terminal.ended() == 2
    assert "less than 7 days old" in terminal.printed
    assert "come back on 2999-01-08 or later" in terminal.printed


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
