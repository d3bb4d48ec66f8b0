"""Answers from files: one person's from YAML or JSON, many people's from CSV.

An answers file is `answers: {question_id: value}`, optionally `pack: {id, version}`. A value is the number of the option
in the pack's order, from 1; to a list of deeds it is the list of those done, `[1, 3]` or `[]`. A question left out, or left empty, is
unanswered.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from opscareer import pack as packs
from opscareer.answers import Answers, no_answer, no_question
from opscareer.errors import AnswersError, NoSuchAnswers, Problem, Reason
from opscareer.pack.files import nearest
from opscareer.pack.model import Pack
from opscareer.pack.source import MOST_PROBLEMS, Source, TreePath, Unreadable, brief, read_regular
from opscareer.results.units import Answer

KEYS = ("answers", "pack")
MAX_RESPONSES = 32 * 1024 * 1024
MAX_LINES = 100_000
NOT_A_FILE = {"file-missing", "file-is-directory", "file-not-regular"}
FULL_WIDTH = "".join(map(chr, (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)))) + "－＿\u3000"
HALF_WIDTH: Mapping[int, int] = str.maketrans(FULL_WIDTH, "".join(chr(ord(char) - 0xFEE0) for char in FULL_WIDTH[:-1]) + " ")
"""Letters, digits and spaces of a Chinese keyboard as those of another; as many, so that every place in the file stays where it is."""
IN_YAML = {**HALF_WIDTH, ord("，"): ord(",")}
INDENTED = re.compile("^\u3000+", re.MULTILINE)  # each as wide as two of the spaces in the lines around it


@contextmanager
def _refused_as(slug: str) -> Iterator[None]:
    """What cannot be read is invalid, or no file where one was named."""
    try:
        yield
    except Unreadable as error:
        reason = error.problem.facts.get("reason")
        no_file = error.problem.slug in NOT_A_FILE or (isinstance(reason, Reason) and reason.blames_name)
        if no_file:
            raise NoSuchAnswers("answers-nowhere", [error.problem]) from None
        raise AnswersError(slug, [error.problem]) from None


@_refused_as("answers-invalid")
def read_answers(path: Path, pack: Pack) -> Answers:
    """Answers from a file. Raises AnswersError with every problem; never returns an empty set."""
    return parse_answers(read_regular(path, str(path)), str(path), pack)


@_refused_as("answers-invalid")
def parse_answers(data: bytes, name: str, pack: Pack) -> Answers:
    """Answers from bytes, `name` being what problems call them. Raises AnswersError; never returns an empty set."""
    text = INDENTED.sub(lambda spaces: "  " * len(spaces[0]), data.decode(errors="surrogateescape")).translate(IN_YAML)
    return _from_source(packs.yaml_tree.read_bytes(text.encode(errors="surrogateescape"), name), pack)


@_refused_as("responses-invalid")
def read_responses(path: Path, pack: Pack) -> tuple[Answers, ...]:
    """Answers of many people: a CSV file, question ids in the first line, then a person a line; an empty cell is unanswered. A person
    without any answer is left out. Raises AnswersError.
    """
    name = str(path)
    rows = _rows(path, name)
    questions = [_meant(column.strip(), pack) for column in next(rows, (1, []))[1]]
    problems = list(islice(_header_problems(questions, name, pack), MOST_PROBLEMS))
    people: list[Answers] = []
    if not problems:
        for line, row in rows:
            if row and (person := _person(questions, row, name, line, pack, problems)):
                people.append(person)
            if line > MAX_LINES:
                problems.append(Problem("responses-too-many", {"limit": MAX_LINES}, name, line, 1))
            if len(problems) >= MOST_PROBLEMS or line > MAX_LINES:
                break
    if not problems and not people:
        problems = [Problem("responses-none", {}, name)]
    if problems:
        raise AnswersError("responses-invalid", _at_most(problems, name))
    return tuple(people)


def _rows(path: Path, name: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV file, each with the number of its first line, one after the other. Raises Unreadable."""
    data = read_regular(path, name, MAX_RESPONSES)
    table = csv.reader(io.TextIOWrapper(io.BytesIO(data), "utf-8-sig", newline=""))
    line = 1
    try:
        for row in table:
            yield line, [cell.translate(HALF_WIDTH) for cell in row]
            line = table.line_num + 1
    except UnicodeDecodeError:
        raise Unreadable(Problem("not-utf8", {}, name)) from None
    except csv.Error:
        raise Unreadable(Problem("responses-syntax", {}, name, max(1, table.line_num), 1)) from None


def _at_most(problems: list[Problem], name: str) -> list[Problem]:
    """So many problems as somebody can mend at once, and a word where there may be more."""
    if len(problems) < MOST_PROBLEMS:
        return problems
    return [*problems[:MOST_PROBLEMS], Problem("more-problems", {"count": MOST_PROBLEMS}, name)]


