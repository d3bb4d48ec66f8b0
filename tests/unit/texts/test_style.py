"""The style of the texts: one kind of quotes, stops, spaces and words in each language."""

import re

import pytest

from opscareer.texts import LANGUAGES, catalogue

HAN = r"[\u4e00-\u9fff]"
COLUMNS = {
    "session.keys",
    "session.keys-scrolling",
    "session.keys-brief",
    "session.keys-list",
    "session.keys-scrolling-list",
    "session.keys-brief-list",
    "session.keys-marked",
    "result.fit",
    "whatif.row",
}  # two spaces part what is side by side
MESSAGES = ("error.", "hint.", "problem.", "usage.")
# Gaps of the Chinese texts by what fills them: Chinese; what begins as a number and ends in Chinese; digits and Latin letters are all others.
CHINESE = {
    "below",
    "competency",
    "confidence",
    "leader",
    "look",
    "origin",
    "names",
    "near",
    "of",
    "profession",
    "role",
    "second",
    "tier",
    "title",
    "titles",
    "used_for",
    "why",
    "deeds",
    "gaps",
}
DATES = {"day", "due", "end", "month", "start", "when", "year"}  # 3月2日 has no spaces in it
PHRASES = {"available", "duration", "effort", "following", "free", "pace", "whole"}


def forms(language: str) -> list[tuple[str, str]]:
    texts = catalogue(language).texts.items()
    return [(key, form) for key, text in texts for form in ((text,) if isinstance(text, str) else text)]


def without_quotations(text: str) -> str:
    """Without what is quoted from a file or typed by the user, which has its own punctuation."""
    return re.sub(r"“[^”]*”", "“”", text)


def without_gaps(text: str) -> str:
    return re.sub(r"\{\w+\}", "", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_quotes_are_curly_and_in_pairs_and_apostrophes_straight(language):
    straight = re.compile(r'"|(?<!\w)\'|\'(?!\w)|[‘’「」『』]')

    assert [key for key, text in forms(language) if straight.search(text)] == []
    assert [key for key, text in forms(language) if re.sub("[^“”]", "", text) != "“”" * text.count("“")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_errors_hints_and_problems_end_without_a_full_stop(language):
    """They follow a label or a place in a file, and often end in a path, which a stop would become part of when it is copied."""
    assert [key for key, text in forms(language) if key.startswith(MESSAGES) and text.endswith((".", "。"))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_spaces_are_single_and_an_ellipsis_is_one_character(language):
    assert [key for key, text in forms(language) if "  " in text and key not in COLUMNS] == []
    assert [key for key, text in forms(language) if "..." in text or "。。" in text] == []


def test_chinese_has_chinese_punctuation():
    half_width = re.compile(rf"{HAN}[,;:!?()]|[,;:!?()]{HAN}")

    assert [key for key, text in forms("zh") if half_width.search(without_quotations(text))] == []


def test_chinese_has_a_space_between_its_characters_and_digits_or_latin_letters():
    glued = re.compile(rf"{HAN}[A-Za-z0-9]|[A-Za-z0-9%]{HAN}")
    months = catalogue("zh").texts["plan.months"]

    assert [key for key, text in forms("zh") if text != months and glued.search(without_quotations(text))] == []


def test_chinese_has_a_space_beside_a_gap_for_digits_or_latin_letters_and_none_beside_one_for_chinese():
    wrong = []
    for key, text in forms("zh"):
        for before, gap, after in re.findall(rf"(?=(?:({HAN} ?)|[^{{]|^)\{{(\w+)\}}( ?{HAN})?)", text):
            chinese = (key, gap) == ("diff.first-moved", "first") or (gap in CHINESE | DATES and key != "did-you-mean")
            right = ("" if chinese else " ", "" if chinese or gap in PHRASES else " ")
            found = (before[1:] if before else right[0], after[:-1] if after else right[1])
            wrong += [(key, gap)] if found != right else []

    assert wrong == []


# --- one word for one thing: the glossary is in the package's docstring

LOSERS = {
    "zh": r"角色|岗位|路径|会话|做题|题集",
    "en": r"\b(somebody|someone|anew|learning path|bank)\b",
}
NAMES = re.compile(r"opscareer [a-z]+( [a-z]+)?|--[a-z-]+|\b\w+\.yaml\b")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_calls_a_thing_by_another_word_than_the_glossary(language):
    assert [key for key, text in forms(language) if re.search(LOSERS[language], without_gaps(text), re.IGNORECASE)] == []


def test_english_says_direction_where_it_does_not_name_an_option_a_command_or_a_key():
    assert [key for key, text in forms("en") if re.search(r"\broles?\b", without_gaps(NAMES.sub("", text)))] == []


def test_english_says_assessment_and_not_session():
    assert [key for key, text in forms("en") if re.search(r"\bsessions?\b", text)] == []
