"""The pack as frozen values: what its files say, typed. Rules that look across items are in rules.py."""

from collections.abc import Mapping
from dataclasses import field
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal

from opscareer.pack.kinds import Question
from opscareer.pack.kinds.base import Said
from opscareer.pack.kinds.scale import Scales
from opscareer.pack.kinds.shown import ShownQuestion
from opscareer.pack.learning import LearningFile, Practice, Resource, Unit
from opscareer.pack.values import (
    LANGUAGES,
    LEVELS,
    TIERS,
    Id,
    Item,
    Language,
    Limits,
    Name,
    Prose,
    Share,
    Text,
    Tier,
    Title,
    Value,
    WholeLevel,
)
from opscareer.results.trait import Trait
from opscareer.results.units import Answer

__all__ = ["LEVELS", "TIERS", "Language", "Pack", "Question", "Text", "Tier", "Value"]

FORMAT = 2
Confidence = Literal["high", "medium", "low"]
Years = Annotated[float, Limits(least=0, most=60)]


class Header(Value):
    """Which pack this is; `format` is that of its files."""

    id: Id
    version: Annotated[str, Limits(pattern=r"^[0-9]+(\.[0-9]+){0,3}$", form="version", longest=30)]
    format: Annotated[int, Limits(least=FORMAT, most=FORMAT)]
    name: Name
    description: Text


class Facet(Item):
    """A part of a competency that lists of deeds ask about."""

    name: Name


class Competency(Item):
    """One ability, with the observable anchor of each of its five levels, lowest first.

    A competency that weighs nothing in any role is a basic skill: it counts for readiness alone.
    """

    name: Name
    meaning: Text
    facets: Annotated[tuple[Facet, ...], Limits(longest=20)] = ()
    levels: Annotated[tuple[Text, ...], Limits(shortest=LEVELS, longest=LEVELS)]


class Required(Value):
    """The competency level (1–5) that each tier of a role asks for."""

    entry: WholeLevel
    mid: WholeLevel
    senior: WholeLevel

    def at(self, tier: Tier) -> int:
        return {"entry": self.entry, "mid": self.mid, "senior": self.senior}[tier]


class Provenance(Value):
    """Where a weight comes from and how far to trust it: how many job ads name the competency, their share with its 95% interval, and the
    weight by job ads alone and by O*NET alone, each where there is one."""

    confidence: Confidence
    ads_share: Share | None = None
    ads_interval: tuple[Share, Share] | None = None
    weight_ads: Share | None = None
    weight_onet: Share | None = None
    mentions: Annotated[int, Limits(least=0)] | None = None


class Need(Value):
    """How much a role asks of one competency. `weight`: its share in the role, 0-1; `facets`: those that its work needs most, first things
    first."""

    weight: Share
    required: Required
    facets: Annotated[tuple[Id, ...], Limits(longest=20)] = ()
    provenance: Provenance | None = field(default=None, metadata={"flat": Provenance})


class Cited(Value):
    """A text with the share of job ads that name it, where that was counted."""

    text: Text
    ads_share: Share | None = None


class Tool(Value):
    """A tool of the trade, with the share of job ads that name it, where that was counted."""

    name: Title
    ads_share: Share | None = None


class MinYears(Value):
    """Minimum experience asked in job ads, in years: quartiles over `ads` ads."""

    q25: Years
    median: Years
    q75: Years
    ads: Annotated[int, Limits(least=0)]


class Role(Item):
    """A direction of the profession: what one does there, is judged by and fails at, and what it asks of whom."""

    name: Name
    summary: Text
    definition: Text
    duties: Annotated[tuple[Cited, ...], Limits(shortest=1, longest=30)]
    figures: Annotated[tuple[Cited, ...], Limits(shortest=1, longest=30)]
    failures: Annotated[tuple[Text, ...], Limits(shortest=1, longest=30)]
    fits_you_if: Text | None = None
    less_if: Text | None = None
    tools: Annotated[tuple[Tool, ...], Limits(longest=30)] = ()
    needs: Mapping[Id, Need]
    ads: Annotated[int, Limits(least=0)] | None = None
    min_years: MinYears | None = None
    onet: Annotated[tuple[Prose, ...], Limits(longest=30)] = ()
    riasec: Mapping[Literal["R", "I", "A", "S", "E", "C"], Annotated[float, Limits(least=0, most=100)]] | None = None

    @cached_property
    def needs_by_weight(self) -> tuple[str, ...]:
        """The competencies that it needs, by id, the weightiest first; of two that weigh the same, the one that more job ads name."""

        def rank(name: str) -> tuple[float, float, str]:
            need = self.needs[name]
            share = need.provenance.ads_share if need.provenance else None
            return -need.weight, -(share or 0.0), name

        return tuple(sorted(self.needs, key=rank))


