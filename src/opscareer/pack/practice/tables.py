"""What a spreadsheet would run, were it in a table."""

import csv
import re
from collections.abc import Iterator

from opscareer.errors import Problem
from opscareer.pack.source import Source

FORMULA = re.compile(r"\s*([=@＝＠]|[+＋－-](?![0-9.,% ]*$))")
"""What makes a cell a formula, in some spreadsheet; a number may have its sign."""


def formulas(table: Source) -> Iterator[Problem]:
    """A problem at each cell that a spreadsheet would run as a formula: such a cell can open links and, where that is allowed, programs."""
    if not any(mark in table.tree for mark in "=@＝＠+＋－-"):
        return
    rows = csv.reader(table.tree.splitlines(keepends=True))
    line = 1
    try:
        for row in rows:
            for cell in filter(FORMULA.match, row):
                head = cell.split("\n")[0]
                column = max(0, table.lines[line - 1].find(head)) if line <= len(table.lines) else 0
                yield table.problem_at(line, column + 1, "practice-formula")
            line = rows.line_num + 1
    except csv.Error:
        yield table.problem_at(line, 1, "table-syntax")
