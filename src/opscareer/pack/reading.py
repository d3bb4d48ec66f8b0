"""The tree of a file → a value, as the types of its fields and their limits say.

Reading goes on after a problem, so that all are found at once. What could not be read is None until then: the file is given up at the end.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, replace
from functools import cache
from math import isfinite
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from opscareer.errors import Problem
from opscareer.frozen import default
from opscareer.pack.files import nearest
from opscareer.pack.source import MOST_PROBLEMS, Source, TreePath, brief, draws
from opscareer.pack.values import CLASSES, LANGUAGES, Language, Limits, Prose, Text, Value

MAX_ITEM = 100
NOT_OF_TYPE = {str: "not-text", int: "not-whole-number", float: "not-number", bool: "not-yes-no"}
YES_NO = {**dict.fromkeys(("1", "on", "t", "true", "y", "yes"), True), **dict.fromkeys(("0", "off", "f", "false", "n", "no"), False)}
WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,17})")
DECIMAL = re.compile(r"-?(?=[.0-9])(0|[1-9][0-9]{0,17})?(\.[0-9]{1,17})?([eE][+-]?[0-9]{1,3})?(?<=[0-9])")

NO_LIMITS = Limits()
PROSE: Limits = get_args(Prose)[1]

FileModel = TypeVar("FileModel", bound=Value)


class Refused(Exception):
    """A node is not what its field takes: the slug, and what a sentence about it needs."""

    def __init__(self, slug: str, **facts: object) -> None:
        super().__init__(slug)
        self.slug = slug
        self.facts = facts


class Enough(Exception):
    """So much is wrong with a file that nobody looks for more."""


class Reading:
    """One file that is being read, and what is wrong with it. `languages`: those in which every text must be there."""

    def __init__(self, source: Source, languages: tuple[Language, ...] = LANGUAGES) -> None:
        self.source = source
        self.languages = languages
        self.problems: list[Problem] = []

    def file(self, model: type[FileModel]) -> FileModel | None:
        """What the file says; None where anything is wrong with it."""
        more: list[Problem] = []
        try:
            value: FileModel | None = self._read(model, self.source.tree, ())
        except Enough:
            value, more = None, [Problem("more-problems", {"count": len(self.problems)}, self.source.name)]
        self.problems = [*sorted(self.problems, key=lambda problem: (problem.line, problem.column)), *more]
        return None if self.problems else value

    def complain(self, path: TreePath, slug: str, *, at_key: bool = False, **facts: object) -> None:
        """A problem with what its sentence needs: `key` is what to call the place, `value` what was written there."""
        if len(self.problems) == MOST_PROBLEMS:
            raise Enough
        facts = {"key": _name(path, self.source.name), **facts}
        way = list(self.way(path))
        items = [node["id"] for node in way[1:] if isinstance(node, dict) and isinstance(node.get("id"), str)]
        if slug == "key-unknown":
            near = nearest(str(facts["key"]), known_keys())
            facts["near"] = near if near != facts["key"] else ""
        elif slug == "kind-missing":
            facts["key"] = "kind"
        else:
            facts["value"] = brief(path[-1] if at_key else way[-1] if len(way) > len(path) else None)
        self.problems.append(self.source.problem(path, slug, brief(items[-1], MAX_ITEM) if items else "", at_key, **facts))

    def way(self, path: TreePath) -> Iterator[Any]:
        """The nodes on the way to `path`, the whole file first, as far as they are there."""
        node = self.source.tree
        yield node
        for step in path:
            try:
                node = node[step]
            except (KeyError, IndexError, TypeError):
                return
            yield node

    def _read(self, hint: Any, node: Any, path: TreePath, *, at_key: bool = False, limits: Limits = NO_LIMITS) -> Any:
        """The value of a node (dicts, lists and strings) for a field of this type; None after a complaint."""
        try:
            return self._value(hint, node, path, limits)
        except Refused as error:
            self.complain(path, error.slug, at_key=at_key, **error.facts)
            return None

    def _value(self, hint: Any, node: Any, path: TreePath, limits: Limits = NO_LIMITS) -> Any:
        origin, arguments = get_origin(hint), get_args(hint)
        if origin is Annotated:
            return self._value(arguments[0], node, path, arguments[1])
        if origin in {UnionType, Union}:
            return self._one(arguments, node, path)
        if origin is tuple:
            return self._list(arguments, node, path, limits)
        if origin is Mapping:
            return self._mapping(arguments, _mapping(node), path)
        if origin is Literal or not issubclass(hint, Value):
            return _choice(arguments, node) if arguments else _scalar(hint, node, limits)
        return self._text(_mapping(node), path, limits) if hint is Text else self._record(hint, _mapping(node), path)

    def _one(self, types: tuple[Any, ...], node: Any, path: TreePath) -> Any:
        """Of a type that may be missing, or of several classes, told apart by the text under `kind`."""
        if NoneType in types:
            return self._value(types[0], node, path)
        classes = {get_args(hints(one)["kind"])[0]: one for one in types}
        if "kind" not in _mapping(node):
            raise Refused("kind-missing")
        if not isinstance(node["kind"], str) or node["kind"] not in classes:
            self.complain((*path, "kind"), "not-one-of", expected=", ".join(map(repr, classes)))
            return None
        return self._record(classes[node["kind"]], node, path)

    def _list(self, types: tuple[Any, ...], node: Any, path: TreePath, limits: Limits) -> Any:
        """A list of one type, of a length within the limits; or of a type for each entry."""
        if not isinstance(node, list):
            raise Refused("not-list")
        if types[-1] is ...:
            types = types[:1] * len(node)
        else:
            limits = Limits(shortest=len(types), longest=len(types))
        values = tuple(self._read(hint, item, (*path, index)) for index, (hint, item) in enumerate(zip(types, node, strict=False)))
        _hold(len(node), limits.shortest, limits.longest, "list-too-short", "list-too-long")
        return values

    def _text(self, node: dict[str, Any], path: TreePath, limits: Limits) -> Any:
        """A text in the languages of the pack, or in more; one that is not there is said in the other."""
        held = _prose(limits.longest)
        told = {name: self._read(str, node[name], (*path, name), limits=held) for name in LANGUAGES if name in node}
        for name in self.languages:
            if name not in told:
                self.complain((*path, name), "key-missing")
        for key in node.keys() - told.keys():
            self.complain((*path, key), "key-unknown", at_key=True)
        either: Any = next(iter(told.values()), None)
        return Text(zh=told.get("zh") or either, en=told.get("en") or either)

    def _mapping(self, types: tuple[Any, ...], node: dict[str, Any], path: TreePath) -> Any:
        """A mapping whose keys are data; sorted by key, so that the order in the file changes nothing."""
        for key in node:
            self._read(types[0], key, (*path, key), at_key=True)
        return {key: self._read(types[1], node[key], (*path, key)) for key in sorted(node)}

    def _record(self, type_: Any, node: dict[str, Any], path: TreePath) -> Any:
        """A mapping whose keys are the fields of a class."""
        values: dict[str, Any] = {}
        unknown = dict(node)
        for one in fields(type_):
            key, hint = one.metadata.get("key", one.name), hints(type_)[one.name]
            if "flat" in one.metadata:
                group = {inner.name: unknown.pop(inner.name) for inner in fields(one.metadata["flat"]) if inner.name in node}
                values[one.name] = self._read(hint, group, path) if group else None
            elif key in node:
                values[one.name] = self._read(hint, unknown.pop(key), (*path, key))
            elif default(one) is MISSING:
                values[one.name] = None
                self.complain((*path, key), "key-missing")
        for key in unknown:
            self.complain((*path, key), "key-unknown", at_key=True)
        return type_(**values)


@cache
def _prose(longest: int | None) -> Limits:
    """Those of a paragraph, of another length if one is given."""
    return replace(PROSE, longest=longest) if longest else PROSE


def languages_of(roles: Source) -> tuple[Language, ...]:
    """The languages of a pack: those in which it says its own name."""
    *_, name = Reading(roles).way(("pack", "name"))
    return tuple(one for one in LANGUAGES if isinstance(name, dict) and one in name) or LANGUAGES


@cache
def hints(type_: type[Value]) -> dict[str, Any]:
    """The types of a class's fields, with their limits."""
    return get_type_hints(type_, include_extras=True)


