"""The one funnel for everything that is printed."""

import os
import shlex
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from opscareer import __version__, report
from opscareer.cli import display
from opscareer.errors import OutputError
from opscareer.pack.source import visible
from opscareer.report import terminal
from opscareer.texts import Texts

if TYPE_CHECKING:
    from opscareer.report.terminal.layout import Line, Page

STDOUT, STDERR = 1, 2


class Output:
    """Prints lines and documents on standard output.

    plain: without any escape sequence.
    keys: the keys of a pager, which shows lines that do not fit into the window; "" where they are printed at once.
    end: how to leave it, said below the last line, where a command typed next would go to the pager.
    """

    def __init__(self, *, plain: bool = False, keys: str = "", end: str = "") -> None:
        self.plain, self.keys, self.end = plain, keys, end

    def page(self) -> "Page":
        stream = open_stdout()
        if not _shows_styles(stream):
            return terminal.plain.page_for(stream)
        return terminal.console.page_of(terminal.console.console_on(stream, plain=self.plain))

    def lines(self, lines: list["Line"]) -> None:
        stream = _stdout_to_print_on()
        if not _shows_styles(stream):
            stream.write(terminal.plain.text_of(lines))
            return
        if not (self.keys and self._paged(lines, stream)):
            terminal.console.print_lines(terminal.console.console_on(stream, plain=self.plain), lines)

    def _paged(self, lines: list["Line"], stream: TextIO) -> bool:
        """Whether a pager has shown them: in a window that they do not fit into, with somebody at its keys."""
        console = terminal.console.console_on(stream, plain=self.plain)
        rows = sum(max(1, -(-line.cell_len // console.width)) for line in lines)
        if rows < console.height or console.is_dumb_terminal or not (on_terminal(stream) and on_terminal(sys.stdin)):
            return False
        pager, page = display.pager.chosen(os.environ), terminal.console.page_of(console)
        if pager is None or not page.fine:  # pagers know UTF-8, and few other encodings
            return False
        above, below = (page.wrap(text, style=terminal.layout.FAINT) for text in (self.keys, self.end))
        shown = [*above, *lines, *below] if pager.explained else lines
        text = terminal.console.text_of(console, shown) if pager.styled else terminal.plain.text_of(shown)
        return display.pager.show(pager, text, stream)

    def say(self, texts: list[str]) -> None:
        """Texts as lines of the page's width."""
        page = self.page()
        self.lines([line for text in texts for line in page.wrap(text)])

    def file(self, text: str) -> None:
        """What is meant to be kept as a file: UTF-8 wherever it goes, but for a terminal, which gets its own encoding."""
        stream = _stdout_to_print_on()
        if stream.isatty():
            stream.write(text)
        else:
            _write_utf8(stream, text)

    def json(self, document: dict[str, Any]) -> None:
        """JSON in UTF-8, whatever the terminal's encoding."""
        _write_utf8(_stdout_to_print_on(), report.documents.dump(document))


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


def tell_version() -> None:
    open_stdout().write(f"opscareer {__version__}\n")


def _stdout_to_print_on() -> TextIO:
    display.waiting.over()
    return open_stdout()


def written(texts: Texts, name: str, look: str, **facts: object) -> list[str]:
    """What to say of a file or a directory that was written: where it is and, by the text `look`, how to look at it."""
    place, argument = (terminal.layout.whole(visible(path)) for path in (str(Path(name).expanduser().absolute()), shlex.quote(name)))
    return [texts("written", path=place), texts(look, path=argument, **facts)]


def tell_written(texts: Texts, files: Mapping[str, str]) -> None:
    """Say it on standard error, where it is part of no document. `files`: for each the text that says how to look at it; "-" is none."""
    for text in [text for name, look in files.items() if name != "-" for text in written(texts, name, look)]:
        note(text)


def note(text: str) -> None:
    """A text on standard error, wrapped for eyes alone, so that a script finds what it says on one line."""
    page = Output().page()
    if not on_terminal(sys.stderr):
        page = replace(page, width=sys.maxsize)
    tell("\n".join(line.plain for line in page.wrap(text)))


def tell(text: str, end: str = "\n") -> None:
    """On standard error, if there is one."""
    display.waiting.over()
    if sys.stderr is not None and not sys.stderr.closed:
        sys.stderr.write(text + end)
        sys.stderr.flush()


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
