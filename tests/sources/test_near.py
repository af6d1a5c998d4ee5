"""Which name a slip was meant for."""

from __future__ import annotations

import pytest

from gongkai.sources.finding import Finding
from gongkai.sources.near import near


@pytest.mark.parametrize(
    ("name", "known", "meant"),
    [
        pytest.param("县水务", ["县水务局", "县水利局"], "县水务局", id="shorter"),
        pytest.param("N54", ["N053", "N054", "N0054"], "N054", id="the-first-of-equals"),
        pytest.param("N0054", ["N053", "N054"], "N054", id="a-zero-more"),
        pytest.param("R1", ["r1"], "r1", id="case"),
        pytest.param("Ｎ０５４", ["N054"], "N054", id="wide"),
        pytest.param("NO54-Tl", ["N054", "N054-T1"], "N054-T1", id="letters-for-digits"),
        pytest.param("N054T1", ["N054-T2", "N054-T1"], "N054-T1", id="a-mark-less"),
        pytest.param("054-T1", ["N054-T1"], "N054-T1", id="a-letter-less"),
        pytest.param("shi-hdao", ["shi-hedao"], "shi-hedao", id="a-letter-less-in-a-word"),
        pytest.param("N012", ["N021", "N013", "N112", "M012"], "", id="another-number"),
        pytest.param("N054-T3", ["N054-T1", "N064-T3"], "", id="another-record"),
        pytest.param("第一水厂", ["第二水厂"], "", id="another-number-in-words"),
        pytest.param("市教育局", ["市体育局"], "", id="another-body"),
        pytest.param("县林业局", ["县林草局", "县林业局站"], "县林业局站", id="the-most-alike"),
        pytest.param("x", ["县水务局", "abc"], "", id="none"),
        pytest.param("x", [], "", id="nothing-known"),
    ],
)
def test_the_name_that_was_meant(name: str, known: list[str], meant: str) -> None:
    assert near(name, known) == meant


def test_a_finding_asks_for_it_in_both_languages() -> None:
    finding = Finding("revision-unknown", "plan_data/revisions", args={"id": "R1", "meant": "r1"})
    assert finding.message("zh") == "没有版本“R1”；是否指“r1”？"
    assert finding.message("en") == "there is no revision “R1”; did you mean “r1”?"
    alone = Finding("revision-unknown", "plan_data/revisions", args={"id": "R1", "meant": ""})
    assert alone.message("zh") == "没有版本“R1”"
