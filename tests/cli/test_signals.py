"""Signals that end the program at any moment, from its first import to its last line: no traceback, the terminal as it was, and what was
acknowledged is kept."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from opscareer.sessions.store import Store

TINY = str(Path(__file__).parents[1] / "packs" / "good" / "tiny")
PATIENT = str(Path(__file__).parents[1] / "support" / "patient.py")
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)
LAST = 12_000  # calls, about as many as a session of the tiny pack takes

AT_IMPORT = """
import os, runpy, sys
from itertools import count
numbers, number, at, begun = count(), int(sys.argv[1]), int(sys.argv[2]), []
def hear(event, arguments):
    if event == "import":
        begun.extend(["cli"] if arguments[0].startswith("opscareer.cli") else [])
        if begun and next(numbers) == at:
            os.kill(os.getpid(), number)
sys.addaudithook(hear)
sys.argv[1:] = sys.argv[3:]
runpy.run_module("opscareer", run_name="__main__", alter_sys=True)
"""
"""Sends itself a signal at its so-many-th import, from the first of its own on: before that it is a Python like any other."""

AT_CALL = """
import os, runpy, sys
from itertools import count
numbers, number, at, begun = count(), int(sys.argv[1]), int(sys.argv[2]), []
def hear(frame, event, _):
    if event == "call" and "opscareer" in frame.f_code.co_filename:
        if frame.f_code.co_name == "take_assessment":
            begun.append(True)
        if begun and next(numbers) == at:
            os.kill(os.getpid(), number)
program, sys.argv[1:] = sys.argv[3], sys.argv[4:]
sys.setprofile(hear)
runpy.run_path(program, run_name="__main__")
"""
"""Sends itself a signal when it calls its so-many-th function since the questionnaire began."""


CLEARED = """
import signal
from opscareer.cli import app
class Cleared:
    def __del__(self):
        signal.raise_signal(signal.SIGINT)
def main(arguments):
    Cleared()
    return 0
app.main = main
signal.signal(signal.SIGINT, signal.default_int_handler)  # also where the tests run in the background, which are spared it
app.run()
"""
"""A command that is interrupted while Python clears something up."""


def test_an_interrupt_while_something_is_cleared_up_ends_the_program_without_a_word():
    run = subprocess.run([sys.executable, "-c", CLEARED], check=False, capture_output=True, text=True, timeout=60)

    assert (run.returncode, run.stdout, run.stderr) == (130, "", "")


def answer_to_the_end(terminal):
    """Press keys until the program ends. Returns how many questions stood answered behind the last one that was seen."""
    seen = 0
    while True:
        terminal.until(lambda: terminal.waits or terminal.is_over(), "a prompt")
        if terminal.is_over():
            return seen
        seen = max(seen, terminal.number - 1)
        before = len(terminal.raw)
        terminal.type("0" if terminal.is_list else "1" if terminal.number else "\r")
        terminal.until(lambda before=before: len(terminal.raw) > before or terminal.is_over(), "an answer")


def ended(terminal, number):
    """It ended by the signal or, where that came too late, with its result; and nothing is left of it on the screen."""
    code = terminal.ended()
    assert code in {128 + number, 0}
    assert b"Traceback" not in terminal.raw
    assert terminal.given_back
    return code


@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
@pytest.mark.parametrize("at", [0, 200, 450, *[pytest.param(at, marks=pytest.mark.slow) for at in range(1, 1000, 37)]])
def test_while_the_program_is_loaded_a_signal_ends_it_and_leaves_nothing(in_terminal, home, number, at):
    terminal = in_terminal(sys.executable, "-c", AT_IMPORT, str(int(number)), str(at), "assess", "--pack", TINY)

    answer_to_the_end(terminal)

    ended(terminal, number)
    if home.exists():
        assert [file.name for file in home.iterdir() if file.name.startswith(".")] == []


@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
@pytest.mark.parametrize(
    "at", [*range(0, LAST, LAST // 4), *[pytest.param(at, marks=pytest.mark.slow) for at in range(1, LAST, LAST // 50)]]
)
def test_at_whatever_call_a_signal_comes_what_was_acknowledged_is_kept_and_the_terminal_given_back(in_terminal, home, number, at):
    terminal = in_terminal(sys.executable, "-c", AT_CALL, str(int(number)), str(at), PATIENT, "assess", "--pack", TINY, "--seed", "1")

    seen = answer_to_the_end(terminal)

    code = ended(terminal, number)
    records = Store(home, create=False).records()
    kept = [reply.value for record in records for reply in record.trail]
    assert seen <= len(kept) <= seen + 1
    assert all(value in {1, 2, 3} or value == () for value in kept)
    assert code or records[0].state == "done"
