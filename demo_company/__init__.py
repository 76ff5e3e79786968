"""The demo company: what it is, what it announced, and how that gets into a database.

Facts and their sources: ``docs/demo.md``. The sentences are ours.
"""
