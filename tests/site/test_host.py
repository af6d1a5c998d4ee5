"""mkdocs.yml as people write it: short, absent, wrong; and MkDocs' own command on the same project."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gongkai.site import refusals
from gongkai.site.build import build
from gongkai.site.host import BadConfiguration, configuration, inputs
from tests.folders import tree

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(None, id="none"),
        pytest.param("", id="empty"),
        pytest.param("site_name: 甲\n", id="a-name"),
        pytest.param("theme: material\nplugins: []\n", id="no-plugin"),
        pytest.param("plugins:\n  gongkai:\n    as_of: 2020-10-15\n", id="plugins-as-a-mapping"),
        pytest.param("docs_dir: content\n", id="a-folder-of-pages-that-is-not-there"),
    ],
)
def test_what_is_not_said_is_as_usual(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    with configuration(tmp_path) as config:
        assert config.theme.name == "material"
        assert list(config.plugins) == ["gongkai"]
        assert config.theme["font"] is False
        assert Path(config.site_dir) == tmp_path / "site"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        pytest.param("- a\n- b\n", "YAML", id="a-list"),
        pytest.param("just words\n", "YAML", id="words"),
        pytest.param("plugins: 5\n", "plugins", id="plugins"),
        pytest.param("theme: [1]\n", "theme", id="theme"),
        pytest.param("plugins:\n  - gongkai:\n      as_of: 明天\n", "as_of", id="no-day"),
        pytest.param("docs_dir: 5\n", "docs_dir", id="pages-in-a-number"),
    ],
)
def test_a_wrong_file_is_told_in_one_line(tmp_path: Path, text: str, key: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    with pytest.raises(BadConfiguration) as refused, configuration(tmp_path):
        pass
    for finding in refused.value.findings:
        assert (finding.file, finding.args["key"]) == ("mkdocs.yml", key)
        assert "\n" not in finding.text("zh")


_OURS = "site_name: 甲\nplugins:\n  - gongkai:\n      "


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        pytest.param("site_name: [x\n", "2:1: YAML 写法有误", "2:1: this is no YAML", id="yaml"),
        pytest.param("\tsite_name: x\n", "1:1: YAML", "1:1: this is", id="tab"),
        pytest.param(
            _OURS + "publishr: 乙\n",
            "4:7: 没有“publishr”",
            "did you mean “publisher”?",
            id="option",
        ),
        pytest.param("site_nmae: 甲\n", "是否指“site_name”", "“site_nmae”", id="a-slip"),
        pytest.param(
            _OURS + "contact: 5\n",
            "4:7: 配置项 contact 有误：这里应为文字",
            "Expected type",
            id="type",
        ),
        pytest.param(
            _OURS + "contact: 电话\n", "“电话” 不是可用的地址", "“电话” is no address", id="contact"
        ),
        pytest.param(_OURS + "authority: x\n", "“x” 应写作", "“x” is no domain", id="authority"),
        pytest.param(_OURS + "as_of: x\n", "“x” 不是日期", "“x” is no day", id="day"),
        pytest.param(
            "site_name: 甲\nsite_url: www.x.cn\n",
            "2:1: 配置项 site_url 有误：网址",
            "URL",
            id="url",
        ),
        pytest.param("site_name: !x 1\n", "1:12: ", "the tag '!x'", id="tag"),
        pytest.param("site_name: !ENV X\n", "1:12: ", "a value of the environment", id="env"),
        pytest.param(
            "INHERIT: ../o.yml\n", "1:1: 配置项 INHERIT 有误：不在", "leads out", id="above"
        ),
        pytest.param('"\\x49NHERIT": /etc/passwd\n', "不在项目", "leads out", id="written-oddly"),
        pytest.param("INHERIT: out.yml\n", "不在项目", "leads out", id="a-link"),
        pytest.param("INHERIT: no.yml\n", "no.yml 不是文件", "no.yml is no file", id="missing"),
        pytest.param("INHERIT: mkdocs.yml\n", "套得太多层", "too many files", id="itself"),
        pytest.param("INHERIT: [a]\n", "要写一个文件名", "a file is to be named", id="no-name"),
        pytest.param(
            "site_name: contact\nplugins: [gongkai: {contact: x}]\n",
            "2:21: 配置项 contact",
            "2:21: ",
            id="a-value-like-a-key",
        ),
        pytest.param(_OURS + "2026: 乙\n", "没有“2026”", "no option “2026”", id="a-number"),
        pytest.param("site_name: \x07\n", "1:12: YAML 写法有误", "1:12: ", id="a-control"),
        pytest.param("[]\n", "不是“键: 值”的形式", "not of the form", id="an-empty-list"),
        pytest.param("theme: {name: str}\n", "没有安装主题“str”", "'str'", id="like-a-type"),
        pytest.param("docs_dir: [x]\n", "1:1: 配置项 docs_dir", "Expected type", id="folders"),
        pytest.param("INHERIT: words.yml\n", "words.yml", "words.yml: YAML: not of", id="words"),
        pytest.param(
            "INHERIT: up.yml\n", "up.yml:1:1: 配置项 INHERIT 有误：不在", "up.yml:1:1", id="through"
        ),
    ],
)
def test_what_is_wrong_is_told_where_it_stands_in_both_languages(
    tmp_path: Path, text: str, zh: str, en: str
) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    (tmp_path / "o.yml").write_text("site_name: 乙\n", encoding="utf-8")
    (folder / "out.yml").symlink_to(tmp_path / "o.yml")
    (folder / "words.yml").write_text("words\n", encoding="utf-8")
    (folder / "up.yml").write_text("INHERIT: ../o.yml\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    with pytest.raises(BadConfiguration) as refused, configuration(folder):
        pass
    [finding] = refused.value.findings
    assert zh in finding.text("zh")
    assert en in finding.text("en")


_LINES = ("a0: &a0 {x: y}", *(f"a{at}: &a{at} [{f'*a{at - 1},' * 9}]" for at in range(1, 30)))
_MERGED = (_LINES[0], *(line.replace("[", "{<<: [").replace("]", "]}") for line in _LINES[1:]))


@pytest.mark.slow
@pytest.mark.parametrize(
    "lines",
    [
        pytest.param((*_LINES, "nav: *a29"), id="lists"),
        pytest.param((*_LINES, "plugins: [*a29]"), id="plugins"),
        pytest.param(_MERGED, id="merged"),
        pytest.param((f"a: &a {'x' * 200_000}", f"nav: [[{'*a,' * 50_000}]]"), id="a-long-text"),
        pytest.param(("a: &a [*a]",), id="within-itself"),
    ],
)
def test_a_few_lines_that_say_without_end_are_refused(
    tmp_path: Path, lines: tuple[str, ...]
) -> None:
    (tmp_path / "mkdocs.yml").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(BadConfiguration) as refused, configuration(tmp_path):
        pass
    [finding] = refused.value.findings
    assert "重复的内容太多" in finding.text("zh")


def test_what_is_named_once_may_stand_twice(tmp_path: Path) -> None:
    text = "extra: {a: &a {b: 甲}, c: {<<: *a, d: *a}}\n"
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    with configuration(tmp_path) as config:
        assert config.extra["c"] == {"b": "甲", "d": {"b": "甲"}}


@pytest.mark.parametrize("key", ["on", "2026", "~", "2026-01-01"])
def test_a_key_of_somebody_else_may_be_no_text(tmp_path: Path, key: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"{key}: 甲\nown: 乙\n", encoding="utf-8")
    with configuration(tmp_path) as config:
        assert config["own"] == "乙"


def test_many_wrong_options_are_looked_for_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = []
    parse = refusals.yaml.parse
    monkeypatch.setattr(
        refusals.yaml, "parse", lambda data, **how: read.append(data) or parse(data, **how)
    )
    options = "\n      ".join(f"odd{at}: x" for at in range(50))
    (tmp_path / "mkdocs.yml").write_text(f"{_OURS}{options}\n", encoding="utf-8")
    with pytest.raises(BadConfiguration) as refused, configuration(tmp_path):
        pass
    assert sorted(one.line for one in refused.value.findings) == list(range(4, 54))
    assert len(read) == 1


def test_what_a_file_of_the_project_says_is_taken_over(tmp_path: Path) -> None:
    (tmp_path / "common.yml").write_text("site_name: 甲\nsite_author: 乙\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("INHERIT: common.yml\nsite_name: 丙\n", encoding="utf-8")
    with configuration(tmp_path) as config:
        assert (config.site_name, config.site_author) == ("丙", "乙")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])  # YAML is either
@pytest.mark.parametrize("key", ["INHERIT", r'"\x49NHERIT"'])
def test_what_is_taken_over_from_another_file_is_an_input(
    tmp_path: Path, key: str, encoding: str
) -> None:
    (tmp_path / "common.yml").write_text("site_name: 甲\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(f"{key}: common.yml\n", encoding=encoding)
    with configuration(tmp_path) as config:
        assert not inputs(tmp_path, config)  # none can be told: the next build is a whole one


_SNIPPETS = "markdown_extensions: [pymdownx.snippets: {{{}}}]\n"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("site_name: !ENV [NAME, HOME]\n", "!ENV", id="the-environment"),
        pytest.param("markdown_extensions: [pymdownx.snippets]\n", "base_path", id="nothing"),
        pytest.param(_SNIPPETS.format("base_path: .."), "不在项目", id="above"),
        pytest.param(_SNIPPETS.format("base_path: [content, /]"), "不在项目", id="one-of-two"),
        pytest.param(_SNIPPETS.format("base_path: ."), "base_path", id="the-project-itself"),
        pytest.param(
            _SNIPPETS.format("base_path: content, restrict_base_path: false"), "restrict", id="free"
        ),
        pytest.param(
            _SNIPPETS.format("base_path: content, url_download: true"), "url_download", id="fetched"
        ),
        pytest.param(_SNIPPETS.format("base_path: linked"), "文件夹", id="a-link-in-it"),
        pytest.param(
            "markdown_extensions: [pymdownx.b64: {base_path: content, root_path: /}]\n",
            "root_path",
            id="pictures",
        ),
    ],
)
def test_what_is_outside_the_project_is_not_taken_into_pages(
    tmp_path: Path, text: str, says: str
) -> None:
    (tmp_path / "linked").mkdir()
    (tmp_path / "linked" / "out").symlink_to("/etc/passwd")
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    with pytest.raises(BadConfiguration) as refused, configuration(tmp_path):
        pass
    [finding] = refused.value.findings
    assert says in finding.text("zh")


@pytest.mark.slow
@pytest.mark.parametrize("base", ["pieces", "[pieces]", "!relative $config_dir/pieces"])
def test_pieces_of_pages_are_the_projects_own_from_wherever_it_is_built(
    small: Path, base: str
) -> None:
    for name, text in (
        ("content/note.md", '# 说明\n\n--8<-- "a.md"\n'),
        ("pieces/a.md", "共用的话\n"),
    ):
        (small / name).parent.mkdir()
        (small / name).write_text(text, encoding="utf-8")
    said = f"markdown_extensions:\n  - pymdownx.snippets:\n      base_path: {base}\n"
    (small / "mkdocs.yml").write_text(said, encoding="utf-8")
    report = build(small)
    assert report.built, report.findings
    assert "共用的话" in (report.folder / "note/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        pytest.param("theme: mkdocs\n", "site-configuration", id="another-theme"),
        pytest.param(
            'plugins:\n  - gongkai:\n      contact: "javascript:x"\n',
            "site-configuration",
            id="contact",
        ),
        pytest.param("site_dir: plan_data\n", "site-folder", id="the-site-over-the-plan"),
        pytest.param(
            "plugins:\n  - gongkai:\n      revision: r9\n", "revision-unknown", id="revision"
        ),
    ],
)
def test_what_cannot_be_built_is_refused(small: Path, text: str, rule: str) -> None:
    (small / "mkdocs.yml").write_text(text, encoding="utf-8")
    before = tree(small)
    report = build(small)
    assert [f.rule for f in report.findings if f.severity == "error"] == [rule]
    after = tree(small)  # what was read of the plan may be kept for the next time
    assert {name for name in after if not name.startswith(".gongkai-cache")} == set(before)


def test_a_revision_that_is_not_there_is_told_beside_what_is_not_read(small: Path) -> None:
    (small / "mkdocs.yml").write_text("plugins:\n  - gongkai:\n      revision: r9\n", "utf-8")
    (small / "plan_data/units.yaml").touch()
    report = build(small)
    assert "revision-unknown" in {one.rule for one in report.findings}


@pytest.mark.parametrize(
    ("page", "rule"),
    [
        pytest.param(b"\xff\xfe\x00bad\x80", "build-failed", id="no-text"),
        pytest.param(
            "# 题 {{ plan_numbers() }}\n".encode(), "page-call-place", id="call-in-heading"
        ),
        pytest.param(
            "---\ntitle: 甲\n---\n\n{{ no() }}\n".encode(), "page-call-unknown", id="call"
        ),
    ],
)
def test_a_page_that_cannot_be_made_stops_the_build(small: Path, page: bytes, rule: str) -> None:
    (small / "content").mkdir()
    (small / "content" / "note.md").write_bytes(page)
    report = build(small)
    [error] = [finding for finding in report.findings if finding.severity == "error"]
    assert error.rule == rule
    assert "note.md" in error.text("zh")
    assert rule != "page-call-unknown" or error.line == 5
    assert not report.folder.exists()


@pytest.mark.slow
def test_links_that_lead_nowhere_stop_a_strict_build_only(small: Path) -> None:
    (small / "content").mkdir()
    (small / "content" / "note.md").write_text("[甲](measures/N999/)\n", encoding="utf-8")
    (small / "mkdocs.yml").write_text("nav:\n  - 甲: nowhere/\n  - 乙: note.md\n", encoding="utf-8")
    report = build(small, strict=True)
    assert not report.built
    found = {(f.rule, f.file) for f in report.findings if f.severity == "warning"}
    assert found == {("site-link", "content/note.md"), ("site-link", "mkdocs.yml")}
    assert build(small).built


@pytest.mark.slow
def test_the_command_of_the_host_builds_the_shipped_site(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", tmp_path / "site"],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "site/measures").glob("N*/index.html"))) == 53


@pytest.mark.slow
def test_place_time_zone_and_hash_seed_change_no_byte(small: Path) -> None:
    (small / "mkdocs.yml").write_text("site_url: https://plan.example/\n", encoding="utf-8")
    trees = []
    for zone, seed in (("UTC", "1"), ("Asia/Shanghai", "2")):
        subprocess.run(
            [Path(sys.executable).parent / "gongkai", "build", "--as-of", "2026-01-01"],
            cwd=small,
            env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        )
        folder = small / "site"
        trees.append(
            {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
        )
    assert trees[0] == trees[1]
    assert b"<loc>https://plan.example/plan/</loc>" in trees[0][Path("sitemap.xml")]
