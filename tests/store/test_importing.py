"""An import writes one folder or nothing; what it wrote reads back as the same plan."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from gongkai.checking import check
from gongkai.identity import assign, in_order
from gongkai.reading.read import read
from gongkai.sources import read_source
from gongkai.store import import_source, load
from gongkai.store.sections import read_revision, read_sections, revision_file, section_files
from tests.folders import tree
from tests.plans import Made, plans

TEXT = "河道管护方案\n\n一、任务\n（一）清淤。2026年底前完成。\n牵头单位：县水务局\n（二）绿化。栽植XX亩。\n责任单位：XXX\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "plan_data").mkdir()
    (tmp_path / "plan.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_an_import_reads_back_as_the_same_plan(project: Path) -> None:
    report = import_source(project, project / "plan.txt", "r1")
    assert report.written
    assert (project / "plan_data/revisions/r1/source.txt").read_bytes() == TEXT.encode()
    loaded, findings = load(project)
    assert not findings
    assert loaded is not None
    assert report.plan is not None
    for name in (
        "revision",
        "frame",
        "nodes",
        "targets",
        "duties",
        "blanks",
        "dates",
        "errata",
        "mentions",
    ):
        assert getattr(loaded.plan, name) == getattr(report.plan, name), name
    assert check(project) == ()


@pytest.mark.slow
@given(plans())
@settings(max_examples=30)
def test_files_read_back_as_the_plan(made: Made) -> None:
    source = read_source("plan.txt", made.text.encode())
    plan, _ = read(source)
    plan = assign(plan, in_order(plan))
    files = [(name, text.encode()) for name, text in section_files(plan).items()]
    again, findings = read_sections(files, source, plan.revision)
    assert not findings
    for name in ("frame", "nodes", "targets", "duties", "blanks", "dates", "errata", "mentions"):
        assert getattr(again, name) == getattr(plan, name), name


def test_an_unchanged_source_changes_no_byte(project: Path) -> None:
    import_source(project, project / "plan.txt", "r1")
    before = tree(project)
    report = import_source(project, project / "plan.txt", "r1")
    assert not report.written
    assert not report.findings
    assert tree(project) == before


@pytest.mark.parametrize(
    ("revision", "content", "rule"),
    [
        pytest.param("r1", None, "source-missing", id="no-file"),
        pytest.param("r1", b"", "source-empty", id="empty"),
        pytest.param("r1", b"PK\x03\x04", "source-damaged", id="zip"),
        pytest.param("r1", b"a\0b", "source-binary", id="binary"),
        pytest.param("../r1", TEXT.encode(), "revision-id", id="a-path-as-name"),
        pytest.param("..", TEXT.encode(), "revision-id", id="dots"),
        pytest.param("con", TEXT.encode(), "revision-id", id="a-reserved-name"),
        pytest.param("r1--r2", TEXT.encode(), "revision-id", id="a-comparison"),
        pytest.param("甲", TEXT.encode(), "revision-id", id="not-ascii"),
    ],
)
def test_what_cannot_be_imported_leaves_all_as_it_was(
    tmp_path: Path, revision: str, content: bytes | None, rule: str
) -> None:
    (tmp_path / "plan_data").mkdir()
    if content is not None:
        (tmp_path / "new.txt").write_bytes(content)
    before = tree(tmp_path)
    report = import_source(tmp_path, tmp_path / "new.txt", revision)
    assert [finding.rule for finding in report.findings] == [rule]
    assert tree(tmp_path) == before


@pytest.mark.parametrize(
    ("revision", "file", "old", "new", "rule"),
    [
        pytest.param("r1", "plan.txt", "绿化", "美化", "revision-exists", id="another-source-under-the-same-name"),
        pytest.param("R1", "plan.txt", "绿化", "美化", "revision-case", id="a-name-that-differs-in-case-alone"),
        pytest.param("r2", "plan_data/units.yml", "kind: department", "kind: 部门", "yaml-choice", id="units-with-a-fault"),
        pytest.param("r2", "plan_data/revisions/r1/revision.yml", "state: draft", "state: 稿", "yaml-choice", id="a-revision-with-a-fault"),
        pytest.param("r2", "plan_data/revisions/r1/sections/01.yml", "role: container", "role: boss", "yaml-choice", id="a-section-with-a-fault"),
    ],
)  # fmt: skip
def test_what_keeps_the_next_import_from_being_made(
    project: Path, revision: str, file: str, old: str, new: str, rule: str
) -> None:
    assert import_source(project, project / "plan.txt", "r1").written
    path = project / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    before = tree(project)
    report = import_source(project, project / "plan.txt", revision)
    assert not report.written
    assert rule in {finding.rule for finding in report.findings}
    assert tree(project) == before


def test_an_import_cut_short_leaves_nothing(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = tree(project)
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        with pytest.raises(OSError, match="No space"):
            import_source(project, project / "plan.txt", "r1")
    assert tree(project) == before
    assert not list(project.glob(".import-*"))


def test_identifiers_go_over_to_the_next_revision_and_are_not_used_again(project: Path) -> None:
    import_source(project, project / "plan.txt", "r1")
    new = TEXT.replace(
        "（一）清淤", "（一）巡河。每周一次。\n牵头单位：县水务局\n（二）清淤"
    ).replace("（二）绿化", "（三）绿化")
    (project / "new.txt").write_text(new, encoding="utf-8")
    before = tree(project / "plan_data/revisions/r1")
    import_source(project, project / "new.txt", "r2")
    assert tree(project / "plan_data/revisions/r1") == before
    old, _ = load(project, "r1")
    now, _ = load(project)
    assert old is not None
    assert now is not None
    assert now.plan.revision.id == "r2"
    ids = {node.heading: node.id for node in old.plan.nodes}
    assert {node.heading: node.id for node in now.plan.nodes} == {**ids, "巡河": "N004"}


def test_one_fault_is_told_once(project: Path) -> None:
    import_source(project, project / "plan.txt", "r1")
    assert edited(project, SECTION, 'id: "N001"', "id: 1.10") == [
        ("yaml-unquoted", f"plan_data/{SECTION}")
    ]


def edited(project: Path, file: str, old: str, new: str) -> list[tuple[str, str]]:
    path = project / "plan_data" / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")
    return [(finding.rule, finding.file) for finding in check(project)]


SECTION = "revisions/r1/sections/01.yml"


@pytest.mark.parametrize(
    ("file", "old", "new", "rule"),
    [
        pytest.param(
            SECTION,
            "quote: XXX",
            "quote: XXY",
            "anchor-missing",
            id="a-quote-that-no-longer-matches",
        ),
        pytest.param(
            SECTION, "2026年底前完成。", "2027年底前完成。", "text-changed", id="a-changed-text"
        ),
        pytest.param(SECTION, 'id: "N001"', "id: 1.10", "yaml-unquoted", id="an-unquoted-id"),
        pytest.param(
            SECTION, "role: container", "rolle: container", "yaml-unknown-key", id="an-unknown-key"
        ),
        pytest.param(
            SECTION,
            "role: container",
            "role: container\n    role: measure",
            "yaml-duplicate",
            id="a-key-twice",
        ),
        pytest.param(SECTION, "role: container", "role: boss", "yaml-choice", id="an-unknown-word"),
        pytest.param(
            SECTION, "role: container", "role: &a container", "yaml-anchor", id="an-anchor"
        ),
        pytest.param(
            SECTION, "role: container", "role: !!python/object:os.system x", "yaml-tag", id="a-tag"
        ),
        pytest.param(SECTION, "nodes:", "nodes: [", "yaml-syntax", id="broken-yaml"),
        pytest.param(
            "revisions/r1/source.txt", "栽植", "种植", "source-changed", id="a-changed-source"
        ),
        pytest.param("units.yml", "kind: department", "kind: 部门", "yaml-choice", id="units"),
    ],
)
def test_check_says_what_is_wrong(project: Path, file: str, old: str, new: str, rule: str) -> None:
    import_source(project, project / "plan.txt", "r1")
    assert check(project) == ()
    found = edited(project, file, old, new)
    assert rule in [name for name, _ in found]


def test_revision_yml_reads_back(project: Path) -> None:
    report = import_source(project, project / "plan.txt", "r1")
    assert report.plan is not None
    text = revision_file(report.plan.revision)
    assert read_revision("revision.yml", text.encode()) == (report.plan.revision, ())
