"""`evidence`: the highest behaviour that one has really shown."""

from collections.abc import Iterator
from itertools import pairwise
from typing import ClassVar, Literal

from opscareer.pack.kinds.base import AnchoredQuestion, Complaint


class Evidence(AnchoredQuestion):
    """Options rise from the lowest level to the highest."""

    heading: ClassVar[str] = "session.kind.evidence"
    instruction: ClassVar[str] = "session.pick.evidence"

    kind: Literal["evidence"]

    def problems(self) -> Iterator[Complaint]:
        for index, (low, high) in enumerate(pairwise(option.level for option in self.options), 1):
            if high <= low:
                yield ("options", index, "level"), "evidence-order", {}
        yield from super().problems()
