"""`pack simulate` and `pack replay` for a terminal, as lines."""

from collections.abc import Iterator

from opscareer.pack.model import Pack
from opscareer.report.terminal.layout import Line, Page, pad, widest
from opscareer.report.view.names import PackTexts
from opscareer.results.evaluation import Replay, Simulation
from opscareer.texts import Texts

LITTLE_TOLD = 0.02
SHOWN_NUMBERS = (5, 10, 15, 20, 25, 30, 40, 50, 60)


def simulation(pack: Pack, trial: Simulation, texts: Texts, page: Page) -> list[Line]:
    """The figures, then calibration, confusion, and the questions that are never asked or tell little."""

    def reached(number: float | None) -> str:
        return texts("simulate.not-reached") if number is None else f"{number:.3g} / {trial.bank}"

    rows = [
        ("simulate.full-accuracy", texts.percent(trial.full_accuracy)),
        ("simulate.default-accuracy", texts.percent(trial.default_accuracy)),
        ("simulate.agreement", texts.percent(trial.agreement)),
        ("simulate.questions-mean", f"{trial.questions_mean:.1f} / {trial.bank}"),
        ("simulate.questions-for-95", reached(trial.questions_for_95)),
        ("simulate.questions-for-95-fixed", reached(trial.questions_for_95_fixed)),
        ("simulate.ece", f"{trial.ece:.3f}"),
        ("simulate.ece-noisy", f"{trial.ece_noisy:.3f}"),
        ("simulate.regret-true", f"{trial.regret_true:.3f}"),
        ("simulate.regret-estimated", f"{trial.regret_estimated:.3f}"),
        ("simulate.regret-full", f"{trial.regret_full:.3f}"),
        ("simulate.step", f"{trial.step_ms:.1f} ms"),
    ]
    column = widest([texts(key) for key, _ in rows])
    parts = {
        "simulate.calibration": _calibration(trial, texts),
        "simulate.confusion": _confusion(trial, PackTexts(pack, texts.language)),
        "simulate.questions": _questions(trial, texts),
    }
    return [
        *page.title(texts("simulate.title", people=trial.people, seed=trial.seed)),
        *page.paragraphs((f"{pad(texts(key), column)}  {value}" for key, value in rows), 0, 4),
        *(line for key, told in parts.items() for line in page.heading(texts(key)) + page.paragraphs(told, 2, 4)),
    ]


def _calibration(trial: Simulation, texts: Texts) -> Iterator[str]:
    for one in trial.calibration:
        yield texts("simulate.bin", count=one.people, stated=texts.percent(one.stated), right=texts.percent(one.right))


def _confusion(trial: Simulation, texts: PackTexts) -> Iterator[str]:
    for truth, row in trial.confusion.items():
        total = max(1, sum(row.values()))
        shares = texts.join([f"{role} {texts.percent(count / total)}" for role, count in row.items()])
        yield texts("simulate.truly", role=texts.role(truth), shares=shares, prior=texts.percent(trial.prior_p_best[truth]))


def _questions(trial: Simulation, texts: Texts) -> Iterator[str]:
    never = [one.id for one in trial.questions if one.asked == 0]
    little = [one.id for one in trial.questions if one.tells < LITTLE_TOLD]
    for key, names in (("simulate.never", never), ("simulate.little", little)):
        yield texts(key, names=texts.join(names) or texts("why.none"))


def replayed(replay: Replay, texts: Texts, page: Page) -> list[Line]:
    """Agreement with the full form by number of questions, and of the default session."""
    numbers = [number for number in SHOWN_NUMBERS if number < len(replay.agreement)]
    return [
        *page.title(texts("replay.title", count=replay.people, bank=replay.bank)),
        *page.paragraphs(texts("replay.row", count=number, share=texts.percent(replay.agreement[number])) for number in numbers),
        *page.wrap(texts("replay.default", number=f"{replay.questions_mean:.1f}", share=texts.percent(replay.default_agreement))),
    ]