def _header_problems(questions: list[str], name: str, pack: Pack) -> Iterator[Problem]:
    """Questions that the pack does not have, or that are there twice."""
    for question in questions:
        if question not in pack.question:
            yield Problem("unknown-question", no_question(question, pack), name, 1, 1)
    for question, count in Counter(questions).items():
        if count > 1:
            yield Problem("duplicate-key", {"key": brief(question), "first": 1}, name, 1, questions.index(question) + 1)


def _person(questions: list[str], row: list[str], name: str, line: int, pack: Pack, problems: list[Problem]) -> Answers:
    """What one line answers; what is wrong with it is added to `problems`."""
    values: dict[str, Answer] = {}
    if len(row) != len(questions):
        problems.append(Problem("responses-width", {"count": len(row), "wanted": len(questions)}, name, line, 1))
    else:
        for column, (question, cell) in enumerate(zip(questions, row, strict=True), 1):
            answer = pack.question[question].read_cell(cell.strip(), pack.scales)
            if isinstance(answer, int | tuple):
                values[question] = answer
            elif answer is not None:
                problems.append(Problem(answer, no_answer(question, cell.strip(), pack), name, line, column))
    return Answers(values)


def _from_source(source: Source, pack: Pack) -> Answers:
    tree = _in_small_letters(source)
    if not isinstance(tree, dict):
        if colon := packs.yaml_tree.false_colon(source):
            raise Unreadable(colon)
        raise AnswersError("answers-invalid", [source.problem((), "answers-shape")])
    if "answers" not in tree and (bare := next((key for key in tree if _meant(key, pack) in pack.question), "")):
        raise AnswersError("answers-invalid", [source.problem((bare,), "answers-bare", at_key=True, question=_meant(bare, pack))])
    problems = list(islice(_unknown_keys(source, (), tree, KEYS), MOST_PROBLEMS))
    problems += islice(_pack_problems(source, tree.get("pack"), pack), MOST_PROBLEMS)
    given, values = tree.get("answers"), {}
    if isinstance(given, dict):
        values = _values(source, given, pack, problems)
    elif given != "":
        if colon := packs.yaml_tree.false_colon(source):
            raise Unreadable(colon)
        problems.append(source.problem(("answers",), "answers-not-mapping" if "answers" in tree else "answers-missing"))
    if problems:
        problems.sort(key=lambda problem: (problem.line, problem.column))
        raise AnswersError("answers-invalid", _at_most(problems, source.name))
    if not values:
        raise AnswersError("answers-none", file=source.name)
    return Answers(values)


def _in_small_letters(source: Source) -> Any:
    """The tree, with the keys at its top as this program writes them, where they only differ in case."""
    tree = source.tree
    for key in list(tree) if isinstance(tree, dict) else []:
        if (known := key.casefold()) != key and known in KEYS and known not in tree:
            tree[known] = tree.pop(key)
            for marks in (source.marks, source.keys):
                marks.update({(known, *path[1:]): marks[path] for path in list(marks) if path[:1] == (key,)})
    return tree


def _unknown_keys(source: Source, path: TreePath, given: dict[str, Any], known: tuple[str, ...]) -> Iterator[Problem]:
    for key in given:
        if key not in known:
            yield source.problem((*path, key), "key-unknown", at_key=True, key=brief(key), near=nearest(key, known))


def _pack_problems(source: Source, given: Any, pack: Pack) -> Iterator[Problem]:
    """The answers may name the pack they were given for; then it must be this one."""
    own = {"id": pack.header.id, "version": pack.header.version, "hash": pack.hash}
    if isinstance(given, dict):
        yield from _unknown_keys(source, ("pack",), given, tuple(own))
        for key, expected in own.items():
            if given.get(key, expected) != expected:
                yield source.problem(("pack", key), f"answers-pack-{key}", given=brief(given[key]), own=expected)
    elif given not in (None, ""):
        yield source.problem(("pack",), "not-mapping", key="pack")


def _meant(name: str, pack: Pack) -> str:
    """The id of the question that is called so, in any case; the same where there is none."""
    if name in pack.question:
        return name
    folded = name.casefold()
    return next((question for question in pack.question if question.casefold() == folded), name)


def _values(source: Source, given: dict[str, Any], pack: Pack, problems: list[Problem]) -> dict[str, Answer]:
    """The answers that are not left empty; what is wrong with them is added to `problems`."""
    values, first = dict[str, Answer](), dict[str, TreePath]()
    for written, value in given.items():
        if len(problems) >= MOST_PROBLEMS:
            break
        path: TreePath = ("answers", written)
        key = _meant(written, pack)
        if key in first:
            problems.append(source.problem(path, "duplicate-key", at_key=True, key=brief(key), first=source.keys[first[key]].line))
            continue
        first[key] = path
        if key not in pack.question:
            problems.append(source.problem(path, "unknown-question", at_key=True, **no_question(key, pack)))
            continue
        quoted = any(
            source.marks[one].quoted for one in ([(*path, index) for index in range(len(value))] if isinstance(value, list) else [path])
        )
        answer = pack.question[key].read(value, quoted, pack.scales)
        if isinstance(answer, str):
            problems.append(source.problem(path, answer, key, **no_answer(key, value, pack)))
        elif answer is not None:
            values[key] = answer
    return values
