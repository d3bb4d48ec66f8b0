"""Library work, the second pack: another profession by the same rules and the same commands; and nothing of operations in the program."""

import ast
import csv
import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from itertools import combinations
from pathlib import Path
from statistics import mean
from types import ModuleType

import pytest
from figures import alike, figures
from people import Person, keen_on
from rich.cells import cell_len

from opscareer.pack.load import load_pack
from opscareer.pack.model import TIERS, Pack, Text, Unit
from opscareer.texts import Texts

ROOT = Path(__file__).parents[2]
LIBRARY = ROOT / "packs" / "library"
PRACTICE = LIBRARY / "practice"
TOOLS = ROOT / "tools" / "practice"
LANGUAGES = ("zh", "en")

# What the note `weights` of the pack says, once more: which occupations stand for which work, which ratings for which competency.
OCCUPATIONS = {
    "services": ("25-4022.00", "43-4121.00"),
    "collections": ("25-4031.00", "25-4011.00"),
    "programmes": ("25-4022.00", "25-3021.00"),
    "digital": ("25-4022.00", "15-1299.01"),
}
ACTIVITIES = {
    "guidance": ("4.A.4.a.8", "4.A.4.a.5", "4.A.4.a.1"),
    "organising": ("4.A.2.a.2", "4.A.3.b.6", "4.A.2.a.3"),
    "leading": ("4.A.2.b.2", "4.A.2.b.5", "4.A.4.b.3"),
    "systems": ("4.A.3.b.1", "4.A.2.a.4"),
}


@cache
def library() -> Pack:
    return load_pack(LIBRARY)


each_role = pytest.mark.parametrize("role", sorted(OCCUPATIONS))
each_unit = pytest.mark.parametrize("unit", library().units, ids=lambda unit: unit.id)
each_language = pytest.mark.parametrize("lang", LANGUAGES)


