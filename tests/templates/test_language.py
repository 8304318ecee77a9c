from pathlib import Path

import pytest

from extractor.errors import TemplateError
from extractor.events.template import load_templates
from extractor.templates.language import Source, parse_source

GOOD = """
- id: consult.talks
  event: {type: CONSULT, mode: negotiate}
  trigger: {lemma: [переговоры], pos: NOUN}
  arguments:
    actor: {from: [subject, "с + Ins"], required: true}
    topic: ["о + Loc"]
  examples: ["{США|actor} ведут {переговоры|CONSULT}."]
  counterexamples: ["Зал переговоров закрыт."]
"""


def write(folder: Path, text: str) -> Path:
    (folder / "t.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_good_file_loads(tmp_path: Path) -> None:
    [template] = load_templates(write(tmp_path, GOOD))
    assert template.arguments["topic"].sources == (Source("phrase", "о", "Loc"),)
    assert template.arguments["actor"].required


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "examples:",
            "exampels:",
            r"t\.yaml:8: template 'consult\.talks': unknown key 'exampels'; did you mean 'examples'\?",
        ),
        ("[переговоры]", "[ведёт]", r"t\.yaml:4: .*'ведёт' is no dictionary form; did you mean 'вести'\?"),
        ("закрыт.", "{закрыт|.", r"t\.yaml:9: .*opening brace without a closing"),
        ("required: true", "requird: true", r"t\.yaml:6: .*unknown key 'requird'; did you mean 'required'\?"),
        ("CONSULT, mode", "CONSULTT, mode", r"t\.yaml:3: .*unknown event type 'CONSULTT'; did you mean 'CONSULT'\?"),
        ("mode: negotiate", "mode: demo", r"t\.yaml:3: .*CONSULT has no mode 'demo'; its modes are negotiate, meet"),
        ("subject, ", "subjekt, ", r"t\.yaml:6: .*'subjekt' is no place of an argument: .*did you mean 'subject'\?"),
        ("    topic:", "    topik:", r"t\.yaml:7: .*unknown role 'topik'; did you mean 'topic'\?"),
        ("required: true", "required: maybe", r"t\.yaml:6: .*actor\.required: .*True, False or 'strictly'"),
        ("с + Ins", "Instrumental", r"t\.yaml:6: .*did you mean 'Ins'\?"),
        (
            "  examples:",
            "  unless: {any: [в знак дружбы]}\n  examples:",
            r"t\.yaml:8: .*'в знак дружбы' never stands in 'any'",
        ),
        ("с + Ins", "с + Inst", r"t\.yaml:6: .*is no place of an argument"),
        ("id: consult.talks", "id: Консульт", r"t\.yaml:2: .*must look like 'consult\.talks'"),
        ("lemma: [переговоры], ", "", r"t\.yaml:4: .*needs `lemma` or `phrase`"),
        ("  counterexamples: [", "  #", r"t\.yaml:2: .*the key 'counterexamples' is missing"),
        ("- id", "id", r"t\.yaml:\d+: (not YAML|a template file is a list)"),
        ("[переговоры]", "[переговоры", r"t\.yaml:\d+: not YAML"),
    ],
)
def test_errors_name_file_line_and_remedy(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in GOOD
    with pytest.raises(TemplateError, match=message):
        load_templates(write(tmp_path, GOOD.replace(old, new, 1)))


def test_an_id_stands_once(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match=r"t\.yaml:11: template 'consult\.talks' stands already at .*t\.yaml:2"):
        load_templates(write(tmp_path, GOOD + GOOD))


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="no template files"):
        load_templates(tmp_path)


def test_prepositions_are_read_in_their_plain_variant() -> None:
    assert parse_source("со стороны + Gen") == Source("phrase", "с стороны", "Gen")
    assert parse_source("Dat") == Source("phrase", None, "Dat")
