"""Pages written by hand may say anything: it is shown as it stands, or refused in a line; nothing of it runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.folders import tree
from tests.hostile.project import project
from tests.hostile.run import run

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("hostile-content")]

# What a page may say, and the words that a reader then sees.
SHOWN: dict[str, tuple[str, str]] = {
    "a loop": ("{% for x in range(10**9) %}gkx{% endfor %}", "{% for x in range(10**9) %}gkx{% endfor %}"),
    "a remark": ("{# gkx #}", "{# gkx #}"),
    "an include": ('{% include "/etc/passwd" %} gkx', "/etc/passwd"),
    "a call in code": ("`{{ ''.__class__ }}` gkx", "{{ ''.__class__ }}"),
    "a call in a fence": ("```\n{{ 7777*7 }} gkx\n```", "{{ 7777*7 }} gkx"),
    "entities": ("&lt;script&gt;gkx&lt;/script&gt;", "<script>gkx</script>"),
    "escaped marks": (r"\<script\>gkx\</script\>", "gkx"),
    "directions": ("\u202egkx\u2066\u200b", "gkx"),
    "marks of our own": ("\ue0000\ue001 \ue0009999\ue001 gkx", "gkx"),
    "a picture of its own": ("![gkx](data:image/png;base64,iVBORw0KGgo=) gkx", "gkx"),
    "a link elsewhere": ("[gkx](https://example.gov.cn/?a=<b>&c)", "gkx"),
    "a title in the front matter": ('---\ntitle: "</title><script>gkx(1)</script>"\n---\ngkx', "gkx"),
    "a description in the front matter": ("---\ndescription: '\"><script>gkx(1)</script>'\n---\ngkx", "gkx"),
    "a heading with entities": ("# &lt;script&gt;gkx(1)&lt;/script&gt;\n\ngkx", "<script>gkx(1)</script>"),
    "a heading in code": ("# `<script>gkx(1)</script>`\n\n## `<script>gkx(2)</script>`", "<script>gkx(2)</script>"),
    "a heading with quotes": ("# \"gkx' onclick=gkx(1) \\<b\n\ngkx", "onclick"),
    "a tag of YAML": ("---\nx: !!python/object/apply:os.mkdir [gkx]\n---\ngkx", "gkx"),
    "a bomb of YAML": ("---\na: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{after}: &{after} [{','.join([f'*{before}'] * 9)}]\n" for before, after in zip("abcdefgh", "bcdefghi", strict=True)
    ) + "---\ngkx", "gkx"),
    "square brackets, each closed": ("[a]" * 3_000 + " gkx", "gkx"),
    "stars": ("*" * 20_000 + " gkx", "gkx"),
    "stars and words": ("**a *b " * 3_000 + " gkx", "gkx"),
    "backticks": ("`" * 20_000 + " gkx", "gkx"),
    "signs of a heading": ("#" * 20_000 + "\n\ngkx", "gkx"),
    "opened tags": ("<b" * 10_000 + "\n\ngkx", "gkx"),
    "remarks never closed": ("<!--" * 5_000 + "\n\ngkx", ""),
    "many calls": ("gkx {{ measure(\"N003\") }}\n\n" * 300, "gkx"),
    "a long line": ("清淤" * 500_000 + " gkx", "gkx"),
    "many lines": ("清淤\n" * 50_000 + "\ngkx", "gkx"),
    "columns of a table": ("|a" * 2_000 + "|\n" + "|-" * 2_000 + "|\n" + "|gkx" * 2_000 + "|\n", "gkx"),
    "NULs": ("gkx\0\0", "gkx"),
}  # fmt: skip
# What a page may not say; the rule, where it is one of the two.
REFUSED: dict[str, str] = {
    "a class": "{{ ''.__class__ }}",
    "a way round": "{{ measure.__globals__ }}",
    "something of a macro": '{{ measure("N003").__class__ }}',
    "a power": "{{ 'a' * 10**9 }}",
    "a power in an argument": '{{ measure("N" * 10**9) }}',
    "a range": "{{ range(10**9) }}",
    "many arguments": "{{ measure(*[1]) }}",
    "named arguments": "{{ measure(**{}) }}",
    "the configuration": "{{ config }}",
    "what Jinja lends": "{{ lipsum.__globals__ }}",
    "a join": "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "a filter": "{{ 'x'|center(10**9) }}",
    "a condition": "{{ 1 if 1 else 2 }}",
    "a text that is no id": '{{ measure("../../../etc/passwd") }}',
    "brackets in a call": "{{ " + "(" * 50_000 + " }}",
    "braces that never close": "gkx {{ measure(",
    "square brackets": "[" * 100_000,
    "square brackets in pairs": "[" * 50_000 + "]" * 50_000,
    "square brackets over lines": "[a\n" * 10_000,
    "a script": "<script>gkx(1)</script>",
    "a script elsewhere": '<script src="https://example.org/a.js"></script>',
    "a script in capitals": "<ScRiPt >gkx(1)</sCrIpT>",
    "a handler": '<img src="x.png" onerror="gkx(1)">',
    "a handler after a stroke": "<svg/onload=gkx(1)>",
    "a handler by a list of attributes": "words\n{: onclick=\"gkx(1)\" }",
    "a link that runs": "[gkx](javascript:gkx(1))",
    "a link that runs, in capitals": "[gkx](JaVaScRiPt:gkx)",
    "a link that runs, with entities": '<a href="java&#x73;cript&colon;gkx(1)">gkx</a>',
    "a link that runs, with a tab": '<a href="java\tscript:gkx(1)">gkx</a>',
    "a link that is a page": "[gkx](data:text/html,gkx)",
    "a frame": '<iframe src="https://example.org/"></iframe>',
    "a frame of its own": '<iframe srcdoc="&lt;script&gt;gkx(1)&lt;/script&gt;"></iframe>',
    "an object": '<object data="x.swf"></object>',
    "a style": "<style>body{display:none}</style>",
    "a base": '<base href="https://example.org/">',
    "a leap": '<meta http-equiv="refresh" content="0;url=https://example.org/">',
    "a picture elsewhere": "![gkx](https://example.org/a.png)",
    "a picture elsewhere, without a scheme": "![gkx](//example.org/a.png)",
    "a form": '<form action="https://example.org/"><input></form>',
}  # fmt: skip


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with every page of SHOWN, built."""
    folder = project(tmp_path_factory.mktemp("content") / "project")
    for at, (said, _) in enumerate(SHOWN.values()):
        (folder / "content" / f"shown{at}.md").write_text(said, encoding="utf-8", newline="")
    ended = run("build", "-C", folder)
    assert ended.code == 0, ended.err[-2000:]
    assert not (folder / "gkx").exists()
    return folder


