"""Simulated people through a pack and the engine.

Post-hoc simulation (as in mirtCAT, Chalmers 2016): every person first answers all questions; an adaptive session then looks up the answers
it asks for. The people are drawn from the prior, or with correlated traits; their answers from parameters that miss what the author set,
which is what happens to experts.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from math import ceil
from typing import NamedTuple, TypeVar

import numpy as np

from opscareer.engine.assess import Engine
from opscareer.engine.evaluation.workers import Result, parallel_map
from opscareer.engine.fit import State, draw, expected_fit
from opscareer.engine.items import GRID, SD_LOG_DISCRIMINATION, SD_OFFSET, SD_THRESHOLD, Author, Bools, Floats, Ints, ItemBank
from opscareer.engine.measurement import Posterior, deviations, posterior
from opscareer.engine.people import People, answer_all, draw_traits
from opscareer.engine.prospects import Prospects
from opscareer.engine.rules import Rules
from opscareer.engine.selection import ASKING_POINTS, Selector
from opscareer.pack.kinds.scale import EngineItem
from opscareer.pack.model import Pack

CHUNK = 24  # people at once: what fits the processor's cache
TOLERANCE = 1e-5
PEOPLE_OF_AN_AUTHOR = 10

Order = Callable[[State, Bools, Sequence[int]], Ints]
"""The next question of each person (P,), from what is known of them, what they were asked (P, J), and their seeds."""

OnProgress = Callable[[int], None]
"""Called with how many more questions were asked, about."""


def no_progress(done: int) -> None:
    """For callers who do not want to know."""


# --- people


class AuthorError(NamedTuple):
    """By what standard deviations authors miss the truth.

    competency, interest: of the scale of a trait as a whole, shared by all ratings or lists about it; choices pass it by
    threshold: of each question beside
    log_discrimination: of each question
    """

    competency: float = 0.0
    interest: float = 0.0
    threshold: float = 0.0
    log_discrimination: float = 0.0


RIGHT = AuthorError()
NEARLY_RIGHT = AuthorError(0.3, 0.3, 0.3, 0.3)
ASSUMED = AuthorError(SD_OFFSET["competency"], SD_OFFSET["interest"], SD_THRESHOLD, SD_LOG_DISCRIMINATION)
"""What the engine allows for."""
BIG_FIVE = AuthorError(0.6, 0.6, 0.45, 0.32)
"""What evenly spaced thresholds miss on real people's answers to a questionnaire of the Big Five; see docs/method.md."""


def draw_people(pack: Pack, engine: Engine, count: int, seed: int, *, correlated: bool = False, error: AuthorError = ASSUMED) -> People:
    """`count` people with correlated traits or without, who answer a pack whose authors err like that."""
    random = np.random.default_rng(seed)
    traits = draw_traits(count, len(engine.model.competencies), len(engine.model.roles), random, correlated=correlated)
    return answering(pack, engine, traits, error, seed)


def draw_indifferent(pack: Pack, engine: Engine, count: int, seed: int) -> People:
    """`count` people who like the work of every role alike, some more and some less, and whose author is right."""
    random = np.random.default_rng(seed)
    competencies, roles = len(engine.model.competencies), len(engine.model.roles)
    traits = draw_traits(count, competencies, roles, random)
    traits[:, competencies:] = traits[:, [competencies]]
    return answering(pack, engine, traits, RIGHT, seed)


def answering(pack: Pack, engine: Engine, traits: Floats, error: AuthorError, seed: int, occasion: int = 0) -> People:
    """People of these traits (P, K) with their answers. Every ten of them have an author of their own, by the seed; what they say to the
    same question differs from one occasion to the next.
    """
    authors, random = np.random.default_rng([seed, 1]), np.random.default_rng([seed, 2, occasion])
    sds = np.array([error.interest if trait.kind == "interest" else error.competency for trait in pack.traits])
    answers, shifts = list[Ints](), list[Floats]()
    for group in np.array_split(traits, ceil(len(traits) / PEOPLE_OF_AN_AUTHOR)):
        shift = sds * authors.standard_normal(len(sds))
        answers.append(answer_all(ItemBank.of(pack, _author(pack, error, shift, authors)), group, random))
        shifts.append(np.broadcast_to(shift, group.shape))
    return People(traits, np.concatenate(answers), engine.model.fit(traits.T).T, traits - np.concatenate(shifts))


