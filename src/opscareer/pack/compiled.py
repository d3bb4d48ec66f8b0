"""The shipped pack in a form that is read ten times as fast as its YAML files: JSON, made from the pack that the strict reader accepted.

It is made when the program is built, and by `tools/compile_pack.py`. Its first line is a digest of all the files that it comes
from, and of the code that checks them; where that does not fit what is there, nobody reads on.
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from opscareer.frozen import content
from opscareer.pack.model import Pack
from opscareer.pack.values import CLASSES

COMPILED = Path(__file__).with_name("compiled.json")
CLASS = ""
"""The key under which an object of the JSON names the class of the value that it is."""


def read_compiled(directory: Path, file: Path = COMPILED) -> Pack | None:
    """The pack in `directory`; None where no compiled form of just these files is there."""
    try:
        key, _, text = file.read_bytes().partition(b"\n")
        contents = _contents(directory)
        if key.decode() != _key(contents):
            return None
        parts = json.loads(text, object_hook=_value)
    except (OSError, ValueError):
        return None
    parts["practice_files"] = {name: contents[f"practice/{name}"] for name in parts["practice_files"]}
    return Pack(**parts)


def write_compiled(pack: Pack, directory: Path, file: Path = COMPILED) -> None:
    """Write the compiled form of a pack that the strict reader read in `directory`."""
    parts = {**content(pack), "practice_files": list(pack.practice_files)}
    text = json.dumps(parts, ensure_ascii=False, default=lambda value: {CLASS: type(value).__name__, **content(value)})
    part = file.with_suffix(".part")
    part.write_text(f"{_key(_contents(directory))}\n{text}\n", encoding="utf-8")
    part.replace(file)


def _value(parts: dict[str, Any]) -> Any:
    """What an object of the JSON was: a value of the class that it names, or a mapping.

    All parts of a value were written, so that nothing has to look for one that is missing: there are thousands of values.
    """
    for name, part in parts.items():
        if isinstance(part, list):
            parts[name] = tuple(part)
    if CLASS not in parts:
        return parts
    value = object.__new__(CLASSES[parts.pop(CLASS)])
    vars(value).update(parts)
    return value


def _contents(directory: Path) -> dict[str, bytes]:
    """The bytes of every file of a pack, by its path there."""
    paths = [*directory.glob("*.yaml"), *directory.glob("practice/*.*")]
    return {path.relative_to(directory).as_posix(): path.read_bytes() for path in sorted(paths)}


def _key(contents: Mapping[str, bytes]) -> str:
    package = Path(__file__).parent
    code = {path.relative_to(package).as_posix(): path.read_bytes() for path in sorted(package.rglob("*.py"))}
    digest = sha256()
    for name, data in (*code.items(), *contents.items()):
        digest.update(f"{name} {len(data)}\n".encode() + data)
    return digest.hexdigest()
