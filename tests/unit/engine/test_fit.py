"""Fit and what is said about it: additive, monotone, the same scale for all roles."""

from dataclasses import replace

import numpy as np
import pytest
from people import Person

from opscareer.engine.assess import Engine
from opscareer.engine.fit import GENERAL, FitModel, draw, expected_fit, interval, on_score_scale, points, readiness, utility
from opscareer.engine.items import ItemBank
from opscareer.engine.measurement import Posterior, posterior
from opscareer.pack.model import TIERS, Pack, Role
from opscareer.results.units import Answer

PEOPLE = 100_000


@pytest.fixture(scope="module")
def model(engine: Engine) -> FitModel:
    return engine.model


@pytest.fixture(scope="module")
def bank(engine: Engine) -> ItemBank:
    return engine.bank


@pytest.fixture(scope="module")
def population(model: FitModel) -> np.ndarray:
    """Traits of people as we assume them before any answer: independent standard normal (competencies + roles, people)."""
    return np.random.default_rng(1).standard_normal((len(model.competencies) + len(model.roles), PEOPLE))


def changed(pack: Pack, **changes: object) -> Pack:
    return replace(pack, **changes)


def needing(role: Role, other: Role) -> Role:
    """The role with the needs of another."""
    return replace(role, needs=other.needs)


def answered(bank: ItemBank, values: dict[str, Answer]) -> Posterior:
    return posterior(bank, bank.row(values))


def keen(pack: Pack, role: str) -> dict[str, Answer]:
    """Likes the tasks of one role best of all, and each of them; says nothing of competencies and of two others compared."""
    person = Person(pack, liking=0, likings={role: 1})
    return {
        question.id: person.reply(question)
        for question in pack.questions
        if question.kind == "interest" or (question.kind == "choice" and role in question.measures)
    }


def all_at(pack: Pack, level: float) -> dict[str, Answer]:
    """What somebody has done whose competencies are all at a level."""
    return {question.id: Person(pack, level).reply(question) for question in pack.questions if question.several}


# --- fit ----------------------------------------------------------------------------------------------------------------------------


def test_a_level_of_surplus_is_worth_a_quarter_of_a_level_of_shortfall() -> None:
    assert utility(np.array([-2.0, -1.0, 0.0, 1.0, 2.0])) == pytest.approx([-2, -1, 0, 0.25, 0.5])


def test_a_trait_that_rises_never_lowers_the_fit_of_any_role(model: FitModel, population: np.ndarray) -> None:
    at = population[:, :5000]
    for trait in range(len(at)):
        more = at.copy()
        more[trait] += np.random.default_rng(trait).uniform(0, 3, at.shape[1])
        assert (model.fit(more) >= model.fit(at) - 1e-12).all()


def test_interest_in_a_role_moves_that_role_alone(model: FitModel) -> None:
    for place in range(len(model.roles)):
        keen = np.zeros((len(model.competencies) + len(model.roles), 1))
        keen[len(model.competencies) + place] = 1.0
        gained = (model.fit(keen) - model.fit(np.zeros_like(keen)))[:, 0]
        assert gained[place] > 0.5
        assert np.delete(gained, place) == pytest.approx(0, abs=1e-12)


def test_a_competency_matters_in_proportion_to_its_weight(model: FitModel, pack: Pack) -> None:
    """For everybody who has not yet reached what the role needs."""
    low = np.full((len(model.competencies) + len(model.roles), 1), -4.0)
    gained = []
    for place, name in enumerate(model.competencies):
        if name not in pack.core:
            continue
        better = low.copy()
        better[place] += 1
        gained.append((model.fit(better) - model.fit(low))[:, 0] / [role.needs[name].weight for role in pack.roles])
    assert np.array(gained) == pytest.approx(gained[0][0], rel=1e-9)


def test_a_basic_skill_moves_no_role_and_changes_nothing_in_how_the_others_count(
    model: FitModel, pack: Pack, population: np.ndarray
) -> None:
    (basic,) = {item.id for item in pack.competencies} - set(pack.core)
    better = population[:, :1000].copy()
    better[model.competencies.index(basic)] += 1
    roles = tuple(replace(role, needs={name: need for name, need in role.needs.items() if name != basic}) for role in pack.roles)
    without = FitModel.of(changed(pack, competencies=tuple(item for item in pack.competencies if item.id != basic), roles=roles))

    assert np.array_equal(model.fit(better), model.fit(population[:, :1000]))
    assert (model.interest, model.nominal) == pytest.approx((without.interest, without.nominal), rel=0, abs=1e-12)


def test_before_any_answer_roles_average_fifty_points_with_a_spread_of_ten(model: FitModel, population: np.ndarray) -> None:
    fits = 50 + 10 * model.fit(population)

    assert fits.mean(axis=1) == pytest.approx(50, rel=0, abs=0.1)
    assert fits.var(axis=1).mean() == pytest.approx(100, rel=0.01)


