"""The shipped pack in a form that is read ten times as fast as its YAML files: JSON, made from the pack that the strict reader accepted.

It is made when the program is built, and by `tools/compile_pack.py`. Its first line is a digest of all the files that it comes
from, and of the code that checks them; where that does not fit what is there, nobody reads on.
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from opscareer.pack.model import Pack
from opscareer.pack.shapes import record
from opscareer.pack.values import plain

COMPILED = Path(__file__).with_name("compiled.json")


def read_compiled(directory: Path, file: Path = COMPILED) -> Pack | None:
    """The pack in `directory`; None where no compiled form of just these files is there."""
    try:
        key, _, text = file.read_bytes().partition(b"\n")
        contents = _contents(directory)
        if key.decode() != _key(contents):
            return None
        parts = json.loads(text)
    except (OSError, ValueError):
        return None
    practice_files = {name: contents[f"practice/{name}"] for name in parts.pop("practice_files")}
    pack: Pack = record(Pack).build({**parts, "practice_files": practice_files})
    return pack


def write_compiled(directory: Path, file: Path = COMPILED) -> None:
    """Write the compiled form of the pack in `directory`. Raises PackError where the strict reader does."""
    from opscareer.pack.strict import read_pack  # only here: reading the compiled form is fast because it needs no parser

    pack = read_pack(directory)
    document = {**plain(pack, without={"practice_files"}), "practice_files": list(pack.practice_files)}
    part = file.with_suffix(".part")
    part.write_text(f"{_key(_contents(directory))}\n{json.dumps(document, ensure_ascii=False)}\n", encoding="utf-8")
    part.replace(file)


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
