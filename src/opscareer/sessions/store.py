"""What was answered, kept in SQLite in the user's data directory: a session can go on where it stopped, and a finished one stays.

Every step is one transaction, written out before the next question appears. The directory is 0700, the files 0600: answers are private.
Several programs may use the store at once; an open session belongs to the one that began or resumed it until that program ends.
"""

import json
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import astuple
from pathlib import Path
from typing import Any

import platformdirs

from opscareer.errors import OpscareerError, reason_of
from opscareer.frozen import frozen
from opscareer.results.plan import UnitState
from opscareer.results.units import Answer
from opscareer.sessions.locks import locks
from opscareer.sessions.migrations import FILE, migrate, new_store
from opscareer.sessions.place import is_there, make_private
from opscareer.sessions.progress import Reply
from opscareer.sessions.record import Record, Stamp, Target
from opscareer.sessions.rows import records_where, stored
from opscareer.sessions.sound import is_time

LOCK_FILE = "in-use.lock"
BUSY_SECONDS = 5.0
RUBRIC_LEVELS = (1, 2, 3)

# Sessions in which something was said; at a checkpoint, where a look at what was made follows, also that nothing else was asked for
NOT_EMPTY = (
    "SELECT session FROM answers JOIN sessions ON id = session WHERE value IS NOT NULL OR form = 'checkpoint' "
    "UNION SELECT session FROM earlier"
)


class StoreError(OpscareerError):
    """The store cannot be read or written; the facts carry the reason."""


@frozen
class UnitProgress:
    """How far a person is with a unit of the learning path, and since when (ISO 8601 in UTC).

    by_deeds: it was skipped because of the deeds ticked
    """

    unit: str
    state: UnitState
    changed_at: str
    by_deeds: bool = False


def data_directory(environment: Mapping[str, str]) -> Path:
    """OPSCAREER_HOME, in which ~ is the home directory, or the platform's place for a user's data. Raises StoreError."""
    own = environment.get("OPSCAREER_HOME", "")
    try:
        place = Path(own).expanduser() if own else Path(platformdirs.user_data_dir("opscareer", appauthor=False))
        if not own and not place.is_absolute():
            raise RuntimeError("Could not determine home directory")
    except RuntimeError as error:  # nobody has the name behind ~
        raise StoreError("history-unusable", path=own, reason=reason_of(error)) from None
    return place


def open_store(*, create: bool = False) -> "Store":
    """The store of this person. Raises StoreError when there is one that cannot be used."""
    return Store(data_directory(os.environ), create=create)


