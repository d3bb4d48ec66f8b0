"""The result in a few sentences: who leads, how sure that is, why."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from shipped import shipped_pack

from opscareer.report.view.names import PackTexts
from opscareer.report.view.verdict import axis, doubts, headline, quality_in_words, reached, reasons, reliability, sureness, warnings
from opscareer.results.assessment import Assessment, CompetencyEstimate, Contribution, Flag, Quality
from opscareer.results.trait import Trait

EN = PackTexts(shipped_pack(), "en")


def trait(name: str) -> Trait:
    return Trait("interest", name.removeprefix("interest.")) if name.startswith("interest.") else Trait("competency", name)


def with_contributions(found: Assessment, leader: dict[str, float], second: dict[str, float]) -> Assessment:
    def parts(points: dict[str, float]) -> tuple[Contribution, ...]:
        return tuple(sorted((Contribution(trait(of), value) for of, value in points.items()), key=lambda item: -abs(item.points)))

    given = {found.best.role: parts(leader), found.best.runner_up: parts(second)}
    return replace(found, roles=tuple(replace(role, contributions=given.get(role.id, role.contributions)) for role in found.roles))


def told(person: Any, chances: tuple[float, ...] = (), **changes: object) -> tuple[str, str]:
    """Headline and sureness of a result whose best role is changed. `chances`: of the roles to be the best, in the pack's order."""
    p_best = dict(zip(person.pack.role, chances, strict=True)) if chances else {}
    roles = tuple(replace(role, p_best=p_best.get(role.id, role.p_best)) for role in person.assessment.roles)
    found = replace(person.assessment, roles=roles, best=replace(person.assessment.best, **changes))
    return headline(found, EN), sureness(found, EN)


def test_a_clear_leader_is_named_and_a_likely_one_with_whoever_comes_next(analyst: Any, varied: Any) -> None:
    assert told(analyst)[0] == "The direction that fits you best: Data operations"

    head, sure = told(varied, role="content", verdict="likely", p_best=0.85, runner_up="user")
    assert head == "Probably Content operations"
    assert "is 85%; User operations comes next with" in sure


def test_a_close_result_names_who_may_be_the_best_and_which_kind_of_close_it_is(varied: Any) -> None:
    close = {"role": "content", "p_best": 0.4, "runner_up": "user", "verdict": "close", "candidates": ("content", "user")}
    level = tuple({"content": 0.4, "user": 0.35}.get(role, 0.0) for role in varied.pack.role)

    head, alike = told(varied, level, **close, settles=0.1)
    _, untold = told(varied, level, **close, settles=0.5)

    assert head == "Too close to call: Content operations, User operations"
    assert alike.startswith("The likeliest is Content operations with 40%, then User operations with ")
    assert alike.endswith("They suit you about equally, and more questions would probably not change that.")
    assert untold.endswith("Your answers do not tell enough yet to set them apart.")


def test_a_leader_more_than_ten_points_above_the_next_is_told_as_somewhat_ahead_and_never_as_alike(varied: Any) -> None:
    close = {"role": "content", "p_best": 0.43, "runner_up": "user", "verdict": "close"}
    ahead = tuple({"content": 0.43, "user": 0.25, "event": 0.22}.get(role, 0.05) for role in varied.pack.role)
    three, every = (
        ("content", "user", "event"),
        ("content", "user", *(role for role in varied.pack.role if role not in {"content", "user"})),
    )

    head, stays = told(varied, ahead, **close, candidates=three, settles=0.1)
    _, untold = told(varied, ahead, **close, candidates=three, settles=0.5)
    of_all, _ = told(varied, ahead, **close, candidates=every, settles=0.5)

    assert head == "Not sure: Content operations is somewhat ahead; also possible: User operations, Event operations"
    assert stays.startswith("The likeliest is Content operations with 43%, then User operations with 25%.")
    assert stays.endswith("The lead is small, and more questions would probably not make it surer.")
    assert untold.endswith("Your answers do not tell enough yet to set them apart.")
    assert of_all == "Not sure: Content operations is somewhat ahead of the others"


def test_where_every_role_may_be_the_best_nobody_is_ahead(varied: Any) -> None:
    every = tuple(role.id for role in varied.assessment.roles)

    head, sure = told(varied, (0.2,) * len(every), verdict="close", settles=0.5, candidates=every)

    assert head == "No direction is ahead: any of them may be the best"
    assert "lie between" in sure


@pytest.mark.parametrize("verdict", ["likely", "close"])
def test_only_what_is_not_settled_comes_with_advice(varied: Any, verdict: str) -> None:
    best = replace(varied.assessment.best, verdict=verdict, settles=0.5 if verdict == "close" else None)

    careful = varied.changed(quality=Quality(), answered=20)

    open_end = careful.changed(best=best).view(EN)
    settled = careful.changed(best=replace(best, verdict="clear", settles=None)).view(EN)

    assert open_end.more == EN("result.more")
    assert EN.of(varied.pack.role[best.runner_up].name) in open_end.follow
    assert ("deserves as close a look" in open_end.follow) == (verdict == "close")
    assert "opscareer" not in " ".join(open_end.advice)
    assert (settled.more, settled.follow) == ("", "")


