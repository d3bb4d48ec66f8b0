"""`opscareer history`: what was kept can be listed, read again, compared, taken out and deleted, in both languages."""

import json
import os
import re
import subprocess
import sys
import unicodedata
from datetime import datetime
from pathlib import Path

import pytest
from people import Person
from screen import PROGRAM
from shipped import shipped_engine, shipped_pack

from opscareer.answers import Answers
from opscareer.cli.app import main
from opscareer.engine.plan.planner import Learner, Wishes, make_plan
from opscareer.report.documents import assessment_document, dump
from opscareer.sessions.progress import Reply
from opscareer.sessions.record import Stamp, Target
from opscareer.sessions.store import Store

PACK = shipped_pack()
ENGINE = shipped_engine()
TODAY = Stamp(PACK.header.id, PACK.header.version, PACK.hash)
TINY = str(Path(__file__).parents[1] / "packs" / "good" / "tiny")
OLDER, NEWER = "2030-01-01T08:10:00+00:00", "2030-03-01T08:10:00+00:00"


def middling(skill=2):
    """What somebody says who is at level 2 and minds no task, but at this level in data analysis."""
    return Person(PACK, 2, levels={"data_analysis": skill}).form()


@pytest.fixture
def keep(home):
    """Keeps a session in the store; returns its id. Without `finished` it stays open; `strange`: today's engine knows nothing of its answers."""

    def kept(values, finished=None, pack=TODAY, strange=False, earlier=None):
        history = Store(home)
        session = history.begin(pack, "full", 5, "2029-12-31T08:00:00+00:00")
        history.keep(session, [Reply(question, value, seconds=25 + session / 100) for question, value in values.items()], earlier or {})
        if finished:
            answers = Answers(middling() if strange else values)
            found = ENGINE.assess(answers)
            document = assessment_document(PACK, found, make_plan(PACK, Learner(found), Wishes("event", "senior", 4)), answers)
            history.finish(session, found.best.role, dump(document), finished, Target("event", "senior", 4.0))
        return history.records()[0].id

    return kept


@pytest.fixture
def said(capsys):
    """Runs `opscareer history` with these arguments. Returns exit code, standard output and standard error."""

    def run(*arguments):
        code = main(["history", *arguments])
        told = capsys.readouterr()
        assert "Traceback" not in told.err
        return code, told.out, told.err

    return run


@pytest.fixture
def shown(said):
    """What it prints, all being well."""

    def run(*arguments):
        code, out, err = said(*arguments)
        assert (code, err) == (0, "")
        return out

    return run


@pytest.mark.parametrize("columns", ["44", "56", "80"])
def test_no_date_is_broken_from_its_time_above_the_course_of_several_assessments(keep, shown, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    for hour in range(8, 12):
        keep(middling(), finished=f"2030-01-01T{hour:02}:10:00+00:00")

    course = shown("--lang", "en").partition("Over time\n")[2].partition("Probability")[0]

    lines = [(line.count(" Jan 2030"), line.count(":10")) for line in course.splitlines()]
    assert sum(days for days, _ in lines) == 4
    assert all(days == times for days, times in lines)


def sessions(shown):
    return json.loads(shown("--json"))["sessions"]


# --- the list


def test_without_any_assessment_the_list_is_empty_and_makes_nothing(shown, home):
    assert sessions(shown) == []
    assert "No assessments yet" in shown()
    assert "还没有测评记录" in shown("--lang", "zh")
    assert not home.exists()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_where_nothing_can_be_kept_an_empty_list_says_so(shown, home, monkeypatch, lang):
    home.mkdir()
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != home)  # whoever runs tests as root may write everywhere

    text = "".join(shown("--lang", lang).split())

    assert str(home) in text
    assert {"en": "cannotbewrittento", "zh": "不能写入"}[lang] in text


def test_the_list_has_every_session_the_newest_first(shown, keep):
    first = keep(middling(), OLDER)
    second = keep({PACK.questions[0].id: 1, PACK.questions[1].id: None})

    assert sessions(shown) == [
        {
            "id": second,
            "state": "open",
            "answered": 1,
            "started_at": "2029-12-31T08:00:00+00:00",
            "finished_at": None,
            "best": None,
        },
        {
            "id": first,
            "state": "done",
            "answered": len(PACK.questions),
            "started_at": "2029-12-31T08:00:00+00:00",
            "finished_at": OLDER,
            "best": ENGINE.assess(Answers(middling())).best.role,
        },
    ]
    for lang, texts in (("en", ("open", "done", "1 answered", "first: ")), ("zh", ("未完成", "已完成", "1 个答案", "第一名："))):
        text = shown("--lang", lang)
        assert all(word in text for word in (first, second, written(OLDER, lang), *texts))


