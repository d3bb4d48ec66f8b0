"""What the program remembers (`opscareer config`), what counts for more, and commands that work as they are printed."""

import json
import re
import shlex
import shutil
import stat
from pathlib import Path

import pytest
from kept import finished
from people import highest
from shipped import shipped_pack

from opscareer.sessions.record import Target
from opscareer.texts import catalogue

PACK = shipped_pack()
SOME = dict(list(highest(PACK).items())[:30])
TINY = Path(__file__).parents[1] / "packs" / "good" / "tiny"


@pytest.fixture
def done(opscareer):
    """Runs a command that succeeds. Returns what it prints."""

    def run(*arguments, **variables):
        found = opscareer(*arguments, **variables)
        assert found.returncode == 0, found.stderr.decode()
        return found.stdout.decode()

    return run


@pytest.fixture
def refused(opscareer):
    """Runs a command that is refused. Returns what it says."""

    def run(*arguments, **variables):
        found = opscareer(*arguments, **variables)
        assert (found.returncode, found.stdout) == (2, b"")
        return found.stderr.decode()

    return run


@pytest.fixture
def plan(done, home):
    """The target and the hours of a plan."""

    def run(*arguments):
        document = json.loads(done(*(arguments or ("plan",)), "--json"))
        document = document.get("plan", document)
        return document["target"]["role"], document["target"]["level"], document["hours_per_week"]

    return run


def speaks(text):
    return "zh" if re.search(r"[\u4e00-\u9fff]{2}", text) else "en"


# --- set, listed, taken away


def test_every_setting_says_what_it_means_in_the_language_spoken(done):
    said = {language: done("config", OPSCAREER_LANG=language) for language in ("zh", "en")}

    assert [line.split("：")[0] for line in said["zh"].splitlines()[:3]] == [
        "language（语言）",
        "hours（每周能学几小时）",
        "target（学习计划的目标）",
    ]
    assert "hours (for learning, a week): not set" in said["en"]


def test_nothing_is_remembered_at_first_and_listing_makes_no_file(done, home):
    said = done("config")

    assert [line.split(" (")[0] for line in said.splitlines()[:3]] == ["language", "hours", "target"]
    assert said.count("not set") == 3
    assert str(home / "config.json") in said.replace("\n", "")
    assert not home.exists()


@pytest.mark.parametrize(
    ("key", "value", "kept"),
    [
        ("language", "zh", "zh"),
        ("language", "中文", "zh"),
        ("Language", "ENGLISH", "en"),
        ("hours", "5", 5),
        ("hours", "７．５", 7.5),
        ("target", "data", "data"),
        ("target", "数据运营", "data"),
        ("target", "DATA", "data"),
        ("target", "mid", "mid"),
        ("target", "资深", "senior"),
        ("target", "data operations mid", "data mid"),
        ("target", "数据运营　中级", "data mid"),
    ],
)
def test_what_is_set_is_kept_listed_and_forgotten(done, home, key, value, kept):
    done("config", "set", key, *value.split())

    assert json.loads((home / "config.json").read_text(encoding="utf-8"))[key.lower()] == kept
    assert done("config", OPSCAREER_LANG="en").count("not set") == 2
    assert stat.S_IMODE((home / "config.json").stat().st_mode) == 0o600

    done("config", "reset", key)

    assert not (home / "config.json").exists()


@pytest.mark.parametrize(
    ("called", "value", "key"),
    [
        ("语言", "中文", "language"),
        ("lang", "zh", "language"),
        ("hours-per-week", "5", "hours"),
        ("小时", "5", "hours"),
        ("目标", "data", "target"),
        ("role", "data", "target"),
        ("level", "mid", "target"),
    ],
)
def test_a_setting_is_understood_by_its_name_in_either_language_or_a_part_of_it(done, home, called, value, key):
    done("config", "set", called, value)

    assert list(json.loads((home / "config.json").read_text(encoding="utf-8"))) == [key]


