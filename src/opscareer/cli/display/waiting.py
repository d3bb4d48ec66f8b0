"""A line on standard error that says that something takes long. It appears where nothing else was said for half a second, and is gone
before the next thing is said, so that it is never part of what a person keeps."""

import shutil
import sys
from contextlib import suppress
from threading import Lock, Timer

SECONDS = 0.5


class _Line:
    """The line that one command shows, or would show if it took longer."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._width = 0  # cells taken on the screen
        self._lock, self._is_over = Lock(), False
        self._timer = Timer(SECONDS, self._appear)
        self._timer.daemon = True
        self._timer.start()

    def say(self, text: str) -> None:
        with self._lock:
            self.text = text
            if self._width:
                self._draw()

    def over(self) -> None:
        self._timer.cancel()
        with self._lock:
            self._is_over = True
            self._write(self._blank())
            self._width = 0

    def _appear(self) -> None:
        with self._lock:
            if not self._is_over:
                self._draw()

    def _draw(self) -> None:
        """Over what is there. Nothing where the window is too narrow: a line that breaks could not be taken back."""
        cells = sum(2 if ord(char) > 0x7F else 1 for char in self.text)
        blank, self._width = self._blank(), cells if cells < shutil.get_terminal_size().columns else 0
        self._write(blank + (self.text if self._width else ""))

    def _blank(self) -> str:
        return f"\r{' ' * self._width}\r" if self._width else ""

    def _write(self, text: str) -> None:
        if text:
            with suppress(OSError, ValueError):  # the terminal may be gone
                sys.stderr.write(text)
                sys.stderr.flush()


_text, _line = "", None  # type: tuple[str, _Line | None]


def begin(text: str) -> None:
    """Something begins that may take long. `text`: what to say then."""
    global _text, _line
    over()
    if sys.stderr is not None and not sys.stderr.closed and sys.stderr.isatty():
        _text, _line = text, _Line(text)


def again() -> None:
    """After a question to the person that came in between."""
    if _text:
        begin(_text)


def say(text: str) -> None:
    """How far it is."""
    if _line is not None:
        _line.say(text)


def over() -> None:
    """Something is about to be said or asked."""
    global _line  # noqa: PLW0603
    if _line is not None:
        _line.over()
        _line = None
