"""Answers that were given to an older edition of the questions: nothing is lost, and nothing is counted that is not asked any more."""

import json
import sqlite3
from contextlib import closing

import pytest
from shipped import shipped_pack

from opscareer.sessions.migrations import FILE, MIGRATIONS
from opscareer.sessions.store import Store

PACK = shipped_pack()
OLD_VERSION = 4  # of the tables
RESULT = {
    "schema": "opscareer.assessment/2",
    "roles": [{"rank": 1, "id": "data", "fit": 61.2, "interval": [55.0, 67.0], "p_best": 0.81}],
}
OLD = [
    ("content.interest.1", 2, 0, 6.5),
    ("data_analysis.evidence.1", 4, 1, 11.0),
    ("data.interest.3", None, 0, 2.0),
    ("user_insight.judgement.2", 3, 0, 14.0),
]
KNOWN = next(question.id for question in PACK.questions if question.kind == "interest")
DONE, OPEN = 1, 2
STARTED, FINISHED = "2024-03-01T08:00:00+00:00", "2024-03-01T08:10:00+00:00"
LATER = "2024-03-02T08:00:00+00:00"


@pytest.fixture
def old_store(home):
    """Makes a store as the first edition left it: a finished assessment with these answers and, left in the middle, an open one."""

    def make(answers=OLD):
        home.mkdir()
        with closing(sqlite3.connect(home / FILE)) as store, store:
            for script in MIGRATIONS[:OLD_VERSION]:
                store.executescript(script)
            store.execute(f"PRAGMA user_version = {OLD_VERSION}")
            pack = (PACK.header.id, "1.0.0", "0123456789abcdef")
            done = (DONE, *pack, "default", 7, "done", STARTED, FINISHED, "data", json.dumps(RESULT), 0, "data", "mid", 4.0)
            left = (OPEN, *pack, "default", 8, "open", LATER, None, None, None, 0, None, None, None)
            store.executemany(f"INSERT INTO sessions VALUES ({', '.join('?' * len(done))})", [done, left])
            for session, given in ((DONE, answers), (OPEN, OLD[:2])):
                store.executemany(
                    "INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?)", [(session, place, *row) for place, row in enumerate(given)]
                )
            store.execute("INSERT INTO progress VALUES (?, ?, 'done', ?)", (PACK.header.id, PACK.units[0].id, FINISHED))

    return make


def kept(home):
    """Everything that the store holds of the two sessions, as rows."""
    with closing(sqlite3.connect(home / FILE)) as store:
        return [
            store.execute(f"SELECT {columns} FROM {table} ORDER BY 1, 2").fetchall()
            for table, columns in (
                ("sessions", "id, pack_version, form, seed, state, best, result, target_role, target_tier, hours_per_week"),
                ("answers", "session, position, question, value, drawn, seconds"),
                ("progress", "pack_id, unit, state, changed_at"),
            )
        ]


def test_an_old_store_is_read_without_losing_anything(old_store, home):
    old_store()
    before = kept(home)

    opened, finished = Store(home).records()

    assert kept(home) == before
    assert [(reply.question, reply.value, int(reply.drawn), reply.seconds) for reply in finished.trail] == OLD
    assert (opened.state, finished.state) == ("open", "done")
    assert (finished.meant, finished.total) == (False, None)
    assert finished.target is not None


@pytest.mark.parametrize("command", [["report"], ["why", "data"], ["whatif", "data_analysis=4"], ["plan"]], ids=" ".join)
def test_that_the_old_answers_are_kept_and_no_longer_count_is_said_in_one_sentence(opscareer, old_store, home, command):
    old_store()
    number = Store(home).records()[1].id

    done = opscareer(*command, "--lang", "en")

    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == (
        "error: the questions were replaced since your last assessment: its answers are kept and shown "
        f"(opscareer history show {number}) but no longer count\nhint: take it again: opscareer assess\n"
    )


@pytest.mark.parametrize("option", ["--more", "--checkpoint"])
def test_nobody_goes_on_from_an_assessment_that_no_longer_counts(assess, old_store, option):
    old_store()
    terminal = assess(option)

    assert terminal.ended() == 2
    assert "the questions were replaced since your last assessment" in terminal.printed.replace("\n", " ")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_old_result_and_answers_are_still_shown_and_exported(opscareer, old_store, home, lang):
    old_store()
    opened, finished = (record.id for record in Store(home).records())

    listed = opscareer("history", "--lang", lang).stdout.decode()
    result = opscareer("history", "show", finished, "--lang", lang).stdout.decode()
    left = opscareer("history", "show", opened, "--lang", lang).stdout.decode()
    exported = opscareer("history", "export", finished, "--lang", lang).stdout.decode()

    assert finished in listed
    assert opened in listed
    assert "61" in result
    assert "81%" in result
    assert "content.interest.1" in left
    assert "  data_analysis.evidence.1: 4\n" in exported
    assert 'version: "1.0.0"' in exported


def test_an_old_session_that_was_left_is_not_offered_and_stays(assess, old_store, home):
    old_store()
    terminal = assess("--full")
    terminal.wait_for("Press any key to begin")
    terminal.press("\r")
    terminal.press("3")
    terminal.type("q")
    assert terminal.ended() == 0

    new, opened, finished = Store(home).records()

    assert (new.pack.version, len(new.trail)) == (PACK.header.version, 1)
    assert [(reply.question, reply.value) for reply in opened.trail] == [row[:2] for row in OLD[:2]]
    assert finished.state == "done"


def test_after_a_new_assessment_the_old_one_is_not_mentioned_any_more(assess, opscareer, old_store):
    old_store()
    terminal = assess("--quick")
    terminal.begin()
    assert terminal.answer_all(lambda _: "2") == 0

    done = opscareer("report", "--lang", "en")

    assert (done.returncode, done.stderr) == (0, b"")


def test_old_answers_to_questions_that_are_still_asked_count_and_the_others_are_named_once(process, old_store):
    old_store([*OLD, (KNOWN, 5, 0, 4.0)])

    done = process("report", "--json", "--lang", "en")

    assert done.returncode == 0
    assert json.loads(done.stdout)["answers"] == {KNOWN: 5}
    assert done.stderr.decode().count("data_analysis.evidence.1") == 1
    assert "data.interest.3" not in done.stderr.decode()  # it was skipped


def test_the_units_done_stay_done(opscareer, old_store):
    old_store([(KNOWN, 5, 0, 4.0)])

    plan = json.loads(opscareer("plan", "--json").stdout)

    assert [(status["id"], status["state"]) for status in plan["progress"]] == [(PACK.units[0].id, "done")]
