"""Single keys from a terminal. The terminal is always given back as it was."""

import os
import select
import signal
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from opscareer.errors import EXIT_INTERRUPTED, EXIT_TERMINATED, Interrupted

try:
    import termios
    import tty
except ImportError:  # Windows: the line mode serves there
    termios = None  # type: ignore[assignment]

ARROWS = {"[A": "up", "[B": "down", "OA": "up", "OB": "down"}
CHINESE = {"一": "1", "二": "2", "三": "3", "四": "4", "五": "5", "六": "6", "七": "7", "是": "y", "否": "n"}
ENTER, END = "enter", "end"
EXIT_HUNG_UP = 129
SECONDS_AFTER_ESCAPE = 0.05
SECONDS_BETWEEN_LOOKS = 0.5


def normal(typed: str) -> str:
    """What was typed as the key that is meant: full-width digits, Chinese numerals and capitals count."""
    plain = unicodedata.normalize("NFKC", typed).strip().lower()
    return CHINESE.get(plain, plain)


def somebody_there() -> bool:
    """Whether a person can be asked: questions go to standard error, answers come from standard input."""
    return all(stream is not None and not stream.closed and stream.isatty() for stream in (sys.stdin, sys.stderr))


def single_keys_possible(plain: bool) -> bool:
    """Whether single keys can be read and the screen redrawn; otherwise lines are read."""
    return termios is not None and not plain and os.environ.get("TERM", "dumb") not in {"dumb", "unknown", ""}


class SingleKeys:
    """Reads one key at a time, without Enter and without echo, while `raw()` lasts."""

    def __init__(self) -> None:
        self.descriptor = sys.stdin.fileno()
        self.waiting = ""
        self.bytes = b""

    def read(self) -> str:
        """The next key: a character, `up`, `down`, `enter`, or `end` when the terminal is gone or Ctrl-D was pressed."""
        char = self._char()
        if char in {"", "\x04"}:
            return END
        if char in {"\r", "\n"}:
            return ENTER
        if char == "\x1b":
            return self._after_escape()
        return normal(char)

    def _after_escape(self) -> str:
        sequence = ""
        while len(sequence) < 8 and self._ready():
            sequence += self._char()
            if len(sequence) > 1 and (sequence[-1].isalpha() or sequence[-1] == "~"):
                break
        return ARROWS.get(sequence, "")

    def _ready(self) -> bool:
        return bool(self.waiting) or bool(select.select([self.descriptor], [], [], SECONDS_AFTER_ESCAPE)[0])

    def _char(self) -> str:
        while not self.waiting:
            # a signal that reaches one of numpy's threads does not interrupt a plain read
            if not select.select([self.descriptor], [], [], SECONDS_BETWEEN_LOOKS)[0]:
                continue
            try:
                data = os.read(self.descriptor, 1024)
            except OSError:  # the terminal was closed
                return ""
            if not data:
                return ""
            self.bytes += data
            self.waiting, self.bytes = _decoded(self.bytes)
        char, self.waiting = self.waiting[0], self.waiting[1:]
        return char


def _decoded(data: bytes) -> tuple[str, bytes]:
    """The characters that are whole, and the bytes of one that is not yet."""
    encoding = sys.stdin.encoding or "utf-8"
    for cut in range(min(4, len(data))):
        whole = data[: len(data) - cut]
        try:
            return whole.decode(encoding), data[len(data) - cut :]
        except UnicodeDecodeError:
            continue
    return data.decode(encoding, errors="replace"), b""


@contextmanager
def raw(keys: SingleKeys) -> Iterator[None]:
    """The terminal without echo and line buffering; Ctrl-C still interrupts, and Ctrl-Z and back keep the mode."""
    before = termios.tcgetattr(keys.descriptor)

    def enter(*_: object) -> None:
        with suppress(termios.error):  # the terminal may be gone
            tty.setcbreak(keys.descriptor, termios.TCSADRAIN)

    previous = signal.signal(signal.SIGCONT, enter)
    try:
        enter()
        yield
    finally:
        signal.signal(signal.SIGCONT, previous)
        with suppress(termios.error):  # the terminal may be gone
            termios.tcsetattr(keys.descriptor, termios.TCSADRAIN, before)


@contextmanager
def signals_as_errors() -> Iterator[None]:
    """SIGINT, SIGTERM and SIGHUP raise Interrupted with their exit code, so that everything is put back on the way out."""
    codes = {signal.SIGINT: EXIT_INTERRUPTED, signal.SIGTERM: EXIT_TERMINATED}
    if hasattr(signal, "SIGHUP"):
        codes[signal.SIGHUP] = EXIT_HUNG_UP

    def interrupt(number: int, _: FrameType | None) -> None:
        raise Interrupted(codes[signal.Signals(number)])

    before = {number: signal.signal(number, interrupt) for number in codes}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
