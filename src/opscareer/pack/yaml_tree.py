"""YAML text → a plain tree of dicts, lists and strings, with the place of every node.

Packs and answers are files that strangers send each other, so only a small, dull part of YAML is read: no anchors, aliases, tags, merge
keys or second documents, no equal keys, bounded size, depth and number of nodes. A scalar stays the string that was typed (`no`, `1.10`
and `1:59` mean nothing here); the model decides what it becomes. PyYAML's events are used rather than its loaders: those keep the last of
two equal keys in silence and recurse on nested input.
"""

import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from opscareer.errors import Facts, Problem

MAX_BYTES = 256 * 1024
MAX_DEPTH = 12
MAX_NODES = 20_000
MAX_QUOTED = 40

Node = Any  # dict[str, Node] | list[Node] | str
TreePath = tuple[str | int, ...]


@dataclass(frozen=True)
class Mark:
    """Where a node starts: line and column from 1. `quoted` tells "3" from 3; `key` is where its key starts."""

    line: int
    column: int
    quoted: bool = False


@dataclass
class Source:
    """The tree of one file, the mark of every node by its path, and the text's lines for showing a problem."""

    name: str
    tree: Node
    marks: dict[TreePath, Mark] = field(default_factory=dict)
    keys: dict[TreePath, Mark] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)

    def problem(self, path: TreePath, slug: str, item: str = "", at_key: bool = False, **facts: object) -> Problem:
        """A Problem at the node `path`, or at its nearest ancestor that stands in the file."""
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


def read_file(path: Path, name: str | None = None) -> Source:
    """Read a regular file. Raises Unreadable for everything from a missing file to a duplicate key."""
    shown = name or str(path)
    return read_bytes(read_regular(path, shown), shown)


