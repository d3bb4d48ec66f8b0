"""Whatever is done with sessions, in whatever order, in two windows at once: nothing that was acknowledged is lost, and nobody is asked twice.

The machine presses keys, kills programs and sets the clock; beside them runs a plain model of what a session is. The store must equal it
after every step."""

import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from windows import SECONDS, Window

from opscareer.cli.questionnaire.sources import MORE_QUESTIONS, Adaptive, rules_within
from opscareer.engine import rules
from opscareer.engine.assess import Engine
from opscareer.engine.rules import Rules, more
from opscareer.pack.model import Pack
from opscareer.results.units import Answer
from opscareer.sessions.migrations import FILE
from opscareer.sessions.progress import Progress, Reply
from opscareer.sessions.record import Record, Stamp
from opscareer.sessions.store import Store

SIGNALS = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129}
KILLED = -signal.SIGKILL
MORE = 3
DIES = st.integers(0, 7) | st.integers(8, 60)  # before which statement; an answer takes seven, a result some more
MAY_DIE = st.none() | st.none() | st.none() | DIES
ACTIONS = {
    "question": [*["answer"] * 6, "answer_and_die", *["tick_or_untick"] * 3, "skip", *["go_back"] * 2, "look_around"],
    **dict.fromkeys(("resume", "resume_one"), ["choose"] * 4),
    **dict.fromkeys(("intro", "more"), ["begin"] * 4),
    **dict.fromkeys(("unsettled", "unread"), ["end"] * 4),
    "go_on": ["go_on_from_a_finished_one"] * 4,
}

WINDOWS = 2
PLACES = st.integers(0, 8)

Draw = Callable[[Any], Any]
Trail = tuple[tuple[str, Answer | None], ...]


@dataclass
class Kept:
    """A session as the store must have it."""

    number: int
    form: str
    seed: int
    trail: Trail = ()
    earlier: dict[str, Answer] = field(default_factory=dict)
    total: int | None = None
    set_aside: bool = False
    finished_at: str = ""
    finish: int = 0

    @property
    def answers(self) -> dict[str, Answer]:
        return {question: value for question, value in self.trail if value is not None}

    @property
    def said(self) -> bool:
        """Whether anything was: of others it does not matter whether they are there."""
        return bool(self.answers or self.earlier)


@dataclass
class Opened:
    """A window, and what it must know.

    further: whether further questions were asked for
    before: the assessment that was the last when it was opened, as it was
    offered: the sessions that it offered to go on with
    kept: its own session, once there is one, which began with the trail `begun`
    total: the most questions that it has told
    """

    window: Window
    form: str
    further: bool
    now: str
    seed: int
    before: Kept | None
    offered: list[int]
    kept: Kept | None = None
    rules: Rules = rules.DEFAULT
    begun: Trail = ()
    total: int = 0


