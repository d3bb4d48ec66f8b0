"""Keeps the running session in the store; where that cannot be, remembers why and lets the session go on."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import TypeVar

from opscareer.errors import OpscareerError
from opscareer.pack.model import Pack
from opscareer.sessions.progress import usable
from opscareer.sessions.record import Record, Stamp, timestamp
from opscareer.sessions.store import Store, StoreError, UnitProgress, open_store

T = TypeVar("T")

BUSY_SECONDS_AFTER_TROUBLE = 0.1


class Saving:
    """Keeps one session.

    session: its number in the store; None while nothing is kept
    trouble: the error that keeps the answers out of the store; None while they are in it, and where they are not wanted there
    """

    def __init__(self, pack: Pack, *, wanted: bool) -> None:
        self.pack = pack
        self.session: int | None = None
        self.trouble: OpscareerError | None = None
        self.store: Store | None = None
        if wanted:
            try:
                self.store = open_store(create=True)
            except StoreError as error:
                self.trouble = _not_saved(error)

    def unfinished(self, *, checkpoint: bool) -> Record | None:
        """What can be resumed, as far as the pack still asks it."""
        return self._usable(self._try(lambda store: store.unfinished(Stamp.of(self.pack), checkpoint=checkpoint)))

    def start(self, form: str, seed: int) -> None:
        self.session = self._try(lambda store: store.begin(Stamp.of(self.pack), form, seed, timestamp()))

    def resume(self, offered: Record) -> Record | None:
        """The offered session as it is now. None when another program took or finished it meanwhile."""
        resumed = self._usable(self._try(lambda store: store.resume(offered.number)))
        if self.trouble is not None:  # it cannot be written on, but still be read on
            return offered
        self.session = resumed.number if resumed else None
        return resumed

    def set_aside(self, offered: Record) -> None:
        self._try(lambda store: store.set_aside(offered.number))

    def attempt(self, action: Callable[[Store, int], T]) -> T | None:
        """What the store does with this session; None where it cannot."""
        session = self.session
        return None if session is None else self._try(lambda store: action(store, session))

    def units(self) -> tuple[UnitProgress, ...]:
        """How far the person is with the units of the pack, as far as the store tells."""
        with suppress(StoreError):
            return self.store.progress(self.pack.header.id) if self.store is not None else ()
        return ()

    @property
    def works(self) -> bool:
        return self.session is not None and self.trouble is None

    def _usable(self, session: Record | None) -> Record | None:
        """None where nothing is left of it."""
        if session is None:
            return None
        progress, _ = usable(session.progress, self.pack)
        return replace(session, trail=progress.trail, earlier=progress.earlier) if progress.trail or progress.earlier else None

    def _try(self, action: Callable[[Store], T]) -> T | None:
        if self.store is None:
            return None
        try:
            done = action(self.store)
        except StoreError as error:
            self.trouble = _not_saved(error)
            self.store.busy_seconds = BUSY_SECONDS_AFTER_TROUBLE  # nobody waits again after every answer
            return None
        self.trouble = None
        return done


def _not_saved(error: StoreError) -> OpscareerError:
    return OpscareerError("not-saved", (), **error.facts) if error.slug == "history-unusable" else error
