"""What every value of a pack is made of: frozen dataclasses whose fields say, in their types, what a file may hold."""

from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from typing import Annotated, Any, ClassVar, Literal, dataclass_transform

LEVELS = 5
CLASSES: dict[str, type["Value"]] = {}
"""Every class of values, by its name."""

Language = Literal["zh", "en"]
Tier = Literal["entry", "mid", "senior"]
TIERS: tuple[Tier, ...] = ("entry", "mid", "senior")


@dataclass(frozen=True)
class Limits:
    """What the strict reader holds a text, number or list to. None: no such limit.

    least, most: of a number.
    step: a number is a multiple of it.
    shortest, longest: characters of a text, entries of a list.
    pattern: a regular expression that the whole text matches.
    one_line: line breaks and runs of spaces become one space; layout is the reader's business, not the pack's.
    """

    least: float | None = None
    most: float | None = None
    step: float | None = None
    shortest: int | None = None
    longest: int | None = None
    pattern: str | None = None
    one_line: bool = False


Id = Annotated[str, Limits(pattern=r"^[a-z][a-z0-9_]*([.-][a-z0-9_]+)*$", longest=60)]
Prose = Annotated[str, Limits(shortest=1, longest=2000, one_line=True)]
Share = Annotated[float, Limits(least=0, most=1)]
Level = Annotated[float, Limits(least=1, most=LEVELS)]
WholeLevel = Annotated[int, Limits(least=1, most=LEVELS)]
HalfLevel = Annotated[float, Limits(least=1, most=LEVELS, step=0.5)]
UnitHours = Annotated[float, Limits(least=0.5, most=80, step=0.5)]


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
class Value:
    """Every subclass is a frozen dataclass; a key that its fields do not name is a problem.

    Its methods are written here once: those that `dataclass` writes for forty classes take longer than reading the pack.
    Of a field's metadata, `key` is its key in the files where that differs from its name; `flat` says that it holds a group of keys that
    the files write beside the others, all or none.
    """

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    def __init_subclass__(cls) -> None:
        dataclass(init=False, repr=False, eq=False)(cls)
        cls.__dataclass_fields__ = {one.name: one for one in fields(cls)}  # where `dataclass` lists class variables too
        CLASSES[cls.__name__] = cls

    def __init__(self, **values: Any) -> None:
        known = self.__dataclass_fields__
        if values.keys() != known.keys():
            values = {name: default(one) for name, one in known.items()} | values
            if MISSING in values.values() or len(values) > len(known):
                raise TypeError(f"{type(self).__name__} has {', '.join(known)}; given: {', '.join(values)}")
        self.__dict__.update(values)

    def __setattr__(self, name: str, value: object) -> None:
        raise FrozenInstanceError(f"cannot assign to {name}")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and content(self) == content(other)

    def __hash__(self) -> int:
        return hash(tuple(content(self).values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={part!r}' for name, part in content(self).items())})"


def content(value: Any) -> dict[str, Any]:
    """What the fields of a value hold, by their names."""
    return {name: getattr(value, name) for name in value.__dataclass_fields__}


def default(one: Field[Any]) -> Any:
    """The default of a field; MISSING where it has none."""
    return one.default if one.default_factory is MISSING else one.default_factory()


class Item(Value):
    """One of a list whose entries are told apart by their ids."""

    id: Id


class Text(Value):
    """The same meaning in both languages."""

    zh: Prose
    en: Prose

    def to(self, language: Language) -> str:
        return self.zh if language == "zh" else self.en
