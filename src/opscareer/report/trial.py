"""`pack simulate` and `pack replay` for a terminal, as lines."""

from opscareer.pack.model import Pack
from opscareer.report.layout import FAINT, TITLE, Line, Page, pad, widest
from opscareer.report.words import Words
from opscareer.results import Replay, Simulation

LITTLE = 0.02
SHOWN_NUMBERS = (5, 10, 15, 20, 25, 30, 40, 50, 60)


def simulation(pack: Pack, found: Simulation, words: Words, page: Page) -> list[Line]:
    """The figures, then calibration, confusion, and the questions that are never asked or tell little."""

    def reached(number: float | None) -> str:
        return words("simulate.not-reached") if number is None else f"{number:.3g} / {found.bank}"

    rows = [
        ("simulate.full-accuracy", words.percent(found.full_accuracy)),
        ("simulate.default-accuracy", words.percent(found.default_accuracy)),
        ("simulate.agreement", words.percent(found.agreement)),
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
    lines = [*page.wrap(words("simulate.title", people=found.people, seed=found.seed), style=TITLE), Line(page.rule, style=FAINT)]
    column = widest([words(key) for key, _ in rows])
    lines += [line for key, value in rows for line in page.wrap(f"{pad(words(key), column)}  {value}", 0, 4)]
    lines += page.heading(words("simulate.calibration"))
    for one in found.calibration:
        facts = {"people": one.people, "stated": words.percent(one.stated), "right": words.percent(one.right)}
        lines += page.wrap(words("simulate.bin", **facts), 2, 4)
    return lines + _roles(pack, found, words, page) + _questions(found, words, page)


def _roles(pack: Pack, found: Simulation, words: Words, page: Page) -> list[Line]:
    lines = page.heading(words("simulate.confusion"))
    for truth, row in found.confusion.items():
        total = max(1, sum(row.values()))
        shares = words.join([f"{role} {words.percent(count / total)}" for role, count in row.items()])
        name = words.of(pack.role[truth].name)
        lines += page.wrap(words("simulate.truly", role=name, shares=shares, prior=words.percent(found.prior_p_best[truth])), 2, 4)
    return lines


def _questions(found: Simulation, words: Words, page: Page) -> list[Line]:
    never = [one.id for one in found.questions if one.asked == 0]
    little = [one.id for one in found.questions if one.tells < LITTLE]
    lines = page.heading(words("simulate.questions"))
    for key, names in (("simulate.never", never), ("simulate.little", little)):
        lines += page.wrap(words(key, names=words.join(names) or words("why.none")), 2, 4)
    return lines


def replayed(found: Replay, words: Words, page: Page) -> list[Line]:
    """Agreement with the full form by number of questions, and of the default session."""
    lines = [*page.wrap(words("replay.title", people=found.people, bank=found.bank), style=TITLE), Line(page.rule, style=FAINT)]
    numbers = [number for number in SHOWN_NUMBERS if number < len(found.agreement)]
    lines += [
        line for number in numbers for line in page.wrap(words("replay.row", number=number, share=words.percent(found.agreement[number])))
    ]
    facts = {"number": f"{found.questions_mean:.1f}", "share": words.percent(found.default_agreement)}
    return lines + page.wrap(words("replay.default", **facts))
