"""Packs that nobody meant well, made by rule from the tiny pack: what is done to it, and what the reader must find.

The cases of tests/packs/bad say word for word what is told; these say which problem, and are many. `changes` are those of
tests/packs/README.md.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

TINY = Path(__file__).parents[1] / "packs" / "good" / "tiny"
NAME, OPTION, HOURS, URL, ISBN = 'en: "Baker"', 'en: "Bread"', "hours: 6\n", '"https://example.org/oven"', '"9781118132715"'
FILE, ADS, VERSION, FORMAT, FREE = "name: sales.csv", "    ads: 40", '"1.0"', "format: 2", "free: false"


class Bad(NamedTuple):
    """What must be refused, with this problem."""

    name: str
    changes: Mapping[str, Sequence[Mapping[str, Any]]]
    slug: str


class Odd(NamedTuple):
    """What looks like an attack, or like a mistake, and is a text like any other: accepted and shown."""

    name: str
    changes: Mapping[str, Sequence[Mapping[str, Any]]]
    shown: str


def in_roles(old: str, new: str) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    return {"roles.yaml": [{"replace": old, "with": new}]}


def in_learning(old: str, new: str) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    return {"learning.yaml": [{"replace": old, "with": new}]}


def whole(file: str, data: bytes | str) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    return {file: [{"whole": data} if isinstance(data, str) else {"bytes": data.hex(" ")}]}


def bad() -> Iterator[Bad]:
    for make in (encodings, characters, structure, sizes, numbers, ids, columns, addresses, practice):
        yield from make()


# fmt: off


def encodings() -> Iterator[Bad]:
    text = (TINY / "roles.yaml").read_text(encoding="utf-8")
    data = text.encode()
    for name, slug in (("gbk", "not-utf8"), ("gb18030", "not-utf8"), ("big5", "not-utf8"), ("shift_jis", "not-utf8")):
        yield Bad(name, whole("roles.yaml", text.encode(name, errors="ignore")), slug)
    for name, slug in (("utf-16-le", "file-binary"), ("utf-16-be", "file-binary"), ("utf-16", "not-utf8"), ("utf-32-be", "file-binary")):
        yield Bad(name, whole("roles.yaml", text.encode(name)), slug)
    for name, piece in (
        ("latin-1", "é".encode("latin-1")),
        ("overlong slash", b"\xc0\xaf"),
        ("overlong NUL", b"\xc0\x80"),
        ("overlong in three bytes", b"\xe0\x80\xaf"),
        ("surrogate", b"\xed\xa0\x80"),
        ("pair of surrogates", b"\xed\xa0\xbd\xed\xb8\x80"),
        ("above the last plane", b"\xf4\x90\x80\x80"),
        ("five bytes", b"\xf8\x88\x80\x80\x80"),
        ("a continuation alone", b"\x80"),
        ("byte ff", b"\xff"),
    ):
        yield Bad(name, whole("roles.yaml", data.replace(b"Baker", piece, 1)), "not-utf8")
    yield Bad("cut within a character", whole("roles.yaml", data[: data.index("面".encode()) + 2]), "not-utf8")
    yield Bad("cut within a quotation", whole("roles.yaml", data[: data.index(b"Baker")]), "yaml-syntax")
    yield Bad("a second byte order mark", whole("roles.yaml", b"\xef\xbb\xbf" * 2 + data), "hidden-character")
    yield Bad("a byte order mark within", whole("roles.yaml", data.replace(b"Baker", b"\xef\xbb\xbfBaker")), "hidden-character")
    yield Bad("a zip", whole("roles.yaml", b"PK\x03\x04\x14\x00\x00\x00\x08\x00"), "hidden-character")
    yield Bad("a gzip", whole("roles.yaml", b"\x1f\x8b\x08\x00\x00\x00\x00\x00"), "file-binary")


def characters() -> Iterator[Bad]:
    hidden = {
        "BEL": "\a", "BS": "\b", "VT": "\v", "FF": "\f", "ESC": "\x1b", "DEL": "\x7f", "NEL": "\x85", "CSI in C1": "\x9b", "OSC in C1": "\x9d",
        "colour": "\x1b[31m", "clear screen": "\x1b[2J", "OSC 8 link": "\x1b]8;;https://evil.example\x07x", "OSC 52 clipboard": "\x1b]52;c;cm0=\x07",
        "RLO": "\u202e", "LRE": "\u202a", "RLI": "\u2067", "PDI": "\u2069", "ALM": "\u061c", "LRM": "\u200e", "RLM": "\u200f",
        "zero width space": "\u200b", "zero width joiner": "\u200d", "word joiner": "\u2060", "soft hyphen": "\u00ad", "BOM": "\ufeff",
        "line separator": "\u2028", "paragraph separator": "\u2029", "tag letters": "\U000e0048\U000e0049", "language tag": "\U000e0001",
        "private use": "\ue000", "last plane": "\U00100000", "interlinear": "\ufff9", "noncharacter": "\ufdd0", "last of a plane": "\U0001ffff",
        "Hangul filler": "\u3164", "half-width filler": "\uffa0", "choseong filler": "\u115f", "jungseong filler": "\u1160", "braille blank": "\u2800",
        "grapheme joiner": "\u034f", "Khmer vowel": "\u17b4", "Mongolian variant": "\u180b", "variant of an ideograph": "\U000e0101",
    }
    for name, char in hidden.items():
        written = json.dumps(char, ensure_ascii=True)[1:-1] if max(char) <= "\uffff" else "".join(f"\\U{ord(one):08x}" for one in char)
        yield Bad(f"{name}, escaped", in_roles(NAME, f'en: "Baker{written}"'), "hidden-character")
        if name != "FF":  # the reader of these cases could not write it
            yield Bad(f"{name}, raw", in_roles(NAME, f'en: "Baker{char}"'), "hidden-character")
    yield Bad("ESC in a key", in_roles("    ads: 40", '    "a\\eds": 40'), "hidden-character")
    yield Bad("bidi in a comment", in_roles("# A basic skill", "# \u202eA basic skill"), "hidden-character")
    yield Bad("a heap of accents", in_roles(NAME, 'en: "Ba' + "\u0301" * 5 + 'ker"'), "marks-heaped")
    yield Bad("a heap of accents, escaped", in_roles(NAME, 'en: "Ba' + "\\u0301" * 5 + 'ker"'), "marks-heaped")
    yield Bad("a heap of circles", in_roles(NAME, 'en: "Ba' + "\u20dd" * 30 + 'ker"'), "marks-heaped")
    for name, blank in {"a mark": "\u0301", "emoji variant": "\ufe0f", "ideographic spaces": "\u3000\u3000", "no-break space": "\u00a0", "spaces": "   "}.items():
        yield Bad(f"a name of {name} alone", in_roles(NAME, f'en: "{blank}"'), "text-empty")
    yield Bad("a name of one mark on a space", in_roles(NAME, 'en: " \u0301"'), "text-empty")


def structure() -> Iterator[Bad]:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    yield Bad("a bomb of aliases", whole("guide.yaml", bomb), "anchor")
    yield Bad("itself within itself", whole("guide.yaml", "&a\ntopics: [*a]\n"), "anchor")
    yield Bad("merge keys", whole("guide.yaml", "topics: []\n<<: {claims: []}\n"), "merge-key")
    for tag in ("!!python/object/apply:os.system", "!!python/name:os.system", "!!binary", "!!set", "!!omap", "!!timestamp", "!!null", "!x", "!<tag:x>"):
        yield Bad(f"tag {tag}", whole("guide.yaml", f"topics: {tag} []\n"), "tag")
    yield Bad("a second document", whole("guide.yaml", "topics: []\n---\ntopics: []\n"), "second-document")
    yield Bad("a directive that is unknown", whole("guide.yaml", "%TAG ! tag:evil.example,2026:\n---\n!x topics: []\n"), "tag")
    yield Bad("YAML of another version", whole("guide.yaml", "%YAML 9.9\n---\ntopics: []\n"), "yaml-syntax")
    for name, key in {"plain": "topics", "quoted": '"topics"', "escaped": '"\\x74opics"', "folded": "? >-\n  topics\n"}.items():
        yield Bad(f"a key twice, {name}", whole("guide.yaml", f"topics: []\n{key}: []\n"), "duplicate-key")
    for name, key in {"full-width": "ｔopics", "Cyrillic": "tоpics", "Greek": "τopics", "ligature": "ﬁgures", "composed": "tópics", "decomposed": "to\u0301pics", "capital": "Topics", "with a space": '"topics "'}.items():
        yield Bad(f"a key that looks alike, {name}", whole("guide.yaml", f"topics: []\n{key}: []\n"), "key-unknown")
    yield Bad("the same key in two normal forms", whole("guide.yaml", "topics: []\ntópics: []\nto\u0301pics: []\n"), "key-unknown")
    for name, text, slug in (
        ("a key that is a list", "? [topics]\n: []\n", "key-not-text"),
        ("a key that is a mapping", "? {topics: 1}\n: []\n", "key-not-text"),
        ("a list", "- topics\n", "not-mapping"),
        ("a text", "topics\n", "not-mapping"),
        ("null", "null\n", "not-mapping"),
        ("spaces", "   \n\n", "file-empty"),
        ("comments", "# nothing\n", "file-empty"),
        ("only a document mark", "---\n...\n", "file-empty"),
        ("topics that are null", "topics: null\n", "not-list"),
        ("topics that are nothing", "topics:\n", "not-list"),
        ("topics that are text", "topics: no\n", "not-list"),
        ("topics that are a mapping", "topics: {a: b}\n", "not-list"),
        ("a topic that is text", "topics: [what]\n", "not-mapping"),
        ("a prototype", "__proto__: {}\ntopics: []\n", "key-unknown"),
        ("a dunder", "__class__: x\ntopics: []\n", "key-unknown"),
        ("JSON with a comma at the end", '{"topics": [],, }', "json-syntax"),
        ("JSON with two values", '{"topics": []} {"topics": []}', "json-syntax"),
        ("tabs", "topics:\n\t- id: a\n", "yaml-syntax"),
        ("a quotation that never ends", 'topics: "', "yaml-syntax"),
        ("a bracket too many", "topics: []]\n", "yaml-syntax"),
    ):
        yield Bad(name, whole("guide.yaml", text), slug)


def sizes() -> Iterator[Bad]:
    for name, text, slug in (
        ("500 brackets", "topics: " + "[" * 500, "too-deep"),
        ("100,000 braces", "topics: " + "{a: " * 60_000, "too-deep"),
        ("deep by indentation", "".join(f"{' ' * depth}a:\n" for depth in range(600)), "too-deep"),
        ("deep by dashes", "topics:\n " + "- " * 5_000 + "x\n", "too-deep"),
        ("256 KiB and one byte", "topics: []\n#" + "x" * (256 * 1024 - 11), "file-too-large"),
        ("20,001 nodes", "topics: [" + "a," * 20_001 + "]\n", "too-many-nodes"),
        ("20,001 keys", "topics: []\n" + "".join(f"a{number}: 1\n" for number in range(12_000)), "too-many-nodes"),
        ("9,000 keys unknown", "topics: []\n" + "".join(f"topic{number}: 1\n" for number in range(9_000)), "more-problems"),
        ("9,000 keys unknown, on one line", "{topics: []," + ",".join(f"topic{number}: 1" for number in range(9_000)) + "}", "more-problems"),
        ("a key of 200,000 letters", "topics: []\n? " + "a" * 200_000 + "\n: 1\n", "key-unknown"),
        ("a text of 200,000 letters", "topics:\n- id: " + "a" * 200_000 + "\n", "text-too-long"),
        ("a paragraph of 2,001 letters", f"topics:\n- id: a\n  title: {{zh: 甲, en: a}}\n  summary: {{zh: 甲, en: a}}\n  body: [{{zh: 甲, en: {'a' * 2001}}}]\n", "text-too-long"),
        ("250,000 digits", "topics:\n- id: " + "9" * 250_000 + "\n", "text-too-long"),
        ("a circle of quotation marks", "topics: " + "'" * 100_001, "yaml-syntax"),
        ("100,000 question marks", "? " * 100_000, "key-not-text"),
        ("100,000 colons", "topics: " + "a: " * 60_000, "yaml-syntax"),
    ):
        yield Bad(name, whole("guide.yaml", text), slug)
    yield Bad("a name of 81 letters", in_roles(NAME, f'en: "{"B" * 81}"'), "text-too-long")
    yield Bad("a name of 81 characters", in_roles('zh: "面包师"', f'zh: "{"面" * 81}"'), "text-too-long")
    roles, learning = ((TINY / name).read_text(encoding="utf-8") for name in ("roles.yaml", "learning.yaml"))
    rung = roles[roles.index("  - id: apprentice") : roles.index("  - id: master")]
    rungs = "".join(rung.replace("apprentice", f"rung{number}") for number in range(21))
    yield Bad("21 rungs", {"roles.yaml": [{"whole": roles.replace(rung, rungs)}]}, "list-too-long")
    start, end = roles.index("  - id: till"), roles.index("roles:\n")
    skills = "".join(roles[start:end].replace("id: till", f"id: till{number}") for number in range(13))
    yield Bad("15 competencies", {"roles.yaml": [{"whole": roles[:start] + skills + roles[end:]}]}, "list-too-long")
    units = learning[learning.index("  - id: dough-1-2") : learning.index("  - id: dough-2-3")]
    many = "units:\n" + "".join(units.replace("dough-1-2", f"more-{number}") for number in range(101))
    files = {f"learning-{number}.yaml": [{"whole": many.replace("more-", f"more-{number}-")}] for number in "abc"}
    yield Bad("303 units more", files, "too-many-units")
    few = "units:\n" + units
    yield Bad("31 files of units", {f"learning-{number}.yaml": [{"whole": few.replace("dough-1-2", f"u{number}")}] for number in range(31)}, "too-many-files")


def numbers() -> Iterator[Bad]:
    for typed in ("6_0", "0x6", "0o6", "06", "+6", "6.", "6,5", "1:30", "６", "٦", "六", "⁶", "6h", "~", "no", "yes", "null", "6 0", "0b11", "1e", "e1", ".", ".nan", ".inf", "-.inf", "nan", "inf", "Infinity", "1e400", "9" * 5000, "'6 '", "1d2", "6.5.5", "½", "6e+", "0x1p3"):
        yield Bad(f"hours {typed[:9]}", in_learning(HOURS, f"hours: {typed}\n"), "not-number")
    for typed, slug in (("-6", "number-low"), ("0", "number-low"), ("80.5", "number-high"), ("6.25", "not-half-level"), ("1e300", "number-high"), ("6.4999999999", "not-half-level"), ("5e-324", "not-half-level")):
        yield Bad(f"hours {typed}", in_learning(HOURS, f"hours: {typed}\n"), slug)
    for typed in ("4_0", "0x28", "040", "+40", "40.0", "4e1", "４０", "40 ", "1" * 40):
        yield Bad(f"ads {typed[:9]}", in_roles(ADS, f'    ads: "{typed}"'), "not-whole-number")
    yield Bad("ads below zero", in_roles(ADS, "    ads: -1"), "number-low")
    for typed, slug in (("+2", "not-whole-number"), ("-1", "number-low"), ("1_0", "not-whole-number"), ("2.0", "not-whole-number"), ("3", "pack-format"), ("1", "pack-format"), ("²", "not-whole-number"), ("two", "not-whole-number")):
        yield Bad(f"format {typed}", in_roles(FORMAT, f"format: {typed}"), slug)
    for typed in ("１.0", "1.٠", "1..0", ".1", "1.", "1.0.0.0.0", "v1", "1.0-beta", "1" * 31, "²"):
        slug = "text-too-long" if len(typed) > 30 else "form-version"
        yield Bad(f"version {typed}", in_roles(VERSION, f'"{typed}"'), slug)
    yield Bad("years before birth", in_roles("years: [0, 3]", "years: [-1, 3]"), "number-low")
    for typed in ("maybe", "2", "否", "null", "''"):
        yield Bad(f"free {typed}", in_learning(FREE, f"free: {typed}"), "not-yes-no")
    for low in ("1.4999999999", "1.25", "0.5", "5.5"):
        slug = {"0.5": "number-low", "5.5": "number-high"}.get(low, "not-half-level")
        yield Bad(f"from {low}", in_learning("from: 1.5", f"from: {low}"), slug)


def ids() -> Iterator[Bad]:
    for typed in ("../../etc/passwd", "..", ".", "/etc/passwd", "C:\\\\x", "a/b", "a\\\\b", "ｂaker", "bаker", "bakèr", "Baker", "2baker", "-baker", "_baker", "baker.", "baker--x", "baker x", "", "null\\n", "baker;x", "$(id)", "`id`", "%s", "{0}", "a" * 61):
        slug = "text-too-long" if len(typed) > 60 else "form-id"
        yield Bad(f"id {typed[:20]}", in_roles("  - id: apprentice", f'  - id: "{typed}"'), slug)
    for typed in ("../roles.csv", "/etc/passwd", "a/b.csv", "con.csv", "nul.md", "com1.json", "lpt9.csv", "aux.x.csv", "prn.md", "sales.csv.exe", "sales.html", ".csv", "sales..csv", "Sales.csv", "sales .csv", "ｓales.csv", "sales.csv\\n", "sales.ps1", "-rf.csv", "~.csv", "a" * 60 + ".csv"):
        slug = "text-too-long" if len(typed) > 60 else "form-file"
        yield Bad(f"file {typed[:20]}", in_learning(FILE, f'name: "{typed}"'), slug)


def columns() -> Iterator[Bad]:
    for typed in ("sold ", "sold-1", "1sold", "售出", "=sold", "", "so\\tld", "sоld"):
        yield Bad(f"column {typed}", in_learning("name: sold", f'name: "{typed}"'), "form-column")


def addresses() -> Iterator[Bad]:
    for typed in ("http://example.org", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://example.org", "//example.org", "https:example.org", "https://", "https://?", "https://#", "https:///x", "https://user@example.org", "https://user:pw@example.org", "https://example.org@evil.example", "https://example.org:443/", "https://example.org:99999/", "https://example.org:x/", "https://127.0.0.1/", "https://[::1]/", "https://0x7f000001/", "https://localhost/", "https://exаmple.org/", "https://xn--exmple-4nf.org/", "https://ex ample.org", "https://example.org/<script>", "https://example.org/\\\"onclick", "https://example.org/a b", "https://example.org\\\\@evil.example", "https://-a.org", "https://a-.org", "https://a..org", "https://.org", "https://例子.中国", "HTTPS://example.org", "https://example.org/\\n", "https://example.org/é", "https://example.org/{x}", "https://example.org/|", "https://example.org/^", "https://example.org/`", "https://example.org。evil.example"):
        yield Bad(f"address {typed[:30]}", in_learning(URL, f'"{typed}"'), "form-address")
    yield Bad("an address of 301 letters", in_learning(URL, f'"https://example.org/{"x" * 281}"'), "text-too-long")
    for typed, slug in (("978111813271", "form-isbn"), ("97811181327155", "form-isbn"), ("9781118132716", "isbn"), ("９７８1118132715", "form-isbn"), ("978-1118132715", "form-isbn"), ("1111118132715", "form-isbn"), ("978111813271X", "form-isbn"), ("٩٧٨1118132715", "form-isbn")):
        yield Bad(f"ISBN {typed}", in_learning(ISBN, f'"{typed}"'), slug)


def practice() -> Iterator[Bad]:
    formulas = ("=1+1", "=HYPERLINK(\"\"https://evil.example\"\";\"\"x\"\")", "=cmd|' /C calc'!A0", "@SUM(1)", "+1+1", "-1+1", "-cmd|'x'!A0", " =1", "＝1+1", "＋cmd", "－cmd", "＠SUM", "-=1")
    for cell in formulas:
        yield Bad(f"cell {cell[:12]}", whole("practice/sales.csv", f'day,bread,sold\n1,spelt,"{cell}"\n'), "practice-formula")
    yield Bad("a cell in the head", whole("practice/sales.csv", "=1,bread,sold\n"), "practice-formula")
    yield Bad("60,000 formulas", whole("practice/sales.csv", "=1,=1\n" * 40_000), "practice-formula")
    yield Bad("a cell of 200,000 letters", whole("practice/sales.csv", "=" + "x" * 200_000), "table-syntax")
    page = "practice/sales-notes.en.md"
    for typed in ("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<iframe\nsrc=x>", "<svg/onload=alert(1)>", "<!-- x -->", "<a href='javascript:alert(1)'>", "<form", "</p>", "<?php ?>", "x" * 200_000 + "<b>", "> ```\n<b>\n> ```"):
        yield Bad(f"page {typed[:24]}", whole(page, typed), "practice-html")
    for typed in ("[a](javascript:alert(1))", "[a](JAVASCRIPT:x)", "[a](vbscript:x)", "[a](data:text/html,x)", "[a](file:///etc/passwd)", "[a](http://example.org)", "[a](//example.org)", "[a](java&Tab;script:x)", "[a](https://example.org@evil.example)", "[a]: javascript:x", "<javascript:x>", "http://example.org", "]" + "(" * 200_000, "](" * 100_000):
        yield Bad(f"page {typed[:24]}", whole(page, typed), "practice-link")
    for typed, slug in (("![a](https://evil.example/a.png)", "image"), ("~~~\nx", "fence"), ("`" * 200_000, "fence"), ("a ` b", "backtick")):
        yield Bad(f"page {typed[:24]}", whole(page, typed), f"practice-{slug}")
    for name, data, slug in (
        ("UTF-16", "day,bread\n1,面\n".encode("utf-16"), "not-utf8"),
        ("GBK", "day,bread\n1,面包\n".encode("gbk"), "not-utf8"),
        ("ESC", b"day\n\x1b[2J\n", "hidden-character"),
        ("NUL", b"day\n\x00\n", "file-binary"),
        ("bidi", "day\n\u202e1\n".encode(), "hidden-character"),
        ("256 KiB and more", b"1,2\n" * 70_000, "file-too-large"),
    ):
        yield Bad(f"data in {name}", whole("practice/sales.csv", data), slug)
    for kind, slug in (("link-outside", "file-outside"), ("link-to-itself", "file-unreadable"), ("link-to-a-device", "file-not-regular"), ("directory", "file-is-directory"), ("pipe", "file-not-regular"), ("missing", "file-missing")):
        for file in ("practice/sales.csv", "roles.yaml", "questions.yaml", "learning.yaml", "guide.yaml", "learning-more.yaml"):
            if (file, kind) != ("learning-more.yaml", "missing"):
                yield Bad(f"{file} is a {kind}", {file: [{"is": kind}]}, slug)
    files = [f"t{number}.csv" for number in range(20)]
    data = {f"practice/{file}": [{"whole": "1,2,3,4\n" * 31_000}] for file in files}
    items = "".join(
        f"  - id: p{half}\n    title: {{zh: 甲, en: a}}\n    about: {{zh: 甲, en: a}}\n    licence: x\n    files: [{', '.join(f'{{name: {file}}}' for file in files[half::2])}]\n"
        for half in (0, 1)
    )
    yield Bad("5 MB of practice data", {**data, "learning.yaml": [{"replace": "practice:\n", "with": f"practice:\n{items}"}]}, "practice-too-much")


def odd() -> Iterator[Odd]:
    """Texts of a role's English name: nothing of them may do more than stand there."""
    for name in (
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</title><svg onload=alert(1)>", "]]><script>", "&lt;b&gt; &amp; &#60;", "<!-- -->",
        "javascript:alert(1)", "[link](javascript:alert(1))", "![x](https://evil.example/x.png)", "https://evil.example", "www.evil.example", "<https://evil.example>", "evil.example", "me@evil.example", "mailto:me@evil.example",
        "[bold red]Baker[/]", "[link=https://evil.example]x[/link]", "[/]", ":smile: :warning:", "[31mred", "\\x1b[31m", "^[[2J", "%s %d {0} {name}", "{{7*7}} ${7*7} {% raw %}",
        "=1+1", "@SUM(1)", "BEGIN:VEVENT", "END:VCALENDAR", "DROP TABLE sessions;", "'; --", "`rm -rf ~`", "$(reboot)", "a|b", "# heading", "- item", "1. item", "> quote", "---", "```",
        "Café Ångström Ђ", "ไทย", "हिन्दी", "日本語", "한국어", "العربية", "עברית", "❤️ 🥐", "é composed é", "null", "no", "1:59", "1_000", "0x10", "1.10", "~", "x", "Ａ１", "½ ⅷ ㎏", "a" * 80, "word " * 15 + "word",
    ):
        yield Odd(f"called {name[:30]}", in_roles(NAME, f"en: {json.dumps(name, ensure_ascii=False)}"), name)
    text = (TINY / "roles.yaml").read_text(encoding="utf-8")
    yield Odd("a byte order mark at the start", whole("roles.yaml", b"\xef\xbb\xbf" + text.encode()), "Baker")
    yield Odd("lines that end as in Windows", whole("roles.yaml", text.replace("\n", "\r\n").encode()), "Baker")
    yield Odd("a document mark", whole("roles.yaml", f"---\n{text}...\n"), "Baker")
    yield Odd("no line break at the end", whole("roles.yaml", text.rstrip("\n")), "Baker")
    yield Odd("numbers with a fraction", in_learning(HOURS, "hours: 6.50\n"), "Baker")
    yield Odd("numbers with an exponent", in_learning(HOURS, "hours: 6e0\n"), "Baker")
    yield Odd("numbers in quotes", in_learning(HOURS, 'hours: "6"\n'), "Baker")
    yield Odd("negative numbers in a table", whole("practice/sales.csv", 'day,sold\n-5,+3\n"-1,000",-2.5%\n'), "Baker")
    yield Odd("dashes in a table", whole("practice/sales.csv", "day,sold\n-,+\n"), "Baker")
    yield Odd("an empty table", whole("practice/sales.csv", ""), "Baker")
    yield Odd("a long address", in_learning(URL, f'"https://a.example.org/{"x" * 260}?a=1&b=[2]#c"'), "Baker")
    for language in ("zh", "en"):
        yield Odd(f"in {language} only", only(language), {"zh": "面包师", "en": "Baker"}[language])


def only(language: str) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """The tiny pack in one language."""

    def cut(node: Any) -> Any:
        if isinstance(node, dict):
            return {key: cut(value) for key, value in node.items() if key not in {"zh", "en"} or key == language}
        return [cut(item) for item in node] if isinstance(node, list) else node

    trees = {name: yaml.load((TINY / name).read_text(encoding="utf-8"), yaml.BaseLoader) for name in ("roles.yaml", "questions.yaml", "learning.yaml", "guide.yaml")}
    return {name: [{"whole": json.dumps(cut(tree), ensure_ascii=False)}] for name, tree in trees.items()}
