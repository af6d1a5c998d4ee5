"""Commitments on the built site: periods, states, and what a demonstration makes up."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from gongkai.site.build import build
from tests.test_feed import conforms

MADE_UP = {
    "units.yml": '- id: "shili-ju"\n  name: 示例甲局\n  kind: department\n',
    "in_force.yml": 'from: "2026-01-01"\nto: null\nbasis: 示例：为演示而设\n',
    "fills.yml": (
        'fills:\n  - blank: "N004-B1"\n    value: "示例甲局"\n    units:\n      - shili-ju\n'
        '    basis: 示例\n    date: "2026-01-05"\n'
    ),
    "disclosures/a.yml": (
        'disclosures:\n  - duty: "N004-D1"\n    period: "2026-Q1"\n    date: "2026-04-09"\n'
        '    title: 示例公示\n    basis: 示例\n    by: "shili-ju"\n'
    ),
    "progress/a.yml": (
        'progress:\n  - of: "N003"\n    date: "2026-06-01"\n    basis: 示例\n    state: ongoing\n'
        '    text: 虚构的进展\n    by: "shili-ju"\n'
    ),
    "work_plans/shili-ju/2026.yml": (
        'unit: "shili-ju"\nyear: "2026"\ntitle: 示例甲局计划\nbasis: 示例\ndate: "2026-01-10"\n'
        'tasks:\n  - measure: "N003"\n    text: 虚构的任务\n'
    ),
    "rectification/a.yml": (
        'rectification:\n  - id: "SL1"\n    batch: 示例批次\n    problem: 虚构的问题\n    measure: "N003"\n'
        '    standard: 示例\n    basis: 示例\n    date: "2026-02-01"\n'
    ),
}
WORDS = ("示例甲局", "虚构的进展", "虚构的任务", "虚构的问题", "示例公示", "shili-ju", "为演示而设")


@pytest.fixture
def demonstration(small: Path) -> Path:
    for name, text in MADE_UP.items():
        path = small / "plan_data" / "illustration" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return small


def configure(folder: Path, *, illustration: bool, demonstration: bool = True) -> None:
    (folder / "content").mkdir(exist_ok=True)
    (folder / "content" / "note.md").write_text("# 说明\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(
        "site_name: 河道管护\ndocs_dir: content\ntheme: {name: material, language: zh}\nplugins:\n"
        f"  - gongkai: {{demonstration: {str(demonstration).lower()}, "
        f"illustration: {str(illustration).lower()}}}\n",
        encoding="utf-8",
    )


def text_files(site: Path) -> list[Path]:
    return [
        path
        for path in sorted(site.rglob("*"))
        if path.suffix in (".html", ".json", ".csv", ".js", ".xml", ".txt")
    ]


def test_without_the_illustration_nothing_made_up_is_anywhere(demonstration: Path) -> None:
    configure(demonstration, illustration=False)
    report = build(demonstration, as_of=date(2026, 7, 1))
    assert report.built, report.findings
    for path in text_files(report.folder):
        text = path.read_text("utf-8", errors="replace")
        assert not [word for word in WORDS if word in text], path
    document = json.loads((report.folder / "data" / "plan.json").read_text("utf-8"))
    assert document["illustration"] is False
    assert {state["state"] for state in document["states"] if state["of"] == "N004-D1"} == {
        "cannot_tell"
    }


def test_with_the_illustration_every_record_is_badged(demonstration: Path) -> None:
    configure(demonstration, illustration=True)
    report = build(demonstration, as_of=date(2026, 7, 1))
    assert report.built, report.findings
    site = report.folder
    document = json.loads((site / "data" / "plan.json").read_text("utf-8"))
    assert document["illustration"] is True
    for kind in ("disclosures", "progress", "work_plans", "rectification"):
        assert document[kind]
        assert all(record["illustrative"] for record in document[kind])
    assert document["plan"]["in_force"]["illustrative"]
    assert [unit["id"] for unit in document["units"] if unit["illustrative"]] == ["shili-ju"]
    states = [state for state in document["states"] if state["of"] == "N004-D1"]
    assert [(one["period"], one["state"]) for one in states] == [
        ("2026-Q1", "done_late"), ("2026-Q2", "overdue"), ("2026-Q3", "not_yet_due"),
    ]  # fmt: skip
    assert all(state["illustrative"] for state in states)
    for path in sorted(site.rglob("*.html")):
        page = HTMLParser(path.read_text("utf-8"))
        if page.body and any(word in page.body.text() for word in WORDS[:5]):
            assert page.css("article .gk-badge--made-up"), path
            assert page.css_first('meta[name="robots"]').attributes["content"].startswith("noindex")
    for name in ("disclosures", "progress", "work-plans", "rectification"):
        rows = (site / "data" / f"{name}.csv").read_text("utf-8-sig").splitlines()
        assert all(row.endswith("示例") for row in rows[1:])


def test_made_up_records_are_refused_on_an_offices_own_site(demonstration: Path) -> None:
    configure(demonstration, illustration=True, demonstration=False)
    report = build(demonstration)
    assert not report.built
    assert [finding.rule for finding in report.findings if finding.severity == "error"] == [
        "site-configuration"
    ]


def test_the_register_shows_each_period_and_what_is_next(small: Path) -> None:
    configure(small, illustration=False, demonstration=False)
    revision = small / "plan_data" / "revisions" / "r1" / "revision.yml"
    text = revision.read_text("utf-8")
    assert "state: draft" in text
    revision.write_text(
        text.replace(
            "state: draft",
            'in_force:\n  from: "2026-01-01"\n  to: null\n  basis: 印发日期\nstate: draft',
        ),
        encoding="utf-8",
    )
    report = build(small, as_of=date(2026, 4, 1))
    assert report.built, report.findings
    page = HTMLParser((report.folder / "disclosure" / "index.html").read_text("utf-8"))
    card = page.css_first("#N004-D1").text()
    assert "2026年第一季度" in card
    assert "逾期" in card
    assert "自2026年4月1日起逾期" in card
    assert "2026年6月30日" in card
    feed = conforms((report.folder / "data/disclosure.xml").read_bytes())
    titles = [one.findtext("{*}title") or "" for one in feed.iter("{*}entry")]
    assert [one for one in titles if one.startswith("逾期") and "2026-Q1" in one], titles
    assert "2026年4月1日" in page.css_first(".gk-as-of").text()


@pytest.mark.parametrize(
    ("recorded", "begun"),
    [
        pytest.param("", "2026-02-01", id="nothing: the site's own day"),
        pytest.param('published: "2026-01-20"', "2026-01-20", id="the day it was put on the site"),
        pytest.param('published: "2026-02-20"', "2026-02-01", id="a day to come"),
    ],
)
def test_a_feed_without_an_entry_bears_the_day_of_its_revision(
    small: Path, recorded: str, begun: str
) -> None:
    configure(small, illustration=False, demonstration=False)
    with (small / "plan_data/revisions/r1/revision.yml").open("a", encoding="utf-8") as file:
        file.write(f"{recorded}\n")
    report = build(small, as_of=date(2026, 2, 1))
    assert report.built, report.findings
    feed = conforms((report.folder / "data/disclosure.xml").read_bytes())
    assert not list(feed.iter("{*}entry"))
    assert feed.findtext("{*}updated") == f"{begun}T00:00:00+08:00"
