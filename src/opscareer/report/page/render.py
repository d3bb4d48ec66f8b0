"""The report as documents: an HTML page that needs nothing else, Markdown, and a card to share. Only this module knows Jinja."""

import re
from collections.abc import Callable, Sequence
from functools import cache, reduce

from jinja2 import Environment, PackageLoader, StrictUndefined
from rich.cells import cell_len

from opscareer.pack.learning import Unit
from opscareer.pack.model import Pack
from opscareer.pack.source import visible
from opscareer.report.page import drawing
from opscareer.report.terminal.layout import wrap
from opscareer.report.view.names import PackTexts
from opscareer.report.view.plan import plan_view
from opscareer.report.view.result import INTEREST_AXIS, View, signed
from opscareer.report.view.unit import LEVELS, practice_data, task_terms, unit_time
from opscareer.report.view.verdict import MIDDLE
from opscareer.results.plan import Plan, UnitStatus
from opscareer.texts import Texts
from opscareer.texts.sentences import steps

MARKS = re.compile(r"([\\`*_{}\[\]<>#|~&])")
ADDRESSES = re.compile(r":(?=//)|(?<=\w)\.(?=[^\W\d]{2})|@")  # of which many readers make links unasked
LIST_MARKS = re.compile(r"^(\s*\d*)([.)+-])(?=\s|$)")
CARD_CELLS, ADVICE_CELLS = 40, 80
FULL_STEPS = 4  # of the plan; where there are more than one more, those are told by title


def html(view: View) -> str:
    """One HTML file: no script, nothing to load, light and dark, two printed pages, three where it shows what changed over time."""
    return _rendered("report.html.j2", view)


def plan_markdown(pack: Pack, plan: Plan, statuses: Sequence[UnitStatus], texts: Texts, again: str = "", name: str = "") -> str:
    """The whole path, week by week, as Markdown."""
    view = plan_view(plan, PackTexts(pack, texts), statuses, again=again, name=name)
    return _environment(escapes_html=False).get_template("plan.md.j2").render(view=view, texts=texts)


def key_markdown(pack: Pack, unit: Unit, texts: Texts) -> str:
    """A sheet for whoever judges the work of a unit that has a key, as Markdown: its task, its rubric to tick, its key."""
    texts = PackTexts(pack, texts)
    task = {"steps": steps(texts.of(unit.task.brief)), "terms": [*task_terms(unit, texts), *practice_data(unit, texts)]}
    facts = {"pack": pack, "unit": unit, "time": unit_time(unit, texts), "levels": LEVELS, **task}
    return _environment(escapes_html=False).get_template("key.md.j2").render(facts, texts=texts)


def markdown(view: View) -> str:
    """The same as Markdown."""
    return _rendered("report.md.j2", view, escapes_html=False)


def card(view: View) -> str:
    """An SVG picture of the result alone: no answers, no levels, no date, nothing that tells who it is."""
    clear, own = view.assessment.best.verdict == "clear", view.texts("card.leader", role=view.role)  # a card speaks in the first person
    lines = wrap(_names_whole(own if clear else view.headline, view), CARD_CELLS)
    advice = [line for text in (view.own_sureness, view.more or view.texts("card.next")) for line in wrap(text, ADVICE_CELLS)]
    return _rendered("card.svg.j2", view, headline=lines, advice=advice, cells=cell_len)


def _names_whole(text: str, view: View) -> str:
    """The text with no line break inside a role's name."""
    for role in view.assessment.roles:
        name = view.texts.role(role.id)
        text = text.replace(name, name.replace(" ", "\u00a0"))
    return text


def _sentences(texts: Texts) -> Callable[..., str]:
    """Puts sentences side by side as the language does; those that are empty are none."""
    return lambda *said: reduce(lambda one, other: texts("quality.both", one=one, other=other), filter(None, said))


def _rendered(template: str, view: View, *, escapes_html: bool = True, **more: object) -> str:
    texts, steps = view.texts, len(view.plan.steps)
    facts = {
        "view": view,
        "texts": texts,
        "drawing": drawing,
        "middle": drawing.along(MIDDLE, view.axis),
        "interest_axis": INTEREST_AXIS,
        "names_whole": _names_whole,
        "sentences": _sentences(texts),
        "signed": signed,
        "steps": steps if steps <= FULL_STEPS + 1 else FULL_STEPS,
        "language": "zh-CN" if texts.language == "zh" else "en",
    }
    return _environment(escapes_html=escapes_html).get_template(template).render(facts, **more)


@cache
def _environment(*, escapes_html: bool) -> Environment:
    """Every value passes through one sanitizer: no text of a pack can become markup or hide a character."""

    def finalize(value: object) -> object:
        if not isinstance(value, str) or hasattr(value, "__html__"):  # what a macro made: its parts have passed through here already
            return value
        return visible(value) if escapes_html else plain(value)

    return Environment(
        loader=PackageLoader("opscareer.report.page"),
        autoescape=escapes_html,
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def plain(text: str) -> str:
    """Text on one line that Markdown shows as it is: no mark of it is markup, no address a link, and no list begins where it begins."""
    escaped = ADDRESSES.sub(r"\\\g<0>", MARKS.sub(r"\\\1", visible(text).replace("\n", " ")))
    return LIST_MARKS.sub(r"\1\\\2", escaped)
