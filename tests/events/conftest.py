import pytest
from spacy.language import Language


@pytest.fixture(scope="session")
def nlp(templates_alone: Language) -> Language:
    """What is tested here are templates; what is weighed beside them has tests of its own."""
    return templates_alone
