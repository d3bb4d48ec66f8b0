"""What was answered, kept in SQLite in the user's data directory: a session can go on where it stopped, and a finished one stays.

Every step is one transaction, written out before the next question appears. The directory is 0700, the files 0600: answers are private.
Several programs may use the store at once; an open session belongs to the one that began or resumed it until that program ends.
"""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Concatenate, Literal, ParamSpec, TypeVar

import platformdirs

from opscareer.errors import OpscareerError
from opscareer.sessions.locks import claims
from opscareer.sessions.record import Record, Row, Stamp

T = TypeVar("T")
P = ParamSpec("P")

FILE = "history.sqlite3"
CLAIMS = "in-use.lock"
BUSY_SECONDS = 5.0

MIGRATIONS = (
    """
    CREATE TABLE sessions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        pack_id TEXT NOT NULL, pack_version TEXT NOT NULL, pack_hash TEXT NOT NULL,
        form TEXT NOT NULL, seed INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('open', 'done')),
        started_at TEXT NOT NULL, finished_at TEXT, best TEXT, result TEXT
    );
    CREATE TABLE answers (
        session INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
        position INTEGER NOT NULL, question TEXT NOT NULL, value INTEGER,
        drawn INTEGER NOT NULL, seconds REAL,
        PRIMARY KEY (session, position)
    ) WITHOUT ROWID;
    """,
    """
    ALTER TABLE sessions ADD COLUMN set_aside INTEGER NOT NULL DEFAULT 0;
    CREATE TABLE earlier (
        session INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
        question TEXT NOT NULL, value INTEGER NOT NULL,
        PRIMARY KEY (session, question)
    ) WITHOUT ROWID;
    CREATE TABLE progress (
        pack_id TEXT NOT NULL, unit TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('started', 'done', 'skipped')),
        changed_at TEXT NOT NULL,
        PRIMARY KEY (pack_id, unit)
    ) WITHOUT ROWID;
    """,
    """
    CREATE TABLE judgements (
        pack_id TEXT NOT NULL, unit TEXT NOT NULL, criterion INTEGER NOT NULL,
        level INTEGER, judged_at TEXT NOT NULL,
        PRIMARY KEY (pack_id, unit, criterion, judged_at)
    ) WITHOUT ROWID;
    """,
)

NOT_EMPTY = "SELECT session FROM answers UNION SELECT session FROM earlier"

UnitState = Literal["started", "done", "skipped"]


class HistoryError(OpscareerError):
    """The store cannot be read or written; the facts carry the reason."""


@dataclass(frozen=True)
class OpenSession:
    """A session that was not finished: its trail in the order asked, and what had been answered before going back."""

    id: int
    form: str
    seed: int
    trail: tuple[Row, ...]
    earlier: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class UnitProgress:
    """How far somebody is with a unit of the learning path, and since when (ISO 8601 in UTC)."""

    unit: str
    state: UnitState
    changed_at: str


def data_directory(environment: Mapping[str, str]) -> Path:
    """OPSCAREER_HOME, or the platform's place for a user's data."""
    own = environment.get("OPSCAREER_HOME", "")
    return Path(own) if own else Path(platformdirs.user_data_dir("opscareer", appauthor=False))


