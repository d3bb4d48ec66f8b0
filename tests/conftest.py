"""What tests of every room share: packs read once a process, commands, a place for answers; and how many processes run the tests."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path
from unittest import mock

import pytest
from running import environment
from shipped import shipped_engine, shipped_pack, tiny_pack

from opscareer.cli.app import main
from opscareer.engine.assess import Engine
from opscareer.pack.model import Pack

Run = Callable[..., subprocess.CompletedProcess[bytes]]


def pytest_configure() -> None:
    """The same surroundings for everybody, before the first module is imported; no test touches real answers."""
    plain = environment(Path(tempfile.gettempdir()) / "no-such-home-of-opscareer")
    os.environ.clear()
    os.environ.update(plain)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """As many as there are cores; none for a few files, because workers take longer to start than these to run."""
    files = [Path(argument.partition("::")[0]) for argument in config.args]
    if len(files) <= 3 and all(file.is_file() for file in files):
        return 0
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@pytest.fixture(scope="session")
def pack() -> Pack:
    """The shipped pack."""
    return shipped_pack()


@pytest.fixture(scope="session")
def tiny() -> Pack:
    """The smallest good pack."""
    return tiny_pack()


@pytest.fixture(scope="session")
def engine() -> Engine:
    """The engine of the shipped pack."""
    return shipped_engine()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the program keeps its answers in this test. It does not exist at first."""
    monkeypatch.setenv("OPSCAREER_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture(scope="session")
def opscareer() -> Run:
    """Runs one command in this process: `opscareer("roles", "--json", stdin=b"", COLUMNS="40")`."""

    def run(*arguments: str, stdin: bytes = b"", **variables: str) -> subprocess.CompletedProcess[bytes]:
        given, out, err = TextIOWrapper(BytesIO(stdin)), TextIOWrapper(BytesIO(), "utf-8"), TextIOWrapper(BytesIO(), "utf-8")
        with (
            mock.patch.dict(os.environ, variables),
            mock.patch.object(sys, "stdin", given),
            redirect_stdout(out),
            redirect_stderr(err),
        ):
            code = main(arguments)
        return subprocess.CompletedProcess(arguments, code, out.buffer.getvalue(), err.buffer.getvalue())

    return run


@pytest.fixture(scope="session")
def process() -> Run:
    """The same in a process of its own: slower, and as a script meets it."""

    def run(*arguments: str, stdin: bytes = b"", **variables: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "opscareer", *arguments]
        return subprocess.run(command, input=stdin, capture_output=True, env={**os.environ, **variables}, check=False)

    return run
