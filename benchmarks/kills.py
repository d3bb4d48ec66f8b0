"""Whether answers survive: a real session on a pseudo-terminal, killed with SIGKILL at random moments, and writes that fail at every byte.

    python benchmarks/kills.py [--kills N] [--seed N]

An answer counts as acknowledged once the next question stands on the screen. After every kill the store must be whole, hold every
acknowledged answer with the option that was chosen, and at most the one step more that was under way.
"""

from __future__ import annotations

import argparse
import os
import pty
import random
import re
import resource
import select
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing, suppress
from pathlib import Path

from opscareer.pack.load import load_pack
from opscareer.pack.model import Pack
from opscareer.sessions.record import Row, Stamp
from opscareer.sessions.store import FILE, History, HistoryError

KILLS = 60
PATIENCE = 60.0
MOST_ANSWERS = 12
LONGEST_TRAIL = 50  # then a new session begins, so that the questionnaire does not end
SLOWEST_KILL = 0.02  # seconds after a key: a step takes some ten milliseconds
FAIL_LENGTHS, FAIL_STEP, FAIL_ROOM = (1, 12, 60, 200), 256, 8192
QUESTION = re.compile(rb"Question (\d+) of")
FIRST_SCREEN = re.compile(rb"Press any key to begin|You stopped at question (\d+)\.")
HEAD = ["what", "times", "store damaged", "acknowledged answers lost"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=KILLS, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    options = parser.parse_args()
    for row in [HEAD, *rows(options.kills, options.seed)]:
        print(" | ".join(row))


def rows(kills: int = KILLS, seed: int = 1) -> list[list[str]]:
    """The rows of the table: kills, then writes that fail."""
    return [kill_row(kills, seed), fail_row()]


# --- kills


def kill_row(kills: int, seed: int) -> list[str]:
    found = killed(kills, seed)
    moments = ", ".join(f"{name}: {found[name]}" for name in ("while starting", "at rest", "step kept", "step not kept"))
    return [f"kill -9 of a running session ({moments})", str(kills), str(found["damaged"]), str(found["lost"])]


def killed(kills: int, seed: int) -> Counter[str]:
    """Start or resume a session, answer some questions, kill it at a random moment, look into the store; and so on.

    Counts the moments, and what was `damaged` or `lost`.
    """
    dice, pack, found = random.Random(seed), load_pack(), Counter[str]()
    with tempfile.TemporaryDirectory() as place:
        trail: list[Row] = []
        for number in range(kills):
            if not trail:
                home = Path(place) / str(number)
            trail = one_kill(home, pack, trail, dice, found)
            if len(trail) > LONGEST_TRAIL:
                trail = []
    return found


def one_kill(home: Path, pack: Pack, before: list[Row], dice: random.Random, found: Counter[str]) -> list[Row]:
    """One run of the program that goes on where `before` ended. Returns what the store holds after the kill."""
    session = Session(home)
    steps = [b""] if dice.random() < 0.1 else keys(len(before), dice)
    under_way = dice.random() < 0.8
    try:
        if steps == [b""]:
            time.sleep(dice.uniform(0.0, 0.8))
        else:
            found["lost"] += session.begin() != len(before)
            for place, key in enumerate(steps):
                session.press(key, wait=place + 1 < len(steps) or not under_way)
            time.sleep(dice.uniform(0.0, SLOWEST_KILL))
    finally:
        session.kill()
    found["damaged"] += not whole(home)
    if steps == [b""]:
        return judged(home, pack, before, [[]], "while starting", found)
    if not under_way:
        return judged(home, pack, before, [steps], "at rest", found)
    return judged(home, pack, before, [steps, steps[:-1]], "step", found)


def keys(at: int, dice: random.Random) -> list[bytes]:
    """What to press: mostly answers; now and then skip or, where something was answered, back."""
    pressed = []
    for _ in range(dice.randint(1, MOST_ANSWERS)):
        chance = dice.random()
        pressed.append(b"s" if chance < 0.08 else b"b" if chance < 0.2 and at else dice.choice([b"1", b"2"]))
        at += -1 if pressed[-1] == b"b" else 1
    return pressed


def judged(home: Path, pack: Pack, before: list[Row], allowed: list[list[bytes]], moment: str, found: Counter[str]) -> list[Row]:
    """Hold the store against what was pressed; the last of several keys may be done or not."""
    seed, trail = stored(home, pack)
    fitting = [place for place, steps in enumerate(allowed) if follows(trail, before, steps, pack, seed)]
    if not fitting:
        print(f"lost: {before} and {allowed} became {trail}", file=sys.stderr)
    found["lost"] += not fitting
    found[f"step {'not ' if fitting == [1] else ''}kept" if moment == "step" else moment] += 1
    return trail


def follows(trail: list[Row], before: list[Row], steps: list[bytes], pack: Pack, seed: int) -> bool:
    """Whether these keys, pressed after `before`, lead to `trail`: every question of before that nobody went back to, and every option."""
    expected: list[Row | bytes] = list(before)
    for step in steps:
        expected = expected[:-1] if step == b"b" else [*expected, step]
    return len(trail) == len(expected) and all(
        row == known if isinstance(known, tuple) else row[1] == meant(pack, row[0], known, seed)
        for row, known in zip(trail, expected, strict=True)
    )


def meant(pack: Pack, question: str, key: bytes, seed: int) -> int | None:
    """The option that a key stands for."""
    found = pack.question[question]
    return None if key == b"s" else pack.shown(found.id).order(seed)[int(key) - 1]


def stored(home: Path, pack: Pack) -> tuple[int, list[Row]]:
    """Seed and trail of the open session."""
    found = History(home).unfinished(Stamp(pack.header.id, pack.header.version, pack.hash))
    return (found.seed, list(found.trail)) if found else (0, [])


def whole(home: Path) -> bool:
    if not (home / FILE).exists():
        return True
    with closing(sqlite3.connect(home / FILE)) as connection:
        return bool(connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)])


