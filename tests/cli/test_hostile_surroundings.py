"""Files, paths, homes and signals as nobody would wish them: told in words, and nothing is lost or written elsewhere."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from people import highest
from shipped import tiny_pack

from opscareer.sessions.migrations import FILE, MIGRATIONS
from opscareer.sessions.progress import Reply
from opscareer.sessions.record import Stamp, Target
from opscareer.sessions.store import Store

TINY = Path(__file__).parents[1] / "packs" / "good" / "tiny"
PACK = ("--pack", str(TINY))
LONG, STRANGE = "x" * 5000, "\udcff\udcfe"


@pytest.fixture
def answers(tmp_path):
    file = tmp_path / "answers.json"
    file.write_text(json.dumps({"answers": highest(tiny_pack())}))
    return ("--answers", str(file), *PACK)


def kind(run):
    """The exit code and the kind of the error, as a script reads it."""
    assert b"Traceback" not in run.stderr
    return run.returncode, json.loads(run.stderr)["error"]["kind"]


# --- paths


@pytest.mark.parametrize(
    "name", [LONG, STRANGE, "a\0b", "/dev/null/x", "/proc/self/mem"], ids=["long", "not UTF-8", "NUL", "below a device", "odd"]
)
def test_a_pack_that_cannot_be_a_directory_is_not_there(opscareer, name):
    assert kind(opscareer("roles", "--pack", name, "--json")) == (2, "pack-missing")


@pytest.mark.parametrize("name", [LONG, "a\0b"], ids=["long", "NUL"])
@pytest.mark.parametrize("option", ["--html", "--md", "--card"])
def test_a_file_that_cannot_be_written_is_told_by_its_name_before_any_work(opscareer, answers, option, name):
    code, said = kind(run := opscareer("report", option, name, "--json", *answers))

    assert (code, said) == (2, "file-unwritable")
    assert len(run.stderr) < 2000


@pytest.mark.parametrize("name", ["./one.html", "../place/one.html", "{place}/one.html", "link.html"])
def test_one_file_named_in_two_ways_is_one_place(opscareer, answers, tmp_path, monkeypatch, name):
    place = tmp_path / "place"
    place.mkdir()
    monkeypatch.chdir(place)
    Path("link.html").symlink_to("one.html")

    run = opscareer("report", "--html", "one.html", "--md", name.format(place=place), *answers, "--force")

    assert run.returncode == 2
    assert not Path("one.html").exists()


def test_an_argument_that_is_no_text_is_told_with_its_codes(process):
    run = subprocess.run([sys.executable, "-m", "opscareer", "roles", b"\xff\x1b[2J"], capture_output=True, check=False)

    assert (run.returncode, run.stdout) == (2, b"")
    assert b"Traceback" not in run.stderr
    assert b"\x1b" not in run.stderr


# --- answers


ANSWERS = {
    "GBK": "answers: {甲: 1}".encode("gbk"),
    "Latin-1": "answers: {é: 1}".encode("latin-1"),
    "UTF-16": "answers: {a: 1}".encode("utf-16"),
    "overlong": b"answers: {\xc0\xaf: 1}",
    "surrogate": b"answers: {\xed\xa0\x80: 1}",
    "NUL": b"answers: {\x00: 1}",
    "ESC": b"answers: {\x1b[2J: 1}",
    "bidi": "answers: {\u202ea: 1}".encode(),
    "escaped ESC": b'answers: {"\\e[2J": 1}',
    "blank letters": "answers: {\u3164: 1}".encode(),
    "a heap of accents": ("answers: {a" + "\u0301" * 9 + ": 1}").encode(),
    "alias": b"answers: &a {x: *a}",
    "merge": b"answers: {<<: {a: 1}}",
    "tag": b"answers: !!python/object/apply:os.system ['true']",
    "two documents": b"answers: {a: 1}\n---\nanswers: {a: 2}",
    "twice": b"answers: {a: 1, a: 2}",
    "twice, escaped": b'answers: {"a": 1, "\\x61": 2}',
    "deep": b"answers: " + b"[" * 500,
    "wide": b"answers: {" + b",".join(b"a%d: 1" % number for number in range(12_000)) + b"}",
    "9,000 unknown in one line": b'{"answers": {' + b",".join(b'"a%d": 1' % number for number in range(9_000)) + b"}}",
    "9,000 unknown in 9,000 lines": b"answers:\n" + b"".join(b"  baker.interes%d: 1\n" % number for number in range(9_000)),
    "9,000 keys unknown": b"answers:\n" + b"".join(b"answer%d: 1\n" % number for number in range(9_000)),
    "9,000 keys of the pack unknown": b"pack:\n" + b"".join(b"  id%d: 1\n" % number for number in range(9_000)),
    "a million digits": b"answers: {baker.interest: " + b"9" * 200_000 + b"}",
    "too large": b"answers: {}\n#" + b"x" * 300_000,
    "empty": b"",
    "comment": b"# nothing",
    "a number": b"1",
    "NaN": b"answers: {baker.interest: .nan}",
    "infinity": b"answers: {baker.interest: 1e400}",
    "hexadecimal": b"answers: {baker.interest: 0x1}",
    "octal": b"answers: {baker.interest: 0o1}",
    "underscore": b"answers: {baker.interest: 0_1}",
    "plus": b"answers: {baker.interest: +1}",
    "fraction": b"answers: {baker.interest: 1.0}",
    "Arabic": "answers: {baker.interest: ١}".encode(),
    "yes": b"answers: {baker.interest: yes}",
    "sexagesimal": b"answers: {baker.interest: 1:59}",
    "homoglyph": "answers: {bаker.interest: 1}".encode(),
    "another pack": b"pack: {id: ../../etc}\nanswers: {baker.interest: 1}",
    "JSON cut": b'{"answers": {"baker.interest": 1',
    "JSON with a comma": b'{"answers": {"baker.interest": 1,,}}',
}


@pytest.mark.parametrize("way", ["file", "standard input"])
@pytest.mark.parametrize("data", ANSWERS.values(), ids=ANSWERS)
def test_answers_that_are_none_are_refused_in_few_words(opscareer, tmp_path, data, way):
    file = tmp_path / "answers"
    file.write_bytes(data)

    run = opscareer("assess", "--answers", str(file) if way == "file" else "-", *PACK, "--no-save", stdin=data)

    assert (run.returncode, run.stdout) == (1, b"")
    assert b"Traceback" not in run.stderr
    assert not set(run.stderr) & {*range(9), *range(11, 32), 127}
    assert len(run.stderr) < 20_000


@pytest.mark.parametrize("target", ["/dev/zero", "/dev/stdin", "pipe", "directory", "loop"])
def test_answers_that_are_no_file_are_refused_without_waiting(opscareer, tmp_path, target):
    file = tmp_path / "answers"
    match target:
        case "pipe":
            os.mkfifo(file)
        case "directory":
            file.mkdir()
        case "loop":
            file.symlink_to(file)
        case _:
            file.symlink_to(target)

    assert opscareer("assess", "--answers", str(file), *PACK).returncode == 2


TABLES = {
    "31 MB of line breaks": b"baker.interest\n" + b"\n" * 31_000_000,
    "20,000 unknown columns": b",".join(b"baker.interes%d" % number for number in range(20_000)) + b"\n",
    "100,000 bad lines": b"baker.interest\n" + b"9\n" * 100_000,
    "100,000 lines too long": b"baker.interest\n" + b"1,1\n" * 100_000,
    "no end of a cell": b'baker.interest\n"' + b"1" * 200_000,
    "NUL": b"baker.interest\n\x00\n",
    "GBK": "甲\n1\n".encode("gbk"),
    "UTF-16": "baker.interest\n1\n".encode("utf-16"),
    "ESC in a column": b"\x1b[2J\n1\n",
    "ESC in a cell": b"baker.interest\n\x1b[2J\n",
    "a formula": b"baker.interest\n=1+1\n",
    "a column twice": b"baker.interest,baker.interest\n1,1\n",
}


@pytest.mark.parametrize("data", TABLES.values(), ids=TABLES)
def test_a_table_of_answers_that_is_none_is_refused_in_few_words(opscareer, tmp_path, data):
    file = tmp_path / "responses.csv"
    file.write_bytes(data)

    run = opscareer("pack", "replay", str(file), *PACK)

    assert (run.returncode, run.stdout) == (1, b"")
    assert b"Traceback" not in run.stderr
    assert not set(run.stderr) & {*range(9), *range(11, 32), 127}
    assert len(run.stderr) < 20_000


# --- the store


@pytest.fixture
def kept(opscareer, home, answers):
    """A store with a finished assessment of the tiny pack; the number of seconds does not matter."""
    history = Store(home)
    session = history.begin(Stamp.of(tiny_pack()), "full", 1, "2030-01-01T08:00:00+00:00")
    history.keep(session, [Reply(question, value, False, 2.0) for question, value in highest(tiny_pack()).items()])
    result = json.dumps({"roles": [{"rank": 1, "id": "baker", "fit": 60.0, "interval": [50.0, 70.0], "p_best": 0.8}]})
    history.finish(session, "baker", result, "2030-01-01T08:05:00+00:00", Target("baker", "mid", 4.0))
    return home / FILE


EDITS = {
    "a time that is none": "UPDATE sessions SET started_at = 'yesterday'",
    "a time without zone": "UPDATE sessions SET finished_at = '2030-01-01T08:00:00'",
    "a number for a time": "UPDATE sessions SET started_at = 5",
    "done without an end": "UPDATE sessions SET finished_at = NULL",
    "ESC in the role": "UPDATE sessions SET best = char(27) || '[2J'",
    "C1 in the role": "UPDATE sessions SET best = char(155) || '2J'",
    "bidi in the pack": "UPDATE sessions SET pack_id = char(8238) || 'x'",
    "ESC in the version": "UPDATE sessions SET pack_version = char(27)",
    "ESC in the hash": "UPDATE sessions SET pack_hash = char(27)",
    "ESC in the form": "UPDATE sessions SET form = char(27)",
    "ESC in a question": "UPDATE answers SET question = char(27) || question",
    "ESC in the target": "UPDATE sessions SET target_role = char(27)",
    "a target of infinite hours": "UPDATE sessions SET hours_per_week = 9e999",
    "a target of words": "UPDATE sessions SET hours_per_week = 'many'",
    "a blob for an answer": "UPDATE answers SET value = x'00ff'",
    "words for an answer": "UPDATE answers SET value = 'three'",
    "a fraction for an answer": "UPDATE answers SET value = 1.5",
    "a list of words": """UPDATE answers SET value = '["a"]'""",
    "a mapping for an answer": """UPDATE answers SET value = '{"a": 1}'""",
    "seconds before the question": "UPDATE answers SET seconds = -1",
    "seconds of words": "UPDATE answers SET seconds = 'fast'",
    "a seed of words": "UPDATE sessions SET seed = 'lucky'",
    "a result that is no JSON": "UPDATE sessions SET result = 'best'",
    "a result cut short": "UPDATE sessions SET result = substr(result, 1, 20)",
    "a result with ESC": """UPDATE sessions SET result = '{"schema": "\\u001b[2J"}'""",
    "a result with C1": """UPDATE sessions SET result = '{"schema": "' || char(155) || '"}'""",
    "a blob for a result": "UPDATE sessions SET result = x'00'",
    "value 0": "UPDATE answers SET value = 0",
    "value -1": "UPDATE answers SET value = -1",
    "value of 18 digits": "UPDATE answers SET value = 999999999999999999",
    "a total of words": "UPDATE sessions SET total = 'all'",
}
COMMANDS = (("history",), ("history", "show"), ("history", "export"), ("report",), ("plan",), ("why",), ("history", "diff"))


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_a_store_edited_by_hand_breaks_no_command_and_steers_no_terminal(opscareer, kept, edit):
    with closing(sqlite3.connect(kept)) as store, store:
        store.execute(edit)

    for command in COMMANDS:
        for more in ((), ("--json",)):
            run = opscareer(*command, *(() if "export" in command else PACK), *more)

            assert run.returncode in {0, 1, 2}, (command, run.stderr)
            for text in (run.stdout.decode(), run.stderr.decode()):
                assert "Traceback" not in text
                assert not {char for char in text if (char < " " and char != "\n") or "\x7f" <= char <= "\x9f" or char == "\u202e"}


def test_an_assessment_that_was_edited_is_left_out_and_told_and_the_others_stay(opscareer, kept, home):
    store = Store(home)
    other = store.begin(Stamp.of(tiny_pack()), "full", 1, "2030-02-01T08:00:00+00:00")
    store.keep(other, [Reply("baker.interest", 1, False, 2.0)])
    with closing(sqlite3.connect(kept)) as edited, edited:
        edited.execute("UPDATE sessions SET started_at = 'yesterday' WHERE id <> ?", (other,))

    run = opscareer("history", *PACK, "--lang", "en")

    assert "1 Feb 2030" in run.stdout.decode()
    assert "1 assessment in" in run.stderr.decode()


def test_deleting_everything_leaves_nothing_of_a_person(opscareer, kept, home):
    store = Store(home)
    store.mark(tiny_pack().header.id, tiny_pack().units[0].id, "done", "2030-01-01T08:00:00+00:00")
    store.judge(1, {tiny_pack().units[0].id: [1, 2, 3, None]})

    assert opscareer("history", "delete", "--all", "--progress", "--yes").returncode == 0

    with closing(sqlite3.connect(kept)) as left:
        assert [
            left.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("sessions", "answers", "progress", "judgements")
        ] == [0] * 4


UNUSABLE = ["rubbish", "newer", "empty", "of another program", "of another program, as new", "link to nowhere", "link to itself", "a file for the home", "a directory"]  # fmt: skip


@pytest.mark.parametrize("file", UNUSABLE)
def test_a_store_that_cannot_be_used_is_told_with_what_to_do_and_left_alone(opscareer, home, file):
    if file == "a file for the home":
        home.write_text("x")
    else:
        home.mkdir()
    store = home / FILE
    match file:
        case "rubbish":
            store.write_text("rubbish" * 100)
        case "newer":
            with closing(sqlite3.connect(store)) as made, made:
                made.execute("PRAGMA user_version = 99")
        case "empty":
            store.touch()
        case "of another program" | "of another program, as new":
            with closing(sqlite3.connect(store)) as made, made:
                made.execute("CREATE TABLE notes (text)")
                made.execute(f"PRAGMA user_version = {len(MIGRATIONS) - 1 if 'as new' in file else 0}")
        case "link to nowhere":
            store.symlink_to(home / "elsewhere")
        case "link to itself":
            store.symlink_to(store)
        case "a directory":
            store.mkdir()

    before = store.read_bytes() if store.is_file() else b""

    for command in (("history",), ("plan", "start", "counter", *PACK), ("report", *PACK), ("history", "delete", "--all", "--yes")):
        run = opscareer(*command, "--lang", "en")

        assert run.returncode == 1, command
        assert run.stdout == b""
        assert str(home).encode() in run.stderr
        assert b"Traceback" not in run.stderr
        assert ("disk is full" in run.stderr.decode()) == (file in UNUSABLE[-4:])  # what helps is said of each
    assert (store.read_bytes() if store.is_file() else b"") == before
    assert not (home / "elsewhere").exists() if home.is_dir() else home.read_text() == "x"


def no_home(*_: object, **__: object) -> str:
    raise RuntimeError("could not determine the home directory")


@pytest.mark.parametrize("place", [no_home, lambda *_, **__: "~/.local/share/opscareer"], ids=["newer platformdirs", "older platformdirs"])
def test_who_has_no_home_is_told_so_and_nothing_is_written(opscareer, tmp_path, monkeypatch, place):
    monkeypatch.delenv("OPSCAREER_HOME", raising=False)
    monkeypatch.setattr("platformdirs.user_data_dir", place)
    monkeypatch.chdir(tmp_path)

    for command in (("history", "--json"), ("report", "--json", *PACK), ("plan", "--json", *PACK)):
        assert kind(opscareer(*command)) == (1, "history-unusable")
    assert opscareer("plan", "start", "counter", *PACK).returncode == 1
    assert list(tmp_path.iterdir()) == []