def _author(pack: Pack, error: AuthorError, shifts: Floats, random: np.random.Generator) -> Author:
    """The truth about the questions of an author who sets the thresholds of each trait too low by `shifts` (K,), beside other errors."""

    def truth(item: EngineItem) -> tuple[Floats, Floats]:
        own, factor = random.standard_normal(2)
        scale = shifts[pack.traits.index(item.traits[0])] if len(item.traits) == 1 else 0.0
        return np.exp(error.log_discrimination * np.array([factor])), np.array([scale + error.threshold * own])

    return truth


# --- what becomes of them


class Outcome(NamedTuple):
    """What came of a form for P people.

    leader: index of the leading role (P,)
    p_best: of every role (P, R), 0-1
    regret: expected loss of following the leader (P,), in standard deviations of fit
    asked: which questions were asked (P, J)
    estimate: of every trait (P, K): competencies on the author's scale, as results tell them
    sd: its posterior standard deviation (P, K)
    """

    leader: Ints
    p_best: Floats
    regret: Floats
    asked: Bools
    estimate: Floats
    sd: Floats

    @property
    def stated(self) -> Floats:
        """P(best) of the leader (P,)."""
        return np.asarray(self.p_best[np.arange(len(self.leader)), self.leader])

    @property
    def questions(self) -> Ints:
        """How many were asked (P,)."""
        return np.asarray(self.asked.sum(axis=1))

    def right(self, people: People) -> Bools:
        """Whether the leading role is the truly best (P,)."""
        return np.asarray(self.leader == people.best)

    def true_regret(self, people: People) -> float:
        """Mean loss of following the leader, in standard deviations of fit."""
        chosen = people.fit[np.arange(len(people)), self.leader]
        return float((people.fit.max(axis=1) - chosen).mean())

    def of_core(self, engine: Engine, values: Floats) -> Floats:
        """Of values (P, K) that of the competency that the leading role needs most (P,)."""
        return np.asarray(values[np.arange(len(values)), engine.model.by_weight[self.leader, 0]])


class Standing(NamedTuple):
    """What stands after some questions.

    leader: index of the leading role (P,)
    worth: what the next questions are worth each (P,), infinite where something has to be asked in any case
    """

    leader: Ints
    worth: Floats


def run_sessions(
    engine: Engine, answers: Ints, rules: Rules, seed: int, opening: str | None = None, on_progress: OnProgress = no_progress
) -> Outcome:
    """People who would answer like that (P, J) through an adaptive session, each with the next seed. What they left out, 0, they skip.

    opening: the question that it begins with in any case
    """
    return _joined(_run(partial(_session, engine, rules, seed, opening), answers, rules.most, on_progress))


def run_fixed_length(
    engine: Engine, answers: Ints, order: Order, most: int, seed: int, on_progress: OnProgress = no_progress
) -> tuple[Outcome, ...]:
    """Everybody through a session that asks what `order` says; what came of it after 0, 1, … `most` questions."""
    return tuple(map(_joined, zip(*_run(partial(_followed, engine, order, most, seed), answers, most, on_progress), strict=True)))


def run_on(
    engine: Engine, answers: Ints, rules: Rules, seed: int, opening: str | None = None, on_progress: OnProgress = no_progress
) -> tuple[Standing, ...]:
    """Everybody through a session without an early end; what stands after 0, 1, … `rules.most` questions."""
    return tuple(map(_joined, zip(*_run(partial(_going_on, engine, rules, seed, opening), answers, rules.most, on_progress), strict=True)))


