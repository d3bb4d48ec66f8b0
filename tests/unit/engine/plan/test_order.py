"""In which order the chosen units begin."""

import pytest
from planning import PLENTY, ROLES, at_levels, everywhere, ids, ladder, plan, tangled, unit, weeks_of, with_units

from opscareer.pack.model import TIERS, Pack
from opscareer.results.assessment import Assessment


@pytest.mark.parametrize("seed", range(40))
def test_a_unit_begins_when_what_it_builds_on_is_finished(pack: Pack, beginner: Assessment, seed: int) -> None:
    own = with_units(pack, tangled(pack, seed))

    made = plan(pack, own.units, at_levels(beginner, **everywhere(1)), ROLES[seed % 5], "senior", 10)

    order = ids(made)
    assert len(order) == len(set(order)) >= 8
    assert order == list(dict.fromkeys(name for week in made.weeks for name in week.hours))
    for place, name in enumerate(order):
        assert set(own.unit[name].prerequisites) <= set(order[:place])
        assert all(weeks_of(made, needed)[-1] <= weeks_of(made, name)[0] for needed in own.unit[name].prerequisites)


def test_the_role_s_own_work_comes_first_with_what_it_needs(pack: Pack, beginner: Assessment) -> None:
    units = [*ladder(pack), unit(pack, "own", "user_insight", 1.5, 3, "user_insight-1", role="data", tier="entry")]

    made = plan(pack, units, at_levels(beginner, **everywhere(1)), "data", "mid", **PLENTY)

    assert ids(made)[:2] == ["user_insight-1", "own"]
    assert [step.because.place for step in made.steps[:3]] == ["entry", "entry", "gap"]


def test_of_own_work_that_comes_first_which_needs_the_fewest_hours_before_it(pack: Pack, beginner: Assessment) -> None:
    units = [
        *ladder(pack),
        unit(pack, "later", "data_analysis", 1.5, 3, "data_analysis-1", role="data", tier="entry"),
        unit(pack, "sooner", "data_analysis", 1.5, 9, role="data", tier="entry"),
    ]

    assert ids(plan(pack, units, at_levels(beginner, **everywhere(1)), "data", "entry", **PLENTY))[0] == "sooner"


def test_once_some_of_the_role_s_own_work_is_done_the_weightiest_gap_comes_first(pack: Pack, beginner: Assessment) -> None:
    own = [unit(pack, f"own-{name}", name, 1, 2, role="event", tier="entry") for name in ("data_analysis", "user_insight")]
    person = at_levels(beginner, **everywhere(1))

    made = plan(pack, [*ladder(pack), *own], person, "event", "mid", **PLENTY, done={"own-data_analysis"})

    assert ids(made)[0] == "creative_planning-1"
    assert "entry" not in {step.because.place for step in made.steps}


def test_then_comes_the_unit_whose_weight_times_levels_missing_is_the_largest(pack: Pack, beginner: Assessment) -> None:
    """Event, mid: creative planning .37 x 3, project management .27 x 3, user insight .17 x 1, data analysis .19 x 1."""
    needs = pack.role["event"].needs
    made = plan(pack, ladder(pack), at_levels(beginner, **everywhere(1)), "event", "mid", **PLENTY)

    expected = sorted(
        (
            (needs[step.competency].weight * (needs[step.competency].required.mid - float(step.unit.split("-")[1])), step)
            for step in made.steps
        ),
        key=lambda item: -item[0],
    )
    assert ids(made) == [step.unit for _, step in expected]


def test_levels_closed_by_what_is_done_do_not_count_as_missing(pack: Pack, beginner: Assessment) -> None:
    """Event, mid: of creative planning .37 x 1 is left, of project management .27 x 3."""
    units = [
        unit(pack, "made", "creative_planning", 1, 4, to_level=3),
        unit(pack, "wide", "creative_planning", 1, 4, "made", to_level=4),
        unit(pack, "schedule", "project_management", 1, 4, to_level=4),
    ]

    made = plan(pack, units, at_levels(beginner, **everywhere(1)), "event", "mid", **PLENTY, done={"made"})

    assert ids(made) == ["schedule", "wide"]


def test_what_leads_to_a_weightier_gap_counts_as_much(pack: Pack, beginner: Assessment) -> None:
    units = [
        unit(pack, "survey", "user_insight", 1, 2),
        unit(pack, "tests", "data_analysis", 1, 4, "survey"),
        unit(pack, "schedule", "project_management", 1, 2),
    ]

    made = plan(pack, units, at_levels(beginner, **everywhere(1)), "data", "mid", **PLENTY)

    assert ids(made) == ["survey", "tests", "schedule"]


def test_the_highest_work_of_the_role_comes_last(pack: Pack, beginner: Assessment) -> None:
    starts = zip(TIERS, (1, 1, 4), strict=True)
    units = [*ladder(pack), *(unit(pack, f"own-{tier}", "data_analysis", start, 3, role="data", tier=tier) for tier, start in starts)]

    made = plan(pack, units, at_levels(beginner, **everywhere(1)), "data", "mid", **PLENTY)

    assert (ids(made)[0], ids(made)[-1]) == ("own-entry", "own-mid")
    assert made.steps[-1].because.place == "capstone"


def test_the_highest_work_of_the_role_comes_where_it_is_needed_if_other_units_build_on_it(pack: Pack, beginner: Assessment) -> None:
    first = unit(pack, "first", "data_analysis", 1, 3, role="data", tier="entry")
    highest = unit(pack, "highest", "data_analysis", 2, 3, "data_analysis-1.5", role="data", tier="mid")

    made = plan(pack, [*ladder(pack), first, highest], at_levels(beginner, **everywhere(5, data_analysis=1)), "data", "mid", **PLENTY)

    assert ids(made) == ["first", "data_analysis-1.5", "highest", "data_analysis-2.5", "data_analysis-3", "data_analysis-3.5"]


def test_what_is_begun_goes_on_first(pack: Pack, beginner: Assessment) -> None:
    units = [*ladder(pack), unit(pack, "own", "data_analysis", 1, 3, role="data", tier="entry")]
    person = at_levels(beginner, **everywhere(1))
    usual = plan(pack, units, person, "data", "mid", **PLENTY)
    assert ids(usual).index("user_insight-1.5") > 2

    begun = plan(pack, units, person, "data", "mid", **PLENTY, started={"user_insight-1.5"})

    assert ids(begun)[:3] == ["user_insight-1", "user_insight-1.5", "own"]
    assert [step.because.place for step in begun.steps[:3]] == ["begun", "begun", "entry"]
    assert sorted(ids(begun)) == sorted(ids(usual))


def test_of_units_that_matter_equally_the_lower_id_comes_first(pack: Pack, beginner: Assessment) -> None:
    units = [unit(pack, name, "data_analysis", 1, hours) for name, hours in (("c", 1), ("a", 1), ("b", 1))]

    first = [ids(plan(pack, order, at_levels(beginner, **everywhere(1)), "data", "mid", **PLENTY))[0] for order in (units, units[::-1])]

    assert first == ["a", "a"]


@pytest.mark.parametrize("seed", range(10))
def test_the_order_of_the_units_in_the_pack_changes_nothing(pack: Pack, beginner: Assessment, seed: int) -> None:
    units = tangled(pack, seed)
    person = at_levels(beginner, **everywhere(1))

    plans = [plan(pack, order, person, "event", "senior", 5) for order in (units, units[::-1], sorted(units, key=str))]

    assert plans[0] == plans[1] == plans[2]
