"""What is longer than the window is shown page by page, where somebody sits at a terminal and wants it so."""

import json
import os
import re
import shlex
from pathlib import Path

import pytest
from people import highest
from screen import PROGRAM
from shipped import shipped_pack

LONG = ("guide", "entry", "--lang", "en")
RUN = ("/bin/sh", "-c")


@pytest.fixture
def pager(tmp_path, monkeypatch):
    """Makes a pager: keeps what it is given, then runs these lines of shell. Returns what it has got, or None where it was never started."""

    def make(*lines, name="pager", variable="OPSCAREER_PAGER"):
        kept, script = tmp_path / f"{name}.got", tmp_path / "bin" / name
        script.parent.mkdir(exist_ok=True)
        script.write_text("\n".join(["#!/bin/sh", f'echo "$@" > "{kept}.args"', f'cat > "{kept}"', *lines]) + "\n")
        script.chmod(0o755)
        monkeypatch.delenv("OPSCAREER_PAGER", raising=False)
        if variable:
            monkeypatch.setenv(variable, shlex.quote(str(script)))
        return lambda: kept.read_text(encoding="utf-8") if kept.exists() else None

    return make


@pytest.fixture
def text(opscareer):
    return opscareer(*LONG, COLUMNS="80").stdout.decode()


def test_the_pager_gets_the_whole_text_and_nothing_is_printed_beside_it(pager, in_terminal, text):
    got = pager()

    terminal = in_terminal(*PROGRAM, *LONG)

    assert terminal.ended() == 0
    assert got() == text
    assert terminal.printed == ""


@pytest.mark.parametrize("command", [("--help",), ("help",), ("plan", "--help"), ("help", "plan")], ids=" ".join)
def test_help_longer_than_the_window_is_paged_unless_no_pager_is_wanted(pager, in_terminal, opscareer, command):
    got, whole = pager(), opscareer(*command, "--lang", "en", COLUMNS="80").stdout.decode()

    unpaged = in_terminal(*PROGRAM, "--no-pager", *command, "--lang", "en")
    assert (unpaged.ended(), unpaged.printed, got()) == (0, whole, None)

    assert in_terminal(*PROGRAM, *command, "--lang", "en").ended() == 0
    assert got() == whole


def test_what_fits_into_the_window_is_printed(pager, in_terminal, text):
    got = pager()

    terminal = in_terminal(*PROGRAM, *LONG, lines=len(text.splitlines()) + 1)

    assert terminal.ended() == 0
    assert (terminal.printed, got()) == (text, None)


def test_a_window_too_small_by_a_line_needs_the_pager(pager, in_terminal, text):
    got = pager()

    assert in_terminal(*PROGRAM, *LONG, lines=len(text.splitlines())).ended() == 0

    assert got() == text


@pytest.mark.parametrize(
    "command",
    [("--no-pager", *LONG), (*LONG, "--no-pager"), (*LONG, "--json"), ("questions", "--template")],
    ids=["--no-pager before", "--no-pager behind", "--json", "a file"],
)
def test_no_pager_is_used_where_none_is_wanted_or_a_document_is(pager, in_terminal, command):
    got = pager()

    terminal = in_terminal(*PROGRAM, *command)

    assert terminal.ended() == 0
    assert terminal.printed.count("\n") > 40
    assert got() is None


@pytest.mark.parametrize("into", ['"$@" | cat', '"$@" < /dev/null'], ids=["a pipe", "nobody at the keys"])
def test_no_pager_is_used_in_a_pipe_and_without_somebody_at_the_keys(pager, in_terminal, text, into):
    got = pager()

    terminal = in_terminal(*RUN, into, "sh", *PROGRAM, *LONG)

    assert terminal.ended() == 0
    assert (terminal.printed, got()) == (text, None)


