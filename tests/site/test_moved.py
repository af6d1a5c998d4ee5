"""Addresses of units whose id was given up: each leads on, whatever it led to, and no list has it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from gongkai import addresses
from gongkai.checking import check
from gongkai.site.build import build
from gongkai.site.offline import named
from gongkai.site.verify import verify
from gongkai.store import import_source, load
from gongkai.views import index as indexing
from gongkai.views import list_pages
from tests.folders import tree
from tests.site.conftest import TEXT

OLD, NEW = "xian-shuiliju", "xian-shuijigou"


def renamed(folder: Path, former: str = f'["{OLD}"]') -> None:
    """The only unit under a new id, as an office writes it after a reform, in units.yml alone."""
    path = folder / "plan_data/units.yml"
    text = path.read_text("utf-8").replace(f'id: "{OLD}"', f'id: "{NEW}"\n  former_ids: {former}')
    path.write_text(text, encoding="utf-8")


def replaced(folder: Path, *below: str) -> None:
    """The old id in the files below folders of plan_data and in their names, where `check` asks for it."""
    for path in (path for one in below for path in (folder / "plan_data" / one).rglob("*.yml")):
        path.write_text(path.read_text("utf-8").replace(OLD, NEW), encoding="utf-8")
    for path in (folder / "plan_data/work_plans").glob(OLD):
        path.rename(path.with_name(NEW))


@pytest.mark.slow
def test_pages_that_only_an_earlier_revision_had_lead_to_the_first(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_pages, "WHOLE", 2)
    monkeypatch.setattr(indexing, "TEXT", len(TEXT) + 10 * TEXT.count("\n") + 10)
    source = small.parent / "plan.txt"
    more = "（三）巡查河道。建立台账。每月巡查，并向县政府报告。\n牵头单位：县林业局\n"
    source.write_text(TEXT + more * 3, encoding="utf-8")
    assert import_source(small, source, "r2").written
    source.write_text(TEXT, encoding="utf-8")
    assert import_source(small, source, "r3").written
    report = build(small)
    assert report.built, report.findings
    # The text that was long once is cut where it is kept, and the history leads to the page of the node.
    part = report.folder / "revisions/r2/N002/index.html"
    assert 'id="N005"' in part.read_text("utf-8")
    assert "这不是本站所示的版本" in part.read_text("utf-8")
    assert 'id="N005"' not in (part.parents[1] / "index.html").read_text("utf-8")
    gone_measure = (report.folder / "measures/N005/index.html").read_text("utf-8")
    assert 'href="../../revisions/r2/N002/#N005"' in gone_measure
    assert 'href="../../revisions/r2/N002/#N005"' in (
        report.folder / "revisions/r2--r3/index.html"
    ).read_text("utf-8")
    for gone, first in {
        "plan/N002/": "plan/",
        "measures/sections/N002/": "measures/",
        "registers/N002/": "registers/",
    }.items():
        page = HTMLParser((report.folder / gone / "index.html").read_text("utf-8"))
        link = page.css_first("main a").attributes["href"]
        assert urljoin(f"https://a/{gone}", link) == f"https://a/{first}"


@pytest.fixture
def several(small: Path) -> Path:
    """Four revisions, the unit renamed after the last; the earlier files hold the old id."""
    source = small.parent / "plan.txt"
    for at in (2, 3, 4):
        text = TEXT.replace("主河道清淤", f"主河道和{at}条支流清淤")
        if at < 4:
            text += "（三）巡查河道。每月巡查。\n牵头单位：县林业局\n"
        source.write_text(text, encoding="utf-8")
        assert import_source(small, source, f"r{at}").written
    path = small / "plan_data/revisions/r4/sections/01.yml"
    path.write_text(
        path.read_text("utf-8").replace("role: measure", "role: narrative", 1), encoding="utf-8"
    )
    (small / "mkdocs.yml").write_text(
        "site_name: 测试\nsite_url: https://plan.example.gov.cn/\ntheme: {name: material}\n"
        "plugins: [{gongkai: {}}]\n",
        encoding="utf-8",
    )
    for name, text in {
        "disclosures/2026.yml": 'disclosures:\n  - duty: "{duty}"\n    title: 水质公开\n    date: "2026-04-02"\n'
        '    period: "2026-Q1"\n    address: https://example.gov.cn/1\n    by: "{unit}"\n    basis: 网页\n',
        "work_plans/{unit}/2026.yml": 'unit: "{unit}"\nyear: "2026"\ntitle: 工作计划\nbasis: 文件\ndate: "2026-01-05"\n'
        'tasks:\n  - measure: "{measure}"\n    text: 清淤\n',
    }.items():
        project, _ = load(small)
        assert project
        plan = project.plan
        fill = {
            "unit": OLD,
            "duty": plan.duties[0].id,
            "measure": next(node.id for node in plan.nodes if node.role == "measure"),
        }
        path = small / "plan_data" / name.format(**fill)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.format(**fill), encoding="utf-8")
    assert not [one for one in check(small) if one.severity == "error"], [
        one.text("en") for one in check(small)
    ]
    renamed(small)
    return small


def test_the_old_id_is_told_with_the_new_one_where_it_stands(several: Path) -> None:
    wanted = {"disclosures", "work_plans", "revisions/r4/sections"}
    told = [one for one in check(several) if one.severity == "error"]
    assert {one.rule for one in told} == {"unit-former"}
    files = {Path(one.file).relative_to("plan_data").parent.as_posix() for one in told}
    assert {one.removesuffix(f"/{OLD}") for one in files} == wanted  # r1 stays as it was written
    for one in told:
        assert (one.args["id"], one.args["unit"]) == (OLD, NEW)
        line = (several / one.file).read_text("utf-8").splitlines()[one.line - 1]
        assert line[one.col - 1 :].strip('"') in (OLD, f'{OLD}",'), (one, line)
    assert not build(several).built
    replaced(several, *wanted)
    assert not [one for one in check(several) if one.severity == "error"]


@pytest.mark.slow
def test_old_addresses_lead_on(several: Path) -> None:
    before = tree(several / "plan_data/revisions/r1")
    replaced(several, "revisions/r4", "disclosures", "work_plans")
    report = build(several, strict=True, copy=several.parent / "copy")
    assert report.built, [one.text("en") for one in report.findings]
    site = report.folder
    for old, now in {
        f"units/{OLD}/": f"units/{NEW}/",
        f"work-plans/{OLD}/2026/": f"work-plans/{NEW}/2026/",
        "measures/N003/": "sections/N002/#N003",  # no measure any more: it stands on its section's page
    }.items():
        up = "../" * old.count("/")
        page = HTMLParser((site / old / "index.html").read_text("utf-8"))
        assert page.css_first("h1").text() in (site / now.partition("#")[0] / "index.html").read_text("utf-8")  # fmt: skip
        assert page.css_first("meta[http-equiv=refresh]").attributes["content"] == f"0; url={up}{now}"  # fmt: skip
        assert page.css_first("link[rel=canonical]").attributes["href"] == f"https://plan.example.gov.cn/{now}"  # fmt: skip
        assert page.css_first("main a").attributes["href"] == f"{up}{now}"
        assert page.css_first("meta[name=robots]").attributes["content"] == "noindex"
        assert not page.css("script, style, [style]")
        copied = (several.parent / "copy" / old / "index.html").read_text("utf-8")
        assert (
            f"0; url={up}{now.replace('/#', '/index.html#') if '#' in now else now + 'index.html'}"
            in copied
        )
        assert named(copied) == copied
    files = sorted(path.name for path in (site / "data/units").glob(f"{NEW}.*"))
    assert [one.rpartition(".")[2] for one in files] == ["docx", "ics", "xlsx", "xml"]
    for one in files:  # what is subscribed to and downloaded stays, with the same bytes
        old = site / "data/units" / one.replace(NEW, OLD)
        assert old.read_bytes() == (site / "data/units" / one).read_bytes()
    listing = [site / "sitemap.xml", site / "sitemap/index.html", site / "units/index.html"]
    assert not [path for path in listing if OLD in path.read_text("utf-8")]
    assert verify(str(site)) == (verify(str(site))[0], ())
    # The earlier revision's bodies are the unit of today: what changed concerns it, nothing is gone.
    assert NEW in (site / "revisions/r3--r4/index.html").read_text("utf-8")
    assert "没有写明这个单位" not in (site / f"units/{NEW}/index.html").read_text("utf-8")
    links = re.findall(r'href="([^"]*)"', (site / "revisions/r3--r4/index.html").read_text("utf-8"))
    assert not [one for one in links if OLD in one]
    units = json.loads((site / "data/plan.json").read_bytes())["units"]
    assert [(one["id"], one["former_ids"]) for one in units] == [(NEW, [OLD])]
    assert tree(several / "plan_data/revisions/r1") == before
    # Compared when the third was the newest; a unit that only the third names.
    apart = HTMLParser((site / "revisions/r1--r3/index.html").read_text("utf-8"))
    assert [one.text() for one in apart.css("main li a[href*='--']")] == [
        "r1 与 r2 对照", "r2 与 r3 对照", "r3 与 r4 对照", "r1 与 r4 对照", "r2 与 r4 对照",
    ]  # fmt: skip
    gone = "xian-lincaoju"
    assert "没有写明这个单位" in (site / f"units/{gone}/index.html").read_text("utf-8")
    assert b"VEVENT" not in (site / f"data/units/{gone}.ics").read_bytes()


@pytest.mark.parametrize(
    ("former", "column"),
    [
        pytest.param(f'["{NEW}"]', 16, id="the-unit's-own"),
        pytest.param('["a", "a"]', 21, id="twice"),
        pytest.param('["b"]', 16, id="another-unit's"),
        pytest.param('["c"]', 16, id="another-unit's-former"),
    ],
)
def test_an_id_once_given_is_never_another_units(small: Path, former: str, column: int) -> None:
    renamed(small, former)
    path = small / "plan_data/units.yml"
    other = '- id: "b"\n  former_ids: ["c"]\n  name: 县林业局\n  kind: department\n'
    comment, _, units = path.read_text("utf-8").partition("- id")
    path.write_text(f"{comment}{other}- id{units}", encoding="utf-8")
    replaced(small, "revisions/r1")
    told = [one for one in check(small) if one.rule == "unit-former-taken"]
    assert [(one.file, one.col) for one in told] == [("plan_data/units.yml", column)]


def test_the_usual_bodies_of_a_former_id_are_the_unit_of_today(small: Path) -> None:
    renamed(small)
    replaced(small, "revisions/r1")
    source = small.parent / "plan.txt"
    # 县水利局 is a name that the shipped list knows under the id given up.
    source.write_text(TEXT.replace("县水务局", "县水利局"), encoding="utf-8")
    assert import_source(small, source, "r2").written
    assert not [one for one in check(small) if one.severity == "error"]
    project, _ = load(small)
    assert project
    assert [unit.id for unit in project.plan.units] == [NEW]


@pytest.mark.parametrize("former", ['["a.b"]', '["../a"]', '["-"]', '[""]', "a", '[["a"]]'])
def test_what_can_be_no_address_is_refused_where_it_stands(small: Path, former: str) -> None:
    renamed(small, former)
    replaced(small, "revisions/r1")
    report = build(small)
    assert not report.built
    told = {one.file for one in report.findings if one.severity == "error"}
    assert "plan_data/units.yml" in told


@pytest.mark.slow
def test_pages_of_a_register_that_became_short_lead_to_the_first(small: Path) -> None:
    source = small.parent / "plan.txt"
    long = f"{TEXT}二、巡查\n" + "".join(
        f"{at}.巡查第{at}段。建立巡查台账。\n牵头单位：县水务局\n" for at in range(1, 520)
    )
    for name, text in (("r2", long), ("r3", TEXT)):
        source.write_text(text, encoding="utf-8")
        assert import_source(small, source, name).written
    report = build(small)
    assert report.built, report.findings
    pages = sorted((report.folder / "disclosure").rglob("index.html"))
    assert len(pages) == 4  # the first, those of the sections, and the second part of one
    for page in pages[:-1]:
        html = page.read_text("utf-8")
        assert "地址已改" in html
        up = "../" * len(page.parent.relative_to(report.folder).parts)
        assert f'href="{up}disclosure/"' in html
    assert "地址已改" not in pages[-1].read_text("utf-8")


def test_where_no_record_tells_of_a_page_a_link_leads_to_the_first_of_its_kind(small: Path) -> None:
    """Without a script, and on a host that does not send on: of a list that is shorter on another day, say."""
    report = build(small)
    assert report.built, report.findings
    page = HTMLParser((report.folder / "404.html").read_text("utf-8"))
    plain = HTMLParser(page.css_first(".gk-page--missing noscript").html or "").css("a")
    led = {(one.attributes["href"] or "").lstrip("/") for one in plain}
    gone = (
        "plan/N9/", "targets/N9/2/", "disclosure/N9/", "registers/N9/", "blanks/N9/",
        "measures/sections/N9/", "calendar/2026-01/", "units/x/duties/2/", "revisions/r1/N9/",
        "rectification/2/",
    )  # fmt: skip
    firsts = {f"{(addresses.first_page(one) or '').split('/')[0]}/" for one in gone}
    assert firsts <= led
    assert all((report.folder / one / "index.html").is_file() for one in led)
