"""The result as a web page, and the pieces that it shares with Markdown and the card."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from opscareer.report.page import drawing, render

__all__ = ["drawing", "render"]


def __getattr__(name: str) -> Any:
    """A door: rendering needs Jinja, which a report in the terminal does not load."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module(f"{__name__}.{name}")
