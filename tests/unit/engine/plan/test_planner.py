"""From the gaps to a path: what is chosen, in which order, in which week. The units are made here; of the shipped ones a test states only what
any good content keeps."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from people import everyone

from opscareer.answers import Answers
from opscareer.engine.assess import Engine
from opscareer.engine.plan.planner import days_late, make_plan, target_tier
from opscareer.pack.learning import Unit
from opscareer.pack.model import TIERS, Pack, Tier
from opscareer.results.assessment import Assessment
from opscareer.results.plan import Plan

COMPETENCIES = ("creative_planning", "data_analysis", "project_management", "user_insight")
ROLES = ("content", "data", "event", "product", "user")
PLENTY = {"hours_per_week": 40, "weeks": 52}


@pytest.fixture(scope="module")
def beginner(pack: Pack, engine: Engine) -> Assessment:
    """A person who has done nothing of any list."""
    return engine.assess(Answers(everyone(pack, 1, "deeds")))


def at_levels(person: Assessment, **levels: float) -> Assessment:
    """The person, the lower end of the interval being `levels` in the competencies named, and the level a whole one higher."""
    return replace(
        person,
        competencies=tuple(
            replace(item, level=levels[item.id] + 1, interval=(levels[item.id], 5.0)) if item.id in levels else item
            for item in person.competencies
        ),
    )


def everywhere(level: float, **others: float) -> dict[str, float]:
    return {**dict.fromkeys(COMPETENCIES, level), **others}


def ready(person: Assessment, role: str, entry: float, mid: float, senior: float) -> Assessment:
    """The person, as ready for the tiers of a role as the three probabilities say."""
    own = replace(person.role(role), readiness={"entry": entry, "mid": mid, "senior": senior})
    return replace(person, roles=tuple(own if item.id == role else item for item in person.roles))


def with_units(pack: Pack, units: Sequence[Unit]) -> Pack:
    return replace(pack, units=tuple(units))


def unit(pack: Pack, name: str, competency: str, start: float, hours: float, *prerequisites: str, **more: object) -> Unit:
    """Half a level of a competency from `start`; `more`: to_level, role, tier."""
    levels = {"from_level": start, "to_level": start + 0.5}
    own = {"id": name, "competency": competency, "hours": (hours, hours), "prerequisites": prerequisites}
    return replace(pack.units[0], **{**levels, "role": None, "tier": None, **own, **more})


def ladder(pack: Pack, hours: float = 2, names: Sequence[str] = COMPETENCIES) -> list[Unit]:
    """Every half step of the competencies, each after the one before: `data_analysis-2.5`."""
    units = []
    for name in names:
        for half in range(2, 10):
            before = [f"{name}-{(half - 1) / 2:g}"] if half > 2 else []
            units.append(unit(pack, f"{name}-{half / 2:g}", name, half / 2, hours, *before))
    return units


def tangled(pack: Pack, seed: int) -> list[Unit]:
    """The ladder in random sizes and order; a step may build on some of other competencies as well. One role has work of its own."""
    dice = random.Random(seed)
    units: list[Unit] = []
    for item in sorted(ladder(pack), key=lambda item: item.from_level):
        others = dice.sample([other.id for other in units], min(len(units), dice.randint(0, 2)))
        hours = dice.randint(1, 20) / 2
        units.append(replace(item, hours=(hours, hours), prerequisites=tuple(sorted({*item.prerequisites, *others}))))
    for tier in TIERS:
        units.append(unit(pack, f"own-{tier}", "creative_planning", 1, 4, dice.choice(units).id, role=ROLES[seed % 5], tier=tier))
    return dice.sample(units, len(units))


def ids(plan: Plan) -> list[str]:
    return [step.unit for step in plan.steps]


# --- what is chosen -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("role", ROLES)
def test_with_time_enough_a_plan_leads_from_where_one_stands_to_what_the_role_requires(
    pack: Pack, beginner: Assessment, role: str, tier: Tier
) -> None:
    plan = make_plan(with_units(pack, ladder(pack)), at_levels(beginner, **everywhere(2)), role, tier, **PLENTY)

    for name in COMPETENCIES:
        required = pack.role[role].needs[name].required.at(tier)
        steps = [step for step in plan.steps if step.competency == name]
        assert [step.unit for step in steps] == [f"{name}-{half / 2:g}" for half in range(4, 2 * required)]
        assert sum(step.closes for step in steps) == max(0, required - 2)
        assert all(step.gap == required - 2 for step in steps)
    assert (plan.role, plan.tier, plan.uncovered, plan.left_out, plan.hours_left) == (role, tier, (), (), 0)


def test_a_gap_is_counted_from_the_lower_end_of_the_interval_to_the_level_required(pack: Pack, beginner: Assessment) -> None:
    person = at_levels(beginner, **everywhere(5, data_analysis=2.2))

    plan = make_plan(with_units(pack, ladder(pack)), person, "data", "entry", **PLENTY)

    assert [(step.unit, round(step.closes, 9)) for step in plan.steps] == [("data_analysis-2", 0.3), ("data_analysis-2.5", 0.5)]
    assert {round(step.gap, 9) for step in plan.steps} == {0.8}
    (gap,) = (gap for gap in plan.gaps if gap.missing)
    assert (gap.id, gap.level, gap.required, round(gap.closes, 9)) == ("data_analysis", 2.2, 3, 0.8)


def test_a_gap_too_small_to_measure_is_worth_no_unit(pack: Pack, beginner: Assessment) -> None:
    just_short, there = (at_levels(beginner, **everywhere(5, data_analysis=low)) for low in (2.8, 2.95))

    plans = [make_plan(with_units(pack, ladder(pack)), person, "data", "entry", **PLENTY) for person in (just_short, there)]

    assert [plan.met for plan in plans] == [False, True]


def test_what_a_unit_builds_on_is_learned_too_even_in_another_competency(pack: Pack, beginner: Assessment) -> None:
    units = [
        unit(pack, "survey", "user_insight", 1, 2),
        unit(pack, "interviews", "user_insight", 1.5, 3, "survey"),
        unit(pack, "tests", "data_analysis", 2.5, 4, "interviews"),
    ]
    person = at_levels(beginner, **everywhere(5, data_analysis=2.5, user_insight=1))

    plan = make_plan(with_units(pack, units), person, "data", "entry", **PLENTY)

    assert pack.role["data"].needs["user_insight"].required.entry == 1
    assert ids(plan) == ["survey", "interviews", "tests"]
    assert [step.closes for step in plan.steps] == [0, 0, 0.5]


def test_what_one_can_already_do_is_left_out_also_as_a_prerequisite(pack: Pack, beginner: Assessment) -> None:
    units = [unit(pack, "survey", "user_insight", 1, 2), unit(pack, "tests", "data_analysis", 2.5, 4, "survey")]
    person = at_levels(beginner, **everywhere(5, data_analysis=2.5))

    assert ids(make_plan(with_units(pack, units), person, "data", "entry", **PLENTY)) == ["tests"]


def test_a_unit_that_ends_within_the_error_of_one_s_level_is_behind_one(pack: Pack, beginner: Assessment) -> None:
    person = at_levels(beginner, **everywhere(5, data_analysis=1.95))

    assert ids(make_plan(with_units(pack, ladder(pack)), person, "data", "entry", **PLENTY)) == ["data_analysis-2", "data_analysis-2.5"]


def test_ground_that_two_units_cover_counts_once(pack: Pack, beginner: Assessment) -> None:
    units = [
        unit(pack, "a-wide", "data_analysis", 2, 4, to_level=3),
        unit(pack, "b-narrow", "data_analysis", 2, 4, role="data", tier="entry"),
    ]

    plan = make_plan(with_units(pack, units), at_levels(beginner, **everywhere(5, data_analysis=2)), "data", "entry", **PLENTY)

    assert {step.unit: step.closes for step in plan.steps} == {"a-wide": 1, "b-narrow": 0}


def test_the_plan_keeps_to_its_hours_and_says_what_did_not_fit_and_what_it_would_cost(pack: Pack, beginner: Assessment) -> None:
    person = at_levels(beginner, **everywhere(5, data_analysis=1))

    plan = make_plan(with_units(pack, ladder(pack, hours=3)), person, "data", "entry", 5, weeks=2)

    assert ids(plan) == ["data_analysis-1", "data_analysis-1.5"]
    assert plan.hours_total == 6 <= 2 * 5 * 0.8
    assert [(left.id, left.hours, left.closes) for left in plan.left_out] == [("data_analysis-2", 3, 0.5), ("data_analysis-2.5", 6, 0.5)]
    assert plan.hours_left == 6


@pytest.mark.parametrize("hours_per_week", [0.5, 3, 6, 12])
@pytest.mark.parametrize("seed", range(10))
def test_no_plan_exceeds_four_fifths_of_the_hours_there_are(pack: Pack, beginner: Assessment, seed: int, hours_per_week: float) -> None:
    own = with_units(pack, tangled(pack, seed))

    plan = make_plan(own, at_levels(beginner, **everywhere(1)), ROLES[seed % 5], "senior", hours_per_week, weeks=8)

    assert plan.hours_total <= 0.8 * 8 * hours_per_week + 1e-6
    assert len(plan.weeks) <= 8
    assert not {left.id for left in plan.left_out} & set(ids(plan))


def test_with_little_time_the_weightiest_gap_comes_first(pack: Pack, beginner: Assessment) -> None:
    needs = pack.role["data"].needs
    assert needs["data_analysis"].weight == max(need.weight for need in needs.values())

    plan = make_plan(with_units(pack, ladder(pack)), at_levels(beginner, **everywhere(1)), "data", "senior", 5, weeks=1)

    assert ids(plan) == ["data_analysis-1", "data_analysis-1.5"]


def test_work_of_the_role_up_to_the_tier_belongs_to_the_plan_and_that_of_another_role_never(pack: Pack, beginner: Assessment) -> None:
    units = ladder(pack)
    for role in ("data", "user"):
        units += [unit(pack, f"{role}-{tier}", "data_analysis", 2, 3, "data_analysis-1.5", role=role, tier=tier) for tier in TIERS]

    plan = make_plan(with_units(pack, units), at_levels(beginner, **everywhere(1)), "data", "mid", **PLENTY)

    assert {step.unit for step in plan.steps if step.own_work} == {"data-entry", "data-mid"}
    assert not {"data-senior", "user-entry"} & set(ids(plan))


def test_a_plan_ends_in_work_of_the_role_at_the_tier_even_where_other_units_would_close_more(pack: Pack, beginner: Assessment) -> None:
    units = [*ladder(pack, hours=4), unit(pack, "own", "user_insight", 1, 8, "user_insight-1", role="data", tier="entry")]

    plan = make_plan(with_units(pack, units), at_levels(beginner, **everywhere(1)), "data", "entry", 5, weeks=4)

    assert ids(plan) == ["data_analysis-1", "user_insight-1", "own"]


def test_work_of_the_role_at_the_tier_belongs_to_the_plan_also_below_one_s_level(pack: Pack, beginner: Assessment) -> None:
    units = [*ladder(pack), *(unit(pack, f"own-{tier}", "user_insight", 1, 3, role="data", tier=tier) for tier in ("entry", "mid"))]

    plan = make_plan(with_units(pack, units), at_levels(beginner, **everywhere(3)), "data", "mid", **PLENTY)

    assert ids(plan)[-1] == "own-mid"
    assert "own-entry" not in ids(plan)


def test_hours_left_over_go_to_what_later_units_build_on(pack: Pack, beginner: Assessment) -> None:
    units = [unit(pack, "a", "user_insight", 1, 4), unit(pack, "b", "data_analysis", 1, 10, "a")]

    plan = make_plan(
        with_units(pack, units), at_levels(beginner, **everywhere(5, data_analysis=1, user_insight=1)), "data", "entry", 6, weeks=1
    )

    assert ids(plan) == ["a"]
    assert [(left.id, left.hours) for left in plan.left_out] == [("b", 10)]


def test_a_gap_that_no_unit_closes_is_named(pack: Pack, beginner: Assessment) -> None:
    units = [item for item in ladder(pack) if item.competency != "user_insight" and item.id != "data_analysis-3"]
    units = [replace(item, prerequisites=()) if item.id == "data_analysis-3.5" else item for item in units]

    plan = make_plan(with_units(pack, units), at_levels(beginner, **everywhere(1)), "data", "senior", **PLENTY)

    assert plan.uncovered == ("data_analysis", "user_insight")
    assert not any(step.competency == "user_insight" for step in plan.steps)


def test_without_any_unit_every_gap_is_named(pack: Pack, beginner: Assessment) -> None:
    plan = make_plan(with_units(pack, []), at_levels(beginner, **everywhere(1)), "content", "senior", 6)

    assert (plan.steps, plan.weeks, plan.hours_total) == ((), (), 0)
    assert plan.uncovered == COMPETENCIES


# --- what weighs nothing ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("role", ROLES)
def test_a_basic_skill_has_no_gap_no_weight_and_no_unit_and_is_named_where_it_is_below_what_the_tier_asks(
    pack: Pack, beginner: Assessment, role: str, tier: Tier
) -> None:
    able, not_yet = (at_levels(beginner, **everywhere(1, digital_tools=low)) for low in (4, 1))

    plans = [make_plan(with_units(pack, ladder(pack)), person, role, tier, **PLENTY) for person in (able, not_yet)]

    assert [gap.id for gap in plans[0].gaps] == list(pack.role[role].needs_by_weight[:4])
    assert (plans[0].steps, plans[0].gaps, plans[0].uncovered) == (plans[1].steps, plans[1].gaps, plans[1].uncovered)
    assert not {"digital_tools"} & {step.competency for step in plans[0].steps}
    assert plans[0].besides == ()
    assert plans[1].besides == (("digital_tools",) if pack.role[role].needs["digital_tools"].required.at(tier) > 2 else ())


def test_a_basic_skill_within_half_a_level_of_what_is_required_counts_as_reached(pack: Pack, beginner: Assessment) -> None:
    """at_levels puts the estimate one level above the lower end."""
    required = pack.role["data"].needs["digital_tools"].required.mid
    people = [at_levels(beginner, **everywhere(5, digital_tools=level - 1)) for level in (required - 0.5, required - 0.6)]

    assert [make_plan(pack, person, "data", "mid", 6).besides for person in people] == [(), ("digital_tools",)]


def test_a_basic_skill_that_is_missing_makes_no_gap(pack: Pack, beginner: Assessment) -> None:
    plan = make_plan(with_units(pack, ladder(pack)), at_levels(beginner, **everywhere(5, digital_tools=1)), "data", "senior", 6)

    assert (plan.met, len(plan.steps), plan.besides) == (True, 1, ("digital_tools",))


def test_a_unit_about_a_basic_skill_is_learned_where_others_build_on_it_and_else_is_not(pack: Pack, beginner: Assessment) -> None:
    sheets = unit(pack, "sheets", "digital_tools", 2, 3)
    person = at_levels(beginner, **everywhere(5, data_analysis=2.5, digital_tools=1))

    alone, built_on = (
        make_plan(with_units(pack, [sheets, unit(pack, "tests", "data_analysis", 2.5, 4, *before)]), person, "data", "entry", **PLENTY)
        for before in ((), ("sheets",))
    )

    assert (ids(alone), ids(built_on)) == (["tests"], ["sheets", "tests"])


# --- no gap -------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ROLES)
def test_without_a_gap_there_is_one_task_that_proves_the_weightiest_competency(pack: Pack, beginner: Assessment, role: str) -> None:
    plan = make_plan(with_units(pack, ladder(pack)), at_levels(beginner, **everywhere(5)), role, "senior", 6)

    needs = pack.role[role].needs
    (step,) = plan.steps
    assert (plan.met, step.proof, step.gap, plan.uncovered, plan.left_out) == (True, True, 0, (), ())
    assert needs[step.competency].weight == max(need.weight for need in needs.values())
    assert step.unit == f"{step.competency}-{needs[step.competency].required.senior - 0.5:g}"


def test_the_proof_is_the_work_of_the_role_where_there_is_some(pack: Pack, beginner: Assessment) -> None:
    units = [*ladder(pack), unit(pack, "tracking", "data_analysis", 3, 5, role="data", tier="mid")]

    plans = [make_plan(with_units(pack, units), at_levels(beginner, **everywhere(5)), role, "mid", 6) for role in ("data", "user")]

    assert ids(plans[0]) == ["tracking"]
    assert not plans[1].steps[0].own_work


# --- progress -----------------------------------------------------------------------------------------------------------------------


def test_a_unit_done_counts_for_every_role(pack: Pack, beginner: Assessment) -> None:
    own = with_units(pack, ladder(pack))
    person = at_levels(beginner, **everywhere(1))
    before = {role: ids(make_plan(own, person, role, "senior", **PLENTY)) for role in ROLES}

    after = {role: ids(make_plan(own, person, role, "senior", **PLENTY, done={"data_analysis-1"})) for role in ROLES}

    assert after == {role: [name for name in names if name != "data_analysis-1"] for role, names in before.items()}


def test_a_role_s_work_that_is_done_closes_the_gap_for_another_role(pack: Pack, beginner: Assessment) -> None:
    units = [*ladder(pack), unit(pack, "report", "data_analysis", 1, 5, role="user", tier="entry")]

    plan = make_plan(with_units(pack, units), at_levels(beginner, **everywhere(1)), "data", "entry", **PLENTY, done={"report"})

    assert sum(step.closes for step in plan.steps if step.competency == "data_analysis") == 1.5


def test_what_is_skipped_is_neither_offered_again_nor_missing(pack: Pack, beginner: Assessment) -> None:
    person = at_levels(beginner, **everywhere(5, data_analysis=1))

    plan = make_plan(with_units(pack, ladder(pack)), person, "data", "entry", **PLENTY, skipped={"data_analysis-1"})

    assert ids(plan) == ["data_analysis-1.5", "data_analysis-2", "data_analysis-2.5"]
    assert plan.uncovered == ()


def test_when_everything_is_done_one_proof_is_left_that_was_not_done_yet(pack: Pack, beginner: Assessment) -> None:
    units = [*ladder(pack), unit(pack, "tracking", "data_analysis", 3, 5, role="data", tier="entry")]
    person = at_levels(beginner, **everywhere(5, data_analysis=1))
    done = {f"data_analysis-{level}" for level in ("1", "1.5", "2", "2.5")}

    plan = make_plan(with_units(pack, units), person, "data", "entry", 6, done=done)

    assert (plan.met, ids(plan)) == (True, ["tracking"])


def test_what_is_begun_comes_as_early_as_what_it_builds_on_allows(pack: Pack, beginner: Assessment) -> None:
    own, person = with_units(pack, ladder(pack)), at_levels(beginner, **everywhere(1))
    usual = ids(make_plan(own, person, "data", "senior", **PLENTY))
    assert usual.index("user_insight-1.5") > 2

    begun = ids(make_plan(own, person, "data", "senior", **PLENTY, started={"user_insight-1", "user_insight-1.5"}))

    assert begun[:2] == ["user_insight-1", "user_insight-1.5"]
    assert sorted(begun) == sorted(usual)


def test_what_is_begun_belongs_to_the_plan_even_where_other_units_would_close_more(pack: Pack, beginner: Assessment) -> None:
    own, person = with_units(pack, ladder(pack)), at_levels(beginner, **everywhere(1))
    assert "user_insight-1" not in ids(make_plan(own, person, "data", "mid", 5, weeks=1))

    assert ids(make_plan(own, person, "data", "mid", 5, weeks=1, started={"user_insight-1"})) == ["user_insight-1", "data_analysis-1"]


def test_lower_steps_of_what_is_done_or_skipped_are_behind_one_too(pack: Pack, beginner: Assessment) -> None:
    own, person = with_units(pack, ladder(pack)), at_levels(beginner, **everywhere(5, data_analysis=1))

    plans = [
        make_plan(own, person, "data", "entry", **PLENTY, **marked)
        for marked in ({"done": {"data_analysis-2"}}, {"skipped": {"data_analysis-2"}})
    ]

    assert [ids(plan) for plan in plans] == [["data_analysis-2.5"]] * 2


@pytest.mark.parametrize(
    ("hours", "per_week", "days_open", "late"),
    [(4.8, 6, 7, 0), (4.8, 6, 8, 1), (5, 6, 8, 0), (5, 6, 20, 6), (4.8, 12, 0, 0), (4.8, 0.5, 83, 0), (4.8, 0.5, 85, 1)],
)
def test_a_unit_is_late_once_it_is_open_for_longer_than_the_weeks_that_it_takes(
    pack: Pack, hours: float, per_week: float, days_open: int, late: int
) -> None:
    begun = date(2026, 3, 2)

    found = days_late(unit(pack, "a", "data_analysis", 1, hours), per_week, begun, date.fromordinal(begun.toordinal() + days_open))

    assert found == late


# --- in which order -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(40))
def test_what_a_unit_builds_on_comes_first(pack: Pack, beginner: Assessment, seed: int) -> None:
    own = with_units(pack, tangled(pack, seed))

    plan = make_plan(own, at_levels(beginner, **everywhere(1)), ROLES[seed % 5], "senior", 10)

    order = ids(plan)
    assert len(order) == len(set(order)) >= 8
    for place, name in enumerate(order):
        assert set(own.unit[name].prerequisites) <= set(order[:place])


def test_one_whole_level_comes_after_the_other_in_all_competencies(pack: Pack, beginner: Assessment) -> None:
    plan = make_plan(with_units(pack, ladder(pack)), at_levels(beginner, **everywhere(1)), "data", "mid", **PLENTY)

    starts = [int(name.split("-")[1][0]) for name in ids(plan)]
    assert set(starts) == {1, 2, 3}
    assert starts == sorted(starts)


def test_within_a_level_the_competency_that_weighs_most_comes_first_and_its_lower_half_before_the_higher(
    pack: Pack, beginner: Assessment
) -> None:
    weights = {name: need.weight for name, need in pack.role["event"].needs.items()}
    assert weights["creative_planning"] > weights["project_management"] > weights["user_insight"] > weights["data_analysis"]
    units = [
        unit(pack, "a", "data_analysis", 1, 1),
        unit(pack, "b", "user_insight", 1, 2),
        unit(pack, "c", "creative_planning", 1.5, 4),
        unit(pack, "d", "creative_planning", 1, 9),
    ]

    plan = make_plan(with_units(pack, units), at_levels(beginner, **everywhere(1)), "event", "senior", **PLENTY)

    assert ids(plan) == ["d", "c", "b", "a"]


def test_the_highest_work_of_the_role_comes_last(pack: Pack, beginner: Assessment) -> None:
    units = [*ladder(pack), *(unit(pack, f"own-{tier}", "data_analysis", 1, 3, role="data", tier=tier) for tier in TIERS)]

    plan = make_plan(with_units(pack, units), at_levels(beginner, **everywhere(1)), "data", "mid", **PLENTY)

    assert ids(plan)[-1] == "own-mid"
    assert ids(plan).index("own-entry") < len(plan.steps) - 1


def test_of_units_that_matter_equally_the_lower_id_comes_first(pack: Pack, beginner: Assessment) -> None:
    units = [unit(pack, name, "data_analysis", 1, hours, role="data", tier="entry") for name, hours in (("c", 1), ("a", 9), ("b", 4))]

    plan = make_plan(with_units(pack, units), at_levels(beginner, **everywhere(1)), "data", "mid", **PLENTY)

    assert ids(plan) == ["a", "b", "c"]


@pytest.mark.parametrize("seed", range(10))
def test_the_order_of_the_units_in_the_pack_changes_nothing(pack: Pack, beginner: Assessment, seed: int) -> None:
    units = tangled(pack, seed)
    person = at_levels(beginner, **everywhere(1))

    plans = [make_plan(with_units(pack, order), person, "event", "senior", 5) for order in (units, units[::-1], sorted(units, key=str))]

    assert plans[0] == plans[1] == plans[2]


# --- in which week ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("hours_per_week", [0.5, 1, 3.7, 6, 10, 40, 80])
@pytest.mark.parametrize("seed", range(5))
def test_weeks_are_filled_to_four_fifths_and_hold_every_hour(pack: Pack, beginner: Assessment, seed: int, hours_per_week: float) -> None:
    own = with_units(pack, tangled(pack, seed))

    plan = make_plan(own, at_levels(beginner, **everywhere(1)), "content", "senior", hours_per_week, weeks=30)

    assert [week.number for week in plan.weeks] == list(range(1, len(plan.weeks) + 1))
    spent = [sum(week.hours.values()) for week in plan.weeks]
    assert max(spent) <= 0.8 * hours_per_week + 1e-9
    assert min(spent[:-1], default=0.8 * hours_per_week) >= 0.8 * hours_per_week - 0.05
    for step in plan.steps:
        assert sum(week.hours.get(step.unit, 0) for week in plan.weeks) == pytest.approx(step.hours, rel=0, abs=0.051)
    assert plan.hours_total == pytest.approx(sum(step.hours for step in plan.steps))
    assert list(dict.fromkeys(name for week in plan.weeks for name in week.hours)) == ids(plan)


def test_a_week_ends_one_unit_and_begins_the_next(pack: Pack, beginner: Assessment) -> None:
    units = [unit(pack, "a", "data_analysis", 1, 6), unit(pack, "b", "data_analysis", 1.5, 6, "a")]

    plan = make_plan(with_units(pack, units), at_levels(beginner, **everywhere(5, data_analysis=1)), "data", "entry", 5)

    assert [dict(week.hours) for week in plan.weeks] == [{"a": 4}, {"a": 2, "b": 2}, {"b": 4}]


def test_the_hours_of_a_unit_are_the_middle_of_its_range(pack: Pack, beginner: Assessment) -> None:
    units = [replace(unit(pack, "a", "data_analysis", 1, 4), hours=(4, 7))]

    plan = make_plan(with_units(pack, units), at_levels(beginner, **everywhere(5, data_analysis=1)), "data", "entry", 40)

    assert (plan.steps[0].hours, plan.hours_total) == (5.5, 5.5)


def test_weeks_follow_each_other_from_the_day_of_the_start(pack: Pack, beginner: Assessment) -> None:
    person = at_levels(beginner, **everywhere(1))

    dated, undated = (
        make_plan(with_units(pack, ladder(pack)), person, "data", "senior", 6, start=start) for start in (date(2026, 12, 21), None)
    )

    assert [week.starts for week in dated.weeks[:3]] == [date(2026, 12, 21), date(2026, 12, 28), date(2027, 1, 4)]
    assert {week.starts for week in undated.weeks} == {None}


@pytest.mark.parametrize(("hours_per_week", "between"), [(3, 4), (6, 2), (12, 1), (40, 1)])
def test_a_checkpoint_comes_at_the_end_of_a_week_after_eight_hours_of_work_and_at_the_end(
    pack: Pack, beginner: Assessment, hours_per_week: float, between: int
) -> None:
    plan = make_plan(with_units(pack, ladder(pack)), at_levels(beginner, **everywhere(1)), "data", "senior", hours_per_week)

    with_one = [week.number for week in plan.weeks if week.checkpoint]
    assert {later - earlier for earlier, later in pairwise([0, *with_one][:-1])} <= {between}
    assert with_one[-1] == len(plan.weeks)


def test_a_checkpoint_names_the_competencies_worked_on_since_the_last_one(pack: Pack, beginner: Assessment) -> None:
    units = [unit(pack, "a", "data_analysis", 1, 10), unit(pack, "b", "project_management", 1, 10)]

    plan = make_plan(with_units(pack, units), at_levels(beginner, **everywhere(1)), "data", "mid", 10)

    assert [week.checkpoint for week in plan.weeks] == [
        ("data_analysis",),
        ("data_analysis", "project_management"),
        ("project_management",),
    ]


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


# --- the shipped units --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", [1, 2, 3.2])
@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("role", ROLES)
def test_with_the_shipped_units_a_plan_starts_at_the_person_s_level_and_builds_in_order(
    pack: Pack, beginner: Assessment, role: str, tier: Tier, level: float
) -> None:
    plan = make_plan(pack, at_levels(beginner, **everywhere(level)), role, tier, 12, weeks=20)

    order = ids(plan)
    assert plan.steps
    assert plan.hours_total <= 20 * 12 * 0.8 or plan.met
    for place, step in enumerate(plan.steps):
        item = pack.unit[step.unit]
        assert plan.met or item.to_level > level or (item.role, item.tier) == (role, tier)
        assert item.role in {None, role}
        assert {name for name in item.prerequisites if pack.unit[name].to_level > level} <= set(order[:place]) or plan.met
    assert plan.steps[-1].own_work
