"""What became of a judgement since the previous report, in words."""

from django.utils.translation import gettext as _

from .stored_trends import Change, Reason


def outcome_in_words(outcome: Change | Reason) -> str:
    words: dict[Change | Reason, str] = {
        "became_strong": _("sterk geworden"),
        "better": _("beter geworden, nog niet sterk"),
        "worse": _("minder geworden"),
        "to_improve": _("nog steeds te verbeteren"),
        "stayed_strong": _("sterk gebleven"),
        "other_question": _("een andere vraag geworden"),
        "new": _("nieuw gevraagd"),
        "gone": _("niet meer gevraagd"),
        "off_scale": _("niet te vergelijken"),
        "not_judged": _("vorige keer of nu geen oordeel"),
    }
    return words[outcome]
