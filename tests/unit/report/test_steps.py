"""What a plan says of its units, weeks and checkpoints is true of them."""

import re
from dataclasses import replace
from typing import Any

import pytest
from planning import at_levels, everywhere, plan, unit, with_units

from opscareer.engine.plan.planner import Learner, Wishes, make_plan
from opscareer.report.view.names import PackTexts
from opscareer.report.view.plan import plan_view
from opscareer.report.view.result import view
from opscareer.results.plan import Claimed, MetBelow, Plan, Ticked
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


@pytest.mark.parametrize(("language", "said"), [("zh", "结果里领先的是{}。"), ("en", "in the result {} leads.")])
def test_a_plan_for_another_direction_than_the_one_that_leads_says_so_in_the_result(
    varied: Any, made: Plan, language: Any, said: str
) -> None:
    best, texts = varied.assessment.best.role, Texts(language)
    told = said.format(texts.of(varied.pack.role[best].name))

    summary = view(varied.pack, varied.assessment, made, texts).plan.summary

    assert summary[0].endswith(told) == (made.role != best)
    assert not any(told in line for line in summary[1:])


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


def test_every_week_stands_under_one_heading_with_what_begins_and_what_goes_on_in_it(varied: Any, made: Plan) -> None:
    texts, first, last = PackTexts(varied.pack, "en"), {}, last_weeks(made)
    for week in made.weeks:
        first.update({name: week.number for name in week.hours if name not in first})

    sections = [section for section in plan_view(made, texts).sections if re.match("(Now: )?Weeks? ", section.heading)]

    spans = [tuple(map(int, re.findall(r"\d+", section.heading)[:2])) for section in sections]
    spans = [(span[0], span[-1]) for span in spans]
    assert [number for begin, end in spans for number in range(begin, end + 1)] == [week.number for week in made.weeks]
    for (begin, end), section in zip(spans, sections, strict=True):
        assert {unit.id for unit in section.units} == {name for name in first if begin <= first[name] <= end}
        going = [texts.unit(name) for name in first if first[name] < begin <= last[name]]
        assert [title for title in going if f"“{title}”" not in " ".join(section.paragraphs)] == []
        assert bool(section.paragraphs) == bool(going)


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


def test_a_plan_of_more_hours_than_there_are_says_so_and_why(varied: Any) -> None:
    units = [unit(varied.pack, "longer", "data_analysis", 1, 6.5)]

    found = plan(varied.pack, units, at_levels(varied.assessment, **everywhere(1)), "data", "entry", 6, 1)

    assert "That is 0.5 hours more than the 6 hours you have: full weeks may hold a little more" in summary(varied.pack, units, found)


# --- how far it reaches


def summary(pack: Any, units: Any, found: Plan, language: Any = "en") -> str:
    return " ".join(plan_view(found, PackTexts(with_units(pack, units), Texts(language))).summary)


@pytest.mark.parametrize(
    ("weeks", "hours", "minimum", "said", "unsaid"),
    [
        (8, 4.0, 1, "it takes about 43 hours in all, and you have 32 hours. The 22 hours left over are too few", "want of hours"),
        (4, 20.0, 4, "and not for want of hours (it takes about 43 hours, and you have 80 hours): each unit lasts some weeks", "too few"),
        (10, 4.0, 1, "it takes about 43 hours in all, and you have 40 hours. The 30 hours left over", "want of hours"),
    ],
)
def test_a_tier_out_of_reach_says_whether_hours_or_weeks_limit_it_and_why_hours_stay_free(
    varied: Any, weeks: int, hours: float, minimum: int, said: str, unsaid: str
) -> None:
    units = [
        unit(varied.pack, "first", "data_analysis", 1, 10, weeks_min=minimum),
        unit(varied.pack, "then", "data_analysis", 1.5, 33, "first", weeks_min=minimum),
    ]

    found = plan(varied.pack, units, at_levels(varied.assessment, **everywhere(5, data_analysis=1)), "data", "entry", hours, weeks)

    text = summary(varied.pack, units, found)
    assert [step.unit for step in found.steps] == ["first"]
    assert said in text
    assert unsaid not in text
    assert ("the shortest way on is 33 hours" in text) == (minimum == 1)


