"""`why` and `whatif` for a terminal, as lines."""

from opscareer.pack.model import Pack
from opscareer.report.layout import FAINT, TITLE, Line, Page, pad, widest
from opscareer.report.terminal import points_line
from opscareer.report.words import Words
from opscareer.results import Change, Explanation, Influence, WhatIf

MOST = 5
SMALLEST = 0.05


def why(pack: Pack, found: Explanation, words: Words, page: Page) -> list[Line]:
    """Contributions, the answers that raised and lowered the role most, and what would put it first."""
    name = words.of(pack.role[found.role].name)
    head = words("why.title", role=name, rank=found.rank, fit=f"{found.fit:.0f}", p=words.chance(found.p_best))
    lines = [*page.wrap(head, style=TITLE), Line(page.rule, style=FAINT), *page.wrap(words("result.why-base"))]
    for item in found.contributions:
        lines.append(points_line(item.points).append(trait_name(pack, item.of, words), style=""))
    raised = [item for item in found.influences if item.points > SMALLEST][:MOST]
    lowered = [item for item in found.influences if item.points < -SMALLEST][:MOST]
    for key, items in (("why.raised", raised), ("why.lowered", lowered)):
        lines += page.heading(words(key))
        lines += [line for item in items for line in _influence(pack, item, words, page)] or page.wrap(words("why.none"), 2)
    lines += page.wrap(words("why.legend"), style=FAINT)
    if found.rank > 1:
        lines += [*page.heading(words("why.change")), *page.wrap(_change(pack, found, words))]
    return lines


def _influence(pack: Pack, item: Influence, words: Words, page: Page) -> list[Line]:
    question = pack.question[item.question]
    answer = words.of(pack.options(question)[item.value - 1])
    head, *rest = page.wrap(words("why.answer", question=words.of(question.text), answer=answer), 10)
    first = points_line(item.points).append(head.plain.strip(), style="")
    effect = page.wrap(words("why.p", p=f"{item.p_best * 100:+.1f}"), 10, style=FAINT)
    return [first, *rest, *effect]


def _change(pack: Pack, found: Explanation, words: Words) -> str:
    leader = words.of(pack.role[found.leader].name)
    if found.change is None:
        return words("why.no-change", leader=leader)
    return words("why.one-change", change=_rise(pack, found.change, words), leader=leader)


def _rise(pack: Pack, change: Change, words: Words) -> str:
    key = "why.rise-interest" if change.of.startswith("interest.") else "why.rise-level"
    return words(key, of=trait_name(pack, change.of, words), now=f"{change.now:.1f}", then=f"{change.then:.1f}")


def trait_name(pack: Pack, of: str, words: Words) -> str:
    """A competency's name, or "interest in" a role."""
    if of.startswith("interest."):
        return words("trait.interest", role=words.of(pack.role[of.removeprefix("interest.")].name))
    return words.of(pack.competency[of].name)


def whatif(pack: Pack, found: WhatIf, words: Words, page: Page) -> list[Line]:
    """Fit and P(best) of every role, today and then."""
    assumed = words.join([f"{trait_name(pack, of, words)} = {value:g}" for of, value in found.levels.items()])
    lines = [*page.wrap(words("whatif.title", assumed=assumed), style=TITLE), Line(page.rule, style=FAINT)]
    names = [words.of(pack.role[row.role].name) for row in found.roles]
    for row, name in zip(found.roles, names, strict=True):
        facts = {
            "now": f"{row.fit_now:.0f}",
            "then": f"{row.fit_then:.0f}",
            "p_now": words.chance(row.p_best_now),
            "p_then": words.chance(row.p_best_then),
        }
        lines += page.wrap(f"{pad(name, widest(names))}  {words('whatif.row', **facts)}", 0, 4)
    return [*lines, *page.wrap(words("whatif.legend"), style=FAINT)]
