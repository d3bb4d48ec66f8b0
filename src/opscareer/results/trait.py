"""What questions measure and fit is made of."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, order=True)
class Trait:
    """A competency, or the interest in a role.

    kind: which of the two.
    of: the competency's id, or the role's.
    """

    kind: Literal["competency", "interest"]
    of: str

    def __str__(self) -> str:
        """Its name in JSON and on the command line: the competency's id, or `interest.<role>`."""
        return self.of if self.kind == "competency" else f"interest.{self.of}"


RANGES = {"competency": (1.0, 5.0), "interest": (-3.0, 3.0)}
"""The values that a trait can be taken to have, least and greatest: levels, or standard deviations."""