@pytest.mark.parametrize(
    "variables",
    [{"OPSCAREER_PAGER": ""}, {"OPSCAREER_PAGER": "cat"}, {"PAGER": ""}, {"PAGER": " cat "}, {"OPSCAREER_PAGER": "", "PAGER": "false"}],
    ids=str,
)
def test_an_empty_name_and_cat_mean_no_pager(in_terminal, monkeypatch, text, variables):
    monkeypatch.delenv("OPSCAREER_PAGER", raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    terminal = in_terminal(*PROGRAM, *LONG)

    assert terminal.ended() == 0
    assert terminal.printed == text


def test_the_pager_of_this_program_counts_for_more_than_that_of_all(pager, in_terminal):
    of_all, own = pager(name="all", variable="PAGER"), pager(name="own")

    assert in_terminal(*PROGRAM, *LONG).ended() == 0

    assert of_all() is None
    assert own()


@pytest.mark.parametrize("name", ["no-such-pager", "/", "'", "false", "sh -c 'exit 3'", "sh -c 'cat >/dev/null; kill -9 $$'"])
def test_a_pager_that_is_missing_or_fails_loses_no_text(in_terminal, monkeypatch, text, name):
    monkeypatch.setenv("OPSCAREER_PAGER", name)

    terminal = in_terminal(*PROGRAM, *LONG)

    assert terminal.ended() == 0
    assert terminal.printed.endswith(text)
    assert "Traceback" not in terminal.printed


def test_a_pager_that_is_left_before_it_has_read_everything_is_no_error(in_terminal, monkeypatch):
    monkeypatch.setenv("OPSCAREER_PAGER", "head -n 1")

    terminal = in_terminal(*PROGRAM, "guide", "entry", "--lang", "en")

    assert terminal.ended() == 0
    assert terminal.printed.count("\n") == 1
    assert terminal.given_back


def test_ctrl_c_is_a_key_of_the_pager_and_ends_nothing_under_it(pager, in_terminal):
    pager("trap 'echo interrupted' INT", "echo shown", "read key </dev/tty", "read key </dev/tty", "exit 0")
    terminal = in_terminal(*PROGRAM, *LONG)
    terminal.wait_for_print("shown")

    terminal.type("\x03")
    terminal.wait_for_print("interrupted")
    terminal.type("q\rq\r")

    assert terminal.ended() == 0
    assert "Traceback" not in terminal.printed
    assert terminal.given_back


def test_a_pager_that_ctrl_c_ends_was_left_so_its_text_is_not_printed_once_more(pager, in_terminal):
    pager("echo shown", "read key </dev/tty")
    terminal = in_terminal(*PROGRAM, *LONG)
    terminal.wait_for_print("shown")

    terminal.type("\x03")

    assert terminal.ended() == 0
    assert "Traceback" not in terminal.printed
    assert terminal.printed.count("\n") < 5


# --- less, which most people have


@pytest.fixture
def less(pager, monkeypatch, tmp_path):
    """Something called less, found first. Returns its arguments and what it got."""
    got = pager(name="less", variable="")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    return lambda: ((tmp_path / "less.got.args").read_text().split(), got())


def test_less_is_used_where_nothing_else_is_named_with_colours_and_its_keys_explained(less, in_terminal, text):
    assert in_terminal(*PROGRAM, *LONG).ended() == 0

    arguments, got = less()
    assert {"-R", "-F", "-X", "-e"} < set(arguments)
    assert "\x1b[1m" in got
    first, *between, last = re.sub(r"\x1b\[[0-9;]*m", "", got).splitlines(keepends=True)
    assert first == "(Space goes on, b goes back, q leaves)\n"
    assert last == "(That is all. Space or q leaves, and then you can type the next command)\n"
    assert "".join(between) == text


def test_less_knows_few_keys_so_that_a_command_typed_into_it_asks_nothing_and_leaves(pager, in_terminal, monkeypatch, tmp_path):
    pager('cat "$LESSKEYIN"', name="less", variable="")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")

    terminal = in_terminal(*PROGRAM, *LONG)

    assert terminal.ended() == 0
    keys = dict(line.split() for line in terminal.printed.splitlines() if line and not line.startswith("#"))
    assert keys.pop("o") == keys.pop("q") == "quit"  # the first letter of the program's name
    assert not {"toggle-option", "shell", "visual", "pipe", "examine", "filter", "set-mark"} & set(keys.values())
    assert terminal.printed.split()[-1] == "#stop"  # that no other key of less is known


@pytest.mark.parametrize("variables", [{"LESS": "-iM"}, {"PAGER": "less -S"}], ids=str)
def test_whoever_has_set_less_up_gets_the_colours_right_and_nothing_else(less, in_terminal, monkeypatch, variables):
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    assert in_terminal(*PROGRAM, *LONG).ended() == 0

    arguments, got = less()
    assert [one for one in arguments if one != "-S"] == ["-R"]
    assert "Space" not in got.splitlines()[0]


def test_where_there_is_no_less_the_text_is_printed(in_terminal, monkeypatch, text, tmp_path):
    monkeypatch.delenv("OPSCAREER_PAGER")
    monkeypatch.setenv("PATH", str(tmp_path))

    terminal = in_terminal(*PROGRAM, *LONG)

    assert terminal.ended() == 0
    assert terminal.printed == text


def test_another_pager_gets_no_colours_because_it_might_show_their_codes(pager, in_terminal):
    got = pager()

    assert in_terminal(*PROGRAM, *LONG).ended() == 0

    assert "\x1b" not in got()


# --- terminals


@pytest.mark.parametrize("columns", [40, 120])
def test_chinese_goes_through_the_pager_as_it_is(pager, in_terminal, opscareer, columns):
    got = pager()

    assert in_terminal(*PROGRAM, "guide", "entry", "--lang", "zh", columns=columns).ended() == 0

    assert got() == opscareer("guide", "entry", "--lang", "zh", COLUMNS=str(columns)).stdout.decode()


@pytest.mark.parametrize(("variable", "value"), [("TERM", "dumb"), ("PYTHONIOENCODING", "gbk")])
def test_a_terminal_that_pagers_cannot_serve_gets_the_text_at_once(pager, in_terminal, monkeypatch, variable, value):
    got = pager()
    monkeypatch.setenv(variable, value)

    terminal = in_terminal(*PROGRAM, *LONG)

    assert terminal.ended() == 0
    assert got() is None
    assert terminal.printed.count("\n") > 40


def test_the_result_of_an_assessment_stays_on_the_screen(pager, in_terminal, tmp_path):
    got = pager()
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({"answers": highest(shipped_pack())}), encoding="utf-8")

    terminal = in_terminal(*PROGRAM, "assess", "--details", "--answers", str(answers))

    assert terminal.ended() == 0
    assert terminal.printed.count("\n") > 40
    assert got() is None


def test_for_a_screen_reader_nothing_is_paged(pager, in_terminal, tmp_path):
    got = pager()
    answers = Path(tmp_path / "answers.json")
    answers.write_text(json.dumps({"answers": highest(shipped_pack())}), encoding="utf-8")

    terminal = in_terminal(*PROGRAM, "plan", "--answers", str(answers), "--level", "senior", "--plain", lines=6)

    assert terminal.ended() == 0
    assert terminal.printed.count("\n") > 6
    assert got() is None
