"""Options and arguments that several commands share, and how their help is laid out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from khronika.vocabulary.documents import Sensitivity

if TYPE_CHECKING:
    from collections.abc import Callable
    from enum import StrEnum

    Wrap = Callable[["Command"], "Command"]
    Command = TypeVar("Command", bound=Callable[..., object])


def words_of(words: type[StrEnum]) -> click.Choice[str]:
    """Give the choice between the words of an enumeration of the vocabulary."""
    return click.Choice([each.value for each in words])


class Home(click.Path):
    """The folder of a chronicle; the address of a server is refused before a folder is made in its name."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401
        """Give the folder; the sentence leaves the address out, since it may hold a password."""
        if "://" in str(value):
            self.fail(
                "a chronicle is a folder on this machine; a server's address cannot be named here yet.", param, ctx
            )
        return super().convert(value, param, ctx)


PLACE = click.Path(path_type=Path)
HOME = Home(path_type=Path)

chronicle = click.argument("chronicle", type=HOME)
by = click.option("--by", metavar="NAME", help="Who is at work. Default: KHRONIKA_MEMBER, or the login name.")
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
confidential = click.option("--confidential", is_flag=True, help="Show what confidential documents say as well.")
why = click.option("--why", metavar="SENTENCE", required=True, help="The reason; it is recorded, and dossiers show it.")
sensitivity = click.option(
    "--sensitivity",
    type=words_of(Sensitivity),
    default=Sensitivity.INTERNAL.value,
    show_default=True,
    help="How far the documents may travel. Confidential text is in no search, export, dossier or message.",
)


def example(line: str) -> str:
    """Give the closing line of a command's help."""
    return f"Example: {line}"
