"""Results as people and scripts read them: documents, lines for a terminal, pages."""

from collections.abc import Callable, Collection
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from opscareer.report import documents

__all__ = ["documents"]


def door(package: str, modules: Collection[str]) -> Callable[[str], Any]:
    """The `__getattr__` of a package: loads a module of it when it is first used, because many a command needs none of them."""

    def module(name: str) -> Any:
        if name not in modules:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return import_module(f"{package}.{name}")

    return module


__getattr__ = door(__name__, __all__)  # the typed documents take time to make
