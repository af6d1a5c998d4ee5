"""Strict reading: what is refused, and at which line and column."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gongkai.water import (
    evaluate,
    evaluate_files,
    plain_text,
    read_points,
    read_results,
    to_json,
)
from tests.water.cases import HEADER, document, files, findings, row
from tests.water.test_lake import FIVE

POINT = "- {id: P, type: tap}\n"


@pytest.mark.parametrize(
    ("line", "rule", "col"),
    [
        pytest.param("P,2024-03-05,砷精,,0.01,mg/L", "water-indicator-unknown", 14, id="indicator"),
        pytest.param("P,2024-03-05,砷,,0.01,mg/kg", "water-unit-unknown", 22, id="unit"),
        pytest.param("P,2024-03-05,砷,,0.01,", "water-unit-unknown", 22, id="no-unit"),
        pytest.param(
            "P,2024-03-05,砷,,0.01,MG/L", "water-unit-unknown", 22, id="case-of-a-unit-counts"
        ),
        pytest.param("Q,2024-03-05,砷,,0.01,mg/L", "water-point-unknown", 1, id="point"),
        pytest.param("P,2024-13-05,砷,,0.01,mg/L", "water-date", 3, id="month-13"),
        pytest.param("P,2023-02-29,砷,,0.01,mg/L", "water-date", 3, id="no-leap-year"),
        pytest.param("P,2024/3/5,砷,,0.01,mg/L", "water-date", 3, id="date-with-slashes"),
        pytest.param(
            "P,2005-03-05,砷,,0.01,mg/L", "water-date-edition", 3, id="before-any-edition"
        ),
        pytest.param("P,2024-03-05,pH,,71,无量纲", "water-impossible", 18, id="pH-71"),
        pytest.param(
            "P,2024-03-05,砷,,1000001,mg/L", "water-impossible", 17, id="more-than-the-water"
        ),
        pytest.param('P,2024-03-05,砷,,"0,01",mg/L', "water-number", 17, id="quoted-comma"),
        pytest.param("P,2024-03-05,砷,,0,01,mg/L", "water-row-width", 1, id="bare-comma"),
        pytest.param("P,2024-03-05,砷,,0.005L,mg/L", "water-number", 17, id="L-behind-the-number"),
        pytest.param("P,2024-03-05,砷,,未检出,mg/L", "water-number", 17, id="words-for-a-number"),
        pytest.param("P,2024-03-05,砷,,,mg/L", "water-number", 17, id="empty"),
        pytest.param("P,2024-03-05,砷,,NaN,mg/L", "water-number", 17, id="NaN"),
        pytest.param("P,2024-03-05,砷,,٠.٥,mg/L", "water-number", 17, id="digits-of-other-scripts"),
        pytest.param("P,2024-03-05,砷,,-2,mg/L", "water-negative", 17, id="negative"),
        pytest.param("P,2024-03-05,砷,<,-1,mg/L", "water-negative", 18, id="below-minus-one"),
        pytest.param("P,2024-03-05,砷,≤,0.1,mg/L", "water-qualifier", 16, id="qualifier"),
        pytest.param("P,2024-03-05,砷,ND,,mg/L", "water-nd-limit", 19, id="ND-without-its-limit"),
        pytest.param(
            "P,2024-03-05,砷,text,少量,mg/L", "water-words-number", 21, id="text-for-a-number"
        ),
        pytest.param(
            "P,2024-03-05,臭和味,text,尚可,", "water-words", 23, id="words-not-understood"
        ),
        pytest.param(
            "P,2024-03-05,三卤甲烷,,0.05,mg/L", "water-unit-unknown", 25, id="a-ratio-has-no-unit"
        ),
    ],
)
def test_a_row_is_refused_at_its_column(line: str, rule: str, col: int) -> None:
    (finding,) = findings(HEADER + line + "\n")
    assert (finding.rule, finding.severity, finding.line, finding.col) == (rule, "error", 2, col)
    assert finding.text("zh").startswith(f"results.csv:2:{col}: ")


def test_lines_are_counted_as_an_editor_does() -> None:
    rows = 'note,point,date,indicator,qualifier,value,unit\r\n"两\r\n行",P,2024-03-05,砷,,0.01,mg/L\r\n\r\n,P,x,砷,,1,mg/L\r\n'
    (finding,) = findings(rows)
    assert (finding.rule, finding.line, finding.col) == ("water-date", 5, 4)


def test_a_chinese_list_is_the_same_list() -> None:
    rows = "点位,采样日期,项目,限定符,检测值,单位,检测方法,检测单位,备注\nP,2024-03-05,砷,未检出,0.001,mg/L,原子荧光法,示例实验室,\n"
    points, _ = read_points("p", POINT.encode())
    (result,), found = read_results("r", rows.encode(), points)
    assert found == ()
    assert (result.code, result.amount.qualifier, result.value) == ("AS", "ND", "0.001")
    assert (result.method, result.laboratory) == ("原子荧光法", "示例实验室")


@pytest.mark.parametrize(
    ("day", "rules"),
    [
        pytest.param("2024-01-01", [], id="first-day"),
        pytest.param("2024-03-31", [], id="last-day"),
        pytest.param("2024-04-01", ["water-date-quarter"], id="the-day-after"),
        pytest.param("2023-03-05", ["water-date-quarter"], id="the-year-before"),
    ],
)
def test_a_file_of_a_quarter_holds_no_other_day(day: str, rules: list[str]) -> None:
    points, _ = read_points("p", POINT.encode())
    _, found = read_results("r", (HEADER + row("P", "AS 0.01", day)).encode(), points, "2024-Q1")
    assert [finding.rule for finding in found] == rules


def test_a_formula_is_refused_where_words_are_expected() -> None:
    (finding,) = findings(HEADER.strip() + ",note\nP,2024-03-05,砷,,0.01,mg/L,=1+1\n")
    assert (finding.rule, finding.line, finding.col) == ("water-formula", 2, 27)


def test_minus_one_is_not_monitored() -> None:
    found = document(POINT, row("P", "AS -1") + row("P", "CD 0.001"))["verdicts"][0]
    assert [one["code"] for one in found["items"]] == ["CD"]
    assert document(POINT, row("P", "AS -1"))["verdicts"] == []


@pytest.mark.parametrize(
    ("again", "rules"),
    [
        pytest.param("P,2024-03-05,砷,,0.010,mg/L", ["water-repeated"], id="the-same-number"),
        pytest.param("P,2024-03-05,As,,10,μg/L", ["water-repeated"], id="the-same-in-another-unit"),
        pytest.param("P,2024-03-05,砷,,0.011,mg/L", ["water-conflict"], id="another-number"),
        pytest.param("P,2024-03-05,砷,<,0.01,mg/L", ["water-conflict"], id="another-qualifier"),
        pytest.param("P,2024-03-05,砷,,-1,mg/L", ["water-conflict"], id="monitored-and-not"),
        pytest.param("P,2024-03-06,砷,,0.01,mg/L", [], id="another-day"),
    ],
)
def test_rows_that_repeat(again: str, rules: list[str]) -> None:
    found = findings(HEADER + "P,2024-03-05,砷,,0.01,mg/L\n" + again + "\n")
    assert [finding.rule for finding in found] == rules


@pytest.mark.parametrize(
    ("header", "rule"),
    [
        pytest.param("point,date,indicator,value,unit\n", "water-columns", id="missing"),
        pytest.param(HEADER.strip() + ",unit\n", "water-column-twice", id="twice"),
        pytest.param(HEADER.strip() + ",weather\n", "water-column-unknown", id="unknown"),
        pytest.param('"point,date\n', "water-csv", id="open-quote"),
        pytest.param("", "source-empty", id="empty"),
    ],
)
def test_headers(header: str, rule: str) -> None:
    assert [finding.rule for finding in findings(header)] == [rule]


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        pytest.param("id: P\n", "water-points-shape", 1, id="no-list"),
        pytest.param("- P\n", "water-points-shape", 1, id="no-mapping"),
        pytest.param("- {id: P, type: brook}\n", "water-field-value", 1, id="type"),
        pytest.param("- {id: P}\n", "water-field-missing", 1, id="no-type"),
        pytest.param("- {type: tap}\n", "water-field-missing", 1, id="no-id"),
        pytest.param(POINT + POINT, "water-point-twice", 2, id="id-twice"),
        pytest.param(
            POINT + POINT.replace("P", "p"), "water-point-twice", 2, id="id-twice-but-for-case"
        ),
        pytest.param(
            "- {id: P, type: tap, small_suply: true}\n", "water-field-unknown", 1, id="slip"
        ),
        pytest.param(
            "- {id: P, type: tap, small_supply: 'yes'}\n", "water-field-value", 1, id="yes"
        ),
        pytest.param("- {id: P, type: river, class: Ⅵ}\n", "water-field-value", 1, id="class"),
        pytest.param(
            "- {id: P, type: tap, disinfectant: AS}\n", "water-field-value", 1, id="disinfectant"
        ),
        pytest.param("- {id: P, type: tap, volume: -3}\n", "water-field-value", 1, id="volume"),
        pytest.param("- {id: P, id: Q, type: tap}\n", "yaml-duplicate", 1, id="field-twice"),
        pytest.param("- id: P\n  type: [tap\n", "yaml-syntax", 3, id="broken"),
        pytest.param("[" * 5000, "yaml-deep", 1, id="hostile-nesting"),
        pytest.param(
            "- !!python/object:os.system {id: P, type: tap}\n", "yaml-tag", 1, id="tag-runs-nothing"
        ),
        pytest.param("- &p {id: P, type: tap}\n", "yaml-anchor", 1, id="anchor"),
        pytest.param("- {id: P, type: tap}\n---\n- {}\n", "yaml-documents", 2, id="two-documents"),
        pytest.param("# 只有说明\n", "water-points-shape", 0, id="only-comments"),
    ],
)
def test_points_are_refused_with_their_line(text: str, rule: str, line: int) -> None:
    _, (finding,) = read_points("points.yml", text.encode())
    assert (finding.rule, finding.line) == (rule, line)


@pytest.mark.parametrize("printed", ["Ⅱ", "II", "Ⅱ类", "ii"])
def test_a_class_is_read_in_any_form(printed: str) -> None:
    (point,), found = read_points("p", f"- {{id: P, type: river, class: {printed}}}\n".encode())
    assert (point.water_class, found) == ("Ⅱ", ())


def test_an_error_gives_no_document(tmp_path: Path) -> None:
    paths = files(tmp_path, POINT, HEADER + "P,2024-03-05,pH,,71,无量纲\n")
    document_, found = evaluate_files(*paths)
    assert document_ is None
    assert [finding.rule for finding in found] == ["water-impossible"]


def test_missing_files_and_folders_are_findings(tmp_path: Path) -> None:
    document_, found = evaluate_files(tmp_path / "no.csv", tmp_path)
    assert document_ is None
    assert {finding.rule for finding in found} == {"source-missing", "source-unreadable"}


def test_files_to_document_to_text(tmp_path: Path) -> None:
    paths = files(
        tmp_path,
        "- {id: P, name: 示例龙头一, type: tap}\n",
        HEADER + "P,2024-03-05,砷,,0.02,mg/L\n",
    )
    written, found = evaluate_files(*paths)
    assert found == ()
    assert written is not None
    text = plain_text(written)
    assert "示例龙头一（P） 2024-03-05：不达标" in text
    assert "砷 0.02 mg/L，限值 ≤0.01 mg/L（GB 5749-2022 表1 砷）：超标 1 倍" in text
    assert plain_text({"verdicts": [], "reaches": [], "rates": []}) == "没有可评价的监测结果\n"
    text = plain_text(written, "en")
    assert "示例龙头一 (P) 2024-03-05: not met\n" in text
    assert "砷 0.02 mg/L, limit ≤0.01 mg/L (GB 5749-2022 表1 砷): over by 1 times the limit" in text
    assert "tap water 2024-03: 1 judged, 0 met\n" in text


@pytest.mark.parametrize(
    ("kind", "values", "said"),
    [
        pytest.param("river", ["NH3N 9"], ("P（P） 2024-03：不达标，劣于Ⅴ类，重度污染", "  主要污染指标：氨氮（8.00）"), id="worse-than-the-last-class"),
        pytest.param("river", ["NH3N 0.9"], ("P（P） 2024-03：达标，符合Ⅲ类，良好",), id="of-a-class"),
        pytest.param("lake", list(FIVE), ("  综合营养状态指数 46.8，中营养",), id="a-lake"),
        pytest.param("tap", ["砷 <0.05"], ("  砷 <0.05 mg/L，限值 ≤0.01 mg/L（GB 5749-2022 表1 砷）：无法判定",), id="open"),
    ],
)  # fmt: skip
def test_what_the_text_says_of_a_verdict(kind: str, values: list[str], said: tuple[str]) -> None:
    rows = "".join(row("P", value) for value in values)
    text = plain_text(document(f"- {{id: P, type: {kind}, reach: R}}\n", rows))
    for line in said:
        assert any(one.startswith(line) for one in text.split("\n")), text


def test_what_the_text_says_of_a_river() -> None:
    points = "".join(f"- {{id: P{n}, type: river, reach: R}}\n" for n in range(5))
    values = ["0.1"] * 3 + ["9"] * 2
    rows = "".join(row(f"P{n}", f"NH3N {value}") for n, value in enumerate(values))
    text = plain_text(document(points, rows))
    assert (
        "R 2024-03：重度污染（5 个点位，Ⅰ～Ⅲ类 3 个，劣Ⅴ类 2 个）\n  主要污染指标：氨氮\n  注：Ⅰ～Ⅲ类恰为60%"
        in text
    )


@given(st.text(max_size=200))
def test_no_text_makes_the_readers_fail(text: str) -> None:
    points, _ = read_points("points.yml", text.encode("utf-8", "surrogatepass"))
    read_results("results.csv", (HEADER + text).encode("utf-8", "surrogatepass"), points)


CELLS = st.tuples(
    st.sampled_from(["P", "R", "X"]),
    st.sampled_from(["2024-03-05", "2023-03-31", "2024-04-01", "bad"]),
    st.sampled_from(["NH3N", "砷", "TC", "ODOR", "pH", "CHCL3", "余氯", "ALPHA", "??"]),
    st.sampled_from(["", "<", ">", "ND", "text"]),
    st.sampled_from(["0", "0.01", "7", "-1", "1e-5", "", "无", "有"]),
    st.sampled_from(["mg/L", "μg/L", "无量纲", "CFU/100mL", "Bq/L", ""]),
)


@given(st.lists(CELLS, max_size=12))
@example(
    [
        ("R", "2024-03-05", "TC", "", "0", "CFU/100mL"),
        ("R", "2024-03-05", "ODOR", "ND", "0", "mg/L"),
    ]
)
def test_whatever_is_read_can_be_judged(cells: list[tuple[str, ...]]) -> None:
    points, _ = read_points("p", b"- {id: P, type: tap}\n- {id: R, type: river, reach: r}\n")
    rows = "".join(",".join(cell) + "\n" for cell in cells)
    results, _ = read_results("r", (HEADER + rows).encode(), points)
    written = to_json(evaluate(points, results))
    assert written == to_json(evaluate(points, tuple(reversed(results))))
    for one in written["verdicts"]:
        assert one["required"] == one["tested"] + len(one["missing"])
        certain = [i for i in one["items"] if i["exceeds"] and not i["uncertain"]]
        assert (one["verdict"] == "not_met") == bool(certain)
    assert all(plain_text(written, language) for language in ("zh", "en"))


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"%PDF-1.7", b"\x89PNG", b"\xff\xfe\x00\xd8"])
def test_what_is_no_text_is_told_as_what_it_should_be(data: bytes) -> None:
    places, _ = read_points("P.yml", POINT.encode())
    found = (*read_points("P.yml", data)[1], *read_results("R.csv", data, places)[1])
    assert [one.rule for one in found] == ["water-format"] * 2
    assert all("CSV" in one.text("zh") for one in found)
