"""Rivers, worked by hand from GB 3838-2002 table 1 and 环办〔2011〕22号."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gongkai.water.amount import Amount, above, below, exactly, in_words, mean, undetected
from gongkai.water.limits import Bound, Sense
from tests.water.cases import document, item, row, verdict


@pytest.mark.parametrize(
    ("value", "class_"),
    [
        pytest.param("NH3N 1.0", "Ⅲ", id="equal-belongs-to-the-better-class"),
        pytest.param("NH3N 1.01", "Ⅳ", id="just-over-Ⅲ"),
        pytest.param("NH3N 2.0", "Ⅴ", id="equal-to-Ⅴ"),
        pytest.param("NH3N 2.01", "劣Ⅴ", id="over-Ⅴ"),
        pytest.param("COD 15", "Ⅰ", id="Ⅰ-and-Ⅱ-alike-gives-Ⅰ"),
        pytest.param("CD 0.005", "Ⅱ", id="Ⅱ-to-Ⅳ-alike-gives-Ⅱ"),
        pytest.param("DO 7.5", "Ⅰ", id="DO-is-a-minimum"),
        pytest.param("DO 5", "Ⅲ", id="DO-equal-to-Ⅲ"),
        pytest.param("DO 4.99", "Ⅳ", id="DO-under-Ⅲ"),
        pytest.param("DO 1.9", "劣Ⅴ", id="DO-under-Ⅴ"),
        pytest.param("pH 6", "Ⅰ", id="pH-lower-end"),
        pytest.param("pH 9.0", "Ⅰ", id="pH-upper-end"),
        pytest.param("pH 5.99", "劣Ⅴ", id="pH-below"),
        pytest.param("pH 9.01", "劣Ⅴ", id="pH-above"),
        pytest.param("TP 0.2", "Ⅲ", id="phosphorus-in-a-river"),
        pytest.param("NH3N 1000 μg/L", "Ⅲ", id="micrograms"),
        pytest.param("VP <0.002", "Ⅰ", id="not-detected-below-the-limit"),
    ],
)
def test_class_of_one_indicator(value: str, class_: str) -> None:
    unit = "" if not value.startswith("pH") else " 无量纲"
    found = verdict("river", value + unit, class_="Ⅲ")
    assert found["class"] == class_
    assert found["verdict"] == ("met" if class_ in ["Ⅰ", "Ⅱ", "Ⅲ"] else "not_met")


@pytest.mark.parametrize(
    ("kind", "class_"),
    [
        ("river", "Ⅱ"),
        ("lake", "Ⅳ"),
        ("reservoir", "Ⅳ"),
        ("source_lake", "Ⅳ"),
        ("source_river", "Ⅱ"),
    ],
)
def test_phosphorus_has_limits_of_its_own_in_lakes(kind: str, class_: str) -> None:
    assert verdict(kind, "TP 0.1")["class"] == class_


@pytest.mark.parametrize(
    ("class_", "word", "value"),
    [
        ("Ⅰ", "优", "0.15"),
        ("Ⅱ", "优", "0.5"),
        ("Ⅲ", "良好", "1.0"),
        ("Ⅳ", "轻度污染", "1.5"),
        ("Ⅴ", "中度污染", "2.0"),
        ("劣Ⅴ", "重度污染", "2.1"),
    ],
)
def test_words(class_: str, word: str, value: str) -> None:
    found = verdict("river", f"NH3N {value}")
    assert (found["class"], found["word"]) == (class_, word)


def test_total_nitrogen_temperature_and_coliforms_stay_apart() -> None:
    found = verdict("lake", "NH3N 0.1", "TN 9", "FC 99999 个/L", "WT 40 ℃")
    assert (found["class"], found["verdict"], found["tested"], found["required"]) == (
        "Ⅰ",
        "met",
        1,
        21,
    )
    nitrogen = item(found, "TN")
    assert (nitrogen["class"], nitrogen["exceeds"], nitrogen["counts"]) == ("劣Ⅴ", False, False)
    assert nitrogen["over_reference"] is True
    assert item(verdict("river", "TN 9", "pH 7 无量纲"), "TN")["limit"] is None


def test_missing_indicators_are_named_and_never_a_pass() -> None:
    found = verdict("river", "NH3N 0.1", "pH 7 无量纲")
    assert (found["tested"], found["required"], len(found["missing"])) == (2, 21, 19)
    assert "总磷" in found["missing"]
    assert "总氮" not in found["missing"]
    nothing = verdict("river", "TN 1")
    assert (nothing["verdict"], nothing["class"], nothing["word"]) == ("cannot_tell", None, None)


@pytest.mark.parametrize(
    ("values", "uncertain", "class_", "outcome"),
    [
        # 挥发酚 Ⅲ 0.005: half of 0.01 is Ⅲ, the detection limit itself lies above it.
        pytest.param(["VP <0.01"], True, "Ⅲ", "cannot_tell", id="above-the-limit"),
        pytest.param(["VP ND0.01"], True, "Ⅲ", "cannot_tell", id="ND-alike"),
        pytest.param(["VP <0.005"], False, "Ⅲ", "met", id="equal-to-the-limit"),
        pytest.param(["VP <0.01", "NH3N 1.2"], True, "Ⅳ", "not_met", id="another-decides"),
        pytest.param(["CD <0.02"], True, "Ⅴ", "cannot_tell", id="half-is-over-too"),
    ],
)
def test_not_detected_above_the_limit(
    values: list[str], uncertain: bool, class_: str, outcome: str
) -> None:
    found = verdict("river", *values)
    first = next(one for one in found["items"] if one["code"] in ("VP", "CD"))
    assert (first["uncertain"], first["exceeds"]) == (uncertain, False)
    assert (found["class"], found["verdict"]) == (class_, outcome)
    assert first["indicator"] not in found["main"]


def test_a_detection_limit_above_the_class_that_its_half_gives_is_marked() -> None:
    # 汞 Ⅰ 0.00005: half of 0.0001 is Ⅰ, 0.0001 is Ⅲ; the target Ⅲ is kept either way.
    mercury = item(verdict("river", "HG <0.0001"), "HG")
    assert (mercury["class"], mercury["class_uncertain"], mercury["uncertain"]) == (
        "Ⅰ",
        True,
        False,
    )


def test_the_month_is_judged_by_its_mean_with_half_detection_limits() -> None:
    days = row("P", "NH3N 1.5", "2024-03-01") + row("P", "NH3N <0.02", "2024-03-31")
    april = row("P", "NH3N 1.5", "2024-04-01")
    march, next_month = document("- {id: P, type: river}\n", days + april)["verdicts"]
    # (1.5 + 0.01) / 2
    assert item(march, "NH3N")["value"] == "0.755"
    assert (march["class"], march["dates"]) == ("Ⅲ", ["2024-03-01", "2024-03-31"])
    assert (next_month["period"], next_month["class"]) == ("2024-04", "Ⅳ")


def test_a_mean_at_the_limit_is_kept_though_one_value_was_not_detected() -> None:
    days = row("P", "NH3N 1.99", "2024-03-01") + row("P", "NH3N <0.02", "2024-03-31")
    (march,) = document("- {id: P, type: river}\n", days)["verdicts"]
    assert (item(march, "NH3N")["value"], march["verdict"]) == ("1", "met")


@pytest.mark.parametrize(
    ("values", "main"),
    [
        pytest.param(["NH3N 1.0"], [], id="none-while-良好"),
        pytest.param(["NH3N 1.4", "COD 39"], ["化学需氧量", "氨氮"], id="worst-class-first"),
        # Ⅳ both: COD 0.45 over 20, 氨氮 0.2 over 1.0
        pytest.param(["NH3N 1.2", "COD 29"], ["化学需氧量", "氨氮"], id="then-by-multiple"),
        pytest.param(["COD 30", "BOD5 6"], ["化学需氧量", "五日生化需氧量"], id="equally-bad"),
        pytest.param(
            ["NH3N 1.9", "COD 39", "TP 0.39", "BOD5 5"], ["化学需氧量", "总磷", "氨氮"], id="three"
        ),
        pytest.param(["NH3N 9", "AS 0.06"], ["砷", "氨氮"], id="metals-first"),
        pytest.param(["NH3N 9", "CN 0.3"], ["氰化物", "氨氮"], id="cyanide-first"),
        pytest.param(
            ["NH3N 1.2", "DO 4"], ["氨氮", "溶解氧"], id="no-multiple-goes-last-in-its-class"
        ),
    ],
)
def test_main_pollutants(values: list[str], main: list[str]) -> None:
    assert verdict("river", *values)["main"] == main


@pytest.mark.parametrize(
    "metal", ["PB 0.06", "CR6 0.06", "HG 0.0002", "CD 0.006", "AS 0.06", "CN 0.21"]
)
def test_each_heavy_metal_and_cyanide_goes_before_a_worse_indicator(metal: str) -> None:
    found = verdict("river", metal, "NH3N 9")
    assert found["main"][-1] == "氨氮"
    assert len(found["main"]) == 2


@pytest.mark.parametrize(
    ("value", "code", "multiple"),
    [
        pytest.param("NH3N 1.19", "NH3N", "0.19", id="exact"),
        pytest.param("TP 0.35", "TP", "0.75", id="over-0.2"),
        pytest.param("CODMN 10.3", "CODMN", "0.7166666667", id="not-ending"),
        pytest.param("NH3N 1.0", "NH3N", None, id="equal"),
        pytest.param("DO 4", "DO", None, id="DO-has-none"),
        pytest.param("pH 9.5 无量纲", "PH", None, id="pH-has-none"),
    ],
)
def test_multiples_are_over_class_iii(value: str, code: str, multiple: str | None) -> None:
    assert item(verdict("river", value), code)["multiple"] == multiple


def test_a_stricter_target_is_judged_by_itself_and_pollutants_by_class_iii() -> None:
    found = verdict("river", "NH3N 0.8", class_="Ⅱ")
    assert (found["class"], found["verdict"], found["main"]) == ("Ⅲ", "not_met", [])
    assert (item(found, "NH3N")["limit"], item(found, "NH3N")["multiple"]) == ("0.5", "0.6")
    relaxed = verdict("river", "NH3N 1.2", class_="Ⅳ")
    assert (relaxed["verdict"], relaxed["main_printed"]) == ("met", ["氨氮（0.20）"])


def _reach(*ammonia: str) -> dict[str, object]:
    points = "".join(f"- {{id: P{n}, type: river, reach: R}}\n" for n in range(len(ammonia)))
    rows = "".join(row(f"P{n}", f"NH3N {value}") for n, value in enumerate(ammonia))
    (reach,) = document(points, rows)["reaches"]
    return reach


def test_four_sections_are_judged_by_their_mean() -> None:
    reach = _reach("0.1", "0.1", "0.1", "5.7")  # mean 1.5: Ⅳ
    assert (reach["method"], reach["class"], reach["word"]) == ("mean", "Ⅳ", "轻度污染")
    assert reach["main"] == ["氨氮"]


@pytest.mark.parametrize(
    ("ammonia", "word"),
    [
        pytest.param(["0.1"] * 4 + ["9"], "良好", id="five: 80 and 20"),
        pytest.param(["0.1"] * 5, "优", id="five: 100"),
        pytest.param(["0.1"] * 3 + ["9"] * 2, "重度污染", id="five: 60 and 40"),
        pytest.param(["0.1"] * 4 + ["9"] * 2, "中度污染", id="six: 67 and 33"),
        pytest.param(["0.1"] * 4 + ["1.2"] * 2, "轻度污染", id="six: 67 and 0"),
        pytest.param(["0.1"] * 9 + ["9"], "优", id="ten: 90 and 10"),
        pytest.param(["0.1"] * 6 + ["9"] * 2, "良好", id="eight: 75 and 25"),
    ],
)
def test_five_sections_and_more_by_shares(ammonia: list[str], word: str) -> None:
    reach = _reach(*ammonia)
    assert (reach["method"], reach["class"], reach["word"]) == ("shares", None, word)
    assert reach["main"] == ([] if word in ("优", "良好") else ["氨氮"])


@pytest.mark.parametrize(
    ("sense", "low", "high", "amount", "outcome"),
    [
        pytest.param("min", "5", None, exactly(Decimal(5)), "kept", id="oxygen-at-the-limit"),
        pytest.param("min", "5", None, exactly(Decimal("4.9")), "exceeded", id="oxygen-below-it"),
        pytest.param("min", "5", None, above(Decimal(5)), "kept", id="more-than-the-least"),
        pytest.param(
            "min", "5", None, above(Decimal(4)), "unsure", id="more-than-less-than-the-least"
        ),
        pytest.param("max", None, "1", exactly(Decimal(1)), "kept", id="at-the-most"),
        pytest.param(
            "max", None, "1", exactly(Decimal("1.01")), "exceeded", id="more-than-the-most"
        ),
        pytest.param("max", None, "1", below(Decimal(1)), "kept", id="below-the-most"),
        pytest.param("max", None, "1", below(Decimal(2)), "unsure", id="below-more-than-the-most"),
        pytest.param("max", None, "1", above(Decimal(1)), "exceeded", id="past-the-most"),
        pytest.param(
            "lt", None, "1", exactly(Decimal(1)), "exceeded", id="at-what-is-not-to-be-reached"
        ),
        pytest.param(
            "lt", None, "1", below(Decimal(1)), "kept", id="below-what-is-not-to-be-reached"
        ),
        pytest.param(
            "lt", None, "1", below(Decimal(2)), "unsure", id="below-more-than-is-not-to-be-reached"
        ),
        pytest.param(
            "lt", None, "1", above(Decimal(1)), "exceeded", id="past-what-is-not-to-be-reached"
        ),
        pytest.param("range", "6", "9", exactly(Decimal(6)), "kept", id="the-lower-end"),
        pytest.param("range", "6", "9", exactly(Decimal(9)), "kept", id="the-upper-end"),
        pytest.param(
            "range", "6", "9", exactly(Decimal("9.1")), "exceeded", id="above-the-upper-end"
        ),
        pytest.param("absent", None, None, undetected(), "kept", id="nothing-found"),
        pytest.param("absent", None, None, exactly(Decimal(1)), "exceeded", id="something-found"),
    ],
)
def test_a_bound_and_what_keeps_it(
    sense: Sense, low: str | None, high: str | None, amount: Amount, outcome: str
) -> None:
    bound = Bound(sense, Decimal(low) if low else None, Decimal(high) if high else None, "")
    assert bound.holds(amount) == outcome


@pytest.mark.parametrize(
    ("amounts", "qualifier", "low", "usual"),
    [
        pytest.param([exactly(Decimal(2)), above(Decimal(4))], ">", "3", "3", id="one-past-the-count"),
        pytest.param([below(Decimal(2)), below(Decimal(4))], "<", "0", "1.5", id="none-detected"),
        pytest.param([below(Decimal(2)), exactly(Decimal(4))], "", "2", "2.5", id="one-detected"),
        pytest.param([in_words("无", found=False), in_words("有", found=True)], "text", "1", "1", id="the-worst-word"),
    ],
)  # fmt: skip
def test_means(amounts: list[Amount], qualifier: str, low: str, usual: str) -> None:
    found = mean(amounts)
    assert (found.qualifier, found.low, found.usual) == (qualifier, Decimal(low), Decimal(usual))
