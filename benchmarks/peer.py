"""An adaptive test of one trait with yes-or-no questions of known parameters: the work that catsim does too.

The same people with the same answers; each program chooses by its own rule and ends with its own estimate.
"""

from __future__ import annotations

from contextlib import redirect_stdout
from io import StringIO
from time import perf_counter
from typing import Any

import numpy as np

from opscareer.engine.items import GRID, PRIOR, graded

PEOPLE = 500
BANK = 100
ASKED = 20
HEAD = ["program", "root mean square error of the trait", "time a question"]


def rows(seed: int = 1) -> list[list[str]]:
    random = np.random.default_rng(seed)
    traits = random.standard_normal(PEOPLE)
    discrimination = 1.5 * np.exp(0.33 * random.standard_normal(BANK))
    difficulty = random.standard_normal(BANK)
    chances = 1 / (1 + np.exp(-discrimination * (traits[:, None] - difficulty)))
    answers = (random.random(chances.shape) < chances).astype(np.int64)
    made = [_row("this program: least expected variance, EAP", _own, traits, answers, discrimination, difficulty)]
    try:
        import catsim
    except ImportError:
        return [*made, ["PyPI catsim", "not installed", "-"]]
    version = getattr(catsim, "__version__", "")
    return [
        *made,
        _row(f"PyPI catsim {version}: maximum information, maximum likelihood", _catsim, traits, answers, discrimination, difficulty),
    ]


def _row(name: str, program: Any, traits: np.ndarray, answers: np.ndarray, *parameters: np.ndarray) -> list[str]:
    start = perf_counter()
    with redirect_stdout(StringIO()):  # catsim prints empty lines
        estimates = np.array([program(person, *parameters) for person in answers])
    each = 1000 * (perf_counter() - start) / (len(answers) * ASKED)
    return [name, f"{np.sqrt(np.mean((estimates - traits) ** 2)):.3f}", f"{each:.2f} ms"]


def _own(answers: np.ndarray, discrimination: np.ndarray, difficulty: np.ndarray) -> float:
    tables = graded(discrimination, difficulty[:, None], GRID)
    mass, asked = PRIOR.copy(), np.zeros(BANK, dtype=bool)
    for _ in range(ASKED):
        chance = tables @ mass
        told = ((tables @ (mass * GRID)) ** 2 / chance).sum(axis=1)
        best = int(np.where(asked, -np.inf, told).argmax())
        asked[best] = True
        mass *= tables[best, answers[best]]
        mass /= mass.sum()
    return float(mass @ GRID)


def _catsim(answers: np.ndarray, discrimination: np.ndarray, difficulty: np.ndarray) -> float:
    from catsim.estimation import NumericalSearchEstimator
    from catsim.item_bank import ItemBank
    from catsim.selection import MaxInfoSelector

    bank = ItemBank(np.column_stack([discrimination, difficulty, np.zeros(BANK), np.ones(BANK)]))
    selector, estimator = MaxInfoSelector(), NumericalSearchEstimator()
    asked: list[int] = []
    given: list[bool] = []
    estimate = 0.0
    for _ in range(ASKED):
        best = selector.select(item_bank=bank, administered_items=asked, est_theta=estimate)
        asked.append(int(best))
        given.append(bool(answers[best]))
        estimate = float(estimator.estimate(item_bank=bank, administered_items=asked, response_vector=given, est_theta=estimate))
    return estimate
