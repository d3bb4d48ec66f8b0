"""What the commands show, in both languages, and what they say to a command line that they do not understand."""

import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.metadata import entry_points, version
from pathlib import Path

import pytest
import typer

from opscareer.cli.app import main
from opscareer.cli.commands import build
from opscareer.cli.help import placeholders
from opscareer.texts import Texts

LANGUAGES = ("zh", "en")
ROLES = ("content", "data", "event", "product", "user")
TINY = Path(__file__).parents[1] / "packs" / "good" / "tiny"
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@cache
def shown(*arguments, **variables):
    """What a command that succeeds prints."""
    command = [sys.executable, "-m", "opscareer", *arguments]
    settings = {**os.environ, "PYTHONIOENCODING": "utf-8", **variables}
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, env=settings, check=False)
    assert (done.returncode, done.stderr) == (0, b""), done.stderr.decode()
    return done.stdout.decode()


def shown_each(commands):
    """The same for several commands, side by side."""
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda arguments: shown(*arguments), commands))


def printed(capsys, *arguments):
    """The same without a process of its own, for very many pages."""
    code = main(arguments)
    said = capsys.readouterr()
    assert (code, said.err) == (0, "")
    return said.out


def document(*arguments):
    return json.loads(shown(*arguments, "--json"))


def squeezed(text):
    """Without white space: where lines break is the layout's affair."""
    return re.sub(r"\s", "", text)


def assert_shows(page, texts):
    """Commands in the texts are printed with the language that was asked for."""
    flat = squeezed(page).replace("opscareer--langzh", "opscareer")
    missing = [text for text in texts if squeezed(text) not in flat]
    assert missing == []


def numbers(*values):
    """A pattern for these figures one after the other, whatever words stand between them."""
    return r"(?<!\d)" + r"\D+".join(re.escape(value) for value in values) + r"(?!\d)"


@pytest.fixture(params=LANGUAGES)
def speaking(request, monkeypatch):
    """The texts of the language in which the program now speaks."""
    monkeypatch.setenv("OPSCAREER_LANG", request.param)
    return Texts(request.param)


# --- roles


