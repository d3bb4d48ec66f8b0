"""One session in the terminal, whatever it asks: begun or resumed, every step kept; answers not saved are offered as a file."""

import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from opscareer import casework, engine, report
from opscareer.casework import Case, Path, RequestedTarget
from opscareer.cli.questionnaire.asking import CONTINUE_OR_NEW, YES_OR_NO, Prompt
from opscareer.cli.questionnaire.saving import Saving
from opscareer.cli.questionnaire.sheets import Sheet, SheetWriter
from opscareer.cli.questionnaire.sources import Adaptive, QuestionSource, length_of, rules_within
from opscareer.errors import Interrupted, OpscareerError
from opscareer.pack.model import Pack
from opscareer.report.view.verdict import closeness
from opscareer.results.assessment import Assessment
from opscareer.results.figures import printed
from opscareer.sessions.progress import Progress, Reply
from opscareer.sessions.record import MORE, Record, timestamp
from opscareer.texts import Texts

if TYPE_CHECKING:
    from opscareer.engine.assess import Engine

FULL, CHECKPOINT = "full", "checkpoint"
RESUME, RESUME_OR_MORE = ("intro.resume-keys", "intro.resume-keys-several"), ("more.resume-keys", "more.resume-keys-several")
MOST_OFFERED = 9  # sessions that are listed to be gone on with: each has a digit


