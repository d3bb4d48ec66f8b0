"""Results as people and scripts read them: documents, lines for a terminal, pages."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from opscareer.report import documents

__all__ = ["documents"]


def __getattr__(name: str) -> Any:
    """A door: the typed documents take time to make, and a command that prints lines does not need them."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module(f"{__name__}.{name}")
