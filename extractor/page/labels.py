"""What the page calls the codes of an annotation."""

from functools import cache
from typing import Any

from extractor.installed.packaged import read_yaml
from extractor.installed.paths import PACKAGE
from extractor.plover.codebook import codebook


class Labels:
    """The names of `labels.yaml`; a code without a name stands for itself."""

    def __init__(self, tables: dict[str, Any]) -> None:
        self._tables = tables

    def event(self, type: str) -> str:
        """What a type of PLOVER is called."""
        return self._name("types", type)

    def side(self, type: str) -> str:
        """The quad of a type of PLOVER as two classes, such as «verbal cooperation»."""
        return codebook().quads[type]

    def status(self, status: str) -> str:
        """What the status of an event is called."""
        return self._name("statuses", status)

    def role(self, role: str) -> str:
        """The question that an argument answers."""
        return self._name("roles", role)

    def fact(self, type: str) -> str:
        """What a type of fact is called."""
        return self._name("facts", type)

    def fact_role(self, role: str) -> str:
        """What part someone or something has in a fact."""
        return self._name("fact_roles", role)

    def entity(self, type: str) -> str:
        """What a type of NEREL is called."""
        return str(self._tables["entities"].get(type, {}).get("name", type))

    def group(self, type: str) -> str:
        """The group of types that share a colour."""
        return str(self._tables["entities"].get(type, {}).get("group", "other"))

    def reference(self, value: str) -> str | None:
        """What «FUTURE_REF» and its like are called."""
        found: str | None = self._tables["references"].get(value)
        return found

    def _name(self, table: str, code: str) -> str:
        return str(self._tables[table].get(code, code))


@cache
def labels() -> Labels:
    """The labels, read once a process."""
    return Labels(read_yaml(PACKAGE / "page" / "labels.yaml"))
