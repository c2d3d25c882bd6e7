"""Files made in the background and stored: a report as PDF, an archive edition, a network's data.

This package knows no subject. To add a kind of document, register a Recipe in the `recipes.py` of
the package that its subject belongs to. The rest follows: queue, progress page, storage, download,
cancelling, cleaning up.

    register(
        Recipe(
            kind="report",  # at most 8 characters
            name=_("rapport (PDF)"),  # the kind in words
            subject=Assessment,  # any model
            kept=False,  # True: the subject never changes, so it is made only once
            read=report_of,  # subject -> content: plain values, and the only queries
            tell=canonical_json,  # content -> text; the same text is never made twice
            file_name=name_of,  # content -> name of the download, with its extension
            write=write_report,  # (content, path, progress) -> None: makes the file
            content_type="application/pdf",
            made_with=(...),  # globs of our own files that decide how it looks
            fetch=about_report,  # (user, pk, kind) -> About; Http404 for outsiders
        )
    )

A new subject also needs `install([SubjectRows(...)])` in a migration of its package
(subject_rows.py).

`read` and `tell` also run in the request that asks or looks, so they must be quick. `write` runs in
a process of its own, which makes no queries, may be killed at any time and has at most
DOCUMENTS_MEMORY of memory. It calls `progress(step, share)` often: `step` is a key of STEP_NAMES in
views.py or a Dutch text, `share` goes from 0 to 1. It must let exceptions from `progress` through.
The same content must give the same bytes: the lost file of a kept document is only replaced by an
identical one.

A kept document is made once and never again. Of every other kind, the latest few are stored.

In a view, after fetching the subject with its permission:

    # The file, or a page where it can be asked for; by POST it is asked for.
    return documents.views.answer(request, kind, subject)

A page has a button for it, `{% ask_for _("PDF") "report_pdf" assessment.pk %}`, as its file may
not be there yet: no GET has anything made.

To have it made before anybody asks, in the transaction that creates its subject:

    documents.requested_documents.ask_for(kind, subject, by=None)

In tests, `made(client, address)` of tests/documents/making.py returns the response with the file.
"""
