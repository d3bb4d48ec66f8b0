"""The program's texts and the names that a pack gives, in one language."""

from opscareer.pack.model import Language, Pack
from opscareer.texts import Texts


class PackTexts(Texts):
    """Texts that also know a pack: what its roles, competencies and units are called."""

    def __init__(self, pack: Pack, language: Language) -> None:
        super().__init__(language)
        self.pack = pack

    def role(self, role: str) -> str:
        """The name of a role, or its id where the pack does not know it, as in an old session."""
        return self.of(self.pack.role[role].name) if role in self.pack.role else role

    def competency(self, competency: str) -> str:
        return self.of(self.pack.competency[competency].name)

    def unit(self, unit: str) -> str:
        return self.of(self.pack.unit[unit].title)

    def tier(self, tier: str) -> str:
        return self(f"tier.{tier}")

    def trait(self, of: str) -> str:
        """A competency's name, or "interest in" a role."""
        return self("trait.interest", role=self.role(of.removeprefix("interest."))) if of.startswith("interest.") else self.competency(of)

    def part(self, of: str) -> str:
        """A part of the fit: a competency's name, or the interest in the work."""
        return self("result.why-interest") if of.startswith("interest.") else self.competency(of)

    def parts(self, shares: dict[str, float]) -> str:
        """Competencies with their shares."""
        return self.join([f"{self.competency(name)} {self.percent(share)}" for name, share in shares.items()])
