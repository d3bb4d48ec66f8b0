"""Question tables: the graded response model and counts of deeds, and what must hold of them whatever the parameters are."""

from dataclasses import replace
from itertools import pairwise, product

import numpy as np
import pytest

from opscareer.engine.assess import Engine
from opscareer.engine.items import DIFFERENCES, EDGES, GRID, PRIOR, Author, ItemBank, counts, exact, fallible, graded, item_table
from opscareer.pack.kinds.scale import CountItem, EngineItem, GradedItem, equal_shares, level_of_trait, trait_of_level
from opscareer.pack.model import Pack, Question
from opscareer.results.trait import Trait

TRAIT = Trait("competency", "a")
THRESHOLDS = [(0.0,), (-1.0, 1.0), (-1.5, -0.5, 0.5, 1.5), (-2.0, -1.9, 0.3, 0.35, 2.2, 2.5)]
DEEDS = [(-1.0,), (-1.0, 0.0, 2.0), (-1.5, -1.0, -1.0, 0.0, 0.5, 1.5, 2.0, 2.5), (2.5,) * 8, (-1.5,) * 8]
SLOPES = (0.2, 1.0, 4.0)
AUTHORS = {"an author who is right": exact, "an author who may be wrong": fallible}


def items() -> dict[str, EngineItem]:
    """Of every class of questions, from the flattest that a pack may have to the steepest."""
    made: dict[str, EngineItem] = {}
    for slope in SLOPES:
        for thresholds in THRESHOLDS:
            categories = tuple(range(len(thresholds) + 1))
            made[f"{len(categories)} options, slope {slope}"] = GradedItem((TRAIT,), slope, thresholds, categories)
        for number, deeds in enumerate(DEEDS):
            made[f"deeds {number}, slope {slope}"] = CountItem((TRAIT,), slope, deeds)
        made[f"judgement, slope {slope}"] = GradedItem((TRAIT,), slope, (-1.5, 0.0), (0, 2, 1, 1), 0.25)
        made[f"choice, slope {slope}"] = GradedItem((TRAIT, TRAIT), slope, equal_shares(5, slope, 2), (0, 1, 2, 3, 4))
    return made


ITEMS = items()


def nodes_of(item: EngineItem) -> np.ndarray:
    return GRID if len(item.traits) == 1 else DIFFERENCES


def in_rising_order(item: EngineItem, table: np.ndarray) -> np.ndarray:
    """The rows of a table, of options of one category one, the lowest category first."""
    if isinstance(item, CountItem):
        return table
    return np.array([table[item.categories.index(category)] for category in range(len(item.thresholds) + 1)])


def test_a_cell_of_the_grid_lies_around_each_of_73_values_from_minus_six_to_six_and_differences_are_of_any_two() -> None:
    step = 12 / 72

    assert pytest.approx([-6 + step * place for place in range(73)]) == GRID
    assert pytest.approx([-6 + step * (place - 0.5) for place in range(74)]) == EDGES
    assert pytest.approx([-12 + step * place for place in range(145)]) == DIFFERENCES


# --- the models -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("author", AUTHORS.values(), ids=AUTHORS)
@pytest.mark.parametrize("name", ITEMS)
def test_probabilities_sum_to_one_at_every_trait_value_and_none_is_lost_far_out(name: str, author: Author) -> None:
    item = ITEMS[name]

    with np.errstate(all="raise"):
        table = item_table(item, author)

    assert table.shape[1] == len(nodes_of(item))
    assert (table > 0).all()
    assert table.sum(axis=0) == pytest.approx(1, rel=0, abs=1e-12)


@pytest.mark.parametrize("author", AUTHORS.values(), ids=AUTHORS)
@pytest.mark.parametrize("name", ITEMS)
def test_the_odds_of_a_higher_answer_against_a_lower_one_never_fall_as_the_trait_rises(name: str, author: Author) -> None:
    """The monotone likelihood ratio: from it follows that a higher answer never speaks for a lower trait, whatever else is known."""
    item = ITEMS[name]
    table = np.log(in_rising_order(item, item_table(item, author)))

    for low, high in pairwise(table):
        assert (np.diff(high - low) > -1e-9).all()


