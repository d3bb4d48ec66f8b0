"""What the screen shows at each step of the questionnaire: values in, lines out."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from opscareer.cli.questionnaire.pace import USUAL_SECONDS, minutes
from opscareer.pack.kinds.shown import ShownQuestion
from opscareer.pack.model import Pack
from opscareer.report.terminal.layout import FAINT, TITLE, Line, Page, pad, widest
from opscareer.texts import Texts

BAR_CELLS = 24
SHORTEST_BAR = 10
BAR = "cyan"
NOTE = "yellow"
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
    notice: key of a text that is shown with all questions; "" for none
    note: what to say about the last key
    first: the person has not seen the keys yet
    """

    question: ShownQuestion
    order: tuple[int, ...]
    number: int
    total: int
    minutes: int
    marked: int | None = None
    earlier: int | None = None
    notice: str = ""
    note: str = ""
    first: bool = False


@dataclass(frozen=True)
class SheetWriter:
    """Writes every sheet.

    single: keys are single, and the sheet is drawn on a screen of its own
    other: name of the other language
    """

    pack: Pack
    texts: Texts
    page: Page
    single: bool
    other: str

    # --- the sheets

    def intro(self, total: int, notice: str) -> Sheet:
        texts, page = self.texts, self.page
        duration = texts("count.minutes", count=max(1, minutes(total, USUAL_SECONDS)))
        facts = {"count": total, "duration": duration, "roles": len(self.pack.roles), "other": self.other}
        lines = self._title()
        for key in ("intro.what", "intro.inexperienced", "intro.honest", "intro.private", "intro.keys"):
            lines += [*page.wrap(texts(key, **facts)), Line("")]
        return self._asking([*lines, *self._notice(notice)], texts("intro.start" if self.single else "intro.start-line"))

    def checkpoint(self, competencies: Sequence[str], total: int, notice: str) -> Sheet:
        texts, page = self.texts, self.page
        names = texts.join([texts.of(self.pack.competency[competency].name) for competency in competencies])
        lines = page.wrap(texts("recheck.title", names=names), style=TITLE)
        for key in ("recheck.what", "recheck.honest"):
            lines += [Line(""), *page.wrap(texts(key, count=total))]
        return self._asking([*lines, Line(""), *self._notice(notice)], texts("intro.start" if self.single else "intro.start-line"))

    def resume(self, answered: int, notice: str, note: str) -> Sheet:
        lines = [*self._title(), *self._notice(notice), *self.page.wrap(self.texts("intro.resume", count=answered)), Line("")]
        return self._asking(lines, self.texts("intro.resume-keys"), note)

    def close_call(self, leaders: Sequence[str], more: int, note: str) -> Sheet:
        texts = self.texts
        names = texts.join([texts.of(self.pack.role[role].name) for role in leaders])
        lines = [
            *self.page.wrap(texts("close.title", roles=names), style=TITLE),
            Line(""),
            *self.page.wrap(texts("close.offer", count=more)),
            Line(""),
        ]
        return self._asking(lines, texts("close.keys"), note)

    def help(self, top: int) -> Sheet:
        """The keys; `top` is how many options there are, 0 where no question is asked."""
        texts = self.texts
        keys = {f"1-{top}": "keys.answer"} if top else {}
        if top and self.single:
            keys |= {texts("keys.arrows"): "keys.move"}
        keys |= {"b": "keys.back", "s": "keys.skip"} if top else {}
        keys |= {"q": "keys.quit", "t": "keys.language"}
        rows = [(key, texts(does, other=self.other)) for key, does in keys.items()]
        column = widest([key for key, _ in rows]) + len(GAP)
        lines = [*self.page.wrap(texts("keys.title"), style=TITLE), Line("")]
        for key, does in rows:
            lines += self._hung(GAP + pad(key, column), does)
        lines += [Line(""), *self.page.wrap(texts("keys.honest")), Line("")]
        return self._asking(lines, texts("keys.return"))

    def question(self, asked: AskedQuestion) -> Sheet:
        texts, page = self.texts, self.page
        top = len(asked.order)
        above, (options, focus) = self._above(asked), self._options(asked)
        before = [] if asked.earlier is None else page.wrap(texts("session.previous", number=asked.earlier + 1), style=FAINT)
        return Sheet(
            [*above, *options, Line(""), *before],
            self._keys(texts("session.keys", top=top, other=self.other)),
            self._keys(texts("session.keys-brief", top=top)),
            self._keys(texts("session.keys-scrolling", top=top)),
            self._prompt(texts("session.keys-line" if asked.first else "session.keys-line-short", top=top, other=self.other)),
            self._progress(asked),
            page.wrap(asked.note, style=NOTE) if asked.note else [],
            range(len(above) + focus.start, len(above) + focus.stop),
        )

    # --- their parts

    def _title(self) -> list[Line]:
        title = self.texts("intro.title", pack=self.texts.of(self.pack.header.name))
        return self.page.title(title)

    def _asking(self, body: list[Line], keys: str, note: str = "") -> Sheet:
        """A sheet that ends in one line of keys, which is the prompt too."""
        prompt = self.page.wrap(keys, style="bold")
        scrolling = [*self._keys(self.texts("session.scrolling")), *prompt]
        return Sheet(body, prompt, prompt, scrolling, self._prompt(keys), note=self.page.wrap(note, style=NOTE) if note else [])

    def _hung(self, lead: str, text: str) -> list[Line]:
        """The lead, and the text beside it in a column of its own."""
        first, *others = self.page.wrap(text, widest([lead]))
        return [Line(lead + first.plain.lstrip()), *others]

    def _prompt(self, text: str) -> str:
        """Where something is to be typed behind it."""
        return "\n".join(line.plain for line in self.page.wrap(text)) + " "

    def _notice(self, key: str) -> list[Line]:
        return self.page.wrap(self.texts(key), style=NOTE) if key else []

    def _progress(self, asked: AskedQuestion) -> list[Line]:
        """The number, a bar and the time left: in one line where there is room. Without a screen of its own, no bar."""
        texts = self.texts
        number = texts("session.progress", number=asked.number, total=asked.total)
        time = texts("session.minutes", minutes=asked.minutes) if asked.minutes else texts("session.minute")
        room = self.page.width - widest([number]) - widest([time]) - 2 * len(GAP)
        if self.single and room >= SHORTEST_BAR:
            bar = self._bar(asked, min(BAR_CELLS, room))
            return [Line("").append(number + GAP, FAINT).append(bar, BAR).append(GAP + time, FAINT)]
        lines = self.page.wrap(f"{number}{GAP}{time}", style=FAINT)
        return [*lines, Line(self._bar(asked, min(BAR_CELLS, self.page.width)), BAR)] if self.single else lines

    def _bar(self, asked: AskedQuestion, cells: int) -> str:
        done = round(cells * (asked.number - 1) / asked.total)
        full, empty = ("━", "·") if self.page.fine else ("=", ".")
        return full * done + empty * (cells - done)

    def _above(self, asked: AskedQuestion) -> list[Line]:
        """The question, down to its options."""
        texts, page, question = self.texts, self.page, asked.question
        lines = [*self._notice(asked.notice), Line("")]
        lines += page.wrap(texts(question.heading), style="cyan")
        lines += [*page.wrap(texts.of(question.text), style="bold"), Line("")]
        for letter, task in zip("AB", question.tasks, strict=False):
            lines += self._hung(f"{GAP}{letter}{GAP}", texts.of(task))
        lines += [Line("")] if question.tasks else []
        if question.instruction:
            lines += page.wrap(texts(question.instruction), style=FAINT)
        return lines

    def _options(self, asked: AskedQuestion) -> tuple[list[Line], range]:
        """The options, and the rows of the marked one."""
        texts = asked.question.options
        lines: list[Line] = []
        focus = range(0)
        for index, option in enumerate(asked.order):
            rows = self._hung(f"{GAP}{index + 1}{GAP}", self.texts.of(texts[option - 1]))
            if index == asked.marked:
                rows = [Line((">" if number == 0 else " ") + row.plain[1:], style="bold reverse") for number, row in enumerate(rows)]
                focus = range(len(lines), len(lines) + len(rows))
            lines += rows
        return lines, focus

    def _keys(self, keys: str) -> list[Line]:
        """Keys with what they do, two spaces between, broken only there."""
        lines = [""]
        for key in keys.split(GAP):
            longer = f"{lines[-1]}{GAP}{key}" if lines[-1] else key
            lines = [*lines[:-1], longer] if widest([longer]) <= self.page.width else [*lines, key]
        return [Line(line, style=FAINT) for line in lines]
