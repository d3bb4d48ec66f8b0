"""The program as a script meets it: documents, and the schemas that they keep."""

import json
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator


@pytest.fixture(scope="session")
def schemas() -> dict[str, Any]:
    """Every schema that comes with the installed package, by name: `roles-1`."""
    places = (files("opscareer") / "schemas").iterdir()
    return {place.name.removesuffix(".json"): json.loads(place.read_text(encoding="utf-8")) for place in places}


@pytest.fixture(scope="session")
def keeps(schemas: dict[str, Any]) -> Callable[[Any, str], None]:
    """Fails unless a document keeps the schema of this name."""

    def check(document: Any, name: str) -> None:
        errors = [f"{error.json_path}: {error.message[:300]}" for error in Draft202012Validator(schemas[name]).iter_errors(document)]
        assert not errors, "\n".join(errors)

    return check


@pytest.fixture(scope="session")
def questions(opscareer: Callable[..., Any]) -> list[dict[str, Any]]:
    """Every question of the shipped pack."""
    return json.loads(opscareer("questions", "--json").stdout)["questions"]
