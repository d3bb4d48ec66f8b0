"""The learning path for a terminal, as lines."""

from collections.abc import Sequence

from opscareer.pack.model import Pack
from opscareer.report.terminal.layout import FAINT, WARNING, Line, Page, whole
from opscareer.report.view.names import PackTexts
from opscareer.report.view.plan import PlanView, Section, plan_view
from opscareer.results.plan import Plan, UnitStatus
from opscareer.texts import Texts

SHORT_STEPS = 3


def plan_lines(pack: Pack, plan: Plan, statuses: Sequence[UnitStatus], texts: Texts, page: Page, again: str = "") -> list[Line]:
    """The whole path, week by week. `again` is what a command must be given to find this pack once more."""
    view = plan_view(plan, PackTexts(pack, texts), statuses, whole(again))
    parts = [page.title(view.title), page.paragraphs(view.summary), *(_section(section, page) for section in view.sections)]
    return [line for part in parts for line in part]


def plan_in_short(view: PlanView, texts: Texts, page: Page, command: str = "") -> list[Line]:
    """What `assess` shows of it: how much it is, the first steps, and the command for the rest."""
    lines = page.heading(view.title) + page.paragraphs(view.summary)
    for step in view.steps[:SHORT_STEPS]:
        lines += page.wrap(f"{step.when}  {step.title}  {step.hours}", 0, 4, style="bold")
        lines += page.paragraphs((step.why, step.goal, step.deliverable), 4)
    more = len(view.steps[SHORT_STEPS:])
    if view.steps:
        lines += page.wrap(texts("plan.more", count=more, command=command) if more else texts("plan.all", command=command))
    return lines + page.wrap(texts("result.plan-honest"), style=FAINT)


def _section(section: Section, page: Page) -> list[Line]:
    lines = page.heading(section.heading) + page.paragraphs(section.paragraphs) + page.items(section.items, 0)
    for unit in section.units:
        lines += page.wrap(f"{unit.title}  {unit.hours}  [{unit.id}]", 2, 4, style="bold" if unit.more else "")
        lines += page.paragraphs(unit.more, 4)
    lines += page.wrap(section.checkpoint, 2, 4, style=WARNING) if section.checkpoint else []
    return lines + page.items(section.to_do, 4)
