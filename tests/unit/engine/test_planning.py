"""From the gaps to a path: what is chosen, in which order, in which week."""

import random
from dataclasses import replace as replaced

import pytest

from opscareer.answers import Answers
from opscareer.engine.assess import Engine
from opscareer.engine.planning import make_plan, target_tier
from opscareer.pack.load import load_pack
from opscareer.pack.model import TIERS, Pack, Tier, Unit
from opscareer.results import Assessment, Plan

COMPETENCIES = ("creative_planning", "data_analysis", "project_management", "user_insight")
ROLES = ("content", "data", "event", "product", "user")


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack()


@pytest.fixture(scope="module")
def beginner(pack: Pack) -> Assessment:
    """Somebody who answers every evidence question with its lowest option."""
    return Engine.of(pack).assess(Answers({question.id: 1 for question in pack.questions if question.kind == "evidence"}))


def at_levels(person: Assessment, **levels: float) -> Assessment:
    """The person, the lower end of the interval being `levels` in the competencies named, and the level a whole one higher."""
    return replaced(
        person,
        competencies=tuple(
            replaced(item, level=levels[item.id] + 1, interval=(levels[item.id], 5.0)) if item.id in levels else item
            for item in person.competencies
        ),
    )


def everywhere(level: float) -> dict[str, float]:
    return dict.fromkeys(COMPETENCIES, level)


def ready(person: Assessment, role: str, entry: float, mid: float, senior: float) -> Assessment:
    """The person, as ready for the tiers of a role as the three probabilities say."""
    own = replaced(person.role(role), readiness={"entry": entry, "mid": mid, "senior": senior})
    return replaced(person, roles=tuple(own if item.id == role else item for item in person.roles))


def with_units(pack: Pack, units: list[Unit]) -> Pack:
    return Pack.model_construct(**{**{name: getattr(pack, name) for name in Pack.model_fields}, "units": tuple(units)})


def unit(pack: Pack, name: str, competency: str, start: int, hours: float, *prerequisites: str) -> Unit:
    """One step of one competency from `start` to the next level."""
    return pack.units[0].model_copy(
        update={
            "id": name,
            "competency": competency,
            "from_level": start,
            "to_level": start + 1,
            "hours": (hours, hours),
            "prerequisites": prerequisites,
        }
    )


def shuffled_units(pack: Pack, seed: int) -> list[Unit]:
    """Four steps of every competency in random sizes, each after the one before and perhaps after some of another competency."""
    dice = random.Random(seed)
    units: list[Unit] = []
    for start in range(1, 5):
        for competency in dice.sample(COMPETENCIES, 4):
            earlier = [item.id for item in units if item.competency == competency][-1:]
            others = dice.sample([item.id for item in units], min(len(units), dice.randint(0, 2)))
            units.append(unit(pack, f"{competency}.{start}", competency, start, dice.randint(1, 20) / 2, *sorted({*earlier, *others})))
    return dice.sample(units, len(units))


def names(plan: Plan) -> list[str]:
    return [step.unit for step in plan.steps]


# --- what is chosen -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("role", ROLES)
def test_a_plan_leads_from_where_one_stands_to_what_the_role_requires(pack: Pack, beginner: Assessment, role: str, tier: Tier) -> None:
    plan = make_plan(pack, at_levels(beginner, **everywhere(2)), role, tier, 6)

    for name in COMPETENCIES:
        required = pack.role[role].needs[name].required.at(tier)
        core = [unit for unit in (pack.unit[step.unit] for step in plan.steps) if unit.competency == name and unit.role is None]
        starts, ends = sorted(unit.from_level for unit in core), sorted(unit.to_level for unit in core)
        assert [*starts, max(required, 2)] == [2, *ends]
        assert all(step.gap == required - 2 for step in plan.steps if step.competency == name)
    assert (plan.role, plan.tier, plan.uncovered) == (role, tier, ())


def test_gaps_are_counted_from_the_lower_end_of_the_interval(pack: Pack, beginner: Assessment) -> None:
    just_short, just_there = (at_levels(beginner, **{**everywhere(5), "data_analysis": low}) for low in (2.49, 2.5))

    short, there = (make_plan(pack, person, "data", "entry", 6) for person in (just_short, just_there))

    assert {(step.competency, step.gap) for step in short.steps} == {("data_analysis", 1)}
    assert not short.met
    assert there.met


