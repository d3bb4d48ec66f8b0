"""What people call directions, competencies, topics, units, tiers and assessments, and what the program makes of it."""

import json
import re

import pytest
from kept import finished, left_open
from people import highest
from shipped import shipped_engine, shipped_pack

from opscareer.answers import Answers
from opscareer.texts import Texts

PACK = shipped_pack()
SOME = dict(list(highest(PACK).items())[:30])
RANKED = [role.id for role in shipped_engine().assess(Answers(SOME)).roles]
ROLE = PACK.roles[1]
UNIT = PACK.units[3]


@pytest.fixture
def told(opscareer):
    """Runs a command. Returns its exit code, and what it says where it says something."""

    def run(*arguments, **variables):
        done = opscareer(*arguments, **variables)
        return done.returncode, (done.stdout or done.stderr).decode()

    return run


@pytest.fixture
def document(told):
    def run(*arguments):
        code, text = told(*arguments, "--json")
        assert code == 0, text
        return json.loads(text)

    return run


# --- a direction


@pytest.mark.parametrize(
    "name",
    [
        ROLE.id,
        ROLE.id.upper(),
        ROLE.name.zh,
        ROLE.name.en,
        ROLE.name.en.lower(),
        f" {ROLE.name.zh} ",
        "ｄａｔａ",
        "ＤＡＴＡ",
        "da",
        "数据",
        "2",
        "２",
    ],
)
def test_a_direction_is_shown_by_whatever_people_call_it(told, name):
    assert told("roles", name) == told("roles", "data")
    assert told("roles", name)[0] == 0


@pytest.mark.parametrize("command", [["roles"], ["guide"], ["plan", "show"]])
def test_a_name_of_several_words_needs_no_quotation_marks(told, command):
    name = {"roles": ROLE.name.en, "guide": PACK.topics[3].title.en}.get(command[0], UNIT.title.en)

    assert told(*command, *name.split()) == told(*command, name)
    assert told(*command, *name.split())[0] == 0


def test_why_takes_a_name_of_several_words_without_quotation_marks(told, home):
    finished(home, SOME)

    for name in ("product operations", "产品 运营"):
        assert told("why", *name.split()) == told("why", name) == told("why", "product")


@pytest.mark.parametrize("command", ["show", "key", "data"])
def test_without_a_name_it_is_about_the_unit_under_way_or_else_the_next_of_the_plan_and_says_which(
    opscareer, home, tmp_path, monkeypatch, command
):
    finished(home, SOME)
    monkeypatch.chdir(tmp_path)
    following = json.loads(opscareer("plan", "next", "--json").stdout)["units"][0]["id"]
    begun = next(unit.id for unit in PACK.units if unit.key and unit.practice and unit.id != following)

    for unit in (following, begun):
        run = opscareer("plan", command, *(["--yes"] if command == "key" else []), OPSCAREER_LANG="en")
        assert run.returncode == 0, run.stderr
        assert f"({unit})" in run.stderr.decode()
        opscareer("plan", "start", begun)


def test_without_a_name_only_what_is_under_way_can_be_done(opscareer, told, home):
    finished(home, SOME)
    assert told("plan", "done", OPSCAREER_LANG="en")[0] == 2

    opscareer("plan", "start")

    assert opscareer("plan", "done").returncode == 0


def test_without_a_name_and_a_plan_a_unit_is_asked_for(told):
    for command in ("show", "key", "data", "start", "done", "skip"):
        code, said = told("plan", command, OPSCAREER_LANG="en")
        assert code == 2
        assert "no unit was named" in said


def test_a_name_that_several_units_begin_with_means_the_one_of_the_plan(document, told, home):
    finished(home, SOME)
    planned = [unit["id"] for unit in document("plan")["units"]]
    starts = {unit.id[:length] for unit in PACK.units for length in range(2, 6)}
    alike = {start: [unit.id for unit in PACK.units if unit.id.startswith(start)] for start in starts}
    start, own = next(
        (start, own)
        for start, ids in sorted(alike.items())
        for own in planned
        if [one for one in ids if one in planned] == [own] and len(ids) > 1
    )

    assert document("plan", "show", start)["unit"]["id"] == own


