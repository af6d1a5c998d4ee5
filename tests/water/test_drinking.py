"""Works, network and tap by GB 5749, worked by hand from both editions."""

from __future__ import annotations

import pytest

from tests.water.cases import document, item, row, verdict

LAST_2006, FIRST_2022 = "2023-03-31", "2023-04-01"
COUNT = "CFU/mL"


@pytest.mark.parametrize(
    ("day", "value", "edition", "outcome"),
    [
        pytest.param(LAST_2006, "BORON 0.8", "2006", "not_met", id="boron-0.5-the-day-before"),
        pytest.param(FIRST_2022, "BORON 0.8", "2022", "met", id="boron-1.0-on-the-day"),
        pytest.param(
            LAST_2006, "FREE_CL 3", "2006", "met", id="chlorine-at-the-tap-2006-no-upper-limit"
        ),
        pytest.param(FIRST_2022, "FREE_CL 3", "2022", "not_met", id="chlorine-at-the-tap-2022"),
        pytest.param(LAST_2006, "VC 0.003", "2006", "met", id="vinyl-chloride-2006"),
        pytest.param(LAST_2006, "ALPHA 0.6 Bq/L", "2006", "cannot_tell", id="guidance-2006"),
        pytest.param(
            FIRST_2022, "VC 0.003", "2022", "cannot_tell", id="limit-of-2022-not-confirmed"
        ),
    ],
)
def test_the_day_of_sampling_gives_the_edition(
    day: str, value: str, edition: str, outcome: str
) -> None:
    found = verdict("tap", value, day=day, disinfectant="FREE_CL")
    assert (found["edition"], found["standard"]) == (edition, f"GB 5749-{edition}")
    assert found["verdict"] == outcome


@pytest.mark.parametrize(
    ("value", "outcome"),
    [
        pytest.param("AS 0.01", "met", id="equal"),
        pytest.param("AS 0.0101", "not_met", id="over"),
        pytest.param("AS <0.02", "cannot_tell", id="detection-limit-above"),
        pytest.param("AS <0.01", "met", id="detection-limit-equal"),
        pytest.param("pH 6.5 无量纲", "met", id="pH-lower-end"),
        pytest.param("pH 8.5 无量纲", "met", id="pH-upper-end"),
        pytest.param("pH 6.49 无量纲", "not_met", id="pH-below"),
        pytest.param("pH 8.51 无量纲", "not_met", id="pH-above"),
        pytest.param("TC ND MPN/100mL", "met", id="not-detected-without-a-limit"),
        pytest.param("TC <2 MPN/100mL", "met", id="below-2-is-not-detected"),
        pytest.param("TC 0 CFU/100mL", "met", id="zero-colonies"),
        pytest.param("TC 1 CFU/100mL", "not_met", id="one-colony"),
        pytest.param(f"TPC 100 {COUNT}", "met", id="colonies-equal"),
        pytest.param(f"TPC >300 {COUNT}", "not_met", id="past-counting"),
        pytest.param(f"TPC >50 {COUNT}", "cannot_tell", id="more-than-50-may-be-more-than-100"),
        pytest.param("GIARDIA 1 个/10L", "not_met", id="lt-equal-is-not-kept"),
        pytest.param("GIARDIA <1 个/10L", "met", id="lt-not-detected"),
        pytest.param("ODOR text:无异臭、异味 —", "met", id="no-odour"),
        pytest.param("VISIBLE text:有悬浮物 —", "not_met", id="visible-matter"),
        pytest.param("ALPHA 0.5 Bq/L", "met", id="guidance-equal"),
        pytest.param("ALPHA 0.6 Bq/L", "cannot_tell", id="guidance-does-not-fail"),
        pytest.param("THM 1 无量纲", "met", id="reported-ratio-equal"),
        pytest.param("THM 1.01 无量纲", "not_met", id="reported-ratio-over"),
        pytest.param("ACETOCHLOR 5", "cannot_tell", id="no-limit-on-file"),
        pytest.param("TN 5", "cannot_tell", id="no-indicator-of-the-standard"),
    ],
)
def test_one_indicator_in_2022(value: str, outcome: str) -> None:
    assert verdict("tap", value)["verdict"] == outcome