class Session:
    """`opscareer assess --full` on a terminal of its own."""

    def __init__(self, home: Path) -> None:
        surroundings = {**os.environ, "OPSCAREER_HOME": str(home), "TERM": "xterm-256color", "OPSCAREER_LANG": "en", "COLUMNS": "80"}
        self._child, self._terminal = pty.fork()
        if self._child == 0:
            os.execve(sys.executable, [sys.executable, "-m", "opscareer", "assess", "--full"], surroundings)
        self._seen = b""

    def begin(self) -> int:
        """To the first question. Returns how many the program says are saved."""
        shown = self._until(FIRST_SCREEN)
        self._seen = b""
        os.write(self._terminal, b"c")
        self._until(QUESTION)
        return int(shown[1] or 0)

    def press(self, key: bytes, *, wait: bool) -> None:
        """A key and, with `wait`, the next question."""
        self._seen = b""
        os.write(self._terminal, key)
        if wait:
            self._until(QUESTION)

    def kill(self) -> None:
        os.kill(self._child, signal.SIGKILL)
        os.waitpid(self._child, 0)
        os.close(self._terminal)

    def _until(self, wanted: re.Pattern[bytes]) -> re.Match[bytes]:
        deadline = time.monotonic() + PATIENCE
        while (found := wanted.search(self._seen)) is None:
            if not select.select([self._terminal], [], [], max(0.0, deadline - time.monotonic()))[0]:
                raise TimeoutError(self._seen[-500:])
            self._seen += os.read(self._terminal, 65536)
        return found


# --- writes that fail


def fail_row() -> list[str]:
    """A limit on the size of files makes every write past it fail, as on a full disk; it is moved through journal and store."""
    times = damaged = lost = refused = 0
    pack = Stamp("operations", "1", "hash")
    with tempfile.TemporaryDirectory() as place:
        for length in FAIL_LENGTHS:
            home = Path(place) / str(length)
            history = History(home)
            session = history.begin(pack, "full", 1, "now")
            before, after = trail_of(length), trail_of(length + 1)
            for limit in range(0, (home / FILE).stat().st_size + FAIL_ROOM, FAIL_STEP):
                history.keep(session, before)
                said = limited(home, session, after, limit)
                kept = History(home).unfinished(pack)
                times, refused = times + 1, refused + (not said)
                damaged += not whole(home)
                lost += kept is None or kept.trail != tuple(after if said else before)
    return [f"a write that fails for want of room ({refused} refused, then tried again)", str(times), str(damaged), str(lost)]


def trail_of(length: int) -> list[Row]:
    return [(f"competency.question.{place}", place % 5 + 1, False, 1.25) for place in range(length)]


def limited(home: Path, session: int, trail: list[Row], limit: int) -> bool:
    """Keep a trail in a process that may write no file past `limit` bytes. Whether it said that the trail is kept."""
    child = os.fork()
    if child == 0:
        with suppress(HistoryError):
            history = History(home)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
            history.keep(session, trail)
            os._exit(0)
        os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


if __name__ == "__main__":
    main()
