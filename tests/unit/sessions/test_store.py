"""The store of answers: it gives back exactly what was kept, to nobody else, after whatever happens to the program."""

import errno
import json
import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from opscareer.errors import Reason, UsageError
from opscareer.sessions.migrations import FILE, MIGRATIONS
from opscareer.sessions.progress import Reply
from opscareer.sessions.record import Record, Stamp, Target, done, named
from opscareer.sessions.store import LOCK_FILE, Store, StoreError, UnitProgress, data_directory

EARLIER, NOW, LATER = "2029-01-01T08:00:00+00:00", "2030-01-01T08:00:00+00:00", "2030-01-01T08:05:00+00:00"
PACK, OTHER = Stamp("operations", "1.0", "aaaa"), Stamp("gardening", "1.0", "bbbb")
TRAIL = [Reply("user.1", 4, False, 2.25), Reply("选择.2", None, True, None), Reply("data.3", 1, False, 0.5), Reply("list", (1, 3))]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "new" / "home"


@pytest.fixture
def history(home: Path) -> Store:
    return Store(home)


def opened(
    number: int, form: str, seed: int, trail: tuple[Reply, ...], earlier: dict[str, int] | None = None, pack: Stamp = PACK
) -> Record:
    """An open session as the store gives it back."""
    return Record(number, pack, form, seed, "open", False, NOW, trail=trail, earlier=earlier or {})


def latest_trail(history: Store, pack: Stamp = PACK) -> tuple[Reply, ...] | None:
    return next((record.trail for record in done(history.records()) if record.pack == pack), None)


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


# --- sessions -----------------------------------------------------------------------------------------------------------------------


def test_a_session_goes_on_exactly_where_it_was_left(history: Store, home: Path) -> None:
    session = history.begin(PACK, "full", 2**31 - 1, NOW)
    history.keep(session, TRAIL)

    assert Store(home).unfinished(PACK) == opened(session, "full", 2**31 - 1, tuple(TRAIL))


def test_going_back_takes_the_last_answer_out_of_the_store(history: Store) -> None:
    session = history.begin(PACK, "default", 1, NOW)
    history.keep(session, TRAIL)

    history.keep(session, [*TRAIL[:2], Reply("data.3", 5, False, 9.0)])
    history.keep(session, TRAIL[:1])

    found = history.unfinished(PACK)
    assert found is not None
    assert found.trail == tuple(TRAIL[:1])


def test_nothing_is_offered_before_the_first_answer(history: Store) -> None:
    assert history.unfinished(PACK) is None

    session = history.begin(PACK, "default", 1, NOW)
    assert history.unfinished(PACK) is None

    history.keep(session, TRAIL)
    history.keep(session, [])
    assert history.unfinished(PACK) is None


def test_a_finished_session_is_not_offered_again_but_remembered(history: Store) -> None:
    session = history.begin(PACK, "default", 1, NOW)
    history.keep(session, TRAIL)

    history.finish(session, "data", "{}", LATER)

    assert history.unfinished(PACK) is None
    assert latest_trail(history) == tuple(TRAIL)


def test_the_latest_finished_session_is_the_one_finished_last(history: Store) -> None:
    assert latest_trail(history) is None
    begun = [history.begin(PACK, "default", 1, NOW) for _ in range(2)]
    for place, session in enumerate(begun):
        history.keep(session, TRAIL[place:])
    for session in reversed(begun):
        history.finish(session, "data", "{}", LATER)

    assert latest_trail(history) == tuple(TRAIL)


def test_the_one_finished_last_stays_the_last_although_the_clock_was_set_back(history: Store) -> None:
    for seed, when in enumerate((NOW, "2099-01-01T08:00:00+00:00", EARLIER), 1):
        history.finish(history.begin(PACK, "full", seed, when), "data", "{}", when)

    assert [record.seed for record in done(history.records())] == [3, 2, 1]