def test_a_difference_so_small_that_it_cancels_in_plain_subtraction_keeps_its_size() -> None:
    """P(middle) between thresholds 0 and 1 at 60: σ(60) − σ(59) is 0 in floating point, and e^-59 − e^-60 in truth."""
    middle = graded(np.array([1.0]), np.array([[0.0, 1.0]]), np.array([60.0]))[0, 1, 0]

    assert middle == pytest.approx(np.exp(-59) - np.exp(-60), rel=1e-9)


@pytest.mark.parametrize("deeds", DEEDS, ids=str)
def test_how_many_deeds_were_done_has_the_probability_of_all_patterns_of_so_many(deeds: tuple[float, ...]) -> None:
    at = np.array([-6.0, -1.0, 0.3, 6.0])
    found = counts(np.array([1.3]), np.array([deeds]), at)[0]

    expected = np.zeros_like(found)
    for pattern in product((0, 1), repeat=len(deeds)):
        chances = [1 / (1 + np.exp(-(1.3 if done else -1.3) * (at - deed))) for done, deed in zip(pattern, deeds, strict=True)]
        expected[sum(pattern)] += np.prod(chances, axis=0)
    assert found == pytest.approx(expected, rel=1e-9, abs=0)


def test_half_of_the_people_at_the_level_of_a_deed_have_done_it() -> None:
    assert counts(np.array([1.0]), np.array([[0.7]]), np.array([0.7]))[0, :, 0] == pytest.approx([0.5, 0.5])


def test_with_nobody_guessing_a_judgement_is_the_graded_model_and_with_everybody_the_shares_of_its_ratings() -> None:
    ratings = (0, 2, 1, 1)
    known, guessed = (item_table(GradedItem((TRAIT,), 0.8, (-1.5, 0.0), ratings, share), exact) for share in (0.0, 1.0))
    mixed = item_table(GradedItem((TRAIT,), 0.8, (-1.5, 0.0), ratings, 0.25), exact)

    model = graded(np.array([0.8]), np.array([[-1.5, 0.0]]), GRID)[0]
    assert known == pytest.approx(np.array([model[0], model[2], model[1] / 2, model[1] / 2]), rel=0, abs=1e-12)
    assert guessed == pytest.approx(np.full((4, len(GRID)), 0.25), rel=0, abs=1e-12)
    assert (mixed[1] >= 0.25 / 4 - 1e-12).all()
    inner = np.abs(GRID) < 3  # where the mixture needs no mending
    assert mixed[:, inner] == pytest.approx(0.75 * known[:, inner] + 0.25 * guessed[:, inner], rel=0, abs=1e-9)


@pytest.mark.parametrize("name", ITEMS)
def test_a_question_that_is_harder_than_its_author_thinks_is_answered_as_one_with_every_step_higher(name: str) -> None:
    item, harder = ITEMS[name], 0.3
    steps = "difficulties" if isinstance(item, CountItem) else "thresholds"

    found = item_table(item, lambda item: (np.ones(1), np.array([harder])))

    higher = tuple(step + harder for step in getattr(item, steps))
    assert found == pytest.approx(item_table(replace(item, **{steps: higher}), exact), rel=1e-9, abs=0)


@pytest.mark.parametrize("name", [name for name in ITEMS if name.endswith("slope 1.0")])
def test_an_uncertain_question_says_less_than_a_certain_one(name: str) -> None:
    item = ITEMS[name]
    spread = PRIOR if len(item.traits) == 1 else np.convolve(PRIOR, PRIOR)

    certain, uncertain = (told(item_table(item, author), nodes_of(item), spread) for author in (exact, fallible))

    assert uncertain < certain


def told(table: np.ndarray, nodes: np.ndarray, spread: np.ndarray) -> float:
    """Variance of the mean after the answer, where what is measured is distributed as `spread`."""
    chance = table @ spread
    return float((chance * (table @ (spread * nodes) / chance) ** 2).sum() - (spread @ nodes) ** 2)


@pytest.mark.parametrize("level", [1.0, 2.5, 5.0])
def test_a_level_and_its_trait_value_are_each_others_inverse(level: float) -> None:
    assert level_of_trait(trait_of_level(level)) == level


