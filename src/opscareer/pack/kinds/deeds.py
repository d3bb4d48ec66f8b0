"""`deeds`: which of these one has done oneself."""

from collections.abc import Iterator
from dataclasses import field
from itertools import pairwise
from typing import Annotated, Any, ClassVar, Literal

from opscareer.pack.kinds.base import EMPTY, BaseQuestion, Complaint, Said, Trace, numbers_of, read_number
from opscareer.pack.kinds.scale import CountItem, Scales, trait_of_level
from opscareer.pack.values import Id, Level, Limits, Text, Value
from opscareer.results.trait import Trait
from opscareer.results.units import Answer, is_met

TOLD = 2  # deeds of a list, in a sentence


class Deed(Value):
    """Something that one has done or not; `level` (1-5) is where about half of the people have."""

    level: Level
    text: Text


class Deeds(BaseQuestion):
    """A list about one facet of a competency. Any number of deeds may be ticked; the order is drawn by session, so that no ladder shows.

    A discrimination of 1 is what a list deserves: facets of one competency differ within a person, so that lists which discriminate at 1.5
    tell no more about the competency than ones that do at 1 (docs/method.md).
    """

    heading: ClassVar[str] = "session.kind.deeds"
    introduction: ClassVar[str] = "session.first.deeds"
    shuffled: ClassVar[bool] = True
    several: ClassVar[bool] = True
    usual_discrimination: ClassVar[float] = 1.0

    kind: Literal["deeds"]
    measures: Id
    facet: Id = field()  # without the default that it has in other kinds
    options: Annotated[tuple[Deed, ...], Limits(shortest=3, longest=8)]

    @property
    def traits(self) -> tuple[Trait, ...]:
        return (Trait("competency", self.measures),)

    @property
    def own_options(self) -> tuple[Text, ...]:
        return tuple(deed.text for deed in self.options)

    def item(self, scales: Scales) -> CountItem:
        return CountItem(self.traits, self.slope, tuple(trait_of_level(deed.level) for deed in self.options))

    def side(self, value: Answer, of: Trait, asked: int, scales: Scales) -> int:
        """For the work where one of the deeds reaches the level that it asks for, else against it."""
        if of not in self.traits:
            return 0
        return 1 if any(is_met(deed.level, asked) for deed in self._done(value)) else -1

    def said(self, value: Answer, scales: Scales) -> Said:
        """Which were done; of many, the hardest."""
        done = self._done(value)
        deeds = tuple(deed.text for deed in done[:TOLD])
        key = "said.deeds-none" if not done else "said.deeds" if len(done) <= TOLD else "said.deeds-many"
        return Said(key, {"deeds": deeds, "count": len(done), "total": len(self.options)})

    def traces(self, value: Answer, scales: Scales) -> tuple[Trace, ...]:
        return tuple(Trace("done", deed.level, deed.text) for deed in self._done(value))

    def _done(self, value: Answer) -> tuple[Deed, ...]:
        """The deeds ticked, the hardest first."""
        return tuple(self.options[number - 1] for number in reversed(numbers_of(value)))

    def problems(self) -> Iterator[Complaint]:
        for index, (low, high) in enumerate(pairwise(deed.level for deed in self.options), 1):
            if high < low:
                yield ("options", index, "level"), "deeds-order", {}
        yield from super().problems()

    def wrong(self, value: object, scales: Scales) -> str | None:
        if not isinstance(value, tuple):
            return "answer-bare" if self.has_option(value, scales) else "answer-deeds"
        if not all(self.has_option(number, scales) for number in value):
            return "answer-off-list"
        return None if rising(value) else "answer-twice"

    def read(self, given: object, quoted: bool, scales: Scales) -> Answer | str | None:
        """A list of numbers in any order, as `[1, 3]`."""
        if isinstance(given, list):
            return self._read_all(given, quoted, scales)
        number = read_number(given, quoted)
        return None if number is None else self.wrong(number, scales)

    def read_cell(self, cell: str, scales: Scales) -> Answer | str | None:
        """Numbers as `1 3` or `1;3`, and `0` for none."""
        if cell in EMPTY:
            return None
        read = () if cell == "0" else self._read_all(cell.replace(";", " ").split() or [cell], False, scales)
        return "answer-cell" if read == "answer-deeds" else read

    def _read_all(self, given: list[Any], quoted: bool, scales: Scales) -> Answer | str:
        numbers = [read_number(one, quoted) for one in given]
        ticks = tuple(sorted(number for number in numbers if isinstance(number, int)))
        if len(ticks) < len(numbers):
            return "answer-off-list" if "answer-range" in numbers else "answer-deeds"
        return self.wrong(ticks, scales) or ticks


def rising(numbers: tuple[int, ...]) -> bool:
    """Whether each is greater than the one before."""
    return all(low < high for low, high in pairwise(numbers))
