"""The questionnaire in a terminal: shows a question, reads a key, tells the state machine. Draws on standard error, so that standard output
holds the result alone."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from opscareer.cli.keys import END, ENTER, SingleKeys, normal, raw, signals_as_errors, single_keys_possible
from opscareer.cli.output import console_on, page_of, print_lines
from opscareer.errors import EXIT_DONE, Interrupted
from opscareer.pack.model import Choice, Pack, Question
from opscareer.report.layout import FAINT, TITLE, Line, Page, pad
from opscareer.report.words import Words
from opscareer.session import Chooser, Next, Progress, shown_order

SECONDS_A_QUESTION = 11
CLEAR = "\x1b[H\x1b[2J"
ALTERNATE, NORMAL = "\x1b[?1049h", "\x1b[?1049l"
BAR_CELLS = 24


@dataclass(frozen=True)
class View:
    """One question as shown: options in the shown order, the one marked, a note below."""

    question: Question
    order: tuple[int, ...]
    number: int
    total: int
    marked: int | None
    earlier: int | None
    note: str


class Prompt:
    """Asks a person. `progress` is how far it came, also after an interruption. Use its methods inside `screen()`."""

    def __init__(self, pack: Pack, words: Words, *, plain: bool) -> None:
        self.pack = pack
        self.words = words
        self.seed = 0
        self.progress = Progress()
        self.notice = ""  # the name of a text, shown above every question while it holds
        self.keys = SingleKeys() if single_keys_possible(plain) else None
        self.console = console_on(sys.stderr, plain=self.keys is None)

    @contextmanager
    def screen(self) -> Iterator[None]:
        """The terminal in single-key mode on its alternate screen; everything is put back, whatever happens."""
        with signals_as_errors():
            if self.keys is None:
                yield
                return
            with raw(self.keys):
                sys.stderr.write(ALTERNATE)
                try:
                    yield
                finally:
                    with suppress(OSError):  # the terminal may be gone
                        sys.stderr.write(NORMAL)
                        sys.stderr.flush()

    def intro(self, total: int) -> None:
        """What this is, and a key to begin. Raises Interrupted when the person quits."""
        start = "intro.start" if self.keys is not None else "intro.start-line"
        self._draw([*self._introduction(total), *self._page().wrap(self.words(start), style="bold")])
        self._stop_if_asked(self._read(""))

    def resumes(self, total: int, answered: int) -> bool:
        """Whether to go on with an unfinished session (True) or begin anew. Raises Interrupted when the person quits."""
        question = self.words("intro.resume", count=answered)
        self._draw([*self._introduction(total), *self._page().wrap(question, style="bold")])
        while True:
            key = self._read("> ")
            self._stop_if_asked(key)
            if key in {"c", "y", ENTER}:
                return True
            if key == "n":
                return False

    def run(self, choose: Chooser, total: int, start: Progress, seed: int, keep: Callable[[Progress], None]) -> Progress:
        """Ask until the chooser has no more questions. `keep` is called after every step, before the next question appears."""
        self.seed = seed
        self.progress = start
        while (found := choose(self.progress)) is not None:
            step = self._ask(found, total)
            keep(step)
            self.progress = step
        return self.progress

    def wants_more(self, leaders: tuple[str, str], more: int) -> bool:
        """It is too close to call: whether the person answers `more` questions that would separate the leaders."""
        words, page = self.words, self._page()
        names = words.join([words.of(self.pack.role[role].name) for role in leaders])
        self._draw(
            [
                *page.wrap(words("close.title", roles=names), style=TITLE),
                *page.wrap(words("close.offer", count=more)),
                *page.wrap(words("close.keys"), style="bold"),
            ]
        )
        while True:
            key = self._read("> ")
            self._stop_if_asked(key)
            if key in {"y", ENTER}:
                return True
            if key == "n":
                return False

    # --- reading

    def _read(self, prompt: str) -> str:
        """A key, or in line mode the first key of a line (an empty line is Enter, the end of input is END)."""
        if self.keys is not None:
            return self.keys.read()
        sys.stderr.write(prompt)
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            return END
        return normal(line) or ENTER

    # --- drawing

    def _draw(self, lines: list[Line]) -> None:
        if self.keys is not None:
            sys.stderr.write(CLEAR)
        print_lines(self.console, lines)
        sys.stderr.flush()

    def _page(self) -> Page:
        return page_of(self.console)

    def _introduction(self, total: int) -> list[Line]:
        words, page = self.words, self._page()
        minutes = max(1, round(total * SECONDS_A_QUESTION / 60))
        lines = [*page.wrap(words("intro.title", pack=words.of(self.pack.header.name)), style=TITLE), Line(page.rule, style=FAINT)]
        for key in ("intro.what", "intro.inexperienced", "intro.honest", "intro.private", "intro.keys"):
            lines += [*page.wrap(words(key, count=total, minutes=minutes, roles=len(self.pack.roles))), Line("")]
        return lines + page.wrap(self.words(self.notice), style="yellow") if self.notice else lines

    def _ask(self, found: Next, total: int) -> Progress:
        """One question until it is answered, skipped, or the person goes back."""
        question, progress = self.pack.question[found.question], self.progress
        options = len(self.pack.options(question))
        order = shown_order(question, options, self.seed)
        given = progress.earlier.get(question.id)
        earlier = marked = order.index(given) if given is not None else None
        number = len(progress.trail) + 1
        started = time.monotonic()
        note = ""
        drawn = False
        while True:
            view = View(question, order, number, max(total, number), marked, earlier, note)
            if self.keys is not None or not drawn or note:
                self._draw(self._lines(view, whole=self.keys is not None or not drawn))
                drawn = True
            key = self._read(self.words("session.keys-line", top=options))
            self._stop_if_asked(key)
            seconds = round(time.monotonic() - started, 2)
            note = ""
            if key.isdigit() and len(key) == 1 and 1 <= int(key) <= options:
                return progress.answer(question.id, order[int(key) - 1], drawn=found.drawn, seconds=seconds)
            if key == ENTER and marked is not None:
                return progress.answer(question.id, order[marked], drawn=found.drawn, seconds=seconds)
            if key in {"up", "down"}:
                marked = _moved(marked, key, options)
            elif key == "s":
                return progress.skip(question.id, drawn=found.drawn, seconds=seconds)
            elif key == "b" and progress.trail:
                return progress.back()
            else:
                note = {"b": self.words("session.first"), "?": self.words("session.help")}.get(
                    key, self.words("session.unknown-key", top=options)
                )

    def _stop_if_asked(self, key: str) -> None:
        if key in {"q", END}:
            raise Interrupted(EXIT_DONE, "quit")

    def _lines(self, view: View, *, whole: bool) -> list[Line]:
        words, page = self.words, self._page()
        if not whole:
            return page.wrap(view.note, style="yellow")
        lines = self._header(view, page)
        question = view.question
        lines += [*page.wrap(words.of(question.text), style="bold"), Line("")]
        if isinstance(question, Choice):
            for letter, task in zip("AB", question.tasks, strict=True):
                lines += page.item(words.of(task), letter)
            lines.append(Line(""))
        lines += page.wrap(words(f"session.pick.{question.kind}"), style=FAINT)
        texts = self.pack.options(question)
        for place, option in enumerate(view.order):
            rows = page.wrap(f"{place + 1}  {words.of(texts[option - 1])}", 2, 5)
            if place == view.marked:
                rows = [Line((">" if number == 0 else " ") + row.plain[1:], style="bold reverse") for number, row in enumerate(rows)]
            lines += rows
        lines.append(Line(""))
        if view.earlier is not None:
            lines += page.wrap(words("session.previous", number=view.earlier + 1), style=FAINT)
        if view.note:
            lines += page.wrap(view.note, style="yellow")
        if self.keys is not None:
            lines += page.wrap(words("session.keys", top=len(view.order)), style=FAINT)
        return self._fitting(lines)

    def _fitting(self, lines: list[Line]) -> list[Line]:
        """On a screen with few rows, without blank lines and, if it must be, without the bar."""
        if self.keys is None or len(lines) < self.console.height:
            return lines
        lines = [line for line in lines if line.plain.strip()]
        return lines if len(lines) < self.console.height else lines[:1] + lines[2:]

    def _header(self, view: View, page: Page) -> list[Line]:
        words = self.words
        left = round((view.total - view.number + 1) * SECONDS_A_QUESTION / 60)
        time = words("session.minutes", minutes=left) if left else words("session.minute")
        kind = words(f"session.kind.{view.question.kind}")
        lines = page.wrap(f"{words('session.progress', number=view.number, total=view.total)}  {time}", style=FAINT)
        if self.keys is not None:
            done = round(BAR_CELLS * (view.number - 1) / view.total)
            full, empty = ("━", "·") if page.fine else ("=", ".")
            lines.append(Line(pad(full * done, 0) + empty * (BAR_CELLS - done), style="cyan"))
        lines += page.wrap(words(self.notice), style="yellow") if self.notice else []
        return [*lines, Line(""), *page.wrap(kind, style="cyan")]


def _moved(marked: int | None, key: str, options: int) -> int:
    if marked is None:
        return 0 if key == "down" else options - 1
    return (marked + (1 if key == "down" else -1)) % options
