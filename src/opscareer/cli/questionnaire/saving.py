"""Keeps the running session in the store. Where that cannot be, the session goes on, and its answers are offered as a file in the end;
where that fails too, they are printed."""

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from opscareer import casework
from opscareer.answers import Answers
from opscareer.casework import Case
from opscareer.cli.output import tell, tell_written
from opscareer.cli.questionnaire.keys import normal
from opscareer.cli.questionnaire.tty import signals_as_errors
from opscareer.errors import Interrupted, OpscareerError, reason_of
from opscareer.files import put
from opscareer.pack.model import Pack
from opscareer.pack.source import visible
from opscareer.report.answers_file import answers_yaml
from opscareer.report.problems import error_text, reason_text
from opscareer.sessions.progress import usable
from opscareer.sessions.record import Record, Stamp, timestamp
from opscareer.sessions.store import Store, StoreError, UnitProgress, open_store
from opscareer.texts import Texts

T = TypeVar("T")

BUSY_SECONDS_AFTER_TROUBLE = 0.1
NAMES = ("opscareer-answers.yaml", *(f"opscareer-answers-{number}.yaml" for number in range(2, 100)))
MOST_TRIES = 5


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

    def waiting(self, *, checkpoint: bool) -> tuple[Record, ...]:
        """What can be resumed, as far as the pack still asks it, the newest first."""
        found = self._try(lambda store: store.waiting(Stamp.of(self.pack), checkpoint=checkpoint)) or ()
        return tuple(record for one in found if (record := self._usable(one)))

    def asked(self, record: Record) -> int:
        """How many questions it has asked, the criteria of rubrics among them."""
        return len(record.trail) + sum(map(len, (self._try(lambda store: store.judged(record.number)) or {}).values()))

    def elsewhere(self) -> Record | None:
        """The newest of the sessions that other windows are asking right now."""
        return next(iter(self._try(lambda store: store.elsewhere(Stamp.of(self.pack))) or ()), None)

    def finished(self) -> Case | None:
        """The last finished assessment, if any, as far as the pack still asks it."""
        return self._try(lambda store: casework.latest_case(store, self.pack))

    def start(self, form: str, seed: int) -> None:
        self.session = self._try(lambda store: store.begin(Stamp.of(self.pack), form, seed, timestamp()))

    def resume(self, offered: Record) -> Record | None:
        """The offered session as it is now. None when another program took or finished it meanwhile."""
        resumed = self._usable(self._try(lambda store: store.resume(offered.number)))
        if self.trouble is not None:  # it cannot be written on, but still be read on
            return offered
        self.session = resumed.number if resumed else None
        return resumed

    def set_aside(self, offered: Sequence[Record]) -> None:
        for record in offered:
            self._try(lambda store, number=record.number: store.set_aside(number))  # type: ignore[misc]

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

    def offer(self, answers: Answers, texts: Texts, *, ask: bool) -> None:
        """Where they could not be saved: say so, and ask where to write them (`ask=False`: there is nobody to ask), or print them."""
        if self.trouble is None or sys.stderr is None:
            return
        with suppress(OSError):  # the terminal may be gone
            _tell(error_text(texts, self.trouble))
        if not len(answers):
            return
        text = answers_yaml(texts("rescue.head"), self.pack.header.id, self.pack.header.version, answers.values)
        with suppress(OSError), signals_as_errors():
            try:
                if ask and _written(text, len(answers), texts):
                    return
            except Interrupted:
                _tell(texts("rescue.print"), text)
                raise
            _tell(texts("rescue.print"), text)

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


def _written(text: str, count: int, texts: Texts) -> bool:
    """Ask for a place until the file is there; False when the person, or the end of input, wants none."""
    _tell(texts("rescue.ask", count=count, path=_free_name()))
    for _ in range(MOST_TRIES):
        _tell("> ", end="")
        line = sys.stdin.readline()
        if not line or normal(line) in {"n", "q"}:
            return False
        path = Path(_free_name() if normal(line) in {"", "y"} else line.strip())
        try:
            put(path.expanduser(), text.encode())
        except (OSError, RuntimeError) as error:  # RuntimeError: nobody has the name behind ~
            _tell(texts("rescue.failed", path=visible(str(path)), reason=reason_text(texts, reason_of(error))))
        else:
            tell_written(texts, {str(path): "look.answers"})
            return True
    return False


def _free_name() -> str:
    """Of a file that is not there yet, in the working directory."""
    return next((name for name in NAMES if not Path(name).exists()), NAMES[-1])


def _tell(*texts: str, end: str = "\n") -> None:
    tell("\n".join(texts), end)
