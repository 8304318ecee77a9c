"""What a pipeline is made of, so that another process can make it again."""

from dataclasses import dataclass
from hashlib import sha256

from spacy.language import Language
from thinc.api import Config

from extractor.pipeline import made, pipeline
from extractor.sharing import once
from extractor.templates.template_sets import as_dicts

_HOLDERS = ("extractor_events", "extractor_facts")  # the components that may have templates of one's own


@dataclass(frozen=True, slots=True)
class Recipe:
    """spaCy's configuration of a pipeline, templates of one's own written out in it; None: the usual pipeline."""

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
        TemplateError, InputError: its templates cannot be read.
    """
    if nlp is None:
        return USUAL
    config = nlp.config.copy()
    for name in _HOLDERS:
        component = config["components"].get(name, {})
        if component.get("templates") is not None:
            component["templates"] = as_dicts(component["templates"])
    return Recipe(config.to_str())


@once
def _made(config: str) -> Language:
    return made(Config().from_str(config))
