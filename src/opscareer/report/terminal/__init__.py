"""Lines for a terminal."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from opscareer.report.terminal import details, evaluation, explanation, history, layout, pack, plain, plan, summary, unit

__all__ = ["details", "evaluation", "explanation", "history", "layout", "pack", "plain", "plan", "summary", "unit"]


def __getattr__(name: str) -> Any:
    """A door: each of these needs Rich, which a command that prints JSON or writes a file does not load."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module(f"{__name__}.{name}")
