"""Files made in the background and kept: a report as PDF, an archive edition, everything of a network.

To have another kind of document made, add one Recipe to RECIPES in recipes.py (a new word in Document.Kind too, if
none fits). The rest follows: queue, progress page, storage, download, cancelling, cleaning up.

    Recipe(
        kind=Document.Kind.REPORT,
        subject=Assessment,              # or ReportVersion, NationalReport, NationalVersion, Network
        read=report_of,                  # subject -> content: plain values, and the only queries
        tell=canonical_json,             # content -> text: what is in it; the same text is never made twice
        file_name=lambda report: ...,    # content -> name to download under, with its extension
        write=write_report,              # (content, path, progress) -> None: makes the file
        content_type="application/pdf",
        made_with=(...),                 # globs of our own files that decide how it looks, beside `tell`
        fetch=lambda user, document: ...,    # what it is about; raises Http404 for who may not read it
        page=lambda document: ...,           # the address where its subject is read
    )

`read` and `tell` also run in the request that asks, so they are quick. `write` runs in a process of its own that makes
no queries, may be killed at any time and has at most DOCUMENTS_MEMORY of memory. It calls `progress(step, share)`
often: `step` is one of WORDS in views/documents.py or a Dutch text, `share` goes from 0 to 1. What `progress` raises
must end it. The same content must give the same bytes: a confirmed document that got lost is only put back when they
are equal.

A ReportVersion or NationalVersion is made once and never again; of everything else the latest few are kept.

In a view, after the subject was fetched with its permission:

    return views.documents.answer(request, kind, subject)    # the file, or 303 to the page that shows how far it is

and to have it made before anybody asks, in the transaction in which its subject comes to be:

    documents.asking.ask_for(kind, subject, by=None)

In tests `made(client, address)` of tests/assessments/making.py gives the response with the file.
"""
