"""A file as it was read: bounded, decoded strictly, free of hidden characters, with the place of every node in it."""

import codecs
import os
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from opscareer.errors import Facts, Problem, reason_of

MAX_BYTES = 256 * 1024
MAX_QUOTED = 40
AROUND = 60  # characters of a line on either side of a problem
MOST_PROBLEMS = 100  # of one file: whoever has mended so many runs the check again

BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")
"""Letters and marks that draw nothing, although Unicode does not call them spaces or format characters."""
WITHOUT_WAITING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
"""What was a regular file a moment ago may be a pipe by now, and opening one waits for a writer."""
MOST_MARKS = 4  # that one letter bears: no script needs more, and a heap of them covers the lines around

Node = Any  # dict[str, Node] | list[Node] | str
TreePath = tuple[str | int, ...]


class Mark(NamedTuple):
    """Where a node, or a key, starts: line and column from 1. `quoted` tells "3" from 3."""

    line: int
    column: int
    quoted: bool = False


@dataclass
class Source:
    """The tree of one file, the marks of every node and of every key by path, and the text's lines for showing a problem."""

    name: str
    tree: Node
    marks: dict[TreePath, Mark] = field(default_factory=dict)
    keys: dict[TreePath, Mark] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)

    def problem(self, path: TreePath, slug: str, item: str = "", at_key: bool = False, **facts: object) -> Problem:
        """A Problem at the node `path`, or at its nearest ancestor that the file has."""
        marks = self.keys if at_key else self.marks
        while path and path not in marks:
            path = path[:-1]
        mark = marks.get(path) or self.marks.get(()) or Mark(1, 1)
        return self.problem_at(mark.line, mark.column, slug, facts, item)

    def problem_at(self, line: int, column: int, slug: str, facts: Facts | None = None, item: str = "") -> Problem:
        """A Problem at a line and column, with the text around it: of a line that is a whole file, each problem would keep a copy."""
        text, place = self.lines[line - 1] if 0 < line <= len(self.lines) else "", max(0, column - 1)
        before = visible(text[max(0, place - AROUND) : place])
        return Problem(slug, facts or {}, self.name, line, column, before + visible(text[place : place + AROUND]), item, len(before))


class Unreadable(Exception):
    """The file cannot be read as a tree at all; carries the one Problem that stopped the reading."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.slug)
        self.problem = problem


def read_regular(path: Path, shown: str, most: int = MAX_BYTES, home: Path | None = None) -> bytes:
    """The bytes of a regular file of at most `most` bytes, read once. Raises Unreadable.

    `home`: the real directory in which it lies. Of a link that leads elsewhere nothing is read, so that no message can quote it.
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise Unreadable(Problem("file-is-directory", {"file": shown}, shown))
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable(Problem("file-not-regular", {"file": shown}, shown))
        if home is not None and path.resolve().parent != home:
            raise Unreadable(Problem("file-outside", {}, shown))
        with os.fdopen(os.open(path, os.O_RDONLY | WITHOUT_WAITING), "rb") as file:
            data = file.read(most + 1)
        if len(data) > most:
            raise Unreadable(Problem("file-too-large", {"limit": most // 1024}, shown))
        return data
    except (FileNotFoundError, NotADirectoryError):
        raise Unreadable(Problem("file-missing", {"file": shown}, shown)) from None
    except (OSError, ValueError) as error:
        raise Unreadable(Problem("file-unreadable", {"file": shown, "reason": reason_of(error)}, shown)) from None


def check_text(data: bytes, name: str) -> Source:
    """Raises Unreadable for anything but UTF-8 without hidden characters, as in the YAML files; what the text says is not looked at."""
    text = decoded(data, name)
    source = Source(name, text, lines=lines_of(text))
    check_characters(source, text)
    return source


def lines_of(text: str) -> list[str]:
    """As YAML and every editor count them."""
    return [line.removesuffix("\r") for line in text.split("\n")]


def decoded(data: bytes, name: str) -> str:
    """The text of UTF-8 bytes, one byte order mark allowed. Raises Unreadable."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        good = data[: error.start].decode("utf-8")
        line, column = good.count("\n") + 1, len(good) - (good.rfind("\n") + 1) + 1
        is_text = b"\x00" not in data or data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        slug = "not-utf8" if is_text else "file-binary"
        raise Unreadable(Problem(slug, {}, name, line, column)) from None


def check_characters(source: Source, text: str) -> None:
    """Raises Unreadable at the first hidden character, or carriage return within a line."""
    chars = set(text)
    marks = marks_of(chars)
    if not marks and not any(hidden(char) for char in chars - {"\r"}) and "\r" not in text.replace("\r\n", "\n"):
        return  # each character looked at once: what is long and clean is read quickly
    for number, line in enumerate(lines_of(text), 1):
        if found := first_hidden(line, marks):
            column, slug, facts = found
            raise Unreadable(source.problem_at(number, column, "file-binary" if "\0" in line[column - 1 : column] else slug, facts))


def first_hidden(text: str, marks: set[str]) -> tuple[int, str, Facts] | None:
    """Column, slug and facts of the first character of a text that is hidden, or a mark on top of too many; `marks`: all there are."""
    for column, char, heap in _with_marks(text, marks):
        if hidden(char):
            return column, "hidden-character", {"code": f"U+{ord(char):04X}"}
        if heap > MOST_MARKS:
            return column, "marks-heaped", {"limit": MOST_MARKS}
    return None


def marks_of(text: str | set[str]) -> set[str]:
    """The marks in a text, or among characters, that stand above, below or around a letter."""
    return {char for char in set(text) if not char.isascii() and unicodedata.category(char) in {"Mn", "Me"}}


def _with_marks(line: str, marks: set[str]) -> Iterator[tuple[int, str, int]]:
    """Every character with its column, and the how manieth mark on one letter it is."""
    heap = 0
    for column, char in enumerate(line, 1):
        heap = heap + 1 if char in marks else 0
        yield column, char, heap


def draws(text: str) -> bool:
    """Whether anything of a text can be seen: not marks and spaces alone."""
    return any(unicodedata.category(char)[0] not in "MZC" for char in text)


def visible(text: str) -> str:
    """The text with every character that could steer a terminal or hide meaning replaced by its code in angle brackets."""
    return "".join(f"<U+{ord(char):04X}>" if hidden(char) else char for char in text)


def plain(text: str) -> str:
    """What was typed, in half-width letters and digits, without characters that nobody sees, and with single spaces."""
    seen = (char for char in unicodedata.normalize("NFKC", text) if unicodedata.category(char) != "Cf")
    return " ".join("".join(seen).split())


@lru_cache(maxsize=10_000)  # as many as a pack has, in whatever languages
def hidden(char: str) -> bool:
    """Controls, format characters (bidi among them), surrogates, private use, line and paragraph separators, letters that draw nothing."""
    code = ord(char)
    nothing = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF or 0xE0000 <= code <= 0xE0FFF  # noncharacters; tags, more variants
    return char not in "\n\t" and (nothing or char in BLANK or unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def brief(node: object, most: int = MAX_QUOTED) -> str:
    """A node in at most `most` characters, for quoting it in a problem."""
    if isinstance(node, dict):
        return "{…}"
    if isinstance(node, list):
        return "[…]"
    text = "" if node is None else str(node)
    return text if len(text) <= most else text[: most - 1] + "…"
