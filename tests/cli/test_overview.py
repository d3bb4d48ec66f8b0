"""`opscareer` alone, its help, and the page in the browser."""

import re
import stat
from datetime import UTC, datetime, timedelta

import pytest
from kept import LONG_AGO, finished, left_open
from people import highest
from shipped import shipped_pack

from opscareer.sessions.store import Store
from opscareer.texts import Texts

PACK = shipped_pack()
SOME = dict(list(highest(PACK).items())[:30])
FEW = dict(list(SOME.items())[:3])
UNIT = PACK.units[3]


@pytest.fixture
def told(opscareer):
    """Runs a command that succeeds in English. Returns what it prints."""

    def run(*arguments, **variables):
        done = opscareer(*arguments, **{"OPSCAREER_LANG": "en", "COLUMNS": "100", **variables})
        assert (done.returncode, done.stderr) == (0, b"")
        return done.stdout.decode()

    return run


# --- where one stands


@pytest.mark.parametrize("language", ["zh", "en"])
def test_where_there_is_nothing_yet_it_says_what_it_is_and_how_to_begin(told, home, language):
    said = told(OPSCAREER_LANG=language)

    assert said.startswith({"zh": "互联网运营\n", "en": "Internet operations\n"}[language])
    assert re.sub(r"\s", "", Texts(language)("help.app")) in re.sub(r"\s", "", said)
    assert re.findall(r"(?m)^  (opscareer [a-z]+)", said) == [f"opscareer {name}" for name in ("assess", "roles", "guide", "help")]
    assert not home.exists()


@pytest.mark.parametrize(("usual", "other"), [("zh", "en"), ("en", "zh")])
def test_whoever_asks_for_another_language_at_first_learns_how_to_keep_it(told, usual, other):
    named = f"opscareer --lang {other} config set language {other}"

    assert named in told("--lang", other, LC_ALL=f"{usual}.UTF-8", OPSCAREER_LANG="")
    assert "config set language" not in told("--lang", usual, LC_ALL=f"{usual}.UTF-8", OPSCAREER_LANG="")


def test_an_open_assessment_is_told_with_how_far_it_has_come_and_how_to_go_on(told, home):
    left_open(home, FEW, total=30, when="2026-03-02T08:05:00+00:00")

    said = told()

    assert "3 questions asked, of at most 30" in said
    assert "begun 2 Mar 2026" in said
    assert "opscareer assess  goes on from there" in said


def test_an_open_checkpoint_goes_on_as_a_checkpoint(told, home):
    finished(home, SOME)
    left_open(home, FEW, form="checkpoint")

    assert "opscareer assess --checkpoint  goes on from there" in told()


def test_while_a_checkpoint_is_open_no_other_is_called_for(told, home):
    finished(home, SOME)
    Store(home).mark(PACK.header.id, UNIT.id, "done", "2020-02-01T08:00:00+00:00")
    left_open(home, FEW, form="checkpoint")

    said = told()

    assert "goes on from there" in said
    assert "A checkpoint is due" not in said


def test_after_an_assessment_it_shows_the_leader_and_the_next_unit(told, home):
    finished(home, SOME)
    said = told()

    headline = told("report").splitlines()[2]
    assert said.startswith(headline)
    first = re.search(r"\[([a-z0-9-]+)\]", told("plan"))[1]
    assert f"Next in your plan: {PACK.unit[first].title.en}" in said
    assert f"opscareer plan start {first}" in said
    assert "checkpoint" not in said


def test_after_answers_that_are_doubtful_it_offers_to_answer_again(told, home):
    finished(home, SOME)
    said = told()

    assert "Low confidence" in said
    assert re.search(r"(?m)^  opscareer assess  +take it again$", said)


def test_after_doubtful_answers_that_were_meant_it_says_nothing_of_them_again(told, home):
    finished(home, SOME)
    Store(home).mean(1)

    assert "confidence" not in told()
    assert "so it does not lower the confidence" in told("report")


def test_a_unit_under_way_comes_before_the_next(told, home):
    finished(home, SOME)
    Store(home).mark(PACK.header.id, UNIT.id, "started", "2020-02-01T08:00:00+00:00")

    said = told()

    assert f"Under way: {UNIT.title.en}" in said
    assert f"opscareer plan done {UNIT.id}" in said
    assert "Next in your plan" not in said


