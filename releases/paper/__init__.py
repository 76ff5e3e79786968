"""A release's other forms for readers: on paper (``.pdf``) and as plain text (``.txt``).

Both are made of what the release's page is made of, at the instant of the request, and in the
release's own language. ``docs/paper.md`` has the rules.
"""