@pytest.mark.parametrize("lang", LANGUAGES)
def test_roles_lists_every_role_with_what_it_is_and_needs(lang):
    pack = document("roles")
    names = {item["id"]: item["name"][lang] for item in pack["competencies"]}

    page = shown("roles", "--lang", lang)

    assert [role["id"] for role in pack["roles"]] == list(ROLES)
    for number, role in enumerate(pack["roles"], 1):
        needs = [f"{names[name]} {weight:.0%}" for name, weight in role["weights"].items() if weight]
        assert_shows(page, [f"{number}. {role['name'][lang]}  {role['id']}", role["summary"][lang], *needs])
    assert re.search(rf"opscareer(--langzh)?roles{ROLES[0]}", squeezed(page))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_role_is_shown_with_all_that_the_pack_says_about_it(lang):
    pack = document("roles")

    pages = shown_each([("roles", role, "--lang", lang) for role in ROLES])

    for role, page in zip(pack["roles"], pages, strict=True):
        assert page.startswith(f"{role['name'][lang]}  {role['id']}\n")
        assert_shows(page, [role["definition"][lang], role["fits_you_if"][lang], role["less_if"][lang]])
        assert_shows(page, [item["text"][lang] for item in (*role["duties"], *role["figures"])])
        assert_shows(page, [item[lang] for item in role["failures"]])
        assert_shows(page, [tool["name"][lang] for tool in role["tools"]])
        assert_shows(page, role["onet"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_ladder_and_how_far_to_trust_the_figures_stand_once_in_the_guide_and_every_role_says_where(lang):
    pack = document("roles")
    ladder = [part[lang] for rung in pack["ladder"] for part in (rung["name"], rung["work"])]
    notes = [note[lang] for note in pack["notes"].values()]

    pages = shown_each([("roles", role, "--lang", lang) for role in ROLES])

    assert_shows(shown("guide", "ceiling", "--lang", lang), ladder)
    assert_shows(shown("guide", "figures", "--lang", lang), notes)
    for page in pages:
        assert_shows(page, ["opscareer guide ceiling", "opscareer guide figures"])
        assert [text for text in (*ladder, *notes) if squeezed(text) in squeezed(page)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_role_of_a_pack_whose_guide_has_no_such_topics_says_all_of_it_itself(lang):
    given = ("--pack", str(TINY), "--lang", lang)
    pack = document("roles", "--pack", str(TINY))

    page = shown("roles", pack["roles"][0]["id"], *given)

    assert_shows(page, [part[lang] for rung in pack["ladder"] for part in (rung["name"], rung["work"])])
    assert_shows(page, [note[lang] for note in pack["notes"].values()])
    assert "opscareer guide" not in page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_tools_that_ads_name_stand_apart_from_those_that_practitioners_use(lang):
    uncounted = {"zh": "不来自广告：", "en": "not from ads: "}[lang]

    for role in document("roles")["roles"]:
        counted, others = re.search(rf"((?:  .*\n)*)  - .*{uncounted}((?:.*\n)+?)\n", shown("roles", role["id"], "--lang", lang)).groups()
        assert_shows(counted, [tool["name"][lang] for tool in role["tools"] if "ads_share" in tool])
        assert_shows(others, [tool["name"][lang] for tool in role["tools"] if "ads_share" not in tool])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_weight_and_required_level_stands_beside_the_evidence_for_it(lang):
    pack = document("roles")
    names = {item["id"]: item["name"][lang] for item in pack["competencies"]}

    pages = shown_each([("roles", role, "--lang", lang) for role in ROLES])

    for role, page in zip(pack["roles"], pages, strict=True):
        for name, weight in role["weights"].items():
            block = re.search(rf"(?m)^{names[name]}\n((?:  .*\n)+)", page)[1]
            level, evidence = role["required"][name], role["provenance"][name]
            if not weight:  # a basic skill, which no ad was counted for
                assert re.search(numbers(str(level["entry"]), str(level["mid"]), str(level["senior"])), block)
                continue
            low, high = evidence["ads_interval"]
            assert re.search(numbers(f"{weight:.0%}", str(level["entry"]), str(level["mid"]), str(level["senior"])), block)
            shares = [
                f"{evidence['ads_share']:.0%}",
                f"{low:.0%}-{high:.0%}",
                f"{evidence['weight_ads']:.2f}",
                f"{evidence['weight_onet']:.2f}",
            ]
            assert re.search(numbers(*shares), block), block
            assert evidence["confidence"] in block or lang == "zh"
        years = role["min_years"]
        assert re.search(numbers(*[f"{years[key]:g}" for key in ("median", "q25", "q75", "ads")]), page)
        assert re.search(rf"(?m)^  - {role['ads']}\b", page)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_ladder_rises_from_assistant_to_founder_in_ranges_of_years(lang):
    ladder = document("roles", "user")["ladder"]

    page = shown("guide", "ceiling", "--lang", lang)

    assert len(ladder) == 6
    rungs = [rf"{re.escape(rung['name'][lang])}\W+{'-'.join(f'{year:g}' for year in rung['years'])}\b" for rung in ladder]
    assert re.search(".*".join(rungs), page, re.DOTALL)


# --- questions and guide


@pytest.mark.parametrize("lang", LANGUAGES)
def test_questions_lists_every_question_with_what_one_can_answer(lang):
    questions = document("questions")["questions"]

    page = shown("questions", "--lang", lang)

    assert len(questions) > 60
    for question in questions:
        assert_shows(page, [question["id"], question["text"][lang], *[task[lang] for task in question.get("tasks", [])]])
        assert_shows(page, [option["text"][lang] for option in question["options"]])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_template_shows_every_question_and_option_as_a_comment(lang):
    questions = document("questions")["questions"]

    lines = shown("questions", "--template", "--lang", lang).splitlines()

    for question in questions:
        assert f"  {question['id']}:" in lines
        assert f"  # {question['text'][lang]}" in lines
        tick = "[ ]  " if question["answer"] == "list" else ""
        assert all(f"  #   {option['value']}  {tick}{option['text'][lang]}" in lines for option in question["options"])
        assert all(f"  #   {letter}  {task[lang]}" in lines for letter, task in zip("AB", question.get("tasks", []), strict=False))


@pytest.mark.parametrize("columns", ["40", "100"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_coverage_names_every_facet_and_every_level_that_is_required(lang, columns):
    pack, found = document("roles"), document("questions", "--coverage")
    facets = {facet["id"]: facet["name"][lang] for item in pack["competencies"] for facet in item["facets"]}

    page = shown("questions", "--coverage", "--lang", lang, COLUMNS=columns)

    assert_shows(page, [f"{facets[facet]} {count}" for one in found["traits"] for facet, count in one["facets"].items()])
    assert_shows(page, [item["name"][lang] for item in (*pack["competencies"], *pack["roles"])])
    rows = re.findall(r"(\d)/(\d+|-) +(\d)/(\d+|-) +(\d)/(\d+|-)", page)
    assert [one for row in rows for one in zip(row[::2], row[1::2], strict=True)] == [
        (str(one["required"]), str(one["lists"] or "-"))
        for role in pack["roles"]
        for name in sorted(role["weights"], key=lambda name: (-role["weights"][name], name))
        for one in found["reach"]
        if (one["role"], one["competency"]) == (role["id"], name)
    ]


def test_a_template_cannot_show_the_coverage_too():
    done = subprocess.run([sys.executable, "-m", "opscareer", "questions", "--template", "--coverage"], capture_output=True, check=False)

    assert (done.returncode, done.stdout) == (2, b"")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_guide_lists_its_topics_and_shows_each_of_them(capsys, lang):
    topics = document("guide")["topics"]

    overview = shown("guide", "--lang", lang)
    pages = [printed(capsys, "guide", topic["id"], "--lang", lang) for topic in topics]

    assert {"what", "marketing", "entry", "ceiling", "industries", "opinions", "claims"} <= {topic["id"] for topic in topics}
    for topic, page in zip(topics, pages, strict=True):
        assert_shows(overview, [f"{topic['title'][lang]}  {topic['id']}", topic["summary"][lang]])
        assert_shows(page, [topic["title"][lang], topic["summary"][lang], *[part[lang] for part in topic["body"]]])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_of_the_four_claims_stands_with_its_source_and_that_we_could_not_check_it(lang):
    guide = document("guide", "claims")

    page = squeezed(shown("guide", "claims", "--lang", lang))

    assert len(guide["claims"]) == 4
    parts = [squeezed(claim[key][lang]) for claim in guide["claims"] for key in ("text", "source", "caution")]
    assert re.search(".*".join(re.escape(part) for part in parts), page)
    unchecked = "没能核实" if lang == "zh" else r"could (not check|check neither)"
    assert all(re.search(unchecked, claim["caution"][lang]) for claim in guide["claims"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sources_stand_under_the_claims_with_licence_and_trust(lang):
    sources = document("guide")["sources"]

    page = shown("guide", "claims", "--lang", lang)

    for source in sources:
        assert_shows(page, [source["address"], *[source[key][lang] for key in ("title", "used_for", "licence", "trust")]])


# --- version, help, completion, start-up


def test_the_version_is_the_installed_one():
    assert shown("--version") == f"opscareer {version('opscareer')}\n"


def test_the_installed_command_is_this_program():
    (script,) = entry_points(group="console_scripts", name="opscareer")

    assert script.value == "opscareer.__main__:run"  # loading it would change what an interrupt does to the tests


def commands_of(command, path=()):
    """Every command with its path, groups too."""
    yield path, command
    for name, below in getattr(command, "commands", {}).items():
        yield from commands_of(below, (*path, name))


COMMANDS = dict(commands_of(build(Texts("en"))))
HEADINGS = ("help.options", "help.commands", "help.arguments")


def test_every_command_is_there():
    assert {(), ("assess",), ("roles",), ("questions",), ("guide",)} <= set(COMMANDS)


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_explains_itself_in_one_language(capsys, speaking, path):
    command, chinese = COMMANDS[path], speaking.language == "zh"
    headings = {(speaking(key) + speaking("colon")).rstrip() for key in HEADINGS}

    page = printed(capsys, *path, "--help")

    assert page.startswith(speaking("help.usage") + " ".join(["opscareer", *path]))
    assert {line for line in page.splitlines() if re.fullmatch(r"\S+[:：]", line)} <= headings
    entries = re.findall(r"(?m)^  (\S.*)\n      (\S.*)$", page)
    assert len(entries) == len(re.findall(r"(?m)^  \S", page))
    assert all(bool(CHINESE.search(text)) == chinese for _, text in entries), entries
    names = {name for entry, _ in entries for name in re.findall(r"--[a-z-]+|^[a-z]+$", entry)}
    assert {
        name for param in command.get_params(typer.Context(command)) for name in param.opts if name.startswith("--") and not param.hidden
    } <= names
    assert set(getattr(command, "commands", {})) <= names


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_what_is_to_be_filled_in_is_named_in_the_language_of_the_help(capsys, path):
    page = printed(capsys, *path, "--help", "--lang", "zh")

    usage = page.split("\n\n")[0]
    entries = re.findall(r"(?m)^  (\S.*)$", page)
    assert [text for text in (usage, *entries) if re.search(r"\b[A-Z]{2,}\b", text)] == []


def test_a_number_that_is_used_by_default_is_told(capsys, speaking):
    assert speaking("help.default", value=6).strip() in printed(capsys, "assess", "--help")


def test_completion_of_the_shell_around_the_program_is_printed():
    script = '"$0" -m opscareer --show-completion; exit $?'

    done = subprocess.run(["bash", "-c", script, sys.executable], capture_output=True, env=dict(os.environ), check=False)

    assert (done.returncode, done.stderr) == (0, b"")
    assert b"complete -o default -F _opscareer_completion opscareer" in done.stdout


@pytest.mark.parametrize(
    ("typed", "offered"), [("opscareer ro", ["roles"]), ("opscareer assess --hou", ["--hours-per-week"]), ("opscareer zzz", [])]
)
def test_the_shell_completes_commands_and_options(typed, offered):
    request = {"COMP_WORDS": typed, "COMP_CWORD": str(len(typed.split()) - 1), "_OPSCAREER_COMPLETE": "complete_bash"}

    assert shown(**request).split() == offered


@pytest.mark.parametrize(
    ("command", "heavy"),
    [
        (["--version"], {"typer", "numpy", "rich", "pydantic", "yaml", "sqlite3", "jinja2"}),
        (["roles"], {"numpy", "rich.console", "pydantic", "sqlite3", "jinja2"}),
        (["questions"], {"numpy", "pydantic", "sqlite3"}),
        (["guide", "what"], {"numpy", "pydantic", "sqlite3"}),
        (["plan", "show", "sort-reviews"], {"numpy", "pydantic", "jinja2"}),
        (["history"], {"numpy", "pydantic", "jinja2"}),
    ],
)
def test_a_command_imports_nothing_heavy_that_it_does_not_need(command, heavy):
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "opscareer", *command], capture_output=True, env=dict(os.environ), check=True
    )

    imported = {name.strip() for name in re.findall(r"(?m)^import time:.*\|(.*)$", done.stderr.decode())}
    assert "opscareer.cli.app" in imported
    assert imported & heavy == set()


# --- command lines that are not understood


IDS = ("content", "data", "event", "product", "user")


def refused(capsys, *arguments):
    """What a command that is refused as misused says on standard error, and nothing elsewhere."""
    code = main(arguments)
    said = capsys.readouterr()
    assert (code, said.out) == (2, "")
    return said.err


def english_prose(text):
    """Whether the text says something in English: two words in a row, apart from commands, options and lists of ids."""
    quoted = r"opscareer( [a-z]+)*( --[a-z-]+)*|--[a-z-]+( \S+)?|answers\.yaml"
    return re.search(r"\b[a-z]+ [a-z]+\b", re.sub(quoted, "", text), re.IGNORECASE) is not None


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (["roles", "usr"], {"zh": "用户运营（user）", "en": "User operations (user)"}),
        (["assess", "--role", "contetn"], {"zh": "内容运营（content）", "en": "Content operations (content)"}),
        (["guide", "oppinions"], {"zh": "增长引擎，还是廉价劳动力（opinions）", "en": "Growth engine or cheap labour? (opinions)"}),
        (["rols"], "roles"),
        (["asess"], "assess"),
        (["pack", "simulat"], "simulate"),
        (["assess", "--anwsers", "x"], "--answers"),
        (["roles", "--jsno"], "--json"),
    ],
)
def test_a_slip_is_answered_with_what_was_probably_meant(capsys, speaking, arguments, meant):
    first = refused(capsys, *arguments).splitlines()[0]

    assert first.startswith(speaking("error"))
    assert first.endswith(speaking("did-you-mean", near=meant[speaking.language] if isinstance(meant, dict) else meant))


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["roles", "qqqqq"], ["qqqqq", *IDS]),
        (["guide", "qqqqq"], ["qqqqq", "what", "directions", "titles", "entry"]),
        (["qqqqq"], ["qqqqq", "opscareer --help"]),
        (["it's"], ["it's", "opscareer --help"]),
        (["roles", "--qqqqq"], ["--qqqqq", "opscareer roles --help"]),
        (["history", "show", "a", "b)c(d"], ["b)c(d", "opscareer history show --help"]),
        (["assess", "--level", "junior"], ["--level", "junior", "entry", "mid", "senior"]),
        (["assess", "--role", "qqqqq"], ["qqqqq", *IDS]),
        (["assess", "--hours-per-week", "0.4"], ["--hours-per-week", "0.5", "80", "0.4"]),
        (["assess", "--hours-per-week", "81"], ["--hours-per-week", "0.5", "80", "81"]),
        (["assess", "--hours-per-week", "-1"], ["--hours-per-week", "0.5", "80", "-1"]),
        (["assess", "--hours-per-week", "nan"], ["--hours-per-week", "nan"]),
        (["assess", "--hours-per-week", "many"], ["--hours-per-week", "many", "opscareer assess --help"]),
        (["assess", "--seed", "x1"], ["--seed", "x1", "opscareer assess --help"]),
        (["assess", "--quick=3"], ["--quick", "opscareer assess --help"]),
        (["why", "qqqqq"], ["qqqqq", *IDS]),
        (["whatif", "data_analysis"], ["data_analysis"]),
        (["whatif", "qqqqq=4"], ["qqqqq", *IDS, "data_analysis", "1", "5", "-3", "3"]),
        (["pack", "replay"], ["RESPONSES.csv", "opscareer pack replay --help"]),
        (["pack", "simulate", "--people", "9"], ["--people", "10", "100000"]),
        (["pack", "simulate", "--people", "10", "--seed", "-1"], ["--seed", "-1"]),
        (["assess", "--quick", "--full"], ["--quick", "--full"]),
        (["assess", "--answers"], ["--answers", "opscareer assess --help"]),
        (["assess", "--lang", "fr"], ["--lang", "fr", "zh, en"]),
        (["assess", "--lang", "zha"], ["--lang", "zha", "zh, en"]),
        (["--lang", "fr", "roles"], ["--lang", "fr", "zh, en"]),
    ],
    ids=" ".join,
)
def test_what_is_wrong_with_a_command_line_is_named_in_the_language_of_the_person(capsys, speaking, arguments, named):
    text = refused(capsys, *arguments)

    assert text.startswith(speaking("error"))
    assert [name for name in named if placeholders(speaking, name) not in text] == [], text
    assert english_prose(text) == (speaking.language == "en"), text


def test_a_flag_with_a_value_is_not_told_that_it_needs_one(capsys, speaking):
    text = refused(capsys, "assess", "--quick=3")

    assert speaking("usage.missing-value", name="--quick") not in text


def test_a_group_without_a_command_shows_its_help_and_nothing_is_called_an_error(capsys, speaking):
    assert refused(capsys, "pack").startswith(speaking("help.usage") + "opscareer")


def test_an_option_before_the_command_of_a_group_does_not_hide_that_the_command_is_missing(capsys, speaking):
    text = refused(capsys, "pack", "--lang", speaking.language)

    assert "opscareer pack --help" in text
    assert english_prose(text) == (speaking.language == "en"), text