def test_flags_change_no_word_of_the_verdict_and_are_told_with_their_reasons(analyst: Any) -> None:
    flags = (Flag("hasty", {"count": 18, "total": 22}), Flag("unchecked", {"count": 58, "total": 60}))
    flagged = replace(analyst.assessment, quality=Quality(flags=flags))

    assert (headline(flagged, EN), sureness(flagged, EN)) == (headline(analyst.assessment, EN), sureness(analyst.assessment, EN))
    (told,) = warnings(flagged, EN)
    assert told.startswith("Low confidence: 18 of 22 timed answers came faster than anybody can read. 58 of 60 deeds are ticked")
    assert "doubtful" in quality_in_words(flagged.quality, EN)


def test_what_was_meant_is_told_as_answered_but_for_the_computation() -> None:
    flags = (Flag("hasty", {"count": 18, "total": 22}), Flag("imprecise"))

    low, meant = doubts(Quality(flags=flags, meant=True), EN)

    assert low.startswith("Low confidence: The choices between tasks contradict each other")
    assert (
        meant
        == "You said that you meant what follows, so it does not lower the confidence. 18 of 22 timed answers came faster than anybody can read."
    )
    assert "you said that you meant it" in quality_in_words(Quality(flags=flags[:1], meant=True), EN)


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.35, "reliability 35% (very rough)"),
        (0.4, "reliability 40% (rough)"),
        (0.61, "reliability 61% (fair)"),
        (0.797, "reliability 80% (good)"),
    ],
)
def test_reliability_is_said_in_a_figure_and_a_word(share: float, said: str) -> None:
    assert reliability(share, 1, EN) == said
    assert reliability(share, 0, EN) == ""


def test_a_sure_result_says_its_probability_and_warns_of_nothing(analyst: Any) -> None:
    assert sureness(analyst.assessment, EN).endswith(" is over 99%.")
    assert warnings(analyst.assessment, EN) == []


def test_few_answers_are_called_a_draft(analyst: Any) -> None:
    assert "only 4 answers" in warnings(replace(analyst.assessment, answered=4), EN)[0]


def test_the_reasons_name_the_two_largest_parts_each_way_and_the_advantage(analyst: Any) -> None:
    leader = {"data_analysis": 9.0, "interest.data": 4.0, "creative_planning": 3.0, "user_insight": -2.0, "project_management": -0.1}
    second = {"data_analysis": 8.0, f"interest.{analyst.assessment.best.runner_up}": -1.0, "creative_planning": 3.0}
    second |= {"user_insight": 0.0, "project_management": 0.0}
    found = with_contributions(analyst.assessment, leader, second)

    raised, lowered, ahead = reasons(found, EN)

    assert raised == "Points for Data operations: Data analysis +9.0, your interest in the work +4.0"
    assert lowered == "Points against it: User insight -2.0"
    assert ahead.endswith("your interest in the work +5.0")


def test_a_lack_that_costs_the_runner_up_more_is_not_called_an_advantage(analyst: Any) -> None:
    leader = {"data_analysis": 1.0, "project_management": -0.5, "interest.data": 0.0}
    second = {"data_analysis": 1.0, "project_management": -2.8, f"interest.{analyst.assessment.best.runner_up}": 0.0}

    *_, lead = reasons(with_contributions(analyst.assessment, leader, second), EN)

    assert lead == "What costs User operations most: Project management -2.8"


def test_parts_too_small_to_matter_are_no_reasons(analyst: Any) -> None:
    nothing = {"data_analysis": 0.4, "interest.data": -0.4}
    other = {"data_analysis": 0.2, f"interest.{analyst.assessment.best.runner_up}": -0.4}

    assert [text.split(": ")[1] for text in reasons(with_contributions(analyst.assessment, nothing, other), EN)] == [
        "nothing stands out",
        "nothing much",
        "no single part sets them apart",
    ]


@pytest.mark.parametrize(("level", "answered", "counts"), [(2.5, 1, True), (2.49, 1, False), (3.4, 1, True), (3.0, 0, False)])
def test_a_level_counts_from_half_a_level_below_and_only_when_it_was_asked_about(level: float, answered: int, counts: bool) -> None:
    assert reached(CompetencyEstimate("data_analysis", level, (1.0, 5.0), 0.5, answered), 3) is counts


def test_the_axis_widens_where_somebody_lies_outside(person: Callable[..., Any], varied: Any) -> None:
    assert axis(varied.assessment) == (20.0, 80.0)
    assert axis(person(lambda question, options: 1).assessment) == (0.0, 100.0)