def test_competence_makes_up_forty_percent_of_the_variance_between_roles(model: FitModel, population: np.ndarray) -> None:
    competence = model.parts(population[: len(model.competencies)]).sum(axis=1)
    fits = model.fit(population)

    between = competence.var(axis=0).mean() / fits.var(axis=0).mean()
    own = competence.var(axis=1).mean() / fits.var(axis=1).mean()

    assert model.effective == 0.4
    assert between == pytest.approx(0.4, rel=0, abs=0.005)
    assert own == pytest.approx(model.nominal, rel=0, abs=0.005)


def test_where_all_roles_need_the_same_interest_alone_decides(pack: Pack) -> None:
    same = changed(pack, roles=tuple(needing(role, pack.roles[0]) for role in pack.roles))

    model = FitModel.of(same)

    assert (model.effective, model.interest) == (0.0, 1.0)
    assert not model.weight.any()


def test_a_pack_without_competencies_is_matched_by_interest(pack: Pack) -> None:
    bare = changed(
        pack,
        competencies=(),
        roles=tuple(replace(role, needs={}) for role in pack.roles),
        questions=tuple(question for question in pack.questions if question.kind in {"interest", "choice"}),
    )
    model, bank = FitModel.of(bare), ItemBank.of(bare)

    found = answered(bank, keen(bare, "data"))

    assert model.roles[int(draw(model, found, 1024).p_best[0].argmax())] == "data"
    assert readiness(model, found, 0) == pytest.approx(1.0)


# --- probabilities ------------------------------------------------------------------------------------------------------------------


def test_points_fill_the_unit_cube_evenly_and_are_always_the_same() -> None:
    found = points(4096, 9)

    assert np.array_equal(found, points(4096, 9))
    assert ((found >= 0) & (found < 1)).all()
    for values in np.sort(found, axis=1):
        assert abs(values - (np.arange(4096) + 0.5) / 4096).max() < 0.005
    correlations = np.corrcoef(found) - np.eye(9)
    assert abs(correlations).max() < 0.07


def test_expected_fit_is_the_average_fit_of_the_draws(pack: Pack, model: FitModel, bank: ItemBank) -> None:
    found = answered(
        bank, all_at(pack, 3) | {name: value for name, value in keen(pack, "event").items() if bank.index[name] < bank.singles}
    )

    expected = expected_fit(model, found)[0]

    average = draw(model, found, 4096).fit[0].mean(axis=1)
    assert expected == pytest.approx(average, rel=0, abs=0.01)


@pytest.mark.parametrize("role", ["content", "data", "event", "product", "user"])
def test_ranks_of_a_role_are_probabilities_and_the_first_is_that_of_being_best(
    pack: Pack, model: FitModel, bank: ItemBank, role: str
) -> None:
    draws = draw(model, answered(bank, keen(pack, role)), 2048)

    best, ranks = draws.p_best[0], draws.p_rank()[0]

    assert ranks.sum(axis=0) == pytest.approx(1, rel=0, abs=1e-12)
    assert ranks.sum(axis=1) == pytest.approx(1, rel=0, abs=1e-12)
    assert ranks[:, 0] == pytest.approx(best, rel=0, abs=1e-12)
    assert model.roles[int(best.argmax())] == role


def test_roles_of_equal_fit_share_the_chance_of_being_best(model: FitModel, bank: ItemBank) -> None:
    fit = np.array([[[3.0, 1.0, 0.0], [3.0, 2.0, 0.0], [1.0, 0.0, 0.0]]])  # of three roles at three points
    state = replace(draw(model, answered(bank, {}), 8), fit=fit, weights=np.array([[0.5, 0.2, 0.3]]))

    assert state.p_best[0] == pytest.approx([0.25 + 0.1, 0.25 + 0.2 + 0.1, 0.1])


@pytest.mark.parametrize(("weights", "points"), [([1.0], 1.0), ([0.25] * 4, 4.0), ([0.5, 0.5, 0.0], 2.0), ([0.5, 0.2, 0.3], 1 / 0.38)])
def test_points_of_unequal_weight_count_as_fewer_and_a_result_is_precise_from_a_thousand(
    model: FitModel, bank: ItemBank, weights: list[float], points: float
) -> None:
    drawn = draw(model, answered(bank, {}), len(weights))

    assert replace(drawn, weights=np.array([weights])).effective[0] == pytest.approx(points)
    assert not drawn.precise[0]
    assert draw(model, answered(bank, {}), 1001).precise[0]
    assert not draw(model, answered(bank, {}), 999).precise[0]


@pytest.mark.parametrize(("fit", "shown"), [(0.0, 50.0), (1.2, 62.0), (-5.0, 0.0), (5.5, 100.0), (-9.0, 0.0), (9.0, 100.0)])
def test_fit_is_shown_as_ten_points_a_standard_deviation_around_fifty_and_never_beyond_0_and_100(fit: float, shown: float) -> None:
    assert on_score_scale(fit) == pytest.approx(shown)


