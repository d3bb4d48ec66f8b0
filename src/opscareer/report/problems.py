"""Errors in words: what is wrong, where, what to do."""

from collections.abc import Mapping

from opscareer.errors import Interrupted, OpscareerError, Problem, Reason
from opscareer.pack.source import visible
from opscareer.texts import Texts

MOST_SHOWN = 20


def sentence(texts: Texts, key: str, facts: Mapping[str, object]) -> str:
    """The text for `key` with its facts made visible; `near`, when there is one, becomes "did you mean", and a reason is put into words."""
    said = {name: reason_text(texts, value) if isinstance(value, Reason) else value for name, value in facts.items()}
    filled = {name: _in_one_line(value) if isinstance(value, str) else value for name, value in said.items()}
    near = filled.get("near")
    filled["near"] = texts("did-you-mean", near=near) if near else ""
    return texts(key, **filled)


def reason_text(texts: Texts, reason: Reason) -> str:
    """Why the system refused, in the person's language; in its own words where we have none for it."""
    key = f"reason.{reason.code}"
    return texts(key) if texts.knows(key) else reason.words


def problem_text(texts: Texts, problem: Problem) -> str:
    """`file:line:col: message`, on one line."""
    name = _name(problem.file)
    position = f"{name}:{problem.line}:{problem.column}" if problem.line else name
    text = sentence(texts, f"problem.{problem.slug}", problem.facts)
    item = texts("in-item", item=_in_one_line(problem.item)) if problem.item and problem.item not in problem.facts.values() else ""
    return f"{position}: {text}{item}"


def _in_one_line(text: str) -> str:
    return " ".join(visible(text).split())


def _name(file: str) -> str:
    """A file's name on one line, whatever characters it has."""
    return visible(file).replace("\n", "<U+000A>").replace("\t", "<U+0009>")


def error_text(texts: Texts, error: OpscareerError) -> str:
    """Everything to print for one error: `error:`, its problems with the source line and a caret, `hint:`."""
    wrong = not isinstance(error, Interrupted)
    lines = [(texts("error") if wrong else "") + sentence(texts, f"error.{error.slug}", error.facts)]
    for problem in error.problems[:MOST_SHOWN]:
        lines.append("  " + problem_text(texts, problem))
        if problem.source.strip():
            lines += _caret(problem)
    if len(error.problems) > MOST_SHOWN:
        lines.append(f"  … +{len(error.problems) - MOST_SHOWN}")
    if hint := _hint(texts, error):
        lines.append((texts("hint") if wrong else "") + hint)
    return "\n".join(lines)


def _hint(texts: Texts, error: OpscareerError) -> str | None:
    key = f"hint.{error.slug}"
    return sentence(texts, key, error.facts) if texts.knows(key) else None


def _caret(problem: Problem, width: int = 100) -> list[str]:
    """The source line and a caret under the position; of a long line the part around it."""
    start = max(0, problem.column - 1 - width // 2)
    part = problem.source[start : start + width].replace("\t", " ")
    before = part[: problem.column - 1 - start]
    cells = sum(2 if ord(char) > 0x2E7F else 1 for char in before)
    return [f"    {part}", f"    {' ' * cells}^"]


def error_document(texts: Texts, error: OpscareerError) -> dict[str, object]:
    """The same for scripts: schema opscareer.error/1."""
    return {
        "schema": "opscareer.error/1",
        "error": {
            "kind": error.slug,
            "exit_code": error.exit_code,
            "message": sentence(texts, f"error.{error.slug}", error.facts),
            "hint": _hint(texts, error),
            "problems": [
                {
                    "kind": problem.slug,
                    "file": _name(problem.file),
                    "line": problem.line or None,
                    "column": problem.column or None,
                    "item": problem.item or None,
                    "message": sentence(texts, f"problem.{problem.slug}", problem.facts),
                }
                for problem in error.problems
            ],
        },
    }
