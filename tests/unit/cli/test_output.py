"""What is printed where: documents in UTF-8, a terminal in its own encoding, lines alike with and without a terminal."""

import io
import sys

import pytest

from opscareer.cli.output import Output
from opscareer.files import Document, write_documents
from opscareer.report.terminal.console import console_on, print_lines
from opscareer.report.terminal.layout import Line
from opscareer.report.terminal.plain import text_of


class Stream(io.TextIOWrapper):
    """Standard output in an encoding of its own, on a terminal or not."""

    def __init__(self, encoding: str, *, terminal: bool) -> None:
        super().__init__(io.BytesIO(), encoding=encoding, errors="replace")
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal

    def written(self) -> bytes:
        self.flush()
        assert isinstance(self.buffer, io.BytesIO)
        return self.buffer.getvalue()


@pytest.mark.parametrize(("terminal", "encoding"), [(True, "gbk"), (False, "utf-8")])
def test_a_document_on_standard_output_is_utf_8_but_on_a_terminal_which_gets_its_own(
    monkeypatch: pytest.MonkeyPatch, terminal: bool, encoding: str
) -> None:
    stream = Stream("gbk", terminal=terminal)
    monkeypatch.setattr(sys, "stdout", stream)

    write_documents([Document("-", "运营\n")], Output().file, force=False)

    assert stream.written() == "运营\n".encode(encoding)


def lines() -> list[Line]:
    parts = Line("运营 ", "bold").append("━━●··", "cyan").append("  80%")
    return [Line(""), Line("a [bold]b[/] :smile: 12  "), parts, Line("x" * 300), Line("tab\there\x07\x0b")]


def test_without_a_terminal_lines_are_what_rich_would_print(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    by_rich = io.StringIO()
    print_lines(console_on(by_rich), lines())

    assert text_of(lines()) == by_rich.getvalue()


def test_a_line_knows_its_text_and_width() -> None:
    line = Line("运营 ", "bold").append("  ").append(" ", "dim")

    assert (line.plain, line.cell_len) == ("运营    ", 8)
