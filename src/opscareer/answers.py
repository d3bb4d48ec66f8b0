"""What one person said: option numbers by question id, and for which pack.

Reads an answers file (YAML or JSON): `answers: {question_id: value}`, optionally `pack: {id, version}`. A value is the number of the option
in the pack's order, from 1. A question left out, or left empty, is unanswered.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from opscareer.errors import AnswersError, Problem
from opscareer.pack.files import nearest
from opscareer.pack.model import Pack
from opscareer.pack.yaml_tree import Source, TreePath, Unreadable, brief, read_bytes, read_file

ANSWER_KEYS = ("answers", "pack")
MAX_RESPONSES = 32 * 1024 * 1024


@dataclass(frozen=True)
class Answers:
    """Option numbers (from 1) by question id, sorted by id: two files with the same answers are equal."""

    values: Mapping[str, int]

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", dict(sorted(self.values.items())))

    def __len__(self) -> int:
        return len(self.values)

    def __contains__(self, question: str) -> bool:
        return question in self.values

    def with_answer(self, question: str, value: int) -> "Answers":
        return Answers({**self.values, question: value})

    def without(self, question: str) -> "Answers":
        return Answers({key: value for key, value in self.values.items() if key != question})


def read_answers(path: Path, pack: Pack) -> Answers:
    """Answers from a file. Raises AnswersError with every problem; never returns an empty set."""
    try:
        return _from_source(read_file(path), pack)
    except Unreadable as error:
        raise AnswersError("answers-invalid", [error.problem]) from None


def parse_answers(data: bytes, name: str, pack: Pack) -> Answers:
    """Answers from bytes, `name` being what problems call them. Raises AnswersError; never returns an empty set."""
    try:
        return _from_source(read_bytes(data, name), pack)
    except Unreadable as error:
        raise AnswersError("answers-invalid", [error.problem]) from None


def read_responses(path: Path, pack: Pack) -> tuple[Answers, ...]:
    """Full-form answers of many people: a CSV file, question ids in the first line, then a person a line. Raises AnswersError."""
    try:
        if path.exists() and not path.is_file():
            raise AnswersError("responses-invalid", [Problem("file-not-regular", {"file": str(path)}, str(path))])
        with path.open("rb") as file:
            text = file.read(MAX_RESPONSES + 1)
        if len(text) > MAX_RESPONSES:
            raise AnswersError("responses-invalid", [Problem("file-too-large", {"limit": MAX_RESPONSES // 1024}, str(path))])
        rows = list(csv.reader(io.StringIO(text.decode("utf-8-sig"), newline="")))
    except FileNotFoundError:
        raise AnswersError("responses-invalid", [Problem("file-missing", {"file": str(path)}, str(path))]) from None
    except OSError as error:
        problem = Problem("file-unreadable", {"file": str(path), "reason": error.strerror or ""}, str(path))
        raise AnswersError("responses-invalid", [problem]) from None
    except (UnicodeDecodeError, csv.Error):
        raise AnswersError("responses-invalid", [Problem("not-utf8", {}, str(path))]) from None
    return _people(rows, str(path), pack)


def _people(rows: list[list[str]], name: str, pack: Pack) -> tuple[Answers, ...]:
    header = [column.strip() for column in rows[0]] if rows else []
    problems = [
        Problem("unknown-question", {"id": brief(column), "near": nearest(column, pack.question)}, name, 1, 1)
        for column in header
        if column not in pack.question
    ]
    for column, first in ((column, header.index(column)) for column in dict.fromkeys(header) if header.count(column) > 1):
        problems.append(Problem("duplicate-key", {"key": brief(column), "first": 1}, name, 1, first + 1))
    problems += [Problem("responses-question-missing", {"id": wanted}, name, 1, 1) for wanted in pack.question if wanted not in header]
    people = []
    if not problems:
        for line, row in enumerate(rows[1:], 2):
            if row:
                found = _person(dict(zip(header, row, strict=False)), len(header), len(row), name, line, pack)
                problems += found[1]
                people.append(found[0])
    if not problems and not people:
        problems = [Problem("responses-none", {}, name)]
    if problems:
        raise AnswersError("responses-invalid", problems)
    return tuple(people)


def _person(row: Mapping[str, str], wanted: int, found: int, name: str, line: int, pack: Pack) -> tuple[Answers, list[Problem]]:
    if found != wanted:
        return Answers({}), [Problem("responses-width", {"count": found, "wanted": wanted}, name, line, 1)]
    problems, values = [], {}
    for column, (question, value) in enumerate(row.items(), 1):
        text = value.strip()
        answer = pack.question[question].read(text, False, pack.scales)
        if isinstance(answer, int):
            values[question] = answer
        else:
            facts = {"question": question, "value": brief(text), "top": len(pack.options(pack.question[question]))}
            problems.append(Problem(answer or "answer-type", facts, name, line, column))
    return Answers(values), problems


def _from_source(source: Source, pack: Pack) -> Answers:
    tree = source.tree
    if not isinstance(tree, dict):
        raise AnswersError("answers-invalid", [source.problem((), "answers-shape")])
    problems = [
        source.problem((key,), "key-unknown", at_key=True, key=brief(key), near=nearest(key, ANSWER_KEYS))
        for key in tree
        if key not in ANSWER_KEYS
    ]
    problems += _pack_problems(source, tree.get("pack"), pack)
    given = tree.get("answers")
    values: dict[str, int] = {}
    if given == "":
        given = {}
    if not isinstance(given, dict):
        problems.append(source.problem(("answers",), "answers-not-mapping" if "answers" in tree else "answers-missing"))
    else:
        for key, value in given.items():
            answer = _answer(source, key, value, pack)
            if isinstance(answer, Problem):
                problems.append(answer)
            elif answer is not None:
                values[key] = answer
    if problems:
        raise AnswersError("answers-invalid", sorted(problems, key=lambda problem: (problem.line, problem.column)))
    if not values:
        raise AnswersError("answers-none", file=source.name)
    return Answers(values)


def _pack_problems(source: Source, given: object, pack: Pack) -> Iterator[Problem]:
    """The answers may name the pack they were given for; then it must be this one."""
    if given is None or given == "":
        return
    if not isinstance(given, dict):
        yield source.problem(("pack",), "not-mapping", key="pack")
        return
    for key in given:
        if key not in {"id", "version", "hash"}:
            yield source.problem(("pack", key), "key-unknown", at_key=True, key=brief(key), near=nearest(key, ("id", "version", "hash")))
    for key, own in (("id", pack.header.id), ("version", pack.header.version), ("hash", pack.hash)):
        if key in given and given[key] != own:
            yield source.problem(("pack", key), f"answers-pack-{key}", given=brief(given[key]), own=own)


def _answer(source: Source, key: str, value: object, pack: Pack) -> int | Problem | None:
    """One answer, None where the question is left empty, or what is wrong with it."""
    path: TreePath = ("answers", key)
    question = pack.question.get(key)
    if question is None:
        return source.problem(path, "unknown-question", at_key=True, id=brief(key), near=nearest(key, pack.question))
    answer = question.read(value, source.marks[path].quoted, pack.scales)
    if not isinstance(answer, str):
        return answer
    return source.problem(path, answer, key, question=key, value=brief(value), top=len(pack.options(question)))
