"""`pack simulate`, `pack replay` and `questions --coverage` for a terminal, as lines."""

from collections.abc import Iterator
from math import sqrt

from rich.cells import cell_len

from opscareer.pack.model import TIERS, Pack, Role
from opscareer.report.terminal.layout import FAINT, Line, Page, pad, widest
from opscareer.report.view.names import PackTexts
from opscareer.results.evaluation import Coverage, Halves, QuestionReplay, Replay, Simulation, TraitCoverage
from opscareer.results.rounding import chances
from opscareer.texts import Texts

LITTLE_TOLD = 0.02
SHOWN_NUMBERS = (5, 10, 15, 20, 28)
WORST = 10  # questions
LOOSE = 0.1  # an item-rest correlation below which a question does not go with the others
SURE_SHARES = 100  # people, with fewer of whom one question's figures decide nothing


def simulation(pack: Pack, trial: Simulation, texts: Texts, page: Page) -> list[Line]:
    """The figures, then calibration, confusion, reliability, and how the questions are used."""

    def reached(number: float | None) -> str:
        return texts("simulate.not-reached") if number is None else f"{number:.3g} / {trial.bank}"

    rows = [
        ("simulate.full-accuracy", texts.percent(trial.full_accuracy)),
        ("simulate.default-accuracy", texts.percent(trial.default_accuracy)),
        ("simulate.agreement", texts.percent(trial.agreement)),
        ("simulate.questions-mean", f"{trial.questions_mean:.1f} ({trial.questions_p10}-{trial.questions_p90}) / {trial.bank}"),
        ("simulate.indifferent", f"{trial.indifferent_p90} / {trial.bank}"),
        ("simulate.questions-for-95", reached(trial.questions_for_95)),
        ("simulate.questions-for-95-fixed", reached(trial.questions_for_95_fixed)),
        *([] if trial.core_sd is None else [("simulate.core-sd", f"{trial.core_sd:.2f}")]),
        ("simulate.ece", f"{trial.ece:.3f}"),
        ("simulate.ece-noise", f"{trial.ece_noise:.3f}"),
        ("simulate.ece-noisy", f"{trial.ece_noisy:.3f}"),
        ("simulate.ece-big-five", f"{trial.ece_big_five:.3f}"),
        ("simulate.regret-true", f"{trial.regret_true:.3f}"),
        ("simulate.regret-estimated", f"{trial.regret_estimated:.3f}"),
        ("simulate.regret-full", f"{trial.regret_full:.3f}"),
        ("simulate.step", f"{trial.step_ms:.1f} ms"),
    ]
    names = PackTexts(pack, texts)
    parts = {
        "simulate.calibration": _calibration(trial, texts),
        "simulate.confusion": _confusion(trial, names),
        "simulate.reliability": _reliability(trial, names),
        "simulate.questions": _questions(trial, texts),
    }
    return [
        *page.title(texts("simulate.title", people=trial.people, seed=trial.seed)),
        *_figures([(texts(key), value) for key, value in rows], page),
        *(line for key, told in parts.items() for line in page.heading(texts(key)) + page.paragraphs(told, 2, 4)),
    ]


def _figures(rows: list[tuple[str, str]], page: Page) -> list[Line]:
    """Names and values in two columns, or one below the other where the page is narrow."""
    column = widest([name for name, _ in rows])
    if column + 2 + widest([value for _, value in rows]) > page.width:
        return [line for name, value in rows for line in page.wrap(name) + page.wrap(value, 2)]
    return page.paragraphs(f"{pad(name, column)}  {value}" for name, value in rows)


def _calibration(trial: Simulation, texts: Texts) -> Iterator[str]:
    for one in trial.calibration:
        yield texts("simulate.bin", count=one.people, stated=texts.percent(one.stated), right=texts.percent(one.right))


