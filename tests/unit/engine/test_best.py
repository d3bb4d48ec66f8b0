"""Who leads, how sure that is, and whether more questions could settle it."""

from random import Random

import pytest
from people import Person

from opscareer.answers import Answers
from opscareer.engine import assess
from opscareer.engine.assess import Engine, verdict_on
from opscareer.pack.model import Pack
from opscareer.results.assessment import Assessment


@pytest.mark.parametrize(
    ("p_best", "second", "gap_low", "verdict"),
    [
        (0.98, 0.01, 1.0, "clear"),
        (0.90, 0.10, -0.1, "clear"),
        (0.80, 0.10, 0.1, "clear"),
        (0.85, 0.13, 0.0, "likely"),
        (0.85, 0.13, -0.1, "likely"),
        (0.74, 0.10, 0.1, "likely"),
        (0.68, 0.10, -0.1, "likely"),
        (0.50, 0.25, -0.5, "likely"),
        (0.50, 0.26, -0.5, "close"),
        (0.49, 0.10, -0.5, "close"),
        (0.40, 0.35, -0.5, "close"),
        (0.25, 0.23, -0.9, "close"),
    ],
)
def test_the_verdict_follows_from_two_probabilities_and_the_gap(p_best: float, second: float, gap_low: float, verdict: str) -> None:
    assert verdict_on(p_best, second, gap_low) == verdict


def result(pack: Pack, engine: Engine, person: Person, count: int | None = None) -> Assessment:
    return engine.assess(Answers({question.id: person.reply(question) for question in pack.questions[:count]}))


def test_the_leader_is_the_likeliest_though_another_may_have_the_higher_fit(pack: Pack, engine: Engine) -> None:
    found = [result(pack, engine, Person(pack, level=level), count) for level in (1.5, 2.5, 3.5) for count in (10, 40, 103)]

    for one in found:
        chances = [role.p_best for role in one.roles]
        assert chances == sorted(chances, reverse=True)
        assert [role.rank for role in one.roles] == list(range(1, len(chances) + 1))
        assert one.best.role == one.roles[0].id
        assert one.best.candidates == tuple(role.id for role in one.roles[: len(one.best.candidates)])
    assert any(one.roles[0].fit < max(role.fit for role in one.roles) for one in found)
    assert any(one.best.gap < 0 for one in found)


def test_what_is_close_after_all_questions_stays_so(pack: Pack, engine: Engine) -> None:
    found = result(pack, engine, Person(pack, level=2.5)).best

    assert (found.verdict, found.settles, found.stays) == ("close", 0.0, True)


def test_after_a_few_answers_more_questions_may_settle_it(pack: Pack, engine: Engine) -> None:
    found = result(pack, engine, Person(pack, level=2.5), 3).best

    assert found.verdict == "close"
    assert not found.stays


def test_whether_a_result_could_be_settled_does_not_hang_on_how_exactly_the_futures_are_computed(
    pack: Pack, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found() -> list[float | None]:
        dice = Random(1)
        people = [Person(pack, likings={role: dice.random() for role in pack.role}) for _ in range(8)]
        return [result(pack, engine, person, 25).best.settles for person in people]

    usual = found()
    monkeypatch.setattr(assess, "FUTURE_TOLERANCE", 1e-6)

    assert found() == usual
    assert len(set(usual)) > 3


def test_only_a_close_result_says_whether_it_could_be_settled(pack: Pack, engine: Engine) -> None:
    found = result(pack, engine, Person(pack, level=2.5, liking=0.0, likings={"data": 1.0})).best

    assert (found.role, found.verdict, found.settles, found.stays) == ("data", "clear", None, False)


def test_what_decides_the_fit_are_shares_of_competence_and_interest_that_make_up_the_whole(pack: Pack, engine: Engine) -> None:
    weights = result(pack, engine, Person(pack), 10).weights

    assert (weights.nominal.competence, weights.effective.competence) == (engine.model.nominal, 0.4)
    assert [mix.competence + mix.interest for mix in (weights.nominal, weights.effective)] == pytest.approx([1, 1])
