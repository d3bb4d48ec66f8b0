"""Errors in words: what is wrong, where, what to do."""

from collections.abc import Mapping
from datetime import date

from opscareer.errors import Interrupted, OpscareerError, Problem, Reason
from opscareer.pack.source import visible
from opscareer.texts import Texts

MOST_SHOWN = 20
CARET_INDENT = "    "


def sentence(texts: Texts, key: str, facts: Mapping[str, object]) -> str:
    """The text for `key` with its facts made visible; `near`, if any, becomes "did you mean"; reasons and days become words."""
    said = {name: _said(texts, value) for name, value in facts.items()}
    filled = {name: _in_one_line(value) if isinstance(value, str) else value for name, value in said.items()}
    near = filled.get("near")
    filled["near"] = texts("did-you-mean", near=near) if near else ""
    return texts(key, **filled)


def _said(texts: Texts, value: object) -> object:
    match value:
        case Reason():
            return reason_text(texts, value)
        case date():
            return texts.dated(value)
    return value


def reason_text(texts: Texts, reason: Reason) -> str:
    """Why the system refused, in the person's language; in its own words where we have none for it."""
    key = f"reason.{reason.code}"
    return texts(key) if texts.knows(key) else reason.words


def problem_text(texts: Texts, problem: Problem) -> str:
    """`file:line:col: message`, on one line."""
    name = file_name(problem.file)
    position = f"{name}:{problem.line}:{problem.column}" if problem.line else name
    text = sentence(texts, f"problem.{problem.slug}", problem.facts)
    item = texts("in-item", item=_in_one_line(problem.item)) if problem.item and problem.item not in problem.facts.values() else ""
    return f"{position}: {text}{item}"


def _in_one_line(text: str) -> str:
    return " ".join(visible(text).split())


def file_name(file: str) -> str:
    """A file's name on one line, whatever characters it has."""
    return visible(file).replace("\n", "<U+000A>").replace("\t", "<U+0009>")


def error_text(texts: Texts, error: OpscareerError, width: int = 0) -> str:
    """Everything to print for one error: `error:`, its problems with the source line and a caret, `hint:`. `width` as of `caret_lines`."""
    wrong = not isinstance(error, Interrupted)
    lines = [(texts("error") if wrong else "") + sentence(texts, f"error.{error.slug}", error.facts)]
    for problem in error.problems[:MOST_SHOWN]:
        lines.append("  " + problem_text(texts, problem))
        if problem.source.strip():
            lines += caret_lines(problem, width)
    if len(error.problems) > MOST_SHOWN:
        lines.append(f"  … +{len(error.problems) - MOST_SHOWN}")
    if hint := _hint(texts, error):
        lines.append((texts("hint") if wrong else "") + hint)
    return "\n".join(lines)


def _hint(texts: Texts, error: OpscareerError) -> str | None:
    """What to do; for some reasons something of its own."""
    code = getattr(error.facts.get("reason"), "code", "")
    key = next((key for key in (f"remedy.{code}", f"hint.{error.slug}") if texts.knows(key)), None)
    return sentence(texts, key, error.facts) if key else None


def caret_lines(problem: Problem, width: int = 0) -> list[str]:
    """The part of the source line around the place, and a caret under it; in so many cells, 0 for as many as it takes."""
    part = problem.source.replace("\t", " ")
    before, behind = part[: problem.before], part[problem.before :]
    room = width - len(CARET_INDENT)
    while width and _cells(before) > room // 2 and _cells(before + behind) > room:
        before = before[1:]
    while width and behind and _cells(before + behind) > room:
        behind = behind[:-1]
    return [f"{CARET_INDENT}{before}{behind}", f"{CARET_INDENT}{' ' * _cells(before)}^"]


def _cells(text: str) -> int:
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text)


def problem_entry(texts: Texts, problem: Problem) -> dict[str, object]:
    """A problem as documents tell it."""
    return {
        "kind": problem.slug,
        "file": file_name(problem.file),
        "line": problem.line or None,
        "column": problem.column or None,
        "item": problem.item or None,
        "message": sentence(texts, f"problem.{problem.slug}", problem.facts),
    }


def error_document(texts: Texts, error: OpscareerError) -> dict[str, object]:
    """The same for scripts: schema opscareer.error/1."""
    return {
        "schema": "opscareer.error/1",
        "error": {
            "kind": error.slug,
            "exit_code": error.exit_code,
            "message": sentence(texts, f"error.{error.slug}", error.facts).rstrip(":："),  # here no lines follow it
            "hint": _hint(texts, error),
            "problems": [problem_entry(texts, problem) for problem in error.problems],
        },
    }