class Sessions(RuleBasedStateMachine):
    """Two windows and the store between them."""

    pack: Pack
    engine: Engine
    place: Path

    def __init__(self) -> None:
        super().__init__()
        (self.place / FILE).unlink(missing_ok=True)
        self.store = Store(self.place)
        self.stamp = Stamp.of(self.pack)
        self.clock = datetime(2030, 1, 1, 8, tzinfo=UTC)
        self.kept: dict[int, Kept] = {}
        self.opened: dict[int, Opened] = {}
        self.finishes = count(1)

    def teardown(self) -> None:
        for one in self.opened.values():
            one.window.close()
        with closing(sqlite3.connect(self.place / FILE)) as store:
            assert store.execute("PRAGMA integrity_check").fetchone() == ("ok",)

    # --- what a person does

    @rule(data=st.data())
    def do_something(self, data: st.DataObject) -> None:
        """Any of what is possible here; the likelier, the further it leads."""
        ways: list[tuple[str, int]] = []
        for slot, one in sorted(self.opened.items()):
            ways += [(action, slot) for action in [*ACTIONS[one.window.sheet], "leave"]]
        if free := {*range(WINDOWS)} - set(self.opened):
            ways += [("opens", min(free))] * len(free)
        ways += [(action, 0) for action in ("delete", "look_back") if any(kept.said for kept in self.kept.values())]
        action, slot = data.draw(st.sampled_from(ways))
        getattr(self, action)(slot, data.draw)

    def opens(self, slot: int, draw: Draw) -> None:
        self.clock += timedelta(hours=draw(st.integers(-48, 48)))
        way, seed = draw(st.sampled_from(["", "", "--quick", "--full", "--more", "--more"])), draw(st.integers(1, 3))
        given = {"": (), "--more": ("--more", str(MORE))}.get(way, (way,))
        seeded = () if way == "--more" else ("--seed", str(seed))
        before, offered = self.last(), [kept.number for kept in self.waiting()]
        window = Window(self.place, self.pack, "assess", *given, *seeded, "--lang", "en", now=self.now)
        form = way.removeprefix("--") if way in {"--quick", "--full"} else "default"
        one = Opened(window, form, way == "--more", self.now, seed, before and replace(before), offered)
        unfinished = before is not None and len(before.trail) < len(self.pack.questions)
        if one.further and not unfinished:
            assert window.code == 2
            return
        self.opened[slot] = one
        resumes = "resume" if len(offered) == 1 else "resume_one"
        assert window.sheet == (resumes if offered else "more" if one.further else "go_on" if form == "full" and unfinished else "intro")

    def answer(self, slot: int, draw: Draw) -> None:
        """Some questions one after the other; of a list, what is ticked, or nothing."""
        one = self.opened[slot]
        for place in draw(st.lists(PLACES, min_size=1, max_size=8)):
            if one.window.sheet == "question":
                self.answer_one(slot, one, place, None)

    def answer_and_die(self, slot: int, draw: Draw) -> None:
        self.answer_one(slot, self.opened[slot], draw(PLACES), draw(DIES))

    def answer_one(self, slot: int, one: Opened, place: int, dies: int | None) -> None:
        facts, (trail, earlier) = one.window.facts, self.state(one)
        question, ticks, place = facts["question"], facts["ticks"], place % len(facts["order"])
        if self.pack.question[question].several:
            self.press(slot, one, "enter" if ticks else "0", (*trail, (question, tuple(ticks or ()))), earlier, dies)
        else:
            self.press(slot, one, str(place + 1), (*trail, (question, facts["order"][place])), earlier, dies)

    def tick_or_untick(self, slot: int, draw: Draw) -> None:
        facts, (trail, earlier) = (one := self.opened[slot]).window.facts, self.state(one)
        question, place = facts["question"], draw(PLACES) % len(facts["order"])
        if self.pack.question[question].several:
            ticks = tuple(sorted({*(facts["ticks"] or ())} ^ {facts["order"][place]}))
            others = {name: value for name, value in earlier.items() if name != question}
            self.press(slot, one, str(place + 1), trail, others | ({question: ticks} if ticks else {}), draw(MAY_DIE))

    def skip(self, slot: int, draw: Draw) -> None:
        facts, (trail, earlier) = (one := self.opened[slot]).window.facts, self.state(one)
        self.press(slot, one, "s", (*trail, (facts["question"], None)), earlier, draw(MAY_DIE))

    def go_back(self, slot: int, draw: Draw) -> None:
        one = self.opened[slot]
        for _ in range(draw(st.integers(1, 4))):
            if one.window.sheet == "question":
                trail, earlier = self.state(one)
                *rest, (question, value) = trail or [("", None)]
                self.press(slot, one, "back", tuple(rest), earlier if value is None else {**earlier, question: value}, draw(MAY_DIE))

    def look_around(self, slot: int, draw: Draw) -> None:
        window = self.opened[slot].window
        before = {name: window.facts[name] for name in ("question", "number", "total", "ticks", "given")}
        if window.press(draw(st.sampled_from(["t", "?", "x", "9"])))["sheet"] == "help":
            window.press("x")
        assert {name: window.facts[name] for name in before} == before

    def choose(self, slot: int, draw: Draw) -> None:
        """Which of the sessions that were left to go on with, if with any."""
        one, key = self.opened[slot], draw(st.sampled_from(["c", "n", "c", "n", "1", "2", "3"]))
        if key.isdigit() and (len(one.offered) == 1 or int(key) > len(one.offered)):
            assert one.window.press(key)["sheet"].startswith("resume")
            return
        for number in one.offered if key == "n" else ():
            if number in self.kept:
                self.kept[number].set_aside = True
        one.window.press(key)
        wanted = self.kept.get(one.offered[0 if key == "c" else int(key) - 1]) if key != "n" else None
        if wanted is not None and wanted.said and not wanted.finished_at and wanted.number not in self.in_use:
            self.resumed(slot, one, wanted)
        elif key == "n" and not one.further:
            self.begins(slot, one, None)
        else:  # or somebody else took it meanwhile
            assert one.window.sheet == ("more" if one.further else "intro")

    def go_on_from_a_finished_one(self, slot: int, draw: Draw) -> None:
        one, agrees = self.opened[slot], draw(st.booleans())
        one.window.press("y" if agrees else "n")
        if agrees:
            self.begins(slot, one, one.before)
        else:
            assert one.window.sheet == "intro"

    def begin(self, slot: int, draw: Draw) -> None:
        one = self.opened[slot]
        before = one.before if one.window.sheet == "more" else None
        one.window.press("enter", dies_at=draw(MAY_DIE))
        self.begins(slot, one, before)

    def end(self, slot: int, draw: Draw) -> None:
        """Or ask a few more, where that is offered."""
        one = self.opened[slot]
        agrees = one.window.sheet == "unsettled" and draw(st.booleans())
        one.window.press("y" if agrees else "n", dies_at=None if agrees else draw(MAY_DIE))
        if agrees:
            asked = len(self.state(one)[0])
            one.rules = more(asked, min(MORE_QUESTIONS, len(self.pack.questions) - asked))
            one.total = one.rules.most
            self.arrived(slot, one)
        else:
            self.ended(slot, one)

    def leave(self, slot: int, draw: Draw) -> None:
        """By a key or a signal; or killed."""
        one, how = self.opened.pop(slot), draw(st.sampled_from(["q", "kill", *SIGNALS]))
        if how == "kill":
            one.window.close()
            return
        one.window.press("q") if how == "q" else one.window.signal(how)
        assert (one.window.code, "Traceback" in one.window.said) == (SIGNALS.get(how, 0), False)
        if one.kept is not None and not (one.kept.said and (one.kept.trail, one.kept.earlier) != (one.begun, {})):
            del self.kept[one.kept.number]
        elif one.kept is not None:
            assert "saved" in one.window.said or "保存" in one.window.said

    def delete(self, _: int, draw: Draw) -> None:
        number, name = draw(st.sampled_from([(record.number, record.id) for record in self.store.records() if record.number in self.kept]))
        window = Window(self.place, self.pack, "history", "delete", name, "--yes")
        assert window.code == (1 if number in self.in_use else 0)
        if window.code == 0:
            del self.kept[number]

    def look_back(self, _: int, draw: Draw) -> None:
        command = draw(st.sampled_from([("history",), ("history", "--json"), ("report",), ("plan",)]))
        window = Window(self.place, self.pack, *command, now=self.now)
        assert window.code == (0 if command[0] == "history" or self.last() is not None else 2)
        assert "Traceback" not in window.said

    # --- what must hold after every step

    @invariant()
    def the_store_is_the_model(self) -> None:
        records = {record.number: record for record in self.store.records()}
        kept = {number: one for number, one in self.kept.items() if one.said}
        assert {number for number, record in records.items() if record.answers or record.earlier} == set(kept)
        for number, one in kept.items():
            assert facts_of(records[number]) == (one.form, one.seed, one.trail, one.earlier, one.total, one.set_aside, one.finished_at)
        assert self.store.damaged() == 0

    @invariant()
    def what_is_in_use_is_known_and_not_offered(self) -> None:
        assert [record.number for record in self.store.waiting(self.stamp)] == [kept.number for kept in self.waiting()]
        assert {record.number for record in self.store.elsewhere(self.stamp)} == self.in_use

    # --- the model

    @property
    def now(self) -> str:
        return self.clock.isoformat(timespec="seconds")

    @property
    def in_use(self) -> set[int]:
        return {one.kept.number for one in self.opened.values() if one.kept is not None and not one.kept.finished_at}

    def waiting(self) -> list[Kept]:
        there = [self.kept[number] for number in sorted(self.kept, reverse=True) if number not in self.in_use]
        return [kept for kept in there if kept.said and not kept.set_aside and not kept.finished_at]

    def last(self) -> Kept | None:
        done = [kept for kept in self.kept.values() if kept.finished_at]
        return max(done, key=lambda kept: kept.finish, default=None)

    def state(self, one: Opened) -> tuple[Trail, dict[str, Answer]]:
        assert one.kept is not None
        return one.kept.trail, one.kept.earlier

    def begins(self, slot: int, one: Opened, before: Kept | None) -> None:
        """A new session, which goes on from a finished one or not."""
        one.begun, one.form = before.trail if before else (), "more" if one.further else one.form
        total = len(one.begun) + min(MORE, len(self.pack.questions) - len(one.begun)) if one.further else None
        new = [record for record in self.store.records() if record.number not in self.kept and record.state == "open"]
        if new:
            one.kept = Kept(new[0].number, one.form, before.seed if before else one.seed, one.begun, total=total)
        if one.window.code == KILLED:
            del self.opened[slot]
            if one.kept is not None and one.kept.said and new[0].trail:
                self.kept[one.kept.number] = one.kept
            return
        assert one.kept is not None
        self.kept[one.kept.number] = one.kept
        self.starts(slot, one, total)

    def resumed(self, slot: int, one: Opened, kept: Kept) -> None:
        grows = one.form == "full" != kept.form
        one.kept, one.form = kept, "full" if grows else kept.form
        self.starts(slot, one, None if grows else kept.total)

    def starts(self, slot: int, one: Opened, total: int | None) -> None:
        one.rules = rules_within(one.form, self.pack, total)
        one.total = min(one.rules.most, len(self.pack.questions))
        self.arrived(slot, one)

    def press(self, slot: int, one: Opened, key: str, trail: Trail, earlier: dict[str, Answer], dies: int | None) -> None:
        """A key at a question, which leads to this; or the end of the program, before that was kept or after."""
        kept = one.kept
        assert kept is not None
        before = (kept.trail, kept.earlier)
        one.window.press(key, dies_at=dies)
        if one.window.code == KILLED:
            del self.opened[slot]
            record = next((record for record in self.store.records() if record.number == kept.number), None)
            if record is None:
                assert not Kept(0, "", 0, trail).answers  # all was skipped
                del self.kept[kept.number]
                return
            now = facts_of(record)
            assert (now[2], now[3]) in (before, (trail, earlier))
            kept.trail, kept.earlier, kept.total = now[2], now[3], now[4]
            self.finished(kept, now[6])
        elif before == (trail, earlier):
            assert one.window.sheet == "question"
        else:
            kept.trail, kept.earlier, kept.total = trail, earlier, one.total
            if before[0] == trail:
                assert tuple(one.window.facts["ticks"] or ()) == earlier.get(one.window.facts["question"], ())
            else:
                self.arrived(slot, one)

    def arrived(self, slot: int, one: Opened) -> None:
        """At the next question, which follows from the seed and what was said alone; or where there is none."""
        kept, facts = one.kept, one.window.facts
        assert kept is not None
        progress = Progress(tuple(Reply(question, value, seconds=SECONDS) for question, value in kept.trail))
        source = Adaptive(self.pack, one.rules, kept.seed, lambda: self.engine, partial(self.unread, kept.seed)).source
        following = source.next(progress) if len(kept.trail) < one.total else None
        if following is not None:
            assert (facts["sheet"], facts["question"], facts["number"]) == ("question", following.question, len(kept.trail) + 1)
            assert facts["question"] not in dict(kept.trail)
            assert facts["number"] <= facts["total"] <= one.total
            given = kept.earlier.get(facts["question"])
            assert facts["given"] == (list(given) if isinstance(given, tuple) else given)
            one.total = facts["total"]
        elif not kept.answers:
            assert one.window.code == 1
            del self.opened[slot], self.kept[kept.number]
        elif one.window.sheet not in {"unsettled", "unread"}:
            self.ended(slot, one)

    def unread(self, seed: int, progress: Progress) -> bool:
        return self.engine.hopeless(progress.answers, progress.times, progress.places(self.pack, seed))

    def ended(self, slot: int, one: Opened) -> None:
        """With a result, unless it was killed before that was kept."""
        kept = one.kept
        assert kept is not None
        del self.opened[slot]
        if one.window.code == KILLED:
            self.finished(kept, next(record.finished_at or "" for record in self.store.records() if record.number == kept.number))
        else:
            assert (one.window.code, "Traceback" in one.window.said) == (0, False)
            assert one.window.result
            self.finished(kept, one.now)

    def finished(self, kept: Kept, when: str) -> None:
        """Where `when` is a time: otherwise it is still open."""
        kept.finished_at, kept.finish = when, next(self.finishes)


