"""The one way in which modules are loaded late: the door of a package, behind which is what only some commands need.

Loading takes most of the time of a short command: numpy alone takes longer than the rest of the program, Rich and the documents as long as
reading the pack. Whoever needs a module behind a door imports its package and names the module: `engine.assess.Engine`.
"""

from collections.abc import Callable, Collection
from importlib import import_module
from typing import Any


def door(package: str, modules: Collection[str]) -> Callable[[str], Any]:
    """The `__getattr__` of a package: loads one of these modules of it when it is first named."""

    def module(name: str) -> Any:
        if name not in modules:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return import_module(f"{package}.{name}")

    return module
