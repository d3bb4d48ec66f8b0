"""`why` and `whatif`: every figure can be checked by doing what it says."""

import pytest
from shipped import shipped_engine, shipped_pack

from opscareer.answers import Answers
from opscareer.engine.explaining import explain, what_if
from opscareer.results.trait import Trait

PACK, ENGINE = shipped_pack(), shipped_engine()
SOMEBODY = Answers(
    {question.id: 1 + (7 * place) % len(PACK.options(question)) for place, question in enumerate(PACK.questions) if place % 3 == 0}
)


def test_an_influence_is_the_result_with_the_answer_less_the_result_without_it() -> None:
    found = explain(ENGINE, SOMEBODY, "user")

    for item in found.answers[:6]:
        without = ENGINE.assess(SOMEBODY.without(item.question)).role("user")
        now = ENGINE.assess(SOMEBODY).role("user")
        assert item.points == pytest.approx(now.fit - without.fit, abs=1e-9)
        assert item.p_best == pytest.approx(now.p_best - without.p_best, abs=1e-9)


def test_every_answer_has_an_influence_and_the_largest_comes_first() -> None:
    found = explain(ENGINE, SOMEBODY, "data")

    assert {item.question for item in found.answers} == set(SOMEBODY.values)
    sizes = [abs(item.points) for item in found.answers]
    assert sizes == sorted(sizes, reverse=True)


def test_the_leader_needs_no_change() -> None:
    leader = ENGINE.assess(SOMEBODY).best.role

    assert explain(ENGINE, SOMEBODY, leader).change is None


@pytest.mark.parametrize("role", sorted(PACK.role))
def test_the_smallest_change_puts_the_role_first_and_a_tenth_less_does_not(role: str) -> None:
    change = explain(ENGINE, SOMEBODY, role).change
    if change is None:
        return

    assert what_if(ENGINE, SOMEBODY, {change.of: change.then}).roles[0].id == role
    less = round(change.then - 0.1, 6)
    if less > change.now:
        assert what_if(ENGINE, SOMEBODY, {change.of: less}).roles[0].id != role


def test_raising_a_competency_never_lowers_the_fit_of_a_role_in_whatif() -> None:
    rows = {row.id: row for row in what_if(ENGINE, SOMEBODY, {Trait("competency", "data_analysis"): 5.0}).roles}

    assert all(row.fit.then >= row.fit.now for row in rows.values())
    assert rows["data"].fit.then - rows["data"].fit.now > rows["content"].fit.then - rows["content"].fit.now


def test_whatif_today_is_the_assessment() -> None:
    today = ENGINE.assess(SOMEBODY)

    for row in what_if(ENGINE, SOMEBODY, {Trait("competency", "user_insight"): 3.0}).roles:
        assert row.fit.now == pytest.approx(today.role(row.id).fit, abs=1e-9)
        assert row.p_best.now == pytest.approx(today.role(row.id).p_best, abs=1e-12)
