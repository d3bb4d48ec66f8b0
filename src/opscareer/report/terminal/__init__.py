"""Lines for a terminal. A command that prints JSON or writes a file does not load them."""

from typing import TYPE_CHECKING

from opscareer.doors import door

if TYPE_CHECKING:
    from opscareer.report.terminal import console, details, evaluation, explanation, history, layout, pack, plain, plan, summary, unit

__all__ = ["console", "details", "evaluation", "explanation", "history", "layout", "pack", "plain", "plan", "summary", "unit"]
__getattr__ = door(__name__, __all__)
