"""`opscareer plan`: the path by week, one unit in full, practice data, progress, and files, in both languages."""

import json
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import icalendar
import kept
import pytest
from people import Person, everyone
from shipped import shipped_engine, shipped_pack

from opscareer.answers import Answers
from opscareer.cli.app import main
from opscareer.engine.plan.planner import Learner, Wishes, make_plan
from opscareer.report.documents import assessment_document, dump
from opscareer.sessions.progress import Reply
from opscareer.sessions.record import Stamp, Target
from opscareer.sessions.store import Store
from opscareer.texts import Texts

PACK = shipped_pack()
ENGINE = shipped_engine()
BEGINNER = everyone(PACK, 1, "deeds")
WITH_DATA = next(unit for unit in PACK.units if unit.practice)
WITHOUT_DATA = next(unit for unit in PACK.units if not unit.practice)


def program(lang):
    """How a command begins that goes on speaking this language, where English is the usual one."""
    return "opscareer" if lang == "en" else f"opscareer --lang {lang}"


@pytest.fixture
def answers(tmp_path):
    """The options that name a beginner's answers."""
    file = tmp_path / "answers.json"
    file.write_text(json.dumps({"answers": BEGINNER}), encoding="utf-8")
    return ["--answers", str(file)]


@pytest.fixture
def said(capsys, home):
    """Runs `opscareer plan` with these arguments. Returns exit code, standard output and standard error."""

    def run(*arguments):
        code = main(["plan", *arguments])
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


@pytest.fixture
def finished(home):
    """An assessment in the store, with a plan for the event role."""
    history = Store(home)
    session = history.begin(Stamp(PACK.header.id, PACK.header.version, PACK.hash), "full", 5, "2029-12-31T08:00:00+00:00")
    history.keep(session, [Reply(question, value, seconds=2.5) for question, value in BEGINNER.items()])
    found = ENGINE.assess(Answers(BEGINNER))
    plan = make_plan(PACK, Learner(found), Wishes("event", "mid", 4))
    document = dump(assessment_document(PACK, found, plan, Answers(BEGINNER)))
    history.finish(session, found.best.role, document, "2030-01-01T08:10:00+00:00", Target("event", "mid", 4.0))


def document(shown, *arguments):
    return json.loads(shown(*arguments, "--json"))


def squeezed(text):
    return re.sub(r"\s", "", text)


def unmarked(text):
    """Without the marks of lists."""
    return re.sub(r"(?m)^ *- ", "", text)


def begun(home, unit, days):
    """Marks a unit as started so many days ago."""
    Store(home).mark(PACK.header.id, unit, "started", (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="seconds"))


# --- the path


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_names_every_unit_once_with_its_weeks_its_reason_and_its_deliverable(shown, answers, lang):
    options = [*answers, "--role", "event", "--level", "mid", "--start", "2026-03-02"]
    found = document(shown, *options)

    text = squeezed(shown(*options, "--lang", lang))

    assert len(found["weeks"]) > 6
    for unit in found["units"]:
        first, *more = (week["week"] for week in found["weeks"] if unit["id"] in {one["id"] for one in week["units"]})
        weeks = f"{first}-{more[-1]}" if more else f"{first}"
        hours = f"约 {unit['hours']:g} 小时" if lang == "zh" else f"about {unit['hours']:g} h"
        heads = re.findall(rf"{re.escape(squeezed(unit['title'][lang]))}(?:第|Weeks?)({weeks})(?:周)?·{squeezed(hours)}", text)
        assert heads == [weeks]
        assert text.count(f"[{unit['id']}]") == 1
        assert squeezed(unit["because"][lang]) in text
        assert squeezed(PACK.unit[unit["id"]].task.deliverable.to(lang)) in text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_did_not_fit_is_told_with_its_own_hours_and_those_of_what_comes_before_it(shown, answers, lang):
    options = [*answers, "--role", "event", "--level", "mid", "--hours-per-week", "3"]
    found = document(shown, *options)

    text = squeezed(shown(*options, "--lang", lang))

    told = found["left_out"][:6]
    assert any(left["needs"] for left in told)
    for left in told:
        own = f"：{left['hours']:g}小时" if lang == "zh" else f":{left['hours']:g}h"
        assert squeezed(f"{left['title'][lang]}{'（' if lang == 'zh' else '('}{left['id']}") in text
        assert own in text
        if left["needs"]:
            whole = left["hours"] + sum(PACK.unit[name].hours for name in left["needs"])
            assert (f"连同它一共{whole:g}小时" if lang == "zh" else f"{whole:g}hwithit") in text


