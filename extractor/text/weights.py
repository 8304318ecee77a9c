"""natasha's packaged weights: slovnet's three networks and the navec embedding that they share.

Both are tar files of raw arrays. They are read here without slovnet or navec: these decode more than is
needed, and keep four copies of a vocabulary of 250,000 words. Source: slovnet `exec/pack.py`, protocol 1;
navec `pq.py`, protocol 1.
"""

import gzip
import hashlib
import json
import tarfile
from bisect import bisect_right
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from extractor.errors import ModelError
from extractor.installed.paths import models, natasha_data
from extractor.process.sharing import once

PROTOCOL = 1
_READ = 2**20  # bytes read at once
_PAGE = 64  # words of the vocabulary searched byte by byte
Floats = npt.NDArray[np.float32]

EMBEDDING = "emb/navec_news_v1_1B_250K_300d_100q.tar"
MORPHOLOGY = "model/slovnet_morph_news_v1.tar"
SYNTAX = "model/slovnet_syntax_news_v1.tar"
NAMES = "model/slovnet_ner_news_v1.tar"


class Archive:
    """One packaged tar file, checked to be the one that the manifest describes.

    Raises:
        ModelError: it is missing, of another size or content than in the manifest, no tar file, or of another protocol.
    """

    def __init__(self, name: str) -> None:
        self.path = packaged(name)
        try:
            with tarfile.open(self.path) as archive:
                self._members = {member.name: member for member in archive.getmembers()}
        except tarfile.TarError as error:
            raise ModelError(f"{self.path}: the weights are damaged ({error}); run: {_REINSTALL}") from error
        protocol = self.json("meta.json").get("protocol")
        if protocol != PROTOCOL:
            raise ModelError(f"{self.path}: weights of protocol {protocol}; this version reads protocol {PROTOCOL}")

    def read(self, member: str) -> bytes:
        start = self.offset(member)
        with self.path.open("rb") as file:
            file.seek(start)
            return file.read(self._members[member].size)

    def offset(self, member: str) -> int:
        """Where a member's bytes begin in the file: tar does not compress, so they can be mapped."""
        if member not in self._members:
            raise ModelError(f"{self.path}: the weights lack {member}; run: {_REINSTALL}")
        return self._members[member].offset_data

    def json(self, member: str) -> Any:
        try:
            return json.loads(self.read(member))
        except ValueError as error:
            raise ModelError(f"{self.path}: {member} is damaged ({error}); run: {_REINSTALL}") from error

    def lines(self, vocabulary: str) -> list[str]:
        return gzip.decompress(self.read(f"vocabs/{vocabulary}.gz")).decode("utf-8").splitlines()

    def network(self) -> Any:
        """The tree of `model.json`, each description of an array replaced by the array."""
        return self._fill(self.json("model.json"))

    def _fill(self, node: Any) -> Any:
        if isinstance(node, list):
            return [self._fill(child) for child in node]
        if not isinstance(node, dict):
            return node
        if "array" in node:
            array = np.frombuffer(self.read(f"arrays/{node['array']}.bin"), node["dtype"])
            return array.reshape(node["shape"])
        return {key: self._fill(child) for key, child in node.items()}


_REINSTALL = "pip install --force-reinstall natasha"


@cache
def manifest() -> dict[str, Any]:
    """What is known of each file of weights (models/manifest.json), by its path under natasha's data."""
    path = models() / "manifest.json"
    try:
        return {entry["path"]: entry for entry in json.loads(path.read_text("utf-8"))["weights"]}
    except (OSError, ValueError) as error:
        raise ModelError(f"{path}: the manifest of the weights cannot be read: {error}") from error


def packaged(name: str) -> Path:
    """The file of one set of weights."""
    path = natasha_data() / name
    entry = manifest()[name]
    size = path.stat().st_size if path.exists() else 0
    if size != entry["bytes"]:
        raise ModelError(f"{path}: {size} bytes of weights where {entry['bytes']} are expected; run: {_REINSTALL}")
    check_content(path, entry["sha256"], f"run: {_REINSTALL}")
    return path


def check_content(path: Path, sha256: str, remedy: str) -> None:
    """Compare a file of weights with its manifest's SHA-256; each file is read once a process, 2 ms a megabyte.

    Raises:
        ModelError: it is another file.
    """
    if _digest(path) != sha256:
        raise ModelError(f"{path}: the weights are damaged, or others than those of the manifest; {remedy}")


@once
def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_READ):
            digest.update(block)
    return digest.hexdigest()


class Embedding:
    """navec's 250,000 word vectors of 300 numbers, each stored as 100 bytes; mapped into memory.

    Source: Alexander Kukushkin, navec; product quantisation by Jégou et al. 2011.
    """

    def __init__(self) -> None:
        archive = Archive(EMBEDDING)
        start = archive.offset("pq.bin")
        header = np.fromfile(archive.path, np.uint32, 4, offset=start)
        vectors, size, parts, centroids = (int(number) for number in header)
        start += header.nbytes
        self._indexes = np.memmap(archive.path, np.uint8, "r", start, (vectors, parts))
        codes = np.fromfile(archive.path, np.float32, centroids * size, offset=start + vectors * parts)
        self._codes = codes.reshape(parts * centroids, size // parts)
        self._firsts = centroids * np.arange(parts)  # the rows where the codes of each part begin
        self.size = size

    def vectors(self, words: npt.NDArray[np.int64]) -> Floats:
        """The vectors of words by their numbers, a row a word."""
        return self._codes.take(self._indexes[words] + self._firsts, axis=0).reshape(len(words), self.size)


class Vocabulary:
    """The numbers of words, looked up in the sorted vocabulary: a dictionary would take 40 MB and 0.1 s to build.

    The vocabulary is sorted by code points, and so are its UTF-8 bytes, but for `<unk>` and `<pad>` at its end.
    """

    def __init__(self, archive: Archive) -> None:
        self._lines = b"\n" + gzip.decompress(archive.read("vocabs/word.gz")) + b"\n"
        ends = np.flatnonzero(np.frombuffer(self._lines, np.uint8) == ord("\n"))
        self.unknown = len(ends) - 3
        self._starts = ends[: self.unknown : _PAGE].tolist()
        self._firsts = [self._lines[at + 1 : self._lines.index(b"\n", at + 1)] for at in self._starts]
        self._starts.append(int(ends[self.unknown]))

    def __getitem__(self, word: str) -> int:
        wanted = word.encode("utf-8")
        page = bisect_right(self._firsts, wanted) - 1
        if page < 0:
            return self.unknown
        start = self._starts[page]
        at = self._lines.find(b"\n%s\n" % wanted, start, self._starts[page + 1] + 1)
        return self.unknown if at < 0 else page * _PAGE + self._lines.count(b"\n", start, at)