def test_a_limit_that_is_not_confirmed_informs_and_does_not_judge() -> None:
    found = verdict("tap", "VC 0.003", "AS 0.001")
    assert (found["verdict"], found["tested"]) == ("met", 1)
    vinyl = item(found, "VC")
    assert (vinyl["counts"], vinyl["exceeds"], vinyl["over_reference"]) == (False, False, True)
    assert vinyl["evidence"] == "R"


@pytest.mark.parametrize(
    ("kind", "day", "used", "values", "outcome"),
    [
        pytest.param("works", FIRST_2022, "FREE_CL", ["FREE_CL 0.3"], "met", id="works-residual"),
        pytest.param(
            "works", FIRST_2022, "FREE_CL", ["FREE_CL 0.29"], "not_met", id="works-too-little"
        ),
        pytest.param(
            "works", FIRST_2022, "FREE_CL", ["FREE_CL 2.01"], "not_met", id="works-too-much"
        ),
        pytest.param("works", LAST_2006, "FREE_CL", ["FREE_CL 4"], "met", id="works-2006-limit-4"),
        pytest.param(
            "works", LAST_2006, "FREE_CL", ["FREE_CL 4.1"], "not_met", id="works-2006-over"
        ),
        pytest.param("tap", FIRST_2022, "FREE_CL", ["FREE_CL 0.05"], "met", id="tap-residual"),
        pytest.param(
            "tap", FIRST_2022, "FREE_CL", ["FREE_CL 0.04"], "not_met", id="tap-too-little"
        ),
        pytest.param(
            "tap", FIRST_2022, "FREE_CL", ["FREE_CL <0.01"], "not_met", id="tap-none-found"
        ),
        pytest.param("network", FIRST_2022, "CLO2", ["CLO2 0.02"], "met", id="network-as-tap"),
        pytest.param(
            "works", FIRST_2022, "O3", ["O3 0.001"], "met", id="ozone-no-residual-at-works"
        ),
        pytest.param("works", FIRST_2022, "O3", ["O3 0.31"], "not_met", id="ozone-limit"),
        pytest.param("tap", FIRST_2022, "O3", ["O3 0.01"], "not_met", id="ozone-residual-at-tap"),
        pytest.param(
            "tap", FIRST_2022, "TOTAL_CL", ["FREE_CL 0", "AS 0.001"], "met", id="only-that-in-use"
        ),
        pytest.param(
            "works",
            FIRST_2022,
            "[CLO2, FREE_CL]",
            ["CLO2 0.1", "FREE_CL 0.1"],
            "met",
            id="mixed-one-is-enough",
        ),
        pytest.param(
            "works",
            FIRST_2022,
            "[CLO2, FREE_CL]",
            ["CLO2 0.05", "FREE_CL 0.1"],
            "not_met",
            id="mixed-neither",
        ),
        pytest.param(
            "works",
            FIRST_2022,
            "[CLO2, FREE_CL]",
            ["CLO2 0.81", "FREE_CL 0.5"],
            "not_met",
            id="mixed-both-limits",
        ),
        pytest.param(
            "works",
            FIRST_2022,
            "[CLO2, FREE_CL]",
            ["CLO2 0.05"],
            "cannot_tell",
            id="mixed-one-not-measured",
        ),
    ],
)
def test_disinfectants(kind: str, day: str, used: str, values: list[str], outcome: str) -> None:
    assert verdict(kind, *values, day=day, disinfectant=used)["verdict"] == outcome


def test_without_a_declared_disinfectant_the_only_one_measured_is_judged() -> None:
    found = verdict("tap", "FREE_CL 0.01")
    assert (found["verdict"], len(found["notes"])) == ("not_met", 1)
    two = verdict("tap", "FREE_CL 0.01", "CLO2 0.5", "AS 0.001")
    assert (two["verdict"], two["tested"]) == ("met", 1)


# 0.03/0.06 + 0.02/0.1 + 0.012/0.06 + 0.01/0.1 = 0.5 + 0.2 + 0.2 + 0.1 = 1
FOUR = ("CHCL3 0.03", "CHCLBR2 0.02", "CHCL2BR 0.012", "CHBR3 0.01")


