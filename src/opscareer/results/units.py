"""The units of results: what a number or a string means, and what JSON Schema says of it."""

from typing import Annotated


class Keywords:
    """JSON Schema keywords of an annotated type; the program itself never checks them."""

    def __init__(self, **keywords: object) -> None:
        self.keywords = keywords


Id = Annotated[str, Keywords(pattern=r"^[a-z][a-z0-9_]*([.-][a-z0-9_]+)*$", maxLength=60)]
Version = Annotated[str, Keywords(pattern=r"^\d+(\.\d+){0,3}$", maxLength=30)]
Hash = Annotated[str, Keywords(pattern="^[0-9a-f]{16}$")]
Tier = Annotated[str, Keywords(enum=["entry", "mid", "senior"])]
Share = Annotated[float, Keywords(minimum=0, maximum=1)]
"""A share or a probability."""
Level = Annotated[float, Keywords(minimum=1, maximum=5)]
"""Of a competency, on the pack's scale."""
HalfLevel = Annotated[float, Keywords(minimum=1, maximum=5, multipleOf=0.5)]
WholeLevel = Annotated[int, Keywords(minimum=1, maximum=5)]
Levels = Annotated[float, Keywords(minimum=0, maximum=4)]
"""How many levels."""
Score = Annotated[float, Keywords(minimum=-5, maximum=5)]
"""An interest, on the scale of liking: 0 is neutral, 1 a standard deviation before any answer."""
Fit = Annotated[float, Keywords(minimum=0, maximum=100)]
"""Points: 50 is the middle by convention, 10 are one standard deviation before any answer."""
Points = float
"""A difference of two fits, in points."""
Amount = Annotated[float, Keywords(minimum=0)]
Hours = Annotated[float, Keywords(exclusiveMinimum=0)]
Count = Annotated[int, Keywords(minimum=0)]
Number = Annotated[int, Keywords(minimum=1)]
"""A number that counts from 1, or a count of at least 1."""
OptionNumber = Annotated[int, Keywords(minimum=1, maximum=8)]
"""The number of an option, in the pack's order."""
Ticks = Annotated[tuple[OptionNumber, ...], Keywords(uniqueItems=True)]
"""The numbers of the deeds that were ticked, rising; empty where none was."""
Answer = OptionNumber | Ticks
"""What answers a question: an option or, to a list of deeds, those that one has done."""

REACHED = 0.5


def is_met(level: float, required: float) -> bool:
    """Whether a level rounds to what is required: the one meaning of met, in readiness, results and plans."""
    return level >= required - REACHED