def test_a_name_that_is_missing_is_asked_for_with_what_it_may_be(told):
    code, said = told("pack", "new", OPSCAREER_LANG="en")

    assert code == 2
    assert "DIR is missing. Where the pack is to stand" in said


def test_the_beginning_of_an_option_comes_before_others_that_look_like_it(told):
    for command in ("assess", "plan", "report"):
        assert "did you mean --hours-per-week?" in told(command, "--hours", "5", OPSCAREER_LANG="en")[1]


@pytest.mark.parametrize("command", [["plan"], ["report"]])
def test_the_target_may_be_named_as_people_see_it_and_by_its_place_in_the_result(document, home, command):
    finished(home, SOME)

    for name in (RANKED[2], PACK.role[RANKED[2]].name.zh, PACK.role[RANKED[2]].name.en.upper(), "3", "３"):
        found = document(*command, "--role", name)
        assert found.get("plan", found)["target"]["role"] == RANKED[2]


def test_a_name_behind_plan_is_no_command_and_is_told_where_names_go(told):
    said = told("plan", "event", OPSCAREER_LANG="en")[1]

    assert "there is no command event; name a direction with --role, a tier with --level" in said
    assert "--role" not in told("plan", "nxet", OPSCAREER_LANG="en")[1]


def test_why_and_compare_take_places_in_the_result(document, home):
    finished(home, SOME)

    assert document("why", "2")["role"] == RANKED[1]
    assert [role["id"] for role in document("compare", "1", "4")["roles"]] == [RANKED[0], RANKED[3]]


@pytest.mark.parametrize("names", [["content,event"], ["内容，活动"], ["内容、", "活动"], ["content;event"]], ids=str)
def test_the_names_that_compare_takes_may_be_parted_by_a_comma(document, home, names):
    finished(home, SOME)

    assert [role["id"] for role in document("compare", *names)["roles"]] == ["content", "event"]


def test_before_there_is_a_result_a_place_in_it_is_no_name(told, tmp_path):
    file = tmp_path / "answers.json"
    file.write_text(json.dumps({"answers": SOME}))

    code, said = told("assess", "--answers", str(file), "--role", "1", OPSCAREER_LANG="en")

    assert code == 2
    assert "there is no direction called 1" in said


@pytest.mark.parametrize(("name", "tier"), [("MID", "mid"), ("中级", "mid"), ("资深", "senior"), ("ｅｎｔｒｙ", "entry")])
def test_a_tier_is_known_by_its_names_in_any_case(document, home, name, tier):
    finished(home, SOME)

    assert document("plan", "--level", name)["target"]["level"] == tier


# --- a topic, a unit, a command


@pytest.mark.parametrize(
    "name", ["entry", "ENTRY", "入行", "没有经验怎样入行", "Getting in", str([topic.id for topic in PACK.topics].index("entry") + 1)]
)
def test_a_topic_is_shown_by_its_title_a_part_of_it_or_its_number_in_the_list(told, name):
    assert told("guide", name) == told("guide", "entry")
    assert told("guide", name)[0] == 0


@pytest.mark.parametrize("name", [UNIT.id.upper(), UNIT.title.zh, UNIT.title.en, UNIT.title.zh[:-1], UNIT.id[:-1]])
def test_a_unit_is_known_by_its_title_too(told, name):
    assert told("plan", "show", name) == told("plan", "show", UNIT.id)
    assert told("plan", "show", name)[0] == 0


def test_progress_is_kept_on_the_unit_that_was_named_by_its_title(told, document, home):
    finished(home, SOME)

    assert told("plan", "start", UNIT.title.zh)[0] == 0

    assert UNIT.id in [unit["id"] for unit in document("plan")["progress"]]


@pytest.mark.parametrize("name", ["ROLES", "Roles", "ｒｏｌｅｓ"])
def test_a_command_is_known_in_any_case(told, name):
    assert told(name) == told("roles")


