"""plan_data/water/ as it is loaded: what is kept, what is refused and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.store import load_water
from tests.water.cases import HEADER

POINTS = "- {id: tap-1, name: 龙头一, type: tap}\n"
MADE_UP = "- {id: tap-9, name: 示例龙头九, type: tap, illustrative: true}\n"
ROWS = HEADER + "tap-1,2020-07-01,砷,,0.001,mg/L\n"


def project(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / "plan_data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_nothing_on_file_is_no_fault(tmp_path: Path) -> None:
    assert load_water(tmp_path, illustration=True) == (None, ())


def test_what_is_on_file(tmp_path: Path) -> None:
    folder = project(
        tmp_path,
        {
            "water/points.yml": "- {id: tap-1, name: 龙头一, type: tap, township: 甲镇, works: 一水厂, population: 1200}\n",
            "water/results/2020-Q3.csv": ROWS,
            "water/results/2020-Q2.csv": HEADER + "tap-1,2020-04-01,砷,<,0.001,mg/L\n",
            "water/publications.yml": '- quarter: "2020-Q3"\n  link: 龙头水\n  published: "2020-10-09"\n  publisher: 县卫健局\n',
            "water/actions.yml": '- point: tap-1\n  quarter: "2020-Q3"\n  indicator: As\n  cause: 管道\n  remedy: 更换\n  retested: "2020-08-01"\n',
        },
    )
    water, found = load_water(folder, illustration=False)
    assert found == ()
    assert water is not None
    assert [(point.id, point.township, point.population) for point in water.points] == [
        ("tap-1", "甲镇", "1200")
    ]
    assert [result.date for result in water.results] == ["2020-04-01", "2020-07-01"]
    assert [(one.quarter, one.link) for one in water.publications] == [("2020-Q3", "tap")]
    assert [(one.indicator, one.retested) for one in water.actions] == [("AS", "2020-08-01")]
    assert water.on_file == {("2020-Q2", "tap"), ("2020-Q3", "tap")}
    assert len(water.until("2020-06-30").results) == 1


def test_made_up_records_show_only_where_they_are_asked_for(tmp_path: Path) -> None:
    folder = project(
        tmp_path,
        {
            "water/points.yml": POINTS,
            "illustration/water/points.yml": MADE_UP,
            "illustration/water/results/2020-Q3.csv": ROWS.replace("tap-1", "tap-9"),
        },
    )
    real, _ = load_water(folder, illustration=False)
    both, _ = load_water(folder, illustration=True)
    assert real is not None
    assert both is not None
    assert ([point.id for point in real.points], real.results) == (["tap-1"], ())
    assert both.illustrative == {"tap-9"}
    assert len(both.results) == 1


@pytest.mark.parametrize(
    ("files", "place", "rule"),
    [
        pytest.param(
            {"water/points.yml": POINTS, "water/results/2020-Q2.csv": ROWS},
            "plan_data/water/results/2020-Q2.csv:2:7",
            "water-date-quarter",
            id="another-quarter",
        ),
        pytest.param(
            {"water/points.yml": POINTS, "water/results/2020.csv": ROWS},
            "plan_data/water/results/2020.csv",
            "water-results-name",
            id="name-of-a-file",
        ),
        pytest.param(
            {"water/points.yml": POINTS, "water/results/2020-Q3.csv": ROWS + "tap-1,2020-07-01,As,,2,μg/L\n"},
            "plan_data/water/results/2020-Q3.csv:3:22",
            "water-conflict",
            id="conflict",
        ),
        pytest.param(
            {"water/results/2020-Q3.csv": ROWS},
            "plan_data/water/points.yml",
            "source-missing",
            id="no-points",
        ),
        pytest.param(
            {"water/points.yml": "- {id: 龙头, type: tap}\n"},
            "plan_data/water/points.yml:1:1",
            "water-point-id",
            id="id-that-is-no-address",
        ),
        pytest.param(
            {"water/points.yml": "- {id: 2020-q3, type: tap}\n"},
            "plan_data/water/points.yml:1:1",
            "water-point-id",
            id="id-of-a-bulletin",
        ),
        pytest.param(
            {"water/points.yml": MADE_UP},
            "plan_data/water/points.yml:1:1",
            "water-illustrative",
            id="made-up-among-the-real",
        ),
        pytest.param(
            {"illustration/water/points.yml": POINTS},
            "plan_data/illustration/water/points.yml:1:1",
            "water-not-illustrative",
            id="unmarked-among-the-made-up",
        ),
        pytest.param(
            {"water/points.yml": POINTS, "illustration/water/points.yml": MADE_UP.replace("tap-9", "tap-1")},
            "plan_data/illustration/water/points.yml:1:1",
            "water-point-twice",
            id="one-id-twice",
        ),
        pytest.param(
            {"water/points.yml": POINTS, "water/publications.yml": '- quarter: "2020-Q3"\n  link: 井水\n  published: "2020-10-09"\n'},
            "plan_data/water/publications.yml:2:9",
            "yaml-choice",
            id="link",
        ),
        pytest.param(
            {"water/points.yml": POINTS, "water/publications.yml": '- quarter: "2020-Q3"\n  link: 龙头水\n  published: 2020-10-09\n'},
            "plan_data/water/publications.yml:3:14",
            "yaml-unquoted",
            id="unquoted-day",
        ),
        pytest.param(
            {"water/points.yml": POINTS, "water/publications.yml": '- quarter: "2020-Q3"\n  link: 龙头水\n  published: "2020-06-30"\n'},
            "plan_data/water/publications.yml:1:3",
            "water-publication-early",
            id="published-before-the-quarter",
        ),
        pytest.param(
            {"water/points.yml": POINTS, "water/publications.yml": '- quarter: "2020Q3"\n  link: 龙头水\n  published: "2020-10-09"\n'},
            "plan_data/water/publications.yml:1:3",
            "water-quarter",
            id="no-quarter",
        ),
        pytest.param(
            {"water/points.yml": POINTS, "water/publications.yml": 'quarter: "2020-Q3"\n'},
            "plan_data/water/publications.yml:1:1",
            "yaml-type",
            id="no-list",
        ),
        pytest.param(
            {"water/points.yml": POINTS, "water/publications.yml": '- quarter: "2020-Q3"\n  link: 龙头水\n  published: "2020-10-09"\n  illustrative: true\n'},
            "plan_data/water/publications.yml:1:3",
            "water-illustrative",
            id="a-made-up-publication-among-the-real",
        ),
        pytest.param(
            {"water/points.yml": POINTS, "water/publications.yml": '- quarter: "2020-Q3"\n  link: 龙头水\n  published: "2020-10-09"\n  address: "javascript:alert(1)"\n'},
            "plan_data/water/publications.yml:4:12",
            "overlay-address",
            id="address",
        ),
        pytest.param(
            {"water/points.yml": POINTS, "water/actions.yml": '- point: tap-1\n  quarter: "2020-Q3"\n  indicator: 砷\n  retested: "2020-08-01"\n'},
            "plan_data/water/actions.yml:1:3",
            "water-action-nothing",
            id="neither-cause-nor-remedy",
        ),
        pytest.param(
            {"water/points.yml": POINTS, "water/actions.yml": '- point: tap-2\n  quarter: "2020-Q3"\n  indicator: 砷\n  cause: 管道\n'},
            "plan_data/water/actions.yml:1:3",
            "water-point-unknown",
            id="action-on-no-point",
        ),
        pytest.param(
            {"water/points.yml": POINTS, "water/actions.yml": '- point: tap-1\n  quarter: "2020-Q3"\n  indicator: 砷精\n  cause: 管道\n'},
            "plan_data/water/actions.yml:1:3",
            "water-indicator-unknown",
            id="action-on-no-indicator",
        ),
    ],
)  # fmt: skip
def test_a_fault_has_its_place(
    tmp_path: Path, files: dict[str, str], place: str, rule: str
) -> None:
    water, found = load_water(project(tmp_path, files), illustration=True)
    assert water is None
    (error,) = [finding for finding in found if finding.severity == "error"]
    assert error.rule == rule
    assert error.text("en").startswith(f"{place}: ")
