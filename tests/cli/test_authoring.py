"""`opscareer pack check`, `new` and `schema`: what an author of a pack meets."""

import json
import re
import shutil
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from people import highest

from opscareer.pack.load import load_pack, shipped
from opscareer.texts import catalogue

TINY = Path(__file__).parents[1] / "packs" / "good" / "tiny"
NAMES = ("roles", "questions", "learning", "units", "guide")
LANGUAGES = ("zh", "en")


@pytest.fixture
def broken(tmp_path):
    """A copy of the tiny pack with one text replaced by another in a file."""

    def make(file, old, new):
        place = tmp_path / "pack"
        shutil.copytree(TINY, place, dirs_exist_ok=True)
        text = (place / file).read_text(encoding="utf-8")
        assert text.count(old) == 1
        (place / file).write_text(text.replace(old, new), encoding="utf-8")
        return str(place)

    return make


def checked(opscareer, directory, *options):
    run = opscareer("pack", "check", directory, "--json", *options)
    return run.returncode, json.loads(run.stdout)


# --- check


def test_a_sound_pack_is_called_sound_with_its_doubts_apart(opscareer):
    code, document = checked(opscareer, str(TINY))

    assert (code, document["schema"], document["pack"]["id"], document["errors"]) == (0, "opscareer.check/1", "bakery", [])
    assert [warning["kind"] for warning in document["warnings"]] == ["level-unreachable", "facet-without-list"]
    assert all(warning["line"] and warning["column"] and warning["item"] for warning in document["warnings"])


def test_warnings_alone_end_with_1_only_when_that_is_asked_for(opscareer):
    assert opscareer("pack", "check", str(TINY)).returncode == 0
    assert opscareer("pack", "check", str(TINY), "--strict").returncode == 1


def test_the_shipped_pack_is_checked_where_no_other_is_named(opscareer):
    run = opscareer("pack", "check", "--json")

    assert (run.returncode, json.loads(run.stdout)["pack"]["hash"]) == (0, load_pack().hash)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_is_shown_with_its_place_its_line_and_a_caret(opscareer, broken, language):
    directory = broken("roles.yaml", "weight: 0.8", "wieght: 0.8")

    run = opscareer("pack", "check", directory, "--lang", language, COLUMNS="200")

    lines = run.stdout.decode().splitlines()
    place = max(number for number, line in enumerate(lines) if line.strip() == "wieght: 0.8")
    assert (run.returncode, run.stderr) == (1, b"")
    assert "roles.yaml:68:9: " in "".join(lines[:place])
    assert "weight" in lines[place - 1]
    assert lines[place + 1].index("^") == lines[place].index("wieght")


def test_a_pack_that_is_not_there_is_an_error_like_everywhere(opscareer, tmp_path):
    run = opscareer("pack", "check", str(tmp_path / "nowhere"))

    assert (run.returncode, run.stdout) == (2, b"")
    assert b"nowhere" in run.stderr


def test_annotations_for_github_name_file_line_and_column_on_a_line_each(opscareer, broken):
    run = opscareer("pack", "check", broken("roles.yaml", 'en: "Baker"', 'en: "50%,\\nx:", more: 1'), "--github", "--lang", "en")

    lines = run.stdout.decode().splitlines()
    assert run.returncode == 1
    assert lines
    assert all(re.fullmatch(r"::(error|warning) file=[^,:]+(,line=\d+,col=\d+)?,title=[a-z-]+::[^\n]+", line) for line in lines)


def test_annotations_and_json_do_not_go_together(opscareer):
    assert opscareer("pack", "check", "--github", "--json").returncode == 2


JUDGEMENT = """
  - id: dough.judgement.{number}
    kind: judgement
    measures: dough
    level: 3
    text: {{zh: "情境{number}", en: "Situation {number}"}}
    options:
      - {{rating: best, text: {{zh: "最好的做法，说得比别的都长得多得多{number}", en: "The best, told at far greater length than others {number}"}}}}
      - {{rating: poor, text: {{zh: "差{number}", en: "Poor {number}"}}}}
      - {{rating: passable, text: {{zh: "行{number}", en: "Fair {number}"}}}}"""
