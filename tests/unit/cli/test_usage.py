"""The edge of the program: exit codes that mean one thing, and a parser that is not the one we know."""

import sys
from collections.abc import Iterator

import pytest

from opscareer.cli import app, usage
from opscareer.cli.app import main
from opscareer.cli.command import Entry
from opscareer.cli.commands import ROOT


def entries(entry: Entry) -> Iterator[Entry]:
    yield entry
    for below in entry.commands:
        yield from entries(below)


@pytest.mark.parametrize("entry", [entry for entry in entries(ROOT) if entry.function], ids=lambda entry: entry.function)
def test_every_command_of_the_table_can_be_loaded(entry: Entry) -> None:
    assert callable(entry.load())


def test_another_parser_than_the_known_one_is_said_in_a_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(usage, "_missing", "cannot import name 'NoSuchOption'")

    code = main(["roles", "--lang", "en"])

    printed = capsys.readouterr()
    assert (code, printed.out) == (3, "")
    assert "Typer" in printed.err
    assert "another parser: cannot import name 'NoSuchOption'" in printed.err
    assert "Traceback" not in printed.err


def raising(error: BaseException) -> object:
    def run(*_: object) -> int:
        raise error

    return run


@pytest.mark.parametrize(
    ("error", "expected"),
    [(SystemExit(1), 1), (SystemExit(0), 0), (SystemExit(None), 0), (BrokenPipeError(), 141), (KeyboardInterrupt(), 130)],
)
def test_only_a_reader_that_went_away_is_reported_as_one(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, error: BaseException, expected: int
) -> None:
    monkeypatch.setattr(app, "_run", raising(error))
    monkeypatch.setattr(app, "silence", lambda descriptor: None)

    assert main(["roles"]) == expected


def test_an_argument_that_is_no_text_does_not_stop_the_report_of_a_bug(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "_run", raising(RuntimeError("broken")))
    monkeypatch.setattr(sys, "argv", ["opscareer"])

    assert main(["roles", "\udcff", "--lang", "en"]) == 3

    assert "broken" in capsys.readouterr().err
