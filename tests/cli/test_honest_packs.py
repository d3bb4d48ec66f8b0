"""What honest packs do: they give things long names, and lose an option without a new version. Every command bears it."""

import json
import shutil
from pathlib import Path

import pytest
from people import highest
from shipped import tiny_pack

from opscareer.pack.load import load_pack
from opscareer.sessions.progress import Reply
from opscareer.sessions.record import Stamp, Target
from opscareer.sessions.store import Store

TINY = Path(__file__).parents[1] / "packs" / "good" / "tiny"
LONG = {"en": "Senior manager, customer success and user communities in all of the provinces", "zh": "客户成功与用户社群高级经理" * 6}
NAMES = {"en": ("Baker", "Seller", "Dough sense", "Service"), "zh": ("面包师", "店员", "懂面团", "待客")}
OLD = "2030-01-01T08:00:00+00:00"


def changed(tmp_path, *changes):
    directory = tmp_path / "pack"
    shutil.copytree(TINY, directory)
    for file, old, new in changes:
        text = (directory / file).read_text(encoding="utf-8")
        assert text.count(old) == 1
        (directory / file).write_text(text.replace(old, new), encoding="utf-8")
    return str(directory)


@pytest.mark.parametrize("columns", [20, 40, 60, 80, 120])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_names_as_long_as_they_may_be_break_no_page_at_any_width(opscareer, tmp_path, lang, columns):
    long = [LONG[lang][: 80 - place] for place in range(4)]
    given = changed(tmp_path, *(("roles.yaml", f'{lang}: "{old}"', f'{lang}: "{new}"') for old, new in zip(NAMES[lang], long, strict=True)))
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({"answers": highest(load_pack(Path(given)))}), encoding="utf-8")
    common = ("--answers", str(answers), "--pack", given, "--lang", lang)

    for command in (("report",), ("assess", "--no-save"), ("assess", "--no-save", "--details"), ("why", "baker"), ("plan",)):
        run = opscareer(*command, *common, COLUMNS=str(columns))

        assert (run.returncode, run.stderr) == (0, b""), command
        said = "".join(run.stdout.decode().split())
        assert "".join(long[0].split()) in said or "".join(long[1].split()) in said


@pytest.mark.parametrize(
    "command", ["report", "plan", "why baker", "whatif dough=3", "history", "history show last", "history diff", "history export last", ""]
)
def test_answers_to_an_option_that_the_pack_lost_are_left_out_everywhere(opscareer, home, command):
    store, answers = Store(home), {**highest(tiny_pack()), "dough.deeds": (1, 2, 3, 4, 5)}
    for _ in range(2):
        session = store.begin(Stamp.of(tiny_pack()), "full", 1, OLD)
        store.keep(session, [Reply(question, value, seconds=9.0) for question, value in answers.items()])
        result = json.dumps({"roles": [{"rank": 1, "id": "baker", "fit": 60.0, "interval": [50.0, 70.0], "p_best": 0.8}]})
        store.finish(session, "baker", result, OLD, Target("baker", "mid", 4.0))

    run = opscareer(*command.split(), *(() if "export" in command else ("--pack", str(TINY))), "--lang", "en")

    assert run.returncode == (1 if command == "history diff" else 0), run.stderr
    assert b"Traceback" not in run.stderr
    if command in {"report", "plan", "why baker", "whatif dough=3", ""}:
        assert b"dough.deeds" in run.stderr
