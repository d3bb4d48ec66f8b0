"""JSON documents about a pack: roles, questions, the guide, a unit of the learning path, and how good it is."""

from collections.abc import Mapping
from typing import Annotated, Literal, get_args

from opscareer.pack.kinds import Question
from opscareer.pack.learning import Finding, Resource, Unit
from opscareer.pack.model import Cited, Claim, Competency, MinYears, Reference, Required, Rung, Tool, Topic
from opscareer.pack.values import Id, Share, Text
from opscareer.report.documents.writing import Complete, PackDocument
from opscareer.results.evaluation import Coverage, Replay, Simulation
from opscareer.results.units import Count, Keywords, OptionNumber

Confidence = Annotated[str, Keywords(enum=["high", "medium", "low"])]
Kind = Annotated[str, Keywords(enum=[get_args(kind.__annotations__["kind"])[0] for kind in get_args(Question)])]
Riasec = Annotated[str, Keywords(pattern="^[RIASEC]$")]


# --- roles


class Provenance:
    mentions: Count | None = None
    ads_share: Share | None = None
    ads_interval: tuple[Share, Share] | None = None
    weight_ads: Share | None = None
    weight_onet: Share | None = None
    confidence: Confidence | None = None


class RoleEntry:
    id: Id
    name: Text
    weights: Mapping[Id, Share]
    required: Mapping[Id, Required]
    provenance: Mapping[Id, Provenance]
    summary: Text
    definition: Text
    duties: Annotated[tuple[Cited, ...], Keywords(minItems=1)]
    figures: Annotated[tuple[Cited, ...], Keywords(minItems=1)]
    failures: Annotated[tuple[Text, ...], Keywords(minItems=1)]
    fits_you_if: Text | None = None
    less_if: Text | None = None
    tools: tuple[Tool, ...]
    ads: Count | None = None
    min_years: MinYears | None = None
    onet: tuple[str, ...]
    riasec: Mapping[Riasec, float] | None = None


class RolesDocument(PackDocument):
    """What `opscareer roles --json` prints: the competencies, the roles and the career ladder of a pack."""

    schema: Literal["opscareer.roles/1"]
    name: Text
    competencies: tuple[Competency, ...]
    roles: Annotated[tuple[RoleEntry, ...], Keywords(minItems=1)]
    ladder: tuple[Rung, ...]
    notes: Mapping[Id, Text]


# --- questions


class OfCompetency:
    """competency: a competency's id (`deeds`, `judgement`)."""

    competency: Id


class OfInterest:
    """interest: a role's id (`interest`)."""

    interest: Id


class OfInterests:
    """interests: the ids of two roles, first that of task A, then that of task B (`choice`)."""

    interests: tuple[Id, Id]


class OptionEntry:
    value: OptionNumber
    text: Text


class QuestionEntry:
    """A question, without the scoring key.

    facet: the part of the competency that it is about: a facet's id.
    setting: whether its tasks are done with people or at a desk.
    answer: what answers it: the `number` of an option, or a `list` of numbers, which may be empty.
    """

    id: Id
    kind: Kind
    measures: OfCompetency | OfInterest | OfInterests
    facet: Id | None = None
    setting: Literal["people", "desk"] | None = None
    answer: Literal["number", "list"]
    text: Text
    tasks: Annotated[tuple[Text, ...], Keywords(minItems=2, maxItems=2)] | None = None
    options: Annotated[tuple[OptionEntry, ...], Keywords(minItems=2, maxItems=8)]


class QuestionsDocument(PackDocument):
    """What `opscareer questions --json` prints: every question, without the scoring key."""

    schema: Literal["opscareer.questions/2"]
    questions: Annotated[tuple[QuestionEntry, ...], Keywords(minItems=1)]


class CoverageDocument(Coverage, PackDocument):
    """What `opscareer questions --coverage --json` prints: what the questions are about, and which levels they can tell."""

    schema: Literal["opscareer.coverage/1"]


# --- guide


class GuideDocument(PackDocument):
    """What `opscareer guide --json` prints: topics, the claims of others, and the sources of everything."""

    schema: Literal["opscareer.guide/1"]
    topics: tuple[Topic, ...]
    claims: tuple[Claim, ...]
    sources: tuple[Reference, ...]


# --- a unit of the learning path


class UnitEntry(Unit, Complete):
    """A unit, from one level of a competency to a higher one; its key is told by another document."""

    unwritten = frozenset({"key"})


class ResourceEntry(Resource, Complete):
    """Something to learn from; what shows that it is there stays in the pack."""

    unwritten = frozenset({"evidence"})


class UnitDocument(PackDocument):
    """What `opscareer plan show UNIT --json` prints: a unit of the learning path and its resources."""

    schema: Literal["opscareer.unit/2"]
    unit: UnitEntry
    resources: tuple[ResourceEntry, ...]


class FindingEntry(Finding, Complete):
    """Something that is to be found in the material of a unit."""


class KeyDocument(PackDocument):
    """What `opscareer plan key UNIT --json` prints, for whoever judges the work.

    unit: its id.
    findings: what is to be found.
    findings[].value: the number or name; `null` where it is neither.
    mistakes: what often goes wrong.
    sample: a deliverable that is just good enough.
    """

    schema: Literal["opscareer.key/1"]
    unit: Id
    findings: Annotated[tuple[FindingEntry, ...], Keywords(minItems=1)]
    mistakes: Annotated[tuple[Text, ...], Keywords(minItems=1)]
    sample: Text


# --- how good a pack is


class SimulationDocument(Simulation, PackDocument):
    """What `opscareer pack simulate --json` prints: how a pack does with simulated people."""

    schema: Literal["opscareer.simulation/2"]


class ReplayDocument(Replay, PackDocument):
    """What `opscareer pack replay --json` prints: recorded answers against a pack."""

    schema: Literal["opscareer.replay/2"]
