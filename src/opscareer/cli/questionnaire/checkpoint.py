"""`opscareer assess --checkpoint`: the competencies that somebody worked on, asked about again, and a look at what was made."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from opscareer.answers import Answers
from opscareer.cli.questionnaire.asking import Prompt
from opscareer.cli.questionnaire.saving import Saving, last_record, now, stored
from opscareer.engine.assess import Engine
from opscareer.engine.comparing import compare
from opscareer.engine.plan.planner import make_plan, target_tier
from opscareer.engine.recheck import Recheck, merge_answers
from opscareer.errors import Interrupted, UsageError
from opscareer.pack.kinds.shown import ShownQuestion
from opscareer.pack.model import Pack, Text, Unit
from opscareer.report.documents import assessment_document, dump
from opscareer.results import Comparison
from opscareer.sessions.progress import Next, Progress, Reply
from opscareer.sessions.record import Record
from opscareer.texts import Texts

PAUSE = timedelta(days=7)  # sooner, people remember what they answered
USUAL = 7  # questions a competency


@dataclass(frozen=True)
class Checkpoint:
    """What came of it: the assessment before and its successor, what changed, and each unit done by its rubric (1-3 a criterion)."""

    before: Record
    after: Record
    found: Comparison
    rubric: dict[str, tuple[int | None, ...]]


@dataclass(frozen=True)
class _Work:
    """What was worked on since the last assessment."""

    before: Record
    competencies: tuple[str, ...]
    done: tuple[Unit, ...]


def hold(pack: Pack, texts: Texts, *, plain: bool, seed: int | None) -> Checkpoint:
    """Ask in the terminal and keep the result. Raises UsageError when there is nothing to check yet, Interrupted when the person leaves."""
    work = _work(pack)
    engine = Engine.of(pack)
    rule = Recheck(engine, work.competencies)
    saving = Saving(pack, wanted=True)
    prompt = Prompt(pack, texts, plain=plain)
    try:
        with prompt.screen():
            progress = _asked(pack, rule, saving, prompt, seed)
            seen = _seen(pack, texts, work.done, plain=plain) if work.done else None
    except Interrupted as interrupted:
        raise _left(interrupted, prompt.progress, saving) from None
    _keep(pack, engine, work, rule, progress, saving)
    rubric = {unit.id: tuple(_level(seen, unit, number) for number in range(len(unit.rubric))) for unit in work.done} if seen else {}
    for unit, levels in rubric.items():
        stored().judge(pack.header.id, unit, levels, now())
    after = last_record(pack)
    return Checkpoint(work.before, after, compare(engine, Answers(dict(work.before.answers)), Answers(dict(after.answers))), rubric)


def _work(pack: Pack) -> _Work:
    before = last_record(pack)
    finished = datetime.fromisoformat(before.finished_at or before.started_at)
    due = finished + PAUSE
    if datetime.fromisoformat(now()) < due:
        raise UsageError("checkpoint-early", due=f"{due.astimezone():%Y-%m-%d}", pause=PAUSE.days)
    since = [item for item in stored().progress(pack.header.id) if item.state != "skipped" and item.unit in pack.unit]
    since = [item for item in since if datetime.fromisoformat(item.changed_at) >= finished]
    if not since:
        raise UsageError("checkpoint-nothing")
    competencies = tuple(sorted({pack.unit[item.unit].competency for item in since}))
    return _Work(before, competencies, tuple(pack.unit[item.unit] for item in since if item.state == "done"))


def _asked(pack: Pack, rule: Recheck, saving: Saving, prompt: Prompt, seed: int | None) -> Progress:
    usual = min(USUAL * len(rule.competencies), len(rule.questions))
    offered = saving.unfinished(pack, checkpoint=True)
    start = Progress()
    if offered is not None and prompt.resumes(max(1, len(offered.trail))) and saving.resume(offered) is not None:
        start, chance = Progress(tuple(Reply(*row) for row in offered.trail), offered.earlier), offered.seed
    else:
        if offered is not None:
            saving.set_aside(offered)
        prompt.checkpoint(rule.competencies, usual)
        chance = secrets.randbelow(2**31) if seed is None else seed
        saving.start("checkpoint", chance)

    def choose(progress: Progress) -> Next | None:
        name = rule.next(progress.answers, progress.asked)
        return Next(name, left=max(1, usual - len(progress.trail))) if name else None

    return prompt.run(choose, usual, start, chance, saving.keep)


def _seen(pack: Pack, texts: Texts, units: Sequence[Unit], *, plain: bool) -> Progress:
    """What somebody says of the units they have done, criterion by criterion. The answers do not count for any level."""
    questions = {_name(unit, number): _question(unit, number) for unit in units for number in range(len(unit.rubric))}
    prompt = Prompt(pack, texts, plain=plain, shown=questions.__getitem__)

    def choose(progress: Progress) -> Next | None:
        left = [name for name in questions if name not in progress.asked]
        return Next(left[0], left=len(left)) if left else None

    return prompt.run(choose, len(questions), Progress(), 0, lambda progress: None)


def _name(unit: Unit, number: int) -> str:
    return f"rubric.{unit.id}.{number}"


def _question(unit: Unit, number: int) -> ShownQuestion:
    """A criterion of the rubric as the questionnaire shows it."""
    item = unit.rubric[number]
    text = Text(zh=f"{unit.title.zh}：{item.criterion.zh}", en=f"{unit.title.en}: {item.criterion.en}")
    return ShownQuestion(_name(unit, number), "session.kind.rubric", "", text, (), item.levels, shuffled=False)


def _level(seen: Progress, unit: Unit, number: int) -> int | None:
    return seen.answers.values.get(_name(unit, number))


def _left(interrupted: Interrupted, progress: Progress, saving: Saving) -> Interrupted:
    if not progress.trail:
        saving.forget()
        return interrupted
    return Interrupted(interrupted.exit_code, "checkpoint-saved" if saving.works else "left-unsaved", count=len(progress.trail))


def _keep(pack: Pack, engine: Engine, work: _Work, rule: Recheck, progress: Progress, saving: Saving) -> None:
    """The successor of the last assessment: what was said now, and what was said before about everything else."""
    carried = tuple(Reply(*row) for row in work.before.trail if row[0] in pack.question and row[0] not in rule.questions)
    saving.keep(Progress((*carried, *progress.trail)))
    answers = merge_answers(Answers({reply.question: reply.value for reply in carried if reply.value}), progress.answers, rule.questions)
    found = engine.assess(answers)
    plan = make_plan(pack, found, found.best.role, target_tier(found, found.best.role), 6.0)
    saving.finish(found.best.role, dump(assessment_document(pack, found, plan, answers)))
    if saving.trouble is not None:
        raise saving.trouble
