"""What all kinds of questions have in common. A kind says what differs; nothing outside this package asks for a question's kind."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar, Literal, NamedTuple

from opscareer.pack.kinds.scale import EngineItem, GradedItem, Scales, distinct, equal_shares
from opscareer.pack.kinds.shown import ShownQuestion
from opscareer.pack.values import Id, Item, Limits, Text
from opscareer.results.trait import Trait
from opscareer.results.units import Answer

MAX_DIGITS = 9
EMPTY = {"", "null", "~"}

Setting = Literal["people", "desk"]
"""Whether a task is done with people or at a desk: crossed with the roles, so that roles are not told apart by that."""

Complaint = tuple[tuple[str | int, ...], str, dict[str, object]]
"""What is wrong with one question: the path within it, the slug, the facts."""


class Said(NamedTuple):
    """An answer as a sentence.

    key: of the program's text that says it.
    gaps: what of the question fills its gaps: a text, several of them (the weightiest first), or a number.
    """

    key: str
    gaps: Mapping[str, Text | tuple[Text, ...] | int]


class Trace(NamedTuple):
    """Something that an answer shows of the person.

    sort: a deed done, a task liked, or a situation judged.
    size: of a deed the level where about half of the people have done it, 1-5; of a liking how strong it is, up to 1, below 0 where it is
        a dislike; of a judgement 1 where it is the best one, else 0.
    """

    sort: Literal["done", "liked", "judged"]
    size: float
    text: Text


class BaseQuestion(Item):
    """A question of any kind.

    heading, instruction: keys of the program's texts, shown above the question and above its options.
    introduction: key of a text shown above the options of the first such question of a session.
    shuffled: whether the options are shown in an order drawn by session.
    several: whether any number of options answers it, rather than one.
    usual_discrimination: where the question states none.
    """

    heading: ClassVar[str]
    instruction: ClassVar[str] = ""
    introduction: ClassVar[str] = ""
    shuffled: ClassVar[bool] = False
    several: ClassVar[bool] = False
    usual_discrimination: ClassVar[float] = 1.5

    text: Text
    facet: Id | None = None
    discrimination: Annotated[float, Limits(least=0.2, most=4)] | None = None

    # --- what a kind says

    @property
    def traits(self) -> tuple[Trait, ...]:
        """What it measures."""
        raise NotImplementedError

    @property
    def compared(self) -> tuple[Text, ...]:
        """The two tasks that the options compare, A and B, shown before them; none in most kinds."""
        return ()

    @property
    def own_options(self) -> tuple[Text, ...]:
        """The options that this question alone has; none where a shared scale has them."""
        return ()

    def option_texts(self, scales: Scales) -> tuple[Text, ...]:
        """What a person chooses from, in the pack's order: answer value 1 is the first."""
        return self.own_options

    def item(self, scales: Scales) -> EngineItem:
        """What the engine needs: each option a category of its own, all equally likely before anything is known."""
        count = len(self.option_texts(scales))
        return GradedItem(self.traits, self.slope, equal_shares(count, self.slope, len(self.traits)), tuple(range(count)))

    def side(self, value: Answer, of: Trait, asked: int, scales: Scales) -> int:
        """Whether an answer, as whoever gave it sees it, speaks for (1) or against (-1) work that needs this trait; 0 where for neither.

        `asked`: of a competency, the level that the work asks for.
        """
        raise NotImplementedError

    def said(self, value: Answer, scales: Scales) -> Said:
        """An answer as a sentence that can be read without the options."""
        raise NotImplementedError

    def traces(self, value: Answer, scales: Scales) -> tuple[Trace, ...]:
        """What an answer shows of the person."""
        raise NotImplementedError

    def problems(self) -> Iterator[Complaint]:
        """What is wrong with it, as far as it can be seen without the rest of the pack."""
        for key, texts in (("options", self.own_options), ("tasks", self.compared)):
            if not distinct(texts):
                yield (key,), "option-twice", {}
        for text in (self.text, *self.own_options, *self.compared):
            if text.zh == text.en:
                yield (), "not-translated", {"text": text.en[:40]}

    # --- what follows from it

    @property
    def slope(self) -> float:
        return self.discrimination or self.usual_discrimination

    def measures_document(self) -> dict[str, Any]:
        """What it measures, as JSON says it."""
        first, *others = self.traits
        return {"interests": [trait.of for trait in self.traits]} if others else {first.kind: first.of}

    def shown(self, scales: Scales) -> ShownQuestion:
        options = self.option_texts(scales)
        return ShownQuestion(
            self.id, self.heading, self.instruction, self.text, self.compared, options, self.shuffled, self.several, self.introduction
        )

    def in_words(self, value: Answer, scales: Scales) -> tuple[Text, ...]:
        """An answer so that it can be read without the options: what was chosen, one text each; nothing where no deed was ticked."""
        return tuple(self.option_texts(scales)[number - 1] for number in numbers_of(value))

    def accepts(self, value: object, scales: Scales) -> bool:
        """Whether `value` answers it."""
        return self.wrong(value, scales) is None

    def wrong(self, value: object, scales: Scales) -> str | None:
        """The slug of what is wrong with a value as an answer; None where it is one."""
        if isinstance(value, list | tuple):
            return "answer-no-list"
        return None if self.has_option(value, scales) else "answer-range"

    def has_option(self, number: object, scales: Scales) -> bool:
        return isinstance(number, int) and 1 <= number <= len(self.option_texts(scales))

    def read(self, given: object, quoted: bool, scales: Scales) -> Answer | str | None:
        """An answer as a file gives it, None where it is unanswered, or the slug of what is wrong."""
        if isinstance(given, list):
            return "answer-no-list"
        number = read_number(given, quoted)
        return self.wrong(number, scales) or number if isinstance(number, int) else number

    def read_cell(self, cell: str, scales: Scales) -> Answer | str | None:
        """The same from a table, where everything is text."""
        return self.read(cell, False, scales)


def read_number(given: object, quoted: bool) -> int | str | None:
    """A whole number as a file gives it, None where there is nothing, or the slug of what is wrong."""
    if not isinstance(given, str) or quoted:
        return "answer-type"
    if given in EMPTY:
        return None
    digits = given.removeprefix("-")
    if not (digits.isascii() and digits.isdigit()):
        return "answer-type"
    return int(given) if len(digits) <= MAX_DIGITS else "answer-range"


def numbers_of(value: Answer) -> tuple[int, ...]:
    """The numbers of the options that an answer names."""
    return value if isinstance(value, tuple) else (value,)
