"""`why`, `compare` and `whatif` as a person meets them: what they say, and the names that they understand."""

import json
import re

import pytest
from shipped import shipped_pack

from opscareer.report.view.names import PackTexts
from opscareer.results.trait import Trait
from opscareer.texts import LANGUAGES, Texts

PACK = shipped_pack()
ANSWERS = {
    "content-event.choice.bookswap": 5,
    "content-data.choice.coffee": 1,
    "content-user.choice.runners": 4,
    "data-event.choice.libraries": 3,
    "content.interest.cut": 5,
    "data.interest.forecast": 2,
    "creative_planning.deeds.writing": [2, 3, 4, 5, 6],
    "creative_planning.deeds.visuals": [1],
    "creative_planning.judgement.gym": 4,
    "data_analysis.deeds.reports": [],
    "project_management.deeds.planning": [1, 2],
    "user_insight.deeds.segments": [1, 2, 3],
}


@pytest.fixture(params=["zh", "en"])
def texts(request):
    return Texts(request.param)


@pytest.fixture
def ask(opscareer, tmp_path, texts):
    """What a command says about these answers, without white space."""
    file = tmp_path / "answers.json"
    file.write_text(json.dumps({"answers": ANSWERS}))

    def said(*command, code=0):
        done = opscareer("--lang", texts.language, *command, "--answers", str(file), COLUMNS="100")
        assert done.returncode == code, done.stderr.decode()
        return squeezed((done.stderr if code else done.stdout).decode())

    return said


def program(texts):
    """How a command begins that goes on speaking this language, which the surroundings do not ask for."""
    return "opscareer" + ("--langzh" if texts.language == "zh" else "")


def squeezed(text):
    return re.sub(r"\s", "", text)


def sections(page, *headings):
    """What stands under each of the headings, up to the next one."""
    marks = [page.index(squeezed(heading)) for heading in headings]
    return [page[start:end] for start, end in zip(marks, [*marks[1:], len(page)], strict=True)]


# --- why


def test_why_says_what_was_chosen_ticked_and_liked_in_the_words_of_the_questions(ask, texts):
    page = ask("why", "content")

    chosen, other = (texts.of(task) for task in reversed(PACK.question["content-event.choice.bookswap"].tasks))
    hardest = PACK.question["creative_planning.deeds.writing"].options[5].text
    for text in (chosen, other, texts.of(hardest), texts.of(PACK.question["content.interest.cut"].text)):
        assert squeezed(text).rstrip(".。").lower() in page.lower()


def test_why_puts_a_chosen_task_under_for_and_a_refused_one_under_against(ask, texts):
    of_content, of_event = (texts.of(task) for task in reversed(PACK.question["content-event.choice.bookswap"].tasks))
    told = squeezed(of_content).rstrip(".。").lower()

    own = [part.lower() for part in sections(ask("why", "content"), texts("why.for"), texts("why.against"))]
    others = [part.lower() for part in sections(ask("why", "event"), texts("why.for"), texts("why.against"))]

    assert told in own[0]
    assert told not in own[1]
    assert told in others[1]
    assert squeezed(of_event).rstrip(".。").lower() not in others[0]


def test_why_without_a_role_is_about_the_leader(ask):
    assert ask("why") == ask("why", "content")


@pytest.mark.parametrize("role", ["content", "event", "data"])
def test_why_prints_parts_that_add_up(ask, texts, role):
    parts = ask("why", role).partition(squeezed(texts("result.why-base")))[2].partition(squeezed(texts("result.why-sum")))[0]
    *points, total = [float(number) for number in re.findall(r"[+-]?\d+\.\d", parts)]

    assert 50 + sum(points) == pytest.approx(total, abs=0.01)


def test_no_page_speaks_of_standard_deviations(ask):
    for command in (("why", "data"), ("compare", "content", "data"), ("whatif", "data=1"), ("whatif",)):
        page = ask(*command)
        assert "standarddeviation" not in page
        assert "标准差" not in page
        assert "-0.0" not in page


