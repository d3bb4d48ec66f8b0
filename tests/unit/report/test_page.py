"""The report as a page, as Markdown and as a card: what they hold, and that nothing in a pack can break out of them."""

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from markup import Tree
from printed import told

import opscareer.report
from opscareer.engine.plan.planner import Learner, Wishes, make_plan
from opscareer.pack.model import Pack, Text
from opscareer.report.page import render as page
from opscareer.report.page.render import drawing
from opscareer.results.plan import Because, Step, Week
from opscareer.texts import Texts

CSS = (Path(opscareer.report.__file__).parent / "page" / "templates" / "report.css").read_text(encoding="utf-8")
PROGRAM = "9.8.7"
DATE = {"zh": "2026年3月1日", "en": "1 Mar 2026"}
SVG = "{http://www.w3.org/2000/svg}"
NASTY = "<script>alert(1)</script>\"'&amp;`*_[x](https://e.org)|#\x1b[31m\u202e</title>{{ 7*7 }}"


def nasty(pack: Pack) -> Pack:
    """The pack with markup, quotes and control characters in every text that a report shows."""
    text = Text(zh=NASTY, en=NASTY)

    def named(items: tuple[Any, ...], **more: Any) -> tuple[Any, ...]:
        return tuple(replace(item, name=text, **more) for item in items)

    units = tuple(replace(unit, title=text, goal=text, task=replace(unit.task, deliverable=text)) for unit in pack.units)
    changes = {
        "header": replace(pack.header, name=text),
        "roles": named(pack.roles),
        "competencies": named(pack.competencies, levels=(text,) * 5),
        "units": units,
    }
    return replace(pack, **changes)


# --- the page


@pytest.fixture
def tree(varied: Any, texts: Texts) -> Tree:
    return Tree(page.html(varied.view(texts)))


def test_the_page_says_everything_that_the_result_holds(varied: Any, texts: Texts) -> None:
    text = Tree(page.html(varied.view(texts))).all("body")[0]["text"]
    pack, found = varied.pack, varied.assessment

    for role in found.roles:
        assert texts.of(pack.role[role.id].name) in text
        assert f"{role.fit:.0f} [{role.interval[0]:.0f}-{role.interval[1]:.0f}]" in text
        assert texts.chance(role.p_best) in text
    for item in found.competencies:
        assert texts.of(pack.competency[item.id].name) in text
        assert f"{told(item.level)} [{item.interval[0]:.1f}-{item.interval[1]:.1f}]" in text
    for share in found.role(found.best.role).readiness.values():
        assert texts.percent(share) in text
    for step in varied.plan.steps:
        assert texts.of(pack.unit[step.unit].title) in text
    for fact in (DATE[texts.language], PROGRAM, pack.hash, pack.header.version, pack.header.id):
        assert fact in text
    assert texts("result.honest-text", count=found.answered, origin=texts.of(pack.notes["questions"])) in text


def test_the_page_names_its_language_and_has_one_title_and_headings_in_order(tree: Tree, texts: Texts) -> None:
    headings = [int(element["tag"][1]) for element in tree.all("h1", "h2", "h3", "h4", "h5", "h6")]

    assert tree.all("html")[0]["lang"] == {"zh": "zh-CN", "en": "en"}[texts.language]
    assert headings.count(1) == 1
    assert headings[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(headings))
    assert len(tree.all("title")) >= 1
    assert [element["text"] for element in tree.all("h1", "h2", "h3") if not element["text"].strip()] == []


def test_every_cell_that_heads_others_says_what_it_heads(tree: Tree) -> None:
    assert {element.get("scope") for element in tree.all("th")} == {"row", "col", "rowgroup"}
    assert len(tree.all("table")) == 5


def test_every_drawing_is_told_in_words_or_left_out_for_those_who_listen(tree: Tree) -> None:
    drawings = tree.all("svg")
    told = [element for element in drawings if element.get("role") == "img"]

    assert all("aria-label" in element or "aria-labelledby" in element for element in told)
    assert all(element.get("aria-hidden") == "true" for element in drawings if element not in told)
    ids = {element["id"]: element["text"] for element in tree.elements if "id" in element}
    named = [name for element in tree.elements for name in element.get("aria-labelledby", "").split()]
    assert [name for name in named if not ids.get(name, "").strip()] == []
    assert len(tree.all("desc")) == 1


