"""What an author may want to know of a sound pack: how much a question tells, which roles are alike, and which keys give themselves away."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pytest
from shipped import TINY, shipped_pack, tiny_pack

from opscareer.engine.evaluation.advice import Doubt, doubts, told_by
from opscareer.engine.items import ItemBank
from opscareer.engine.people import answer_all, draw_traits
from opscareer.pack.kinds.judgement import Judgement
from opscareer.pack.load import load_pack
from opscareer.pack.model import Pack, Question, Required, Text

PEOPLE = 60_000


def of_kind(pack: Pack, slug: str) -> list[Doubt]:
    return [doubt for doubt in doubts(pack) if doubt.slug == slug]


def with_questions(pack: Pack, questions: Iterable[Question]) -> Pack:
    return replace(pack, questions=tuple(questions))


# --- how much a question tells


@pytest.mark.parametrize("pack", [tiny_pack(), load_pack(TINY.parent / "interests-only")], ids=["tiny", "interests-only"])
def test_a_question_tells_as_much_as_the_means_of_the_people_who_answer_it_differently_differ(pack: Pack) -> None:
    random = np.random.default_rng(1)
    bank, traits = ItemBank.of(pack), draw_traits(PEOPLE, len(pack.competencies), len(pack.roles), random)
    answers = answer_all(bank, traits, random)

    for question in pack.questions:
        measured = [traits[:, pack.traits.index(trait)] for trait in question.traits]
        about = measured[-1] - measured[0] if len(measured) > 1 else measured[0]
        given = answers[:, bank.index[question.id]]
        of_answer = [about[given == answer] for answer in np.unique(given)]
        left = sum(len(own) * own.var() for own in of_answer) / PEOPLE
        assert told_by(pack, question) == pytest.approx(1 - left / about.var(), abs=0.01), question.id


def test_no_question_of_the_shipped_pack_tells_next_to_nothing_and_one_that_hardly_discriminates_does() -> None:
    pack = shipped_pack()
    weak = next(question for question in pack.questions if question.kind == "interest")

    assert of_kind(pack, "question-weak") == []
    doubtful = with_questions(
        pack, [replace(question, discrimination=0.2) if question is weak else question for question in pack.questions]
    )
    assert [doubt.item for doubt in of_kind(doubtful, "question-weak")] == [weak.id]


# --- roles that are alike


def twins(weight: float, senior: int, interests: int) -> Pack:
    """A pack whose second role needs what the first one needs, but for a weight and a level, with so many questions about their interests."""
    pack = tiny_pack()
    first, second = pack.roles
    dough, service = first.needs["dough"], first.needs["service"]
    required = Required(entry=dough.required.entry, mid=dough.required.mid, senior=senior)
    needs = {**first.needs, "dough": replace(dough, weight=weight, required=required), "service": replace(service, weight=1 - weight)}
    about = next(question for question in pack.questions if question.kind == "interest")
    more = [replace(about, id=f"more-{number}") for number in range(interests)]
    others = [question for question in pack.questions if question.kind not in {"interest", "choice"}]
    return with_questions(replace(pack, roles=(first, replace(second, needs=needs))), [*others, *more])


@pytest.mark.parametrize(
    ("weight", "senior", "interests", "told"),
    [(0.8, 4, 3, True), (0.76, 4, 3, True), (0.84, 4, 3, True), (0.7, 4, 3, False), (0.8, 3, 3, False), (0.8, 4, 4, False)],
)
def test_roles_are_alike_that_weigh_nearly_the_same_and_require_the_same_where_few_questions_are_about_their_work(
    weight: float, senior: int, interests: int, told: bool
) -> None:
    found = of_kind(twins(weight, senior, interests), "roles-alike")

    assert [(doubt.item, doubt.facts["other"], doubt.facts["count"]) for doubt in found] == (
        [("seller", "baker", interests)] if told else []
    )


# --- keys that give themselves away


def judgements(*lengths: tuple[int, int, int], best: tuple[int, ...] = ()) -> Pack:
    """A pack whose judgements have options of these lengths, in letters; the best is the first one or stands where `best` says."""
    pack = tiny_pack()
    model = next(question for question in pack.questions if isinstance(question, Judgement))
    made = []
    for number, sizes in enumerate(lengths):
        ratings = ["passable", "poor"]
        ratings.insert(best[number] if best else 0, "best")
        options = [
            replace(model.options[0], rating=rating, text=Text(zh="字" * size, en="x" * size))
            for rating, size in zip(ratings, sizes, strict=True)
        ]
        made.append(replace(model, id=f"judgement-{number}", options=tuple(options)))
    return with_questions(pack, [*(question for question in pack.questions if question is not model), *made])


def test_the_best_option_gives_itself_away_where_it_is_the_longest_of_more_than_half_of_five_judgements() -> None:
    longest, as_long = (11, 10, 10), (10, 10, 9)
    mixed = judgements(longest, longest, longest, as_long, as_long)

    assert {doubt.facts["language"]: (doubt.facts["count"], doubt.facts["all"]) for doubt in of_kind(mixed, "key-longest")} == {
        "zh": (3, 5),
        "en": (3, 5),
    }
    assert of_kind(judgements(longest, longest, longest, as_long, as_long, as_long), "key-longest") == []
    assert of_kind(judgements(longest, longest, longest, longest), "key-longest") == []


def test_the_best_option_gives_itself_away_where_it_stands_at_one_place_in_more_than_half_of_five_judgements() -> None:
    even = (10, 10, 10)

    (found,) = of_kind(judgements(*[even] * 5, best=(1, 1, 1, 0, 2)), "key-at-one-place")
    assert (found.facts["count"], found.facts["all"], found.facts["place"]) == (3, 5, 2)
    assert of_kind(judgements(*[even] * 6, best=(1, 1, 1, 0, 2, 0)), "key-at-one-place") == []
    assert of_kind(judgements(*[even] * 4, best=(1, 1, 1, 1)), "key-at-one-place") == []


@pytest.mark.parametrize(("length", "told"), [(15, False), (16, True)])
def test_a_best_option_more_than_half_as_long_again_as_any_other_gives_itself_away_alone(length: int, told: bool) -> None:
    found = of_kind(judgements((length, 10, 4)), "key-much-longer")

    assert [(doubt.item, doubt.path) for doubt in found] == ([("judgement-0", ("options", 0))] if told else [])
