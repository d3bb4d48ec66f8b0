"""The values of the units' keys, computed from the practice data as somebody checks a solution: apart from the generator, with plain loops.

A module has `KEYS`: by unit, a function that is given the directory of the practice data and returns, for each finding of the unit's key
that has a value, that value in Chinese and in English, in order. It may have `ALSO_SHOWN`: by unit, the numbers of its key that the shown
text names too, for something else (`{"sixty-second-video": {"60": "the length of the video"}}`), each with the reason. `core/` holds the
modules of the units for every role, one a competency.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

MODULES = (
    "core.user_insight",
    "core.data_analysis",
    "core.project_management",
    "core.creative_planning",
    "user",
    "members",
    "content",
    "event",
    "event_planning",
    "product",
    "product_use",
    "product_trials",
    "data",
)

Values = Callable[[Path], list[tuple[str, str]]]


def keys() -> dict[str, Values]:
    """How to compute the values of each unit's key."""
    return _gathered("KEYS")


def also_shown() -> dict[str, Mapping[str, str]]:
    """Numbers of keys that stand in the shown text for another reason, which is told."""
    return _gathered("ALSO_SHOWN")


def _gathered(name: str) -> dict:
    found = {}
    for module in MODULES:
        part = getattr(import_module(f"{__name__}.{module}"), name, {})
        if twice := found.keys() & part.keys():
            raise ValueError(f"{name}: {', '.join(sorted(twice))} in more than one module")
        found |= part
    return found
