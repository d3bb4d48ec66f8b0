"""The practice data of the shipped pack: made from their seeds, described as they are, and with something in them to find."""

import csv
import runpy
import subprocess
import sys
from collections.abc import Callable
from math import sqrt
from pathlib import Path
from typing import Any

import pytest

from opscareer.pack.load import load_pack
from opscareer.pack.model import Pack

ROOT = Path(__file__).parents[3]
PRACTICE = ROOT / "data" / "practice"
MOST_BYTES, MOST_IN_ALL = 250_000, 1_200_000

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack()


@pytest.fixture(scope="module")
def rows(pack: Pack) -> Callable[[str], Rows]:
    return lambda name: list(csv.DictReader(pack.practice_files[name].decode().splitlines()))


def making() -> dict[str, Any]:
    return runpy.run_path(str(PRACTICE / "make.py"))


def test_the_shipped_files_are_what_their_seeds_make() -> None:
    done = subprocess.run([sys.executable, PRACTICE / "make.py", "--check"], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


def test_a_file_that_was_changed_is_named(tmp_path: Path) -> None:
    (tmp_path / "make.py").write_bytes((PRACTICE / "make.py").read_bytes())
    (tmp_path / "making").symlink_to(PRACTICE / "making")
    script = [sys.executable, tmp_path / "make.py"]
    subprocess.run(script, check=True)
    with (tmp_path / "users.csv").open("a") as file:
        file.write("1\n")

    done = subprocess.run([*script, "--check"], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (1, "users.csv: not what make.py makes\n")


def test_the_pack_names_the_seed_that_each_file_was_made_from(pack: Pack) -> None:
    made = making()

    assert {item.id: item.seed for item in pack.practice if item.seed is not None} == made["SEEDS"]
    by_hand = {name for item in pack.practice for name in (file.name for file in item.files) if item.id == "interviews"}
    assert set(pack.practice_files) == set(made["FILES"]) | by_hand


def test_every_column_is_explained_in_the_order_of_the_file(pack: Pack) -> None:
    for item in pack.practice:
        for file in item.files:
            if file.name.endswith(".csv"):
                header = next(csv.reader(pack.practice_files[file.name].decode().splitlines()))
                assert header == [column.name for column in item.columns], file.name


def test_what_is_said_in_two_languages_has_the_same_rows_in_both(pack: Pack, rows: Callable[[str], Rows]) -> None:
    for item in pack.practice:
        if len(item.files) == 2 and item.columns:
            spoken = {"text", "title", "headline", "task", "note"}
            zh, en = ([{key: row[key] for key in row if key not in spoken} for row in rows(file.name)] for file in item.files)
            assert zh == en


def test_the_practice_data_are_small(pack: Pack) -> None:
    sizes = [len(content) for content in pack.practice_files.values()]

    assert max(sizes) <= MOST_BYTES
    assert sum(sizes) <= MOST_IN_ALL


# --- what there is to find ----------------------------------------------------------------------------------------------------------


def share(rows: Rows, key: str, value: str) -> float:
    return sum(row[key] == value for row in rows) / len(rows)


def off_half(rows: Rows) -> float:
    """By how many standard errors the split of an experiment misses one half."""
    return abs(share(rows, "group", "A") - 0.5) / (0.5 / sqrt(len(rows)))


def test_one_experiment_is_split_in_half_and_the_other_is_not(rows: Callable[[str], Rows]) -> None:
    assert off_half(rows("ab_test.csv")) < 2
    assert off_half(rows("ab_test_broken.csv")) > 6


def test_in_the_sound_experiment_more_people_buy_and_nobody_earns_more(rows: Callable[[str], Rows]) -> None:
    groups = [[row for row in rows("ab_test.csv") if row["group"] == name] for name in "AB"]
    bought = [share(group, "converted", "1") for group in groups]
    earned = [sum(float(row["amount"]) for row in group) / len(group) for group in groups]

    assert bought[1] - bought[0] > 1.96 * sqrt(sum(p * (1 - p) / len(group) for p, group in zip(bought, groups, strict=True)))
    assert earned[1] < earned[0]


def test_users_bought_by_short_videos_do_not_stay(rows: Callable[[str], Rows]) -> None:
    settled = [row for row in rows("users.csv") if row["registered"] < "2025-05-01"]
    stay = {
        channel: sum(int(row["active_days_30"]) > 0 for row in own) / len(own)
        for channel in {row["channel"] for row in settled}
        for own in [[row for row in settled if row["channel"] == channel]]
    }

    assert min(stay, key=stay.__getitem__) == "short_video_ads"
    assert max(stay, key=stay.__getitem__) == "friend"
    assert stay["short_video_ads"] < 0.3 * stay["friend"]


def test_since_version_3_2_fewer_tasks_are_finished(rows: Callable[[str], Rows]) -> None:
    events = rows("events.csv")
    finished = {}
    for version in ("3.1", "3.2"):
        own = [row["event"] for row in events if row["version"] == version]
        finished[version] = own.count("finish_task") / own.count("start_task")

    assert finished["3.2"] < 0.75 * finished["3.1"]


def test_the_cheapest_sign_ups_do_not_come(rows: Callable[[str], Rows]) -> None:
    ads = [row for row in rows("campaign.csv") if row["channel"] == "short_video_ads"]
    others = [row for row in rows("campaign.csv") if row["channel"] == "note_community"]

    def per(rows: Rows, key: str) -> float:
        return sum(int(row["cost"]) for row in rows) / sum(int(row[key]) for row in rows)

    assert per(ads, "signups") < per(others, "signups") / 3
    assert per(ads, "attended") > per(ads, "signups") * 10


def test_two_tasks_are_called_done_although_what_they_wait_for_is_not(rows: Callable[[str], Rows]) -> None:
    tasks = {row["id"]: row for row in rows("tasks.en.csv")}
    early = [
        name
        for name, row in tasks.items()
        if row["status"] == "done" and any(tasks[other]["status"] != "done" for other in row["depends_on"].split())
    ]

    assert len(tasks) == 48
    assert len(early) == 2
    assert sum(not row["owner"] for row in tasks.values()) == 3
