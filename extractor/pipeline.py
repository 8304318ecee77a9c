"""The order of the components; load() and annotate()."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from importlib import import_module
from numbers import Real
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import load_model_from_config
from thinc.api import Config

from extractor import layers
from extractor.annotation.article import Article, read_article
from extractor.annotation.build import build
from extractor.annotation.language import is_foreign, language_of, remark
from extractor.annotation.model import Annotation
from extractor.entities.nested import check
from extractor.entities.tables.aliases import OwnNames, read_aliases
from extractor.errors import InputError
from extractor.events.template import templates_in_force
from extractor.installed.release import version
from extractor.process.collector import seldom
from extractor.process.sharing import once
from extractor.records import Metadata
from extractor.templates.template_sets import Own
from extractor.typography import View, clean_view

TOKENIZER = "extractor.text.tokens"

# The components in their order, each with the module that registers its factory. The same names are
# entry points in pyproject.toml; importing here too makes a checkout work that is not installed.
COMPONENTS = {
    "extractor_layout": "extractor.text.layout",
    "extractor_sentences": "extractor.text.sentences",
    "extractor_morphology": "extractor.text.morphology",
    "extractor_syntax": "extractor.text.syntax",
    "extractor_lemmas": "extractor.text.lemmas",
    "extractor_spans": "extractor.entities.nested",
    "extractor_names": "extractor.entities.names",
    "extractor_mending": "extractor.grammar.mending.component",
    "extractor_entities": "extractor.entities.entities",
    "extractor_times": "extractor.times.finder",
    "extractor_lists": "extractor.discourse.lists",
    "extractor_quotes": "extractor.discourse.quotes",
    "extractor_events": "extractor.events.component",
    "extractor_commitments": "extractor.events.component",
    "extractor_facts": "extractor.facts.component",
}

DIVIDING = ("extractor_layout", "extractor_sentences")  # all that a text in another language passes

# spaCy's own 1,000 keeps as many documents in memory. Of 32 long articles the distinct words are more than the engine
# keeps the products of: each network would drive out the words of the one before.
BATCH_SIZE = 16


def load(
    *,
    templates: Own | None = None,
    replace: bool = False,
    model: str = "fast",
    confidence: float | None = None,
    aliases: OwnNames | None = None,
    exclude: Collection[str] = (),
    **options: Mapping[str, Any],
) -> Language:
    """The spaCy pipeline of this library.

    Args:
        templates: event templates of your own: a folder of YAML files, one such file, or dicts. They stand beside the
            shipped ones, one with a shipped one's id in its place.
        replace: leave the shipped event templates out.
        confidence: the lowest confidence, from 0 to 1, of an event or of a party of one that is told: 0.85 is careful,
            0.2 complete; None for what found dyads and participants best.
        aliases: names of your own that beat the tables: a CSV file with the columns surface (as texts have it, in the
            nominative), name, code, sector and wikidata, the last three of which may be empty; or dicts with these.
        model: the entity model, one of those in models/entities/manifest.json.
        exclude: names of components to leave out.
        options: configuration of components by their names: `extractor_times={...}`.
    Raises:
        InputError: a name is no component's, `confidence` no probability, or the aliases not in order.
        ModelError: there is no such entity model, or its weights are not installed.
        TemplateError: a template of your own is not as the language asks.
    """
    if templates is not None:
        templates_in_force(templates, replace=replace)  # complain now, not at the first article
        given = str(templates) if isinstance(templates, Path) else templates
        options["extractor_events"] = {"templates": given, "replace": replace, **options.get("extractor_events", {})}
    if confidence is not None:
        if not isinstance(confidence, Real) or not 0 <= confidence <= 1:
            raise InputError(f"confidence is a number between 0 and 1, not {confidence!r}")
        options["extractor_events"] = {"confidence": confidence, **options.get("extractor_events", {})}
    exclude = (exclude,) if isinstance(exclude, str) else exclude
    for name in (*exclude, *options):
        if name not in COMPONENTS:
            near = get_close_matches(name, COMPONENTS, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else f"; there are {', '.join(COMPONENTS)}"
            raise InputError(f"no component is named {name!r}{hint}")
    if aliases is not None:
        read_aliases(aliases)  # complain now, in one sentence: spaCy's check of a configuration takes many
        names = str(aliases) if isinstance(aliases, Path) else aliases
        options["extractor_entities"] = {"aliases": names, **options.get("extractor_entities", {})}
    if "extractor_spans" not in exclude:
        check(model)
        options["extractor_spans"] = {"model": model, **options.get("extractor_spans", {})}
    _register()
    tokenizer = {"@tokenizers": "extractor.razdel.v1"}
    nlp = spacy.blank("ru", config={"nlp": {"tokenizer": tokenizer, "batch_size": BATCH_SIZE}})
    for name in COMPONENTS:
        if name not in exclude:
            nlp.add_pipe(name, config=dict(options.get(name, {})))
    return _described(nlp)


def made(config: Config) -> Language:
    """A pipeline from the configuration of one that `load` returned."""
    _register()
    return _described(load_model_from_config(config))


def _described(nlp: Language) -> Language:
    """Fill `nlp.meta`, which spaCy writes with a pipeline that is stored."""
    description = "Russian news: entities, times, quotes, lists, PLOVER events, commitments, facts"
    nlp.meta.update(name="extractor", version=version() or "0", description=description, license="MIT")
    return nlp


def _register() -> None:
    layers.register()
    for module in (TOKENIZER, *COMPONENTS.values()):
        import_module(module)


def annotate(
    text: str,
    *,
    published: str | date | None = None,
    source: str | None = None,
    id: str | None = None,
    home: str | None = None,
    templates: Own | None = None,
    replace: bool = False,
    model: str | None = None,
    confidence: float | None = None,
    aliases: OwnNames | None = None,
    nlp: Language | None = None,
) -> Annotation:
    """The annotation of one article.

    Args:
        text: the article, as it was published, with its source, publication line and title where it has them.
        published: local time of publication, to the day or minute: ISO 8601, a `datetime` or a `date`; relative times
            count from it, its zone is kept beside it. Where it is None, the article's own publication line is taken.
        source: who published it; where None, the article's own first lines are asked.
        id: whatever the caller calls the article.
        home: ISO 3166 alpha-3 code of the state that the article comes from, where the caller knows it: «полиция»,
            «министр» without a state are of this one. Where it is None, the state that the article is about.
        templates, replace, model, confidence, aliases: as for `load`, for this call; whoever annotates again and again
            with them loads once and gives `nlp`.
        nlp: what `load` returned, where the templates or components are not the usual ones.
    Raises:
        InputError: `text` is no Unicode text, `published` not ISO 8601 or `home` no state's code; or `nlp` is given
            and something that `load` takes too.
        ModelError, TemplateError: as for `load`.
    """
    known = {"published": published, "source": source, "id": id, "home": home}
    article = read_article({"text": text, **known})
    with seldom():
        nlp = chosen(nlp, templates, replace, model, confidence, aliases) or pipeline()
        [doc] = analysed(nlp, [article])
        annotation = build(doc)
    remark(annotation)
    return annotation


def chosen(
    nlp: Language | None,
    templates: Own | None,
    replace: bool,
    model: str | None,
    confidence: float | None,
    aliases: OwnNames | None,
) -> Language | None:
    """The pipeline that a caller asks for: one of their own, or one loaded as they say; None: the usual one.

    Raises:
        InputError: both are given, or `nlp` is no pipeline with components of ours.
        ModelError, TemplateError: as for `load`.
    """
    if nlp is not None and (not isinstance(nlp, Language) or COMPONENTS.keys().isdisjoint(nlp.pipe_names)):
        raise InputError(
            "nlp: a pipeline is needed that `load` returned, or one with components such as extractor_events"
        )
    if templates is None and not replace and model is None and confidence is None and aliases is None:
        return nlp
    if nlp is not None:
        raise InputError("give either nlp, or templates, replace, model, confidence and aliases: `load` takes these")
    return load(templates=templates, replace=replace, model=model or "fast", confidence=confidence, aliases=aliases)


@once
def pipeline() -> Language:
    """The pipeline of `annotate`, loaded once a process."""
    return load()


def analysed(nlp: Language, articles: Sequence[Article]) -> Iterator[Doc]:
    """The documents of articles, in order: those in another language than Russian are only divided into sentences."""
    docs = [prepare(nlp, article) for article in articles]
    unread = [_is_left_unread(nlp, article) for article in articles]
    read = nlp.pipe([doc for doc, left in zip(docs, unread, strict=True) if not left], batch_size=len(docs) or 1)
    for doc, left in zip(docs, unread, strict=True):
        yield _divided(nlp, doc) if left else next(read)


def _is_left_unread(nlp: Language, article: Article) -> bool:
    """Whether nothing would be told of a text; components that are not ours may have their own use of it."""
    names = {*nlp.pipe_names}
    return {*DIVIDING} <= names <= COMPONENTS.keys() and is_foreign(language_of(article.text))


def _divided(nlp: Language, doc: Doc) -> Doc:
    for name, component in nlp.pipeline:
        if name in DIVIDING:
            doc = component(doc)
    return doc


def prepare(nlp: Language, article: Article) -> Doc:
    """The tokens of an article in its clean view, with what is known of it; the components add the rest."""
    _check_length(nlp, article)
    return _tokens(nlp, article, clean_view(article.text))


def as_written(nlp: Language, article: Article) -> Doc:
    """As `prepare`, but of the text as it stands: for those whose offsets are of it."""
    _check_length(nlp, article)
    return _tokens(nlp, article, View(article.text))


def _check_length(nlp: Language, article: Article) -> None:
    if len(article.text) > nlp.max_length:
        raise InputError(f"the text has {len(article.text)} characters; the limit is {nlp.max_length}")


def _tokens(nlp: Language, article: Article, view: View) -> Doc:
    doc = nlp.make_doc(view.text)
    if view.original:
        doc._.original = view.original
    doc._.document = Metadata(
        id=article.id, source=article.source, published=article.published, home=article.home, zone=article.zone
    )
    return doc
