"""The maker of the README's pictures still knows the questionnaire that it answers."""

import runpy
from pathlib import Path

import pytest
from running import environment

MAKER = Path(__file__).parents[2] / "docs" / "make_pictures.py"


@pytest.mark.parametrize(("lang", "leader"), [("en", "Content operations"), ("zh", "内容运营")])
def test_the_maker_of_the_pictures_answers_to_the_end_and_draws_every_line_of_the_result(home, lang, leader):
    maker = runpy.run_path(str(MAKER))

    printed = maker["session"](environment(home, OPSCAREER_LANG=lang))
    drawn = maker["terminal_svg"]("opscareer assess", printed)

    assert leader in printed.plain
    assert all(f">{line.split()[0]}" in drawn for line in printed.plain.splitlines() if line.startswith("opscareer "))