class History:
    """The store. Every method raises HistoryError when the file cannot be used.

    With `create=False` nothing is made on the disk: where there is no store, it is an empty one that cannot be written to.
    """

    def __init__(self, directory: Path, *, create: bool = True) -> None:
        self.path = directory / FILE
        self.busy_seconds = BUSY_SECONDS
        self._claims = claims(directory.absolute() / CLAIMS)
        try:
            if create:
                _make_private(self.path)
            self.exists = self.path.exists()
            with closing(self._connect()) as connection:
                _migrate(connection)
        except (OSError, sqlite3.Error) as error:
            raise _error(error, self.path) from None

    # --- a running session

    def begin(self, pack: Stamp, form: str, seed: int, now: str) -> int:
        """A new open session, of this program. Returns its number. Open ones in which nothing was answered and that nobody uses go away."""
        return self._write(self._begin, pack, form, seed, now)

    def keep(self, session: int, trail: Sequence[Row], earlier: Mapping[str, int] | None = None) -> None:
        """Make what is stored equal to the trail and to the options that were chosen, by question, before going back."""
        self._write(self._keep, session, trail, earlier or {})

    def finish(self, session: int, best: str, result: str, now: str) -> None:
        """Mark a session as done, with its result as JSON text."""
        self._write(self._finish, session, best, result, now)
        self._claims.drop(session)

    def unfinished(self, pack: Stamp, *, checkpoint: bool = False) -> OpenSession | None:
        """The newest open session of this pack and version with answers that was not set aside and is not in use elsewhere, or None.

        Checkpoints, which ask about some competencies only, are found with `checkpoint` and only then.
        """
        return self._read(self._unfinished, pack, checkpoint)

    def resume(self, session: int) -> OpenSession | None:
        """Make an open session this program's own. Returns it as it is now, or None when another program was faster."""
        return self._write(self._resume, session)

    def set_aside(self, session: int) -> None:
        """Never offer this open session again; it stays in the list."""
        self._write(lambda connection: connection.execute("UPDATE sessions SET set_aside = 1 WHERE id = ?", (session,)))

    # --- past sessions

    def latest(self, pack: Stamp) -> tuple[Row, ...]:
        """The trail of the last finished session of this pack and version; empty when there is none."""
        return self._read(self._latest, pack)

    def records(self) -> tuple[Record, ...]:
        """Every session of every pack, the newest first."""
        return self._read(self._records)

    def delete(self, sessions: Sequence[int]) -> None:
        """Take sessions out of the store: all of them or, with an error, when one is in use elsewhere, none."""
        self._write(self._delete, sessions)

    # --- the learning path

    def progress(self, pack_id: str) -> tuple[UnitProgress, ...]:
        """How far somebody is with the units of a pack; units not begun are missing. Sorted by unit."""
        return self._read(self._progress, pack_id)

    def mark(self, pack_id: str, unit: str, state: UnitState, now: str) -> None:
        """A unit is now started, done or skipped; replaces what was marked before."""
        row = (pack_id, unit, state, now)
        self._write(lambda connection: connection.execute("INSERT OR REPLACE INTO progress VALUES (?, ?, ?, ?)", row))

    def unmark(self, pack_id: str, unit: str) -> bool:
        """A unit is now as if never begun. Returns whether anything was marked."""
        sql = "DELETE FROM progress WHERE pack_id = ? AND unit = ?"
        return bool(self._write(lambda connection: connection.execute(sql, (pack_id, unit)).rowcount))

    def judge(self, session: int, levels: Mapping[str, Sequence[int | None]]) -> None:
        """What the person says at a checkpoint of each unit done, by criterion of its rubric: 1 not yet, 2 good enough, 3 convincing, None
        skipped. Replaces what was said before at the same checkpoint."""
        self._write(self._judge, session, levels)

    def judged(self, session: int) -> Mapping[str, tuple[int | None, ...]]:
        """What `judge` kept, by unit."""
        return self._read(self._judged, session)

    # --- each of these runs inside one transaction

    def _begin(self, connection: sqlite3.Connection, pack: Stamp, form: str, seed: int, now: str) -> int:
        empty = connection.execute(f"SELECT id FROM sessions WHERE state = 'open' AND id NOT IN ({NOT_EMPTY})").fetchall()
        connection.executemany("DELETE FROM sessions WHERE id = ?", [row for row in empty if self._claims.free(row[0])])
        found = connection.execute(
            "INSERT INTO sessions (pack_id, pack_version, pack_hash, form, seed, state, started_at) VALUES (?, ?, ?, ?, ?, 'open', ?)",
            (pack.id, pack.version, pack.hash, form, seed, now),
        )
        session = int(found.lastrowid or 0)
        self._claims.take(session)
        return session

    @staticmethod
    def _keep(connection: sqlite3.Connection, session: int, trail: Sequence[Row], earlier: Mapping[str, int]) -> None:
        if connection.execute("SELECT 1 FROM sessions WHERE id = ?", (session,)).fetchone() is None:
            raise HistoryError("session-gone")
        connection.execute("DELETE FROM answers WHERE session = ?", (session,))
        connection.executemany(
            "INSERT INTO answers (session, position, question, value, drawn, seconds) VALUES (?, ?, ?, ?, ?, ?)",
            [(session, position, *row) for position, row in enumerate(trail)],
        )
        connection.execute("DELETE FROM earlier WHERE session = ?", (session,))
        connection.executemany(
            "INSERT INTO earlier (session, question, value) VALUES (?, ?, ?)",
            [(session, question, value) for question, value in earlier.items()],
        )

    @staticmethod
    def _finish(connection: sqlite3.Connection, session: int, best: str, result: str, now: str) -> None:
        found = connection.execute(
            "UPDATE sessions SET state = 'done', best = ?, result = ?, finished_at = ? WHERE id = ?", (best, result, now, session)
        )
        if not found.rowcount:
            raise HistoryError("session-gone")

    def _unfinished(self, connection: sqlite3.Connection, pack: Stamp, checkpoint: bool) -> OpenSession | None:
        rows = connection.execute(
            "SELECT id FROM sessions WHERE state = 'open' AND NOT set_aside AND pack_id = ? AND pack_version = ? "
            f"AND (form = 'checkpoint') = ? AND id IN ({NOT_EMPTY}) ORDER BY id DESC",
            (pack.id, pack.version, checkpoint),
        )
        free = next((session for (session,) in rows.fetchall() if not self._claims.elsewhere(session)), None)
        return _open_session(connection, free) if free is not None else None

    def _resume(self, connection: sqlite3.Connection, session: int) -> OpenSession | None:
        return _open_session(connection, session) if self._claims.take(session) else None

    @staticmethod
    def _latest(connection: sqlite3.Connection, pack: Stamp) -> tuple[Row, ...]:
        row = connection.execute(
            "SELECT id FROM sessions WHERE state = 'done' AND pack_id = ? AND pack_version = ? ORDER BY finished_at DESC, id DESC LIMIT 1",
            (pack.id, pack.version),
        ).fetchone()
        return _trail(connection, row[0]) if row else ()

    @staticmethod
    def _records(connection: sqlite3.Connection) -> tuple[Record, ...]:
        rows = connection.execute(
            "SELECT id, pack_id, pack_version, pack_hash, form, state, set_aside, started_at, finished_at, best, result "
            "FROM sessions ORDER BY id DESC"
        ).fetchall()
        return tuple(_record(connection, row) for row in rows)

    def _delete(self, connection: sqlite3.Connection, sessions: Sequence[int]) -> None:
        if any(self._claims.elsewhere(session) for session in sessions):
            raise HistoryError("session-in-use")
        connection.executemany("DELETE FROM sessions WHERE id = ?", [(session,) for session in sessions])

    @staticmethod
    def _progress(connection: sqlite3.Connection, pack_id: str) -> tuple[UnitProgress, ...]:
        rows = connection.execute("SELECT unit, state, changed_at FROM progress WHERE pack_id = ? ORDER BY unit", (pack_id,))
        return tuple(UnitProgress(*row) for row in rows)

    @staticmethod
    def _judge(connection: sqlite3.Connection, session: int, levels: Mapping[str, Sequence[int | None]]) -> None:
        pack_id, started_at = _stamp_of_judgements(connection, session)
        connection.execute("DELETE FROM judgements WHERE pack_id = ? AND judged_at = ?", (pack_id, started_at))
        rows = [(pack_id, unit, index, level, started_at) for unit, said in levels.items() for index, level in enumerate(said)]
        connection.executemany("INSERT INTO judgements VALUES (?, ?, ?, ?, ?)", rows)

    @staticmethod
    def _judged(connection: sqlite3.Connection, session: int) -> Mapping[str, tuple[int | None, ...]]:
        sql = "SELECT unit, level FROM judgements WHERE pack_id = ? AND judged_at = ? ORDER BY unit, criterion"
        levels: dict[str, tuple[int | None, ...]] = {}
        for unit, level in connection.execute(sql, _stamp_of_judgements(connection, session)):
            levels[unit] = (*levels.get(unit, ()), level)
        return levels

    # --- connections

    def _write(self, action: Callable[Concatenate[sqlite3.Connection, P], T], *arguments: P.args, **named: P.kwargs) -> T:
        return self._run("BEGIN IMMEDIATE", action, *arguments, **named)

    def _read(self, action: Callable[Concatenate[sqlite3.Connection, P], T], *arguments: P.args, **named: P.kwargs) -> T:
        return self._run("BEGIN", action, *arguments, **named)

    def _run(self, begin: str, action: Callable[Concatenate[sqlite3.Connection, P], T], *arguments: P.args, **named: P.kwargs) -> T:
        """One transaction; closing the connection before COMMIT takes everything back."""
        try:
            with closing(self._connect()) as connection:
                connection.execute(begin)
                found = action(connection, *arguments, **named)
                connection.execute("COMMIT")
                return found
        except (OSError, sqlite3.Error) as error:
            raise _error(error, self.path) from None

    def _connect(self) -> sqlite3.Connection:
        if not self.exists:
            return _empty()
        place = f"{self.path.absolute().as_uri()}?mode=rw"  # a store that was taken away meanwhile is not made anew
        connection = sqlite3.connect(place, timeout=self.busy_seconds, isolation_level=None, uri=True)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten, not only forgotten
        return connection


