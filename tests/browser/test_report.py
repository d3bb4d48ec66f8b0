"""The report in a real browser: as a person on a telephone, at a desk, in the dark, or with a printer gets it."""

import json
import re

import pytest
from people import everyone, place
from shipped import shipped_pack

from opscareer.cli.app import main

LANGUAGES = ("zh", "en")
PAPER = re.compile(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]")
PRINTED = re.compile(rb"/Type /Page\b(?!s)")

PEOPLE = {
    "varied": lambda number, options: 1 + number % options,
    "lowest": lambda number, options: 1,
    "highest": lambda number, options: options,
    "few": lambda number, options: 1 if number < 5 else None,
}

# For every visible text: its own colour against the nearest ground that is painted; the worst of all, with its text.
WORST_CONTRAST = """
(() => {
  const channels = colour => colour.match(/[\\d.]+/g).map(Number);
  const linear = part => (part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const ground = element => {
    for (; element; element = element.parentElement) {
      const colour = channels(getComputedStyle(element).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let worst = [99, ''], seen = 0;
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement, style = getComputedStyle(element);
    if (!walker.currentNode.data.trim() || element.closest('title, desc')) continue;
    const own = channels(element.closest('svg') ? style.fill : style.color);
    const [high, low] = [luminance(own), luminance(ground(element))].sort((a, b) => b - a);
    const ratio = (high + 0.05) / (low + 0.05);
    seen += 1;
    if (ratio < worst[0]) worst = [ratio, walker.currentNode.data];
  }
  return [...worst, seen];
})()
"""

# What reaches over the right edge, and texts that are cut off by the box around them.
CUT_OFF = """
[...document.querySelectorAll('body *')].filter(element => {
  if (element.closest('svg') || element.closest('.unseen')) return false;
  const box = element.getBoundingClientRect();
  return box.right > document.documentElement.clientWidth + 1 || box.left < -1 || element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0
    && getComputedStyle(element).display !== 'inline';
}).map(element => element.tagName + ' ' + element.textContent.trim().slice(0, 40))
"""

SMALLEST_TEXT = """
Math.min(...[...document.querySelectorAll('body *')].filter(element => [...element.childNodes].some(
  node => node.nodeType === 3 && node.data.trim()) && !element.closest('title, desc, .unseen')).map(element => {
  const size = parseFloat(getComputedStyle(element).fontSize), svg = element.closest('svg[viewBox]');
  return svg ? size * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : size;
}))
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """The report of one of PEOPLE as a file."""
    directory = tmp_path_factory.mktemp("reports")
    pack = shipped_pack()

    def make(person, lang, *options):
        numbers = [PEOPLE[person](number, len(pack.options(question))) for number, question in enumerate(pack.questions)]
        given = zip(pack.questions, numbers, strict=True)
        values = {question.id: place(pack, question, number) for question, number in given if number is not None}
        answers, file = directory / f"{person}.json", directory / f"{person}.{lang}{len(options)}.html"
        answers.write_text(json.dumps({"answers": values}), encoding="utf-8")
        assert main(["report", "--html", str(file), "--force", "--answers", str(answers), "--lang", lang, *options]) == 0
        return file

    return make


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [360, 800, 1280])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_fits_every_screen_asks_for_nothing_and_has_no_error(tab, report, lang, width, dark):
    tab.set_screen(width, dark=dark)
    tab.open(report("varied", lang))

    assert tab.value("document.documentElement.scrollWidth") <= width
    assert tab.value(CUT_OFF) == []
    assert tab.requests == []
    assert tab.complaints == []


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_text_can_be_read_against_its_ground_in_both_schemes(tab, report, lang, dark):
    tab.set_screen(800, dark=dark)
    tab.open(report("few", lang))

    ratio, text, seen = tab.value(WORST_CONTRAST)
    ground = tab.value("getComputedStyle(document.documentElement).backgroundColor")

    assert ratio >= 4.5, text
    assert seen > 100
    assert (sum(map(int, re.findall(r"\d+", ground))) < 200) is dark


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_is_too_small_for_a_telephone(tab, report, lang):
    tab.set_screen(360)
    tab.open(report("varied", lang))

    assert tab.value(SMALLEST_TEXT) >= 10.5


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_two_pages_of_a4_hold_it_on_white_paper(tab, report, lang, person, dark):
    """The longest path that there is, and in the dark too: paper stays white."""
    tab.set_screen(1280, dark=dark)
    tab.open(report(person, lang, "--role", "event", "--level", "senior", "--hours-per-week", "3"))

    printed = tab.pdf()
    width, height = (float(side) for side in PAPER.search(printed).groups())
    tab.set_screen(1280, dark=dark, media="print")
    ground = tab.value("getComputedStyle(document.documentElement).backgroundColor")

    assert len(PRINTED.findall(printed)) <= 2
    assert (round(width), round(height)) == (595, 842)
    assert ground == "rgb(255, 255, 255)"


def test_a_page_without_room_for_two_sheets_is_seen_as_such(tab, tmp_path):
    """The count itself: three pages are counted as three."""
    file = tmp_path / "three.html"
    file.write_text("<p style='break-after: page'>1<p style='break-after: page'>2<p>3", encoding="utf-8")
    tab.open(file)

    assert len(PRINTED.findall(tab.pdf())) == 3


def test_a_page_that_asks_the_network_or_fails_is_seen_as_such(tab, tmp_path):
    file = tmp_path / "bad.html"
    file.write_text("<img src='http://127.0.0.1:9/x.png'><script>missing()</script><p style='width:2000px'>wide", encoding="utf-8")
    tab.set_screen(360)
    tab.open(file)

    assert tab.requests == ["http://127.0.0.1:9/x.png"]
    assert any("missing" in text for text in tab.complaints)
    assert tab.value(CUT_OFF) != []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_who_listens_hears_headings_tables_and_what_the_drawings_show(tab, report, lang):
    """The browser's own accessibility tree, as a screen reader is given it."""
    tab.open(report("varied", lang))
    tab.send("Accessibility.enable")

    nodes = [node for node in tab.send("Accessibility.getFullAXTree")["nodes"] if not node["ignored"]]
    roles = [node["role"]["value"] for node in nodes]
    images = [node.get("name", {}).get("value", "") for node in nodes if node["role"]["value"] in {"image", "img"}]

    assert roles.count("heading") >= 10
    assert roles.count("table") == 4
    assert roles.count("rowheader") >= 5 + 5 + 4 + 5
    assert {"main", "banner", "contentinfo"} <= set(roles)
    assert len(images) == 5 + 5 + 1
    assert all(images)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_card_is_drawn_as_it_stands(tab, report, lang, tmp_path):
    pack = shipped_pack()
    answers = tmp_path / "a.json"
    answers.write_text(json.dumps({"answers": everyone(pack, 1)}), encoding="utf-8")
    file = tmp_path / "card.svg"
    assert main(["report", "--card", str(file), "--answers", str(answers), "--lang", lang]) == 0
    tab.set_screen(1200, 700)
    tab.open(file)

    outside = tab.value(
        "[...document.querySelectorAll('text')].filter(text => { const box = text.getBBox();"
        " const shift = text.getCTM().f; return box.x < 0 || box.x + box.width > 1200 || box.y + shift < 0; }).map(text => text.textContent)"
    )

    assert outside == []
    assert tab.requests == []
    assert tab.complaints == []
