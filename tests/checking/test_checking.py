"""Every rule of check fires on its fault, at its file, line and column, and on nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gongkai.checking import check
from gongkai.sources.rules import RULES
from gongkai.store import folder as folder_module
from gongkai.store import import_source
from tests.folders import tree

TEXT = """河道管护方案

一、任务
（一）清淤。2026年底前完成清淤任务，每季度由县水务局向社会公布进展。
牵头单位：县水务局
（二）绿化。2027年底前栽植率达到XX%以上。
责任单位：XXX
"""
FILE = "plan_data/revisions/r1/sections/01.yml"
REVISION = "plan_data/revisions/r1/revision.yml"
UNITS = "plan_data/units.yml"
SOURCE = "plan_data/revisions/r1/source.txt"
PAGE = "content/about.md"
SITE = "mkdocs.yml"
KIND = "        kind: quantified\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "plan_data").mkdir()
    (tmp_path / "content").mkdir()
    (tmp_path / PAGE).write_text("# 关于\n\n联系我们。\n", "utf-8")
    (tmp_path / SITE).write_text("site_name: 公开\nextra:\n  telephone: 0799-6234567\n", "utf-8")
    (tmp_path / "plan.txt").write_text(TEXT, encoding="utf-8")
    assert import_source(tmp_path, tmp_path / "plan.txt", "r1").written
    assert check(tmp_path) == ()
    return tmp_path


def review(*lines: str) -> str:
    return KIND + "".join(f"        {line}\n" for line in lines)


# file, what is put in the place of what, the rule, and the words at which it is told (none: the whole file).
FAULTS = [
    (FILE, "role: container", 'role: "\x07"', "yaml-syntax", "\x07"),
    (FILE, "nodes:", "nodes: {", "yaml-syntax", "- id"),
    (FILE, "nodes:", "---\n---\nnodes:", "yaml-documents", "---\nnodes"),
    (FILE, "role: container", "role: container\n    role: measure", "yaml-duplicate", "role: measure\n    lines"),
    (FILE, "role: container", "role: &a container", "yaml-anchor", "&a"),
    (FILE, "role: container", "role: *a", "yaml-anchor", "*a"),
    (FILE, "role: container", "<<: 1", "yaml-anchor", "<<"),
    (FILE, "role: container", "role: !x container", "yaml-tag", "!x"),
    (FILE, "lines: [3, 3]", 'lines: [3, "3"]', "yaml-type", '"3"]'),
    (FILE, "role: container", "role: " + "[" * 14 + "]" * 14, "yaml-deep", "[[[[]"),
    (FILE, "role: container", "? [a]\n    : b", "yaml-key", "[a]"),
    (FILE, "lines: [3, 3]", "lines: 3", "yaml-type", "3\n    heading"),
    (FILE, 'id: "N001"', "id: 1.10", "yaml-unquoted", "1.10"),
    (FILE, "    role: container\n", "", "yaml-missing", 'id: "N001"'),
    (FILE, "role: container", "rolle: container", "yaml-unknown-key", "rolle"),
    (FILE, "role: container", "role: boss", "yaml-choice", "boss"),
    (FILE, 'id: "N001"', 'id: "N 1"', "yaml-id", '"N 1"'),
    (FILE, 'deadline: "2027-12-31"', 'deadline: "2027-02-30"', "yaml-day", '"2027-02-30"'),
    (FILE, 'at: "6:14"', 'at: "6"', "yaml-at", '"6"'),
    (FILE, "2026年底前完成清淤任务，每季度由", "2026年底完成清淤任务，每季度由", "text-changed", "|-\n      2026年底完成"),
    (FILE, "heading: 绿化", "heading: 美化", "text-changed", "美化"),
    (FILE, "lines: [6, 7]", "lines: [6, 70]", "node-lines", "[6, 70]"),
    (FILE, 'path: "1.2"', 'path: "2.2"', "node-parent", '"1"\n    lines: [6'),
    (FILE, 'parent: "1"\n    lines: [6', 'parent: "1.2"\n    lines: [6', "node-parent", '"1.2"\n    lines'),
    (FILE, '    parent: "1"\n    lines: [6', "    lines: [6", "node-parent", 'id: "N003"'),
    (FILE, "quote: XXX\n", "quote: XXY\n", "anchor-missing", "XXY"),
    (FILE, "quote: 栽植率达到XX%以上", "quote: 栽植率达到90%以上", "anchor-missing", "栽植率达到90%"),
    (FILE, 'deadline_printed: "2027年底前"', 'deadline_printed: "2028年底前"', "printed-missing", '"2028年底前"'),
    (FILE, "frequency_printed: \"每季度\"", "frequency_printed: \"每半年\"", "printed-missing", "\"每半年\""),
    (FILE, 'by:\n          - at: "5:6"', 'by:\n          - at: "5:7"', "anchor-missing", "县水务局\n            printed"),
    (FILE, 'id: "N003-T1"', 'id: "N003-B1"', "id-twice", '"N003-B1"\n        at: "6:19"'),
    (FILE, 'id: "N003-T1"', 'id: "N002-T9"', "id-foreign", '"N002-T9"'),
    (FILE, 'id: "N003"', 'id: "N002"', "id-twice", '"N002"\n    path: "1.2"'),
    (FILE, 'unit: "xian-shuiliju"', 'unit: "shuili"', "unit-unknown", '"shuili"'),
    (FILE, "label: 责任单位\n", 'label: 责任单位\n        unit: "xian-shuiliju"\n', "blank-named", '"xian-shuiliju"\n        blank'),
    (FILE, "lines: [6, 7]", "lines: [6, 6]", "line-lost", ""),
    (FILE, "lines: [3, 3]", "lines: [3, 4]", "line-twice", ""),
    (FILE, KIND, review("status: checked"), "review-unsigned", "checked\n        indicator"),
    (FILE, KIND, review("status: checked", "checked_by: 方案办"), "review-unsigned", "checked\n        checked_by"),
    (FILE, KIND, review("status: confirmed", "checked_by: 方案办", 'checked_on: "2026-03-01"'), "review-unsigned", "confirmed\n"),
    (FILE, KIND, review("status: rejected"), "review-unsigned", "rejected\n"),
    (FILE, KIND, review('checked_on: "2026-02-29"'), "yaml-day", '"2026-02-29"'),
    (FILE, KIND, review("note: 问张某13812345678"), "personal-mobile", "13812345678"),
    (FILE, KIND, "        # 问张某 138-1234-5678\n" + KIND, "personal-mobile", "138-1234-5678"),
    (FILE, KIND, review('checked_by: "11010519491231002X"'), "personal-identity", "11010519491231002X"),
    (UNITS, 'id: "xian-shuiliju"', 'id: "Shuili.ju"', "yaml-unit-id", '"Shuili.ju"'),
    (UNITS, "kind: department", "kind: 部门", "yaml-choice", "部门\n"),
    (UNITS, "  name: 县水务局\n", "  name:\n", "yaml-empty", None),
    (UNITS, "  name: 县水务局\n", "  name: 县水务局\n  note: 值班15512345678\n", "personal-mobile", "15512345678"),
    (REVISION, "state: draft", "state: draft\nnote: 电话0791-6234567", "personal-landline", "0791-6234567"),
    (REVISION, 'id: "r1"', 'id: "r2"', "revision-name", None),
    (REVISION, 'id: "r1"', "id: r1", "yaml-unquoted", "r1"),
    (REVISION, "state: draft", 'state: draft\nfollows: "r0"', "revision-follows", 'follows: "r0"'),
    (SOURCE, "绿化", "美化", "source-changed", None),
    (PAGE, "联系我们", "联系张某13812345678", "personal-mobile", "13812345678"),
    (PAGE, "联系我们", "传真０７９１－６２３４５６７", "personal-landline", "０７９１"),
    (SITE, "公开", "公开13812345678", "personal-mobile", "13812345678"),
    (PAGE, "联系我们", "请到幸福小区5栋302室找张某", "personal-home", "小区5栋302室"),
    (FILE, KIND, review("note: 家住东河村3组12号"), "personal-home", "家住东河村3组12号"),
    (PAGE, "联系我们", "联系 zhangsan@qq.com", "personal-mail", "zhangsan@qq.com"),
]  # fmt: skip


def told(project: Path) -> list[tuple[str, str, int, int]]:
    return [(one.rule, one.file, one.line, one.col) for one in check(project)]


def place(text: str, words: str | None) -> tuple[int, int]:
    if not words:
        return (0, 0)
    assert text.count(words) >= 1, words
    at = text.index(words)
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def edit(project: Path, file: str, old: str, new: str) -> str:
    path = project / file
    text = path.read_text("utf-8")
    assert old in text, old
    text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8", newline="")
    return text


@pytest.mark.parametrize(("file", "old", "new", "rule", "words"), FAULTS)
def test_a_fault_is_told_where_it_stands(
    project: Path, file: str, old: str, new: str, rule: str, words: str | None
) -> None:
    text = edit(project, file, old, new)
    before = tree(project)
    found = told(project)
    assert tree(project) == before
    assert rule in {one[0] for one in found}, found
    if words:
        assert (rule, file, *place(text, words)) in found


@pytest.mark.parametrize(
    ("settings", "file"),
    [
        ("docs_dir: pages\n", "pages/a.md"),
        # Deep, and read by the host all the same.
        (f"extra:\n  deep: {'[' * 400}{']' * 400}\ndocs_dir: pages\n", "pages/a.md"),
        (
            "markdown_extensions:\n  - pymdownx.snippets:\n      base_path: [pages, pieces]\n",
            "pieces/a.md",
        ),
        (
            "markdown_extensions:\n  - pymdownx.snippets:\n      base_path: !relative $config_dir/pieces\n",
            "pieces/a.md",
        ),
    ],
)
def test_a_person_is_found_wherever_pages_come_from(
    project: Path, settings: str, file: str
) -> None:
    (project / SITE).write_text(settings, encoding="utf-8")
    for name in (file, "elsewhere/a.md"):
        (project / name).parent.mkdir()
        (project / name).write_text("联系 13812345678\n", encoding="utf-8")
    assert told(project) == [("personal-mobile", file, 1, 4)]


def test_two_units_with_one_id(project: Path) -> None:
    path = project / UNITS
    text = path.read_text("utf-8")
    path.write_text(text + '- id: "xian-shuiliju"\n  name: 县水务局\n  kind: department\n', "utf-8")
    assert told(project) == [("unit-twice", UNITS, text.count("\n") + 1, 7)]


def test_two_units_with_one_name(project: Path) -> None:
    path = project / UNITS
    text = path.read_text("utf-8")
    path.write_text(text + '- id: "shuiwu-2"\n  name: 县水务局\n  kind: department\n', "utf-8")
    assert told(project) == [("unit-name-twice", UNITS, text.count("\n") + 2, 9)]


@pytest.mark.parametrize(
    ("above", "rule"),
    [
        pytest.param("xian-lianghe", None, id="one-of-the-list"),
        pytest.param("xian-gongan", "unit-former", id="a-former-id"),
        pytest.param("xian-gonganju", None, id="a-usual-body"),
        pytest.param("xian-nobody", "unit-above", id="nobody"),
        pytest.param("xian-shuiliju", "unit-above-itself", id="itself"),
        pytest.param("a", "unit-above-itself", id="itself-by-way-of-another"),
        pytest.param("ring", None, id="a-ring-that-is-told-at-its-own-units"),
    ],
)
def test_the_body_above_a_unit_is_registered(project: Path, above: str, rule: str | None) -> None:
    path = project / UNITS
    others = (
        ("xian-lianghe", None, '["xian-gongan"]'),
        ("a", "b", "[]"),
        ("b", "xian-shuiliju", "[]"),
        ("ring", "ring-2", "[]"),
        ("ring-2", "ring", "[]"),
    )
    listed = "".join(
        f'- id: "{name}"\n  name: {name}\n  kind: other\n  former_ids: {old}\n'
        + (f'  above: "{over}"\n' if over else "")
        for name, over, old in others
    )
    path.write_text(f'{path.read_text("utf-8")}  above: "{above}"\n{listed}', "utf-8")
    line = path.read_text("utf-8").split("\n").index(f'  above: "{above}"') + 1
    found = [(one.rule, one.line) for one in check(project) if one.file == UNITS]
    assert [one for one, at in found if at == line] == ([rule] if rule else [])
    assert len([one for one, at in found if one == "unit-above-itself" and at != line]) == (
        4 if above == "a" else 2
    )


def test_a_file_that_is_not_utf_8(project: Path) -> None:
    (project / FILE).write_bytes("# 甲\nnodes: 乙\n".encode("gb18030"))
    assert told(project) == [("yaml-encoding", FILE, 1, 1)]


def test_two_revisions_with_one_name(project: Path) -> None:
    before = tree(project)
    report = import_source(project, project / "plan.txt", "R1")
    assert [one.rule for one in report.findings] == ["revision-case"]
    assert tree(project) == before
    (project / "plan_data/revisions/r1").rename(project / "plan_data/revisions/R1")
    edit(project, REVISION.replace("r1", "R1"), 'id: "r1"', 'id: "R1"')
    assert import_source(project, project / "plan.txt", "r2").written
    (project / "plan_data/revisions/r2").rename(project / "plan_data/revisions/r1")
    edit(project, REVISION, 'id: "r2"', 'id: "r1"')
    assert [one[:2] for one in told(project)] == [("revision-case", REVISION)]


def test_folders_that_are_no_project(tmp_path: Path) -> None:
    assert told(tmp_path) == [("project-missing", str(tmp_path), 0, 0)]
    (tmp_path / "plan_data").mkdir()
    assert told(tmp_path) == [("revision-missing", "plan_data/revisions", 0, 0)]


@pytest.mark.parametrize("place", ["plan_data/units.yml", "content/more.md", "mkdocs.yml"])
def test_a_link_out_of_the_project_is_not_followed(project: Path, place: str) -> None:
    outside = project.parent / "outside.yml"
    outside.write_text("- id: x\n", encoding="utf-8")
    (project / place).unlink(missing_ok=True)
    (project / place).symlink_to(outside)
    assert told(project) == [("entry-link", place, 0, 0)]


def test_a_pipe_is_not_opened(project: Path) -> None:
    os.mkfifo(project / "plan_data/fills.yml")
    assert told(project) == [("entry-pipe", "plan_data/fills.yml", 0, 0)]


def test_a_source_that_is_gone(project: Path) -> None:
    (project / SOURCE).unlink()
    assert told(project) == [("source-missing", SOURCE, 0, 0)]


def test_a_name_that_nobody_registered_is_a_note(project: Path) -> None:
    edit(
        project,
        FILE,
        '        unit: "xian-shuiliju"\n        rule: label\n',
        "        rule: label\n",
    )
    assert told(project) == [("unit-unresolved", SOURCE, 5, 6)]


def test_a_number_printed_in_the_plan_is_a_warning_and_its_copy_in_yaml_none(
    tmp_path: Path,
) -> None:
    (tmp_path / "plan_data").mkdir()
    (tmp_path / "plan.txt").write_text(TEXT + "联系电话：13812345678\n", encoding="utf-8")
    assert import_source(tmp_path, tmp_path / "plan.txt", "r1").written
    assert told(tmp_path) == [("personal-source", SOURCE, 8, 6)]
    assert RULES["personal-source"].severity == "warning"
    edit(tmp_path, UNITS, "  name: 县水务局\n", "  name: 县水务局\n  note: 13812345678\n")
    assert "personal-mobile" in {one[0] for one in told(tmp_path)}


def test_an_office_names_its_own_telephone_once_and_may_then_print_it(project: Path) -> None:
    edit(project, PAGE, "联系我们", "办公电话：0799 6234567")
    edit(project, REVISION, "state: draft", "state: draft\nnote: 值班电话（0799）6234567")
    assert told(project) == []


def test_an_office_in_a_block_of_flats_is_declared_once(project: Path) -> None:
    edit(project, PAGE, "联系我们", "社区居委会：幸福小区5栋101室")
    assert {one[0] for one in told(project)} == {"personal-home"}
    edit(project, SITE, "extra:\n", "extra:\n  address: 幸福小区5栋101室\n")
    assert told(project) == []


def test_each_revision_yml_is_read_once(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("r2", "r3"):
        (project / "new.txt").write_text(TEXT + f"（三）{name}。\n", "utf-8")
        assert import_source(project, project / "new.txt", name).written
    read: list[str] = []
    known = folder_module.read_revision

    def counted(file: str, data: bytes) -> object:
        read.append(file)
        return known(file, data)

    monkeypatch.setattr(folder_module, "read_revision", counted)
    check(project)
    assert sorted(read) == [
        f"plan_data/revisions/{name}/revision.yml" for name in ("r1", "r2", "r3")
    ]


def test_every_rule_that_check_can_tell_stands_in_this_file() -> None:
    here = Path(__file__).read_text("utf-8")
    groups = (
        "yaml-",
        "id-",
        "blank-",
        "anchor-",
        "text-",
        "node-",
        "line-",
        "personal-",
        "review-unsigned",
    )
    rules = [rule for rule in RULES if rule.startswith(groups)]
    assert [rule for rule in rules if f'"{rule}"' not in here] == []


def test_what_was_not_read_is_not_told_as_gone(project: Path) -> None:
    """A wrong word in a section file is told alone, not with every record of what the file holds."""
    records = project / "plan_data/progress/2026.yml"
    records.parent.mkdir()
    records.write_text(
        'progress:\n  - of: "N003-T1"\n    date: "2026-06-30"\n    state: ongoing\n    basis: 报送\n',
        "utf-8",
    )
    assert check(project) == ()
    section = project / FILE
    section.write_text(section.read_text("utf-8").replace("role: container", "role: boss"), "utf-8")
    assert {one.rule for one in check(project)} == {"yaml-choice"}


@pytest.mark.parametrize(
    ("approved", "expected"),
    [
        pytest.param("", True, id="by-nobody"),
        pytest.param("approved_by: 县政府\n", True, id="on-no-day"),
        pytest.param('approved_on: "2026-01-05"\n', True, id="on-a-day-by-nobody"),
        pytest.param('approved_by: 县政府\napproved_on: "2026-01-05"\n', False, id="signed"),
    ],
)
def test_a_time_in_force_that_nobody_approved_is_told(
    project: Path, approved: str, expected: bool
) -> None:
    path = project / REVISION
    held = f'{approved}in_force:\n  from: "2026-02-01"\n  to: null\n  basis: 印发通知\n'
    path.write_text(path.read_text("utf-8") + held, "utf-8")
    found = check(project)
    assert [one.rule for one in found] == ["revision-in-force"] * expected
    if expected:
        (finding,) = found
        lines = path.read_text("utf-8").splitlines()
        assert (finding.file, lines[finding.line - 1], finding.severity) == (
            REVISION,
            "in_force:",
            "warning",
        )
        assert "2026-02-01" in finding.message("zh")
        assert "approved_by" in finding.hint("zh")
    # It is told, and stands in the way of nothing else.
    (project / "next.txt").write_text(
        TEXT + "（三）巡查。每日巡查。\n牵头单位：县水务局\n", "utf-8"
    )
    assert import_source(project, project / "next.txt", "r2").written
