"""The first screen of the result, and the bars it draws."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from printed import told

from opscareer.pack.model import Pack
from opscareer.report.terminal.layout import Page
from opscareer.report.terminal.summary import first_screen
from opscareer.report.view.names import PackTexts
from opscareer.report.view.verdict import reason
from opscareer.results.assessment import Flag, Quality
from opscareer.results.plan import MetBelow
from opscareer.texts import Texts

ANSWERS = {
    "lowest": lambda question, options: 1,
    "highest": lambda question, options: options,
    "middle": lambda question, options: (options + 1) // 2,
    "varied": lambda question, options: 1 + len(question.id) % options,
    "one": lambda question, options: 3 if question.id == "content.interest.cut" else None,
}


FLAGS = (
    Flag("hasty", {"count": 18, "total": 22}),
    Flag("pattern", {"count": 9, "total": 9}, "places"),
    Flag("inconsistent", {"count": 3, "total": 400}),
    Flag("guttman", {"count": 5, "total": 6}),
)


def cells(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def shown(person: Any, texts: Texts, width: int = 80, fine: bool = True, again: str = "") -> list[str]:
    return [line.plain for line in first_screen(person.pack, person.assessment, person.plan, texts, Page(width, fine), again)]


@pytest.mark.parametrize("name", ANSWERS)
def test_the_first_screen_fits_80_by_24_with_a_line_for_the_prompt(person: Callable[..., Any], name: str, texts: Texts) -> None:
    lines = shown(person(ANSWERS[name]), texts)

    assert len(lines) <= 23
    assert max(cells(line) for line in lines) <= 80


def test_where_nothing_was_answered_about_a_competency_the_screen_tells_no_level_of_it(person: Callable[..., Any], texts: Texts) -> None:
    somebody = person(ANSWERS["one"])
    lines = shown(somebody, texts)

    said = {"zh": "没有答题", "en": "not answered"}[texts.language]
    assert len([line for line in lines if said in line]) == len(somebody.assessment.competencies)


def test_the_screen_says_from_where_a_level_counts_as_reached(analyst: Any, texts: Texts) -> None:
    assert ("✓ from 0.5 below" if texts.language == "en" else "✓ 差半级内") in "".join(shown(analyst, texts))


def test_every_command_has_a_line_of_its_own_with_what_it_shows(analyst: Any, texts: Texts) -> None:
    lines = [line for line in shown(analyst, texts) if "opscareer" in line]

    assert len(lines) >= 3
    assert all(re.fullmatch(r"opscareer [a-z ]+?  +\S.*", line) and line.count("opscareer") == 1 for line in lines)


def test_where_points_would_order_the_directions_otherwise_the_screen_says_by_what_they_are(analyst: Any, texts: Texts) -> None:
    first, second, *rest = analyst.assessment.roles
    swapped = (replace(first, fit=second.fit), replace(second, fit=first.fit), *rest)
    said = {"zh": "名次按最适合的概率排，不按分数。", "en": "The order is by the probability of being the best, not by points."}[
        texts.language
    ]

    assert said not in shown(analyst, texts)
    assert said in shown(analyst.changed(roles=swapped), texts)


@pytest.mark.parametrize("fine", [True, False])
@pytest.mark.parametrize("width", [40, 47, 56, 60, 64, 72, 80, 100])
def test_no_line_is_wider_than_the_screen_and_no_figure_is_lost_but_on_the_smallest_those_of_the_competencies(
    analyst: Any, width: int, fine: bool, texts: Texts
) -> None:
    text = "\n".join(lines := shown(analyst, texts, width, fine))

    assert [line for line in lines if cells(line) > width] == []
    for role in analyst.assessment.roles:
        assert f"{role.fit:2.0f} [{role.interval[0]:2.0f}-{role.interval[1]:2.0f}]" in text
    assert len(lines) <= 23
    for item in analyst.assessment.competencies if width > 40 else ():
        assert f"{told(item.level)} [{item.interval[0]:.1f}-{item.interval[1]:.1f}]" in text


def test_a_pack_with_long_names_loses_none_of_them(analyst: Any, pack: Pack) -> None:
    long = "operations of an astonishingly long name "
    roles = tuple(replace(role, name=replace(role.name, en=long + role.id)) for role in pack.roles)
    own = replace(pack, roles=roles)

    lines = shown(replace(analyst, pack=own), Texts("en"), 60)

    assert max(cells(line) for line in lines) <= 60
    text = " ".join(" ".join(lines).split())
    assert [role.id for role in pack.roles if long + role.id not in text] == []


@pytest.mark.parametrize("width", range(40, 101, 3))
def test_a_pack_with_short_names_fits_too(analyst: Any, pack: Pack, width: int, texts: Texts) -> None:
    def short(items: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(replace(item, name=replace(item.name, en="A", zh="甲")) for item in items)

    changes = {"roles": short(pack.roles), "competencies": short(pack.competencies)}
    own = replace(pack, **changes)

    assert [line for line in shown(replace(analyst, pack=own), texts, width) if cells(line) > width] == []


def test_the_commands_at_the_end_find_the_same_answers_again(analyst: Any) -> None:
    text = "\n".join(shown(analyst, Texts("en"), again=" --answers mine.json"))

    for command in ("why data", "plan", "report"):
        assert f"opscareer {command} --answers mine.json" in text


def test_more_questions_are_offered_only_where_they_may_settle_it_and_the_answers_are_kept(varied: Any) -> None:
    untold = replace(varied.assessment.best, verdict="close", settles=0.5)

    def offers(again: str = "", **changes: object) -> bool:
        return "assess --more" in "\n".join(shown(varied.changed(quality=Quality(), **changes), Texts("en"), again=again))

    assert offers(best=untold, answered=20)
    assert not offers(best=untold, answered=len(varied.pack.questions))
    assert not offers(best=replace(untold, settles=0.1), answered=20)
    assert not offers(best=replace(untold, verdict="clear", settles=None), answered=20)
    assert not offers(again=" --answers mine.json", best=untold, answered=20)


def test_whoever_looks_careless_is_asked_to_take_it_again_and_the_question_about_that_has_its_lines(varied: Any, texts: Texts) -> None:
    careless, meant = (varied.changed(quality=Quality(flags=FLAGS[:1], meant=meant)) for meant in (False, True))

    assert any(line.endswith(texts("screen.next-again")) for line in shown(careless, texts))
    assert len(shown(careless, texts)) <= 22
    assert not any(texts("screen.next-again") in line for line in shown(meant, texts))


@pytest.mark.parametrize("width", [60, 80])
@pytest.mark.parametrize("count", range(1, len(FLAGS) + 1))
def test_every_flag_is_told_with_its_reason_and_the_headline_stays_above_the_question_about_them(
    varied: Any, count: int, width: int, texts: Texts
) -> None:
    flagged = varied.changed(quality=Quality(flags=FLAGS[:count]))

    lines = shown(flagged, texts, width)

    question = Page(width).wrap(texts("meant.ask"))
    assert len(lines) + len(["", *question]) <= 24
    text = re.sub(r"\s", "", "".join(lines))
    assert [flag.flag for flag in FLAGS[:count] if re.sub(r"\s", "", reason(flag, texts)) not in text] == []
    assert [
        role.id for role in flagged.assessment.roles if re.sub(r"\s", "", PackTexts(flagged.pack, texts.language).role(role.id)) not in text
    ] == []


def test_on_a_narrow_screen_everything_takes_one_line_where_it_fits(analyst: Any, texts: Texts) -> None:
    lines = shown(analyst, texts, 40)

    for role in analyst.assessment.roles:
        assert any(f"{role.rank}. " in line and f"{role.fit:2.0f} [" in line for line in lines)
    assert len(lines) <= 30


def test_basic_skills_stand_apart_from_what_the_role_weighs(analyst: Any) -> None:
    lines = shown(analyst, Texts("en"))

    basics = next(number for number, line in enumerate(lines) if line.startswith("Basics: Computer and online tools"))
    assert all(any(line.startswith(name) for line in lines[:basics]) for name in ("Data analysis", "User insight"))


def test_where_there_is_no_room_the_last_command_alone_says_what_it_is_for(varied: Any) -> None:
    crowded, texts = varied.changed(quality=Quality(flags=FLAGS)), Texts("en")

    last = shown(crowded, texts)[-1]

    assert last.endswith(f"{texts.program} report  |  {texts.program} assess  {texts('screen.next-again')}")
    assert texts("screen.next-why") not in last


def test_no_plan_is_offered_where_the_pack_has_none(analyst: Any) -> None:
    def offered(person: Any) -> bool:
        return "opscareer plan" in "\n".join(shown(person, Texts("en")))

    assert offered(analyst)
    assert not offered(replace(analyst, plan=replace(analyst.plan, steps=(), weeks=())))


@pytest.mark.parametrize(("below", "why"), [(MetBelow("entry", 0.42), True), (None, False), (MetBelow("entry", 0.93), False)])
def test_a_plan_for_mid_beside_a_small_probability_of_entry_says_that_the_estimates_meet_entry(
    analyst: Any, texts: Texts, below: MetBelow | None, why: bool
) -> None:
    lines = shown(replace(analyst, plan=replace(analyst.plan, met_below=below)), texts, 100)

    said = {"zh": "朝中级练：按估计，入门的级别都到了", "en": "towards mid, entry met by estimate"}[texts.language]
    assert any(line.startswith("opscareer plan ") and line.endswith(said) for line in lines) == why


def test_whoever_is_far_from_the_entry_level_is_told_of_the_way_in(analyst: Any) -> None:
    def told(readiness: float, pack: Pack = analyst.pack) -> bool:
        roles = tuple(replace(role, readiness={**role.readiness, "entry": readiness}) for role in analyst.assessment.roles)
        return "opscareer guide entry" in "\n".join(shown(replace(analyst.changed(roles=roles), pack=pack), Texts("en")))

    assert told(0.004)
    assert not told(0.3)
    assert not told(0.004, replace(analyst.pack, topics=()))


def test_a_level_is_ticked_only_where_answers_reach_it(analyst: Any) -> None:
    def row(person: Any) -> str:
        return next(line for line in shown(person, Texts("en")) if line.startswith("Data analysis"))

    unasked = analyst.changed(competencies=tuple(replace(item, answered=0) for item in analyst.assessment.competencies))

    assert "✓ 2" in row(analyst)
    assert "✓" not in row(unasked)


@given(
    low=st.floats(-50, 150), size=st.floats(0, 80), at=st.floats(0, 1), cells=st.integers(1, 60), fine=st.booleans(), mark=st.floats(0, 100)
)
def test_a_bar_has_its_length_and_one_dot_wherever_the_interval_lies(
    low: float, size: float, at: float, cells: int, fine: bool, mark: float
) -> None:
    bar = Page(80, fine).scale(low + at * size, (low, low + size), cells, mark=mark)

    assert len(bar) == cells
    assert bar.count("●" if fine else "o") == 1


def test_a_bar_marks_the_average_where_nothing_covers_it() -> None:
    assert Page(80).scale(10, (0, 20), 10, mark=50) == "●━━··│····".replace("●━━", "━●━")
    assert Page(80, fine=False).scale(50, (40, 60), 10, mark=50) == "....=o=..."


@given(share=st.floats(0, 1), fine=st.booleans())
def test_a_share_never_takes_more_cells_than_it_was_given(share: float, fine: bool) -> None:
    assert len(Page(80, fine).share(share, 10)) <= 10
    assert Page(80, fine).share(1.0, 10) == ("█" if fine else "#") * 10