def _make_private(path: Path) -> None:
    """The store's file, for its owner alone. One that is there already may stand on a read-only disk."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600, exist_ok=True)
    elif path.stat().st_mode & 0o077:
        with suppress(OSError):
            path.chmod(0o600)


def _empty() -> sqlite3.Connection:
    """A store without anything in it, not on any disk."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    _migrate(connection)
    return connection


def _record(connection: sqlite3.Connection, row: tuple[Any, ...]) -> Record:
    number, pack_id, version, digest, form, state, set_aside, started_at, finished_at, best, result = row
    pack, trail, earlier = Stamp(pack_id, version, digest), _trail(connection, number), _earlier(connection, number)
    return Record(number, pack, form, state, bool(set_aside), started_at, finished_at, best, result, trail, earlier)


def _open_session(connection: sqlite3.Connection, session: int) -> OpenSession | None:
    row = connection.execute("SELECT id, form, seed FROM sessions WHERE state = 'open' AND id = ?", (session,)).fetchone()
    return OpenSession(row[0], row[1], row[2], _trail(connection, session), _earlier(connection, session)) if row else None


def _trail(connection: sqlite3.Connection, session: int) -> tuple[Row, ...]:
    rows = connection.execute("SELECT question, value, drawn, seconds FROM answers WHERE session = ? ORDER BY position", (session,))
    return tuple((question, value, bool(drawn), seconds) for question, value, drawn, seconds in rows)