@pytest.mark.parametrize(("command", "count"), [("roles", len(PACK.roles)), ("guide", len(PACK.topics))])
def test_the_numbers_stand_in_the_list(told, command, count):
    assert [int(number) for number in re.findall(r"(?m)^(\d+)\. ", told(command)[1])] == list(range(1, count + 1))


# --- a competency, an interest


@pytest.mark.parametrize(
    "words",
    [
        ["数据分析力=4"],
        ["数据分析力", "=", "4"],
        ["数据分析力", "＝", "４"],
        ["Data_Analysis=4"],
        ["DATA ANALYSIS = 4"],
        ["data_an=4"],
        ["数据分析=4"],
        ["2=4"],
    ],
    ids=" ".join,
)
def test_a_level_is_assumed_by_whatever_people_call_the_competency(document, home, words):
    finished(home, SOME)

    assert document("whatif", *words)["assumed"] == {"data_analysis": 4}


@pytest.mark.parametrize(
    "words", [["数据分析力＝4，内容运营＝1"], ["数据分析力=4、content=1"], ["data_analysis=4;", "content=1"]], ids=" ".join
)
def test_assumptions_may_be_parted_as_people_part_them(document, home, words):
    finished(home, SOME)

    assert document("whatif", *words)["assumed"] == {"data_analysis": 4, "interest.content": 1}


@pytest.mark.parametrize("words", [["data=1", "数据运营=2"], ["数据分析力=3", "data_analysis=4"]], ids=" ".join)
def test_what_is_given_twice_is_said_also_where_it_was_called_differently(told, home, words):
    finished(home, SOME)

    code, said = told("whatif", *words, OPSCAREER_LANG="en")

    assert code == 2
    assert "is given twice" in said


# --- what means nothing, or too much


@pytest.mark.parametrize("language", ["zh", "en"])
def test_where_a_name_could_mean_two_things_both_are_named_and_none_is_chosen(told, home, language):
    finished(home, SOME)
    name = {"zh": ("数据", "数据分析力（data_analysis）", "对数据运营的兴趣（data）"), "en": ("pro", "Project management", "product")}[
        language
    ]

    code, said = told("whatif", f"{name[0]}=1", OPSCAREER_LANG=language)

    assert code == 2
    assert name[1] in said
    assert name[2] in said


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("command", [["roles", "qqq"], ["why", "qqq"], ["plan", "--role", "qqq"], ["whatif", "qqq=1"]], ids=" ".join)
def test_an_unknown_name_is_answered_with_all_names_in_the_language_of_the_person(told, home, language, command):
    finished(home, SOME)

    code, said = told(*command, OPSCAREER_LANG=language)

    aside = Texts(language)("aside", text="{}").strip()
    assert code == 2
    for role in PACK.roles:
        assert role.name.to(language) in said
        assert aside.format(role.id) in said


@pytest.mark.parametrize(
    ("given", "meant"), [("数剧运营", "数据运营（data）"), ("dtaa", "数据运营（data）"), ("用户运迎", "用户运营（user）")]
)
def test_a_near_miss_is_answered_with_the_name_and_the_id_of_what_was_probably_meant(told, given, meant):
    code, said = told("roles", given, OPSCAREER_LANG="zh")

    assert code == 2
    assert Texts("zh")("did-you-mean", near=meant) in said


@pytest.mark.parametrize("name", ["data\u200b", "\ufeffdata", "da\u200bta", "data\u3000", "DATA "])
def test_what_looks_the_same_is_never_answered_with_itself(told, name):
    assert told("roles", name) == told("roles", "data")


# --- an assessment


def test_an_assessment_is_known_by_its_number_in_the_list_by_id_and_as_last(document, home):
    first = finished(home, SOME, "2020-01-01T08:00:00+00:00")
    second = finished(home, dict(list(SOME.items())[:20]), "2020-02-01T08:00:00+00:00")

    assert [session["id"] for session in document("history")["sessions"]] == [second, first]
    for name in ("2", "２", first, first.upper(), first[:3], f" {first} "):
        assert document("history", "show", name) == document("history", "show", first)
    for name in ("1", "last", "LAST", "Ｌａｓｔ", second):
        assert document("history", "show", name) == document("history", "show", second)
    assert document("history", "show", first) != document("history", "show", second)
    assert document("history", "diff", "1", "2") == document("history", "diff")


