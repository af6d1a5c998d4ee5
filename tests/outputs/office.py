"""LibreOffice without a window: many files in one call, with a profile of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

PDF = "pdf"
TEXT = "txt:Text (encoded):UTF8"
WORKBOOK = "xlsx:Calc MS Excel 2007 XML"
# All sheets, a file each, commas, quotes, UTF-8, cells as they are shown.
SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


def converted(files: Mapping[str, bytes], to: str, folder: Path) -> dict[str, bytes]:
    """What LibreOffice makes of `files`, by the names that it gives."""
    office = shutil.which("soffice")
    if office is None:
        told = "LibreOffice is not installed: apt install libreoffice-calc-nogui libreoffice-writer-nogui"
        if os.environ.get("CI"):
            pytest.fail(told)
        pytest.skip(told)
    given, made = folder / "given", folder / "made"
    for place in (given, made):
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
    for name, data in files.items():
        (given / name).write_bytes(data)
    call = [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    call += ["--convert-to", to, "--outdir", str(made), *map(str, sorted(given.iterdir()))]
    done = subprocess.run(call, capture_output=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return {path.name: path.read_bytes() for path in sorted(made.iterdir())}