@pytest.mark.parametrize(
    ("lang", "texts"),
    [
        ("zh", ["现在：第1周，3月2日至3月8日", "周结束时检查：", "不保证录用或薪水", "你自己的回答"]),
        ("en", ["Now:Week1,2Marto8Mar", "Checkpointattheendofweek", "nojobandnosalary", "yourownanswers"]),
    ],
)
def test_the_page_dates_its_weeks_has_checkpoints_and_says_on_what_it_rests(shown, answers, lang, texts):
    text = squeezed(shown(*answers, "--start", "2026-03-02", "--lang", lang))

    assert [part for part in texts if part not in text] == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_begins_with_the_work_of_this_week_and_with_where_its_data_are(shown, answers, lang):
    options = [*answers, "--role", "user"]
    found = document(shown, *options)

    text = squeezed(shown(*options, "--lang", lang))

    now, later = (text.index(squeezed(heading)) for heading in (("现在：", "什么能让别人信服") if lang == "zh" else ("Now:", "What would")))
    assert now < later
    for unit in found["weeks"][0]["units"]:
        assert now < text.index(f"[{unit['id']}]") < text.index(squeezed(f"{program(lang)} plan show {unit['id']}")) < later
        assert (squeezed(f"{program(lang)} plan data {unit['id']}") in text) == bool(PACK.unit[unit["id"]].practice)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_weeks_that_do_not_reach_the_tier_are_told_first_with_what_would_and_the_tier_below(shown, answers, lang):
    options = [*answers, "--role", "event", "--level", "mid", "--hours-per-week", "6"]
    found = document(shown, *options)

    text = squeezed(shown(*options, "--lang", lang).partition("\n")[2])

    rest = found["rest"]
    assert not found["reaches"]
    assert rest["tier_below"] == "entry"
    whole = found["hours_total"] + rest["hours"]
    begins = (
        f"─每周6小时，12周排不下中级要的全部单元：一共约{whole:g}小时，你有72小时。"
        if lang == "zh"
        else f"─At6hoursaweek,midisoutofreachin12weeks:ittakesabout{whole:g}hoursinall,andyouhave72hours."
    )
    assert begins in text
    assert (f"一共要{rest['weeks']}周" if lang == "zh" else f"take{rest['weeks']}weeks") in text
    aim = " --role event --hours-per-week 6" if answers else ""
    assert squeezed(f"{program(lang)} plan {' '.join(answers)}{aim} --level entry") in text
    assert document(shown, *[option if option != "mid" else "entry" for option in options])["reaches"]


def test_a_reason_tells_how_much_of_the_gap_a_unit_closes_and_what_that_weighs(shown, answers):
    found = document(shown, *answers, "--role", "data", "--level", "mid")

    closing = [unit for unit in found["units"] if unit["competency"] == "data_analysis" and unit["closes"]]
    first, second = closing[0], closing[1]
    name, weight = PACK.competency["data_analysis"].name, PACK.role["data"].needs["data_analysis"].weight
    assert (
        f"you are {first['gap']:.1f} levels short in {name.en} (weighs {weight:.0%}), and it closes {first['closes']:.1f}"
        in first["because"]["en"]
    )
    assert f"{name.zh}差 {first['gap']:.1f} 级（分量 {weight:.0%}），它补 {first['closes']:.1f} 级" in first["because"]["zh"]
    left = first["gap"] - first["closes"] - second["closes"]
    assert f"closes {second['closes']:.1f} more levels in {name.en}, which leaves {left:.1f}" in second["because"]["en"]