def facts_of(record: Record) -> tuple[str, int, Trail, dict[str, Answer], int | None, bool, str]:
    trail = tuple((reply.question, reply.value) for reply in record.trail)
    return record.form, record.seed, trail, dict(record.earlier), record.total, record.set_aside, record.finished_at or ""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One for all runs: the file of the locks stays, and only the store goes."""
    return tmp_path_factory.mktemp("home")


def machine(pack: Pack, place: Path) -> type[Sessions]:
    """The machine for a pack; what every window needs is loaded before the first one is forked."""
    Window(place, pack, "assess", "--help").close()
    return type("SessionsOf", (Sessions,), {"pack": pack, "engine": Engine.of(pack), "place": place})


SHORT = {"DEFAULT": {"least": 3, "most": 5}, "QUICK": {"least": 2, "most": 3}}  # so that of seven questions some are left to go on with


def run(machine: type[Sessions], examples: int, steps: int) -> None:
    checks = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    options = settings(max_examples=examples, stateful_step_count=steps, deadline=None, suppress_health_check=checks, derandomize=True)
    run_state_machine_as_test(machine, settings=options)


@pytest.mark.parametrize(("examples", "steps"), [(12, 30), pytest.param(60, 40, marks=pytest.mark.slow)])
def test_whatever_is_done_with_sessions_the_store_holds_what_was_acknowledged(
    tiny: Pack, place: Path, monkeypatch: pytest.MonkeyPatch, examples: int, steps: int
) -> None:
    for name, bounds in SHORT.items():
        monkeypatch.setattr(rules, name, replace(getattr(rules, name), **bounds))
    run(machine(tiny, place), examples, steps)


@pytest.mark.slow
def test_that_holds_for_the_shipped_pack_and_its_long_sessions_too(pack: Pack, place: Path) -> None:
    run(machine(pack, place), 8, 60)
