"""What an adaptive session asks next, when it ends, and that it does not depend on the way one came. What holds for everybody:
tests/property/test_session_properties.py."""

from dataclasses import replace

import numpy as np
import pytest
from people import Person, answers_of, keen_on
from sessions import simulated
from shipped import TINY, shipped_engine, shipped_pack

from opscareer.answers import Answers
from opscareer.engine.assess import Engine
from opscareer.engine.fit import State, draw
from opscareer.engine.items import DIFFERENCES, GRID, STEP
from opscareer.engine.prospects import Prospects
from opscareer.engine.rules import DEFAULT, Next, Rules, full, more
from opscareer.engine.selection import Selector
from opscareer.pack.load import load_pack
from opscareer.results.units import Answer
from opscareer.sessions.progress import Progress

PACK, ENGINE = shipped_pack(), shipped_engine()


def answers_of_somebody(seed: int) -> dict[str, Answer]:
    """Answers to every question by one simulated person."""
    return answers_of(ENGINE.bank, simulated(ENGINE, 1, seed)[0])


def session(rules: Rules, person: dict[str, Answer], seed: int = 1) -> list[Next]:
    """The questions asked, each with how many were then left."""
    selector, steps, asked = Selector(ENGINE, rules), list[Next](), list[str]()
    while step := selector.step(Answers({question: person[question] for question in asked}), asked, seed):
        steps.append(step)
        asked.append(step.question)
    return steps


def kinds(steps: list[Next]) -> list[str]:
    return [PACK.question[step.question].kind for step in steps]


def state_of(person: dict[str, Answer], asked: list[str], points: int = 1024) -> State:
    return draw(ENGINE.model, ENGINE.posterior(Answers({name: person[name] for name in asked})), points)


# --- what comes first -------------------------------------------------------------------------------------------------------------


def test_nothing_is_asked_ahead_of_what_tells_most_where_all_questions_are_asked() -> None:
    somebody, nothing = answers_of_somebody(1), np.zeros((1, len(ENGINE.bank.ids)), dtype=bool)

    for asked in ([], list(somebody)[:10]):
        state, mask = state_of(somebody, asked), nothing | ENGINE.bank.mask(asked)
        assert not Selector(ENGINE, full(len(ENGINE.bank.ids))).missing(state, mask).any()
        assert Selector(ENGINE, DEFAULT).missing(state, mask).any()


def test_a_pack_without_competencies_is_asked_to_the_end() -> None:
    pack = load_pack(TINY.parent / "interests-only")
    engine, person, asked = Engine.of(pack), Person(pack).form(), list[str]()
    selector = Selector(engine)

    while step := selector.step(Answers({question: person[question] for question in asked}), asked, 1):
        asked.append(step.question)

    assert set(asked) == set(person)


@pytest.mark.parametrize("seed", range(4))
def test_what_one_likes_is_asked_before_what_one_has_done_and_then_something_about_every_competency(seed: int) -> None:
    steps = session(DEFAULT, answers_of_somebody(seed))

    first_list = kinds(steps).index("deeds")
    likings = [trait.of for step in steps[:first_list] for trait in PACK.question[step.question].traits]
    assert all(likings.count(role) >= 1 for role in PACK.role)
    assert sum(likings.count(role) >= 2 for role in PACK.role) >= 3  # one answer can put a role out of the running, two roles at most
    measured = [PACK.question[step.question].measures for step in steps[first_list:] if PACK.question[step.question].several]
    assert set(measured[: 2 + len(PACK.core)]) >= set(PACK.core)


@pytest.mark.parametrize("role", PACK.role)
def test_lists_about_the_leader_s_core_are_of_the_facets_that_it_names_first(role: str) -> None:
    core = PACK.role[role].needs_by_weight[0]
    named = PACK.role[role].needs[core].facets

    steps = session(DEFAULT, keen_on(PACK, role).form())

    asked = [PACK.question[step.question].facet for step in steps if PACK.question[step.question].measures == core]
    asked = [facet for facet in asked if facet is not None]
    assert len(asked) >= 3
    assert set(asked[:3]) <= set(named)


def test_the_full_form_asks_everything_once_and_knows_how_much_is_left() -> None:
    steps = session(full(len(PACK.questions)), answers_of_somebody(2))

    assert sorted(step.question for step in steps) == sorted(PACK.question)
    assert [step.left for step in steps] == list(range(len(PACK.questions), 0, -1))


def test_going_on_asks_as_many_more_as_was_wished_and_nothing_again() -> None:
    person = answers_of_somebody(5)
    before = [step.question for step in session(DEFAULT, person)]
    selector, asked = Selector(ENGINE, more(len(before), 6)), list(before)

    while step := selector.step(Answers({name: person[name] for name in asked}), asked, 1):
        assert step.left == len(before) + 6 - len(asked)
        asked.append(step.question)

    assert len(asked) == len(set(asked)) == len(before) + 6
    assert (more(len(before), 6).least, more(len(before), 6).most) == (len(asked), len(asked))


# --- when it ends -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", [1, 2.5, 4])
def test_whoever_likes_all_alike_is_done_by_eighteen(level: float) -> None:
    assert DEFAULT.least <= len(session(DEFAULT, Person(PACK, level).form())) <= 18


def test_with_a_higher_price_of_a_question_nobody_is_asked_more() -> None:
    for role in PACK.role:
        person = keen_on(PACK, role).form()
        lengths = [len(session(replace(DEFAULT, price=price), person)) for price in (0.0, 0.001, 0.003, 0.01, 1.0)]

        assert lengths == sorted(lengths, reverse=True)
        assert lengths[0] > lengths[-1] >= DEFAULT.least


