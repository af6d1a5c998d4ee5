"""Sources of drinking water: surface (GB 3838) and ground (GB/T 14848-2017), worked by hand."""

from __future__ import annotations

import pytest

from tests.water.cases import document, item, row, verdict


@pytest.mark.parametrize(
    ("values", "outcome"),
    [
        pytest.param(["NH3N 1.0", "FE 0.3"], "met", id="equal-to-Ⅲ-and-to-table-2"),
        pytest.param(["NH3N 1.0", "FE 0.31"], "not_met", id="iron-of-table-2"),
        pytest.param(["NH3N 1.0", "SB 0.0051"], "not_met", id="antimony-of-table-3"),
        pytest.param(["NH3N 1.1", "FE 0.1"], "not_met", id="class-Ⅳ"),
        pytest.param(["NH3N 0.1", "TN 9", "FC 99999 个/L"], "met", id="nitrogen-does-not-count"),
        pytest.param(["BAP <0.000004"], "cannot_tell", id="coarse-detection-limit-of-table-3"),
        pytest.param(["NO3N 10"], "met", id="nitrate-10-for-surface-sources"),
    ],
)
def test_a_surface_source(values: list[str], outcome: str) -> None:
    assert verdict("source_river", *values)["verdict"] == outcome


def test_iron_over_table_2_has_a_multiple_and_a_clause() -> None:
    iron = item(verdict("source_river", "FE 0.357"), "FE")
    assert (iron["multiple"], iron["clause"]) == ("0.19", "GB 3838-2002 表2 铁")


def test_cod_is_required_of_a_source_only_where_it_is_measured() -> None:
    without, with_cod = verdict("source_lake", "NH3N 0.1"), verdict("source_lake", "COD 10")
    assert without["coverage"][0]["required"] == 20
    assert with_cod["coverage"][0]["required"] == 21
    assert "化学需氧量" not in without["missing"]
    assert without["required"] == without["tested"] + len(without["missing"])


@pytest.mark.parametrize(
    ("value", "class_", "outcome"),
    [
        pytest.param("NH3N 0.50", "Ⅲ", "met", id="equal"),
        pytest.param("NH3N 0.51", "Ⅳ", "not_met", id="over"),
        pytest.param("NH3N 1.51", "Ⅴ", "not_met", id="Ⅴ-has-no-劣"),
        pytest.param("NO3N 20", "Ⅲ", "met", id="nitrate-20-in-groundwater"),
        pytest.param("CHCL3 60 μg/L", "Ⅲ", "met", id="micrograms"),
        pytest.param("CHCL3 0.061", "Ⅳ", "not_met", id="milligrams"),
        pytest.param("LAS 0.1", "Ⅱ", "met", id="LAS-Ⅱ"),
        pytest.param("LAS <0.05", "Ⅰ", "met", id="LAS-Ⅰ-is-not-detected"),
        pytest.param("LAS ND", "Ⅰ", "met", id="LAS-not-detected-without-a-limit"),
        pytest.param("LAS <0.5", "Ⅰ", "cannot_tell", id="LAS-detection-limit-above-Ⅲ"),
        pytest.param("LAS 0.31", "Ⅴ", "not_met", id="Ⅲ-and-Ⅳ-alike"),
        pytest.param("pH 8.5 无量纲", "Ⅰ", "met", id="pH-end"),
        pytest.param("pH 8.6 无量纲", "Ⅳ", "not_met", id="pH-Ⅳ-above"),
        pytest.param("pH 6.49 无量纲", "Ⅳ", "not_met", id="pH-Ⅳ-below"),
        pytest.param("pH 5.5 无量纲", "Ⅳ", "not_met", id="pH-5.5-is-Ⅳ"),
        pytest.param("pH 9.01 无量纲", "Ⅴ", "not_met", id="pH-Ⅴ"),
        pytest.param("ODOR text:无 —", "Ⅰ", "met", id="no-odour"),
        pytest.param("ODOR text:有异味 —", "Ⅴ", "not_met", id="odour"),
        pytest.param("ALPHA 0.5 Bq/L", "Ⅲ", "met", id="radioactivity-Ⅲ"),
        pytest.param("ALPHA 0.51 Bq/L", None, "not_met", id="radioactivity-Ⅳ-or-Ⅴ"),
    ],
)
def test_groundwater(value: str, class_: str | None, outcome: str) -> None:
    found = verdict("source_ground", value)
    assert (found["class"], found["verdict"]) == (class_, outcome)


def test_radioactivity_leaves_the_class_open_unless_another_is_worst_anyway() -> None:
    assert verdict("source_ground", "ALPHA 0.6 Bq/L", "NH3N 1")["class"] is None
    worst = verdict("source_ground", "ALPHA 0.6 Bq/L", "NH3N 9")
    assert (worst["class"], worst["decisive"]) == ("Ⅴ", ["氨氮"])
    assert verdict("source_ground", "ALPHA 0.6 Bq/L", class_="Ⅳ")["verdict"] == "cannot_tell"


def test_rates_by_number_and_by_volume() -> None:
    points = "".join(
        f"- {{id: S{n}, type: source_river, volume: {volume}}}\n"
        for n, volume in enumerate((600, 300, 100))
    )
    rows = row("S0", "NH3N 0.5") + row("S1", "NH3N 1.5") + row("S2", "VP <0.01")
    month, quarter = document(points, rows)["rates"]
    assert month == {
        "group": "source", "period": "2024-03", "met": 1, "judged": 2, "cannot_tell": 1,
        "items_met": 1, "items_judged": 2, "by_volume": "0.6666666667", "volume_met": "600", "volume_judged": "900",
    }  # fmt: skip
    assert quarter["period"] == "2024-Q1"


def test_no_rate_by_volume_where_one_volume_is_not_on_file() -> None:
    points = "- {id: A, type: source_river, volume: 5}\n- {id: B, type: source_river}\n"
    rate = document(points, row("A", "NH3N 0.5") + row("B", "NH3N 0.5"))["rates"][0]
    assert (rate["met"], rate["by_volume"]) == (2, None)