def test_the_head_over_every_chart_of_ranges_is_about_ranges_and_not_about_one_measure(tree: Tree, texts: Texts) -> None:
    heads = [element["text"].strip() for element in tree.all("span") if element.get("class") == "unseen"]

    assert heads.count(texts("page.chart")) == 2  # fits and interests
    assert texts("page.fit").partition(" ")[0] not in texts("page.chart")


def test_no_id_stands_twice(tree: Tree) -> None:
    ids = [element["id"] for element in tree.elements if "id" in element]

    assert len(ids) == len(set(ids))


def test_the_page_is_one_file_without_script_that_loads_nothing(varied: Any, texts: Texts) -> None:
    text = page.html(varied.view(texts))
    tree = Tree(text)

    assert tree.all("script", "img", "iframe", "object", "embed", "audio", "video", "form", "base") == []
    assert [element["href"] for element in tree.elements if "href" in element] == ["data:,", "#words"]
    assert re.search(r"https?://|@import|url\(|src=| on\w+=|javascript:", text) is None
    assert "default-src 'none'" in next(e for e in tree.all("meta") if e.get("http-equiv") == "Content-Security-Policy")["content"]


def test_no_text_of_a_pack_becomes_markup_on_the_page(varied: Any, texts: Texts) -> None:
    clean = Tree(page.html(varied.view(texts)))

    text = page.html(varied.view(texts, nasty(varied.pack)))
    tree = Tree(text)

    tags = {"tspan"}  # a longer name has more lines
    assert [e["tag"] for e in tree.elements if e["tag"] not in tags] == [e["tag"] for e in clean.elements if e["tag"] not in tags]
    assert "alert(1)" in tree.all("h2")[2]["text"]
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202e]", text)
    assert "<U+001B>" in tree.all("body")[0]["text"]
    assert "{{ 7*7 }}" in tree.all("body")[0]["text"]


def test_a_plan_with_many_steps_names_every_one(varied: Any, texts: Texts) -> None:
    units = varied.pack.units
    because = Because("gap", weight=0.5, gap=1.0, closes=1.0, groundwork_of=())
    steps = tuple(Step(unit.id, unit.competency, 5.0, 1, own_work=False, proof=False, because=because) for unit in units)
    weeks = tuple(Week(number, {step.unit: 5.0}) for number, step in enumerate(steps, 1))
    long = replace(varied, plan=replace(varied.plan, steps=steps, weeks=weeks))

    for text in (page.html(long.view(texts)), page.markdown(long.view(texts))):
        assert [unit.id for unit in units if texts.of(unit.title) not in text.replace("\\", "").replace("&#39;", "'")] == []


def test_a_pack_without_competencies_has_a_page_without_their_chapters(varied: Any, texts: Texts) -> None:
    interests = tuple(item for item in varied.assessment.role(varied.assessment.best.role).contributions if item.of.kind == "interest")
    roles = tuple(replace(role, contributions=interests) for role in varied.assessment.roles)
    found, plan = replace(varied.assessment, competencies=(), roles=roles), replace(varied.plan, steps=(), weeks=(), left_out=())
    only = replace(varied, assessment=found, plan=plan)

    tree = Tree(page.html(only.view(texts)))

    assert len(tree.all("table")) == 3
    assert tree.all("desc") == []
    assert texts("result.plan-none") in tree.all("main")[0]["text"]
    assert texts("result.plan-honest") not in tree.all("main")[0]["text"]
    assert texts("result.plan-none") in page.markdown(only.view(texts))


def test_where_no_unit_fits_into_the_time_page_and_markdown_say_so_and_do_not_blame_the_pack(varied: Any, texts: Texts) -> None:
    plan = make_plan(varied.pack, Learner(varied.assessment), Wishes("data", "senior", 0.5))
    assert (plan.steps, bool(plan.left_out)) == ((), True)
    short = replace(varied, plan=plan)

    for text in (Tree(page.html(short.view(texts))).all("main")[0]["text"], page.markdown(short.view(texts))):
        assert texts("plan.too-short") in text
        assert texts("result.plan-none") not in text


# --- colours


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def colours(scheme: str) -> dict[str, str]:
    blocks = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", blocks[0] + (blocks[1] if scheme == "dark" else "")))


def test_the_measure_of_contrast_is_right() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(scheme: str) -> None:
    own = colours(scheme)
    pairs = [(text, "paper") for text in ("ink", "soft", "accent", "good")]
    pairs += [("ink", "panel"), ("soft", "panel"), ("warn-ink", "warn-paper")]

    assert {pair: ratio for pair in pairs if (ratio := contrast(own[pair[0]], own[pair[1]])) < 4.5} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_line_that_means_something_stands_out_from_the_paper(scheme: str) -> None:
    own = colours(scheme)

    assert {name: ratio for name in ("accent", "warm") if (ratio := contrast(own[name], own["paper"])) < 3} == {}


