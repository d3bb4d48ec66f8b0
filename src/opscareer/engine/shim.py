"""Temporary."""
from dataclasses import dataclass
from itertools import pairwise
from opscareer.results.trait import Trait
LEVEL_OF_ZERO = 2.5
@dataclass(frozen=True)
class GradedItem:
    traits: tuple[Trait, ...]
    discrimination: float
    thresholds: tuple[float, ...]
    categories: tuple[int, ...]
def trait_of_level(level: float) -> float:
    return level - LEVEL_OF_ZERO
def level_of_trait(trait: float) -> float:
    return min(5.0, max(1.0, trait + LEVEL_OF_ZERO))
def evenly(options, spread):
    if options == 2:
        return (0.0,)
    step = 2 * spread / (options - 2)
    return (*(place * step - spread for place in range(options - 2)), spread)
def item(question, scales):
    a = question.discrimination or {"evidence": 1.5, "judgement": 1.0, "interest": 1.5, "choice": 1.5}[question.kind]
    if question.kind == "choice":
        n = len(scales.choice)
        return GradedItem(tuple(Trait("interest", r) for r in question.measures), a, evenly(n, 1.0), tuple(range(n)))
    if question.kind == "interest":
        n = len(scales.interest)
        return GradedItem((Trait("interest", question.measures),), a, evenly(n, 1.5), tuple(range(n)))
    levels = sorted({o.level for o in question.options})
    return GradedItem((Trait("competency", question.measures),), a, tuple(trait_of_level((l + h) / 2) for l, h in pairwise(levels)), tuple(levels.index(o.level) for o in question.options))
