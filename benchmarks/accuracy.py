"""How well the program measures: accuracy, calibration, questions, regret, careless answering, against other rules and other programs."""

from __future__ import annotations

import random as dice
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from people import answers_of, at_random
from scripted import Script, session

from opscareer.answers import Answers
from opscareer.engine.assess import Engine
from opscareer.engine.evaluation.calibration import calibration_error, calibration_noise
from opscareer.engine.evaluation.simulation import (
    ASSUMED,
    BIG_FIVE,
    NEARLY_RIGHT,
    RIGHT,
    AuthorError,
    Order,
    Outcome,
    Standing,
    draw_indifferent,
    draw_people,
    full_form,
    run_fixed_length,
    run_sessions,
)
from opscareer.engine.evaluation.study import SHARE_OF_FULL, percentile, questions_for_all, reliability
from opscareer.engine.fit import State, draw
from opscareer.engine.items import DIFFERENCES, GRID
from opscareer.engine.people import People
from opscareer.engine.prospects import Prospects
from opscareer.engine.rules import DEFAULT, QUICK, more
from opscareer.engine.selection import Selector
from opscareer.pack.model import Pack
from opscareer.results.units import Answer
from opscareer.sessions.progress import Progress

Row = list[str]
SEEDS = 5
SHOWN = (5, 10, 15, 20, 25, 30, 40, 50)
MOST_FOLLOWED = 1000  # people
MOST_INDIFFERENT = 1000
CARELESS_PEOPLE = 100
DULL_CHOICE = 1.06  # 1.5 / √2
AUTHORS: Mapping[str, AuthorError] = {
    "right": RIGHT,
    "nearly right (all off by sd .3)": NEARLY_RIGHT,
    "as the program allows for": ASSUMED,
    "as for the Big Five": BIG_FIVE,
}


def weights(engine: Engine) -> list[Row]:
    """Nominal and effective shares, P(best) of each role before any answer."""
    model = engine.model
    rows = [["competence, nominal (of one role's variance)", f"{model.nominal:.2f}"]]
    rows.append(["competence, effective (of the variance between roles)", f"{model.effective:.2f}"])
    before = draw(model, engine.posterior(Answers({})), 65536).p_best[0]
    return rows + [[f"P(best) of `{role}` before any answer", f"{p:.3f}"] for role, p in zip(model.roles, before, strict=True)]


# --- the default session


SESSION_HEAD = ["authors are", "questions, mean", "10-90%", "first place right", "of all questions' accuracy", "true regret", "expected"]
CALIBRATION_HEAD = ["authors are", "P(best) stated", "right", "ECE", "of a perfect P(best)"]
CORE_HEAD = ["authors are", "core level: stated sd", "true error", "within the 80% interval"]


class Sessions(NamedTuple):
    """What became of many people, of several seeds, one after the other."""

    people: People
    session: Outcome
    whole: Outcome


def run_seeds(
    pack: Pack, engine: Engine, count: int, seed: int, error: AuthorError, *, seeds: int = SEEDS, correlated: bool = False
) -> Sessions:
    """So many people of each of some seeds, by the default session and with all questions."""
    found = []
    for number in range(seed, seed + seeds):
        people = draw_people(pack, engine, count, 1000 * number, error=error, correlated=correlated)
        outcome = run_sessions(engine, people.answers, DEFAULT, 1000 * number, pack.opening)
        found.append((people, outcome, full_form(engine, people.answers)))
    people, outcomes, wholes = zip(*found, strict=True)
    joined = (np.concatenate([getattr(of, name) for of in people]) for name in ("traits", "answers", "fit", "on_scale"))
    return Sessions(People(*joined), *(Outcome(*map(np.concatenate, zip(*of, strict=True))) for of in (outcomes, wholes)))


def default_session(engine: Engine, found: Mapping[str, Sessions], seed: int) -> tuple[list[Row], list[Row], list[Row]]:
    """Rows of the session, of its calibration and of the level of what the leader needs most, by how the authors err."""
    rows: tuple[list[Row], list[Row], list[Row]] = ([], [], [])
    for name, (people, outcome, whole) in found.items():
        right = outcome.right(people)
        share = right.mean() / whole.right(people).mean()
        lengths = f"{percentile(outcome, 10)}-{percentile(outcome, 90)}"
        regrets = [f"{outcome.true_regret(people):.3f}", f"{outcome.regret.mean():.3f}"]
        rows[0].append([name, f"{outcome.questions.mean():.1f}", lengths, f"{right.mean():.3f}", f"{share:.3f}", *regrets])
        errors = [f"{calibration_error(outcome.stated, right):.4f}", f"{calibration_noise(outcome.stated, seed):.4f}"]
        rows[1].append([name, f"{outcome.stated.mean():.3f}", f"{right.mean():.3f}", *errors])
        sd = outcome.of_core(engine, outcome.sd)
        off = outcome.of_core(engine, outcome.estimate) - outcome.of_core(engine, people.on_scale)
        rows[2].append([name, f"{sd.mean():.3f}", f"{np.sqrt((off**2).mean()):.3f}", f"{(np.abs(off) < 1.2816 * sd).mean():.2f}"])
    return rows


