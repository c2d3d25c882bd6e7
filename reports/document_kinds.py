"""The kinds of document about reports and networks, by the names that the queue stores."""

REPORT, ARCHIVE, WORD_FILE, NETWORK = "report", "archive", "word", "network"
# The whole story on one page, to hand out or to show.
SHEET, SLIDE = "sheet", "slide"
