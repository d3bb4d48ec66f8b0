"""Posteriors: what answers say of traits, on the author's scale and with its offset, and how choices tie interests together."""

from dataclasses import replace

import numpy as np
import pytest
from people import Person, answers_of, everyone, highest

from opscareer.answers import Answers
from opscareer.engine.assess import Engine
from opscareer.engine.items import GRID, PRIOR, ItemBank, exact
from opscareer.engine.measurement import Posterior, cumulative, deviations, posterior
from opscareer.pack.model import Pack, Question
from opscareer.results.trait import Trait
from opscareer.results.units import Answer


@pytest.fixture(scope="module")
def bank(engine: Engine) -> ItemBank:
    return engine.bank


def first(pack: Pack, kind: str) -> Question:
    return next(question for question in pack.questions if question.kind == kind)


def answered(bank: ItemBank, values: dict[str, Answer]) -> Posterior:
    return posterior(bank, bank.row(values))


# --- posteriors ---------------------------------------------------------------------------------------------------------------------


def test_before_any_answer_everybody_is_average(bank: ItemBank) -> None:
    found = answered(bank, {})

    assert found.mean() == pytest.approx(0, rel=0, abs=1e-12)
    assert found.sd() == pytest.approx(1, rel=0, abs=1e-4)


def test_an_answer_about_one_trait_says_nothing_about_the_others(pack: Pack, bank: ItemBank) -> None:
    nobody = Person(pack, level=1, liking=0)
    for kind in ("deeds", "judgement", "interest"):
        question = first(pack, kind)

        found = answered(bank, {question.id: nobody.reply(question)})

        own = bank.single_trait[bank.index[question.id]]
        for marginals in (found.marginals[0], found.on_scale[0]):
            others = np.delete(marginals, own, axis=0)
            assert others == pytest.approx(np.tile(PRIOR, (len(others), 1)), rel=0, abs=1e-15)
        assert found.mean()[0, own] < -0.05


def test_every_further_deed_raises_the_level(pack: Pack, bank: ItemBank) -> None:
    for question in pack.questions:
        if question.several:
            own = bank.single_trait[bank.index[question.id]]
            numbers = range(len(question.options) + 1)
            found = [answered(bank, {question.id: tuple(range(1, 1 + number))}) for number in numbers]

            for means in ([item.mean()[0, own] for item in found], [item.on_scale[0, own] @ GRID for item in found]):
                assert (np.diff(means) > 0.02).all()


def test_which_deeds_were_done_says_no_more_than_how_many(pack: Pack, engine: Engine) -> None:
    question = first(pack, "deeds")

    easy, hard = (engine.assess(Answers({question.id: ticks})) for ticks in ((1, 2), (len(question.options) - 1, len(question.options))))

    assert easy.roles == hard.roles


def test_what_questions_about_a_trait_miss_alike_no_number_of_them_takes_away(pack: Pack, bank: ItemBank) -> None:
    """With every list answered the level on the author's scale is known far better than the trait, which its offset keeps in doubt."""
    found = answered(bank, everyone(pack, 4, "deeds", "judgement"))
    own = [bank.traits.index(Trait("competency", name)) for name in pack.core]

    doubt, on_scale = found.sd()[0, own], deviations(found.on_scale)[0, own]
    offsets = bank.offsets[own]
    told = 1 / (1 / on_scale**2 - 1)  # what the answers say alone, without the prior, as a variance
    assert (on_scale < 0.45).all()
    assert doubt == pytest.approx(np.sqrt(1 / (1 + 1 / (told + offsets**2))), rel=0.1)


def test_choices_pass_by_the_offset_of_the_scale(pack: Pack, bank: ItemBank) -> None:
    """They compare two tasks directly: an author whose scales may be off is doubted no more than one whose are not."""
    question = first(pack, "choice")
    sure = replace(bank, offsets=np.zeros_like(bank.offsets))

    assert answered(bank, {question.id: 1}).marginals == pytest.approx(answered(sure, {question.id: 1}).marginals, rel=0, abs=1e-12)


def test_an_author_who_is_right_is_told_the_same_with_and_without_the_offset(pack: Pack) -> None:
    found = answered(ItemBank.of(pack, exact), everyone(pack, 4, "deeds", "interest"))

    assert found.marginals == pytest.approx(found.on_scale, rel=0, abs=1e-12)


def test_levels_on_the_author_s_scale_are_what_one_gets_without_choices(pack: Pack, bank: ItemBank) -> None:
    values = everyone(pack, 4)
    alone = {name: value for name, value in values.items() if pack.question[name].kind != "choice"}

    assert np.array_equal(answered(bank, values).on_scale, answered(bank, alone).on_scale)


