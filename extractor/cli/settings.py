"""Options that several commands share: how articles are annotated."""

from pathlib import Path
from typing import Annotated

import typer

OwnTemplates = Annotated[
    Path | None, typer.Option(help="Event templates of your own, a folder or file, beside the shipped ones.")
]
ReplaceTemplates = Annotated[bool, typer.Option("--replace", help="Leave the shipped event templates out.")]
EntityModel = Annotated[str | None, typer.Option(help="The entity model: fast or large.", show_default="fast")]
LeastConfidence = Annotated[
    float | None,
    typer.Option(
        min=0, max=1, help="Tell events and parties of at least this confidence: 0.85 is careful, 0.2 complete."
    ),
]
HomeState = Annotated[
    str | None,
    typer.Option(help="ISO 3166 alpha-3 of the state the articles come from: its «полиция», its «министр»."),
]
OwnAliases = Annotated[
    Path | None,
    typer.Option(help="A CSV file of names that beat the tables: surface,name,code,sector,wikidata."),
]
