"""What is wrong with a sample: what its values say of each other, and of the set they answer."""

from collections import Counter
from collections.abc import Iterator, Mapping

from assessments.estimates import asks_estimate
from indicators.definition.values import SetDefinition

from .sample_values import AssessmentSample, NetworkSample, SampleFile, SetKey

Place = tuple[str | int, ...]
# Where something is wrong, and what.
Mistakes = Iterator[tuple[Place, str]]


def problems_of(sample: SampleFile, sets: Mapping[SetKey, SetDefinition]) -> Mistakes:
    """Yield every mistake with its place in the file."""
    previous: AssessmentSample | None = None
    for position, assessment in enumerate(sample.assessments):
        place: Place = ("assessments", position)
        definition = sets.get(assessment.set_key)
        if definition is None:
            yield (*place, "indicator_set"), "deze indicatorenset is er niet"
        else:
            mistakes = (
                _state(assessment),
                _estimates(assessment, definition),
                _answers(assessment, definition),
                _findings(assessment, definition),
                _sources(assessment, definition, sample.network),
                _threads(assessment, definition),
            )
            for inner, what in (problem for group in mistakes for problem in group):
                yield (*place, *inner), what
        for inner, what in (
            *_advice(assessment, previous),
            *_fact_checks(assessment, sample.network),
        ):
            yield (*place, *inner), what
        if previous and assessment.period.start <= previous.period.end:
            yield (*place, "period"), "deze periode moet na de vorige beginnen"
        previous = assessment


def _state(assessment: AssessmentSample) -> Mistakes:
    if assessment.period.end < assessment.period.start:
        yield ("period",), "het einde van de periode ligt voor het begin"
    if (assessment.state == "confirmed") != (assessment.confirmed_on is not None):
        yield ("state",), "confirmed_on hoort bij een vastgestelde zelfevaluatie, en alleen daarbij"


def _estimates(assessment: AssessmentSample, definition: SetDefinition) -> Mistakes:
    asked = {group.key for theme in definition.themes for group in asks_estimate(theme.groups)}
    for key in assessment.estimates.keys() - asked:
        yield ("estimates", key), "bij deze groep wordt geen inschatting gevraagd"


def _answers(assessment: AssessmentSample, definition: SetDefinition) -> Mistakes:
    asked = {
        indicator.key: indicator
        for theme in definition.themes
        for group in theme.groups
        for indicator in group.indicators
    }
    for key, answer in assessment.answers.items():
        place: Place = ("answers", key)
        indicator = asked.get(key)
        if indicator is None:
            yield place, "deze indicator is er niet in de set"
            continue
        if answer.number is not None and indicator.answer not in ("number", "frequency"):
            yield (*place, "number"), "deze indicator vraagt niet om een getal"
        if bool(answer.per) != (indicator.answer == "frequency" and answer.number is not None):
            yield (*place, "per"), "per hoort bij het getal van een frequentie, en alleen daarbij"
        if answer.yes is not None and indicator.answer != "yes_no":
            yield (*place, "yes"), "deze indicator vraagt niet om ja of nee"
        if not answer.judgement and assessment.state != "in_progress":
            yield (
                place,
                "een zelfevaluatie die klaar is, heeft bij elk antwoord een oordeel (judgement)",
            )


def _findings(assessment: AssessmentSample, definition: SetDefinition) -> Mistakes:
    themes = {theme.key for theme in definition.themes}
    criteria = {criterion.key for theme in definition.themes for criterion in theme.criteria}
    indicators = {
        indicator.key
        for theme in definition.themes
        for group in theme.groups
        for indicator in group.indicators
    }
    # An answer can become one key point only.
    uses = Counter(finding.answer for finding in assessment.findings)
    for position, finding in enumerate(assessment.findings):
        place: Place = ("findings", position)
        if finding.theme is not None and finding.theme not in themes:
            yield (*place, "theme"), f"dit thema is er niet in de set: {finding.theme}"
        for key in sorted(set(finding.indicators) - indicators):
            yield (*place, "indicators"), f"deze indicator is er niet in de set: {key}"
        for key in sorted(set(finding.criteria) - criteria):
            yield (*place, "criteria"), f"dit criterium is er niet in de set: {key}"
        for name in ("indicators", "criteria"):
            if len(set(getattr(finding, name))) < len(getattr(finding, name)):
                yield (*place, name), "hier staat een sleutel twee keer"
        if finding.answer is not None:
            answer = assessment.answers.get(finding.answer)
            if answer is None:
                yield (
                    (*place, "answer"),
                    f"bij deze indicator is er geen antwoord: {finding.answer}",
                )
            elif answer.judgement not in (finding.kind, "mixed"):
                yield (
                    (*place, "answer"),
                    f"een {finding.kind} past niet bij het oordeel van dit antwoord",
                )
            if uses[finding.answer] > 1:
                yield (*place, "answer"), f"dit antwoord heeft al een ander punt: {finding.answer}"


