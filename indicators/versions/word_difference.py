"""What changed between two texts, word by word. No database."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Change = Literal["kept", "removed", "added"]

# A word (it keeps its apostrophes, hyphens and accents) or one mark of punctuation, and the white
# space behind it.
_WORDS = re.compile(r"([^\s.,;:!?()\[\]“”„\"…–—/]+|[.,;:!?()\[\]“”„\"…–—/]|^)(\s*)")
# Comparing takes time with the number of pairs of equal words: two long texts of one repeated word
# would take minutes.
MOST_PAIRS = 100_000
Words = list[tuple[str, str]]


@dataclass(frozen=True)
class Run:
    """A stretch of text with what happened to it."""

    change: Change
    text: str


def word_difference(before: str, after: str) -> tuple[Run, ...]:
    """Return the runs that turn `before` into `after`.

    The kept and removed runs together are `before`, the kept and added ones `after`, to the last
    space. Of two long texts with too many equal words to compare in a moment, all is removed and
    added between their equal ends.
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    changes: list[Run] = _kept(old[:start], new[:start])
    changes += _compared(old[start : len(old) - end], new[start : len(new) - end])
    changes += _kept(old[len(old) - end :], new[len(new) - end :])
    return tuple(_joined(changes))


def _shared(one: Words, other: Words) -> int:
    """Return with how many equal words both begin."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a[0] != b[0]:
            break
        count += 1
    return count


def _compared(old: Words, new: Words) -> list[Run]:
    olds, news = [word for word, _ in old], [word for word, _ in new]
    counts = Counter(news)
    if sum(counts[word] for word in olds) > MOST_PAIRS:
        return [*_all("removed", old), *_all("added", new)]
    runs: list[Run] = []
    for what, i, j, k, m in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        runs += (
            _kept(old[i:j], new[k:m])
            if what == "equal"
            else [*_all("removed", old[i:j]), *_all("added", new[k:m])]
        )
    return runs


def _all(change: Change, words: Words) -> list[Run]:
    return [Run(change, "".join(word + space for word, space in words))]


def _kept(old: Words, new: Words) -> list[Run]:
    """Return the runs of equal words, of which the white space behind them may differ."""
    runs: list[Run] = []
    for (word, was), (_, space) in zip(old, new, strict=True):
        if was == space:
            runs.append(Run("kept", word + space))
        else:
            runs += [Run("kept", word), Run("removed", was), Run("added", space)]
    return runs


def _joined(runs: list[Run]) -> Iterator[Run]:
    """Yield the runs with neighbours joined: between two kept ones what was removed, then what was added."""
    texts: dict[Change, list[str]] = {"kept": [], "removed": [], "added": []}

    def close(*changes: Change) -> Iterator[Run]:
        for change in changes:
            if text := "".join(texts[change]):
                yield Run(change, text)
            texts[change].clear()

    for run in runs:
        if run.text:
            yield from close("removed", "added") if run.change == "kept" else close("kept")
            texts[run.change].append(run.text)
    yield from close("kept", "removed", "added")
