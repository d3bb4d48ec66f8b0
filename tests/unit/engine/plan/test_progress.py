"""What a plan makes of what a person has done: units, and deeds that they ticked."""

import pytest
from planning import PLENTY, ROLES, at_levels, everywhere, ids, ladder, plan, unit

from opscareer.answers import Answers
from opscareer.engine.plan.planner import Learner, Wishes, make_plan, target_tier
from opscareer.pack.model import Pack, Tier
from opscareer.results.assessment import Assessment
from opscareer.results.plan import MetBelow, Ticked

RUNGS = (1, 1.5, 2, 2.5, 3, 3.5)


@pytest.mark.parametrize("role", ROLES)
def test_a_unit_done_never_makes_what_is_left_longer(pack: Pack, beginner: Assessment, role: str) -> None:
    person, wishes = at_levels(beginner, **everywhere(1.7)), Wishes(role, "mid", 5)
    before = make_plan(pack, Learner(person), wishes)

    after = make_plan(pack, Learner(person, done={before.steps[0].unit}), wishes)

    assert after.hours_whole < before.hours_whole


def test_a_unit_done_counts_for_every_role(pack: Pack, beginner: Assessment) -> None:
    units, person = ladder(pack), at_levels(beginner, **everywhere(1))
    before = {role: ids(plan(pack, units, person, role, "senior", **PLENTY)) for role in ROLES}

    after = {role: ids(plan(pack, units, person, role, "senior", **PLENTY, done={"data_analysis-1"})) for role in ROLES}

    assert after == {role: [name for name in names if name != "data_analysis-1"] for role, names in before.items()}


@pytest.mark.parametrize(
    ("state", "closed", "left"), [("done", 0.5, (1, 1.5, 2, 3, 3.5)), ("skipped", 2, (3, 3.5)), ("unwanted", 0, RUNGS)]
)
def test_what_is_done_credits_what_it_covers_what_was_known_all_below_it_too_and_what_is_unwanted_nothing(
    pack: Pack, beginner: Assessment, state: str, closed: float, left: tuple[float, ...]
) -> None:
    units = [*ladder(pack), unit(pack, "report", "data_analysis", 2.5, 5, role="user", tier="entry")]
    person = at_levels(beginner, **everywhere(5, data_analysis=1))

    made = plan(pack, units, person, "data", "mid", **PLENTY, **{state: {"report"}})

    assert ids(made) == [f"data_analysis-{low:g}" for low in left]
    (gap,) = (gap for gap in made.gaps if not gap.met)
    assert (gap.level, gap.missing, gap.done, gap.closes, gap.left) == (1, 3, closed, 3 - closed, 0)


@pytest.mark.parametrize("state", ["done", "skipped"])
def test_once_the_competency_was_measured_again_the_estimate_alone_counts_and_nothing_done_comes_back(
    pack: Pack, beginner: Assessment, state: str
) -> None:
    units = [*ladder(pack), unit(pack, "report", "data_analysis", 2.5, 5, role="user", tier="entry")]
    person = at_levels(beginner, **everywhere(5, data_analysis=1))

    made = plan(
        pack, units, person, "data", "mid", **PLENTY, **{state: {"report", "data_analysis-2"}}, measured={"report", "data_analysis-2"}
    )

    assert ids(made) == [f"data_analysis-{low:g}" for low in RUNGS if low != 2]
    (gap,) = (gap for gap in made.gaps if not gap.met)
    assert (gap.done, gap.left) == (0, 0.5)


@pytest.mark.parametrize(("state", "before"), [("done", ["queries"]), ("skipped", [])])
@pytest.mark.parametrize("role", [None, "data"])
def test_what_a_unit_names_stays_needed_when_another_of_its_level_is_done_but_not_when_the_level_was_known(
    pack: Pack, beginner: Assessment, state: str, before: list[str], role: str | None
) -> None:
    units = [
        unit(pack, "ab-test", "data_analysis", 2, 3),
        unit(pack, "queries", "data_analysis", 2, 6),
        unit(pack, "drop", "data_analysis", 2.5, 8, "queries", role=role, tier="entry" if role else None),
    ]
    person = at_levels(beginner, **everywhere(5, data_analysis=1.9))

    made = plan(pack, units, person, "data", "mid", **PLENTY, **{state: {"ab-test"}})

    assert ids(made) == [*before, "drop"]


