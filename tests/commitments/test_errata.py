"""Misprints suspected, and what is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.commitments import commitments
from gongkai.commitments.misprints import CONFUSED
from tests.commitments.clean_prose import CLEAN
from tests.commitments.plans import NoBodies, nodes_of


def errata(text: str) -> list[tuple[str, str]]:
    return [(e.span.quote, e.suspected) for e in commitments(nodes_of(text), NoBodies())[0].errata]


@pytest.mark.parametrize(
    ("text", "quote", "suspected"),
    [
        pytest.param("到20255年底前完成任务。", "20255年底前", "2025年底前", id="doubled-digit"),
        pytest.param("持续加强加强道路养护。", "加强加强", "加强", id="doubled-word"),
        pytest.param("完成全县的的农村公路改造。", "的的", "的", id="doubled-character"),
        pytest.param(
            "严防带病车辆“死灰复燃”加强路面执法检查，形成声势。",
            "“死灰复燃”加强",
            "“死灰复燃”。加强",
            id="missing-stop",
        ),
        pytest.param("各部门要认真布署，抓好落实。", "布署", "部署", id="character"),
        pytest.param("收费收入有限用于设施维护。", "有限", "优先", id="character-by-context"),
        pytest.param("落实“一岗双责，压实责任。", "“", "“”", id="quotation-without-partner"),
        pytest.param("认真开展工做，抓好落实。", "工做", "工作", id="character-in-a-word"),
        pytest.param("对末完成整改的予以通报。", "末", "未", id="character-before-a-verb"),
        pytest.param("抓好落实，。", "，。", "，", id="stops-doubled"),
    ],
)
def test_suspected(text: str, quote: str, suspected: str) -> None:
    assert errata(text) == [(quote, suspected)]


@pytest.mark.parametrize(
    "text",
    [
        "人手有限，资金有限，要逐个逐个销号，一项一项落实。",
        "实实在在解决问题，方方面面形成合力，研究研究再定。",
        "落实“一岗双责”机制，推进“放管服”改革走深走实。",
        "对目的地企业开展检查，为的是保障安全。",
        "公务用车不得公车私用。",
    ],
)
def test_left_alone(text: str) -> None:
    assert errata(text) == []


@pytest.mark.parametrize("line", CLEAN)
def test_clean_prose_holds_no_misprint(line: str) -> None:
    assert errata(line) == []


@settings(deadline=None, max_examples=150)
@given(
    st.text(
        alphabet="一、（一）1.。，；“”达到XX%2020年底前向社会公开每季度由县局报送的以上\n",
        max_size=120,
    )
)
def test_any_text_is_read_and_every_quote_is_printed(text: str) -> None:
    lines = text.split("\n")
    found, _ = commitments(nodes_of(text), NoBodies())
    for record in (*found.targets, *found.duties, *found.dates, *found.errata):
        span = record.span
        assert span.quote
        assert lines[span.line - 1][span.col - 1 :].startswith(span.quote)
    assert all(target.value is None for target in found.targets if target.blank)


def test_misprints_are_looked_for_by_themselves() -> None:
    """A condition with brackets in it would leave some of them, and a text of that misprint would go unread."""
    assert not set("()") & set(CONFUSED.pattern)
