"""Files made in the background and kept: a report as PDF, an archive edition, everything of a network.

This package knows no subject. To have another kind of document made, register a Recipe in the
`recipes.py` of the package whose subject it is about. The rest follows: queue, progress page,
storage, download, cancelling, cleaning up.

    register(
        Recipe(
            kind="report",                   # at most 8 characters
            name=_("rapport (PDF)"),         # the kind in words
            subject=Assessment,              # any model
            kept=False,                      # whether the subject never changes, so that it is made only once
            read=report_of,                  # subject -> content: plain values, and the only queries
            tell=canonical_json,             # content -> text: what is in it; the same text is never made twice
            file_name=lambda report: ...,    # content -> name to download under, with its extension
            write=write_report,              # (content, path, progress) -> None: makes the file
            content_type="application/pdf",
            made_with=(...),                 # globs of our own files that decide how it looks, beside `tell`
            fetch=lambda user, pk, kind: ...,    # About(title, page); raises Http404 for who may not read it
        )
    )

A new subject also needs `install([SubjectRows(...)])` in a migration of its package
(subject_rows.py).

`read` and `tell` also run in the request that asks, so they are quick. `write` runs in a process of
its own that makes no queries, may be killed at any time and has at most DOCUMENTS_MEMORY of memory.
It calls `progress(step, share)` often: `step` is one of WORDS in views.py or a Dutch text, `share`
goes from 0 to 1. What `progress` raises must end it. The same content must give the same bytes: a
kept document that got lost is only put back when they are equal.

Of a subject that is kept the document is made once and never again; of everything else the latest
few are kept.

In a view, after the subject was fetched with its permission:

    return documents.views.answer(request, kind, subject)    # the file, or 303 to the page that shows how far it is

and to have it made before anybody asks, in the transaction in which its subject comes to be:

    documents.requests.ask_for(kind, subject, by=None)

In tests `made(client, address)` of tests/documents/making.py gives the response with the file.
"""
