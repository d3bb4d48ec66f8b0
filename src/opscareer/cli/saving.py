"""Keeps the running session in the store; where that cannot be, says so once and lets the session go on."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

from opscareer.answers import Answers
from opscareer.errors import OpscareerError, UsageError
from opscareer.history import History, HistoryError, OpenSession, Stamp, data_directory
from opscareer.pack.model import Pack
from opscareer.session import Progress, Reply

T = TypeVar("T")


class Saving:
    """`trouble` is the error that stopped the saving, for telling it when the screen is free again."""

    def __init__(self, pack: Pack, *, wanted: bool) -> None:
        self.stamp = Stamp(pack.header.id, pack.header.version, pack.hash)
        self.session: int | None = None
        self.trouble: OpscareerError | None = None
        self.history: History | None = None
        if wanted:
            try:
                self.history = History(data_directory(os.environ))
            except HistoryError as error:
                self.trouble = error

    def unfinished(self, pack: Pack) -> OpenSession | None:
        """What can be resumed, if every question of it still stands in the pack."""
        found = self._try(lambda history: history.unfinished(self.stamp))
        return found if found is not None and all(row[0] in pack.question for row in found.trail) else None

    def start(self, form: str, seed: int) -> None:
        self.session = self._try(lambda history: history.begin(self.stamp, form, seed, _now()))

    def resume(self, found: OpenSession) -> None:
        self.session = found.id

    def keep(self, progress: Progress) -> None:
        """Write the trail; returns only when it is on the disk."""
        session = self.session
        if session is not None:
            self._try(lambda history: history.keep(session, progress.trail))

    def finish(self, best: str, result: str) -> None:
        session = self.session
        if session is not None:
            self._try(lambda history: history.finish(session, best, result, _now()))

    @property
    def works(self) -> bool:
        return self.session is not None and self.trouble is None

    def _try(self, action: Callable[[History], T]) -> T | None:
        if self.history is None:
            return None
        try:
            return action(self.history)
        except HistoryError as error:
            self.trouble = self.trouble or error
            return None


def last_progress(pack: Pack) -> Progress:
    """The last finished assessment of this pack, as it was taken. Raises UsageError when there is none."""
    stamp = Stamp(pack.header.id, pack.header.version, pack.hash)
    progress = Progress(tuple(Reply(*row) for row in History(data_directory(os.environ)).latest(stamp)))
    if not len(progress.answers):
        raise UsageError("no-assessment")
    return progress


def last_answers(pack: Pack) -> Answers:
    """The answers of the last finished assessment of this pack. Raises UsageError when there is none."""
    return last_progress(pack).answers


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
