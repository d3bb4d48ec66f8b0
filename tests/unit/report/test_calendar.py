"""The plan as a calendar file, read back by another program's reader."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest

from opscareer.answers import Answers
from opscareer.engine.assess import Engine
from opscareer.engine.plan.planner import Learner, Wishes, make_plan
from opscareer.pack.model import Pack, Text
from opscareer.report.calendar import plan_calendar
from opscareer.results.plan import Plan, Week
from opscareer.texts import Texts

STAMP = datetime(2026, 3, 1, 12, 30, 5, tzinfo=UTC)
START = date(2026, 3, 2)


@pytest.fixture(scope="module")
def plan(pack: Pack, engine: Engine) -> Plan:
    found = engine.assess(Answers({question.id: () for question in pack.questions if question.several}))
    return make_plan(pack, Learner(found), Wishes("event", "mid", 6, start=START))


def events(text: str) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


def checkpoints(plan: Plan) -> list[tuple[Week, set[str]]]:
    """The weeks with a checkpoint, each with the units that were finished since the one before; none where that is none."""
    last = {unit: week.number for week in plan.weeks for unit in week.hours}
    found, told = [], 0
    for week in plan.weeks:
        finished = {unit for unit, number in last.items() if told < number <= week.number}
        if week.checkpoint and finished:
            found, told = [*found, (week, finished)], week.number
    return found


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_checkpoint_names_what_was_finished_since_the_last_and_nothing_else(pack: Pack, engine: Engine, language: str) -> None:
    found = engine.assess(Answers({question.id: () for question in pack.questions if question.several}))
    slow = make_plan(pack, Learner(found), Wishes("event", "mid", 3, weeks=40, start=START))
    told = {event.start: event for event in events(plan_calendar(pack, slow, (), Texts(language), STAMP)) if event.duration.days == 1}

    assert len(told) == len(checkpoints(slow)) > 2
    for week, finished in checkpoints(slow):
        event = told[week.starts + timedelta(days=6)]
        worked_on = {pack.unit[unit].competency for unit in finished}
        named = {item.id for item in pack.competencies if item.name.to(language) in str(event["SUMMARY"])}
        assert named == worked_on
        assert {unit.id for unit in pack.units if f"“{unit.title.to(language)}”" in str(event["DESCRIPTION"])} == finished


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_week_is_an_event_of_seven_days_and_every_checkpoint_one_of_its_last_day(pack: Pack, plan: Plan, language: str) -> None:
    found = {(event.start, event.end) for event in events(plan_calendar(pack, plan, (), Texts(language), STAMP))}

    weeks = {(week.starts, week.starts + timedelta(days=7)) for week in plan.weeks}
    checks = {(week.starts + timedelta(days=6), week.starts + timedelta(days=7)) for week, _ in checkpoints(plan)}
    assert len(weeks) > 8
    assert checks
    assert found == weeks | checks


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_event_names_the_units_of_its_week_and_why(pack: Pack, plan: Plan, language: str) -> None:
    first = events(plan_calendar(pack, plan, (), Texts(language), STAMP))[0]

    unit = pack.unit[plan.steps[0].unit]
    assert unit.title.to(language) in str(first["SUMMARY"])
    assert f"[{unit.id}]" in str(first["DESCRIPTION"])
    assert unit.task.deliverable.to(language) in str(first["DESCRIPTION"])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_lines_end_in_crlf_and_none_is_longer_than_75_octets(pack: Pack, plan: Plan, language: str) -> None:
    data = plan_calendar(pack, plan, (), Texts(language), STAMP).encode()

    lines = data.split(b"\r\n")
    assert lines.pop() == b""
    assert b"\n" not in b"".join(lines)
    assert max(len(line) for line in lines) <= 75
    for line in lines:
        line.decode()  # no character is cut in two


@pytest.mark.parametrize("cut", range(8))
def test_marks_line_ends_and_long_lines_come_back_as_they_were(pack: Pack, plan: Plan, cut: int) -> None:
    name = "a" * cut + "一、甲;乙,丙\\n丁:“戊” 😀" * 9
    unit = replace(pack.unit[plan.steps[0].unit], title=Text(zh=name, en=name))
    own = replace(pack, units=tuple(unit if item.id == unit.id else item for item in pack.units))

    first = events(plan_calendar(own, plan, (), Texts("zh"), STAMP))[0]

    assert name in str(first["SUMMARY"])
    assert str(first["DESCRIPTION"]).startswith(name)
    assert "\n" in str(first["DESCRIPTION"])


def test_the_time_stamp_is_the_one_given_in_utc(pack: Pack, plan: Plan) -> None:
    found = events(plan_calendar(pack, plan, (), Texts("en"), STAMP.astimezone()))

    assert {event["DTSTAMP"].dt for event in found} == {STAMP}


def test_the_plans_of_two_answers_files_stand_beside_each_other_in_one_calendar(pack: Pack, plan: Plan) -> None:
    def uids(file: str) -> set[str]:
        return {str(event["UID"]) for event in events(plan_calendar(pack, plan, (), Texts("en"), STAMP, file))}

    assert uids("ana.yaml") == uids("ana.yaml")
    assert uids("ana.yaml").isdisjoint(uids("ben.json") | uids(""))


def test_an_event_keeps_its_uid_when_the_plan_is_made_anew_and_no_two_share_one(pack: Pack, plan: Plan) -> None:
    weeks = plan.weeks[1:]
    steps = tuple(step for step in plan.steps if any(step.unit in week.hours for week in weeks))
    later = replace(plan, steps=steps, weeks=weeks)

    before, after = (
        [str(event["UID"]) for event in events(plan_calendar(pack, made, (), Texts(language), STAMP + shift))]
        for made, language, shift in ((plan, "zh", timedelta()), (later, "en", timedelta(days=7)))
    )

    assert len(set(before)) == len(before)
    assert set(after) < set(before)


def test_the_calendar_has_what_rfc_5545_requires(pack: Pack, plan: Plan) -> None:
    calendar = icalendar.Calendar.from_ical(plan_calendar(pack, plan, (), Texts("zh"), STAMP))

    assert calendar["VERSION"] == "2.0"
    assert calendar["PRODID"]
    assert calendar.errors == []
    assert all({"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"} <= set(event) for event in calendar.walk("VEVENT"))
