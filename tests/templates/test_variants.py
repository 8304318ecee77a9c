"""One template with the several ways in which an act is said."""

from pathlib import Path

import pytest

from extractor.errors import TemplateError
from extractor.events.catalogue import catalogue
from extractor.events.template import Template, load_templates
from extractor.facts.template import FactTemplate
from extractor.templates.loader import load_rules

TALKS = """
- id: consult.talks
  event: {type: CONSULT, mode: negotiate}
  reciprocal: true
  unless: {governor: [зал], subject: [зима]}
  arguments:
    actor: [subject, "с + Ins"]
    topic: ["о + Loc"]
  counterexamples: ["Зал переговоров закрыт."]
  variants:
    noun:
      trigger: {lemma: [переговоры], pos: NOUN}
      unless: {governor: [комната]}
      examples: ["{США|actor} ведут {переговоры|CONSULT}."]
    verb:
      trigger: {lemma: [торговаться], pos: VERB}
      reciprocal: false
      arguments:
        actor: {from: [subject], least: 2}
        place: ["на + Loc"]
      examples: ["{США|actor} {торгуются|CONSULT} с {Ираком|actor}."]
      counterexamples: ["Рынок торгуется."]
"""


def write(folder: Path, text: str) -> Path:
    (folder / "t.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def talks(tmp_path: Path) -> tuple[Template, ...]:
    return load_templates(write(tmp_path, TALKS))


def test_a_variant_is_a_template_of_its_own(talks: tuple[Template, ...]) -> None:
    assert [(t.id, t.entry, t.variant) for t in talks] == [
        ("consult.talks.noun", "consult.talks", "noun"),
        ("consult.talks.verb", "consult.talks", "verb"),
    ]


def test_a_variant_takes_what_it_leaves_out(talks: tuple[Template, ...]) -> None:
    noun, verb = talks
    assert (noun.event.mode, verb.event.mode) == ("negotiate", "negotiate")
    assert (noun.reciprocal, verb.reciprocal) == (True, False)
    assert (noun.counterexamples, verb.counterexamples) == (("Зал переговоров закрыт.",), ("Рынок торгуется.",))


def test_arguments_are_joined_role_by_role(talks: tuple[Template, ...]) -> None:
    places = [{role: slot.from_ for role, slot in template.arguments.items()} for template in talks]
    assert places == [
        {"actor": ("subject", "с + Ins"), "topic": ("о + Loc",)},
        {"actor": ("subject",), "topic": ("о + Loc",), "place": ("на + Loc",)},
    ]
    assert [template.arguments["actor"].least for template in talks] == [1, 2]


def test_conditions_are_joined_place_by_place(talks: tuple[Template, ...]) -> None:
    assert [template.unless for template in talks] == [
        {"governor": ("комната",), "subject": ("зима",)},
        {"governor": ("зал",), "subject": ("зима",)},
    ]


def test_a_template_without_variants_is_its_own_entry(tmp_path: Path) -> None:
    flat = (
        TALKS.split("  variants:")[0] + "  trigger: {lemma: [диалог]}\n  examples: ['{США|actor} {спорят|CONSULT}.']\n"
    )
    [template] = load_templates(write(tmp_path, flat))
    assert (template.id, template.entry, template.variant) == ("consult.talks", "consult.talks", None)


CASES = [
    ("lemma: [торговаться]", "lemmas: [торговаться]", r":16: template 'consult\.talks\.verb': unknown key 'lemmas'"),
    ("type: CONSULT,", "type: CONSULTT,", r":3: template 'consult\.talks\.noun': .*did you mean 'CONSULT'"),
    ('topic: ["о + Loc"]', 'topic: ["о + Lok"]', r":8: .*'о \+ Lok' is no place of an argument"),
    ('place: ["на + Loc"]', 'place: ["на + Lok"]', r":20: .*'на \+ Lok' is no place of an argument"),
    ("unless: {governor: [зал]", "unles: {governor: [зал]", r":5: .*unknown key 'unles'; did you mean 'unless'\?"),
    ("unless: {governor: [комната]}", "unles: {governor: [комната]}", r":13: .*unknown key 'unles'"),
    ("[subject], least: 2", "[subject], leest: 2", r":19: .*unknown key 'leest'; did you mean 'least'\?"),
    (
        '      examples: ["{США|actor} ведут',
        '      # ["',
        r":11: .*'consult\.talks\.noun': the key 'examples' is missing",
    ),
    ("id: consult.talks", "name: consult.talks", r":2: template '\?': unknown key 'name'"),
    ("id: consult.talks", "id: consult", r":2: template 'consult': id 'consult' must look like 'consult\.talks'"),
    ("    noun:", "    имя:", r":11: .*the variant name 'имя' must be of small ASCII letters"),
    ("    verb:", "    noun:", r":15: not YAML: the key 'noun' stands twice"),
    ("      reciprocal: false", "      id: consult.bargain", r":17: .*the variant 'verb' needs no `id`"),
    ("      unless: {governor: [комната]}", "      variants: {}", r":13: .*unknown key 'variants'"),
]


@pytest.mark.parametrize(("old", "new", "message"), CASES)
def test_errors_point_at_the_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert TALKS.count(old) >= 1
    with pytest.raises(TemplateError, match=r"t\.yaml" + message):
        load_templates(write(tmp_path, TALKS.replace(old, new, 1)))


HEAD = TALKS.split("  variants:")[0]
WRONG = [
    (HEAD + "  variants:\n", r":10: template 'consult\.talks': `variants` names no variant; give at least one"),
    (HEAD + "  variants: {}\n", r":10: .*names no variant"),
    (HEAD + "  variants: [verb, noun]\n", r":10: .*names no variant"),
    (HEAD + "  variants: {verb: }\n", r":10: .*the variant 'verb' says nothing of its own"),
    (
        TALKS.replace("  reciprocal: true", "  reciprocal: true\n  trigger: {pos: NOUN}", 1),
        r":5: .*every variant has its own 'trigger\.pos', so this one is never used; drop it",
    ),
    (
        TALKS.replace("  reciprocal: true", "  reciprocal: true\n  examples: [Тихо.]", 1),
        r":5: .*every variant has its own 'examples', so this one is never used; drop it",
    ),
    (
        TALKS.replace("      reciprocal: false", "      unless: {governor: [рынок]}", 1),
        r":5: .*every variant has its own 'unless\.governor'",
    ),
]


@pytest.mark.parametrize(("text", "message"), WRONG)
def test_variants_that_do_not_fit_their_template(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(TemplateError, match=r"t\.yaml" + message):
        load_templates(write(tmp_path, text))


def test_an_id_with_variants_stands_once(tmp_path: Path) -> None:
    other = TALKS.replace("noun:", "other:").replace("verb:", "more:")
    with pytest.raises(TemplateError, match=r"t\.yaml:24: template 'consult\.talks' stands already at .*t\.yaml:2;"):
        load_templates(write(tmp_path, TALKS + other))


def test_the_page_has_one_entry_a_template(talks: tuple[Template, ...]) -> None:
    page = catalogue(talks)
    assert page.startswith("# Event templates\n\n1 templates with 2 variants, 2 triggers.")
    assert page.count("**consult.talks**") == 1
    assert "**consult.talks**\n\n*noun*: переговоры\n\n- not with governor: комната\n" in page
    assert "\n*verb*: торговаться\n" in page


def test_fact_templates_have_variants_too(tmp_path: Path) -> None:
    text = """
- id: ownership.own
  fact: ownership
  arguments: {owner: [subject]}
  counterexamples: ["Анна владеет языками."]
  variants:
    verb:
      trigger: {lemma: [владеть]}
      arguments: {property: [Ins]}
      examples: ["{Анна Котова|owner} владеет {Сбербанком|property}."]
"""
    [template] = load_rules(write(tmp_path, text), FactTemplate)
    assert (template.id, template.fact, sorted(template.arguments)) == (
        "ownership.own.verb",
        "ownership",
        ["owner", "property"],
    )
    with pytest.raises(TemplateError, match=r"t\.yaml:9: template 'ownership\.own\.verb': unknown role 'place'"):
        load_rules(write(tmp_path, text.replace("property: [Ins]", "place: [Ins]")), FactTemplate)
