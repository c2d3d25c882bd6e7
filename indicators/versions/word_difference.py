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
class DifferenceRun:
    """A stretch of text with what happened to it."""

    change: Change
    text: str


def word_difference(before: str, after: str) -> tuple[DifferenceRun, ...]:
    """Return the runs that turn `before` into `after`.

    The kept and removed runs together are `before`, the kept and added ones `after`, to the last
    space. Of two long texts with too many equal words to compare in a moment, all is removed and
    added between their equal ends.
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    start = _count_equal(old, new)
    end = _count_equal(old[start:][::-1], new[start:][::-1])
    changes: list[DifferenceRun] = _kept(old[:start], new[:start])
    changes += _compared(old[start : len(old) - end], new[start : len(new) - end])
    changes += _kept(old[len(old) - end :], new[len(new) - end :])
    return tuple(_joined(changes))


def _count_equal(old: Words, new: Words) -> int:
    """Return with how many equal words both begin."""
    count = 0
    for (old_word, _), (new_word, _) in zip(old, new, strict=False):
        if old_word != new_word:
            break
        count += 1
    return count


def _compared(old: Words, new: Words) -> list[DifferenceRun]:
    olds, news = [word for word, _ in old], [word for word, _ in new]
    counts = Counter(news)
    if sum(counts[word] for word in olds) > MOST_PAIRS:
        return [*_all("removed", old), *_all("added", new)]
    runs: list[DifferenceRun] = []
    # autojunk would leave out words that occur often, such as "de" and "het".
    matcher = SequenceMatcher(None, olds, news, autojunk=False)
    for what, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        old_words, new_words = old[old_start:old_end], new[new_start:new_end]
        if what == "equal":
            runs += _kept(old_words, new_words)
        else:
            runs += [*_all("removed", old_words), *_all("added", new_words)]
    return runs


def _all(change: Change, words: Words) -> list[DifferenceRun]:
    return [DifferenceRun(change, "".join(word + space for word, space in words))]


def _kept(old: Words, new: Words) -> list[DifferenceRun]:
    """Return the runs of equal words, of which the white space behind them may differ."""
    runs: list[DifferenceRun] = []
    for (word, old_space), (_, new_space) in zip(old, new, strict=True):
        if old_space == new_space:
            runs.append(DifferenceRun("kept", word + new_space))
        else:
            runs += [
                DifferenceRun("kept", word),
                DifferenceRun("removed", old_space),
                DifferenceRun("added", new_space),
            ]
    return runs


def _joined(runs: list[DifferenceRun]) -> Iterator[DifferenceRun]:
    """Yield the runs with neighbours joined.

    Between two kept ones stands what was removed, then what was added.
    """
    texts: dict[Change, list[str]] = {"kept": [], "removed": [], "added": []}

    def close(*changes: Change) -> Iterator[DifferenceRun]:
        for change in changes:
            if text := "".join(texts[change]):
                yield DifferenceRun(change, text)
            texts[change].clear()

    for run in runs:
        if run.text:
            yield from close("removed", "added") if run.change == "kept" else close("kept")
            texts[run.change].append(run.text)
    yield from close("kept", "removed", "added")