@cache
def known_keys() -> set[str]:
    """Every key that some part of a pack knows."""
    return {one.metadata.get("key", one.name) for type_ in CLASSES.values() for one in fields(type_) if "flat" not in one.metadata}


def _name(path: TreePath, file: str) -> str:
    """What to call the place: its key, or for an entry of a list the list's key with its number."""
    if path and isinstance(path[-1], int):
        return f"{_name(path[:-1], file)}[{path[-1] + 1}]"
    return brief(path[-1]) if path else file


def _mapping(node: Any) -> dict[str, Any]:
    if not isinstance(node, dict):
        raise Refused("not-mapping")
    return node


def _choice(choices: tuple[str, ...], node: Any) -> str:
    """One of several texts."""
    if node in choices:
        return str(node)
    *others, last = map(repr, choices)
    raise Refused("not-one-of", expected=f"{', '.join(others)} or {last}" if others else last)


def _scalar(type_: type, node: Any, limits: Limits) -> Any:
    """A text, number or yes/no within the limits."""
    value = _typed(type_, node) if isinstance(node, str) else None
    if value is None:
        raise Refused(NOT_OF_TYPE[type_])
    if isinstance(value, str):
        text = " ".join(value.split()) if limits.one_line else value
        _hold(len(text), limits.shortest, limits.longest, "text-empty", "text-too-long")
        if limits.seen and not text.isalnum() and not draws(text):
            raise Refused("text-empty")
        if limits.pattern and not re.fullmatch(limits.pattern, text):
            raise Refused(f"form-{limits.form}")
        return text
    if limits.step and value % limits.step:
        raise Refused("not-half-level")
    _hold(value, limits.least, limits.most, "number-low", "number-high")
    return value


def _hold(number: float, least: float | None, most: float | None, low: str, high: str) -> None:
    """Refuse a number, or a length, with `low` below the least and with `high` above the most."""
    if most is not None and number > most:
        raise Refused(high, limit=type(number)(most))
    if least is not None and number < least:
        raise Refused(low, limit=type(number)(least))


def _typed(type_: type, text: str) -> Any:
    """A text, finite number or yes/no as it was typed, or None.

    Numbers are those of JSON: `010`, `0x1`, `1_0` and `+1` mean something else from reader to reader, and full-width digits are a slip.
    """
    if type_ is str:
        return text
    if type_ is bool:
        return YES_NO.get(text.lower())
    if not (WHOLE if type_ is int else DECIMAL).fullmatch(text):
        return None
    value = type_(text)
    return value if isfinite(value) else None