def test_the_plan_begins_today_unless_a_day_is_given(shown, answers):
    before = date.today()
    found = document(shown, *answers)
    assert found["weeks"][0]["starts"] in {before.isoformat(), date.today().isoformat()}

    assert document(shown, *answers, "--start", "2028-02-29")["weeks"][0]["starts"] == "2028-02-29"


def test_fewer_weeks_make_a_shorter_plan_and_more_that_is_left_out(shown, answers):
    long, short = (document(shown, *answers, "--role", "event", "--level", "mid", "--weeks", weeks) for weeks in ("12", "4"))

    assert len(short["weeks"]) <= 4 < len(long["weeks"])
    assert (short["weeks_given"], long["weeks_given"]) == (4, 12)
    assert short["rest"]["hours"] > long["rest"]["hours"]


def test_without_a_file_the_last_assessment_counts_and_the_target_it_had(shown, finished):
    found = document(shown)

    assert (found["target"], found["hours_per_week"]) == ({"role": "event", "level": "mid"}, 4)
    changed = document(shown, "--role", "data", "--hours-per-week", "9")
    assert (changed["target"], changed["hours_per_week"]) == ({"role": "data", "level": "entry"}, 9)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_assess_with_details_shows_the_first_steps_and_the_command_for_the_rest(capsys, answers, home, lang):
    assert main(["assess", *answers, "--role", "event", "--json"]) == 0
    units = json.loads(capsys.readouterr().out)["plan"]["units"]
    assert main(["assess", *answers, "--role", "event", "--details", "--lang", lang]) == 0

    text = squeezed(capsys.readouterr().out)

    assert len(units) > 3
    assert [squeezed(unit["title"][lang]) in text for unit in units[:4]] == [True, True, True, False]
    assert squeezed(f"{program(lang)} plan") in text


def test_too_little_time_for_any_unit_is_said_with_what_would_not_fit(shown, answers):
    options = [*answers, "--hours-per-week", "0.5", "--weeks", "1", "--role", "event"]

    found, text = document(shown, *options), shown(*options, "--lang", "en")

    assert (found["units"], found["weeks"]) == ([], [])
    assert "No unit fits into so little time" in text
    assert squeezed(found["left_out"][0]["title"]["en"]) in squeezed(text)


@pytest.mark.parametrize("level", [1, 4.9])
@pytest.mark.parametrize(("lang", "name"), [("en", "Computer and online tools"), ("zh", "电脑与在线工具")])
def test_a_basic_skill_that_is_short_is_told_once_with_what_is_asked_and_how_to_practise_it_and_nothing_claims_that_all_is_met(
    shown, tmp_path, level, lang, name
):
    """It has no gap and no unit; of everything else the person lacks all, or nothing."""
    file = tmp_path / "answers.json"
    person = Person(PACK, level, levels={"digital_tools": 1})
    file.write_text(json.dumps({"answers": person.form()}), encoding="utf-8")

    text = shown("--answers", str(file), "--role", "event", "--level", "mid", "--lang", lang)

    how = f"{name}怎样练：" if lang == "zh" else f"How to practise {name}: "
    told, _, after = squeezed(text).partition(squeezed(f"{how}{program(lang)} guide digital_tools"))
    assert (told + after).count(squeezed(name)) == 1
    assert squeezed(PACK.competency["digital_tools"].levels[2].to(lang))[1:-1] in told
    for key in ("result.plan-met", "why-unit.proof"):
        assert squeezed(Texts(lang)(key)) not in squeezed(text)