def _sources(
    assessment: AssessmentSample, definition: SetDefinition, network: NetworkSample
) -> Mistakes:
    asked = {
        indicator.key
        for theme in definition.themes
        for group in theme.groups
        for indicator in group.indicators
    }
    uses = Counter(source.key for source in assessment.sources)
    for position, source in enumerate(assessment.sources):
        place: Place = ("sources", position)
        if uses[source.key] > 1:
            yield (*place, "key"), f"deze sleutel heeft al een andere bron: {source.key}"
        if source.organisation not in (None, *network.organisations):
            yield (*place, "organisation"), "deze organisatie is niet van het netwerk"
        if source.kind == "partner" and not (source.organisation and source.sent_in_on):
            yield place, "een partner heeft een organisation en sent_in_on"
        for key in sorted(source.views.keys() - asked):
            yield (*place, "views", key), "deze indicator is er niet in de set"
        if check := source.report_check:
            if source.kind != "conversation":
                yield (*place, "report_check"), "alleen een gesprek heeft een verslag"
            for number, correction in enumerate(check.corrections):
                where = (*place, "report_check", "corrections", number)
                if correction.question not in asked:
                    yield (*where, "question"), "deze indicator is er niet in de set"
                if bool(correction.outcome) != (correction.handled_on is not None):
                    yield where, "outcome en handled_on horen bij elkaar"
    said = {(source.key, key) for source in assessment.sources for key in source.views}
    for position, finding in enumerate(assessment.findings):
        for source_key in finding.rests_on:
            if not any((source_key, key) in said for key in finding.indicators):
                yield (
                    ("findings", position, "rests_on"),
                    f"deze bron zegt niets over een vraag van dit punt: {source_key}",
                )
        may = {source.key for source in assessment.sources if source.may_quote_since}
        for source_key in sorted(set(finding.quotes) - (may & set(finding.rests_on))):
            yield (
                ("findings", position, "quotes"),
                f"hier steunt dit punt niet op, of zonder toestemming: {source_key}",
            )


def _threads(assessment: AssessmentSample, definition: SetDefinition) -> Mistakes:
    asked = {
        indicator.key
        for theme in definition.themes
        for group in theme.groups
        for indicator in group.indicators
    }
    for position, thread in enumerate(assessment.threads):
        place: Place = ("threads", position)
        if (thread.question is None) == (thread.finding is None):
            yield place, "een overleg gaat over een question of over een finding"
        if thread.question is not None and thread.question not in asked:
            yield (*place, "question"), "deze indicator is er niet in de set"
        if thread.finding is not None and thread.finding > len(assessment.findings):
            yield (*place, "finding"), f"er is geen punt {thread.finding}"


def _advice(assessment: AssessmentSample, previous: AssessmentSample | None) -> Mistakes:
    recommendation_count = len(previous.recommendations) if previous else 0
    uses = Counter(follow_up.recommendation for follow_up in assessment.follow_ups)
    for position, follow_up in enumerate(assessment.follow_ups):
        place: Place = ("follow_ups", position)
        number = follow_up.recommendation
        if (number is None) == (not follow_up.what) or (number is not None and follow_up.origin):
            yield place, "een opvolging noemt een recommendation, of anders what (en origin)"
        if number is not None and number > recommendation_count:
            yield (
                (*place, "recommendation"),
                f"de vorige zelfevaluatie heeft geen aanbeveling {number}",
            )
        if number is not None and uses[number] > 1:
            yield (*place, "recommendation"), f"aanbeveling {number} wordt twee keer opgevolgd"
        if not follow_up.outcome and assessment.state != "in_progress":
            yield (
                place,
                (
                    "een zelfevaluatie die klaar is, zegt wat er van elke aanbeveling terechtkwam "
                    "(outcome)"
                ),
            )
    for position, recommendation in enumerate(assessment.recommendations):
        for number in recommendation.repeats:
            if number > len(assessment.follow_ups):
                yield ("recommendations", position, "repeats"), f"er is geen opvolging {number}"
        for number in recommendation.points:
            if number > len(assessment.findings):
                yield ("recommendations", position, "points"), f"er is geen punt {number}"
            elif assessment.findings[number - 1].kind != "improvement":
                yield ("recommendations", position, "points"), f"punt {number} is geen verbeterpunt"


def _fact_checks(assessment: AssessmentSample, network: NetworkSample) -> Mistakes:
    if assessment.fact_checks and assessment.state == "in_progress":
        yield (
            ("fact_checks",),
            "toetsingen horen bij een zelfevaluatie die ter toetsing ligt of lag",
        )
    for position, check in enumerate(assessment.fact_checks):
        place: Place = ("fact_checks", position)
        if not check.agrees and not check.remark:
            yield place, "schrijf in remark op wat er niet klopt"
        if check.organisation not in network.organisations:
            yield (*place, "organisation"), "deze organisatie is niet van het netwerk"
