"""The store of answers: it gives back exactly what was kept, to nobody else, after whatever happens to the program."""

import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from opscareer.history import FILE, MIGRATIONS, History, HistoryError, OpenSession, Row, Stamp, data_directory

NOW, LATER = "2030-01-01T08:00:00+00:00", "2030-01-01T08:05:00+00:00"
PACK, OTHER = Stamp("operations", "1.0", "aaaa"), Stamp("gardening", "1.0", "bbbb")
TRAIL: list[Row] = [("user.1", 4, False, 2.25), ("选择.2", None, True, None), ("data.3", 1, False, 0.5)]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "new" / "home"


@pytest.fixture
def history(home: Path) -> History:
    return History(home)


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


# --- sessions -----------------------------------------------------------------------------------------------------------------------


def test_a_session_goes_on_exactly_where_it_was_left(history: History, home: Path) -> None:
    session = history.begin(PACK, "full", 2**31 - 1, NOW)
    history.keep(session, TRAIL)

    assert History(home).unfinished(PACK) == OpenSession(session, "full", 2**31 - 1, tuple(TRAIL))


def test_going_back_takes_the_last_answer_out_of_the_store(history: History) -> None:
    session = history.begin(PACK, "default", 1, NOW)
    history.keep(session, TRAIL)

    history.keep(session, [*TRAIL[:2], ("data.3", 5, True, 9.0)])
    history.keep(session, TRAIL[:1])

    found = history.unfinished(PACK)
    assert found is not None
    assert found.trail == tuple(TRAIL[:1])


def test_nothing_is_offered_before_the_first_answer(history: History) -> None:
    assert history.unfinished(PACK) is None

    session = history.begin(PACK, "default", 1, NOW)
    assert history.unfinished(PACK) is None

    history.keep(session, TRAIL)
    history.keep(session, [])
    assert history.unfinished(PACK) is None


def test_a_finished_session_is_not_offered_again_but_remembered(history: History) -> None:
    session = history.begin(PACK, "default", 1, NOW)
    history.keep(session, TRAIL)

    history.finish(session, "data", "{}", LATER)

    assert history.unfinished(PACK) is None
    assert history.latest(PACK) == tuple(TRAIL)


def test_the_latest_finished_session_is_the_one_finished_last(history: History) -> None:
    assert history.latest(PACK) == ()
    for place, finished in enumerate([LATER, NOW]):
        session = history.begin(PACK, "default", 1, NOW)
        history.keep(session, TRAIL[place:])
        history.finish(session, "data", "{}", finished)

    assert history.latest(PACK) == tuple(TRAIL)


def test_a_new_session_gives_up_the_open_one_and_keeps_the_finished_ones(history: History) -> None:
    done = history.begin(PACK, "default", 1, NOW)
    history.keep(done, TRAIL)
    history.finish(done, "data", "{}", LATER)
    given_up = history.begin(PACK, "default", 2, NOW)
    history.keep(given_up, TRAIL[:2])

    new = history.begin(PACK, "quick", 3, NOW)
    history.keep(new, TRAIL[:1])

    assert history.unfinished(PACK) == OpenSession(new, "quick", 3, tuple(TRAIL[:1]))
    assert history.latest(PACK) == tuple(TRAIL)
    assert len({done, given_up, new}) == 3


def test_keeping_a_session_that_another_run_gave_up_is_an_error_and_no_silent_loss(history: History) -> None:
    given_up = history.begin(PACK, "default", 1, NOW)
    history.begin(PACK, "default", 2, NOW)

    with pytest.raises(HistoryError):
        history.keep(given_up, TRAIL)


def test_packs_do_not_see_each_others_sessions(history: History) -> None:
    one, other = history.begin(PACK, "default", 1, NOW), history.begin(OTHER, "default", 2, NOW)
    history.keep(one, TRAIL)
    history.keep(other, TRAIL[1:])

    edited = Stamp(PACK.id, PACK.version, "cccc")

    assert history.unfinished(PACK) == OpenSession(one, "default", 1, tuple(TRAIL))
    assert history.unfinished(OTHER) == OpenSession(other, "default", 2, tuple(TRAIL[1:]))
    assert history.unfinished(edited) is None
    assert history.latest(edited) == ()


# --- who may read it, and what if it cannot be used ---------------------------------------------------------------------------------


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_nobody_else_may_read_the_answers(home: Path, mask: int) -> None:
    with umask(mask):
        history = History(home)
        history.keep(history.begin(PACK, "default", 1, NOW), TRAIL)

    assert home.stat().st_mode & 0o777 == 0o700
    assert {path.name: path.stat().st_mode & 0o777 for path in home.iterdir()} == {FILE: 0o600}


def test_a_store_of_a_newer_program_is_refused_and_left_alone(history: History, home: Path) -> None:
    history.keep(history.begin(PACK, "default", 1, NOW), TRAIL)
    with closing(sqlite3.connect(home / FILE)) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    before = (home / FILE).read_bytes()

    with pytest.raises(HistoryError) as caught:
        History(home)

    assert f"{len(MIGRATIONS) + 1} > {len(MIGRATIONS)}" in str(caught.value.facts["reason"])
    assert (home / FILE).read_bytes() == before


