"""What is printed adds up as printed, on every screen and page alike."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from printed import percents, told

from opscareer.answers import Answers
from opscareer.engine.assess import Engine
from opscareer.engine.explaining import what_if
from opscareer.engine.plan.planner import Learner, Wishes, make_plan
from opscareer.pack.model import TIERS, Pack
from opscareer.report.page import render as page
from opscareer.report.terminal.details import result
from opscareer.report.terminal.explanation import whatif
from opscareer.report.terminal.layout import Page
from opscareer.report.terminal.pack import roles_list
from opscareer.report.terminal.summary import first_screen
from opscareer.report.view.names import PackTexts
from opscareer.report.view.plan import plan_view
from opscareer.results.figures import printed_plan
from opscareer.results.rounding import chances, level
from opscareer.results.trait import Trait
from opscareer.texts import Texts

SHARES = st.lists(st.floats(0, 1), min_size=2, max_size=20).filter(lambda values: sum(values) > 0.01)


@given(SHARES)
def test_chances_are_whole_percents_that_add_up_to_100_and_none_is_off_by_one(values: list[float]) -> None:
    probabilities = [value / sum(values) for value in values]

    shown = [round(100 * share, 9) for share in chances(probabilities)]

    assert sum(shown) == 100
    assert all(share == int(share) for share in shown)
    assert max(abs(share - 100 * p) for share, p in zip(shown, probabilities, strict=True)) < 1
    assert all(one <= other for (p, one), (q, other) in _pairs(probabilities, shown) if p < q - 1e-9)


def _pairs(values: list[float], shown: list[float]) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    both = list(zip(values, shown, strict=True))
    return [(one, other) for one in both for other in both]


def test_three_equal_thirds_are_still_a_hundred() -> None:
    assert chances([1 / 3, 1 / 3, 1 / 3]) == [0.34, 0.33, 0.33]


@pytest.mark.parametrize("value", [1.0, 1.44, 1.449, 1.46, 1.499, 1.5, 2.1 + 0.4, 2.96, 2.999, 4.96, 5.0])
def test_a_level_looks_as_if_it_reached_the_next_one_only_where_it_does(value: float) -> None:
    assert f"{level(value):.1f}" == told(value)


@pytest.fixture(params=["varied", "third"])
def anybody(request: pytest.FixtureRequest, person: Callable[..., Any]) -> Any:
    """One person, and one with a third of every answer."""
    choose = {"varied": lambda question, options: 1 + len(question.id) % options, "third": lambda question, options: 1 + options // 3}
    return person(choose[request.param])


def test_the_chances_of_all_directions_add_up_on_every_form_of_the_result(anybody: Any, texts: Texts) -> None:
    shown = anybody.view(texts)
    own = [f"{role.rank}. {texts.of(anybody.pack.role[role.id].name)}" for role in anybody.assessment.roles]
    screen = [line.plain for line in first_screen(anybody.pack, anybody.assessment, anybody.plan, texts, Page(80))]
    report = [line.plain for line in result(anybody.pack, anybody.assessment, anybody.plan, texts, Page(80))]
    markdown = [line.removeprefix("| ") for line in page.markdown(shown).splitlines()]
    card = page.card(shown)
    rows = re.findall(r'<td class="chance"><span><span>(.*?)</span>', page.html(shown).replace("&lt;", "<").replace("&gt;", ">"))

    forms = [[line for line in lines if line.startswith(tuple(own))] for lines in (screen, report, markdown)]
    forms += [rows, re.findall(r">((?:&lt;|&gt;)?\d+%)<", card)]
    told_by_each = [[percents(row.replace("&lt;", "<").replace("&gt;", ">"))[-1] for row in rows] for rows in forms]

    assert [sum(shares) for shares in told_by_each] == [100] * 5
    assert all(shares == told_by_each[0] for shares in told_by_each)
    best = printed_share(shown.sureness)
    assert best in {100, told_by_each[0][0]}


def printed_share(text: str) -> int:
    return percents(text)[0]


def test_what_would_be_adds_up_as_well(pack: Pack, engine: Engine, varied: Any, texts: Texts) -> None:
    assumed = what_if(engine, Answers({pack.questions[0].id: (1,) if pack.questions[0].several else 1}), {Trait("interest", "data"): 1.0})

    lines = [percents(line.plain) for line in whatif(pack, assumed, texts, Page(100))]
    rows = [shares for shares in lines if len(shares) == 2]

    assert [sum(column) for column in zip(*rows, strict=True)] == [100, 100]


@pytest.mark.parametrize("odd", [(0.335, 0.335, 0.33), (0.125, 0.375, 0.5), (1 / 3, 1 / 3, 1 / 3)])
def test_the_weights_of_a_direction_add_up_to_100_percent(pack: Pack, odd: tuple[float, ...], texts: Texts) -> None:
    weights = [*odd, *[0.0] * 20]

    def weighed(role: Any) -> Any:
        return replace(
            role, needs={name: replace(need, weight=weight) for (name, need), weight in zip(role.needs.items(), weights, strict=False)}
        )

    own = replace(pack, roles=tuple(map(weighed, pack.roles)))

    rows = [percents(line.plain) for line in roles_list(own, texts, Page(200))]

    assert [sum(row) for row in rows if len(row) > 1] == [100] * len(pack.roles)


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("hours", [1.0, 3.0, 6.0, 7.3])
def test_a_gap_is_what_is_required_less_the_level_as_printed_and_its_parts_add_up(anybody: Any, tier: Any, hours: float) -> None:
    for role in anybody.pack.role:
        plan = printed_plan(make_plan(anybody.pack, Learner(anybody.assessment), Wishes(role, tier, hours)))
        for gap in plan.gaps:
            if not gap.met:
                assert f"{gap.missing:.1f}" == f"{gap.required - float(told_of(anybody, gap.id)):.1f}"
            closes = sum(float(f"{step.because.closes:.1f}") for step in plan.steps if step.competency == gap.id)
            assert f"{closes:.1f}" == f"{gap.closes:.1f}"
            assert f"{gap.missing - gap.closes:.1f}" == f"{gap.left:.1f}"


def told_of(person: Any, competency: str) -> str:
    return told(next(item.level for item in person.assessment.competencies if item.id == competency))


@pytest.mark.parametrize("hours", [0.5, 2.0, 5.5, 6.0, 7.3])
def test_the_hours_of_weeks_and_units_add_up_to_the_total_as_printed(anybody: Any, hours: float) -> None:
    plan = make_plan(anybody.pack, Learner(anybody.assessment), Wishes("data", "senior", hours))

    by_week = sum(float(f"{part:g}") for week in plan.weeks for part in week.hours.values())
    by_unit = [re.search(r"([\d.]+) h", row.hours) for row in plan_view(plan, PackTexts(anybody.pack, Texts("en"))).steps]

    assert by_week == sum(float(found[1]) for found in by_unit if found) == float(f"{plan.hours_total:g}")
    assert f"{plan.hours_total:g} hour" in " ".join(plan_view(plan, PackTexts(anybody.pack, Texts("en"))).summary) or not plan.steps
