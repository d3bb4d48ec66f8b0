"""What is to be said of a pack to its author: every problem with its place, and what may be meant so, apart from it."""

from collections.abc import Iterator
from typing import Any

from opscareer.errors import Problem
from opscareer.frozen import frozen
from opscareer.pack.model import Pack
from opscareer.report.documents import pack_types
from opscareer.report.documents.writing import written
from opscareer.report.problems import caret_lines, file_name, problem_entry, problem_text, sentence
from opscareer.report.terminal.layout import BAD, FAINT, GOOD, WARNING, Line, Page
from opscareer.sessions.record import Stamp
from opscareer.texts import Texts


@frozen
class Checked:
    """The pack in a directory. pack: None where it has errors."""

    directory: str
    pack: Pack | None
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


def check_lines(texts: Texts, checked: Checked, page: Page) -> list[Line]:
    lines: list[Line] = []
    for kind, style, problems in (("error", BAD, checked.errors), ("warning", WARNING, checked.warnings)):
        for problem in problems:
            lines += page.wrap(f"{texts(f'check.{kind}')}{problem_text(texts, problem)}", 0, 2, style)
            lines += [Line(line, FAINT) for line in caret_lines(problem, page.width)] if problem.source.strip() else []
    return [*lines, *page.wrap(_summary(texts, checked), style=BAD if checked.errors else GOOD)]


def _summary(texts: Texts, checked: Checked) -> str:
    counts = {"warnings": texts("check.warnings", count=len(checked.warnings))}
    if checked.pack is None:
        return texts("check.refused", errors=texts("check.errors", count=len(checked.errors)), **counts)
    pack = checked.pack
    facts = {"questions": len(pack.questions), "units": len(pack.units), "roles": len(pack.roles), "hash": pack.hash}
    return texts("check.sound", pack=pack.header.id, version=pack.header.version, **facts, **counts)


def check_document(texts: Texts, checked: Checked) -> dict[str, Any]:
    """opscareer.check/1: the sentences are in the language of the person."""
    parts = {name: [problem_entry(texts, problem) for problem in getattr(checked, name)] for name in ("errors", "warnings")}
    return written(
        pack_types.CheckDocument, {}, directory=checked.directory, pack=Stamp.of(checked.pack) if checked.pack else None, **parts
    )


def annotations(texts: Texts, checked: Checked) -> Iterator[str]:
    """Workflow commands of GitHub Actions, which show each problem beside its line."""
    for kind, problems in (("error", checked.errors), ("warning", checked.warnings)):
        for problem in problems:
            place = f"file={_property(file_name(problem.file))}"
            place += f",line={problem.line},col={problem.column}" if problem.line else ""
            message = sentence(texts, f"problem.{problem.slug}", problem.facts)
            item = texts("in-item", item=problem.item) if problem.item else ""
            yield f"::{kind} {place},title={_property(problem.slug)}::{_data(message + item)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