def test_opening_a_store_again_changes_nothing(history: History, home: Path) -> None:
    history.keep(history.begin(PACK, "default", 1, NOW), TRAIL)
    before = (home / FILE).read_bytes()

    History(home)

    assert (home / FILE).read_bytes() == before


def test_a_file_where_the_directory_should_be_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("in the way")

    for directory in (tmp_path / "home", tmp_path / "home" / "below"):
        with pytest.raises(HistoryError) as caught:
            History(directory)
        assert caught.value.slug == "history-unusable"
        assert caught.value.facts["reason"]


def test_a_directory_where_the_file_should_be_is_an_error(home: Path) -> None:
    (home / FILE).mkdir(parents=True)

    with pytest.raises(HistoryError):
        History(home)


def test_a_file_that_is_no_store_is_an_error_and_left_alone(home: Path) -> None:
    home.mkdir(parents=True)
    (home / FILE).write_bytes(b"something else altogether" * 100)

    with pytest.raises(HistoryError):
        History(home)

    assert (home / FILE).read_bytes() == b"something else altogether" * 100


def test_a_store_that_vanishes_while_a_session_runs_is_an_error(history: History, home: Path) -> None:
    session = history.begin(PACK, "default", 1, NOW)
    (home / FILE).unlink()

    with pytest.raises(HistoryError):
        history.keep(session, TRAIL)


def test_the_directory_is_the_one_that_the_environment_names(tmp_path: Path) -> None:
    assert data_directory({"OPSCAREER_HOME": str(tmp_path)}) == tmp_path
    assert data_directory({"OPSCAREER_HOME": ""}) == data_directory({})
    assert "opscareer" in data_directory({}).parts


# --- several programs at once, and programs that die --------------------------------------------------------------------------------

KEEPS = """
import sys
from itertools import count
from pathlib import Path
from opscareer.history import History, Stamp

directory, pack, keeps = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
print("ready", flush=True)
sys.stdin.readline()
history = History(directory)
session = history.begin(Stamp(pack, "1", pack), "default", 1, "now")
for number in count() if keeps < 0 else range(keeps):
    history.keep(session, [(f"q{place}", number, False, 0.5) for place in range(1 + number * 7 % 30)])
    print(number, flush=True)
"""


def trail_number(number: int) -> tuple[Row, ...]:
    """The trail that a program which runs KEEPS keeps as its `number`th: it grows and shrinks."""
    return tuple((f"q{place}", number, False, 0.5) for place in range(1 + number * 7 % 30))


@contextmanager
def programs(home: Path, packs: list[str], keeps: int) -> Iterator[list[subprocess.Popen[str]]]:
    """Programs that run KEEPS, ready to begin: each waits for a line."""
    started = [
        subprocess.Popen(
            [sys.executable, "-c", KEEPS, str(home), pack, str(keeps)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for pack in packs
    ]
    try:
        for program in started:
            assert program.stdout is not None
            assert program.stdout.readline() == "ready\n"
        yield started
    finally:
        for program in started:
            program.kill()
            program.communicate()


def go(started: list[subprocess.Popen[str]]) -> None:
    for program in started:
        assert program.stdin is not None
        program.stdin.write("go\n")
        program.stdin.flush()


def stamp(pack: str) -> Stamp:
    return Stamp(pack, "1", pack)


def test_programs_at_once_lose_no_answer(home: Path) -> None:
    packs = ["one", "two", "three"]
    with programs(home, packs, 25) as started:
        go(started)
        ends = [(program.communicate()[1], program.returncode) for program in started]

    assert ends == [("", 0)] * 3
    for pack in packs:
        found = History(home).unfinished(stamp(pack))
        assert found is not None
        assert found.trail == trail_number(24)


def test_programs_that_make_the_store_at_the_same_moment_do_not_trip_over_each_other(home: Path) -> None:
    packs = ["one", "two", "three"]
    home.mkdir(parents=True)
    with programs(home, packs, 1) as started, closing(sqlite3.connect(home / FILE)) as connection:
        connection.execute("BEGIN IMMEDIATE")  # so that all of them find an empty store and wait to be the first to write
        go(started)
        time.sleep(0.5)
        connection.rollback()
        ends = [(program.communicate()[1], program.returncode) for program in started]

    assert ends == [("", 0)] * 3
    assert all(History(home).unfinished(stamp(pack)) is not None for pack in packs)


def test_killing_the_program_at_any_moment_loses_nothing_that_was_kept(home: Path) -> None:
    dice = random.Random(12)
    for _ in range(30):
        with programs(home, ["pack"], -1) as (program,):
            go([program])
            assert program.stdout is not None
            acknowledged = [program.stdout.readline() for _ in range(dice.randint(1, 15))]
            time.sleep(dice.uniform(0, 0.01))
            program.kill()
            acknowledged += program.communicate()[0].splitlines(keepends=True)

        last = int([line for line in acknowledged if line.endswith("\n")][-1])
        with closing(sqlite3.connect(home / FILE)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        found = History(home).unfinished(stamp("pack"))
        assert found is not None
        assert found.trail in (trail_number(last), trail_number(last + 1))
