"""The scales that answers are placed on: competency levels, the shared scales of a pack, and what the engine needs of a question."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from opscareer.pack.values import Limits, Text, Value
from opscareer.results.trait import Trait

LEVEL_OF_ZERO = 2.5  # the average of the people we assume is between "does it reliably, checked" (2) and "does it alone" (3)


class Scales(Value):
    """The shared options: of `interest` from least to most, of `choice` from much rather A to much rather B."""

    interest: Annotated[tuple[Text, ...], Limits(shortest=3, longest=7)]
    choice: Annotated[tuple[Text, ...], Limits(shortest=2, longest=7)]


@dataclass(frozen=True)
class GradedItem:
    """A question as the engine needs it: a graded response model of one trait, or of the second of two less the first.

    traits: one trait, or two.
    discrimination: slope, per unit of the trait.
    thresholds: between neighbouring categories, rising, in units of the trait.
    categories: the category of each option, from 0; options of one category share its probability.
    """

    traits: tuple[Trait, ...]
    discrimination: float
    thresholds: tuple[float, ...]
    categories: tuple[int, ...]


def trait_of_level(level: float) -> float:
    """The trait value of a competency level (1-5)."""
    return level - LEVEL_OF_ZERO


def level_of_trait(trait: float) -> float:
    """The competency level of a trait value, kept on the scale 1-5."""
    return min(5.0, max(1.0, trait + LEVEL_OF_ZERO))


def evenly(options: int, spread: float) -> tuple[float, ...]:
    """`options` - 1 thresholds, evenly from -spread to spread; the only one between two options is 0."""
    if options == 2:
        return (0.0,)
    step = 2 * spread / (options - 2)
    return (*(place * step - spread for place in range(options - 2)), spread)


def distinct(texts: Sequence[Text]) -> bool:
    """Whether no two of the texts are equal in either language."""
    return len({text.zh for text in texts}) == len({text.en for text in texts}) == len(texts)
