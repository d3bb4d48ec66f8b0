"""The adaptive session: what it asks, when it stops, and that it does not depend on the way one came."""

from dataclasses import replace

import numpy as np
import pytest
from shipped import shipped_engine, shipped_pack

from opscareer.answers import Answers
from opscareer.engine.fit import draw
from opscareer.engine.people import answer_all, draw_traits
from opscareer.engine.rules import DEFAULT, QUICK, Rules, full
from opscareer.engine.selection import Selector
from opscareer.results.assessment import Best
from opscareer.sessions.progress import Progress

PACK, ENGINE = shipped_pack(), shipped_engine()


def answers_of_somebody(seed: int) -> dict[str, int]:
    """Answers to every question by one simulated person."""
    random = np.random.default_rng(seed)
    traits = draw_traits(1, len(PACK.competencies), len(PACK.roles), random)
    return dict(zip(ENGINE.bank.ids, (int(value) for value in answer_all(ENGINE.bank, traits, random)[0]), strict=True))


def session(rules: Rules, person: dict[str, int], seed: int = 1) -> list[tuple[str, bool]]:
    """The questions asked, each with whether it was drawn at random."""
    selector = Selector(ENGINE.bank, ENGINE.model, rules)
    asked: list[tuple[str, bool]] = []
    while step := selector.step(Answers({question: person[question] for question, _ in asked}), [question for question, _ in asked], seed):
        asked.append((step.question, step.drawn))
    return asked


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("rules", [DEFAULT, QUICK], ids=["default", "quick"])
def test_a_session_covers_every_trait_and_keeps_to_its_limit(rules: Rules, seed: int) -> None:
    names = [name for name, _ in session(rules, answers_of_somebody(seed))]

    assert len(set(names)) == len(names) <= rules.limit
    for competency in PACK.competency:
        assert sum(PACK.question[name].measures == competency for name in names) >= rules.per_competency
    for role in PACK.role:
        about = [name for name in names if role in np.atleast_1d(PACK.question[name].measures)]
        assert len(about) >= rules.per_interest


def test_what_has_to_be_asked_in_any_case_comes_first() -> None:
    names = [name for name, _ in session(DEFAULT, answers_of_somebody(6))]
    wanted = {**dict.fromkeys(PACK.competency, DEFAULT.per_competency), **dict.fromkeys(PACK.role, DEFAULT.per_interest)}

    for name in names:
        if not any(wanted.values()):
            break
        about = np.atleast_1d(PACK.question[name].measures)
        assert any(wanted[trait] for trait in about)
        wanted.update({trait: max(0, wanted[trait] - 1) for trait in about})
    assert not any(wanted.values())


def test_a_session_stops_early_only_when_the_second_likeliest_role_is_far_less_likely_than_the_first() -> None:
    early = 0
    for seed in range(12):
        person = answers_of_somebody(seed)
        names = [name for name, _ in session(DEFAULT, person)]
        if len(names) < DEFAULT.limit:
            early += 1
            found = ENGINE.assess(Answers({name: person[name] for name in names}))
            first, second = sorted((role.p_best for role in found.roles), reverse=True)[:2]
            assert second / first <= DEFAULT.doubt + DEFAULT.rise * len(names) + 0.05  # the result uses more points than the session
    assert early > 0


def test_every_fifth_question_is_drawn_at_random_by_the_seed_and_marked() -> None:
    person = answers_of_somebody(3)

    asked = session(DEFAULT, person, seed=1)

    marked = [place for place, (_, drawn) in enumerate(asked) if drawn]
    assert marked
    assert all(place % DEFAULT.random_every == DEFAULT.random_every - 1 for place in marked)
    assert asked == session(DEFAULT, person, seed=1)
    assert len({tuple(session(DEFAULT, person, seed=seed)[:5]) for seed in range(8)}) > 1


def test_the_full_form_asks_everything_once() -> None:
    asked = session(full(len(PACK.questions)), answers_of_somebody(2))

    assert sorted(name for name, _ in asked) == sorted(PACK.question)
    assert not any(drawn for _, drawn in asked)


def test_going_back_and_changing_an_answer_leads_to_the_same_questions_as_answering_so_at_once() -> None:
    selector = Selector(ENGINE.bank, ENGINE.model, DEFAULT)
    person = answers_of_somebody(4)

    def go_on(progress: Progress, steps: int) -> Progress:
        for _ in range(steps):
            step = selector.step(progress.answers, progress.asked, 7)
            assert step is not None
            progress = progress.answer(step.question, person[step.question], drawn=step.drawn)
        return progress

    start = go_on(Progress(), 6)
    first = selector.step(start.answers, start.asked, 7)
    assert first is not None
    changed = go_on(go_on(start.answer(first.question, 1), 2).back().back().back().answer(first.question, 3), 5)
    at_once = go_on(start.answer(first.question, 3), 5)

    assert [(reply.question, reply.value) for reply in changed.trail] == [(reply.question, reply.value) for reply in at_once.trail]


