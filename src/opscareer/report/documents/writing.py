"""Values as JSON.

A document type is a class of annotations: which attributes of a value are written, in which order, and what each of them is. Nobody makes
objects of it. The values of `opscareer.results` and of a pack are such types themselves. A key that Python reserves has an underscore
behind it. An attribute with the default None is left out where it is None; any other None is written as null.
"""

import json
from collections.abc import Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, ClassVar, Literal, Union, get_args, get_origin, get_type_hints

from opscareer.results.trait import Trait
from opscareer.results.units import Keywords
from opscareer.sessions.record import Stamp

DIGITS = 4


class Document:
    """What all documents share."""

    schema: str


class PackDocument(Document):
    """What all documents about a pack share."""

    pack: Stamp


class Complete:
    """Of a document type that inherits what it writes: every None is written as null, and the `unwritten` attributes are not written."""

    unwritten: ClassVar[frozenset[str]] = frozenset()


def dump(document: Mapping[str, Any]) -> str:
    """The document as JSON text: UTF-8, two spaces, a newline at the end, no NaN."""
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def written(kind: type, value: object, **given: object) -> dict[str, Any]:
    """A value as a document of this kind; `given` overrides or completes its attributes. A mapping has keys for attributes."""
    known = {**value, **given} if isinstance(value, Mapping) else given
    document = {}
    for name, hint in fields(kind).items():
        key = key_of(kind, name)
        constant = literal(hint)
        part = constant if constant is not None else known[key] if key in known else getattr(value, name, None)
        if part is not None or not optional(kind, name):
            document[key] = _json(hint, part)
    return document


@cache
def fields(kind: type) -> dict[str, Any]:
    """The attributes of a document type with their annotations, in the order in which they are written."""
    unwritten = kind.unwritten if issubclass(kind, Complete) else ()
    hints = get_type_hints(kind, include_extras=True)
    return {name: hint for name, hint in hints.items() if get_origin(hint) is not ClassVar and name not in unwritten}


def key_of(kind: type, name: str) -> str:
    """The key of an attribute: that of a pack's files, or its name."""
    attribute = getattr(kind, "__dataclass_fields__", {}).get(name)
    return attribute.metadata.get("key", name) if attribute else name.removesuffix("_")


def optional(kind: type, name: str) -> bool:
    """Whether the key is left out where there is nothing to say."""
    return getattr(kind, name, ...) is None and not issubclass(kind, Complete)


def is_document(hint: Any) -> bool:
    return isinstance(hint, type) and hint is not Trait and bool(fields(hint))


def literal(hint: Any) -> Any:
    """The only value that the annotation allows, if there is just one."""
    return get_args(hint)[0] if get_origin(hint) is Literal and len(get_args(hint)) == 1 else None


def _json(hint: Any, value: Any) -> Any:
    origin, parts = get_origin(hint), get_args(hint)
    if value is None:
        return None
    if origin is Annotated:
        return _json(parts[0], value)
    if origin in (Union, UnionType):
        alternatives = [part for part in parts if part is not NoneType]
        return _json(alternatives[0], value) if len(alternatives) == 1 else value
    if origin is tuple:
        return [_json(parts[0], item) for item in value]
    if origin is Mapping:
        return {str(key): _json(parts[1], value[key]) for key in _known_keys(parts[0]) or value}
    return written(hint, value) if is_document(hint) else _scalar(value)


def _known_keys(hint: Any) -> Any:
    """The keys that there may be, where an annotation lists them: they are written in this order."""
    return next((mark.keywords["enum"] for mark in get_args(hint)[1:] if isinstance(mark, Keywords) and "enum" in mark.keywords), ())


def _scalar(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, DIGITS) + 0.0  # + 0.0: no "-0.0"
    return value if isinstance(value, int | str) else str(value)
