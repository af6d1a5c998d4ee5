"""Which revision is the current one, and what each is worth on a day."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from gongkai.model import InForce, Revision, SourceRecord
from gongkai.revise.succession import (
    DERIVED,
    current,
    on_record,
    ordered,
    settled,
    standing,
    unfounded,
    validity,
)


def revision(name: str, follows: str | None = None, **given: object) -> Revision:
    source = SourceRecord("source.txt", "0" * 64, "utf-8", 1)
    return Revision("方案", source, id=name, follows=follows, **given)


def chain(*made: Revision) -> dict[str, Revision]:
    return {one.id or "": one for one in made}


IN_FORCE = chain(
    revision("r1", state="in_force", in_force=InForce("2024-01-01")),
    revision("r2", "r1", state="in_force", in_force=InForce("2025-03-01", "2027-12-31", "文件第二条")),
    revision("r3", "r2", state="draft"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "day", "worth"),
    [
        ("r1", "2023-12-31", "approved"),
        ("r1", "2024-01-01", "in_force"),
        ("r1", "2025-02-28", "in_force"),
        ("r1", "2025-03-01", "superseded"),
        ("r1", None, "superseded"),
        ("r2", "2025-02-28", "approved"),
        ("r2", "2027-12-31", "in_force"),
        ("r2", "2028-01-01", "ended"),
        ("r2", None, "in_force"),
        ("r3", "2026-01-01", "draft"),
    ],
)
def test_standing_on_a_day(name: str, day: str | None, worth: str) -> None:
    assert standing(IN_FORCE, name, day) == worth


def test_a_draft_that_was_approved_and_one_taken_back() -> None:
    known = chain(
        revision("r1", state="in_force"),
        revision("r2", "r1", state="draft", approved_by="县人民政府", approved_on="2025-01-01"),
        revision("r3", "r2", state="in_force", withdrawn_on="2025-06-01"),
    )
    assert standing(known, "r2") == "approved"
    assert standing(known, "r3", "2025-05-31") == "in_force"
    assert standing(known, "r3", "2025-06-01") == "withdrawn"
    assert (
        standing(known, "r1") == "in_force"
    )  # neither a draft nor what was taken back replaces it
    assert current(known) == "r2"


def test_the_end_comes_from_the_next_where_it_is_not_recorded() -> None:
    assert validity(IN_FORCE, "r1") == InForce("2024-01-01", "2025-02-28", DERIVED)
    assert validity(IN_FORCE, "r2") == InForce("2025-03-01", "2027-12-31", "文件第二条")
    assert validity(IN_FORCE, "r3") == InForce()


@pytest.mark.parametrize(
    ("known", "order", "now"),
    [
        pytest.param(chain(), (), None, id="none"),
        pytest.param(IN_FORCE, ("r1", "r2", "r3"), "r3", id="a-chain"),
        pytest.param(
            chain(revision("b"), revision("a", "b"), revision("c", "b"), revision("d", "a")),
            ("b", "a", "d", "c"),
            "d",
            id="branches",
        ),
        pytest.param(chain(revision("x", "gone")), ("x",), "x", id="follows-what-is-not-there"),
        pytest.param(chain(revision("a", "b"), revision("b", "a")), ("a", "b"), None, id="a-circle"),
    ],
)  # fmt: skip
def test_order_and_current(
    known: dict[str, Revision], order: tuple[str, ...], now: str | None
) -> None:
    assert ordered(known) == order
    assert current(known) == now
    astray = {one for one in known if known[one].follows == "gone" or order == ("a", "b")}
    assert set(unfounded(known)) == astray


def test_what_units_report_on_is_no_draft() -> None:
    assert settled(IN_FORCE) == "r2"
    assert settled(IN_FORCE, "2025-02-28") == "r1"
    assert settled(chain(revision("r1", state="draft"), revision("r2", "r1"))) == "r2"
    taken_back = revision("r3", "r2", state="in_force", withdrawn_on="2025-06-01")
    assert settled({**IN_FORCE, "r3": taken_back}) == "r2"
    assert settled({}) is None


def dated(name: str, follows: str | None, *days: str | None, **given: object) -> Revision:
    """A revision in force with the days on which it was approved, came into force, was put on the site."""
    approved, start, published = days
    return revision(name, follows, state="in_force", approved_by="县人民政府" if approved else None,
                    approved_on=approved, in_force=InForce(start), published=published, **given)  # fmt: skip


@pytest.mark.parametrize(
    ("second", "day", "shown"),
    [
        pytest.param(("2025-02-20", "2025-03-01", None), "2025-02-28", ["r1"], id="not-yet-in-force"),
        pytest.param(("2025-02-20", "2025-03-01", None), "2025-03-01", ["r1", "r2"], id="from-the-day"),
        pytest.param(("2025-02-20", "2025-03-01", "2025-02-25"), "2025-02-25", ["r1", "r2"], id="published-first"),
        pytest.param(("2025-02-20", "2025-03-01", "2025-06-01"), "2025-03-01", ["r1", "r2"], id="published-later"),
        pytest.param(("2025-02-20", None, None), "2025-02-19", ["r1"], id="approval-alone"),
        pytest.param(("2025-02-20", None, None), "2025-02-20", ["r1", "r2"], id="approved-on-the-day"),
        pytest.param((None, None, None), "2020-06-01", ["r1", "r2"], id="no-day-is-recorded"),
        pytest.param((None, None, None), "2019-12-31", ["r1"], id="nothing-yet:-the-first-as-it-is"),
    ],
)  # fmt: skip
def test_what_was_on_record_on_a_day(second: tuple[str | None, ...], day: str, shown: list[str]) -> None:  # fmt: skip
    known = chain(dated("r1", None, None, "2020-01-01", None), dated("r2", "r1", *second))
    assert [*on_record(known, day)] == shown
    assert current(known, day) == shown[-1]
    assert current(known) == "r2"


def test_a_draft_is_bound_by_no_planned_day_and_is_not_before_what_it_follows() -> None:
    known = chain(
        dated("r1", None, None, "2020-01-01", None),
        dated("r2", "r1", None, "2025-03-01", None),
        revision("r3", "r2", state="draft", in_force=InForce("2030-01-01")),
    )
    assert current(known, "2026-01-01") == "r3"
    assert current(known, "2024-01-01") == "r1"


def test_what_was_recorded_later_of_a_revision_is_left_out() -> None:
    known = chain(
        dated("r1", None, "2019-12-20", "2020-01-01", "2022-01-01"),
        dated("r2", "r1", "2025-02-20", "2025-03-01", "2025-03-02", withdrawn_on="2025-06-01"),
        dated("r3", "r1", "2025-07-01", "2025-07-10", None),
    )
    known["r1"] = replace(known["r1"], state="superseded")
    known["r2"] = replace(known["r2"], state="withdrawn")
    then = on_record(known, "2021-06-01")
    assert [*then] == ["r1"]
    assert (then["r1"].state, then["r1"].published) == ("in_force", None)
    then = on_record(known, "2025-03-01")
    assert (then["r2"].state, then["r2"].withdrawn_on, then["r2"].published) == ("in_force", None, None)  # fmt: skip
    assert (then["r1"].state, current(then)) == ("superseded", "r2")
    then = on_record(known, "2025-06-02")
    assert (then["r1"].state, current(then)) == (
        "superseded",
        "r1",
    )  # none says that it holds again
    assert on_record(known, "2025-07-10") == known