def test_a_store_that_did_not_note_in_which_order_sessions_were_finished_goes_by_their_times(home: Path) -> None:
    home.mkdir(parents=True)
    with closing(sqlite3.connect(home / FILE)) as connection:
        connection.executescript("".join(MIGRATIONS[:6]))
        for seed, finished in enumerate((LATER, NOW, None), 1):
            row = ("operations", "1.0", "aaaa", "full", seed, "done" if finished else "open", EARLIER, finished)
            names = "pack_id, pack_version, pack_hash, form, seed, state, started_at, finished_at"
            connection.execute(f"INSERT INTO sessions ({names}) VALUES ({', '.join('?' * len(row))})", row)
        connection.execute("PRAGMA user_version = 6")
        connection.commit()
    store = Store(home)

    store.finish(store.begin(PACK, "full", 4, EARLIER), "data", "{}", EARLIER)

    assert [record.seed for record in done(store.records())] == [4, 1, 2]


def test_a_new_session_destroys_no_other_and_the_newest_open_one_is_offered(history: Store) -> None:
    finished = history.begin(PACK, "default", 1, NOW)
    history.keep(finished, TRAIL)
    history.finish(finished, "data", "{}", LATER)
    older = history.begin(PACK, "default", 2, NOW)
    history.keep(older, TRAIL[:2])

    new = history.begin(PACK, "quick", 3, NOW)
    history.keep(new, TRAIL[:1])

    assert history.unfinished(PACK) == opened(new, "quick", 3, tuple(TRAIL[:1]))
    assert [(record.number, record.trail) for record in history.records()] == [
        (new, tuple(TRAIL[:1])),
        (older, tuple(TRAIL[:2])),
        (finished, tuple(TRAIL)),
    ]


def test_an_open_session_that_was_set_aside_is_not_offered_again_but_stays(history: Store) -> None:
    older, newer = (history.begin(PACK, "default", seed, NOW) for seed in (1, 2))
    history.keep(older, TRAIL)
    history.keep(newer, TRAIL)

    history.set_aside(newer)

    found = history.unfinished(PACK)
    assert found is not None
    assert found.number == older
    assert [(record.number, record.set_aside) for record in history.records()] == [(newer, True), (older, False)]


def test_what_was_answered_before_going_back_is_kept_and_given_back(history: Store, home: Path) -> None:
    session = history.begin(PACK, "default", 1, NOW)
    history.keep(session, TRAIL, {})
    history.keep(session, TRAIL[:2], {"data.3": 1})

    found = Store(home).unfinished(PACK)
    assert found == opened(session, "default", 1, tuple(TRAIL[:2]), {"data.3": 1})

    history.keep(session, TRAIL, {})
    assert history.records()[0].earlier == {}


@pytest.mark.parametrize("ticks", [(), (2,), (1, 3, 8)], ids=str)
def test_ticks_are_given_back_as_they_were_kept_whether_answered_or_not_yet(history: Store, ticks: tuple[int, ...]) -> None:
    session = history.begin(PACK, "default", 1, NOW)

    history.keep(session, [Reply("list", ticks)], {"other": ticks})

    found = history.unfinished(PACK)
    assert found is not None
    assert (found.answers, found.earlier) == ({"list": ticks}, {"other": ticks})


def test_the_total_that_was_told_last_and_that_it_was_meant_so_are_given_back(history: Store) -> None:
    session = history.begin(PACK, "default", 1, NOW)
    history.keep(session, TRAIL)
    before = history.records()[0]

    history.keep(session, TRAIL, {}, 24)
    history.mean(session)

    assert (before.total, before.meant) == (None, False)
    assert (history.records()[0].total, history.records()[0].meant) == (24, True)


def test_a_session_in_which_everything_was_taken_back_is_offered_all_the_same(history: Store) -> None:
    session = history.begin(PACK, "default", 1, NOW)
    history.keep(session, [], {"user.1": 4})

    assert history.unfinished(PACK) == opened(session, "default", 1, (), {"user.1": 4})


