"""Trophic state, worked by hand, and lakes of several points."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gongkai.water.lake import trophic_state
from tests.water.cases import document, item, row, verdict

FIVE = ("CHLA 12 mg/m3", "TP 0.05", "TN 0.9", "SD 1.5 m", "CODMN 4")


def test_the_index_is_that_worked_by_hand() -> None:
    # ln 12 = 2.48491, ln 0.05 = -2.99573, ln 0.9 = -0.10536, ln 1.5 = 0.40547, ln 4 = 1.38629
    # parts 51.986, 45.709, 52.745, 43.314, 37.979; weights 0.2663 0.1879 0.1790 0.1834 0.1834
    # 13.844 + 8.589 + 9.441 + 7.944 + 6.965 = 46.78
    found = verdict("lake", *FIVE)
    assert (found["tli"], found["trophic"]) == ("46.8", "中营养")


def test_ones_give_the_constants() -> None:
    # ln 1 = 0: (25 + 0.7056·94.36 + 0.6724·54.53 + 0.6889·51.18 + 0.6889·1.09) / 3.7558
    # = (25 + 66.580 + 36.666 + 35.258 + 0.751) / 3.7558 = 43.73
    found = verdict("lake", "CHLA 1 mg/m3", "TP 1", "TN 1", "SD 1 m", "CODMN 1")
    assert (found["tli"], found["trophic"]) == ("43.7", "中营养")


def test_units_of_the_laboratory_do_not_matter() -> None:
    assert verdict("lake", "CHLA 0.012 mg/L", *FIVE[1:3], "SD 150 cm", "CODMN 4")["tli"] == "46.8"


@pytest.mark.parametrize("left_out", range(5))
def test_four_of_five_give_no_index(left_out: int) -> None:
    found = verdict("lake", *(FIVE[:left_out] + FIVE[left_out + 1 :]))
    assert (found["tli"], found["trophic"]) == (None, None)


def test_a_river_has_no_index() -> None:
    assert verdict("river", *FIVE)["tli"] is None


@pytest.mark.parametrize(
    ("index", "word"),
    [
        ("29.99", "贫营养"),
        ("30", "中营养"),
        ("50", "中营养"),
        ("50.01", "轻度富营养"),
        ("60", "轻度富营养"),
        ("70", "中度富营养"),
        ("70.01", "重度富营养"),
    ],
)
def test_bands(index: str, word: str) -> None:
    assert trophic_state(Decimal(index)) == word


def test_a_lake_is_judged_by_the_mean_of_its_points_after_the_mean_of_each_over_time() -> None:
    points = "- {id: A, type: lake, reach: L}\n- {id: B, type: lake, reach: L}\n"
    rows = row("A", "TP 0.02") + row("A", "TP 0.04", "2024-03-20") + row("B", "TP 0.09")
    found = document(points, rows)
    # A 0.03, B 0.09: mean 0.06, Ⅳ in a lake
    assert [item(one, "TP")["value"] for one in found["verdicts"]] == ["0.03", "0.09"]
    assert (found["reaches"][0]["class"], found["reaches"][0]["method"]) == ("Ⅳ", "mean")