@pytest.mark.parametrize("role", ["data", "user"])
def test_work_of_a_role_that_is_done_takes_the_place_of_the_core_unit_on_the_same_ground(
    pack: Pack, beginner: Assessment, role: str
) -> None:
    units = [*ladder(pack), unit(pack, "report", "data_analysis", 1, 3, role=role, tier="entry")]
    person = at_levels(beginner, **everywhere(5, data_analysis=1))

    made = plan(pack, units, person, "data", "mid", **PLENTY, done={"report"})

    assert ids(made) == [f"data_analysis-{low:g}" for low in RUNGS if low != 1]


def test_the_estimate_and_its_gap_stay_when_a_unit_is_done_for_only_an_assessment_moves_them(pack: Pack, beginner: Assessment) -> None:
    person = at_levels(beginner, **everywhere(5, data_analysis=1.4))

    made = plan(pack, ladder(pack), person, "data", "entry", **PLENTY, done={"data_analysis-1.5"})

    (gap,) = (gap for gap in made.gaps if not gap.met)
    assert (made.met, gap.level, gap.done, gap.left) == (True, 1.4, pytest.approx(0.6), 0)


def test_when_everything_is_done_one_proof_is_left_that_was_not_done_yet(pack: Pack, beginner: Assessment) -> None:
    units = [*ladder(pack), unit(pack, "tracking", "data_analysis", 3, 5, role="data", tier="entry")]

    made = plan(
        pack, units, at_levels(beginner, **everywhere(5, data_analysis=1)), "data", "entry", done={"data_analysis-1", "data_analysis-1.5"}
    )

    assert (made.met, ids(made)) == (True, ["tracking"])


def test_what_is_begun_belongs_to_the_plan_even_where_other_units_would_close_more(pack: Pack, beginner: Assessment) -> None:
    units, person = ladder(pack), at_levels(beginner, **everywhere(1))
    assert "user_insight-1" not in ids(plan(pack, units, person, "data", "mid", hours=4, weeks=1))

    made = plan(pack, units, person, "data", "mid", hours=4, weeks=1, started={"user_insight-1"})

    assert ids(made) == ["user_insight-1", "data_analysis-1"]


def test_a_unit_under_way_stays_in_the_plan_where_another_one_done_has_covered_its_level(pack: Pack, beginner: Assessment) -> None:
    units = [*ladder(pack), unit(pack, "own", "data_analysis", 1, 3, role="data", tier="entry")]
    person = at_levels(beginner, **everywhere(1))

    for begun, done in (("own", "data_analysis-1"), ("data_analysis-1", "own")):
        assert begun not in ids(plan(pack, units, person, "data", "mid", **PLENTY, done={done}))
        made = plan(pack, units, person, "data", "mid", **PLENTY, done={done}, started={begun})
        assert ids(made)[0] == begun
        assert made.steps[0].because.place == "begun"


@pytest.mark.parametrize(("state", "others"), [("done", []), ("skipped", ["own-low"])])
def test_work_at_the_tier_that_is_done_shows_the_level_so_that_no_lower_one_is_brought_back(
    pack: Pack, beginner: Assessment, state: str, others: list[str]
) -> None:
    own = [unit(pack, f"own-{name}", "data_analysis", low, 3, role="data", tier="mid") for name, low in (("low", 2.5), ("high", 3))]
    person = at_levels(beginner, **everywhere(5, data_analysis=2.7))

    made = plan(pack, [*ladder(pack), *own], person, "data", "mid", **PLENTY, **{state: {"own-high"}})

    assert [name for name in ids(made) if name.startswith("own")] == others
    assert "data_analysis-3.5" in ids(made)


def test_own_work_that_is_done_counts_as_the_own_work_of_the_plan(pack: Pack, beginner: Assessment) -> None:
    own = [unit(pack, f"own-{name}", "data_analysis", 1, 10, role="data", tier="entry") for name in "ab"]
    person = at_levels(beginner, **everywhere(1))

    def own_work(**done: set[str]) -> list[str]:
        made = plan(pack, [*ladder(pack, hours=2), *own], person, "data", "mid", hours=10, weeks=4, **done)
        return [step.unit for step in made.steps if step.own_work]

    assert len(own_work()) == 2
    assert own_work(done={"own-a"}) == []


def test_the_highest_of_the_role_s_own_work_comes_first_once_it_is_under_way(pack: Pack, beginner: Assessment) -> None:
    own = [unit(pack, f"own-{tier}", "user_insight", low, 3, role="data", tier=tier) for tier, low in (("entry", 1), ("mid", 2))]
    person = at_levels(beginner, **everywhere(1))

    assert ids(plan(pack, [*ladder(pack), *own], person, "data", "mid", **PLENTY))[-1] == "own-mid"
    assert ids(plan(pack, [*ladder(pack), *own], person, "data", "mid", **PLENTY, started={"own-mid"}))[0] == "own-mid"


