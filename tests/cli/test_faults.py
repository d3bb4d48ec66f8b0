"""Whatever fails at the n-th call while files are written: no half-written file, no file lost, no traceback, an exit code that says so."""

import errno
import json
import os
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest
from people import highest
from shipped import tiny_pack

TINY = Path(__file__).parents[1] / "packs" / "good" / "tiny"
PACK = ("--pack", str(TINY))
CALLS = ("open", "fsync", "link", "replace", "fchmod")
COMMANDS = {
    "report": ("report", "--html", "{place}/a.html", "--md", "{place}/a.md", "--card", "{place}/a.svg"),
    "report --force": ("report", "--html", "{place}/old.html", "--force"),
    "plan": ("plan", "--md", "{place}/p.md", "--ics", "{place}/p.ics", "--force"),
    "plan data": ("plan", "data", "{unit}", "{place}/data"),
    "pack new": ("pack", "new", "{place}/pack"),
}
OLD = "what was there before"


@pytest.fixture
def place(tmp_path):
    (tmp_path / "place").mkdir()
    (tmp_path / "place" / "old.html").write_text(OLD)
    return tmp_path / "place"


def arguments(name, place, tmp_path):
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({"answers": highest(tiny_pack())}))
    unit = next(unit.id for unit in tiny_pack().units if unit.practice)
    more = () if name == "pack new" else PACK if name == "plan data" else ("--answers", str(answers), *PACK)
    return [part.format(place=place, unit=unit) for part in (*COMMANDS[name], *more)]


def failing(call, at, monkeypatch, numbers):
    """Makes the n-th of these calls of the system fail, of those that are about the files of the test."""
    real = getattr(os, call)

    def fails(*given, **named):
        ours = call in {"fsync", "fchmod"} or any(".opscareer-" in str(one) for one in given)
        if ours and next(numbers) == at:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(*given, **named)

    monkeypatch.setattr(os, call, fails)


def contents(place):
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in place.rglob("*") if path.is_file()}


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("name", COMMANDS)
def test_a_call_that_fails_at_any_place_leaves_whole_files_or_none(opscareer, place, tmp_path, name, call):
    given = arguments(name, place, tmp_path)
    for at in range(30):
        before, numbers = contents(place), count()
        with pytest.MonkeyPatch.context() as patch:
            failing(call, at, patch, numbers)
            run = opscareer(*given)

        failed = next(numbers) > at
        assert run.returncode == (1 if failed else run.returncode)
        assert b"Traceback" not in run.stderr
        after = contents(place)
        assert [file for file in after if Path(file).name.startswith(".opscareer")] == []
        assert (place / "old.html").read_bytes()[:1] in {b"w", b"<"}
        if not failed:
            assert run.returncode == 0
            break
        whole = [data for file, data in after.items() if file not in before and file.endswith((".html", ".svg"))]
        assert all(data.rstrip().endswith((b"</html>", b"</svg>")) for data in whole)
        for file in after.keys() - before.keys():
            (place / file).unlink()
    else:
        pytest.fail("never came through")


SHOWING = (("roles",), ("questions", "--json"), ("guide",), ("pack", "check"), ("pack", "check", "--json"), ("pack", "schema", "roles"), ("pack", "new", "{place}/new"), ("--help",))  # fmt: skip


@pytest.mark.parametrize("command", SHOWING, ids=" ".join)
@pytest.mark.parametrize("out", ["full", "closed", "a reader that went away"])
def test_an_output_that_takes_nothing_is_told_without_a_traceback(command, out, place):
    program = [sys.executable, "-m", "opscareer", *(part.format(place=place) for part in command)]
    if out == "closed":
        run = subprocess.run(["/bin/sh", "-c", 'exec "$@" >&-', "sh", *program], capture_output=True, check=False)
    elif out == "full":
        with Path("/dev/full").open("wb") as full:
            run = subprocess.run(program, stdout=full, stderr=subprocess.PIPE, check=False)
    else:
        reader, writer = os.pipe()
        os.close(reader)
        run = subprocess.run(program, stdout=writer, stderr=subprocess.PIPE, check=False)
        os.close(writer)

    assert run.returncode in {1, 141}
    assert b"Traceback" not in run.stderr
    assert b"Exception ignored" not in run.stderr
