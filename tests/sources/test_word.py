"""Word documents: what is printed comes out in its order, with the numbers that Word prints."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.contract import to_json
from gongkai.reading.read import read
from gongkai.sources import Source, Unreadable, read_source
from gongkai.sources.rules import RULES
from gongkai.sources.source import rebuild
from gongkai.store import import_source, load
from tests.sources.word_files import (
    STRICT,
    abstract,
    archive,
    cell,
    document,
    level,
    listed,
    num,
    paragraph,
    restart,
    run,
    style,
    table,
)

NUM = '<w:numPr><w:ilvl w:val="{0}"/><w:numId w:val="{1}"/></w:numPr>'


def source(body: str, parts: dict[str, str] | None = None, **more: object) -> Source:
    return read_source("plan.docx", document(body, parts, **more))  # type: ignore[arg-type]


def texts(body: str, parts: dict[str, str] | None = None, **more: object) -> list[str]:
    return [line.raw for line in source(body, parts, **more).lines]


def rules(found: Source) -> list[str]:
    return [finding.rule for finding in found.findings]


# — numbers —


@pytest.mark.parametrize(
    "properties", [NUM.format("9" * 5000, "1"), f'<w:outlineLvl w:val="{"9" * 5000}"/>']
)
def test_a_level_of_thousands_of_digits_is_none(properties: str) -> None:
    assert texts(paragraph("一、任务", properties)) == ["一、任务"]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        pytest.param(form, expected.split(), id=form)
        for form, expected in {
            "decimal": "1 2 10 21 101",
            "decimalZero": "01 02 10 21 101",
            "decimalFullWidth": "１ ２ １０ ２１ １０１",
            "decimalEnclosedCircle": "① ② ⑩ ㉑ 101",
            "decimalEnclosedCircleChinese": "① ② ⑩ ㉑ 101",
            "decimalEnclosedParen": "⑴ ⑵ ⑽ 21 101",
            "decimalEnclosedFullstop": "⒈ ⒉ ⒑ 21 101",
            "upperRoman": "I II X XXI CI",
            "lowerRoman": "i ii x xxi ci",
            "upperLetter": "A B J U WWWW",
            "lowerLetter": "a b j u wwww",
            "chineseCounting": "一 二 十 二十一 一〇一",
            "taiwaneseCounting": "一 二 十 二十一 一〇一",
            "chineseCountingThousand": "一 二 十 二十一 一百零一",
            "japaneseCounting": "一 二 十 二十一 一百零一",
            "ideographDigital": "一 二 一〇 二一 一〇一",
            "chineseLegalSimplified": "壹 贰 壹拾 贰拾壹 壹佰零壹",
            "ideographLegalTraditional": "壹 貳 壹拾 貳拾壹 壹佰零壹",
            "ideographTraditional": "甲 乙 癸 甲 甲",
            "ideographZodiac": "子 丑 酉 申 辰",
            "ideographZodiacTraditional": "甲子 乙丑 癸酉 甲申 甲辰",
        }.items()
    ],
)
def test_number_formats(form: str, expected: list[str]) -> None:
    numbers = (1, 2, 10, 21, 101)
    lists = "".join(
        abstract(level(0, form, "%1、", start=start), at) for at, start in enumerate(numbers)
    ) + "".join(num(at + 1, at) for at in range(len(numbers)))
    body = "".join(listed("甲", num=at + 1) for at in range(len(numbers)))
    assert texts(body, {"numbering": lists}) == [f"{number}、甲" for number in expected]


@pytest.mark.parametrize(
    ("form", "template", "labels"),
    [
        pytest.param("chineseCounting", "%1、", "一、 二、 三、", id="chineseCounting"),
        pytest.param("chineseCountingThousand", "（%1）", "（一） （二） （三）", id="in-brackets"),
        pytest.param("chineseCountingThousand", "第%1章", "第一章 第二章 第三章", id="chapters"),
        pytest.param("japaneseCounting", "第%1条", "第一条 第二条 第三条", id="articles"),
        pytest.param("taiwaneseCountingThousand", "%1．", "一． 二． 三．", id="taiwaneseCounting"),
        pytest.param("ideographDigital", "%1、", "一、 二、 三、", id="ideographDigital"),
        pytest.param(
            "chineseLegalSimplified", "%1、", "壹、 贰、 叁、", id="chineseLegalSimplified"
        ),
        pytest.param("ideographTraditional", "%1、", "甲、 乙、 丙、", id="ideographTraditional"),
        pytest.param("ideographZodiac", "%1、", "子、 丑、 寅、", id="ideographZodiac"),
        pytest.param("decimalEnclosedCircleChinese", "%1", "① ② ③", id="circles"),
        pytest.param("ideographEnclosedCircle", "%1", "㈠ ㈡ ㈢", id="ideographEnclosedCircle"),
        pytest.param("decimalFullWidth", "%1．", "１． ２． ３．", id="decimalFullWidth"),
        pytest.param("decimal", "%1", "1 2 3", id="bare-digits"),
        pytest.param("upperLetter", "%1.", "A. B. C.", id="upperLetter"),
    ],
)
def test_the_outline_takes_generated_numbers_as_printed(
    form: str, template: str, labels: str
) -> None:
    lists = abstract(level(0, form, template, suffix="tab")) + num(1)
    body = paragraph("某县河道整治方案") + "".join(
        listed(f"{phrase}。汛期每日巡查。") + paragraph("牵头单位：县水务局")
        for phrase in ("加强巡查", "开展清淤", "修复护岸")
    )
    plan, _ = read(source(body, {"numbering": lists}))
    assert [node.label for node in plan.nodes] == labels.split(" ")
    assert [node.heading for node in plan.nodes] == ["加强巡查", "开展清淤", "修复护岸"]
    assert all(node.lead[0].printed == "县水务局" for node in plan.nodes)


PLAN_LEVELS = abstract(
    level(0, "chineseCountingThousand", "%1、")
    + level(1, "chineseCountingThousand", "（%2）")
    + level(2, "decimal", "%3.")
    + level(3, "decimal", "（%4）")
    + level(4, "decimalEnclosedCircleChinese", "%5")
)
CASES = {
    "five-levels": (
        PLAN_LEVELS + num(1),
        [(0, 1), (1, 1), (2, 1), (3, 1), (4, 1), (4, 1), (2, 1), (1, 1), (2, 1), (0, 1), (1, 1)],
        "一、 （一） 1. （1） ① ② 2. （二） 1. 二、 （一）",
    ),
    "lists-on-one-abstract-list-count-on": (
        PLAN_LEVELS + num(1) + num(2),
        [(0, 1), (0, 2), (0, 1)],
        "一、 二、 三、",
    ),
    "a-list-starts-anew": (
        PLAN_LEVELS + num(1) + num(2, 0, restart(0)),
        [(0, 1), (0, 1), (0, 2), (0, 2)],
        "一、 二、 一、 二、",
    ),
    "the-first-list-goes-on-after-another": (
        PLAN_LEVELS + num(1) + num(2, 0, restart(0)),
        [(0, 1), (0, 2), (0, 2), (0, 1)],
        "一、 一、 二、 二、",
    ),
    "a-level-below-starts-anew-under-a-shared-one": (
        PLAN_LEVELS + num(1) + num(2, 0, restart(1, 3)),
        [(0, 1), (1, 2), (1, 2), (0, 1), (1, 2)],
        "一、 （三） （四） 二、 （三）",
    ),
    "a-list-starts-at-five": (
        PLAN_LEVELS + num(1, 0, restart(0, 5)),
        [(0, 1), (0, 1)],
        "五、 六、",
    ),
    "a-list-overrides-a-level": (
        PLAN_LEVELS
        + num(1)
        + num(2, 0, f'<w:lvlOverride w:ilvl="1">{level(1, "decimal", "%1.%2")}</w:lvlOverride>'),
        [(0, 1), (1, 2)],
        "一、 一.1",
    ),
    "decimal-outline": (
        abstract(
            level(0, "decimal", "%1")
            + level(1, "decimal", "%1.%2")
            + level(2, "decimal", "%1.%2.%3")
        )
        + num(1),
        [(0, 1), (1, 1), (2, 1), (2, 1), (1, 1), (0, 1), (1, 1)],
        "1 1.1 1.1.1 1.1.2 1.2 2 2.1",
    ),
    "legal-numbers": (
        abstract(level(0, "chineseCounting", "第%1章") + level(1, "decimal", "%1.%2", "<w:isLgl/>"))
        + num(1),
        [(0, 1), (0, 1), (1, 1)],
        "第一章 第二章 2.1",
    ),
    "a-level-that-never-starts-again": (
        abstract(
            level(0, "chineseCounting", "第%1章")
            + level(1, "chineseCounting", "第%2条", '<w:lvlRestart w:val="0"/>')
        )
        + num(1),
        [(0, 1), (1, 1), (1, 1), (0, 1), (1, 1)],
        "第一章 第一条 第二条 第二章 第三条",
    ),
    "a-level-above-was-never-printed": (
        abstract(level(0, "decimal", "%1") + level(1, "decimal", "%1.%2")) + num(1),
        [(1, 1), (1, 1), (0, 1)],
        "1.1 1.2 1",
    ),
    "no-number": (PLAN_LEVELS + num(1), [(0, 0), (0, 1)], "- 一、"),
    "a-number-that-is-not-there": (PLAN_LEVELS + num(1), [(0, 9), (0, 1)], "- 一、"),
}


@pytest.mark.parametrize("case", CASES)
def test_counting(case: str) -> None:
    lists, places, expected = CASES[case]
    body = "".join(listed("甲", at, of) for at, of in places)
    wanted = [f"{'' if marker == '-' else marker}甲" for marker in expected.split(" ")]
    assert texts(body, {"numbering": lists}) == wanted


@pytest.mark.parametrize(
    ("template", "suffix", "expected"),
    [
        pytest.param("%1、", "tab", "一、甲", id="a-stop-needs-no-gap"),
        pytest.param("第%1条", "tab", "第一条 甲", id="a-word-needs-one"),
        pytest.param("第%1条", "space", "第一条 甲", id="a-space"),
        pytest.param("第%1条", "nothing", "第一条甲", id="nothing"),
    ],
)
def test_what_stands_after_a_number(template: str, suffix: str, expected: str) -> None:
    lists = abstract(level(0, "chineseCounting", template, suffix=suffix)) + num(1)
    assert texts(listed("甲"), {"numbering": lists}) == [expected]


def test_numbers_by_style() -> None:
    styles = (
        style("a", "heading 1", '<w:numPr><w:numId w:val="1"/></w:numPr>')
        + style("b", "heading 2", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>')
        + style("c", "own", "", "b")
        + style("d", "plain", '<w:numPr><w:numId w:val="0"/></w:numPr>', "b")
    )
    body = "".join(
        paragraph("甲", f'<w:pStyle w:val="{name}"/>') for name in ("a", "b", "c", "d", "a")
    )
    found = texts(body, {"numbering": PLAN_LEVELS + num(1), "styles": styles})
    assert found == ["一、甲", "（一）甲", "（二）甲", "甲", "二、甲"]


def test_the_level_that_names_a_style() -> None:
    levels = level(0, "decimal", "%1.") + level(1, "decimal", "（%2）", '<w:pStyle w:val="b"/>')
    styles = style("b", "heading 2", '<w:numPr><w:numId w:val="1"/></w:numPr>')
    body = paragraph("甲", '<w:pStyle w:val="b"/>')
    assert texts(body, {"numbering": abstract(levels) + num(1), "styles": styles}) == ["（1）甲"]


def test_a_list_style() -> None:
    lists = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="l"/></w:abstractNum>'
        + abstract(level(0, "chineseCounting", "%1、"), 1)
        + num(1, 0)
        + num(2, 1)
    )
    styles = style("l", "list", '<w:numPr><w:numId w:val="2"/></w:numPr>')
    assert texts(listed("甲"), {"numbering": lists, "styles": styles}) == ["一、甲"]


def test_bullets_and_unknown_formats_are_told() -> None:
    lists = abstract(level(0, "bullet", "\uf06c") + level(1, "thaiLetters", "%2.")) + num(1)
    found = source(listed("甲") + listed("乙") + listed("丙", 1), {"numbering": lists})
    assert [line.raw for line in found.lines] == ["甲", "乙", "1.丙"]
    assert rules(found) == ["dropped-bullet", "number-format"]
    assert found.findings[0].args["count"] == "2"


# — text —


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(f"<w:p>{run('甲')}{run('乙')}</w:p>", ["甲乙"], id="runs"),
        pytest.param("<w:p/>" + paragraph("甲"), ["", "甲"], id="an-empty-paragraph"),
        pytest.param(
            f"<w:p>{run('甲')}<w:r><w:br/></w:r>{run('乙')}</w:p>", ["甲", "乙"], id="a-line-break"
        ),
        pytest.param(
            f"<w:p>{run('甲')}<w:r><w:tab/></w:r>{run('乙')}</w:p>", ["甲\t乙"], id="a-tab"
        ),
        pytest.param(paragraph("　　甲 乙&<"), ["　　甲 乙&<"], id="spaces-and-signs"),
        pytest.param(f"<w:p><w:hyperlink>{run('甲')}</w:hyperlink></w:p>", ["甲"], id="a-link"),
        pytest.param(
            f"<w:sdt><w:sdtContent>{paragraph('甲')}</w:sdtContent></w:sdt>", ["甲"], id="a-control"
        ),
        pytest.param(
            f"<w:p><w:sdt><w:sdtContent>{run('甲')}</w:sdtContent></w:sdt></w:p>",
            ["甲"],
            id="a-control-in-a-line",
        ),
        pytest.param(
            '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("2024年")}<w:r><w:fldChar w:fldCharType="end"/></w:r>{run("底")}</w:p>',
            ["2024年底"],
            id="a-field",
        ),
        pytest.param(
            f'<w:p><w:fldSimple w:instr="REF x">{run("甲")}</w:fldSimple></w:p>',
            ["甲"],
            id="a-simple-field",
        ),
        pytest.param(
            '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r></w:p>', ["☑"], id="a-symbol"
        ),
        pytest.param(
            f"<w:p><w:r><w:ruby><w:rt>{run('jia')}</w:rt><w:rubyBase>{run('甲')}</w:rubyBase></w:ruby></w:r></w:p>",
            ["甲"],
            id="ruby",
        ),
    ],
)
def test_text(body: str, expected: list[str]) -> None:
    assert texts(body) == expected


REPORTED = {
    "tracked-changes": (
        f"<w:p>{run('甲')}<w:ins>{run('乙')}</w:ins><w:del><w:r><w:delText>丙</w:delText></w:r></w:del></w:p>",
        {},
        ["甲乙"],
        ["read-revisions"],
    ),
    "a-deleted-end-of-a-paragraph": (
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('甲')}</w:p>{paragraph('乙')}",
        {},
        ["甲乙"],
        ["read-revisions"],
    ),
    "hidden-text": (
        f"<w:p>{run('甲')}{run('乙', '<w:vanish/>')}</w:p>",
        {},
        ["甲"],
        ["dropped-hidden"],
    ),
    "a-footnote": (
        f'<w:p>{run("甲")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>',
        {"footnotes": f'<w:footnote w:id="2">{paragraph("注释文字")}</w:footnote>'},
        ["甲"],
        ["dropped-footnote"],
    ),
    "a-text-box": (
        f"<w:p>{run('甲')}<w:r><w:pict><w:txbxContent>{paragraph('框中文字')}</w:txbxContent></w:pict></w:r></w:p>",
        {},
        ["甲"],
        ["dropped-textbox"],
    ),
    "a-picture": (
        f"<w:p>{run('甲')}<w:r><w:drawing><w:pic/></w:drawing></w:r></w:p>",
        {},
        ["甲"],
        ["dropped-picture"],
    ),
    "a-symbol-of-an-unknown-font": (
        '<w:p><w:r><w:sym w:font="Webdings" w:char="F0AA"/></w:r></w:p>',
        {},
        ["〓"],
        ["replaced-symbol"],
    ),
    "a-table-of-contents": (
        (
            '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
            f"<w:sdtContent>{paragraph('一、总体要求 1')}</w:sdtContent></w:sdt>{paragraph('甲')}"
        ),
        {},
        ["甲"],
        ["dropped-contents"],
    ),
    "contents-by-a-field": (
        (
            '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3"</w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("一、总体要求 1")}</w:p>'
            f'<w:p>{run("二、任务 2")}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>{paragraph("甲")}'
        ),
        {},
        ["甲"],
        ["dropped-contents"],
    ),
    "a-header": (paragraph("甲"), {"header": paragraph("内部资料")}, ["甲"], ["dropped-header"]),
    "page-numbers-only": (paragraph("甲"), {"footer": paragraph("— 1 —")}, ["甲"], []),
    "comments": (
        paragraph("甲"),
        {"comments": f'<w:comment w:id="0">{paragraph("待核")}</w:comment>'},
        ["甲"],
        ["dropped-comment"],
    ),
    "an-embedded-file": (paragraph("甲") + "<w:altChunk/>", {}, ["甲"], ["dropped-embedded"]),
}


@pytest.mark.parametrize("case", REPORTED)
def test_what_cannot_stand_in_the_lines_is_told(case: str) -> None:
    body, parts, expected, told = REPORTED[case]
    found = source(body, parts)
    assert [line.raw for line in found.lines] == expected
    assert rules(found) == told
    for finding in found.findings:
        assert finding.file == "plan.docx"
        assert finding.text("zh")
        assert finding.text("en")


def test_dropped_words_are_in_the_message() -> None:
    body, parts, _, _ = REPORTED["a-footnote"]
    assert "注释文字" in source(body, parts).findings[0].message("zh")


# — headings —


@pytest.mark.parametrize(
    ("styled", "levels"),
    [
        pytest.param(
            [("Title", "方案"), ("Heading1", "目标"), ("Heading2", "启动")], [1, 2, 3], id="a-title"
        ),
        pytest.param([(None, "方案"), ("Heading1", "目标")], [1, 2], id="a-plain-title"),
        pytest.param(
            [("Title", "关于"), ("Title", "方案"), ("Heading1", "目标")],
            [1, 0, 2],
            id="a-title-of-two-lines",
        ),
        pytest.param([(None, "方案"), (None, "正文。")], [0, 0], id="no-headings"),
        pytest.param(
            [("Title", "方案"), ("Heading1", "这是一句话。")],
            [1, 0],
            id="a-statement-is-no-heading",
        ),
    ],
)
def test_headings_by_style(styled: list[tuple[str | None, str]], levels: list[int]) -> None:
    made = docx.Document()
    for name, text in styled:
        made.add_paragraph(
            text, {"Heading1": "Heading 1", "Heading2": "Heading 2"}.get(name or "", name)
        )
    out = io.BytesIO()
    made.save(out)
    assert [line.level for line in read_source("p.docx", out.getvalue()).lines] == levels


def test_a_short_line_in_bold_is_a_heading_once_the_text_has_begun() -> None:
    bold = "<w:b/>"
    body = "".join(
        f"<w:p>{one}</w:p>"
        for one in (
            run("某县人民政府文件", bold),
            run("绿地管护方案", bold),
            run("制定本方案。"),
            run("总体", bold) + run("目标", bold),
            run("整洁有序。"),
            run("牵头单位：", bold) + run("县城管局"),
            run("任务", bold) + run("安排"),
            '<w:pPr><w:jc w:val="center"/></w:pPr>' + run("分工表", bold),
        )
    )
    found = source(body)
    assert [line.level for line in found.lines] == [1, 0, 0, 7, 0, 0, 0, 0]
    plan, _ = read(found)
    assert plan.revision.title == "绿地管护方案"
    assert [node.heading for node in plan.nodes] == [None, "总体目标"]


# — tables —

RESTART, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([[cell("甲"), cell("乙")]], ["甲\t乙"], id="plain"),
        pytest.param(
            [[cell("甲"), cell("乙", RESTART)], [cell("丙"), cell("", GOES_ON)]],
            ["甲\t乙", "丙\t〃"],
            id="merged-down",
        ),
        pytest.param(
            [[cell("甲", '<w:gridSpan w:val="2"/>')], [cell("乙"), cell("丙")]],
            ["甲\t", "乙\t丙"],
            id="merged-across",
        ),
        pytest.param([[cell("甲\n乙"), cell("丙")]], ["甲 乙\t丙"], id="paragraphs-in-a-cell"),
        pytest.param([[cell("甲\n乙")], [cell("丙")]], ["甲", "乙", "丙"], id="one-column-is-text"),
        pytest.param(
            [
                [cell("甲", '<w:gridSpan w:val="3"/>'), cell("乙", '<w:gridSpan w:val="2"/>')],
                [cell("丙", '<w:gridSpan w:val="3"/>'), cell("丁", '<w:gridSpan w:val="2"/>')],
            ],
            ["甲\t乙", "丙\t丁"],
            id="columns-that-no-cell-begins",
        ),
        pytest.param(
            [[f"<w:tc>{table([[cell('内甲'), cell('内乙')]])}<w:p/></w:tc>", cell("丙")]],
            ["内甲 内乙\t丙"],
            id="a-table-in-a-cell",
        ),
    ],
)
def test_tables(rows: list[list[str]], expected: list[str]) -> None:
    assert texts(table(rows)) == expected


def test_numbers_in_cells() -> None:
    rows = [[f"<w:tc>{listed('')}</w:tc>", cell(text)] for text in ("甲", "乙")]
    lists = abstract(level(0, "decimal", "%1")) + num(1)
    assert texts(table(rows), {"numbering": lists}) == ["1\t甲", "2\t乙"]


def test_a_main_part_without_a_type_of_its_own() -> None:
    assert texts(paragraph("甲"), content_type="application/xml") == ["甲"]


def test_places() -> None:
    found = source(paragraph("甲") + table([[cell("乙"), cell("丙")]]) + paragraph("丁"))
    assert [place.text("zh") for place in found.places] == ["第 1 段", "表 1 第 1 行", "第 2 段"]
    assert found.places[1].text("en") == "table 1, row 1"


# — the same plan —

TWIN = """关于加强绿地管护的实施方案
为加强绿地管护，制定本方案。
一、总体要求
整洁有序。
二、主要任务
（一）清扫保洁。每日清扫两次，2025年底前覆盖率达到90%以上。
牵头单位：县城管局
配合单位：县住建局
（二）修剪树木。每季度向社会公开一次。
1.行道树
责任单位：XXX
（1）整形
附件1
任务分工表
序号\t重点任务\t责任单位\t完成时限
1\t修路\t县交通局\t2025年6月
2\t修桥\t〃\t2025年12月
"""


def twin(namespace: str) -> bytes:
    body = "".join(
        [
            paragraph("关于加强绿地管护的实施方案"),
            paragraph("为加强绿地管护，制定本方案。"),
            listed("总体要求"),
            paragraph("整洁有序。"),
            listed("主要任务"),
            listed("清扫保洁。每日清扫两次，2025年底前覆盖率达到90%以上。", 1),
            paragraph("牵头单位：县城管局"),
            paragraph("配合单位：县住建局"),
            listed("修剪树木。每季度向社会公开一次。", 1),
            listed("行道树", 2),
            paragraph("责任单位：XXX"),
            listed("整形", 3),
            paragraph("附件1"),
            paragraph("任务分工表"),
            table(
                [
                    [cell(text) for text in ("序号", "重点任务", "责任单位", "完成时限")],
                    [cell("1"), cell("修路"), cell("县交通局", RESTART), cell("2025年6月")],
                    [cell("2"), cell("修桥"), cell("", GOES_ON), cell("2025年12月")],
                ]
            ),
        ]
    )
    return document(body, {"numbering": PLAN_LEVELS + num(1)}, namespace=namespace)


@pytest.mark.parametrize(
    "namespace", [pytest.param(None, id="transitional"), pytest.param(STRICT, id="strict")]
)
def test_a_document_reads_as_its_text_twin(namespace: str | None) -> None:
    data = (
        twin(namespace)
        if namespace
        else twin("http://schemas.openxmlformats.org/wordprocessingml/2006/main")
    )
    plain, _ = read(read_source("plan.txt", TWIN.encode()))
    made, _ = read(read_source("plan.docx", data))
    one, other = to_json(plain), to_json(made)
    assert other["plan"]["source"]["file"] == "plan.docx"
    one["plan"]["source"] = other["plan"]["source"]
    assert one == other


def test_the_revision_keeps_the_document(tmp_path: Path) -> None:
    (tmp_path / "plan_data").mkdir()
    data = twin(STRICT)
    (tmp_path / "plan.docx").write_bytes(data)
    report = import_source(tmp_path, tmp_path / "plan.docx", "r1")
    base = tmp_path / "plan_data/revisions/r1"
    assert (base / "original.docx").read_bytes() == data
    assert (base / "source.txt").read_bytes() == TWIN.encode()
    places = (base / "places.txt").read_text("utf-8").split("\n")
    assert places[0] == "第 1 段"
    assert places[15] == "表 1 第 2 行"
    loaded, findings = load(tmp_path)
    assert not findings
    assert loaded is not None
    assert report.plan is not None
    assert loaded.plan.revision == report.plan.revision
    assert loaded.plan.nodes == report.plan.nodes
    assert not import_source(tmp_path, tmp_path / "plan.docx", "r1").written
    (base / "original.docx").write_bytes(data + b" ")
    assert [finding.rule for finding in load(tmp_path)[1]] == ["source-changed"]
    (base / "original.docx").unlink()
    assert [finding.rule for finding in load(tmp_path)[1]] == ["source-missing"]


def test_headings_outlive_a_second_import(tmp_path: Path) -> None:
    (tmp_path / "plan_data").mkdir()
    made = docx.Document()
    for style_name, text in (
        ("Title", "绿地管护方案"),
        ("Heading 1", "目标"),
        (None, "整洁有序。"),
        ("Heading 1", "任务"),
        ("Heading 2", "清扫"),
        (None, "每日清扫。"),
    ):
        made.add_paragraph(text, style_name)
    made.save(str(tmp_path / "plan.docx"))
    first = import_source(tmp_path, tmp_path / "plan.docx", "r1")
    assert first.plan is not None
    assert [node.heading for node in first.plan.nodes] == ["目标", "任务", "清扫"]
    again = import_source(tmp_path, tmp_path / "plan.docx", "r1")
    assert not again.written
    assert again.plan is not None
    assert again.plan.nodes == first.plan.nodes


# — refused —

MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
GOOD = document(paragraph("甲"))
REFUSED = {
    "a-zip": (archive({"a.txt": b"x"}), "source-format"),
    "a-workbook": (document("", content_type=SHEET), "source-format"),
    "slides": (document("", content_type=SLIDES), "source-format"),
    "an-open-document": (archive({"content.xml": b"<x/>"}), "source-format"),
    "an-ofd": (archive({"OFD.xml": b"<x/>"}), "source-format"),
    "macros-by-type": (document(paragraph("甲"), content_type=MACRO), "source-macro"),
    "macros-by-part": (document(paragraph("甲"), more={"word/vbaProject.bin": b"x"}), "source-macro"),
    "a-password": (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "source-encrypted"),
    "an-old-document": (b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"), "source-format"),
    "an-old-workbook": (b"\xd0\xcf\x11\xe0" + "Workbook".encode("utf-16-le"), "source-format"),
    "cut-off": (GOOD[: len(GOOD) // 2], "source-damaged"),
    "no-main-part": (archive({"[Content_Types].xml": b"<Types/>", "_rels/.rels": b"<R/>"}), "source-format"),
    "broken-xml": (document("<w:p>", {}), "source-damaged"),
    "no-text": (document("<w:p/>"), "source-empty"),
    "many-parts": (archive({f"{at}.xml": b"" for at in range(5000)}), "source-too-large"),
    "entities": (
        archive(
            {
                "[Content_Types].xml": b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><Types>&b;</Types>',
                "_rels/.rels": b"<R/>",
            }
        ),
        "source-damaged",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_wrong_documents_get_one_line(case: str) -> None:
    data, rule = REFUSED[case]
    _is_refused(data, rule)


@pytest.mark.slow
def test_a_bomb_gets_one_line() -> None:
    _is_refused(document(paragraph("甲"), more={"word/big.xml": bytes(300 * 1024 * 1024)}), "source-too-large")  # fmt: skip


def _is_refused(data: bytes, rule: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_source("plan.docx", data)
    assert refusal.value.rule == rule
    assert RULES[rule].unusable


# — whatever is written is read back —

WORDS = st.text(st.sampled_from("甲乙丙（一）、1.。；　 ＸX%&<>\"'😀é"), max_size=20)


@pytest.mark.slow
@given(
    st.lists(
        st.one_of(
            WORDS,
            st.integers(2, 4).flatmap(
                lambda width: st.lists(
                    st.lists(WORDS, min_size=width, max_size=width), min_size=1, max_size=3
                )
            ),
        ),
        min_size=1,
        max_size=6,
    )
)
@settings(max_examples=15, deadline=None)
def test_nothing_is_lost(blocks: list[str | list[list[str]]]) -> None:
    made = docx.Document()
    expected: list[str] = []
    for block in blocks:
        if isinstance(block, str):
            made.add_paragraph(block)
            expected.append(block)
            continue
        drawn = made.add_table(rows=len(block), cols=len(block[0]))
        for at, cells in enumerate(block):
            for column, text in enumerate(cells):
                drawn.cell(at, column).text = text
            row = "\t".join(" ".join(text.split()) for text in cells)
            expected.extend([row] if row.strip("\t") else [])
    out = io.BytesIO()
    made.save(out)
    if not any(text.strip() for text in expected):
        with pytest.raises(Unreadable):
            read_source("p.docx", out.getvalue())
        return
    found = read_source("p.docx", out.getvalue())
    assert [line.raw for line in found.lines] == expected
    assert rebuild(found) == "".join(f"{text}\n" for text in expected).encode()


@given(st.integers(0, len(GOOD) - 1), st.integers(0, 255))
@settings(max_examples=200, deadline=None)
def test_a_damaged_document_gives_a_reading_or_one_line(at: int, byte: int) -> None:
    data = GOOD[:at] + bytes([byte]) + GOOD[at + 1 :]
    rule = None
    try:
        read_source("plan.docx", data)
    except Unreadable as refusal:
        rule = refusal.rule
    assert rule is None or RULES[rule].unusable