def test_a_level_never_leaves_the_scale() -> None:
    assert level_of_trait(-4.0) == 1.0
    assert level_of_trait(4.0) == 5.0


# --- the questions of a pack ------------------------------------------------------------------------------------------------------


def changed(pack: Pack, questions: list[Question]) -> Pack:
    """The pack with other questions."""
    return replace(pack, questions=tuple(questions))


def first(pack: Pack, kind: str) -> Question:
    return next(question for question in pack.questions if question.kind == kind)


def test_every_question_has_one_probability_for_each_of_its_answers(pack: Pack, engine: Engine) -> None:
    bank = engine.bank
    for question, table, several in zip(bank.ids, [*bank.single, *bank.pairs], bank.counted, strict=True):
        answers = len(pack.options(pack.question[question])) + several  # of a list of deeds: none to all
        assert bank.options[bank.index[question]] == answers
        assert np.exp(table[1 : 1 + answers]).sum(axis=0) == pytest.approx(1, rel=0, abs=1e-12)
        assert not table[0].any()
        assert not table[1 + answers :].any()


@pytest.mark.parametrize("kind", ["deeds", "judgement", "interest", "choice"])
def test_a_question_without_a_discrimination_has_that_of_its_kind(pack: Pack, kind: str) -> None:
    question = replace(first(pack, kind), discrimination=None)
    stated = replace(question, discrimination=type(question).usual_discrimination)
    other = replace(question, discrimination=3.3)

    tables = [item_table(version.item(pack.scales)) for version in (question, stated, other)]

    assert np.array_equal(tables[0], tables[1])
    assert not np.allclose(tables[0], tables[2])


@pytest.mark.parametrize("kind", ["deeds", "judgement"])
def test_the_order_of_the_options_changes_only_their_numbers(pack: Pack, kind: str) -> None:
    question = first(pack, kind)
    backwards = replace(question, options=tuple(reversed(question.options)))

    table, turned = (item_table(version.item(pack.scales)) for version in (question, backwards))

    assert table == pytest.approx(turned if question.several else turned[::-1], rel=0, abs=1e-15)


def test_before_anything_is_known_every_option_of_a_shared_scale_is_about_as_likely(pack: Pack) -> None:
    for kind, spread in (("interest", PRIOR), ("choice", np.convolve(PRIOR, PRIOR))):
        item = first(pack, kind).item(pack.scales)

        assert item_table(item, exact) @ spread == pytest.approx(1 / 5, rel=0, abs=0.01)


def test_a_row_of_answers_has_one_more_than_the_deeds_done(pack: Pack, engine: Engine) -> None:
    deeds, interest = first(pack, "deeds").id, first(pack, "interest").id
    column = engine.bank.index

    row = engine.bank.row({deeds: (2, 5), interest: 4})[0]
    none = engine.bank.row({deeds: ()})[0]

    assert (row[column[deeds]], row[column[interest]], row.sum()) == (3, 4, 7)
    assert (none[column[deeds]], none.sum()) == (1, 1)


def test_the_scale_of_every_trait_may_be_off_but_for_an_author_who_is_right(pack: Pack) -> None:
    assert (ItemBank.of(pack).offsets > 0.3).all()
    assert not ItemBank.of(pack, exact).offsets.any()


def test_an_answer_to_a_choice_says_as_much_as_the_logistic_model_has_information_where_the_difference_lies(tiny: Pack) -> None:
    """Fisher's information of a logistic answer: a² · P · (1 − P), whichever of the two was chosen; of no answer none."""
    choice = next(question for question in tiny.questions if question.kind == "choice")
    assert (len(tiny.options(choice)), choice.slope) == (2, 1.2)
    inner = np.abs(DIFFERENCES) < 4
    chance = 1 / (1 + np.exp(-1.2 * DIFFERENCES[inner]))

    unanswered, first, second = ItemBank.of(tiny, exact).pair_information[0][:, inner]

    assert not unanswered.any()
    assert first == pytest.approx(1.2**2 * chance * (1 - chance), abs=0.01)
    assert second == pytest.approx(first, abs=1e-9)
