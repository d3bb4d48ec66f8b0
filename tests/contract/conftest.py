"""The program as a script meets it: arguments and bytes in, exit code and bytes out, and an environment that says nothing of whoever runs
the tests."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from importlib.resources import files
from io import BytesIO, TextIOWrapper
from typing import Any
from unittest import mock

import pytest
from jsonschema import Draft202012Validator

from opscareer.cli.app import main

Run = Callable[..., subprocess.CompletedProcess[bytes]]

NOT_INHERITED = re.compile(r"OPSCAREER_|LC_|LANG|PYTHON|NO_COLOR|FORCE_COLOR|COLORTERM|COLUMNS|LINES|TERM|TTY_|_TYPER")


@pytest.fixture(scope="session")
def surroundings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Environment variables."""
    plain = {name: value for name, value in os.environ.items() if not NOT_INHERITED.match(name)}
    return {**plain, "OPSCAREER_HOME": str(tmp_path_factory.mktemp("home") / "none"), "LC_ALL": "C.UTF-8"}


@pytest.fixture(scope="session")
def process(surroundings: dict[str, str]) -> Run:
    """Runs one command in a process of its own: `process("roles", "--json", stdin=b"", COLUMNS="40")`."""

    def run(*arguments: str, stdin: bytes = b"", **variables: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "opscareer", *arguments]
        return subprocess.run(command, input=stdin, capture_output=True, env={**surroundings, **variables}, check=False)

    return run


@pytest.fixture(scope="session")
def opscareer(surroundings: dict[str, str]) -> Run:
    """The same in this process, which is faster."""

    def run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        given, out, err = TextIOWrapper(BytesIO(stdin)), TextIOWrapper(BytesIO(), "utf-8"), TextIOWrapper(BytesIO(), "utf-8")
        with (
            mock.patch.dict(os.environ, surroundings, clear=True),
            mock.patch.object(sys, "stdin", given),
            redirect_stdout(out),
            redirect_stderr(err),
        ):
            code = main(arguments)
        return subprocess.CompletedProcess(arguments, code, out.buffer.getvalue(), err.buffer.getvalue())

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
