"""The practice data of a unit, as somebody gets them into a directory."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from opscareer.errors import UsageError
from opscareer.pack.model import Language, Pack
from opscareer.report.practice import practice_files
from opscareer.report.problems import error_text
from opscareer.texts import Texts

TINY = Path(__file__).parents[2] / "packs" / "good" / "tiny"
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@pytest.mark.parametrize(
    ("language", "own", "other"), [("zh", "sales-notes.zh.md", "sales-notes.en.md"), ("en", "sales-notes.en.md", "sales-notes.zh.md")]
)
def test_one_gets_the_files_of_ones_language_and_those_of_all_and_a_readme(tiny: Pack, language: Language, own: str, other: str) -> None:
    files = practice_files(tiny, tiny.unit["dough-3-4"], Texts(language))

    assert list(files) == ["README.txt", "sales.csv", own]
    assert other not in files
    assert files["sales.csv"] == (TINY / "practice" / "sales.csv").read_bytes()


def test_the_readme_says_what_the_columns_mean_on_what_terms_and_how_they_were_made(tiny: Pack) -> None:
    readme = practice_files(tiny, tiny.unit["dough-3-4"], Texts("en"))["README.txt"].decode()

    for said in (
        "A week of sales",
        "sales.csv, sales-notes.en.md",
        "sold   Loaves sold",
        "CC0-1.0",
        "seed 7",
        "Three recipes, three batches.",
    ):
        assert said in readme
    assert "一" not in readme


def test_a_unit_without_practice_data_says_what_its_task_starts_from(tiny: Pack) -> None:
    with pytest.raises(UsageError) as caught:
        practice_files(tiny, tiny.unit["counter"], Texts("en"))

    assert (caught.value.slug, caught.value.exit_code) == ("no-practice-data", 2)
    assert "A bakery." in error_text(Texts("en"), caught.value)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_of_the_shipped_pack_opens_with_the_columns_that_the_readme_explains(pack: Pack, language: Language) -> None:
    for unit in pack.units:
        if not unit.practice:
            continue
        files = practice_files(pack, unit, Texts(language))
        readme = files.pop("README.txt").decode()
        for name, content in files.items():
            assert name in readme.replace("\n", "")
            if name.endswith(".csv"):
                header = next(csv.reader(content.decode("utf-8-sig").splitlines()))
                assert [column for column in header if f"\n  {column} " not in readme] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_with_chinese_says_its_encoding_to_spreadsheets_and_a_plain_one_begins_with_its_columns(
    pack: Pack, language: Language
) -> None:
    for item in pack.practice:
        unit = replace(pack.units[0], practice=(item.id,))
        for name, content in practice_files(pack, unit, Texts(language)).items():
            if name.endswith(".csv"):
                assert content.startswith(b"\xef\xbb\xbf") is not content.isascii()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_readme_fits_a_narrow_window(pack: Pack, language: Language) -> None:
    for item in pack.practice:
        unit = replace(pack.units[0], practice=(item.id,))
        readme = practice_files(pack, unit, Texts(language))["README.txt"].decode()
        assert max(sum(2 if ord(char) > 0x2E7F else 1 for char in line) for line in readme.splitlines()) <= 80
