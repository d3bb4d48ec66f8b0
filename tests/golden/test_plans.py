"""The plans of twenty people at three paces: kept as files to read, and held to every rule that a plan keeps.

After a change of content or planner, write them anew and read the difference:

    OPSCAREER_WRITE_PLANS=1 python -m pytest tests/golden/test_plans.py && git diff tests/golden/plans
"""

import os
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from itertools import combinations, product
from math import floor
from pathlib import Path
from typing import NamedTuple

import pytest
from people import COOL, LIKED, Person, keen_on
from shipped import shipped_engine, shipped_pack

from opscareer.answers import Answers
from opscareer.engine.plan.planner import Learner, Wishes, make_plan, target_tier
from opscareer.pack.learning import Unit
from opscareer.pack.model import TIERS
from opscareer.report.page.render import plan_markdown
from opscareer.results.plan import Plan, Step
from opscareer.texts import Texts

PLANS = Path(__file__).parent / "plans"
PACK, ENGINE = shipped_pack(), shipped_engine()
PACES, WEEKS = (3, 6, 12), 12


def from_another_trade(role: str) -> Person:
    """Has led people and talked to customers for years, and done nothing of the rest: somebody who ran a shop, say."""
    return Person(PACK, level=1, levels={"project_management": 3, "user_insight": 2}, liking=COOL, likings={role: LIKED})


BACKGROUNDS: Mapping[str, Callable[[str], Person]] = {
    "none": lambda role: keen_on(PACK, role, 1),
    "one-year": lambda role: keen_on(PACK, role, 2),
    "three-years": lambda role: keen_on(PACK, role, 3),
    "other-trade": from_another_trade,
}
CASES = tuple(product(PACK.role, BACKGROUNDS, PACES))


class Case(NamedTuple):
    """A plan, with what the rules ask of it."""

    name: str
    plan: Plan
    hours: int

    @property
    def level(self) -> dict[str, float]:
        return {gap.id: gap.level for gap in self.plan.gaps}

    @property
    def missing(self) -> list[str]:
        """The competencies that are not met, the one first whose gap weighs most."""
        return [gap.id for gap in sorted(self.plan.gaps, key=lambda gap: (-gap.weight * gap.missing, gap.id)) if not gap.met]

    @property
    def own(self) -> list[Step]:
        return [step for step in self.plan.steps if step.own_work]

    def weeks_of(self, unit: str) -> list[int]:
        return [week.number for week in self.plan.weeks if unit in week.hours]

    def is_behind(self, unit: Unit) -> bool:
        """Whether a unit ends at or below the level to which the estimate rounds, or within a tenth of the estimate."""
        level = self.level.get(unit.competency, 1.0)
        return unit.to_level <= max(floor(level + 0.5), level + 0.1)

    def offered(self) -> list[Unit]:
        """The role's own work up to the tier, or to what the tier requires, that is not behind the person."""
        tiers, required = TIERS[: TIERS.index(self.plan.tier) + 1], {gap.id: gap.required for gap in self.plan.gaps}
        own = [unit for unit in PACK.units if unit.role == self.plan.role and not self.is_behind(unit)]
        return [unit for unit in own if unit.tier in tiers or unit.to_level <= required.get(unit.competency, 0.0)]

    def with_needs(self, *units: str) -> set[str]:
        """These units with all that they build on and that is not behind the person."""
        found, ahead = set[str](), list(units)
        while ahead:
            if (name := ahead.pop()) not in found:
                found.add(name)
                ahead += [needed for needed in PACK.unit[name].prerequisites if not self.is_behind(PACK.unit[needed])]
        return found

    def weighs(self, unit: str) -> float:
        """The weight of a unit's competency times the levels missing from where it begins."""
        gap = next((gap for gap in self.plan.gaps if gap.id == PACK.unit[unit].competency), None)
        return gap.weight * max(0.0, gap.required - max(gap.level, PACK.unit[unit].from_level)) if gap and not gap.met else 0.0

    def leads_to(self, unit: str) -> float:
        """The most that a unit, or one that builds on it, weighs."""
        (step,) = (step for step in self.plan.steps if step.unit == unit)
        return max([self.weighs(unit), *map(self.leads_to, step.because.groundwork_of)])


