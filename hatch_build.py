"""Makes the compiled form of the shipped pack before a wheel is built, and before the source tree is installed as it stands."""

import runpy
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompilePack(BuildHookInterface):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        runpy.run_path(str(root / "tools" / "compile_pack.py"), run_name="__main__")
