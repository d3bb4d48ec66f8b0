"""Where questions come from."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opscareer.cli.questionnaire.sources import FIRST_QUESTION, AdaptiveSource, RubricSource
from opscareer.engine.assess import Engine
from opscareer.engine.rules import rules_of
from opscareer.engine.selection import Selector
from opscareer.pack.model import Pack
from opscareer.sessions.progress import Progress

FORMS = ("default", "quick", "full")
LEVELS = st.lists(st.one_of(st.none(), st.integers(1, 3)), max_size=8)


def not_loaded() -> Engine:
    raise AssertionError("the engine was asked")


@pytest.mark.parametrize("form", FORMS)
def test_the_first_question_is_the_one_that_the_engine_would_choose_and_is_asked_without_it(pack: Pack, engine: Engine, form: str) -> None:
    rules = rules_of(form, len(pack.questions))

    asked = AdaptiveSource(pack, rules, 1, not_loaded).next(Progress())

    chosen = Selector(engine.bank, engine.model, rules).step(Progress().answers, (), 1)
    assert asked is not None
    assert chosen is not None
    assert (asked.question, asked.drawn, asked.left) == (chosen.question, chosen.drawn, chosen.left)
    assert asked.question == FIRST_QUESTION[pack.header.id]


def test_a_pack_whose_first_question_is_not_known_asks_the_engine(tiny: Pack) -> None:
    with pytest.raises(AssertionError, match="the engine was asked"):
        AdaptiveSource(tiny, rules_of("default", len(tiny.questions)), 1, not_loaded).next(Progress())


def test_more_questions_are_offered_where_it_is_too_close_to_call_and_haste_alone_changes_nothing(pack: Pack, engine: Engine) -> None:
    source = AdaptiveSource(pack, rules_of("default", len(pack.questions)), 1, lambda: engine)
    first, second = pack.questions[:2]
    close = Progress().answer(first.id, 1).answer(second.id, 1)
    found = engine.assess(close.answers)
    assert found.best.p_best < 0.5
    settled = replace(found, best=replace(found.best, p_best=0.9, close_call=False, gap_interval=(1.0, 9.0)))

    def hasty(assessment):
        return replace(assessment, best=replace(assessment.best, close_call=True), quality=replace(assessment.quality, flags=("hasty",)))

    further = source.further(close, found)
    assert further is not None
    assert (further.first, further.total) == (2, 8)
    assert source.further(close, hasty(found)) == further
    assert source.further(close, settled) is None
    assert source.further(close, hasty(settled)) is None
    careless = replace(settled, quality=replace(settled.quality, flags=("inconsistent",)))
    assert source.further(close, careless) is not None


@given(LEVELS)
def test_what_was_said_of_units_can_be_gone_on_with(pack: Pack, levels: list[int | None]) -> None:
    source = RubricSource(pack.units[:2])
    count = len(pack.units[0].rubric)
    said = {unit.id: tuple(part) for unit, part in zip(source.units, (levels[:count], levels[count:]), strict=True)}

    progress = source.progress(said)

    assert source.levels(progress) == said
    following = source.next(progress)
    assert (following.left if following else 0) == source.usual - len(levels)


def test_every_criterion_of_every_unit_is_asked_once_in_order(pack: Pack) -> None:
    source, progress = RubricSource(pack.units[:2]), Progress()
    texts = []
    while (following := source.next(progress)) is not None:
        texts.append(source.shown(following.question).text.en)
        progress = progress.answer(following.question, None)

    assert texts == [f"{unit.title.en}: {item.criterion.en}" for unit in source.units for item in unit.rubric]
    assert source.levels(progress) == {unit.id: (None,) * len(unit.rubric) for unit in source.units}
