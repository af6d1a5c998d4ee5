"""Macros: a project's own go before the shipped ones, what is wrong with them is said, data stays data."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import FileSystemBytecodeCache
from markupsafe import Markup

from gongkai import templates
from gongkai.render import BrokenMacro, Renderer, shipped
from gongkai.views import words
from gongkai.views.marked import Mark, marked


def _renderer(folder: Path, **files: str) -> Renderer:
    for name, text in files.items():
        (folder / f"{name}.jinja").write_text(text, encoding="utf-8")
    return Renderer(folder)


@pytest.mark.parametrize("file", sorted(path.stem for path in shipped().glob("*.jinja")))
def test_every_shipped_file_compiles(file: str) -> None:
    with pytest.raises(BrokenMacro, match="no_such_macro"):
        Renderer().render(file, "no_such_macro")


def test_a_projects_own_macro_goes_before_the_shipped_one(tmp_path: Path) -> None:
    renderer = _renderer(
        tmp_path,
        parts="{% macro status(s) %}[{{ s }}]{% endmacro %}",
        own="{% macro a() %}甲{% endmacro %}",
    )
    assert renderer.render("parts", "status", "已核对") == "[已核对]"
    assert renderer.render("own", "a") == "甲"
    assert "无障碍说明" in renderer.render(
        "site", "sitemap_page", [("", [("accessibility/", "无障碍说明")])], ""
    )


def test_equal_arguments_are_rendered_once() -> None:
    environment = Renderer()._environment
    macro = "{% macro a(x, y) %}{{ x }}{{ y }}{% endmacro %}{% set a = once(a) %}"
    once = environment.from_string(macro).module.a
    assert once("<甲>", 1) is once("<" + "甲>", 1)
    assert once("<甲>", 1) == "&lt;甲&gt;1"
    assert once(Markup("<甲>"), 1) == "<甲>1"


def test_a_projects_own_macro_may_say_once_of_whatever_it_takes(tmp_path: Path) -> None:
    own = "{% macro a(list) %}{{ list[0] }}{% endmacro %}{% set a = once(a) %}"
    assert _renderer(tmp_path, own=own).render("own", "a", ["<甲>"]) == "&lt;甲&gt;"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        pytest.param("\n\n{% macro a() %}{{ 1 +", 3, "unexpected|Expected|expected", id="syntax"),
        pytest.param(
            "{% macro a() %}{{ nothing.x }}{% endmacro %}", 0, "nothing", id="unknown-name"
        ),
        pytest.param(
            "{% macro a() %}{{ ''.__class__.__mro__ }}{% endmacro %}", 0, "unsafe", id="sandbox"
        ),
        pytest.param("{% macro a() %}{{ '字' * 9 }}{% endmacro %}", 0, "numbers", id="a-long-text"),
        pytest.param("{% macro a() %}{{ 9 ** 9 }}{% endmacro %}", 0, "numbers", id="a-power"),
        pytest.param(
            "{% macro a() %}{{ '%9d' % 1 }}{% endmacro %}",
            0,
            "numbers",
            id="a-form-as-wide-as-one-likes",
        ),
        pytest.param(
            "{% macro a() %}{{ '' | center(9) }}{% endmacro %}", 1, "center", id="a-filter"
        ),
        pytest.param(
            "{% macro a() %}{{ [1].pop(5) }}{% endmacro %}",
            0,
            "out of range",
            id="what-is-not-there",
        ),
        pytest.param("{% macro a() %}{{ cycler() }}{% endmacro %}", 0, "one item", id="no-items"),
        pytest.param(
            "{% macro a() %}{{ lipsum(9) }}{% endmacro %}", 0, "lipsum", id="text-without-end"
        ),
        pytest.param("{% macro b() %}{% endmacro %}", 0, "a", id="no-such-macro"),
        pytest.param(
            "{% macro a() %}{% include 'no.jinja' %}{% endmacro %}", 0, "no.jinja", id="no-file"
        ),
    ],
)
def test_a_broken_macro_names_its_file(tmp_path: Path, text: str, line: int, said: str) -> None:
    with pytest.raises(BrokenMacro, match=said) as caught:
        _renderer(tmp_path, own=text).render("own", "a")
    assert (caught.value.file, caught.value.line) == ("macros/own.jinja", line)


ENDLESS = {
    "a loop in a loop": "{% macro a() %}{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}{% endmacro %}",
    "itself twice": "{% macro a(n=99) %}{% if n %}{{ a(n - 1) }}{{ a(n - 1) }}{% endif %}{% endmacro %}",
    "a loop within itself": "{% macro a() %}{% for i in [1, 2] recursive %}{{ loop([1, 2]) if loop.depth < 99 }}{% endfor %}{% endmacro %}",
    "when it is read": "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}{% macro a() %}{% endmacro %}",
}


@pytest.mark.parametrize("name", ENDLESS)
def test_a_macro_that_goes_round_and_round_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(templates, "LONGEST", 0.05)
    renderer = _renderer(tmp_path, own=ENDLESS[name], other="{% macro b() %}乙{% endmacro %}")
    with pytest.raises(BrokenMacro, match="more than"):
        renderer.render("own", "a")
    assert renderer.render("other", "b") == "乙"


PILES = {
    "of one text": "{% macro a(t) %}{% for i in range(99999) %}{{ t }}{% endfor %}{% endmacro %}",
    "of its own": "{% macro a(t) %}{% set n = namespace(t=t) %}{% for i in range(99) %}{% set n.t = n.t ~ n.t %}{% endfor %}{% endmacro %}",
    "added": "{% macro a(t) %}{% set n = namespace(t=t) %}{% for i in range(99) %}{% set n.t = n.t + n.t %}{% endfor %}{% endmacro %}",
    "joined": "{% macro a(t) %}{{ range(99999) | join(t) }}{% endmacro %}",
    "replaced": "{% macro a(t) %}{{ t | replace('a', t) }}{% endmacro %}",
    "padded": "{% macro a(t) %}{{ t.ljust(9999999999) }}{% endmacro %}",
    "filled in": "{% macro a(t) %}{{ [1] | batch(9999999999, t) | list }}{% endmacro %}",
}


@pytest.mark.parametrize("name", PILES)
def test_a_macro_that_piles_up_text_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(templates, "MEMORY", 100_000_000)
    renderer = _renderer(tmp_path, own=PILES[name], other="{% macro b() %}乙{% endmacro %}")
    with pytest.raises(BrokenMacro, match="more than 95 MB of memory"):
        renderer.render("own", "a", "a" * 20_000)
    assert renderer.render("other", "b") == "乙"
    assert len(bytearray(150_000_000)) == 150_000_000  # the program itself may take what it needs


def test_a_macro_makes_no_more_than_a_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(templates, "MOST", 30)
    renderer = _renderer(tmp_path, own="{% macro a(t) %}{{ t }}{{ t }}{% endmacro %}")
    assert renderer.render("own", "a", "甲" * 15) == "甲" * 30
    with pytest.raises(BrokenMacro, match="more than 30 characters"):
        renderer.render("own", "a", "甲" * 16)
    assert Renderer().render("parts", "status", "甲" * 99)  # the program's own are no stranger's


def test_a_macro_changes_no_words(tmp_path: Path) -> None:
    text = "{% macro a() %}{{ word.STATUS.proposed }}{% endmacro %}{% macro b() %}{{ word.STATUS.update(proposed='改') }}{% endmacro %}"
    renderer = _renderer(tmp_path, own=text)
    before = renderer.render("own", "a")
    with pytest.raises(BrokenMacro, match="update"):
        renderer.render("own", "b")
    assert renderer.render("own", "a") == before == words.STATUS["proposed"]


def test_a_field_of_a_view_that_is_not_public_is_nothing(tmp_path: Path) -> None:
    mark = marked("甲", [])[0]
    text = "{% macro a(one) %}{{ one.__class__ }}{% endmacro %}{% macro b(one) %}{{ one.odd }}{% endmacro %}"
    renderer = _renderer(tmp_path, own=text)
    for macro, said in (("a", "unsafe"), ("b", "odd")):
        with pytest.raises(BrokenMacro, match=said):
            renderer.render("own", macro, mark)


def test_what_is_kept_under_the_macros_goes_with_each_of_them(tmp_path: Path) -> None:
    prints = [_renderer(tmp_path, own=text).fingerprint for text in ("甲", "乙", "乙")] + [
        Renderer().fingerprint
    ]
    assert prints[1] == prints[2]
    assert len(set(prints)) == 3


HOSTILE = "<img src=x onerror=alert(1)>{{ 7*7 }}&amp;\"'"


def test_data_is_shown_and_never_read(tmp_path: Path) -> None:
    html = Renderer().render("parts", "status", HOSTILE)
    assert "<img" not in html
    assert "49" not in html
    assert "&lt;img src=x onerror=alert(1)&gt;{{ 7*7 }}&amp;amp;" in html


def test_what_is_no_text_is_escaped_too(tmp_path: Path) -> None:
    class Odd:
        def __str__(self) -> str:
            return "<b>"

    for renderer in (Renderer(), _renderer(tmp_path, own="")):
        assert (
            renderer.render("parts", "status", Odd()) == '<span class="gk-badge">&lt;b&gt;</span>'
        )


def test_marks_nest_and_lead_where_they_should() -> None:
    text = "请住建局在2020年底前"
    pieces = marked(
        text,
        [
            Mark(1, 4, "body", note="句后", href="units/zjj/"),
            Mark(5, 11, "date", "N001-A1"),
            Mark(0, 7, "target", "N001-T1"),
        ],
    )
    html = Renderer().render("parts", "text", pieces, "measures/N001/")
    assert (
        '<a href="../../units/zjj/" class="gk-mark gk-mark--body" title="句后">住建局</a>' in html
    )
    assert html.count('id="N001-A1"') == 1
    assert html.count('data-gk-of="N001-A1"') == 1
    assert html.count("<span") == html.count("</span>")


def test_what_another_library_compiled_is_compiled_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = templates.compiled("macros")
    (tmp_path / "compiler.py").write_text("")
    monkeypatch.setattr(templates.compiler, "__file__", str(tmp_path / "compiler.py"))
    now = templates.compiled("macros")
    assert isinstance(before, FileSystemBytecodeCache)
    assert isinstance(now, FileSystemBytecodeCache)
    assert before.pattern != now.pattern


@pytest.mark.parametrize("macros", sorted(shipped().glob("*.jinja")), ids=lambda path: path.name)
def test_a_macro_file_imports_what_it_uses(macros: Path) -> None:
    text = macros.read_text("utf-8")
    imports = re.compile(r"{% from .*? import (.*?) %}")
    used = set(
        re.findall(r"[\w-]+", re.sub(r"{#.*?#}", "", imports.sub("", text), flags=re.DOTALL))
    )
    named = {name for found in imports.findall(text) for name in found.split(", ")}
    assert {name.split(" as ")[-1] for name in named} <= used
