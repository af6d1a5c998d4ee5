"""What is published to the public, and what only sounds like it."""

from __future__ import annotations

import pytest

from gongkai.commitments import commitments
from tests.commitments.plans import NoBodies, nodes_of


def public(text: str) -> list[str]:
    return [
        duty.span.quote for duty in commitments(nodes_of(text), NoBodies())[0].duties if duty.public
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("按照已经批准并向社会公布的名录，逐项核对。", id="a-past-act"),
        pytest.param("依法及时落实已公布的保护名录。", id="a-past-act-without-audience"),
        pytest.param("县直有关部门要定期调度、分析、通报。", id="an-internal-circular"),
        pytest.param("面向社会公开招聘专职人员。", id="a-set-phrase"),
        pytest.param("健全定期信息公开制度。", id="a-system"),
    ],
)
def test_no_publication(text: str) -> None:
    assert public(text) == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        pytest.param("县水务局要编制名录，并向社会公布。", "向社会公布", id="to-the-public"),
        pytest.param(
            "各学校每学期向家长公布账目。", "各学校每学期向家长公布账目", id="to-those-concerned"
        ),
        pytest.param("及时在政府网站公开监测结果。", "及时在政府网站公开监测结果", id="on-a-site"),
    ],
)
def test_publication(text: str, quote: str) -> None:
    assert public(text) == [quote]
