"""The result in a few sentences: who leads, how sure that is, why."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from shipped import shipped_pack

from opscareer.report.view.names import PackTexts
from opscareer.report.view.verdict import axis, headline, reached, reasons, sureness, warnings
from opscareer.results.assessment import Assessment, CompetencyEstimate, Contribution
from opscareer.results.trait import Trait

EN = PackTexts(shipped_pack(), "en")


def trait(name: str) -> Trait:
    return Trait("interest", name.removeprefix("interest.")) if name.startswith("interest.") else Trait("competency", name)


def with_contributions(found: Assessment, leader: dict[str, float], second: dict[str, float]) -> Assessment:
    def parts(points: dict[str, float]) -> tuple[Contribution, ...]:
        return tuple(sorted((Contribution(trait(of), value) for of, value in points.items()), key=lambda item: -abs(item.points)))

    given = {found.best.role: parts(leader), found.best.runner_up: parts(second)}
    return replace(found, roles=tuple(replace(role, contributions=given.get(role.id, role.contributions)) for role in found.roles))


def test_a_clear_leader_is_named_and_a_close_call_names_its_candidates(analyst: Any, varied: Any) -> None:
    assert headline(analyst.assessment, EN) == "The direction that fits you best: Data operations"

    close = replace(varied.assessment.best, close_call=True, candidates=("content", "user"))
    assert headline(replace(varied.assessment, best=close), EN) == "Too close to call: Content operations, User operations"


def test_a_leader_twice_as_likely_as_all_others_together_is_probable_though_not_settled(varied: Any) -> None:
    likely = replace(varied.assessment.best, role="content", close_call=True, p_best=0.7, candidates=("content", "user"))
    less = replace(likely, p_best=0.66)
    doubtful = replace(varied.assessment.quality, flags=("inconsistent",))

    assert headline(replace(varied.assessment, best=likely), EN) == "Probably Content operations"
    assert "User operations comes next with" in sureness(replace(varied.assessment, best=likely), EN)
    assert headline(replace(varied.assessment, best=less), EN).startswith("Too close to call")
    assert headline(replace(varied.assessment, best=likely, quality=doubtful), EN).startswith("Too close to call")


def test_where_every_role_may_be_the_best_none_is_listed(varied: Any) -> None:
    every = replace(varied.assessment.best, close_call=True, candidates=tuple(role.id for role in varied.assessment.roles))

    assert headline(replace(varied.assessment, best=every), EN) == "Too close to call: any of the directions may be the best"


def test_doubtful_answers_leave_even_a_clear_leader_unsettled(analyst: Any) -> None:
    best = replace(analyst.assessment.best, close_call=True, candidates=("data",))
    doubtful = replace(analyst.assessment, best=best, quality=replace(analyst.assessment.quality, flags=("inconsistent",)))

    assert headline(doubtful, EN) == "Not settled: Data operations"
    assert "doubt" in sureness(doubtful, EN)
    assert any("do not go together" in text for text in warnings(doubtful, EN))


def test_a_sure_result_says_its_probability_and_warns_of_nothing(analyst: Any) -> None:
    assert ">99%" in sureness(analyst.assessment, EN)
    assert warnings(analyst.assessment, EN) == []


def test_few_answers_are_called_a_draft(analyst: Any) -> None:
    assert "only 4 answers" in warnings(replace(analyst.assessment, answered=4), EN)[0]


def test_the_reasons_name_the_two_largest_parts_each_way_and_the_advantage(analyst: Any) -> None:
    leader = {"data_analysis": 9.0, "interest.data": 4.0, "creative_planning": 3.0, "user_insight": -2.0, "project_management": -0.1}
    second = {"data_analysis": 8.0, f"interest.{analyst.assessment.best.runner_up}": -1.0, "creative_planning": 3.0}
    second |= {"user_insight": 0.0, "project_management": 0.0}
    found = with_contributions(analyst.assessment, leader, second)

    raised, lowered, ahead = reasons(found, EN)

    assert raised == "For Data operations: Data analysis +9.0, your interest in the work +4.0"
    assert lowered == "Against it: User insight -2.0"
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
    assert reached(CompetencyEstimate("data_analysis", level, (1.0, 5.0), answered), 3) is counts


def test_the_axis_widens_where_somebody_lies_outside(person: Callable[..., Any], varied: Any) -> None:
    assert axis(varied.assessment) == (20.0, 80.0)
    assert axis(person(lambda question, options: 1).assessment) == (0.0, 100.0)