def test_keeping_or_finishing_a_session_that_was_deleted_is_an_error_and_no_silent_loss(history: Store) -> None:
    deleted = history.begin(PACK, "default", 1, NOW)
    history.delete([deleted])

    finish = partial(history.finish, deleted, "data", "{}", LATER)
    for action in (partial(history.keep, deleted, TRAIL), finish, partial(history.mean, deleted)):
        with pytest.raises(StoreError) as caught:
            action()
        assert caught.value.slug == "session-gone"
    assert history.records() == ()


def test_deleting_takes_the_named_sessions_and_all_they_hold_and_no_other(history: Store, home: Path) -> None:
    sessions = [history.begin(PACK, "default", seed, NOW) for seed in range(3)]
    for session, question in zip(sessions, ("first", "SECRET", "third"), strict=True):
        history.keep(session, [Reply(question, 1, False, None)], {question + "-earlier": 2})

    history.delete([sessions[1]])

    assert [record.number for record in history.records()] == [sessions[2], sessions[0]]
    assert b"SECRET" not in (home / FILE).read_bytes()


# --- naming a session


def test_every_session_has_a_short_name_of_its_own() -> None:
    names = {Record(number, PACK, "default", 1, "open", False, NOW).id for number in range(1, 20_001)}

    assert len(names) == 20_000
    assert {len(name) for name in names} == {6}


def test_a_session_keeps_its_name_for_ever_since_people_and_scripts_note_it() -> None:
    """The last six hexadecimal digits of its number times 9e3779, by hand."""
    assert [opened(number, "default", 1, ()).id for number in (1, 2, 3, 16)] == ["9e3779", "3c6ef2", "daa66b", "e37790"]


def test_the_start_of_a_name_will_do_while_it_is_unique(history: Store) -> None:
    for seed in range(40):
        history.keep(history.begin(PACK, "default", seed, NOW), TRAIL)
    records = history.records()

    assert all(named(records, record.id) == record for record in records)
    short = [(record, record.id[:length]) for record in records for length in range(1, 6)]
    for record, start in short:
        if sum(other.id.startswith(start) for other in records) == 1:
            assert named(records, start.upper()) == record
        else:
            with pytest.raises(UsageError) as caught:
                named(records, start)
            assert caught.value.slug == "session-ambiguous"


@pytest.mark.parametrize("name", ["", "zz", "last", "1234567"])
def test_a_name_that_means_no_session_is_an_error(name: str) -> None:
    with pytest.raises(UsageError):
        named((), name)


def test_last_is_the_one_finished_last_and_where_none_is_that_is_said_with_what_is_kept(history: Store) -> None:
    first, second, third = (history.begin(PACK, "default", seed, NOW) for seed in range(3))
    for session in (first, second, third):
        history.keep(session, TRAIL)
    history.set_aside(third)
    assert done(history.records()) == []
    with pytest.raises(UsageError) as caught:
        named(history.records(), "last")
    kept = next(record for record in history.records() if record.number == second)
    assert (caught.value.slug, caught.value.facts) == ("only-unfinished", {"id": kept.id, "count": len(kept.answers)})

    history.finish(second, "data", "{}", NOW)
    history.finish(first, "data", "{}", LATER)

    assert named(history.records(), "last").number == first
    assert [record.number for record in done(history.records())] == [first, second]


def test_all_that_waits_is_found_the_newest_first_without_what_was_set_aside_or_holds_no_answer(history: Store) -> None:
    first, skipped, aside, newest, other, checkpoint = (
        history.begin(pack, form, 1, NOW)
        for pack, form in ((PACK, "default"), (PACK, "quick"), (PACK, "full"), (PACK, "full"), (OTHER, "default"), (PACK, "checkpoint"))
    )
    for session in (first, aside, newest, other):
        history.keep(session, TRAIL)
    for session in (skipped, checkpoint):
        history.keep(session, [Reply("user.1", None)])
    history.set_aside(aside)

    assert [record.number for record in history.waiting(PACK)] == [newest, first]
    assert [record.number for record in history.waiting(PACK, checkpoint=True)] == [checkpoint]
    assert history.elsewhere(PACK) == ()  # this program's own are not elsewhere


