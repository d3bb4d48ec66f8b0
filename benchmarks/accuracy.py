"""How well the program measures: accuracy, calibration, questions, regret, careless answering, against other rules and other programs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from time import perf_counter

import numpy as np

from opscareer.answers import Answers
from opscareer.engine.assess import Engine
from opscareer.engine.evaluation.simulation import (
    Order,
    Outcome,
    draw_people,
    expected_calibration_error,
    full_form,
    run_fixed_length,
    run_sessions,
)
from opscareer.engine.evaluation.study import mean_questions_for_share, questions_for_share, step_milliseconds
from opscareer.engine.fit import State, draw
from opscareer.engine.items import DIFFERENCES, GRID, PRIOR, graded
from opscareer.engine.people import People
from opscareer.engine.rules import DEFAULT, QUICK, Rules
from opscareer.engine.selection import Selector, shares
from opscareer.pack.model import Pack

Row = list[str]
SHOWN = (5, 10, 15, 20, 25, 30, 35, 40, 50, 60)
MOST = max(SHOWN)
RULES = ("this program", "maximum information", "least variance", "fixed order", "random")
CARELESS_PEOPLE = 200
DULL_CHOICE = 1.06  # 1.5 / √2


def weights(engine: Engine) -> list[Row]:
    """Nominal and effective shares, P(best) of each role before any answer."""
    model = engine.model
    rows = [["competence, nominal (of one role's variance)", f"{model.nominal:.2f}"]]
    rows.append(["competence, effective (of the variance between roles)", f"{model.effective:.2f}"])
    before = draw(model, engine.posterior(Answers({})), 65536).p_best[0]
    return rows + [[f"P(best) of `{role}` before any answer", f"{p:.3f}"] for role, p in zip(model.roles, before, strict=True)]


def forms(engine: Engine, people: People, seed: int) -> list[Row]:
    """The forms side by side."""
    whole = full_form(engine, people)
    rows = []
    for name, outcome in (
        ("all questions", whole),
        (f"default (doubt ≤ {DEFAULT.doubt:g} + {DEFAULT.rise:g} n, at most {DEFAULT.limit})", run_sessions(engine, people, DEFAULT, seed)),
        (f"quick (doubt ≤ {QUICK.doubt:g}, at most {QUICK.limit})", run_sessions(engine, people, QUICK, seed)),
    ):
        relative = outcome.accuracy(people) / whole.accuracy(people)
        agreement = float((outcome.leader == whole.leader).mean())
        rows.append(
            [
                name,
                f"{outcome.asked.sum(axis=1).mean():.1f}",
                f"{outcome.accuracy(people):.3f}",
                f"{relative:.3f}",
                f"{_in_top_two(outcome, people):.3f}",
                f"{agreement:.3f}",
                f"{outcome.true_regret(people):.3f}",
                f"{outcome.regret.mean():.3f}",
                f"{expected_calibration_error(outcome.calibration(people)):.3f}",
            ]
        )
    return rows


def _in_top_two(outcome: Outcome, people: People) -> float:
    top = np.argsort(-outcome.p_best, axis=1)[:, :2]
    return float((top == people.best[:, None]).any(axis=1).mean())


@dataclass(frozen=True)
class ByNumber:
    """Rows by rule: accuracy and calibration after n questions, and how many it takes to 95% of the full form's accuracy."""

    accuracy: list[Row]
    calibration: list[Row]
    reached: list[Row]


def by_number(engine: Engine, people: People, seed: int, rules: tuple[str, ...] = RULES) -> ByNumber:
    """Every rule followed by everybody, without an end, floors or random draws."""
    most = min(MOST, len(engine.bank.ids))
    whole = full_form(engine, people).accuracy(people)
    selector = Selector(engine.bank, engine.model)
    orders: dict[str, Order] = {
        "this program": selector.by_gain,
        "maximum information": MostInformation(selector, *_information(engine)),
        "least variance": LeastVariance(selector),
        "fixed order": Listed(engine.bank.by_id),
        "random": Listed(np.random.default_rng(seed).permutation(len(engine.bank.ids))),
    }
    found = ByNumber([], [], [])
    for name, order in ((name, orders[name]) for name in rules):
        curve = run_fixed_length(engine, people, order, most)
        shown = [curve[number] for number in SHOWN if number <= most]
        found.accuracy.append([name, *(f"{outcome.accuracy(people):.3f}" for outcome in shown)])
        found.calibration.append([name, *(f"{expected_calibration_error(outcome.calibration(people)):.3f}" for outcome in shown)])
        row = [name]
        for reached in (questions_for_share(curve, people, whole), mean_questions_for_share(curve, people, whole)):
            row += [f"{reached:.3g}", f"{reached / len(engine.bank.ids):.2f}"] if reached else [f"more than {most}", "-"]
        found.reached.append(row)
    return found


