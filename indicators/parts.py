"""The kinds of part that a set is made of: what each is called, where it stands and what it says.

This is the one place that knows. The models take their labels from it, a spreadsheet its columns,
the admin its forms, and a comparison the order in which it reads. No database.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

Words = Mapping[str, str]  # code -> word


def _(label: str) -> str:
    """Mark a label for translation. Who shows it translates it.

    Django's own gettext_noop wants settings, which reading a file can do without.
    """
    return label


@dataclass(frozen=True)
class PartField:
    """One thing that a part says: a text, or a choice from `words`.

    `label` is its name on pages; `heading` is that of its column in a spreadsheet, where it is
    another, and `width` how many characters that column shows.
    """

    name: str
    label: str
    width: int = 40
    words: Words | None = None
    heading: str = ""
    # Keys and versions: a spreadsheet that shows 7 may have been given 007, and 2 may have been
    # 2.0.
    is_exact: bool = False
    # A decision about a question, or the version that a set was made from, has a page of its own.
    in_form: bool = True
    # Not in spreadsheets that were made before the field was: without its column it is empty.
    may_lack: bool = False

    @cached_property
    def column_title(self) -> str:
        return self.heading or self.label[:1].upper() + self.label[1:]

    @property
    def is_yes_no(self) -> bool:
        return self.words is YES_NO


# Kinds are compared by identity: there is one object for each.
@dataclass(frozen=True, eq=False, kw_only=True)
class PartKind:
    """A kind of part, or the set itself, which stands in nothing."""

    code: str
    # What people call one and several; `word` is the shorter word of messages about a file.
    singular: str
    plural: str
    word: str
    # The word in addresses, which also heads the column that says what a row belongs to.
    slug: str
    # The sheet of a spreadsheet on which these parts stand.
    sheet: str
    fields: tuple[PartField, ...]
    # The field that tells a part from its siblings.
    named_by: str = "title"
    parent: "PartKind | None" = None
    # The field of a row that refers to the parent, and the list of the parent that holds the part.
    parent_field: str = ""
    list_name: str = ""
    # Of an aspect the key says something within its question only.
    key_is_unique_in_set: bool = True

    @cached_property
    def field_names(self) -> tuple[str, ...]:
        """The names of all fields, in the order of a file."""
        return tuple(field.name for field in self.fields)

    @cached_property
    def form_fields(self) -> tuple[str, ...]:
        """The names of the fields that people fill in, in the order of a form.

        What names the part comes first.
        """
        names = [field.name for field in self.fields if field.in_form]
        return tuple(sorted(names, key=lambda name: name != self.named_by))

    @cached_property
    def compared_fields(self) -> tuple[str, ...]:
        """The names of the fields that are content, in reading order: the place in the source last.

        The key and the version of a set say which one it is, not what it says.
        """
        content = [field for field in self.fields if field.in_form and not field.is_exact]
        return tuple(field.name for field in sorted(content, key=lambda field: field is SOURCE))

    @cached_property
    def path_to_set(self) -> str:
        """The way from a row to its set, as Django's filters write it: "theme__indicator_set"."""
        if self.parent is None:
            return ""
        return "__".join(filter(None, [self.parent_field, self.parent.path_to_set]))

    @cached_property
    def children(self) -> tuple["PartKind", ...]:
        """The kinds of part that stand in one of this kind."""
        return tuple(kind for kind in PARTS if kind.parent is self)

    def field(self, name: str) -> PartField:
        """Return the field with this name. Raises KeyError when there is none."""
        return self._fields_by_name[name]

    def label(self, name: str) -> str:
        """Return what pages call the field with this name."""
        return self.field(name).label

    @cached_property
    def _fields_by_name(self) -> dict[str, PartField]:
        return {field.name: field for field in self.fields}


def _words(**words: str) -> Words:
    return MappingProxyType(words)


YES_NO = _words(nee=_("nee"), ja=_("ja"))
THEME_KINDS = _words(theme=_("thema"), improvement_action=_("verbeteractie"))
CRITERION_KINDS = _words(goal=_("doel"), starting_point=_("uitgangspunt"))
GROUP_KINDS = _words(
    development=_("ontwikkelinspanningen"),
    execution=_("uitvoeringsinspanningen"),
    value=_("waarde"),
    topic=_("topic"),
)
ANSWER_KINDS = _words(
    text=_("tekst"), number=_("getal"), frequency=_("frequentie"), yes_no=_("ja of nee")
)
CONTINUITIES = _words(same=_("dezelfde vraag"), **{"break": _("andere vraag")})

