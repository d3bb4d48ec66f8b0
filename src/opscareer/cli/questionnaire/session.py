"""One session in the terminal, whatever it asks: begun or resumed, every step kept; answers not saved are offered as a file."""

import secrets
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from opscareer.answers import Answers
from opscareer.cli.questionnaire import rescue
from opscareer.cli.questionnaire.asking import Prompt
from opscareer.cli.questionnaire.saving import Saving
from opscareer.cli.questionnaire.sheets import Sheet, SheetWriter
from opscareer.cli.questionnaire.sources import Adaptive, QuestionSource
from opscareer.engine.rules import rules_of
from opscareer.errors import Interrupted, OpscareerError
from opscareer.pack.model import Pack
from opscareer.report.problems import error_text
from opscareer.results.assessment import Assessment
from opscareer.sessions.progress import Progress, Reply
from opscareer.texts import Texts

if TYPE_CHECKING:
    from opscareer.engine.assess import Engine

DEFAULT, QUICK, FULL, CHECKPOINT = "default", "quick", "full", "checkpoint"


@dataclass(frozen=True)
class SessionOptions:
    """How to ask.

    form: default, quick, full or checkpoint
    plain: lines instead of single keys
    seed: of what is drawn at random; None for a new one
    save: whether to keep the answers
    """

    form: str
    plain: bool
    seed: int | None
    save: bool = True


@dataclass(frozen=True)
class Start:
    """What a session begins with: nothing, or what was answered before it was left."""

    form: str
    seed: int
    progress: Progress


class Session:
    """One session. Ask inside `opened()`; `saving.finish` keeps the result, and `offer_answers` is the last thing to do.

    progress: how far the person has come, also after an interruption
    carried: replies of an earlier session that hold on beside these
    """

    def __init__(self, pack: Pack, texts: Texts, options: SessionOptions) -> None:
        self.pack = pack
        self.texts = texts
        self.options = options
        self.saving = Saving(pack, wanted=options.save)
        self.prompt = Prompt(pack, texts, plain=options.plain, idle=lambda: self.engine)
        self.progress = Progress()
        self.carried: tuple[Reply, ...] = ()

    @cached_property
    def engine(self) -> "Engine":
        # A door: loaded while the introduction or the first question is read
        from opscareer.engine.assess import Engine

        return Engine.of(self.pack)

    @property
    def _is_checkpoint(self) -> bool:
        return self.options.form == CHECKPOINT

    @property
    def answers(self) -> Answers:
        """Everything that holds now."""
        return Progress((*self.carried, *self.progress.trail)).answers

    @contextmanager
    def opened(self) -> Iterator[None]:
        """The terminal as the questionnaire needs it. An interruption says what was kept; answers that were not are offered at once."""
        try:
            with self.prompt.opened():
                yield
        except Interrupted as interrupted:
            raise self._left(interrupted) from None

    def begin(self, introduction: Callable[[SheetWriter, str], Sheet]) -> Start:
        """Go on with a session that was left, if the person likes, or begin a new one."""
        form = self.options.form
        offered = self.saving.unfinished(checkpoint=self._is_checkpoint)
        self._note_trouble()
        if offered is not None:
            if self.prompt.resumes(max(1, len(offered.trail))):
                resumed = self.saving.resume(offered)
                if resumed is not None:  # else another program took it meanwhile
                    form = FULL if form == FULL else resumed.form  # who asks for every question gets every question
                    return Start(form, resumed.seed, resumed.progress)
            else:
                self.saving.set_aside(offered)
        if offered is None or self._is_checkpoint:  # what a checkpoint asks about differs from one to the next
            self.prompt.introduce(introduction)
        seed = secrets.randbelow(2**31) if self.options.seed is None else self.options.seed
        self.saving.start(form, seed)
        self._note_trouble()
        return Start(form, seed, Progress())

    def ask(self, source: QuestionSource, progress: Progress, seed: int) -> Progress:
        """Ask until the source has no more questions, keeping every step."""
        self.progress = progress
        return self.prompt.run(source, progress, seed, self.keep)

    def keep(self, progress: Progress) -> None:
        self.saving.keep(progress)
        self.progress = progress
        self._note_trouble()

    def judge(self, levels: dict[str, tuple[int | None, ...]]) -> None:
        self.saving.judge(levels)
        self._note_trouble()

    def offer_answers(self, *, ask: bool = True) -> None:
        """Where the answers could not be saved: say so, and offer them as a file."""
        if self.saving.trouble is not None and sys.stderr is not None:
            with suppress(OSError):
                sys.stderr.write(error_text(self.texts, self.saving.trouble) + "\n")
            rescue.offer(self.pack, self.answers, self.texts, ask=ask)

    def _note_trouble(self) -> None:
        self.prompt.notice = "session.not-saved" if self.saving.trouble else ""

    def _left(self, interrupted: Interrupted) -> Interrupted:
        """The same interruption, saying what was kept; answers that were not are offered at once."""
        count = len(self.progress.trail)
        if not (count or self.progress.earlier):
            self.saving.forget()
            return interrupted
        if self.saving.works:
            saved = ("checkpoint-at-start", "checkpoint-saved") if self._is_checkpoint else ("interrupted-at-start", "interrupted-saved")
            return Interrupted(interrupted.exit_code, saved[count > 0], count=count)
        self.offer_answers(ask=interrupted.slug == "quit")
        return Interrupted(interrupted.exit_code, "left-unsaved")


def take_assessment(session: Session) -> tuple[Progress, Assessment]:
    """A whole assessment: the person's answers and what they say.

    Raises Interrupted when the person quits or a signal ends it, OpscareerError when nothing was answered.
    """
    count = len(session.pack.questions)
    usual = min(rules_of(session.options.form, count).typical, count)
    with session.opened():
        start = session.begin(lambda writer, notice: writer.intro(usual, notice))
        adaptive = Adaptive(session.pack, rules_of(start.form, count), start.seed, lambda: session.engine)
        progress = session.ask(adaptive.source, start.progress, start.seed)
        if not len(progress.answers):
            raise OpscareerError("nothing-answered")
        assessment = _assessed(session, progress)
        further = adaptive.further(progress, assessment)
        leaders = (assessment.best.role, assessment.best.rival)
        if further is not None and session.prompt.wants_more(leaders, further.usual - len(progress.trail)):
            progress = session.ask(further, progress, start.seed)
            assessment = _assessed(session, progress)
    return progress, assessment


def _assessed(session: Session, progress: Progress) -> Assessment:
    return session.engine.assess(progress.answers, progress.order, progress.seconds)