def test_what_a_unit_builds_on_is_learned_too_even_in_another_competency(pack: Pack, beginner: Assessment) -> None:
    units = [
        unit(pack, "survey", "user_insight", 1, 2),
        unit(pack, "interviews", "user_insight", 2, 3, "survey"),
        unit(pack, "tests", "data_analysis", 2, 4, "interviews"),
    ]
    person = at_levels(beginner, **{**everywhere(5), "data_analysis": 2, "user_insight": 1})

    plan = make_plan(with_units(pack, units), person, "data", "entry", 6)

    assert pack.role["data"].needs["user_insight"].required.entry == 1
    assert names(plan) == ["survey", "interviews", "tests"]


def test_what_one_can_already_do_is_left_out(pack: Pack, beginner: Assessment) -> None:
    units = [
        unit(pack, "survey", "user_insight", 1, 2),
        unit(pack, "tests", "data_analysis", 2, 4, "survey"),
    ]
    person = at_levels(beginner, **{**everywhere(5), "data_analysis": 2})

    assert names(make_plan(with_units(pack, units), person, "data", "entry", 6)) == ["tests"]


def test_a_gap_that_no_unit_closes_is_named(pack: Pack, beginner: Assessment) -> None:
    kept = [item for item in pack.units if item.competency != "user_insight" and (item.competency != "data_analysis" or item.to_level <= 4)]
    left = {item.id for item in kept}
    kept = [item.model_copy(update={"prerequisites": tuple(name for name in item.prerequisites if name in left)}) for item in kept]

    plan = make_plan(with_units(pack, kept), at_levels(beginner, **everywhere(1)), "data", "senior", 6)

    assert plan.uncovered == ("data_analysis", "user_insight")
    assert not any(step.competency == "user_insight" for step in plan.steps)
    assert max(pack.unit[step.unit].to_level for step in plan.steps if step.competency == "data_analysis") == 4


def test_a_gap_in_the_middle_of_a_path_is_named(pack: Pack, beginner: Assessment) -> None:
    steps = [unit(pack, f"step.{start}", "data_analysis", start, 4) for start in (1, 3, 4)]
    person = at_levels(beginner, **{**everywhere(5), "data_analysis": 1})

    plan = make_plan(with_units(pack, steps), person, "data", "senior", 6)

    assert plan.uncovered == ("data_analysis",)


def test_without_any_unit_every_gap_is_named(pack: Pack, beginner: Assessment) -> None:
    plan = make_plan(with_units(pack, []), at_levels(beginner, **everywhere(1)), "content", "senior", 6)

    assert (plan.steps, plan.weeks, plan.hours_total) == ((), (), 0)
    assert plan.uncovered == COMPETENCIES


@pytest.mark.parametrize("role", ROLES)
def test_without_a_gap_there_is_one_task_that_proves_the_weightiest_competency(pack: Pack, beginner: Assessment, role: str) -> None:
    plan = make_plan(pack, at_levels(beginner, **everywhere(5)), role, "senior", 6)

    needs = pack.role[role].needs
    (step,) = plan.steps
    assert (plan.met, step.proof, step.gap, plan.uncovered) == (True, True, 0, ())
    assert needs[step.competency].weight == max(need.weight for need in needs.values())
    assert pack.unit[step.unit].to_level == needs[step.competency].required.senior


def test_with_a_gap_nothing_is_only_a_proof(pack: Pack, beginner: Assessment) -> None:
    plan = make_plan(pack, beginner, "user", "mid", 6)

    assert not plan.met
    assert plan.steps
    assert not any(step.proof for step in plan.steps)


# --- in which order -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(40))
def test_what_a_unit_builds_on_comes_first(pack: Pack, beginner: Assessment, seed: int) -> None:
    own = with_units(pack, shuffled_units(pack, seed))

    plan = make_plan(own, at_levels(beginner, **everywhere(1)), ROLES[seed % 5], "senior", 6)

    order = names(plan)
    assert len(order) == len(set(order)) >= 8
    for place, name in enumerate(order):
        assert set(own.unit[name].prerequisites) <= set(order[:place])


def test_the_competency_that_weighs_most_comes_first_and_its_lower_levels_before_the_higher(pack: Pack, beginner: Assessment) -> None:
    weights = {name: need.weight for name, need in pack.role["data"].needs.items()}
    assert weights["data_analysis"] > weights["project_management"] > weights["user_insight"]
    units = [
        unit(pack, "a", "user_insight", 1, 1),
        unit(pack, "b", "project_management", 1, 2),
        unit(pack, "c", "data_analysis", 2, 4),
        unit(pack, "d", "data_analysis", 1, 9),
    ]

    plan = make_plan(with_units(pack, units), at_levels(beginner, **everywhere(1)), "data", "senior", 6)

    assert names(plan) == ["d", "c", "b", "a"]


