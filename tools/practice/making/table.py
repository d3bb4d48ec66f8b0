"""Rows → the text of a CSV file."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Literal

Language = Literal["zh", "en"]
Row = Sequence[object]


def table(columns: str, rows: Iterable[Row]) -> str:
    """CSV with a line of column names (given with spaces between), ended by line feeds."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns.split())
    writer.writerows(rows)
    return out.getvalue()
