"""Which units are chosen. The units are made up here; content is held to the rules of plans in tests/golden."""

from dataclasses import replace

import pytest
from planning import COMPETENCIES, PLENTY, ROLES, at_levels, everywhere, ids, ladder, plan, tangled, unit, weeks_of, with_units

from opscareer.engine.plan.aim import all_needed, covered_by
from opscareer.engine.plan.path import in_weeks, path_to
from opscareer.engine.plan.planner import Learner, Wishes
from opscareer.pack.model import TIERS, Pack, Tier
from opscareer.results.assessment import Assessment

# --- the gaps


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("role", ROLES)
def test_with_time_enough_a_plan_leads_from_where_one_stands_to_what_the_role_requires(
    pack: Pack, beginner: Assessment, role: str, tier: Tier
) -> None:
    made = plan(pack, ladder(pack), at_levels(beginner, **everywhere(1)), role, tier, **PLENTY)

    for name in COMPETENCIES:
        required = pack.role[role].needs[name].required.at(tier)
        steps = [step for step in made.steps if step.competency == name]
        assert [step.unit for step in steps] == [f"{name}-{half / 2:g}" for half in range(2, 2 * required)]
        assert sum(step.because.closes for step in steps) == required - 1
        assert all(step.because.gap == required - 1 for step in steps)
    assert (made.role, made.tier, made.uncovered, made.left_out, made.rest) == (role, tier, (), (), None)
    assert (made.reaches, made.met) == (True, False)


def test_a_gap_is_counted_from_the_estimate_and_what_is_closed_first_leads_up_from_there(pack: Pack, beginner: Assessment) -> None:
    person = at_levels(beginner, **everywhere(5, data_analysis=2.2))

    made = plan(pack, ladder(pack), person, "data", "mid", **PLENTY)

    closes = [(step.unit, round(step.because.closes, 9)) for step in made.steps]
    assert closes == [("data_analysis-2", 0.3), *((f"data_analysis-{level}", 0.5) for level in ("2.5", "3", "3.5"))]
    (gap,) = (gap for gap in made.gaps if not gap.met)
    assert (gap.id, gap.level, gap.low, gap.required) == ("data_analysis", 2.2, pytest.approx(1.2), 4)
    assert (round(gap.missing, 9), gap.done, round(gap.closes, 9), gap.left) == (1.8, 0, 1.8, 0)


@pytest.mark.parametrize(("level", "met"), [(3.49, False), (3.5, True), (3.9, True)])
def test_a_level_is_met_when_the_estimate_rounds_to_it_however_low_the_interval_goes(
    pack: Pack, beginner: Assessment, level: float, met: bool
) -> None:
    made = plan(pack, ladder(pack), at_levels(beginner, **everywhere(5, data_analysis=level)), "data", "mid", **PLENTY)

    assert (made.met, next(gap for gap in made.gaps if gap.id == "data_analysis").met) == (met, met)


@pytest.mark.parametrize(("level", "first"), [(2.2, "2"), (2.41, "2.5"), (2.5, "3"), (2.9, "3"), (3.2, "3")])
def test_what_ends_at_the_level_to_which_the_estimate_rounds_or_within_its_error_is_behind_one(
    pack: Pack, beginner: Assessment, level: float, first: str
) -> None:
    made = plan(pack, ladder(pack), at_levels(beginner, **everywhere(5, data_analysis=level)), "data", "mid", **PLENTY)

    assert made.steps[0].unit == f"data_analysis-{first}"
    assert sum(step.because.closes for step in made.steps) == pytest.approx(4 - level)


def test_what_a_unit_builds_on_is_learned_too_even_in_another_competency(pack: Pack, beginner: Assessment) -> None:
    units = [
        unit(pack, "survey", "user_insight", 1, 2),
        unit(pack, "interviews", "user_insight", 1.5, 3, "survey"),
        unit(pack, "tests", "data_analysis", 1.5, 4, "interviews"),
    ]

    made = plan(pack, units, at_levels(beginner, **everywhere(5, data_analysis=1.4, user_insight=1)), "data", "entry", **PLENTY)

    assert ids(made) == ["survey", "interviews", "tests"]
    assert [step.because.closes for step in made.steps] == pytest.approx([0, 0, 0.6])
    assert [step.because.groundwork_of for step in made.steps] == [("interviews",), ("tests",), ()]