def test_one_thing_is_forgotten_or_all(done, home):
    for key, value in (("hours", "5"), ("target", "data"), ("language", "en")):
        done("config", "set", key, value)

    done("config", "reset", "hours")
    assert {key: value for key, value in json.loads((home / "config.json").read_text()).items() if key == "hours"} != {"hours": 5}
    assert json.loads((home / "config.json").read_text())["target"] == "data"
    done("config", "reset")

    assert not (home / "config.json").exists()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["colour", "red"], ["colour", "language", "hours", "target"]),
        (["hours", "0.4"], ["hours", "0.4", "0.5", "80"]),
        (["hours", "many"], ["hours", "many", "0.5", "80"]),
        (["language", "fr"], ["language", "fr", "zh", "en"]),
        (["target", "qqq"], ["qqq", "data", "content"]),
        (["target", "qqq mid"], ["qqq", "data", "content"]),
    ],
    ids=" ".join,
)
def test_an_unknown_key_or_value_is_named_with_what_there_is(refused, home, language, words, named):
    said = refused("config", "set", *words, OPSCAREER_LANG=language)

    assert [name for name in named if name not in said] == []
    assert not home.exists()


def test_forgetting_what_does_not_exist_is_refused(refused):
    assert "colour" in refused("config", "reset", "colour")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('{"hours": 900, "target": "data"}', ["hours", "900"]),
        ('{"langage": "zh"}', ["langage"]),
        ('{"language": "fr"}', ["language", "fr"]),
        ("hours: 5", ["JSON", "opscareer config reset"]),
        ("[]", ["JSON"]),
    ],
)
def test_what_the_file_holds_and_nobody_understands_does_not_count_and_is_named(opscareer, home, text, named):
    home.mkdir()
    (home / "config.json").write_text(text)

    found = opscareer("roles")

    said = found.stderr.decode()
    assert found.returncode == 0
    assert [name for name in [str(home / "config.json"), *named] if name not in said] == []
    assert opscareer("config", "reset").returncode == 0
    assert opscareer("roles").stderr == b""


def test_settings_that_cannot_be_written_are_said(opscareer, home):
    home.write_text("no directory")

    found = opscareer("config", "set", "hours", "5", OPSCAREER_LANG="en")

    assert found.returncode == 1
    assert str(home / "config.json") in found.stderr.decode()


