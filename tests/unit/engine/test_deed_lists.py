"""Deeds ticked in an odd order: how many pairs, and how likely as many are."""

from itertools import product

import numpy as np
import pytest

from opscareer.answers import Answers
from opscareer.engine.assess import Engine
from opscareer.engine.quality import _errors_by_chance
from opscareer.pack.kinds.scale import CountItem
from opscareer.pack.model import Pack
from opscareer.results.units import Answer


def test_the_chance_of_guttman_errors_is_that_of_people_who_tick_as_many_deeds(pack: Pack) -> None:
    """Held against people of any trait whose deeds are harder or easier than the author thinks."""
    item = next(question for question in pack.questions if question.several).item(pack.scales)
    assert isinstance(item, CountItem)
    random, difficulties = np.random.default_rng(3), np.array(item.difficulties)
    traits, missed = random.uniform(-1, 1, (60_000, 1)), difficulties + 0.7 * random.standard_normal((60_000, len(difficulties)))
    done = random.random(missed.shape) < 1 / (1 + np.exp(-item.discrimination * (traits - missed)))
    errors = (done[:, :, None] & ~done[:, None] & (difficulties[:, None] > difficulties)).sum(axis=(1, 2))

    for count in (2, 4):
        found = errors[done.sum(axis=1) == count]
        expected = _errors_by_chance(item, count)
        assert float(found.mean()) == pytest.approx(float(expected @ np.arange(len(expected))), abs=0.4)
        assert expected.sum() == pytest.approx(1.0)


def test_errors_in_several_lists_are_as_likely_as_all_ways_in_which_the_lists_can_make_as_many(pack: Pack, engine: Engine) -> None:
    lists = [question for question in pack.questions if question.several][:3]
    ticks = [(2,), (3,), (1, 3)]
    given: dict[str, Answer] = {question.id: 3 for question in pack.questions if question.kind == "interest"}
    given |= {question.id: ticked for question, ticked in zip(lists, ticks, strict=True)}
    errors, chances = 0, []
    for question, ticked in zip(lists, ticks, strict=True):
        item = question.item(pack.scales)
        assert isinstance(item, CountItem)
        levels = dict(enumerate(item.difficulties, 1))
        errors += sum(levels[left] < levels[done] for done in ticked for left in set(levels) - set(ticked))
        chances.append(_errors_by_chance(item, len(ticked)).tolist())
    as_many = sum(
        a * b * c for (one, a), (two, b), (three, c) in product(*(enumerate(each) for each in chances)) if one + two + three >= errors
    )

    quality = engine.assess(Answers(given)).quality

    assert quality.guttman == errors > 0
    assert quality.guttman_p == pytest.approx(as_many)
