"""Packs for tests: the good ones as they stand, and the tiny one with changes. tests/packs/README.md describes the changes."""

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

TINY = Path(__file__).parents[2] / "packs" / "good" / "tiny"

Changes = Mapping[str, Sequence[Mapping[str, Any]]]


@pytest.fixture
def tiny_with(tmp_path: Path) -> Callable[[Changes], Path]:
    """Makes a copy of the tiny pack with changes, by file, and returns its directory."""

    def make(changes: Changes) -> Path:
        directory = tmp_path / "pack"
        shutil.copytree(TINY, directory, dirs_exist_ok=True)
        for name, steps in changes.items():
            for step in steps:
                _change(directory / name, step)
        return directory

    return make


def _change(path: Path, step: Mapping[str, Any]) -> None:
    times = step.get("times", 1)
    match step:
        case {"replace": old, "with": new}:
            text = path.read_text(encoding="utf-8")
            assert text.count(old) == 1, f"{old!r} must stand once in {path.name}"
            path.write_text(text.replace(old, new * times), encoding="utf-8")
        case {"whole": text}:
            path.write_text(text * times, encoding="utf-8")
        case {"bytes": bytes(data)}:
            path.write_bytes(data * times)
        case {"bytes": digits}:
            path.write_bytes(bytes.fromhex(digits))
        case {"is": kind}:
            path.unlink(missing_ok=True)
            _put(path, kind)
        case _:
            raise AssertionError(f"no such change: {step}")


def _put(path: Path, kind: str) -> None:
    match kind:
        case "directory":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "link-to-a-device":
            path.symlink_to("/dev/zero")
        case "link-to-itself":
            path.symlink_to(path)
        case "link-outside":
            outside = path.parents[2] / "outside.csv"
            outside.write_text("secret: of somebody else\n")
            path.symlink_to(outside)
        case _:
            assert kind == "missing", f"no such kind of file: {kind}"
