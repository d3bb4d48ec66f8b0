"""What the engine says, as frozen values that nobody needs numpy for. The documents for scripts are made of them: see units.py.

Levels are on the pack's scale 1–5; interests are in standard deviations of the assumed population (0 = average); fit is in points, 50 being
the average of the assumed population and 10 points one standard deviation. Intervals are central 80% intervals. Probabilities are 0–1.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from opscareer.results.assessment import (
        Assessment,
        Best,
        CompetencyEstimate,
        Contribution,
        InterestEstimate,
        Interval,
        Mix,
        Quality,
        RoleFit,
        Weights,
    )
    from opscareer.results.comparison import Comparison, Shift
    from opscareer.results.evaluation import CalibrationBin, QuestionUse, Replay, Simulation
    from opscareer.results.explanation import ChanceThen, Change, Explanation, FitThen, Influence, WhatIf, WhatIfRole
    from opscareer.results.plan import Gap, LeftOut, Plan, Step, UnitStatus, Week
    from opscareer.results.trait import Trait

__all__ = [
    "Assessment",
    "Best",
    "CalibrationBin",
    "ChanceThen",
    "Change",
    "Comparison",
    "CompetencyEstimate",
    "Contribution",
    "Explanation",
    "FitThen",
    "Gap",
    "Influence",
    "InterestEstimate",
    "Interval",
    "LeftOut",
    "Mix",
    "Plan",
    "Quality",
    "QuestionUse",
    "Replay",
    "RoleFit",
    "Shift",
    "Simulation",
    "Step",
    "Trait",
    "UnitStatus",
    "Week",
    "Weights",
    "WhatIf",
    "WhatIfRole",
]


def __getattr__(name: str) -> Any:
    """A door: making classes takes time, and a command that is about the pack alone needs none of these."""
    if name in __all__:
        for part in ("trait", "assessment", "plan", "comparison", "explanation", "evaluation"):
            module = import_module(f"{__name__}.{part}")
            if hasattr(module, name):
                return getattr(module, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
