"""Templates of one's own, or those shipped, on their examples and counterexamples."""

from extractor.errors import InputError
from extractor.events import examples as event_examples
from extractor.events.matcher import Matcher
from extractor.events.template import templates_in_force
from extractor.facts import examples as fact_examples
from extractor.facts.template import fact_templates_in_force
from extractor.pipeline import load
from extractor.templates.examples import Verdict
from extractor.templates.template_sets import Own


def check_templates(templates: Own | None = None, *, facts: bool = False, together: bool = False) -> list[Verdict]:
    """Run the examples and counterexamples of templates: the verdicts on those that fail, nothing where all hold.

    Args:
        templates: a folder of YAML files, one file, or dicts; None: those shipped.
        facts: they are templates of facts, not of events.
        together: try all of them on every example, not its own alone; for event templates.
    Raises:
        InputError: `facts` and `together` are both asked for, or a file cannot be read.
        TemplateError: a template is not as the language asks.
    """
    if facts and together:
        raise InputError("--together is for event templates")
    own = templates is not None
    if facts:
        rules = fact_templates_in_force(templates, replace=own)
        nlp = load(exclude=["extractor_facts"])
        return [verdict for rule in rules for verdict in fact_examples.check(nlp, rule)]
    events = templates_in_force(templates, replace=own)
    nlp = load(exclude=["extractor_events", "extractor_commitments", "extractor_facts"])
    if not together:
        return [verdict for rule in events for verdict in event_examples.check(nlp, rule)]
    matcher = Matcher(events)
    return [verdict for rule in events for verdict in event_examples.check_among(nlp, rule, matcher)]
