"""What today's pack can use of a session, and what a plan leads to."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from opscareer import casework
from opscareer.answers import Answers
from opscareer.casework import Case, RequestedTarget
from opscareer.engine.assess import Engine
from opscareer.pack.load import load_pack
from opscareer.pack.model import TIERS, Pack
from opscareer.results.assessment import Assessment
from opscareer.sessions.progress import Progress, Reply, usable
from opscareer.sessions.record import Record, Stamp, Target
from opscareer.sessions.store import UnitProgress

NOW = "2030-01-01T08:00:00+00:00"
TODAY = date(2030, 3, 1)


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(Path(__file__).parents[1] / "packs" / "good" / "tiny")


@pytest.fixture(scope="module")
def engine(pack: Pack) -> Engine:
    return Engine.of(pack)


@pytest.fixture(scope="module")
def assessment(pack: Pack, engine: Engine) -> Assessment:
    """Of somebody who would rather bake and cannot yet."""
    return engine.assess(Answers({"baker.interest": 3, "seller.interest": 1, "dough.deeds": (), "service.deeds": ()}))


def case(pack: Pack, target: Target | None, units: tuple[UnitProgress, ...] = ()) -> Case:
    record = Record(1, Stamp.of(pack), "full", 1, "done", False, NOW, NOW, "baker", "{}", target)
    return Case(pack, Answers({"baker.interest": 3}), record=record, units=units)


# --- what can be used


def test_what_the_pack_no_longer_asks_goes_from_the_answers_and_from_what_was_answered_before_going_back(pack: Pack) -> None:
    known, skipped, ticked = Reply("baker.interest", 2, True, 3.0), Reply("dough.judgement", None), Reply("dough.deeds", (1, 4))
    progress = Progress(
        (known, Reply("gone", 1), skipped, Reply("seller.interest", 4), ticked, Reply("till.deeds", 2), Reply("gone-and-skipped", None)),
        {"dough.judgement": 3, "service.deeds": (1, 9), "gone-too": 1},
    )

    dropped = ("gone", "seller.interest", "till.deeds")
    assert usable(progress, pack) == (Progress((known, skipped, ticked), {"dough.judgement": 3}), dropped)


@pytest.mark.parametrize("value", [0, -1])
def test_an_option_that_there_never_was_is_not_counted_from_the_end(pack: Pack, value: int) -> None:
    assert usable(Progress((Reply("baker.interest", value),)), pack) == (Progress(), ("baker.interest",))


def test_a_session_of_another_pack_is_none_of_this_one_though_it_asks_questions_of_the_same_names(pack: Pack) -> None:
    record = replace(case(pack, None).record, pack=Stamp("cookery", "1", "x"), trail=(Reply("baker.interest", 1),))  # type: ignore[type-var]

    problem = casework.misfit(record, pack)

    assert problem is not None
    assert problem.slug == "misfit-pack"


# --- what the plan leads to


@pytest.mark.parametrize(
    ("before", "requested", "expected"),
    [
        (None, RequestedTarget(), ("baker", None, 6.0)),
        (None, RequestedTarget("seller", "senior", 2.0), ("seller", "senior", 2.0)),
        (Target("seller", "senior", 2.0), RequestedTarget(), ("seller", "senior", 2.0)),
        (Target("seller", "senior", 2.0), RequestedTarget(tier="mid"), ("seller", "mid", 2.0)),
        (Target("seller", "senior", 2.0), RequestedTarget(role="seller"), ("seller", "senior", 2.0)),
        (Target("seller", "senior", 2.0), RequestedTarget(role="baker"), ("baker", None, 2.0)),
        (Target("gone", "senior", 2.0), RequestedTarget(), ("baker", None, 2.0)),
        (Target("seller", "gone", 2.0), RequestedTarget(), ("seller", None, 2.0)),
    ],
)
def test_what_is_asked_for_goes_before_what_was_planned_and_that_before_the_leading_role(
    pack: Pack, assessment: Assessment, before: Target | None, requested: RequestedTarget, expected: tuple[str, str | None, float]
) -> None:
    """A tier of None is the first of which the estimates do not meet every level."""
    assert assessment.best.role == "baker"
    role, tier, hours = expected
    needs, levels = pack.role[role].needs, {item.id: item.level for item in assessment.competencies}
    short = {name for name in TIERS if any(levels[item] < need.required.at(name) - 0.5 for item, need in needs.items())}
    first = next((name for name in TIERS if name in short), "senior")

    assert casework.target_of(case(pack, before), assessment, requested) == Target(role, tier or first, hours)


def test_the_plan_leaves_out_what_the_person_is_through_with_and_says_how_far_they_are(pack: Pack, assessment: Assessment) -> None:
    begun = UnitProgress("dough-1-2", "done", NOW)

    before = casework.plan(case(pack, None), assessment, today=TODAY)
    after = casework.plan(case(pack, None, (begun,)), assessment, today=TODAY)

    assert "dough-1-2" in {step.unit for step in before.plan.steps}
    assert "dough-1-2" not in {step.unit for step in after.plan.steps}
    assert [(status.id, status.state) for status in after.statuses] == [("dough-1-2", "done")]


def test_after_a_checkpoint_the_plan_leads_where_it_led_before(pack: Pack, assessment: Assessment) -> None:
    before = case(pack, Target("seller", "senior", 2.0), (UnitProgress("dough-1-2", "done", NOW),))

    after = casework.case_of(Progress((Reply("baker.interest", 1), Reply("gone", 1))), pack, before.units, before.record)

    assert after.answers == Answers({"baker.interest": 1})
    assert casework.plan(after, assessment, today=TODAY).target == Target("seller", "senior", 2.0)
    assert after.units == before.units


def test_a_unit_that_the_pack_no_longer_has_is_not_in_the_way_of_a_plan(pack: Pack, assessment: Assessment) -> None:
    gone = UnitProgress("a-unit-that-was-taken-out", "started", "2026-01-01T08:00:00+00:00")
    progress = Progress((Reply(pack.questions[0].id, 1),))

    path = casework.plan(casework.case_of(progress, pack, (gone,)), assessment, today=date(2026, 3, 1))

    assert path.statuses == ()
