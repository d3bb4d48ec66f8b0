"""The graded response model, question tables and posteriors: what must hold whatever the parameters are."""

from dataclasses import replace

import numpy as np
import pytest

from opscareer.answers import Answers
from opscareer.engine.assess import Engine
from opscareer.engine.items import GRID, PRIOR, ItemBank, averaged, graded
from opscareer.engine.measurement import Posterior, cumulative, posterior
from opscareer.pack.kinds.scale import level_of_trait, trait_of_level
from opscareer.pack.model import Pack, Question
from opscareer.results.trait import Trait

THRESHOLDS = [[0.0], [-1.0, 1.0], [-1.5, -0.5, 0.5, 1.5], [-2.0, -1.9, 0.3, 0.35, 2.2, 2.5]]


@pytest.fixture(scope="module")
def bank(engine: Engine) -> ItemBank:
    return engine.bank


def changed(pack: Pack, questions: list[Question]) -> Pack:
    """The pack with other questions."""
    return replace(pack, questions=tuple(questions))


def first(pack: Pack, kind: str) -> Question:
    return next(question for question in pack.questions if question.kind == kind)


def answered(bank: ItemBank, values: dict[str, int]) -> Posterior:
    return posterior(bank, bank.row(values))


# --- the model ----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("thresholds", THRESHOLDS, ids=len)
@pytest.mark.parametrize("discrimination", [0.2, 1.0, 4.0])
def test_category_probabilities_sum_to_one_at_every_trait_value(discrimination: float, thresholds: list[float]) -> None:
    for table in (graded(np.array([discrimination]), np.array([thresholds]), GRID)[0], averaged(discrimination, thresholds, GRID)):
        assert table.shape == (len(thresholds) + 1, len(GRID))
        assert (table > 0).all()
        assert table.sum(axis=0) == pytest.approx(1, rel=0, abs=1e-12)


@pytest.mark.parametrize("thresholds", THRESHOLDS, ids=len)
@pytest.mark.parametrize("discrimination", [0.2, 1.0, 4.0])
def test_a_higher_category_comes_from_people_with_more_of_the_trait(discrimination: float, thresholds: list[float]) -> None:
    for table in (graded(np.array([discrimination]), np.array([thresholds]), GRID)[0], averaged(discrimination, thresholds, GRID)):
        expected_trait = (table * PRIOR) @ GRID / (table @ PRIOR)
        assert (np.diff(expected_trait) > 0).all()


def test_an_uncertain_question_says_less_than_a_certain_one() -> None:
    certain = graded(np.array([1.5]), np.array([[-1.0, 0.0, 1.0]]), GRID)[0]
    uncertain = averaged(1.5, [-1.0, 0.0, 1.0], GRID)

    for table in (certain, uncertain):
        assert table @ PRIOR == pytest.approx(table[::-1] @ PRIOR, rel=0, abs=1e-12)
    means = [(table * PRIOR) @ GRID / (table @ PRIOR) for table in (uncertain, certain)]
    assert 0 < means[0][-1] < means[1][-1]


@pytest.mark.parametrize("level", [1.0, 2.5, 5.0])
def test_a_level_and_its_trait_value_are_each_others_inverse(level: float) -> None:
    assert level_of_trait(trait_of_level(level)) == level


def test_a_level_never_leaves_the_scale() -> None:
    assert level_of_trait(-4.0) == 1.0
    assert level_of_trait(4.0) == 5.0


# --- questions ----------------------------------------------------------------------------------------------------------------------


def test_every_question_has_one_probability_for_each_of_its_options(pack: Pack, bank: ItemBank) -> None:
    for question, table in zip(bank.ids, [*bank.single, *bank.pairs], strict=True):
        options = len(pack.options(pack.question[question]))
        assert np.exp(table[1 : 1 + options]).sum(axis=0) == pytest.approx(1, rel=0, abs=1e-12)


@pytest.mark.parametrize("kind", ["evidence", "judgement", "interest", "choice"])
def test_a_question_without_a_discrimination_has_that_of_its_kind(pack: Pack, kind: str) -> None:
    question = replace(first(pack, kind), discrimination=None)
    stated = replace(question, discrimination=type(question).usual_discrimination)
    other = replace(question, discrimination=3.3)

    banks = [ItemBank.of(changed(pack, [version])) for version in (question, stated, other)]

    tables = [bank.pairs if kind == "choice" else bank.single for bank in banks]
    assert np.array_equal(tables[0], tables[1])
    assert not np.allclose(tables[0], tables[2])


def test_judgement_options_of_equal_level_share_a_category(pack: Pack) -> None:
    question = first(pack, "judgement")
    options = question.options[:3]
    alone = replace(question, options=tuple(replace(o, level=v) for o, v in zip(options, (2, 1, 4), strict=True)))
    twin = replace(alone.options[0], text=options[2].text)
    shared = replace(alone, options=(*alone.options, twin))

    separate, together = (np.exp(ItemBank.of(changed(pack, [version])).single[0]) for version in (alone, shared))

    assert np.array_equal(together[1], together[4])
    assert together[1] + together[4] == pytest.approx(separate[1], rel=0, abs=1e-12)
    assert together[2:4] == pytest.approx(separate[2:4], rel=0, abs=1e-12)