def other_people(pack: Pack, engine: Engine, count: int, seed: int) -> list[Row]:
    """People who are not as assumed, by the session's columns."""
    found = {
        f"as allowed for; choices discriminate {DULL_CHOICE}": run_seeds(duller(pack), engine, count, seed, ASSUMED, seeds=1),
        "as allowed for; traits correlated (r = .4 and .2)": run_seeds(pack, engine, count, seed, ASSUMED, seeds=1, correlated=True),
    }
    return default_session(engine, found, seed)[0]


def indifferent(pack: Pack, engine: Engine, count: int, seed: int) -> list[Row]:
    people = draw_indifferent(pack, engine, min(count, MOST_INDIFFERENT), seed)
    outcome = run_sessions(engine, people.answers, DEFAULT, seed, pack.opening)
    return [["like the work of all roles alike", f"{outcome.questions.mean():.1f}", f"{percentile(outcome, 10)}-{percentile(outcome, 90)}"]]


def duller(pack: Pack) -> Pack:
    """The same pack where choices discriminate as if each task brought the noise of a rating of its own (Thurstone 1927, case V)."""
    blunt = {question.id for question in pack.questions if len(question.traits) == 2}
    questions = (replace(question, discrimination=DULL_CHOICE) if question.id in blunt else question for question in pack.questions)
    return replace(pack, questions=tuple(questions))


def reliabilities(engine: Engine, found: Sessions) -> list[Row]:
    """Of every trait, in the default session and with all questions."""
    both = zip(*(reliability(engine, found.people, outcome) for outcome in (found.session, found.whole)), strict=True)
    return [[f"`{one.of}`", *(f"{value:.2f}" for of in (one, other) for value in (of.stated, of.true))] for one, other in both]


def forms(pack: Pack, engine: Engine, people: People, seed: int) -> list[Row]:
    """The forms side by side."""
    whole, rows = full_form(engine, people.answers), []
    outcomes = {
        name: run_sessions(engine, people.answers, rules, seed, pack.opening) for name, rules in (("default", DEFAULT), ("quick", QUICK))
    }
    for name, outcome in {"all questions": whole, **outcomes}.items():
        top = np.argsort(-outcome.p_best, axis=1)[:, :2]
        figures = [outcome.right(people).mean(), (top == people.best[:, None]).any(axis=1).mean(), (outcome.leader == whole.leader).mean()]
        rows.append([name, f"{outcome.questions.mean():.1f}", *(f"{figure:.3f}" for figure in (*figures, outcome.true_regret(people)))])
    return rows


# --- rules for the next question


def by_number(pack: Pack, engine: Engine, people: People, seed: int) -> tuple[list[Row], list[Row]]:
    """Rows by rule: accuracy after n questions, and how many it takes to 95% of the full form's accuracy. All rules begin anew, without an
    end; this program's has its floors.
    """
    people, most = people.first(MOST_FOLLOWED), max(SHOWN)
    whole = float(full_form(engine, people.answers).right(people).mean())
    selector = Selector(engine, more(0, most))
    orders: dict[str, Order] = {
        "this program": selector.choose,
        "the same without floors": ByGain(selector),
        "maximum information": MostInformation(engine, *_information(engine)),
        "least variance": LeastVariance(engine),
        "fixed order": Listed(engine.bank.by_id),
        "random": Listed(np.random.default_rng(seed).permutation(len(engine.bank.ids))),
    }
    accuracy, reached = [], []
    for name, order in orders.items():
        curve = run_fixed_length(engine, people.answers, order, most, seed)
        accuracy.append([name, *(f"{curve[number].right(people).mean():.3f}" for number in SHOWN)])
        number = questions_for_all([Standing(outcome.leader, outcome.regret) for outcome in curve], people, SHARE_OF_FULL * whole)
        reached.append([name, f"{number}" if number else f"more than {most}"])
    return accuracy, reached


@dataclass(frozen=True)
class ByGain:
    selector: Selector

    def __call__(self, state: State, asked: np.ndarray, seeds: Sequence[int]) -> np.ndarray:
        return self.selector.by_gain(state, asked)


