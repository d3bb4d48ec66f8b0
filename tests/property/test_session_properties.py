"""What holds for every session with the shipped pack, whoever answers: what it asks in any case, how long it is, whom it asks what."""

from collections import Counter

import numpy as np
import pytest
from people import Person, keen_on
from sessions import Sessions, sessions, simulated

from opscareer.answers import Answers
from opscareer.engine.assess import Engine
from opscareer.engine.items import GRID
from opscareer.engine.measurement import deviations
from opscareer.engine.rules import DEFAULT, QUICK, Rules, more
from opscareer.engine.selection import CLAIM, IN_THE_RUNNING, Selector
from opscareer.pack.model import Pack

PEOPLE = 60
SEEDS = range(PEOPLE)
FEWEST, MOST = 14, 28
OF_POINTS = 0.02  # a session goes by fewer points than these states: so much a probability may differ


@pytest.fixture(scope="module")
def willing(engine: Engine, pack: Pack) -> np.ndarray:
    """What sixty people would answer to every question (P, J): most of them simulated, some who claim everything, nothing, or one role."""
    scripted = [
        Person(pack, level=5, liking=1),
        Person(pack, level=1, liking=0),
        Person(pack),
        *(keen_on(pack, role) for role in pack.role),
    ]
    rows = [engine.bank.row(person.form())[0] for person in scripted]
    return np.concatenate([np.stack(rows), simulated(engine, PEOPLE - len(rows), 1)])


@pytest.fixture(scope="module")
def finished(engine: Engine, willing: np.ndarray) -> Sessions:
    return sessions(engine, DEFAULT, willing, SEEDS)


@pytest.fixture(scope="module")
def with_skips(engine: Engine, willing: np.ndarray) -> Sessions:
    """The same people, who skip three questions of ten, but never the only list about a basic skill."""
    skipped = np.random.default_rng(4).random(willing.shape) < 0.3
    skipped[:, engine.bank.index["digital_tools.deeds.tools"]] = False
    return sessions(engine, DEFAULT, willing, SEEDS, skipped=skipped)


def about(pack: Pack, kinds: set[str], name: str) -> set[str]:
    """The questions of some kinds that bear on a competency, or on the interest in a role."""
    return {question.id for question in pack.questions if question.kind in kinds and name in {trait.of for trait in question.traits}}


def answered(engine: Engine, found: Sessions, person: int) -> set[str]:
    return {engine.bank.ids[column] for column in np.flatnonzero(found.answers[person])}


# --- how long ---------------------------------------------------------------------------------------------------------------------


def test_nobody_gets_fewer_than_fourteen_questions_or_more_than_twenty_eight(finished: Sessions) -> None:
    lengths = [len(order) for order in finished.orders]

    assert min(lengths) >= FEWEST
    assert max(lengths) <= MOST
    assert len(set(lengths)) > 3


def test_who_skips_gets_as_many_answers_before_it_ends_or_all_that_may_be_asked(with_skips: Sessions) -> None:
    for order, answers in zip(with_skips.orders, with_skips.answers, strict=True):
        assert (answers > 0).sum() >= FEWEST or len(order) == MOST
        assert len(order) <= MOST


@pytest.mark.parametrize("rules", [DEFAULT, QUICK, more(20, 6)], ids=["default", "quick", "six more"])
def test_nothing_is_asked_twice(engine: Engine, willing: np.ndarray, rules: Rules) -> None:
    for order in sessions(engine, rules, willing[:12], SEEDS).orders:
        assert len(set(order)) == len(order) <= rules.most


