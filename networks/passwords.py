"""What a password must be: long, and not easy to guess. No kinds of signs are asked for."""

import re

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
)
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from zxcvbn_rs_py import zxcvbn

from .models import Network, User
from .obvious_words import OBVIOUS_WORDS

# Ten thousand million guesses: the highest of the five steps that zxcvbn gives.
_GUESSES_LOG10 = 10
# The time that zxcvbn takes grows fast with signs that may stand for letters: of 24 such signs it
# judges within a third of a second, of 52 within seconds. Who is safe with 24 is safe with more.
_JUDGED = 24
_READ = 200
_SHORTEST_REPEAT = 3
_BETWEEN_WORDS = re.compile(r"[\s_.-]+")
_LETTERS = re.compile(r"[^\W\d_]{3,}")


class MinimumLength(MinimumLengthValidator):
    """Django's validator, whose message has no Dutch translation in 5.2."""

    def get_error_message(self) -> str:
        return gettext("Dit wachtwoord is te kort. Gebruik ten minste %(length)d tekens.") % {
            "length": self.min_length
        }


class NotEasyToGuess(CommonPasswordValidator):
    """Refuses what somebody who guesses tries first: known passwords (Django's list), common words
    and names, with or without a year and an exclamation mark, rows of keys, and the same again and
    again.
    """

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError if `password` is guessed too soon."""
        is_listed = password.lower().strip() in self.passwords
        if is_listed or _guesses_log10(password, user) < _GUESSES_LOG10:
            raise ValidationError(
                gettext(
                    "Dit wachtwoord is te makkelijk te raden. Het lijkt te veel op een bekend "
                    "woord, een naam, een jaartal of een rijtje toetsen. Neem bijvoorbeeld vier "
                    "woorden die niets met elkaar te maken hebben."
                ),
                code="password_easy_to_guess",
            )

    def get_help_text(self) -> str:
        return gettext(
            "Neem geen bekend woord, naam of jaartal. Vier woorden die niets met elkaar te maken "
            "hebben zijn goed, en makkelijk te onthouden."
        )


def _guesses_log10(password: str, user: User | None) -> float:
    """Return how many guesses it takes, as a power of ten."""
    known = [*_own_words(user), *OBVIOUS_WORDS]
    said_once = without_repeats(password[:_READ])[:_JUDGED]
    # A space between two words is no secret.
    spellings = {said_once, _BETWEEN_WORDS.sub("", said_once)} - {""}
    return min((zxcvbn(one, known).guesses_log10 for one in spellings), default=0)


def without_repeats(password: str) -> str:
    """Return the password without what it says again: repeating makes nothing harder to guess."""
    kept, at = "", 0
    lowered = password.lower()
    while at < len(password):
        length = 0
        while at + length < len(password) and lowered[at : at + length + 1] in kept.lower():
            length += 1
        if length >= _SHORTEST_REPEAT:
            at += length
        else:
            kept += password[at]
            at += 1
    return kept


def _own_words(user: User | None) -> list[str]:
    """Return words that somebody who guesses knows: of this person, and the networks' names."""
    texts = [user.name, user.email] if user else []
    texts += Network.objects.values_list("name", flat=True)
    words = [word.lower() for text in texts for word in _LETTERS.findall(text)]
    return list(dict.fromkeys(["".join(_LETTERS.findall(text)).lower() for text in texts] + words))
