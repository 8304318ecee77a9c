"""The state whose post a person holds where the text says only «премьер-министр Пётр Крамов»."""

from extractor.entities import mentions_of
from extractor.facts.bodies import Body
from extractor.facts.posts import Post
from extractor.grammar.tokens import Parse


class States:
    """The states that one document names, by their codes."""

    def __init__(self, doc: Parse) -> None:
        self._entities = mentions_of(doc).entities
        self._states: dict[str, Body] = {}
        for number, entity in enumerate(self._entities):
            named = [mention for mention in entity.mentions if mention.form in ("name", "adjective")]
            if entity.type == "COUNTRY" and entity.code and named:
                first = min(named, key=lambda mention: (mention.form == "adjective", mention.start))
                self._states.setdefault(entity.code, Body(first, number))

    def of(self, post: Post, holder: int) -> Body | None:
        """The holder's state, where the post is one that states have."""
        code = self._entities[holder].code
        return self._states.get(code) if post.of_state and code else None
