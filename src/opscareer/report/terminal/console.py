"""Lines on a terminal, by Rich."""

import os
from contextlib import suppress
from typing import NoReturn, TextIO

from rich.console import Console
from rich.text import Text

from opscareer.report.terminal.layout import Line, Page
from opscareer.report.terminal.plain import page_of_width


class _Console(Console):
    def on_broken_pipe(self) -> NoReturn:
        """Rich would leave the program here; the error boundary knows better what to do."""
        raise BrokenPipeError


def console_on(stream: TextIO, *, plain: bool = False) -> Console:
    """A console that never reads markup, emoji names or numbers into what it prints; `plain` writes no escape sequence at all."""
    return _Console(file=stream, markup=False, highlight=False, emoji=False, soft_wrap=True, color_system=None if plain else "auto")


def page_of(console: Console) -> Page:
    """As wide as the terminal. Rich takes every dumb one for 80 cells wide."""
    width = console.width
    if console.is_dumb_terminal:
        with suppress(OSError, ValueError):
            width = int(os.environ["COLUMNS"]) if "COLUMNS" in os.environ else os.get_terminal_size(console.file.fileno()).columns
    return page_of_width(width, console.encoding)


def text_of(console: Console, lines: list[Line]) -> str:
    """The lines as they would be printed on this console."""
    with console.capture() as captured:
        print_lines(console, lines)
    return captured.get()


def print_lines(console: Console, lines: list[Line]) -> None:
    for line in lines:
        (text, style), *others = line.parts
        console.print(Text(text, style).append_tokens(others))