def test_what_would_put_it_first_is_told_in_words_with_a_command_in_the_words_of_the_language_that_shows_it(ask, texts):
    page = ask("why", "event")

    rises = [squeezed(texts(f"why.rise-{size}", role=texts.of(PACK.role["event"].name))) for size in ("little", "clearly", "much")]
    assert sum(rise in page for rise in rises) == 1
    (name, value) = re.findall(rf"{program(texts)}whatif(event|活动运营)=(\d\.\d)", page)[0]
    assert name == {"zh": "活动运营", "en": "event"}[texts.language]
    assert "->" in ask("whatif", f"{name}={value}")


# --- compare


def test_compare_shows_both_and_what_speaks_for_each(ask, texts):
    names = [texts.of(PACK.role[role].name) for role in ("content", "data")]
    page = ask("compare", "content", "data")

    own, others = sections(page, *(texts("compare.for", role=name) for name in names))

    assert squeezed(texts.of(PACK.question["content-data.choice.coffee"].tasks[0])).rstrip(".。").lower() in own.lower()
    assert squeezed(texts.of(PACK.question["content-data.choice.coffee"].tasks[0])).rstrip(".。").lower() not in others.lower()
    for role in ("content", "data"):
        assert squeezed(texts.of(PACK.role[role].fits_you_if)) in page
        assert squeezed(texts.of(PACK.role[role].less_if)) in page
    assert f"{program(texts)}planshowai-draft-checked" in page


def test_compare_says_of_a_task_of_a_third_role_that_it_speaks_against_the_other_of_the_two(ask, texts):
    note = {"zh": "这一条不利于{}", "en": "This speaks against {}"}[texts.language]
    event, user = (squeezed(note.format(texts.of(PACK.role[role].name))) for role in ("event", "user"))

    assert event in ask("compare", "event", "data")
    assert user not in ask("compare", "content", "user")


def test_compare_fills_in_the_leader_and_the_runner_up(ask):
    pair = ask("compare")

    assert ask("compare", "content").splitlines()[0] == pair.splitlines()[0]
    assert ask("compare", "data") == ask("compare", "data", "content")


def test_compare_says_of_what_the_largest_part_of_the_doubt_is_a_share(ask, texts):
    assert {"zh": "这份不确定里有", "en": "ofthatuncertaintyisaboutonething"}[texts.language] in ask("compare")


def test_whatif_says_by_what_its_rows_are_ordered(ask, texts):
    page = ask("whatif", "data_analysis=5")

    rows = re.findall({"zh": r"最适合的概率<?>?(\d+)%-><?>?(\d+)%", "en": r"best<?>?(\d+)%-><?>?(\d+)%"}[texts.language], page)
    assert len(rows) == len(PACK.roles)
    assert [int(then) for _, then in rows] == sorted((int(then) for _, then in rows), reverse=True)
    assert {"zh": "名次按假设成立时最适合的概率排", "en": "Intheorderoftheprobabilityofbeingthebestifitwereso"}[texts.language] in page


def test_whatif_says_that_a_basic_skill_moves_no_fit(ask, texts):
    said = {"zh": "不算进适合度", "en": "notforfit"}[texts.language]

    assert said in ask("whatif", "digital_tools=5")
    assert said not in ask("whatif", "data_analysis=5")


# --- names


@pytest.mark.parametrize("name", ["data", "DATA", "数据运营", "数据 运营", "data operations", "Data-Operations", "ｄａｔａ"])
def test_a_role_is_known_by_id_and_names_in_any_case_and_spacing(ask, name):
    assert ask("why", name) == ask("why", "data")
    assert ask("compare", name, "event") == ask("compare", "data", "event")


@pytest.mark.parametrize(
    "words",
    [
        ["data_analysis=4", "interest.content=1"],
        ["Data_Analysis=4", "INTEREST.CONTENT=1"],
        ["数据分析力=4", "内容运营=1"],
        ["data analysis = 4", "Content operations=1"],
        ["Data", "analysis", "=", "4", "content", "=", "1.0"],
        ["data_analysis＝４", "对内容运营的兴趣＝１"],
        ["data_analysis=四", "content＝一"],
        ["interest in Content operations=1", "data-analysis=4"],
        ["content=1 data_analysis=4"],
    ],
    ids=" ".join,
)
def test_whatif_takes_names_as_people_write_them_and_several_at_once(ask, words):
    assert ask("whatif", *words) == ask("whatif", "data_analysis=4", "interest.content=1")


