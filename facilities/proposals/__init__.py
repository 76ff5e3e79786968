"""Facilities and figures of capacity, proposed from a text that is read (docs/drafting.md)."""


def register() -> None:
    """Have them proposed: facilities first, because figures are of them."""
    from facilities.proposals import facility, figure, stating
    from releases.drafting.registry import Kind
    from releases.drafting.registry import register as register_kind

    for kind, make in ((facility, facility.make), (figure, stating.make)):
        register_kind(Kind(kind.NAME, kind.propose, make, kind.stored, kind.KNOWN_BY))