def test_every_role_has_a_fair_chance_before_the_first_answer(model: FitModel, bank: ItemBank, population: np.ndarray) -> None:
    found = draw(model, answered(bank, {}), 4096).p_best[0]

    simulated = np.bincount(model.fit(population).argmax(axis=0), minlength=5) / PEOPLE
    assert (found > 0.1).all()
    assert found.sum() == pytest.approx(1, rel=0, abs=1e-12)
    assert found == pytest.approx(simulated, rel=0, abs=0.01)


def test_what_choosing_the_leader_may_lose_shrinks_as_answers_come_in(pack: Pack, model: FitModel, bank: ItemBank) -> None:
    answers = keen(pack, "user")
    some = {question: answers[question] for question in ("user.interest.chats", "data.interest.chance", "data-user.choice.bookshop")}

    regrets = [draw(model, answered(bank, values), 2048).expected_regret()[0] for values in ({}, some, answers)]

    assert regrets[0] > regrets[1] > regrets[2] >= 0


def test_the_central_interval_holds_its_share_of_the_weight_four_fifths_where_none_is_named() -> None:
    values = np.random.default_rng(4).permutation(np.arange(1000.0))

    even = interval(values, np.full(1000, 1 / 1000), 0.8)
    upper = np.where(values >= 500, 1 / 500, 0.0)

    assert even == pytest.approx((99.5, 899.5))
    assert interval(values, upper) == pytest.approx((549.5, 949.5))


# --- readiness ----------------------------------------------------------------------------------------------------------------------


def test_readiness_rises_with_the_competencies_and_falls_with_the_tier(pack: Pack, model: FitModel, bank: ItemBank) -> None:
    low, high = (readiness(model, answered(bank, all_at(pack, level)), 0) for level in (1, 5))

    assert low.shape == (len(TIERS), len(model.roles))
    assert (high > low).all()
    assert (np.diff(low, axis=0) <= 0).all()
    assert (np.diff(high, axis=0) <= 0).all()
    assert (low[0] < 0.1).all()
    assert (high[0] > 0.8).all()


def test_readiness_also_asks_for_the_basic_skill(pack: Pack, model: FitModel, bank: ItemBank) -> None:
    able = all_at(pack, 4)
    tools = next(question for question in able if question.startswith("digital_tools"))

    without, with_them = (readiness(model, answered(bank, {**able, tools: ticks}), 0) for ticks in ((), able[tools]))

    assert (without[0] < 0.8 * with_them[0]).all()
    assert (without[1] < 0.5 * with_them[1]).all()


def test_interests_do_not_change_readiness(pack: Pack, model: FitModel, bank: ItemBank) -> None:
    levels = all_at(pack, 3)

    alone, keen_too = (readiness(model, answered(bank, values), 0) for values in (levels, levels | keen(pack, "data")))

    assert np.array_equal(alone, keen_too)


def test_readiness_is_the_share_of_people_who_meet_every_level_where_competencies_go_together(
    pack: Pack, model: FitModel, bank: ItemBank
) -> None:
    """Before any answer: of many people drawn with the correlation that is assumed."""
    dice = np.random.default_rng(3)
    count = len(model.competencies)
    traits = np.sqrt(GENERAL) * dice.standard_normal((200_000, 1)) + np.sqrt(1 - GENERAL) * dice.standard_normal((200_000, count))

    found = readiness(model, answered(bank, {}), 0)

    met = (traits[:, None, None, :] >= model.thresholds[None]).all(axis=-1).mean(axis=0)
    assert found == pytest.approx(met, rel=0, abs=0.004)


def test_who_is_able_in_one_competency_is_likelier_to_be_ready_in_the_others(pack: Pack, model: FitModel, bank: ItemBank) -> None:
    able = {name: value for name, value in all_at(pack, 4).items() if name.startswith("data_analysis")}
    role = model.roles.index("content")
    others = np.array(model.thresholds)
    others[:, :, model.competencies.index("data_analysis")] = -np.inf
    besides = replace(model, thresholds=others)

    nothing_known, known = (readiness(besides, answered(bank, values), 0)[0, role] for values in ({}, able))

    assert known > 1.2 * nothing_known


def test_everybody_is_ready_for_a_role_that_asks_for_the_first_level(pack: Pack) -> None:
    first_level = {"entry": 1, "mid": 1, "senior": 1}
    easy = replace(
        pack.roles[0],
        needs={name: replace(need, required=type(need.required)(**first_level)) for name, need in pack.roles[0].needs.items()},
    )
    model = FitModel.of(changed(pack, roles=(easy, *pack.roles[1:])))

    found = answered(ItemBank.of(pack), all_at(pack, 1))

    assert readiness(model, found, 0)[:, 0] == pytest.approx(1.0)
