"""A pack on trial: what simulated people, or real recorded answers, say about its questions and the rules of the session."""

from collections.abc import Callable, Mapping, Sequence
from statistics import median
from time import perf_counter

import numpy as np

from opscareer.answers import Answers
from opscareer.engine.assess import Engine
from opscareer.engine.evaluation.simulation import (
    NEARLY_RIGHT,
    OnProgress,
    Outcome,
    draw_people,
    expected_calibration_error,
    full_form,
    run_fixed_length,
    run_sessions,
)
from opscareer.engine.people import People
from opscareer.engine.rules import DEFAULT
from opscareer.engine.selection import Selector, shares
from opscareer.pack.model import Pack
from opscareer.results.evaluation import QuestionUse, Replay, Simulation

SHARE_OF_FULL = 0.95
FOLLOWED = 0.6  # of the bank: how far accuracy by number of questions is followed
MOST_FOLLOWED = 4000  # people: enough for the curve
STEPS_TIMED = 50


def _meter(work: int, on_progress: Callable[[float], None]) -> OnProgress:
    """Turns "so many more questions were asked" into a share of all the work."""
    done = 0

    def count(questions: int) -> None:
        nonlocal done
        done += questions
        on_progress(min(1.0, done / work))

    return count


def simulate_pack(pack: Pack, count: int, seed: int, *, correlated: bool, on_progress: Callable[[float], None]) -> Simulation:
    """`count` simulated people through the full form and the default session; see results.Simulation for what is measured."""
    engine = Engine.of(pack)
    bank = len(engine.bank.ids)
    followed = min(count, MOST_FOLLOWED)
    steps = round(bank * FOLLOWED)
    meter = _meter(2 * count * DEFAULT.usual[1] + followed * steps, on_progress)
    people = draw_people(pack, engine, count, seed, correlated=correlated)
    noisy = draw_people(pack, engine, count, seed + 1, correlated=correlated, error=NEARLY_RIGHT)
    whole = full_form(engine, people)
    session = run_sessions(engine, people, DEFAULT, seed, meter)
    noisy_session = run_sessions(engine, noisy, DEFAULT, seed, meter)
    first = People(people.traits[:followed], people.answers[:followed], people.fit[:followed])
    curve = run_fixed_length(engine, first, Selector(engine).by_gain, steps, meter)
    accuracy = float((whole.leader[:followed] == first.best).mean())
    on_progress(1.0)
    calibration = session.calibration(people)
    adaptive, fixed = None, questions_for_share(curve, first, accuracy)
    return Simulation(
        people=count,
        seed=seed,
        correlated=correlated,
        bank=bank,
        full_accuracy=whole.accuracy(people),
        default_accuracy=session.accuracy(people),
        agreement=float((session.leader == whole.leader).mean()),
        questions_mean=float(session.asked.sum(axis=1).mean()),
        questions_for_95=adaptive,
        questions_for_95_share=None if adaptive is None else adaptive / bank,
        questions_for_95_fixed=fixed,
        questions_for_95_fixed_share=None if fixed is None else fixed / bank,
        ece=expected_calibration_error(calibration),
        ece_noisy=expected_calibration_error(noisy_session.calibration(noisy)),
        regret_true=session.true_regret(people),
        regret_estimated=float(session.regret.mean()),
        regret_full=whole.true_regret(people),
        step_ms=step_milliseconds(engine, people),
        calibration=calibration,
        confusion=_confusion(engine, people, session),
        prior_p_best=dict(zip(engine.model.roles, engine.prior_p_best.tolist(), strict=True)),
        questions=_use(engine, session),
    )


def questions_for_share(curve: Sequence[Outcome], people: People, full_accuracy: float) -> int | None:
    """The questions, as many for everybody, after which accuracy has come to 95% of the full form's; None where it has not come to it.

    One more question helps on average, so dips and spikes of the curve are chance: it is read off the best-fitting rising curve.
    """
    risen = isotonic([outcome.accuracy(people) for outcome in curve])
    return next((number for number, value in enumerate(risen) if value >= SHARE_OF_FULL * full_accuracy), None)


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


def step_milliseconds(engine: Engine, people: People) -> float:
    """Median time of a step of one person's session: posterior, P(best), choice of the next question."""
    selector = Selector(engine, DEFAULT)
    times: list[float] = []
    for person, answers in enumerate(people.answers):
        values: dict[str, int] = {}
        while len(times) < STEPS_TIMED:
            start = perf_counter()
            step = selector.step(Answers(values), values, person)
            times.append(1000 * (perf_counter() - start))
            if step is None:
                break
            values[step.question] = int(answers[engine.bank.index[step.question]])
    return median(times)


def _confusion(engine: Engine, people: People, session: Outcome) -> Mapping[str, Mapping[str, int]]:
    """How many people have which role as their truly best (outer) and as their leader (inner)."""
    roles = engine.model.roles
    return {
        best: {leader: int(((people.best == row) & (session.leader == column)).sum()) for column, leader in enumerate(roles)}
        for row, best in enumerate(roles)
    }


def _use(engine: Engine, session: Outcome) -> tuple[QuestionUse, ...]:
    """By id: how often each question was asked, and the share of the variance of what it measures that it takes away at first."""
    asked = session.asked.mean(axis=0).tolist()
    tells = shares(engine.posterior(Answers({})))[0].tolist()
    return tuple(QuestionUse(engine.bank.ids[index], asked[index], tells[index]) for index in engine.bank.by_id)


def replay_responses(pack: Pack, responses: Sequence[Answers], seed: int, *, on_progress: Callable[[float], None]) -> Replay:
    """Recorded full-form answers through the adaptive session, each question answered as recorded."""
    engine = Engine.of(pack)
    bank = len(engine.bank.ids)
    answers = np.array([engine.bank.row(person.values)[0] for person in responses], dtype=np.int64)
    nothing = np.zeros((len(answers), 0))
    people = People(nothing, answers, nothing)
    meter = _meter(len(answers) * (DEFAULT.usual[1] + bank), on_progress)
    whole = full_form(engine, people)
    session = run_sessions(engine, people, DEFAULT, seed, meter)
    curve = run_fixed_length(engine, people, Selector(engine).by_gain, bank, meter)
    on_progress(1.0)
    return Replay(
        people=len(answers),
        bank=bank,
        agreement=tuple(float((outcome.leader == whole.leader).mean()) for outcome in curve),
        default_agreement=float((session.leader == whole.leader).mean()),
        questions_mean=float(session.asked.sum(axis=1).mean()),
    )
