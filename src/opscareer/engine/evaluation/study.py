"""A pack on trial: what simulated people say about its questions and the rules of the session."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from time import perf_counter
from typing import NamedTuple

import numpy as np

from opscareer.answers import Answers
from opscareer.engine.assess import Engine
from opscareer.engine.evaluation.calibration import calibration, calibration_error, calibration_noise
from opscareer.engine.evaluation.simulation import (
    BIG_FIVE,
    NEARLY_RIGHT,
    AuthorError,
    OnProgress,
    Outcome,
    Standing,
    draw_indifferent,
    draw_people,
    full_form,
    run_on,
    run_sessions,
)
from opscareer.engine.items import Floats, Ints
from opscareer.engine.people import People
from opscareer.engine.prospects import Prospects
from opscareer.engine.rules import DEFAULT, more
from opscareer.engine.selection import Selector
from opscareer.pack.model import Pack
from opscareer.results.evaluation import Exposure, QuestionUse, Reliability, Simulation

SHARE_OF_FULL = 0.95
FOLLOWED = 0.5  # of the bank: how far accuracy by number of questions is followed
MOST_FOLLOWED, MOST_INDIFFERENT = 1000, 500  # people: enough for a curve and a percentile
PRICES = np.geomspace(0.1, 0.0001, 61)
RARELY = 0.05  # share of sessions
STEPS_TIMED = 50


def meter(work: int, on_progress: Callable[[float], None]) -> OnProgress:
    """Turns "so many more questions were asked" into a share of all the work."""
    done = 0

    def count(questions: int) -> None:
        nonlocal done
        done += questions
        on_progress(done / work)

    return count


class Runs(NamedTuple):
    """What was made of the people: `whole` by the full form, `default` by the default session, `curve` step by step.

    alike: of the indifferent, by the default session
    noisy, big_five: calibration errors of default sessions where authors err like that
    """

    people: People
    whole: Outcome
    default: Outcome
    curve: tuple[Standing, ...]
    alike: Outcome
    noisy: float
    big_five: float


def simulate_pack(pack: Pack, count: int, seed: int, *, correlated: bool, on_progress: Callable[[float], None]) -> Simulation:
    """`count` simulated people through the full form and the default session; see results.Simulation for what is measured."""
    engine = Engine.of(pack)
    steps = round(len(engine.bank.ids) * FOLLOWED)
    followed, indifferent = min(count, MOST_FOLLOWED), min(count, MOST_INDIFFERENT)
    told = meter((3 * count + indifferent) * DEFAULT.most + followed * steps, on_progress)

    def session(people: People) -> Outcome:
        return run_sessions(engine, people.answers, DEFAULT, seed, pack.opening, told)

    def missed(error: AuthorError) -> float:
        people = draw_people(pack, engine, count, seed + 1, correlated=correlated, error=error)
        outcome = session(people)
        return calibration_error(outcome.stated, outcome.right(people))

    people = draw_people(pack, engine, count, seed, correlated=correlated)
    runs = Runs(
        people,
        full_form(engine, people.answers),
        session(people),
        run_on(engine, people.first(followed).answers, more(0, steps), seed, pack.opening, told),
        session(draw_indifferent(pack, engine, indifferent, seed + 2)),
        missed(NEARLY_RIGHT),
        missed(BIG_FIVE),
    )
    on_progress(1.0)
    return _simulation(pack, engine, runs, seed, correlated=correlated)


def _simulation(pack: Pack, engine: Engine, runs: Runs, seed: int, *, correlated: bool) -> Simulation:
    people, whole, default, bank = runs.people, runs.whole, runs.default, len(engine.bank.ids)
    right, first = default.right(people), people.first(len(runs.curve[0].leader))
    wanted = SHARE_OF_FULL * float(whole.right(people)[: len(first)].mean())
    priced, fixed = questions_when_priced(runs.curve, first, wanted), questions_for_all(runs.curve, first, wanted)
    return Simulation(
        people=len(people),
        seed=seed,
        correlated=correlated,
        bank=bank,
        full_accuracy=float(whole.right(people).mean()),
        default_accuracy=float(right.mean()),
        agreement=float((default.leader == whole.leader).mean()),
        questions_mean=float(default.questions.mean()),
        questions_p10=percentile(default, 10),
        questions_p90=percentile(default, 90),
        indifferent_p90=percentile(runs.alike, 90),
        questions_for_95=priced,
        questions_for_95_share=None if priced is None else priced / bank,
        questions_for_95_fixed=fixed,
        questions_for_95_fixed_share=None if fixed is None else fixed / bank,
        core_sd=float(default.of_core(engine, default.sd).mean()) if engine.model.competencies else None,
        ece=calibration_error(default.stated, right),
        ece_noisy=runs.noisy,
        ece_big_five=runs.big_five,
        ece_noise=calibration_noise(default.stated, seed),
        regret_true=default.true_regret(people),
        regret_estimated=float(default.regret.mean()),
        regret_full=whole.true_regret(people),
        step_ms=step_milliseconds(engine, people.answers),
        calibration=calibration(default.stated, right),
        confusion=_confusion(engine, people, default),
        prior_p_best=dict(zip(engine.model.roles, engine.prior_p_best.tolist(), strict=True)),
        reliability=reliability(engine, people, default),
        exposure=_exposure(pack, engine, default),
        questions=_use(engine, default),
    )


def percentile(outcome: Outcome, percent: int) -> int:
    """The least number of questions that so many percent of people do not exceed."""
    return int(np.percentile(outcome.questions, percent, method="inverted_cdf"))


def questions_for_all(curve: Sequence[Standing], people: People, accuracy: float) -> int | None:
    """The questions, as many for everybody, after which accuracy has come so far; None where it has not.

    One more question helps on average, so dips and spikes of the curve are chance: it is read off the best-fitting rising curve.
    """
    risen = isotonic([float((standing.leader == people.best).mean()) for standing in curve])
    return next((number for number, value in enumerate(risen) if value >= accuracy), None)


def questions_when_priced(curve: Sequence[Standing], people: People, accuracy: float) -> float | None:
    """The questions, on average, of sessions that end by worth at the dearest price at which accuracy comes so far; None where none is."""
    leader, worth = (np.stack(of) for of in zip(*curve, strict=True))  # (questions, P)
    worth[: DEFAULT.least], worth[-1] = np.inf, -np.inf
    ends = [(worth <= price).argmax(axis=0) for price in PRICES]
    risen = isotonic([float((leader[end, np.arange(len(people))] == people.best).mean()) for end in ends])
    return next((float(end.mean()) for end, value in zip(ends, risen, strict=True) if value >= accuracy), None)


def isotonic(values: Sequence[float]) -> list[float]:
    """The rising sequence nearest to `values` by least squares: adjacent violators pooled (Ayer et al. 1955)."""
    pools: list[tuple[float, int]] = []
    for value in values:
        mean, size = value, 1
        while pools and pools[-1][0] >= mean:
            before, many = pools.pop()
            mean, size = (before * many + mean * size) / (many + size), many + size
        pools.append((mean, size))
    return [mean for mean, size in pools for _ in range(size)]


def step_milliseconds(engine: Engine, answers: Ints) -> float:
    """Median time of a step of one person's session: posterior, P(best), choice of the next question."""
    selector = Selector(engine, DEFAULT)
    times: list[float] = []
    for person, row in enumerate(answers):
        values: dict[str, int] = {}
        while len(times) < STEPS_TIMED:
            start = perf_counter()
            step = selector.step(Answers(values), values, person)
            times.append(1000 * (perf_counter() - start))
            if step is None:
                break
            values[step.question] = int(row[engine.bank.index[step.question]])
    return median(times)