def _confusion(trial: Simulation, texts: PackTexts) -> Iterator[str]:
    for truth, row in trial.confusion.items():
        total = max(1, sum(row.values()))
        told = zip(row, chances([count / total for count in row.values()]), strict=True)
        shares = texts.join([f"{texts.role(role)} {texts.percent(share)}" for role, share in told])
        yield texts("simulate.truly", role=texts.role(truth), shares=shares, prior=texts.percent(trial.prior_p_best[truth]))


def _reliability(trial: Simulation, texts: PackTexts) -> Iterator[str]:
    for one in trial.reliability:
        yield texts("simulate.reliable", of=texts.trait(one.of), stated=f"{one.stated:.2f}", true=f"{one.true:.2f}")


def _questions(trial: Simulation, texts: Texts) -> Iterator[str]:
    kinds = sorted(trial.exposure.kinds.items(), key=lambda kind: -kind[1])
    yield texts("simulate.kinds", kinds=texts.join([f"{texts(f'kind.{kind}')} {number:.1f}" for kind, number in kinds]))
    yield texts("simulate.rarely", count=trial.exposure.rarely)
    never = [one.id for one in trial.questions if one.asked == 0]
    little = [one.id for one in trial.questions if one.tells < LITTLE_TOLD]
    for key, names in (("simulate.never", never), ("simulate.little", little)):
        yield texts(key, names=texts.join(names) or texts("why.none"))


# --- recorded answers


def replayed(pack: Pack, replay: Replay, texts: Texts, page: Page) -> list[Line]:
    """What can be told of the questions, of the traits and of P(best), what cannot, and last the agreement with oneself."""
    names = PackTexts(pack, texts)
    numbers = [number for number in SHOWN_NUMBERS if number < len(replay.agreement)]
    agreement = [texts("replay.row", count=number, share=texts.percent(replay.agreement[number])) for number in numbers]
    if replay.default_agreement is not None:
        figures = {"number": f"{replay.questions_mean:.1f}", "share": texts.percent(replay.default_agreement)}
        agreement += [texts("replay.default", **figures), texts("replay.no-evidence")]
    parts = {
        "replay.shares": _worst(replay, texts),
        "replay.together": _loose(replay, texts),
        "replay.traits": _traits(replay, names),
        "replay.halves": _halves(replay.halves, texts) if replay.halves else [texts("replay.too-many-gaps")],
        "replay.agreement": agreement or [texts("replay.too-many-gaps")],
    }
    return [
        *page.title(texts("replay.title", count=replay.people, bank=replay.bank)),
        *page.wrap(texts("replay.people", complete=replay.complete, replayed=replay.replayed)),
        *page.wrap(_how_sure(replay, texts), style=FAINT),
        *(line for key, told in parts.items() for line in page.heading(texts(key)) + page.paragraphs(told, 2, 4)),
    ]


def _how_sure(replay: Replay, texts: Texts) -> str:
    """What so many people can tell: the width of 95% intervals of a share of half, and of a correlation of 0."""
    reach = 1.96 / sqrt(replay.people)
    sure = texts("replay.sure", count=replay.people, share=f"{50 * reach:.0f}", correlation=f"{min(reach, 1):.2f}")
    return sure if replay.people >= SURE_SHARES else sure + texts("replay.few")


def _worst(replay: Replay, texts: Texts) -> Iterator[str]:
    far = [question for question in replay.questions if question.beyond_chance]
    yield texts("replay.far", count=len(far))
    for question in far[:WORST]:
        worst = max(question.options, key=lambda option: abs(option.observed - option.expected))
        shares = {"observed": texts.percent(worst.observed), "expected": texts.percent(worst.expected)}
        yield texts("replay.share", id=question.id, option=worst.option, count=question.answered, **shares)


