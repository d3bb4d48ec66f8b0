"""A frozen class beside the one that `dataclass(frozen=True)` makes of the same fields."""

from dataclasses import FrozenInstanceError, dataclass, field, replace
from typing import Any, ClassVar

import pytest

from opscareer.frozen import frozen


class Fields:
    unit: ClassVar[str] = "level"
    of: str
    level: float = 1.0
    tags: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        object.__setattr__(self, "tags", [*self.tags, "known"])

    def __repr__(self) -> str:
        return f"{self.of}: {self.level} {self.unit} {self.tags}"


class Pair:
    one: int
    other: int


def made(form: Any, fields: type) -> Any:
    own = {name: part for name, part in vars(fields).items() if name not in {"__dict__", "__weakref__"}}
    return form(type(fields.__name__, (), own))


OURS, THEIRS = frozen, dataclass(frozen=True)


@pytest.mark.parametrize(
    ("given", "named"),
    [
        (("data",), {}),
        ((), {"of": "data"}),
        (("data", 2.5), {"tags": ["new"]}),
        (("data", 2.5, ["new"]), {}),
        ((), {"tags": [], "level": 3.0, "of": "data"}),
    ],
)
def test_it_takes_what_a_dataclass_takes_and_holds_the_same(given: tuple[object, ...], named: dict[str, object]) -> None:
    ours, theirs = made(OURS, Fields)(*given, **named), made(THEIRS, Fields)(*given, **named)

    assert vars(ours) == vars(theirs)
    assert repr(ours) == repr(theirs)
    assert vars(replace(ours, level=5.0)) == vars(replace(theirs, level=5.0))


@pytest.mark.parametrize(
    ("given", "named"),
    [((), {}), ((1,), {}), ((1, 2, 3), {}), ((1,), {"one": 1}), ((1, 2), {"other": 2}), ((1, 2), {"third": 3}), ((1,), {"third": 3})],
)
def test_it_refuses_what_a_dataclass_refuses(given: tuple[object, ...], named: dict[str, object]) -> None:
    for form in (OURS, THEIRS):
        with pytest.raises(TypeError):
            made(form, Pair)(*given, **named)


def test_two_of_the_same_class_and_content_are_one_key() -> None:
    ours, other = made(OURS, Pair), made(OURS, Pair)

    assert ours(1, 2) == ours(1, 2) != ours(2, 1)
    assert len({ours(1, 2), ours(1, 2), ours(2, 1)}) == 2
    assert ours(1, 2) != other(1, 2)
    assert repr(ours(1, 2)) == "Pair(one=1, other=2)"


def test_what_it_holds_can_be_neither_changed_nor_removed() -> None:
    pair = made(OURS, Pair)(1, 2)

    with pytest.raises(FrozenInstanceError):
        pair.one = 2
    with pytest.raises(FrozenInstanceError):
        del pair.one
    assert vars(pair) == {"one": 1, "other": 2}
