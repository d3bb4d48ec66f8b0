"""The scales that answers are placed on: competency levels, the shared scales of a pack, and what the engine needs of a question."""

from collections.abc import Sequence
from math import pi, sqrt
from statistics import NormalDist
from typing import Annotated

from opscareer.frozen import frozen
from opscareer.pack.values import Limits, Text, Value
from opscareer.results.trait import Trait

LEVEL_OF_ZERO = 2.5  # the average of the people we assume is between "does it reliably, checked" (2) and "does it alone" (3)


class Scales(Value):
    """The shared options: of `interest` from least to most, of `choice` from much rather A to much rather B."""

    interest: Annotated[tuple[Text, ...], Limits(shortest=3, longest=7)]
    choice: Annotated[tuple[Text, ...], Limits(shortest=2, longest=7)]


@frozen
class GradedItem:
    """A question as the engine needs it: a graded response model of one trait, or of the second of two less the first.

    traits: one trait, or two.
    discrimination: slope, per unit of the trait.
    thresholds: between neighbouring categories, rising, in units of the trait.
    categories: the category of each option, from 0; options of one category share its probability.
    guessing: share of people who pick any option, whatever they know, 0-1.
    """

    traits: tuple[Trait, ...]
    discrimination: float
    thresholds: tuple[float, ...]
    categories: tuple[int, ...]
    guessing: float = 0.0


@frozen
class CountItem:
    """A list of deeds as the engine needs it: its answer is how many were done, from none to all.

    With one discrimination for all of a list, the count says all that the ticks say about the trait (Andersen 1977).

    traits: the one trait.
    discrimination: slope, per unit of the trait.
    difficulties: where half of the people have done each deed, in units of the trait.
    """

    traits: tuple[Trait, ...]
    discrimination: float
    difficulties: tuple[float, ...]


EngineItem = GradedItem | CountItem


def trait_of_level(level: float) -> float:
    """The trait value of a competency level (1-5)."""
    return level - LEVEL_OF_ZERO


def level_of_trait(trait: float) -> float:
    """The competency level of a trait value, kept on the scale 1-5."""
    return min(5.0, max(1.0, trait + LEVEL_OF_ZERO))


def leaning(category: int, categories: int) -> float:
    """Where a category, counted from 1, lies on a shared scale: -1 at its lowest end, 0 in the middle, 1 at its highest."""
    return (2 * category - categories - 1) / (categories - 1)


def sign(value: float) -> int:
    return (value > 0) - (value < 0)


def equal_shares(options: int, discrimination: float, traits: int) -> tuple[float, ...]:
    """The thresholds between so many options at which each is as likely as any other before anything is known.

    What decides the answer is then nearly normal: the trait, or the difference of two (variance 1 each), and the logistic error of the
    model (variance π²/3a²).
    """
    spread = NormalDist(sigma=sqrt(traits + pi**2 / (3 * discrimination**2)))
    return tuple(spread.inv_cdf(place / options) for place in range(1, options))


def distinct(texts: Sequence[Text]) -> bool:
    """Whether no two of the texts are equal in either language."""
    return len({text.zh for text in texts}) == len({text.en for text in texts}) == len(texts)
