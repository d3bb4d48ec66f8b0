"""Pages of practice data: what a viewer of Markdown would run, fetch or lead to is refused at its place, and nothing else is."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from opscareer.pack.practice.pages import active_parts
from opscareer.pack.source import check_text


def told(page: str) -> list[tuple[int, int, str]]:
    return [(problem.line, problem.column, problem.slug) for problem in active_parts(check_text(page.encode(), "page.md"))]


@pytest.mark.parametrize(
    "page",
    [
        "a < b, 2 <3, <2 s, <= 5, A <- B, a << b, 3<4>2",
        "&lt;script> and ＜script＞",
        "see <https://example.org/a?b=c&d> or https://example.org",
        "[the book](https://example.org/a), [the table](sales.csv), [below](#what-to-do)",
        "[1]: https://example.org/a",
        '[1]: https://example.org/a "The book"',
        "[Anna]: hello, 12:30?",
        "[12:30]: Anna: so it begins",
        "in code `<b>`, ``<b> ` <i>`` and `[a](javascript:x)`",
        "a \\` alone, and \\\\ `<b>`",
        "```html\n<script>alert(1)</script>\n```\nand on",
        "~~~~\n~~~\n<b>\n```\n~~~~\n",
        "```\r\n<b>\r\n```\r\n",
        "- one\n  - two\n\n1. three\n\n> four\n\n| a | `b` |\n|---|---|\n",
        "AT&T, Q&A: yes!",
    ],
)
def test_what_viewers_only_show_is_left_alone(page: str) -> None:
    assert told(page) == []


@pytest.mark.parametrize(
    ("page", "line", "column", "slug"),
    [
        ("one\ntwo <script>alert(1)</script>", 2, 5, "html"),
        ("<img src=x onerror=alert(1)>", 1, 1, "html"),
        ("a <iframe\nsrc=x>", 1, 3, "html"),
        ("a<b", 1, 2, "html"),
        ("<!-- hidden -->", 1, 1, "html"),
        ("<?php ?>", 1, 1, "html"),
        ("a </b", 1, 3, "html"),
        ("\\<b>", 1, 2, "html"),
        ("    <b>", 1, 5, "html"),
        ("| `a | <b>` |", 1, 8, "html"),
        ("`<b>`{=html}", 1, 2, "html"),
        ("<http://example.org>", 1, 1, "link"),
        ("<javascript:alert(1)>", 1, 1, "link"),
        ("<https://user@example.org>", 1, 1, "link"),
        ("go to http://example.org", 1, 7, "link"),
        ("go to WWW.example.org", 1, 7, "link"),
        ("[a](http://example.org)", 1, 5, "link"),
        ("[a](JavaScript:alert)", 1, 5, "link"),
        ("[a](javascript&colon;alert)", 1, 5, "link"),
        ("[a](&#106;avascript:alert)", 1, 5, "link"),
        ("[a](\\javascript:alert)", 1, 5, "link"),
        ("[a](data:text/html,x)", 1, 5, "link"),
        ("[a](//example.org)", 1, 5, "link"),
        ("[a](/\\example.org)", 1, 5, "link"),
        ("[a](https://127.0.0.1/)", 1, 5, "link"),
        ("[a](https://xn--exmple-4nf.org/)", 1, 5, "link"),
        ("[a](\njavascript:alert)", 1, 5, "link"),
        ("[a](b (c))", 1, 5, "link"),
        ('[a](https://example.org "`") `', 1, 5, "link"),
        ("[[a](/](javascript:alert)", 1, 6, "link"),
        ("> [a]: javascript:alert", 1, 8, "link"),
        ("[a]:\n  data:text/html,x 'title'", 2, 3, "link"),
        ("[a\\]:]:javascript:alert", 1, 8, "link"),
        ("see ![a](https://example.org/a.png)", 1, 5, "image"),
        ("![a][b]", 1, 1, "image"),
        ("a\n```\nb", 2, 1, "fence"),
        ("> ```\n> a", 1, 1, "fence"),
        ("- ~~~\n  a", 1, 1, "fence"),
        ("```\na\n  ```\n```", 3, 1, "fence"),
        ("```\na\n````\n```", 3, 1, "fence"),
        ("one ` two", 1, 5, "backtick"),
        ("one `` two `", 1, 5, "backtick"),
    ],
)
def test_what_a_viewer_may_do_more_with_is_refused_at_its_place(page: str, line: int, column: int, slug: str) -> None:
    assert (line, column, f"practice-{slug}") in told(page)


@pytest.mark.parametrize(
    "page",
    [
        "> ```\n<script>\n```\n",
        "text `\n` <b> `",
        "\\` <b> `",
        '[a](https://example.org "`") <b> `',
        "<https://example.org/`> <b> `",
        "| ` | ` x ` <b> ` y ` |",
        "``` a\n``` b\n```\n<b>\n```\n",
        "```{=html}\n<b>\n```",
    ],
)
def test_what_only_looks_like_code_hides_nothing(page: str) -> None:
    assert told(page) != []


# --- beside a parser of CommonMark

PIECES = ("<b>", "</b>", "<a", "<https://e.org>", "`", "``", "```", "~~~", "\n", "\n\n", " ", "  ", "    ", "- ", "> ", "1. ", "\\", "a", "b:", "[", "]", "](", ")", "(", "]:", "!", '"', "'", "|", "<", ">", "<!--", "-->", "#", "javascript:x", "https://e.org", "&", "&colon;", "{", "---", "=", "\t")  # fmt: skip
SCHEME = re.compile(r"\s*(//|(?!https:)[a-z][a-z0-9+.-]*:)", re.IGNORECASE)  # of an address, as browsers see it


def more_than_text(tokens: list[Token]) -> list[str]:
    """What a page is beside text and links to https or to something near it."""
    found = []
    for token in tokens:
        found += more_than_text(token.children or [])
        if token.type in {"html_block", "html_inline", "image"}:
            found.append(token.type)
        if token.type == "link_open" and SCHEME.match(str(token.attrs["href"])):
            found.append(str(token.attrs["href"]))
    return found


@settings(max_examples=1500)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_a_page_that_is_left_alone_is_text_to_a_parser_of_markdown(page: str) -> None:
    reader = MarkdownIt("commonmark").enable("table")
    reader.validateLink = lambda url: True  # type: ignore[method-assign]  # as viewers that let everything through

    if not told(page):
        assert more_than_text(reader.parse(page)) == []
