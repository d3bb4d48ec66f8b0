"""Whether answers survive: a real session on a pseudo-terminal, killed with SIGKILL at random moments, and writes that fail at every byte.

    python benchmarks/kills.py [--kills N] [--seed N]

An answer counts as acknowledged once the next question stands on the screen. After every kill the store must be whole, hold every
acknowledged answer with the option that was chosen, and at most the one step more that was under way.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing, suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))
from running import PseudoTerminal, environment

from opscareer.pack.load import load_pack
from opscareer.pack.model import Pack
from opscareer.results.units import Answer
from opscareer.sessions.migrations import FILE
from opscareer.sessions.progress import Reply
from opscareer.sessions.record import Stamp
from opscareer.sessions.store import Store, StoreError

PATIENT = Path(__file__).parents[1] / "tests" / "support" / "patient.py"
KILLS = 60
MOST_ANSWERS = 12
BACK = b"\x7f"  # b may choose B
LONGEST_TRAIL = 50  # then a new session begins, so that the questionnaire does not end
SLOWEST_KILL = 0.02  # seconds after a key: a step takes some ten milliseconds
FAIL_LENGTHS, FAIL_STEP, FAIL_ROOM = (1, 12, 60, 200), 256, 8192
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
        trail: list[Reply] = []
        for number in range(kills):
            if not trail:
                home = Path(place) / str(number)
            trail = one_kill(home, pack, trail, dice, found)
            if len(trail) > LONGEST_TRAIL:
                trail = []
    return found


def one_kill(home: Path, pack: Pack, before: list[Reply], dice: random.Random, found: Counter[str]) -> list[Reply]:
    """One run of the program that goes on where `before` ended. Returns what the store holds after the kill."""
    session = Session(home)
    steps = [b""] if dice.random() < 0.1 else keys(len(before), dice)
    under_way = dice.random() < 0.8
    try:
        if steps == [b""]:
            time.sleep(dice.uniform(0.0, 0.8))
        else:
            found["lost"] += session.begin() != len(before)
            *first, last = steps
            for key in first:
                session.press(session.key(key))
            (session.send if under_way else session.press)(session.key(last))
            time.sleep(dice.uniform(0.0, SLOWEST_KILL))
    finally:
        session.close()
    found["damaged"] += not whole(home)
    if steps == [b""]:
        return judged(home, pack, before, [[]], "while starting", found)
    if not under_way:
        return judged(home, pack, before, [steps], "at rest", found)
    return judged(home, pack, before, [steps, steps[:-1]], "step", found)


def keys(at: int, dice: random.Random) -> list[bytes]:
    """What to press: mostly answers; now and then, where something was answered, skip or back."""
    pressed = []
    for _ in range(dice.randint(1, MOST_ANSWERS)):
        chance = dice.random()
        pressed.append(b"s" if chance < 0.08 and at else BACK if chance < 0.2 and at else dice.choice([b"1", b"2"]))
        at += -1 if pressed[-1] == BACK else 1
    return pressed


def judged(home: Path, pack: Pack, before: list[Reply], allowed: list[list[bytes]], moment: str, found: Counter[str]) -> list[Reply]:
    """Hold the store against what was pressed; the last of several keys may be done or not."""
    seed, trail = stored(home, pack)
    fitting = [place for place, steps in enumerate(allowed) if follows(trail, before, steps, pack, seed)]
    if not fitting:
        print(f"lost: {before} and {allowed} became {trail}", file=sys.stderr)
    found["lost"] += not fitting
    found[f"step {'not ' if fitting == [1] else ''}kept" if moment == "step" else moment] += 1
    return trail


def follows(trail: list[Reply], before: list[Reply], steps: list[bytes], pack: Pack, seed: int) -> bool:
    """Whether these keys, pressed after `before`, lead to `trail`: every question of before that nobody went back to, and every option."""
    expected: list[Reply | bytes] = list(before)
    for step in steps:
        expected = expected[:-1] if step == BACK else [*expected, step]
    return len(trail) == len(expected) and all(
        row == known if isinstance(known, tuple) else row[1] == meant(pack, row[0], known, seed)
        for row, known in zip(trail, expected, strict=True)
    )


def meant(pack: Pack, question: str, key: bytes, seed: int) -> Answer | None:
    """The answer that a step stands for."""
    shown = pack.shown(question)
    return None if key == b"s" else () if shown.several else shown.order(seed)[int(key) - 1]


def stored(home: Path, pack: Pack) -> tuple[int, list[Reply]]:
    """Seed and trail of the open session."""
    found = Store(home).unfinished(Stamp(pack.header.id, pack.header.version, pack.hash))
    return (found.seed, list(found.trail)) if found else (0, [])


def whole(home: Path) -> bool:
    if not (home / FILE).exists():
        return True
    with closing(sqlite3.connect(home / FILE)) as connection:
        return bool(connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)])


class Session(PseudoTerminal):
    """`opscareer assess --full` on a terminal of its own, by a clock by which the keys come from somebody who reads."""

    def __init__(self, home: Path) -> None:
        super().__init__([sys.executable, str(PATIENT), "assess", "--full", "--lang", "en"], environment(home))

    def begin(self) -> int:
        """To the first question. Returns how many the program says are saved."""
        self.until(lambda: self.drawn > 0, "the first screen")
        saved = self.resumes
        self.press(b"c")
        return saved

    def key(self, step: bytes) -> bytes:
        """What to press for a step: a list is answered with one key too, none of its deeds."""
        return b"0" if step.isdigit() and self.is_list else step


# --- writes that fail


def fail_row() -> list[str]:
    """A limit on the size of files makes every write past it fail, as on a full disk; it is moved through journal and store."""
    times = damaged = lost = refused = 0
    pack = Stamp("operations", "1", "0123456789abcdef")
    with tempfile.TemporaryDirectory() as place:
        for length in FAIL_LENGTHS:
            home = Path(place) / str(length)
            history = Store(home)
            session = history.begin(pack, "full", 1, "2026-01-01T08:00:00+00:00")
            before, after = trail_of(length), trail_of(length + 1)
            for limit in range(0, (home / FILE).stat().st_size + FAIL_ROOM, FAIL_STEP):
                history.keep(session, before)
                said = limited(home, session, after, limit)
                kept = Store(home).unfinished(pack)
                times, refused = times + 1, refused + (not said)
                damaged += not whole(home)
                lost += kept is None or kept.trail != tuple(after if said else before)
    return [f"a write that fails for want of room ({refused} refused, then tried again)", str(times), str(damaged), str(lost)]


def trail_of(length: int) -> list[Reply]:
    return [Reply(f"competency.question.{place}", place % 5 + 1, False, 1.25) for place in range(length)]


def limited(home: Path, session: int, trail: list[Reply], limit: int) -> bool:
    """Keep a trail in a process that may write no file past `limit` bytes. Whether it said that the trail is kept."""
    child = os.fork()
    if child == 0:
        with suppress(StoreError):
            history = Store(home)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
            history.keep(session, trail)
            os._exit(0)
        os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


if __name__ == "__main__":
    main()
