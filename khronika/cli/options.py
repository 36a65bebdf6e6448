"""Options and arguments that several commands share, and how their help is laid out."""

from __future__ import annotations

from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from khronika.vocabulary.documents import Isolation, Sensitivity

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


def demand(_context: click.Context, _option: click.Parameter, level: str | None) -> None:
    """Refuse before anything is done where parsers cannot be isolated as demanded."""
    if level is not None:
        from khronika import reading

        reading.demand(level)


isolation = click.option(
    "--isolation",
    type=words_of(Isolation),
    envvar="KHRONIKA_ISOLATION",
    expose_value=False,
    callback=demand,
    help="Refuse to read where parsers are isolated less. Default: KHRONIKA_ISOLATION, or the best that is to be had.",
)


def name_languages(_context: click.Context, _option: click.Parameter, named: str | None) -> None:
    """Have scans read with these language packs."""
    if named is not None:
        from khronika import reading

        reading.name_languages(named)


languages = click.option(
    "--languages",
    metavar="PACKS",
    envvar="KHRONIKA_LANGUAGES",
    expose_value=False,
    callback=name_languages,
    help="Tesseract's language packs for scans, as eng+rus+kaz. Default: those installed that fit each page.",
)

MODEL = (
    click.option(
        "--model",
        "model_url",
        metavar="URL",
        help="Ask a language model, as of Ollama or llama.cpp, about what the grammar leaves open.",
    ),
    click.option("--model-name", metavar="NAME", help="Which model the server shall use. Default: the only one there."),
    click.option(
        "--model-elsewhere", is_flag=True, help="The model may be on another machine: words of documents go there."
    ),
)


def model(command: Callable[..., int]) -> Callable[..., int]:
    """Add the options that name a language model and hand it on as `model`; without them no server is asked."""

    @wraps(command)
    def consulting(
        *words: object, model_url: str | None, model_name: str | None, model_elsewhere: bool, **more: object
    ) -> int:
        from khronika import actions

        if model_url is None and (model_name or model_elsewhere):
            raise click.UsageError("name the server as well: --model http://127.0.0.1:11434")
        named = actions.second_reader(model_url, model_name, elsewhere=model_elsewhere) if model_url else None
        return command(*words, model=named, **more)

    for option in reversed(MODEL):
        consulting = option(consulting)
    return consulting


def example(line: str) -> str:
    """Give the closing line of a command's help."""
    return f"Example: {line}"
