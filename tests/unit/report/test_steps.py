"""What a plan says of its units, weeks and checkpoints is true of them."""

from dataclasses import replace
from typing import Any

import pytest
from planning import at_levels, everywhere, plan, unit, with_units

from opscareer.engine.plan.planner import Learner, Wishes, make_plan
from opscareer.report.view.names import PackTexts
from opscareer.report.view.plan import plan_view
from opscareer.results.plan import Plan
from opscareer.texts import Texts


@pytest.fixture(scope="module", params=["content", "data", "event", "product", "user"])
def made(request: pytest.FixtureRequest, varied: Any) -> Plan:
    return make_plan(varied.pack, Learner(varied.assessment), Wishes(request.param, "senior", 12.0))


def last_weeks(made: Plan) -> dict[str, int]:
    return {name: week.number for week in made.weeks for name in week.hours}


@pytest.mark.parametrize(
    ("language", "comes_first", "begins_last"), [("zh", "要先从", "最后开始"), ("en", "operations comes first", "begins last")]
)
def test_only_the_first_unit_is_said_to_come_first_and_only_the_last_to_begin_last(
    varied: Any, made: Plan, language: Any, comes_first: str, begins_last: str
) -> None:
    whys = [row.why for row in plan_view(made, PackTexts(varied.pack, language)).steps]

    assert not any(comes_first in why for why in whys[1:])
    assert not any(begins_last in why for why in whys[:-1])
    assert not any("放在最后" in why or "comes last" in why for why in whys)


def test_own_work_that_does_not_come_first_is_there_as_own_work(varied: Any) -> None:
    pack = varied.pack
    units = [
        unit(pack, "first", "data_analysis", 1, 4),
        unit(pack, "own", "data_analysis", 1.5, 4, "first", role="data", tier="entry"),
        unit(pack, "on", "data_analysis", 2, 4, "own"),
    ]

    found = plan(pack, units, at_levels(varied.assessment, **everywhere(1)), "data", "entry")

    assert [step.unit for step in found.steps][:2] == ["first", "own"]
    assert "work particular to Data operations (entry)" in plan_view(found, PackTexts(with_units(pack, units), "en")).steps[1].why


def test_a_checkpoint_names_the_competencies_of_what_was_finished_since_the_one_before_and_no_others(varied: Any, made: Plan) -> None:
    texts, last, checked = PackTexts(varied.pack, "en"), last_weeks(made), set[str]()
    told = [section.checkpoint for section in plan_view(made, texts).sections if section.checkpoint]

    wanted = []
    for week in made.weeks:
        finished = [step.unit for step in made.steps if last[step.unit] <= week.number and step.unit not in checked]
        if week.checkpoint and finished:
            checked.update(finished)
            wanted.append((week.number, {texts.competency(varied.pack.unit[name].competency) for name in finished}))
    assert [
        (f"of week {number}:" in said, set(said.partition(": ")[2].split(", "))) for (number, _), said in zip(wanted, told, strict=True)
    ] == [(True, names) for _, names in wanted]


def test_weeks_in_which_nothing_begins_say_what_goes_on(varied: Any) -> None:
    pack = varied.pack
    units = [unit(pack, "short", "data_analysis", 1, 6, weeks_min=2), unit(pack, "long", "user_insight", 1, 8, weeks_min=4)]
    units[1] = replace(units[1], title=pack.units[1].title)

    found = plan(pack, units, at_levels(varied.assessment, **everywhere(1)), "data", "senior")
    sections = [section for section in plan_view(found, PackTexts(with_units(pack, units), "en")).sections if section.checkpoint]

    assert not sections[-1].units
    assert sections[-1].paragraphs == (f"Go on with “{pack.units[1].title.en}”.",)


@pytest.mark.parametrize(
    ("hours", "said"), [(2.0, "some 2 hours a week, for 4 weeks"), (12.0, "some 2 hours a week, less than the 12 hours you have")]
)
def test_a_plan_that_holds_fewer_hours_a_week_than_there_are_says_how_many(varied: Any, hours: float, said: str) -> None:
    units = [unit(varied.pack, "only", "data_analysis", 1, 8, weeks_min=4)]

    found = plan(varied.pack, units, at_levels(varied.assessment, **everywhere(1)), "data", "entry", hours)

    assert said in " ".join(plan_view(found, PackTexts(with_units(varied.pack, units), Texts("en"))).summary)
