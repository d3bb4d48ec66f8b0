"""The page, the Markdown and the card for whoever receives them: no commands, every word told, what changed over time, the plan by week."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from markup import Tree

from opscareer.engine.plan.planner import Learner, Wishes, make_plan
from opscareer.report.page import render as page
from opscareer.report.page.render import drawing
from opscareer.report.terminal import details
from opscareer.report.terminal.layout import Page
from opscareer.report.view.result import Origin, view
from opscareer.results.assessment import Flag, Quality
from opscareer.results.comparison import Moment
from opscareer.results.explanation import Change
from opscareer.results.trait import Trait
from opscareer.texts import Texts

COMMAND = re.compile(r"opscareer (--lang \w+ )?[a-z]+")


def stored(person: Any, moments: Any = ()) -> Origin:
    """Where the report of an assessment in the store comes from."""
    return Origin("2026-03-01", "9.8.7", date(2026, 2, 27), 6, moments)


def shown(person: Any, texts: Texts, origin: Origin, plan: Any = None, **more: Any) -> Any:
    return view(person.pack, person.assessment, plan or person.plan, texts, origin, **more)


@pytest.mark.parametrize("name", ["varied", "analyst"])
def test_page_markdown_and_card_hold_no_command(request: pytest.FixtureRequest, name: str, texts: Texts) -> None:
    person = request.getfixturevalue(name)
    short = make_plan(person.pack, Learner(person.assessment), Wishes("event", "senior", 3.0))
    told = shown(person, texts, stored(person), short)

    assert any(COMMAND.search(command) for command in told.plan.steps[0].start)  # there are some, for the person who answered
    assert COMMAND.findall(page.html(told) + page.markdown(told) + page.card(told)) == []


def test_the_page_says_what_a_stranger_must_know_to_read_it(varied: Any, texts: Texts) -> None:
    told = shown(varied, texts, stored(varied))

    for text in (Tree(page.html(told)).all("body")[0]["text"], page.markdown(told)):
        for known in varied.pack.roles:
            assert texts.of(known.summary) in text
        for competency in varied.pack.competencies:
            assert texts.of(competency.meaning) in text
        for word in ("clear", "likely", "close"):
            assert texts(f"page.word-{word}-means") in text
        assert texts("page.title", profession=texts.of(varied.pack.header.name)) in text.partition(texts("page.why"))[0]
        assert texts("page.about", count=varied.assessment.answered) in text
        assert {"zh": "2026年2月27日", "en": "27 Feb 2026"}[texts.language] in text
        assert texts("page.length-minutes", count=varied.assessment.answered, total=len(varied.pack.questions), minutes=6) in text


def test_page_and_markdown_give_the_advice_of_the_terminal_and_say_what_would_change_the_result(varied: Any, texts: Texts) -> None:
    change = Change(Trait("interest", varied.assessment.best.runner_up), 0.1, 0.3)
    told = shown(varied, texts, stored(varied), change=change)
    second = texts.of(varied.pack.role[varied.assessment.best.runner_up].name)
    terminal = details.result(varied.pack, varied.assessment, varied.plan, texts, Page(width=10_000), change=change)

    assert texts("result.change", change=texts("why.rise-little", role=second), second=second) in told.advice
    assert {told.more, told.follow} <= set(told.advice)
    assert any(texts.of(varied.pack.unit[varied.plan.steps[0].unit].title) in advice for advice in told.advice)
    header = " ".join(Tree(page.html(told)).all("header")[0]["text"].split())
    for text in (header, page.markdown(told), "\n".join(line.plain for line in terminal)):
        assert [advice for advice in told.advice if advice not in text] == []


@pytest.mark.parametrize(("name", "verdict"), [("varied", "likely"), ("varied", "close"), ("analyst", "clear")])
def test_the_card_says_in_the_first_person_how_sure_it_is_and_what_is_next(
    request: pytest.FixtureRequest, name: str, verdict: str, texts: Texts
) -> None:
    person = request.getfixturevalue(name)
    best = replace(person.assessment.best, verdict=verdict, settles=0.5 if verdict == "close" else None)
    told = person.changed(best=best).view(texts)

    lines = re.sub(r"\s", "", " ".join(ElementTree.fromstring(page.card(told)).itertext()))

    assert re.sub(r"\s", "", told.own_sureness) in lines
    assert re.sub(r"\s", "", told.more or texts("card.next")) in lines
    assert not re.search(r"\byou\b|你", told.own_sureness)


# --- over time


def moments(person: Any, count: int) -> tuple[Moment, ...]:
    """Assessments a month apart, of which only the first looked careless; each puts the leader a little higher."""
    first, doubtful = datetime(2025, 10, 1, 9, 30, tzinfo=UTC), Quality(flags=(Flag("hasty", {"count": 9, "total": 10}),))
    items = [replace(item, level=2.0, interval=(1.5, 2.5)) for item in person.assessment.competencies]
    made = []
    for number in range(count):
        rising = tuple(replace(item, level=2.0 + number / 2) for item in items)
        found = replace(person.assessment, competencies=rising, quality=doubtful if number == 0 else Quality())
        made.append(Moment(first + timedelta(days=30 * number), found))
    return tuple(made)


@pytest.mark.parametrize("count", [0, 1])
def test_one_assessment_has_no_course(varied: Any, texts: Texts, count: int) -> None:
    told = shown(varied, texts, stored(varied, moments(varied, count)))

    assert texts("course.title") not in page.html(told) + page.markdown(told)


def test_several_assessments_are_drawn_over_time_and_told_in_words_too(varied: Any, texts: Texts) -> None:
    told = shown(varied, texts, stored(varied, moments(varied, 3)))
    tree = Tree(page.html(told))
    drawings = [element for element in tree.all("svg") if element.get("class") == "course"]
    days = {"zh": ["2025年10月1日", "2025年10月31日", "2025年11月30日"], "en": ["1 Oct 2025", "31 Oct 2025", "30 Nov 2025"]}[texts.language]

    assert len(drawings) == len(varied.assessment.roles) + len(varied.assessment.competencies)
    for element in drawings[len(varied.assessment.roles) :]:
        assert all(f"{day} {level} [1.5-2.5]" in element["aria-label"] for day, level in zip(days, ("2.0", "2.5", "3.0"), strict=True))
    assert [element["cx"] for element in tree.all("circle") if element.get("class") == "dot hollow"] == ["16.67%"] * len(drawings)
    assert texts("course.doubtful") in tree.all("main")[0]["text"]
    rows = [line for line in page.markdown(told).splitlines() if line.count("1.5-2.5") == 3]
    assert len(rows) == len(varied.assessment.competencies)


def test_two_assessments_of_one_day_are_told_apart_by_their_times(varied: Any, texts: Texts) -> None:
    alone, *_ = moments(varied, 1)
    twins = [Moment(datetime(2026, 2, 1, hour, 5), alone.assessment) for hour in (9, 21)]
    told = shown(varied, texts, stored(varied, (alone, *twins)))
    days = {
        "zh": ["2025年10月1日", "2026年2月1日 09:05", "2026年2月1日 21:05"],
        "en": ["1 Oct 2025", "1 Feb 2026 at 09:05", "1 Feb 2026 at 21:05"],
    }

    assert list(told.course.days) == days[texts.language]


def test_a_higher_value_is_drawn_higher_and_later_ones_further_right() -> None:
    low, high = drawing.points([1, 5], [(1, 2), (4, 5)], (1, 5))

    assert (low.x, high.x) == (25, 75)
    assert low.middle > low.high > high.low > high.middle == high.high >= 0


# --- the plan by week


def test_every_unit_lies_in_its_weeks_and_every_checkpoint_has_its_day(varied: Any, texts: Texts) -> None:
    plan = make_plan(varied.pack, Learner(varied.assessment), Wishes("event", "senior", 3.0, start=date(2026, 3, 2)))
    told = shown(varied, texts, stored(varied), plan)
    tree, weeks = Tree(page.html(told)), len(plan.weeks)
    lanes = [element for element in tree.elements if element["tag"] in {"svg", "rect"} and element.get("class") in {"bar", "work"}]
    own = [number for number, element in enumerate(lanes) if element["tag"] == "rect"]

    assert weeks > 4
    drawn = {lanes[number - 1]["aria-label"]: lanes[number] for number in own if lanes[number - 1]["tag"] == "svg"}
    for step in plan.steps:
        worked = [week.number for week in plan.weeks if step.unit in week.hours]
        (bar,) = [bar for label, bar in drawn.items() if label.startswith(texts.of(varied.pack.unit[step.unit].title))]
        assert float(bar["x"][:-1]) == pytest.approx(100 * (worked[0] - 1) / weeks, abs=0.01)
        assert float(bar["width"][:-1]) == pytest.approx(100 * len(worked) / weeks, abs=0.01)
    ends = {max(week.number for week in plan.weeks if step.unit in week.hours) for step in plan.steps}
    told = [week.number for week in plan.weeks if week.checkpoint]
    checks = [week for week, before in zip(told, [0, *told], strict=False) if any(before < end <= week for end in ends)]
    days = [date(2026, 3, 2) + timedelta(days=7 * week - 1) for week in checks]
    items = [element["text"] for element in tree.all("li")]
    for day in days:
        written = f"{day.year}年{day.month}月{day.day}日" if texts.language == "zh" else f"{day.day} {day:%b} {day.year}"
        assert sum(item.startswith(written) for item in items) == 1


def test_markdown_speaks_of_checkpoints_and_of_no_drawing(varied: Any, texts: Texts) -> None:
    plan = make_plan(varied.pack, Learner(varied.assessment), Wishes("event", "senior", 3.0, start=date(2026, 3, 2)))
    told = shown(varied, texts, stored(varied), plan)

    assert texts("timeline.checks") in page.markdown(told)
    assert texts("timeline.lines") not in page.markdown(told)
    assert f"{texts('timeline.lines')}{'' if texts.language == 'zh' else ' '}{texts('timeline.checks')}" in page.html(told)


def test_a_plan_of_one_week_has_no_timeline(varied: Any, texts: Texts) -> None:
    plan = replace(varied.plan, weeks=varied.plan.weeks[:1], steps=varied.plan.steps[:1])

    assert texts("timeline.unit") not in page.html(shown(varied, texts, stored(varied), plan))