def test_what_a_weighty_unit_builds_on_comes_before_it(pack: Pack, beginner: Assessment) -> None:
    units = [
        unit(pack, "a", "data_analysis", 1, 1, "c"),
        unit(pack, "b", "project_management", 1, 2),
        unit(pack, "c", "user_insight", 1, 4),
    ]

    plan = make_plan(with_units(pack, units), at_levels(beginner, **everywhere(1)), "data", "senior", 6)

    assert names(plan).index("c") < names(plan).index("a")
    assert set(names(plan)) == {"a", "b", "c"}


def test_of_units_that_matter_equally_the_lower_id_comes_first(pack: Pack, beginner: Assessment) -> None:
    units = [unit(pack, name, "data_analysis", 1, hours) for name, hours in (("c", 1), ("a", 9), ("b", 4))]

    assert names(make_plan(with_units(pack, units), at_levels(beginner, **everywhere(1)), "data", "mid", 6)) == ["a", "b", "c"]


@pytest.mark.parametrize("seed", range(10))
def test_the_order_of_the_units_in_the_pack_changes_nothing(pack: Pack, beginner: Assessment, seed: int) -> None:
    units = shuffled_units(pack, seed)
    person = at_levels(beginner, **everywhere(1))

    plans = [make_plan(with_units(pack, order), person, "event", "senior", 5) for order in (units, units[::-1], sorted(units, key=str))]

    assert plans[0] == plans[1] == plans[2]


# --- in which week ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("hours_per_week", [0.5, 1, 3.7, 6, 10, 40, 80])
@pytest.mark.parametrize("seed", range(5))
def test_weeks_are_filled_to_four_fifths_and_hold_every_hour(pack: Pack, beginner: Assessment, seed: int, hours_per_week: float) -> None:
    own = with_units(pack, shuffled_units(pack, seed))

    plan = make_plan(own, at_levels(beginner, **everywhere(1)), "content", "senior", hours_per_week)

    assert plan.hours_per_week == hours_per_week
    assert [week.number for week in plan.weeks] == list(range(1, len(plan.weeks) + 1))
    spent = [sum(week.hours.values()) for week in plan.weeks]
    assert max(spent) <= 0.8 * hours_per_week + 1e-9
    assert min(spent[:-1], default=0.8 * hours_per_week) >= 0.8 * hours_per_week - 0.05
    for step in plan.steps:
        assert sum(week.hours.get(step.unit, 0) for week in plan.weeks) == pytest.approx(step.hours, rel=0, abs=0.051)


def test_a_week_ends_one_unit_and_begins_the_next(pack: Pack, beginner: Assessment) -> None:
    units = [unit(pack, "a", "data_analysis", 1, 6), unit(pack, "b", "data_analysis", 2, 6, "a")]

    plan = make_plan(with_units(pack, units), at_levels(beginner, **{**everywhere(5), "data_analysis": 1}), "data", "entry", 5)

    assert [dict(week.hours) for week in plan.weeks] == [{"a": 4}, {"a": 2, "b": 2}, {"b": 4}]


@pytest.mark.parametrize("role", ROLES)
def test_units_stand_in_the_weeks_in_the_order_of_the_plan(pack: Pack, beginner: Assessment, role: str) -> None:
    plan = make_plan(pack, beginner, role, "senior", 6)

    seen = [unit for week in plan.weeks for unit in week.hours]
    assert list(dict.fromkeys(seen)) == names(plan)


@pytest.mark.parametrize("role", ROLES)
def test_the_hours_of_a_plan_are_those_of_its_units(pack: Pack, beginner: Assessment, role: str) -> None:
    plan = make_plan(pack, beginner, role, "mid", 6)

    for step in plan.steps:
        low, high = pack.unit[step.unit].hours
        assert low <= step.hours <= high
        assert step.closes == pack.unit[step.unit].to_level - pack.unit[step.unit].from_level
        assert step.weight == pack.role[role].needs[step.competency].weight
    assert plan.hours_total == pytest.approx(sum(step.hours for step in plan.steps))
    assert plan.hours_total > 0


# --- which tier ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("readiness", "expected"),
    [
        ((0.1, 0.0, 0.0), "entry"),
        ((0.49, 0.4, 0.3), "entry"),
        ((0.5, 0.4, 0.3), "mid"),
        ((0.9, 0.6, 0.49), "senior"),
        ((0.99, 0.9, 0.8), "senior"),
    ],
    ids=str,
)
def test_the_target_is_the_first_tier_that_is_probably_not_met_and_else_the_last(
    beginner: Assessment, readiness: tuple[float, float, float], expected: str
) -> None:
    person = ready(beginner, "product", *readiness)

    assert target_tier(person, "product") == expected


def test_a_beginner_is_led_to_the_entry_tier_first(beginner: Assessment) -> None:
    assert {target_tier(beginner, role) for role in ROLES} == {"entry"}
