"""Templates: how macro files become Python. Two ways, told apart by whose they are.

A stranger's macros run in the library's sandbox. The program's own are as trusted as its Python, so they are compiled
to plain Python: an attribute is an attribute, a call is a call, and text with nothing to escape is left as it is.
That is a third less work on a page, and the same page (jinja2.compiler.CodeGenerator is the library's own place for it).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from keyword import iskeyword
from pathlib import Path
from time import process_time
from typing import Any, TypeVar

import markupsafe
from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    compiler,
    nodes,
)
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.exceptions import SecurityError
from jinja2.runtime import Macro
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from gongkai.memory import no_more_than

# Seconds of the processor that a stranger's macro may take for one page or part of one.
LONGEST = 60.0
# Bytes of memory that it may take for that beside what the program has taken, and characters that it may make of it.
MEMORY = 512 * 1024 * 1024
MOST = 16_000_000
WIDE = ("center", "format", "indent")  # filters that make as many characters as one likes
E = TypeVar("E", bound=Environment)
# What `escape` calls, without its wrapping: most of what a page is made of passes here. Where the library has it no longer,
# the public one does.
_escaped: Callable[[str], str] = getattr(markupsafe, "_escape_inner", escape)


def trusted(folder: Path, names: Mapping[str, object]) -> Environment:
    """For the macros that come with the program; `names` are what all of them may use."""
    return _environment(_Direct, [folder], names, compiled("macros"))


def sandboxed(folders: Sequence[Path], names: Mapping[str, object]) -> Sandbox:
    """For macros of others: a file of the first folder goes before one of the same name in the next."""
    environment = _environment(Sandbox, folders, names, None)
    for name in WIDE:
        del environment.filters[name]
    del environment.globals["lipsum"]  # text without end, made where nothing counts the turns
    return environment


def _environment(
    kind: type[E],
    folders: Sequence[Path],
    names: Mapping[str, object],
    kept: BytecodeCache | None,
) -> E:
    environment = kind(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=100,
        bytecode_cache=kept,
    )
    environment.globals.update(names)
    return environment


class _Plain(CodeGenerator):
    """Expressions as the Python that they look like. A name that is not there is an `AttributeError`."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Call(  # noqa: N802
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        odd = node.dyn_args or node.dyn_kwargs or any(iskeyword(one.key) for one in node.kwargs)
        if forward_caller or odd:
            super().visit_Call(node, frame, forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for given in node.args:
            self.visit(given, frame)
            self.write(", ")
        for named in node.kwargs:
            self.write(f"{named.key}=")
            self.visit(named.value, frame)
            self.write(", ")
        self.write(")")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        node = macro_ref.node
        if (
            isinstance(node, nodes.CallBlock)
            or macro_ref.accesses_kwargs
            or macro_ref.accesses_varargs
            or macro_ref.accesses_caller
        ):
            super().macro_def(macro_ref, frame)
            return
        names = "".join(f"{argument.name!r}, " for argument in node.args)
        self.write(f"environment.macro(environment, macro, {node.name!r}, ({names}))")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ANN401, ARG002
        self.write("environment.text(")


class _Quick(Macro):
    """A macro that takes the arguments it names and no others: where all are given in their order, its function has them as they are."""

    def __init__(self, environment: Environment, func: Any, name: str, arguments: Any) -> None:  # noqa: ANN401
        super().__init__(environment, func, name, arguments, False, False, False, True)
        self._all = len(arguments)

    def __call__(self, *args: Any, **kwargs: Any) -> str:  # noqa: ANN401
        if kwargs or len(args) != self._all:
            return super().__call__(*args, **kwargs)
        return str.__new__(Markup, self._func(*args))


class _Direct(Environment):
    code_generator_class = _Plain
    macro = _Quick

    @staticmethod
    def text(value: object) -> str:
        """What is written for a value: HTML as it is, all else escaped."""
        if type(value) is str:
            return _escaped(value)
        return value if type(value) is Markup else escape(value)


class _Turning(CodeGenerator):
    """Python in which a loop or a macro says at each turn that it goes on, without the sandbox's way to call."""

    def visit_ExprStmt(self, node: nodes.ExprStmt, frame: Frame) -> None:  # noqa: N802, ARG002
        self.newline(node)
        self.write("environment.turn()")


class Sandbox(SandboxedEnvironment):
    """The sandbox, with a short way for what nearly every look-up is: a public field of a view.

    Views are frozen values without methods that do anything; all else takes the sandbox's own way. A macro that goes
    round and round, or calls itself and itself again, is stopped, as is one that piles up text; each has its time and its memory
    `within` a block.
    """

    code_generator_class = _Turning
    intercepted_binops = frozenset({"*", "**", "%"})
    _until = float("inf")
    _turns = 0

    @contextmanager
    def within(self) -> Iterator[None]:
        """A block in which a macro may take `LONGEST` and `MEMORY`; a `SecurityError` says where it would take more."""
        self._until = process_time() + LONGEST
        try:
            with no_more_than(MEMORY):
                yield
        except MemoryError:
            raise SecurityError(f"more than {MEMORY >> 20} MB of memory") from None

    def turn(self) -> None:
        """One more turn of a loop, or call of a macro: refused where the time is over."""
        self._turns += 1
        # The clock takes as long as a turn.
        if self._turns % 64 == 0 and process_time() > self._until:
            raise SecurityError(f"more than {LONGEST:g} seconds")

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """The library's tree of a file, a `turn` at the beginning of each loop and macro; no file has other such statements."""
        parsed = super()._parse(source, name, filename)
        parts: tuple[nodes.For | nodes.Macro, ...]
        parts = (*parsed.find_all(nodes.For), *parsed.find_all(nodes.Macro))
        for part in parts:
            part.body.insert(0, nodes.ExprStmt(nodes.Const(None), lineno=part.lineno))
        return parsed

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

    Of what is trusted alone: a macro of a stranger's is compiled in its own sandbox each time. A project's own
    templates of the theme are not told apart, for they are code as its hooks are.
    """
    # What is kept is told apart by what compiled it, here and in the library, too.
    makers = Path(__file__).read_bytes() + Path(compiler.__file__).read_bytes()
    maker = hashlib.sha256(makers).hexdigest()[:16]
    try:
        return _Compiled(pattern=f"__gongkai_{room}_{maker}_%s.cache")
    except (OSError, RuntimeError):  # no folder that is safe
        return None
