"""docs/json.md explains every key, and its examples keep the schemas."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from documents import parsed
from jsonschema import Draft202012Validator

DOCS = Path(__file__).parents[2] / "docs" / "json.md"


@pytest.fixture(scope="module")
def sections():
    """The sections of docs/json.md by the schema that their heading names; what stands before the first counts for all."""
    common, *rest = re.split(r"(?m)^## (?=.*`[a-z]+-\d+`)", DOCS.read_text(encoding="utf-8"))
    found = {re.search(r"`([a-z]+-\d+)`", part.splitlines()[0])[1]: part for part in rest}
    return {"common": common, **found}


def paths_in(schema: dict[str, Any], part: Any, path: str = "") -> Iterator[str]:
    """Every key of a schema as docs/json.md writes it: `roles[].weights.*`. Texts in two languages are explained once, for all."""
    if "$ref" in part:
        name = part["$ref"].removeprefix("#/$defs/")
        if name != "Text":
            yield from paths_in(schema, schema["$defs"][name], path)
    for key, value in part.get("properties", {}).items():
        below = f"{path}.{key}" if path else key
        yield below
        yield from paths_in(schema, value, below)
    if "propertyNames" in part:
        yield f"{path}.*"
        yield from paths_in(schema, part["additionalProperties"], f"{path}.*")
    for value in part.get("anyOf", ()):
        yield from paths_in(schema, value, path)
    if "items" in part:
        yield from paths_in(schema, part["items"], f"{path}[]")


def test_the_documentation_explains_every_key_of_every_schema(schemas, sections):
    assert set(sections) == {"common", *schemas}

    for name, schema in schemas.items():
        missing = [path for path in paths_in(schema, schema) if f"| `{path}` |" not in sections[name] + sections["common"]]
        assert missing == [], name


def test_the_documentation_explains_no_key_that_is_not_there(schemas, sections):
    for name, schema in schemas.items():
        explained = re.findall(r"(?m)^\| `([a-z][^`]*)` \|", sections[name])
        assert set(explained) <= set(paths_in(schema, schema)), name


def shortened(schema: Any) -> Any:
    """The same schema for examples from which keys and entries were left out."""
    if isinstance(schema, dict):
        rules = {key for key in ("required", "minItems") if not isinstance(schema.get(key), dict)}  # a dict is a property of that name
        return {key: shortened(value) for key, value in schema.items() if key not in rules}
    return [shortened(part) for part in schema] if isinstance(schema, list) else schema


def test_the_examples_in_the_documentation_keep_the_schemas(schemas, sections):
    for name, schema in schemas.items():
        examples = re.findall(r"(?ms)^```json\n(.*?)^```$", sections[name])
        assert examples, name
        for example in examples:
            errors = [error.message for error in Draft202012Validator(shortened(schema)).iter_errors(parsed(example))]
            assert errors == [], f"{name}: {example}"
