"""All benchmarks, written to docs/benchmarks.md: `python benchmarks/run.py`. Nothing else writes numbers there."""

from __future__ import annotations

import argparse
import platform
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import accuracy
import change
import exactness
import kills
import lists
import peer
import plans
import speed
import startup
import stories

from opscareer.engine.assess import Engine
from opscareer.engine.evaluation.simulation import draw_people
from opscareer.engine.people import People
from opscareer.pack.load import load_pack

DOCUMENT = Path(__file__).parents[1] / "docs" / "benchmarks.md"
PARTS = (
    *("weights", "lists", "session", "forms", "rules", "others", "stories", "careless", "points", "estimates", "engine", "adaptive"),
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
        note = [f"(By `--only {name} --people {options.people}`, {stamp()}.)"] if options.only else []
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
        f"{count} simulated people a seed, drawn from the prior (fewer where a table says so). The authors of their questions miss the "
        "truth as a table says, and else as far as the program allows for; every ten people have an author of their own. What follows "
        "tells how well the program does *if its assumptions hold*; it says nothing about whether they do. Accuracy is limited by "
        "nature: even all questions leave a good deal open. Regrets are in standard deviations of fit; ECE is the expected calibration "
        "error of P(best), which so many people show by chance even where P(best) is perfect.",
    ]
    return "\n".join(lines) + "\n"


def parts(count: int, seed: int) -> dict[str, Callable[[], Sections]]:
    """What can be measured, by the names in PARTS."""
    pack = load_pack()
    engine = Engine.of(pack)

    @cache
    def people() -> People:
        return draw_people(pack, engine, count, seed)

    def session() -> Sections:
        found = {name: accuracy.run_seeds(pack, engine, count, seed, error) for name, error in accuracy.AUTHORS.items()}
        ends, stated, levels = accuracy.default_session(engine, found, seed)
        alike = accuracy.indifferent(pack, engine, count, seed)
        trait_head = ["trait", "default: stated", "true", "all questions: stated", "true"]
        alike_head = ["people", "questions, mean", "10-90%"]
        return {
            f"The default session, {accuracy.SEEDS} seeds together": [
                (accuracy.SESSION_HEAD, ends),
                (alike_head, alike),
            ],
            "P(best) of the leader against how often it is right": [(accuracy.CALIBRATION_HEAD, stated)],
            "The level of what the leading role needs most, on the author's scale": [(accuracy.CORE_HEAD, levels)],
            "Reliability": [(trait_head, accuracy.reliabilities(engine, found["as the program allows for"]))],
        }

    def rules() -> Sections:
        found, reached = accuracy.by_number(pack, engine, people(), seed)
        return {
            f"First place right after n questions, by rule ({accuracy.MOST_FOLLOWED} people at most)": [
                (["rule", *map(str, accuracy.SHOWN)], found),
                (["rule", "questions to 95% of the accuracy of all, as many for everybody"], reached),
            ]
        }

    forms_head = ["form", "questions", "first place right", "best among first two", "agrees with all questions", "true regret"]
    points_head = ["P(best) against 65,536 points", "mean difference", "largest", "least share of effective points"]
    return {
        "weights": lambda: {"Weights": [(["what", "value"], accuracy.weights(engine))]},
        "lists": lambda: {"What lists of deeds tell, where facets of a competency differ": [(lists.HEAD, lists.rows())]},
        "session": session,
        "forms": lambda: {"The forms": [(forms_head, accuracy.forms(pack, engine, people(), seed))]},
        "rules": rules,
        "others": lambda: {
            "The default session of other people": [(accuracy.SESSION_HEAD, accuracy.other_people(pack, engine, count, seed))]
        },
        "stories": lambda: {f"People with a story ({stories.SEEDS} seeds each)": [(stories.HEAD, stories.rows())]},
        "careless": lambda: {
            f"Careless answers noticed ({accuracy.CARELESS_PEOPLE} people each)": [
                (["answers", "default session", "all questions"], accuracy.careless(pack, engine, seed))
            ]
        },
        "points": lambda: {"Approximation": [(points_head, exactness.approximations(pack, engine, people(), seed))]},
        "estimates": lambda: {
            "EAP of one trait, 12 questions, known parameters": [
                (["program", "largest difference", "time a person"], exactness.estimates())
            ]
        },
        "engine": lambda: {"The engine": [(speed.HEAD, speed.rows(count))]},
        "plan": lambda: {"The plan: units chosen under a budget of hours, against the exact optimum": [(plans.HEAD, plans.rows())]},
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
