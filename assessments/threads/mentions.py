"""Colleagues who are named with @ in a text.

A person can be named in full ("@Anna de Vries") or with the first words of the name ("@Anna").
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from loket_eval.letters import normal_form
from networks.models import User

# An @ in the middle of a word is that of an e-mail address.
_AT = re.compile(r"(?<![\w.@])@(?=\w)")
_WORD = re.compile(r"[\w'’.-]+")
_SIGNS_AT_THE_END = ".'’-"
_MOST_WORDS = 8


@dataclass(frozen=True)
class Mention:
    """Where a text names somebody: `people` are all whom it can mean."""

    start: int
    end: int
    typed: str
    people: tuple[User, ...]

    @property
    def person(self) -> User | None:
        """The one who is meant; None when it is nobody, or when it can be more people."""
        return self.people[0] if len(self.people) == 1 else None


def mentions_in(text: str, people: Sequence[User]) -> list[Mention]:
    """Return what is named with @ in a text, in its order."""
    names = [(_plain(person.name), person) for person in people]
    return [_mention(text, found.end(), names) for found in _AT.finditer(text)]


def people_in(mentions: Sequence[Mention]) -> list[User]:
    """Return the people who are meant, each once."""
    return list(dict.fromkeys(one.person for one in mentions if one.person))


def replaced(text: str, mentions: Sequence[Mention], by: Callable[[User], str]) -> str:
    """Return the text with something else for each name of a person who is meant."""
    for one in reversed(mentions):
        if one.person:
            text = text[: one.start] + by(one.person) + text[one.end :]
    return text


def _mention(text: str, start: int, names: Sequence[tuple[str, User]]) -> Mention:
    """Return what the @ before `start` means: as many words as make a name, if they make one."""
    ends = _word_ends(text, start)
    # A whole name goes first: otherwise nobody could mean Anna where there is an Anna de Vries.
    for is_meant in (str.__eq__, _begins):
        for end in reversed(ends):
            typed = _plain(text[start:end])
            people = tuple(person for name, person in names if is_meant(name, typed))
            if people:
                return Mention(start, end, text[start:end], people)
    return Mention(start, ends[0], text[start : ends[0]], ())


def _begins(name: str, typed: str) -> bool:
    return name.startswith(typed + " ")


def _word_ends(text: str, start: int) -> list[int]:
    """Return where the words end that can be those of a name: on one line, with a space between."""
    ends: list[int] = []
    found = _WORD.match(text, start)
    while found and len(ends) < _MOST_WORDS:
        ends.append(found.start() + len(found.group().rstrip(_SIGNS_AT_THE_END)))
        next_word = found.end() + 1
        found = _WORD.match(text, next_word) if text[found.end() : next_word] == " " else None
    return ends


def _plain(name: str) -> str:
    return normal_form(name).rstrip(_SIGNS_AT_THE_END)
