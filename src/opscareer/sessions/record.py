"""A session as it is stored: plain values that the store, the reports and the commands share."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from opscareer.errors import UsageError

Row = tuple[str, int | None, bool, float | None]
"""Question, option number (None where skipped), whether it was drawn at random, seconds it took."""

State = Literal["open", "done"]

LAST = "last"


@dataclass(frozen=True)
class Stamp:
    """Which pack a session belongs to."""

    id: str
    version: str
    hash: str


@dataclass(frozen=True)
class Record:
    """One session. Times are ISO 8601 in UTC; `finished_at`, `best` (a role's id) and `result` (a JSON document) only once it is done.

    `trail` is in the order asked, `earlier` what had been answered before going back. `number` is the store's, `id` what people and
    scripts call it. An open session that was `set_aside` is not offered again.
    """

    number: int
    pack: Stamp
    form: str
    state: State
    set_aside: bool
    started_at: str
    finished_at: str | None
    best: str | None
    result: str | None
    trail: tuple[Row, ...]
    earlier: Mapping[str, int]

    @property
    def id(self) -> str:
        return public_id(self.number)

    @property
    def answers(self) -> Mapping[str, int]:
        """Option numbers by question, in the order asked; without the skipped ones."""
        return {question: value for question, value, *_ in self.trail if value is not None}


def public_id(number: int) -> str:
    """Six hexadecimal digits. Multiplying by an odd number keeps them unique and scatters them: two digits mostly do to name one."""
    return f"{number * 0x9E3779 % 0x1000000:06x}"


def named(records: tuple[Record, ...], name: str) -> Record:
    """The session that `name` means: an id, the start of just one id, or `last`. Raises UsageError.

    `last` is the one finished last or, where none is finished, the newest.
    """
    if name == LAST and records:
        return last_done(records) or records[0]
    found = [record for record in records if name and record.id.startswith(name.lower())]
    if not found:
        raise UsageError("no-session", name=name)
    if len(found) > 1:
        raise UsageError("session-ambiguous", name=name, known=", ".join(record.id for record in found))
    return found[0]


def done(records: tuple[Record, ...]) -> list[Record]:
    """The finished ones, the one finished last first."""
    finished = [record for record in records if record.state == "done"]
    return sorted(finished, key=lambda record: (record.finished_at or "", record.number), reverse=True)


def last_done(records: tuple[Record, ...]) -> Record | None:
    return next(iter(done(records)), None)
