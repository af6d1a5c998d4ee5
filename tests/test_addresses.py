"""Addresses: links lead where they should from anywhere, and no id leads out of the site."""

from __future__ import annotations

from functools import partial
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai import addresses

HOST = "https://www.example.gov.cn/plan-site/"
IDS = st.from_regex(r"[A-Za-z0-9]([A-Za-z0-9_-]{0,6}[A-Za-z0-9])?", fullmatch=True)
PAGES = st.one_of(
    st.sampled_from([addresses.HOME, addresses.PLAN, addresses.MEASURES, addresses.DATA]),
    IDS.map(addresses.measure),
    IDS.map(addresses.unit),
    IDS.map(addresses.section),
    st.builds(
        addresses.part,
        st.sampled_from([addresses.MEASURES, addresses.TARGETS]),
        IDS,
        st.integers(1, 3),
    ),
    st.builds(addresses.unit_rows, IDS, st.just("duties"), st.integers(1, 3)),
)


@given(PAGES, PAGES, st.sampled_from(["", "#L4", "#N001-T1"]))
def test_a_relative_link_leads_to_its_target(target: str, here: str, fragment: str) -> None:
    link = addresses.relative(target + fragment, here)
    assert urljoin(HOST + here, link) == HOST + target + fragment


@pytest.mark.parametrize(
    ("target", "here", "link"),
    [
        pytest.param("plan/#L4", "plan/", "#L4", id="on-the-same-page"),
        pytest.param("plan/", "plan/", "../plan/", id="the-page-itself"),
        pytest.param("", "", "./", id="home-from-home"),
        pytest.param("", "measures/N001/", "../../", id="home-from-below"),
        pytest.param("data/plan.json", "data/", "../data/plan.json", id="a-file"),
    ],
)
def test_relative(target: str, here: str, link: str) -> None:
    assert addresses.relative(target, here) == link


@pytest.mark.parametrize(
    "identifier", ["", "..", "a/b", "../x", "a b", "甲", "-a", "a-", "a\n", "%2e", "a.b"]
)
@pytest.mark.parametrize(
    "room",
    [
        addresses.measure,
        addresses.unit,
        addresses.section,
        partial(addresses.part, addresses.TARGETS),
    ],
)
def test_an_id_that_is_no_plain_word_is_refused(room, identifier: str) -> None:
    with pytest.raises(addresses.UnsafeId):
        room(identifier)