WEAK = '\n  - id: weak\n    kind: interest\n    measures: baker\n    discrimination: 0.2\n    text: {zh: "弱", en: "Weak"}\n'
ALIKE = "dough: {weight: 0.5, required: {entry: 1, mid: 2, senior: 2}}\n      service: {weight: 0.5, required: {entry: 1, mid: 2, senior: 2}}\n      till: {weight: 0, required: {entry: 1, mid: 1, senior: 1}}\n"


def doubtful(place):
    """The tiny pack with everything that is warned of."""
    shutil.copytree(TINY, place)
    roles, questions, learning = (place / f"{name}.yaml" for name in ("roles", "questions", "learning"))
    text = roles.read_text(encoding="utf-8")
    text = re.sub(r"      dough:\n        weight: 0\.[38].*?(?=    ads: 40|ladder:)", "      " + ALIKE, text, flags=re.DOTALL)
    text = text.replace("      - id: ovens\n", '      - {id: cellar, name: {zh: "地窖", en: "Cellar"}}\n      - id: ovens\n')
    roles.write_text(text, encoding="utf-8")
    more = "".join(JUDGEMENT.format(number=number) for number in range(6))
    asked = questions.read_text(encoding="utf-8").replace("questions:\n", f"questions:{more}{WEAK}", 1)
    questions.write_text(asked, encoding="utf-8")
    spare = '  - {id: spare, title: Spare, kind: book, language: en, free: true, evidence: "on a shelf"}\n'
    learning.write_text(learning.read_text(encoding="utf-8").replace("resources:\n", f"resources:\n{spare}"), encoding="utf-8")
    return place


@pytest.mark.parametrize(
    "kind",
    ["question-weak", "facet-not-asked", "key-at-one-place", "key-longest", "key-much-longer", "unused"],
)
def test_what_an_author_may_not_have_meant_is_warned_of_at_its_place(opscareer, tmp_path, kind):
    code, document = checked(opscareer, str(doubtful(tmp_path / "pack")))

    assert (code, document["errors"]) == (0, [])
    found = [warning for warning in document["warnings"] if warning["kind"] == kind]
    assert found
    assert all(warning["line"] > 0 and warning["message"] for warning in found)


def test_roles_that_need_the_same_and_are_hardly_asked_about_are_warned_of(opscareer, tmp_path):
    place = doubtful(tmp_path / "pack")
    text = (place / "questions.yaml").read_text(encoding="utf-8")
    start, end = text.index("  - id: baker-seller.choice"), text.index("  - id: dough.deeds")
    text = text[:start] + text[end:]
    (place / "questions.yaml").write_text(text.replace("opening: baker-seller.choice\n", "").replace(WEAK, "\n"), encoding="utf-8")

    document = checked(opscareer, str(place))[1]

    assert "roles-alike" in [warning["kind"] for warning in document["warnings"]]


def test_a_competency_without_a_list_is_warned_of(opscareer, broken):
    directory = broken(
        "questions.yaml",
        "kind: deeds\n    measures: service\n    facet: counter\n",
        "kind: deeds\n    measures: dough\n    facet: recipes\n",
    )
    place = Path(directory) / "questions.yaml"
    asked = JUDGEMENT.format(number=9).replace("measures: dough", "measures: service").replace("dough.judgement", "service.judgement")
    place.write_text(place.read_text(encoding="utf-8").replace("questions:\n", f"questions:{asked}\n", 1), encoding="utf-8")

    document = checked(opscareer, directory)[1]

    assert document["errors"] == []
    assert "competency-without-list" in [warning["kind"] for warning in document["warnings"]]