@pytest.mark.parametrize(
    ("values", "outcome", "ratio"),
    [
        pytest.param(FOUR, "met", "1", id="sum-equal-to-1"),
        pytest.param(
            (*FOUR[:3], "CHBR3 0.011"), "not_met", "1.01", id="each-kept-and-the-sum-over"
        ),
        pytest.param(
            ("CHCL3 0.01", *FOUR[1:]), "met", "0.6666666667", id="a-sum-that-does-not-end"
        ),
        pytest.param(
            ("CHCL3 0.06", "CHCL2BR 0.01"), "not_met", "1.166666667", id="two-of-four-are-over"
        ),
        pytest.param(FOUR[:3], "met", None, id="three-of-four-give-no-sum"),
    ],
)
def test_trihalomethanes(values: tuple[str, ...], outcome: str, ratio: str | None) -> None:
    found = verdict("works", *values)
    sums = [one["value"] for one in found["items"] if one["code"] == "THM"]
    assert (found["verdict"], sums) == (outcome, [] if ratio is None else [ratio])


@pytest.mark.parametrize(
    ("value", "day", "small", "outcome"),
    [
        pytest.param("FLUORIDE 1.2", FIRST_2022, True, "met", id="note-b"),
        pytest.param("FLUORIDE 1.21", FIRST_2022, True, "not_met", id="over-note-b"),
        pytest.param("FLUORIDE 1.2", FIRST_2022, False, "not_met", id="not-for-a-county-town"),
        pytest.param(f"TPC 500 {COUNT}", FIRST_2022, True, "met", id="colonies"),
        pytest.param("NO3N 20", FIRST_2022, True, "met", id="nitrate"),
        pytest.param("TURB 3 NTU", FIRST_2022, True, "met", id="turbidity"),
        pytest.param("AS 0.02", FIRST_2022, True, "not_met", id="arsenic-is-not-relaxed"),
        pytest.param(
            "FLUORIDE 1.1", LAST_2006, True, "cannot_tell", id="table-4-of-2006-not-confirmed"
        ),
        pytest.param("FLUORIDE 1.0", LAST_2006, True, "met", id="kept-by-table-1-of-2006"),
        pytest.param(
            "TURB 3 NTU", LAST_2006, True, "met", id="table-1-itself-gives-3-when-limited"
        ),
        pytest.param(
            "TURB 3.1 NTU", LAST_2006, True, "cannot_tell", id="over-3-table-4-not-confirmed"
        ),
        pytest.param("TURB 2 NTU", LAST_2006, False, "not_met", id="1-where-nothing-says-limited"),
        pytest.param(
            "NO3N 15", LAST_2006, False, "not_met", id="10-where-the-source-is-not-on-file"
        ),
        pytest.param("CD 0.006", LAST_2006, True, "not_met", id="not-in-table-4"),
    ],
)
def test_small_supply(value: str, day: str, small: bool, outcome: str) -> None:
    assert verdict("tap", value, day=day, small_supply=str(small).lower())["verdict"] == outcome


def test_a_condition_of_2006_that_is_not_on_file_is_named() -> None:
    assert "20" in item(verdict("works", "NO3N 15", day=LAST_2006), "NO3N")["note"]
    assert item(verdict("works", "NO3N 15", day=FIRST_2022), "NO3N")["note"] == ""


def test_what_does_not_apply_is_not_missing() -> None:
    found = verdict("works", "TC ND CFU/100mL", disinfectant="CLO2")
    missing = set(found["missing"])
    assert not missing & {"大肠埃希氏菌", "溴酸盐", "三卤甲烷", "氯酸盐", "游离氯"}
    assert {"亚氯酸盐", "二氧化氯"} <= missing
    assert found["required"] == found["tested"] + len(missing)
    assert "大肠埃希氏菌" in verdict("works", "TC 3 CFU/100mL")["missing"]


def test_a_tap_has_one_verdict_a_day_and_a_rate_by_samples() -> None:
    rows = row("P", "AS 0.001", "2024-01-05") + row("P", "AS 0.02", "2024-01-06")
    found = document("- {id: P, type: tap}\n", rows + row("P", "AS 0.001", "2024-03-31"))
    assert [one["date"] for one in found["verdicts"]] == ["2024-01-05", "2024-01-06", "2024-03-31"]
    rates = {rate["period"]: (rate["met"], rate["judged"]) for rate in found["rates"]}
    assert rates == {"2024-01": (1, 2), "2024-03": (1, 1), "2024-Q1": (2, 3)}


def test_every_judged_item_says_why() -> None:
    found = verdict("works", "AS 0.01", "FREE_CL 0.5", *FOUR, disinfectant="FREE_CL")
    for one in found["items"]:
        assert one["clause"].startswith("GB 5749-2022 表")
        assert one["limit"]
        assert one["evidence"]
