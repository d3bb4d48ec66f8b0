"""Recorded answers against the pack: what they say of its questions, and what a session would have made of them."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import sqrt

import numpy as np

from opscareer.answers import Answers
from opscareer.engine.assess import Engine
from opscareer.engine.evaluation.responses import of_questions, of_traits
from opscareer.engine.evaluation.simulation import draw_people, full_form, run_on, run_sessions
from opscareer.engine.evaluation.study import meter
from opscareer.engine.items import Bools, Floats, Ints
from opscareer.engine.rules import DEFAULT, more
from opscareer.pack.model import Pack
from opscareer.results.evaluation import Halves, HalvesBin, Replay

MOSTLY = 0.8  # of the questions: whoever answered fewer is not replayed
SIMULATED = 1000
EDGES = (0.0, 0.5, 0.75, 1.0)  # of P(best) by half of the questions
NORMAL_95 = 1.959964


def replay_responses(pack: Pack, responses: Sequence[Answers], seed: int, *, on_progress: Callable[[float], None]) -> Replay:
    """Recorded answers, with gaps or without; see results.Replay for what is told of them."""
    engine = Engine.of(pack)
    bank = len(engine.bank.ids)
    answers = np.concatenate([engine.bank.row(person.values) for person in responses])
    given = (answers > 0).mean(axis=1)
    replayed = answers[given >= MOSTLY]
    told = meter(len(replayed) * (2 * DEFAULT.most) + 1, on_progress)
    agreement, default, questions = tuple[float, ...](), None, None
    if len(replayed):
        whole = full_form(engine, replayed)
        session = run_sessions(engine, replayed, DEFAULT, seed, pack.opening, told)
        steps = run_on(engine, replayed, more(0, min(DEFAULT.most, bank)), seed, pack.opening, told)
        agreement = tuple(float((step.leader == whole.leader).mean()) for step in steps)
        default, questions = float((session.leader == whole.leader).mean()), float(session.questions.mean())
    result = Replay(
        people=len(answers),
        complete=int((given == 1).sum()),
        replayed=len(replayed),
        bank=bank,
        agreement=agreement,
        default_agreement=default,
        questions_mean=questions,
        halves=compare_halves(pack, engine, replayed, seed) if len(replayed) else None,
        traits=of_traits(pack, engine, answers, seed),
        questions=of_questions(pack, engine, responses, answers),
    )
    on_progress(1.0)
    return result


def compare_halves(pack: Pack, engine: Engine, answers: Ints, seed: int) -> Halves:
    """Whether the two halves of the questions put the same role first as often as they do for people who are as the pack assumes."""
    half = halves(engine)
    people = draw_people(pack, engine, SIMULATED, seed).answers
    people = np.where(answers[np.arange(SIMULATED) % len(answers)] > 0, people, 0)
    (stated, agree), (stated_then, agree_then) = (_agreement(engine, of, half) for of in (answers, people))
    bins = []
    for low, high in pairwise(EDGES):
        own, then = ((low <= of) & ((of < high) | (high == 1)) for of in (stated, stated_then))
        if own.any():
            expected = float(agree_then[then].mean()) if then.any() else None
            bins.append(HalvesBin(int(own.sum()), float(stated[own].mean()), float(agree[own].mean()), expected))
    share = float(agree.mean())
    return Halves(share, wilson(share, len(answers)), float(agree_then.mean()), tuple(bins))


def halves(engine: Engine) -> Bools:
    """Which questions are in the first half (J,): every other one about the same, so that the halves are as alike as can be."""
    bank = engine.bank
    order = sorted(range(len(bank.ids)), key=lambda column: (bank.bears_on[column].tolist(), not bank.counted[column], bank.ids[column]))
    first = np.zeros(len(order), dtype=bool)
    first[order[::2]] = True
    return first


def _agreement(engine: Engine, answers: Ints, half: Bools) -> tuple[Floats, Bools]:
    """What the first half states of its leader (P,), and whether the other half has the same (P,)."""
    one, other = (full_form(engine, np.where(of, answers, 0)) for of in (half, ~half))
    return one.stated, np.asarray(one.leader == other.leader)


def wilson(share: float, count: int) -> tuple[float, float]:
    """The 95% interval of a share of so many people (Wilson 1927)."""
    z = NORMAL_95**2 / count
    middle, reach = (share + z / 2) / (1 + z), NORMAL_95 * sqrt(share * (1 - share) / count + z / (4 * count)) / (1 + z)
    return max(0.0, middle - reach), min(1.0, middle + reach)
