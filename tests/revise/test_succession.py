"""Which revision is the current one, and what each is worth on a day."""

from __future__ import annotations

import pytest

from gongkai.model import InForce, Revision, SourceRecord
from gongkai.revise.succession import DERIVED, current, ordered, standing, unfounded, validity


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
