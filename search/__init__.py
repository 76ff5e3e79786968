"""Search over what releases have said. ``docs/search.md`` says how it is kept and asked."""
