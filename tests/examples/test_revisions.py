"""The example of three revisions: imported, built, readable as it was at each time, nothing lost."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from gongkai.checking import check
from gongkai.site.build import build
from gongkai.site.revisions import Held, Revisions
from gongkai.store import import_source, load
from gongkai.store.cache import FOLDER
from gongkai.store.signing import signed
from tests.folders import tree
from tests.search.engine import ask
from tests.store.noted import noted
from tests.test_feed import conforms

pytestmark = pytest.mark.xdist_group("revisions")  # its site is built once

EXAMPLE = Path(__file__).parents[2] / "examples" / "revisions"
DAYS = {"r1": "2025-01-01", "r2": "2026-01-01", "r3": "2026-09-01"}
TODAY = date(2026, 10, 1)


def approve(folder: Path, revision: str) -> None:
    """What an office records of a revision."""
    path = folder / f"plan_data/revisions/{revision}/revision.yml"
    recorded = (
        f'state: in_force\npublished: "{DAYS[revision]}"\napproved_by: 示例县人民政府\n'
        f'approved_on: "2024-12-20"\nin_force:\n  from: "{DAYS[revision]}"\n  to: null\n  basis: 文件末尾\n'
    )
    path.write_text(path.read_text("utf-8").replace("state: draft\n", recorded), encoding="utf-8")


def project(folder: Path) -> Path:
    (folder / "plan_data").mkdir(parents=True)
    for revision in DAYS:
        assert import_source(folder, EXAMPLE / f"{revision}.txt", revision).written
        approve(folder, revision)
    return folder


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = project(tmp_path_factory.mktemp("example") / "project")
    report = build(folder, as_of=TODAY, strict=True)
    assert report.built, [finding.text("en") for finding in report.findings]
    return report.folder


def page(built: Path, address: str) -> HTMLParser:
    return HTMLParser((built / address / "index.html").read_text("utf-8"))


@pytest.mark.slow
def test_what_a_revision_holds_is_not_read_for_each_of_its_nodes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is as large as the plan, so that would grow with the square of it."""
    held, read = Revisions.held, Counter[str]()

    def counted(self: Revisions, name: str) -> Held:
        read[name] += 1
        return held(self, name)

    monkeypatch.setattr(Revisions, "held", counted)
    assert build(project(tmp_path / "project"), as_of=TODAY).built
    assert set(read) == set(DAYS)
    assert max(read.values()) < 12


def test_each_revision_is_readable_whole_as_it_was(built: Path) -> None:
    for revision in DAYS:
        shown = page(built, f"revisions/{revision}")
        lines = [node.text() for node in shown.css(".gk-line > p")]
        assert "\n".join(lines) + "\n" == (EXAMPLE / f"{revision}.txt").read_text("utf-8")
        assert bool(shown.css(".gk-banner")) == (revision != "r3")


def test_neighbours_and_each_against_the_current_are_compared(built: Path) -> None:
    kinds = {
        "r1--r2": "added split moved units target deadline filled reworded renumbered",
        "r2--r3": "added dropped merged reworded renumbered",
        "r1--r3": "added dropped split merged moved units target deadline filled reworded renumbered",
    }
    for pair, wanted in kinds.items():
        shown = page(built, f"revisions/{pair}")
        ids = [node.attributes["id"] for node in shown.css("h2[id^='kind-']")]
        assert ids == [f"kind-{kind}" for kind in wanted.split()]
    listed = {node.attributes["href"] for node in page(built, "revisions").css("#gk-content ul a")}
    assert listed == {f"../revisions/{pair}/" for pair in kinds}


def test_every_change_is_told_for_its_units_or_for_none(built: Path) -> None:
    shown = page(built, "revisions/r1--r2")
    rows = {node.attributes["id"] for node in shown.css("[data-gk-units]")}
    told = {node.attributes["href"].lstrip("#") for node in shown.css("details[data-gk-unit] a")}
    assert rows == told


def test_a_measure_tells_its_history(built: Path) -> None:
    [address] = [
        path.parent.relative_to(built).as_posix()
        for path in (built / "measures").glob("N*/index.html")
        if "修复破损路面" in HTMLParser(path.read_text("utf-8")).css_first("h1").text()
    ]
    told = page(built, address).css_first(".gk-history")
    assert [node.text() for node in told.css("a[href*='/r1/'], a[href*='/r2/'], a[href*='/r3/']")] == [
        "版本 r1 的文本", "版本 r2 的文本", "版本 r3 的文本",
    ]  # fmt: skip
    assert "推迟到2027年6月底前" in told.text()
    assert [text for text in ("2025年1月1日起，至2025年12月31日", "2026年9月1日起，至未定")
            if text in told.text()] == ["2025年1月1日起，至2025年12月31日", "2026年9月1日起，至未定"]  # fmt: skip