def test_all_units_are_forgotten_at_once_with_what_was_said_of_them(history: Store) -> None:
    session = history.begin(PACK, "checkpoint", 1, NOW)
    history.mark("operations", "interview", "done", NOW)
    history.mark("gardening", "roses", "started", NOW)
    history.judge(session, {"interview": (1, 2)})
    assert history.marked_units() == 2

    assert history.forget_units() == 2

    assert (history.marked_units(), history.progress("operations"), history.judged(session)) == (0, (), {})


# --- the learning path


def test_progress_says_how_far_each_unit_of_a_pack_is(history: Store, home: Path) -> None:
    assert history.progress("operations") == ()

    history.mark("operations", "interview", "started", NOW)
    history.mark("operations", "funnel", "skipped", NOW)
    history.mark("gardening", "interview", "done", NOW)
    history.mark("operations", "interview", "done", LATER)

    assert Store(home).progress("operations") == (UnitProgress("funnel", "skipped", NOW), UnitProgress("interview", "done", LATER))
    assert history.progress("gardening") == (UnitProgress("interview", "done", NOW),)


def test_what_was_marked_can_be_taken_back(history: Store) -> None:
    history.mark("operations", "interview", "done", NOW)
    history.mark("gardening", "interview", "done", NOW)

    assert history.unmark("operations", "interview")
    assert not history.unmark("operations", "interview")

    assert history.progress("operations") == ()
    assert len(history.progress("gardening")) == 1


def test_a_state_that_no_unit_can_be_in_is_refused(history: Store) -> None:
    with pytest.raises(StoreError):
        history.mark("operations", "interview", "finished", NOW)  # type: ignore[arg-type]

    assert history.progress("operations") == ()


def test_packs_do_not_see_each_others_sessions(history: Store) -> None:
    one, other = history.begin(PACK, "default", 1, NOW), history.begin(OTHER, "default", 2, NOW)
    history.keep(one, TRAIL)
    history.keep(other, TRAIL[1:])

    assert history.unfinished(PACK) == opened(one, "default", 1, tuple(TRAIL))
    assert history.unfinished(OTHER) == opened(other, "default", 2, tuple(TRAIL[1:]), pack=OTHER)


def test_a_session_goes_on_although_a_text_of_the_pack_changed_but_not_with_another_version(history: Store) -> None:
    history.keep(history.begin(PACK, "default", 1, NOW), TRAIL)

    assert history.unfinished(replace(PACK, hash="cccc")) == history.unfinished(PACK)
    assert history.unfinished(replace(PACK, version="2.0")) is None


# --- who may read it, and what if it cannot be used ---------------------------------------------------------------------------------


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_nobody_else_may_read_the_answers(home: Path, mask: int) -> None:
    with umask(mask):
        history = Store(home)
        history.keep(history.begin(PACK, "default", 1, NOW), TRAIL)

    assert home.stat().st_mode & 0o777 == 0o700
    assert {path.name: path.stat().st_mode & 0o777 for path in home.iterdir()} == {FILE: 0o600, LOCK_FILE: 0o600}


def test_a_store_that_others_could_read_is_closed_to_them(history: Store, home: Path) -> None:
    (home / FILE).chmod(0o644)

    Store(home)

    assert (home / FILE).stat().st_mode & 0o777 == 0o600


def test_reading_where_nothing_was_ever_kept_finds_nothing_and_makes_nothing(home: Path) -> None:
    history = Store(home, create=False)

    assert (history.records(), history.progress("operations"), history.unfinished(PACK)) == ((), (), None)
    assert not home.exists()


def test_a_store_of_the_first_version_keeps_its_sessions(home: Path) -> None:
    home.mkdir(parents=True)
    with closing(sqlite3.connect(home / FILE)) as connection:
        connection.executescript(MIGRATIONS[0])
        connection.execute("INSERT INTO sessions VALUES (7, 'operations', '1.0', 'aaaa', 'full', 5, 'open', ?, NULL, NULL, NULL)", (NOW,))
        connection.executemany("INSERT INTO answers VALUES (7, ?, ?, ?, ?, ?)", [(place, *row) for place, row in enumerate(TRAIL[:3])])
        connection.execute("PRAGMA user_version = 1")
        connection.commit()

    history = Store(home)

    assert history.unfinished(PACK) == opened(7, "full", 5, tuple(TRAIL[:3]))
    history.mark("operations", "interview", "started", NOW)
    assert len(history.progress("operations")) == 1