def _confusion(engine: Engine, people: People, session: Outcome) -> Mapping[str, Mapping[str, int]]:
    """How many people have which role as their truly best (outer) and as their leader (inner)."""
    roles = engine.model.roles
    return {
        best: {leader: int(((people.best == row) & (session.leader == column)).sum()) for column, leader in enumerate(roles)}
        for row, best in enumerate(roles)
    }


def reliability(engine: Engine, people: People, session: Outcome) -> tuple[Reliability, ...]:
    """Of each trait. Its variance before any answer is 1. Levels are told on the author's scale, so that is where they are held to."""
    competencies = len(engine.model.competencies)
    truth: Floats = np.concatenate([people.on_scale[:, :competencies], people.traits[:, competencies:]], axis=1)
    stated = np.clip(1 - (session.sd**2).mean(axis=0), 0.0, 1.0).tolist()
    true = [squared_correlation(*of) for of in zip(session.estimate.T, truth.T, strict=True)]
    return tuple(map(Reliability, engine.bank.traits, stated, true))


def squared_correlation(one: Floats, other: Floats) -> float:
    """Of two rows (N,); 0 where one of them does not vary."""
    (own, shared), (_, others) = np.cov(one, other)
    return float(shared**2 / (own * others)) if own * others > 0 else 0.0


def _exposure(pack: Pack, engine: Engine, session: Outcome) -> Exposure:
    asked, kinds = session.asked.mean(axis=0), Counter[str]()
    for question, share in zip(engine.bank.ids, asked.tolist(), strict=True):
        kinds[pack.question[question].kind] += share
    return Exposure(int((asked == 0).sum()), int((asked < RARELY).sum()), float(asked.max()), dict(kinds))


def _use(engine: Engine, session: Outcome) -> tuple[QuestionUse, ...]:
    """By id: how often each question was asked, and the share of the variance of what it measures that it takes away at first."""
    asked = session.asked.mean(axis=0).tolist()
    tells = Prospects(engine.model, engine.state(Answers({}))).shares[0].tolist()
    return tuple(QuestionUse(engine.bank.ids[index], asked[index], tells[index]) for index in engine.bank.by_id)