# --- new


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_pack_has_no_fault_and_can_be_assessed_at_once(opscareer, tmp_path, home, language):
    place = tmp_path / "flower_shop"

    assert opscareer("pack", "new", str(place), "--lang", language).returncode == 0
    code, document = checked(opscareer, str(place))
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({"answers": highest(load_pack(place))}))
    assessed = opscareer("assess", "--pack", str(place), "--answers", str(answers), "--lang", language)

    assert (code, document["errors"], document["warnings"], document["pack"]["id"]) == (0, [], [], "flower_shop")
    assert assessed.returncode == 0
    assert ("Adviser" if language == "en" else "导读员") in assessed.stdout.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_pack_has_a_plan_with_a_key_at_once(opscareer, tmp_path, home, language):
    place, answers = tmp_path / "pack", tmp_path / "answers.json"
    opscareer("pack", "new", str(place))
    pack = load_pack(place)
    answers.write_text(json.dumps({"answers": {name: [1] if question.several else 1 for name, question in pack.question.items()}}))
    more = ("--pack", str(place), "--lang", language)

    for command in (("plan",), ("plan", "next")):
        planned = opscareer(*command, *more, "--answers", str(answers))
        assert planned.returncode == 0, planned.stderr.decode()
        assert any(unit.title.to(language) in planned.stdout.decode() for unit in pack.units)
    for unit in pack.units:
        key = opscareer("plan", "key", unit.id, *more)
        assert unit.key is not None
        assert unit.key.sample.to(language)[:12] in key.stdout.decode()


def test_a_new_pack_replaces_nothing_that_is_there(opscareer, tmp_path):
    (tmp_path / "roles.yaml").write_text("mine")

    assert opscareer("pack", "new", str(tmp_path)).returncode == 2
    assert [path.name for path in tmp_path.iterdir()] == ["roles.yaml"]
    assert (tmp_path / "roles.yaml").read_text() == "mine"


# --- schema


def schema_named(opscareer, name):
    run = opscareer("pack", "schema", name)
    assert run.returncode == 0
    return json.loads(run.stdout)


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_well_formed_and_holds_for_every_good_pack(opscareer, name):
    schema = schema_named(opscareer, name)
    Draft202012Validator.check_schema(schema)

    for directory in (shipped(), *sorted(TINY.parent.iterdir())):
        for file in sorted(directory.glob("learning-*.yaml") if name == "units" else [directory / f"{name}.yaml"]):
            tree = yaml.safe_load(file.read_text(encoding="utf-8"))
            assert [error.message for error in Draft202012Validator(schema).iter_errors(tree)] == [], file


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("roles", "weight: 0.8", "wieght: 0.8"),
        ("roles", "weight: 0.8", "weight: 1.8"),
        ("roles", 'version: "1.0"', 'version: "one"'),
        ("questions", "kind: deeds\n    measures: dough", "kind: dedes\n    measures: dough"),
        ("learning", "hours: 6\n", "hours: 6.2\n"),
        ("learning", "https://example.org/oven", "http://example.org/oven"),
        ("guide", "topics:", "topic:"),
    ],
)
def test_an_editor_with_the_schema_sees_what_the_reader_refuses(opscareer, name, old, new):
    text = (TINY / f"{name}.yaml").read_text(encoding="utf-8")
    assert text.count(old) == 1

    errors = list(Draft202012Validator(schema_named(opscareer, name)).iter_errors(yaml.safe_load(text.replace(old, new))))

    assert errors


def test_the_shipped_files_name_their_schemas_for_editors():
    for file in Path(__file__).parents[2].joinpath("data").glob("*.yaml"):
        first = file.read_text(encoding="utf-8").splitlines()[0]
        assert (file.parent / first.removeprefix("# yaml-language-server: $schema=")).is_file()


# --- one language


@pytest.mark.parametrize(("own", "asked"), [("zh", "en"), ("en", "zh")])
def test_a_pack_in_one_language_says_once_that_there_is_no_other(opscareer, tmp_path, own, asked):
    place = tmp_path / "pack"
    shutil.copytree(TINY, place)
    for file in place.glob("*.yaml"):
        file.write_text(
            json.dumps(cut(yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader), own), ensure_ascii=False), encoding="utf-8"
        )

    run = opscareer("roles", "--pack", str(place), "--lang", asked)
    same = opscareer("roles", "--pack", str(place), "--lang", own)

    told = catalogue(asked).texts["one-language"]
    assert isinstance(told, str)
    assert (run.returncode, same.returncode) == (0, 0)
    assert ("Baker" if own == "en" else "面包师") in run.stdout.decode()
    assert run.stderr.decode().count(told.split("{")[0]) == 1
    assert same.stderr == b""


def cut(node, language):
    if isinstance(node, dict):
        return {key: cut(value, language) for key, value in node.items() if key not in LANGUAGES or key == language}
    return [cut(item, language) for item in node] if isinstance(node, list) else node
