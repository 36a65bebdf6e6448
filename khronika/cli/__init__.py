"""The command line: thin; it reads the request, calls an action and shows the answer."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from khronika.errors import DISK_FULL, ChronicleError, KhronikaError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

STOPPED = "Stopped. What was recorded until now is kept; the same command again goes on from there."
DEBUG = "KHRONIKA_DEBUG"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code; what goes wrong is one sentence on stderr, never a traceback."""
    import click

    from khronika.cli.commands import khronika

    sys.excepthook = confess
    try:
        outcome = khronika.main(args=arguments, prog_name="khronika", standalone_mode=False)
    except click.Abort:
        return complain(STOPPED, 130)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except KhronikaError as error:
        return complain(str(error), error.code, error)
    except OSError as error:
        return complain(of_the_machine(error), ChronicleError.code, error)
    return outcome if isinstance(outcome, int) else 0


def complain(sentence: str, code: int, error: BaseException | None = None) -> int:
    """Say what happened on stderr and give the exit code; with KHRONIKA_DEBUG=1 the error itself is raised."""
    from khronika.cli.showing import plain

    if error is not None and os.environ.get(DEBUG):
        raise error
    sys.stderr.write(f"{plain(sentence)}\n")
    return code


def of_the_machine(error: OSError) -> str:
    """Say in a sentence what the machine refused."""
    if error.errno in DISK_FULL:
        return "The disk is full. What was recorded until now is kept; make room and run the same command again."
    return (
        f"The machine refused: {error.strerror or type(error).__name__}. "
        "What was recorded until now is kept; mend this and run the same command again."
    )


def confess(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Say that the program made a mistake, and where, without a word of what it was working on."""
    if os.environ.get(DEBUG):
        sys.__excepthook__(kind, error, trace)
        return
    if issubclass(kind, KeyboardInterrupt):
        sys.stderr.write(f"{STOPPED}\n")
        return
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_globals.get('__name__')}, line {trace.tb_lineno}" if trace else "an unknown place"
    sys.stderr.write(
        f"Khronika made a mistake ({kind.__name__} in {where}). What was recorded until now is kept. "
        f"{DEBUG}=1 shows more, which may include words of your documents.\n"
    )