class Rung(Item):
    """A step of the career ladder; years are a range, self-reported, the last one may be open."""

    name: Name
    years: Annotated[tuple[Years, ...], Limits(shortest=1, longest=2)]
    work: Text
    level: WholeLevel | None = None


class RolesFile(Value):
    """`roles.yaml`."""

    header: Header = field(metadata={"key": "pack"})
    competencies: Annotated[tuple[Competency, ...], Limits(longest=12)] = ()
    roles: Annotated[tuple[Role, ...], Limits(shortest=2, longest=20)]
    ladder: Annotated[tuple[Rung, ...], Limits(longest=20)] = ()
    notes: Mapping[Id, Text] = field(default_factory=dict)


class QuestionsFile(Value):
    """`questions.yaml`. Every session may begin with the `opening` question, which can be read while the engine is loaded."""

    scales: Scales
    opening: Id | None = None
    questions: Annotated[tuple[Question, ...], Limits(shortest=1, longest=400)]


class Topic(Item):
    """A chapter of the guide."""

    title: Title
    summary: Text
    body: Annotated[tuple[Text, ...], Limits(shortest=1, longest=200)]


class Claim(Item):
    """Somebody else's statement, with its source and what we could not check."""

    text: Text
    source: Text
    caution: Text


class Reference(Item):
    """Data or a work that the pack was made from."""

    title: Text
    address: Prose
    licence: Text
    used_for: Text
    trust: Text


class GuideFile(Value):
    """`guide.yaml`."""

    topics: Annotated[tuple[Topic, ...], Limits(longest=100)] = ()
    claims: Annotated[tuple[Claim, ...], Limits(longest=100)] = ()
    sources: Annotated[tuple[Reference, ...], Limits(longest=200)] = ()


def _by_id(items: str) -> Any:
    """A property of a pack: one of its lists by the ids of its items."""
    return cached_property(lambda pack: {item.id: item for item in getattr(pack, items)})


class Pack(RolesFile, QuestionsFile, LearningFile, GuideFile):
    """One profession: what its files say, the units of all files together. What is sorted by id does not depend on the order in the files.

    The ladder, topics, claims and sources keep their order: it is part of what they say. `hash` is of all content but the
    opening question, which changes no meaning of any answer: 16 hexadecimal digits.
    `practice_files` holds the content of every file of practice data, by name; `languages` are those in which the pack speaks.
    """

    hash: str
    practice_files: Mapping[str, bytes]
    languages: tuple[Language, ...] = LANGUAGES

    competency: ClassVar[cached_property[Mapping[str, Competency]]] = _by_id("competencies")
    role: ClassVar[cached_property[Mapping[str, Role]]] = _by_id("roles")
    question: ClassVar[cached_property[Mapping[str, Question]]] = _by_id("questions")
    unit: ClassVar[cached_property[Mapping[str, Unit]]] = _by_id("units")
    resource: ClassVar[cached_property[Mapping[str, Resource]]] = _by_id("resources")
    practice_data: ClassVar[cached_property[Mapping[str, Practice]]] = _by_id("practice")

    @cached_property
    def core(self) -> tuple[str, ...]:
        """The competencies, by id, that weigh something in a role; the others are basic skills."""
        return tuple(item.id for item in self.competencies if any(role.needs[item.id].weight for role in self.roles))

    @cached_property
    def traits(self) -> tuple[Trait, ...]:
        """Everything that is measured: the competencies, then the interest in each role."""
        return (*(Trait("competency", item.id) for item in self.competencies), *(Trait("interest", role.id) for role in self.roles))

    def short(self, trait: Trait) -> str:
        """The shortest name of a trait on the command line."""
        return str(trait) if trait.kind == "interest" and trait.of in self.competency else trait.of

    def options(self, question: Question) -> tuple[Text, ...]:
        """The texts a person chooses from, in the pack's order: answer value 1 is the first."""
        return question.option_texts(self.scales)

    def accepts(self, question: str, value: object) -> bool:
        """Whether the pack has this question, and `value` answers it."""
        return question in self.question and self.question[question].accepts(value, self.scales)

    def shown(self, question: str) -> ShownQuestion:
        """A question with everything that is shown of it."""
        return self.question[question].shown(self.scales)

    def in_words(self, question: str, value: Answer) -> tuple[Text, ...]:
        """An answer so that it can be read without the options: what was chosen, one text each; nothing where no deed was ticked."""
        return self.question[question].in_words(value, self.scales)

    def said(self, question: str, value: Answer) -> Said:
        """An answer as a sentence that can be read without the question."""
        return self.question[question].said(value, self.scales)
