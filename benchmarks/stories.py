"""Sessions of people with a story, through the questionnaire's own sources: how long, what was told, and what they were asked about.

`python benchmarks/stories.py --seeds 20` prints the table.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from scripted import EVERYBODY, Script, assessed, session

from opscareer.engine.assess import Engine
from opscareer.pack.load import load_pack
from opscareer.pack.model import Pack

SEEDS = 20
HEAD = ["who", "questions", "first place", "P(best)", "verdict", "flags", "strongest evidence asked", "facets asked"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=SEEDS)
    for row in (HEAD, *rows(parser.parse_args().seeds)):
        print(*row, sep=" | ")


def rows(seeds: int = SEEDS) -> list[list[str]]:
    pack = load_pack()
    engine = Engine.of(pack)
    return [_row(pack, engine, name, script, seeds) for name, script in EVERYBODY.items()]


def _row(pack: Pack, engine: Engine, name: str, script: Script, seeds: int) -> list[str]:
    sessions = [session(pack, engine, script, seed) for seed in range(seeds)]
    results = [assessed(pack, engine, progress, seed) for seed, progress in enumerate(sessions)]
    lengths = [len(progress.trail) for progress in sessions]
    asked = [{facet for question in progress.asked if (facet := pack.question[question].facet)} for progress in sessions]
    facets = Counter(facet for of in asked for facet in sorted(of))
    found = sum(bool(of & script.strengths) for of in asked)
    return [
        name,
        f"{min(lengths)}-{max(lengths)}",
        _counted(Counter(result.best.role for result in results)),
        f"{sum(result.best.p_best for result in results) / seeds:.2f}",
        _counted(Counter(result.best.verdict for result in results)),
        _counted(Counter(flag.flag for result in results for flag in result.quality.flags)) or "none",
        f"{found} of {seeds}" if script.strengths else "-",
        _counted(facets),
    ]


def _counted(times: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in times.most_common())


if __name__ == "__main__":
    main()
