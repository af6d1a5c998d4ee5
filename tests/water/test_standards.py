"""The tables of the package: unchanged, whole, and read with the right senses and units."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from importlib import resources

import pytest

from gongkai.water import disinfectant, limits
from gongkai.water.indicators import name_key, registry, rows

# Of the tables as they were confirmed; a change of one byte must be a decision.
HASHES = {
    "gb14848-2017.csv": "ca9ce329622037aafd3fb5e91c2dd1772d2d285f89e267dd5a85d2974faa1661",
    "gb3838-2002-table2.csv": "79e758ae76386be5117fa4a48467dcece7244d62e04142c7bef76aa84d4698e8",
    "gb3838-2002-table3.csv": "e352b5d91a7a9fe772889056a952a2f9d651d192faa8ebd683155ebc55755f82",
    "gb3838-2002.csv": "adffd18ada681f449232f4266d08d6d09456ed76e1adda6fd7e9f40ec8aeb4b2",
    "gb5749-2006-table2.csv": "5e1ea52cb09f1542f420f1832ed3bd2b65fe3b15483bda68339162019a7e63bc",
    "gb5749-2006-table3.csv": "c5bc989b3de6c23345eb4c52942b322ef24c8a1b9144eb14c0a632a617be2dd5",
    "gb5749-2006-table4.csv": "53ac2c85030bfcab442bfb1a9443f509d7691f92e87bcdcfdea13c9820429cb4",
    "gb5749-2006.csv": "ed4e94645984e252570dbc37205db996de0d521ed8f8f0fb2904604840b53c38",
    "gb5749-2022-table2.csv": "02f6e069c6fd67502948bbdda9fab44191a1e69bf7e8b66345ebf43f4245bdb8",
    "gb5749-2022-table3.csv": "ed0bb115c9b244174ec64e9a45bae9d67575600fe93d445b46284b841767973e",
    "gb5749-2022.csv": "455f93ef2cae54a89e2dc678384e49cb0859aa46e780cf8b6b33a165cfa5a9ba",
    "indicators.csv": "e3978642ab0f2ca35f0adeda1ec3cedbb999b417fe19161b641e513cd4de356a",
}


@pytest.mark.parametrize("name", sorted(HASHES))
def test_a_table_is_byte_for_byte_the_confirmed_one(name: str) -> None:
    data = (resources.files("gongkai.water") / "standards" / name).read_bytes()
    assert hashlib.sha256(data).hexdigest() == HASHES[name]


def test_no_other_table_is_in_the_package() -> None:
    folder = resources.files("gongkai.water") / "standards"
    assert {entry.name for entry in folder.iterdir()} == set(HASHES)


@pytest.mark.parametrize(
    ("table", "size"),
    [
        pytest.param(limits.surface(lake=False), 23, id="3838-1-river-without-TN"),
        pytest.param(limits.surface(lake=True), 24, id="3838-1-lake"),
        pytest.param(limits.surface_source(2), 5, id="3838-2"),
        pytest.param(limits.surface_source(3), 80, id="3838-3"),
        pytest.param(limits.groundwater(1), 39, id="14848-1"),
        pytest.param(limits.groundwater(2), 54, id="14848-2"),
        pytest.param(limits.drinking("2022", 1), 39, id="5749-2022-1"),
        pytest.param(limits.drinking("2022", 3), 54, id="5749-2022-3"),
        pytest.param(limits.drinking("2006", 1), 38, id="5749-2006-1"),
        pytest.param(limits.drinking("2006", 3), 64, id="5749-2006-3"),
        pytest.param(limits.small_supply_2006(), 14, id="5749-2006-4"),
        pytest.param(disinfectant.table("2006", "tap"), 4, id="5749-2006-2"),
        pytest.param(disinfectant.table("2022", "works"), 4, id="5749-2022-2"),
    ],
)
def test_a_table_is_whole(table: limits.Table, size: int) -> None:
    assert len(table) == size


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("gb3838-2002-table3.csv", "limit"),
        ("gb5749-2022.csv", "limit"),
        ("gb5749-2006-table3.csv", "limit"),
    ],
)
def test_every_flat_limit_is_the_number_of_its_row(table: str, column: str) -> None:
    read = {
        **limits.surface_source(3),
        **(limits.drinking("2022", 1) if "2022" in table else {}),
        **(limits.drinking("2006", 3) if "2006" in table else {}),
    }
    for row in rows(table):
        indicator = registry().find(row["indicator_zh"])
        assert indicator is not None
        bound = read[indicator.code].bounds[0]
        assert bound is not None
        if row["sense"] in ("max", "lt", "guidance", "max_sum_ratio"):
            assert bound.high == Decimal(row[column])
            assert bound.sense == row["sense"]


def test_every_graded_limit_is_the_number_of_its_row() -> None:
    for row in rows("gb3838-2002.csv"):
        table = limits.surface(lake=row["code"] in ("TP_lake", "TN"))
        indicator = registry().find(row["indicator_zh"])
        assert indicator is not None
        if row["sense"] not in ("max", "min"):
            continue
        for roman, bound in zip(
            ("I", "II", "III", "IV", "V"), table[indicator.code].bounds, strict=True
        ):
            assert bound is not None
            assert bound.low == (Decimal(row[roman]) if row["sense"] == "min" else None)
            assert bound.high == (Decimal(row[roman]) if row["sense"] == "max" else None)


def test_groundwater_limits_in_micrograms_become_milligrams_exactly() -> None:
    bounds = limits.groundwater(1)["CHCL3"].bounds
    assert [bound and bound.high for bound in bounds] == [
        Decimal("0.0005"), Decimal("0.006"), Decimal("0.06"), Decimal("0.3"), None,
    ]  # fmt: skip


def test_what_is_not_confirmed_is_known() -> None:
    table = {**limits.drinking("2022", 1), **limits.drinking("2022", 3)}
    doubtful = {code for code, limit in table.items() if not limit.confirmed}
    assert doubtful == {"VC", "TCE", "DIMETHOATE", "GEOSMIN", "ACETOCHLOR"}
    assert not any(limit.confirmed for limit in limits.small_supply_2006().values())


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        pytest.param("氨氮（NH3-N）", "NH3N", id="full-width-brackets"),
        pytest.param("NH₃-N", "NH3N", id="subscript"),
        pytest.param("ｐＨ值", "PH", id="full-width-letters"),
        pytest.param(" 总 硬 度 ", "HARDNESS", id="spaces"),
        pytest.param("codcr", "COD", id="case"),
        pytest.param("耗氧量（CODMn法，以O2计）", "CODMN", id="耗氧量-is-CODMn"),
        pytest.param("ClO2-", "CLO2_ION", id="chlorite-is-not-chlorine-dioxide"),
        pytest.param("余氯", "FREE_CL", id="余氯"),
    ],
)
def test_names_are_found_in_any_form(printed: str, code: str) -> None:
    found = registry().find(printed)
    assert found is not None
    assert found.code == code


def test_no_name_stands_for_two_indicators() -> None:
    seen: dict[str, str] = {}
    for row in rows("indicators.csv"):
        for name in filter(None, (row["code"], row["zh"], *row["aliases"].split("|"))):
            assert seen.setdefault(name_key(name), row["code"]) == row["code"]
