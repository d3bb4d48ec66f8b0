"""The one funnel for everything that is printed."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from opscareer.errors import OutputError
from opscareer.texts import Texts

if TYPE_CHECKING:
    from rich.console import Console

    from opscareer.report.terminal.layout import Line, Page

NARROWEST, WIDEST = 20, 100


class Output:
    """Prints lines and JSON on standard output. Rich is loaded only when lines are printed."""

    def __init__(self, texts: Texts, *, plain: bool = False) -> None:
        self.texts = texts
        self.plain = plain

    def page(self) -> "Page":
        """As wide as standard output, at most 100 cells: longer lines are hard to read."""
        return page_of(console_on(_open_stdout(), plain=self.plain))

    def lines(self, lines: list["Line"]) -> None:
        print_lines(console_on(_open_stdout(), plain=self.plain), lines)

    def text(self, text: str) -> None:
        _open_stdout().write(text)

    def file(self, text: str) -> None:
        """What is meant to be kept as a file: UTF-8 wherever it goes, but for a terminal, which gets its own encoding."""
        stream = _open_stdout()
        if stream.isatty() or not hasattr(stream, "buffer"):
            stream.write(text)
            return
        stream.flush()
        stream.buffer.write(text.encode())

    def json(self, document: dict[str, Any]) -> None:
        from opscareer.report.documents import dump

        self.document(dump(document))

    def document(self, text: str) -> None:
        """A document in UTF-8, whatever the terminal's encoding."""
        stream = _open_stdout()
        stream.flush()
        if hasattr(stream, "buffer"):
            stream.buffer.write(text.encode())
        else:
            stream.write(text)


def console_on(stream: TextIO, *, plain: bool = False) -> "Console":
    """A console that never reads markup, emoji names or numbers into what it prints; `plain` writes no escape sequence at all."""
    from rich.console import Console

    return Console(file=stream, markup=False, highlight=False, emoji=False, soft_wrap=True, color_system=None if plain else "auto")


def page_of(console: "Console") -> "Page":
    from opscareer.report.terminal.layout import Page

    return Page(max(NARROWEST, min(WIDEST, _width(console))), shows_fine_strokes(console.encoding))


def _width(console: "Console") -> int:
    """As wide as the terminal. Rich takes every dumb one for 80 cells wide."""
    if console.is_dumb_terminal:
        with suppress(OSError, ValueError):
            return int(os.environ.get("COLUMNS", "")) if "COLUMNS" in os.environ else os.get_terminal_size(console.file.fileno()).columns
    return console.width


def wrapped(text: str, stream: TextIO | None) -> str:
    """The text in lines as wide as the terminal on `stream`; as it is where that is none."""
    if stream is None or stream.closed or not stream.isatty():
        return text
    from opscareer.report.terminal.layout import wrap

    return "\n".join(wrap(text, page_of(console_on(stream)).width))


def print_lines(console: "Console", lines: list["Line"]) -> None:
    for line in lines:
        console.print(line)


def shows_fine_strokes(encoding: str) -> bool:
    """Only UTF-8: other encodings lack the strokes of rules and bars, or show them two cells wide."""
    return encoding.lower().replace("-", "").replace("_", "") == "utf8"


def forgive_encoding() -> None:
    """A character that the terminal cannot show becomes a question mark instead of a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def check_stdout() -> None:
    """Raises OutputError where nothing can be printed at all."""
    _open_stdout()


def _open_stdout() -> TextIO:
    if sys.stdout is None or sys.stdout.closed:
        raise OutputError("stdout-closed")
    return sys.stdout


def flush() -> None:
    """Write out what is buffered, here, where a failure can still be told."""
    if sys.stdout is not None and not sys.stdout.closed:
        sys.stdout.flush()


def leave_quietly() -> None:
    """A stream that broke must not change the exit code when the interpreter flushes it at the end."""
    for stream, descriptor in ((sys.stdout, 1), (sys.stderr, 2)):
        try:
            if stream is not None and not stream.closed:
                stream.flush()
        except OSError:
            _silence(descriptor)


def silence_stdout() -> None:
    """After a broken pipe: keep the interpreter from failing once more when it flushes at exit."""
    _silence(1)


def _silence(descriptor: int) -> None:
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), descriptor)
