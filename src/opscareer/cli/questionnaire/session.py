"""One session in the terminal, whatever it asks: begun or resumed, every step kept; answers not saved are offered as a file."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from opscareer import casework, engine
from opscareer.casework import Case, Path, RequestedTarget
from opscareer.cli.questionnaire.asking import CONTINUE_OR_NEW, YES_OR_NO, Prompt
from opscareer.cli.questionnaire.saving import Saving
from opscareer.cli.questionnaire.sheets import Sheet, SheetWriter
from opscareer.cli.questionnaire.sources import Adaptive, QuestionSource
from opscareer.engine.rules import rules_of
from opscareer.errors import Interrupted, OpscareerError
from opscareer.pack.model import Pack
from opscareer.report.documents import assessment_document, dump
from opscareer.results.assessment import Assessment
from opscareer.sessions.progress import Progress, Reply
from opscareer.sessions.record import timestamp
from opscareer.texts import Texts

if TYPE_CHECKING:
    from opscareer.engine.assess import Engine

FULL, CHECKPOINT = "full", "checkpoint"


class Session:
    """One session. Begin and ask inside `opened()`; `finish` keeps the result, and `offer_answers` is the last thing to do.

    form: default, quick, full or checkpoint, as asked for or as the session that goes on began
    seed: of what is drawn at random
    progress: how far the person has come, also after an interruption
    carried: replies of an earlier session that hold on beside these
    """

    def __init__(self, pack: Pack, texts: Texts, form: str, *, plain: bool, seed: int | None, save: bool = True) -> None:
        """`plain`: lines instead of single keys; `seed` None: a new one; `save`: whether to keep the answers."""
        self.pack = pack
        self.texts = texts
        self.form = form
        self.is_checkpoint = form == CHECKPOINT
        self.seed = secrets.randbelow(2**31) if seed is None else seed
        self.saving = Saving(pack, wanted=save)
        self.prompt = Prompt(pack, texts, plain=plain, idle=lambda: self.engine, notice=self._notice)
        self.progress = Progress()
        self.carried: tuple[Reply, ...] = ()

    @cached_property
    def engine(self) -> "Engine":
        """Loaded while the introduction or the first question is read."""
        return engine.assess.Engine.of(self.pack)

    @property
    def whole(self) -> Progress:
        """Everything that holds now."""
        return Progress((*self.carried, *self.progress.trail))

    @contextmanager
    def opened(self) -> Iterator[None]:
        """The terminal as the questionnaire needs it. An interruption says what was kept; answers that were not are offered at once."""
        try:
            with self.prompt.opened():
                yield
        except Interrupted as interrupted:
            raise self._left(interrupted) from None

    def begin(self, introduction: Callable[[SheetWriter], Sheet]) -> None:
        """Go on with a session that was left, if the person likes, or begin a new one."""
        offered = self.saving.unfinished(checkpoint=self.is_checkpoint)
        if offered is not None:
            answered = max(1, len(offered.trail))
            if self.prompt.choose(lambda writer: writer.resume(answered), CONTINUE_OR_NEW):
                resumed = self.saving.resume(offered)
                if resumed is not None:  # else another program took it meanwhile
                    self.form = FULL if self.form == FULL else resumed.form  # who asks for every question gets every question
                    self.seed, self.progress = resumed.seed, resumed.progress
                    return
            else:
                self.saving.set_aside(offered)
        if offered is None or self.is_checkpoint:  # what a checkpoint asks about differs from one to the next
            self.prompt.introduce(introduction)
        self.saving.start(self.form, self.seed)

    def ask(self, source: QuestionSource) -> None:
        """Go on asking until the source has no more questions, keeping every step."""
        self.prompt.run(source, self.progress, self.seed, self._keep)

    def finish(self, case: Case, assessment: Assessment, requested: RequestedTarget) -> Path:
        """Make the plan and keep the result with what the plan leads to."""
        path = casework.plan(case, assessment, requested, today=date.today())
        result = dump(assessment_document(self.pack, assessment, path.plan, case.answers))
        self.saving.attempt(lambda store, session: store.finish(session, assessment.best.role, result, timestamp(), path.target))
        return path

    def offer_answers(self, *, ask: bool = True) -> None:
        """Where the answers could not be saved: say so, and offer them as a file."""
        self.saving.offer(self.whole.answers, self.texts, ask=ask)

    def _keep(self, progress: Progress) -> None:
        """Returns only when it is on the disk. All of it is written each time, so one success makes good for failures."""
        self.saving.attempt(lambda store, session: store.keep(session, progress.trail, progress.earlier))
        self.progress = progress

    def _notice(self) -> str:
        return "session.not-saved" if self.saving.trouble else ""

    def _left(self, interrupted: Interrupted) -> Interrupted:
        """The same interruption, saying what was kept; answers that were not are offered at once."""
        count = len(self.progress.trail)
        if not (count or self.progress.earlier):  # nothing was answered
            self.saving.attempt(lambda store, session: store.delete([session]))
            return interrupted
        if self.saving.works:
            saved = ("checkpoint-at-start", "checkpoint-saved") if self.is_checkpoint else ("interrupted-at-start", "interrupted-saved")
            return Interrupted(interrupted.exit_code, saved[count > 0], count=count)
        self.offer_answers(ask=interrupted.slug == "quit")
        return Interrupted(interrupted.exit_code, "left-unsaved")


def take_assessment(session: Session, requested: RequestedTarget) -> tuple[Case, Assessment, Path]:
    """A whole assessment: the person's answers, what they say, and the plan; kept.

    Raises Interrupted when the person quits or a signal ends it, OpscareerError when nothing was answered.
    """
    count = len(session.pack.questions)
    usual = min(rules_of(session.form, count).usual[1], count)
    with session.opened():
        session.begin(lambda writer: writer.intro(usual))
        adaptive = Adaptive(session.pack, rules_of(session.form, count), session.seed, lambda: session.engine)
        session.ask(adaptive.source)
        if not len(session.progress.answers):
            raise OpscareerError("nothing-answered")
        assessment = _assessed(session)
        further = adaptive.further(session.progress, assessment)
        if further is not None:
            leaders, more = (assessment.best.role, assessment.best.runner_up), further.usual - len(session.progress.trail)
            if session.prompt.choose(lambda writer: writer.close_call(leaders, more), YES_OR_NO):
                session.ask(further)
                assessment = _assessed(session)
    case = casework.case_of(session.progress, session.pack, session.saving.units())
    return case, assessment, session.finish(case, assessment, requested)


def _assessed(session: Session) -> Assessment:
    progress = session.progress
    return session.engine.assess(progress.answers, progress.times, progress.places(session.pack, session.seed))
