"""How exactly the program computes: P(best) by the number of its points, and EAP estimates against the rule of other programs."""

from __future__ import annotations

from time import perf_counter

import numpy as np

from opscareer.engine.assess import Engine
from opscareer.engine.evaluation.simulation import run_sessions
from opscareer.engine.fit import draw
from opscareer.engine.items import GRID, PRIOR, graded
from opscareer.engine.measurement import posterior
from opscareer.engine.people import People
from opscareer.engine.rules import DEFAULT
from opscareer.pack.model import Pack

Row = list[str]
ITEMS, EAP_PEOPLE = 12, 3000


def approximations(pack: Pack, engine: Engine, people: People, seed: int) -> list[Row]:
    """How far P(best) is off for the number of its points, and to how many of equal weight they come."""
    some, rows = people.first(100), []
    asked = run_sessions(engine, some.answers, DEFAULT, seed, pack.opening).asked
    for name, answers in (("default session", np.where(asked, some.answers, 0)), ("all questions", some.answers)):
        known = posterior(engine.bank, answers)
        exact = draw(engine.model, known, 65536).p_best
        for count in (1024, 4096):
            state = draw(engine.model, known, count)
            off = np.abs(state.p_best - exact)
            rows.append([f"{name}, {count:,} points", f"{off.mean():.4f}", f"{off.max():.3f}", f"{(state.effective / count).min():.2f}"])
    return rows


def estimates() -> list[Row]:
    """EAP of one trait by 12 graded questions with known parameters: the grid against the rule of R's mirt, equal steps from -6 to 6 with
    the normal density as weights, and against PyPI's mirt where it is installed.
    """
    random = np.random.default_rng(1)
    discrimination = np.exp(0.33 * random.standard_normal(ITEMS)) * 1.5
    thresholds = np.sort(random.standard_normal((ITEMS, 4)), axis=1)
    answers = random.integers(0, 5, (EAP_PEOPLE, ITEMS))
    answers[:5] = np.arange(5)[:, None]
    start = perf_counter()
    own = _eap(discrimination, thresholds, answers, GRID, PRIOR)
    each = 1000 * (perf_counter() - start) / EAP_PEOPLE
    rows = [[f"this program, {len(GRID)} points", "-", f"{each:.3f} ms"]]
    for count in (len(GRID), 121, 1201):
        at = np.linspace(-6, 6, count)
        off = np.abs(_eap(discrimination, thresholds, answers, at, np.exp(-(at**2) / 2)) - own).max()
        rows.append([f"the rule of R's mirt, {count} points", f"{off:.1e}", "-"])
    return rows + _pypi_mirt(discrimination, thresholds, answers, own)


def _eap(discrimination: np.ndarray, thresholds: np.ndarray, answers: np.ndarray, at: np.ndarray, prior: np.ndarray) -> np.ndarray:
    tables = np.log(graded(discrimination, thresholds, at))
    logs = np.log(prior) + sum(tables[item][answers[:, item]] for item in range(len(tables)))
    mass = np.exp(logs - logs.max(axis=1, keepdims=True))
    return (mass @ at) / mass.sum(axis=1)


def _pypi_mirt(discrimination: np.ndarray, thresholds: np.ndarray, answers: np.ndarray, own: np.ndarray) -> list[Row]:
    try:
        import mirt
    except ImportError:
        return [["PyPI mirt", "not installed", "-"]]
    model = mirt.GradedResponseModel(n_items=ITEMS, n_categories=5)
    model.set_parameters(discrimination=discrimination, thresholds=thresholds)
    model._is_fitted = True
    rows = []
    for points in (None, 121):
        start = perf_counter()
        scores = mirt.fscores(model, answers, method="EAP", n_quadpts=points)
        each = 1000 * (perf_counter() - start) / len(answers)
        label = f"PyPI mirt {mirt.__version__}, {'its default quadrature' if points is None else f'{points} points'}"
        rows.append([label, f"{np.abs(np.asarray(scores.theta).ravel() - own).max():.1e}", f"{each:.3f} ms"])
    return rows
