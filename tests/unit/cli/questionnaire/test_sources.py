"""Where questions come from."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opscareer.cli.questionnaire.sources import Adaptive, Rubrics
from opscareer.engine.assess import Engine
from opscareer.engine.rules import rules_of
from opscareer.engine.selection import Selector
from opscareer.pack.model import Pack
from opscareer.pack.values import content
from opscareer.sessions.progress import Progress

FORMS = ("default", "quick", "full")
LEVELS = st.lists(st.one_of(st.none(), st.integers(1, 3)), max_size=8)


def not_loaded() -> Engine:
    raise AssertionError("the engine was asked")


@pytest.mark.parametrize("form", FORMS)
def test_the_first_question_is_the_one_that_the_engine_would_choose_and_is_asked_without_it(pack: Pack, engine: Engine, form: str) -> None:
    rules = rules_of(form, len(pack.questions))

    asked = Adaptive(pack, rules, 1, not_loaded).source.next(Progress())

    chosen = Selector(engine.bank, engine.model, rules).step(Progress().answers, (), 1)
    assert asked is not None
    assert chosen is not None
    assert (asked.question, asked.drawn, asked.left) == (chosen.question, chosen.drawn, chosen.left)
    assert asked.question == pack.opening


def test_a_pack_without_an_opening_question_asks_the_engine(tiny: Pack) -> None:
    unopened = Pack(**{**content(tiny), "opening": None})

    with pytest.raises(AssertionError, match="the engine was asked"):
        Adaptive(unopened, rules_of("default", len(tiny.questions)), 1, not_loaded).source.next(Progress())


def test_a_pack_opens_with_the_question_that_it_names(tiny: Pack) -> None:
    opened = Pack(**{**content(tiny), "opening": "dough.judgement"})

    following = Adaptive(opened, rules_of("default", len(tiny.questions)), 1, not_loaded).source.next(Progress())

    assert following is not None
    assert (following.question, following.left) == ("dough.judgement", 6)


def test_more_questions_are_offered_where_it_is_too_close_to_call_and_haste_alone_changes_nothing(pack: Pack, engine: Engine) -> None:
    source = Adaptive(pack, rules_of("default", len(pack.questions)), 1, lambda: engine)
    first, second = pack.questions[:2]
    close = Progress().answer(first.id, 1).answer(second.id, 1)
    found = engine.assess(close.answers)
    assert found.best.p_best < 0.5
    settled = replace(found, best=replace(found.best, p_best=0.9, close_call=False, gap_interval=(1.0, 9.0)))

    def hasty(assessment):
        return replace(assessment, best=replace(assessment.best, close_call=True), quality=replace(assessment.quality, flags=("hasty",)))

    further = source.further(close, found)
    assert further is not None
    assert further.usual == 8
    following = further.next(close)
    assert following is not None
    assert following.left == 6
    assert further.next(close.back()) == source.source.next(close.back())._replace(left=7)
    in_haste = source.further(close, hasty(found))
    assert in_haste is not None
    assert (in_haste.usual, in_haste.next(close)) == (8, following)
    assert source.further(close, settled) is None
    assert source.further(close, hasty(settled)) is None
    careless = replace(settled, quality=replace(settled.quality, flags=("inconsistent",)))
    assert source.further(close, careless) is not None


@given(LEVELS)
def test_what_was_said_of_units_can_be_gone_on_with(pack: Pack, levels: list[int | None]) -> None:
    rubrics = Rubrics(pack.units[:2])
    count = len(pack.units[0].rubric)
    said = {unit.id: tuple(part) for unit, part in zip(rubrics.units, (levels[:count], levels[count:]), strict=True)}

    progress = rubrics.progress(said)

    assert rubrics.levels(progress) == said
    following = rubrics.source.next(progress)
    assert (following.left if following else 0) == rubrics.source.usual - len(levels)


def test_every_criterion_of_every_unit_is_asked_once_in_order(pack: Pack) -> None:
    rubrics, progress = Rubrics(pack.units[:2]), Progress()
    source = rubrics.source
    texts = []
    while (following := source.next(progress)) is not None:
        texts.append(source.shown(following.question).text.en)
        progress = progress.answer(following.question, None)

    assert texts == [f"{unit.title.en}: {item.criterion.en}" for unit in rubrics.units for item in unit.rubric]
    assert rubrics.levels(progress) == {unit.id: (None,) * len(unit.rubric) for unit in rubrics.units}
