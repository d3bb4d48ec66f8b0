"""Answers → estimates, fit, probabilities, plan. The only part that knows numpy; vectorised over people, one being a batch of one."""

from typing import TYPE_CHECKING

from opscareer.doors import door

if TYPE_CHECKING:
    from opscareer.engine import assess, comparing, explaining, selection

__all__ = ["assess", "comparing", "explaining", "selection"]
__getattr__ = door(__name__, __all__)
