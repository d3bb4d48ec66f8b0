"""The practice data of the shipped pack: made from their seeds, described as they are, and with something in them to find."""

import csv
import runpy
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from math import sqrt
from pathlib import Path
from typing import Any

import pytest

from opscareer.pack.model import Pack

ROOT = Path(__file__).parents[3]
MAKER = ROOT / "tools" / "practice" / "make.py"
MOST_BYTES, MOST_IN_ALL = 250_000, 1_500_000

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def rows(pack: Pack) -> Callable[[str], Rows]:
    return lambda name: list(csv.DictReader(pack.practice_files[name].decode().splitlines()))


def making(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.syspath_prepend(str(MAKER.parent))
    return runpy.run_path(str(MAKER))


def test_the_shipped_files_are_what_their_seeds_make() -> None:
    done = subprocess.run([sys.executable, MAKER, "--check"], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


def test_a_file_that_was_changed_is_named(tmp_path: Path) -> None:
    subprocess.run([sys.executable, MAKER, tmp_path], check=True)
    with (tmp_path / "users.csv").open("a") as file:
        file.write("1\n")

    done = subprocess.run([sys.executable, MAKER, "--check", tmp_path], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (1, "users.csv: not what make.py makes\n")


def test_the_pack_names_the_seed_that_each_file_was_made_from(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    made = making(monkeypatch)

    assert {item.id: item.seed for item in pack.practice if item.seed is not None} == made["SEEDS"]
    by_hand = {file.name for item in pack.practice for file in item.files if file.name.endswith(".md")}
    assert set(pack.practice_files) == set(made["FILES"]) | by_hand


def test_every_column_is_explained_in_the_order_of_the_file(pack: Pack) -> None:
    for item in pack.practice:
        for file in item.files:
            if file.name.endswith(".csv"):
                header = next(csv.reader(pack.practice_files[file.name].decode().splitlines()))
                assert header == [column.name for column in item.columns], file.name


def test_what_is_said_in_two_languages_has_the_same_rows_in_both(pack: Pack, rows: Callable[[str], Rows]) -> None:
    for item in pack.practice:
        tables = [file.name for file in item.files if file.language and file.name.endswith(".csv")]
        for name in (table for table in tables if table.endswith(".zh.csv")):
            spoken = {"text", "title", "headline", "task", "owner", "note", "words"} | ({"event"} if item.id == "three_events" else set())
            zh, en = (
                [{key: row[key] for key in row if key not in spoken} for row in rows(file)] for file in (name, name.replace(".zh.", ".en."))
            )
            assert zh == en


def test_a_task_says_of_the_invented_app_what_it_is_where_it_first_names_it(pack: Pack) -> None:
    def introduced(text: str, name: str, what: str) -> bool:
        head, found, tail = text.partition(name)
        return not found or what in f"{head[-40:]} {tail[:30]}"

    tasks = [(unit.id, unit.task.brief, unit.task.input) for unit in pack.units]
    assert [unit for unit, brief, given in tasks if not introduced(brief.zh + given.zh, "早禾", "打卡应用")] == []
    assert [unit for unit, brief, given in tasks if not introduced(f"{brief.en} {given.en}", "Dawnly", "app")] == []


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


def test_users_agree_with_their_events_but_for_the_planted_faults(rows: Callable[[str], Rows], monkeypatch: pytest.MonkeyPatch) -> None:
    planted = making(monkeypatch)["users"]
    days: dict[str, list[str]] = {}
    paid = set()
    for event in rows("events.csv"):
        days.setdefault(event["user_id"], []).append(event["time"][:10])
        paid |= {event["user_id"]} if event["event"] == "pay" else set()
    users = {row["user_id"]: row for row in rows("users.csv")}

    def named(numbers: tuple[int, ...]) -> set[str]:
        return {str(number) for number in numbers}

    assert {user for user, own in days.items() if max(own) != users[user]["last_active"]} == named(planted.STALE)
    assert {user for user, own in days.items() if min(own) < users[user]["registered"]} == named(planted.MERGED)
    assert {user for user in paid if users[user]["paid_total"] == "0"} == named(planted.UNBOOKED)
    assert {user for user, row in users.items() if row["last_active"] < row["registered"]} == named(planted.CLOCK)
    assert not [user for user, row in users.items() if user not in days and row["last_active"] >= "2025-06-17"]


def test_most_pairs_of_headlines_can_be_decided(rows: Callable[[str], Rows]) -> None:
    clicks = [int(row["clicks"]) for row in rows("headlines.en.csv")]
    draws = [a + b for a, b in zip(clicks[::2], clicks[1::2], strict=True) if abs(a - b) < 2 * sqrt(a + b)]

    assert 10 <= len(draws) <= 20


def test_there_are_titles_enough_to_judge_sixty_twice_and_what_they_are_like_matters(rows: Callable[[str], Rows]) -> None:
    posts = rows("posts.zh.csv")
    reads: dict[str, list[int]] = {}
    for row in posts:
        reads.setdefault(row["channel"], []).append(int(row["reads"]))
    middle = {channel: sorted(own)[len(own) // 2] for channel, own in reads.items()}
    maxims = {
        "清晨随想",
        "早起的意义",
        "运动的快乐",
        "跑步与人生",
        "书香四溢的日子",
        "阅读的力量",
        "理财小知识",
        "勤俭是一种美德",
        "好睡眠，好生活",
    }
    above = [int(row["reads"]) > middle[row["channel"]] for row in posts if row["title"] in maxims]

    assert len({row["title"] for row in posts}) >= 150
    assert sum(above) < len(above) / 3


def test_no_ticket_and_hardly_a_review_comes_twice(rows: Callable[[str], Rows]) -> None:
    for name, most in (("tickets.zh.csv", 0), ("tickets.en.csv", 0), ("reviews.zh.csv", 8), ("reviews.en.csv", 8)):
        texts = [row["text"] for row in rows(name)]
        assert len(texts) - len(set(texts)) <= most


def test_the_annoying_week_of_the_feature_stands_out_by_any_denominator(rows: Callable[[str], Rows]) -> None:
    for key in ("exposed", "tried"):
        worst = max(rows("feature.csv"), key=lambda row: int(row["complaints"]) / int(row[key]))
        assert (worst["week"], worst["cohort"]) == ("2025-05-12", "active")


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


def total(rows: Rows, key: str, **such: str) -> float:
    return sum(float(row[key]) for row in rows if all(row[name] == value for name, value in such.items()))


def test_the_coupon_sells_more_on_the_first_day_and_the_question_in_seven(rows: Callable[[str], Rows]) -> None:
    group = rows("wecom_group.csv")
    first, week = ([total(group, "bought", welcome=name, **such) for name in "AB"] for such in ({"day": "1"}, {}))

    assert first[0] > 2 * first[1]
    assert week[1] > week[0]
    assert [row["source"] for row in group if int(row["opened"]) > int(row["members"])] == ["parcel_card"]


def test_adverts_cost_more_than_they_seem_to(rows: Callable[[str], Rows]) -> None:
    costs = rows("channel_costs.csv")
    firsts = {row["customer_id"]: row["channel"] for row in reversed(rows("orders.csv"))}
    blank = [(row["month"], row["channel"]) for row in costs if not row["spend"]]
    booked = {row["month"]: row["spend"] for row in costs if row["channel"] == "live_stream"}

    assert blank == [("2024-11", "ads")]
    assert booked["2025-01"] == booked["2025-02"]
    assert total(costs, "reported_new", channel="ads") > 1.4 * list(firsts.values()).count("ads")


def test_whom_the_message_brings_back_is_not_who_comes_back_most(rows: Callable[[str], Rows]) -> None:
    people = rows("winback.csv")

    def back(segment: str, group: str) -> float:
        own = [row for row in people if (row["segment"], row["group"]) == (segment, group)]
        return sum(row["back_on"] != "" for row in own) / len(own)

    brought = {segment: back(segment, "sent") - back(segment, "held_out") for segment in {row["segment"] for row in people}}
    assert back("paid_before", "sent") > back("cooled", "sent")
    assert abs(brought["paid_before"]) < 0.02 < brought["cooled"] / 2
    assert brought["cooled"] < brought["wrote_a_lot"]
    assert sum(row["opened"] == "1" and row["group"] == "held_out" for row in people) == 14


def test_a_gift_to_who_renews_anyway_looks_best_and_gains_nothing(rows: Callable[[str], Rows]) -> None:
    touches = {row["touch"]: row for row in rows("touches.zh.csv")}
    results = rows("touch_results_1.csv") + rows("touch_results_2.csv")
    paying = [row for row in results if touches[row["touch"]]["stage"] == "paying" and touches[row["touch"]]["gift"] != "none"]

    def did(some: Rows) -> float:
        return total(some, "did") / total(some, "sent")

    def gain(some: Rows) -> float:
        return did(some) - total(some, "did_anyway") / total(some, "held_out")

    own = [row for row in results if row["touch"] in {"13", "19", "33", "37"}]  # a person's own record
    assert [row["touch"] for row in results] == list(touches)
    assert did(paying) > 0.6 > did(own)
    assert gain(paying) < 0.03 < gain(own)
    assert [row["touch"] for row in results if int(row["claimed"]) > int(row["sent"])] == ["15"]


def test_videos_lose_people_where_their_scripts_say_why(rows: Callable[[str], Rows]) -> None:
    left = {(row["video"], int(row["second"])): int(row["watching"]) for row in rows("video_retention.csv")}

    assert left["V2", 3] < left["V2", 0] / 2 < left["V1", 3] < left["V1", 0]
    for video, before, after in (("V3", 21, 24), ("V4", 40, 43), ("V6", 29, 36), ("V7", 43, 48)):
        assert left[video, after] < 0.72 * left[video, before]
    assert left["V5", 34] > left["V5", 32]


def test_in_the_live_stream_the_gift_box_sells_once_its_coupon_is_right(rows: Callable[[str], Rows]) -> None:
    minutes = rows("live_minutes.zh.csv")
    gifts = [row for row in minutes if (row["stream"], row["item"]) == ("L1", "gift_box")]
    before, after = ([row for row in gifts if (int(row["minute"]) < 82) is early] for early in (True, False))

    assert total(before, "orders") / total(before, "clicks") < 0.2 * total(after, "orders") / total(after, "clicks")
    assert [row["minute"] for row in minutes if int(row["orders"]) > int(row["clicks"])] == ["116"]
    assert total(before, "amount") / total(before, "orders") == 218  # list price
    assert round(total(after, "amount") / total(after, "orders"), 2) == 174.4  # 20% off


def test_the_ai_forces_what_says_nothing_into_a_class(rows: Callable[[str], Rows]) -> None:
    agreed = [row for row in rows("ai_labels.en.csv") if row["person_a"] == row["person_b"]]
    vague = [row for row in agreed if row["person_a"] == "vague"]

    assert len(agreed) > 100
    assert sum(row["ai"] != "vague" for row in vague) > len(vague) / 2


# --- what units say of the data -----------------------------------------------------------------------------------------------------


def said(pack: Pack, unit: str) -> str:
    return str(pack.unit[unit])


def test_the_orders_are_as_the_units_tell_them(pack: Pack, rows: Callable[[str], Rows]) -> None:
    orders = rows("orders.csv")
    month = Counter[str]()
    for row in orders:
        month[row["date"][:7]] += round(float(row["amount"]) * 100)
    fell = (month["2025-01"] - month["2025-02"]) / 100

    assert len(orders) == 3000
    for figure in (f"{month.total() / 100:,.2f}", f"{len({row['customer_id'] for row in orders}):,}"):
        assert figure in said(pack, "monthly-sheet-by-definition")
    assert f"{fell:,.2f}" in said(pack, "explain-a-drop")


def test_who_buys_again_is_as_the_unit_tells_it(pack: Pack, rows: Callable[[str], Rows]) -> None:
    days: dict[str, list[date]] = {}
    for row in rows("orders.csv"):
        days.setdefault(row["customer_id"], []).append(date.fromisoformat(row["date"]))
    watched = [bought for bought in days.values() if bought[0] <= date(2025, 4, 1)]
    again = [bought for bought in watched if any(1 <= (day - bought[0]).days <= 90 for day in bought)]

    assert f"{len(watched):,}" in said(pack, "cohort-repurchase")
    assert f"{len(again)}人" in said(pack, "cohort-repurchase")


def test_the_events_are_as_the_unit_tells_them(pack: Pack, rows: Callable[[str], Rows]) -> None:
    events = [tuple(row.values()) for row in rows("events.csv")]
    twice = len(events) - len(set(events))

    assert f"{len(events):,}" in said(pack, "first-queries-funnel")
    for unit in ("first-queries-funnel", "tracking-plan-accepted"):
        assert f"{twice}行" in said(pack, unit)


def test_the_groups_of_the_experiments_are_as_the_units_tell_them(pack: Pack, rows: Callable[[str], Rows]) -> None:
    for file, unit in (("ab_test.csv", "ab-test-to-decision"), ("ab_test_broken.csv", "audit-ten-figures")):
        sizes = Counter(row["group"] for row in rows(file))
        assert f"{sizes['A']:,}比{sizes['B']:,}" in said(pack, unit)
