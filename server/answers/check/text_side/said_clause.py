"""A clause around its number: what stands before it and behind it, as the readers of its parts take it."""

from functools import cached_property

from server.answers.check.lexis.phrase_book import PhraseBook, phrase_book
from server.answers.check.lexis.stems import Word
from server.answers.check.text_side.text_layout import Clause, Sentence


class SaidClause:
    """The parts of a clause, in small letters but for `written`."""

    def __init__(self, text: str, sentence: Sentence, clause: Clause) -> None:
        self.book: PhraseBook = phrase_book()
        self.text, self.sentence, self.clause = text, sentence, clause
        self.expression = clause.expression
        self.written = text[clause.start : clause.end]
        self.before = text[clause.start : self.expression.start].lower()
        self.behind = text[self.expression.end : clause.end].lower()
        self.whole = text[sentence.start : sentence.end].lower()

    @cached_property
    def local(self) -> tuple[Word, ...]:
        """The words of the clause."""
        return self.sentence.between(self.clause.start, self.clause.end)

    def has(self, cue: str, text: str) -> bool:
        """Whether a text has one of the words of a cue."""
        return self.book.cues[cue].search(text) is not None

    def sign(self, text: str) -> int:
        """The sign of the last word of change in a text; 0 where there is none."""
        up = max((one.start() for one in self.book.cues["up"].finditer(text)), default=-1)
        down = max((one.start() for one in self.book.cues["down"].finditer(text)), default=-1)
        return (up > down) - (down > up)
