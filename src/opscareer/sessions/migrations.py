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
)
TARGETS = 4  # the version since which what a plan leads to is in columns; before, it was only in the result


class NewerStore(sqlite3.DatabaseError):
    """A later version of the program has written it."""

    sqlite_errorname = "STORE_NEWER"


def migrate(connection: sqlite3.Connection) -> None:
    """Bring an older store up to date, in one transaction that no other process can enter. A store from a newer program is refused."""
    if _version(connection) == len(MIGRATIONS):
        return
    connection.execute("BEGIN IMMEDIATE")
    version = _version(connection)  # once more: another process may have been faster
    for script in MIGRATIONS[version:]:
        for statement in filter(str.strip, script.split(";")):
            connection.execute(statement)
    if version < TARGETS:
        _fill_targets(connection)
    connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
    connection.execute("COMMIT")


def _version(connection: sqlite3.Connection) -> int:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > len(MIGRATIONS):
        raise NewerStore(f"{FILE}: version {version} > {len(MIGRATIONS)}")
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
