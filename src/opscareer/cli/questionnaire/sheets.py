"""What the screen shows at each step of the questionnaire: values in, lines out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from opscareer.cli.questionnaire.pace import USUAL_SECONDS, minutes
from opscareer.pack.kinds.shown import ShownQuestion
from opscareer.pack.model import Pack
from opscareer.report.terminal.layout import FAINT, TITLE, WARNING, Line, Page, pad, widest
from opscareer.texts import Texts

BAR_CELLS = 24
SHORTEST_BAR = 10
BAR = "cyan"
GAP = "  "


@dataclass(frozen=True)
class Sheet:
    """What to show at once.

    body: may scroll
    foot: stays at the bottom of the screen
    brief: the foot where there is no room for it
    scrolling: the foot where that is still not enough
    prompt: instead of the foot where a line is to be typed
    head: stays at the top of the screen
    note: what to say about the last key
    focus: rows of the body to keep in sight
    """

    body: list[Line]
    foot: list[Line]
    brief: list[Line]
    scrolling: list[Line]
    prompt: str
    head: list[Line] = field(default_factory=list)
    note: list[Line] = field(default_factory=list)
    focus: range = range(0)


@dataclass(frozen=True)
class AskedQuestion:
    """A question as it is shown now.

    order: option numbers in the order shown
    number: of this question, from 1
    total: how many questions it will be
    minutes: whole minutes left
    marked: index in the order of the option that Enter takes; None for none
    earlier: index in the order of the option chosen before; None for none
    first: the person has not seen the keys yet
    """

    question: ShownQuestion
    order: tuple[int, ...]
    number: int
    total: int
    minutes: int
    marked: int | None = None
    earlier: int | None = None
    first: bool = False


@dataclass(frozen=True)
class SheetWriter:
    """Writes every sheet.

    single: keys are single, and the sheet is drawn on a screen of its own
    other: name of the other language
    notice: what is shown with all questions; "" for nothing
    note: what to say about the last key
    """

    pack: Pack
    texts: Texts
    page: Page
    single: bool
    other: str
    notice: str = ""
    note: str = ""

    def intro(self, total: int) -> Sheet:
        duration = self.texts("count.minutes", count=max(1, minutes(total, USUAL_SECONDS)))
        keys = ("intro.what", "intro.inexperienced", "intro.honest", "intro.private", "intro.keys")
        parts = self._wrapped(*keys, count=total, duration=duration, roles=len(self.pack.roles), other=self.other)
        return self._letter(parts, self._start, self._title, self.notice)

    def checkpoint(self, competencies: Sequence[str], total: int) -> Sheet:
        names = self.texts.join([self.texts.of(self.pack.competency[competency].name) for competency in competencies])
        parts = [*self._wrapped("recheck.title", style=TITLE, names=names), *self._wrapped("recheck.what", "recheck.honest", count=total)]
        return self._letter(parts, self._start, notice=self.notice)

    def resume(self, answered: int) -> Sheet:
        return self._letter(self._wrapped("intro.resume", count=answered), "intro.resume-keys", self._title)

    def close_call(self, leaders: Sequence[str], more: int) -> Sheet:
        names = self.texts.join([self.texts.of(self.pack.role[role].name) for role in leaders])
        parts = [*self._wrapped("close.title", style=TITLE, roles=names), *self._wrapped("close.offer", count=more)]
        return self._letter(parts, "close.keys")

    def help(self, top: int) -> Sheet:
        """The keys; `top` is how many options there are, 0 where no question is asked."""
        keys = {f"1-{top}": "keys.answer"} if top else {}
        if top and self.single:
            keys |= {self.texts("keys.arrows"): "keys.move"}
        keys |= {"b": "keys.back", "s": "keys.skip"} if top else {}
        keys |= {"q": "keys.quit", "t": "keys.language"}
        column = widest(list(keys)) + len(GAP)
        rows = [line for key, does in keys.items() for line in self._hung(GAP + pad(key, column), self.texts(does, other=self.other))]
        return self._letter([*self._wrapped("keys.title", style=TITLE), rows, *self._wrapped("keys.honest")], "keys.return")

    def question(self, asked: AskedQuestion) -> Sheet:
        facts = {"top": len(asked.order), "other": self.other}
        above, (options, focus) = self._above(asked), self._options(asked)
        before = "" if asked.earlier is None else self.texts("session.previous", number=asked.earlier + 1)
        return Sheet(
            [*above, *options, Line(""), *self._if_any(before, FAINT)],
            self._keys("session.keys", **facts),
            self._keys("session.keys-brief", **facts),
            self._keys("session.keys-scrolling", **facts),
            self._prompt(self.texts("session.keys-line" if asked.first else "session.keys-line-short", **facts)),
            self._progress(asked),
            self._if_any(self.note),
            range(len(above) + focus.start, len(above) + focus.stop),
        )

    @property
    def _start(self) -> str:
        return "intro.start" if self.single else "intro.start-line"

    @property
    def _title(self) -> list[Line]:
        return self.page.title(self.texts("intro.title", pack=self.texts.of(self.pack.header.name)))

    def _wrapped(self, *keys: str, style: str = "", **facts: object) -> list[list[Line]]:
        return [self.page.wrap(self.texts(key, **facts), style=style) for key in keys]

    def _letter(self, parts: Iterable[Iterable[Line]], keys: str, head: Iterable[Line] = (), notice: str = "") -> Sheet:
        """A head, parts with a blank line behind each, and one line of keys, by its key, which is the prompt too."""
        body = [*head, *(line for part in parts for line in (*part, Line(""))), *self._if_any(notice)]
        prompt = self.page.wrap(self.texts(keys), style="bold")
        scrolling = [*self._keys("session.scrolling"), *prompt]
        return Sheet(body, prompt, prompt, scrolling, self._prompt(self.texts(keys)), note=self._if_any(self.note))

    def _if_any(self, text: str, style: str = WARNING) -> list[Line]:
        return self.page.wrap(text, style=style) if text else []

    def _hung(self, lead: str, text: str) -> list[Line]:
        """The lead, and the text beside it in a column of its own."""
        first, *others = self.page.wrap(text, widest([lead]))
        return [Line(lead + first.plain.lstrip()), *others]

    def _prompt(self, text: str) -> str:
        """Where something is to be typed behind it."""
        return "\n".join(line.plain for line in self.page.wrap(text)) + " "

    def _progress(self, asked: AskedQuestion) -> list[Line]:
        """The number, a bar and the time left: in one line where there is room. Without a screen of its own, no bar."""
        texts = self.texts
        number = texts("session.progress", number=asked.number, total=asked.total)
        time = texts("session.minutes", minutes=asked.minutes) if asked.minutes else texts("session.minute")
        room = self.page.width - widest([number]) - widest([time]) - 2 * len(GAP)
        beside = room >= SHORTEST_BAR
        cells = min(BAR_CELLS, room if beside else self.page.width)
        done = round(cells * (asked.number - 1) / asked.total)
        full, empty = ("━", "·") if self.page.fine else ("=", ".")
        bar = full * done + empty * (cells - done)
        if self.single and beside:
            return [Line("").append(number + GAP, FAINT).append(bar, BAR).append(GAP + time, FAINT)]
        return [*self.page.wrap(f"{number}{GAP}{time}", style=FAINT), *([Line(bar, BAR)] if self.single else [])]

    def _above(self, asked: AskedQuestion) -> list[Line]:
        """The question, down to its options."""
        texts, page, question = self.texts, self.page, asked.question
        lines = [*self._if_any(self.notice), Line(""), *page.wrap(texts(question.heading), style="cyan")]
        lines += [*page.wrap(texts.of(question.text), style="bold"), Line("")]
        for letter, task in zip("AB", question.tasks, strict=False):
            lines += self._hung(f"{GAP}{letter}{GAP}", texts.of(task))
        lines += [Line("")] if question.tasks else []
        return [*lines, *self._if_any(question.instruction and texts(question.instruction), FAINT)]

    def _options(self, asked: AskedQuestion) -> tuple[list[Line], range]:
        """The options, and the rows of the marked one."""
        lines: list[Line] = []
        focus = range(0)
        for index, option in enumerate(asked.order):
            rows = self._hung(f"{GAP}{index + 1}{GAP}", self.texts.of(asked.question.options[option - 1]))
            if index == asked.marked:
                rows = [Line((" " if number else ">") + row.plain[1:], style="bold reverse") for number, row in enumerate(rows)]
                focus = range(len(lines), len(lines) + len(rows))
            lines += rows
        return lines, focus

    def _keys(self, text: str, **facts: object) -> list[Line]:
        """Keys with what they do, two spaces between, broken only there."""
        lines = [""]
        for key in self.texts(text, **facts).split(GAP):
            longer = f"{lines[-1]}{GAP}{key}" if lines[-1] else key
            lines = [*lines[:-1], longer] if widest([longer]) <= self.page.width else [*lines, key]
        return [Line(line, style=FAINT) for line in lines]
