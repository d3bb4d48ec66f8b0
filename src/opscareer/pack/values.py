"""What every value of a pack is made of: frozen dataclasses whose fields say, in their types, what a file may hold."""

from dataclasses import Field, field
from typing import Annotated, Any, ClassVar, Literal, dataclass_transform

from opscareer.frozen import frozen

LEVELS = 5
CLASSES: dict[str, type["Value"]] = {}
"""Every class of values, by its name."""

Language = Literal["zh", "en"]
Tier = Literal["entry", "mid", "senior"]
TIERS: tuple[Tier, ...] = ("entry", "mid", "senior")
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@frozen
class Limits:
    """What the strict reader holds a text, number or list to, or each language of a text in several. None: no such limit.

    least, most: of a number.
    step: a number is a multiple of it.
    shortest, longest: characters of a text, entries of a list.
    pattern: a regular expression that the whole text matches; `form` names the problem that says so in words.
    one_line: line breaks and runs of spaces become one space; layout is the reader's business, not the pack's.
    seen: something of the text can be seen.
    """

    least: float | None = None
    most: float | None = None
    step: float | None = None
    shortest: int | None = None
    longest: int | None = None
    pattern: str | None = None
    form: str = ""
    one_line: bool = False
    seen: bool = False


Id = Annotated[str, Limits(pattern=r"^[a-z][a-z0-9_]*([.-][a-z0-9_]+)*$", form="id", longest=60)]
Prose = Annotated[str, Limits(shortest=1, longest=2000, one_line=True, seen=True)]
Share = Annotated[float, Limits(least=0, most=1)]
Level = Annotated[float, Limits(least=1, most=LEVELS)]
WholeLevel = Annotated[int, Limits(least=1, most=LEVELS)]
HalfLevel = Annotated[float, Limits(least=1, most=LEVELS, step=0.5)]
UnitHours = Annotated[float, Limits(least=0.5, most=80, step=0.5)]


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
class Value:
    """Every subclass is a frozen dataclass; a key that its fields do not name is a problem.

    Of a field's metadata, `key` is its key in the files where that differs from its name; `flat` says that it holds a group of keys that
    the files write beside the others, all or none.
    """

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    def __init_subclass__(cls) -> None:
        frozen(cls)
        CLASSES[cls.__name__] = cls


class Item(Value):
    """One of a list whose entries are told apart by their ids."""

    id: Id


class Text(Value):
    """The same meaning in both languages; in a pack that has only one, that one stands for both."""

    zh: Prose
    en: Prose

    def to(self, language: Language) -> str:
        return self.zh if language == "zh" else self.en


Name = Annotated[Text, Limits(longest=80)]
"""What stands in one line beside others."""
Title = Annotated[Text, Limits(longest=160)]
