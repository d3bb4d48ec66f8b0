"""Lines where no terminal shows them: a file, a pipe."""

import os
from collections.abc import Iterable
from contextlib import suppress
from typing import TextIO

from opscareer.report.terminal.layout import Line, Page

NARROWEST, WIDEST, USUAL = 20, 100, 80
INVISIBLE = dict.fromkeys(map(ord, "\a\b\v\f\r"))  # what would move a cursor


def page_of_width(width: int, encoding: str) -> Page:
    """At most 100 cells wide: longer lines are hard to read. Fine strokes only in UTF-8: other encodings lack them or show them wider."""
    return Page(max(NARROWEST, min(WIDEST, width)), encoding.lower().replace("-", "").replace("_", "") == "utf8")


def page_for(stream: TextIO) -> Page:
    """As wide as COLUMNS says, or as the terminal that the program was called from."""
    return page_of_width(_width(), getattr(stream, "encoding", None) or "utf-8")


def _width() -> int:
    columns = os.environ.get("COLUMNS", "")
    if columns.isdigit():
        return int(columns)
    for descriptor in (0, 1, 2):
        with suppress(OSError):
            return os.get_terminal_size(descriptor).columns or USUAL
    return USUAL


def text_of(lines: Iterable[Line]) -> str:
    return "".join(line.plain.expandtabs().translate(INVISIBLE) + "\n" for line in lines)
