"""In which weeks the units are done."""

from datetime import date
from itertools import pairwise

import pytest
from planning import ROLES, at_levels, everywhere, ids, ladder, plan, tangled, unit, with_units

from opscareer.engine.plan.planner import Learner, Wishes, days_late, make_plan
from opscareer.pack.model import Pack
from opscareer.results.assessment import Assessment


@pytest.mark.parametrize("hours", [0.5, 1, 3.7, 6, 10, 40, 80])
@pytest.mark.parametrize("seed", range(5))
def test_weeks_hold_every_hour_in_halves_and_at_most_a_third_more_than_there_are(
    pack: Pack, beginner: Assessment, seed: int, hours: float
) -> None:
    made = plan(pack, tangled(pack, seed), at_levels(beginner, **everywhere(1)), "content", "senior", hours, weeks=30)

    assert [week.number for week in made.weeks] == list(range(1, len(made.weeks) + 1))
    assert all((2 * part).is_integer() and part > 0 for week in made.weeks for part in week.hours.values())
    assert max(sum(week.hours.values()) for week in made.weeks) <= hours * 4 / 3
    for step in made.steps:
        assert sum(week.hours.get(step.unit, 0) for week in made.weeks) == step.hours
    assert made.hours_total == sum(step.hours for step in made.steps)


@pytest.mark.parametrize("hours", [1, 3, 6, 20])
@pytest.mark.parametrize("seed", range(10))
def test_two_units_at_most_are_open_at_a_time_and_each_for_the_weeks_that_it_takes(
    pack: Pack, beginner: Assessment, seed: int, hours: float
) -> None:
    own = with_units(pack, tangled(pack, seed))

    made = plan(pack, own.units, at_levels(beginner, **everywhere(1)), ROLES[seed % 5], "senior", hours, weeks=26)

    span = {step.unit: [week.number for week in made.weeks if step.unit in week.hours] for step in made.steps}
    for name, weeks in span.items():
        assert weeks[-1] - weeks[0] + 1 >= min(own.unit[name].weeks_min, own.unit[name].hours * 2)
    for before in range(1, len(made.weeks)):
        assert sum(weeks[0] <= before < weeks[-1] for weeks in span.values()) <= 2


def weeks(pack: Pack, beginner: Assessment, hours: float, *units: tuple[float, int], need: bool = False) -> list[dict[str, float]]:
    """The weeks of units a, b, … of so many hours and least weeks, one half level after the other; `need`: each builds on the one before."""
    names = "abcd"[: len(units)]
    made = [
        unit(pack, name, "data_analysis", 1 + place / 2, size, *(names[place - 1] if need and place else ()), weeks_min=least)
        for place, (name, (size, least)) in enumerate(zip(names, units, strict=True))
    ]
    found = plan(pack, made, at_levels(beginner, **everywhere(5, data_analysis=1)), "data", "mid", hours)
    return [dict(week.hours) for week in found.weeks]


def test_a_week_ends_one_unit_and_begins_the_next(pack: Pack, beginner: Assessment) -> None:
    assert weeks(pack, beginner, 4, (6, 1), (6, 1)) == [{"a": 4}, {"a": 2, "b": 2}, {"b": 4}]


def test_a_unit_that_takes_weeks_is_spread_over_them_with_another_beside_it(pack: Pack, beginner: Assessment) -> None:
    assert weeks(pack, beginner, 6, (8, 3), (7, 1)) == [{"a": 3, "b": 3}, {"a": 2.5, "b": 4}, {"a": 2.5}]


def test_a_unit_beside_which_nothing_fits_takes_the_whole_week_where_enough_is_left_for_its_other_weeks(
    pack: Pack, beginner: Assessment
) -> None:
    assert weeks(pack, beginner, 6, (11, 2)) == [{"a": 6}, {"a": 5}]
    assert weeks(pack, beginner, 4, (9.5, 3)) == [{"a": 3.5}, {"a": 3}, {"a": 3}]


def test_what_builds_on_a_slow_unit_waits_for_it(pack: Pack, beginner: Assessment) -> None:
    assert weeks(pack, beginner, 6, (6, 3), (6, 1), need=True) == [{"a": 2}, {"a": 2}, {"a": 2, "b": 4}, {"b": 2}]


