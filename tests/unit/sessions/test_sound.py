"""What the store takes for a session that the program has written; anything that can write to the file may have changed it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from opscareer.sessions.progress import Reply
from opscareer.sessions.record import Record, Stamp, Target
from opscareer.sessions.sound import is_time, sound

NOW, LATER = "2030-01-01T08:00:00+00:00", "2030-01-01T08:05:00+00:00"
OPEN = Record(1, Stamp("operations", "1.0", "0a1b"), "default", 7, "open", False, NOW, trail=(Reply("user.1", 4, False, 2.25),))
DONE = replace(
    OPEN, state="done", finished_at=LATER, best="data", result='{"schema": "结果"}', target=Target("data", "mid", 6.0), total=20, finish=3
)

Changed = Callable[[Record], Record]


def with_reply(question: Any = "user.1", value: Any = 4, seconds: Any = 2.25) -> Changed:
    return lambda record: replace(record, trail=(Reply("list", (1, 3)), Reply(question, value, False, seconds)))


def with_target(role: Any = "data", tier: Any = "mid", hours: Any = 6.0) -> Changed:
    return lambda record: replace(record, target=Target(role, tier, hours))


def with_pack(name: Any = "operations", version: Any = "1.0", hashed: Any = "0a1b") -> Changed:
    return lambda record: replace(record, pack=Stamp(name, version, hashed))


def having(**values: Any) -> Changed:
    return lambda record: replace(record, **values)


@pytest.mark.parametrize(
    "changed",
    [
        having(),
        having(trail=(), earlier={}),
        having(earlier={"list": (), "user.2": 1}),
        having(seed=0),
        having(total=None, finish=None, target=None, best=None, result=None),
        having(best="x" * 100),
        with_reply("选择.2", None, None),
        with_reply(seconds=0),
        with_reply(seconds=0.0),
        with_target(hours=0.5),
        with_target(hours=40),
        with_pack(version="1" * 30, hashed="f" * 64),
        having(result="{}"),
        having(result='{"said": "a \\\\udder"}'),
        having(started_at="2030-01-01T16:00:00+08:00"),
    ],
)
def test_what_the_program_writes_is_well_formed(changed: Changed) -> None:
    assert sound(changed(DONE))


def test_an_open_session_has_no_end_and_a_finished_one_has() -> None:
    assert sound(OPEN)
    assert not sound(replace(OPEN, finished_at=LATER))
    assert not sound(replace(DONE, finished_at=None))


@pytest.mark.parametrize(
    "changed",
    [
        having(form=""),
        having(best=""),
        having(best="x" * 101),
        having(best="two words"),
        having(best="data\u202e"),
        having(best=7),
        having(earlier={"": 1}),
        having(earlier={"user.2": "much"}),
        having(earlier={"list": (1, "x")}),
        having(seed="7"),
        having(seed=None),
        having(total="many"),
        having(total=""),
        having(finish=1.5),
        having(started_at="yesterday"),
        having(started_at="2030-01-01T08:00:00"),
        having(started_at=20300101),
        having(finished_at="2030-01-01"),
        having(result="[]"),
        having(result=""),
        having(result=b"{}"),
        having(result='{"hidden": "\u202e"}'),
        having(result='{"hidden": "\\u202e"}'),
        with_reply(question=""),
        with_reply(question=None),
        with_reply(value=1.5),
        with_reply(value=(1, 2.5)),
        with_reply(seconds=-0.1),
        with_reply(seconds=float("inf")),
        with_reply(seconds=float("nan")),
        with_reply(seconds="2"),
        with_target(role=""),
        with_target(tier="a b"),
        with_target(hours=-1.0),
        with_target(hours="6"),
        with_pack(name=""),
        with_pack(version=""),
        with_pack(version="1" * 31),
        with_pack(version="one"),
        with_pack(hashed=""),
        with_pack(hashed="f" * 65),
        with_pack(hashed="0A"),
    ],
)
def test_what_the_program_never_writes_is_not(changed: Changed) -> None:
    assert not sound(changed(DONE))


@pytest.mark.parametrize("text", ["2030-01-01T08:00:00", "2030-13-01T08:00:00+00:00", "", None, 0])
def test_a_point_in_time_has_a_zone(text: object) -> None:
    assert is_time(NOW)
    assert not is_time(text)
