"""Render: views → HTML, through the macros of `macros/*.jinja`. I/O: reads macro files once.

A project's own macro file goes before the shipped one of the same name. Where a project has any, all run sandboxed
(templates.py); always with autoescape and strict undefined names. Text of a plan goes in once, as data.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType, ModuleType, SimpleNamespace
from typing import Any

from jinja2 import TemplateError
from jinja2.exceptions import SecurityError

from gongkai import addresses, templates
from gongkai.templates import sandboxed, trusted
from gongkai.views import words


class BrokenMacro(Exception):
    """A macro file that cannot be used; `file`, `line` and `reason` say why."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(file, line, reason)  # so that it can be told to another process
        self.file, self.line, self.reason = file, line, reason

    def __str__(self) -> str:
        return self.reason


# As macros see them: no macro of a project's own changes what the next page, or a file beside it, says.
_WORDS = SimpleNamespace(
    **{
        name: MappingProxyType(value) if isinstance(value, dict) else value
        for name, value in vars(words).items()
        if not name.startswith("_") and not isinstance(value, type | ModuleType)
    }
)


def shipped() -> Path:
    """The macros of the package: beside it in a wheel, at the top of a checkout."""
    beside = Path(__file__).parent / "macros"
    return beside if beside.is_dir() else Path(__file__).parents[2] / "macros"


# Cells that `once` keeps: those of a page's rows repeat each other.
_KEPT = 4_096


def _always(macro: Callable[..., str]) -> Callable[..., str]:
    """What `once` is to macros of others, whose arguments may be anything: each call makes its own."""
    return macro


class Renderer:
    """Macros by file and name, each compiled once."""

    def __init__(self, project_macros: Path | None = None) -> None:
        own = project_macros
        if own and (not own.is_dir() or own == shipped()):
            own = None
        self._folders = [own, shipped()] if own else [shipped()]
        # Text is no HTML, though it may be equal.
        once = _always if own else lru_cache(maxsize=_KEPT, typed=True)
        names = {
            "link": addresses.relative,
            "outside": addresses.outside,
            "word": _WORDS,
            "once": once,
        }
        self._sandbox = sandboxed(self._folders, names) if own else None
        self._environment = self._sandbox or trusted(shipped(), names)
        self._macros: dict[tuple[str, str], Callable[..., Any]] = {}

    @cached_property
    def fingerprint(self) -> str:
        """A hash of all macro files: equal hashes render equal views to equal HTML."""
        hashed = hashlib.sha256()
        for folder in self._folders:
            for path in sorted(folder.glob("*.jinja")):
                hashed.update(path.name.encode() + b"\0" + path.read_bytes())
        return hashed.hexdigest()

    def render(self, file: str, macro: str, *args: object) -> str:
        """The HTML of `macro` in `macros/<file>.jinja` for `args`.

        Raises `BrokenMacro` where the file is missing or does not compile, a name in it is unknown, or a macro of a
        project's own takes longer than `templates.LONGEST`, more than `MEMORY`, or makes more than `MOST`.
        """
        try:
            if self._sandbox is None:
                return self._made(file, macro, args)
            with self._sandbox.within():
                html = self._made(file, macro, args)
            if len(html) > templates.MOST:
                raise SecurityError(f"more than {templates.MOST} characters")
            return html
        except (
            TemplateError,
            AttributeError,
            ArithmeticError,
            LookupError,
            RuntimeError,
            TypeError,
            ValueError,
        ) as error:
            line = getattr(error, "lineno", 0) or 0
            raise BrokenMacro(f"macros/{file}.jinja", line, f"{macro}: {error}") from error

    def _made(self, file: str, macro: str, args: tuple[object, ...]) -> str:
        key = (file, macro)
        if key not in self._macros:
            template = self._environment.get_template(f"{file}.jinja")
            self._macros[key] = getattr(template.module, macro)
        return str(self._macros[key](*args))
