"""Whatever a valid definition holds, writing it and reading it again gives the same."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.definition.dumping import dump_json, dump_yaml
from indicators.definition.parsing import parse_set
from indicators.definition.values import (
    AspectDefinition,
    CriterionDefinition,
    GroupDefinition,
    IndicatorDefinition,
    SetDefinition,
    ThemeDefinition,
)
from loket_eval.prose import clean_text

TRAPS = st.sampled_from(
    [
        "yes", "no", "null", "~", "1.0", "0x1F", "1:30", "1e3", ".nan", "2014-01-01", "=", "<<", "- ", "a: b", "'", '"',
        "#", " # geen opmerking", "*", "&a", "!!binary", "%TAG", "---", "...", "|", ">", "{{7*7}}", "<script>", "=cmd",
        "@", "`", "\t", "a\tb", "  ", "\n", "\n\n", "\n  ", " \n", "\n- ", "\n#", "😀", "👩‍👩‍👧", "שלום",
        "\u202eomgekeerd",
        "\ufeff", "\u200b", "e\u0301", "x" * 300, "woord " * 40, "\\", "\\n", "\u00a0", "\U0010ffff", "\u2028",
    ]
)  # fmt: skip
TEXT = (
    st.lists(st.one_of(TRAPS, st.text(st.characters(), max_size=12)), max_size=8)
    .map("".join)
    .map(clean_text)
)
REQUIRED = TEXT.filter(bool)
LINE = TEXT.map(lambda text: clean_text(text.replace("\n", " ")[:300])).filter(bool)
UNIT = TEXT.map(lambda text: clean_text(text.replace("\n", " ")[:60])).filter(bool)
KEY = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)


def several(part: st.SearchStrategy, most: int = 2) -> st.SearchStrategy:
    """Return tuples of parts; their keys are made unique in the whole set afterwards."""
    return st.lists(part, max_size=most).map(tuple)


aspects = st.builds(AspectDefinition, key=KEY, text=REQUIRED)
indicators = st.one_of(
    st.builds(
        IndicatorDefinition,
        key=KEY,
        text=REQUIRED,
        answer=st.sampled_from(["number", "frequency"]),
        unit=UNIT,
        source=TEXT,
    ),
    st.builds(
        IndicatorDefinition,
        key=KEY,
        text=REQUIRED,
        continuity=st.just("break"),
        came_from=st.lists(KEY, max_size=3).map(" ".join),
    ),
    st.builds(
        IndicatorDefinition,
        key=KEY,
        text=REQUIRED,
        answer=st.sampled_from(["text", "yes_no"]),
        aspects=st.lists(aspects, max_size=2, unique_by=lambda aspect: aspect.key).map(tuple),
    ),
)
kinds_of_group = st.sampled_from(["development", "execution", "value", "topic"])


@st.composite
def definitions(draw: st.DrawFn) -> SetDefinition:
    numbers = iter(range(10_000))

    def numbered(part: type, **fields: st.SearchStrategy) -> object:
        return part(
            key=f"{draw(KEY)[:60]}-{next(numbers)}",
            **{name: draw(value) for name, value in fields.items()},
        )

    def many(part: type, most: int = 2, **fields: st.SearchStrategy) -> tuple:
        return tuple(numbered(part, **fields) for _ in range(draw(st.integers(0, most))))

    def group() -> GroupDefinition:
        asked = draw(st.lists(indicators, max_size=2, unique_by=lambda indicator: indicator.key))
        unique = tuple(
            IndicatorDefinition(
                key=f"{next(numbers)}-{i.key}",
                text=i.text,
                answer=i.answer,
                unit=i.unit,
                source=i.source,
                aspects=i.aspects,
            )
            for i in asked
        )
        fields = {
            "kind": kinds_of_group,
            "title": LINE,
            "question": TEXT,
            "source": TEXT,
            "indicators": st.just(unique),
        }
        return numbered(GroupDefinition, **fields)

    def theme() -> ThemeDefinition:
        criteria = many(
            CriterionDefinition,
            kind=st.sampled_from(["goal", "starting_point"]),
            implicit=st.booleans(),
            title=LINE,
            text=REQUIRED,
            question=TEXT,
            source=TEXT,
        )
        groups = tuple(group() for _ in range(draw(st.integers(0, 2))))
        texts = dict.fromkeys(["source", "introduction", "goal", "occasion", "form"], TEXT)
        kind = st.sampled_from(["theme", "improvement_action"])
        return numbered(
            ThemeDefinition,
            kind=kind,
            title=LINE,
            criteria=st.just(criteria),
            groups=st.just(groups),
            **texts,
        )

    return SetDefinition(
        slug=draw(KEY),
        version=draw(
            st.sampled_from(["1", "1.0", "2014", "2014-01-01", "0x1F", "1e3", "no", "3.0-rc1"])
        ),
        title=draw(LINE),
        source=draw(REQUIRED),
        introduction=draw(TEXT),
        criterion_question=draw(TEXT),
        themes=tuple(theme() for _ in range(draw(st.integers(1, 2)))),
    )


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(definitions())
def test_any_definition_comes_back_the_same(definition: SetDefinition) -> None:
    assert parse_set(dump_yaml(definition).encode()) == definition
    assert parse_set(dump_json(definition).encode()) == definition


@settings(max_examples=60)
@given(REQUIRED)
def test_any_text_comes_back_the_same(text: str) -> None:
    """Colons, quotes, dashes, tabs, emoji, right-to-left, "yes" and "1.0": text stays text."""
    theme = ThemeDefinition(key="a", kind="theme", title="A", introduction=text)
    definition = SetDefinition(slug="a", version="1", title="A", source=text, themes=(theme,))
    assert parse_set(dump_yaml(definition).encode()) == definition
    assert parse_set(dump_json(definition).encode()) == definition
