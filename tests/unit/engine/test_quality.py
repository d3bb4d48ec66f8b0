"""Careless answering is noticed with its reason and changes no result; honest people, whatever they are like, are left alone."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import cycle
from random import Random

import numpy as np
import pytest
from people import Person, at_random, highest

from opscareer.answers import Answers
from opscareer.engine import measurement
from opscareer.engine.assess import Engine
from opscareer.engine.measurement import posterior
from opscareer.engine.people import chances, draw_alike, drawn
from opscareer.pack.kinds.scale import CountItem
from opscareer.pack.model import Pack, Question
from opscareer.results.assessment import Assessment, Quality
from opscareer.results.units import Answer

FEW_FALSE_ALARMS = 0.05
USUAL = {"deeds": 9, "choice": 9, "interest": 4, "judgement": 2}  # questions of each kind in a session of usual length
PATIENT = 60.0  # seconds

Reply = Callable[[Question], Answer]


def usual_session(pack: Pack, seed: int) -> list[Question]:
    """Questions as a session might ask them."""
    random = np.random.default_rng(seed)
    kinds = {kind: [question for question in pack.questions if question.kind == kind] for kind in USUAL}
    drawn = [kinds[kind][index] for kind, count in USUAL.items() for index in random.permutation(len(kinds[kind]))[:count]]
    return [drawn[index] for index in random.permutation(len(drawn))]


def taken(pack: Pack, reply: Reply, seed: int, questions: Sequence[Question] | None = None) -> tuple[Answers, dict[str, tuple[int, ...]]]:
    """What somebody answers in a session, and where on its screen that is."""
    asked = usual_session(pack, seed) if questions is None else questions
    values = {question.id: reply(question) for question in asked}
    return Answers(values), {name: pack.shown(name).places(value, seed) for name, value in values.items()}


def assessed(pack: Pack, engine: Engine, reply: Reply, seed: int, seconds: Mapping[str, float] | None = None, **more: bool) -> Assessment:
    answers, places = taken(pack, reply, seed)
    return engine.assess(answers, seconds or {}, places, **more)


def judged(pack: Pack, engine: Engine, reply: Reply, seed: int) -> Quality:
    return assessed(pack, engine, reply, seed).quality


def kinds_of(quality: Quality) -> set[str]:
    return {flag.flag for flag in quality.flags}


def share(found: Iterable[object]) -> float:
    return float(np.mean([bool(one) for one in found]))


def by_the_model(pack: Pack, engine: Engine, traits: np.ndarray, random: np.random.Generator) -> Reply:
    """Somebody who answers by chance as their traits (K,) make it likely, each deed by itself."""

    def reply(question: Question) -> Answer:
        item, column = question.item(pack.scales), engine.bank.index[question.id]
        if not isinstance(item, CountItem):
            return int(drawn(chances(engine.bank, column, traits[None], traits[None]), random)[0])
        trait = traits[pack.traits.index(item.traits[0])]
        done = random.random(len(item.difficulties)) < 1 / (1 + np.exp(-item.discrimination * (trait - np.array(item.difficulties))))
        return tuple(int(number) for number in 1 + np.flatnonzero(done))

    return reply


def at_places(pack: Pack, seed: int, places: Iterable[int]) -> Reply:
    """Somebody who looks at the keyboard alone: the next of some places at every question."""
    following = iter(places)

    def reply(question: Question) -> Answer:
        order = pack.shown(question.id).order(seed)
        number = order[min(next(following), len(order)) - 1]
        return (number,) if question.several else number

    return reply


# --- honest people


def test_of_honest_people_hardly_anybody_is_flagged(pack: Pack, engine: Engine) -> None:
    def person(seed: int) -> Reply:
        random = np.random.default_rng(seed)
        return by_the_model(pack, engine, random.standard_normal(len(pack.traits)), random)

    assert share(judged(pack, engine, person(seed), seed).flags for seed in range(120)) <= FEW_FALSE_ALARMS


@pytest.mark.parametrize("ability", [-1.7, 1.7])
def test_to_be_able_in_everything_or_in_nothing_is_no_sign_of_carelessness(pack: Pack, engine: Engine, ability: float) -> None:
    def person(seed: int) -> Reply:
        random = np.random.default_rng(seed)
        traits = np.where([trait.kind == "competency" for trait in pack.traits], ability, random.standard_normal(len(pack.traits)))
        return by_the_model(pack, engine, traits, random)

    flagged = [kinds_of(judged(pack, engine, person(seed), seed)) - {"unchecked"} for seed in range(60)]

    assert share(flagged) <= FEW_FALSE_ALARMS


def at_about(pack: Pack, level: float, seed: int, liking: float = 0.5) -> Reply:
    """Somebody at about a level in everything, in one question a little above, in another below."""
    random = np.random.default_rng(seed)
    return lambda question: Person(pack, level=level + 0.5 * random.standard_normal(), liking=liking).reply(question)


@pytest.mark.parametrize("level", [1.5, 3.0])
def test_whoever_is_at_one_level_everywhere_and_likes_all_alike_is_not_flagged(pack: Pack, engine: Engine, level: float) -> None:
    """All interests neutral, all choices "both alike": many such people, on screens shuffled otherwise."""
    found = [judged(pack, engine, at_about(pack, level, seed), seed).flags for seed in range(80)]

    assert share(found) <= FEW_FALSE_ALARMS


def test_whoever_wants_one_role_alone_is_not_flagged(pack: Pack, engine: Engine) -> None:
    """Choices go to the ends of their scale whenever that role is in them, and to the middle otherwise."""
    keen = [Person(pack, level=3.0, liking=0.0, likings={role.id: 1.0}).reply for role in pack.roles]

    assert share(judged(pack, engine, keen[seed % len(keen)], seed).flags for seed in range(60)) <= FEW_FALSE_ALARMS


# --- careless people


def by_dice(pack: Pack, seed: int) -> Reply:
    dice = Random(seed)
    return lambda question: at_random(pack, question, dice)


def test_whoever_answers_at_random_is_nearly_always_flagged(pack: Pack, engine: Engine) -> None:
    found = [kinds_of(judged(pack, engine, by_dice(pack, seed), seed)) for seed in range(40)]

    assert share(found) >= 0.85
    assert set().union(*found) <= {"inconsistent", "guttman"}


@pytest.mark.parametrize("place", [1, 3])
def test_the_same_place_at_every_question_is_a_pattern_since_options_are_shuffled(pack: Pack, engine: Engine, place: int) -> None:
    for seed in range(10):
        quality = judged(pack, engine, at_places(pack, seed, cycle([place])), seed)

        flag = next(flag for flag in quality.flags if flag.flag == "pattern")
        assert flag.way == "places"
        assert flag.facts["count"] == flag.facts["total"] >= USUAL["deeds"]


@pytest.mark.parametrize("places", [[1, 5], [1, 2, 3], [4, 2, 3, 1]])
def test_a_sequence_of_places_again_and_again_is_a_pattern(pack: Pack, engine: Engine, places: list[int]) -> None:
    for seed in range(10):
        quality = judged(pack, engine, at_places(pack, seed, cycle(places)), seed)

        assert ("pattern", "sequence") in {(flag.flag, flag.way) for flag in quality.flags}
        assert quality.repetition is not None
        assert quality.repetition > 5


def test_where_the_places_are_not_known_there_is_no_pattern(pack: Pack, engine: Engine) -> None:
    answers, _ = taken(pack, at_places(pack, 1, cycle([3])), 1)

    quality = engine.assess(answers).quality

    assert "pattern" not in kinds_of(quality)
    assert (quality.repetition, quality.repetition_p) == (0, 1.0)


def test_five_places_are_too_few_for_a_sequence_and_places_that_have_to_repeat_are_no_repetition(pack: Pack, engine: Engine) -> None:
    """Five situations with four options each: whoever answers them chooses some place twice."""
    answers, _ = taken(pack, by_dice(pack, 1), 1)
    asked = [question for question in pack.questions if question.kind == "judgement" and len(question.options) == 4][:5]
    values = {**answers.values, **dict.fromkeys((question.id for question in asked), 1)}

    for places in ([1, 2, 1, 2, 3], [1, 2, 3, 4, 1]):
        known = {question.id: (place,) for question, place in zip(asked, places, strict=True)}
        quality = engine.assess(Answers(values), {}, known).quality
        assert (quality.repetition, quality.repetition_p) == (0, 1.0)


def test_nearly_every_deed_of_every_list_is_a_claim_that_nothing_checks(pack: Pack, engine: Engine) -> None:
    everything = highest(pack)
    quality = judged(pack, engine, lambda question: everything[question.id], 1)

    (flag,) = (flag for flag in quality.flags if flag.flag == "unchecked")
    assert flag.facts["count"] == flag.facts["total"]
    assert quality.confidence == "low"


def test_hard_deeds_without_the_easy_ones_stand_out(pack: Pack, engine: Engine) -> None:
    upside_down = judged(pack, engine, lambda question: _hardest(question) if question.several else 3, 1)
    upright = judged(pack, engine, lambda question: tuple(range(1, 4)) if question.several else 3, 1)

    (flag,) = (flag for flag in upside_down.flags if flag.flag == "guttman")
    assert 0 < flag.facts["count"] == flag.facts["total"]  # every list is, whatever its pairs
    assert (upright.guttman, upright.guttman_p) == (0, 1.0)


def test_a_list_counts_among_those_with_a_harder_deed_alone_from_the_first_such_pair_on(pack: Pack, engine: Engine) -> None:
    lists = [question for question in usual_session(pack, 1) if question.several]
    once = next(question for question in lists if question.options[1].level < question.options[2].level)
    without = next(question for question in lists if question is not once)
    ticks = {question.id: _hardest(question) for question in lists} | {once.id: (1, 3), without.id: (1, 2)}

    quality = judged(pack, engine, lambda question: ticks.get(question.id, 3), 1)

    (flag,) = (flag for flag in quality.flags if flag.flag == "guttman")
    assert (flag.facts["count"], flag.facts["total"]) == (len(lists) - 1, len(lists))


def _hardest(question: Question) -> Answer:
    return tuple(range(len(question.options) - 2, len(question.options) + 1))


# --- haste


def timed(pack: Pack, seconds: float, seed: int = 1) -> dict[str, float]:
    return {question.id: seconds for question in usual_session(pack, seed)}


@pytest.mark.parametrize(("seconds", "hasty"), [(0.4, True), (1.5, True), (PATIENT, False)])
def test_haste_is_to_be_faster_than_anybody_reads(pack: Pack, engine: Engine, seconds: float, hasty: bool) -> None:
    found = assessed(pack, engine, at_about(pack, 3.0, 1), 1, timed(pack, seconds)).quality

    assert ("hasty" in kinds_of(found)) == hasty
    assert found.median_seconds == seconds


def test_what_counts_as_haste_depends_on_the_length_of_the_text(pack: Pack, engine: Engine) -> None:
    """Three seconds are enough for a short task, and not for a list of eight deeds."""
    short, long = ([question for question in pack.questions if question.kind == kind][:12] for kind in ("interest", "deeds"))

    paces = [engine.check.pace({question.id: 3.0 for question in questions}) for questions in (short, long)]

    assert paces[0] is not None
    assert paces[1] is not None
    assert paces[1] < 1 < paces[0]


def test_a_few_times_say_nothing(pack: Pack, engine: Engine) -> None:
    few = dict(list(timed(pack, 0.1).items())[:9])

    assert "hasty" not in kinds_of(assessed(pack, engine, at_about(pack, 3.0, 1), 1, few).quality)


# --- what follows from it


def test_flags_change_nothing_but_the_confidence(pack: Pack, engine: Engine) -> None:
    reply = at_places(pack, 1, cycle([2]))
    answers, places = taken(pack, reply, 1)

    flagged, plain = engine.assess(answers, timed(pack, 0.3), places), engine.assess(answers)

    assert {"hasty", "pattern"} <= kinds_of(flagged.quality)
    assert flagged.quality.confidence == "low"
    assert replace(flagged, quality=plain.quality) == plain


def test_what_a_person_says_was_meant_no_longer_lowers_the_confidence(pack: Pack, engine: Engine) -> None:
    answers, places = taken(pack, at_places(pack, 1, cycle([2])), 1)

    before, after = (engine.assess(answers, {}, places, meant=meant).quality for meant in (False, True))

    assert (before.confidence, before.answerable) == ("low", True)
    assert (after.confidence, after.answerable) == ("normal", False)
    assert after.flags == before.flags


@pytest.mark.parametrize("count", [1, 9])
def test_a_few_answers_are_not_judged(pack: Pack, engine: Engine, count: int) -> None:
    answers, places = taken(pack, at_places(pack, 1, cycle([3])), 1, pack.questions[:count])

    found = engine.assess(answers, {}, places).quality

    assert found.flags == ()
    assert found.fit_p is None


def test_the_same_answers_get_the_same_flags_whoever_was_judged_before(pack: Pack, engine: Engine) -> None:
    first = judged(pack, engine, at_about(pack, 3.0, 5), 5)
    judged(pack, engine, at_places(pack, 1, cycle([1, 5])), 1)

    assert judged(pack, Engine.of(pack), at_about(pack, 3.0, 5), 5) == first


# --- sessions of no use


def hopeless(pack: Pack, engine: Engine, reply: Reply, seconds: float, count: int) -> bool:
    answers, places = taken(pack, reply, 1, usual_session(pack, 1)[:count])
    return engine.hopeless(answers, dict.fromkeys(answers.values, seconds), places)


def test_a_session_is_hopeless_where_nothing_was_read(pack: Pack, engine: Engine) -> None:
    threes = at_places(pack, 1, cycle([3]))

    assert hopeless(pack, engine, threes, 1.0, 12)
    assert not hopeless(pack, engine, threes, 1.0, 11)


def test_a_session_is_hopeless_where_haste_comes_with_another_sign(pack: Pack, engine: Engine) -> None:
    """Three seconds a question: too few to read most of them, enough to press the same key."""
    assert hopeless(pack, engine, at_places(pack, 1, cycle([3])), 3.0, 20)
    assert not hopeless(pack, engine, at_about(pack, 3.0, 1), 3.0, 20)


def test_whoever_takes_the_time_may_answer_anything(pack: Pack, engine: Engine) -> None:
    assert not hopeless(pack, engine, at_places(pack, 1, cycle([3])), PATIENT, 20)


# --- the people that answers are held against


def test_people_drawn_alike_have_the_traits_that_the_answers_leave_possible(pack: Pack, engine: Engine) -> None:
    answers, _ = taken(pack, at_about(pack, 3.0, 2, liking=0.75), 2)
    state = engine.state(answers)

    traits, on_scale = draw_alike(state, 4000, np.random.default_rng(1))

    joint = state.at[0] @ state.weights[0]
    assert np.abs(traits.mean(axis=0) - joint).max() < 0.05
    assert np.abs(on_scale.mean(axis=0)[:5] - (state.posterior.on_scale[0] @ measurement.GRID)[:5]).max() < 0.05


# --- a computation that does not converge


def test_a_result_whose_computation_did_not_converge_says_so_and_nobody_can_answer_for_that(
    pack: Pack, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers, _ = taken(pack, at_about(pack, 3.0, 1, liking=0.75), 1)
    assert "imprecise" not in kinds_of(engine.assess(answers).quality)

    monkeypatch.setattr(measurement, "MAX_ROUNDS", 3)
    found = Engine.of(pack).assess(answers, meant=True).quality

    assert kinds_of(found) == {"imprecise"}
    assert (found.confidence, found.answerable) == ("low", False)


def test_without_choices_there_is_nothing_to_converge(pack: Pack, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measurement, "MAX_ROUNDS", 1)
    everything = engine.bank.row(taken(pack, at_about(pack, 3.0, 1), 1, pack.questions)[0].values)[0]
    without_choices = np.where(np.arange(len(everything)) < engine.bank.singles, everything, 0)

    assert posterior(engine.bank, np.stack([everything, without_choices])).converged.tolist() == [False, True]