@dataclass(frozen=True)
class MostInformation:
    """The textbook rule: the largest Fisher information at the present estimate (Lord 1980), `single` (S, G) on the grid and `pair` (D, H)
    on the grid of differences.
    """

    engine: Engine
    single: np.ndarray
    pair: np.ndarray

    def __call__(self, state: State, asked: np.ndarray, seeds: Sequence[int]) -> np.ndarray:
        bank, mean = self.engine.bank, state.posterior.mean()
        first, second = bank.pair_traits.T
        values = [np.interp(mean[:, trait], GRID, row) for trait, row in zip(bank.single_trait, self.single, strict=True)]
        values += [np.interp(mean[:, b] - mean[:, a], DIFFERENCES, row) for a, b, row in zip(first, second, self.pair, strict=True)]
        return np.where(asked, -np.inf, np.stack(values, axis=1)).argmax(axis=1)


@dataclass(frozen=True)
class LeastVariance:
    """The question that takes most off the variance of what it measures, whatever that means for the roles."""

    engine: Engine

    def __call__(self, state: State, asked: np.ndarray, seeds: Sequence[int]) -> np.ndarray:
        at, weights = state.at, state.weights
        traits = np.stack([np.cov(points, aweights=weight, ddof=0) for points, weight in zip(at, weights, strict=True)])
        bank, variance = self.engine.bank, np.diagonal(traits, axis1=1, axis2=2)
        first, second = bank.pair_traits.T
        between = variance[:, first] + variance[:, second] - 2 * traits[:, first, second]
        every = np.concatenate([variance[:, bank.single_trait], between / 2], axis=1)
        return np.where(asked, -np.inf, Prospects(self.engine.model, state).shares * every).argmax(axis=1)


@dataclass(frozen=True)
class Listed:
    """The same order for everybody: columns of the bank."""

    columns: np.ndarray

    def __call__(self, state: State, asked: np.ndarray, seeds: Sequence[int]) -> np.ndarray:
        return self.columns[(~asked[:, self.columns]).argmax(axis=1)]


def _information(engine: Engine) -> tuple[np.ndarray, np.ndarray]:
    """Fisher information Σ_v P_v′² / P_v of every question, on the grid of its trait or of its difference of traits."""
    return _fisher(engine.bank.single_tables, GRID), _fisher(engine.bank.pair_tables, DIFFERENCES)


def _fisher(tables: np.ndarray, nodes: np.ndarray) -> np.ndarray:
    slopes = np.gradient(tables, nodes, axis=-1)
    return (slopes**2 / np.maximum(tables, 1e-12)).sum(axis=-2)


# --- careless answering


def careless(pack: Pack, engine: Engine, seed: int) -> list[Row]:
    """How many stand out who answer like that, taking their time, in the default session and with all questions."""
    everybody = range(CARELESS_PEOPLE)
    honest = [answers_of(engine.bank, row) for row in draw_people(pack, engine, CARELESS_PEOPLE, seed).answers]
    chance = [dice.Random(f"{seed}:{person}") for person in everybody]
    anything = [{question.id: at_random(pack, question, chance[person]) for question in pack.questions} for person in everybody]
    half = [
        {name: chance[person].choice([given, anything[person][name]]) for name, given in honest[person].items()} for person in everybody
    ]
    kinds: dict[str, Callable[[int], Mapping[str, Answer]]] = {
        "honest (false alarms)": lambda person: honest[person],
        "random": lambda person: anything[person],
        "half random": lambda person: half[person],
        "always the third on the screen": lambda person: _on_screen(pack, person, lambda turn: 3),
        "first and last on the screen by turns": lambda person: _on_screen(pack, person, lambda turn: 1 if turn % 2 else 99),
    }
    rows = []
    for name, says in kinds.items():
        flagged = [
            [_flagged(pack, engine, says(person), person, whole=whole) for person in range(CARELESS_PEOPLE)] for whole in (False, True)
        ]
        rows.append([name, *(f"{np.mean(of):.2f}" for of in flagged)])
    return rows


def _on_screen(pack: Pack, seed: int, place: Callable[[int], int]) -> Mapping[str, Answer]:
    """The same places on the screen, by the order of the questions' ids; of a list, one deed."""
    answers: dict[str, Answer] = {}
    for turn, question in enumerate(pack.questions):
        order = pack.shown(question.id).order(seed)
        number = order[min(place(turn), len(order)) - 1]
        answers[question.id] = (number,) if question.several else number
    return answers


def _flagged(pack: Pack, engine: Engine, answers: Mapping[str, Answer], seed: int, *, whole: bool) -> bool:
    if whole:
        progress = Progress()
        for question in dice.Random(seed).sample(list(answers), len(answers)):
            progress = progress.answer(question, answers[question])
    else:
        progress = session(pack, engine, Script(lambda _, __: answers), seed)
    state = engine.state(progress.answers)
    return bool(engine.check.quality(progress.answers, state, {}, progress.places(pack, seed)).flags)
