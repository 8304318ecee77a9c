"""Positions in the tree: what stands before a word, above it, around it."""

from collections.abc import Iterator

from extractor.grammar.morphology import is_predicate
from extractor.grammar.tokens import Token

SUBJECTS = ("nsubj", "nsubj:pass")
RELATIVE = ("acl:relcl", "acl")  # relations of a relative clause to its noun


def words_before(verb: Token) -> Iterator[Token]:
    """The words of a verb's sentence before it, from the nearest."""
    token = verb
    while token.i and not token.is_sent_start:
        token = token.nbor(-1)
        yield token


def words_after(word: Token) -> Iterator[Token]:
    """The words of a word's sentence behind it, from the nearest."""
    for token in word.doc[word.i + 1 :]:
        if token.is_sent_start:
            return
        yield token


def root_of(token: Token) -> Token:
    """The word on which a token's whole sentence hangs."""
    while token.head != token:
        token = token.head
    return token


def clause_head(token: Token) -> Token:
    """The predicate of the clause that holds a token."""
    while token.head != token and not is_predicate(token):
        token = token.head
    return token


def steps_up(token: Token) -> Iterator[tuple[Token, Token]]:
    """Pairs (child, governor) from the token up to the root."""
    while token.head != token:
        yield token, token.head
        token = token.head