def written(time, lang, *, clock=False):
    """A stored time as people write its day, and with `clock` what the clock on the wall showed."""
    when = datetime.fromisoformat(time).astimezone()
    day = f"{when.year}年{when.month}月{when.day}日" if lang == "zh" else f"{when.day} {when:%b} {when.year}"
    return day + (f" {when:%H:%M}" if lang == "zh" else f" at {when:%H:%M}") * clock


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_days_are_written_as_people_do_and_the_time_is_told_where_two_assessments_share_a_day(shown, keep, lang):
    alone, *twins = (keep(middling(), time) for time in (OLDER, NEWER, NEWER.replace(":10:", ":20:")))
    shared = [written(time, lang, clock=True) for time in (NEWER, NEWER.replace(":10:", ":20:"))]

    listed, compared = shown("--lang", lang), " ".join(shown("diff", "--lang", lang).split())

    assert written(OLDER, lang) in listed
    assert written(OLDER, lang, clock=True) not in listed
    for text in (listed, compared):
        assert all(time in text for time in shared)
        assert not re.search(r"\d{4}-\d\d-\d\d", text)
    assert written(NEWER, lang, clock=True) not in shown("diff", alone, twins[0], "--lang", lang)


def test_what_was_set_aside_is_in_the_list_and_still_open_for_scripts(shown, keep, home):
    keep(middling())
    Store(home).set_aside(1)

    assert [session["state"] for session in sessions(shown)] == ["open"]
    assert "set aside" in shown()


def test_what_was_set_aside_says_how_its_answers_can_still_be_used(shown, keep, home):
    kept = keep(middling())
    Store(home).set_aside(1)

    assert f"opscareer history export {kept} --output answers.yaml" in " ".join(shown("show", kept).split())


@pytest.mark.parametrize("aside", [False, True])
def test_a_session_of_another_pack_is_not_said_to_go_on_with_this_one(shown, keep, home, aside):
    kept = keep(middling())
    if aside:
        Store(home).set_aside(1)

    there, here = (" ".join(shown("show", kept, *more).split()) for more in (("--pack", TINY), ()))

    assert "--pack and the directory of that pack" in there
    assert "internet-operations" in there
    assert "the directory of that pack" not in here


def test_an_open_session_of_an_older_version_of_the_pack_is_nowhere_said_to_go_on(shown, keep, capsys):
    kept = keep(middling(), pack=Stamp(TODAY.id, "0.9.0", "0123456789abcdef"))

    text = " ".join(shown("show", kept).split())

    assert "It was taken with version 0.9.0 of the pack, and cannot be gone on with in today's" in text
    assert f"opscareer history export {kept} --output answers.yaml" in text
    assert "goes on with it" not in text
    assert main(["report"]) == 2
    assert "goes on with it" not in capsys.readouterr().err


# --- one assessment


def test_a_finished_assessment_is_the_document_that_was_kept(shown, keep, home):
    kept = keep(middling(), OLDER)

    assert shown("show", kept, "--json") == shown("--json", "show") == Store(home).records()[0].result


@pytest.mark.parametrize(
    ("lang", "texts"), [("en", ("How the directions fit", "Event operations")), ("zh", ("各方向的适合度", "活动运营"))]
)
def test_a_finished_assessment_is_shown_as_assess_showed_it_with_the_plan_that_was_asked_for(shown, keep, lang, texts):
    kept = keep(middling(), OLDER)

    text = shown("show", kept[:3], "--lang", lang)

    assert all(part in text for part in (kept, written(OLDER, lang), *texts))
    assert {"en": "senior", "zh": "资深"}[lang] in text
    assert {"en": "has changed since", "zh": "题库有改动"}[lang] not in text


def test_an_assessment_by_an_older_pack_is_computed_anew_and_says_so(shown, keep):
    keep(middling(), OLDER, pack=Stamp(PACK.header.id, "0.9", "0" * 16))

    text = shown("show")

    assert "The pack has changed since" in text
    assert "How the directions fit" in text