@cache
def case(role: str, background: str, hours: int) -> Case:
    """For somebody with a background who wants to do the work of a role, to the tier that `opscareer plan` chooses."""
    answers = Answers(BACKGROUNDS[background](role).form())
    found = ENGINE.assess(answers)
    assert found.best.role == role
    wishes = Wishes(role, target_tier(PACK, found, role), hours, WEEKS, date(2026, 3, 2))
    return Case(f"{role}-{background}-{hours}h", make_plan(PACK, Learner(found, answers=answers), wishes), hours)


def cases() -> Iterator[Case]:
    for which in CASES:
        yield case(*which)


# --- to read


@pytest.mark.parametrize(("role", "background", "hours"), CASES)
def test_the_plan_is_the_one_that_somebody_has_read(role: str, background: str, hours: int) -> None:
    file = PLANS / f"{role}-{background}-{hours}h.md"

    text = plan_markdown(PACK, case(role, background, hours).plan, (), Texts("zh"))

    if os.environ.get("OPSCAREER_WRITE_PLANS"):
        PLANS.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    assert file.read_text(encoding="utf-8") == text


def test_there_is_no_plan_that_nobody_asks_for() -> None:
    assert {file.name for file in PLANS.iterdir()} == {f"{case.name}.md" for case in cases()}


# --- what is chosen


def test_a_plan_leads_to_the_first_tier_that_the_estimates_do_not_meet() -> None:
    expected = {"none": "entry", "one-year": "mid", "three-years": "mid", "other-trade": "entry"}

    assert [one.name for one in cases() if one.plan.tier != next(expected[name] for name in expected if f"-{name}-" in one.name)] == []
    assert [one.name for one in cases() if one.plan.met] == []


def test_every_missing_competency_has_a_unit_and_where_hours_do_not_allow_that_it_is_the_lightest_gaps_that_have_none() -> None:
    for one in cases():
        served = {step.competency for step in one.plan.steps if step.because.closes}
        without = [name for name in one.missing if name not in served]
        for name in without:
            first = one.with_needs(*(step.unit for step in one.plan.steps if one.missing.index(name) > place(one, step)))
            cheapest = min(
                hours_of(first | one.with_needs(unit.id)) for unit in PACK.units if unit.competency == name and starts(one, unit)
            )
            assert cheapest > WEEKS * one.hours, (one.name, name)


def place(one: Case, step: Step) -> int:
    """Where the competency of a step stands among the missing; last of all where the step is not the first to close something of it."""
    first = next((other for other in one.plan.steps if other.competency == step.competency and other.because.closes), None)
    return one.missing.index(step.competency) if first is step and step.competency in one.missing else len(one.missing)


def starts(one: Case, unit: Unit) -> bool:
    """Whether a unit closes something of a gap, and is core or the role's own work."""
    gap = next(gap for gap in one.plan.gaps if gap.id == unit.competency)
    return unit.role in {None, one.plan.role} and not one.is_behind(unit) and unit.from_level < gap.required


def hours_of(units: set[str]) -> float:
    return sum(PACK.unit[name].hours for name in units)


def test_fewer_hours_never_take_the_unit_of_a_weightier_gap_for_that_of_a_lighter_one() -> None:
    for role, background in product(PACK.role, BACKGROUNDS):
        served = []
        for hours in PACES:
            one = case(role, background, hours)
            served.append([name for name in one.missing if any(step.competency == name and step.because.closes for step in one.plan.steps)])
            assert one.missing[0] in served[-1], one.name
        for fewer, more in combinations(served, 2):
            assert set(fewer) <= set(more), (role, background)


