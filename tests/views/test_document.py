"""The plan's particulars, and what the publisher sets: what is not on record says so, nothing is made up."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from msgspec.structs import replace

from gongkai.model import InForce, Plan
from gongkai.reading.read import read
from gongkai.sources import read_source
from gongkai.views import Index, Settings, words
from gongkai.views.document import document

TEXT = "管网改造方案\n\n一、任务\n（一）查漏。到2026年底前查完。\n责任单位：县水务局\n"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return read(read_source("source.txt", TEXT.encode()))[0]


@pytest.mark.parametrize(
    ("settings", "revision", "name", "said"),
    [
        pytest.param({}, {}, "索引号", words.NOT_GIVEN, id="no-index-number"),
        pytest.param({"index_number": "1/2026-1"}, {}, "索引号", "1/2026-1", id="index-number"),
        pytest.param({}, {}, "成文日期", words.NOT_GIVEN, id="no-day-in-print"),
        pytest.param({}, {"published": "2026-01-05"}, "成文日期", words.NOT_GIVEN, id="not-the-other-day"),
        pytest.param({}, {"published": "2026-01-05"}, "发布日期", "2026年1月5日", id="day-on-the-site"),
        pytest.param({}, {}, "有效性", words.NOT_GIVEN, id="no-state"),
        pytest.param({}, {"state": "in_force"}, "有效性", "有效", id="in-force"),
        pytest.param({}, {"state": "in_force", "in_force": InForce("2026-01-01", "2026-06-30")}, "有效性", "有效", id="on-its-last-day"),
        pytest.param({}, {"state": "in_force", "in_force": InForce("2026-01-01", "2026-06-29")}, "有效性", "失效（期限已满）", id="ended"),
        pytest.param({}, {"state": "in_force", "in_force": InForce("2026-07-01")}, "有效性", "已批准，尚未施行", id="to-come"),
        pytest.param({}, {"state": "superseded"}, "有效性", "失效（已被新的修订版取代）", id="superseded"),
    ],
)  # fmt: skip
def test_a_field(plan: Plan, settings, revision, name: str, said: str) -> None:
    revised = replace(plan.revision, **revision)
    index = Index.of(replace(plan, revision=revised, as_of="2026-06-30"))
    assert dict(document(index, Settings(**settings)).rows)[name] == said


def test_a_report_of_an_error_carries_the_words() -> None:
    said = {"title": "查漏", "place": "原文第4行", "words": "到2026年底前&查完", "address": "plan/"}
    link = Settings(site_url="https://a.example", contact="mailto:w@a.example").report(**said)
    body = parse_qs(urlsplit(link).query)["body"][0]
    assert "到2026年底前&查完" in body
    assert "https://a.example/plan/" in body
    link = Settings(contact="https://a.example/?t={title}&q={quote}").report(**said)
    assert parse_qs(urlsplit(link).query) == {"t": ["勘误：查漏"], "q": ["到2026年底前&查完"]}
    assert Settings().report(**said) == ""


@pytest.mark.parametrize("contact", ["javascript:alert(1)", "data:text/html,x", "ftp://a", "a@b"])
def test_an_address_of_another_kind_is_refused(contact: str) -> None:
    with pytest.raises(ValueError, match="contact"):
        Settings(contact=contact)


def test_no_code_is_made_up() -> None:
    assert {code for _, code in Settings().codes} == {""}