def test_without_a_home_of_its_own_the_file_is_where_the_platform_keeps_settings(process, monkeypatch, tmp_path):
    monkeypatch.delenv("OPSCAREER_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))

    assert process("config", "set", "language", "zh").returncode == 0

    assert (tmp_path / "settings" / "opscareer" / "config.json").exists()
    assert speaks(process("roles").stdout.decode()) == "zh"


# --- the language


def test_the_option_outranks_the_variable_that_the_setting_and_that_the_locale(done):
    assert speaks(done("roles", LC_ALL="en_US.UTF-8")) == "en"
    done("config", "set", "language", "zh")
    assert speaks(done("roles", LC_ALL="en_US.UTF-8")) == "zh"
    assert speaks(done("roles", LC_ALL="en_US.UTF-8", OPSCAREER_LANG="en")) == "en"
    assert speaks(done("roles", "--lang", "zh", LC_ALL="en_US.UTF-8", OPSCAREER_LANG="en")) == "zh"


def test_a_language_that_was_set_is_spoken_at_once_but_where_the_variable_says_another(done):
    assert speaks(done("config", "set", "language", "zh")) == "zh"
    assert "OPSCAREER_LANG" in done("config", "set", "language", "zh", OPSCAREER_LANG="en")


def test_an_unknown_language_of_the_variable_is_named_and_the_next_in_rank_counts(opscareer, done):
    done("config", "set", "language", "zh")

    found = opscareer("roles", OPSCAREER_LANG="xx")

    assert found.returncode == 0
    assert speaks(found.stdout.decode()) == "zh"
    assert all(name in found.stderr.decode() for name in ("OPSCAREER_LANG", "xx", "zh, en"))


# --- hours and target


def test_hours_and_target_are_what_a_plan_uses_where_no_option_says_more(done, plan, tmp_path):
    file = tmp_path / "answers.json"
    file.write_text(json.dumps({"answers": SOME}))
    done("config", "set", "hours", "9")
    done("config", "set", "target", "event", "senior")

    for command in ("assess", "plan", "report"):
        asked = (command, "--answers", str(file))
        assert plan(*asked) == ("event", "senior", 9)
        assert plan(*asked, "--role", "data")[::2] == ("data", 9)
        assert plan(*asked, "--level", "mid", "--hours-per-week", "4") == ("event", "mid", 4)


def test_a_tier_alone_is_the_target_in_whichever_direction_leads(done, plan, home):
    finished(home, SOME)
    leader = plan()[0]

    done("config", "set", "target", "senior")

    assert plan()[:2] == (leader, "senior")


def test_what_was_said_last_counts_the_assessment_or_the_setting(done, plan, home):
    finished(home, SOME, "2020-01-01T08:00:00+00:00", Target("user", "mid", 3.0))
    assert plan() == ("user", "mid", 3)

    done("config", "set", "hours", "9")
    assert plan() == ("user", "mid", 9)
    done("config", "set", "target", "data", "entry")
    assert plan() == ("data", "entry", 9)

    plan("plan", "--role", "event", "--level", "mid", "--hours-per-week", "2")
    assert plan() == ("event", "mid", 2)

    done("config", "reset")
    assert plan() == ("event", "mid", 2)


def test_a_target_that_another_pack_does_not_have_is_named_and_does_not_count(done, opscareer, home, tmp_path):
    file = tmp_path / "tiny.json"
    file.write_text(json.dumps({"answers": {"dough.deeds": [1]}}))
    done("config", "set", "target", "data")

    found = opscareer("plan", "--answers", str(file), "--pack", str(TINY), "--json")

    assert found.returncode == 0
    assert json.loads(found.stdout)["target"]["role"] == "seller"
    assert b"the target data" in found.stderr


# --- commands that are printed


@pytest.fixture
def elsewhere(tmp_path):
    """The tiny pack in a directory with spaces in its name, longer than a line."""
    place = tmp_path / "我的 packs and other things" / ("a name that is long " * 4).strip()
    shutil.copytree(TINY, place)
    return str(place)


def on_one_line(text):
    return re.sub(r"\s*\n\s*", " ", text)


@pytest.mark.parametrize("width", ["40", "80"])
@pytest.mark.parametrize("command", [["roles"], ["guide"], ["report"], ["plan"], ["whatif"], ["why", "baker"]], ids=" ".join)
def test_a_printed_command_finds_a_pack_with_spaces_in_its_name_and_the_language(done, opscareer, elsewhere, tmp_path, command, width):
    file = tmp_path / "tiny.json"
    file.write_text(json.dumps({"answers": {"dough.deeds": [1]}}))
    answers = ["--answers", str(file)] if command[0] not in {"roles", "guide"} else []

    text = done(*command, *answers, "--pack", elsewhere, "--lang", "zh", COLUMNS=width)

    quoted = shlex.quote(elsewhere)
    assert text.count(quoted) == text.count("--pack") > 0
    assert on_one_line(text).count("opscareer ") == on_one_line(text).count(f"opscareer --lang zh --pack {quoted} ")


def test_a_printed_command_works_as_it_is_printed(done, opscareer, elsewhere):
    text = on_one_line(done("roles", "--pack", elsewhere, "--lang", "zh", COLUMNS="60"))
    (command,) = re.findall(r"opscareer (--lang zh --pack '[^']*' roles [a-z]+)", text)

    found = opscareer(*shlex.split(command))

    assert found.returncode == 0
    assert speaks(found.stdout.decode()) == "zh"


def test_the_language_is_printed_only_where_it_would_not_be_spoken_anyway(done):
    assert "opscareer --lang zh guide" in done("guide", "--lang", "zh")
    assert "--lang" not in done("guide", "--lang", "zh", OPSCAREER_LANG="zh")
    done("config", "set", "language", "zh")
    assert "--lang" not in done("guide", "--lang", "zh")
    assert "opscareer --lang en guide" in done("guide", "--lang", "en")


def test_an_error_names_commands_that_go_on_speaking_its_language(refused, elsewhere):
    assert "opscareer --lang zh assess" in refused("why", "--lang", "zh")
    assert f"opscareer --lang zh --pack {shlex.quote(elsewhere)} assess" in refused("why", "--lang", "zh", "--pack", elsewhere)
    assert "opscareer --lang zh roles --help" in refused("roles", "--qqq", "--lang", "zh")


def test_options_of_every_command_may_stand_before_it(done):
    assert done("--lang", "zh", "--pack", str(TINY), "roles") == done("roles", "--lang", "zh", "--pack", str(TINY))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_command_in_the_texts_is_one_that_exists(language, commands_known):
    for key, text in texts_of(language):
        for name in re.findall(r"\bopscareer ([a-z]+)", text):
            assert name in commands_known, (key, name)


@pytest.fixture
def commands_known(done):
    return re.findall(r"(?m)^  ([a-z]+)$", done("help", OPSCAREER_LANG="en").partition("Commands")[2])


def texts_of(language):
    return [(key, form) for key, text in catalogue(language).texts.items() for form in ([text] if isinstance(text, str) else text)]
