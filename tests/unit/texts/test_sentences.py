"""The task of a unit as the steps that it is done in."""

import pytest
from shipped import shipped_pack

from opscareer.pack.learning import Unit
from opscareer.report.terminal.layout import wrap
from opscareer.texts import LANGUAGES
from opscareer.texts.sentences import steps

UNITS = shipped_pack().units


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Take ten. Then, e.g. by date, sort them (two rows. Or three). Is it so? (See below.)",
         ["Take ten.", "Then, e.g. by date, sort them (two rows. Or three).", "Is it so?", "(See below.)"]),
        ("Check these: (1) the first, 2.5 hours; (2) the second.", ["Check these:", "(1) the first, 2.5 hours;", "(2) the second."]),
        ("先拆。“新版是不是有问题？”，照先写的判。他说：“停。我来。”再做。", ["先拆。", "“新版是不是有问题？”，照先写的判。", "他说：“停。我来。”", "再做。"]),
        ("然后全表：①数一数（一周。两周）；②写下来。", ["然后全表：", "①数一数（一周。两周）；", "②写下来。"]),
    ],
)  # fmt: skip
def test_a_task_falls_into_its_sentences_and_into_what_is_numbered_in_them(text: str, expected: list[str]) -> None:
    assert list(steps(text)) == expected


@pytest.mark.parametrize(
    ("first", "last", "end"), [("make one (a short one; of any kind) of " + "your own " * 30, "then name it.", "; "), ("做一个（短的；哪种都行）" + "自己的" * 30, "再起个名。", "；")]
)  # fmt: skip
def test_a_long_step_has_a_line_for_each_clause_but_what_is_in_parentheses_stays_together(first: str, last: str, end: str) -> None:
    assert steps(first + end + last) == (first + end.strip() + "\n" + last,)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.id)
def test_every_task_is_told_whole_in_steps_of_eight_lines_at_most_on_sixty_columns(unit: Unit, lang: str) -> None:
    brief = unit.task.brief.to(lang)

    told = steps(brief)

    assert "".join("".join(told).split()) == "".join(brief.split())
    assert len(told) > 2
    assert [step for step in told if any(len(wrap(line, 58)) > 8 for line in step.split("\n"))] == []