def test_an_assessment_that_todays_pack_cannot_compute_is_shown_as_it_was_kept(shown, keep):
    keep({"gone.interest": 2, **middling()}, OLDER, pack=Stamp(PACK.header.id, "0.9", "0" * 16), strange=True)
    text = shown("show")
    assert "lacks these questions or options: gone.interest" in " ".join(text.split())
    assert len(re.findall(r"(?m)^[1-5]\. .*fit \d+ \[\d+-\d+\]", text)) == 5

    assert "taken with the pack internet-operations" in " ".join(shown("show", "--pack", TINY).split())
    assert "它用的是题库internet-operations" in "".join(shown("show", "--pack", TINY, "--lang", "zh").split())


def test_an_open_session_lists_the_answers_kept_so_far(shown, keep):
    first, second, third = PACK.questions[:3]
    kept = keep({first.id: 1, second.id: None}, earlier={third.id: 2})

    document = json.loads(shown("show", kept, "--json"))
    assert document["schema"] == "opscareer.session/1"
    assert (document["id"], document["state"], document["answered"]) == (kept, "open", 1)
    assert document["answers"] == {first.id: 1}
    assert document["retracted"] == {third.id: 2}
    assert [(item["question"], item["value"]) for item in document["asked"]] == [(first.id, 1), (second.id, None)]
    for lang in ("zh", "en"):
        text = re.sub(r"\s", "", shown("show", kept, "--lang", lang))
        for part in (first.text.to(lang), PACK.options(first)[0].to(lang), second.text.to(lang)):
            assert re.sub(r"\s", "", part) in text


# --- two compared


def test_a_real_change_is_told_from_noise(shown, keep):
    keep(middling(skill=1), OLDER)
    keep(middling(skill=4), NEWER)

    document = json.loads(shown("diff", "--json"))
    real = {item["id"]: item["real"] for item in document["competencies"]}
    assert real == {competency.id: competency.id == "data_analysis" for competency in PACK.competencies}
    assert (document["from"]["finished_at"], document["to"]["finished_at"]) == (OLDER, NEWER)
    assert document["pack_changed"] is False
    text = shown("diff")
    assert re.search(r"Data analysis .*really rose", text)
    assert len(re.findall("within the noise", text)) >= 3
    assert "Note: the pack changed" not in text
    assert "确实上升" in shown("diff", "--lang", "zh")
    assert "97.5%" in shown("diff", "--lang", "zh")


@pytest.mark.parametrize(("lang", "words"), [("zh", "数据分析力这次低了些"), ("en", "Data analysis came out lower")])
def test_where_a_level_is_lower_within_the_noise_it_is_said_that_more_of_it_was_asked(shown, keep, lang, words):
    lists = [question.id for question in PACK.questions if question.kind == "deeds" and question.measures == "data_analysis"]
    keep({lists[0]: (1, 2)}, OLDER)
    keep({lists[0]: (1, 2), lists[1]: ()}, NEWER)

    assert words in shown("diff", "--lang", lang)
    keep({lists[0]: (1,), lists[1]: ()}, "2030-04-01T08:10:00+00:00")
    assert words not in shown("diff", "--lang", lang)  # lower, by as many questions


def test_a_word_that_no_row_has_is_not_explained(shown, keep):
    keep(middling(skill=2), OLDER)
    keep(middling(skill=2), NEWER)

    assert "97.5%" not in shown("diff")
    assert "97.5%" not in shown("diff", "--lang", "zh")


def test_what_was_not_asked_again_is_told_from_what_is_within_the_noise(shown, home, keep):
    keep(middling(skill=1), OLDER)
    before = Store(home).records()[0]
    carried = [reply for reply in before.trail if "data_analysis" not in {trait.of for trait in PACK.question[reply.question].traits}]
    keep(middling(skill=4), NEWER)
    after = [reply for reply in Store(home).records()[0].trail if reply.question not in {reply.question for reply in carried}]
    Store(home).keep(2, [*carried, *after])

    document = json.loads(shown("diff", "--json"))

    assert {item["id"]: (item["asked"], item["real"]) for item in document["competencies"]} == {
        competency.id: (competency.id == "data_analysis",) * 2 for competency in PACK.competencies
    }
    text = shown("diff")
    assert len(re.findall("not asked again", text)) == len(PACK.competencies) - 1
    levels, fits = text.split("How the directions fit")
    assert "within the noise" not in levels
    assert "really rose" in levels
    assert "not asked again" not in fits
    assert "没有重问" in shown("diff", "--lang", "zh")