@pytest.mark.parametrize(("tier", "following"), [("entry", "mid"), ("senior", "")])
def test_once_a_tier_that_is_met_is_shown_by_a_unit_done_the_plan_says_so_and_names_the_next_tier(shown, home, tier, following):
    kept.finished(home, Person(PACK, 4.9).form())
    aim = ("--role", "data", "--level", tier, "--lang", "en")
    (proof,) = document(shown, *aim)["units"]
    assert "make one thing that proves it" in " ".join(shown(*aim).split())

    shown("done", proof["id"])

    text = " ".join(shown(*aim).split())
    assert f"have made something that shows it: “{proof['title']['en']}”" in text
    assert "make one thing that proves it" not in text
    assert (f"opscareer plan --level {following}" in text) == bool(following)


def test_with_another_pack_the_commands_for_its_units_name_it(shown, tmp_path):
    tiny = str(Path(__file__).parents[1] / "packs" / "good" / "tiny")
    file = tmp_path / "tiny.json"
    file.write_text(json.dumps({"answers": {"dough.deeds": []}}), encoding="utf-8")

    text = squeezed(shown("--answers", str(file), "--role", "baker", "--pack", tiny, "--lang", "en"))

    assert text.count(squeezed(f"opscareer --pack {tiny} plan show dough-1-2")) == 2


# --- files


@pytest.mark.parametrize(("lang", "title"), [("zh", r"学习计划：.*（王明）"), ("en", "王明 · Plan: .*")])
def test_a_plan_says_whose_it_is_where_a_name_is_given(said, answers, tmp_path, lang, title):
    file = tmp_path / "plan.md"

    said(*answers, "--name", "王明", "--md", str(file), "--lang", lang)
    code, out, _ = said(*answers, "--name", " 王明 ", "--lang", lang)

    assert code == 0
    assert re.fullmatch(title, out.partition("\n")[0])
    assert re.fullmatch(f"# {title}", file.read_text("utf-8").partition("\n")[0])


def test_the_plan_goes_into_files_and_is_then_not_printed(said, answers, tmp_path):
    markdown, calendar = tmp_path / "plan.md", tmp_path / "plan.ics"

    code, out, _ = said(*answers, "--md", str(markdown), "--ics", str(calendar), "--lang", "zh")

    assert (code, out) == (0, "")

    assert markdown.read_text(encoding="utf-8").startswith("# 学习计划：")
    assert icalendar.Calendar.from_ical(calendar.read_bytes()).walk("VEVENT")


def test_a_file_that_is_there_is_replaced_only_by_force(said, answers, tmp_path):
    file = tmp_path / "plan.md"
    file.write_text("mine", encoding="utf-8")

    code, _, err = said(*answers, "--md", str(file))
    assert (code, file.read_text(encoding="utf-8")) == (2, "mine")
    assert "--force" in err

    assert said(*answers, "--md", str(file), "--force")[0] == 0
    assert file.read_text(encoding="utf-8").startswith("# ")


def test_documents_go_to_standard_output_one_at_a_time(said, shown, answers):
    assert shown(*answers, "--md", "-", "--lang", "en").startswith("# Plan: ")
    assert shown(*answers, "--ics", "-").startswith("BEGIN:VCALENDAR")
    code, out, _ = said(*answers, "--md", "-", "--ics", "-")
    assert (code, out) == (2, "")
    code, out, _ = said(*answers, "--md", "-", "--json")
    assert (code, out) == (2, "")


# --- one unit


@pytest.mark.parametrize("columns", ["40", "120"])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("unit", [WITH_DATA, WITHOUT_DATA, next(unit for unit in PACK.units if unit.role)], ids=lambda unit: unit.id)
def test_a_unit_is_shown_with_all_that_it_says(shown, monkeypatch, unit, lang, columns):
    monkeypatch.setenv("COLUMNS", columns)

    text = squeezed(unmarked(shown("show", unit.id, "--lang", lang)))

    said_of_it = [unit.title, unit.goal, unit.evidence, unit.check, unit.skip_if, unit.task.brief, unit.task.input, unit.task.deliverable]
    said_of_it += [text for text in (unit.reading, unit.alone) if text]
    for criterion in unit.rubric:
        said_of_it += [criterion.criterion, *criterion.levels]
    assert [one for one in said_of_it if squeezed(one.to(lang)) not in text] == []
    for name in unit.resources:
        resource = PACK.resource[name]
        assert squeezed(resource.title) in text
        assert str(resource.year or "") in text
        assert squeezed(resource.url or "") in text


