"""Names of bodies that the article has told, found again in another case without comparing each with all."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from extractor.grammar.dictionary import body_stem, keys, same_body


class Bodies:
    """Names by what all cases of their first words share."""

    def __init__(self) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)

    def add(self, forms: Sequence[str]) -> None:
        """Note a name by the forms of its words."""
        for shared in _shared(forms[0]):
            self._by_first[shared].append(tuple(forms))

    def like(self, forms: Sequence[str]) -> Iterator[tuple[str, ...]]:
        """The names told of which this may be another case, each once."""
        known = dict.fromkeys(told for shared in _shared(forms[0]) for told in self._by_first.get(shared, ()))
        return (told for told in known if same_body(forms, told))


def _shared(form: str) -> list[str]:
    return sorted({body_stem(form), *keys(form)})
