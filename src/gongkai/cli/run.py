"""Run the command line, and tell a person's mistake in one line."""

from __future__ import annotations

import atexit
import gc
import os
import sys

import click

from gongkai.cli.group import gongkai
from gongkai.cli.parser import message
from gongkai.cli.words import language, say
from gongkai.sources.system import system_words


def run() -> None:
    """Run the command line; a person's mistake is told in one line, never as a traceback."""
    atexit.register(gc.freeze)  # a process that ends need not look through what it leaves
    try:
        gongkai.main(prog_name="gongkai", standalone_mode=False)
    except click.exceptions.Exit as end:
        sys.exit(end.exit_code)
    except click.Abort:
        sys.exit(130)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        sys.exit(2)
    except click.ClickException as error:
        context = error.ctx if isinstance(error, click.UsageError) else None
        called = context.command_path if context else "gongkai"
        said = message(error.format_message())
        click.echo(f"{called}: {said} — {called} --help", err=True)
        sys.exit(2)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        reason = system_words(error.strerror or type(error).__name__, language())
        click.echo(f"{error.filename or 'gongkai'}: {reason} — {say('system-hint')}", err=True)
        sys.exit(2)
    except Exception as error:
        if os.environ.get("GONGKAI_DEBUG"):
            raise
        reason = f"{type(error).__name__}: {error}"
        click.echo(f"gongkai: {say('failed', reason=reason)} — {say('failed-hint')}", err=True)
        sys.exit(2)
