"""What was answered, kept in SQLite in the user's data directory: a session can go on where it stopped, and a finished one stays.

Every step is one transaction, written out before the next question appears. The directory is 0700, the file 0600: answers are private.
"""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import platformdirs

from opscareer.errors import OpscareerError

T = TypeVar("T")

FILE = "history.sqlite3"
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
)


Row = tuple[str, int | None, bool, float | None]
"""Question, option number (None where skipped), whether it was drawn at random, seconds it took."""


class HistoryError(OpscareerError):
    """The store cannot be read or written; the facts carry the reason."""


@dataclass(frozen=True)
class Stamp:
    """Which pack a session belongs to."""

    id: str
    version: str
    hash: str


@dataclass(frozen=True)
class OpenSession:
    """A session that was not finished, its trail in the order asked."""

    id: int
    form: str
    seed: int
    trail: tuple[Row, ...]


def data_directory(environment: Mapping[str, str]) -> Path:
    """OPSCAREER_HOME, or the platform's place for a user's data."""
    own = environment.get("OPSCAREER_HOME", "")
    return Path(own) if own else Path(platformdirs.user_data_dir("opscareer", appauthor=False))


class History:
    """The store. Every method raises HistoryError when the file cannot be used."""

    def __init__(self, directory: Path) -> None:
        self.path = directory / FILE
        try:
            directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.path.touch(mode=0o600, exist_ok=True)
            with closing(self._connect()) as connection:
                _migrate(connection)
        except (OSError, sqlite3.Error) as error:
            raise HistoryError("history-unusable", reason=_reason(error)) from None

    def begin(self, pack: Stamp, form: str, seed: int, now: str) -> int:
        """A new open session; an older open one of the same pack is given up. Returns its id."""
        return self._run(self._begin, pack, form, seed, now)

    def keep(self, session: int, trail: Sequence[Row]) -> None:
        """Make the stored trail equal to `trail`."""
        self._run(self._keep, session, trail)

    def finish(self, session: int, best: str, result: str, now: str) -> None:
        """Mark a session as done, with its result as JSON text."""
        self._run(self._finish, session, best, result, now)

    def unfinished(self, pack: Stamp) -> OpenSession | None:
        """The open session of this very pack that has answers, if there is one."""
        return self._run(self._unfinished, pack)

    def latest(self, pack: Stamp) -> tuple[Row, ...]:
        """The trail of the last finished session of this very pack; empty when there is none."""
        return self._run(self._latest, pack)

    # --- each of these runs inside one transaction

    @staticmethod
    def _begin(connection: sqlite3.Connection, pack: Stamp, form: str, seed: int, now: str) -> int:
        connection.execute("DELETE FROM sessions WHERE state = 'open' AND pack_hash = ?", (pack.hash,))
        found = connection.execute(
            "INSERT INTO sessions (pack_id, pack_version, pack_hash, form, seed, state, started_at) VALUES (?, ?, ?, ?, ?, 'open', ?)",
            (pack.id, pack.version, pack.hash, form, seed, now),
        )
        return int(found.lastrowid or 0)

    @staticmethod
    def _keep(connection: sqlite3.Connection, session: int, trail: Sequence[Row]) -> None:
        connection.execute("DELETE FROM answers WHERE session = ?", (session,))
        connection.executemany(
            "INSERT INTO answers (session, position, question, value, drawn, seconds) VALUES (?, ?, ?, ?, ?, ?)",
            [(session, position, *row) for position, row in enumerate(trail)],
        )

    @staticmethod
    def _finish(connection: sqlite3.Connection, session: int, best: str, result: str, now: str) -> None:
        connection.execute(
            "UPDATE sessions SET state = 'done', best = ?, result = ?, finished_at = ? WHERE id = ?", (best, result, now, session)
        )

    @staticmethod
    def _unfinished(connection: sqlite3.Connection, pack: Stamp) -> OpenSession | None:
        row = connection.execute(
            "SELECT id, form, seed FROM sessions WHERE state = 'open' AND pack_hash = ? ORDER BY id DESC LIMIT 1", (pack.hash,)
        ).fetchone()
        if row is None:
            return None
        trail = _trail(connection, row[0])
        return OpenSession(row[0], row[1], row[2], trail) if trail else None

    @staticmethod
    def _latest(connection: sqlite3.Connection, pack: Stamp) -> tuple[Row, ...]:
        row = connection.execute(
            "SELECT id FROM sessions WHERE state = 'done' AND pack_hash = ? ORDER BY finished_at DESC, id DESC LIMIT 1", (pack.hash,)
        ).fetchone()
        return _trail(connection, row[0]) if row else ()

    def _run(self, action: Callable[..., T], *arguments: object) -> T:
        try:
            with closing(self._connect()) as connection, connection:
                return action(connection, *arguments)
        except (OSError, sqlite3.Error) as error:
            raise HistoryError("history-unusable", reason=_reason(error)) from None

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=BUSY_SECONDS)
        connection.execute("PRAGMA foreign_keys = ON")
        return connection


def _trail(connection: sqlite3.Connection, session: int) -> tuple[Row, ...]:
    rows = connection.execute("SELECT question, value, drawn, seconds FROM answers WHERE session = ? ORDER BY position", (session,))
    return tuple((question, value, bool(drawn), seconds) for question, value, drawn, seconds in rows)


def _migrate(connection: sqlite3.Connection) -> None:
    """Bring an older store up to date, in one transaction that no other process can enter. A store from a newer program is refused."""
    if _version(connection) == len(MIGRATIONS):
        return
    connection.isolation_level = None
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


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
