"""The command `khronika` and its commands, in the order in which a person needs them."""

from __future__ import annotations

import click

from khronika import __version__
from khronika.cli import (
    accounting,
    anchoring,
    evaluating,
    explaining,
    filling,
    handing,
    judging,
    linking,
    listing,
    lists,
    people,
    searching,
    sourcing,
    tolls,
    verifying,
)

CODES = """\b
Exit codes:
  0    done; documents that cannot be read are listed and stop nothing
  1    a mistake of the program
  2    the call is wrong: an unknown command, claim or document, a folder without documents
  3    a value that the vocabulary does not allow
  4    the chronicle cannot be used: none there, of a newer version, busy, or the disk is full
  5    the record refuses to change what was recorded, or verify found that it was changed
  6    an optional part is not installed
  130  stopped with Ctrl-C; what was recorded is kept"""


class InOrder(click.Group):
    """A group that lists its commands in the order of the work, not of the alphabet."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Give the names of the commands."""
        return list(self.commands)


@click.group(
    cls=InOrder,
    epilog=CODES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=(
        "From a folder of documents to a sourced record of who said what, and a dossier in which every line stands on "
        "a verbatim passage. Everything stays on this machine unless you say otherwise.\n\n"
        "Begin with: khronika run FOLDER"
    ),
)
@click.version_option(__version__, prog_name="khronika")
def khronika() -> None:
    """Hold the commands; each is one action."""


for command in (
    filling.run,
    filling.new,
    filling.add,
    filling.read,
    listing.documents,
    listing.claims,
    people.people,
    accounting.accounts,
    tolls.tolls,
    tolls.questions,
    sourcing.origins,
    searching.search,
    judging.judge,
    anchoring.anchors,
    linking.same,
    linking.apart,
    linking.unsure,
    linking.withdraw,
    lists.lists,
    handing.dossier,
    handing.text,
    handing.page,
    handing.export,
    verifying.verify,
    evaluating.evaluate,
    explaining.explain,
):
    khronika.add_command(command)