def test_it_goes_on_while_questions_are_worth_their_price_and_only_then() -> None:
    selector = Selector(ENGINE)
    for seed in range(6):
        person = answers_of_somebody(seed)
        names = [step.question for step in session(DEFAULT, person)]
        asked = ENGINE.bank.mask(names)[None]
        end = state_of(person, names)

        assert len(names) == DEFAULT.most or selector.alike(end)[0] or Prospects(ENGINE.model, end).value(asked)[0] <= DEFAULT.price + 1e-9
        assert not selector.missing(end, asked).any() or len(names) == DEFAULT.most


def test_the_value_of_what_is_left_falls_as_answers_come_in_and_is_nothing_at_the_end() -> None:
    person = answers_of_somebody(1)
    names = list(np.random.default_rng(1).permutation(ENGINE.bank.ids))
    values = []
    for count in (0, 20, 50, len(names)):
        asked = ENGINE.bank.mask(names[:count])[None]
        values.append(float(Prospects(ENGINE.model, state_of(person, names[:count])).value(asked)[0]))

    assert values == sorted(values, reverse=True)
    assert values[0] > 0.01
    assert values[-1] == pytest.approx(0, abs=1e-6)


def test_a_skipped_question_is_not_asked_again() -> None:
    selector = Selector(ENGINE)
    skipped: list[str] = []
    while step := selector.step(Answers({}), skipped, 1):
        skipped.append(step.question)

    assert len(set(skipped)) == len(skipped) == DEFAULT.most


def test_the_questions_left_are_no_more_than_there_may_be_and_end_with_one() -> None:
    for seed in range(4):
        steps = session(DEFAULT, answers_of_somebody(seed))

        assert steps[0].left == DEFAULT.most
        assert all(1 <= step.left <= DEFAULT.most - number for number, step in enumerate(steps))


def test_at_a_price_lower_by_a_factor_of_e_six_more_questions_are_told_to_be_left() -> None:
    free = Rules(least=0, most=len(PACK.questions), price=0.0, lists=(0, 0, 0), interests=0, ratings=0, checks=False)
    worth = float(Prospects(ENGINE.model, state_of({}, [])).value(ENGINE.bank.mask([])[None])[0])

    left = []
    for lower in (1, 2, 3):
        step = Selector(ENGINE, replace(free, price=worth / np.exp(lower))).step(Answers({}), [], 1)
        assert step
        left.append(step.left)

    assert left == [2 + 6, 2 + 12, 2 + 18]


# --- which question tells most ------------------------------------------------------------------------------------------------------


def test_going_back_and_changing_an_answer_leads_to_the_same_questions_as_answering_so_at_once() -> None:
    selector = Selector(ENGINE)
    person = answers_of_somebody(4)

    def go_on(progress: Progress, steps: int) -> Progress:
        for _ in range(steps):
            step = selector.step(progress.answers, progress.asked, 7)
            assert step is not None
            progress = progress.answer(step.question, person[step.question])
        return progress

    start = go_on(Progress(), 6)
    first = selector.step(start.answers, start.asked, 7)
    assert first is not None
    one, other = ((), (1, 2)) if PACK.question[first.question].several else (1, 3)
    changed = go_on(go_on(start.answer(first.question, one), 2).back().back().back().answer(first.question, other), 5)
    at_once = go_on(start.answer(first.question, other), 5)

    assert [(reply.question, reply.value) for reply in changed.trail] == [(reply.question, reply.value) for reply in at_once.trail]


def test_the_chosen_question_tells_nearly_as_much_about_the_best_role_as_the_one_that_tells_most() -> None:
    """Exact mutual information between the best role and the answer, over the posterior draws, is the yardstick."""
    shares = []
    for seed in range(10):
        person = answers_of_somebody(seed)
        names = list(np.random.default_rng(seed).permutation(ENGINE.bank.ids)[: 4 + seed])
        state = state_of(person, names)
        told = mutual_information(state.at[0], state.fit[0], state.weights[0])
        left = [place for place, name in enumerate(ENGINE.bank.ids) if name not in names]
        gains = Prospects(ENGINE.model, state).gains[0]
        chosen = max(left, key=lambda place: gains[place])
        shares.append(told[chosen] / max(told[place] for place in left))

    assert np.mean(shares) > 0.75


def mutual_information(at: np.ndarray, fit: np.ndarray, weights: np.ndarray) -> list[float]:
    """Of the best role and the answer to each question: `at` (K, N), `fit` (R, N), `weights` (N,)."""
    best = fit.argmax(axis=0)
    chance = np.array([weights[best == role].sum() for role in range(len(fit))])
    nodes = np.clip(np.rint((at - GRID[0]) / STEP).astype(int), 0, len(GRID) - 1)
    single, pairs = ENGINE.bank.single_tables, ENGINE.bank.pair_tables
    given_traits = [table[:, nodes[trait]] for table, trait in zip(single, ENGINE.bank.single_trait, strict=True)]
    given_traits += [
        table[:, nodes[second] - nodes[first] + len(DIFFERENCES) // 2]
        for table, (first, second) in zip(pairs, ENGINE.bank.pair_traits, strict=True)
    ]
    found = []
    for given in given_traits:  # (V, N)
        joint = np.stack([(given[:, best == role] * weights[best == role]).sum(axis=1) for role in range(len(fit))], axis=1)
        product = joint.sum(axis=1, keepdims=True) * chance[None, :]
        found.append(float((joint[joint > 0] * np.log(joint[joint > 0] / product[joint > 0])).sum()))
    return found