@pytest.mark.parametrize("command", [["show"], ["start"], ["done"], ["skip"], ["undo"], ["data"]], ids=lambda command: command[0])
def test_a_unit_that_is_not_there_is_refused_with_the_nearest_one(said, tmp_path, command):
    name = PACK.units[0].id
    more = [str(tmp_path / "data")] if command == ["data"] else []

    code, out, err = said(*command, f"x{name[1:]}", *more, "--lang", "en")

    assert (code, out) == (2, "")
    assert f"({name})?" in err
    assert not (tmp_path / "data").exists()


# --- practice data


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_practice_data_are_written_with_a_readme(shown, tmp_path, lang):
    place = tmp_path / "new" / "data"

    text = shown("data", WITH_DATA.id, str(place), "--lang", lang)

    names = {name for practice in WITH_DATA.practice for name in PACK.practice_data[practice].for_language(lang)}
    assert {file.name for file in place.iterdir()} == {"README.txt", *names}
    assert all(name in text for name in names)
    assert WITH_DATA.title.to(lang) in (place / "README.txt").read_text(encoding="utf-8")
    for name in names:
        assert (place / name).read_bytes().removeprefix(b"\xef\xbb\xbf") == PACK.practice_files[name].removeprefix(b"\xef\xbb\xbf")