def test_what_one_can_already_do_is_left_out_also_as_a_prerequisite(pack: Pack, beginner: Assessment) -> None:
    units = [unit(pack, "survey", "user_insight", 1, 2), unit(pack, "tests", "data_analysis", 1.5, 4, "survey")]

    assert ids(plan(pack, units, at_levels(beginner, **everywhere(5, data_analysis=1)), "data", "entry", **PLENTY)) == ["tests"]


def test_ground_that_two_units_cover_counts_once(pack: Pack, beginner: Assessment) -> None:
    units = [
        unit(pack, "wide", "data_analysis", 1, 4, to_level=2),
        unit(pack, "narrow", "data_analysis", 1, 4, role="data", tier="entry"),
    ]

    made = plan(pack, units, at_levels(beginner, **everywhere(5, data_analysis=1)), "data", "entry", **PLENTY)

    assert {step.unit: step.because.closes for step in made.steps} == {"narrow": 0.5, "wide": 0.5}


# --- few hours


@pytest.mark.parametrize("hours", range(1, 9))
def test_each_missing_competency_gets_a_unit_before_any_gets_a_second_the_weightiest_gap_first(
    pack: Pack, beginner: Assessment, hours: int
) -> None:
    needs = pack.role["product"].needs
    by_gap = sorted(COMPETENCIES, key=lambda name: (-needs[name].weight * (needs[name].required.mid - 1), name))

    made = plan(pack, ladder(pack), at_levels(beginner, **everywhere(1)), "product", "mid", hours=hours, weeks=1)

    assert {step.competency for step in made.steps} == set(by_gap[: hours // 2])


@pytest.mark.parametrize("seed", range(10))
def test_no_number_of_hours_gives_a_lighter_gap_a_unit_where_that_of_a_weightier_one_would_have_fitted(
    pack: Pack, beginner: Assessment, seed: int
) -> None:
    units = [replace(item, hours=1.0 + (seed * 7 + place * 5) % 9) for place, item in enumerate(ladder(pack))]
    first = {item.competency: item.hours for item in units if item.from_level == 1}
    needs = pack.role["user"].needs
    by_gap = sorted(COMPETENCIES, key=lambda name: -needs[name].weight * (needs[name].required.mid - 1))

    for hours in range(2, 30):
        made = plan(pack, units, at_levels(beginner, **everywhere(1)), "user", "mid", hours=hours, weeks=1)
        served = [name for name in by_gap if any(step.competency == name for step in made.steps)]
        for place, name in enumerate(by_gap):
            weightier = [other for other in by_gap[:place] if other in served]
            assert name in served or sum(first[other] for other in weightier) + first[name] > hours


def test_the_plan_keeps_to_its_weeks_and_says_what_did_not_fit_and_what_that_needs(pack: Pack, beginner: Assessment) -> None:
    person = at_levels(beginner, **everywhere(5, data_analysis=1))

    made = plan(pack, ladder(pack, hours=3), person, "data", "mid", hours=3, weeks=3)

    assert ids(made) == ["data_analysis-1", "data_analysis-1.5", "data_analysis-2"]
    assert made.hours_total == 9
    left = [(left.id, left.hours, left.needs, left.closes, left.own_work) for left in made.left_out]
    assert left == [
        ("data_analysis-2.5", 3, (), 0.5, False),
        ("data_analysis-3", 3, ("data_analysis-2.5",), 0.5, False),
        ("data_analysis-3.5", 3, ("data_analysis-2.5", "data_analysis-3"), 0.5, False),
    ]
    assert made.rest
    assert (made.reaches, made.rest.hours, made.rest.weeks, made.rest.tier_below) == (False, 9, 6, "entry")


def test_a_tier_below_that_is_met_or_out_of_reach_as_well_is_not_named(pack: Pack, beginner: Assessment) -> None:
    people = [at_levels(beginner, **everywhere(5, data_analysis=level)) for level in (2, 1)]

    made = [plan(pack, ladder(pack, hours=6), person, "data", "mid", hours=6, weeks=1) for person in people]

    assert [one.rest and one.rest.tier_below for one in made] == [None, None]


@pytest.mark.parametrize("hours", [0.5, 3, 6, 12])
@pytest.mark.parametrize("seed", range(10))
def test_no_plan_takes_more_weeks_than_there_are(pack: Pack, beginner: Assessment, seed: int, hours: float) -> None:
    made = plan(pack, tangled(pack, seed), at_levels(beginner, **everywhere(1)), ROLES[seed % 5], "senior", hours, weeks=8)

    assert len(made.weeks) <= 8
    assert not {left.id for left in made.left_out} & set(ids(made))


def test_a_unit_that_must_last_longer_than_there_are_weeks_is_left_out(pack: Pack, beginner: Assessment) -> None:
    units = [unit(pack, "season", "data_analysis", 1, 7, weeks_min=13), unit(pack, "sheet", "data_analysis", 1.5, 6)]

    made = plan(pack, units, at_levels(beginner, **everywhere(5, data_analysis=1)), "data", "entry")

    assert (ids(made), [left.id for left in made.left_out]) == (["sheet"], ["season"])
    assert made.rest and made.rest.weeks == 13


@pytest.mark.parametrize("hours", [2, 5, 9])
@pytest.mark.parametrize("seed", range(12))
def test_nothing_that_would_close_more_fits_into_the_weeks_that_are_left(pack: Pack, beginner: Assessment, seed: int, hours: float) -> None:
    person = Learner(at_levels(beginner, **everywhere(1)))
    path = path_to(with_units(pack, tangled(pack, seed)), person, Wishes(ROLES[seed % 5], "mid", hours))

    covered = {stretch for item in path.chosen for stretch in covered_by(item)}
    for item in path.candidates:
        if path.aim.levels(stretch for stretch in covered_by(item) if stretch not in covered):
            wanted = all_needed([item.id], path.aim.needs) | {other.id for other in path.chosen}
            more = [other for other in path.candidates if other.id in wanted]
            assert len(in_weeks(more, path.aim, (), hours)[1]) > 12


# --- the role's own work


def test_work_of_the_role_up_to_the_tier_belongs_to_the_plan_and_that_of_another_role_never(pack: Pack, beginner: Assessment) -> None:
    units = ladder(pack)
    for role in ("data", "user"):
        starts = zip(TIERS, (2, 2, 4), strict=True)
        units += [
            unit(pack, f"{role}-{tier}", "data_analysis", start, 3, "data_analysis-1.5", role=role, tier=tier) for tier, start in starts
        ]

    made = plan(pack, units, at_levels(beginner, **everywhere(1)), "data", "mid", **PLENTY)

    assert {step.unit for step in made.steps if step.own_work} == {"data-entry", "data-mid"}
    assert not {"data-senior", "user-entry"} & set(ids(made))


def test_work_of_a_higher_tier_that_leads_no_higher_than_the_tier_requires_belongs_to_the_plan_too(
    pack: Pack, beginner: Assessment
) -> None:
    own = [unit(pack, f"own-{start}", "data_analysis", start, 3, role="data", tier="senior") for start in (3.5, 4)]

    made = plan(pack, [*ladder(pack), *own], at_levels(beginner, **everywhere(5, data_analysis=3)), "data", "mid", **PLENTY)

    assert {step.unit for step in made.steps if step.own_work} == {"own-3.5"}


def test_work_of_the_role_at_the_tier_is_in_the_plan_even_where_other_units_would_close_more(pack: Pack, beginner: Assessment) -> None:
    units = [*ladder(pack, hours=4), unit(pack, "own", "user_insight", 1, 8, "user_insight-1", role="data", tier="entry")]

    made = plan(pack, units, at_levels(beginner, **everywhere(1)), "data", "entry", hours=4, weeks=4)

    assert set(ids(made)) == {"data_analysis-1", "user_insight-1", "own"}


def test_two_fifths_of_the_hours_go_to_the_role_s_own_work_and_then_the_gaps_count(pack: Pack, beginner: Assessment) -> None:
    own = [unit(pack, f"own-{number}", "user_insight", 1, 2, role="data", tier="entry") for number in range(9)]

    made = plan(pack, [*ladder(pack), *own], at_levels(beginner, **everywhere(1, user_insight=1)), "data", "senior", hours=5, weeks=4)

    assert sum(step.hours for step in made.steps if step.own_work) == 8
    assert sum(step.because.closes > 0 for step in made.steps if not step.own_work) == 6


def test_own_work_that_can_begin_in_two_weeks_is_preferred_to_more_of_what_cannot(pack: Pack, beginner: Assessment) -> None:
    units = [
        unit(pack, "base", "creative_planning", 1, 8, weeks_min=3),
        unit(pack, "late", "creative_planning", 1.5, 10, "base", role="content", tier="entry"),
        unit(pack, "at-once", "creative_planning", 1.5, 2, role="content", tier="entry"),
    ]

    made = plan(pack, units, at_levels(beginner, **everywhere(5, creative_planning=1)), "content", "entry", hours=2, weeks=9)

    assert set(ids(made)) >= {"at-once", "base"}
    assert weeks_of(made, "at-once")[0] == 1


def test_own_work_takes_the_place_of_the_core_unit_of_the_same_ground_for_the_next_core_units(pack: Pack, beginner: Assessment) -> None:
    own = unit(pack, "own", "data_analysis", 1, 4, role="data", tier="entry")

    made = plan(pack, [*ladder(pack), own], at_levels(beginner, **everywhere(5, data_analysis=1)), "data", "entry", **PLENTY)

    assert ids(made) == ["own", "data_analysis-1.5"]


def test_what_is_left_out_does_not_need_own_work_beside_the_core_unit_of_the_same_ground(pack: Pack, beginner: Assessment) -> None:
    own = unit(pack, "own", "data_analysis", 1, 30, role="data", tier="entry")
    person = at_levels(beginner, **everywhere(5, data_analysis=1))

    made = plan(pack, [*ladder(pack), own], person, "data", "entry", hours=2, weeks=1)

    assert ids(made) == ["data_analysis-1"]
    assert [(left.id, left.needs) for left in made.left_out if left.closes] == [("data_analysis-1.5", ())]
    assert made.rest
    assert made.rest.hours == 2


def test_own_work_does_not_take_the_place_of_what_it_builds_on_or_of_what_other_own_work_names(pack: Pack, beginner: Assessment) -> None:
    first = unit(pack, "first", "data_analysis", 1, 4, role="data", tier="entry")
    builds_on_it = unit(pack, "second", "data_analysis", 1.5, 4, "data_analysis-1.5", role="data", tier="entry")

    made = plan(pack, [*ladder(pack), first, builds_on_it], at_levels(beginner, **everywhere(5, data_analysis=1)), "data", "mid", **PLENTY)

    assert ids(made) == [
        "first",
        "data_analysis-1.5",
        "data_analysis-2",
        "data_analysis-2.5",
        "data_analysis-3",
        "data_analysis-3.5",
        "second",
    ]


@pytest.mark.parametrize("level", [2.6, 3])
def test_own_work_below_one_s_level_is_not_offered_but_one_task_at_the_tier_where_all_of_it_is_below(
    pack: Pack, beginner: Assessment, level: float
) -> None:
    own = [unit(pack, f"own-{level}", "data_analysis", level, 3, role="data", tier="mid") for level in (1, 2, 2.5)]
    person = at_levels(beginner, **everywhere(level))

    below = plan(pack, [*ladder(pack), *own], person, "data", "mid", **PLENTY)
    above = plan(pack, [*ladder(pack), *own, replace(own[0], id="own-3", from_level=3.0, to_level=3.5)], person, "data", "mid", **PLENTY)

    assert [step.unit for step in below.steps if step.own_work] == ["own-2.5"]
    assert below.steps[-1].because.place == "capstone"
    assert [step.unit for step in above.steps if step.own_work] == ["own-3"]


# --- no unit for it


def test_a_gap_that_no_unit_closes_is_named_and_no_number_of_weeks_would_do(pack: Pack, beginner: Assessment) -> None:
    units = [item for item in ladder(pack) if item.competency != "user_insight" and item.id != "data_analysis-3"]
    units = [replace(item, prerequisites=()) if item.id == "data_analysis-3.5" else item for item in units]

    made = plan(pack, units, at_levels(beginner, **everywhere(1)), "data", "senior", **PLENTY)

    assert made.uncovered == ("data_analysis", "user_insight")
    assert not any(step.competency == "user_insight" for step in made.steps)
    assert made.rest and made.rest.weeks is None


def test_without_any_unit_every_gap_is_named(pack: Pack, beginner: Assessment) -> None:
    made = plan(pack, [], at_levels(beginner, **everywhere(1)), "content", "senior")

    assert (made.steps, made.weeks, made.hours_total) == ((), (), 0)
    assert made.uncovered == COMPETENCIES


# --- what weighs nothing


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("role", ROLES)
def test_a_basic_skill_has_no_gap_no_weight_and_no_unit_and_is_named_where_it_is_below_what_the_tier_asks(
    pack: Pack, beginner: Assessment, role: str, tier: Tier
) -> None:
    required = pack.role[role].needs["digital_tools"].required.at(tier)
    able, not_yet = (at_levels(beginner, **everywhere(1, digital_tools=required - short)) for short in (0.5, 0.6))

    plans = [plan(pack, ladder(pack), person, role, tier, **PLENTY) for person in (able, not_yet)]

    assert [gap.id for gap in plans[0].gaps] == list(pack.role[role].needs_by_weight[:4])
    assert (plans[0].steps, plans[0].gaps, plans[0].uncovered) == (plans[1].steps, plans[1].gaps, plans[1].uncovered)
    assert not {"digital_tools"} & {step.competency for step in plans[0].steps}
    assert [one.besides for one in plans] == [(), ("digital_tools",)]


def test_a_unit_about_a_basic_skill_is_learned_where_others_build_on_it_and_else_is_not(pack: Pack, beginner: Assessment) -> None:
    sheets = unit(pack, "sheets", "digital_tools", 2, 3)
    person = at_levels(beginner, **everywhere(5, data_analysis=1, digital_tools=1))

    alone, built_on = (
        plan(pack, [sheets, unit(pack, "tests", "data_analysis", 1.5, 4, *before)], person, "data", "entry", **PLENTY)
        for before in ((), ("sheets",))
    )

    assert (ids(alone), ids(built_on)) == (["tests"], ["sheets", "tests"])


# --- no gap


@pytest.mark.parametrize("role", ROLES)
def test_without_a_gap_there_is_one_task_that_proves_the_weightiest_competency(pack: Pack, beginner: Assessment, role: str) -> None:
    made = plan(pack, ladder(pack), at_levels(beginner, **everywhere(5, digital_tools=1)), role, "senior")

    needs = pack.role[role].needs
    (step,) = made.steps
    assert (made.met, made.reaches, step.proof, step.because.place, step.because.gap) == (True, True, True, "proof", 0)
    assert (made.uncovered, made.left_out, made.rest, made.besides) == ((), (), None, ("digital_tools",))
    assert needs[step.competency].weight == max(need.weight for need in needs.values())
    assert step.unit == f"{step.competency}-{needs[step.competency].required.senior - 0.5:g}"


def test_the_proof_is_the_work_of_the_role_where_there_is_some(pack: Pack, beginner: Assessment) -> None:
    units = [*ladder(pack), unit(pack, "tracking", "data_analysis", 3, 5, role="data", tier="mid")]

    plans = [plan(pack, units, at_levels(beginner, **everywhere(5)), role, "mid") for role in ("data", "user")]

    assert ids(plans[0]) == ["tracking"]
    assert not plans[1].steps[0].own_work
