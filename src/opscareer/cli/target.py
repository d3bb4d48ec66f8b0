"""What a plan is to lead to, as the command line says it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from opscareer.errors import UsageError
from opscareer.pack.files import nearest

if TYPE_CHECKING:
    from opscareer.pack.model import Pack
    from opscareer.results import Assessment, Plan


@dataclass(frozen=True)
class Target:
    """What the plan is to lead to; empty strings mean "you choose"."""

    role: str
    level: str
    hours_per_week: float

    def check_names(self, pack: "Pack") -> None:
        from opscareer.pack.model import TIERS

        if self.role and self.role not in pack.role:
            raise UsageError("unknown-role-named", id=self.role, near=nearest(self.role, pack.role), known=", ".join(pack.role))
        if self.level and self.level not in TIERS:
            raise UsageError("one-of", option="--level", value=self.level, known=", ".join(TIERS))

    def plan(self, pack: "Pack", found: "Assessment", **wishes: Any) -> "Plan":
        """The plan for a result: to the leading role and the first tier not met yet, unless something else is wanted.

        `wishes`: what else make_plan takes.
        """
        from opscareer.engine.plan.planner import make_plan, target_tier
        from opscareer.pack.model import TIERS

        role = self.role or found.best.role
        tier = next((name for name in TIERS if name == self.level), target_tier(found, role))
        return make_plan(pack, found, role, tier, self.hours_per_week, **wishes)