def _loose(replay: Replay, texts: Texts) -> list[str]:
    known = [question for question in replay.questions if question.item_rest is not None]
    if not known:
        return [texts("replay.correlations-unknown")]

    def rest(question: QuestionReplay) -> float:
        return question.item_rest or 0.0

    loose = sorted((question for question in known if rest(question) < LOOSE), key=rest)
    named = texts.join([f"{question.id} {rest(question):.2f}" for question in loose])
    middle = sorted(map(rest, known))[len(known) // 2]
    return [texts("replay.item-rest", middle=f"{middle:.2f}"), texts("replay.loose", names=named or texts("why.none"))]


def _traits(replay: Replay, texts: PackTexts) -> Iterator[str]:
    yield texts("replay.traits-how")
    for one in replay.traits:
        if one.mean is None:
            continue
        where = {"of": texts.trait(one.of), "mean": f"{one.mean:+.2f}", "sd": f"{one.sd:.2f}"}
        if one.alpha is None or one.alpha_interval is None:
            yield texts("replay.trait-alone", **where)
        else:
            low, high = (f"{bound:.2f}" for bound in one.alpha_interval)
            yield texts("replay.trait", **where, alpha=f"{one.alpha:.2f}", low=low, high=high, count=one.complete)


def _halves(halves: Halves, texts: Texts) -> Iterator[str]:
    low, high = map(texts.percent, halves.interval)
    figures = {"share": texts.percent(halves.agreement), "low": low, "high": high, "expected": texts.percent(halves.expected)}
    yield texts("replay.halves-agree", **figures)
    for one in halves.bins:
        expected = "-" if one.expected is None else texts.percent(one.expected)
        shares = {"stated": texts.percent(one.stated), "share": texts.percent(one.agreement), "expected": expected}
        yield texts("replay.halves-bin", count=one.people, **shares)
    yield texts("replay.halves-blind")


def coverage(pack: Pack, found: Coverage, texts: Texts, page: Page) -> list[Line]:
    """How many questions there are about what, and how many lists it takes to reach the levels that roles require."""
    names = PackTexts(pack, texts)
    lines = page.title(texts("coverage.title", pack=texts.of(pack.header.name)))
    for one in found.traits:
        lines += page.wrap(names.trait(one.of), style="bold") + page.paragraphs(_covered(one, names), 2, 4)
    if found.reach:
        lines += page.heading(texts("coverage.reach")) + page.wrap(texts("coverage.reach-how"), style=FAINT)
        for role in pack.roles:
            lines += [Line(""), *page.wrap(names.role(role.id), style="bold"), *_reached(role, found, names, page)]
    return lines


def _covered(one: TraitCoverage, texts: PackTexts) -> Iterator[str]:
    yield texts.join([f"{texts(f'kind.{kind}')} {count}" for kind, count in one.kinds.items()])
    if one.facets:
        facets = {facet.id: facet.name for facet in texts.pack.competency[one.of.of].facets}
        yield texts.join([f"{texts.of(facets[facet])} {count}" for facet, count in one.facets.items()])
    if one.settings:
        yield texts("coverage.settings", people=one.settings.get("people", 0), desk=one.settings.get("desk", 0))


def _reached(role: Role, found: Coverage, texts: PackTexts, page: Page) -> Iterator[Line]:
    """A table of a role's tiers by competencies; the names on lines of their own where the page is narrow."""
    tiers = [texts.tier(tier) for tier in TIERS]
    column = widest([texts.competency(item.id) for item in texts.pack.competencies])
    beside = 2 + column + sum(map(_cell_width, tiers)) <= page.width

    def row(name: str, cells: list[str]) -> Line:
        right = [" " * (_cell_width(tier) - cell_len(cell)) + cell for tier, cell in zip(tiers, cells, strict=True)]
        return Line("  " + (pad(name, column) if beside else "") + "".join(right))

    yield row("", tiers)
    for competency in role.needs_by_weight:
        levels = [one for one in found.reach if (one.role, one.competency) == (role.id, competency)]
        if not beside:
            yield from page.wrap(texts.competency(competency), 2)
        yield row(texts.competency(competency), [f"{one.required}/{one.lists or '-'}" for one in levels])


def _cell_width(tier: str) -> int:
    return 2 + max(cell_len(tier), len("5/9"))