@pytest.mark.parametrize("which", ["from", "to"])
def test_a_comparison_says_when_either_side_was_answered_in_haste(shown, keep, home, which):
    ids = {"from": keep(middling(skill=1), OLDER), "to": keep(middling(skill=4), NEWER)}
    for number, side in enumerate(ids, 1):
        trail = Store(home).records()[2 - number].trail
        seconds = 0.4 if side == which else 30.0
        Store(home).keep(number, [reply._replace(seconds=seconds) for reply in trail])

    document = json.loads(shown("diff", "--json"))

    assert {side: document[side]["doubtful"] for side in ids} == {side: side == which for side in ids}
    text = " ".join(shown("diff").split())
    assert f"The answers of {ids[which]} raise doubts" in text
    assert "really rose" not in text
    assert "rose, if these answers hold" in text
    assert f"{ids[which]} 的答案让人拿不准" in shown("diff", "--lang", "zh")


def test_the_earlier_one_comes_first_in_whatever_order_they_are_named(shown, keep):
    older, newer = keep(middling(), OLDER), keep(middling(skill=4), NEWER)

    assert shown("diff", newer, older, "--json") == shown("diff", older, newer, "--json") == shown("diff", "--json")


def test_by_default_the_last_two_finished_ones_of_this_pack_are_compared(shown, keep):
    keep(middling(), "2029-12-31T09:00:00+00:00")
    older, newer = keep(middling(), OLDER), keep(middling(skill=4), NEWER)
    keep({"baker.interest": 1}, "2031-01-01T08:00:00+00:00", pack=Stamp("bakery", "1", "1" * 16), strange=True)
    keep(middling())

    document = json.loads(shown("diff", "--json"))

    assert (document["from"]["id"], document["to"]["id"]) == (older, newer)


@pytest.mark.parametrize(
    ("packs", "changed"),
    [((TODAY, TODAY), False), ((Stamp(TODAY.id, "0.9", "0" * 16), TODAY), True), ((Stamp(TODAY.id, "0.9", "0" * 16),) * 2, True)],
)
def test_a_pack_that_changed_in_between_or_since_is_pointed_out(shown, keep, packs, changed):
    for pack, finished in zip(packs, (OLDER, NEWER), strict=True):
        keep(middling(), finished, pack=pack)

    assert json.loads(shown("diff", "--json"))["pack_changed"] is changed
    assert ("the pack changed" in shown("diff")) is changed
    assert ("题库有改动" in shown("diff", "--lang", "zh")) is changed


def test_what_cannot_be_compared_says_why(said, keep):
    assert said("diff")[0] == 2
    done, still_open = keep(middling(), OLDER), keep(middling())
    strange = keep({"gone.interest": 2}, NEWER, strange=True)
    foreign = keep({"baker.interest": 1}, NEWER, pack=Stamp("bakery", "1", "1" * 16), strange=True)

    for names, code, why in (
        ((done,), 2, "takes two IDs or none, not 1"),
        ((done, done), 2, f"both are the assessment {done}"),
        ((done, still_open), 2, "is not finished"),
        ((done, strange), 1, "gone.interest"),
        ((done, foreign), 1, "taken with the pack bakery"),
    ):
        found, out, err = said("diff", *names)
        assert (found, out) == (code, "")
        assert why in err


# --- answers as a file


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_exported_answers_give_the_same_result(shown, keep, options):
    keep(middling(skill=3), OLDER)

    file = shown("export", *options)

    done = subprocess.run(
        [sys.executable, "-m", "opscareer", "assess", "--answers", "-", "--json"], input=file.encode(), capture_output=True, check=True
    )
    assert json.loads(done.stdout)["answers"] == json.loads(json.dumps(middling(skill=3)))


@pytest.mark.parametrize("name", ["mine.yaml", "mine.json"])
def test_an_exported_file_is_for_its_owner_alone_and_overwrites_nothing(said, keep, tmp_path, name):
    kept, place = keep(middling()), tmp_path / name

    code, out, err = said("export", kept, "--output", str(place))

    assert (code, out) == (0, "")
    assert str(place) in err
    assert place.stat().st_mode & 0o777 == 0o600
    assert place.read_text(encoding="utf-8").startswith("{" if name.endswith("json") else "#")
    before = place.read_bytes()
    code, out, err = said("export", kept, "--output", str(place))
    assert (code, out) == (2, "")
    assert "cannot be written" in err
    assert place.read_bytes() == before


