"""Renews the tables of keys and the examples of docs/json.md; with --check, says whether they are up to date.

A table lists the keys of the schema that the heading above it names, in their order. What a key means is taken from the schema, and where
the schema does not say, kept as it is in the table: it is written by hand then. Run tools/make_schemas.py first.

An example shows a part of a document: every value becomes what the program prints now. It is renewed where it comes after
"From `opscareer …`"; which part it shows stays as it is.
"""

import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

DOCUMENT = Path(__file__).parent / "json.md"
SCHEMAS = Path(__file__).parents[1] / "src/opscareer/schemas"
SECTION = re.compile(r"^(## [^\n]*`([a-z]+-\d+)`\n.*?\| Key \| Meaning \|\n\|---\|---\|\n)((?:\|[^\n]*\n)+)", re.DOTALL | re.MULTILINE)
ROW = re.compile(r"^\| `([^`]+)` \| (.*) \|$", re.MULTILINE)
ANSWERS = re.compile(r"^## [^\n]*`answers-1`.*?```json\n(.*?)```", re.DOTALL | re.MULTILINE)
EXAMPLE = re.compile(r"(From `opscareer ([^`]+)`(?:[^\n]|\n(?!\n))*\n\n```json\n)(.*?)(```)", re.DOTALL)
HASH = re.compile(r'("id": "internet-operations", "version": "[^"]*", "hash": ")[0-9a-f]{16}"')
NAMES = ("id", "of", "role", "question", "week")  # what tells the members of a list apart
MEASURED = "step_ms"  # differs from run to run
SLOW = "simulate"
DECODER = json.JSONDecoder()


class Key(NamedTuple):
    """A key as a table writes it: `roles[].weights.*`."""

    path: str
    meaning: str
    optional: bool


def keys(schema: dict[str, Any], part: dict[str, Any], path: str = "") -> Iterator[Key]:
    """Every key of a part of a schema. Texts in two languages are explained once, for all."""
    part = {**schema["$defs"][part["$ref"].removeprefix("#/$defs/")], **part} if "$ref" in part else part
    if part.get("$ref") == "#/$defs/Text":
        return
    for key, value in part.get("properties", {}).items():
        below = f"{path}.{key}" if path else key
        yield Key(below, value.get("description", ""), key not in part["required"])
        yield from keys(schema, value, below)
    if "propertyNames" in part:
        yield Key(f"{path}.*", part["additionalProperties"].get("description", ""), optional=False)
        yield from keys(schema, part["additionalProperties"], f"{path}.*")
    for alternative in part.get("anyOf", ()):
        yield from keys(schema, alternative, path)
    if "items" in part:
        yield from keys(schema, part["items"], f"{path}[]")


def table(name: str, rows: str, common: set[str]) -> str:
    """The table of a schema's keys, without those explained for all documents. Raises KeyError for a key that nobody has explained."""
    schema, by_hand = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8")), dict(ROW.findall(rows))
    own = [key for key in keys(schema, schema) if key.path not in common or "schema" not in schema["properties"]]
    return "".join(f"| `{key.path}` | {meaning(key, by_hand)} |\n" for key in own)


def meaning(key: Key, by_hand: dict[str, str]) -> str:
    if not key.meaning:
        return by_hand[key.path]
    text = key.meaning[0].upper() + key.meaning[1:].replace("O*NET", "O\\*NET")
    return f"{text} *Optional.*" if key.optional else text


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
    common = {path for path, _ in ROW.findall(text[: SECTION.search(text).start()])}  # type: ignore[union-attr]
    text = SECTION.sub(lambda match: match[1] + table(match[2], match[3], common), text)
    answers = ANSWERS.search(text)
    assert answers is not None

    def example(match: re.Match[str]) -> str:
        start, command, shown, end = match.groups()
        if (SLOW in command and not slow) or "answers.yaml" in command or "pack check" in command:  # of files that are not there
            return match.group()
        return start + renewed(shown, 0, printed(command, answers.group(1)))[0] + "\n" + end

    text = EXAMPLE.sub(example, text)
    digest = printed("roles --json", "{}")["pack"]["hash"]
    return HASH.sub(lambda match: f'{match.group(1)}{digest}"', text)


if __name__ == "__main__":
    if "--check" not in sys.argv:
        DOCUMENT.write_text(document(slow=True), encoding="utf-8")
    elif DOCUMENT.read_text(encoding="utf-8") != document(slow=False):
        sys.exit("docs/json.md is not up to date: run python docs/make_json.py")
