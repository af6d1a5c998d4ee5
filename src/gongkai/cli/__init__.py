"""The command line: arguments in, one call of the room that does the work, messages and exit code out.

words.py       what the commands say of themselves, in Chinese and in English; the language by locale
parser.py      what Click says, in Chinese
outcome.py     findings → standard error or JSON, and the exit code
named.py       units and nodes that a person names, or the name that was likely meant
report.py      the reading report in words
group.py       the group, the options that every command has; loads the module of the command that is called
new.py         new
reading.py     read, import
project.py     check, build, serve, export
review.py      review: list, accept, reject, edit, and one by one in a terminal
diff.py        diff
workbook.py    workbook export, workbook import
water.py       water evaluate, water import
publishing.py  publish, rollback
verify.py      verify
run.py         runs the group; the last line of defence
"""

import gc

__all__ = ["main"]


def main() -> None:
    """Load the command line and run it."""
    gc.set_threshold(_MANY)  # a command ends soon, and what it loads stays
    from gongkai.cli.run import run

    run()


_MANY = 100_000  # values made, after which Python looks for cycles among them