def test_a_last_crumb_is_done_with_in_the_week_before(pack: Pack, beginner: Assessment) -> None:
    assert weeks(pack, beginner, 6, (6.5, 1), (6, 1)) == [{"a": 6.5}, {"b": 6}]
    assert weeks(pack, beginner, 3, (7, 1)) == [{"a": 3}, {"a": 4}]


def test_nothing_begins_with_a_crumb_at_the_end_of_a_week(pack: Pack, beginner: Assessment) -> None:
    assert weeks(pack, beginner, 6, (5.5, 1), (6, 1)) == [{"a": 5.5}, {"b": 6}]


def test_a_part_that_is_small_for_the_unit_but_not_for_the_week_stays(pack: Pack, beginner: Assessment) -> None:
    assert weeks(pack, beginner, 3, (20, 1))[5:] == [{"a": 3}, {"a": 2}]


def test_a_third_unit_begins_only_when_one_of_two_is_done(pack: Pack, beginner: Assessment) -> None:
    assert weeks(pack, beginner, 12, (6, 3), (6, 3), (6, 1)) == [{"a": 2, "b": 2}, {"a": 2, "b": 2}, {"a": 2, "b": 2, "c": 6}]


def test_a_unit_cannot_last_more_weeks_than_it_has_half_hours(pack: Pack, beginner: Assessment) -> None:
    assert weeks(pack, beginner, 6, (1, 4)) == [{"a": 0.5}, {"a": 0.5}]


def test_weeks_follow_each_other_from_the_day_of_the_start(pack: Pack, beginner: Assessment) -> None:
    own, person = with_units(pack, ladder(pack)), Learner(at_levels(beginner, **everywhere(1)))

    dated, undated = (make_plan(own, person, Wishes("data", "senior", 6, start=start)) for start in (date(2026, 12, 21), None))

    assert [week.starts for week in dated.weeks[:3]] == [date(2026, 12, 21), date(2026, 12, 28), date(2027, 1, 4)]
    assert {week.starts for week in undated.weeks} == {None}


@pytest.mark.parametrize(("hours", "between"), [(2, 4), (3, 3), (4, 2), (8, 1), (40, 1)])
def test_a_checkpoint_comes_at_the_end_of_a_week_after_eight_hours_of_work_and_at_the_end(
    pack: Pack, beginner: Assessment, hours: float, between: int
) -> None:
    made = plan(pack, ladder(pack, 4), at_levels(beginner, **everywhere(1)), "data", "senior", hours)

    with_one = [week.number for week in made.weeks if week.checkpoint]
    assert {later - earlier for earlier, later in pairwise([0, *with_one][:-1])} <= {between}
    assert with_one[-1] == len(made.weeks)


def test_a_checkpoint_names_the_competencies_worked_on_since_the_last_one(pack: Pack, beginner: Assessment) -> None:
    units = [unit(pack, "a", "data_analysis", 1, 10), unit(pack, "b", "project_management", 1, 10)]

    made = plan(pack, units, at_levels(beginner, **everywhere(1)), "data", "mid", 8)

    assert ids(made) == ["a", "b"]
    assert [week.checkpoint for week in made.weeks] == [
        ("data_analysis",),
        ("data_analysis", "project_management"),
        ("project_management",),
    ]


@pytest.mark.parametrize(
    ("hours", "least", "per_week", "days_open", "late"),
    [(6, 1, 6, 7, 0), (6, 1, 6, 8, 1), (6.5, 1, 6, 8, 0), (6.5, 1, 6, 20, 6), (6, 1, 12, 0, 0), (6, 1, 0.5, 84, 0), (6, 3, 12, 22, 1)],
)
def test_a_unit_is_late_once_it_is_open_for_longer_than_the_weeks_that_it_takes(
    pack: Pack, hours: float, least: int, per_week: float, days_open: int, late: int
) -> None:
    begun = date(2026, 3, 2)
    item = unit(pack, "a", "data_analysis", 1, hours, weeks_min=least)

    assert days_late(item, per_week, begun, date.fromordinal(begun.toordinal() + days_open)) == late