def test_without_a_directory_practice_data_are_written_here_into_one_with_the_id_of_the_unit(shown, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    shown("data", WITH_DATA.id)

    assert (tmp_path / WITH_DATA.id / "README.txt").is_file()


def test_a_file_with_other_content_is_not_replaced_and_nothing_is_written(said, shown, tmp_path):
    (tmp_path / "README.txt").write_text("mine", encoding="utf-8")

    code, out, err = said("data", WITH_DATA.id, str(tmp_path), "--lang", "en")
    assert (code, out) == (2, "")
    assert "README.txt" in err
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["README.txt"]

    shown("data", WITH_DATA.id, str(tmp_path), "--force")
    assert (tmp_path / "README.txt").read_text(encoding="utf-8") != "mine"


def test_writing_the_same_data_again_changes_nothing_and_says_so(shown, tmp_path):
    shown("data", WITH_DATA.id, str(tmp_path))

    text = shown("data", WITH_DATA.id, str(tmp_path), "--lang", "en")

    assert "Already there, unchanged" in text
    assert "Written" not in text


def test_a_unit_without_practice_data_says_what_its_task_starts_from(said, tmp_path):
    code, _, err = said("data", WITHOUT_DATA.id, str(tmp_path / "data"), "--lang", "en")

    assert code == 2
    assert squeezed(WITHOUT_DATA.task.input.en) in squeezed(err)
    assert not (tmp_path / "data").exists()


def test_a_file_in_place_of_the_directory_is_an_error_that_says_so(said, tmp_path):
    (tmp_path / "data").write_text("a file", encoding="utf-8")

    code, out, err = said("data", WITH_DATA.id, str(tmp_path / "data"), "--lang", "en")

    assert (code, out) == (2, "")
    assert "cannot be used" in err


# --- progress


@pytest.mark.parametrize("command", ["done", "skip"])
def test_what_is_done_or_skipped_leaves_the_plan_of_every_role_until_it_is_undone(shown, answers, command):
    options = [*answers, "--weeks", "52", "--hours-per-week", "20", "--level", "mid"]
    before = {role: [unit["id"] for unit in document(shown, *options, "--role", role)["units"]] for role in PACK.role}
    first = next(unit for unit in before["event"] if sum(unit in units for units in before.values()) > 1)

    shown(command, first)
    after = {role: [unit["id"] for unit in document(shown, *options, "--role", role)["units"]] for role in PACK.role}
    assert [role for role, units in after.items() if first in units] == []
    assert all(len(after[role]) <= len(before[role]) for role in PACK.role)

    shown("undo", first)
    assert {role: [unit["id"] for unit in document(shown, *options, "--role", role)["units"]] for role in PACK.role} == before


@pytest.mark.parametrize(("lang", "after"), [("zh", "交出之后："), ("en", "Once it is handed in: ")])
def test_who_starts_a_unit_is_told_what_to_type_when_it_is_done(shown, lang, after):
    assert f"{after}{program(lang)} plan done {WITH_DATA.id}" in " ".join(shown("start", WITH_DATA.id, "--lang", lang).split())


@pytest.mark.parametrize(
    ("lang", "texts"), [("zh", ["进度", "在做：", "做完了：", "跳过的："]), ("en", ["Progress", "Under way:", "Done:", "Skipped:"])]
)
def test_the_plan_says_what_is_under_way_done_and_skipped(shown, answers, lang, texts):
    ids = [unit["id"] for unit in document(shown, *answers, "--role", "event")["units"]]
    for command, name in zip(("done", "skip", "start"), ids, strict=False):
        shown(command, name)

    found = document(shown, *answers, "--role", "event")
    text = shown(*answers, "--role", "event", "--lang", lang)

    assert {one["id"]: one["state"] for one in found["progress"]} == dict(zip(ids, ("done", "skipped", "started"), strict=False))
    assert all(texts in text for texts in texts)
    assert found["units"][0]["id"] == ids[2]


@pytest.mark.parametrize(("lang", "texts"), [("zh", "比计划多用了 {} 天"), ("en", "It has taken {} days longer than planned")])
def test_a_unit_open_for_too_long_is_mentioned_with_the_days_and_the_plan_goes_on_from_today(shown, answers, home, lang, texts):
    first = document(shown, *answers, "--role", "event", "--hours-per-week", "40")["units"][0]["id"]
    begun(home, first, days=17)

    found = document(shown, *answers, "--role", "event", "--hours-per-week", "40")
    text = shown(*answers, "--role", "event", "--hours-per-week", "40", "--lang", lang)

    (standing,) = found["progress"]
    assert standing["days_late"] in {9, 10, 11}  # the day changes at midnight, here or in UTC
    assert squeezed(texts.format(standing["days_late"])) in squeezed(text)
    assert found["weeks"][0]["starts"] == date.today().isoformat()
    assert found["weeks"][0]["units"][0]["id"] == first


def test_progress_survives_and_belongs_to_its_pack(shown, home):
    shown("start", PACK.units[0].id)

    assert [one.unit for one in Store(home).progress(PACK.header.id)] == [PACK.units[0].id]
    assert Store(home).progress("another-pack") == ()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_when_a_unit_is_done_the_question_is_asked_that_somebody_else_must_answer(shown, lang):
    unit = PACK.units[0]

    text = squeezed(shown("done", unit.id, "--lang", lang))

    assert squeezed(unit.check.to(lang)) in text
    assert squeezed(unit.evidence.to(lang)) in text


def test_undoing_what_was_not_marked_says_so_and_makes_no_store(shown, home):
    assert "was not marked" in shown("undo", PACK.units[0].id, "--lang", "en")
    assert not home.exists()


# --- wrong options


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (["--weeks", "0"], "--weeks"),
        (["--weeks", "521"], "--weeks"),
        (["--start", "2026-02-30"], "--start"),
        (["--start", "9999-12-31"], "--start"),
        (["--start", "tomorrow"], "--start"),
        (["--hours-per-week", "0.4"], "--hours-per-week"),
        (["--level", "boss"], "--level"),
        (["--role", "evnt"], "event"),
    ],
    ids=" ".join,
)
def test_an_option_that_cannot_be_is_refused_and_named(said, answers, options, named):
    code, out, err = said(*answers, *options)

    assert (code, out) == (2, "")
    assert named in err


def test_without_any_assessment_the_hint_names_the_command_to_begin_with(said):
    code, out, err = said("--lang", "en")

    assert (code, out) == (2, "")
    assert "opscareer assess" in err