def test_a_plan_that_was_led_elsewhere_after_its_result_keeps_its_aim_in_a_newer_store(home: Path) -> None:
    home.mkdir(parents=True)
    result = json.dumps({"plan": {"target": {"role": "data", "level": "mid"}, "hours_per_week": 5}})
    with closing(sqlite3.connect(home / FILE)) as connection:
        for script in MIGRATIONS[:4]:
            connection.executescript(script)
        row = (7, "operations", "1.0", "aaaa", "full", 5, "done", NOW, LATER, "data", result, 0, "user", "senior", 8.0)
        connection.execute(f"INSERT INTO sessions VALUES ({', '.join('?' * len(row))})", row)
        connection.execute("PRAGMA user_version = 4")
        connection.commit()

    (record,) = Store(home).records()

    assert record.target == Target("user", "senior", 8.0)


def test_what_an_older_store_says_of_units_is_kept_and_one_may_be_unwanted_in_it(home: Path) -> None:
    home.mkdir(parents=True)
    marked = {"interview": "done", "reviews": "skipped", "segments": "started"}
    with closing(sqlite3.connect(home / FILE)) as connection:
        connection.executescript("".join(MIGRATIONS[:7]))
        for unit, state in marked.items():
            connection.execute("INSERT INTO progress VALUES ('operations', ?, ?, ?)", (unit, state, NOW))
        connection.execute("PRAGMA user_version = 7")
        connection.commit()
    store = Store(home)

    store.mark("operations", "segments", "unwanted", LATER)

    found = {item.unit: (item.state, item.changed_at) for item in store.progress("operations")}
    assert found == {"interview": ("done", NOW), "reviews": ("skipped", NOW), "segments": ("unwanted", LATER)}


def test_a_store_of_a_newer_program_is_refused_and_left_alone(history: Store, home: Path) -> None:
    history.keep(history.begin(PACK, "default", 1, NOW), TRAIL)
    with closing(sqlite3.connect(home / FILE)) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    before = (home / FILE).read_bytes()

    with pytest.raises(StoreError) as caught:
        Store(home)

    assert getattr(caught.value.facts["reason"], "code", "") == "STORE_NEWER"
    assert (home / FILE).read_bytes() == before


def test_opening_a_store_again_changes_nothing(history: Store, home: Path) -> None:
    history.keep(history.begin(PACK, "default", 1, NOW), TRAIL)
    before = (home / FILE).read_bytes()

    Store(home)

    assert (home / FILE).read_bytes() == before


def test_a_file_where_the_directory_should_be_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("in the way")

    for directory in (tmp_path / "home", tmp_path / "home" / "below"):
        with pytest.raises(StoreError) as caught:
            Store(directory)
        assert caught.value.slug == "history-unusable"
        assert caught.value.facts["reason"]


def test_a_directory_where_the_file_should_be_is_an_error(home: Path) -> None:
    (home / FILE).mkdir(parents=True)

    with pytest.raises(StoreError):
        Store(home)


def test_a_file_that_is_no_store_is_an_error_and_left_alone(home: Path) -> None:
    home.mkdir(parents=True)
    (home / FILE).write_bytes(b"something else altogether" * 100)

    with pytest.raises(StoreError):
        Store(home)

    assert (home / FILE).read_bytes() == b"something else altogether" * 100


def test_a_store_that_vanishes_while_a_session_runs_is_an_error(history: Store, home: Path) -> None:
    session = history.begin(PACK, "default", 1, NOW)
    (home / FILE).unlink()

    with pytest.raises(StoreError):
        history.keep(session, TRAIL)