def test_what_is_under_way_is_the_proof_where_nothing_is_missing(pack: Pack, beginner: Assessment) -> None:
    units = [*ladder(pack), *(unit(pack, f"own-{name}", "data_analysis", 4, 3, role="data", tier="senior") for name in "ab")]
    person = at_levels(beginner, **everywhere(5))

    assert ids(plan(pack, units, person, "data", "senior", started={"own-a"})) == ["own-a"]
    assert ids(plan(pack, units, person, "data", "senior", started={"own-b"})) == ["own-b"]


def test_work_of_another_role_comes_into_no_plan_even_when_it_is_under_way(pack: Pack, beginner: Assessment) -> None:
    units = [*ladder(pack), unit(pack, "theirs", "data_analysis", 1, 3, role="user", tier="entry")]

    made = plan(pack, units, at_levels(beginner, **everywhere(1)), "data", "mid", **PLENTY, started={"theirs"})

    assert "theirs" not in ids(made)


@pytest.mark.parametrize(
    ("levels", "expected"),
    [({}, "entry"), ({"data_analysis": 1.5}, "mid"), ({"data_analysis": 1.49}, "entry"), ({"data_analysis": 3.5}, "senior")],
)
def test_the_target_is_the_first_tier_that_the_estimates_do_not_meet_and_else_the_last(
    pack: Pack, beginner: Assessment, levels: dict[str, float], expected: str
) -> None:
    person = at_levels(beginner, **everywhere(3 if levels else 1, digital_tools=5, **levels))

    assert target_tier(pack, person, "data") == expected
    assert target_tier(pack, at_levels(beginner, **everywhere(5, digital_tools=5)), "data") == "senior"


@pytest.mark.parametrize(("tier", "below"), [("entry", None), ("mid", "entry"), ("senior", None)])
def test_a_plan_for_the_first_tier_not_met_knows_the_one_below_and_how_ready_the_person_is_for_it(
    pack: Pack, beginner: Assessment, tier: Tier, below: str | None
) -> None:
    person = at_levels(beginner, **everywhere(3, data_analysis=2, digital_tools=5))

    made = plan(pack, ladder(pack), person, "data", tier)

    ready = person.role("data").readiness
    assert made.met_below == (MetBelow(below, ready[below]) if below else None)


# --- deeds that were ticked


def with_deeds(pack: Pack) -> tuple[str, list[int]]:
    """A list of deeds, and the numbers of its deeds from the hardest down."""
    question = next(question for question in pack.questions if question.kind == "deeds")
    return question.id, sorted(range(1, len(question.options) + 1), key=lambda number: -question.options[number - 1].level)


def test_a_unit_whose_deeds_were_ticked_is_claimed_with_them_the_hardest_first(pack: Pack, beginner: Assessment) -> None:
    question, (hardest, second, third, *_, easiest) = with_deeds(pack)
    units = [
        unit(pack, "planned", "data_analysis", 1, 2, skip_deeds={question: (easiest, third, hardest, second)}),
        unit(pack, "not-ticked", "data_analysis", 1.5, 2, skip_deeds={question: (second,)}),
        unit(pack, "too-long", "user_insight", 1, 40, skip_deeds={question: (hardest,)}),
        unit(pack, "no-deeds", "data_analysis", 2, 2),
    ]
    answers = Answers({question: tuple(sorted((hardest, third, easiest)))})

    made = plan(pack, units, at_levels(beginner, **everywhere(1)), "data", "mid", hours=6, weeks=1, answers=answers)

    assert [(item.unit, item.planned) for item in made.claimed] == [("planned", True), ("too-long", False)]
    assert made.claimed[0].deeds == tuple(Ticked(question, number) for number in (hardest, third, easiest))


def test_what_is_done_skipped_or_begun_is_not_claimed_nor_anything_without_answers(pack: Pack, beginner: Assessment) -> None:
    question, (hardest, *_) = with_deeds(pack)
    units = [unit(pack, name, "data_analysis", 1 + place / 2, 2, skip_deeds={question: (hardest,)}) for place, name in enumerate("abcd")]
    person, answers = at_levels(beginner, **everywhere(1)), Answers({question: (hardest,)})

    made = plan(pack, units, person, "data", "mid", done={"a"}, skipped={"b"}, started={"c"}, answers=answers)

    assert [item.unit for item in made.claimed] == ["d"]
    assert plan(pack, units, person, "data", "mid").claimed == ()
