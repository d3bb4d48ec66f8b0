"""The files of a pack to begin with, which `pack new` writes."""

import re
from importlib.resources import files

from opscareer.pack.values import Id

NAMES = ("roles", "questions", "learning", "guide")
SCHEMAS = (*NAMES, "units")
ID = re.compile(next(one.pattern for one in Id.__metadata__ if one.pattern))  # type: ignore[attr-defined]


def starter_files(name: str) -> dict[str, bytes]:
    """The files by name, with the schemas that an editor checks them by. The pack is called `name` where that can be an id."""
    package = files("opscareer")
    made = {f"{file}.yaml": (package / "starter" / f"{file}.yaml").read_bytes() for file in NAMES}
    if ID.fullmatch(name) and len(name) <= 60:
        made["roles.yaml"] = made["roles.yaml"].replace(b"id: my_pack", f"id: {name}".encode())
    return made | {f".schema/{file}.json": (package / "starter" / "schema" / f"{file}.json").read_bytes() for file in SCHEMAS}