KEY = PartField("key", _("sleutel"), 28, is_exact=True)
SOURCE = PartField("source", _("plaats in de bron"), 28)

SET = PartKind(
    code="set",
    singular=_("indicatorenset"),
    plural=_("indicatorensets"),
    word="indicatorenset",
    slug="set",
    sheet="Set",
    fields=(
        PartField("slug", _("naam in adressen"), is_exact=True),
        PartField("version", _("versie"), is_exact=True),
        PartField(
            "based_on",
            _("gemaakt uit"),
            heading="Gemaakt uit versie",
            is_exact=True,
            in_form=False,
        ),
        PartField("title", _("titel")),
        PartField("source", _("bron")),
        PartField("introduction", _("inleiding")),
        PartField("criterion_question", _("vraag bij elk criterium")),
    ),
)
THEME = PartKind(
    code="theme",
    singular=_("thema"),
    plural=_("thema’s"),
    word="thema",
    slug="thema",
    sheet="Thema’s",
    parent=SET,
    parent_field="indicator_set",
    list_name="themes",
    fields=(
        PartField("kind", _("soort"), 16, THEME_KINDS),
        PartField("title", _("titel")),
        SOURCE,
        PartField("introduction", _("inleiding"), 60),
        PartField("goal", _("doel")),
        PartField("occasion", _("aanleiding")),
        PartField("form", _("vorm")),
    ),
)
CRITERION = PartKind(
    code="criterion",
    singular=_("doel of uitgangspunt"),
    plural=_("doelen en uitgangspunten"),
    word="criterium",
    slug="criterium",
    sheet="Criteria",
    parent=THEME,
    parent_field="theme",
    list_name="criteria",
    fields=(
        PartField("kind", _("soort"), 16, CRITERION_KINDS),
        PartField("implicit", _("impliciet"), 10, YES_NO),
        PartField("title", _("korte titel"), heading="Titel"),
        PartField("text", _("tekst"), 60),
        PartField("question", _("vragen van de evaluatoren"), 60),
        SOURCE,
    ),
)
GROUP = PartKind(
    code="group",
    singular=_("indicatorgroep"),
    plural=_("indicatorgroepen"),
    word="indicatorgroep",
    slug="groep",
    sheet="Groepen",
    parent=THEME,
    parent_field="theme",
    list_name="groups",
    fields=(
        PartField("kind", _("soort"), 24, GROUP_KINDS),
        PartField("title", _("titel")),
        PartField("question", _("hoofdvraag"), 60),
        SOURCE,
    ),
)
INDICATOR = PartKind(
    code="indicator",
    singular=_("indicator"),
    plural=_("indicatoren"),
    word="indicator",
    slug="indicator",
    sheet="Indicatoren",
    parent=GROUP,
    parent_field="group",
    list_name="indicators",
    named_by="text",
    fields=(
        PartField("text", _("vraag"), 80),
        PartField("answer", _("soort antwoord"), 16, ANSWER_KINDS),
        PartField("unit", _("eenheid"), 16),
        PartField(
            "continuity",
            _("vergelijkbaar met de vorige versie"),
            18,
            CONTINUITIES,
            heading="Dezelfde vraag?",
            in_form=False,
        ),
        SOURCE,
        PartField(
            "came_from",
            _("komt uit"),
            28,
            heading="Komt uit vragen",
            in_form=False,
            may_lack=True,
        ),
        PartField(
            "statement",
            _("stelling, in onze woorden"),
            60,
            heading="Stelling (onze woorden)",
            may_lack=True,
        ),
    ),
)
ASPECT = PartKind(
    code="aspect",
    singular=_("deelaspect"),
    plural=_("deelaspecten"),
    word="deelaspect",
    slug="deelaspect",
    sheet="Deelaspecten",
    parent=INDICATOR,
    parent_field="indicator",
    list_name="aspects",
    named_by="text",
    key_is_unique_in_set=False,
    fields=(PartField("text", _("tekst"), 80),),
)

# A kind comes after the one that it stands in: who goes through them has met every parent.
PARTS = (THEME, CRITERION, GROUP, INDICATOR, ASPECT)
BY_CODE: Mapping[str, PartKind] = MappingProxyType({kind.code: kind for kind in (SET, *PARTS)})
