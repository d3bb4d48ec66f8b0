"""The one funnel for everything that is printed."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from opscareer import report
from opscareer.errors import OutputError
from opscareer.report import terminal

if TYPE_CHECKING:
    from opscareer.report.terminal.layout import Line, Page

STDOUT, STDERR = 1, 2


class Output:
    """Prints lines and documents on standard output; `plain` without any escape sequence."""

    def __init__(self, *, plain: bool = False) -> None:
        self.plain = plain

    def page(self) -> "Page":
        stream = open_stdout()
        if not _shows_styles(stream):
            return terminal.plain.page_for(stream)
        return terminal.console.page_of(terminal.console.console_on(stream, plain=self.plain))

    def lines(self, lines: list["Line"]) -> None:
        stream = open_stdout()
        if not _shows_styles(stream):
            stream.write(terminal.plain.text_of(lines))
            return
        terminal.console.print_lines(terminal.console.console_on(stream, plain=self.plain), lines)

    def say(self, texts: list[str]) -> None:
        """Texts as lines of the page's width."""
        page = self.page()
        self.lines([line for text in texts for line in page.wrap(text)])

    def file(self, text: str) -> None:
        """What is meant to be kept as a file: UTF-8 wherever it goes, but for a terminal, which gets its own encoding."""
        stream = open_stdout()
        if stream.isatty():
            stream.write(text)
        else:
            _write_utf8(stream, text)

    def json(self, document: dict[str, Any]) -> None:
        """JSON in UTF-8, whatever the terminal's encoding."""
        _write_utf8(open_stdout(), report.documents.dump(document))


def _shows_styles(stream: TextIO) -> bool:
    """Whether Rich would take the stream for a terminal."""
    return stream.isatty() or bool(os.environ.get("FORCE_COLOR")) or os.environ.get("TTY_COMPATIBLE") == "1"


def _write_utf8(stream: TextIO, text: str) -> None:
    if hasattr(stream, "buffer"):
        stream.flush()
        stream.buffer.write(text.encode())
    else:  # a stream of text alone has no encoding
        stream.write(text)


def replace_unencodable() -> None:
    """A character that the terminal cannot show becomes a question mark instead of a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def open_stdout() -> TextIO:
    """Raises OutputError where nothing can be printed at all."""
    if sys.stdout is None or sys.stdout.closed:
        raise OutputError("stdout-closed")
    return sys.stdout


def on_terminal(stream: TextIO | None) -> bool:
    return stream is not None and not stream.closed and stream.isatty()


def flush() -> None:
    """Write out what is buffered, here, where a failure can still be told."""
    if sys.stdout is not None and not sys.stdout.closed:
        sys.stdout.flush()


def flush_at_exit() -> None:
    """A stream that broke must not change the exit code when the interpreter flushes it at the end."""
    for stream, descriptor in ((sys.stdout, STDOUT), (sys.stderr, STDERR)):
        try:
            if stream is not None and not stream.closed:
                stream.flush()
        except OSError:
            silence(descriptor)


def silence(descriptor: int) -> None:
    """After a broken pipe: keep the interpreter from failing once more when it flushes at exit."""
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), descriptor)
