"""The one funnel for everything that is printed."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from opscareer.errors import OutputError
from opscareer.texts import Texts

if TYPE_CHECKING:
    from opscareer.report.terminal.layout import Line, Page


class Output:
    """Prints lines, texts and documents on standard output."""

    def __init__(self, texts: Texts, *, plain: bool = False) -> None:
        self.texts = texts
        self.plain = plain

    def page(self) -> "Page":
        stream = open_stdout()
        if _shows_styles(stream):
            console = _rich()
            page: Page = console.page_of(console.console_on(stream, plain=self.plain))
            return page
        return _plain().page_for(stream)  # type: ignore[no-any-return]

    def lines(self, lines: list["Line"]) -> None:
        stream = open_stdout()
        if _shows_styles(stream):
            console = _rich()
            console.print_lines(console.console_on(stream, plain=self.plain), lines)
        else:
            stream.write(_plain().text_of(lines))

    def say(self, texts: list[str]) -> None:
        """Texts as lines of the page's width."""
        page = self.page()
        self.lines([line for text in texts for line in page.wrap(text)])

    def text(self, text: str) -> None:
        open_stdout().write(text)

    def file(self, text: str) -> None:
        """What is meant to be kept as a file: UTF-8 wherever it goes, but for a terminal, which gets its own encoding."""
        stream = open_stdout()
        if stream.isatty() or not hasattr(stream, "buffer"):
            stream.write(text)
        else:
            _write_utf8(stream, text)

    def json(self, document: dict[str, Any]) -> None:
        """JSON in UTF-8, whatever the terminal's encoding."""
        # A door: the documents know the pack's model, which not every command needs
        from opscareer.report.documents import dump

        self.document(dump(document))

    def document(self, text: str) -> None:
        """A document that is JSON already."""
        stream = open_stdout()
        if hasattr(stream, "buffer"):
            _write_utf8(stream, text)
        else:
            stream.write(text)


def _rich() -> Any:
    """A door: only commands that print lines on a terminal pay for loading Rich."""
    from opscareer.cli import console

    return console


def _plain() -> Any:
    """A door: only commands that print lines need the layout."""
    from opscareer.report.terminal import plain

    return plain


def _shows_styles(stream: TextIO) -> bool:
    """Whether Rich would take the stream for a terminal."""
    return stream.isatty() or bool(os.environ.get("FORCE_COLOR")) or os.environ.get("TTY_COMPATIBLE") == "1"


def wrapped(text: str, stream: TextIO | None) -> str:
    """The text in lines as wide as the terminal on `stream`; as it is where that is none."""
    if stream is None or stream.closed or not stream.isatty():
        return text
    wrapped_text: str = _rich().wrapped(text, stream)
    return wrapped_text


def replace_unencodable() -> None:
    """A character that the terminal cannot show becomes a question mark instead of a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def check_stdout() -> None:
    """Raises OutputError where nothing can be printed at all."""
    open_stdout()


def open_stdout() -> TextIO:
    if sys.stdout is None or sys.stdout.closed:
        raise OutputError("stdout-closed")
    return sys.stdout


def _write_utf8(stream: TextIO, text: str) -> None:
    stream.flush()
    stream.buffer.write(text.encode())


def flush() -> None:
    """Write out what is buffered, here, where a failure can still be told."""
    if sys.stdout is not None and not sys.stdout.closed:
        sys.stdout.flush()


def flush_at_exit() -> None:
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
