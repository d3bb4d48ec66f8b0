"""opscareer: an honest career self-assessment for operations (运营) work."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from opscareer.answers import Answers
    from opscareer.answers.reading import read_answers
    from opscareer.api import assess, compare, explain, make_plan, simulate, to_document, what_if
    from opscareer.pack.load import load_pack

__version__ = "0.1.0"
__all__ = ["Answers", "assess", "compare", "explain", "load_pack", "make_plan", "read_answers", "simulate", "to_document", "what_if"]

_HOMES = {"Answers": "answers", "load_pack": "pack.load", "read_answers": "answers.reading"}  # all others live in api


def __getattr__(name: str) -> Any:
    """Loaded when first used, because the commands start sooner without."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'api')}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
