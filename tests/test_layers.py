from spacy.tokens import Doc
from spacy.vocab import Vocab

from extractor import layers
from extractor.records import Argument, Entity, Event, Mention, Metadata, Span


def test_layers_survive_to_bytes() -> None:
    layers.register()
    vocab = Vocab()
    doc = Doc(vocab, words=["США", "ждут"])
    entity = Entity("COUNTRY", "США", "USA", "Q30", (Mention(0, 3, "name"),))
    event = Event(
        "CONSULT", None, "actual", Span(4, 8), "ждать", (Argument(0, 3, "actor", entity=0),), None, "consult.test"
    )
    doc._.document = Metadata(id="a", published="2024-01-26", title=Span(0, 3))
    doc._.entities = (entity,)
    doc._.events = (event,)
    again = Doc(vocab).from_bytes(doc.to_bytes())
    assert again._.document == doc._.document
    assert again._.entities == (entity,)
    assert again._.events == (event,)


def test_an_unset_layer_is_empty() -> None:
    layers.register()
    doc = Doc(Vocab(), words=["США"])
    assert doc._.document == Metadata()
    assert doc._.events == doc._.times == doc._.quotes == ()
