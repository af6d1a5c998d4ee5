"""Render: views → HTML, through the macros of `macros/*.jinja`. I/O: reads macro files once.

A project's own macro file goes before the shipped one of the same name. Templates run sandboxed, with autoescape and
strict undefined names; text of a plan goes in once, as data.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
)
from jinja2.bccache import Bucket
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment

from gongkai import addresses
from gongkai.views import words


class BrokenMacro(Exception):
    """A macro file that cannot be used; `file`, `line` and `reason` say why."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(reason)
        self.file, self.line, self.reason = file, line, reason


def shipped() -> Path:
    """The macros of the package: beside it in a wheel, at the top of a checkout."""
    beside = Path(__file__).parent / "macros"
    return beside if beside.is_dir() else Path(__file__).parents[2] / "macros"


WIDE = ("center", "format", "indent")  # filters that make as many characters as one likes


class _Sandbox(SandboxedEnvironment):
    """The sandbox, with a short way for what nearly every look-up is: a public field of a view.

    Views are frozen values without methods that do anything; all else takes the sandbox's own way.
    """

    intercepted_binops = frozenset({"*", "**", "%"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401
        """Multiplication of small numbers, and text put into a form; what could fill the memory is refused."""
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if (
            operator == "**"
            or (operator == "*" and not numbers)
            or (operator == "%" and not numbers)
        ):
            raise SecurityError(f"{operator} is for numbers only")
        return super().call_binop(context, operator, left, right)

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 - the library's signature
        """A field of a view, or what the sandbox gives."""
        if type(obj).__module__.startswith("gongkai.views") and attribute[0] != "_":
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)


class _Compiled(FileSystemBytecodeCache):
    """Templates as Python compiled them, in a folder of the user's alone in the system's temporary one."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep one; where that cannot be done, it is compiled again next time."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def compiled(room: str) -> BytecodeCache | None:
    """Compiled templates of one kind of environment, named by `room`; compiling is half of a small build.

    Of what comes with the program alone: a template of a stranger's is compiled in its own sandbox each time.
    """
    try:
        return _Compiled(pattern=f"__gongkai_{room}_%s.cache")
    except (OSError, RuntimeError):  # no folder that is safe
        return None


class Renderer:
    """Macros by file and name, each compiled once."""

    def __init__(self, project_macros: Path | None = None) -> None:
        own = project_macros
        if own and (not own.is_dir() or own == shipped()):
            own = None
        self._folders = [own, shipped()] if own else [shipped()]
        self._environment = _Sandbox(
            loader=ChoiceLoader([FileSystemLoader(folder) for folder in self._folders]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            cache_size=100,
            bytecode_cache=None if own else compiled("macros"),
        )
        for name in WIDE:
            del self._environment.filters[name]
        self._environment.globals["link"] = addresses.relative
        self._environment.globals["outside"] = addresses.outside
        self._environment.globals["word"] = words
        self._macros: dict[tuple[str, str], Callable[..., Any]] = {}

    def fingerprint(self) -> str:
        """A hash of all macro files: equal hashes render equal views to equal HTML."""
        hashed = hashlib.sha256()
        for folder in self._folders:
            for path in sorted(folder.glob("*.jinja")):
                hashed.update(path.name.encode() + b"\0" + path.read_bytes())
        return hashed.hexdigest()

    def render(self, file: str, macro: str, *args: object) -> str:
        """The HTML of `macro` in `macros/<file>.jinja` for `args`.

        Raises `BrokenMacro` where the file is missing or does not compile, or a name in it is unknown.
        """
        try:
            key = (file, macro)
            if key not in self._macros:
                template = self._environment.get_template(f"{file}.jinja")
                self._macros[key] = getattr(template.module, macro)
            return str(self._macros[key](*args))
        except (
            TemplateError,
            AttributeError,
            ArithmeticError,
            RecursionError,
            TypeError,
            ValueError,
        ) as error:
            line = getattr(error, "lineno", 0) or 0
            raise BrokenMacro(f"macros/{file}.jinja", line, f"{macro}: {error}") from error
