"""Two ways to show a sheet and to read a key: a screen that is drawn again, and lines one after the other, as on paper."""

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from io import TextIOWrapper

from opscareer.cli.questionnaire.keys import END, PAGE_DOWN, PAGE_UP, SingleKeys, normal
from opscareer.cli.questionnaire.sheets import Sheet
from opscareer.cli.questionnaire.tty import fullscreen
from opscareer.pack.kinds.shown import ENTER, SPACE
from opscareer.report.terminal.console import console_on, print_lines
from opscareer.report.terminal.layout import Line

HOME, CLEAR_LINE, CLEAR_REST = "\x1b[H", "\x1b[K", "\x1b[J"
TOGETHER, SHOWN = "\x1b[?2026h", "\x1b[?2026l"  # what comes between appears at once, in terminals that know how
SCROLL = {SPACE, PAGE_DOWN, PAGE_UP}


class Screen:
    """Single keys. The whole screen is drawn at once; a sheet that does not fit scrolls."""

    single = True

    def __init__(self, idle: Callable[[], object]) -> None:
        self.idle = idle
        self.keys = SingleKeys()
        self.console = console_on(sys.stderr)
        self.window = Window()

    def opened(self) -> AbstractContextManager[None]:
        return fullscreen(self.keys)

    def turn(self, *, typed_ahead: bool = True) -> None:
        """What comes next is shown from its beginning; without `typed_ahead`, what was typed before cannot be meant for it."""
        self.window = Window()
        if not typed_ahead:
            self.keys.drop()

    def show(self, sheet: Sheet) -> None:
        """In one piece and without erasing first, so that nothing flickers. What is erased is erased before it is written on: a terminal
        whose last column is filled would lose that."""
        with self.console.capture() as drawn:
            print_lines(self.console, self.window.lines(sheet, self.console.height))
        *lines, last = drawn.get().removesuffix("\n").split("\n")
        sys.stderr.write(TOGETHER + HOME + "".join(f"{CLEAR_LINE}{line}\n" for line in lines) + CLEAR_REST + last + SHOWN)
        sys.stderr.flush()

    def read(self, *, pastes: bool = False) -> str:
        """The next key; with `pastes`, digits that were pasted are one."""
        if not self.keys.pending():
            self.idle()
        return self.keys.read(pastes=pastes)

    def confirm(self, lines: list[Line]) -> None:
        """Nothing: here it was in sight when the key was pressed."""

    def aside(self, sheet: Sheet) -> None:
        """Show a sheet in between, until a key is pressed."""
        own, self.window = self.window, Window()
        self.show(sheet)
        while self.window.moves(self.read()):
            self.show(sheet)
        self.window = own


class Window:
    """The part of a sheet's body that is in sight.

    top: its first row
    room: how many rows it has
    hidden: how many rows are out of sight
    marked: the lines that were marked last
    scrolls: keys that scroll
    """

    def __init__(self) -> None:
        self.top = 0
        self.room = 0
        self.hidden = 0
        self.marked: list[Line] = []
        self.scrolls = SCROLL

    def lines(self, sheet: Sheet, height: int) -> list[Line]:
        """At most `height` lines. Where there are more, blank lines go first, then the bar and most of the keys; what is left scrolls."""
        self.hidden, self.scrolls = 0, SCROLL - {SPACE} if sheet.space_ticks else SCROLL
        dense = [line for line in sheet.body if line.plain.strip()]
        short = sheet.head[:1]
        ways = (
            (sheet.head, sheet.body, sheet.foot),
            (sheet.head, dense, sheet.foot),
            (short, dense, sheet.foot),
            (short, dense, sheet.brief),
        )
        for head, body, foot in ways:
            lines = [*head, *body, *sheet.note, *foot]
            if len(lines) <= height:
                return lines
        foot = [*sheet.note, *sheet.scrolling]
        room = max(1, height - len(short) - len(foot))
        return [*short, *self._part(dense, [sheet.body[row] for row in sheet.focus], room), *foot]

    def moves(self, key: str) -> bool:
        """Scroll by a screenful less one row; beyond the end lies the beginning. False where nothing is hidden or for any other key."""
        if not self.hidden or key not in self.scrolls:
            return False
        step = max(1, self.room - 1)
        if key == PAGE_UP:
            self.top = max(0, self.top - step)
        else:
            self.top = 0 if self.top >= self.hidden else min(self.hidden, self.top + step)
        return True

    def _part(self, body: list[Line], marked: list[Line], room: int) -> list[Line]:
        """`room` lines of the body, with what was newly marked in sight."""
        self.room, self.hidden = room, len(body) - room
        if marked and [line.plain for line in marked] != [line.plain for line in self.marked]:
            first = body.index(marked[0])
            self.top = min(first, max(self.top, first + len(marked) - room))
        self.marked = marked
        self.top = max(0, min(self.top, self.hidden))
        return body[self.top : self.top + room]


class Paper:
    """Lines to be typed with Enter, for terminals that cannot redraw and for screen readers: what is in sight is not said again."""

    single = False

    def __init__(self, idle: Callable[[], object]) -> None:
        self.idle = idle
        self.console = console_on(sys.stderr, plain=True)
        self.window = Window()  # nothing is ever out of its sight
        self.above: list[str] = []

    def opened(self) -> AbstractContextManager[None]:
        if isinstance(sys.stdin, TextIOWrapper):
            sys.stdin.reconfigure(errors="replace")  # what the terminal cannot mean is an unknown key
        return nullcontext()

    def turn(self, *, typed_ahead: bool = True) -> None:
        """What comes next is said in full. Lines that were typed ahead have been seen by whoever typed them, and always count."""
        self.above = []

    def show(self, sheet: Sheet) -> None:
        lines = [*sheet.head, *sheet.body]
        said = [line.plain for line in lines]
        if said != self.above:
            print_lines(self.console, [Line(""), *lines])
        print_lines(self.console, sheet.note)
        self.above = said
        sys.stderr.write(sheet.prompt)
        sys.stderr.flush()

    def read(self, *, pastes: bool = False) -> str:
        """What was typed, as the key that is meant. An empty line is Enter, the end of input is END. What is pasted is typed."""
        self.idle()
        line = sys.stdin.readline()
        return normal(line) or ENTER if line else END

    def confirm(self, lines: list[Line]) -> None:
        """How a line was understood."""
        print_lines(self.console, lines)

    def aside(self, sheet: Sheet) -> None:
        print_lines(self.console, sheet.body)