@pytest.fixture(scope="module")
def solutions() -> Iterator[ModuleType]:
    """tools/practice/library_keys.py."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(TOOLS))
        import library_keys  # noqa: PLC0415

        yield library_keys
        sys.modules.pop("library_keys", None)


@pytest.fixture
def enthusiast(tmp_path: Path) -> Callable[[str], str]:
    """An answers file of somebody at level 3 in everything who wants to do the work of this role."""

    def write(role: str) -> str:
        path = tmp_path / f"{role}.json"
        path.write_text(json.dumps({"answers": keen_on(library(), role, 3.0).form()}), encoding="utf-8")
        return str(path)

    return write


# --- what is asked


def test_all_four_kinds_are_asked_and_every_facet_is():
    questions = library().questions

    assert {question.kind for question in questions} == {"deeds", "judgement", "interest", "choice"}
    for competency in library().competencies:
        lists = [question.facet for question in questions if question.kind == "deeds" and question.measures == competency.id]
        assert sorted(lists) == sorted(facet.id for facet in competency.facets)


def test_every_pair_of_roles_is_compared_with_people_and_at_a_desk():
    compared = Counter(
        (frozenset(trait.of for trait in question.traits), question.setting)
        for question in library().questions
        if question.kind == "choice"
    )

    assert compared == Counter((frozenset(pair), setting) for pair in combinations(OCCUPATIONS, 2) for setting in ("people", "desk"))


@each_role
def test_the_tasks_of_a_role_are_done_with_people_as_often_as_at_a_desk(role):
    settings = Counter(question.setting for question in library().questions if question.kind == "interest" and question.measures == role)

    assert settings == {"people": 2, "desk": 2}


def test_the_best_action_stands_at_every_place_alike_and_is_not_the_longest():
    situations = [question for question in library().questions if question.kind == "judgement"]
    places = Counter([option.rating for option in question.options].index("best") for question in situations)
    longest = {
        lang: sum(max(question.options, key=lambda option: len(option.text.to(lang))).rating == "best" for question in situations)
        for lang in LANGUAGES
    }

    assert places == dict.fromkeys(range(4), 2)
    assert max(longest.values()) <= len(situations) // 2


# --- weights and levels


def test_the_weights_follow_from_the_ratings_by_the_rule_that_the_pack_tells():
    with (LIBRARY / "ratings.csv").open(encoding="utf-8", newline="") as file:
        ratings = {row["onet_code"]: row for row in csv.DictReader(file)}
    score = {
        role: {
            name: mean(mean(float(ratings[code][element]) for element in elements) for code in codes)
            for name, elements in ACTIVITIES.items()
        }
        for role, codes in OCCUPATIONS.items()
    }

    for role in library().roles:
        assert [line.split()[0] for line in role.onet] == list(OCCUPATIONS[role.id])
        raw = {name: max(0.1, 0.25 + (score[role.id][name] - mean(score[other][name] for other in score)) / 2) for name in ACTIVITIES}
        for name, need in role.needs.items():
            assert need.provenance is not None
            assert need.provenance.weight_onet == pytest.approx(raw[name] / sum(raw.values()), abs=0.0006)
            assert need.weight == pytest.approx(need.provenance.weight_onet, abs=0.0051)
            assert need.provenance.confidence == "low"


def test_the_levels_follow_from_the_weights_by_the_rule_that_the_pack_tells():
    for role in library().roles:
        for need in role.needs.values():
            wanted = (2, 3, 4) if need.weight >= 0.3 else (1, 2, 3) if need.weight >= 0.2 else (1, 1, 2)
            assert tuple(need.required.at(tier) for tier in TIERS) == wanted


# --- the same commands


@each_role
def test_an_enthusiast_of_a_role_is_led_to_it(opscareer, home, enthusiast, role):
    done = opscareer("assess", "--pack", str(LIBRARY), "--answers", enthusiast(role), "--json")

    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout)["best"]["role"] == role


@each_language
@pytest.mark.parametrize("columns", [50, 100])
def test_everything_that_is_shown_fits_the_terminal_in_both_languages(opscareer, home, enthusiast, lang, columns):
    answers = enthusiast("collections")
    given = ("--answers", answers)
    commands = [
        ("assess", *given),
        ("report", *given),
        ("plan", *given, "--role", "digital"),
        ("why", "collections", *given),
        ("compare", "collections", "digital", *given),
        ("roles", "programmes"),
        ("guide", "claims"),
        ("questions", "--coverage"),
        ("plan", "show", "systems-3-4"),
        ("plan", "key", "systems-3-4"),
    ]

    for command in commands:
        done = opscareer(*command, "--pack", str(LIBRARY), "--lang", lang, COLUMNS=str(columns))
        assert done.returncode == 0, (command, done.stderr.decode())
        shown = [line for line in done.stdout.decode().splitlines() if str(LIBRARY) not in line and answers not in line]
        assert max(map(cell_len, shown)) <= columns, command


@each_language
def test_the_report_is_written_as_a_page_and_as_markdown(opscareer, home, enthusiast, tmp_path, lang):
    html, markdown = tmp_path / "report.html", tmp_path / "report.md"

    done = opscareer(
        "report", "--pack", str(LIBRARY), "--answers", enthusiast("services"), "--lang", lang, "--html", str(html), "--md", str(markdown)
    )

    assert done.returncode == 0, done.stderr.decode()
    for page in (html, markdown):
        assert library().role["services"].name.to(lang) in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "command", [("roles",), ("roles", "digital"), ("guide",), ("plan", "show", "systems-1-2"), ("plan", "key", "systems-1-2")]
)
def test_every_command_that_is_offered_finds_the_pack_again(opscareer, home, command):
    shown = " ".join(opscareer(*command, "--pack", str(LIBRARY), "--lang", "en", COLUMNS="200").stdout.decode().split())

    offered = [part for part in shown.split("opscareer ")[1:] if not part.startswith(("ROLE", "roles ROLE", "guide TOPIC"))]
    assert offered
    assert all(f"--pack {LIBRARY}" in part for part in offered), offered


def test_the_first_screen_and_the_whole_result_lead_back_to_the_pack(opscareer, home, tmp_path):
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({"answers": Person(library(), 1.0).form()}), encoding="utf-8")

    for more, offered in (((), f"opscareer --pack {LIBRARY} guide entry"), (("--details",), f"opscareer --pack {LIBRARY} guide")):
        done = opscareer("assess", *more, "--answers", str(answers), "--pack", str(LIBRARY), "--lang", "en", COLUMNS="300")
        assert offered in done.stdout.decode()


# --- units and their keys


@each_unit
def test_a_unit_says_all_that_somebody_needs_who_learns_alone(unit: Unit):
    assert unit.key is not None
    assert 3 <= len(unit.key.findings) <= 8
    assert 2 <= len(unit.key.mistakes) <= 5
    assert unit.reading
    assert unit.alone
    assert unit.used_for
    assert unit.skip_deeds


@each_unit
def test_deeds_that_make_a_unit_needless_are_of_its_level(unit: Unit):
    for name, numbers in unit.skip_deeds.items():
        assert min(library().question[name].options[number - 1].level for number in numbers) >= unit.to_level - 0.5


@each_unit
def test_every_value_of_a_key_is_computed_from_the_practice_data(unit: Unit, solutions: ModuleType):
    values = [(found.value.zh, found.value.en) for found in unit.key.findings if found.value] if unit.key else []

    assert values == (solutions.KEYS[unit.id](PRACTICE) if unit.id in solutions.KEYS else [])


def shown_before(unit: Unit) -> Iterator[Text]:
    yield from (unit.title, unit.goal, unit.task.brief, unit.task.input, unit.task.deliverable, unit.evidence, unit.check, unit.skip_if)
    yield from filter(None, (unit.used_for, unit.reading, unit.alone))
    for criterion in unit.rubric:
        yield from (criterion.criterion, *criterion.levels)
    for data in (library().practice_data[name] for name in unit.practice):
        yield from (data.title, data.about, *(column.meaning for column in data.columns))


@each_unit
def test_no_figure_of_a_key_stands_in_what_is_shown_before(unit: Unit):
    values = [found.value for found in unit.key.findings if found.value] if unit.key else []
    secret = {other for value in values for lang in LANGUAGES for figure in figures(value.to(lang)) for other in alike(figure)}

    assert [(text.en, found) for text in shown_before(unit) for lang in LANGUAGES if (found := figures(text.to(lang)) & secret)] == []


def test_the_practice_tables_are_what_their_maker_makes():
    done = subprocess.run([sys.executable, TOOLS / "library.py", "--check"], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


# --- nothing of operations in the program


# Where a role's id is an ordinary word: the command `plan data`, and the directory of the shipped pack.
MEANT_OTHERWISE = {("cli/commands/__init__.py", "data"), ("pack/load.py", "data")}


def sources() -> Iterator[tuple[str, str]]:
    """Every text file of the program by its name, but for the shipped pack in its compiled form."""
    package = ROOT / "src" / "opscareer"
    for path in sorted(package.rglob("*")):
        if path.suffix in {".py", ".json", ".j2", ".css"} and path.name != "compiled.json":
            yield path.relative_to(package).as_posix(), path.read_text(encoding="utf-8")


def test_the_program_names_no_competency_of_operations(pack: Pack):
    names = {word for item in pack.competencies for word in (item.id, item.name.zh, item.name.en)}

    assert [(file, name) for file, text in sources() for name in names if name in text] == []


def test_the_program_names_no_role_of_operations(pack: Pack):
    names = {word for role in pack.roles for word in (role.name.zh, role.name.en)}
    named = [(file, name) for file, text in sources() for name in names if name in text]
    literals = {
        (file, node.value)
        for file, text in sources()
        if file.endswith(".py")
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Constant) and node.value in pack.role
    }

    assert named == []
    assert literals == MEANT_OTHERWISE


OF_OPERATIONS = ("运营", "行业经验", "operations", "in the trade")
SHOWING = [
    ("assess", "GIVEN"), ("assess", "--details", "GIVEN"), ("report", "GIVEN"), ("plan", "GIVEN"), ("plan", "next", "GIVEN"),
    ("why", "ROLE", "GIVEN"), ("compare", "ROLE", "OTHER", "GIVEN"), ("plan", "show", "UNIT"), ("plan", "key", "UNIT"),
    ("roles",), ("roles", "ROLE"), ("guide",), ("questions",), ("questions", "--coverage"), ("pack", "check", "PLACE"), (), ("--help",),
    *((*command, "--help") for command in (("assess",), ("plan",), ("report",), ("guide",), ("roles",), ("pack",), ("pack", "new"))),
]  # fmt: skip


@pytest.fixture
def packs(opscareer: Callable, tmp_path: Path) -> list[Path]:
    """The library and a pack that was just begun."""
    opscareer("pack", "new", str(tmp_path / "begun"))
    return [LIBRARY, tmp_path / "begun"]


@each_language
def test_with_another_pack_nothing_that_is_said_speaks_of_operations(opscareer, home, tmp_path, packs, lang):
    for place in packs:
        pack, answers = load_pack(place), tmp_path / f"{place.name}.json"
        answers.write_text(json.dumps({"answers": Person(pack, 1.0).form()}), encoding="utf-8")
        page, markdown, calendar = (tmp_path / f"{place.name}.{lang}.{kind}" for kind in ("html", "md", "ics"))
        words = {
            "ROLE": [pack.roles[0].id],
            "OTHER": [pack.roles[1].id],
            "UNIT": [pack.units[0].id],
            "GIVEN": ["--answers", str(answers)],
            "PLACE": [str(place)],
        }
        written = [("report", "--html", str(page), "--md", str(markdown), "GIVEN"), ("plan", "--ics", str(calendar), "GIVEN")]

        for command in (*SHOWING, *written):
            given = [word for part in command for word in words.get(part, [part])]
            done = opscareer("--pack", str(place), "--lang", lang, *given)
            said = done.stdout.decode() + done.stderr.decode()
            assert done.returncode == 0, (command, said)
            assert [word for word in OF_OPERATIONS if word in said] == [], command
        for file in (page, markdown, calendar):
            assert [word for word in OF_OPERATIONS if word in file.read_text(encoding="utf-8")] == []


@each_language
def test_what_is_said_of_the_questions_is_what_the_pack_says_of_them(opscareer, home, tmp_path, lang):
    plain, told = tmp_path / "plain", library().notes["questions"].to(lang)
    shutil.copytree(LIBRARY, plain)
    roles = (plain / "roles.yaml").read_text(encoding="utf-8")
    (plain / "roles.yaml").write_text(roles.replace("  questions:\n", "  about_questions:\n", 1), encoding="utf-8")
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({"answers": Person(library(), 1.0).form()}), encoding="utf-8")

    for place, said in ((LIBRARY, told), (plain, Texts(lang)("result.origin-unsaid"))):
        done = opscareer("report", "--answers", str(answers), "--pack", str(place), "--lang", lang, "--md", "-")
        assert said in done.stdout.decode()


def test_no_text_of_the_program_speaks_of_operations():
    said = {(file, word) for file, text in sources() if not file.endswith(".py") for word in OF_OPERATIONS if word in text}

    assert said == set()
