"""The report in a real browser: as a person on a telephone, at a desk, in the dark, or with a printer gets it."""

import json
import re

import pytest
from people import Person, everyone, place
from shipped import shipped_pack

from opscareer.cli.app import main
from opscareer.sessions.progress import Reply
from opscareer.sessions.record import Target
from opscareer.sessions.store import Stamp, Store

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

# Everything in brackets, with the number of lines that it takes.
RANGES = """
(() => {
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.parentElement.closest('title, desc, .unseen, svg')) continue;
    for (const match of node.data.matchAll(/\\[[^\\]]*\\]/g)) {
      const range = document.createRange();
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      found.push([match[0], new Set([...range.getClientRects()].map(box => Math.round(box.top))).size]);
    }
  }
  return found;
})()
"""

# The names of the directions in the tables, with the number of lines that each takes.
NAMES = """
[...document.querySelectorAll('main tbody th[scope=row]')].filter(head => !head.closest('.weeks')).map(head => {{
  const range = document.createRange();
  range.selectNodeContents(head.firstChild);
  return [head.firstChild.data.trim(), new Set([...range.getClientRects()].map(box => Math.round(box.top))).size];
}}).filter(([text]) => text.includes({language} === 'zh' ? '运营' : 'operations'))
"""

# A longest headline, put in the place of this one: the first character of each of its lines.
LINE_STARTS = """
(() => {
  const head = document.querySelector('h1'), range = document.createRange(), starts = [];
  head.textContent = '拿不准：活动运营稍微领先于用户运营、内容运营';
  let above = -1;
  [...head.firstChild.data].forEach((character, place) => {
    range.setStart(head.firstChild, place);
    range.setEnd(head.firstChild, place + 1);
    const top = range.getBoundingClientRect().top;
    if (top > above + 1) starts.push(character);
    above = top;
  });
  return starts.join('');
})()
"""

SMALLEST_TEXT = """
Math.min(...[...document.querySelectorAll('body *')].filter(element => [...element.childNodes].some(
  node => node.nodeType === 3 && node.data.trim()) && !element.closest('title, desc, .unseen')).map(element => {
  const size = parseFloat(getComputedStyle(element).fontSize), svg = element.closest('svg[viewBox]');
  return svg ? size * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : size;
}))
"""


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    """The report of somebody with three assessments in the store, a level apart, the second of them hasty."""
    directory = tmp_path_factory.mktemp("stored")
    pack, history = shipped_pack(), Store(directory)
    for number, month in enumerate((8, 9, 11)):
        somebody = Person(pack, level=2.4, levels={"data_analysis": 1.5 + number}, likings={"data": 0.55 + 0.15 * number, "product": 0.6})
        session = history.begin(Stamp.of(pack), "default", 1, f"2026-{month:02}-02T10:00:00+00:00")
        asked = pack.questions[number::2]
        history.keep(session, [Reply(one.id, somebody.reply(one), seconds=0.2 if number == 1 else 9.0) for one in asked])
        history.finish(session, "data", "{}", f"2026-{month:02}-02T10:08:00+00:00", Target("data", "senior", 6.0))

    def make(lang):
        file = directory / f"{lang}.html"
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("OPSCAREER_HOME", str(directory))
            assert main(["report", "--html", str(file), "--force", "--lang", lang]) == 0
        return file

    return make


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [360, 1200])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_changed_over_time_and_the_plan_by_week_fit_every_screen_and_can_be_read(tab, stored, lang, width, dark):
    tab.set_screen(width, dark=dark)
    tab.open(stored(lang))

    ratio, text, _ = tab.value(WORST_CONTRAST)

    assert tab.value("document.querySelectorAll('svg.course').length") == 5 + 5
    assert tab.value("document.querySelectorAll('.weeks svg').length") > 1
    assert tab.value("document.documentElement.scrollWidth") <= width
    assert tab.value(CUT_OFF) == []
    assert ratio >= 4.5, text
    assert (tab.requests, tab.complaints) == ([], [])


def test_a_doubtful_assessment_is_told_apart_by_its_shape_and_a_bar_and_its_line_by_their_place(tab, stored):
    """With no colours at all."""
    tab.open(stored("en"))

    fills = tab.value("[...document.querySelectorAll('.course circle')].map(dot => getComputedStyle(dot).fill)")

    assert [fill == fills[0] for fill in fills[:3]] == [True, False, True]
    assert tab.value("document.querySelectorAll('.course circle.hollow').length") == 5 + 5


@pytest.mark.parametrize("width", [360, 1000, 1400])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_range_breaks_within_its_brackets_and_no_name_of_a_direction_within_a_word(tab, stored, lang, width):
    tab.set_screen(width)
    tab.open(stored(lang))

    ranges, names = tab.value(RANGES), tab.value(NAMES.format(language=json.dumps(lang)))

    assert len(ranges) > 20
    assert [text for text, rows in ranges if rows > 1] == []
    assert len(names) >= 5
    assert [text for text, rows in names if rows > len(text.split())] == []


@pytest.mark.parametrize("width", [360, 390])
def test_no_line_of_a_chinese_headline_begins_with_a_mark_on_a_telephone(tab, stored, width):
    tab.set_screen(width)
    tab.open(stored("zh"))

    starts = tab.value(LINE_STARTS)

    assert len(starts) > 1
    assert not set(starts) & set("、，。：")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_three_pages_of_a4_hold_it_where_it_shows_what_changed_and_then_every_step(tab, stored, lang):
    tab.open(stored(lang))

    printed = tab.pdf()
    tab.set_screen(1200, media="print")

    assert len(PRINTED.findall(printed)) <= 3
    assert tab.value("[...document.querySelectorAll('.steps li')].every(step => step.getBoundingClientRect().height > 0)")
    dots = "[...document.querySelectorAll('.course')].every(chart => [...chart.querySelectorAll('circle')].every(dot => {"
    dots += " const [box, own] = [chart.getBoundingClientRect(), dot.getBoundingClientRect()];"
    dots += " return own.top >= box.top && own.bottom <= box.bottom; }))"
    assert tab.value(dots)


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

    timeline = tab.value("[...document.querySelectorAll('.weeks svg')].map(element => element.getAttribute('aria-label'))")
    nodes = [node for node in tab.send("Accessibility.getFullAXTree")["nodes"] if not node["ignored"]]
    roles = [node["role"]["value"] for node in nodes]
    images = [node.get("name", {}).get("value", "") for node in nodes if node["role"]["value"] in {"image", "img"}]

    assert roles.count("heading") >= 10
    assert roles.count("table") == 4 + (len(timeline) > 0)
    assert roles.count("rowheader") >= 5 + 5 + 4 + 5
    assert {"main", "banner", "contentinfo"} <= set(roles)
    assert len(images) == 5 + 5 + 1 + len(timeline)
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
