"""Keeps the running session in the store; where that cannot be, remembers why and lets the session go on."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import TypeVar

from opscareer.errors import OpscareerError
from opscareer.pack.model import Pack
from opscareer.sessions.progress import Progress, usable
from opscareer.sessions.record import Record, Stamp, Target, timestamp
from opscareer.sessions.store import Store, StoreError, UnitProgress, open_store

T = TypeVar("T")

BUSY_SECONDS_AFTER_TROUBLE = 0.1


class Saving:
    """Keeps one session.

    session: its number in the store; None while nothing is kept
    trouble: the error that keeps the answers out of the store; None while they are in it, and where they are not wanted there
    """

    def __init__(self, pack: Pack, *, wanted: bool) -> None:
        self.stamp = Stamp.of(pack)
        self.session: int | None = None
        self.trouble: OpscareerError | None = None
        self.history: Store | None = None
        if wanted:
            try:
                self.history = open_store(create=True)
            except StoreError as error:
                self.trouble = _not_saved(error)

    def unfinished(self, pack: Pack, *, checkpoint: bool = False) -> Record | None:
        """What can be resumed, if the pack still has any of it."""
        offered = self._try(lambda history: history.unfinished(self.stamp, checkpoint=checkpoint))
        if offered is None:
            return None
        progress, _ = usable(offered.progress, pack)
        return offered if progress.trail or progress.earlier else None

    def start(self, form: str, seed: int) -> None:
        self.session = self._try(lambda history: history.begin(self.stamp, form, seed, timestamp()))

    def resume(self, offered: Record) -> Record | None:
        """The offered session as it is now. None when another program took or finished it meanwhile."""
        resumed = self._try(lambda history: history.resume(offered.number))
        if self.trouble is not None:  # it cannot be written on, but still be read on
            return offered
        self.session = resumed.number if resumed else None
        return resumed

    def set_aside(self, offered: Record) -> None:
        self._try(lambda history: history.set_aside(offered.number))

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

    def finish(self, best: str, result: str, target: Target) -> None:
        session = self.session
        if session is not None:
            self._try(lambda history: history.finish(session, best, result, timestamp(), target))

    def forget(self) -> None:
        """The session ended before anything was answered."""
        session = self.session
        if session is not None:
            self._try(lambda history: history.delete([session]))

    def units(self) -> tuple[UnitProgress, ...]:
        """How far the person is with the units of the pack, as far as the store tells."""
        with suppress(StoreError):
            return self.history.progress(self.stamp.id) if self.history is not None else ()
        return ()

    @property
    def works(self) -> bool:
        return self.session is not None and self.trouble is None

    def _try(self, action: Callable[[Store], T]) -> T | None:
        if self.history is None:
            return None
        try:
            done = action(self.history)
        except StoreError as error:
            self.trouble = _not_saved(error)
            self.history.busy_seconds = BUSY_SECONDS_AFTER_TROUBLE  # nobody waits again after every answer
            return None
        self.trouble = None
        return done


def _not_saved(error: StoreError) -> OpscareerError:
    return OpscareerError("not-saved", (), **error.facts) if error.slug == "history-unusable" else error
