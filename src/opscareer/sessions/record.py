"""A session as it is stored: plain values that the store, the reports and the commands share."""

from collections.abc import Mapping
from dataclasses import field
from datetime import UTC, datetime
from typing import Literal

from opscareer.errors import UsageError
from opscareer.frozen import frozen
from opscareer.pack.model import Pack
from opscareer.results.units import Answer, Hash, Id, Version
from opscareer.sessions.progress import Progress, Reply

State = Literal["open", "done"]

LAST = "last"
MORE = "more"  # the form of a session that goes on from a finished one by a number of questions; to scripts it is the usual one


@frozen
class Stamp:
    """Which pack a session or a document belongs to."""

    id: Id
    version: Version
    hash: Hash

    @classmethod
    def of(cls, pack: Pack) -> "Stamp":
        return cls(pack.header.id, pack.header.version, pack.hash)


@frozen
class Target:
    """What the plan of a finished session leads to.

    role: the id of a role.
    tier: entry, mid or senior.
    hours_per_week: hours a week to spend on the plan.
    """

    role: str
    tier: str
    hours_per_week: float


@frozen
class Record:
    """One session. Times are ISO 8601 in UTC.

    number: the store's own; `id` is what people and scripts call the session.
    form: the form that was asked, MORE or "checkpoint".
    seed: of everything that is drawn at random.
    set_aside: an open session that is not offered again.
    trail: in the order asked.
    earlier: what had been chosen, by question, before going back, or was ticked and not yet answered.
    meant: what looks careless was meant so.
    total: the most questions that it may ask, as told last; None where nothing was told yet, and in older stores.
    finished_at, best (a role's id), result (a JSON document), target: None until the session is done.
    finish: how many were finished before it and with it, whatever the clock said.
    """

    number: int
    pack: Stamp
    form: str
    seed: int
    state: State
    set_aside: bool
    started_at: str
    finished_at: str | None = None
    best: str | None = None
    result: str | None = None
    target: Target | None = None
    trail: tuple[Reply, ...] = ()
    earlier: Mapping[str, Answer] = field(default_factory=dict)
    meant: bool = False
    total: int | None = None
    finish: int | None = None

    @property
    def id(self) -> str:
        """Six hexadecimal digits. Multiplying by an odd number keeps them unique and scatters them: two digits mostly do to name one."""
        return f"{self.number * 0x9E3779 % 0x1000000:06x}"

    @property
    def when(self) -> datetime:
        """When it was finished, or begun where it is open, as the clock on the wall showed it."""
        return datetime.fromisoformat(self.finished_at or self.started_at).astimezone()

    @property
    def progress(self) -> Progress:
        return Progress(self.trail, self.earlier)

    @property
    def answers(self) -> Mapping[str, Answer]:
        """Answers by question, in the order asked; without the skipped ones."""
        return {reply.question: reply.value for reply in self.trail if reply.value is not None}


def named(records: tuple[Record, ...], name: str) -> Record:
    """The session that `name` means: an id, the start of just one id, or `last`, the one finished last. Raises UsageError."""
    if name.strip().lower() == LAST:
        if finished := done(records):
            return finished[0]
        raise none_finished(records)
    meant = [record for record in records if name and record.id.startswith(name.lower())]
    if not meant:
        raise UsageError("no-session", name=name)
    if len(meant) > 1:
        raise UsageError("session-ambiguous", name=name, known=", ".join(record.id for record in meant))
    return meant[0]


def none_finished(records: tuple[Record, ...]) -> UsageError:
    """That there is no finished session; and what is kept of one that is not."""
    kept = next((record for record in records if record.state == "open" and not record.set_aside and record.answers), None)
    return UsageError("only-unfinished", count=len(kept.answers), id=kept.id) if kept else UsageError("no-assessment")


def done(records: tuple[Record, ...]) -> list[Record]:
    """The finished ones, the one finished last first."""
    finished = [record for record in records if record.state == "done"]
    return sorted(finished, key=lambda record: (record.finish or 0, record.number), reverse=True)


def timestamp() -> str:
    """Now, as times are stored."""
    return datetime.now(UTC).isoformat(timespec="seconds")
