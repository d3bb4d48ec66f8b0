"""A whole session in the terminal: resume or begin, ask, offer a few more questions when it is close, keep every step."""

import secrets
import sys
from contextlib import suppress
from dataclasses import dataclass

from opscareer.cli.questionnaire import rescue
from opscareer.cli.questionnaire.asking import Prompt
from opscareer.cli.questionnaire.saving import Saving
from opscareer.engine.assess import Engine
from opscareer.engine.selection import DEFAULT, QUICK, Rules, Selector, full
from opscareer.errors import Interrupted, OpscareerError
from opscareer.pack.model import Pack
from opscareer.report.problems import error_text
from opscareer.sessions.progress import Chooser, Next, Progress, Reply
from opscareer.sessions.store import OpenSession
from opscareer.texts import Texts

SHORT, SHORTER, WHOLE = "default", "quick", "full"
EXTRA_QUESTIONS = 6


@dataclass(frozen=True)
class Manner:
    """How to ask: which form, single keys or lines, with which seed, and whether to keep the answers."""

    form: str
    plain: bool
    seed: int | None
    save: bool


def rules_of(form: str, pack: Pack) -> Rules:
    """The rules of a form by its name."""
    return {SHORT: DEFAULT, SHORTER: QUICK}.get(form) or full(len(pack.questions))


class Questionnaire:
    """One session. After `ask`, `finish` keeps the result, and `offer_answers` is the last thing to do."""

    def __init__(self, pack: Pack, engine: Engine, texts: Texts, manner: Manner) -> None:
        self.pack = pack
        self.engine = engine
        self.texts = texts
        self.manner = manner
        self.saving = Saving(pack, wanted=manner.save)
        self.prompt = Prompt(pack, texts, plain=manner.plain)

    def ask(self) -> Progress:
        """The person's answers. Raises Interrupted when they quit or a signal ends it, OpscareerError when nothing was answered."""
        try:
            with self.prompt.screen():
                progress = self._session()
        except Interrupted as interrupted:
            raise self._left(interrupted) from None
        if not len(progress.answers):
            raise OpscareerError("nothing-answered")
        return progress

    def finish(self, best: str, result: str) -> None:
        self.saving.finish(best, result)

    def offer_answers(self, *, ask: bool = True) -> None:
        """Where the answers could not be saved: say so, and offer them as a file."""
        if self.saving.trouble is not None and sys.stderr is not None:
            with suppress(OSError):
                sys.stderr.write(error_text(self.texts, self.saving.trouble) + "\n")
            rescue.offer(self.pack, self.prompt.progress.answers, self.texts, ask=ask)

    def _session(self) -> Progress:
        rules = rules_of(self.manner.form, self.pack)
        found = self._resumed(rules)
        if found is not None:
            form, seed = self._form(found.form), found.seed
            start = Progress(tuple(Reply(*row) for row in found.trail), found.earlier)
        else:
            form, start = self.manner.form, Progress()
            seed = secrets.randbelow(2**31) if self.manner.seed is None else self.manner.seed
            self.saving.start(form, seed)
        self._note_trouble()
        return self._asked(rules_of(form, self.pack), start, seed)

    def _usual(self, rules: Rules) -> int:
        """How many questions it usually takes, no more than there are."""
        return min(rules.typical, len(self.pack.questions))

    def _resumed(self, rules: Rules) -> OpenSession | None:
        """The open session to go on with, after a word to the person; None for a new one."""
        self._note_trouble()
        offered = self.saving.unfinished(self.pack)
        if offered is None:
            self.prompt.intro(self._usual(rules))
            return None
        if self.prompt.resumes(max(1, len(offered.trail))):
            return self.saving.resume(offered)
        self.saving.set_aside(offered)
        return None

    def _keep(self, progress: Progress) -> None:
        self.saving.keep(progress)
        self._note_trouble()

    def _note_trouble(self) -> None:
        self.prompt.notice = "session.not-saved" if self.saving.trouble else ""

    def _form(self, stored: str) -> str:
        """A resumed session keeps its form, unless this run asks for every question."""
        return WHOLE if self.manner.form == WHOLE else stored

    def _asked(self, rules: Rules, start: Progress, seed: int) -> Progress:
        selector = Selector(self.engine.bank, self.engine.model, rules)

        def choose(progress: Progress) -> Next | None:
            found = selector.next(progress.answers, progress.asked, seed)
            return Next(*found, selector.left(progress.answers, progress.asked)) if found else None

        progress = self.prompt.run(choose, self._usual(rules), start, seed, self._keep)
        left = len(self.pack.questions) - len(progress.trail)
        if not left or not len(progress.answers):
            return progress
        found = self.engine.assess(progress.answers, progress.order)
        more = min(EXTRA_QUESTIONS, left)
        leaders = (found.best.role, found.best.rival)
        if found.best.close_call and not found.likely and self.prompt.wants_more(leaders, more):
            total = len(progress.trail) + more
            return self.prompt.run(
                self._separating(selector, leaders, total, choose, len(progress.trail)), total, progress, seed, self._keep
            )
        return progress

    @staticmethod
    def _separating(selector: Selector, leaders: tuple[str, str], total: int, before: Chooser, start: int) -> Chooser:
        """Up to `total` questions that separate the leaders; who goes back behind the `start` of these is asked as before."""

        def choose(progress: Progress) -> Next | None:
            left = total - len(progress.trail)
            if len(progress.trail) < start and (again := before(progress)) is not None:
                return again._replace(left=left)
            name = selector.separating(progress.answers, progress.asked, leaders) if left > 0 else None
            return Next(name, left=left) if name else None

        return choose

    def _left(self, interrupted: Interrupted) -> Interrupted:
        """The same interruption, saying what was kept; answers that were not are offered at once."""
        progress = self.prompt.progress
        if not (progress.trail or progress.earlier):
            self.saving.forget()
            return interrupted
        if self.saving.works:
            slug = "interrupted-saved" if progress.trail else "interrupted-at-start"
            return Interrupted(interrupted.exit_code, slug, count=len(progress.trail))
        self.offer_answers(ask=interrupted.slug == "quit")
        return Interrupted(interrupted.exit_code, "left-unsaved")
