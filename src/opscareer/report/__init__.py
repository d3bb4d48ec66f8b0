"""Results as people and scripts read them: documents, lines for a terminal, pages."""

from typing import TYPE_CHECKING

from opscareer.doors import door

if TYPE_CHECKING:
    from opscareer.report import documents, practice

__all__ = ["documents", "practice"]
__getattr__ = door(__name__, __all__)
