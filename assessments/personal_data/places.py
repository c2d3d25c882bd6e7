"""A place in a text that looks like somebody's data, as it is stored and as it is shown."""

import re
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass

from loket_eval.personal_data.patterns import NAMES, Kind

from .typed_texts import TypedText

# Letters that are shown on both sides.
_AROUND = 40
_WORD = re.compile(r"\w+")
_BETWEEN = {"van", "de", "der", "den", "het", "in", "uit", "en", "te", "ten", "ter", "op", "bij"}
_BEGINS = re.compile(r"(?:^|[.!?:;•\n–-])[\s\"'“‘(]*$")


@dataclass(frozen=True)
class StoredPlace:
    """Which field, from where to where, and what it looks like; the words aren't in it.

    `digest` is that of the text: in another text it is another place. `is_silent` when somebody
    said that it isn't about a person.
    """

    subject: str
    subject_pk: int
    field: str
    digest: str
    start: int
    end: int
    kind: str
    is_silent: bool = False

    @property
    def key(self) -> str:
        """What names it in a form."""
        return (
            f"{self.subject}-{self.subject_pk}-{self.field}-{self.start}-{self.end}-"
            f"{self.kind}-{self.digest[:16]}"
        )

    def as_json(self) -> dict[str, object]:
        return asdict(self)


@dataclass(frozen=True)
class ShownPlace:
    """A place with the words that stand there now, for who may read them."""

    stored: StoredPlace
    label: str
    address: str
    before: str
    words: str
    after: str

    @property
    def looks_like(self) -> str:
        return str(NAMES[Kind(self.stored.kind)])


def shown(places: Iterable[StoredPlace], texts: Iterable[TypedText]) -> list[ShownPlace]:
    """Return the places in the texts of which they were made, with the words around them."""
    by_field = {(one.subject, one.subject_pk, one.field): one for one in texts}
    found = []
    for place in places:
        typed = by_field.get((place.subject, place.subject_pk, place.field))
        if typed is None or typed.digest != place.digest:
            continue
        text, start, end = typed.text, place.start, place.end
        before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
        found.append(
            ShownPlace(
                stored=place,
                label=typed.label,
                address=typed.address,
                before=("… " if start > _AROUND else "") + before,
                words=text[start:end],
                after=after + (" …" if end + _AROUND < len(text) else ""),
            )
        )
    return found


def is_person(text: str, start: int, end: int, *, known: Collection[str], used: str) -> bool:
    """Say whether what looks like a name can be that of a person.

    Not when all its words are in names of organisations (`known`, in small letters): "Land en
    Grens". Nor is one word at the begin of a sentence that the same texts (`used`) also have
    without a capital: "Scholing".
    """
    words = [word.lower() for word in _WORD.findall(text[start:end])]
    if all(word in known or word in _BETWEEN for word in words):
        return False
    begins = _BEGINS.search(text[max(0, start - 10) : start]) is not None
    return not (len(words) == 1 and begins and re.search(rf"\b{words[0]}\b", used))


def words_of(names: Iterable[str]) -> set[str]:
    """Return the words of names, in small letters."""
    return {word.lower() for name in names for word in _WORD.findall(name)}
