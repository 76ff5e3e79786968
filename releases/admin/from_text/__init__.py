"""“New from text”: an announcement pasted or dropped, read, asked about, and made a draft
(docs/new-from-text.md). Nothing is stored before the person says so."""
