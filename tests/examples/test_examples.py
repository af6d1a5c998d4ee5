"""The example projects: read whole, in step with the rules, checked and built without a complaint."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from zipfile import ZipFile

import pytest

from gongkai.checking import check
from gongkai.model import Plan
from gongkai.reading.read import read
from gongkai.site.build import build
from gongkai.store import load, load_registry, read_file
from tests.examples.word import word_file

EXAMPLES = Path(__file__).parents[2] / "examples"
HEATING, SCHOOLS = EXAMPLES / "heating", EXAMPLES / "school-places"
BOTH = pytest.mark.parametrize("folder", [HEATING, SCHOOLS], ids=lambda path: path.name)


def outline(plan: Plan) -> list[tuple[object, ...]]:
    """What makes the structure of a plan: numbers, words, who answers and when."""
    return [
        (
            node.path,
            node.label,
            node.role,
            node.heading,
            node.text,
            [(body.label, body.printed, body.unit) for body in node.attributions],
            node.deadline and (node.deadline.printed, node.deadline.end),
        )
        for node in plan.nodes
    ]


def reading(folder: Path, name: str) -> Plan:
    source, findings = read_file(folder / name)
    assert source is not None, findings
    return read(source, load_registry(folder)[0])[0]


def test_the_shapes_are_those_that_were_written() -> None:
    heating, schools = reading(HEATING, "方案.txt"), reading(SCHOOLS, "方案.txt")
    assert min(len(heating.source_lines), len(schools.source_lines)) > 100
    assert Counter(node.kind for node in heating.nodes if "." not in node.path) == {
        "preamble": 1,
        "section": 7,
        "annex": 1,
    }
    articles = [node.label for node in heating.nodes if node.label.endswith("条")]
    assert (len(articles), articles[0], articles[-1]) == (34, "第一条", "第三十四条")
    rows = [node for node in heating.nodes if node.parent == "8"]
    assert len(rows) == 18
    assert all(node.lead and node.support and node.deadline for node in rows)
    assert [node.path for node in schools.nodes if node.kind == "section"] == list("123456")
    assert len(schools.blanks) == 3  # the number and the day left blank stand in the frame
    assert {node.label for node in schools.nodes} >= {"1", "2.1", "3.1.3"}
    for plan in (heating, schools):
        assert all(body.unit for node in plan.nodes for body in node.attributions)


@BOTH
def test_what_is_stored_is_what_the_rules_read(folder: Path) -> None:
    """After a change of the rules scripts/examples imports both anew."""
    project, findings = load(folder)
    assert project is not None, findings
    assert outline(project.plan) == outline(reading(folder, "方案.txt"))


def test_the_word_file_reads_as_the_text_beside_it() -> None:
    assert outline(reading(HEATING, "方案.docx")) == outline(reading(HEATING, "方案.txt"))


def test_the_word_file_is_made_from_the_text_beside_it(tmp_path: Path) -> None:
    made = tmp_path / "made.docx"
    made.write_bytes(word_file((HEATING / "方案.txt").read_text("utf-8")))
    with ZipFile(made) as new, ZipFile(HEATING / "方案.docx") as kept:
        for part in ("word/document.xml", "word/numbering.xml"):
            assert new.read(part) == kept.read(part)


@pytest.mark.slow
@BOTH
def test_an_example_builds_and_says_on_every_page_what_it_is(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / folder.name
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "site" not in path.relative_to(folder).parts:
            (copy / path.relative_to(folder)).parent.mkdir(parents=True, exist_ok=True)
            (copy / path.relative_to(folder)).write_bytes(path.read_bytes())
    assert [found for found in check(copy) if found.severity != "note"] == []
    report = build(copy, strict=True)
    assert report.built, report.findings
    pages = sorted((copy / "site").rglob("*.html"))
    assert len(pages) > 50
    for page in pages:
        assert "软件演示，非政府网站" in page.read_text("utf-8"), page
    assert "示例" in (copy / "site/index.html").read_text("utf-8")
