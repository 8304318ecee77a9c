from pathlib import Path

import pytest

from extractor.errors import InputError
from extractor.text.reader import decode, read_text


@pytest.mark.parametrize(
    "data, text",
    [
        ("Да.".encode(), "Да."),
        ("\ufeffДа.\r\nНет.".encode(), "Да.\r\nНет."),
        ("10\u00a0км, пере\u00adговоры".encode(), "10\u00a0км, пере\u00adговоры"),
        (b"", ""),
        ("a\ufeffб".encode(), "a\ufeffб"),  # a mark only at the beginning
    ],
)
def test_reads_utf8_and_changes_nothing_but_the_mark(tmp_path: Path, data: bytes, text: str) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(data)
    assert read_text(path) == text


@pytest.mark.parametrize(
    "data, message",
    [
        ("Да. Мы".encode("cp1251"), "the input: byte 0xc4 at offset 0 is not UTF-8"),
        ("\ufeffДа".encode() + b"\xff", "the input: byte 0xff at offset 7 is not UTF-8"),
        ("Да".encode("utf-16"), "the input: byte 0xff at offset 0 is not UTF-8"),
        ("Да".encode()[:-1], "the input: byte 0xd0 at offset 2 is not UTF-8"),
    ],
)
def test_another_encoding_is_named_with_its_byte(data: bytes, message: str) -> None:
    with pytest.raises(InputError) as caught:
        decode(data)
    assert str(caught.value).startswith(message)


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read: No such file"):
        read_text(tmp_path / "none.txt")