def test_a_skipped_question_is_not_asked_again() -> None:
    selector = Selector(ENGINE.bank, ENGINE.model, DEFAULT)
    skipped: list[str] = []
    while step := selector.step(Answers({}), skipped, 1):
        skipped.append(step.question)

    assert len(set(skipped)) == len(skipped) == DEFAULT.limit


def test_the_questions_offered_on_a_close_call_bear_on_the_two_leaders() -> None:
    person = answers_of_somebody(5)
    asked = [name for name, _ in session(DEFAULT, person)]
    best = ENGINE.assess(Answers({name: person[name] for name in asked})).best
    selector = Selector(ENGINE.bank, ENGINE.model, DEFAULT)

    found = selector.separating(Answers({name: person[name] for name in asked}), asked, (best.role, best.rival))

    assert found is not None
    assert found not in asked
    question = PACK.question[found]
    if question.kind in {"interest", "choice"}:
        assert {best.role, best.rival} & set(np.atleast_1d(question.measures))


def test_the_chosen_question_tells_nearly_as_much_about_the_best_role_as_the_one_that_tells_most() -> None:
    """Exact mutual information between the best role and the answer, over the posterior draws, is the yardstick."""
    selector = Selector(ENGINE.bank, ENGINE.model, full(71))
    shares = []
    for seed in range(10):
        person = answers_of_somebody(seed)
        names = list(np.random.default_rng(seed).permutation(ENGINE.bank.ids)[: 4 + seed])
        state = draw(ENGINE.model, ENGINE.posterior(Answers({name: person[name] for name in names})), 1024)
        told = mutual_information(state.at[0], state.fit[0], state.weights[0])
        left = [place for place, name in enumerate(ENGINE.bank.ids) if name not in names]
        chosen = max(left, key=lambda place: selector.gains(state)[0, place])
        shares.append(told[chosen] / max(told[place] for place in left))

    assert np.mean(shares) > 0.75


def mutual_information(at: np.ndarray, fit: np.ndarray, weights: np.ndarray) -> list[float]:
    """Of the best role and the answer to each question: `at` (K, N), `fit` (R, N), `weights` (N,)."""
    best = fit.argmax(axis=0)
    chance = np.array([weights[best == role].sum() for role in range(len(fit))])
    nodes = np.clip(np.rint((at + 5) * 6).astype(int), 0, 60)
    found = []
    single, pairs = ENGINE.bank.single_tables, ENGINE.bank.pair_tables
    given_traits = [table[:, nodes[trait]] for table, trait in zip(single, ENGINE.bank.single_trait, strict=True)]
    given_traits += [
        table[:, nodes[second] - nodes[first] + 60] for table, (first, second) in zip(pairs, ENGINE.bank.pair_traits, strict=True)
    ]
    for given in given_traits:  # (V, N)
        joint = np.stack([(given[:, best == role] * weights[best == role]).sum(axis=1) for role in range(len(fit))], axis=1)
        product = joint.sum(axis=1, keepdims=True) * chance[None, :]
        found.append(float((joint[joint > 0] * np.log(joint[joint > 0] / product[joint > 0])).sum()))
    return found


def test_in_the_full_form_it_is_known_how_many_questions_are_left() -> None:
    selector = Selector(ENGINE.bank, ENGINE.model, full(len(PACK.questions)))
    asked = dict.fromkeys(ENGINE.bank.ids[:7], 2)

    step = selector.step(Answers(asked), asked, 1)

    assert step is not None
    assert step.left == len(PACK.questions) - 7


def test_at_the_start_as_many_questions_are_left_as_usual() -> None:
    for rules in (DEFAULT, QUICK):
        step = Selector(ENGINE.bank, ENGINE.model, rules).step(Answers({}), (), 1)
        assert step is not None
        assert step.left == rules.typical


def test_the_questions_left_are_told_better_than_by_what_is_usual() -> None:
    selector = Selector(ENGINE.bank, ENGINE.model)
    told, usual = 0, 0
    for seed in range(12):
        person = answers_of_somebody(seed)
        names = [name for name, _ in session(DEFAULT, person)]
        for number in range(8, len(names), 3):
            step = selector.step(Answers({name: person[name] for name in names[:number]}), names[:number], 1)
            assert step is not None
            left = step.left
            assert 1 <= left <= DEFAULT.limit - number
            told += abs(left - (len(names) - number))
            usual += abs(max(1, DEFAULT.typical - number) - (len(names) - number))

    assert told < 0.8 * usual


def test_the_rival_of_the_leader_is_the_likeliest_other_role_whatever_its_rank() -> None:
    best = Best("content", 0.45, True, ("event", "content", "user"), "user", 2.0, (-1.0, 5.0), 0.2)

    assert best.rival == "event"
    assert replace(best, candidates=("content",)).rival == "user"
