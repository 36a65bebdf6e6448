"""The manual page of the command line, made from the help of the commands themselves."""

from __future__ import annotations

import click

from khronika.cli.commands import khronika

WIDTH = 100
HEAD = """\
# The command line

This page is made from the program's own help by `make docs`; change the help, not the page.
"""


def manual() -> str:
    """Give the page as Markdown: the overview, then each command in the order of the work."""
    parts = [HEAD, shown(help_of("khronika", khronika, None))]
    with context("khronika", khronika, None) as above:
        for name, command in khronika.commands.items():
            parts.append(f"\n## khronika {name}\n" + shown(help_of(name, command, above)))
    return "".join(parts)


def context(name: str, command: click.Command, above: click.Context | None) -> click.Context:
    """Give the context in which a command shows its help, as wide on every machine."""
    settings = {**command.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    return click.Context(command, info_name=name, parent=above, **settings)


def help_of(name: str, command: click.Command, above: click.Context | None) -> str:
    """Give the help of one command."""
    return command.get_help(context(name, command, above))


def shown(words: str) -> str:
    """Set words apart as the screen shows them."""
    return "\n```text\n" + "\n".join(line.rstrip() for line in words.splitlines()) + "\n```\n"