def test_a_choice_says_the_same_whichever_task_stands_first(pack: Pack) -> None:
    question = first(pack, "choice")
    turned = replace(question, measures=tuple(reversed(question.measures)), tasks=tuple(reversed(question.tasks)))
    options = len(pack.scales.choice)

    for value in range(1, options + 1):
        one = answered(ItemBank.of(replace(pack, questions=(question,))), {question.id: value})
        other = answered(ItemBank.of(replace(pack, questions=(turned,))), {question.id: options + 1 - value})

        assert one.marginals == pytest.approx(other.marginals, rel=0, abs=1e-12)


def test_the_middle_of_a_choice_brings_two_interests_together_and_moves_neither(pack: Pack, bank: ItemBank) -> None:
    question = first(pack, "choice")

    found = answered(bank, {question.id: 3})

    own = [bank.traits.index(trait) for trait in question.traits]
    assert found.mean()[0, own] == pytest.approx([0, 0], rel=0, abs=1e-9)
    assert (found.sd()[0, own] < 0.99).all()


def test_a_choice_raises_one_interest_as_much_as_it_lowers_the_other(pack: Pack, bank: ItemBank) -> None:
    question = first(pack, "choice")

    found = answered(bank, {question.id: 1})

    liked, other = (found.mean()[0, bank.traits.index(Trait("interest", role))] for role in question.measures)
    assert liked > 0.2
    assert other == pytest.approx(-liked, rel=0, abs=1e-9)


def test_a_choice_reaches_an_interest_that_another_choice_ties_to_it(pack: Pack, bank: ItemBank) -> None:
    """Who would rather do the data task than the first role's, and the second role's than the data task, likes the second more still."""

    def towards(question: Question, role: str) -> int:
        return 1 if question.measures[0] == role else len(pack.scales.choice)

    ties = [question for question in pack.questions if question.kind == "choice" and "data" in question.measures]
    tie, other = ties[0], next(question for question in ties if set(question.measures) != set(ties[0].measures))
    third = next(role for role in other.measures if role != "data")
    place = bank.traits.index(Trait("interest", third))

    alone = answered(bank, {other.id: towards(other, third)})
    both = answered(bank, {other.id: towards(other, third), tie.id: towards(tie, "data")})

    assert both.mean()[0, place] > alone.mean()[0, place] + 0.01


def test_the_order_in_which_answers_come_changes_nothing(pack: Pack, bank: ItemBank) -> None:
    values = everyone(pack, 3)

    forwards, backwards = answered(bank, values), answered(bank, dict(reversed(values.items())))

    assert np.array_equal(forwards.marginals, backwards.marginals)


def test_many_people_at_once_get_what_each_gets_alone(bank: ItemBank) -> None:
    dice = np.random.default_rng(2)
    rows = dice.integers(1, bank.options + 1, (8, len(bank.ids))) * (dice.random((8, len(bank.ids))) < 0.5)

    together = posterior(bank, rows)

    for person, row in enumerate(rows):
        alone = answered(bank, answers_of(bank, row))
        assert together.marginals[person] == pytest.approx(alone.marginals[0], rel=0, abs=1e-9)
        assert together.on_scale[person] == pytest.approx(alone.on_scale[0], rel=0, abs=1e-12)


def test_cumulative_probabilities_rise_from_zero_to_one(pack: Pack, bank: ItemBank) -> None:
    edges = cumulative(answered(bank, everyone(pack, 1)).marginals)

    assert (edges[..., 0] == 0).all()
    assert (edges[..., -1] == 1).all()
    assert (np.diff(edges, axis=-1) >= 0).all()


def test_the_most_contradictory_answers_still_give_probabilities(pack: Pack, bank: ItemBank) -> None:
    low, high = everyone(pack, 1), highest(pack)
    values = {question.id: (low, high)[place % 2][question.id] for place, question in enumerate(pack.questions)}

    found = answered(bank, values)

    assert np.isfinite(found.marginals).all()
    assert found.marginals.sum(axis=-1) == pytest.approx(1, rel=0, abs=1e-12)


@pytest.mark.parametrize(
    "values",
    [
        {"content.interest.cut": 6},
        {"content.interest.cut": 0},
        {"content-data.choice.coffee": -1},
        {"no.such": 1},
        {"data_analysis.deeds.reports": (1, 2, 3, 4, 5, 6, 7, 8, 9)},
    ],
    ids=str,
)
def test_an_answer_that_there_is_not_is_refused_and_never_scored(engine: Engine, values: dict[str, Answer]) -> None:
    with pytest.raises(ValueError, match="no answer"):
        engine.assess(Answers(values))