@dataclass(frozen=True)
class MostInformation:
    """The textbook rule: the largest Fisher information at the present estimate (Lord 1980), `single` (S, G) on the grid and `pair` (D, H)
    on the grid of differences.
    """

    selector: Selector
    single: np.ndarray
    pair: np.ndarray

    def __call__(self, state: State, asked: np.ndarray) -> np.ndarray:
        bank, mean = self.selector.bank, state.posterior.mean()
        first, second = bank.pair_traits.T
        values = [_at(mean[:, trait], GRID, row) for trait, row in zip(bank.single_trait, self.single, strict=True)]
        values += [_at(mean[:, b] - mean[:, a], DIFFERENCES, row) for a, b, row in zip(first, second, self.pair, strict=True)]
        return np.where(asked, -np.inf, np.stack(values, axis=1)).argmax(axis=1)


@dataclass(frozen=True)
class LeastVariance:
    """The question that takes most off the variance of what it measures, whatever that means for the roles."""

    selector: Selector

    def __call__(self, state: State, asked: np.ndarray) -> np.ndarray:
        at, weights = state.at, state.weights
        traits = np.stack([np.cov(points, aweights=weight, ddof=0) for points, weight in zip(at, weights, strict=True)])
        bank, variance = self.selector.bank, np.diagonal(traits, axis1=1, axis2=2)
        first, second = bank.pair_traits.T
        between = variance[:, first] + variance[:, second] - 2 * traits[:, first, second]
        every = np.concatenate([variance[:, bank.single_trait], between / 2], axis=1)
        return np.where(asked, -np.inf, shares(state.posterior) * every).argmax(axis=1)


@dataclass(frozen=True)
class Listed:
    """The same order for everybody: columns of the bank."""

    columns: np.ndarray

    def __call__(self, state: State, asked: np.ndarray) -> np.ndarray:
        return self.columns[(~asked[:, self.columns]).argmax(axis=1)]


def _information(engine: Engine) -> tuple[np.ndarray, np.ndarray]:
    """Fisher information Σ_v P_v′² / P_v of every question, on the grid of its trait or of its difference of traits."""
    return _fisher(engine.bank.single_tables, GRID), _fisher(engine.bank.pair_tables, DIFFERENCES)


def _fisher(tables: np.ndarray, nodes: np.ndarray) -> np.ndarray:
    slopes = np.gradient(tables, nodes, axis=-1)
    return (slopes**2 / np.maximum(tables, 1e-12)).sum(axis=-2)


def _at(values: np.ndarray, nodes: np.ndarray, row: np.ndarray) -> np.ndarray:
    return np.interp(values, nodes, row)


def misspecified(pack: Pack, engine: Engine, count: int, seed: int) -> list[Row]:
    """The default session where the true log a and b miss the author's, where choices tell less, and with correlated traits."""
    rows = []
    cases = [(f"log a and b off by sd {noise}", draw_people(pack, engine, count, seed, noise=noise)) for noise in (0.0, 0.2, 0.3, 0.5)]
    cases.append((f"choices discriminate {DULL_CHOICE}", draw_people(duller(pack), engine, count, seed)))
    cases.append(("correlated traits (r = .4 and .2)", draw_people(pack, engine, count, seed, correlated=True)))
    for name, people in cases:
        outcome = run_sessions(engine, people, DEFAULT, seed)
        error = expected_calibration_error(outcome.calibration(people))
        rows.append(
            [name, f"{outcome.accuracy(people):.3f}", f"{error:.3f}", f"{outcome.true_regret(people):.3f}", f"{outcome.regret.mean():.3f}"]
        )
    return rows


def duller(pack: Pack) -> Pack:
    """The same pack where choices discriminate as if each task brought the noise of a rating of its own (Thurstone 1927, case V)."""
    less = {"discrimination": DULL_CHOICE}
    questions = (replace(question, **less if question.kind == "choice" else {}) for question in pack.questions)
    return replace(pack, questions=tuple(questions))


def sharper(pack: Pack, seed: int) -> Pack:
    """The same pack with discriminations that differ between questions (log-normal, sd .33) and are known to the program."""
    random = np.random.default_rng(seed)

    def drawn(question):  # type: ignore[no-untyped-def]
        return replace(question, discrimination=float(np.clip(1.5 * np.exp(0.33 * random.standard_normal()), 0.3, 4.0)))

    return replace(pack, questions=tuple(drawn(question) for question in pack.questions))


