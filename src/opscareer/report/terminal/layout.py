"""Lines for a terminal: wrapping that knows Chinese, columns, bars. Nothing is ever cut off."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.cells import cell_len

from opscareer.frozen import frozen
from opscareer.results.assessment import Interval

NOT_FIRST = frozenset("〉〕〗〙｝］，。、；：？！）》」』】’”…,.;:?!)]}%％")
NOT_LAST = frozenset("〈〔〖〘｛［（《「『【‘“([{")

TITLE = "bold"
HEADING = "bold cyan"
FAINT = "dim"
GOOD = "green"
BAD = "red"
WARNING = "yellow"

LEVEL_AXIS = (1.0, 5.0)
WIDE = 64  # cells from which tables have columns
SHORTEST_BAR = 8  # a shorter one shows nothing
WHOLE, END = "\x02", "\x03"  # around what is not broken; neither is ever printed
CLINGING = 6  # cells of marks that may cling to what is not broken
_ONE = r"""(?:[^\s'"]|'[^']*'|"[^"]*")+"""
ARGUMENT = re.compile(_ONE)
MARKED = re.compile(f"{WHOLE}([^{END}]*){END}")
COMMAND = re.compile(
    rf"(?<!{WHOLE})\bopscareer(?: --lang \w+)?(?: --pack {_ONE})?(?: [a-z]+(?![\w=-])){{1,3}}"
    r"(?: (?:--?[a-z][\w-]*|(?=\w*[-=_0-9A-Z.]\w)[\w.=-]*\w|> \S*\w))*",
    re.ASCII,
)
"""A command in running text: three words at most after the program, then options and what is no word, such as the ID of a unit."""


@dataclass
class Line:
    """A line in parts. Rich, which a terminal needs for the styles, is not needed to make one.

    parts: each a text and its style; the style of the first holds for all of them.
    """

    parts: list[tuple[str, str]]

    def __init__(self, text: str, style: str = "") -> None:
        self.parts = [(text, style)]

    @property
    def plain(self) -> str:
        return "".join(text for text, _ in self.parts)

    @property
    def cell_len(self) -> int:
        return cell_len(self.plain)

    def append(self, text: str, style: str = "") -> "Line":
        self.parts.append((text, style))
        return self


@frozen
class Page:
    """How wide to write, and whether the terminal can show more than ASCII."""

    width: int
    fine: bool = True

    @property
    def marks(self) -> tuple[str, str, str]:
        """How a scale shows an interval, its middle, and a mark."""
        return ("━", "●", "│") if self.fine else ("=", "o", "|")

    @property
    def tick(self) -> str:
        """What stands at a level that is reached."""
        return "✓" if self.fine else "*"

    @property
    def sparks(self) -> str:
        """The steps of a small chart, the lowest first."""
        return "▁▂▃▄▅▆▇█" if self.fine else "_.-=+*#@"

    def spark(self, values: Iterable[float], axis: Interval) -> str:
        """Values over time as a small chart, a cell each."""
        (bottom, top), most = axis, len(self.sparks) - 1
        return "".join(self.sparks[round(min(1.0, max(0.0, (value - bottom) / (top - bottom))) * most)] for value in values)

    def share(self, share: float, cells: int) -> str:
        """A share of 1 as a bar of at most `cells` cells, counted in halves where the terminal can show them."""
        if not self.fine:
            return "#" * round(share * cells)
        halves = round(2 * share * cells)
        return "█" * (halves // 2) + "▌" * (halves % 2)

    def scale(self, middle: float, interval: Interval, cells: int, axis: Interval = (0.0, 100.0), mark: float | None = None) -> str:
        """A bar of `cells` cells along an axis: the interval as a stroke, its middle as a dot, and `mark` as an upright line."""
        empty, (stroke, dot, upright) = "·" if self.fine else ".", self.marks
        (low, high), (bottom, top) = interval, axis

        def cell(value: float) -> int:
            return min(cells - 1, max(0, int((value - bottom) / (top - bottom) * cells)))

        marks = [stroke if cell(low) <= index <= cell(high) else empty for index in range(cells)]
        if mark is not None and marks[cell(mark)] == empty:
            marks[cell(mark)] = upright
        marks[cell(middle)] = dot
        return "".join(marks)

    def wrap(self, text: str, indent: int = 0, hanging: int | None = None, style: str = "") -> list[Line]:
        """The text as lines; the first is indented by `indent` cells, the others by `hanging` (or the same)."""
        rest = indent if hanging is None else hanging
        return [
            Line(" " * (rest if number else indent) + line, style=style)
            for number, line in enumerate(wrap(text, max(8, self.width - max(indent, rest))))
        ]

    def paragraphs(self, texts: Iterable[str], indent: int = 0, hanging: int | None = None, style: str = "") -> list[Line]:
        return [line for text in texts for line in self.wrap(text, indent, hanging, style)]

    def items(self, texts: Iterable[str], indent: int = 2) -> list[Line]:
        return [line for text in texts for line in self.item(text, indent=indent)]

    def command(self, command: str, indent: int = 0, hanging: int | None = None, style: str = "", then: str = "") -> list[Line]:
        """A command that can be copied: no argument of it is broken. `then`: what follows it, on the same line where it fits."""
        return self.wrap(f"{whole(command)}  {then}" if then else whole(command), indent, hanging, style)

    def item(self, text: str, mark: str = "-", indent: int = 2) -> list[Line]:
        """A list entry: the mark, then the text with its further lines under its first."""
        return self.wrap(f"{mark} {text}", indent, indent + cell_len(mark) + 1)

    def after(self, head: Line, text: str) -> list[Line]:
        """The text behind a head, its further lines below its first."""
        first, *rest = self.wrap(text, head.cell_len)
        return [head.append(first.plain.strip(), style=""), *rest]

    def title(self, text: str) -> list[Line]:
        """The head of a page, underlined."""
        return [*self.wrap(text, style=TITLE), Line(("─" if self.fine else "-") * self.width, style=FAINT)]

    def heading(self, text: str) -> list[Line]:
        return [Line(""), *self.wrap(text, style=HEADING)]

    def section(self, heading: str, texts: Iterable[str] = (), items: Iterable[str] = (), indent: int = 2) -> list[Line]:
        """Paragraphs and a list under a heading; nothing where there are neither."""
        body = self.paragraphs(texts) + self.items(items, indent)
        return self.heading(heading) + body if body else []


def whole(command: str) -> str:
    """A command, or part of one, as a text to wrap: on a line of its own rather than broken. One wider than the page is broken between its
    arguments, but in none of them, so that it can be copied."""
    return f"{WHOLE}{command}{END}"


def pad(text: str, width: int) -> str:
    """The text filled with spaces to `width` cells; a longer text stays whole."""
    return text + " " * max(0, width - cell_len(text))


def widest(texts: list[str]) -> int:
    return max((cell_len(text) for text in texts), default=0)


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width` cells. Latin words stay whole, no line starts with a closing mark or ends with an opening one.

    Only a single word or number wider than a whole line is broken, and not even that where it is marked as `whole`, as commands are.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for piece, breakable in _pieces(_kept(paragraph, width)):
            if line and cell_len(line + piece.rstrip()) > width:
                lines.append(line.rstrip())
                line = ""
            line += piece.lstrip() if not line else piece
            while breakable and cell_len(line.rstrip()) > width:
                head = _fitting(line, width)
                lines.append(head)
                line = line[len(head) :]
        lines.append(line.rstrip())
    return lines


def _kept(text: str, width: int) -> str:
    """The text with the commands in it marked as whole, and where what is so marked is too wide for a line, each argument of it."""

    def found(command: re.Match[str]) -> str:
        return whole(command[0]) if " --pack " in command[0] or cell_len(command[0]) <= width - CLINGING else command[0]

    def kept(marked: re.Match[str]) -> str:
        return marked[0] if cell_len(marked[1]) <= width - CLINGING else ARGUMENT.sub(lambda argument: whole(argument[0]), marked[1])

    return MARKED.sub(kept, COMMAND.sub(found, text))


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """What may not be broken inside: a Latin word with its spaces, or one wide character with the marks that cling to it, or what is marked
    as whole; and whether it may be broken all the same where it is wider than a line.
    """
    piece, kept, inside, entered = "", False, False, False
    for char in text:
        if char in WHOLE + END:
            inside = entered = char == WHOLE
            continue
        if piece and (entered or not inside) and _breaks(piece[-1], char):
            yield piece, not kept
            piece, kept = "", False
        piece, kept, entered = piece + char, kept or inside, False
    if piece:
        yield piece, not kept


def _breaks(before: str, after: str) -> bool:
    """Whether a line may end between two characters."""
    if after == " " or after in NOT_FIRST or before in NOT_LAST:
        return False
    return before == " " or 2 in (cell_len(before), cell_len(after))


def _fitting(text: str, width: int) -> str:
    end = 1
    while end < len(text) and cell_len(text[: end + 1]) <= width:
        end += 1
    return text[:end]
