"""What is noted about a unit, by which name: nothing by mistake, nothing twice, and everything can be taken back."""

import re
from datetime import date

import pytest
from kept import finished
from people import highest, keen_on
from shipped import shipped_pack

from opscareer.sessions.store import Store

PACK = shipped_pack()
BEGINNER = keen_on(PACK, "user", 1).form()


@pytest.fixture
def said(opscareer, home):
    """Runs a command of `plan`, in English, for somebody who has just begun. Returns its exit code and all that it says, in one line."""
    finished(home, BEGINNER)

    def run(*arguments):
        done = opscareer("plan", *arguments, "--lang", "en")
        return done.returncode, " ".join((done.stderr + done.stdout).decode().split())

    return run


@pytest.fixture
def planned(said):
    """The ids of the units of the plan."""
    return re.findall(r"\[([a-z0-9-]+)\]", said()[1])


@pytest.fixture
def noted(home):
    return lambda: {item.unit: item.state for item in Store(home).progress(PACK.header.id)}


# --- twice


@pytest.mark.parametrize(
    ("command", "state"), [("start", "under way"), ("done", "done"), ("skip", "skipped"), ("skip --unwanted", "unwanted")]
)
def test_what_is_noted_already_is_said_with_its_day_and_how_to_take_it_back_and_keeps_its_day(said, planned, home, command, state):
    before = date.today()
    said(*command.split(), planned[0])
    at_first = Store(home).progress(PACK.header.id)

    code, text = said(*command.split(), planned[0])

    days = {f"{day.day} {day:%b} {day.year}" for day in (before, date.today())}
    assert code == 0
    assert any(f"is noted as {state} already, since {day}" in text for day in days)
    assert f"opscareer plan undo {planned[0]}" in text
    assert "not in your plan" not in text
    assert Store(home).progress(PACK.header.id) == at_first


def test_what_was_skipped_can_be_done_after_all(said, planned, noted):
    said("skip", planned[0])
    said("done", planned[0])

    assert noted() == {planned[0]: "done"}


def test_what_somebody_could_do_before_counts_and_what_they_do_not_want_to_do_does_not(said, planned, noted):
    competency = PACK.competency[PACK.unit[planned[0]].competency].name.en
    known = said("skip", planned[0])[1]

    unwanted = said("skip", planned[0], "--unwanted")[1]

    level = f"{PACK.unit[planned[0]].to_level:g}"
    assert f"counts as what you could do before: {competency} up to level {level}" in known
    assert f"opscareer plan skip {planned[0]} --unwanted" in known
    assert "of them as closed" in known
    assert "Nothing counts as closed by that" in unwanted
    assert "of them as closed" not in unwanted
    assert noted() == {planned[0]: "unwanted"}
    plan = said()[1]
    assert f"Left out, because you do not want to do them: {PACK.unit[planned[0]].title.en}" in plan
    assert f"[{planned[0]}]" not in plan
    assert "not wanted, " in said("progress")[1]


# --- by which name


@pytest.mark.parametrize("command", ["start", "done", "skip"])
def test_part_of_a_name_never_marks_a_unit_that_is_neither_planned_nor_begun(said, planned, noted, command):
    other = next(unit for unit in PACK.units if unit.id not in planned and unit.role == "data")

    code, text = said(command, other.id[:-1])

    assert code == 2
    assert f"write its ID in full: {other.id}" in text
    assert noted() == {}
    assert said(command, other.id)[0] == 0
    assert set(noted()) == {other.id}


def test_part_of_a_name_means_the_unit_of_the_plan_that_has_it_anywhere_before_others_that_begin_with_it(said, planned, noted):
    called = {unit.id: " ".join((unit.id, *(unit.title.to(lang) for lang in ("zh", "en")))).casefold() for unit in PACK.units}
    parts = ((name[place : place + 3], name) for name in planned for place in range(1, len(name) - 2))
    word, own = next(
        (word, name)
        for word, name in parts
        if word.isalpha()
        and [other for other in planned if word in called[other]] == [name]
        and any(called[unit.id].startswith(word) for unit in PACK.units if unit.id not in planned)
    )

    assert said("start", word)[0] == 0
    assert noted() == {own: "started"}


def test_a_unit_outside_the_plan_can_still_be_looked_at_by_part_of_its_name(said, planned):
    other = next(unit for unit in PACK.units if unit.id not in planned and unit.role == "data")

    code, text = said("show", other.id[:-1])

    assert (code, f"[{other.id}]" in text) == (0, True)


# --- without a name


def test_the_next_unit_to_start_is_the_first_that_is_not_under_way(said, planned, noted):
    said("start")
    said("start")

    assert noted() == dict.fromkeys(planned[:2], "started")


def test_with_two_units_under_way_neither_is_done_without_a_name_and_both_are_listed(said, planned, noted):
    for name in planned[:2]:
        said("start", name)

    code, text = said("done")

    assert code == 2
    assert "more than one is under way" in text
    assert [f"({name})" in text for name in planned[:3]] == [True, True, False]
    assert set(noted().values()) == {"started"}


@pytest.mark.parametrize(("command", "why"), [("done", "none is under way"), ("skip", "to be skipped")])
def test_what_could_be_meant_is_listed_where_no_unit_is_named(said, planned, noted, command, why):
    code, text = said(command)

    assert (code, noted()) == (2, {})
    assert why in text
    assert [f"({name})" in text for name in planned[:6]] == [True] * len(planned[:6])