def test_an_export_is_utf_8_whatever_the_terminal_speaks(keep):
    keep(middling(), OLDER)

    done = subprocess.run(
        [sys.executable, "-m", "opscareer", "history", "export", "--lang", "zh"],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "gbk"},
        check=True,
    )

    assert "测评" in done.stdout.decode()


def test_without_answers_there_is_nothing_to_export(said, keep):
    kept = keep({})

    assert said("export", kept)[:2] == (1, "")


# --- deleting


def test_deleting_takes_the_named_ones_only(said, shown, keep):
    first, second, third = (keep(middling(), OLDER) for _ in range(3))

    assert said("delete", first, third[:4], "--yes")[0] == 0

    assert [session["id"] for session in sessions(shown)] == [second]


def test_everything_can_be_deleted(said, shown, keep):
    keep(middling(), OLDER)
    keep(middling())

    assert said("delete", "--all", "--yes")[0] == 0

    assert sessions(shown) == []
    assert said("delete", "--all", "--yes")[0] == 0


@pytest.mark.parametrize("arguments", [[], ["last", "--all"], ["last"], ["--all"]])
def test_nothing_is_deleted_without_a_clear_wish(said, shown, keep, arguments):
    keep(middling(), OLDER)

    code, out, err = said("delete", *arguments)

    assert (code, out) == (2, "")
    assert err.startswith("error: ")
    assert len(sessions(shown)) == 1


def test_one_name_that_means_nothing_stops_all_of_the_deleting(said, shown, keep):
    kept = keep(middling(), OLDER)

    assert said("delete", kept, "nothing", "--yes")[0] == 2
    assert len(sessions(shown)) == 1


UNIT = PACK.units[0].id


def test_the_progress_on_units_is_deleted_only_where_that_is_asked_for(said, keep, home):
    keep(middling(), OLDER)
    Store(home).mark(PACK.header.id, UNIT, "done", OLDER)

    code, out, err = said("delete", "--all", "--yes")
    assert (code, err) == (0, "")
    assert "about 1 unit of the plan is still there; opscareer history delete --progress" in " ".join(out.split())
    assert (len(Store(home).records()), Store(home).marked_units()) == (0, 1)

    keep(middling(), OLDER)
    code, out, err = said("delete", "--progress", "--yes", "--lang", "zh")
    assert (code, out.strip(), err) == (0, "已删除 1 个单元的进度。", "")
    assert (len(Store(home).records()), Store(home).marked_units()) == (1, 0)

    Store(home).mark(PACK.header.id, UNIT, "done", OLDER)
    assert said("delete", "--all", "--progress", "--yes")[1].splitlines() == ["Deleted: 1.", "Deleted: what was noted about 1 unit."]
    assert (len(Store(home).records()), Store(home).marked_units()) == (0, 0)


def test_what_was_said_to_an_offer_counts_as_something_noted_about_a_unit(said, home):
    Store(home).answer_offer(PACK.header.id, UNIT, OLDER, skip=False)

    assert "about 1 unit" in said("delete", "--all", "--yes")[1]
    assert said("delete", "--all", "--progress", "--yes")[1].splitlines() == ["Deleted: what was noted about 1 unit."]
    assert Store(home).offered(PACK.header.id) == frozenset()


def test_where_everything_was_deleted_nothing_is_said_to_be_left(said, keep):
    keep(middling(), OLDER)

    assert said("delete", "--all", "--yes")[1].splitlines() == ["Deleted: 1."]


def test_what_was_typed_before_the_question_deletes_nothing(in_terminal, keep, home):
    keep(middling(), OLDER)
    terminal = in_terminal("/bin/sh", "-c", 'printf ready; read line; exec "$@"', "sh", *PROGRAM, "history", "delete", "--all")
    terminal.wait_for("ready")

    terminal.type("go\ry")
    terminal.wait_for("Delete this assessment for good?")
    terminal.type("n")

    assert terminal.ended() == 0
    assert len(Store(home).records()) == 1


