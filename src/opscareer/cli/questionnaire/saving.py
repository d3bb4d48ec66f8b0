"""Keeps the running session in the store; where that cannot be, remembers why and lets the session go on."""

import os
from collections.abc import Callable
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


class Saving:
    """`trouble` is the error that keeps the answers out of the store; None while they are in it, and where nobody wants them there."""

    def __init__(self, pack: Pack, *, wanted: bool) -> None:
        self.stamp = stamp_of(pack)
        self.session: int | None = None
        self.trouble: OpscareerError | None = None
        self.history: History | None = None
        if wanted:
            try:
                self.history = History(data_directory(os.environ))
            except HistoryError as error:
                self.trouble = _not_saved(error)

    def unfinished(self, pack: Pack, *, checkpoint: bool = False) -> OpenSession | None:
        """What can be resumed, if the pack still has every question and option of it."""
        found = self._try(lambda history: history.unfinished(self.stamp, checkpoint=checkpoint))
        return found if found is not None and all(_stands(pack, row[0], row[1]) for row in found.trail) else None

    def start(self, form: str, seed: int) -> None:
        self.session = self._try(lambda history: history.begin(self.stamp, form, seed, now()))

    def resume(self, offered: OpenSession) -> OpenSession | None:
        """The offered session as it is now. None when another program took or finished it meanwhile."""
        found = self._try(lambda history: history.resume(offered.id))
        if self.trouble is not None:  # it cannot be written on, but still be read on
            return offered
        self.session = found.id if found else None
        return found

    def set_aside(self, offered: OpenSession) -> None:
        self._try(lambda history: history.set_aside(offered.id))

    def keep(self, progress: Progress) -> None:
        """Write the trail; returns only when it is on the disk. All of it is written each time, so one success makes good for failures."""
        session = self.session
        if session is not None:
            self._try(lambda history: history.keep(session, progress.trail, progress.earlier))

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

    def _try(self, action: Callable[[History], T]) -> T | None:
        if self.history is None:
            return None
        try:
            found = action(self.history)
        except HistoryError as error:
            self.trouble = _not_saved(error)
            self.history.busy_seconds = BUSY_SECONDS_AFTER_TROUBLE  # nobody waits again after every answer
            return None
        self.trouble = None
        return found


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
    progress = Progress(tuple(Reply(*row) for row in rows if _stands(pack, row[0], row[1])))
    if not len(progress.answers):
        raise UsageError("no-assessment")
    return progress


def last_answers(pack: Pack) -> Answers:
    """The answers of the last finished assessment of this pack. Raises UsageError when there is none."""
    return last_progress(pack).answers


def _stands(pack: Pack, question: str, value: int | None) -> bool:
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