def test_two_fifths_of_the_hours_at_least_are_the_role_s_own_work() -> None:
    own = {one.name: sum(step.hours for step in one.own) / one.plan.hours_total for one in cases()}

    assert {name: share for name, share in own.items() if share < 0.4} == {}


def test_nobody_is_offered_work_that_they_can_do_already_but_one_task_of_the_role_to_show_it() -> None:
    for one in cases():
        behind = [step for step in one.plan.steps if one.is_behind(PACK.unit[step.unit])]
        assert all(step.own_work and PACK.unit[step.unit].tier == one.plan.tier for step in behind), one.name
        assert len(behind) <= 1, one.name
        assert not behind or not [unit for unit in one.offered() if unit.tier == one.plan.tier], one.name


def test_the_plans_of_one_person_for_user_and_for_product_share_at_most_half_of_their_hours() -> None:
    for background, hours in product(BACKGROUNDS, PACES):
        user, product_ = (case(role, background, hours).plan for role in ("user", "product"))
        shared = hours_of({step.unit for step in user.steps} & {step.unit for step in product_.steps})
        assert shared <= 0.5 * min(user.hours_total, product_.hours_total), (background, hours)


def test_no_plan_has_another_role_s_work() -> None:
    assert [one.name for one in cases() for step in one.plan.steps if PACK.unit[step.unit].role not in {None, one.plan.role}] == []


# --- in which order


def test_what_a_unit_builds_on_is_finished_before_it_or_behind_the_person_or_own_work_covers_the_same_ground() -> None:
    for one in cases():
        for step in one.plan.steps:
            unit = PACK.unit[step.unit]
            before = [PACK.unit[other.unit] for other in one.plan.steps if one.weeks_of(other.unit)[-1] <= one.weeks_of(unit.id)[0]]
            for needed in (PACK.unit[name] for name in unit.prerequisites):
                same = [
                    other for other in before if other.role and other.competency == needed.competency and other.to_level >= needed.to_level
                ]
                assert needed in before or one.is_behind(needed) or one.is_behind(unit) or same, (one.name, unit.id, needed.id)


def test_the_role_s_own_work_begins_in_the_first_two_weeks_or_nothing_else_begins_once_it_could() -> None:
    for one in cases():
        entry = next((step for step in one.own if step.because.place == "entry"), None)
        if entry is None:
            assert all(one.is_behind(PACK.unit[step.unit]) for step in one.own), one.name
            continue
        first = one.weeks_of(entry.unit)[0]
        needs = [step for step in one.plan.steps if step.because.place == "entry" and step is not entry]
        assert {step.unit for step in needs} <= one.with_needs(entry.unit), one.name
        ready = max([one.weeks_of(step.unit)[-1] for step in needs], default=0)
        between = [step.unit for step in one.plan.steps if ready < one.weeks_of(step.unit)[0] < first]
        assert first <= 2 or not between, (one.name, between)


def test_after_it_the_weightiest_gap_comes_first() -> None:
    """Of two units of which either could have begun, the one that begins has more weight times levels missing, or leads to such a unit."""
    for one in cases():
        rest = [step for step in one.plan.steps if step.because.place == "gap"]
        for earlier, later in combinations(rest, 2):
            needs = [step.unit for step in one.plan.steps if later.unit in step.because.groundwork_of]
            could = all(one.weeks_of(name)[-1] < one.weeks_of(earlier.unit)[0] for name in needs)
            assert not could or one.leads_to(earlier.unit) >= one.leads_to(later.unit) - 1e-6, (one.name, earlier.unit, later.unit)