def test_what_is_gone_keeps_its_address_and_says_what_became_of_it(built: Path) -> None:
    [merged] = [node for node in page(built, "revisions/r2--r3").css(".gk-change--merged h3 a")
                if "建立桥梁档案" in node.text()]  # fmt: skip
    address = re.search(r"measures/N\d+", merged.attributes["href"] or "")
    assert address
    banner = page(built, address[0]).css_first(".gk-banner").text()
    assert "检查桥梁并建立档案" in banner
    lights = [path for path in (built / "measures").glob("N*/index.html")
              if "管护照明设施" in HTMLParser(path.read_text("utf-8")).css_first("h1").text()]  # fmt: skip
    assert "已没有这一条" in HTMLParser(lights[0].read_text("utf-8")).css_first(".gk-banner").text()


@pytest.mark.slow
def test_search_finds_what_is_gone_behind_all_else(built: Path) -> None:
    pages = {path.parent.name: path for path in (built / "measures").glob("N*/index.html")}
    gone = {name for name, path in pages.items() if "已没有这一条" in path.read_text("utf-8")}
    assert gone
    folder = str(built / "assets/search")
    for name in sorted(gone):
        heading = HTMLParser(pages[name].read_text("utf-8")).css_first("h1").text()
        queries = [name, heading.split()[-1], "管护照明设施", "道路"]
        answers = ask({"index": folder, "queries": queries})
        by_id, by_words, *runs = [answer["groups"] for answer in answers]
        assert by_id[0]["kind"] == "gone"
        assert f"measures/{name}/" in {one["address"] for one in by_id[0]["hits"]}
        assert "gone" in {group["kind"] for group in by_words}
        for groups in runs:
            kinds = [group["kind"] for group in groups]
            assert kinds.count("gone") <= 1
            assert "gone" not in kinds[:-1]


@pytest.mark.slow
def test_what_was_recorded_of_what_is_dropped_is_kept_and_listed(tmp_path: Path) -> None:
    folder = project(tmp_path / "project")
    before, _ = load(folder, "r2")
    now, _ = load(folder)
    assert before
    assert now
    gone = {node.id for node in before.plan.nodes if node.role == "measure"}
    gone -= {node.id for node in now.plan.nodes}
    [measure] = sorted(one for one in gone if one)[:1]
    (folder / "plan_data/progress").mkdir()
    record = 'progress:\n  - of: "{}"\n    date: "2026-06-30"\n    basis: 半年报\n    state: done\n'
    path = folder / "plan_data/progress/2026.yml"
    path.write_text(record.format(measure), encoding="utf-8")
    told = [(one.rule, one.severity, one.line, one.col) for one in check(folder)
            if one.file.endswith("2026.yml")]  # fmt: skip
    assert told == [("overlay-retired", "warning", 2, 9)]
    report = build(folder, as_of=TODAY, publish=True)
    assert report.built, [finding.text("en") for finding in report.findings]
    assert measure in page(report.folder, "revisions").css_first("#left ~ ul").text()
    assert (
        "半年报"
        in page(report.folder, f"measures/{measure}").css_first("#left ~ ul, h2 ~ ul").text()
    )
    assert f'"of": "{measure}"' in (report.folder / "data/plan.json").read_text("utf-8")
    path.write_text(record.format("N999"), encoding="utf-8")
    assert "overlay-unknown" in {one.rule for one in check(folder)}


def test_feeds(built: Path) -> None:
    root = conforms((built / "data/feed.xml").read_bytes())
    titles = [one.text for one in root.iter("{*}title")]
    assert sum(title.startswith("版本 r") for title in titles) == 3
    for path in (built / "data/units").glob("*.xml"):
        assert conforms(path.read_bytes()).findall("{*}entry")


def _kept(folder: Path) -> list[Path]:
    return [path for path in (folder / FOLDER).iterdir() if path.is_file()]


