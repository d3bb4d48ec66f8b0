"""`pack simulate` and `pack replay` for a terminal, as lines."""

from opscareer.pack.model import Pack
from opscareer.report.terminal.layout import FAINT, TITLE, Line, Page, pad, widest
from opscareer.results import Replay, Simulation
from opscareer.texts import Texts

LITTLE = 0.02
SHOWN_NUMBERS = (5, 10, 15, 20, 25, 30, 40, 50, 60)


def simulation(pack: Pack, found: Simulation, texts: Texts, page: Page) -> list[Line]:
    """The figures, then calibration, confusion, and the questions that are never asked or tell little."""

    def reached(number: float | None) -> str:
        return texts("simulate.not-reached") if number is None else f"{number:.3g} / {found.bank}"

    rows = [
        ("simulate.full-accuracy", texts.percent(found.full_accuracy)),
        ("simulate.default-accuracy", texts.percent(found.default_accuracy)),
        ("simulate.agreement", texts.percent(found.agreement)),
        ("simulate.questions-mean", f"{found.questions_mean:.1f} / {found.bank}"),
        ("simulate.questions-for-95", reached(found.questions_for_95)),
        ("simulate.questions-for-95-fixed", reached(found.questions_for_95_fixed)),
        ("simulate.ece", f"{found.ece:.3f}"),
        ("simulate.ece-noisy", f"{found.ece_noisy:.3f}"),
        ("simulate.regret-true", f"{found.regret_true:.3f}"),
        ("simulate.regret-estimated", f"{found.regret_estimated:.3f}"),
        ("simulate.regret-full", f"{found.regret_full:.3f}"),
        ("simulate.step", f"{found.step_ms:.1f} ms"),
    ]
    lines = [*page.wrap(texts("simulate.title", people=found.people, seed=found.seed), style=TITLE), Line(page.rule, style=FAINT)]
    column = widest([texts(key) for key, _ in rows])
    lines += [line for key, value in rows for line in page.wrap(f"{pad(texts(key), column)}  {value}", 0, 4)]
    lines += page.heading(texts("simulate.calibration"))
    for one in found.calibration:
        facts = {"count": one.people, "stated": texts.percent(one.stated), "right": texts.percent(one.right)}
        lines += page.wrap(texts("simulate.bin", **facts), 2, 4)
    return lines + _roles(pack, found, texts, page) + _questions(found, texts, page)


def _roles(pack: Pack, found: Simulation, texts: Texts, page: Page) -> list[Line]:
    lines = page.heading(texts("simulate.confusion"))
    for truth, row in found.confusion.items():
        total = max(1, sum(row.values()))
        shares = texts.join([f"{role} {texts.percent(count / total)}" for role, count in row.items()])
        name = texts.of(pack.role[truth].name)
        lines += page.wrap(texts("simulate.truly", role=name, shares=shares, prior=texts.percent(found.prior_p_best[truth])), 2, 4)
    return lines


def _questions(found: Simulation, texts: Texts, page: Page) -> list[Line]:
    never = [one.id for one in found.questions if one.asked == 0]
    little = [one.id for one in found.questions if one.tells < LITTLE]
    lines = page.heading(texts("simulate.questions"))
    for key, names in (("simulate.never", never), ("simulate.little", little)):
        lines += page.wrap(texts(key, names=texts.join(names) or texts("why.none")), 2, 4)
    return lines


def replayed(found: Replay, texts: Texts, page: Page) -> list[Line]:
    """Agreement with the full form by number of questions, and of the default session."""
    lines = [*page.wrap(texts("replay.title", count=found.people, bank=found.bank), style=TITLE), Line(page.rule, style=FAINT)]
    numbers = [number for number in SHOWN_NUMBERS if number < len(found.agreement)]
    lines += [
        line for number in numbers for line in page.wrap(texts("replay.row", count=number, share=texts.percent(found.agreement[number])))
    ]
    facts = {"number": f"{found.questions_mean:.1f}", "share": texts.percent(found.default_agreement)}
    return lines + page.wrap(texts("replay.default", **facts))
