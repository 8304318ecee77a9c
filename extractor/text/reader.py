"""Files and bytes -> text. Offsets count the characters of this text: nothing in it is changed but a BOM."""

import codecs
from pathlib import Path

from extractor.errors import InputError


def read_text(path: Path) -> str:
    """The text of a UTF-8 file, line ends as they are.

    Raises:
        InputError: the file cannot be read or is in another encoding.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    return decode(data, name=str(path))


def decode(data: bytes, *, name: str = "the input") -> str:
    """The text of UTF-8 bytes, without a byte order mark.

    Raises:
        InputError: they are no UTF-8; the message names the byte and its offset.

    >>> decode(b"\\xef\\xbb\\xbf\\xd0\\x94\\xd0\\xb0\\r\\n")
    'Да\\r\\n'
    """
    mark = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    try:
        return data[mark:].decode("utf-8")
    except UnicodeDecodeError as error:
        at = error.start + mark
        raise InputError(f"{name}: byte 0x{data[at]:02x} at offset {at} is not UTF-8; save it as UTF-8") from error
