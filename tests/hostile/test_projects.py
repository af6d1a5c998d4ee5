"""A project's files may say anything: `check` says what is wrong with them, and `build` builds or does not."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.folders import tree
from tests.hostile.payloads import MARK
from tests.hostile.project import project
from tests.hostile.run import run

pytestmark = pytest.mark.slow

FILES = (
    "mkdocs.yml",
    "plan_data/units.yml",
    "plan_data/fills.yml",
    "plan_data/progress/2020.yml",
    "plan_data/disclosures/2020.yml",
    "plan_data/work_plans/shuiwuju/2020.yml",
    "plan_data/rectification/2020.yml",
    "plan_data/water/points.yml",
    "plan_data/water/publications.yml",
    "plan_data/water/actions.yml",
    "plan_data/revisions/r1/revision.yml",
    "plan_data/revisions/r1/sections/01.yml",
)
_BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{after}: &{after} [{','.join([f'*{before}'] * 9)}]\n"
    for before, after in zip("abcdefgh", "bcdefghi", strict=True)
)
# Whole files.
CONTENTS: dict[str, bytes] = {
    "nothing": b"",
    "NULs": b"\0\0\0",
    "no YAML": b"\t- : {[",
    "no text": b"\xff\xfe\x00\xd8",
    "a scalar": b"x",
    "a list": b"- x\n- y\n",
    "a list of lists": b"- - - x\n",
    "null": b"~",
    "a number": b"12",
    "two documents": b"--- x\n--- y\n",
    "a tag that runs": f"!!python/object/apply:os.mkdir [{MARK}]".encode(),
    "a value that runs": f"site_name: !!python/object/apply:os.mkdir [{MARK}]\n".encode(),
    "a module": b"site_name: !!python/module:os\n",
    "an unknown tag": b"x: !unknown y\n",
    "the environment": b"site_name: !ENV [HOME, PATH]\n",
    "a bomb": _BOMB.encode(),
    "a ring": b"&a [*a]",
    "a merge of itself": b"&a\n<<: *a\n",
    "brackets": b"[" * 100_000,
    "braces": b"{" * 100_000,
    "braces with values": b"{a: " * 5_000,
    "dashes": b"- " * 5_000,
    "keys": b"? " * 5_000,
    "quotes": b"'" * 100_001,
    "a long number": b"x: " + b"9" * 100_000,
    "a long key": b"x" * 100_000 + b": y",
    "many keys": b"".join(b"k%d: v\n" % at for at in range(5_000)),
    "keys twice": b"site_name: a\nsite_name: b\n",
    "keys of other kinds": b"1: x\n~: y\n[a]: z\n{b: c}: d\n",
    "half a pair": b'site_name: "\\ud800"\n',
    "a bell": b"site_name: \x07\n",
    "separators": "site_name: a\u2028b\u0085c\n".encode(),
    "a time": b"2020-12-31 25:61:61",
    "digits in groups of sixty": b"x: 190:20:30:59:59:59:59\n",
    "infinity": b"site_name: .inf\nsite_url: .nan\n",
}
# One value put in the place of each quoted text.
VALUES = (
    "null", "[]", "{}", "[[]]", "{a: b}", "1", "1.5", "true", "2020-01-01", '""', '" "', '"\\0"', '"\\ud800"', '"\\u202e"', "|\n",
    '"../../x"', '"/etc/passwd"', '"a/b"', '"CON"', f"!!python/object/apply:os.mkdir [{MARK}]", "&a x", "*a", '"\\n\\n# x"', '"https://"',
    '"https://[::1"', '"javascript:x"', '"//x.example"', '"2020-02-30"', '"0000-00-00"', '"99999999999999999999"', '"１２"', '"-0"', '"1e999"',
)  # fmt: skip


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project(tmp_path_factory.mktemp("sound") / "project")


@pytest.fixture
def copied(sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(sound, tmp_path / "project"))


def test_the_project_itself_is_sound(copied: Path) -> None:
    assert run("check", "-C", copied).code == 0


@pytest.mark.parametrize("file", FILES)
def test_a_file_with_any_content(copied: Path, file: str) -> None:
    before = (copied / file).read_bytes()
    for name, content in CONTENTS.items():
        (copied / file).write_bytes(content)
        _bears(copied, f"{file}: {name}")
    (copied / file).write_bytes(before)
    (copied / file).unlink()
    _bears(copied, f"{file}: missing")
    (copied / file).mkdir()
    _bears(copied, f"{file}: a folder")


@pytest.mark.slow
@pytest.mark.parametrize("file", FILES)
def test_a_value_of_any_kind(copied: Path, file: str) -> None:
    """Each value of a file, one after another, is replaced by one that fits nowhere."""
    rows = (copied / file).read_text("utf-8").split("\n")
    seen: set[str] = set()
    at = 0
    for place, row in enumerate(rows):
        key, colon, held = row.partition(": ")
        if not colon or not held or key.strip(" -") in seen:
            continue
        seen.add(key.strip(" -"))
        for value in VALUES[at % 3 :: 3]:
            changed = [*rows[:place], f"{key}: {value}", *rows[place + 1 :]]
            (copied / file).write_text("\n".join(changed), encoding="utf-8")
            _bears(copied, f"{file}: {key.strip()}: {value}")
        at += 1


def _bears(folder: Path, what: str) -> None:
    before = tree(folder.parent)
    try:
        findings = json.loads(run("check", "-C", folder, "--json").out)["findings"]
    except Exception as error:
        raise AssertionError(what) from error
    for finding in findings:
        assert finding["message"], what
        assert finding["hint"], what
    assert tree(folder.parent) == before, what
    assert not (folder.parent / MARK).exists(), what
