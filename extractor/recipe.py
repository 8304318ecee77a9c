"""What a pipeline is made of, so that another process can make it again."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from spacy.language import Language
from thinc.api import Config

from extractor.entities.tables.aliases import as_dicts as alias_dicts
from extractor.pipeline import made, pipeline
from extractor.process.sharing import once
from extractor.templates.template_sets import as_dicts

# The components and settings that may name a file of one's own, and what writes its content out.
_HELD: tuple[tuple[str, str, Callable[[Any], list[Any]]], ...] = (
    ("extractor_events", "templates", as_dicts),
    ("extractor_facts", "templates", as_dicts),
    ("extractor_entities", "aliases", alias_dicts),
)


@dataclass(frozen=True, slots=True)
class Recipe:
    """spaCy's configuration of a pipeline, one's own templates and names written out in it; None: the usual one."""

    config: str | None = None

    @property
    def digest(self) -> str | None:
        """16 hexadecimal digits that two recipes share if they make the same; None for the usual pipeline."""
        return None if self.config is None else sha256(self.config.encode("utf-8")).hexdigest()[:16]

    def pipeline(self) -> Language:
        """What is made of it, once a process."""
        return pipeline() if self.config is None else _made(self.config)


USUAL = Recipe()


def recipe(nlp: Language | None) -> Recipe:
    """How a pipeline is made; its components may hold nothing that is not in their configuration.

    Raises:
        TemplateError, InputError: its templates or names cannot be read.
    """
    if nlp is None:
        return USUAL
    config = nlp.config.copy()
    for name, setting, written_out in _HELD:
        component = config["components"].get(name, {})
        if component.get(setting) is not None:
            component[setting] = written_out(component[setting])
    return Recipe(config.to_str())


@once
def _made(config: str) -> Language:
    return made(Config().from_str(config))
