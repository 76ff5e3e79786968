"""Fill a scratch database with made-up releases, up to a size: ``fill.py 1000000``.

Each has two standing texts, a contact, a category and three statements; they are strewn over the
25 years before 2026, whatever the size. The rows come straight from SQL, with the guards away
meanwhile.
"""

import sys
import time

import django

django.setup()

import fill_statements  # noqa: E402 -- as above
from django.db import connection, transaction  # noqa: E402 -- needs the set-up above

from accounts.models import User  # noqa: E402 -- as above
from company.models import Category, Company, Listing  # noqa: E402 -- as above
from releases import guards  # noqa: E402 -- as above
from releases.models import Contact, Release, StandingText  # noqa: E402 -- as above
from search import index  # noqa: E402 -- as above

MARK = "bench-"
CATEGORIES, CONTACTS = 12, 8
# Minutes before 2026 at which release i went out: strewn evenly by a step prime to 25 years.
MINUTES = "(i * 7919003) % (25 * 525600)"
BODY = "<p>The harbour plant reports a quiet day, with all lines at work.</p>" * 12
# Besides, words of every frequency: tenth3 stands in every tenth release, hundredth41 in every
# hundredth and so on; and two dozen out of a vocabulary of twenty thousand.
LOTS = " || ' ' || ".join(
    [
        *(f"'{name}' || (i % {each})"
          for name, each in (("tenth", 10), ("hundredth", 100), ("thousandth", 1000),
                             ("rarely", 50_000))),
        *(f"'word' || (i * {step} % 20011)" for step in range(101, 8000, 331)),
    ]
)  # fmt: skip
PER_VENDOR = {
    "sqlite": {
        "uuid": "printf('%032x', i)",
        "at": f"datetime('2026-01-01 00:00:00', '-' || ({MINUTES}) || ' minutes')",
        "json": "'[]'",
    },
    "postgresql": {
        "uuid": "lpad(to_hex(i), 32, '0')::uuid",
        "at": f"timestamptz '2026-01-01 00:00:00+00' - ({MINUTES}) * interval '1 minute'",
        "json": "'[]'::jsonb",
    },
}


def main(size: int) -> None:
    """Bring the database to ``size`` releases. Exits with a reason where it holds others."""
    if Release.objects.exclude(slug__startswith=MARK).exists():
        raise SystemExit("This database holds releases that the bench did not make: use another.")
    have = Release.objects.filter(slug__startswith=MARK).count()
    started = time.monotonic()
    guards.remove()
    index.remove()
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            _identities()
            for statement in _statements(have + 1, size):
                cursor.execute(statement)
    finally:
        guards.install()
        index.install()
    index.rebuild()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"{size} releases ({size - have} new) in {time.monotonic() - started:.0f} s")


def _identities() -> None:
    company, _ = Company.objects.get_or_create(
        pk=1, defaults={"name": "Bench Bio", "legal_name": "Bench Bio, Inc."}
    )
    Listing.objects.get_or_create(company=company, exchange="Nasdaq", mic="XNAS", ticker="BNCH")
    User.objects.get_or_create(email="bench@bench-bio.example", defaults={"full_name": "Bench"})
    fill_statements.identities()
    for number in range(1, CATEGORIES + 1):
        Category.objects.get_or_create(name=f"Heading {number}", slug=f"heading-{number}")
    for number in range(1, CONTACTS + 1):
        Contact.objects.get_or_create(name=f"Person {number}")
    for key in ("about", "safe_harbor"):
        StandingText.objects.get_or_create(
            key=key, kind=key, version=1, defaults={"title": key, "body": "<p>Standing words.</p>"}
        )


def _statements(first: int, last: int) -> list[str]:
    sql = PER_VENDOR[connection.vendor]
    rows = (
        f"WITH RECURSIVE n(i) AS (SELECT CAST({first} AS bigint) "
        f"UNION ALL SELECT i + 1 FROM n WHERE i < {last})"
    )
    keys = sorted(Contact.objects.values_list("pk", flat=True))
    texts = StandingText.objects.values_list("pk", flat=True)
    categories = Category.objects.order_by("pk").values_list("pk", flat=True)
    true, false = ("1", "0") if connection.vendor == "sqlite" else ("true", "false")
    release = (
        "INSERT INTO releases_release (id, public_id, kind, headline, subheadline, slug, language, "
        "correction_reason, dateline_places, dateline_date, wire, wire_url, tickers, body, "
        "is_inside_information, is_confidential, staff_note, publish_at, publish_time_known, "
        "withdrawal_reason, revision, submitted_revision, approved_revision) "
        f"{rows} SELECT i, {sql['uuid']}, 'press_release', 'Harbour news number ' || i, '', "
        f"'{MARK}' || i, 'en', '', {sql['json']}, NULL, '', '', {sql['json']}, "
        f"'{BODY}<p>Lots ' || {LOTS} || '.</p>', {false}, {false}, '', "
        f"{sql['at']}, {true}, '', 1, 1, 1 FROM n"
    )
    contact = (
        "INSERT INTO releases_releasecontact (release_id, contact_id, position, name, title, "
        "organisation, phone, email, is_listed, is_ended, out_at) "
        f"{rows} SELECT i, {keys[0]} + i % {len(keys)}, 0, 'Person', '', '', '', '', {true}, "
        f"{false}, {sql['at']} FROM n"
    )
    category = (
        "INSERT INTO releases_release_categories (release_id, category_id, out_at) "
        f"{rows} SELECT i, {categories[0]} + i % {len(categories)}, {sql['at']} FROM n"
    )
    links = [
        "INSERT INTO releases_releasestandingtext (release_id, standing_text_id, position) "
        f"{rows} SELECT i, {key}, {position} FROM n"
        for position, key in enumerate(texts)
    ]
    if first > last:
        return []
    stated = fill_statements.statements(rows, sql["at"], first, last)
    return [release, contact, category, *links, *stated]


if __name__ == "__main__":
    main(int(sys.argv[1]))
