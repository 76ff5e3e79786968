"""The fact ledger's comparison (docs/fact-ledger.md): what a draft says beside what public releases
have said, and beside what it says itself elsewhere.

Plain values in, verdicts out: no query, no clock. What is known is asked for by
``releases/preflight/ledger.py`` and by the apps whose statements hang on releases.
"""
