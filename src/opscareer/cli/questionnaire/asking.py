"""The questionnaire with a person: shows a sheet, reads a key, tells the state machine. Everything goes to standard error, so that standard
output holds the result alone."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import TypeVar

from opscareer.cli.questionnaire.keys import END, REDRAW
from opscareer.cli.questionnaire.pace import Length, minutes, seconds_a_question
from opscareer.cli.questionnaire.screen import face
from opscareer.cli.questionnaire.sheets import Pen, Sheet, View
from opscareer.cli.questionnaire.tty import signals_as_errors
from opscareer.errors import EXIT_DONE, Interrupted
from opscareer.pack.kinds.shown import ENTER, ShownQuestion
from opscareer.pack.model import Pack
from opscareer.sessions.progress import Chooser, Next, Progress
from opscareer.texts import Texts

T = TypeVar("T")

UNKNOWN_KEY, FIRST_QUESTION = "session.unknown-key", "session.first"
YES_OR_NO = {"y": True, ENTER: True, "n": False}


class Prompt:
    """Asks a person. `progress` is how far it came, also after an interruption. Use its methods inside `screen()`.

    Where the person switches the language, the `texts` switch with it, for everybody who holds them. `notice` names a text that is shown
    with every question while it holds. `shown`: a question by its id, where it is not one of the pack's.
    """

    def __init__(self, pack: Pack, texts: Texts, *, plain: bool, shown: Callable[[str], ShownQuestion] | None = None) -> None:
        self.pack = pack
        self.shown = shown or pack.shown
        self.texts = texts
        self.seed = 0
        self.progress = Progress()
        self.notice = ""
        self.knows_keys = False
        self.face = face(plain=plain)

    @contextmanager
    def screen(self) -> Iterator[None]:
        """The terminal as the questionnaire needs it; everything is put back, whatever happens."""
        with signals_as_errors(), self.face.opened():
            yield

    def intro(self, total: int) -> None:
        """What this is, and a key to begin. Raises Interrupted when the person quits."""
        self.face.turn()
        self._read(lambda _: self._pen.intro(total, self.notice))

    def checkpoint(self, competencies: Sequence[str], total: int) -> None:
        """What a checkpoint asks about, and a key to begin. Raises Interrupted when the person quits."""
        self.face.turn()
        self._read(lambda _: self._pen.checkpoint(competencies, total))

    def resumes(self, answered: int) -> bool:
        """Whether to go on with an unfinished session (True) or begin anew. Raises Interrupted when the person quits."""
        return self._choose(lambda note: self._pen.resume(answered, self.notice, note), {"c": True, **YES_OR_NO})

    def wants_more(self, leaders: tuple[str, str], more: int) -> bool:
        """It is too close to call: whether the person answers `more` questions that would separate the leaders."""
        return self._choose(lambda note: self._pen.close_call(leaders, more, note), YES_OR_NO)

    def run(self, choose: Chooser, total: int, start: Progress, seed: int, keep: Callable[[Progress], None]) -> Progress:
        """Ask until the chooser has no more questions. `total`: how many these usually are. `keep` is called after every step, before the
        next question appears."""
        self.seed = seed
        self.progress = start
        length = Length(None if start.trail else total)
        while (found := choose(self.progress)) is not None:
            number = len(self.progress.trail) + 1
            step = self._ask(found, length.at(number, number - 1 + found.left if found.left is not None else total))
            keep(step)
            self.progress = step
        return self.progress

    # --- reading

    def _read(self, sheet: Callable[[str], Sheet], note: str = "", options: int = 0) -> str:
        """A key that the sheet is asked for; `note` names what to say about the last one.

        Help, language, scrolling and leaving are the same everywhere and seen to here. Raises Interrupted when the person leaves.
        """
        while True:
            self.face.show(sheet(self.texts(note, top=options) if note else ""))
            key = self.face.read()
            if key in {"q", END}:
                raise Interrupted(EXIT_DONE, "quit")
            if key == "t":
                self.texts.switch()
                note = ""
            elif key == "?":
                self.face.aside(self._pen.help(options))
                note = ""
            elif key != REDRAW and not self.face.scrolls(key):
                return key

    def _choose(self, sheet: Callable[[str], Sheet], meanings: Mapping[str, T]) -> T:
        """What the first key with a meaning means."""
        self.face.turn()
        key = self._read(sheet)
        while key not in meanings:
            key = self._read(sheet, "session.unknown-choice")
        return meanings[key]

    def _ask(self, found: Next, total: int) -> Progress:
        """One question until it is answered, skipped, or the person goes back."""
        question, progress = self.shown(found.question), self.progress
        options, order = len(question.options), question.order(self.seed)
        given = progress.earlier.get(question.id)
        earlier = order.index(given) if given is not None else None
        number = len(progress.trail) + 1
        left = minutes(total - number + 1, seconds_a_question(progress.seconds))
        view = View(question, order, number, total, left, earlier, earlier, first=not self.knows_keys)
        note = ""
        self.face.turn()
        started = time.monotonic()
        while True:
            key = self._read(partial(self._question, view), note, options)
            # a question that is shown again is answered faster than one that has to be read: such a time says nothing
            seconds = round(time.monotonic() - started, 2) if question.id not in progress.earlier else None
            self.knows_keys, note = True, ""
            pressed = question.pressed(key, view.marked, order)
            if pressed is not None and pressed.value is not None:
                return progress.answer(question.id, pressed.value, drawn=found.drawn, seconds=seconds)
            if pressed is not None:
                view = replace(view, marked=pressed.marked)
            elif key == "s":
                return progress.skip(question.id, drawn=found.drawn, seconds=seconds)
            elif key == "b" and progress.trail:
                return progress.back()
            else:
                note = FIRST_QUESTION if key == "b" else UNKNOWN_KEY

    # --- drawing

    @property
    def _pen(self) -> Pen:
        """For the terminal as wide as it is now, in the language of now."""
        other = self.texts.other_language(self.face.console.encoding)
        return Pen(self.pack, self.texts, self.face.page(), self.face.single, other)

    def _question(self, view: View, note: str) -> Sheet:
        return self._pen.question(replace(view, note=note, notice=self.notice))
