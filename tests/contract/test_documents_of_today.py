"""What scripts are told about where a person stands: `opscareer`, `plan next`, `plan progress`, `open`, `config`, with --json."""

from pathlib import Path

import pytest
from documents import OPTIONS, answers_file, document_of, lowest
from kept import finished, left_open
from people import everyone, highest
from shipped import shipped_pack

from opscareer.sessions.store import Store

PACK = shipped_pack()
BEGINNER = everyone(PACK, 1, "deeds")
LONG_AGO = "2020-02-01T08:00:00+00:00"


@pytest.fixture
def told(opscareer, keeps, home):
    """Runs a command; its document keeps the schema of this name."""

    def run(name, *command):
        document = document_of(opscareer(*command, "--json"))
        assert next(iter(document.items())) == ("schema", f"opscareer.{name.replace('-', '/')}")
        keeps(document, name)
        return document

    return run


# --- where one stands


def test_where_there_is_nothing_yet_nothing_is_open_and_nothing_last(told):
    document = told("standing-1")

    assert (document["open"], document["last"]) == ([], None)


def test_what_is_open_is_told_with_how_far_it_has_come(told, home):
    finished(home, BEGINNER)
    given = dict(list(highest(PACK).items())[:3])
    names = [left_open(home, given, total=30), left_open(home, given, form="checkpoint")]

    opened = told("standing-1")["open"]

    assert [(one["id"], one["form"], one["asked"], one["total"]) for one in opened] == [
        (names[0], "default", 3, 30),
        (names[1], "checkpoint", 3, None),
    ]


def test_the_last_assessment_is_told_with_what_is_next_and_what_is_under_way(told, home):
    name = finished(home, BEGINNER)
    result, plan = told("assessment-2", "report"), told("plan-2", "plan")
    first, second = (unit["id"] for unit in plan["units"][:2])

    before = told("standing-1")["last"]
    Store(home).mark(PACK.header.id, first, "started", LONG_AGO)
    after = told("standing-1")["last"]

    assert (before["id"], before["best"], before["target"]) == (name, result["best"], plan["target"])
    assert (before["under_way"], before["next"], before["checkpoint"]) == ([], first, None)
    assert (after["under_way"], after["next"]) == ([first], second)
    assert after["checkpoint"]["due"] is True


def test_it_is_told_in_the_same_bytes_in_every_language(opscareer, home):
    finished(home, BEGINNER)

    assert opscareer("--json", "--lang", "zh").stdout == opscareer("--lang", "en", "--json").stdout


# --- what to do now, and how far


def test_what_to_do_now_are_the_units_of_the_first_week(told, home):
    finished(home, BEGINNER)
    plan = told("plan-2", "plan")

    document = told("next-1", "plan", "next")

    assert {unit["id"]: unit["hours_now"] for unit in document["units"]} == {u["id"]: u["hours"] for u in plan["weeks"][0]["units"]}
    for unit in document["units"]:
        entry = PACK.unit[unit["id"]]
        assert unit["task"]["en"] == entry.task.brief.en
        assert (unit["hours"], unit["begun"]) == (entry.hours, False)


def test_progress_tells_the_units_behind_then_those_of_the_plan_with_their_state(told, home):
    finished(home, BEGINNER)
    first, second, third = (unit["id"] for unit in told("plan-2", "plan")["units"][:3])
    store = Store(home)
    store.mark(PACK.header.id, first, "done", LONG_AGO)
    store.mark(PACK.header.id, second, "skipped", LONG_AGO)
    store.mark(PACK.header.id, third, "started", LONG_AGO)

    document, plan = told("progress-1", "plan", "progress"), told("plan-2", "plan")

    states = {unit["id"]: (unit["state"], unit["since"], unit["week"] is None) for unit in document["units"]}
    assert (states[first], states[second]) == (("done", "2020-02-01", True), ("skipped", "2020-02-01", True))
    assert states[third] == ("started", "2020-02-01", False)
    assert [unit["id"] for unit in document["units"][2:]] == [unit["id"] for unit in plan["units"]]
    assert (document["hours_done"], document["hours_left"]) == (PACK.unit[first].hours, plan["hours_total"])


@pytest.mark.parametrize("name", ["next", "progress"])
def test_a_plan_by_another_pack_is_told_in_the_same_way(opscareer, keeps, home, name):
    answers = answers_file(lowest(document_of(opscareer("questions", "--json", *OPTIONS["tiny"]))["questions"]))

    run = opscareer("plan", name, "--json", "--level", "senior", "--answers", "-", *OPTIONS["tiny"], stdin=answers)

    keeps(document_of(run), f"{name}-1")


# --- the page, and what is remembered


def test_the_page_is_written_and_named_and_not_opened(told, home, tmp_path, monkeypatch):
    note = tmp_path / "opened"
    monkeypatch.setenv("BROWSER", f"touch {note}")
    finished(home, BEGINNER)

    document = told("open-1", "open")

    assert Path(document["file"]).read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert document["uri"] == Path(document["file"]).as_uri()
    assert not note.exists()


def test_what_is_remembered_is_told_with_null_for_what_is_not(told, opscareer, home):
    nothing = told("config-1", "config")
    for setting in (("language", "zh"), ("hours", "5"), ("target", "data mid")):
        opscareer("config", "set", *setting)

    document = told("config-1", "config")

    assert (nothing["language"], nothing["hours"], nothing["target"]) == (None, None, {"role": None, "level": None})
    assert (document["language"], document["hours"], document["target"]) == ("zh", 5.0, {"role": "data", "level": "mid"})
    assert document["file"] == nothing["file"] == str(home / "config.json")


@pytest.mark.parametrize("command", [("plan", "--json", "start", "x"), ("--json", "config", "reset"), ("--json", "help")], ids=" ".join)
def test_a_command_without_a_document_refuses_json_wherever_it_stands(opscareer, home, command):
    run = opscareer(*command)

    assert (run.returncode, run.stdout) == (2, b"")
    assert b"no --json" in run.stderr
