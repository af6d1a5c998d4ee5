"""Pictures of the site in a folder, for the README: see scripts/screenshots. Opens pages from the folder itself."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.chromium import launched

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
SIZES = {"desk": (1100, 560), "phone": (360, 720)}
# The picture that each name shows, and how it is taken.
TAKEN = (
    ("home", "desk", "light"),
    ("home", "phone", "dark"),
    ("measure", "desk", "light"),
    ("measure", "phone", "light"),
    ("unit", "desk", "light"),
    ("unit", "phone", "dark"),
    ("search", "desk", "light"),
    ("search", "phone", "light"),
)


def pages(site: Path) -> dict[str, str]:
    """The page that stands for each name: a unit with something to show, a measure with a target."""

    def largest(room: str) -> str:
        folders = (folder for folder in sorted((site / room).iterdir()) if folder.is_dir())
        best = max(folders, key=lambda folder: (folder / "index.html").stat().st_size)
        return f"{room}/{best.name}/index.html"

    return {
        "home": "index.html",
        "measure": largest("measures"),
        "unit": largest("units"),
        "search": "index.html",
    }


def main(site: Path) -> None:
    """Take all pictures of `site`."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = launched(playwright)
        shown = pages(site)
        for name, size, scheme in TAKEN:
            width, height = SIZES[size]
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=scheme, locale="zh-CN"
            )
            page = context.new_page()
            page.goto(f"{site.resolve().as_uri()}/{shown[name]}")
            if name == "search":
                page.keyboard.press("/")
                page.keyboard.insert_text("黑臭水体")
                page.locator("dialog .gk-search__link").first.wait_for()
            page.screenshot(path=PICTURES / f"{name}-{size}-{scheme}.png")
            context.close()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
