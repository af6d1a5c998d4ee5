"""Calls on pages written by hand: what is a call, what is left alone, what is refused and where."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.site.calls import Call, NotACall, line_of, parse, put_in, take_out


def measure(identifier: str) -> str:
    if identifier != "N001":
        raise LookupError(identifier)
    return '<div class="m">{{ 7*7 }} *不是* <b>Markdown</b></div>'


MACROS = {"measure": measure, "numbers": lambda: "53"}


@pytest.mark.parametrize(
    ("text", "call"),
    [
        pytest.param(' measure("N054") ', Call("measure", ("N054",)), id="a-name-with-a-word"),
        pytest.param("numbers()", Call("numbers"), id="no-arguments"),
        pytest.param(
            "t(1, -2, none, k=true)", Call("t", (1, -2, None), {"k": True}), id="literals"
        ),
    ],
)
def test_a_call_is_a_name_with_literals(text: str, call: Call) -> None:
    assert parse(text) == call


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "7*7",
        "a.b()",
        "f(g())",
        "f(x)",
        "f()|safe",
        "f(*a)",
        "",
        "f(",
        "f() }}{{ g()",
        "''.__class__()",
    ],
)
def test_anything_else_is_no_call(text: str) -> None:
    with pytest.raises(NotACall):
        parse(text)


@pytest.mark.parametrize(
    "markdown",
    [
        pytest.param("用 `{{ nothing() }}` 调用", id="inline-code"),
        pytest.param("``{{ a ` b }}``", id="inline-code-with-two-ticks"),
        pytest.param("```\n{{ nothing() }}\n```\n", id="a-fence"),
        pytest.param("~~~ jinja\n```\n{{ nothing() }}\n~~~\n", id="a-fence-in-another-sign"),
        pytest.param("- 项\n\n    ```\n    {{ nothing() }}\n    ```\n", id="a-fence-in-a-list"),
        pytest.param("<!-- {{ nothing() }} -->", id="a-comment"),
        pytest.param("```\n{{ nothing() }}", id="a-fence-without-end"),
        pytest.param("{% if x %}{# y #} { { z } }", id="other-braces"),
    ],
)
def test_code_and_comments_are_left_alone(markdown: str) -> None:
    marked = take_out(markdown, MACROS, "content/a.md")
    assert (marked.markdown, marked.html, marked.findings) == (markdown, [], [])


@pytest.mark.parametrize(
    ("markdown", "rule", "line"),
    [
        pytest.param("一\n\n{{ measur('N001') }}", "page-call-unknown", 12, id="unknown-name"),
        pytest.param("{{ measure('N999') }}", "page-call-value", 10, id="unknown-identifier"),
        pytest.param("{{ measure() }}", "page-call-arguments", 10, id="arguments"),
        pytest.param("a\nb {{ 7*7 }}", "page-call-syntax", 11, id="an-expression"),
        pytest.param("{{ numbers() ", "page-call-syntax", 10, id="no-end"),
        pytest.param(
            "`a\n\n{{ no() }} `", "page-call-unknown", 12, id="a-tick-ends-with-its-paragraph"
        ),
        pytest.param("```\nx\n```\n{{ no() }}", "page-call-unknown", 13, id="after-a-fence"),
    ],
)
def test_a_wrong_call_is_told_with_its_line(markdown: str, rule: str, line: int) -> None:
    [finding] = take_out(markdown, MACROS, "content/a.md", first_line=10).findings
    assert (finding.rule, finding.file, finding.line) == (rule, "content/a.md", line)
    assert finding.text("zh")
    assert finding.text("en")


def test_the_html_stands_where_the_call_stood_and_is_read_by_nothing() -> None:
    marked = take_out('前 {{ numbers() }} 后\n\n{{ measure("N001") }}\n', MACROS, "a.md")
    first, second = marked.markdown.strip().split("\n\n")
    html, findings = put_in(f"<p>{first}</p>\n<p>{second}</p>", marked, "a.md")
    assert html == f"<p>前 53 后</p>\n{measure('N001')}"
    assert findings == ()


@pytest.mark.parametrize(
    "html", ["<h2 id='x'>题 {}</h2>", '<a href="{}">x</a>', "<h1><em>{}</em></h1>"]
)
def test_a_call_in_a_heading_or_a_tag_is_refused(html: str) -> None:
    marked = take_out("{{ numbers() }}", MACROS, "a.md")
    _, [finding] = put_in(html.format(marked.markdown), marked, "a.md")
    assert (finding.rule, finding.line) == ("page-call-place", 1)


@given(st.text(alphabet="`~{}<!->ab\n \ue000\ue0010", max_size=60))
def test_any_text_is_read_and_text_without_calls_is_kept(text: str) -> None:
    marked = take_out(text, MACROS, "a.md")
    assert len(marked.html) == len(marked.lines)
    if "{{" not in text:
        assert marked.markdown == text


@pytest.mark.parametrize(
    ("page", "line"),
    [
        pytest.param("甲\n\n<script>乙</script>\n", 3, id="as-it-stands"),
        pytest.param("甲\n\n<SCRIPT>乙</SCRIPT>\n", 3, id="in-capitals"),
        pytest.param("不写 `<script` 等。\n\n<script>乙</script>\n", 3, id="behind-code-in-a-line"),
        pytest.param("```\n<script>\n```\n\n甲\n<script>乙</script>\n", 6, id="behind-fenced-code"),
        pytest.param("<!-- <script> -->\n\n<script>\n", 3, id="behind-a-comment"),
        pytest.param("```\n<script>\n```\n", 2, id="in-code-alone"),
        pytest.param("甲\n", 0, id="nowhere"),
    ],
)
def test_what_is_refused_is_found_where_it_works(page: str, line: int) -> None:
    assert line_of("<script", page) == line