def full_form(engine: Engine, answers: Ints) -> Outcome:
    """Everybody answers every question."""
    return _joined(_run(partial(_whole, engine), answers, 0, no_progress))


Part = tuple[int, Ints]
"""The number of the first of some people, and their answers (P, J)."""


def _run(work: Callable[[Part], Result], answers: Ints, questions: int, on_progress: OnProgress) -> list[Result]:
    """The work on all people, part by part, which takes about so many questions a person."""
    parts = [(start, answers[start : start + CHUNK]) for start in range(0, len(answers), CHUNK)]
    return parallel_map(work, parts, lambda part: on_progress(questions * len(part[1])))


def _session(engine: Engine, rules: Rules, seed: int, opening: str | None, part: Part) -> Outcome:
    first, answers = part
    selector = Selector(engine, rules)
    asked = np.zeros(answers.shape, dtype=bool)
    asked[:, engine.bank.mask([opening] if opening else ())] = True
    going = np.arange(len(answers))
    while len(going):
        state = _state(engine, answers[going], asked[going])
        chosen = selector.choose(state, asked[going], [seed + first + int(row) for row in going])
        going, chosen = going[chosen >= 0], chosen[chosen >= 0]
        asked[going, chosen] = True
    return _outcome(engine, _state(engine, answers, asked), asked)


def _followed(engine: Engine, order: Order, most: int, seed: int, part: Part) -> list[Outcome]:
    return [_outcome(engine, state, asked.copy()) for state, asked in _steps(engine, order, most, seed, part)]


def _going_on(engine: Engine, rules: Rules, seed: int, opening: str | None, part: Part) -> list[Standing]:
    selector = Selector(engine, rules)

    def order(state: State, asked: Bools, seeds: Sequence[int]) -> Ints:
        return selector.choose(state, asked, seeds) if opening is None or asked.any() else np.full(len(asked), engine.bank.index[opening])

    return [
        Standing(
            _leader(engine, state),
            np.where(selector.missing(state, asked).any(axis=1), np.inf, Prospects(engine.model, state).value(asked)),
        )
        for state, asked in _steps(engine, order, rules.most, seed, part)
    ]


def _steps(engine: Engine, order: Order, most: int, seed: int, part: Part) -> Iterable[tuple[State, Bools]]:
    """What is known, and what was asked, after 0, 1, … `most` questions."""
    first, answers = part
    asked, people = np.zeros(answers.shape, dtype=bool), np.arange(len(answers))
    for number in range(most + 1):
        state = _state(engine, answers, asked)
        yield state, asked
        if number < most:
            asked[people, order(state, asked, [seed + first + int(person) for person in people])] = True


def _whole(engine: Engine, part: Part) -> Outcome:
    asked = np.ones(part[1].shape, dtype=bool)
    return _outcome(engine, _state(engine, part[1], asked), asked)


def _state(engine: Engine, answers: Ints, asked: Bools) -> State:
    return draw(engine.model, posterior(engine.bank, np.where(asked, answers, 0), TOLERANCE), ASKING_POINTS)


def _outcome(engine: Engine, state: State, asked: Bools) -> Outcome:
    marginals = _as_told(engine, state.posterior)
    return Outcome(_leader(engine, state), state.p_best, state.expected_regret(), asked, marginals @ GRID, deviations(marginals))


def _leader(engine: Engine, state: State) -> Ints:
    return np.asarray(expected_fit(engine.model, state.posterior).argmax(axis=1))


def _as_told(engine: Engine, posterior: Posterior) -> Floats:
    """What results tell of the traits (P, K, G): competencies on the author's scale."""
    competencies = len(engine.model.competencies)
    return np.concatenate([posterior.on_scale[:, :competencies], posterior.marginals[:, competencies:]], axis=1)


Made = TypeVar("Made", Outcome, Standing)


def _joined(parts: Sequence[Made]) -> Made:
    return type(parts[0])(*map(np.concatenate, zip(*parts, strict=True)))
