"""How each screen of the questionnaire looks: compared, character by character, with the text files in `screens/`.

After a wanted change of looks, write them anew with `REDRAW_SCREENS=1 pytest tests/cli/test_screens.py`, and read the difference.
"""

import os
from pathlib import Path

import pytest

SCREENS = Path(__file__).parent / "screens"
KEYS = [  # what to press on the screen before, and what is seen then
    ("", "introduction"),
    ("?", "help outside a question"),
    ("x\r", "resume"),
    ("x", "a key that means nothing here"),
    ("c", "resume one of several, beside another window"),
    ("c", "interest"),
    ("x", "a key that answers nothing"),
    ("?", "help"),
    ("x\x1b[B", "marked with the arrow"),
    ("1", "choice"),
    ("?", "choice: help"),
    ("xa", "a list"),
    ("\r", "a list: nothing is ticked"),
    ("9", "a list: a key that ticks nothing"),
    ("?", "a list: help"),
    ("x13", "a list: ticked"),
    ("\x1b[B\x1b[B ", "a list: marked with the arrow and ticked with the space bar"),
    ("\r", "a list, answered before"),
    ("0", "judgement, answered before"),
    ("1", "not settled: alike"),
    ("n", "not settled: not enough told"),
    ("n", "not read"),
    ("x", "go on from a finished assessment"),
    ("n", "resume, or go on"),
    ("n", "some more"),
]
TYPED = [
    ("", "introduction"),
    ("", "resume"),
    ("c", "resume one of several, beside another window"),
    ("c", "interest"),
    ("x", "a key that answers nothing"),
    ("?", "help"),
    ("1", "choice"),
    ("?", "choice: help"),
    ("b", "a list"),
    ("", "a list: nothing is ticked"),
    ("1 9", "a list: a line that ticks nothing"),
    ("?", "a list: help"),
    ("1 3", "a list, answered before"),
    ("", "judgement, answered before"),
    ("1", "not settled: alike"),
    ("n", "not settled: not enough told"),
    ("n", "not read"),
    ("", "go on from a finished assessment"),
    ("n", "resume, or go on"),
    ("n", "some more"),
]


def compare(name: str, screens: dict[str, str]) -> None:
    text = "".join(f"\n==== {title} ====\n{screen.rstrip()}\n" for title, screen in screens.items()).lstrip("\n")
    file = SCREENS / f"{name}.txt"
    if os.environ.get("REDRAW_SCREENS"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("size", ["40x24", "80x24", "40x12"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_screen_looks_as_it_was_approved(scenes, lang, size):
    columns, lines = map(int, size.split("x"))
    terminal = scenes(lang, "single", columns=columns, lines=lines)
    terminal.wait_for_key()
    screens = {}
    for keys, title in KEYS:
        for key in keys.replace("\x1b[B", "↓"):
            terminal.press("\x1b[B" if key == "↓" else key)
        screens[title] = "\n".join(terminal.rows)

    compare(f"{lang}-{size}", screens)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_line_by_line_it_reads_as_it_was_approved(scenes, lang):
    terminal = scenes(lang, "lines", lines=200)
    terminal.wait_for_key()
    screens = {}
    for keys, title in TYPED:
        before = len(terminal.printed) if title != "introduction" else 0
        if title != "introduction":
            terminal.press(f"{keys}\r")
        screens[title] = terminal.printed[before:].strip("\n")

    compare(f"{lang}-lines", screens)