@pytest.mark.slow
def test_with_the_cache_and_without_it_the_bytes_are_the_same(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = built.parent
    before = tree(built)
    assert build(folder, as_of=TODAY).built  # all from the cache
    assert tree(built) == before
    for able in (True, False):  # in two processes, then in one, which notes all that is read
        for path in _kept(folder):
            path.unlink()
        monkeypatch.setattr("gongkai.beside._possible", lambda able=able: able)
        read = noted(monkeypatch)
        assert build(folder, as_of=TODAY).built
        assert tree(built) == before
    paths = folder.glob("plan_data/revisions/*/sections/*.yml")
    # Each once, for the check and for its pages.
    assert sorted(read) == sorted(path.relative_to(folder).as_posix() for path in paths)


@pytest.mark.slow
@pytest.mark.parametrize("kept", [b"null", b"0"])
def test_what_another_hand_left_in_the_cache_is_made_again(built: Path, kept: bytes) -> None:
    before = tree(built)
    for path in _kept(built.parent):
        path.write_bytes(signed(kept, path.name))
    assert build(built.parent, as_of=TODAY).built
    assert tree(built) == before


@pytest.mark.slow
def test_unchanged_history_is_read_and_rendered_once(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = built.parent
    assert build(folder, as_of=TODAY).built

    def never(*_: object) -> None:
        raise AssertionError("read again")

    read = noted(monkeypatch)
    with monkeypatch.context() as patch:
        patch.setattr("gongkai.revise.diff.diff", never)
        assert build(folder, as_of=date(2026, 10, 2)).built
    assert not read
    # A file of the current one edited: it alone is read again, what the others say is still known.
    section = folder / "plan_data/revisions/r3/sections/01.yml"
    before = section.read_text("utf-8")
    section.write_text(before + "# 已核对\n", encoding="utf-8")
    assert build(folder, as_of=TODAY).built
    assert read == ["plan_data/revisions/r3/sections/01.yml"]
    section.write_text(before, encoding="utf-8")


@pytest.mark.slow
def test_a_draft_is_no_part_of_the_history_of_what_was_approved(tmp_path: Path) -> None:
    folder = project(tmp_path / "project")
    path = folder / "plan_data/revisions/r3/revision.yml"
    path.write_text(path.read_text("utf-8").replace("in_force\n", "draft\n"), encoding="utf-8")
    (folder / "mkdocs.yml").write_text(
        "site_name: 测试\nplugins:\n  - gongkai:\n      revision: r2\n", encoding="utf-8"
    )
    (folder / "plan_data/progress").mkdir()
    (folder / "plan_data/progress/2026.yml").write_text(
        'progress:\n  - of: "N005"\n    date: "2026-06-30"\n    basis: 半年报\n    state: ongoing\n', encoding="utf-8"
    )  # fmt: skip
    report = build(folder, as_of=TODAY, publish=True)
    assert report.built, [finding.text("en") for finding in report.findings]
    assert "半年报" in page(report.folder, "measures/N005").css_first("main").text()
    assert sorted(one.name for one in (report.folder / "revisions").iterdir()) == [
        "index.html", "r1", "r1--r2", "r2",
    ]  # fmt: skip
    assert "r3" not in (report.folder / "data/feed.xml").read_text("utf-8")


@pytest.mark.slow
def test_as_of_a_day_the_site_is_that_of_its_revision(tmp_path: Path) -> None:
    """What a build shows of a day is what one showed that had nothing later on file."""
    folder = project(tmp_path / "project")
    record = 'progress:\n  - of: "{}"\n    date: "{}"\n    basis: 半年报\n    state: ongoing\n'
    (folder / "plan_data/progress").mkdir()
    for name, of, day in (("early", "N005", "2026-06-30"), ("late", "N023", "2026-09-30")):
        path = folder / f"plan_data/progress/{name}.yml"
        path.write_text(record.format(of, day), encoding="utf-8")
    revised = folder / "plan_data/revisions/r2/revision.yml"
    recorded = revised.read_text("utf-8")
    revised.write_text(recorded.replace("in_force\n", "superseded\n", 1), encoding="utf-8")
    day = date(2026, 8, 1)
    then = build(folder, as_of=day, publish=True)
    assert then.built, [finding.text("en") for finding in then.findings]
    assert then.revision == "r2"
    held = tree(then.folder)
    assert not [path for path in held if "r3" in path]
    revised.write_text(recorded, encoding="utf-8")
    shutil.rmtree(folder / "plan_data/revisions/r3")
    (folder / "plan_data/progress/late.yml").unlink()
    assert build(folder, as_of=day).built
    assert tree(then.folder) == held


def test_the_site_map_lists_what_is_gone_behind_what_stands(built: Path) -> None:
    project, _ = load(built.parent)
    assert project is not None
    standing = {node.id for node in project.plan.nodes}
    links = [one.attributes["href"] or "" for one in page(built, "sitemap/").css("#gk-content a")]
    for room in ("measures", "sections", "units"):
        listed = [one.split("/")[2] for one in links if re.match(rf"\.\./{room}/[^/]+/$", one)]
        known = {unit.id for unit in project.plan.units} if room == "units" else standing
        assert [one in known for one in listed] == sorted((one in known for one in listed), reverse=True)  # fmt: skip
    assert links.index("../measures/N010/") > links.index("../measures/N006/")