def test_a_checkpoint_is_due_a_week_after_the_assessment_where_something_was_worked_on(told, home):
    finished(home, SOME)
    Store(home).mark(PACK.header.id, UNIT.id, "done", "2020-02-01T08:00:00+00:00")

    said = told()

    assert "A checkpoint is due" in said
    assert "opscareer assess --checkpoint" in said


def test_before_that_week_is_over_the_day_is_told(told, home):
    now = datetime.now(UTC).replace(microsecond=0)
    finished(home, SOME, now.isoformat())
    Store(home).mark(PACK.header.id, UNIT.id, "done", now.isoformat())

    day = (now + timedelta(days=7)).astimezone()
    assert f"{day.day} {day:%b} {day.year} on" in told()


def test_work_from_before_the_assessment_calls_for_no_checkpoint(told, home):
    Store(home).mark(PACK.header.id, UNIT.id, "done", "2019-02-01T08:00:00+00:00")
    finished(home, SOME, LONG_AGO)

    assert "checkpoint" not in told()


def test_every_command_that_is_shown_works_as_it_is_printed(told, home, opscareer):
    finished(home, SOME)

    commands = [line.split("  ")[1] for line in told().splitlines() if line.startswith("  opscareer ")]

    assert len(commands) >= 4
    for command in commands:
        if command.split()[1] not in {"open", "assess"}:  # these need a browser and a terminal
            assert opscareer(*command.split()[1:]).returncode == 0, command


# --- help and version


@pytest.mark.parametrize("command", [[], ["plan"], ["plan", "show"], ["history", "diff"], ["config", "set"]], ids=" ".join)
def test_help_with_a_command_is_the_help_of_the_command(told, command):
    assert told("help", *command) == told(*command, "--help") == told(*command, "-h")


def test_help_of_what_is_no_command_says_so(opscareer):
    done = opscareer("help", "plann", OPSCAREER_LANG="en")

    assert done.returncode == 2
    assert b"did you mean plan?" in done.stderr


def test_the_version_has_a_short_option(told):
    assert told("-V") == told("--version")


# --- the page in the browser


@pytest.fixture
def browser(tmp_path, monkeypatch):
    """A browser that notes what it was given. Returns what it has noted so far."""
    script, note = tmp_path / "browser", tmp_path / "opened"
    script.write_text(f'#!/bin/sh\necho "$1" >> "{note}"\n')
    script.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(script))
    return lambda: note.read_text().splitlines() if note.exists() else []


@pytest.mark.parametrize("command", [["open"], ["report", "--open"]], ids=" ".join)
def test_the_result_is_opened_as_a_page_that_only_its_owner_can_read(process, home, browser, command):
    finished(home, SOME)

    done = process(*command)

    page = home / "report.html"
    assert (done.returncode, done.stderr) == (0, b"")
    assert browser() == [page.as_uri()]
    assert str(page) in done.stdout.decode().replace("\n", "")
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert process(*command).returncode == 0  # the page of the last time is no obstacle


def test_a_page_with_a_name_of_its_own_is_opened_there(process, home, browser, tmp_path):
    finished(home, SOME)

    assert process("report", "--open", "--html", str(tmp_path / "mine.html")).returncode == 0

    assert browser() == [(tmp_path / "mine.html").as_uri()]
    assert not (home / "report.html").exists()


def test_where_no_browser_can_be_opened_the_file_is_named_with_what_to_do(process, home, monkeypatch, tmp_path):
    finished(home, SOME)
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)

    done = process("open", OPSCAREER_LANG="en", COLUMNS="300")

    assert done.returncode == 0
    assert f"Written to {home / 'report.html'}\nNo browser could be opened from here." in done.stdout.decode()


def test_with_json_nothing_is_opened(process, home, browser):
    finished(home, SOME)

    done = process("report", "--open", "--json")

    assert (done.returncode, done.stdout) == (2, b"")
    assert browser() == []
    assert not (home / "report.html").exists()


def test_the_page_goes_with_the_assessments(process, home, browser):
    finished(home, SOME)
    process("open")

    assert process("history", "delete", "--all", "--yes").returncode == 0

    assert not (home / "report.html").exists()


def test_a_page_that_cannot_be_written_is_said_with_another_way(opscareer, home):
    finished(home, SOME)
    (home / "report.html").mkdir()

    done = opscareer("open", OPSCAREER_LANG="en")

    assert done.returncode == 1
    assert f"{home / 'report.html'} cannot be written".encode() in done.stderr
    assert b"opscareer report --open --html" in done.stderr
