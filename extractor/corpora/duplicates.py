"""Which documents were there before: on disk, so that memory does not grow with the corpus."""

import sqlite3

from extractor.corpora.documents import Document, Unreadable, content_digest


class Duplicates:
    """The first of all documents that differ in nothing but their ids."""

    def __init__(self) -> None:
        # A database without a name is a temporary file that sqlite deletes itself.
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("CREATE TABLE seen (digest BLOB PRIMARY KEY, position INTEGER) WITHOUT ROWID")

    def earlier(self, position: int, document: Document) -> int | None:
        """The number of the equal document before the one of this number, or None if it is the first."""
        if isinstance(document, Unreadable):
            return None
        key = content_digest(document)
        self._database.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (key, position))
        [(first,)] = self._database.execute("SELECT position FROM seen WHERE digest = ?", (key,))
        return None if first == position else int(first)

    def close(self) -> None:
        """Give up the temporary file."""
        self._database.close()