def test_hours_that_stay_free_because_units_must_last_are_said_to_be_so(varied: Any) -> None:
    units = [
        unit(varied.pack, "first", "data_analysis", 1, 40, weeks_min=4),
        unit(varied.pack, "then", "data_analysis", 1.5, 30, "first", weeks_min=4),
        unit(varied.pack, "last", "data_analysis", 2, 40, "then", weeks_min=4, to_level=5),
    ]

    found = plan(varied.pack, units, at_levels(varied.assessment, **everywhere(5, data_analysis=1)), "data", "mid", 20, 5)

    text = summary(varied.pack, units, found)
    assert [step.unit for step in found.steps] == ["first"]
    assert "Some 60 hours stay free all the same, because each unit lasts some weeks" in text


def test_where_the_pack_has_no_units_for_it_more_time_is_not_said_to_help(varied: Any) -> None:
    units = [unit(varied.pack, "first", "data_analysis", 1, 10)]

    found = plan(varied.pack, units, at_levels(varied.assessment, **everywhere(5, data_analysis=1)), "data", "entry")

    assert "No units are left in this pack that lead to entry, whatever the time." in summary(varied.pack, units, found)


@pytest.mark.parametrize(("p", "make_sure"), [(0.42, True), (0.8, False)])
def test_a_plan_for_a_higher_tier_says_why_and_how_probable_it_is_that_the_one_below_is_met(varied: Any, p: float, make_sure: bool) -> None:
    person = at_levels(varied.assessment, **everywhere(2), digital_tools=2.0)
    person = replace(person, roles=tuple(replace(role, readiness={**role.readiness, "entry": p}) for role in person.roles))

    view = plan_view(make_plan(varied.pack, Learner(person), Wishes("user", "mid", 6.0)), PackTexts(varied.pack, "en"))
    below = plan_view(make_plan(varied.pack, Learner(person), Wishes("user", "entry", 6.0)), PackTexts(varied.pack, "en"))

    assert (
        f"leads to mid because your estimates meet every level that entry asks. That all of these are truly met has a probability of {p:.0%}."
        in " ".join(view.summary)
    )
    assert any("To make sure of entry first" in hint for hint in view.hints) == make_sure
    assert "because your estimates" not in " ".join(below.summary)


@pytest.mark.parametrize(
    ("again", "command", "skips"),
    [
        ("", "opscareer plan --level entry", True),
        (" --answers li.yaml", "opscareer plan --answers li.yaml --role user --hours-per-week 6 --level entry", False),
    ],
)
def test_the_plan_of_an_answers_file_names_it_in_its_commands_and_none_that_skips_a_unit_for_all_files_alike(
    varied: Any, again: str, command: str, skips: bool
) -> None:
    found = make_plan(varied.pack, Learner(at_levels(varied.assessment, **everywhere(2), digital_tools=2.0)), Wishes("user", "mid", 6.0))
    deed = Ticked(next(question.id for question in varied.pack.questions if question.kind == "deeds"), 1)
    found = replace(found, met_below=MetBelow("entry", 0.3), claimed=(Claimed(found.steps[0].unit, (deed,), True),))

    view = plan_view(found, PackTexts(varied.pack, "en"), again=again)

    assert f"To make sure of entry first: {command}" in view.hints
    assert ("plan skip" in " ".join(view.sections[0].paragraphs)) == skips


@pytest.mark.parametrize(
    ("level", "done", "said", "unsaid"),
    [
        (1.3, ["first", "then"], "units done or skipped have closed what was missing", "you meet every requirement"),
        (2.0, [], "you meet every requirement", "have closed"),
    ],
)
def test_the_proof_at_the_end_says_whether_levels_or_units_done_have_closed_what_was_missing(
    varied: Any, level: float, done: list[str], said: str, unsaid: str
) -> None:
    units = [
        unit(varied.pack, "first", "data_analysis", 1, 10),
        unit(varied.pack, "then", "data_analysis", 1.5, 10, "first"),
        unit(varied.pack, "own", "data_analysis", 1, 5, role="data", tier="entry"),
    ]

    found = plan(
        varied.pack, units, at_levels(varied.assessment, **everywhere(5, data_analysis=level, digital_tools=5)), "data", "entry", done=done
    )

    (row,) = plan_view(found, PackTexts(with_units(varied.pack, units), "en")).steps
    assert said in row.why
    assert unsaid not in row.why
