"""Answers files: a filled-in template is accepted in every form."""

import json
import re

import pytest
from documents import document_of, parsed
from jsonschema import Draft202012Validator


def yaml_template_filled(opscareer, lists, lang):
    """Every question answered with 2, every list with [1, 2] or []."""
    template = opscareer("questions", "--template", "--lang", lang).stdout.decode()

    def answered(line):
        return f"{line[0]} {lists[line[1]]}" if line[1] in lists else f"{line[0]} 2"

    filled, count = re.subn(r"(?m)^  ([^ #:]+):$", answered, template)
    assert count > 90
    return filled.encode()


def json_template_filled(opscareer, lists, **style):
    template = parsed(opscareer("questions", "--template", "--json").stdout)
    return json.dumps({**template, "answers": {question: lists.get(question, 2) for question in template["answers"]}}, **style).encode()


@pytest.fixture(scope="module")
def lists(questions):
    """An answer to every list: two deeds, or none in every third."""
    found = [question["id"] for question in questions if question["kind"] == "deeds"]
    return {question: [] if number % 3 == 0 else [1, 2] for number, question in enumerate(found)}


def test_a_filled_in_template_is_accepted_in_every_form_with_the_same_result(opscareer, lists):
    files = [
        yaml_template_filled(opscareer, lists, "zh"),
        yaml_template_filled(opscareer, lists, "en"),
        json_template_filled(opscareer, lists, indent="\t"),
        json_template_filled(opscareer, lists, separators=(",", ":")),
        b"\xef\xbb\xbf" + yaml_template_filled(opscareer, lists, "en").replace(b"\n", b"\r\n"),
    ]

    results = [opscareer("assess", "--answers", "-", "--json", stdin=file) for file in files]

    document = document_of(results[0])
    assert document["answered"] == len(document["answers"]) > 90
    assert {question: document["answers"][question] for question in lists} == lists
    assert [run.stdout for run in results] == [results[0].stdout] * len(files)


def test_a_question_left_empty_or_null_is_unanswered(opscareer, questions):
    single = [question["id"] for question in questions if question["kind"] != "deeds"][:2]
    several = [question["id"] for question in questions if question["kind"] == "deeds"][:2]
    rows = [f"{single[0]}: 1", f"{single[1]}:", f"{several[0]}: null", f"{several[1]}: ~"]
    file = "".join(["answers:\n", *(f"  {row}\n" for row in rows)]).encode()

    document = document_of(opscareer("assess", "--answers", "-", "--json", stdin=file))

    assert document["answers"] == {single[0]: 1}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_template_shows_which_questions_are_lists_and_how_to_answer_them(opscareer, questions, lang):
    template = opscareer("questions", "--template", "--lang", lang).stdout.decode()
    head, *_ = template.partition("pack:")

    assert "[1, 3]" in head
    assert "[]" in head
    for question in questions:
        boxes = [f"  #   {number}  [ ]  {option['text'][lang]}\n" in template for number, option in enumerate(question["options"], 1)]
        assert set(boxes) == {question["kind"] == "deeds"}
        assert f"\n  {question['id']}:\n" in template


WRONG = {
    "3": ("answer-bare", "write [3], or [] for none"),
    "[3, 3]": ("answer-twice", "[3, 3], names a deed twice"),
    "[1, 9]": ("answer-off-list", "is [1, 9]; its deeds have the numbers 1 to"),
    "0": ("answer-deeds", "such as [1, 3], or [] for none"),
    "1 3": ("answer-deeds", "such as [1, 3], or [] for none"),
    "[a]": ("answer-deeds", "such as [1, 3], or [] for none"),
    '"[1]"': ("answer-deeds", "such as [1, 3], or [] for none"),
}


@pytest.mark.parametrize("written", WRONG, ids=str)
def test_what_to_write_is_said_where_a_list_is_answered_in_another_way(opscareer, lists, written):
    question = next(name for name, answer in lists.items() if answer)
    file = f"answers:\n  {question}: {written}\n".encode()

    done = opscareer("assess", "--answers", "-", "--json", "--lang", "en", stdin=file)

    (problem,) = parsed(done.stderr)["error"]["problems"]
    kind, said = WRONG[written]
    assert (done.returncode, problem["kind"], problem["line"]) == (1, kind, 2)
    assert said in problem["message"]


def test_a_list_where_one_option_answers_is_told_to_be_too_many(opscareer, questions):
    question = next(question["id"] for question in questions if question["kind"] == "interest")
    file = f"answers:\n  {question}: [3]\n".encode()

    done = opscareer("assess", "--answers", "-", "--json", "--lang", "en", stdin=file)

    (problem,) = parsed(done.stderr)["error"]["problems"]
    assert problem["kind"] == "answer-no-list"
    assert "is the list [3], but only one option answers it: write its number, 1 to 5, without brackets" in problem["message"]


def test_the_schema_of_answers_files_takes_what_the_program_takes(schemas):
    valid = Draft202012Validator(schemas["answers-1"]).is_valid

    assert valid({"answers": {"a.b-c.1": 1, "d": None, "e": [1, 3], "f": []}})
    assert valid({"pack": {"id": "a", "version": "1.0"}, "answers": {}})
    assert not valid({"answers": {"a": 0}})
    assert not valid({"answers": {"a": "1"}})
    assert not valid({"answers": {"a": [0]}})
    assert not valid({"answers": {"a": [3, 3]}})
    assert not valid({"answers": {"a": True}})
    assert not valid({"answer": {"a": 1}})
    assert not valid({"pack": {"name": "a"}, "answers": {"a": 1}})