def test_the_directory_is_the_one_that_the_environment_names(tmp_path: Path) -> None:
    assert data_directory({"OPSCAREER_HOME": str(tmp_path)}) == tmp_path
    assert data_directory({"OPSCAREER_HOME": ""}) == data_directory({})
    assert "opscareer" in data_directory({}).parts


def test_a_tilde_in_the_environment_is_the_home_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))

    assert data_directory({"OPSCAREER_HOME": "~"}) == tmp_path
    assert data_directory({"OPSCAREER_HOME": "~/answers"}) == tmp_path / "answers"
    with pytest.raises(StoreError) as caught:
        data_directory({"OPSCAREER_HOME": "~nobody-is-called-so/answers"})
    assert caught.value.facts["reason"] == Reason("NO_SUCH_PERSON", "Could not determine home directory")


def test_a_directory_that_cannot_be_looked_into_is_not_an_empty_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "circle").symlink_to("circle")
    for place, code in (("file/home", "ENOTDIR"), ("circle/home", "ELOOP")):
        with pytest.raises(StoreError) as caught:
            Store(tmp_path / place, create=False)
        assert getattr(caught.value.facts["reason"], "code", "") == code

    def forbidden(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "stat", forbidden)  # whoever runs tests as root may look everywhere
    with pytest.raises(StoreError) as caught:
        Store(tmp_path, create=False)
    assert caught.value.facts["reason"] == Reason("EACCES", "Permission denied")


# --- several programs at once, and programs that die --------------------------------------------------------------------------------

KEEPS = """
import sys
from itertools import count
from pathlib import Path
from opscareer.sessions.progress import Reply
from opscareer.sessions.store import Store, Stamp

directory, pack, keeps = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
print("ready", flush=True)
sys.stdin.readline()
history = Store(directory)
session = history.begin(Stamp(pack, "1", "aaaa"), "default", 1, "2030-01-01T08:00:00+00:00")
for number in count() if keeps < 0 else range(keeps):
    history.keep(session, [Reply(f"q{place}", number, False, 0.5) for place in range(1 + number * 7 % 30)])
    print(number, flush=True)
"""


def trail_number(number: int) -> tuple[Reply, ...]:
    """The trail that a program which runs KEEPS keeps as its `number`th: it grows and shrinks."""
    return tuple(Reply(f"q{place}", number, False, 0.5) for place in range(1 + number * 7 % 30))


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
    return Stamp(pack, "1", "aaaa")


def test_programs_at_once_lose_no_answer(home: Path) -> None:
    packs = ["one", "two", "three"]
    with programs(home, packs, 25) as started:
        go(started)
        ends = [(program.communicate()[1], program.returncode) for program in started]

    assert ends == [("", 0)] * 3
    for pack in packs:
        found = Store(home).unfinished(stamp(pack))
        assert found is not None
        assert found.trail == trail_number(24)


def test_programs_that_make_the_store_at_the_same_moment_do_not_trip_over_each_other(home: Path) -> None:
    packs = ["one", "two", "three"]
    with programs(home, packs, 1) as started:
        go(started)
        ends = [(program.communicate()[1], program.returncode) for program in started]

    assert ends == [("", 0)] * 3
    assert all(Store(home).unfinished(stamp(pack)) is not None for pack in packs)
    assert {file.name for file in home.iterdir()} == {FILE, LOCK_FILE}


def test_programs_that_bring_an_older_store_up_to_date_at_the_same_moment_do_not_trip_over_each_other(home: Path) -> None:
    packs = ["one", "two", "three"]
    home.mkdir(parents=True)
    with programs(home, packs, 1) as started, closing(sqlite3.connect(home / FILE)) as connection:
        connection.executescript(MIGRATIONS[0] + "PRAGMA user_version = 1")
        connection.execute("BEGIN IMMEDIATE")  # so that all of them find an old store and wait to be the first to write
        go(started)
        time.sleep(0.5)
        connection.rollback()
        ends = [(program.communicate()[1], program.returncode) for program in started]

    assert ends == [("", 0)] * 3
    assert all(Store(home).unfinished(stamp(pack)) is not None for pack in packs)


