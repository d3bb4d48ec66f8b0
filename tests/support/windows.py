"""Windows in which the program runs, each a process of its own that was forked and so starts at once. It takes real locks and can be killed, or
its store made to fail, at any statement of SQL. What stands in a window comes as facts and not as a screen, and its keys go in one by one."""

import json
import os
import signal
import sqlite3
import sys
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any, BinaryIO, NoReturn

from opscareer.cli import app
from opscareer.cli.questionnaire import asking, keys, saving, session
from opscareer.cli.questionnaire.screen import Window as Sight
from opscareer.cli.questionnaire.sheets import AskedQuestion, Sheet, SheetWriter
from opscareer.pack import load
from opscareer.pack.model import Pack
from opscareer.report.terminal.console import console_on

SHEETS = ("intro", "checkpoint", "resume", "resume_one", "go_on", "more", "unsettled", "unread", "help")
SECONDS = 20.0  # that every question takes, by the clock of the questionnaire
NOW = "2030-01-01T08:00:00+00:00"
WRITTEN = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
DISK = sqlite3.OperationalError("disk I/O error")
DISK.sqlite_errorname = "SQLITE_IOERR"

Facts = Mapping[str, Any]


class Window:
    """One run of the program. `facts`: what stands in it while it waits for a key; `code`, `said` and `result`: how it ended, and what it wrote
    on standard error and output."""

    def __init__(
        self, place: Path, pack: Pack, *arguments: str, now: str = NOW, error: sqlite3.Error = DISK, fails_at: int | None = None
    ) -> None:
        """`place`: of the store, and of what is written. `now`: by its clock. `error`: what SQLite says where it is made to fail; `fails_at`:
        from which statement on, before it waits for the first key."""
        self.code: int | None = None
        self.said = self.result = ""
        self.facts: Facts = {}
        self._place = place
        facts, told = os.pipe()
        typed, self._keys = os.pipe()
        self._process = os.fork()
        if not self._process:
            os.close(self._keys)
            _run(Line(os.fdopen(told, "wb"), os.fdopen(typed, "rb"), error, fails_at), place, pack, arguments, now)
        os.close(told)
        os.close(typed)
        self._facts = os.fdopen(facts, "rb")
        self._wait()

    @property
    def sheet(self) -> str:
        """What it waits at; "" at its end."""
        return str(self.facts.get("sheet", ""))

    def press(self, key: str, *, dies_at: int | None = None, fails_at: int | None = None) -> Facts:
        """Press a key, and wait until the program waits again or has ended.

        dies_at: it is killed before this statement that follows, from 0
        fails_at: this statement fails, and so does all that comes after it before the next key
        """
        os.write(self._keys, json.dumps([key, dies_at, fails_at]).encode() + b"\n")
        return self._wait()

    def signal(self, number: signal.Signals) -> None:
        """Send a signal and wait for the end."""
        os.kill(self._process, number)
        self._wait()

    def close(self) -> None:
        """Kill it if it still runs."""
        if self.code is None:
            self.signal(signal.SIGKILL)

    def _wait(self) -> Facts:
        line = self._facts.readline()
        self.facts = json.loads(line) if line else {}
        if not line:
            self.code = os.waitstatus_to_exitcode(os.waitpid(self._process, 0)[1])
            self._facts.close()
            os.close(self._keys)
            self.result, self.said = ((self._place / name).read_text(encoding="utf-8") for name in ("out", "err"))
        return self.facts


# --- in the process of the window