# --- the drawings


def test_a_radar_has_a_corner_for_every_level_the_first_at_the_top() -> None:
    corners = [tuple(map(float, corner.split(","))) for corner in drawing.corners([5, 2.5, 5, 0]).split()]
    x, y = drawing.CENTRE

    assert corners == [(x, y - drawing.RADIUS), (x + drawing.RADIUS / 2, y), (x, y + drawing.RADIUS), (x, y)]


@pytest.mark.parametrize("count", [3, 4, 5, 8])
def test_the_names_around_a_radar_stay_inside_it(count: int) -> None:
    for label in drawing.labels(["Project management"] * count):
        widths = [len(line) * 8.6 for line in label.lines]
        left = label.x - {"start": 0, "middle": 0.5, "end": 1}[label.anchor] * max(widths)
        assert left >= -1
        assert left + max(widths) <= drawing.WIDTH + 1
        assert label.y - 15 >= -1
        assert label.y + (len(label.lines) - 1) * drawing.LINE <= drawing.HEIGHT


def test_a_place_outside_the_axis_ends_at_its_edge() -> None:
    assert drawing.span(50, (-10, 130), (0, 100)) == drawing.Span(0, 50, 100)


# --- Markdown and card


def test_markdown_shows_texts_as_they_are_and_no_html(varied: Any, texts: Texts) -> None:
    text = page.markdown(varied.view(texts, nasty(varied.pack)))

    assert re.search(r"(?<!\\)<", text) is None
    assert re.search(r"(?<!\\)\]\(", text) is None
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202e]", text)


def test_every_table_of_the_markdown_has_as_many_cells_in_each_row(varied: Any, texts: Texts) -> None:
    text = page.markdown(varied.view(texts, nasty(varied.pack)))
    tables = re.findall(r"(?:^\|.*\|\n)+", text, re.MULTILINE)

    assert len(tables) == 4
    for table in tables:
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}) == 1
        assert re.fullmatch(r"\|(---\|)+", table.splitlines()[1])


def test_the_card_is_a_picture_of_the_result_and_of_nothing_else(varied: Any, texts: Texts) -> None:
    text = page.card(varied.view(texts))
    root = ElementTree.fromstring(text)
    told = " ".join(root.itertext())

    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    for role in varied.assessment.roles:
        assert texts.of(varied.pack.role[role.id].name) in told
        assert texts.chance(role.p_best) in told
    kept = [DATE[texts.language], PROGRAM, varied.pack.hash, *[texts.of(item.name) for item in varied.pack.competencies]]
    assert [fact for fact in kept if fact in text] == []
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {"svg", "title", "desc", "rect", "text", "line", "circle", "g"}


def test_the_card_is_well_formed_whatever_a_pack_says(varied: Any, texts: Texts) -> None:
    root = ElementTree.fromstring(page.card(varied.view(texts, nasty(varied.pack))))

    assert "alert(1)" in " ".join(root.itertext())
    assert root.find(f".//{SVG}script") is None


def test_a_card_speaks_of_a_clear_leader_in_the_first_person(analyst: Any) -> None:
    card = page.card(analyst.view(Texts("en"))).replace("\u00a0", " ")

    assert "The direction that fits me best: Data operations" in card
    assert re.search("<text [^>]*>[^<]*Data operations</text>", card.partition("</desc>")[2])  # its name is on one line


def test_a_card_with_many_directions_grows_instead_of_dropping_some(varied: Any) -> None:
    many = varied.changed(roles=varied.assessment.roles * 4)

    root = ElementTree.fromstring(page.card(many.view(Texts("en"))))
    height = float(root.get("height", "0"))

    assert len(root.findall(f"{SVG}g")) == 20
    assert [text for text in root.findall(f"{SVG}text") if float(text.get("y", "0")) > height] == []


def test_a_card_is_drawn_even_where_a_name_has_no_width(varied: Any) -> None:
    unseen = Text(zh="\u200b", en="\u200b")
    pack = replace(varied.pack, roles=tuple(replace(role, name=unseen) for role in varied.pack.roles))

    root = ElementTree.fromstring(page.card(varied.view(Texts("en"), pack)))

    assert len(root.findall(f"{SVG}g")) == len(pack.roles)
