"""The program as a script meets it: run as a command, with an environment that says nothing about whoever runs the tests."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator

Run = Callable[..., subprocess.CompletedProcess[bytes]]

NOT_INHERITED = re.compile(r"OPSCAREER_|LC_|LANG|PYTHON|NO_COLOR|FORCE_COLOR|COLORTERM|COLUMNS|LINES|TERM|TTY_|_TYPER")


@pytest.fixture(scope="session")
def opscareer(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs one command: `opscareer("roles", "--json", stdin=b"", LANG="zh_CN.UTF-8")`; words in capitals are environment variables."""
    plain = {name: value for name, value in os.environ.items() if not NOT_INHERITED.match(name)}
    home = {"OPSCAREER_HOME": str(tmp_path_factory.mktemp("home") / "none"), "LC_ALL": "C.UTF-8"}

    def run(*arguments: str, stdin: bytes = b"", **variables: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "opscareer", *arguments]
        return subprocess.run(command, input=stdin, capture_output=True, env={**plain, **home, **variables}, check=False)

    return run


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
def questions(opscareer: Run) -> list[dict[str, Any]]:
    """Every question of the shipped pack."""
    return json.loads(opscareer("questions", "--json").stdout)["questions"]