def test_the_order_of_a_judgements_options_changes_only_their_numbers(pack: Pack) -> None:
    question = first(pack, "judgement")
    backwards = replace(question, options=tuple(reversed(question.options)))

    table, turned = (ItemBank.of(changed(pack, [version])).single[0, 1:] for version in (question, backwards))

    assert np.array_equal(table[::-1], turned)


def test_a_choice_says_the_same_whichever_task_stands_first(pack: Pack) -> None:
    question = first(pack, "choice")
    turned = replace(question, measures=tuple(reversed(question.measures)), tasks=tuple(reversed(question.tasks)))
    options = len(pack.scales.choice)

    for value in range(1, options + 1):
        one = answered(ItemBank.of(changed(pack, [question])), {question.id: value})
        other = answered(ItemBank.of(changed(pack, [turned])), {question.id: options + 1 - value})

        assert one.marginals == pytest.approx(other.marginals, rel=0, abs=1e-12)


# --- posteriors ---------------------------------------------------------------------------------------------------------------------


def test_before_any_answer_everybody_is_average(bank: ItemBank) -> None:
    found = answered(bank, {})

    assert found.mean() == pytest.approx(0, rel=0, abs=1e-12)
    assert found.sd() == pytest.approx(1, rel=0, abs=1e-4)


def test_an_answer_about_one_trait_says_nothing_about_the_others(pack: Pack, bank: ItemBank) -> None:
    for kind in ("evidence", "judgement", "interest"):
        question = first(pack, kind)

        found = answered(bank, {question.id: 1})

        own = bank.single_trait[bank.index[question.id]]
        others = np.delete(found.marginals[0], own, axis=0)
        assert others == pytest.approx(np.tile(PRIOR, (len(others), 1)), rel=0, abs=1e-15)
        assert found.mean()[0, own] < -0.1


def test_a_choice_raises_one_interest_as_much_as_it_lowers_the_other(pack: Pack, bank: ItemBank) -> None:
    question = first(pack, "choice")

    found = answered(bank, {question.id: 1})

    liked, other = (found.mean()[0, bank.traits.index(Trait("interest", role))] for role in question.measures)
    assert liked > 0.2
    assert other == pytest.approx(-liked, rel=0, abs=1e-9)


def test_a_choice_reaches_an_interest_that_another_choice_ties_to_it(pack: Pack, bank: ItemBank) -> None:
    ties = [question for question in pack.questions if question.kind == "choice" and "data" in question.measures][:2]
    towards_data = {question.id: 1 if question.measures[0] == "data" else len(pack.scales.choice) for question in ties}
    third = next(role for role in ties[1].measures if role != "data")
    place = bank.traits.index(Trait("interest", third))

    alone, both = answered(bank, {ties[1].id: towards_data[ties[1].id]}), answered(bank, towards_data)

    assert both.mean()[0, place] > alone.mean()[0, place] + 0.01


def test_the_order_in_which_answers_come_changes_nothing(pack: Pack, bank: ItemBank) -> None:
    values = {question.id: 1 + place % len(pack.options(question)) for place, question in enumerate(pack.questions)}

    forwards, backwards = answered(bank, values), answered(bank, dict(reversed(values.items())))

    assert np.array_equal(forwards.marginals, backwards.marginals)


def test_many_people_at_once_get_what_each_gets_alone(pack: Pack, bank: ItemBank) -> None:
    dice = np.random.default_rng(2)
    people = [
        {question.id: int(dice.integers(1, len(pack.options(question)) + 1)) for question in pack.questions if dice.random() < 0.5}
        for _ in range(8)
    ]

    together = posterior(bank, np.concatenate([bank.row(values) for values in people]))

    for place, values in enumerate(people):
        assert together.marginals[place] == pytest.approx(answered(bank, values).marginals[0], rel=0, abs=1e-9)


def test_cumulative_probabilities_rise_from_zero_to_one(pack: Pack, bank: ItemBank) -> None:
    edges = cumulative(answered(bank, {question.id: 1 for question in pack.questions}).marginals)

    assert (edges[..., 0] == 0).all()
    assert (edges[..., -1] == 1).all()
    assert (np.diff(edges, axis=-1) >= 0).all()


def test_the_most_contradictory_answers_still_give_probabilities(pack: Pack, bank: ItemBank) -> None:
    values = {question.id: (1, len(pack.options(question)))[place % 2] for place, question in enumerate(pack.questions)}

    found = answered(bank, values)

    assert np.isfinite(found.marginals).all()
    assert found.marginals.sum(axis=-1) == pytest.approx(1, rel=0, abs=1e-12)


@pytest.mark.parametrize("values", [{"content.interest.1": 6}, {"content.interest.1": 0}, {"content-data.choice.1": -1}, {"no.such": 1}])
def test_an_answer_that_there_is_not_is_refused_and_never_scored(engine: Engine, values: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="no option"):
        engine.assess(Answers(values))
