"""The answers of an assessment as parts of its report, also where its question changed or is gone.

An assessment may move to another version of its set while it is being filled in. Its answers move
along: some to a question that is worded differently, some to a question that is no longer there.
"""

from assessments.models import Answer, Assessment
from assessments.question_versions import questions_before
from assessments.table_of_contents import has_content
from indicators.catalogue import Catalogue
from indicators.versions.lineage import InVersion, Lineage, lineage_of

from .question_parts import AnswerPart, EarlierQuestionPart

GoneAnswer = tuple[InVersion, AnswerPart]


def answers_of(
    assessment: Assessment, catalogue: Catalogue
) -> tuple[dict[int, AnswerPart], list[GoneAnswer]]:
    """Return the answers by indicator, and separately those that only an earlier version asked."""
    # A row stays when its text is deleted: without content it is no answer.
    rows = [answer for answer in assessment.answers.all() if has_content(answer)]
    kinds = {indicator.pk: indicator.answer for indicator in catalogue.indicators}
    written_for_earlier = {
        row.indicator_id for row in rows if row.needs_look or row.indicator_id not in kinds
    }
    # Most assessments stay with one version, and then the lineage costs no query.
    lineage = (
        lineage_of(catalogue.slug, written_for_earlier) if written_for_earlier else Lineage(())
    )
    before = questions_before(
        assessment, [row for row in rows if row.indicator_id in kinds], lineage
    )
    answers = {
        row.indicator_id: _answer(row, kinds[row.indicator_id], before.get(row.indicator_id))
        for row in rows
        if row.indicator_id in kinds
    }
    gone_rows = {row.indicator_id: row for row in rows if row.indicator_id not in kinds}
    # The lineage has the questions in the order of their set, the rows have none.
    gone_questions = [question for pk, question in lineage.by_pk.items() if pk in gone_rows]
    gone = [
        (question, _answer(gone_rows[question.pk], question.answer)) for question in gone_questions
    ]
    return answers, gone


def _answer(answer: Answer, kind: str, before: InVersion | None = None) -> AnswerPart:
    """Return an answer without the fields that a question of this kind doesn't ask for."""
    # Those fields may still hold what was typed when the question was of another kind.
    asked = before.answer if before else kind
    return AnswerPart(
        text=answer.text,
        evidence=answer.evidence,
        judgement=answer.judgement,
        number=answer.number if asked in ("number", "frequency") else None,
        per=answer.per if asked == "frequency" else "",
        yes=answer.yes if asked == "yes_no" else None,
        asked_as=_earlier_question(before) if before else None,
    )


def _earlier_question(question: InVersion) -> EarlierQuestionPart:
    return EarlierQuestionPart(
        version=question.version,
        text=question.text,
        kind=question.answer,
        unit=question.unit,
        aspects=question.aspects,
    )