# --- what is asked in any case ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["finished", "with_skips"])
def test_every_finished_session_has_lists_about_what_the_leader_needs_most_and_something_about_everything(
    pack: Pack, engine: Engine, name: str, request: pytest.FixtureRequest
) -> None:
    """A skipped question fills no floor: it is answers that count. Only who skips so much that nothing is left, or was asked the
    most, may lack some: the last answer may put somebody else first."""
    found: Sessions = request.getfixturevalue(name)
    complete = 0
    for person, order in enumerate(found.orders):
        if len(order) == MOST:
            continue
        complete += 1
        given = answered(engine, found, person)
        leader = pack.role[engine.model.roles[int(found.state.p_best[person].argmax())]]
        first, second, *others = leader.needs_by_weight
        floors = [(about(pack, {"deeds"}, of), fewest) for of, fewest in {**dict.fromkeys(others, 1), first: 3, second: 2}.items()]
        p_best = dict(zip(engine.model.roles, found.state.p_best[person], strict=True))
        in_the_running = {role: p > IN_THE_RUNNING + OF_POINTS for role, p in p_best.items()}
        floors += [(about(pack, {"interest", "choice"}, role), 1 + in_the_running[role]) for role in pack.role]
        floors += [(about(pack, {"interest"}, leader.id), 1)]
        for questions, fewest in floors:
            assert len(questions & given) >= fewest or (name == "with_skips" and questions <= set(order))
        assert len(about(pack, {"deeds"}, "digital_tools") & given) == 1
    assert complete > PEOPLE / 4


def test_a_high_claim_is_met_with_a_judgement(pack: Pack, engine: Engine, finished: Sessions) -> None:
    judged = {name for name in pack.competency if about(pack, {"judgement"}, name)}
    levels = finished.state.posterior.on_scale @ GRID
    claimed = 0
    for person in range(PEOPLE):
        claims = [name for place, name in enumerate(engine.model.competencies) if name in judged and levels[person, place] >= CLAIM]
        met = [name for name in judged if about(pack, {"judgement"}, name) & answered(engine, finished, person)]
        claimed += bool(claims)
        assert len(met) >= min(len(claims), 1)
        assert len(met) <= len(judged)
    assert claimed > PEOPLE / 10


def test_the_leader_s_weightiest_competency_is_known_better_than_most(engine: Engine, finished: Sessions) -> None:
    core = engine.model.shares.argmax(axis=1)[finished.state.p_best.argmax(axis=1)]
    doubt = deviations(finished.state.posterior.on_scale)[:, : len(engine.model.competencies)]

    assert doubt[np.arange(PEOPLE), core].mean() < 0.8 * doubt.mean()


# --- who is asked what --------------------------------------------------------------------------------------------------------------


def test_the_same_seed_gives_the_same_session_alone_and_among_others(engine: Engine, willing: np.ndarray, finished: Sessions) -> None:
    selector = Selector(engine)
    for person in (0, 5, 20):
        answers, asked = dict(zip(engine.bank.ids, finished.answers[person], strict=True)), list[str]()
        for question in finished.orders[person]:
            step = selector.step(Answers(one_by_one(engine, answers, asked)), asked, SEEDS[person])
            assert step is not None
            assert step.question == question
            assert 1 <= step.left <= MOST - len(asked)
            asked.append(question)
        assert selector.step(Answers(one_by_one(engine, answers, asked)), asked, SEEDS[person]) is None
    assert sessions(engine, DEFAULT, willing[:10], SEEDS).orders == finished.orders[:10]


def one_by_one(engine: Engine, numbers: dict[str, int], asked: list[str]) -> dict[str, int | tuple[int, ...]]:
    """The answers to the questions asked so far."""
    several = dict(zip(engine.bank.ids, engine.bank.counted, strict=True))
    return {name: tuple(range(1, int(numbers[name]))) if several[name] else int(numbers[name]) for name in asked}


def test_another_seed_asks_the_same_person_other_questions(engine: Engine, willing: np.ndarray) -> None:
    found = sessions(engine, DEFAULT, np.repeat(willing[20:21], 12, axis=0), range(100, 112)).orders

    assert len({tuple(order) for order in found}) == len(found)
    assert len({question for order in found for question in order}) > 1.5 * np.mean([len(order) for order in found])


def test_among_many_people_most_questions_are_used(pack: Pack, finished: Sessions) -> None:
    used = Counter(question for order in finished.orders for question in order)

    for kind, share in (("deeds", 0.8), ("interest", 0.8), ("choice", 0.95)):
        own = [question.id for question in pack.questions if question.kind == kind]
        assert sum(name in used for name in own) >= share * len(own)