@pytest.mark.parametrize(("replies", "left"), [("yy", (0, 0)), ("yn", (0, 1)), ("ny", (1, 0)), ("q", (1, 1)), ("yq", (0, 1))])
def test_in_a_terminal_deleting_all_asks_one_question_each(in_terminal, keep, home, replies, left):
    keep(middling(), OLDER)
    Store(home).mark(PACK.header.id, UNIT, "done", OLDER)
    terminal = in_terminal(*PROGRAM, "history", "delete", "--all")
    questions = ("Delete this assessment for good?", "Delete what is noted about 1 unit")

    for question, reply in zip(questions, replies, strict=False):
        terminal.wait_for(question)
        terminal.type(reply)

    assert terminal.ended() == 0
    assert (len(Store(home).records()), Store(home).marked_units()) == left
    assert ("Nothing was deleted" in terminal.printed) == (replies == "q")


def test_the_settings_are_deleted_only_where_that_is_asked_for(said, keep, home):
    keep(middling(), OLDER)
    main(["config", "set", "hours", "5"])
    (settings,) = home.glob("*.json")

    assert "opscareer history delete --settings deletes them" in " ".join(said("delete", "--all", "--yes")[1].split())
    assert settings.exists()

    assert said("delete", "--settings", "--yes")[1].splitlines()[-1] == "Deleted: the settings."
    assert not settings.exists()


def test_in_a_terminal_deleting_all_asks_about_the_settings_too(in_terminal, keep, home):
    keep(middling(), OLDER)
    main(["config", "set", "hours", "5"])
    terminal = in_terminal(*PROGRAM, "history", "delete", "--all")

    for question in ("Delete this assessment for good?", "Delete what opscareer config was told?"):
        terminal.wait_for(question)
        terminal.type("y")

    assert terminal.ended() == 0
    assert list(home.glob("*.json")) == []


@pytest.mark.parametrize(("lang", "reply", "left"), [("en", "y", 0), ("zh", "是", 0), ("en", "n", 1), ("zh", "\r", 1)])
def test_in_a_terminal_it_asks_first(in_terminal, shown, keep, lang, reply, left):
    kept = keep(middling(), OLDER)

    terminal = in_terminal(*PROGRAM, "history", "delete", "last", "--lang", lang)
    terminal.wait_for_print(kept)
    terminal.wait_for({"en": "q quits: ", "zh": "q 退出："}[lang])
    terminal.type(reply)

    assert terminal.ended() == 0
    assert len(sessions(shown)) == left


@pytest.mark.parametrize("columns", [50, 60, 70, 80])
def test_first_place_is_not_broken_over_lines(shown, keep, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    keep(middling(), OLDER)

    assert "第一名：" in shown("--lang", "zh")


def test_an_unknown_key_deletes_nothing_and_the_question_stays(in_terminal, shown, keep):
    keep(middling(), OLDER)

    terminal = in_terminal(*PROGRAM, "history", "delete", "last")
    terminal.wait_for("q quits:")
    terminal.type("x")
    terminal.wait_for("That means nothing here; these do: y, n, q.")
    terminal.until(lambda: terminal.text.count("qquits:") == 2, "the question once more")
    assert len(sessions(shown)) == 1
    terminal.type("y")

    assert terminal.ended() == 0
    assert sessions(shown) == []


# --- names, widths, and stores that cannot be read


@pytest.mark.parametrize("command", ["show", "export", "delete"])
@pytest.mark.parametrize(("lang", "word"), [("en", "there is no assessment"), ("zh", "没有编号为")])
def test_a_name_that_means_no_session_is_an_error(said, keep, command, lang, word):
    keep(middling(), OLDER)

    code, out, err = said(command, "no\x1b[31m", "--lang", lang)

    assert (code, out) == (2, "")
    assert word in err
    assert "\x1b" not in err


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("columns", [40, 60, 80, 120])
def test_nothing_is_wider_than_the_terminal(shown, keep, monkeypatch, lang, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    keep(middling(skill=1), OLDER)
    keep(middling(skill=4), NEWER, pack=Stamp(PACK.header.id, "0.9", "0" * 16))
    still_open = keep(middling())

    for arguments in ([], ["show", still_open], ["show"], ["diff"]):
        for line in shown(*arguments, "--lang", lang).splitlines():
            assert sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line) <= columns, line


def test_a_store_that_cannot_be_read_is_an_error_in_words(said, home):
    home.mkdir()
    (home / "history.sqlite3").write_bytes(b"no database " * 200)

    for arguments in ([], ["show"], ["diff"], ["export"], ["delete", "--all", "--yes"]):
        code, out, err = said(*arguments)
        assert (code, out) == (1, "")
        assert str(home) in err
    assert (home / "history.sqlite3").read_bytes() == b"no database " * 200
