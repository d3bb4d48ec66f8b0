"""`why` and `whatif` for a terminal, as lines."""

from opscareer.pack.model import Pack
from opscareer.report.terminal.details import points_item
from opscareer.report.terminal.layout import FAINT, TITLE, Line, Page, pad, widest
from opscareer.results import Change, Explanation, Influence, WhatIf
from opscareer.texts import Texts

MOST = 5
SMALLEST = 0.05


def why(pack: Pack, found: Explanation, texts: Texts, page: Page) -> list[Line]:
    """Contributions, the answers that raised and lowered the role most, and what would put it first."""
    name = texts.of(pack.role[found.role].name)
    head = texts("why.title", role=name, rank=found.rank, fit=f"{found.fit:.0f}", p=texts.chance(found.p_best))
    lines = [*page.wrap(head, style=TITLE), Line(page.rule, style=FAINT), *page.wrap(texts("result.why-base"))]
    for item in found.contributions:
        lines += points_item(item.points, trait_name(pack, item.of, texts), page)
    raised = [item for item in found.influences if item.points > SMALLEST][:MOST]
    lowered = [item for item in found.influences if item.points < -SMALLEST][:MOST]
    for key, items in (("why.raised", raised), ("why.lowered", lowered)):
        lines += page.heading(texts(key))
        lines += [line for item in items for line in _influence(pack, item, texts, page)] or page.wrap(texts("why.none"), 2)
    lines += page.wrap(texts("why.legend"), style=FAINT)
    if found.rank > 1:
        lines += [*page.heading(texts("why.change")), *page.wrap(_change(pack, found, texts))]
    return lines


def _influence(pack: Pack, item: Influence, texts: Texts, page: Page) -> list[Line]:
    question = pack.question[item.question]
    answer = texts.of(pack.options(question)[item.value - 1])
    said = points_item(item.points, texts("why.answer", question=texts.of(question.text), answer=answer), page)
    return said + page.wrap(texts("why.p", p=f"{item.p_best * 100:+.1f}"), 10, style=FAINT)


def _change(pack: Pack, found: Explanation, texts: Texts) -> str:
    leader = texts.of(pack.role[found.leader].name)
    if found.change is None:
        return texts("why.no-change", leader=leader)
    return texts("why.one-change", change=_rise(pack, found.change, texts), leader=leader)


def _rise(pack: Pack, change: Change, texts: Texts) -> str:
    key = "why.rise-interest" if change.of.startswith("interest.") else "why.rise-level"
    return texts(key, of=trait_name(pack, change.of, texts), now=f"{change.now:.1f}", then=f"{change.then:.1f}")


def trait_name(pack: Pack, of: str, texts: Texts) -> str:
    """A competency's name, or "interest in" a role."""
    if of.startswith("interest."):
        return texts("trait.interest", role=texts.of(pack.role[of.removeprefix("interest.")].name))
    return texts.of(pack.competency[of].name)


def whatif(pack: Pack, found: WhatIf, texts: Texts, page: Page) -> list[Line]:
    """Fit and P(best) of every role, today and then."""
    assumed = texts.join([f"{trait_name(pack, of, texts)} = {value:g}" for of, value in found.levels.items()])
    lines = [*page.wrap(texts("whatif.title", assumed=assumed), style=TITLE), Line(page.rule, style=FAINT)]
    names = [texts.of(pack.role[row.role].name) for row in found.roles]
    for row, name in zip(found.roles, names, strict=True):
        facts = {
            "now": f"{row.fit_now:.0f}",
            "then": f"{row.fit_then:.0f}",
            "p_now": texts.chance(row.p_best_now),
            "p_then": texts.chance(row.p_best_then),
        }
        lines += page.wrap(f"{pad(name, widest(names))}  {texts('whatif.row', **facts)}", 0, 4)
    return [*lines, *page.wrap(texts("whatif.legend"), style=FAINT)]
