"""A file as it was read: bounded, decoded strictly, free of hidden characters, with the place of every node in it."""

import stat
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from opscareer.errors import Facts, Problem, reason_of

MAX_BYTES = 256 * 1024
MAX_QUOTED = 40

Node = Any  # dict[str, Node] | list[Node] | str
TreePath = tuple[str | int, ...]


@dataclass(frozen=True)
class Mark:
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
        """A Problem at a line and column, with the line's text."""
        text = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        return Problem(slug, facts or {}, self.name, line, column, visible(text), item)


class Unreadable(Exception):
    """The file cannot be read as a tree at all; carries the one Problem that stopped the reading."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.slug)
        self.problem = problem


def read_regular(path: Path, shown: str, most: int = MAX_BYTES) -> bytes:
    """The bytes of a regular file of at most `most` bytes. Raises Unreadable."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise Unreadable(Problem("file-is-directory", {"file": shown}, shown))
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable(Problem("file-not-regular", {"file": shown}, shown))
        if status.st_size > most:
            raise Unreadable(Problem("file-too-large", {"limit": most // 1024}, shown))
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise Unreadable(Problem("file-missing", {"file": shown}, shown)) from None
    except (OSError, ValueError) as error:
        raise Unreadable(Problem("file-unreadable", {"file": shown, "reason": reason_of(error)}, shown)) from None


def check_text(data: bytes, name: str) -> None:
    """Raises Unreadable for anything but UTF-8 without hidden characters, as in the YAML files; what the text says is not looked at."""
    text = decoded(data, name)
    check_characters(Source(name, None, lines=text.splitlines()), text)


def decoded(data: bytes, name: str) -> str:
    """The text of UTF-8 bytes, one byte order mark allowed. Raises Unreadable."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        good = data[: error.start].decode("utf-8")
        line, column = good.count("\n") + 1, len(good) - (good.rfind("\n") + 1) + 1
        slug = "file-binary" if b"\x00" in data else "not-utf8"
        raise Unreadable(Problem(slug, {}, name, line, column)) from None


def check_characters(source: Source, text: str) -> None:
    """Raises Unreadable at the first hidden character, or carriage return within a line."""
    if not any(hidden(char) for char in set(text) - {"\r"}) and "\r" not in text.replace("\r\n", "\n"):
        return  # each character looked at once: what is long and clean is read quickly
    for number, line in enumerate(text.split("\n"), 1):
        for column, char in enumerate(line.removesuffix("\r"), 1):
            if hidden(char):
                slug = "file-binary" if char == "\x00" else "hidden-character"
                raise Unreadable(source.problem_at(number, column, slug, {"code": f"U+{ord(char):04X}"}))


def visible(text: str) -> str:
    """The text with every character that could steer a terminal or hide meaning replaced by its code in angle brackets."""
    return "".join(f"<U+{ord(char):04X}>" if hidden(char) else char for char in text)


def plain(text: str) -> str:
    """What was typed, in half-width letters and digits, without characters that nobody sees, and with single spaces."""
    seen = (char for char in unicodedata.normalize("NFKC", text) if unicodedata.category(char) != "Cf")
    return " ".join("".join(seen).split())


def hidden(char: str) -> bool:
    """Controls, format characters (bidi among them), surrogates, private use, line and paragraph separators."""
    nothing = ord(char) & 0xFFFE == 0xFFFE  # the noncharacters at the end of each plane
    return char not in "\n\t" and (nothing or unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def brief(node: object, most: int = MAX_QUOTED) -> str:
    """A node in at most `most` characters, for quoting it in a problem."""
    if isinstance(node, dict):
        return "{…}"
    if isinstance(node, list):
        return "[…]"
    text = "" if node is None else str(node)
    return text if len(text) <= most else text[: most - 1] + "…"
