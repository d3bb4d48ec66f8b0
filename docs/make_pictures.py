"""Makes the README's pictures from real runs of the program: the terminal as SVG, the report as PNG, in both languages.

    .venv/bin/python docs/make_pictures.py

Needs Chromium. Somebody answers the questionnaire by the keys below; nothing is made up afterwards.
"""

import shutil
import subprocess
import sys
import tempfile
import unicodedata
from contextlib import closing
from html import escape
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.text import Text as Styled

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))
from people import Person
from running import PseudoTerminal, environment, squeezed
from screen import PATIENT

from opscareer.pack.load import load_pack
from opscareer.pack.model import Text

DOCS = Path(__file__).parent
PICTURES = DOCS / "pictures"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
COLUMNS, ROWS = 80, 24

SEED = "7"
LIKES = {"content": 1.0, "user": 0.75, "event": 0.5, "product": 0.25, "data": 0.25}  # how much somebody would like the work of each role
CAN = {"creative_planning": 3.0, "user_insight": 3.0, "project_management": 2.0, "data_analysis": 2.0}

CELL, LINE, EDGE = 8.4, 20, 22
FONT = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', monospace"
GROUND, INK, FAINT = "#14181b", "#e8e6e0", "#9aa4ab"
COLOURS = {1: "#eb9b8e", 2: "#93d2a2", 3: "#f1dba8", 6: "#7ecac5"}

PAGE = (920, 1560)  # CSS pixels: the part of the page above the fold of a tall window


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    for lang in ("en", "zh"):
        with tempfile.TemporaryDirectory() as place:
            variables = environment(place, OPSCAREER_LANG=lang)
            printed = session(variables)
            (PICTURES / f"terminal.{lang}.svg").write_text(terminal_svg("opscareer assess", printed), encoding="utf-8")
            page = Path(place) / "report.html"
            subprocess.run([sys.executable, "-m", "opscareer", "report", "--html", page], env=variables, check=True)
            photograph(page, PICTURES / f"report.{lang}.png")


def session(variables: dict[str, str]) -> Styled:
    """A whole questionnaire on a terminal of 80 x 24, answered by key. Returns what is printed after it, with its colours."""
    person = Person(load_pack(), levels=CAN, likings=LIKES)
    with closing(PseudoTerminal([*PATIENT, "assess", "--seed", SEED], variables)) as terminal:
        terminal.begin()
        while not terminal.is_over():
            for key in "n" if terminal.offers_more else keys(person, terminal.text):
                terminal.press(key.encode())
        if terminal.ended() != 0:
            sys.exit(terminal.printed)
        return Styled.from_ansi(terminal.printed)


def keys(person: Person, drawn: str) -> str:
    """What this person presses at the question that is drawn: the places of the answer, and Enter behind those of a list."""
    question = next(one for one in person.pack.questions if all(in_either(text, drawn) for text in (one.text, *getattr(one, "tasks", ()))))
    places = person.pack.shown(question.id).places(person.reply(question), int(SEED))
    return "".join(map(str, places or "0")) + "\r" * question.several


def in_either(text: Text, drawn: str) -> bool:
    return squeezed(text.zh) in drawn or squeezed(text.en) in drawn


def terminal_svg(command: str, printed: Styled) -> str:
    """A terminal as a picture: every run of equal style and width stands at its own place, so that any fixed-width font will do."""
    lines = [Styled.assemble(("$ ", "dim"), command), Styled(), *printed.split("\n")]
    while not lines[-1].plain.strip():
        lines.pop()
    width, height = COLUMNS * CELL + 2 * EDGE, len(lines) * LINE + 2 * EDGE
    drawn = [piece for row, line in enumerate(lines) for piece in _drawn(line, EDGE + row * LINE + LINE * 0.72)]
    told = escape("\n".join(line.plain for line in lines))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height}" width="{width:g}" height="{height}" role="img"'
    return "\n".join(
        [
            f'{head} font-family="{FONT}" font-size="14" fill="{INK}" aria-labelledby="title">',
            f'<title id="title">{told}</title>',
            f'<rect width="100%" height="100%" rx="10" fill="{GROUND}"/>',
            *drawn,
            "</svg>\n",
        ]
    )


def _drawn(line: Styled, y: float) -> list[str]:
    pieces, cell = [], 0
    for text, style, _ in line.render(Console(width=COLUMNS + 1, color_system="standard")):
        for wide, chars in groupby(text.rstrip("\n"), key=_is_wide):
            run = "".join(chars)
            cells = len(run) * (2 if wide else 1)
            if run.strip():
                colour = COLOURS.get(style.color.number if style and style.color else None, FAINT if style and style.dim else "")
                look = f' fill="{colour}"' if colour else ""
                look += ' font-weight="700"' if style and style.bold else ""
                length = f'textLength="{cells * CELL:g}" lengthAdjust="spacingAndGlyphs"'
                pieces.append(f'<text x="{EDGE + cell * CELL:g}" y="{y:g}" {length} xml:space="preserve"{look}>{escape(run)}</text>')
            cell += cells
    return pieces


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"


def photograph(page: Path, picture: Path) -> None:
    browser = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if browser is None:
        sys.exit(f"no browser: {', '.join(BROWSERS)}")
    options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=1.5"]
    size = f"--window-size={PAGE[0]},{PAGE[1]}"
    with tempfile.TemporaryDirectory() as profile:
        command = [browser, *options, size, f"--user-data-dir={profile}", f"--screenshot={picture}", page.as_uri()]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
