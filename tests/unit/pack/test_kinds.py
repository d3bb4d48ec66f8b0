"""What each kind of question says of itself: how it is shown and answered, and what the engine is given."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from opscareer.pack.kinds.scale import equal_shares
from opscareer.pack.kinds.shown import ShownQuestion
from opscareer.pack.load import load_pack
from opscareer.pack.model import Question, Text
from opscareer.results.trait import Trait

TINY = Path(__file__).parents[2] / "packs" / "good" / "tiny"

PACK = load_pack()
KINDS = ("deeds", "judgement", "interest", "choice")
OPTIONS = tuple(Text(zh=f"甲{number}", en=f"a {number}") for number in range(1, 8))


def first(kind: str) -> Question:
    return next(question for question in PACK.questions if question.kind == kind)


def shown(kind: str, options: int) -> ShownQuestion:
    return replace(PACK.shown(first(kind).id), options=OPTIONS[:options])


# --- the order in which options are shown


@pytest.mark.parametrize("kind", KINDS)
@given(seed=st.integers(-(2**40), 2**40), options=st.integers(2, 7))
def test_every_option_is_shown_once_and_the_same_seed_shows_them_the_same_way(kind: str, seed: int, options: int) -> None:
    order = shown(kind, options).order(seed)

    assert sorted(order) == list(range(1, options + 1))
    assert order == shown(kind, options).order(seed)


@pytest.mark.parametrize("kind", KINDS)
def test_only_deeds_and_judgements_are_shuffled(kind: str) -> None:
    orders = {shown(kind, 4).order(seed) for seed in range(400)}

    assert len(orders) == (24 if kind in {"deeds", "judgement"} else 1)
    assert (1, 2, 3, 4) in orders


def test_the_best_option_is_shown_in_every_place_equally_often() -> None:
    places: Counter[int] = Counter()
    for question in PACK.questions:
        if question.kind == "judgement":
            best = 1 + [option.rating for option in question.options].index("best")
            for seed in range(400):
                places[PACK.shown(question.id).order(seed).index(best)] += 1

    shares = [count / sum(places.values()) for count in places.values()]
    assert len(shares) == len(first("judgement").options)
    assert shares == pytest.approx([1 / len(shares)] * len(shares), rel=0, abs=0.02)


# --- read from files


@pytest.mark.parametrize("given", ["", "null", "~"])
def test_an_empty_value_is_no_answer(given: str) -> None:
    assert first("interest").read(given, False, PACK.scales) is None


@pytest.mark.parametrize(
    ("given", "quoted", "answer"),
    [
        ("3", False, 3),
        ("003", False, 3),
        ("6", False, "answer-range"),
        ("0", False, "answer-range"),
        ("-1", False, "answer-range"),
        ("9" * 5000, False, "answer-range"),
        ("3", True, "answer-type"),
        ("", True, "answer-type"),
        ("3.0", False, "answer-type"),
        ("yes", False, "answer-type"),
        ("３", False, "answer-type"),
        (["3"], False, "answer-no-list"),
        ([], False, "answer-no-list"),
        ({}, False, "answer-type"),
    ],
)
def test_a_file_answers_with_the_plain_number_of_an_option(given: object, quoted: bool, answer: int | str) -> None:
    assert first("interest").read(given, quoted, PACK.scales) == answer


@pytest.mark.parametrize(
    ("given", "quoted", "answer"),
    [
        (["1", "3"], False, (1, 3)),
        (["3", "1"], False, (1, 3)),
        ([], False, ()),
        ("", False, None),
        ("null", False, None),
        (["0"], False, "answer-off-list"),
        (["9"], False, "answer-off-list"),
        (["-1"], False, "answer-off-list"),
        (["1", "9" * 5000], False, "answer-off-list"),
        (["1", "1"], False, "answer-twice"),
        ("3", False, "answer-bare"),
        ("9", False, "answer-deeds"),
        ("0", False, "answer-deeds"),
        ("1 3", False, "answer-deeds"),
        ("none", False, "answer-deeds"),
        ("3", True, "answer-deeds"),
        (["3"], True, "answer-deeds"),
        (["1", "x"], False, "answer-deeds"),
        (["1", ""], False, "answer-deeds"),
        (["1", "null"], False, "answer-deeds"),
        (["1", ["2"]], False, "answer-deeds"),
        ([{}], False, "answer-deeds"),
        ({}, False, "answer-deeds"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_list_of_deeds_is_answered_with_those_that_were_done(given: object, quoted: bool, answer: object) -> None:
    assert first("deeds").read(given, quoted, PACK.scales) == answer


CELLS = {
    "1 3": (1, 3),
    "3;1": (1, 3),
    "2": (2,),
    "0": (),
    "": None,
    "null": None,
    "1 1": "answer-twice",
    "0 1": "answer-off-list",
    "9": "answer-off-list",
    "1,3": "answer-cell",
    ";": "answer-cell",
    "x": "answer-cell",
}


@pytest.mark.parametrize("cell", CELLS, ids=repr)
def test_a_cell_of_a_table_lists_deeds_with_spaces_between_and_none_as_zero(cell: str) -> None:
    assert first("deeds").read_cell(cell, PACK.scales) == CELLS[cell]


@pytest.mark.parametrize(
    ("value", "accepted"),
    [((), True), ((1, 3), True), ((3, 1), False), ((1, 1), False), ((0,), False), ((9,), False), (1, False), ([1], False), (None, False)],
    ids=str,
)
def test_deeds_are_numbers_that_rise(value: object, accepted: bool) -> None:
    assert first("deeds").accepts(value, PACK.scales) is accepted


@pytest.mark.parametrize("kind", ["judgement", "interest", "choice"])
def test_where_one_option_answers_several_do_not(kind: str) -> None:
    assert first(kind).accepts(1, PACK.scales)
    assert not first(kind).accepts((1,), PACK.scales)


# --- in words


def test_an_answer_to_a_choice_says_what_a_and_b_are() -> None:
    pack = load_pack(TINY)
    (words,) = pack.in_words("baker-seller.choice", 2)

    assert words.en == "Rather B (A: Try a longer proof; B: Hand out samples to the queue)"
    assert words.zh == "更想做B（A：试一种新的发酵时间；B：请排队的人试吃）"


def test_every_other_answer_is_its_option_in_words() -> None:
    for question in PACK.questions:
        if question.kind in {"judgement", "interest"}:
            texts = PACK.options(question)
            assert [PACK.in_words(question.id, value) for value in range(1, len(texts) + 1)] == [(text,) for text in texts]


def test_deeds_are_told_one_by_one_and_none_is_told_by_nothing() -> None:
    question = first("deeds")
    texts = [deed.text for deed in question.options]

    assert PACK.in_words(question.id, (1, 3)) == (texts[0], texts[2])
    assert PACK.in_words(question.id, ()) == ()


# --- for the engine


@pytest.mark.parametrize("traits", [1, 2])
@pytest.mark.parametrize("options", [2, 3, 5, 7])
def test_before_anything_is_known_every_option_is_about_as_likely(options: int, traits: int) -> None:
    """What decides is a normal variable and a logistic one: their sum is normal only nearly."""
    edges = [-float("inf"), *equal_shares(options, 1.5, traits), float("inf")]
    dice = np.random.default_rng(1)
    drawn = dice.normal(0, traits**0.5, 200_000) + dice.logistic(0, 1 / 1.5, 200_000)

    shares, _ = np.histogram(drawn, edges)

    assert shares / len(drawn) == pytest.approx(np.full(options, 1 / options), rel=0, abs=0.015)
    assert edges[1:-1] == pytest.approx([-edge for edge in reversed(edges[1:-1])], rel=0, abs=1e-12)


def test_the_engine_is_told_where_half_of_the_people_have_done_each_deed() -> None:
    question = replace(first("deeds"), discrimination=None)
    item = question.item(PACK.scales)

    assert item.traits == (Trait("competency", question.measures),)
    assert item.discrimination == 1.0
    assert item.difficulties == tuple(deed.level - 2.5 for deed in question.options)


def test_the_categories_of_a_judgement_are_its_ratings_and_its_level_is_where_most_choose_the_best() -> None:
    question = first("judgement")
    ratings = ("passable", "best", "poor", "passable")
    options = tuple(replace(question.options[0], rating=rating) for rating in ratings)

    item = replace(question, options=options, level=3.5, discrimination=None).item(PACK.scales)

    assert item.categories == (1, 2, 0, 1)
    assert item.thresholds == (2.0 - 2.5, 3.5 - 2.5)
    assert (item.discrimination, item.guessing) == (0.8, 0.25)
    assert item.traits == (Trait("competency", question.measures),)


def test_a_choice_measures_the_two_interests_in_the_order_of_its_tasks() -> None:
    question = first("choice")

    assert question.item(PACK.scales).traits == tuple(Trait("interest", role) for role in question.measures)


def test_a_trait_is_written_as_scripts_know_it() -> None:
    assert str(Trait("competency", "data_analysis")) == "data_analysis"
    assert str(Trait("interest", "content")) == "interest.content"
