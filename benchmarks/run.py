"""All benchmarks, written to docs/benchmarks.md: `python benchmarks/run.py`. Nothing else writes numbers there."""

from __future__ import annotations

import argparse
import platform
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import accuracy
import change
import kills
import peer
import planning
import speed
import startup

from opscareer.engine.assess import Engine
from opscareer.engine.evaluation.simulation import draw_people
from opscareer.pack.load import load_pack

DOCUMENT = Path(__file__).parents[1] / "docs" / "benchmarks.md"
FORM_HEAD = [
    "form",
    "questions",
    "first place right",
    "of the full form",
    "best among first two",
    "agrees with full",
    "true regret",
    "expected regret",
    "ECE",
]


PARTS = (
    *("weights", "forms", "rules", "differing", "missed", "careless", "approximation", "step", "engine", "peers", "adaptive"),
    *("change", "plan", "kills", "startup", "keys"),
)

Table = tuple[list[str], list[list[str]]]
"""Columns and rows."""

Sections = dict[str, list[Table]]
"""Tables by their heading."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=4000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=PARTS, help="renew these tables and leave the others as they stand")
    parser.add_argument("--output", type=Path, default=DOCUMENT)
    options = parser.parse_args()
    head, *kept = (
        options.output.read_text(encoding="utf-8").split("\n## ") if options.only else [introduction(options.people, options.seed)]
    )
    shown = dict(section.split("\n", 1) for section in kept)
    made = parts(options.people, options.seed)
    for name in [options.only] if options.only else PARTS:
        print(f"{name} …", file=sys.stderr, flush=True)
        note = [f"(By `--only {name}`, {stamp()}.)"] if options.only else []
        for title, tables in made[name]().items():
            shown[title] = "\n" + "\n\n".join([*note, *(table(*rows) for rows in tables)]) + "\n"
    options.output.write_text("\n## ".join([head, *("\n".join(section) for section in shown.items())]), encoding="utf-8")
    print(f"written: {options.output}")


def stamp() -> str:
    """The day, and what was measured."""
    pack = load_pack()
    return f"{datetime.now(UTC):%Y-%m-%d}: opscareer {version('opscareer')}, pack {pack.header.id} {pack.header.version} ({pack.hash})"


def introduction(count: int, seed: int) -> str:
    lines = [
        "# Benchmarks",
        "",
        f"Written by `python benchmarks/run.py --people {count} --seed {seed}` on {stamp()}, Python {platform.python_version()}, "
        f"numpy {version('numpy')}, {platform.machine()}. Times depend on the machine and on what else it does.",
        "",
        f"{count} simulated people drawn from the prior (fewer where a table says so), who answer as the pack's author says people "
        "do. What follows tells how well the program does *if its assumptions hold*; it says nothing about whether they do. Accuracy is "
        "limited by nature: even all questions leave a good deal open. Regrets are in standard deviations of fit; doubt is P(best) of the "
        "second likeliest role over that of the likeliest; ECE is the expected calibration error of P(best).",
    ]
    return "\n".join(lines) + "\n"


def parts(count: int, seed: int) -> dict[str, Callable[[], Sections]]:
    """What can be measured, by the names in PARTS."""
    pack = load_pack()
    engine = Engine.of(pack)
    people = draw_people(pack, engine, count, seed)
    numbers = ["rule", *(str(number) for number in accuracy.SHOWN if number <= len(engine.bank.ids))]
    reached = ["rule", "as many for everybody", "share of the bank", "ended by doubt, on average", "share of the bank"]

    def rules() -> Sections:
        found = accuracy.by_number(engine, people, seed)
        return {
            "First place right after n questions, by rule": [(numbers, found.accuracy)],
            "ECE after n questions, by rule": [(numbers, found.calibration)],
            "Questions to 95% of the full form's accuracy, by rule": [(reached, found.reached)],
        }

    def differing() -> Sections:
        sharp_pack = accuracy.sharper(pack, seed)
        sharp = Engine.of(sharp_pack)
        some = draw_people(sharp_pack, sharp, max(10, count // 4), seed + 1)
        found = accuracy.by_number(sharp, some, seed, accuracy.RULES[:2])
        title = "The same, where questions differ in discrimination (a quarter of the people)"
        return {title: [(numbers, found.accuracy), (reached, found.reached)]}

    def missed() -> Sections:
        columns = ["truth", "first place right", "ECE", "true regret", "expected regret"]
        return {"The default session where the author was wrong": [(columns, accuracy.misspecified(pack, engine, count, seed + 2))]}

    def careless() -> Sections:
        columns = ["answers", "default session", "all questions"]
        return {f"Careless answers noticed ({accuracy.CARELESS_PEOPLE} people each)": [(columns, accuracy.careless(pack, engine, seed))]}

    def peers() -> Sections:
        columns = ["program", "largest difference", "time a person"]
        return {"EAP of one trait, 12 questions, known parameters": [(columns, accuracy.peers())]}

    return {
        "weights": lambda: {"Weights": [(["what", "value"], accuracy.weights(engine))]},
        "forms": lambda: {"The forms": [(FORM_HEAD, accuracy.forms(engine, people, seed))]},
        "rules": rules,
        "differing": differing,
        "missed": missed,
        "careless": careless,
        "approximation": lambda: {"Approximation": [(["what", "value"], accuracy.approximations(pack, engine, people))]},
        "step": lambda: {"A step of the session": [(["what", "time"], accuracy.steps(engine, people))]},
        "engine": lambda: {"The engine": [(speed.HEAD, speed.rows(count))]},
        "peers": peers,
        "plan": lambda: {"The plan: units chosen under a budget of hours, against the exact optimum": [(planning.HEAD, planning.rows())]},
        "kills": lambda: {"Nothing is lost": [(kills.HEAD, kills.rows())]},
        "startup": lambda: {"Start-up": [startup.table()]},
        "keys": lambda: {"From a key to the next question, the answer being on the disk": [startup.keys()]},
        "adaptive": lambda: {
            f"An adaptive test of one trait: {peer.ASKED} of {peer.BANK} yes-or-no questions, known parameters": [(peer.HEAD, peer.rows())]
        },
        "change": lambda: {"Two assessments of one person (400 people)": [(change.HEAD, change.rows(min(400, count), seed))]},
    }


def table(columns: list[str], rows: list[list[str]]) -> str:
    return "\n".join("| " + " | ".join(row) + " |" for row in [columns, ["---"] * len(columns), *rows])


if __name__ == "__main__":
    main()