def test_the_highest_of_the_role_s_own_work_begins_last_unless_it_is_the_first_or_another_unit_builds_on_it() -> None:
    for one in cases():
        tier = {step.unit: (TIERS.index(PACK.unit[step.unit].tier or "entry"), PACK.unit[step.unit].to_level) for step in one.own}
        highest = [step for step in one.own if tier[step.unit] == max(tier.values())]
        free = [step for step in highest if step.because.place != "entry" and not step.because.groundwork_of]
        assert len(free) < len(highest) or one.plan.steps[-1] in highest or not highest, one.name


# --- in which weeks


def test_a_plan_takes_twelve_weeks_at_most() -> None:
    assert [one.name for one in cases() if len(one.plan.weeks) > WEEKS] == []


def test_no_unit_takes_fewer_weeks_than_it_must() -> None:
    for one in cases():
        for step in one.plan.steps:
            weeks = one.weeks_of(step.unit)
            assert weeks[-1] - weeks[0] + 1 >= step.weeks_min == PACK.unit[step.unit].weeks_min, (one.name, step.unit)


def test_two_units_at_most_are_open_side_by_side() -> None:
    for one in cases():
        for week in one.plan.weeks:
            on_from_before = [unit for unit in week.hours if one.weeks_of(unit)[0] < week.number]
            on_after = [unit for unit in week.hours if one.weeks_of(unit)[-1] > week.number]
            assert max(len(on_from_before), len(on_after)) <= 2, (one.name, week.number)


def test_weeks_hold_whole_half_hours_and_all_hours_of_every_unit() -> None:
    for one in cases():
        assert all((2 * hours).is_integer() and hours > 0 for week in one.plan.weeks for hours in week.hours.values()), one.name
        for step in one.plan.steps:
            assert sum(week.hours.get(step.unit, 0.0) for week in one.plan.weeks) == step.hours == PACK.unit[step.unit].hours, one.name


def test_no_week_holds_a_crumb_of_a_unit() -> None:
    """Less than 15% of the unit and than a third of a week, the last not even a third, where the unit need not last so many weeks."""
    for one in cases():
        for step in one.plan.steps:
            even = step.hours / step.weeks_min - 0.5 if step.weeks_min > 1 else step.hours
            parts = [week.hours[step.unit] for week in one.plan.weeks if step.unit in week.hours]
            small = min(0.15 * step.hours, even)
            assert all(part >= min(small, one.hours / 3) for part in parts), (one.name, step.unit)
            assert parts[-1] >= small or parts[-1] > one.hours / 3, (one.name, step.unit)


def test_no_week_holds_more_than_a_third_more_than_its_hours() -> None:
    assert [(one.name, week.number) for one in cases() for week in one.plan.weeks if sum(week.hours.values()) > one.hours * 4 / 3] == []


# --- what it says


def test_a_plan_that_does_not_reach_its_tier_says_what_would() -> None:
    for one in cases():
        assert one.plan.reaches == (not any(gap.left for gap in one.plan.gaps)), one.name
        if rest := one.plan.rest:
            missing = {left.id for left in one.plan.left_out if left.closes}
            needed = missing.union(*(left.needs for left in one.plan.left_out if left.closes))
            assert rest.hours == hours_of(needed), one.name
            assert rest.weeks and rest.weeks > WEEKS, one.name


def test_what_is_left_out_is_told_with_its_own_hours_and_what_it_still_needs() -> None:
    for one in cases():
        planned = {step.unit for step in one.plan.steps}
        for left in one.plan.left_out:
            assert left.id not in planned
            assert left.hours == PACK.unit[left.id].hours, one.name
            assert not planned & set(left.needs), one.name


def test_every_unit_says_what_it_closes_or_whose_work_it_is_or_what_builds_on_it() -> None:
    for one in cases():
        for step in one.plan.steps:
            assert step.because.closes or step.own_work or step.because.groundwork_of, (one.name, step.unit)
        for gap in one.plan.gaps:
            closed = sum(step.because.closes for step in one.plan.steps if step.competency == gap.id)
            assert abs(gap.missing - gap.done - closed - gap.left) < 1e-6, (one.name, gap.id)