def test_the_list_of_assessments_is_numbered(told, home):
    finished(home, SOME)
    open_one = left_open(home, dict(list(SOME.items())[:3]))

    assert re.search(rf"(?m)^1\.  {open_one}\b", told("history")[1])


def test_a_number_of_the_list_is_that_number_also_where_another_id_begins_with_it(document, home):
    ids = [finished(home, SOME) for _ in range(9)]
    place = next(place for place in range(1, 10) for name in ids if name.startswith(str(place)) and ids[-place] != name)

    assert document("history", "show", str(place)) == document("history", "show", ids[-place])


def test_the_same_assessment_twice_cannot_be_compared_and_that_is_said(told, home):
    done = finished(home, SOME)

    code, said = told("history", "diff", done, "1", OPSCAREER_LANG="en")

    assert code == 2
    assert f"both are the assessment {done}" in said


@pytest.mark.parametrize("command", [["history", "show"], ["history", "show", "last"], ["history", "export"]], ids=" ".join)
def test_without_any_assessment_that_is_said_and_not_that_last_is_missing(told, command):
    code, said = told(*command, OPSCAREER_LANG="en")

    assert code == 2
    assert said.startswith("error: there is no assessment yet\n")
    assert "opscareer assess" in said


# --- in files


def test_answers_may_be_written_with_the_letters_digits_and_spaces_of_a_chinese_keyboard(opscareer, tmp_path):
    names = list(SOME)[:4]
    plain, wide = tmp_path / "plain.yaml", tmp_path / "wide.yaml"
    lines = [f"  {name}: {json.dumps(SOME[name])}" for name in names]
    plain.write_text("\n".join(["answers:", *lines]), encoding="utf-8")
    table = {code: code + 0xFEE0 for code in (*range(48, 58), *range(65, 91), *range(97, 123))} | {ord(" "): 0x3000, ord(","): ord("，")}
    wide.write_text("\n".join(["Answers:", *(line.upper() for line in lines)]).translate(table), encoding="utf-8")

    first, second = (opscareer("assess", "--answers", str(file), "--json") for file in (plain, wide))

    assert (first.returncode, first.stderr) == (0, b"")
    assert (second.stdout, second.stderr) == (first.stdout, b"")


def test_a_responses_file_may_have_full_width_digits(opscareer, tmp_path):
    name = next(question.id for question in PACK.questions if question.kind == "interest")
    texts = [f"{name}\n{value}\n{value}\n" for value in ("3", "３")]
    files = [tmp_path / f"{number}.csv" for number in (1, 2)]
    for file, text in zip(files, texts, strict=True):
        file.write_text(text, encoding="utf-8")

    first, second = (opscareer("pack", "replay", str(file), "--json").stdout for file in files)

    assert json.loads(first) == json.loads(second)


def test_a_question_answered_twice_in_another_case_is_refused_with_both_lines(told, tmp_path):
    name = next(question.id for question in PACK.questions if question.kind == "interest")
    file = tmp_path / "answers.yaml"
    file.write_text(f"answers:\n  {name}: 3\n  {name.upper()}: 4\n", encoding="utf-8")

    code, said = told("assess", "--answers", str(file), OPSCAREER_LANG="en")

    assert code == 1
    assert "answers.yaml:3:3" in said


def test_what_is_no_tier_is_answered_with_the_tiers_by_name_and_how_to_write_them(opscareer):
    run = opscareer("plan", "--level", "boss", "--lang", "zh")

    assert run.returncode == 2
    assert "入门（entry）、中级（mid）、资深（senior）" in run.stderr.decode()
    assert "entry, mid, senior" in opscareer("plan", "--level", "boss", "--lang", "en").stderr.decode()
