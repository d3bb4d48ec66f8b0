"""Whole sessions of many people at once, with the questions in the order in which each was asked."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from opscareer.engine.assess import Engine
from opscareer.engine.fit import State, draw
from opscareer.engine.measurement import posterior
from opscareer.engine.people import answer_all, draw_traits
from opscareer.engine.rules import Rules
from opscareer.engine.selection import ASKING_POINTS, ASKING_TOLERANCE, Selector


class Sessions(NamedTuple):
    """orders: the questions that each person was asked (P lists of ids); answers: what they had said at the end (P, J); state: what is known
    of them then."""

    orders: list[list[str]]
    answers: np.ndarray
    state: State


def simulated(engine: Engine, count: int, seed: int) -> np.ndarray:
    """Answers of `count` simulated people to every question (P, J)."""
    random = np.random.default_rng(seed)
    return answer_all(engine.bank, draw_traits(count, len(engine.model.competencies), len(engine.model.roles), random), random)


def sessions(engine: Engine, rules: Rules, willing: np.ndarray, seeds: Sequence[int], skipped: np.ndarray | None = None) -> Sessions:
    """Everybody through a session. `willing` (P, J): what each would answer; `skipped` (P, J): where they skip instead."""
    given = willing if skipped is None else np.where(skipped, 0, willing)
    selector, asked = Selector(engine, rules), np.zeros(willing.shape, dtype=bool)
    orders: list[list[str]] = [[] for _ in willing]
    going = np.arange(len(willing))
    while len(going):
        chosen = selector.choose(_state(engine, given[going], asked[going]), asked[going], [seeds[person] for person in going])
        going, chosen = going[chosen >= 0], chosen[chosen >= 0]
        asked[going, chosen] = True
        for person, question in zip(going, chosen, strict=True):
            orders[person].append(engine.bank.ids[question])
    return Sessions(orders, np.where(asked, given, 0), _state(engine, given, asked))


def _state(engine: Engine, answers: np.ndarray, asked: np.ndarray) -> State:
    return draw(engine.model, posterior(engine.bank, np.where(asked, answers, 0), ASKING_TOLERANCE), ASKING_POINTS)