class Session:
    """One session. Begin and ask inside `opened()`; `finish` keeps the result, and `offer_answers` is the last thing to do.

    form: default, quick, full, more or checkpoint, as asked for or as the session that goes on began
    seed: of what is drawn at random
    progress: how far the person has come, also after an interruption
    total: the most questions that it may ask; None for as many as the form
    meant: what looks careless was meant so
    carried: replies of an earlier session that hold on beside these
    again: at a checkpoint, the competencies that are asked about again
    judged: how many criteria of rubrics were looked at there
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
        self.progress = self._begun_with = Progress()
        self.total: int | None = None
        self.meant = False
        self.carried: tuple[Reply, ...] = ()
        self.again: tuple[str, ...] = ()
        self.judged = 0

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

    def begin(self, introduction: Callable[[SheetWriter], Sheet], before: Case | None = None, further: int = 0) -> None:
        """Go on with a session that was left, if the person likes; or begin a new one.

        before, further: the new one goes on from this finished assessment, by so many questions; without `further` only if the person likes
        """
        offered = self.saving.waiting(checkpoint=self.is_checkpoint)
        kept = self._chosen(offered, RESUME_OR_MORE if further else RESUME) if offered else None
        if kept is not None and self._resumed(kept):
            return
        if before is not None and (further or (not offered and self._goes_on(before))):
            self.seed = before.record.seed if before.record else self.seed
            self.progress = self._begun_with = Progress(before.trail)
            self.form, self.total = (MORE, len(before.trail) + further) if further else (self.form, None)
            self.meant = before.meant
        if further:
            self.prompt.introduce(self._beside(lambda writer: writer.more(len(self.progress.answers), further)))
        elif not self.progress.trail and (kept is not None or not offered or self.is_checkpoint):  # checkpoints differ in what they ask
            self.prompt.introduce(self._beside(introduction))  # also of a new one because another window took what was to go on
        self.saving.start(self.form, self.seed)
        if self.progress.trail:
            self._keep(self.progress, self.total)
        if self.meant:
            self.mean()

    def ask(self, source: QuestionSource) -> None:
        """Go on asking until the source has no more questions, keeping every step."""
        self.prompt.run(source, self.progress, self.seed, self._keep)

    @property
    def case(self) -> Case:
        """What was said so far."""
        return replace(casework.case_of(self.progress, self.pack, self.saving.units()), meant=self.meant, seed=self.seed)

    def looks_unread(self, progress: Progress) -> bool:
        """Whether the answers are so careless that more are of no use."""
        return not self.meant and self.engine.hopeless(progress.answers, progress.times, progress.places(self.pack, self.seed))

    def mean(self) -> None:
        """What looks careless was meant so."""
        self.meant = True
        self.saving.attempt(lambda store, session: store.mean(session))

    def finish(self, case: Case, assessment: Assessment, requested: RequestedTarget) -> Path:
        """Make the plan and keep the result with what the plan leads to; hours a week are as before, unless others are asked for."""
        before = self.saving.finished()
        if requested.hours_per_week is None and before and before.record and before.record.target:
            requested = replace(requested, hours_per_week=before.record.target.hours_per_week)
        path = casework.plan(casework.measured_now(case, before), assessment, requested, today=date.today())
        result = report.documents.dump(report.documents.assessment_document(self.pack, assessment, path.plan, case.answers))
        self.saving.attempt(lambda store, session: store.finish(session, assessment.best.role, result, timestamp(), path.target))
        return path

    def offer_answers(self, *, ask: bool = True) -> None:
        """Where the answers could not be saved: say so, and offer them as a file."""
        self.saving.offer(self.whole.answers, self.texts, ask=ask)

    def _chosen(self, offered: Sequence[Record], keys: tuple[str, str]) -> Record | None:
        """Which of these sessions, the newest first, the person goes on with; if with none, they are not offered again.

        keys: name the texts that say how to: with a single one, with one of several
        """
        shown = offered[:MOST_OFFERED]
        meanings: dict[str, Record | None] = {key: shown[0] if goes_on else None for key, goes_on in CONTINUE_OR_NEW.items()}
        if len(shown) > 1:
            meanings |= {str(place): record for place, record in enumerate(shown, 1)}
            chosen = self.prompt.choose(self._beside(lambda writer: writer.resume_one(shown, keys[1])), meanings)
        else:
            asked = max(1, self.saving.asked(shown[0]))
            chosen = self.prompt.choose(self._beside(lambda writer: writer.resume(asked, keys[0])), meanings)
        if chosen is None:
            self.saving.set_aside(offered)
        return chosen

    def _beside(self, sheet: Callable[[SheetWriter], Sheet]) -> Callable[[SheetWriter], Sheet]:
        """The sheet of this session, with a word about an assessment in another window, and about a checkpoint that was left."""
        other, left = self.saving.elsewhere(), () if self.is_checkpoint else self.saving.waiting(checkpoint=True)
        return lambda writer: sheet(replace(writer, again=self.again, elsewhere=other, left=next(iter(left), None)))

    def _resumed(self, offered: Record) -> bool:
        """Whether the session goes on. Not where another program took it meanwhile."""
        resumed = self.saving.resume(offered)
        if resumed is None:
            return False
        grows = self.form == FULL != resumed.form  # who asks for every question gets every question
        self.form, self.total = (FULL, None) if grows else (resumed.form, resumed.total)
        self.seed, self.progress, self.meant = resumed.seed, resumed.progress, resumed.meant
        return True

    def _goes_on(self, before: Case) -> bool:
        """Whether the person likes to go on from a finished assessment."""
        left = len(self.pack.questions) - len(before.trail)
        sheet = self._beside(lambda writer: writer.go_on(len(before.answers), left))
        return left > 0 and self.prompt.choose(sheet, CONTINUE_OR_NEW)

    def _keep(self, progress: Progress, total: int | None) -> None:
        """Returns only when it is on the disk. All of it is written each time, so one success makes good for failures."""
        self.saving.attempt(lambda store, session: store.keep(session, progress.trail, progress.earlier, total))
        self.progress = progress

    @property
    def _is_empty(self) -> bool:
        """Whether everything was skipped: such a session would be of no use to anybody."""
        return not (self.is_checkpoint or self.progress.answers or self.progress.earlier)

    def _notice(self) -> str:
        return "session.not-saved" if self.saving.trouble else ""

    def _left(self, interrupted: Interrupted) -> Interrupted:
        """The same interruption, saying what was kept; answers that were not are offered at once."""
        count = len(self.progress.trail) + self.judged
        if self.progress == self._begun_with or self._is_empty:
            self.saving.attempt(lambda store, session: store.delete([session]))
            return interrupted
        if self.saving.works:
            saved = ("checkpoint-at-start", "checkpoint-saved") if self.is_checkpoint else ("interrupted-at-start", "interrupted-saved")
            return Interrupted(interrupted.exit_code, saved[count > 0], count=count)
        self.offer_answers(ask=interrupted.slug == "quit")
        return Interrupted(interrupted.exit_code, "left-unsaved")


def take_assessment(
    session: Session, requested: RequestedTarget, before: Case | None = None, further: int = 0
) -> tuple[Case, Assessment, Path]:
    """A whole assessment: the person's answers, what they say, and the plan; kept.

    before, further: it goes on from this finished assessment, by so many questions

    Raises Interrupted when the person quits or a signal ends it, OpscareerError when nothing was answered.
    """
    with session.opened():
        length = length_of(session.form, session.pack)
        if session.form == FULL:
            before = session.saving.finished()
        session.begin(lambda writer: writer.intro(length), before, further)
        rules = rules_within(session.form, session.pack, session.total)
        adaptive = Adaptive(session.pack, rules, session.seed, lambda: session.engine, session.looks_unread)
        session.ask(adaptive.source)
        case, assessment = _assessed(session)
        if session.looks_unread(session.progress):
            session.prompt.tell(lambda writer: writer.unread(assessment.quality))
        elif session.form != MORE and (source := adaptive.further(session.progress, assessment)) is not None:
            why, count = closeness(printed(assessment)), source.most - len(session.progress.trail)
            if session.prompt.choose(lambda writer: writer.unsettled(why, count), YES_OR_NO):
                session.ask(source)
                case, assessment = _assessed(session)
    path = session.finish(case, assessment, requested)
    if session.saving.works:
        session.saving.set_aside(session.saving.waiting(checkpoint=True))  # those asked what had changed since an earlier assessment
    return case, assessment, path


def _assessed(session: Session) -> tuple[Case, Assessment]:
    case = session.case
    if not len(case.answers):
        session.saving.attempt(lambda store, number: store.delete([number]))  # it could only end here again
        raise OpscareerError("nothing-answered")
    return case, casework.assess(case, session.engine)
