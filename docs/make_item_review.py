"""Writes the figures of docs/item-review.md from docs/item-review.json and the bank; with --check, says whether they are up to date."""

import json
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from statistics import mean
from typing import Any

from opscareer.pack.kinds import Choice, Deeds, Interest, Judgement
from opscareer.pack.load import load_pack
from opscareer.pack.model import Pack

DOCS = Path(__file__).parent
PAGE, READINGS = DOCS / "item-review.md", DOCS / "item-review.json"
FIGURES = re.compile(r"(<!-- figures -->\n```text\n)(.*?)(^```$)", re.DOTALL | re.MULTILINE)
KEPT = 0.75
LANGUAGES = ("zh", "en")

Reading = Mapping[str, Any]
Key = Mapping[str, Any]
"""What each entry is meant to be: a role, a level, the number of the best action."""


def keys(pack: Pack) -> dict[str, Key]:
    role = {question.id: question.measures for question in pack.questions if isinstance(question, Interest)}
    for question in pack.questions:
        if isinstance(question, Choice):
            role |= {f"{question.id}/{half}": measured for half, measured in zip("AB", question.measures, strict=True)}
    lists = [question for question in pack.questions if isinstance(question, Deeds)]
    judgements = [question for question in pack.questions if isinstance(question, Judgement)]
    return {
        "role": role,
        "level": {f"{one.id}/{number}": deed.level for one in lists for number, deed in enumerate(one.options, 1)},
        "action": {one.id: next(number for number, action in enumerate(one.options, 1) if action.rating == "best") for one in judgements},
    }


def last_readings(readings: Iterable[Reading], kind: str, entry: str, language: str) -> list[Any]:
    """What an entry was taken for in the last round that read it."""
    of_entry = [reading for reading in readings if reading["language"] == language and entry in reading[kind]]
    last = max((reading["round"] for reading in of_entry), default=0)
    return [reading[kind][entry] for reading in of_entry if reading["round"] == last]


def line(readings: list[Reading], kind: str, key: Key, title: str, hit: Callable[[Any, Any], bool]) -> str:
    """How many entries of a kind pass in both languages, and the share of readings that hit."""
    shares = {language: [] for language in LANGUAGES}
    for entry, meant in key.items():
        for language in LANGUAGES:
            shares[language].append(mean(hit(read, meant) for read in last_readings(readings, kind, entry, language)))
    passed = sum(min(both) >= KEPT for both in zip(*shares.values(), strict=True))
    return f"{title:52} {passed:3} of {len(key):3}   " + "   ".join(f"{mean(shares[name]):5.1%} {name}" for name in LANGUAGES)


def figures() -> str:
    pack, content = load_pack(), json.loads(READINGS.read_text(encoding="utf-8"))
    key, readings = keys(pack), content["readings"]
    lines = ["entries that pass, and the share of readings as meant"]
    lines.append(line(readings, "role", key["role"], "interest and halves of choices: in their role", lambda read, meant: read == meant))
    lines.append(line(readings, "level", key["level"], "deeds: within one level", lambda read, meant: abs(read - meant) <= 1))
    lines.append(line(readings, "level", key["level"], "deeds: within half a level", lambda read, meant: abs(read - meant) <= 0.5))
    lines.append(line(readings, "action", key["action"], "judgements: the best action", lambda read, meant: read == meant))
    lines += ["", "judgements solved by a rule alone (chance 25%; last wording)"]
    for rule in content["rules"]["zh"]:
        solved = [mean(content["rules"][name][rule][one] == best for one, best in key["action"].items()) for name in LANGUAGES]
        lines.append(f"{rule:52}              " + "   ".join(f"{share:5.1%} {name}" for share, name in zip(solved, LANGUAGES, strict=True)))
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    text = PAGE.read_text(encoding="utf-8")
    made = FIGURES.sub(lambda found: found.group(1) + figures() + found.group(3), text)
    if "--check" not in sys.argv:
        PAGE.write_text(made, encoding="utf-8")
    elif made != text:
        sys.exit("docs/item-review.md is not up to date: run python docs/make_item_review.py")
