"""Everything that something needs: however deep, however tangled, each thing is looked at once."""

from collections import Counter, UserDict
from dataclasses import replace

import pytest
from people import everyone

from opscareer.answers import Answers
from opscareer.engine.assess import Engine
from opscareer.engine.plan.knapsack import bits, closures
from opscareer.engine.plan.planner import Learner, Wishes, make_plan
from opscareer.pack.learning import Unit
from opscareer.pack.model import Pack
from opscareer.results.assessment import Assessment
from opscareer.results.plan import Plan


class Counted(UserDict[str, list[str]]):
    """Needs, counting how often each is asked for."""

    def __init__(self, needs: dict[str, list[str]]) -> None:
        super().__init__(needs)
        self.asked = Counter[str]()

    def __getitem__(self, key: str) -> list[str]:
        self.asked[key] += 1
        return super().__getitem__(key)


def chain(length: int) -> dict[str, list[str]]:
    """Each needs the one before."""
    return {f"{number:04}": [f"{number - 1:04}"] if number else [] for number in range(length)}


def layers(count: int, wide: int = 3) -> dict[str, list[str]]:
    """Each needs all of the layer before: wide ** count ways lead to the first."""
    return {
        f"{layer:02}-{own}": [f"{layer - 1:02}-{other}" for other in range(wide)] if layer else []
        for layer in range(count)
        for own in range(wide)
    }


def test_a_closure_is_the_thing_itself_and_all_that_it_needs_through_others() -> None:
    needs = {"d": ["b", "c"], "c": ["a"], "b": ["a"], "a": [], "alone": []}

    found = {key: {list(needs)[number] for number in bits(mask)} for key, mask in closures(needs).items()}

    assert found == {"d": {"a", "b", "c", "d"}, "c": {"a", "c"}, "b": {"a", "b"}, "a": {"a"}, "alone": {"alone"}}


@pytest.mark.parametrize("needs", [chain(1500), layers(40)], ids=["a chain of 1,500", "forty layers"])
def test_each_thing_is_looked_at_no_more_than_twice(needs: dict[str, list[str]]) -> None:
    counted = Counted(needs)

    closed = closures(counted)

    assert max(counted.asked.values()) <= 2
    assert closed[list(needs)[-1]].bit_count() == len(needs) - (0 if len(needs) == 1500 else 2)


@pytest.mark.parametrize("needs", [chain(1500), layers(40)], ids=["a chain of 1,500", "forty layers"])
def test_a_plan_is_made_from_units_that_build_on_each_other_however_deep(pack: Pack, engine: Engine, needs: dict[str, list[str]]) -> None:
    person = engine.assess(Answers(everyone(pack, 1, "deeds")))

    plan = planned(pack, person, needs)

    order = [step.unit for step in plan.steps]
    assert order
    for number, unit in enumerate(order):
        assert set(needs[unit]) <= set(order[:number])
    assert {left.id for left in plan.left_out} | set(order) <= set(needs)


def planned(pack: Pack, person: Assessment, needs: dict[str, list[str]]) -> Plan:
    """A plan from units of one hour that rise through one competency of the role `data`."""

    def unit(number: int, name: str) -> Unit:
        low = 1 + (8 * number // len(needs)) / 2
        return replace(
            pack.units[0],
            id=name,
            competency="data_analysis",
            from_level=low,
            to_level=low + 0.5,
            role=None,
            tier=None,
            hours=1.0,
            weeks_min=1,
            prerequisites=tuple(needs[name]),
        )

    units = tuple(unit(number, name) for number, name in enumerate(needs))
    return make_plan(replace(pack, units=units), Learner(person), Wishes("data", "senior", 6))