@pytest.mark.parametrize("name", SHOWN)
def test_words_are_shown(sound: Path, name: str) -> None:
    _, seen = SHOWN[name]
    page = sound / "site" / f"shown{list(SHOWN).index(name)}" / "index.html"
    shown = LexborHTMLParser(page.read_text("utf-8"))
    article = shown.css_first("article")
    assert article is not None
    assert seen in article.text()
    assert "54439" not in article.text()
    assert not [one for one in shown.css("script") if "gkx" in (one.text() or "")]


@pytest.fixture(scope="module")
def refused(sound: Path) -> str:
    """What is told of a project with every page of REFUSED; the site that was there stays."""
    pages = {name: sound / "content" / f"refused{at}.md" for at, name in enumerate(REFUSED)}
    for name, page in pages.items():
        page.write_text(f"# 页面\n\n{REFUSED[name]}\n", encoding="utf-8")
    before = tree(sound / "site")
    ended = run("build", "-C", sound)
    assert ended.code == 1
    assert tree(sound / "site") == before
    for page in pages.values():
        page.unlink()
    return ended.err


@pytest.mark.parametrize("name", REFUSED)
def test_what_would_run_is_refused(refused: str, name: str) -> None:
    file = f"content/refused{list(REFUSED).index(name)}.md:"
    told = [line for line in refused.splitlines() if line.startswith(file)]
    assert told
    assert all(len(line) < 400 for line in told)


def test_a_template_that_is_not_there_is_told(sound: Path) -> None:
    page = sound / "content" / "words.md"
    page.write_text("---\ntemplate: ../../../etc/passwd\n---\ngkx", encoding="utf-8")
    ended = run("build", "-C", sound)
    page.unlink()
    assert ended.code == 1
    assert "root:" not in ended.err
    assert len(ended.err.splitlines()) < 5


def test_a_name_in_the_navigation_is_text(sound: Path) -> None:
    settings = sound / "mkdocs.yml"
    before = settings.read_text("utf-8")
    name = "</a><script>gkx(1)</script>\"'<img src=x onerror=gkx(2)>"
    nav = f"nav:\n  - {name!r}: about.md\n  - {name!r}:\n    - about.md\n  - {name!r}: measures/\n".replace(
        "\\'", "''"
    )
    settings.write_text(f"{before}{nav}", encoding="utf-8")
    try:
        ended = run("build", "-C", sound)
        assert ended.code == 0, ended.err
        for page in sorted((sound / "site").rglob("*.html")):
            shown = LexborHTMLParser(page.read_text("utf-8"))
            assert not [one for one in shown.css("script") if "gkx" in (one.text() or "")], page
            assert not shown.css("[onerror]"), page
        settings.write_text(
            f'{before}nav:\n  - x:\n    - x: "javascript:gkx(3)"\n', encoding="utf-8"
        )
        assert run("build", "-C", sound).code == 1
    finally:
        settings.write_text(before, encoding="utf-8")


MACROS = {
    "a class": "{{ ''.__class__.__mro__ }}",
    "what is lent": "{{ lipsum.__globals__ }}",
    "a text as often as one likes": "{{ 'a' * 10**9 }}",
    "a list as often as one likes": "{{ [1] * 10**9 }}",
    "a power": "{{ 9**9**9 }}",
    "a long form": "{{ '%1000000000d' % 1 }}",
    "a filter": "{{ 'x'|center(1000000000) }}",
    "a form": "{{ '{0.__class__}'.format('') }}",
    "a range": "{% for x in range(10**9) %}x{% endfor %}",
    "a file": "{% include '/etc/passwd' %}",
    "a file above": "{% include '../mkdocs.yml' %}",
    "itself": "{{ measure_list(1) }}",
    "no name": "{{ nothing }}",
    "never closed": "{% if",
    "brackets": "{{ " + "(" * 20_000 + " }}",
}


@pytest.mark.parametrize("name", MACROS)
def test_a_macro_file_that_means_harm_is_refused(sound: Path, name: str) -> None:
    """Macros of a project run in a sandbox."""
    folder = sound / "macros"
    folder.mkdir(exist_ok=True)
    macro = folder / "measure.jinja"
    before = tree(sound / "site")
    body = "".join(f"{{% macro {one}(m, here) %}}{MACROS[name]}{{% endmacro %}}" for one in ("measure", "page", "measure_page", "measure_list", "measures"))  # fmt: skip
    macro.write_text(body, encoding="utf-8")
    try:
        ended = run("build", "-C", sound)
        assert ended.code == 1, ended.err[-1000:]
        assert "macro-broken" in ended.err
        assert len(ended.err) < 5_000
    finally:
        macro.unlink()
    assert tree(sound / "site") == before
