"""Answers from files: one person's from YAML or JSON, many people's from CSV.

An answers file is `answers: {question_id: value}`, optionally `pack: {id, version}`. A value is the number of the option
in the pack's order, from 1. A question left out, or left empty, is unanswered.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from opscareer.answers import Answers
from opscareer.errors import AnswersError, Problem
from opscareer.pack.files import nearest
from opscareer.pack.model import Pack
from opscareer.pack.source import Source, TreePath, Unreadable, brief
from opscareer.pack.yaml_tree import read_bytes, read_file

ANSWER_KEYS = ("answers", "pack")
MAX_RESPONSES = 32 * 1024 * 1024


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
    name = str(path)
    try:
        rows = _rows(path, name)
    except Unreadable as error:
        raise AnswersError("responses-invalid", [error.problem]) from None
    header = [column.strip() for column in rows[0]] if rows else []
    problems, people = _header_problems(header, name, pack), []
    if not problems:
        for line, row in enumerate(rows[1:], 2):
            if row:
                answers, wrong = _person(header, row, name, line, pack)
                problems += wrong
                people.append(answers)
    if not problems and not people:
        problems = [Problem("responses-none", {}, name)]
    if problems:
        raise AnswersError("responses-invalid", problems)
    return tuple(people)


def _rows(path: Path, name: str) -> list[list[str]]:
    """The lines of a CSV file as lists of cells. Raises Unreadable."""
    try:
        if path.exists() and not path.is_file():
            raise Unreadable(Problem("file-not-regular", {"file": name}, name))
        with path.open("rb") as file:
            data = file.read(MAX_RESPONSES + 1)
    except FileNotFoundError:
        raise Unreadable(Problem("file-missing", {"file": name}, name)) from None
    except OSError as error:
        raise Unreadable(Problem("file-unreadable", {"file": name, "reason": error.strerror or ""}, name)) from None
    if len(data) > MAX_RESPONSES:
        raise Unreadable(Problem("file-too-large", {"limit": MAX_RESPONSES // 1024}, name))
    try:
        table = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        return list(table)
    except UnicodeDecodeError:
        raise Unreadable(Problem("not-utf8", {}, name)) from None
    except csv.Error:
        raise Unreadable(Problem("responses-syntax", {}, name, max(1, table.line_num), 1)) from None


def _header_problems(header: list[str], name: str, pack: Pack) -> list[Problem]:
    """Questions that the pack does not have, that are there twice, that are missing."""
    problems = [
        Problem("unknown-question", {"id": brief(column), "near": nearest(column, pack.question)}, name, 1, 1)
        for column in header
        if column not in pack.question
    ]
    problems += [
        Problem("duplicate-key", {"key": brief(column), "first": 1}, name, 1, header.index(column) + 1)
        for column, count in Counter(header).items()
        if count > 1
    ]
    missing = [wanted for wanted in pack.question if wanted not in header]
    return problems + [Problem("responses-question-missing", {"id": wanted}, name, 1, 1) for wanted in missing]


def _person(header: list[str], row: list[str], name: str, line: int, pack: Pack) -> tuple[Answers, list[Problem]]:
    if len(row) != len(header):
        return Answers({}), [Problem("responses-width", {"found": len(row), "wanted": len(header)}, name, line, 1)]
    problems, values = [], {}
    for column, (question, value) in enumerate(zip(header, row, strict=True), 1):
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
