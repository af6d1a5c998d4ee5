"""The site for everyone: axe finds nothing, narrow and enlarged pages lose nothing, the keyboard does it all, choices last."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("access")]
AXE = Path(__file__).parents[2] / ".cache/axe/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def _axe() -> str:
    if not AXE.exists():
        told = "axe-core is not installed: scripts/test installs it by npm"
        if os.environ.get("CI"):
            pytest.fail(told)
        pytest.skip(told)
    return AXE.read_text("utf-8")


def _violations(page, axe: str) -> list[tuple[str, ...]]:
    """What axe finds on the page that is open: weight, rule, where, why."""
    page.evaluate(axe)
    result = page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)
    return [
        (one["impact"], one["id"], node["html"][:160], node["failureSummary"][:200])
        for one in result["violations"]
        for node in one["nodes"][:2]
    ]


def _choose(page, name: str, value: str) -> None:
    """Make a choice among the reading tools, by mouse."""
    page.click(".gk-tool")
    page.check(f'.gk-reader [name="gk-{name}"][value="{value}"]')
    page.click(".gk-reader .gk-button")


@pytest.mark.parametrize(
    ("width", "scheme", "choice"),  # each width, each scheme and each choice once
    [
        pytest.param(1280, "light", None, id="desk-light"),
        pytest.param(360, "dark", ("elder", "on"), id="phone-dark-elder"),
        pytest.param(1280, "light", ("contrast", "high"), id="desk-high-contrast"),
    ],
)
def test_axe_finds_nothing(visit, kinds, width: int, scheme: str, choice) -> None:
    axe = _axe()
    page = visit(width, color_scheme=scheme).go("")
    if choice:
        _choose(page, *choice)
    found = []
    for kind, path in kinds.items():
        page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + "/" + path)
        found += [(kind, *one) for one in _violations(page, axe)]
    assert found == [], "\n".join(map(str, found))


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_axe_finds_nothing_on_pages_of_revisions(
    visit, revised_address: str, width: int, scheme: str
) -> None:
    axe = _axe()
    one = visit(width, at=revised_address, color_scheme=scheme)
    found = []
    for path in (
        "",
        "revisions/",
        "revisions/r2/",
        "revisions/r1--r2/",
        "revisions/r2--r3/",
        "units/",
    ):
        found += [(path, *wrong) for wrong in _violations(one.go(path), axe)]
    unit = one.page.locator("#gk-content table a").first
    unit.click()
    one.page.locator(".gk-qr").wait_for()
    found += [("unit", *wrong) for wrong in _violations(one.page, axe)]
    assert found == [], "\n".join(map(str, found))


@pytest.mark.parametrize(
    ("width", "choice"),
    [
        pytest.param(320, None, id="320-pixels"),
        pytest.param(640, None, id="200-percent"),
        pytest.param(360, ("elder", "on"), id="large-and-simple"),
    ],
)
def test_narrow_and_large_pages_lose_nothing(visit, kinds, width: int, choice) -> None:
    wide, narrow = visit(), visit(width)
    if choice:
        _choose(narrow.go(""), *choice)
    for kind, path in kinds.items():
        words = "document.getElementById('gk-content').textContent.replace(/\\s+/g, '')"
        assert narrow.go(path).evaluate(words) == wide.go(path).evaluate(words), kind
        overflow = "document.documentElement.scrollWidth - innerWidth"
        assert narrow.page.evaluate(overflow) <= 0, kind
        cut = narrow.page.evaluate(
            """() => Array.from(document.querySelectorAll("#gk-content :is(p, li, dd, td, h1, h2, h3)"))
              .filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflow === "hidden")
              .map((one) => one.textContent.slice(0, 30))"""
        )
        assert cut == [], kind


def test_the_first_tab_leads_to_the_text(visit) -> None:
    page = visit().go("plan/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('gk-content').contains(document.activeElement)")


def test_the_navigation_of_a_phone_by_keyboard(visit) -> None:
    page = visit(360).go("about/")
    button = page.locator("button.gk-drawer")
    hidden = page.locator(".md-nav--primary a", has_text="措施").first
    assert not hidden.is_visible()  # so that Tab does not wander through what is not shown
    button.focus()
    page.keyboard.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    hidden.wait_for()
    page.keyboard.press("Escape")
    assert button.get_attribute("aria-expanded") == "false"
    assert page.evaluate("document.activeElement.matches('.gk-drawer')")
    page.keyboard.press("Space")
    hidden.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/measures/")


def test_reading_choices_by_keyboard_are_remembered(visit) -> None:
    page = visit().go("")
    before = page.evaluate(
        "parseFloat(getComputedStyle(document.querySelector('#gk-content p')).fontSize)"
    )
    page.focus(".gk-tool")
    page.keyboard.press("Enter")
    for _ in range(2):  # from the first of the groups to the third: the large simple page
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('.gk-tool')")
    page.reload()
    after = page.evaluate(
        "parseFloat(getComputedStyle(document.querySelector('#gk-content p')).fontSize)"
    )
    assert after > 1.3 * before
    assert page.evaluate("document.documentElement.dataset.gkElder") == "on"
    _choose(page, "elder", "")
    page.reload()
    assert page.evaluate("document.documentElement.dataset.gkSize || ''") == ""


def test_colour_is_never_the_only_sign(visit, kinds) -> None:
    page = visit().go(kinds["measure"])
    styles = page.evaluate(
        """() => Object.fromEntries(["target", "duty", "date", "blank", "erratum"].map((kind) => {
             const mark = document.createElement("span");
             mark.className = "gk-mark gk-mark--" + kind;
             document.querySelector(".gk-text p").append(mark);
             const style = getComputedStyle(mark);
             return [kind, style.borderBottomStyle + " " + style.textDecorationStyle];
           }))"""
    )
    assert len(set(styles.values())) == len(styles), styles
    links = page.eval_on_selector_all(
        "#gk-content a",
        "as => as.filter(a => a.offsetParent && !getComputedStyle(a).textDecorationLine.includes('underline')).map(a => a.outerHTML)",
    )
    assert links == []


def test_a_misprint_says_so_beside_its_words(visit) -> None:
    page = visit().go("plan/")
    mark = page.locator(".gk-mark--erratum[data-gk-last]").first
    assert "疑误" in mark.evaluate("one => getComputedStyle(one, '::after').content")
    assert "疑误" not in mark.text_content()


def test_an_address_shows_all_parts_of_its_mark(visit) -> None:
    page = visit().go("plan/")
    identifier = page.evaluate(
        """() => {
          const [first, other] = document.querySelectorAll(".gk-mark--target[id]");
          other.removeAttribute("id");
          other.dataset.gkOf = first.id; // as where another mark has broken it in two
          location.hash = first.id;
          return first.id;
        }"""
    )
    parts = page.locator(f'[id="{identifier}"], [data-gk-of="{identifier}"].gk-here')
    assert parts.count() == 2
    for part in parts.all():
        assert part.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"


def test_no_motion_for_those_who_want_none(visit) -> None:
    page = visit(reduced_motion="reduce").go("")
    longest = page.evaluate(
        "Math.max(...Array.from(document.querySelectorAll('*'), (one) => parseFloat(getComputedStyle(one).transitionDuration)))"
    )
    assert longest <= 0.001


def test_a_printed_page_says_what_it_is_and_cuts_no_table(visit, kinds) -> None:
    page = visit(680).go("")
    page.emulate_media(media="print")
    for kind, path in kinds.items():
        page.goto(re.sub(r"(://[^/]+/).*", rf"\g<1>{path}", page.url))
        if kind == "search":
            continue
        assert "依据：《" in page.locator(".gk-print").inner_text(), kind
        assert not page.locator(".md-header").is_visible(), kind
        assert (
            not page.locator(".gk-finder").count()
            or not page.locator(".gk-finder").first.is_visible()
        )
        wide = "Math.max(0, ...Array.from(document.querySelectorAll('#gk-content table'), (one) => one.getBoundingClientRect().right)) - innerWidth"
        assert page.evaluate(wide) <= 1, kind
