"""The JSON document about an error."""

from typing import Annotated, Literal

from opscareer.report.documents.writing import Document
from opscareer.results.units import Keywords, Number

Slug = Annotated[str, Keywords(pattern="^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
Said = Annotated[str, Keywords(minLength=1)]


class ProblemEntry:
    kind: Slug
    file: str
    line: Number | None
    column: Number | None
    item: Said | None
    message: Said


class ErrorEntry:
    kind: Slug
    exit_code: Literal[0, 1, 2, 3, 129, 130, 143]
    message: Said
    hint: Said | None
    problems: tuple[ProblemEntry, ...]


class ErrorDocument(Document):
    """What a command given `--json` prints on standard error when it fails."""

    schema: Literal["opscareer.error/1"]
    error: ErrorEntry
