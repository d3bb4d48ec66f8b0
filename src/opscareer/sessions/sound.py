"""Whether what a store gives back can be what the program put in: its file can be changed by anything that can write to it."""

import re
from datetime import datetime
from math import isfinite

from opscareer.pack.source import hidden
from opscareer.sessions.record import Record

LONGEST = 100
VERSION, HASH = re.compile(r"[0-9.]{1,30}"), re.compile(r"[0-9a-f]{1,64}")
ESCAPED = re.compile(r"(?<!\\)(\\\\)*\\u")  # the program writes characters as themselves


def sound(record: Record) -> bool:
    """Whether a session is well formed: names that are names, times that are times, answers that are numbers, a result that is JSON."""
    names = [record.pack.id, record.form, *record.earlier, *(reply.question for reply in record.trail)]
    names += [name for name in (record.best, *((record.target.role, record.target.tier) if record.target else ())) if name is not None]
    numbers = [reply.seconds for reply in record.trail if reply.seconds is not None]
    numbers += [record.target.hours_per_week] if record.target else []
    answers = [reply.value for reply in record.trail if reply.value is not None] + list(record.earlier.values())
    return (
        all(map(_is_name, names))
        and all(isinstance(number, int | float) and isfinite(number) and number >= 0 for number in numbers)
        and all(isinstance(number, int) for value in answers for number in (value if isinstance(value, tuple) else (value,)))
        and isinstance(record.seed, int)
        and all(isinstance(number, int | None) for number in (record.total, record.finish))
        and bool(VERSION.fullmatch(str(record.pack.version)) and HASH.fullmatch(str(record.pack.hash)))
        and is_time(record.started_at)
        and (record.finished_at is None or is_time(record.finished_at))
        and (record.state == "open") == (record.finished_at is None)
        and (record.result is None or _is_plain_json(record.result))
    )


def is_time(text: object) -> bool:
    """Whether it is a point in time with its zone, as the program writes them."""
    try:
        return isinstance(text, str) and datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _is_name(text: object) -> bool:
    return isinstance(text, str) and text == "".join(text.split()) and 0 < len(text) <= LONGEST and not any(map(hidden, text))


def _is_plain_json(text: object) -> bool:
    """Whether it looks like an object in JSON in which nothing is hidden, without reading all of it."""
    return isinstance(text, str) and text.startswith("{") and not ESCAPED.search(text) and not any(map(hidden, set(text)))