def _earlier(connection: sqlite3.Connection, session: int) -> Mapping[str, int]:
    return dict(connection.execute("SELECT question, value FROM earlier WHERE session = ? ORDER BY question", (session,)).fetchall())


def _stamp_of_judgements(connection: sqlite3.Connection, session: int) -> tuple[str, str]:
    """Pack and time that the judgements of a checkpoint are kept under: those of its beginning."""
    row = connection.execute("SELECT pack_id, started_at FROM sessions WHERE id = ?", (session,)).fetchone()
    if row is None:
        raise HistoryError("session-gone")
    return row[0], row[1]


def _migrate(connection: sqlite3.Connection) -> None:
    """Bring an older store up to date, in one transaction that no other process can enter. A store from a newer program is refused."""
    if _version(connection) == len(MIGRATIONS):
        return
    connection.execute("BEGIN IMMEDIATE")
    version = _version(connection)  # once more: another process may have been faster
    for script in MIGRATIONS[version:]:
        for statement in filter(str.strip, script.split(";")):
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
    connection.execute("COMMIT")


def _version(connection: sqlite3.Connection) -> int:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > len(MIGRATIONS):
        raise sqlite3.DatabaseError(f"{FILE}: version {version} > {len(MIGRATIONS)}")
    return version


def _error(error: Exception, path: Path) -> HistoryError:
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return HistoryError("history-unusable", path=str(path), reason=reason)
