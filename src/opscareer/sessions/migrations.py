"""The tables of the store, version by version."""

import json
import sqlite3

FILE = "history.sqlite3"

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
    """
    ALTER TABLE sessions ADD COLUMN target_role TEXT;
    ALTER TABLE sessions ADD COLUMN target_tier TEXT;
    ALTER TABLE sessions ADD COLUMN hours_per_week REAL;
    """,
    # Answers may be lists now, as JSON text: nothing changes in the tables, but an older program would not understand them. `meant`: what
    # looked careless was meant so. `total`: the most questions that a session may ask, as it was told.
    """
    ALTER TABLE sessions ADD COLUMN meant INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE sessions ADD COLUMN total INTEGER;
    """,
    # Whether the person wants to skip a unit that the deeds ticked make needless: asked once.
    """
    CREATE TABLE offers (
        pack_id TEXT NOT NULL, unit TEXT NOT NULL, skipped INTEGER NOT NULL, answered_at TEXT NOT NULL,
        PRIMARY KEY (pack_id, unit)
    ) WITHOUT ROWID;
    """,
    # In which order sessions were finished: their times do not tell, where the clock was set back.
    """
    ALTER TABLE sessions ADD COLUMN finish INTEGER;
    UPDATE sessions SET finish = (
        SELECT COUNT(*) FROM sessions AS other WHERE (other.finished_at, other.id) <= (sessions.finished_at, sessions.id)
    ) WHERE state = 'done';
    """,
    # A unit may be unwanted.
    """
    CREATE TABLE marked (
        pack_id TEXT NOT NULL, unit TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('started', 'done', 'skipped', 'unwanted')),
        changed_at TEXT NOT NULL,
        PRIMARY KEY (pack_id, unit)
    ) WITHOUT ROWID;
    INSERT INTO marked SELECT * FROM progress;
    DROP TABLE progress;
    ALTER TABLE marked RENAME TO progress;
    """,
)
OURS = {"sessions", "answers"}  # tables since the first version
TARGETS = 4  # the version since which what a plan leads to is in columns; before, it was only in the result


class NewerStore(sqlite3.DatabaseError):
    """A later version of the program has written it."""

    sqlite_errorname = "STORE_NEWER"


class EmptyStore(sqlite3.DatabaseError):
    """Its file holds nothing, which no version of the program has left behind."""

    sqlite_errorname = "STORE_EMPTY"


class ForeignStore(sqlite3.DatabaseError):
    """Another program keeps something else there."""

    sqlite_errorname = "SQLITE_NOTADB"


def new_store(connection: sqlite3.Connection) -> None:
    """Make the tables of today where there is nothing yet."""
    _apply(connection, 0)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring an older store up to date, in one transaction that no other process can enter. What is no store, or one of a newer program, is
    refused."""
    if _version(connection) == len(MIGRATIONS):
        return
    connection.execute("BEGIN IMMEDIATE")
    _apply(connection, version := _version(connection))  # once more: another process may have been faster
    if version < TARGETS:
        _fill_targets(connection)
    connection.execute("COMMIT")


def _apply(connection: sqlite3.Connection, version: int) -> None:
    for script in MIGRATIONS[version:]:
        for statement in filter(str.strip, script.split(";")):
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def _version(connection: sqlite3.Connection) -> int:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > len(MIGRATIONS):
        raise NewerStore(f"{FILE}: version {version} > {len(MIGRATIONS)}")
    if not version or not {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")} >= OURS:
        raise ForeignStore(f"{FILE}: other tables")
    return version


def _fill_targets(connection: sqlite3.Connection) -> None:
    """From the results of older stores; one that says nothing leaves its session without a target."""
    for session, result in connection.execute("SELECT id, result FROM sessions WHERE result IS NOT NULL").fetchall():
        try:
            plan = json.loads(result)["plan"]
            values = (str(plan["target"]["role"]), str(plan["target"]["level"]), float(plan["hours_per_week"]), session)
        except (ValueError, KeyError, TypeError):
            continue
        connection.execute("UPDATE sessions SET target_role = ?, target_tier = ?, hours_per_week = ? WHERE id = ?", values)
