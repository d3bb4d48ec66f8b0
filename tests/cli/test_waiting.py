"""What takes long says so on a terminal, in one line that is gone before anything else is said; nowhere else is there any of it."""

import json
import sys

import pytest
from documents import OPTIONS
from people import highest
from screen import PROGRAM
from shipped import shipped_pack

SLOW = 'until test -e "$0"; do sleep .05; done; cat "$1"'  # answers that come when the file $0 is there
FED = f'go=$1 file=$2; shift 2; sh -c \'{SLOW}\' "$go" "$file" | "$@"'
WORD = {"en": "One moment", "zh": "请稍候"}


@pytest.fixture
def slow(in_terminal, tmp_path):
    """A command that waits for answers from a pipe. Returns its terminal, and what lets the answers come."""
    answers, go = tmp_path / "answers.json", tmp_path / "go"
    answers.write_text(json.dumps({"answers": highest(shipped_pack())}), encoding="utf-8")

    def start(*command, **settings):
        fed = in_terminal("/bin/sh", "-c", FED, "sh", str(go), str(answers), *PROGRAM, *command, "--answers", "-", **settings)
        return fed, go.touch

    return start


@pytest.mark.parametrize("lang", WORD)
@pytest.mark.parametrize("command", [["assess"], ["why"], ["plan", "next"]], ids=" ".join)
def test_the_line_appears_and_is_gone_when_the_result_is_there(slow, command, lang):
    terminal, go_on = slow(*command, "--lang", lang)
    terminal.wait_for(WORD[lang])

    go_on()

    assert terminal.ended() == 0
    assert WORD[lang] not in terminal.printed
    assert not terminal.shows(WORD[lang])


def test_standard_output_holds_the_document_alone(slow):
    terminal, go_on = slow("assess", "--json", "--lang", "en", redirect=True)
    terminal.wait_for(WORD["en"])

    go_on()

    assert terminal.ended() == 0
    assert json.loads(terminal.stdout.read_text(encoding="utf-8"))["schema"].startswith("opscareer.assessment/")
    assert not terminal.shows(WORD["en"])


def test_an_error_takes_the_place_of_the_line(slow):
    terminal, go_on = slow("plan", "--level", "mid", "--role", "nobody", "--lang", "en")
    terminal.wait_for(WORD["en"])
    go_on()
    assert terminal.ended() == 2
    assert terminal.printed.startswith("error: there is no direction called nobody")


def test_ctrl_c_takes_the_line_away(slow):
    terminal, _ = slow("why", "--lang", "en")
    terminal.wait_for(WORD["en"])

    terminal.type("\x03")

    terminal.ended()
    assert "Traceback" not in terminal.printed
    assert not terminal.shows(WORD["en"])


def test_a_window_too_narrow_for_the_line_is_left_alone(slow):
    terminal, go_on = slow("assess", "--lang", "en", columns=8)
    go_on()

    assert terminal.ended() == 0
    assert b"One moment" not in terminal.raw


def test_a_simulation_tells_how_far_it_is_and_leaves_only_its_result(in_terminal):
    impatient = "import sys; from opscareer.cli import app; from opscareer.cli.display import waiting; waiting.SECONDS = 0; app.run()"
    command = ("pack", "simulate", "--people", "10", "--pack", OPTIONS["tiny"][1], "--lang", "en")

    terminal = in_terminal(sys.executable, "-c", impatient, *command)

    assert terminal.ended() == 0
    assert b"simulating " in terminal.raw
    assert "simulating" not in terminal.printed
    assert not terminal.shows("simulating")
