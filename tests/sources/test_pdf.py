"""PDFs with a text layer: paragraphs come out whole, what pages repeat is told."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.contract import to_json
from gongkai.reading.read import read
from gongkai.sources import Source, Unreadable, read_source
from gongkai.sources.rules import RULES
from gongkai.store import import_source, load
from tests.sources.pdf_files import Placed, lines, pdf

WIDTH = 36  # characters of a full line


def source(*pages: list[Placed], picture: bool = False) -> Source:
    return read_source("plan.pdf", pdf(pages, picture=picture))


def texts(found: Source) -> list[str]:
    return [line.raw for line in found.lines]


def rules(found: Source) -> list[str]:
    return [finding.rule for finding in found.findings]


def wrapped(paragraphs: list[str], indent: str = "　　") -> list[str]:
    """Paragraphs broken into full lines, the first of each moved in."""
    broken: list[str] = []
    for text in paragraphs:
        whole = indent + text
        broken += [whole[at : at + WIDTH] for at in range(0, len(whole), WIDTH)] or [""]
    return broken


LONG = (
    "坚持问题导向，全面排查河道突出问题，基本消除黑臭水体，建立长效管护机制，实现水清岸绿的目标。"
)
PARAGRAPHS = [
    "为推进整治，制定本方案。",
    "一、任务",
    LONG,
    f"（一）清淤。{LONG}",
    "牵头单位：县水务局",
]


@pytest.mark.parametrize("indent", ["　　", ""])
def test_lines_are_joined_into_paragraphs(indent: str) -> None:
    assert texts(source(lines(wrapped(PARAGRAPHS, indent)))) == PARAGRAPHS


@pytest.mark.parametrize(
    ("broken", "joined"),
    [
        pytest.param(
            ["（一）建成80个。（市民政局牵", "头，市财政局配合）"], True, id="closed-behind"
        ),
        pytest.param(
            ["（一）建成80个。市民政局牵", "头，（市财政局配合）"], False, id="opened-behind"
        ),
        pytest.param(["（一）建成80个。（市民政局牵头", "1）修路"], False, id="a-number-behind"),
    ],
)
def test_a_line_that_looks_short_goes_on_to_the_close_of_its_bracket(
    broken: list[str], joined: bool
) -> None:
    found = texts(source(lines([*wrapped(PARAGRAPHS, ""), *broken])))
    assert found[len(PARAGRAPHS) :] == (["".join(broken)] if joined else broken)


def test_a_paragraph_goes_over_pages() -> None:
    broken = wrapped(PARAGRAPHS)
    cut = broken.index(next(line for line in broken if "（一）" in line)) + 1
    found = source(lines(broken[:cut]), lines(broken[cut:]))
    assert texts(found) == PARAGRAPHS
    assert [place.text("zh") for place in found.places] == ["第 1 页"] * 4 + ["第 2 页"]


def test_a_title_keeps_its_lines() -> None:
    title = [(200.0, 780.0, 22.0, "某县河道"), (200.0, 750.0, 22.0, "整治方案")]
    found = source([*title, *lines(wrapped(PARAGRAPHS), top=700)])
    assert texts(found)[:3] == ["某县河道", "整治方案", "为推进整治，制定本方案。"]


def test_a_hanging_list() -> None:
    broken = ["1." + "甲" * 34, "　" + "乙" * 35, "　丙。", "2." + "丁" * 34, "　戊。"]
    assert texts(source(lines(broken))) == [
        "1." + "甲" * 34 + "乙" * 35 + "丙。",
        "2." + "丁" * 34 + "戊。",
    ]


def test_a_signature_at_the_right() -> None:
    right = [(432.0, 600.0, 12.0, "某县水务局"), (408.0, 580.0, 12.0, "二〇二四年三月")]
    found = source([*lines(wrapped(PARAGRAPHS)), *right])
    assert texts(found)[-2:] == ["某县水务局", "二〇二四年三月"]


@pytest.mark.parametrize("number", ["1", "— 1 —", "- 1 -", "第1页", "1/3", "第1页 共3页"])
def test_page_numbers_are_told(number: str) -> None:
    pages = [
        [*lines(wrapped(PARAGRAPHS)), (280.0, 40.0, 9.0, number.replace("1", str(at), 1))]
        for at in (1, 2, 3)
    ]
    found = source(*pages)
    assert texts(found) == PARAGRAPHS * 3
    assert rules(found) == ["dropped-edge"]
    assert found.findings[0].args["pages"] == "1–3"


def test_headers_are_told() -> None:
    pages = [
        [(72.0, 810.0, 9.0, "某县人民政府公报"), *lines(wrapped(PARAGRAPHS))] for _ in range(2)
    ]
    found = source(*pages)
    assert texts(found) == PARAGRAPHS * 2
    assert found.findings[0].args == {"text": "某县人民政府公报", "pages": "1–2"}


def test_a_line_that_stands_once_is_no_header() -> None:
    found = source([(72.0, 810.0, 9.0, "某县人民政府文件"), *lines(wrapped(PARAGRAPHS))])
    assert texts(found) == ["某县人民政府文件", *PARAGRAPHS]
    assert not found.findings


def test_a_table_is_put_together_by_places() -> None:
    def line(y: float, *cells: str) -> list[Placed]:
        return [
            (x, y, 12.0, text) for x, text in zip((72, 120, 330, 450), cells, strict=True) if text
        ]

    table = [
        *line(700, "序号", "重点任务", "责任单位", "完成时限"),
        *line(670, "", "开展河道清淤工作，", "", ""),
        *line(662, "1", "", "县水务局", "2025年6月"),
        *line(654, "", "修复护岸", "", ""),
        *line(624, "2", "植树", "县林业局", "长期坚持"),
    ]
    found = source([*lines(wrapped(["附件1", "任务分工表"]), top=760), *table])
    assert texts(found)[2:] == [
        "序号\t重点任务\t责任单位\t完成时限",
        "1\t开展河道清淤工作，修复护岸\t县水务局\t2025年6月",
        "2\t植树\t县林业局\t长期坚持",
    ]
    assert rules(found) == ["pdf-table"]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        pytest.param("⽔质达标⼯作⻓期坚持", "水质达标工作长期坚持", id="radicals"),
        pytest.param("到 2025 年底", "到2025年底", id="set-apart"),
        pytest.param("1 总体安排", "1 总体安排", id="a-number-keeps-its-space"),
    ],
)
def test_characters(printed: str, expected: str) -> None:
    assert texts(source(lines([printed, LONG[:30]])))[0] == expected


def test_pages_of_pictures_are_told() -> None:
    found = source(lines(wrapped(PARAGRAPHS)), [], picture=True)
    assert texts(found) == PARAGRAPHS
    assert [(one.rule, one.args["pages"]) for one in found.findings] == [("dropped-page", "2")]


def encrypted() -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf([lines(PARAGRAPHS)])))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


GOOD = pdf([lines(wrapped(PARAGRAPHS))])
REFUSED = {
    "a-scan": (pdf([[], []], picture=True), "source-scan"),
    "no-text": (pdf([[]]), "source-scan"),
    "characters-without-a-code": (pdf([lines(["\ue001\ue002\ue003" * 20])]), "source-scan"),
    "cut-off": (GOOD[:300], "source-damaged"),
    "a-beginning-only": (b"%PDF-1.7\n", "source-damaged"),
    "a-password": (encrypted(), "source-encrypted"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_wrong_files_get_one_line(case: str) -> None:
    data, rule = REFUSED[case]
    with pytest.raises(Unreadable) as refusal:
        read_source("plan.pdf", data)
    assert refusal.value.rule == rule
    assert RULES[rule].unusable


def test_a_document_reads_as_its_text_twin() -> None:
    twin = ["某县河道整治方案", *PARAGRAPHS, "责任单位：XXX"]
    made = source([(200.0, 780.0, 22.0, twin[0]), *lines(wrapped(twin[1:]), top=740)])
    one = to_json(read(read_source("plan.txt", "".join(f"{line}\n" for line in twin).encode()))[0])
    other = to_json(read(made)[0])
    one["plan"]["source"] = other["plan"]["source"]
    assert one == other


def test_the_revision_keeps_the_document(tmp_path: Path) -> None:
    (tmp_path / "plan_data").mkdir()
    (tmp_path / "plan.pdf").write_bytes(GOOD)
    import_source(tmp_path, tmp_path / "plan.pdf", "r1")
    base = tmp_path / "plan_data/revisions/r1"
    assert (base / "original.pdf").read_bytes() == GOOD
    assert (base / "places.txt").read_text("utf-8").split("\n")[0] == "第 1 页"
    _, findings = load(tmp_path)
    assert not findings


SHORT = st.text(st.sampled_from("甲乙丙丁戊"), min_size=1, max_size=100)


@given(st.lists(SHORT, min_size=3, max_size=8))
@settings(max_examples=30, deadline=None)
def test_no_character_is_lost(paragraphs: list[str]) -> None:
    whole = [f"{text}{LONG}。" for text in paragraphs]
    found = texts(source(lines(wrapped(whole), pitch=14)))
    assert "".join(found) == "".join(whole)


@pytest.mark.slow
@given(st.integers(0, len(GOOD) - 1), st.integers(0, 255))
@settings(max_examples=100, deadline=None)
def test_a_damaged_document_gives_a_reading_or_one_line(at: int, byte: int) -> None:
    rule = None
    try:
        read_source("plan.pdf", GOOD[:at] + bytes([byte]) + GOOD[at + 1 :])
    except Unreadable as refusal:
        rule = refusal.rule
    assert rule is None or RULES[rule].unusable
