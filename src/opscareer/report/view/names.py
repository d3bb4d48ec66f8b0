"""The program's texts and the names that a pack gives, in one language."""

from opscareer.pack.model import Language, Pack, Text
from opscareer.results.assessment import RoleFit
from opscareer.results.rounding import chances
from opscareer.results.trait import Trait
from opscareer.results.units import Answer
from opscareer.texts import Texts
from opscareer.texts.sentences import inside, within_quotes

ORIGIN_NOTE = "questions"


class PackTexts(Texts):
    """Texts that also know a pack: what its roles, competencies and units are called."""

    def __init__(self, pack: Pack, texts: Texts | Language) -> None:
        known = texts if isinstance(texts, Texts) else Texts(texts)
        super().__init__(known.language, known.usual, known.given)
        self.pack = pack

    def each(self, *texts: Text | None) -> list[str]:
        """Those of the pack's texts that there are."""
        return [self.of(text) for text in texts if text is not None]

    def origin(self) -> str:
        """Where the questions come from and how far they have been tested, in the pack's own words."""
        return self.of(self.pack.notes[ORIGIN_NOTE]) if ORIGIN_NOTE in self.pack.notes else self("result.origin-unsaid")

    def role(self, role: str) -> str:
        """The name of a role, or its id where the pack does not know it, as in an old session."""
        return self.of(self.pack.role[role].name) if role in self.pack.role else role

    def competency(self, competency: str) -> str:
        return self.of(self.pack.competency[competency].name)

    def weight(self, role: str, competency: str) -> str:
        """What a competency weighs in a role, in whole percent that add up to 100 in the role."""
        needs = self.pack.role[role].needs
        return self.percent(dict(zip(needs, chances([need.weight for need in needs.values()]), strict=True))[competency])

    def unit(self, unit: str) -> str:
        return self.of(self.pack.unit[unit].title)

    def tier(self, tier: str) -> str:
        return self(f"tier.{tier}")

    def trait(self, trait: Trait) -> str:
        """A competency's name, or "interest in" a role."""
        return self.competency(trait.of) if trait.kind == "competency" else self("trait.interest", role=self.role(trait.of))

    def part(self, trait: Trait) -> str:
        """A part of the fit: a competency's name, or the interest in the work."""
        return self.competency(trait.of) if trait.kind == "competency" else self("result.why-interest")

    def fit(self, role: RoleFit) -> str:
        """A fit with its interval, as a sentence."""
        fit, low, high = (f"{points:.0f}" for points in (role.fit, *role.interval))
        return self("page.fit-described", name=self.role(role.id), fit=fit, low=low, high=high)

    def facet(self, question: str) -> str:
        """The facet that a question is about; "" where it is about none."""
        asked = self.pack.question[question]
        facets = (facet for trait in asked.traits if trait.of in self.pack.competency for facet in self.pack.competency[trait.of].facets)
        return next((self.of(facet.name) for facet in facets if facet.id == asked.facet), "")

    def said(self, question: str, value: Answer) -> str:
        """An answer as a sentence that can be read without the question.

        Each text of the pack fills a gap of its own name, and one named `…_inside` for within a sentence.
        """
        key, gaps = self.pack.said(question, value)
        of = next((trait.of for trait in self.pack.question[question].traits if trait.kind == "competency"), "")
        facts: dict[str, object] = {"facet": self.facet(question), "competency": self.competency(of) if of else ""}
        for gap, filling in gaps.items():
            if isinstance(filling, tuple):
                facts[gap] = self("semicolon").join(self("quoted", text=within_quotes(self.of(text))) for text in filling)
            elif isinstance(filling, int):
                facts[gap] = filling
            else:
                text = within_quotes(self.of(filling))
                facts |= {gap: text, f"{gap}_inside": inside(text)}
        return self(key, **facts)

    def question(self, question: str) -> str:
        """The text of a question, or its id where the pack does not know it."""
        return self.of(self.pack.question[question].text) if question in self.pack.question else question

    def answer(self, question: str, value: Answer) -> str:
        """An answer that can be read alone, or its number where the pack does not have it."""
        if not self.pack.accepts(question, value):
            return self("answer.unknown", numbers=self.join([str(number) for number in value]) if isinstance(value, tuple) else value)
        said = [self.of(text) for text in self.pack.in_words(question, value)]
        return self("semicolon").join(said) if said else self("answer.none-done")
