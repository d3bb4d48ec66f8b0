"""Sentences by hand, from the files in `words/`: one a line as `中文 | English`, under the `[name]` of what they tell of."""

from pathlib import Path

Pair = tuple[str, str]


def words(name: str) -> dict[str, list[Pair]]:
    """By section, in the order of the file; lines that begin with # are for whoever edits it."""
    sections: dict[str, list[Pair]] = {}
    here: list[Pair] = []
    for line in (Path(__file__).parent / "words" / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            here = sections.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            zh, en = line.split(" | ")
            here.append((zh, en))
    return sections