def test_while_another_program_writes_everything_can_be_read_at_once(home: Path, history: Store) -> None:
    session = history.begin(PACK, "default", 1, NOW)
    history.keep(session, TRAIL)
    history.busy_seconds = 0

    with closing(sqlite3.connect(home / FILE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        assert [record.number for record in history.records()] == history.numbers() == [session]
        assert (history.damaged(), history.elsewhere(PACK), history.progress(PACK.id), history.offered(PACK.id)) == (0, (), (), frozenset())
        assert (history.marked_units(), history.unfinished(PACK)) == (0, history.records()[0])
        with pytest.raises(StoreError):
            history.set_aside(session)


@pytest.mark.parametrize("kills", [4, pytest.param(60, marks=pytest.mark.slow)])
def test_killing_the_program_at_any_moment_loses_nothing_that_was_kept(home: Path, kills: int) -> None:
    dice = random.Random(12)
    for _ in range(kills):
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
        found = Store(home).unfinished(stamp("pack"))
        assert found is not None
        assert found.trail in (trail_number(last), trail_number(last + 1))


# --- sessions in use


@contextmanager
def somebody_answers(home: Path, session: int) -> Iterator[subprocess.Popen[str]]:
    """Another program that has resumed a session and still runs; it is killed at the end."""
    script = (
        "import sys; from pathlib import Path; from opscareer.sessions.store import Store; "
        "print(Store(Path(sys.argv[1])).resume(int(sys.argv[2])) is not None, flush=True); sys.stdin.readline()"
    )
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    program = subprocess.Popen([sys.executable, "-c", script, str(home), str(session)], **pipes)
    try:
        assert program.stdout is not None
        assert program.stdout.readline() == "True\n"
        yield program
    finally:
        program.kill()
        program.communicate()


def left_open(home: Path, seed: int) -> int:
    """The number of a session that a program left open when it ended."""
    script = (
        "import sys; from pathlib import Path; from opscareer.sessions.store import Store; from opscareer.sessions.record import Stamp; "
        "from opscareer.sessions.progress import Reply; "
        "history = Store(Path(sys.argv[1])); session = history.begin(Stamp('operations', '1.0', 'aaaa'), 'full', int(sys.argv[2]), '2030-01-01T08:00:00+00:00'); "
        "history.keep(session, [Reply('user.1', 4)]); print(session)"
    )
    return int(subprocess.run([sys.executable, "-c", script, str(home), str(seed)], capture_output=True, check=True).stdout)


def test_a_session_that_another_program_answers_is_not_offered_until_that_program_is_gone(home: Path) -> None:
    older, newer = left_open(home, 1), left_open(home, 2)
    history = Store(home)

    with somebody_answers(home, newer):
        during = history.unfinished(PACK)
        with somebody_answers(home, older):
            neither = history.unfinished(PACK)
        taken = history.resume(newer)
    after = history.unfinished(PACK)

    assert during is not None
    assert during.number == older
    assert (neither, taken) == (None, None)
    assert after is not None
    assert after.number == newer
    assert history.resume(newer) == after


def test_a_session_in_use_elsewhere_cannot_be_deleted_nor_any_other_with_it(home: Path) -> None:
    other, used = left_open(home, 1), left_open(home, 2)
    history = Store(home)

    with somebody_answers(home, used), pytest.raises(StoreError) as caught:
        history.delete([other, used])

    assert caught.value.slug == "session-in-use"
    assert [record.number for record in history.records()] == [used, other]


def test_a_new_session_sweeps_away_empty_ones_but_not_those_that_somebody_is_about_to_answer(home: Path) -> None:
    empty, used = left_open(home, 1), left_open(home, 2)
    history = Store(home)
    for session in (empty, used):
        history.keep(session, [])

    with somebody_answers(home, used):
        new = history.begin(PACK, "full", 3, NOW)

    assert [record.number for record in history.records()] == [new, used]


# --- a full disk

REFUSED = """
import resource, sys
from pathlib import Path
from opscareer.sessions.progress import Reply
from opscareer.sessions.store import Store, StoreError

history = Store(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
try:
    history.keep(int(sys.argv[2]), [Reply(f"q{place}", 1, False, 0.5) for place in range(200)])
    print("kept")
except StoreError as error:
    print(error.facts["reason"])
"""


@pytest.mark.parametrize("limit", [0, 600, 5000, 20_000, 30_000, 1_000_000])
def test_a_write_for_which_there_is_no_room_is_refused_and_leaves_the_old_state(history: Store, home: Path, limit: int) -> None:
    session = history.begin(PACK, "default", 1, NOW)
    history.keep(session, TRAIL)

    said = subprocess.run([sys.executable, "-c", REFUSED, str(home), str(session), str(limit)], capture_output=True, check=True, text=True)

    found = Store(home).unfinished(PACK)
    assert found is not None
    assert len(found.trail) == (200 if said.stdout == "kept\n" else len(TRAIL))
    assert (said.stdout == "kept\n") == (limit == 1_000_000)
    with closing(sqlite3.connect(home / FILE)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


# --- checkpoints ------------------------------------------------------------------------------------------------------------------------


def test_a_checkpoint_is_found_only_as_such(history: Store) -> None:
    whole, part = history.begin(PACK, "default", 1, NOW), history.begin(PACK, "checkpoint", 2, NOW)
    history.keep(whole, TRAIL)
    history.keep(part, TRAIL[:1])

    found, checkpoint = history.unfinished(PACK), history.unfinished(PACK, checkpoint=True)

    assert found is not None
    assert checkpoint is not None
    assert (found.number, checkpoint.number) == (whole, part)


def test_what_is_said_of_a_unit_at_a_checkpoint_replaces_what_was_said_there_before(history: Store) -> None:
    first, second = history.begin(PACK, "checkpoint", 1, NOW), history.begin(PACK, "checkpoint", 1, LATER)
    history.judge(first, {"interview": (1, 2, None, 3)})
    history.judge(second, {"interview": (2, 2, 2, 3), "survey": (1,)})
    history.judge(second, {"interview": (2, 2), "survey": ()})

    assert history.judged(first) == {"interview": (1, 2, None, 3)}
    assert history.judged(second) == {"interview": (2, 2)}


def test_nothing_can_be_said_at_a_checkpoint_that_was_deleted(history: Store) -> None:
    session = history.begin(PACK, "checkpoint", 1, NOW)
    history.delete([session])

    with pytest.raises(StoreError, match="session-gone"):
        history.judge(session, {"interview": (1,)})


# --- what the plan of a session leads to


def test_what_a_plan_leads_to_is_given_back(history: Store) -> None:
    session = history.begin(PACK, "default", 1, NOW)
    history.keep(session, TRAIL)
    assert history.records()[0].target is None

    history.finish(session, "data", "{}", LATER, Target("user", "mid", 2.5))

    assert history.records()[0].target == Target("user", "mid", 2.5)


@pytest.mark.parametrize(
    ("result", "target"),
    [
        ('{"plan": {"target": {"role": "user", "level": "mid"}, "hours_per_week": 4}}', Target("user", "mid", 4.0)),
        ('{"plan": {"target": {"role": "user", "level": "mid"}}}', None),
        ('{"plan": null}', None),
        ("{}", None),
    ],
)
def test_an_older_store_gets_the_target_out_of_its_results(home: Path, result: str, target: Target | None) -> None:
    home.mkdir(parents=True)
    with closing(sqlite3.connect(home / FILE)) as connection:
        for script in MIGRATIONS[:3]:
            connection.executescript(script)
        row = (7, "operations", "1.0", "aaaa", "full", 5, "done", NOW, LATER, "data", result)
        connection.execute(f"INSERT INTO sessions VALUES ({', '.join('?' * len(row))}, 0)", row)
        connection.execute("PRAGMA user_version = 3")
        connection.commit()

    (record,) = Store(home).records()

    assert (record.result, record.target) == (result, target)
