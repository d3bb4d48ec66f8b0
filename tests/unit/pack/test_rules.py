"""What the rules across items let pass, up to their edges. What they refuse: tests/packs/bad."""

from collections.abc import Callable
from pathlib import Path

import pytest

from opscareer.errors import PackError
from opscareer.pack.files import nearest
from opscareer.pack.load import load_pack

TinyWith = Callable[..., Path]


def slugs(directory: Path) -> list[str]:
    """What is wrong with a pack; nothing, when it can be used."""
    try:
        load_pack(directory)
    except PackError as error:
        return [problem.slug for problem in error.problems]
    return []


@pytest.mark.parametrize(
    ("weight", "wrong"), [("0.8", []), ("0.796", []), ("0.804", []), ("0.794", ["weights-sum"]), ("0.806", ["weights-sum"])]
)
def test_weights_may_miss_1_by_what_rounding_costs(weight: str, wrong: list[str], tiny_with: TinyWith) -> None:
    assert slugs(tiny_with({"roles.yaml": [{"replace": "weight: 0.8", "with": f"weight: {weight}"}]})) == wrong


def test_a_role_may_do_without_a_competency(tiny_with: TinyWith) -> None:
    changes = [{"replace": "weight: 0.8", "with": "weight: 1"}, {"replace": "weight: 0.2", "with": "weight: 0"}]

    assert slugs(tiny_with({"roles.yaml": changes})) == []


def test_a_role_may_ask_the_same_level_of_everyone(tiny_with: TinyWith) -> None:
    changes = [
        {"replace": "{entry: 2, mid: 3, senior: 4}\n        facets: [rec", "with": "{entry: 3, mid: 3, senior: 3}\n        facets: [rec"}
    ]

    assert slugs(tiny_with({"roles.yaml": changes})) == []


def test_a_role_that_only_choices_ask_about_is_asked_about(tiny_with: TinyWith) -> None:
    assert slugs(tiny_with({"questions.yaml": [{"replace": "measures: seller", "with": "measures: baker"}]})) == []


def test_a_basic_skill_needs_neither_weight_nor_units_and_may_ask_for_any_level(tiny_with: TinyWith) -> None:
    assert slugs(tiny_with({"roles.yaml": [{"replace": "{entry: 2, mid: 3, senior: 3}", "with": "{entry: 5, mid: 5, senior: 5}"}]})) == []


def test_a_role_need_not_say_which_facets_come_first(tiny_with: TinyWith) -> None:
    assert slugs(tiny_with({"roles.yaml": [{"replace": "        facets: [recipes, ovens]\n", "with": ""}]})) == []


def test_facets_of_two_competencies_may_have_one_id(tiny_with: TinyWith) -> None:
    roles = [{"replace": "id: counter", "with": "id: cash"}, {"replace": "facets: [counter]", "with": "facets: [cash]"}]

    assert slugs(tiny_with({"roles.yaml": roles, "questions.yaml": [{"replace": "facet: counter", "with": "facet: cash"}]})) == []


def test_two_judgement_options_may_share_a_rating_below_the_best(tiny_with: TinyWith) -> None:
    another = '      - rating: poor\n        text: {zh: "放进冰箱", en: "Put it in the fridge"}\n'
    changes = [
        {"replace": '      - rating: best\n        text: {zh: "量', "with": another + '      - rating: best\n        text: {zh: "量'}
    ]

    assert slugs(tiny_with({"questions.yaml": changes})) == []


def test_two_deeds_may_be_of_one_level(tiny_with: TinyWith) -> None:
    assert slugs(tiny_with({"questions.yaml": [{"replace": "level: 2\n", "with": "level: 1.5\n"}]})) == []


def test_choices_may_share_their_text_when_their_tasks_differ(tiny_with: TinyWith) -> None:
    another = """
  - id: baker-seller.choice.2
    kind: choice
    measures: [seller, baker]
    text: {zh: "周六早上，你更想做哪件事？", en: "Saturday morning: which would you rather do?"}
    tasks:
      - {zh: "擦橱窗", en: "Clean the window"}
      - {zh: "磨刀", en: "Sharpen the knives"}
  - id: dough.deeds
"""

    assert slugs(tiny_with({"questions.yaml": [{"replace": "\n  - id: dough.deeds\n", "with": another}]})) == []


def test_questions_may_share_their_options(tiny_with: TinyWith) -> None:
    change = {
        "replace": 'zh: "帮忙站过几次柜台", en: "Helped at a counter a few times"',
        "with": 'zh: "照配方做成过一个", en: "Followed a recipe and it worked"',
    }

    assert slugs(tiny_with({"questions.yaml": [change]})) == []


def test_a_unit_may_lead_over_several_levels(tiny_with: TinyWith) -> None:
    assert slugs(tiny_with({"learning.yaml": [{"replace": "to: 3", "with": "to: 5"}]})) == []


def test_a_unit_cannot_ask_for_itself_first(tiny_with: TinyWith) -> None:
    change = {"replace": "prerequisites: [dough-1-2]", "with": "prerequisites: [dough-2-3]"}

    assert slugs(tiny_with({"learning.yaml": [change]})) == ["unit-circle"]


def test_one_check_digit_of_ten_fits_an_isbn(tiny_with: TinyWith) -> None:
    fits = []
    for digit in range(10):
        directory = tiny_with({"learning.yaml": [{"replace": '"9781118132715"', "with": f'"978111813271{digit}"'}]})
        fits += [digit] if not slugs(directory) else []
        (directory / "learning.yaml").unlink()

    assert fits == [5]


@pytest.mark.parametrize(
    ("word", "found"), [("servise", "service"), ("dogh", "dough"), ("service", "service"), ("oven", ""), ("", ""), ("Service", "service")]
)
def test_the_nearest_word_is_offered_when_one_is_near(word: str, found: str) -> None:
    assert nearest(word, ["dough", "service"]) == found


def test_nothing_is_near_where_nothing_is_known() -> None:
    assert nearest("dough", []) == ""
