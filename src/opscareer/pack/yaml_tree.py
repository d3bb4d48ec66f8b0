"""YAML text → a plain tree of dicts, lists and strings, with the place of every node.

Packs and answers are files that strangers send each other, so only a small, dull part of YAML is read: no anchors, aliases, tags, merge
keys or second documents, no equal keys, bounded size, depth and number of nodes. A scalar stays the string that was typed (`no`, `1.10`
and `1:59` mean nothing here); the model decides what it becomes. PyYAML's events are used rather than its loaders: those keep the last of
two equal keys in silence and go as deep as the input.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from opscareer.errors import Problem, Reason
from opscareer.pack.source import (
    MAX_BYTES,
    Mark,
    Node,
    Source,
    TreePath,
    Unreadable,
    check_characters,
    decoded,
    first_hidden,
    lines_of,
    marks_of,
    read_regular,
)

MAX_DEPTH = 12
MAX_NODES = 20_000
COLON = "\uff1a"  # full-width, as a Chinese keyboard has it
BEFORE_A_COLON = re.compile(rf"""(?:^|[{{,])[\s{{,-]*["']?[A-Za-z0-9_.-]+["']?\s*(?={COLON})|^\w+\s*(?={COLON}\s*$)""")
BEFORE_A_VALUE = re.compile(r"\s*[A-Za-z0-9_.-]+:(?=[^\s:/])")  # a colon with no space behind it makes no key

# What the parsers say, in either of PyYAML's, as far as people meet it, and the code of the reason
SAID: Mapping[str, str] = {
    "mapping values are not allowed": "YAML_SECOND_COLON",
    "could not find expected ':'": "YAML_NO_COLON",
    "did not find expected key": "YAML_INDENT",
    "expected <block end>": "YAML_INDENT",
    "did not find expected '-' indicator": "YAML_INDENT",
    "block sequence entries are not allowed": "YAML_INDENT",
    "expected ',' or": "YAML_NO_COMMA",
    "cannot start any token": "YAML_CHARACTER",
    "violates indentation": "YAML_TAB",
    "did not find expected node content": "YAML_NO_VALUE",
    "did not find expected <document start>": "YAML_SECOND_PART",
    "expected '<document start>'": "YAML_SECOND_PART",
    "unexpected end of stream": "YAML_QUOTE",
    "unknown escape character": "YAML_ESCAPE",
    "Expecting property name": "JSON_KEY",
    "Expecting ',' delimiter": "YAML_NO_COMMA",
    "Expecting ':' delimiter": "JSON_COLON",
    "Expecting value": "YAML_NO_VALUE",
    "Unterminated string": "YAML_QUOTE",
    "Extra data": "JSON_MORE",
    "Invalid control character": "JSON_CONTROL",
    "escape": "YAML_ESCAPE",
    "Illegal trailing comma": "JSON_COMMA",
}


def read_file(path: Path, home: Path | None = None) -> Source:
    """Read a regular file; of a pack, one in its directory `home`. Raises Unreadable for everything from no file to a duplicate key."""
    return read_bytes(read_regular(path, str(path), home=home), str(path))


def read_bytes(data: bytes, name: str) -> Source:
    """Decode strictly (UTF-8, one byte order mark allowed) and build the tree. Raises Unreadable."""
    if len(data) > MAX_BYTES:
        raise Unreadable(Problem("file-too-large", {"limit": MAX_BYTES // 1024}, name))
    return read_text(decoded(data, name), name)


def read_text(text: str, name: str) -> Source:
    """Build the tree of one YAML (or JSON) document. Raises Unreadable with the first thing that makes it impossible."""
    if text.lstrip().startswith("{"):
        text = text.replace("\t", " ")  # JSON indents with tabs, YAML does not; neither lets one stand raw in a string
    source = Source(name, None, lines=lines_of(text))
    check_characters(source, text)
    _Builder(source, text).build()
    return source


def false_colon(source: Source, last: int | None = None) -> Problem | None:
    """A colon that makes no key of what stands before it, down to the line `last`: the first that is full-width, else the first without a
    space in the lines that end there."""
    for number, line in enumerate(source.lines[:last], 1):
        if found := BEFORE_A_COLON.search(line):
            return source.problem_at(number, found.end() + 1, "full-width-colon")
    first, lines = None, [(number, line) for number, line in enumerate(source.lines[:last], 1) if line.split("#")[0].strip()]
    for number, line in reversed(lines):
        if found := BEFORE_A_VALUE.match(line):
            first = source.problem_at(number, found.end() + 1, "colon-without-space")
        elif number != last:
            break
    return first


def _reason(words: str) -> Reason:
    return Reason(next((code for said, code in SAID.items() if said in words), "YAML_OTHER"), words)


class _Builder:
    """Walks PyYAML's events, into collections only as deep as MAX_DEPTH."""

    def __init__(self, source: Source, text: str) -> None:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser reads events ten times as fast; where it is missing, Python's
        self.source = source
        self.text = text
        self.events: Iterator[yaml.Event] = yaml.parse(text, Loader=loader)
        chars = set(text)
        self.clean = chars - marks_of(chars) - {"\r"}  # characters known not to be hidden
        self.nodes = 0

    def build(self) -> None:
        try:
            for event in self.events:
                if isinstance(event, yaml.NodeEvent):
                    self.source.tree = self._node(event, ())
                elif isinstance(event, yaml.DocumentStartEvent) and self.nodes:
                    raise self._refuse(event, "second-document")
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
            line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            raise Unreadable(self._unreadable(line, column, getattr(error, "problem", None) or str(error))) from None
        if not self.nodes or (self.source.tree == "" and not self.source.marks[()].quoted):
            raise Unreadable(Problem("file-empty", {"file": self.source.name}, self.source.name))

    def _unreadable(self, line: int, column: int, words: str) -> Problem:
        """What cannot be read: a colon that is none, else by the rules of JSON or of YAML, whichever was meant."""
        if colon := false_colon(self.source, line):
            return colon
        if self.source.name.lower().endswith(".json") or re.match(r"\s*\{\s*[\"}]", self.text):
            try:
                json.loads(self.text)
            except json.JSONDecodeError as error:
                return self.source.problem_at(error.lineno, error.colno, "json-syntax", {"reason": _reason(error.msg)})
            except RecursionError:
                pass
        indent = self.source.lines[line - 1][:column] if line <= len(self.source.lines) else ""
        by_tab = "\t" in indent and not indent.strip()  # a parser only says that no token begins there
        return self.source.problem_at(line, column, "yaml-syntax", {"reason": Reason("YAML_TAB", words) if by_tab else _reason(words)})

    def _node(self, event: yaml.Event, path: TreePath) -> Node:
        self._check(event, len(path))
        self.source.marks[path] = _mark(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Node] = []
            while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
                items.append(self._node(event, (*path, len(items))))
            return items
        mapping: dict[str, Node] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._key(event, mapping, path)
            mapping[key] = self._node(next(self.events), (*path, key))
        return mapping

    def _check(self, event: yaml.Event, depth: int) -> None:
        """Nothing but plain nodes, not too many, not too deep: a node in `depth` collections."""
        if isinstance(event, yaml.AliasEvent):
            raise self._refuse(event, "alias")
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise self._refuse(event, "too-many-nodes", limit=MAX_NODES)
        if depth >= MAX_DEPTH and not isinstance(event, yaml.ScalarEvent):
            raise self._refuse(event, "too-deep", limit=MAX_DEPTH)
        for slug in ("anchor", "tag"):
            if getattr(event, slug, None):
                raise self._refuse(event, slug)

    def _key(self, event: yaml.Event, mapping: dict[str, Node], path: TreePath) -> str:
        self._check(event, len(path) + 1)
        if not isinstance(event, yaml.ScalarEvent):
            raise self._refuse(event, "key-not-text")
        if event.value == "<<" and not _mark(event).quoted:
            raise self._refuse(event, "merge-key")
        key = self._scalar(event)
        if key in mapping:
            raise self._refuse(event, "duplicate-key", key=key, first=self.source.keys[(*path, key)].line)
        self.source.keys[(*path, key)] = _mark(event)
        return key

    def _scalar(self, event: yaml.ScalarEvent) -> str:
        if not self.clean.issuperset(event.value) and (found := first_hidden(event.value, marks_of(event.value))):
            _, slug, facts = found  # an escape such as "\e" in a quoted scalar
            raise self._refuse(event, slug, **facts)
        return str(event.value)

    def _refuse(self, event: yaml.Event, slug: str, **facts: object) -> Unreadable:
        mark = _mark(event)
        return Unreadable(self.source.problem_at(mark.line, mark.column, slug, facts))


def _mark(event: yaml.Event) -> Mark:
    quoted = isinstance(event, yaml.ScalarEvent) and event.style in {"'", '"', "|", ">"}
    start: Any = event.start_mark
    return Mark(start.line + 1, start.column + 1, quoted)
