"""Writes src/opscareer/schemas from the document types; with --check, says whether they are up to date.

    .venv/bin/python tools/make_schemas.py [--check]

A document type is a class of annotations (see opscareer.report.documents.writing). What a key means is said by the line of its class's
docstring that begins with its name, if there is one; ranges and patterns come from the markers of its annotation. The types of an answers
file and of an error are here: the program reads and writes them without.
"""

import dataclasses
import json
import re
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from inspect import cleandoc
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from opscareer.frozen import default
from opscareer.pack.learning import LearningFile, UnitsFile
from opscareer.pack.model import GuideFile, QuestionsFile, RolesFile
from opscareer.pack.values import Limits, Text, Value
from opscareer.report.documents.writing import Document, fields, is_document, key_of, literal, optional
from opscareer.results.trait import Trait
from opscareer.results.units import Answer, Hash, Id, Keywords, Number, Version

SCHEMAS = Path(__file__).parents[1] / "src/opscareer/schemas"
OF_PACKS = SCHEMAS.with_name("starter") / "schema"
WIDTH = 140
DRAFT = "https://json-schema.org/draft/2020-12/schema"
TYPES = {bool: "boolean", int: "integer", float: "number", str: "string", date: "string"}
TRAIT = {"type": "string", "pattern": r"^(interest\.)?[a-z][a-z0-9_]*([.-][a-z0-9_]+)*$", "maxLength": 69}
LIMITS = {  # of a pack's values, as JSON Schema calls them for this type
    "string": {"pattern": "pattern", "shortest": "minLength", "longest": "maxLength"},
    "array": {"shortest": "minItems", "longest": "maxItems"},
    "number": {"least": "minimum", "most": "maximum", "step": "multipleOf"},
    "integer": {"least": "minimum", "most": "maximum"},
}
LINE = re.compile(r"^([a-z_][a-z0-9_.*]*): (.+(?:\n {4,}.+)*)", re.MULTILINE)  # of a docstring without its indentation


class AnswersPack:
    id: Id | None = None
    version: Version | None = None
    hash: Hash | None = None


class AnswersFile:
    """An answers file for `opscareer assess --answers`, as JSON; in YAML the same keys. `opscareer questions --template` makes one."""

    pack: AnswersPack | None = None
    answers: Mapping[Id, Answer | None]


