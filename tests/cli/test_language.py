"""Which language the program speaks: --lang, then OPSCAREER_LANG, LANGUAGE, LC_ALL, LC_MESSAGES, LANG."""

import os
import subprocess
import sys

import pytest

from opscareer.cli.language import choose_language

VARIABLES = ("OPSCAREER_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


@pytest.mark.parametrize("place", range(len(VARIABLES)))
@pytest.mark.parametrize(("wanted", "other"), [("zh", "en"), ("en", "zh")])
def test_each_variable_outranks_those_below_it(place, wanted, other):
    locale = {"zh": "zh_CN.UTF-8", "en": "en_US.UTF-8"}
    below = dict.fromkeys(VARIABLES[place + 1 :], locale[other])

    assert choose_language([], {**below, VARIABLES[place]: locale[wanted]}) == wanted


@pytest.mark.parametrize(("wanted", "other"), [("zh", "en"), ("en", "zh")])
@pytest.mark.parametrize(
    "form", [["--lang", "{}"], ["--lang={}"], ["roles", "--lang", "{}"], ["roles", "user", "--lang={}", "--json"]], ids=" ".join
)
def test_the_option_outranks_every_variable_wherever_it_stands(form, wanted, other):
    assert choose_language([part.format(wanted) for part in form], dict.fromkeys(VARIABLES, other)) == wanted


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("zh", "zh"),
        ("zh_CN", "zh"),
        ("zh_CN.UTF-8", "zh"),
        ("zh_CN.GB18030", "zh"),
        ("zh_TW", "zh"),
        ("zh_TW.Big5", "zh"),
        ("zh-CN", "zh"),
        ("zh-Hans-CN", "zh"),
        ("ZH_cn", "zh"),
        ("zh.UTF-8", "zh"),
        ("zh_SG@pinyin", "zh"),
        ("en", "en"),
        ("en_US.UTF-8", "en"),
        ("fr_FR.UTF-8", "en"),
        ("ja_JP.UTF-8", "en"),
        ("zha_CN", "en"),
        ("C", "en"),
        ("C.UTF-8", "en"),
        ("POSIX", "en"),
        ("", "en"),
    ],
)
@pytest.mark.parametrize("variable", ["LANG", "LC_ALL", "OPSCAREER_LANG"])
def test_chinese_of_every_region_is_chinese_and_all_else_is_english(variable, name, language):
    assert choose_language([], {variable: name}) == language


def test_without_any_setting_it_is_english():
    assert choose_language([], {}) == "en"


@pytest.mark.parametrize(
    "locale",
    [{"LC_ALL": "C"}, {"LC_ALL": "C.UTF-8"}, {"LC_MESSAGES": "POSIX"}, {"LANG": "C.UTF-8"}, {}, {"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}],
)
def test_a_language_list_is_ignored_where_the_locale_is_c(locale):
    assert choose_language([], {"LANGUAGE": "zh_CN:zh", **locale}) == "en"


def test_the_first_of_a_language_list_counts():
    assert choose_language([], {"LANGUAGE": "zh_CN:en", "LANG": "en_US.UTF-8"}) == "zh"
    assert choose_language([], {"LANGUAGE": "en:zh_CN", "LANG": "zh_CN.UTF-8"}) == "en"


def test_an_empty_variable_is_as_good_as_none():
    assert choose_language([], {**dict.fromkeys(VARIABLES, ""), "LANG": "zh_CN.UTF-8"}) == "zh"


def test_a_language_that_the_option_cannot_have_leaves_the_choice_to_the_variables():
    assert choose_language(["roles", "--lang", "fr"], {"LANG": "zh_CN.UTF-8"}) == "zh"
    assert choose_language(["roles", "--lang"], {"LANG": "zh_CN.UTF-8"}) == "zh"


@pytest.mark.parametrize(
    ("arguments", "variables", "title"),
    [
        ([], {"LC_ALL": "zh_CN.UTF-8"}, "互联网运营"),
        ([], {"LC_ALL": "C.UTF-8", "LANGUAGE": "zh"}, "Internet operations"),
        ([], {"LC_ALL": "en_US.UTF-8", "OPSCAREER_LANG": "zh"}, "互联网运营"),
        (["--lang", "en"], {"OPSCAREER_LANG": "zh"}, "Internet operations"),
        (["--lang", "zh"], {"LC_ALL": "fr_FR.UTF-8"}, "互联网运营"),
    ],
)
def test_the_program_speaks_the_language_that_was_chosen(arguments, variables, title):
    done = subprocess.run(
        [sys.executable, "-m", "opscareer", "roles", *arguments], capture_output=True, env={**os.environ, **variables}, check=True
    )

    assert done.stdout.decode().startswith(title)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_error_speaks_the_language_that_was_chosen_before_or_after_the_command(lang):
    forms = (["--lang", lang, "roles", "usr"], ["roles", "usr", f"--lang={lang}"])

    said = [
        subprocess.run([sys.executable, "-m", "opscareer", *form], capture_output=True, env=dict(os.environ), check=False).stderr.decode()
        for form in forms
    ]

    assert said[0] == said[1]
    assert said[0].startswith({"zh": "错误：", "en": "error: "}[lang])
