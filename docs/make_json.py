"""Renews the examples of docs/json.md: every value becomes what the program prints now; with --check, says whether they are up to date.

An example shows a part of a document. It is renewed where it stands after "From `opscareer …`"; which part it shows stays as it is.
"""

import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

DOCUMENT = Path(__file__).parent / "json.md"
ANSWERS = re.compile(r"^## [^\n]*`answers-1`.*?```json\n(.*?)```", re.DOTALL | re.MULTILINE)
EXAMPLE = re.compile(r"(From `opscareer ([^`]+)`(?:[^\n]|\n(?!\n))*\n\n```json\n)(.*?)(```)", re.DOTALL)
HASH = re.compile(r'("id": "internet-operations", "version": "[^"]*", "hash": ")[0-9a-f]{16}"')
NAMES = ("id", "of", "role", "question", "week")  # what tells the members of a list apart
MEASURED = "step_ms"  # differs from run to run
SLOW = "simulate"
DECODER = json.JSONDecoder()


def printed(command: str, answers: str) -> Any:
    """What a command prints, run in a directory that holds answers.json."""
    with tempfile.TemporaryDirectory() as place:
        Path(place, "answers.json").write_text(answers, encoding="utf-8")
        environment = {**os.environ, "OPSCAREER_HOME": place}
        arguments = [sys.executable, "-m", "opscareer", *shlex.split(command)]
        return json.loads(subprocess.run(arguments, cwd=place, env=environment, capture_output=True, check=True).stdout)


def renewed(text: str, at: int, live: Any) -> tuple[str, int]:
    """The value that begins at `at`, with what is printed now in the place of what was, and where it ends. Raises LookupError where the
    program no longer prints such a part.
    """
    shown, end = DECODER.raw_decode(text, at)
    members = list(shown.values()) if isinstance(shown, dict) else shown if isinstance(shown, list) else []
    if not (isinstance(shown, dict) or any(isinstance(member, dict | list) for member in members)):
        return json.dumps(live, ensure_ascii=False), end
    parts, place = [text[at]], at + 1
    for number, member in enumerate(members):
        if isinstance(shown, dict):
            opening = text.index(":", DECODER.raw_decode(text, text.index('"', place))[1]) + 1
            key = list(shown)[number]
            now = member if key == MEASURED else live[key]
        else:
            opening, now = place, counterpart(member, live, number)
        begins = re.compile(r"[\s,]*").match(text, opening).end()  # type: ignore[union-attr]
        value, after = renewed(text, begins, now)
        parts += [text[place:begins], value]
        place = after
    return "".join([*parts, text[place:end]]), end


def counterpart(member: Any, live: list[Any], number: int) -> Any:
    """The member of a list that is printed now where `member` stood: the one of the same name, else of the same number."""
    name = next((name for name in NAMES if isinstance(member, dict) and name in member), None)
    return next((other for other in live if name and other.get(name) == member[name]), live[number])


def document(*, slow: bool) -> str:
    text = DOCUMENT.read_text(encoding="utf-8")
    found = ANSWERS.search(text)
    assert found is not None

    def example(match: re.Match[str]) -> str:
        start, command, shown, end = match.groups()
        if (SLOW in command and not slow) or "answers.yaml" in command:
            return match.group()
        return start + renewed(shown, 0, printed(command, found.group(1)))[0] + "\n" + end

    text = EXAMPLE.sub(example, text)
    digest = printed("roles --json", "{}")["pack"]["hash"]
    return HASH.sub(lambda match: f'{match.group(1)}{digest}"', text)


if __name__ == "__main__":
    if "--check" not in sys.argv:
        DOCUMENT.write_text(document(slow=True), encoding="utf-8")
    elif DOCUMENT.read_text(encoding="utf-8") != document(slow=False):
        sys.exit("docs/json.md is not up to date: run python docs/make_json.py")
