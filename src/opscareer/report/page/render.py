"""The report as documents: an HTML page that needs nothing else, Markdown, and a card to share. Only this module knows Jinja."""

from jinja2 import Environment, PackageLoader, StrictUndefined
from rich.cells import cell_len

from opscareer.pack.source import visible
from opscareer.report.markdown import plain
from opscareer.report.page import drawing
from opscareer.report.terminal.layout import wrap
from opscareer.report.view.result import View
from opscareer.texts import Texts

CARD_CELLS = 40


def html(shown: View, texts: Texts) -> str:
    """One HTML file: no script, nothing to load, light and dark, two printed pages."""
    return _environment(escapes_html=True).get_template("report.html.j2").render(view=shown, texts=texts, drawing=drawing)


def markdown(shown: View, texts: Texts) -> str:
    """The same as Markdown."""
    return _environment(escapes_html=False).get_template("report.md.j2").render(view=shown, texts=texts)


def card(shown: View, texts: Texts) -> str:
    """An SVG picture of the result alone: no answers, no levels, no date, nothing that tells who it is."""
    own = shown.headline if shown.close else texts("card.leader", role=shown.role)  # a card speaks in the first person
    lines = wrap(own, CARD_CELLS)
    return _environment(escapes_html=True).get_template("card.svg.j2").render(view=shown, texts=texts, headline=lines, cells=cell_len)


def _environment(*, escapes_html: bool) -> Environment:
    """Every value passes through one sanitizer: no text of a pack can become markup or hide a character."""
    return Environment(
        loader=PackageLoader("opscareer.report.page"),
        autoescape=escapes_html,
        finalize=_seen if escapes_html else _plain_markdown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _seen(value: object) -> object:
    return visible(value) if isinstance(value, str) and not _is_markup(value) else value


def _plain_markdown(value: object) -> object:
    """Text that Markdown shows as it is; what a macro made is left alone."""
    return plain(value) if isinstance(value, str) and not _is_markup(value) else value


def _is_markup(value: str) -> bool:
    """What a macro made: its parts have passed through here already."""
    return hasattr(value, "__html__")
