"""Imports go one way: a room imports only rooms before it."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "gongkai"
# In reading order. What stands on one line may not import each other's later modules either.
ROOMS = (
    "beside", "below", "day", "late", "sources", "yaml_tree", "memory", "json_file", "manifest", "personal", "model", "overlays", "blanks", "numerals", "dates", "registry", "labels", "outline", "attribution", "commitments",
    "identity", "reading", "revise", "water", "clock", "contract", "addresses", "feed", "store", "checking", "views", "outputs", "templates",
    "render", "search", "site", "starting", "cli",
)  # fmt: skip


def _room(module: str) -> str | None:
    parts = module.split(".")
    return parts[1] if parts[0] == "gongkai" and len(parts) > 1 else None


def _imports(path: Path) -> set[str]:
    rooms: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "gongkai":
                rooms.update(alias.name for alias in node.names)
            elif room := _room(node.module):
                rooms.add(room)
        elif isinstance(node, ast.Import):
            rooms.update(room for alias in node.names if (room := _room(alias.name)))
    return rooms & set(ROOMS)


FILES = sorted(
    path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE or path.stem in ROOMS
)


def test_every_module_stands_in_a_room() -> None:
    names = {
        path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in PACKAGE.rglob("*.py")
    }
    assert names - {"__init__"} == set(ROOMS)


def test_the_table_of_rooms_is_in_their_order() -> None:
    text = (PACKAGE.parents[1] / "ARCHITECTURE.md").read_text("utf-8")
    table = text[text.index("| room |") :].split("\n\n", 1)[0]
    first = [row.split("|")[1] for row in table.splitlines()[2:]]
    assert tuple(re.findall("`([^`]+)`", "".join(first))) == ROOMS


def test_no_import_points_back() -> None:
    """One test of all files: there are hundreds, and what is wrong in each is told."""
    wrong: dict[str, set[str]] = {}
    for path in FILES:
        name = path.relative_to(PACKAGE)
        own = ROOMS.index(name.parts[0].removesuffix(".py"))
        if back := _imports(path) & set(ROOMS[own + 1 :]):
            wrong[str(name)] = back
    assert wrong == {}


LISTED = sorted(path for path in PACKAGE.rglob("*/__init__.py") if path.parent != PACKAGE)


@pytest.mark.parametrize("path", LISTED, ids=lambda path: str(path.parent.relative_to(PACKAGE)))
def test_a_room_lists_its_modules(path: Path) -> None:
    said = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    below = {one.name for one in path.parent.glob("*.py")} - {path.name}
    below |= {f"{one.parent.name}/" for one in path.parent.glob("*/__init__.py")}
    listed = set(re.findall(r"^(\w+\.py|\w+/) ", said, re.MULTILINE))
    assert listed - {"project/"} == below  # which holds no modules


def test_a_build_loads_nothing_that_reads_plans() -> None:
    """Their patterns take as long to be compiled as a small site to be made."""
    rooms = ("attribution", "commitments", "dates", "labels", "outline")
    code = "import sys, gongkai.site.making, gongkai.checking.persons; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PACKAGE.parent
    )
    assert not {_room(module) for module in done.stdout.split()} & set(rooms)
