"""Frozen dataclasses whose methods are written here once: those that `dataclass` writes for a class take a third of a millisecond, and the
program has a hundred such classes."""

from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from typing import Any, TypeVar, dataclass_transform

Made = TypeVar("Made", bound=type)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(made: Made) -> Made:
    """What `dataclass(frozen=True)` makes of a class. A method that the class has itself stays."""
    dataclass(init=False, repr=False, eq=False)(made)
    known: Any = made
    known.__dataclass_fields__ = {one.name: one for one in fields(known)}  # where `dataclass` lists class variables too
    for name, method in METHODS.items():
        if name not in vars(made):
            setattr(made, name, method)
    return made


def content(value: Any) -> dict[str, Any]:
    """What the fields of a value hold, by their names."""
    return {name: getattr(value, name) for name in value.__dataclass_fields__}


def default(one: Field[Any]) -> Any:
    """The default of a field; MISSING where it has none."""
    return one.default if one.default_factory is MISSING else one.default_factory()


def _init(self: Any, *given: Any, **named: Any) -> None:
    known = self.__dataclass_fields__
    values = dict(zip(known, given, strict=False)) | named if given else named
    if len(given) + len(named) != len(known) or values.keys() != known.keys():
        count, values = len(values), {name: default(one) for name, one in known.items()} | values
        if any(one is MISSING for one in values.values()) or len(values) > len(known) or count < len(given) + len(named):
            raise TypeError(f"{type(self).__name__} has {', '.join(known)}; given: {', '.join(map(str, (*given, *named)))}")
    self.__dict__.update(values)
    self.__post_init__()


def _post_init(self: Any) -> None:
    """Nothing, where a class has nothing to do with what it was given."""


def _refuse(self: Any, name: str, *_: object) -> None:
    raise FrozenInstanceError(f"{name} of {type(self).__name__} stays what it is")


def _eq(self: Any, other: object) -> bool:
    return type(self) is type(other) and content(self) == content(other)


def _hash(self: Any) -> int:
    return hash(tuple(content(self).values()))


def _repr(self: Any) -> str:
    return f"{type(self).__name__}({', '.join(f'{name}={part!r}' for name, part in content(self).items())})"


METHODS = {
    "__init__": _init,
    "__post_init__": _post_init,
    "__setattr__": _refuse,
    "__delattr__": _refuse,
    "__eq__": _eq,
    "__hash__": _hash,
    "__repr__": _repr,
}
