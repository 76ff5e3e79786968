"""Two people saving over each other: the second sees what changed, chooses, and loses nothing.

A form carries the revision it was filled from and the place in the audit at which it was read. Sent
for an older revision it is merged, before it is bound, with what the release is by then:

- ``changes``: what was changed since that place, by whom and when; the rows as they were then.
- ``sections``: the form and its inlines over rows as they are, and as they were.
- ``sent``: what was sent, as rows; written back so that formsets find what is stored now.
- ``values``: one field's value as a browser sends it, compared and read.
- ``merging``: three versions into one, and what has to be asked.
- ``page``, made of ``items``: what the top of the form shows. ``telling`` says what became of each
  field and row, and ``differences`` marks the words.
- ``resolving``: all of it, called by the page of a release.
"""
