"""Where questions come from."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opscareer.cli.questionnaire.sources import Adaptive, Rubrics, length_of, rules_within
from opscareer.engine.assess import Engine
from opscareer.engine.rules import Next, rules_of
from opscareer.frozen import content
from opscareer.pack.model import Pack
from opscareer.results.assessment import Assessment, Flag
from opscareer.sessions.progress import Progress, Reply

FORMS = ("default", "quick", "full")
LEVELS = st.lists(st.one_of(st.none(), st.integers(1, 3)), max_size=8)


def not_loaded() -> Engine:
    raise AssertionError("the engine was asked")


@pytest.mark.parametrize("form", FORMS)
def test_the_opening_question_is_asked_without_the_engine(pack: Pack, form: str) -> None:
    source = Adaptive(pack, rules_within(form, pack, None), 1, not_loaded).source

    assert source.next(Progress()) == Next(pack.opening or "", left=source.most)


def test_a_pack_without_an_opening_question_asks_the_engine(tiny: Pack) -> None:
    unopened = Pack(**{**content(tiny), "opening": None})

    with pytest.raises(AssertionError, match="the engine was asked"):
        Adaptive(unopened, rules_within("default", tiny, None), 1, not_loaded).source.next(Progress())


# --- how long it becomes


@pytest.mark.parametrize(("form", "most"), [("default", 28), ("quick", 15), ("full", None)])
def test_a_form_begins_with_as_many_questions_as_it_allows_at_most(pack: Pack, tiny: Pack, form: str, most: int | None) -> None:
    assert Adaptive(pack, rules_within(form, pack, None), 1, not_loaded).source.most == (most or len(pack.questions))
    assert Adaptive(tiny, rules_within(form, tiny, None), 1, not_loaded).source.most == len(tiny.questions)


@pytest.mark.parametrize("form", FORMS)
def test_the_length_told_is_what_the_form_allows_and_never_more_than_there_are_questions(pack: Pack, tiny: Pack, form: str) -> None:
    assert length_of(form, pack) == {"default": (14, 28), "quick": (10, 15), "full": (len(pack.questions),) * 2}[form]
    assert max(length_of(form, tiny)) <= len(tiny.questions)


def test_a_session_that_was_told_a_total_keeps_to_it_and_one_that_asked_for_more_gets_that(pack: Pack) -> None:
    assert rules_within("default", pack, 22) == replace(rules_of("default", 0), most=22)
    more = rules_within("default", pack, 34)
    assert (more.least, more.most, more.price) == (34, 34, -1.0)
    assert rules_within("more", pack, 22) == replace(more, least=22, most=22)


def answered(pack: Pack, count: int) -> Progress:
    replies = (Reply(question.id, () if question.several else 1) for question in pack.questions[:count])
    return Progress(tuple(replies))


@pytest.mark.parametrize("count", [0, 4, 11, 12, 13, 16])
def test_from_the_twelfth_answer_on_every_fourth_may_end_a_careless_session(pack: Pack, engine: Engine, count: int) -> None:
    source = Adaptive(pack, rules_within("full", pack, None), 1, lambda: engine, lambda _: True).source

    assert (source.next(answered(pack, count)) is None) == (count in {12, 16})


# --- where it is not settled


@pytest.fixture(scope="module")
def unsettled(engine: Engine, pack: Pack) -> Assessment:
    """After two answers."""
    found = engine.assess(answered(pack, 2).answers)
    assert found.best.verdict == "close"
    return found


def test_more_questions_are_offered_where_it_is_not_settled_who_leads(pack: Pack, engine: Engine, unsettled: Assessment) -> None:
    source, progress = Adaptive(pack, rules_within("default", pack, None), 1, lambda: engine), answered(pack, 2)
    settled = replace(unsettled, best=replace(unsettled.best, verdict="likely", settles=None))

    further = source.further(progress, unsettled)

    assert further is not None
    assert further.most == 8
    following = further.next(progress)
    assert following is not None
    assert following.left == 6
    assert source.further(progress, settled) is None
    assert source.further(answered(pack, len(pack.questions)), unsettled) is None


def test_careless_answers_do_not_become_better_by_being_more(pack: Pack, engine: Engine, unsettled: Assessment) -> None:
    source = Adaptive(pack, rules_within("default", pack, None), 1, lambda: engine)
    careless = replace(unsettled, quality=replace(unsettled.quality, flags=(Flag("hasty"),)))
    meant = replace(careless, quality=replace(careless.quality, meant=True))

    assert source.further(answered(pack, 2), careless) is None
    assert source.further(answered(pack, 2), meant) is not None


# --- rubrics


@given(LEVELS)
def test_what_was_said_of_units_can_be_gone_on_with(pack: Pack, levels: list[int | None]) -> None:
    rubrics = Rubrics(pack.units[:2])
    count = len(pack.units[0].rubric)
    said = {unit.id: tuple(part) for unit, part in zip(rubrics.units, (levels[:count], levels[count:]), strict=True)}

    progress = rubrics.progress(said)

    assert rubrics.levels(progress) == said
    following = rubrics.source.next(progress)
    assert (following.left if following else 0) == rubrics.source.most - len(levels)


def test_every_criterion_of_every_unit_is_asked_once_in_order(pack: Pack) -> None:
    rubrics, progress = Rubrics(pack.units[:2]), Progress()
    source = rubrics.source
    texts = []
    while (following := source.next(progress)) is not None:
        texts.append(source.shown(following.question).text.en)
        progress = progress.answer(following.question, None)

    assert texts == [f"{unit.title.en}: {item.criterion.en}" for unit in rubrics.units for item in unit.rubric]
    assert rubrics.levels(progress) == {unit.id: (None,) * len(unit.rubric) for unit in rubrics.units}