class Line:
    """The way between a window and the test."""

    def __init__(self, told: BinaryIO, typed: BinaryIO, error: sqlite3.Error, fails_at: int | None) -> None:
        self.facts: dict[str, Any] = {}
        self._told, self._typed, self._error = told, typed, error
        self._statements, self._dies, self._fails = count(), None, fails_at

    def key(self) -> str:
        """Tell what stands in the window; the next key. What was to happen on the way here does not any more."""
        self._dies = self._fails = None
        self._told.write(json.dumps(self.facts).encode() + b"\n")
        self._told.flush()
        if not (line := self._typed.readline()):
            return keys.END
        key, self._dies, self._fails = json.loads(line)
        self._statements = count()
        return str(key)

    def pass_by(self, sql: str) -> None:
        """Every statement comes by here before it is carried out."""
        if sql.startswith("PRAGMA"):
            return
        number = next(self._statements)
        if number == self._dies:
            os.kill(os.getpid(), signal.SIGKILL)
        if self._fails is not None and number >= self._fails:
            raise self._error


class Connection(sqlite3.Connection):
    """Carries out what the line lets pass."""

    line: Line

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        self.line.pass_by(sql)
        return super().execute(sql, *values)

    def executemany(self, sql: str, values: Any) -> sqlite3.Cursor:
        self.line.pass_by(sql)
        return super().executemany(sql, values)


class Piped:
    """Draws nothing, and has its keys from the line."""

    single = True
    line: Line

    def __init__(self, idle: object) -> None:
        self.console = console_on(sys.stderr, plain=True)
        self.window = Sight()

    def opened(self) -> AbstractContextManager[None]:
        return nullcontext()

    def turn(self, *, typed_ahead: bool = True) -> None:
        """Nothing is drawn."""

    def show(self, sheet: Sheet) -> None:
        self.line.facts["text"] = "\n".join(line.plain for line in (*sheet.head, *sheet.body, *sheet.note, *sheet.foot))

    def read(self, *, pastes: bool = False) -> str:
        return self.line.key()

    def confirm(self, lines: object) -> None:
        """Nothing is drawn."""

    def aside(self, sheet: Sheet) -> None:
        self.show(sheet)
        self.read()


class Telling(SheetWriter):
    """Writes the same sheets, and tells which."""

    line: Line

    def question(self, asked: AskedQuestion) -> Sheet:
        self.line.facts = {
            "sheet": "question",
            "question": asked.question.id,
            "number": asked.number,
            "total": asked.total,
            "order": asked.order,
            "ticks": asked.draft.ticks,
            "given": asked.given,
        }
        return super().question(asked)


def _told(name: str) -> Any:
    write = getattr(SheetWriter, name)

    def written(writer: Telling, *facts: Any) -> Sheet:
        writer.line.facts = {"sheet": name}
        sheet: Sheet = write(writer, *facts)
        return sheet

    return written


for sheet in SHEETS:
    setattr(Telling, sheet, _told(sheet))


def _run(line: Line, place: Path, pack: Pack, arguments: tuple[str, ...], now: str) -> NoReturn:
    """The program, in the process that was just forked."""
    code = 70
    try:
        for number, (file, flags) in enumerate(((os.devnull, os.O_RDONLY), (place / "out", WRITTEN), (place / "err", WRITTEN))):
            os.dup2(os.open(file, flags, 0o600), number)
        sys.stdin, sys.stdout, sys.stderr = (os.fdopen(number, mode, encoding="utf-8") for number, mode in enumerate("rww"))
        os.environ["OPSCAREER_HOME"] = str(place)
        Piped.line = Connection.line = Telling.line = line
        replaced: list[tuple[Any, str, object]] = [
            (asking, "Paper", Piped),
            (asking, "SheetWriter", Telling),
            (asking, "single_keys_possible", lambda plain: False),
            (asking, "time", SimpleNamespace(monotonic=count(step=SECONDS).__next__)),
            (keys, "is_interactive", lambda: True),
            (load, "load_pack", lambda directory=None: pack),
            (session, "timestamp", lambda: now),
            (saving, "timestamp", lambda: now),
            (sqlite3, "connect", partial(sqlite3.connect, factory=Connection)),
        ]
        for where, name, new in replaced:
            setattr(where, name, new)
        code = app.main(arguments)
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)
