"""A published copy is compared with its manifest: in a folder and over http."""

from __future__ import annotations

import errno
import json
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from gongkai import manifest
from gongkai.below import Below, below
from gongkai.site.build import build
from gongkai.site.seal import seal
from gongkai.site.verify import verify
from tests.hostile.run import run


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """What a site consists of, to the eye of `verify`."""
    folder = tmp_path / "site"
    files = {
        "index.html": b"<p>x</p>",
        "data/plan.json": b"{}",
        "units/水/index.html": b"",
        "a b+%#?.txt": b"y",
    }
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    listed = {name: manifest.entry(data) for name, data in files.items()}
    (folder / "manifest.json").write_bytes(manifest.write(listed))
    return folder


class _Quiet(SimpleHTTPRequestHandler):
    elsewhere = ""

    def do_GET(self) -> None:
        if self.elsewhere and self.path.endswith("plan.json"):
            self.send_response(302)
            self.send_header("Location", self.elsewhere)
            self.end_headers()
            return
        super().do_GET()

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def served(site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


CHANGES: dict[str, tuple[Callable[[Path], object], list[tuple[str, str]]]] = {
    "nothing": (lambda _: None, []),
    "a link to a folder": (lambda site: (site / "latest").symlink_to("data"), []),
    "a byte": (lambda site: (site / "index.html").write_bytes(b"<p>y</p>"), [("verify-changed", "index.html")]),
    "a byte more": (lambda site: (site / "index.html").write_bytes(b"<p>x</p>\n"), [("verify-changed", "index.html")]),
    "a file gone": (lambda site: (site / "data/plan.json").unlink(), [("verify-missing", "data/plan.json")]),
    "a file of another name": (
        lambda site: (site / "a b+%#?.txt").rename(site / "c.txt"),
        [("verify-missing", "a b+%#?.txt"), ("verify-extra", "c.txt")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_what_differs_is_told(site: Path, served: str, name: str) -> None:
    change, expected = CHANGES[name]
    change(site)
    count, findings = verify(str(site))
    assert count == 4
    assert [(one.rule, one.file) for one in findings] == expected
    # A server does not tell what else it holds.
    _, findings = verify(served)
    assert [(one.rule, one.file) for one in findings] == [
        one for one in expected if one[0] != "verify-extra"
    ]
    assert run("verify", site).code == run("verify", served).code == (1 if expected else 0)


def _listing(
    size: str = "5", sha: str = "0" * 64, times: int = 1, paths: Sequence[str] = ("index.html",)
) -> str:
    """A manifest of files, by default of one, each listed so many times."""
    files = [f'{{"path":"{path}","sha256":"{sha}","size":{size}}}' for path in paths] * times
    return f'{{"format":"gongkai-manifest/1","files":[{",".join(files)}]}}'


def test_a_manifest_is_read() -> None:
    assert manifest.read(_listing().encode()) == {"index.html": manifest.Entry("0" * 64, 5)}


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"format":"gongkai-manifest/1"}', '{"format":"gongkai-manifest/1","files":[{"path":"../x","sha256":"","size":0}]}',
     '{"format":"gongkai-manifest/1","files":[{"path":"/etc/passwd","sha256":"","size":0}]}', "[" * 100_000, '{"format":"other/1","files":[]}',
     *(_listing(size=size) for size in ('"x"', '"5"', "-5", "5.0", "5e0", "1e999", "true", "null", "[]", str(16 * 1024**3 + 1), "9" * 400)),
     *(_listing(sha=sha) for sha in ("", "0" * 63, "G" * 64, "0" * 64 + "\\n")), _listing(times=2),
     *(_listing(paths=paths) for paths in (["."], [""], ["./a"], ["a/."], ["a/"], ["a//b"], ["a:b"], ["a\\\\b"], ["a/../b"], ["manifest.json"], ["a", "a/b"], ["a", "b", "a/b/c"])),
     _listing().replace('"size"', '"size":6,"size"'), _listing().replace('"files"', '"files":[],"files"'), "\xff"],
    ids=lambda text: text[-20:],
)  # fmt: skip
def test_no_manifest_that_can_be_used(site: Path, served: str, text: str) -> None:
    (site / "manifest.json").write_text(text, encoding="utf-8")
    assert run("verify", site).code == run("verify", served).code == 2


@pytest.mark.slow
@pytest.mark.parametrize("size", [5, 10**10])
def test_a_file_without_end_does_not_fill_the_memory(site: Path, size: int) -> None:
    """One that is no longer what was listed, and one that is listed so."""
    with (site / "index.html").open("wb") as file:
        file.truncate(1_200_000_000)
    listed = {"index.html": manifest.Entry("0" * 64, size)}
    (site / "manifest.json").write_bytes(manifest.write(listed))
    assert run("verify", site).code == 1


def test_what_cannot_be_reached(tmp_path: Path) -> None:
    assert run("verify", tmp_path / "nowhere").code == 2
    assert run("verify", tmp_path).code == 2
    assert run("verify", "http://127.0.0.1:1/").code == 2


def test_a_link_to_a_folder_is_no_file_of_a_site(tmp_path: Path) -> None:
    """A hook may make one; what it leads to is listed where it stands."""
    (tmp_path / "plan").mkdir()
    (tmp_path / "plan/index.html").write_text("x", encoding="utf-8")
    (tmp_path / "latest").symlink_to("plan")
    seal(tmp_path, below(tmp_path))
    assert verify(str(tmp_path)) == (1, ())


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_a_folder_that_is_closed_is_told(site: Path) -> None:
    (site / "data").chmod(0)
    try:
        assert [one.rule for one in verify(str(site))[1]] == ["source-unreadable"]
    finally:
        (site / "data").chmod(0o755)


def test_a_folder_that_goes_meanwhile_is_told(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(folder: Path) -> Below:
        raise FileNotFoundError(errno.ENOENT, "No such file or directory", str(folder))

    monkeypatch.setattr("gongkai.site.verify.below", gone)
    assert [one.rule for one in verify(str(site))[1]] == ["source-unreadable"]


def test_no_server_leads_to_another_host(served: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_Quiet, "elsewhere", "http://localhost:1/plan.json")
    ended = run("verify", served)
    assert ended.code == 2
    assert "another host" in ended.err


def test_a_built_site_is_what_its_manifest_says(small: Path, tmp_path: Path) -> None:
    assert build(small, copy=tmp_path / "copy").built
    for folder in (small / "site", tmp_path / "copy"):
        count, findings = verify(str(folder))
        assert findings == ()
        listed = json.loads((folder / "manifest.json").read_bytes())["files"]
        assert count == len(listed) == sum(path.is_file() for path in folder.rglob("*")) - 1
        assert [one["path"] for one in listed] == sorted(one["path"] for one in listed)


def test_a_server_that_does_not_answer_is_told_in_the_readers_language() -> None:
    _, [told] = verify("http://127.0.0.1:1/")
    assert "网址打不开：对方拒绝连接 — 核对网址" in told.text("zh")
    assert "cannot be opened: Connection refused" in told.text("en")
