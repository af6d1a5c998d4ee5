"""What is named on the command line: a unit's own id and name go before what another is also called, and nothing is guessed."""

from __future__ import annotations

import json

import pytest

from gongkai.cli.named import unit_named
from gongkai.model import Unit

UNITS = (
    Unit("fagai", "市发展和改革委员会", "department"),
    Unit("zhujian", "市住房和城乡建设局", "department", ("市住建局", "建设局"), "住建局"),
    Unit("nengyuan", "市能源局", "department", ("市发展和改革委员会", "fagai", "建设局"), "能源局"),
)


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        pytest.param("fagai", "fagai", id="an-id-that-another-is-called"),
        pytest.param("市发展和改革委员会", "fagai", id="a-name-that-another-is-called"),
        pytest.param("市住建局", "zhujian", id="another-name"),
        pytest.param("能源局", "nengyuan", id="the-short-name"),
    ],
)
def test_a_unit_is_found_by_what_is_its_own_first(wanted: str, found: str, turned: bool) -> None:
    units = UNITS[::-1] if turned else UNITS
    assert unit_named((*units, *units), wanted, as_json=False).id == found


@pytest.mark.parametrize(
    ("wanted", "rule", "told"),
    [
        pytest.param("建设局", "asked-unit-shared", ("（zhujian）", "（nengyuan）"), id="two"),
        pytest.param("市能源", "asked-unit", ("市能源局",), id="none"),
    ],
)
def test_what_is_no_units_alone_is_refused(
    capsys: pytest.CaptureFixture[str], wanted: str, rule: str, told: tuple[str, ...]
) -> None:
    with pytest.raises(SystemExit) as ended:
        unit_named(UNITS, wanted, as_json=True)
    assert ended.value.code == 2
    out, err = capsys.readouterr()
    [finding] = json.loads(out)["findings"]
    assert (finding["rule"], finding["file"]) == (rule, wanted)
    assert all(word in err for word in told)