Slug = Annotated[str, Keywords(pattern="^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
Said = Annotated[str, Keywords(minLength=1)]


class ProblemEntry:
    kind: Slug
    file: str
    line: Number | None
    column: Number | None
    item: Said | None
    message: Said


class ErrorEntry:
    kind: Slug
    exit_code: Literal[0, 1, 2, 3, 129, 130, 131, 143]
    message: Said
    hint: Said | None
    problems: tuple[ProblemEntry, ...]


class ErrorDocument(Document):
    """What a command given `--json` prints on standard error when it fails."""

    schema: Literal["opscareer.error/1"]
    error: ErrorEntry


def documents() -> dict[str, type]:
    """Every document type by the name of its schema: `roles-1`."""
    named = {literal(fields(kind)["schema"]): kind for kind in subclasses(Document)}
    return {"answers-1": AnswersFile} | {name[len("opscareer.") :].replace("/", "-"): kind for name, kind in named.items() if name}


def subclasses(kind: type) -> Iterator[type]:
    for below in kind.__subclasses__():
        yield below
        yield from subclasses(below)


def schema(name: str, kind: type) -> dict[str, Any]:
    """The JSON Schema of a document."""
    definitions: dict[str, Any] = {}
    head = {"$schema": DRAFT, "$id": f"urn:opscareer:schema:{name}", "title": f"opscareer.{name.replace('-', '/')}"}
    body = {**head, **described(kind, definitions)}
    return {**body, "$defs": dict(sorted(definitions.items()))} if definitions else body


def described(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    """An object with exactly the keys of a document type."""
    meanings = {key: meaning for each in reversed(kind.__mro__) for key, meaning in meanings_of(each).items()}
    properties, required = {}, []
    for name, hint in fields(kind).items():
        key = key_of(kind, name)
        may_miss = optional(kind, name)
        properties[key] = told(value(hint, definitions, meanings, key, null=not may_miss), meanings.get(key))
        required += [] if may_miss else [key]
    about = cleandoc(kind.__doc__ or "").split("\n\n")[0]
    made = {"type": "object", "properties": properties, "required": required, "additionalProperties": False}
    return told(made, None if LINE.match(about) else " ".join(about.split()))


def meanings_of(kind: type) -> dict[str, str]:
    return {key: " ".join(meaning.split()) for key, meaning in LINE.findall(cleandoc(vars(kind).get("__doc__") or ""))}


def told(part: dict[str, Any], meaning: str | None) -> dict[str, Any]:
    return {"description": meaning, **part} if meaning else part


def value(hint: Any, definitions: dict[str, Any], meanings: Mapping[str, str], key: str, *, null: bool = True) -> dict[str, Any]:
    """What an annotation lets through; without `null` not even where it names None: the key is left out then."""
    markers: list[Any] = []
    while get_origin(hint) is Annotated:
        hint, *inner = get_args(hint)
        markers += inner

    def inside(part: Any, below: str = key) -> dict[str, Any]:
        return value(part, definitions, meanings, below)

    if get_origin(hint) in (Union, UnionType):
        parts = [inside(part) for part in get_args(hint) if part is not NoneType or null]
        made = {"anyOf": [{"type": "null"} if part is NoneType else part for part in parts]} if len(parts) > 1 else parts[0]
    elif hint is NoneType:
        made = {"type": "null"}
    elif get_origin(hint) is Literal:
        made = {"const": get_args(hint)[0]} if len(get_args(hint)) == 1 else {"enum": list(get_args(hint))}
    elif is_document(hint):
        if hint.__name__ not in definitions:
            definitions[hint.__name__] = {}
            definitions[hint.__name__] = described(hint, definitions)
        made = {"$ref": f"#/$defs/{hint.__name__}"}
    elif get_origin(hint) is tuple:
        first, *others = get_args(hint)
        size = {} if others == [...] else {"minItems": 1 + len(others), "maxItems": 1 + len(others)}
        made = {"type": "array", "items": inside(first), **size}
    elif get_origin(hint) is Mapping:
        made = mapping(*get_args(hint), inside, meanings, f"{key}.*")
    else:
        made = dict(TRAIT) if hint is Trait else {"type": TYPES[hint]}
    return {**made, **{name: limit for marker in markers for name, limit in keywords(marker, made).items()}}


def mapping(names: Any, content: Any, inside: Any, meanings: Mapping[str, str], key: str) -> dict[str, Any]:
    """An object of any names, or of those that there are."""
    name, part = inside(names), told(inside(content, key), meanings.get(key))
    if "enum" in name:
        return {"type": "object", "properties": dict.fromkeys(name["enum"], part), "required": name["enum"], "additionalProperties": False}
    return {"type": "object", "propertyNames": name, "additionalProperties": part}


def keywords(marker: Any, made: Mapping[str, Any]) -> dict[str, Any]:
    if isinstance(marker, Keywords):
        return marker.keywords
    limits = LIMITS.get(made.get("type", ""), {}) if isinstance(marker, Limits) else {}
    return {name: getattr(marker, own) for own, name in limits.items() if getattr(marker, own) != getattr(Limits, own)}


PACK_FILES = {"roles": RolesFile, "questions": QuestionsFile, "learning": LearningFile, "units": UnitsFile, "guide": GuideFile}


def pack_schema(name: str, kind: type[Value]) -> dict[str, Any]:
    """The JSON Schema of a file of a pack, for editors: what the strict reader holds it to, but for the rules across items."""
    definitions: dict[str, Any] = {}
    head = {"$schema": DRAFT, "$id": f"urn:opscareer:pack:{name}", "title": f"{name}.yaml of a pack of opscareer"}
    body = {**head, **of_pack(kind, definitions)}
    return {**body, "$defs": dict(sorted(definitions.items()))}


def of_pack(kind: type[Value], definitions: dict[str, Any]) -> dict[str, Any]:
    """A mapping with the keys of a class of values; those of a group stand beside the others."""
    about = " ".join(cleandoc(vars(kind).get("__doc__") or "").split("\n\n")[0].split())
    meanings = meanings_of(kind)
    properties, required, together = {}, [], {}
    hints = get_type_hints(kind, include_extras=True)
    for one in dataclasses.fields(kind):
        if "flat" in one.metadata:
            group = of_pack(one.metadata["flat"], definitions)
            properties |= group["properties"]
            together = dict.fromkeys(group["properties"], group["required"])
            continue
        key = one.metadata.get("key", one.name)
        properties[key] = told(pack_value(hints[one.name], definitions), meanings.get(one.name))
        required += [key] if default(one) is dataclasses.MISSING else []
    made = {"type": "object", "properties": properties, "required": required, "additionalProperties": False}
    made |= {"dependentRequired": together} if together else {}
    return told(made, about)


def pack_text(limits: Limits | None) -> dict[str, Any]:
    """A text in both languages or in one."""
    longest = limits.longest if limits else 2000
    said = {"type": "string", "minLength": 1, "maxLength": longest}
    return {"type": "object", "properties": {"zh": said, "en": said}, "minProperties": 1, "additionalProperties": False}


def pack_value(hint: Any, definitions: dict[str, Any], limits: Limits | None = None) -> dict[str, Any]:
    """What the strict reader takes for this type."""
    if get_origin(hint) is Annotated:
        hint, limits = get_args(hint)[0], next((one for one in get_args(hint)[1:] if isinstance(one, Limits)), limits)
    parts = [part for part in get_args(hint) if part is not NoneType]
    if hint is Text:
        return pack_text(limits)
    if get_origin(hint) in (Union, UnionType):
        inner = [pack_value(part, definitions, limits) for part in parts]
        return inner[0] if len(inner) == 1 else {"oneOf": inner}
    if get_origin(hint) is Literal:
        return {"const": parts[0]} if len(parts) == 1 else {"enum": parts}
    if get_origin(hint) is tuple:
        size = {} if parts[-1] is ... else {"minItems": len(parts), "maxItems": len(parts)}
        made = {"type": "array", "items": pack_value(parts[0], definitions), **size}
    elif get_origin(hint) is Mapping:
        made = {
            "type": "object",
            "propertyNames": pack_value(parts[0], definitions),
            "additionalProperties": pack_value(parts[1], definitions),
        }
    elif issubclass(hint, Value):
        if hint.__name__ not in definitions:
            definitions[hint.__name__] = {}
            definitions[hint.__name__] = of_pack(hint, definitions)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    else:
        made = {"type": TYPES[hint]}
    return {**made, **(keywords(limits, made) if limits else {})}


def files() -> dict[Path, str]:
    """Every file, with what should be in it."""
    made = {name: schema(name, kind) for name, kind in documents().items()}
    of_packs = {OF_PACKS / f"{name}.json": pack_schema(name, kind) for name, kind in PACK_FILES.items()}
    paths = {SCHEMAS / f"{name}.json": content for name, content in made.items()} | of_packs
    return {path: laid_out(content) + "\n" for path, content in paths.items()}


def laid_out(content: Any, indent: str = "") -> str:
    """JSON text, with what is short on one line."""
    short = json.dumps(content, ensure_ascii=False)
    if (len(indent + short) <= WIDTH and indent) or not isinstance(content, dict | list):
        return short
    inner = indent + "  "
    if isinstance(content, list):
        return "[\n" + ",\n".join(inner + laid_out(item, inner) for item in content) + f"\n{indent}]"
    return "{\n" + ",\n".join(f"{inner}{json.dumps(key)}: {laid_out(item, inner)}" for key, item in content.items()) + f"\n{indent}}}"


if __name__ == "__main__":
    if "--check" not in sys.argv:
        for path, text in files().items():
            path.write_text(text, encoding="utf-8")
    elif {path: path.read_text(encoding="utf-8") for folder in (SCHEMAS, OF_PACKS) for path in folder.glob("*.json")} != files():
        sys.exit("src/opscareer/schemas is not up to date: run python tools/make_schemas.py")