def careless(pack: Pack, engine: Engine, seed: int) -> list[Row]:
    """How much careless answering is noticed, in the default session and with all questions."""
    random = np.random.default_rng(seed)
    people = draw_people(pack, engine, CARELESS_PEOPLE, seed)
    options = engine.bank.options
    anything = np.stack([random.integers(1, top + 1, CARELESS_PEOPLE) for top in options], axis=1)
    half = np.where(random.random(anything.shape) < 0.5, anything, people.answers)
    kinds: list[tuple[str, Callable[[int, int, int], int]]] = [
        ("honest (false alarms)", lambda person, column, turn: int(people.answers[person, column])),
        ("random", lambda person, column, turn: int(anything[person, column])),
        ("half random", lambda person, column, turn: int(half[person, column])),
        ("zigzag 1-5-1-5", lambda person, column, turn: 1 if turn % 2 else int(options[column])),
        ("straight line 3-3-3", lambda person, column, turn: min(3, int(options[column]))),
    ]
    rows = []
    for name, says in kinds:
        found = []
        for rules in (DEFAULT, None):
            flagged = [_flagged(engine, rules, person, says) for person in range(CARELESS_PEOPLE)]
            found.append(f"{np.mean(flagged):.2f}")
        rows.append([name, *found])
    return rows


def _flagged(engine: Engine, rules: Rules | None, person: int, says: Callable[[int, int, int], int]) -> bool:
    ids, order, values = engine.bank.ids, [], {}
    if rules is None:
        for turn, column in enumerate(np.random.default_rng(person).permutation(len(ids))):
            values[ids[column]] = says(person, int(column), turn)
            order.append(ids[column])
    else:
        selector = Selector(engine.bank, engine.model, rules)
        while step := selector.step(Answers(values), order, person):
            values[step.question] = says(person, engine.bank.index[step.question], len(order))
            order.append(step.question)
    return bool(engine.carelessness.quality(Answers(values), order).flags)


def approximations(pack: Pack, engine: Engine, people: People) -> list[Row]:
    """How far the approximations are off: P(best) from 4,096 points against 65,536."""
    first = People(people.traits[:50], people.answers[:50], people.fit[:50])
    errors = []
    for person in range(len(first)):
        answers = dict(zip(engine.bank.ids, (int(value) for value in first.answers[person]), strict=True))
        posterior = engine.posterior(Answers(answers))
        few, many = (draw(engine.model, posterior, count).p_best[0] for count in (4096, 65536))
        errors.append(np.abs(few - many).mean())
    return [["P(best), 4,096 points against 65,536, mean absolute difference", f"{np.mean(errors):.4f}"]]


def steps(engine: Engine, people: People) -> list[Row]:
    return [["posterior, P(best) and choice of the next question, median", f"{step_milliseconds(engine, people):.1f} ms"]]


def peers() -> list[Row]:
    """One trait, 12 graded questions with known parameters: the only part of the work that another package does."""
    random = np.random.default_rng(1)
    discrimination = np.exp(0.33 * random.standard_normal(12)) * 1.5
    thresholds = np.sort(random.standard_normal((12, 4)), axis=1)
    answers = random.integers(0, 5, (500, 12))
    start = perf_counter()
    tables = np.log(np.stack([graded(discrimination[[j]], thresholds[[j]], GRID)[0] for j in range(12)]))
    logs = np.log(PRIOR) + sum(tables[j][answers[:, j]] for j in range(12))
    mass = np.exp(logs - logs.max(axis=1, keepdims=True))
    own = (mass @ GRID) / mass.sum(axis=1)
    own_ms = 1000 * (perf_counter() - start) / len(answers)
    rows = [["this program, 61 points", "-", f"{own_ms:.3f} ms"]]
    try:
        import mirt
    except ImportError:
        return [*rows, ["PyPI mirt", "not installed", "-"]]
    model = mirt.GradedResponseModel(n_items=12, n_categories=5)
    model.set_parameters(discrimination=discrimination, thresholds=thresholds)
    model._is_fitted = True
    for points in (None, 121):
        start = perf_counter()
        scores = mirt.fscores(model, answers, method="EAP", n_quadpts=points)
        each = 1000 * (perf_counter() - start) / len(answers)
        theta = np.asarray(scores.theta).ravel()
        label = f"PyPI mirt {mirt.__version__}, {'its default quadrature' if points is None else f'{points} points'}"
        rows.append([label, f"{np.abs(theta - own).max():.1e}", f"{each:.3f} ms"])
    return rows
