"""The types of a pack's fields as shapes, each of which reads a file's tree strictly, and builds from a tree that was checked before.

A strict reading goes on after a problem, so that all are found at once; what could not be read is INVALID.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from math import isfinite
from types import UnionType
from typing import Annotated, Any, Final, Literal, Protocol, Union, get_args, get_origin, get_type_hints

from opscareer.pack.values import Limits, Value, default

INVALID: Final = object()
NO_LIMITS = Limits()
_RECORDS: dict[type[Value], "Record"] = {}
TRUE, FALSE = {"1", "on", "t", "true", "y", "yes"}, {"0", "off", "f", "false", "n", "no"}
WHOLE = re.compile(r"[+-]?[0-9]+(_[0-9]+)*(\.0+)?")

Path = tuple[str | int, ...]


class Complaints(Protocol):
    """Who is told what is wrong, and where: the path, the slug, and what a sentence about it needs."""

    def add(self, path: Path, slug: str, *, at_key: bool = False, **facts: object) -> None: ...


class Shape(Protocol):
    def read(self, node: Any, path: Path, complaints: Complaints, *, at_key: bool = False) -> Any:
        """The value of a node (dicts, lists and strings), or INVALID after a complaint."""

    def build(self, plain: Any) -> Any:
        """The value from its plain form, unchecked."""


@dataclass(eq=False, repr=False)
class Scalar:
    """A text, number or yes/no, as `type` says, or one of the texts `choices`."""

    type: type
    limits: Limits = NO_LIMITS
    choices: tuple[str, ...] = ()

    def build(self, plain: Any) -> Any:
        return plain

    def read(self, node: Any, path: Path, complaints: Complaints, *, at_key: bool = False) -> Any:
        value, slug, limit = node, "", ""
        if self.choices:
            if node in self.choices:
                return node
            *others, last = (repr(choice) for choice in self.choices)
            complaints.add(path, "not-one-of", at_key=at_key, expected=f"{', '.join(others)} or {last}" if others else last)
            return INVALID
        if not isinstance(node, str):
            slug = {str: "not-text", int: "not-whole-number", float: "not-number", bool: "not-yes-no"}[self.type]
        elif self.type is str:
            value = " ".join(node.split()) if self.limits.one_line else node
            slug, limit = self._of_text(value)
        elif self.type is bool:
            value = node.lower() in TRUE
            slug = "" if node.lower() in TRUE | FALSE else "not-yes-no"
        else:
            value = _number(self.type, node.strip())
            slug, limit = ("not-whole-number" if self.type is int else "not-number", "") if value is None else self._of_number(value)
        if not slug:
            return value
        complaints.add(path, slug, at_key=at_key, limit=limit, pattern=self.limits.pattern if slug == "text-pattern" else "")
        return INVALID

    def _of_text(self, text: str) -> tuple[str, Any]:
        limits = self.limits
        if limits.longest is not None and len(text) > limits.longest:
            return "text-too-long", limits.longest
        if limits.shortest is not None and len(text) < limits.shortest:
            return "text-empty", limits.shortest
        return "text-pattern" if limits.pattern and not re.fullmatch(limits.pattern, text) else "", ""

    def _of_number(self, number: float) -> tuple[str, Any]:
        limits = self.limits
        if limits.step and number % limits.step:
            return "not-half-level", ""
        if limits.most is not None and number > limits.most:
            return "number-high", self.type(limits.most)
        if limits.least is not None and number < limits.least:
            return "number-low", self.type(limits.least)
        return "", ""


def _number(kind: type, text: str) -> Any:
    """A finite number as it was typed, or None. Only ASCII: a full-width digit is more likely a slip than meant."""
    if not text.isascii() or (kind is int and not WHOLE.fullmatch(text)):
        return None
    try:
        number = kind(text.partition(".")[0] if kind is int else text)
    except ValueError:  # no number, or one of thousands of digits
        return None
    return number if isfinite(number) else None


@dataclass(eq=False, repr=False)
class Many:
    """A list of any length within the limits."""

    item: Shape
    limits: Limits = NO_LIMITS

    def build(self, plain: Any) -> Any:
        return tuple(map(self.item.build, plain))

    def read(self, node: Any, path: Path, complaints: Complaints, *, at_key: bool = False) -> Any:
        if not isinstance(node, list):
            complaints.add(path, "not-list")
            return INVALID
        longest, shortest = self.limits.longest, self.limits.shortest
        slug, limit = "", None
        if longest is not None and len(node) > longest:
            slug, limit = "list-too-long", longest
        elif shortest is not None and len(node) < shortest:
            slug, limit = "list-too-short", shortest
        items = tuple(self.item.read(item, (*path, index), complaints) for index, item in enumerate(node))
        if slug:
            complaints.add(path, slug, limit=limit, pattern="")
        return INVALID if slug or INVALID in items else items


@dataclass(eq=False, repr=False)
class Fixed:
    """A list of so many entries, each with a shape of its own."""

    items: tuple[Shape, ...]

    def build(self, plain: Any) -> Any:
        return tuple(shape.build(item) for shape, item in zip(self.items, plain, strict=True))

    def read(self, node: Any, path: Path, complaints: Complaints, *, at_key: bool = False) -> Any:
        if not isinstance(node, list):
            complaints.add(path, "not-list")
            return INVALID
        given = zip(self.items, node, strict=False)
        items = tuple(shape.read(item, (*path, index), complaints) for index, (shape, item) in enumerate(given))
        for missing in range(len(node), len(self.items)):
            complaints.add(path, "list-too-short", limit=missing + 1)
        if len(node) > len(self.items):
            complaints.add(path, "list-too-long", limit=len(self.items), pattern="")
        return INVALID if len(node) != len(self.items) or INVALID in items else items


@dataclass(eq=False, repr=False)
class Keyed:
    """A mapping whose keys are data; sorted by key, so that the order in the file changes nothing."""

    key: Shape
    item: Shape

    def build(self, plain: Any) -> Any:
        return {key: self.item.build(item) for key, item in plain.items()}

    def read(self, node: Any, path: Path, complaints: Complaints, *, at_key: bool = False) -> Any:
        if not isinstance(node, dict):
            complaints.add(path, "not-mapping")
            return INVALID
        read = [
            (self.key.read(key, (*path, key), complaints, at_key=True), self.item.read(item, (*path, key), complaints))
            for key, item in node.items()
        ]
        return INVALID if any(INVALID in pair for pair in read) else dict(sorted(read))


@dataclass(eq=False, repr=False)
class Part:
    """A field of a record: its name, its key in the files, its shape; `flat` names the keys of a group written beside the others."""

    name: str
    key: str
    shape: Shape
    required: bool
    flat: tuple[str, ...]


@dataclass(eq=False, repr=False)
class Record:
    """A mapping whose keys are the fields of `type`."""

    type: type[Value]
    parts: tuple[Part, ...]
    nested: tuple[Part, ...]

    def build(self, plain: Any) -> Any:
        for part in self.nested:
            if part.flat:
                group = {key: plain.pop(key, None) for key in part.flat}
                plain[part.name] = None if None in group.values() else part.shape.build(group)
            elif plain.get(part.name) is not None:
                plain[part.name] = part.shape.build(plain[part.name])
        return self.type(**plain)

    def read(self, node: Any, path: Path, complaints: Complaints, *, at_key: bool = False) -> Any:
        if not isinstance(node, dict):
            complaints.add(path, "not-mapping")
            return INVALID
        values: dict[str, Any] = {}
        known: set[str] = set()
        for part in self.parts:
            known.update(part.flat or (part.key,))
            if part.flat:
                group = {key: node[key] for key in part.flat if key in node}
                values[part.name] = part.shape.read(group, path, complaints) if group else None
            elif part.key in node:
                values[part.name] = part.shape.read(node[part.key], (*path, part.key), complaints)
            elif part.required:
                complaints.add((*path, part.key), "key-missing")
                values[part.name] = INVALID
        unknown = [key for key in node if key not in known]
        for key in unknown:
            complaints.add((*path, key), "key-unknown", at_key=True)
        return INVALID if unknown or INVALID in values.values() else self.type(**values)


@dataclass(eq=False, repr=False)
class Tagged:
    """One of several records, told apart by the text under `kind`."""

    records: Mapping[str, Shape]

    def build(self, plain: Any) -> Any:
        return self.records[plain["kind"]].build(plain)

    def read(self, node: Any, path: Path, complaints: Complaints, *, at_key: bool = False) -> Any:
        if not isinstance(node, dict):
            complaints.add(path, "not-mapping")
        elif "kind" not in node:
            complaints.add(path, "kind-missing")
        elif not isinstance(node["kind"], str) or node["kind"] not in self.records:
            complaints.add((*path, "kind"), "not-one-of", expected=", ".join(map(repr, self.records)))
        else:
            return self.records[node["kind"]].read(node, path, complaints)
        return INVALID


def record(type_: type[Value]) -> Record:
    """The shape of a class of values, made once."""
    if type_ not in _RECORDS:
        _RECORDS[type_] = _record(type_)
    return _RECORDS[type_]


def _record(type_: type[Value]) -> Record:
    hints = get_type_hints(type_, include_extras=True)
    parts = []
    for one in fields(type_):
        flat = tuple(inner.name for inner in fields(one.metadata["flat"])) if "flat" in one.metadata else ()
        required = default(one) is MISSING
        parts.append(Part(one.name, one.metadata.get("key", one.name), shape(hints[one.name]), required, flat))
    return Record(type_, tuple(parts), tuple(part for part in parts if not isinstance(part.shape, Scalar)))


def shape(hint: Any, limits: Limits = NO_LIMITS) -> Shape:
    """The shape of a field's type."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return shape(arguments[0], arguments[1])
    if origin in {UnionType, Union}:
        return _union([one for one in arguments if one is not type(None)])
    if origin is tuple:
        return Many(shape(arguments[0]), limits) if arguments[-1] is ... else Fixed(tuple(map(shape, arguments)))
    if origin is Mapping:
        return Keyed(shape(arguments[0]), shape(arguments[1]))
    if origin is Literal:
        return Scalar(str, choices=arguments)
    return record(hint) if issubclass(hint, Value) else Scalar(hint, limits)


def _union(types: list[Any]) -> Shape:
    """Of one type that may be missing, or of several records."""
    return shape(types[0]) if len(types) == 1 else Tagged({get_args(get_type_hints(one)["kind"])[0]: record(one) for one in types})


def known_keys(type_: type[Value] = Value) -> Iterator[str]:
    """Every key that some part of a pack knows."""
    for part in type_.__subclasses__():
        yield from (one.metadata.get("key", one.name) for one in fields(part) if "flat" not in one.metadata)
        yield from known_keys(part)