def read_regular(path: Path, shown: str) -> bytes:
    """The bytes of a regular file of at most MAX_BYTES. Raises Unreadable."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable(Problem("file-not-regular", {"file": shown}, shown))
        if status.st_size > MAX_BYTES:
            raise Unreadable(Problem("file-too-large", {"limit": MAX_BYTES // 1024}, shown))
        return path.read_bytes()
    except FileNotFoundError:
        raise Unreadable(Problem("file-missing", {"file": shown}, shown)) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise Unreadable(Problem("file-unreadable", {"file": shown, "reason": reason}, shown)) from None


def read_bytes(data: bytes, name: str) -> Source:
    """Decode strictly (UTF-8, one byte order mark allowed) and build the tree. Raises Unreadable."""
    if len(data) > MAX_BYTES:
        raise Unreadable(Problem("file-too-large", {"limit": MAX_BYTES // 1024}, name))
    return read_text(_decoded(data, name), name)


def check_text(data: bytes, name: str) -> None:
    """Raises Unreadable for anything but UTF-8 without hidden characters, as in the YAML files; what the text says is not looked at."""
    text = _decoded(data, name)
    _check_characters(Source(name, None, lines=text.splitlines()), text)


def _decoded(data: bytes, name: str) -> str:
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        good = data[: error.start].decode("utf-8")
        line, column = good.count("\n") + 1, len(good) - (good.rfind("\n") + 1) + 1
        slug = "file-binary" if b"\x00" in data else "not-utf8"
        raise Unreadable(Problem(slug, {}, name, line, column)) from None


def read_text(text: str, name: str) -> Source:
    """Build the tree of one YAML (or JSON) document. Raises Unreadable with the first thing that makes it impossible."""
    if text.lstrip().startswith("{"):
        text = text.replace("\t", " ")  # JSON indents with tabs, YAML does not; neither lets one stand raw in a string
    source = Source(name, None, lines=text.splitlines())
    _check_characters(source, text)
    source.tree = _Builder(source, set(text) - {"\r"}).build(text)
    return source


def brief(node: Node, most: int = MAX_QUOTED) -> str:
    """A node in at most `most` characters, for quoting it in a problem."""
    if isinstance(node, dict):
        return "{…}"
    if isinstance(node, list):
        return "[…]"
    text = "" if node is None else str(node)
    return text if len(text) <= most else text[: most - 1] + "…"


def visible(text: str) -> str:
    """The text with every character that could steer a terminal or hide meaning replaced by its code in angle brackets."""
    return "".join(f"<U+{ord(char):04X}>" if _hidden(char) else char for char in text)


def _hidden(char: str) -> bool:
    """Controls, format characters (bidi among them), surrogates, private use, line and paragraph separators."""
    nothing = ord(char) & 0xFFFE == 0xFFFE  # the noncharacters at the end of each plane
    return char not in "\n\t" and (nothing or unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def _check_characters(source: Source, text: str) -> None:
    if not any(_hidden(char) for char in set(text) - {"\r"}) and "\r" not in text.replace("\r\n", "\n"):
        return  # each character looked at once: what is long and clean is read quickly
    for number, line in enumerate(text.split("\n"), 1):
        for column, char in enumerate(line.removesuffix("\r"), 1):
            if not char.isascii() or char < " " or char == "\x7f":
                if char == "\x00":
                    raise Unreadable(source.problem_at(number, column, "file-binary"))
                if _hidden(char):
                    raise Unreadable(source.problem_at(number, column, "hidden-character", {"code": f"U+{ord(char):04X}"}))


class _Builder:
    """Walks PyYAML's events with a stack of open collections; never recurses."""

    def __init__(self, source: Source, clean: set[str]) -> None:
        """`clean` are characters known not to be hidden."""
        self.source = source
        self.nodes = 0
        self.clean = clean

    def build(self, text: str) -> Node:
        try:
            return self._walk(_events(text))
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            raise Unreadable(self.source.problem_at(line, column, "yaml-syntax", {"reason": error.problem or ""})) from None
        except yaml.YAMLError as error:
            raise Unreadable(self.source.problem_at(1, 1, "yaml-syntax", {"reason": str(error)})) from None

    def _walk(self, events: Iterator[yaml.Event]) -> Node:
        root: Node = None
        documents = 0
        stack: list[tuple[Node, TreePath]] = []
        key: list[str | None] = []  # beside each open mapping: the key that waits for its value
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._refuse(event, "second-document")
            elif isinstance(event, yaml.AliasEvent):
                raise self._refuse(event, "alias")
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                stack.pop()
                key.pop()
            elif isinstance(event, yaml.NodeEvent):
                self._check_node(event, len(stack))
                if stack and isinstance(stack[-1][0], dict) and key[-1] is None:
                    key[-1] = self._key(event, *stack[-1])
                    continue
                node, path = self._node(event), self._place(stack, key)
                if stack:
                    self._attach(stack[-1][0], key, node)
                else:
                    root = node
                self.source.marks[path] = _mark(event)
                if not isinstance(node, str):
                    stack.append((node, path))
                    key.append(None)
        if root is None or (root == "" and not self.source.marks[()].quoted):
            raise Unreadable(Problem("file-empty", {"file": self.source.name}, self.source.name))
        return root

    def _check_node(self, event: yaml.NodeEvent, depth: int) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise self._refuse(event, "too-many-nodes", limit=MAX_NODES)
        if depth >= MAX_DEPTH and not isinstance(event, yaml.ScalarEvent):
            raise self._refuse(event, "too-deep", limit=MAX_DEPTH)
        if event.anchor:
            raise self._refuse(event, "anchor")
        if getattr(event, "tag", None):
            raise self._refuse(event, "tag")

    def _key(self, event: yaml.Event, mapping: dict[str, Node], path: TreePath) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            raise self._refuse(event, "key-not-text")
        if event.value == "<<" and not _mark(event).quoted:
            raise self._refuse(event, "merge-key")
        name = self._scalar(event)
        if name in mapping:
            first = self.source.keys[(*path, name)]
            raise self._refuse(event, "duplicate-key", key=name, first=first.line)
        self.source.keys[(*path, name)] = _mark(event)
        return name

    def _node(self, event: yaml.Event) -> Node:
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        return {} if isinstance(event, yaml.MappingStartEvent) else []

    def _scalar(self, event: yaml.ScalarEvent) -> str:
        if not self.clean.issuperset(event.value):  # an escape such as "\e" in a quoted scalar
            for char in event.value:
                if _hidden(char):
                    raise self._refuse(event, "hidden-character", code=f"U+{ord(char):04X}")
        return str(event.value)

    @staticmethod
    def _place(stack: list[tuple[Node, TreePath]], key: list[str | None]) -> TreePath:
        if not stack:
            return ()
        parent, path = stack[-1]
        waiting = key[-1]
        return (*path, len(parent) if waiting is None else waiting)

    @staticmethod
    def _attach(parent: Node, key: list[str | None], node: Node) -> None:
        waiting = key[-1]
        if waiting is None:
            parent.append(node)
        else:
            parent[waiting] = node
            key[-1] = None

    def _refuse(self, event: yaml.Event, slug: str, **facts: object) -> Unreadable:
        mark = _mark(event)
        return Unreadable(self.source.problem_at(mark.line, mark.column, slug, facts))


def _mark(event: yaml.Event) -> Mark:
    quoted = isinstance(event, yaml.ScalarEvent) and event.style in {"'", '"', "|", ">"}
    start: Any = event.start_mark
    return Mark(start.line + 1, start.column + 1, quoted)


def _events(text: str) -> Iterator[yaml.Event]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser reads events ten times as fast; where it is missing, Python's
    events: Iterator[yaml.Event] = yaml.parse(text, Loader=loader)
    return events
