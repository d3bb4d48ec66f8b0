"""Keeps the running session in the store; where that cannot be, remembers why and lets the session go on."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from opscareer.answers import Answers
from opscareer.errors import OpscareerError, UsageError
from opscareer.pack.model import Pack
from opscareer.sessions.progress import Progress, Reply
from opscareer.sessions.record import Record, Stamp, done
from opscareer.sessions.store import History, HistoryError, OpenSession, data_directory

T = TypeVar("T")

BUSY_SECONDS_AFTER_TROUBLE = 0.1


@dataclass(frozen=True)
class Unfinished:
    """A session that can be gone on with; `session` is its number in the store."""

    session: int
    form: str
    seed: int
    progress: Progress


class Saving:
    """Keeps one session.

    session: its number in the store; None while nothing is kept
    trouble: the error that keeps the answers out of the store; None while they are in it, and where they are not wanted there
    """

    def __init__(self, pack: Pack, *, wanted: bool) -> None:
        self.pack = pack
        self.session: int | None = None
        self.trouble: OpscareerError | None = None
        self.history: History | None = None
        if wanted:
            try:
                self.history = History(data_directory(os.environ))
            except HistoryError as error:
                self.trouble = _not_saved(error)

    def unfinished(self, *, checkpoint: bool = False) -> Unfinished | None:
        """What can be resumed, as far as the pack still asks it."""
        return self._usable(self._try(lambda history: history.unfinished(stamp_of(self.pack), checkpoint=checkpoint)))

    def start(self, form: str, seed: int) -> None:
        self.session = self._try(lambda history: history.begin(stamp_of(self.pack), form, seed, now()))

    def resume(self, offered: Unfinished) -> Unfinished | None:
        """The offered session as it is now. None when another program took or finished it meanwhile."""
        resumed = self._usable(self._try(lambda history: history.resume(offered.session)))
        if self.trouble is not None:  # it cannot be written on, but still be read on
            return offered
        self.session = resumed.session if resumed else None
        return resumed

    def set_aside(self, offered: Unfinished) -> None:
        self._try(lambda history: history.set_aside(offered.session))

    def keep(self, progress: Progress) -> None:
        """Write the trail; returns only when it is on the disk. All of it is written each time, so one success makes good for failures."""
        session = self.session
        if session is not None:
            self._try(lambda history: history.keep(session, progress.trail, progress.earlier))

    def judge(self, levels: Mapping[str, Sequence[int | None]]) -> None:
        """Write what was said so far of each unit done, by criterion of its rubric."""
        session = self.session
        if session is not None:
            self._try(lambda history: history.judge(session, levels))

    def judged(self) -> Mapping[str, tuple[int | None, ...]]:
        """What was said of units in this session, before it was left."""
        session = self.session
        return (self._try(lambda history: history.judged(session)) if session is not None else None) or {}

    def finish(self, best: str, result: str) -> None:
        session = self.session
        if session is not None:
            self._try(lambda history: history.finish(session, best, result, now()))

    def forget(self) -> None:
        """The session ended before anything was answered."""
        session = self.session
        if session is not None:
            self._try(lambda history: history.delete([session]))

    @property
    def works(self) -> bool:
        return self.session is not None and self.trouble is None

    def _usable(self, session: OpenSession | None) -> Unfinished | None:
        """None where nothing is left of it."""
        if session is None:
            return None
        trail = tuple(Reply(*row) for row in session.trail if _is_asked(self.pack, row[0], row[1]))
        earlier = {question: value for question, value in session.earlier.items() if _is_asked(self.pack, question, value)}
        return Unfinished(session.id, session.form, session.seed, Progress(trail, earlier)) if trail or earlier else None

    def _try(self, action: Callable[[History], T]) -> T | None:
        if self.history is None:
            return None
        try:
            done = action(self.history)
        except HistoryError as error:
            self.trouble = _not_saved(error)
            self.history.busy_seconds = BUSY_SECONDS_AFTER_TROUBLE  # nobody waits again after every answer
            return None
        self.trouble = None
        return done


def _not_saved(error: HistoryError) -> OpscareerError:
    return OpscareerError("not-saved", (), **error.facts) if error.slug == "history-unusable" else error


def stamp_of(pack: Pack) -> Stamp:
    return Stamp(pack.header.id, pack.header.version, pack.hash)


def stored(*, create: bool = False) -> History:
    """The store of this person. Raises HistoryError when there is one that cannot be used."""
    return History(data_directory(os.environ), create=create)


def last_progress(pack: Pack) -> Progress:
    """The last finished assessment of this pack as it was taken, as far as the pack still asks it. Raises UsageError when there is none."""
    rows = stored().latest(stamp_of(pack))
    progress = Progress(tuple(Reply(*row) for row in rows if _is_asked(pack, row[0], row[1])))
    if not len(progress.answers):
        raise UsageError("no-assessment")
    return progress


def last_answers(pack: Pack) -> Answers:
    """The answers of the last finished assessment of this pack. Raises UsageError when there is none."""
    return last_progress(pack).answers


def _is_asked(pack: Pack, question: str, value: int | None) -> bool:
    """Whether the pack has the question and the option."""
    return question in pack.question and (value is None or pack.accepts(question, value))


def last_record(pack: Pack) -> Record:
    """The last finished assessment of this pack and version. Raises UsageError when there is none."""
    known = stamp_of(pack)
    finished = (record for record in done(stored().records()) if (record.pack.id, record.pack.version) == (known.id, known.version))
    record = next((record for record in finished if record.answers), None)
    if record is None:
        raise UsageError("no-assessment")
    return record


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
