"""The result as a web page, and the pieces that it shares with Markdown and the card. Rendering needs Jinja, which lines do without."""

from typing import TYPE_CHECKING

from opscareer.doors import door

if TYPE_CHECKING:
    from opscareer.report.page import drawing, render

__all__ = ["drawing", "render"]
__getattr__ = door(__name__, __all__)