def test_whatif_alone_lists_every_name_with_its_value_and_an_example_that_works(ask, texts):
    page = ask("whatif")

    for trait in PACK.traits:
        assert re.search(rf"{trait.of}-?\d\.\d", page)
    assert all(squeezed(texts.of(item.name)) in page for item in (*PACK.competencies, *PACK.roles))
    (example,) = re.findall(rf"{program(texts)}whatif(\w+=4)(\w+=1)", page)
    assert example[0].isascii() == (texts.language == "en")
    assert "->" in ask("whatif", *example)


@pytest.mark.parametrize(
    ("words", "slug", "facts"),
    [
        (["data_analsis=4"], "whatif-unknown", {"id": "data_analsis", "near": "data_analysis"}),
        (["数剧分析力=4"], "whatif-unknown", {"id": "数剧分析力", "near": "data_analysis"}),
        (["DATA_ANALSIS=4"], "whatif-unknown", {"id": "DATA_ANALSIS", "near": "data_analysis"}),
        (["content=1", "内容运营=2"], "whatif-twice", {"of": "content", "before": "1", "after": "2"}),
        (["content=4"], "whatif-range", {"id": "content", "low": "-3", "high": "3", "value": "4"}),
        (["data analysis=0"], "whatif-range", {"id": "data analysis", "low": "1", "high": "5", "value": "0"}),
        (["content=nan"], "whatif-range", {"id": "content", "low": "-3", "high": "3", "value": "nan"}),
        (["content=much"], "whatif-shape", {"given": "content=much"}),
        (["content"], "whatif-shape", {"given": "content"}),
        (["content=1", "data"], "whatif-shape", {"given": "data"}),
        (["=4"], "whatif-shape", {"given": "=4"}),
        (["content="], "whatif-shape", {"given": "content="}),
    ],
)
def test_what_whatif_does_not_understand_is_named(ask, texts, words, slug, facts):
    shown = PackTexts(PACK, texts.language)
    called = {"data_analysis": shown.competency("data_analysis"), "content": shown.trait(Trait("interest", "content"))}
    near = texts("did-you-mean", near=called[facts["near"]] + texts("aside", text=facts["near"])) if "near" in facts else ""
    facts = {**facts, **({"of": called[facts["of"]]} if "of" in facts else {})}

    said = ask("whatif", *words, code=2)

    assert squeezed(texts(f"error.{slug}", **{**facts, "near": near})) in said


@pytest.mark.parametrize("name", ["writing", "Writing", "写作"])
def test_a_part_of_a_competency_is_told_to_be_one_and_of_which(ask, texts, name):
    said = ask("whatif", f"{name}=3", code=2)

    whole = next(item for item in PACK.competencies if "writing" in {facet.id for facet in item.facets})
    assert squeezed(texts("error.whatif-facet", given=name, competency=texts.of(whole.name))) in said
    assert "->" in ask("whatif", f"{whole.id}=3")


def test_why_says_of_every_list_of_deeds_to_which_competency_it_belongs():
    for language in LANGUAGES:
        shown = PackTexts(PACK, language)
        for question in PACK.questions:
            if question.kind == "deeds":
                competency = next(trait.of for trait in question.traits)
                assert shown.said(question.id, ()).startswith(shown.facet(question.id) + shown("aside", text=shown.competency(competency)))


def test_of_a_competency_without_an_answer_whatif_and_compare_say_so(ask, texts):
    tools = texts.of(PACK.competency["digital_tools"].name)

    assert squeezed(f"2.5 {tools}{texts('whatif.unasked')}") in ask("whatif")
    assert squeezed(texts("compare.you-unasked", competency=tools)) in ask("compare", "content", "data")


def test_a_near_miss_is_never_answered_with_itself(ask):
    for name in ("data analysis ", " Data__Analysis", "用户 洞察力"):
        assert "->" in ask("whatif", f"{name}=3")


def test_what_somebody_says_in_a_situation_is_in_single_quotation_marks_within_an_answer():
    shown = PackTexts(PACK, "zh")
    speaking = [question.id for question in PACK.questions if question.kind == "judgement" and "“" in shown.of(question.text)]

    assert speaking
    for name in speaking:
        marks = re.sub("[^“”]", "", shown.said(name, 1))
        assert marks == "“”" * (len(marks) // 2)
        assert "‘" in shown.said(name, 1)
