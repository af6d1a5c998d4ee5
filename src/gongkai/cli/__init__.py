"""The command line: arguments in, one call of the room that does the work, messages and exit code out.

words.py     what the commands say of themselves, in Chinese and in English; the language by locale
outcome.py   findings → standard error or JSON, and the exit code
commands.py  the commands
"""

from gongkai.cli.commands import main

__all__ = ["main"]