class Store:
    """Every method raises StoreError when the file cannot be used.

    With `create=False` nothing is made on the disk: where there is no store, it is an empty one that cannot be written to.
    """

    def __init__(self, directory: Path, *, create: bool = True) -> None:
        self.path = directory / FILE
        self.busy_seconds = BUSY_SECONDS
        self._locks = locks(directory.absolute() / LOCK_FILE)
        with self._errors():
            if create:
                make_private(self.path)
            self.exists = is_there(self.path)
            with closing(self._connect()) as connection:
                migrate(connection)

    @property
    def can_be_written(self) -> bool:
        """Whether answers could be kept in its directory, or in the one where that would be made."""
        place = next(place for place in self.path.absolute().parents if place.exists())
        return os.access(place, os.W_OK | os.X_OK)

    # --- a running session

    def begin(self, pack: Stamp, form: str, seed: int, now: str) -> int:
        """A new open session, of this program. Returns its number. Open ones in which nothing was answered and that nobody uses go away."""
        with self._transaction() as connection:
            empty = connection.execute(f"SELECT id FROM sessions WHERE state = 'open' AND id NOT IN ({NOT_EMPTY})").fetchall()
            connection.executemany("DELETE FROM sessions WHERE id = ?", [row for row in empty if self._locks.free(row[0])])
            inserted = connection.execute(
                "INSERT INTO sessions (pack_id, pack_version, pack_hash, form, seed, state, started_at) VALUES (?, ?, ?, ?, ?, 'open', ?)",
                (pack.id, pack.version, pack.hash, form, seed, now),
            )
            session = int(inserted.lastrowid or 0)
            self._locks.take(session)
            return session

    def keep(self, session: int, trail: Sequence[Reply], earlier: Mapping[str, Answer] | None = None, total: int | None = None) -> None:
        """Make what is stored equal to the trail, to what was answered, by question, before going back, and to the total that was told."""
        with self._transaction() as connection:
            if not connection.execute("UPDATE sessions SET total = ? WHERE id = ?", (total, session)).rowcount:
                raise StoreError("session-gone")
            connection.execute("DELETE FROM answers WHERE session = ?", (session,))
            connection.executemany(
                "INSERT INTO answers (session, position, question, value, drawn, seconds) VALUES (?, ?, ?, ?, ?, ?)",
                [(session, position, reply.question, stored(reply.value), *reply[2:]) for position, reply in enumerate(trail)],
            )
            connection.execute("DELETE FROM earlier WHERE session = ?", (session,))
            connection.executemany(
                "INSERT INTO earlier (session, question, value) VALUES (?, ?, ?)",
                [(session, question, stored(value)) for question, value in (earlier or {}).items()],
            )

    def finish(self, session: int, best: str, result: str, now: str, target: Target | None = None) -> None:
        """Mark a session as done, with its result as JSON text and what its plan leads to."""
        goal = astuple(target) if target else (None, None, None)
        with self._transaction() as connection:
            changed = connection.execute(
                "UPDATE sessions SET state = 'done', best = ?, result = ?, finished_at = ?, target_role = ?, target_tier = ?, "
                "hours_per_week = ?, finish = (SELECT COALESCE(MAX(finish), 0) + 1 FROM sessions) WHERE id = ?",
                (best, result, now, *goal, session),
            )
            if not changed.rowcount:
                raise StoreError("session-gone")
        self._locks.drop(session)

    def aim(self, session: int, target: Target) -> None:
        """From now on the plan of a finished session leads to this."""
        with self._transaction() as connection:
            sql = "UPDATE sessions SET target_role = ?, target_tier = ?, hours_per_week = ? WHERE id = ? AND state = 'done'"
            if not connection.execute(sql, (*astuple(target), session)).rowcount:
                raise StoreError("session-gone")

    def mean(self, session: int) -> None:
        """What looks careless in a session was meant so."""
        with self._transaction() as connection:
            if not connection.execute("UPDATE sessions SET meant = 1 WHERE id = ?", (session,)).rowcount:
                raise StoreError("session-gone")

    def unfinished(self, pack: Stamp, *, checkpoint: bool = False) -> Record | None:
        """The newest of those that `waiting` finds, or None."""
        return next(iter(self.waiting(pack, checkpoint=checkpoint)), None)

    def waiting(self, pack: Stamp, *, checkpoint: bool = False) -> tuple[Record, ...]:
        """The open sessions of this pack and version with answers that were not set aside and are not in use elsewhere, the newest first.

        Checkpoints, which ask about some competencies only, are found with `checkpoint` and only then.
        """
        where = (
            "state = 'open' AND NOT set_aside AND pack_id = ? AND pack_version = ? "
            f"AND (form = 'checkpoint') = ? AND id IN ({NOT_EMPTY}) ORDER BY id DESC"
        )
        with self._transaction(write=False) as connection:
            records = records_where(connection, where, (pack.id, pack.version, checkpoint))
            return tuple(record for record in records if not self._locks.elsewhere(record.number))

    def elsewhere(self, pack: Stamp) -> tuple[Record, ...]:
        """The sessions of this pack that other programs are asking right now, the newest first."""
        with self._transaction(write=False) as connection:
            records = records_where(connection, "state = 'open' AND pack_id = ? ORDER BY id DESC", (pack.id,))
            return tuple(record for record in records if self._locks.elsewhere(record.number))

    def resume(self, session: int) -> Record | None:
        """Make an open session this program's own. Returns it as it is now, or None when another program was faster."""
        with self._transaction() as connection:
            records = records_where(connection, "state = 'open' AND id = ?", (session,)) if self._locks.take(session) else iter(())
            return next(records, None)

    def set_aside(self, session: int) -> None:
        """Never offer this open session again; it stays in the list."""
        with self._transaction() as connection:
            connection.execute("UPDATE sessions SET set_aside = 1 WHERE id = ?", (session,))

    # --- past sessions

    def records(self) -> tuple[Record, ...]:
        """Every session of every pack that is well formed, the newest first."""
        with self._transaction(write=False) as connection:
            return tuple(records_where(connection, "1 ORDER BY id DESC", ()))

    def result(self, record: Record) -> dict[str, Any] | None:
        """The document that was kept as the result of a session; None of an open one."""
        with self._errors():
            document: dict[str, Any] | None = None if record.result is None else json.loads(record.result)
            return document

    def damaged(self) -> int:
        """How many sessions are not well formed: something else than this program wrote them."""
        with self._transaction(write=False) as connection:
            everything = int(connection.execute("SELECT count(*) FROM sessions").fetchone()[0])
            return everything - len(tuple(records_where(connection, "1", ())))

    def numbers(self) -> list[int]:
        """The numbers of all sessions, of those too that are not well formed."""
        with self._transaction(write=False) as connection:
            return [number for (number,) in connection.execute("SELECT id FROM sessions ORDER BY id")]

    def delete(self, sessions: Sequence[int]) -> None:
        """Take sessions out of the store: all of them or, with an error, when one is in use elsewhere, none."""
        with self._transaction() as connection:
            if any(self._locks.elsewhere(session) for session in sessions):
                raise StoreError("session-in-use")
            named = [(session,) for session in sessions]
            said = "DELETE FROM judgements WHERE (pack_id, judged_at) IN (SELECT pack_id, started_at FROM sessions WHERE id = ?)"
            connection.executemany(said, named)
            connection.executemany("DELETE FROM sessions WHERE id = ?", named)

    # --- the learning path

    def progress(self, pack_id: str) -> tuple[UnitProgress, ...]:
        """How far the person is with the units of a pack; units not begun are missing. Sorted by unit."""
        with self._transaction(write=False) as connection:
            rows = connection.execute(
                "SELECT unit, state, changed_at, state = 'skipped' AND changed_at = answered_at AND skipped "
                "FROM progress LEFT JOIN offers USING (pack_id, unit) WHERE pack_id = ? ORDER BY unit",
                (pack_id,),
            )
            return tuple(
                UnitProgress(unit, state, changed_at, bool(by_deeds)) for unit, state, changed_at, by_deeds in rows if is_time(changed_at)
            )

    def mark(self, pack_id: str, unit: str, state: UnitState, now: str) -> None:
        """A unit is now started, done, skipped or unwanted; replaces what was marked before."""
        with self._transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO progress VALUES (?, ?, ?, ?)", (pack_id, unit, state, now))

    def unmark(self, pack_id: str, unit: str) -> bool:
        """A unit is now as if never begun. Returns whether anything was marked."""
        with self._transaction() as connection:
            return connection.execute("DELETE FROM progress WHERE pack_id = ? AND unit = ?", (pack_id, unit)).rowcount > 0

    def forget_units(self) -> int:
        """Every unit of every pack is as if never begun, offered or judged. Returns how many were marked."""
        with self._transaction() as connection:
            connection.execute("DELETE FROM judgements")
            connection.execute("DELETE FROM offers")
            return connection.execute("DELETE FROM progress").rowcount

    def marked_units(self) -> int:
        """How many units anything is kept about that `forget_units` takes away, of all packs."""
        units = " UNION ".join(f"SELECT pack_id, unit FROM {table}" for table in ("progress", "offers", "judgements"))
        with self._transaction(write=False) as connection:
            return int(connection.execute(f"SELECT COUNT(*) FROM ({units})").fetchone()[0])

    def answer_offer(self, pack_id: str, unit: str, now: str, *, skip: bool) -> None:
        """What the person said when they were offered to skip a unit that their deeds make needless; a yes skips it."""
        with self._transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO offers VALUES (?, ?, ?, ?)", (pack_id, unit, skip, now))
            if skip:
                connection.execute("INSERT OR REPLACE INTO progress VALUES (?, ?, 'skipped', ?)", (pack_id, unit, now))

    def offered(self, pack_id: str) -> frozenset[str]:
        """The units that the person was offered to skip, and has answered about."""
        with self._transaction(write=False) as connection:
            return frozenset(unit for (unit,) in connection.execute("SELECT unit FROM offers WHERE pack_id = ?", (pack_id,)))

    def judge(self, session: int, levels: Mapping[str, Sequence[int | None]]) -> None:
        """What the person says at a checkpoint of each unit done, by criterion of its rubric: 1 not yet, 2 good enough, 3 convincing, None
        skipped. Replaces what was said before at the same checkpoint."""
        with self._transaction() as connection:
            pack_id, started_at = _stamp_of_judgements(connection, session)
            connection.execute("DELETE FROM judgements WHERE pack_id = ? AND judged_at = ?", (pack_id, started_at))
            rows = [(pack_id, unit, index, level, started_at) for unit, said in levels.items() for index, level in enumerate(said)]
            connection.executemany("INSERT INTO judgements VALUES (?, ?, ?, ?, ?)", rows)

    def judged(self, session: int) -> Mapping[str, tuple[int | None, ...]]:
        """What `judge` kept, by unit."""
        sql = "SELECT unit, level FROM judgements WHERE pack_id = ? AND judged_at = ? ORDER BY unit, criterion"
        levels: dict[str, tuple[int | None, ...]] = {}
        with self._transaction(write=False) as connection:
            for unit, level in connection.execute(sql, _stamp_of_judgements(connection, session)):
                levels[unit] = (*levels.get(unit, ()), level if level in RUBRIC_LEVELS else None)
        return levels

    # --- connections

    @contextmanager
    def _transaction(self, *, write: bool = True) -> Iterator[sqlite3.Connection]:
        """All or nothing: closing the connection before COMMIT takes everything back."""
        with self._errors(), closing(self._connect()) as connection:
            connection.execute("BEGIN IMMEDIATE" if write else "BEGIN")
            yield connection
            connection.execute("COMMIT")

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except (OSError, ValueError, OverflowError, sqlite3.Error) as complaint:  # a NUL in a path, a number too large for a column
            error = _cause(self.path, complaint)
            raise StoreError("history-unusable", path=str(self.path), reason=reason_of(error)) from None

    def _connect(self) -> sqlite3.Connection:
        if not self.exists:  # then it is one without anything in it, not on any disk
            connection = sqlite3.connect(":memory:", isolation_level=None)
            new_store(connection)
            return connection
        address = f"{self.path.absolute().as_uri()}?mode=rw"  # a store that was taken away meanwhile is not made again
        connection = sqlite3.connect(address, timeout=self.busy_seconds, isolation_level=None, uri=True)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten, not only forgotten
        return connection


def _cause(path: Path, complaint: Exception) -> Exception:
    """SQLite only says that it cannot open a file; the system says why."""
    if getattr(complaint, "sqlite_errorname", "").startswith("SQLITE_CANTOPEN"):
        try:
            path.open("rb").close()
        except OSError as error:
            return error
    return complaint


def _stamp_of_judgements(connection: sqlite3.Connection, session: int) -> tuple[str, str]:
    """Pack and time that the judgements of a checkpoint are kept under: those of its beginning."""
    row = connection.execute("SELECT pack_id, started_at FROM sessions WHERE id = ?", (session,)).fetchone()
    if row is None:
        raise StoreError("session-gone")
    return row[0], row[1]