def test_undo_without_a_name_takes_back_what_was_noted_last_and_says_which(said, planned, noted, home):
    for minute, name in enumerate(planned[:2]):
        Store(home).mark(PACK.header.id, name, "done", f"2030-01-01T08:0{minute}:00+00:00")

    code, text = said("undo")

    assert code == 0
    assert f"({planned[1]})" in text
    assert noted() == {planned[0]: "done"}


def test_undo_without_a_name_says_so_where_nothing_is_noted(said):
    code, text = said("undo")

    assert code == 2
    assert "nothing is noted about any unit" in text


def test_undo_by_part_of_a_name_means_what_was_noted(said, planned, noted):
    alike = next(
        (one, start) for one in PACK.units for start in [one.id[:4]] if len([unit for unit in PACK.units if unit.id.startswith(start)]) > 1
    )
    unit, start = alike
    said("done", unit.id)

    assert said("undo", start)[0] == 0
    assert noted() == {}


# --- what it changes


def test_two_units_under_way_stay_in_plan_and_progress_until_each_is_done(said, planned, noted):
    for name in planned[:2]:
        said("start", name)
    said("done", planned[0])

    shown = [re.findall(r"\[([a-z0-9-]+)\]", said(*command)[1]) for command in ((), ("next",), ("progress",))]

    assert [planned[1] in names for names in shown] == [True, True, True]


def test_a_unit_under_way_that_is_no_part_of_the_plan_is_said_to_be_outside_it(said, planned):
    other = next(unit for unit in PACK.units if unit.role == "data" and unit.id not in planned)
    said("start", other.id)

    assert f"Under way, outside this plan: {other.title.en} ({other.id})" in said()[1]
    assert f"[{other.id}]" in said("progress")[1]


@pytest.mark.parametrize(("lang", "why", "whole"), [("en", "hours that this frees", "All that mid takes"), ("zh", "空出来的时间排进了原先排不下的", "要达到中级，总共还要的时间")])  # fmt: skip
def test_a_plan_that_does_not_shrink_says_what_fills_it_again_and_how_much_is_left_in_all(opscareer, home, lang, why, whole):
    finished(home, keen_on(PACK, "user", 2).form())
    opscareer("plan", "--level", "mid", "--hours-per-week", "4")
    first = re.findall(r"\[([a-z0-9-]+)\]", opscareer("plan").stdout.decode())[0]

    text = re.sub(r"\s+", " ", opscareer("plan", "done", first, "--lang", lang).stdout.decode()).replace(" ", "")

    assert why.replace(" ", "") in text
    before, after = map(float, re.search(rf"{whole.replace(' ', '')}\D+([\d.]+)\D+([\d.]+)", text).groups())
    assert after < before


@pytest.mark.parametrize(("lang", "new", "here"), [("en", r"New in it: “.*?”, because (.*?)\. Next", "Here because {why}."), ("zh", r"计划里新排进：“.*?”，因为(.*?)。 ?接下来", "排在这里，因为{why}。")])  # fmt: skip
def test_a_unit_that_comes_in_once_another_is_done_comes_with_the_reason_that_the_plan_gives(opscareer, home, lang, new, here):
    finished(home, keen_on(PACK, "data", 2).form())
    first = re.findall(r"\[([a-z0-9-]+)\]", opscareer("plan", "--level", "entry").stdout.decode())[0]

    text = re.sub(r"\s+", " ", opscareer("plan", "done", first, "--lang", lang).stdout.decode())

    (why,) = re.findall(new, text)
    assert here.format(why=why).replace(" ", "") in re.sub(r"\s+", "", opscareer("plan", "--lang", lang).stdout.decode())


@pytest.mark.parametrize(("lang", "said"), [("en", "answers behind this plan look doubtful"), ("zh", "依据的作答看着不太可靠")])
def test_a_plan_says_that_the_answers_behind_it_look_doubtful_until_they_are_said_to_be_meant(opscareer, home, lang, said):
    def plan():
        return re.sub(r"\s+", " ", opscareer("plan", "--lang", lang).stdout.decode()).replace(" ", "")

    finished(home, highest(PACK))
    assert said.replace(" ", "") in plan()

    store = Store(home)
    store.mean(store.records()[0].number)

    assert said.replace(" ", "") not in plan()


@pytest.mark.parametrize(("lang", "gone"), [("en", "No longer needed in it:"), ("zh", "计划里不再需要：")])
def test_what_leaves_the_plan_beside_the_unit_that_is_done_is_named(opscareer, home, lang, gone):
    finished(home, keen_on(PACK, "content", 1.7).form())
    before = ids_in(opscareer("plan", "--level", "mid", "--hours-per-week", "5"))
    for number, name in enumerate(before, 1):
        text = "".join(opscareer("plan", "done", name, "--lang", lang).stdout.decode().split())
        left = {*before[number:]} - {*ids_in(opscareer("plan"))}
        if left:
            break

    assert left
    assert gone.replace(" ", "") in text
    assert [one for one in left if "".join(PACK.unit[one].title.to(lang).split()) not in text] == []


def ids_in(plan):
    return re.findall(r"\[([a-z0-9-]+)\]", plan.stdout.decode())
