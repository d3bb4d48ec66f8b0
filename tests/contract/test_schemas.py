"""The JSON Schemas that come with the program: well-formed, strict, and made from the types of the documents."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from documents import answers_file, document_of, lowest
from jsonschema import Draft202012Validator

import opscareer.report

TESTS = Path(__file__).parents[1]


def test_every_document_that_the_program_writes_has_a_schema_and_an_answers_file_has_one_too(schemas):
    report = Path(opscareer.report.__file__).parent
    sources = [path.read_text(encoding="utf-8") for path in report.rglob("*.py")]

    written = {f"{name}-{version}" for source in sources for name, version in re.findall(r'"opscareer\.([a-z]+)/(\d+)"', source)}

    assert {"roles-1", "questions-2", "assessment-2", "guide-1", "error-1"} <= written
    assert set(schemas) == written | {"answers-1"}


def test_the_schemas_are_those_that_the_types_of_the_documents_make():
    made = subprocess.run([sys.executable, TESTS.parent / "tools/make_schemas.py", "--check"], capture_output=True, text=True, check=False)

    assert (made.returncode, made.stderr) == (0, "")


@pytest.mark.parametrize(
    ("name", "path", "value"),
    [
        ("assessment-2", ("best", "p_best"), 1.01),
        ("assessment-2", ("competencies", 0, "level"), 5.1),
        ("assessment-2", ("roles", 0, "fit"), 100.5),
        ("assessment-2", ("roles", 0, "readiness"), {"entry": 1.0, "mid": 0.5}),
        ("assessment-2", ("roles", 0, "contributions", 0, "of"), "interest.data.of.nobody else"),
        ("assessment-2", ("quality", "flags"), [{"flag": "tired", "reason": {"zh": "困", "en": "Tired."}}]),
        ("assessment-2", ("quality", "flags"), [{"flag": "hasty", "reason": {"zh": "太快"}}]),
        ("assessment-2", ("best", "verdict"), "sure"),
        ("assessment-2", ("plan", "target", "level"), "junior"),
        ("assessment-2", ("schema",), "opscareer.assessment/1"),
        ("assessment-2", ("answers",), {}),
        ("why-2", ("rank",), 0),
        ("why-2", ("change",), {"of": "data_analysis", "now": 1.0}),
        ("why-2", ("answers", 0, "speaks"), "aloud"),
        ("plan-2", ("weeks", 0, "starts"), "2026-3-2"),
        ("plan-2", ("units", 0, "from"), 1.2),
        ("roles-1", ("roles", 0, "duties", 0, "ads_share"), None),
        ("roles-1", ("roles", 0, "required", "data_analysis", "mid"), 2.5),
        ("questions-2", ("questions", 0, "measures"), {"nothing": "data"}),
        ("unit-2", ("unit", "title", "en"), ""),
    ],
)
def test_a_document_that_promises_something_else_breaks_its_schema(opscareer, schemas, questions, name, path, value):
    command = {"assessment": ["assess"], "why": ["why", "user"], "unit": ["plan", "show", "sort-reviews"]}
    words, answers = command.get(name[:-2], [name[:-2]]), answers_file(lowest(questions))
    document = document_of(
        opscareer(*words, *(["--answers", "-"] if name[:-2] in ("assessment", "why", "plan") else []), "--json", stdin=answers)
    )
    assert Draft202012Validator(schemas[name]).is_valid(document)

    part = document
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value

    assert not Draft202012Validator(schemas[name]).is_valid(document)


def test_the_schemas_are_well_formed(schemas):
    for name, schema in schemas.items():
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema", name
        Draft202012Validator.check_schema(schema)


def objects_in(schema: Any) -> Iterator[dict[str, Any]]:
    """Every part of a schema that describes a JSON object."""
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for part in schema.values():
            yield from objects_in(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from objects_in(part)


def test_the_schemas_let_no_unknown_key_through(schemas):
    for name, schema in schemas.items():
        for part in objects_in(schema):
            strict = part["additionalProperties"] is False if "properties" in part else "propertyNames" in part
            assert strict, f"{name}: {part}"
            assert set(part.get("required", ())) <= set(part.get("properties", ())), f"{name}: {part}"
