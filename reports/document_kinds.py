"""The kinds of document about reports and networks; the queue stores them by these names."""

REPORT, ARCHIVE, WORD_FILE, NETWORK = "report", "archive", "word", "network"
