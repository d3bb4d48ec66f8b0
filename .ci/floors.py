"""Prints the lowest version of every runtime dependency that pyproject.toml allows, as requirements."""

import re
import sys
import tomllib
from pathlib import Path

project = tomllib.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))["project"]
for requirement in project["dependencies"]:
    name, lowest, condition = re.match(r"([A-Za-z0-9_.-]+)>=([0-9.]+)[^;]*(;.*)?", requirement).groups()
    print(f"{name}=={lowest}{condition or ''}")
