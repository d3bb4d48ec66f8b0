"""Answers survive kill -9: a few rounds of the benchmark, which does a thousand."""

import importlib.util
from pathlib import Path

import pytest

from opscareer.sessions.progress import Reply


@pytest.fixture
def kills():
    spec = importlib.util.spec_from_file_location("kills", Path(__file__).parents[2] / "benchmarks" / "kills.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("times", [3, pytest.param(25, marks=pytest.mark.slow)])
def test_a_session_that_is_killed_again_and_again_loses_no_acknowledged_answer(kills, times):
    found = kills.killed(times, seed=3)

    assert found["lost"] == found["damaged"] == 0
    assert sum(found.values()) == times


@pytest.mark.slow
def test_a_write_that_finds_no_room_loses_nothing_that_was_acknowledged(kills):
    _, times, damaged, lost = kills.fail_row()

    assert int(times) > 0
    assert (damaged, lost) == ("0", "0")


def test_the_benchmark_would_notice_a_lost_answer_and_a_wrong_one(kills):
    pack = kills.load_pack()
    asked = [question.id for question in pack.questions if question.kind == "interest"][:2]
    deeds = next(question.id for question in pack.questions if question.several)
    before, steps = [Reply(asked[0], 1, seconds=0.5)], [b"2"]

    def follows(*trail):
        return kills.follows(list(trail), before, steps, pack, seed=1)

    assert follows(before[0], Reply(asked[1], 2))
    assert follows(before[0], Reply(deeds, ()))
    assert not follows(before[0])
    assert not follows(Reply(asked[1], 2))
    assert not follows(before[0], Reply(asked[1], 1))
    assert not follows(before[0], Reply(deeds, (1,)))
    assert not follows(Reply(asked[0], 3), Reply(asked[1], 2))
