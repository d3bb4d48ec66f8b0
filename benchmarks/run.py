"""All benchmarks, written to docs/benchmarks.md: `python benchmarks/run.py`. Nothing else writes numbers there."""

from __future__ import annotations

import argparse
import platform
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import accuracy
import kills
import planning
import startup

from opscareer.engine.assess import Engine
from opscareer.engine.simulation import draw_people
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
REACHED_HEAD = [
    "rule",
    "as many for everybody",
    "share of the bank",
    "ended by doubt, on average",
    "share of the bank",
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=4000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--output", type=Path, default=DOCUMENT)
    options = parser.parse_args()
    options.output.write_text(document(options.people, options.seed), encoding="utf-8")
    print(f"written: {options.output}")


def document(count: int, seed: int) -> str:
    pack = load_pack()
    engine = Engine.of(pack)
    people = draw_people(pack, engine, count, seed)
    sharp_pack = accuracy.sharper(pack, seed)
    sharp = Engine.of(sharp_pack)
    sharp_people = draw_people(sharp_pack, sharp, max(10, count // 4), seed + 1)
    numbers = [str(number) for number in accuracy.SHOWN if number <= len(engine.bank.ids)]
    say("forms")
    forms = accuracy.forms(engine, people, seed)
    say("rules")
    rules = accuracy.by_number(engine, people, seed)
    say("rules, questions that differ")
    sharp_rules = accuracy.by_number(sharp, sharp_people, seed, accuracy.RULES[:2])
    say("misspecified")
    missed = accuracy.misspecified(pack, engine, count, seed + 2)
    say("careless")
    careless = accuracy.careless(pack, engine, seed)
    say("times")
    made = f"{datetime.now(UTC):%Y-%m-%d}: opscareer {version('opscareer')}, pack {pack.header.id} {pack.header.version} ({pack.hash})"
    head = [
        "# Benchmarks",
        "",
        f"Written by `python benchmarks/run.py --people {count} --seed {seed}` on {made}, Python {platform.python_version()}, "
        f"numpy {version('numpy')}, {platform.machine()}. Times depend on the machine and on what else it does.",
        "",
        f"{count} simulated people drawn from the prior (fewer where a table says so), who answer as the pack's author says people "
        "do. What follows tells how well the program does *if its assumptions hold*; it says nothing about whether they do. Accuracy is "
        "limited by nature: even all questions leave a good deal open. Regrets are in standard deviations of fit; doubt is P(best) of the "
        "second likeliest role over that of the likeliest; ECE is the expected calibration error of P(best).",
    ]
    parts = [
        ("Weights", ["what", "value"], accuracy.weights(engine)),
        ("The forms", FORM_HEAD, forms),
        ("First place right after n questions, by rule", ["rule", *numbers], rules.accuracy),
        ("ECE after n questions, by rule", ["rule", *numbers], rules.calibration),
        ("Questions to 95% of the full form's accuracy, by rule", REACHED_HEAD, rules.reached),
        ("The same, where questions differ in discrimination (a quarter of the people)", ["rule", *numbers], sharp_rules.accuracy),
        ("", REACHED_HEAD, sharp_rules.reached),
        (
            "The default session where the author was wrong",
            ["truth", "first place right", "ECE", "true regret", "expected regret"],
            missed,
        ),
        (f"Careless answers noticed ({accuracy.CARELESS_PEOPLE} people each)", ["answers", "default session", "all questions"], careless),
        ("Approximation", ["what", "value"], accuracy.approximations(pack, engine, people)),
        ("A step of the session", ["what", "time"], accuracy.steps(engine, people)),
        ("EAP of one trait, 12 questions, known parameters", ["program", "largest difference", "time a person"], accuracy.peers()),
        ("The plan: units chosen under a budget of hours, against the exact optimum", planning.HEAD, planning.rows()),
        ("Nothing is lost", kills.HEAD, kills.rows()),
        ("Start-up", *startup.table()),
        ("From a key to the next question, the answer being on the disk", *startup.keys()),
    ]
    return "\n".join([*head, *(line for title, columns, rows in parts for line in table(title, columns, rows))]) + "\n"


def table(title: str, columns: list[str], rows: list[list[str]]) -> list[str]:
    lines = ["", f"## {title}"] if title else []
    lines += ["", "| " + " | ".join(columns) + " |", "| " + " | ".join("---" for _ in columns) + " |"]
    return lines + ["| " + " | ".join(row) + " |" for row in rows]


def say(what: str) -> None:
    print(f"{what} …", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
