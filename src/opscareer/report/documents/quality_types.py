"""JSON documents about the quality of a pack, and about errors."""

from typing import Annotated, Literal

from opscareer.report.documents.common import Document, PackDocument
from opscareer.results.evaluation import Replay, Simulation
from opscareer.results.units import Keywords, Number

Slug = Annotated[str, Keywords(pattern="^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
Said = Annotated[str, Keywords(minLength=1)]


class SimulationDocument(Simulation, PackDocument):
    """What `opscareer pack simulate --json` prints: how a pack does with simulated people."""

    schema: Literal["opscareer.simulation/1"]


class ReplayDocument(Replay, PackDocument):
    """What `opscareer pack replay --json` prints: recorded answers, taken through the adaptive session."""

    schema: Literal["opscareer.replay/1"]


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
