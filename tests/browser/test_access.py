"""The site for everyone: axe finds nothing, narrow and enlarged pages lose nothing, the keyboard does it all, choices last."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("access")]
AXE = Path(__file__).parents[2] / ".cache/axe/node_modules/axe-core/axe.min.js"
SEEN = ["color-contrast", "link-in-text-block", "target-size"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


# Takes out of a page what is as others before it on that page but for its words: a long page is looked at in a fraction of the time.
ALIKE = """() => {
  const own = ["id", "href", "title", "style", "aria-label", "datetime"];
  const told = (its) => own.includes(its.name) || its.name.startsWith("data-") ? its.name : `${its.name}=${its.value}`;
  const shape = (one) => [one, ...one.querySelectorAll("*")].map((part) => part.tagName + Array.from(part.attributes, told)).join();
  const shapes = new Map();
  for (const first of document.querySelectorAll("#gk-content :is(tbody tr, li, dt, .gk-line, section.gk-card)")) {
    const all = [first];
    while (first.tagName === "DT" && all.at(-1).nextElementSibling?.tagName === "DD") all.push(all.at(-1).nextElementSibling);
    const key = first.parentElement.className + all.map(shape);
    shapes.set(key, (shapes.get(key) ?? 0) + 1);
    if (shapes.get(key) > 3) all.forEach((one) => one.remove());
  }
}"""


def _axe() -> str:
    if not AXE.exists():
        told = "axe-core is not installed: scripts/test installs it by npm"
        if os.environ.get("CI"):
            pytest.fail(told)
        pytest.skip(told)
    return AXE.read_text("utf-8")


def _violations(page, *, seen: bool = False) -> list[tuple[str, ...]]:
    """What axe finds on the page that is open: weight, rule, where, why.

    `seen`: by the rules on what is seen alone, which are all that a scheme or a larger type can break.
    """
    rules = {"type": "rule", "values": SEEN} if seen else RULES
    result = page.evaluate("(runOnly) => axe.run({ runOnly, resultTypes: ['violations'] })", rules)
    return [
        (one["impact"], one["id"], node["html"][:160], node["failureSummary"][:200])
        for one in result["violations"]
        for node in one["nodes"][:2]
    ]


ELDER = "Object.assign(document.documentElement.dataset, { gkElder: 'on', gkSize: '3' })"
# How a page is looked at, one after the other without loading it anew: the width, what is changed, and whether
# only what is seen can have come to be wrong by it. The attributes are those that the reader's choices set. Each scheme
# meets each contrast and each width.
LOOKS = (
    pytest.param(1280, "", False, id="desk-light"),
    pytest.param(360, "document.body.dataset.mdColorScheme = 'slate'", False, id="phone-dark"),
    pytest.param(1280, "document.documentElement.dataset.gkContrast = 'high'", True, id="desk-dark-high"),
    pytest.param(360, f"document.body.dataset.mdColorScheme = 'default'; {ELDER}", True, id="phone-light-high-elder"),
)  # fmt: skip
# Pages that were cut have nothing of their own but the way from one to the next.
CUT = LOOKS[:2]


def _looked_at(page, axe: str, *, cut: bool) -> list[tuple[str, ...]]:
    """What axe finds on the page that is open, in each scheme at each width and under each choice, at one of each shape."""
    page.evaluate(axe)
    page.evaluate(ALIKE)
    found = []
    for look in CUT if cut else LOOKS:
        width, change, seen = look.values
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate(change)
        found += [(look.id, *wrong) for wrong in _violations(page, seen=seen)]
    return found


def _choose(page, name: str, value: str) -> None:
    """Make a choice among the reading tools, by mouse."""
    page.click(".gk-tool")
    page.check(f'.gk-reader [name="gk-{name}"][value="{value}"]')
    page.click(".gk-reader .gk-button")


@pytest.mark.parametrize(
    ("site", "pages"),
    [("address", "kinds"), ("revised_address", "revised_kinds"), ("long_address", "long_kinds")],
)
def test_axe_finds_nothing(visit, request, site: str, pages: str) -> None:
    axe = _axe()
    one = visit(at=request.getfixturevalue(site), reduced_motion="reduce")
    found = []
    paths = request.getfixturevalue(pages)
    if site == "address":  # a page for what is missing knows its site's own address, not this one's
        paths = {**paths, "missing": "404.html"}
    for kind, path in paths.items():
        page = one.go(path)
        found += [(kind, *wrong) for wrong in _looked_at(page, axe, cut=pages == "long_kinds")]
    assert found == [], "\n".join(map(str, found))


def test_narrow_and_large_pages_lose_nothing(visit, kinds) -> None:
    one = visit(320)
    words = "document.getElementById('gk-content').textContent.replace(/\\s+/g, '')"
    for kind, path in kinds.items():
        page = one.go(path)
        narrow = page.evaluate(words)
        for width, change in ((320, ""), (640, ""), (360, ELDER)):  # 640 is a desk at 200 %
            page.set_viewport_size({"width": width, "height": 800})
            page.evaluate(change)
            overflow = "document.documentElement.scrollWidth - innerWidth"
            assert page.evaluate(overflow) <= 0, (kind, width)
            cut = page.evaluate(
                """() => Array.from(document.querySelectorAll("#gk-content :is(p, li, dd, td, h1, h2, h3)"))
                  .filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflow === "hidden")
                  .map((one) => one.textContent.slice(0, 30))"""
            )
            assert cut == [], (kind, width)
        page.set_viewport_size({"width": 1280, "height": 800})
        assert page.evaluate(words) == narrow, kind


def test_no_table_on_a_phone_is_wider_than_its_window(visit, built: Path, kinds) -> None:
    one = visit(360)
    points = (
        path.parent.relative_to(built).as_posix() for path in built.glob("water/*/index.html")
    )
    for path in (*kinds.values(), *(f"{point}/" for point in points)):
        wide = one.go(path).evaluate(
            """() => Array.from(document.querySelectorAll(".gk-scroll"))
              .filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent.slice(0, 40))"""
        )
        assert wide == [], path


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


def test_the_number_of_a_line_leads_to_its_address(visit) -> None:
    page = visit().go("plan/")
    line = page.locator("#L23")
    assert "23" in line.evaluate(
        "one => [...document.querySelectorAll('.gk-line')].indexOf(one) + 1 + ''"
    )
    assert "counter" in line.evaluate("one => getComputedStyle(one, '::before').content")
    line.click(position={"x": 8, "y": 8})
    assert page.url.endswith("plan/#L23")
    page.locator("#L24 > p").click()
    assert page.url.endswith("plan/#L23")


def test_the_number_of_a_line_is_reached_by_keyboard(visit) -> None:
    page = visit().go("plan/#L23")
    link = page.locator(".gk-line__at")
    assert link.count() == 1  # one stop, not one a line
    assert link.evaluate("one => one.parentElement.id") == "L23"
    link.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    focused = '[[...document.activeElement.classList].includes("gk-line__at"), document.activeElement.parentElement.id]'
    assert page.evaluate(focused) == [True, "L24"]
    page.keyboard.press("Enter")
    assert page.url.endswith("plan/#L24")
    page.locator(".gk-line__at:focus").wait_for()
    assert page.evaluate(focused) == [True, "L24"]
    assert page.locator("#L24:target").count() == 1
    # What is copied is the plan's own.
    copied = page.evaluate(
        "(getSelection().selectAllChildren(document.getElementById('L24')), getSelection() + '')"
    )
    assert not copied.startswith("24")
    page = visit().go("plan/")
    page.locator("#gk-content").focus()
    stops = []
    for _ in range(40):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.classList.contains('gk-line__at')"))
    assert sum(stops) == 1


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


@pytest.mark.parametrize("path", ["targets/", "disclosure/"])
def test_printed_columns_break_between_words(visit, path: str) -> None:
    """On A4, which is some 680 px wide between the margins: a kind of two or three words has two lines at most."""
    page = visit(680).go(path)
    page.emulate_media(media="print")
    tall = """() => Array.from(document.querySelectorAll('th[data-gk-facet=kind]'), (head) => {
        const rows = Array.from(head.closest('table').tBodies[0].rows);
        return rows.map((row) => {
            const cell = row.cells[head.cellIndex], range = document.createRange();
            range.selectNodeContents(cell);
            const lines = new Set(Array.from(range.getClientRects(), (one) => Math.round(one.top)));
            return [cell.textContent, lines.size];
        });
    }).flat()"""
    assert [one for one in page.evaluate(tall) if one[1] > 2] == []
    nodes = "Array.from(document.querySelectorAll('td .gk-number'), (one) => one.getClientRects().length)"
    assert set(page.evaluate(nodes)) == {1}


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
