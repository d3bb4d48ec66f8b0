"""Answers files: a filled-in template is accepted in every form."""

import json
import re

from documents import document_of, parsed
from jsonschema import Draft202012Validator


def yaml_template_filled(opscareer, lang):
    template = opscareer("questions", "--template", "--lang", lang).stdout.decode()
    filled, count = re.subn(r"(?m)^(  ([^ #:]+):)$", lambda line: f"{line[1]} {'[1]' if '.deeds.' in line[2] else 2}", template)
    assert count > 50
    return filled.encode()


def json_template_filled(opscareer, **style):
    template = parsed(opscareer("questions", "--template", "--json").stdout)
    return json.dumps({**template, "answers": {name: [1] if ".deeds." in name else 2 for name in template["answers"]}}, **style).encode()


def test_a_filled_in_template_is_accepted_in_every_form_with_the_same_result(opscareer):
    files = [
        yaml_template_filled(opscareer, "zh"),
        yaml_template_filled(opscareer, "en"),
        json_template_filled(opscareer, indent="\t"),
        json_template_filled(opscareer, separators=(",", ":")),
        b"\xef\xbb\xbf" + yaml_template_filled(opscareer, "en").replace(b"\n", b"\r\n"),
    ]

    results = [opscareer("assess", "--answers", "-", "--json", stdin=file) for file in files]

    assert document_of(results[0])["answered"] == len(document_of(results[0])["answers"]) > 50
    assert [run.stdout for run in results] == [results[0].stdout] * len(files)


def test_a_question_left_empty_or_null_is_unanswered(opscareer, questions):
    first, second, third, fourth = (question["id"] for question in questions[:4])
    file = f"answers:\n  {first}: 1\n  {second}:\n  {third}: null\n  {fourth}: ~\n".encode()

    document = document_of(opscareer("assess", "--answers", "-", "--json", stdin=file))

    assert document["answers"] == {first: 1}


def test_the_schema_of_answers_files_takes_what_the_program_takes(schemas):
    valid = Draft202012Validator(schemas["answers-1"]).is_valid

    assert valid({"answers": {"a.b-c.1": 1, "d": None}})
    assert valid({"pack": {"id": "a", "version": "1.0"}, "answers": {}})
    assert not valid({"answers": {"a": 0}})
    assert not valid({"answers": {"a": "1"}})
    assert not valid({"answers": {"a": True}})
    assert not valid({"answer": {"a": 1}})
    assert not valid({"pack": {"name": "a"}, "answers": {"a": 1}})
