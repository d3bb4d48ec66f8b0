"""YAML text → a plain tree of dicts, lists and strings, with the place of every node.

Packs and answers are files that strangers send each other, so only a small, dull part of YAML is read: no anchors, aliases, tags, merge
keys or second documents, no equal keys, bounded size, depth and number of nodes. A scalar stays the string that was typed (`no`, `1.10`
and `1:59` mean nothing here); the model decides what it becomes. PyYAML's events are used rather than its loaders: those keep the last of
two equal keys in silence and recurse on nested input.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from opscareer.errors import Problem
from opscareer.pack.source import MAX_BYTES, Mark, Node, Source, TreePath, Unreadable, check_characters, decoded, hidden, read_regular

MAX_DEPTH = 12
MAX_NODES = 20_000


def read_file(path: Path, name: str | None = None) -> Source:
    """Read a regular file. Raises Unreadable for everything from a missing file to a duplicate key."""
    shown = name or str(path)
    return read_bytes(read_regular(path, shown), shown)


def read_bytes(data: bytes, name: str) -> Source:
    """Decode strictly (UTF-8, one byte order mark allowed) and build the tree. Raises Unreadable."""
    if len(data) > MAX_BYTES:
        raise Unreadable(Problem("file-too-large", {"limit": MAX_BYTES // 1024}, name))
    return read_text(decoded(data, name), name)


def read_text(text: str, name: str) -> Source:
    """Build the tree of one YAML (or JSON) document. Raises Unreadable with the first thing that makes it impossible."""
    if text.lstrip().startswith("{"):
        text = text.replace("\t", " ")  # JSON indents with tabs, YAML does not; neither lets one stand raw in a string
    source = Source(name, None, lines=text.splitlines())
    check_characters(source, text)
    source.tree = _Builder(source, set(text) - {"\r"}).build(text)
    return source


@dataclass
class _Open:
    """A collection that is being filled: its node, its path, and in a mapping the key that waits for its value."""

    node: Any
    path: TreePath
    key: str | None = None

    @property
    def wants_key(self) -> bool:
        return isinstance(self.node, dict) and self.key is None

    @property
    def next_path(self) -> TreePath:
        return (*self.path, len(self.node) if self.key is None else self.key)

    def attach(self, node: Node) -> None:
        if self.key is None:
            self.node.append(node)
        else:
            self.node[self.key] = node
            self.key = None


class _Builder:
    """Walks PyYAML's events with a stack of open collections; never recurses."""

    def __init__(self, source: Source, clean: set[str]) -> None:
        """`clean` are characters known not to be hidden."""
        self.source = source
        self.clean = clean
        self.root: Node = None
        self.open: list[_Open] = []
        self.nodes = self.documents = 0

    def build(self, text: str) -> Node:
        try:
            for event in _events(text):
                self._take(event)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            raise Unreadable(self.source.problem_at(line, column, "yaml-syntax", {"reason": error.problem or ""})) from None
        except yaml.YAMLError as error:
            raise Unreadable(self.source.problem_at(1, 1, "yaml-syntax", {"reason": str(error)})) from None
        if self.root is None or (self.root == "" and not self.source.marks[()].quoted):
            raise Unreadable(Problem("file-empty", {"file": self.source.name}, self.source.name))
        return self.root

    def _take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise self._refuse(event, "second-document")
        elif isinstance(event, yaml.AliasEvent):
            raise self._refuse(event, "alias")
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self.open.pop()
        elif isinstance(event, yaml.NodeEvent):
            self._check_node(event)
            self._add(event)

    def _add(self, event: yaml.NodeEvent) -> None:
        parent = self.open[-1] if self.open else None
        if parent is not None and parent.wants_key:
            parent.key = self._key(event, parent.node, parent.path)
            return
        node, path = self._node(event), parent.next_path if parent is not None else ()
        if parent is not None:
            parent.attach(node)
        else:
            self.root = node
        self.source.marks[path] = _mark(event)
        if not isinstance(node, str):
            self.open.append(_Open(node, path))

    def _check_node(self, event: yaml.NodeEvent) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise self._refuse(event, "too-many-nodes", limit=MAX_NODES)
        if len(self.open) >= MAX_DEPTH and not isinstance(event, yaml.ScalarEvent):
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
                if hidden(char):
                    raise self._refuse(event, "hidden-character", code=f"U+{ord(char):04X}")
        return str(event.value)

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
