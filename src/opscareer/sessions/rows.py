"""Sessions and answers as the tables of the store have them."""

import json
import sqlite3
from collections.abc import Iterator, Sequence

from opscareer.results.units import Answer
from opscareer.sessions.progress import Reply
from opscareer.sessions.record import Record, Stamp, Target
from opscareer.sessions.sound import sound


def records_where(connection: sqlite3.Connection, where: str, values: Sequence[object]) -> Iterator[Record]:
    """The well formed sessions that the end of an SQL statement picks, in its order."""
    rows = connection.execute(
        "SELECT id, pack_id, pack_version, pack_hash, form, seed, state, set_aside, started_at, finished_at, best, result, "
        f"meant, total, finish, target_role, target_tier, hours_per_week FROM sessions WHERE {where}",
        values,
    )
    for (
        number,
        *stamp,
        form,
        seed,
        state,
        aside,
        started,
        finished,
        best,
        result,
        meant,
        total,
        finish,
        role,
        tier,
        hours,
    ) in rows.fetchall():
        answers = connection.execute("SELECT question, value, drawn, seconds FROM answers WHERE session = ? ORDER BY position", (number,))
        before = connection.execute("SELECT question, value FROM earlier WHERE session = ? ORDER BY question", (number,))
        try:
            trail = tuple(Reply(question, _read(value), bool(drawn), seconds) for question, value, drawn, seconds in answers)
            earlier = {question: value for question, stored in before if (value := _read(stored)) is not None}
        except (ValueError, TypeError, RecursionError):
            continue
        target = None if None in (role, tier, hours) else Target(role, tier, hours)
        head = (number, Stamp(*stamp), form, seed, state, bool(aside), started, finished, best, result)
        record = Record(*head, target, trail, earlier, bool(meant), total, finish)
        if sound(record):
            yield record


def stored(value: Answer | None) -> int | str | None:
    """Ticks are kept as JSON text: `[1, 3]`."""
    return json.dumps(value) if isinstance(value, tuple) else value


def _read(stored: int | str | None) -> Answer | None:
    return tuple(json.loads(stored)) if isinstance(stored, str) else stored
