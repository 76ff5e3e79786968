"""Who may do what at the desk: stated by hand for pages, derived for the ways of a release."""

from dataclasses import dataclass

from accounts.roles import RIGHTS, ROLES
from releases.admin.ways import TRANSITIONS
from tests.conscience.surfaces import Surface, surfaces

SUPERUSER, NO_ROLE = "superuser", "no role"
COLUMNS = (*ROLES, SUPERUSER, NO_ROLE)
DOES, READS, NO = "does", "reads", "no"

# Below: one line a page, by its name in the resolver (without "admin:"), a word for each column in
# the order of COLUMNS, and what it is. "does": the page is shown, and what its form sends changes
# something. "reads": it is shown, and whatever is sent to it changes nothing. "no": neither.
_BY_HAND = """
index                            reads reads reads reads reads reads The first page of the desk
app_list                         reads reads reads reads reads no    The first page of an app
login                            reads reads reads reads reads reads Sign in
logout                           reads reads reads reads reads reads Sign out
password_change                  does  does  does  does  does  does  One’s own password
password_change_done             reads reads reads reads reads reads One’s own password, changed
jsi18n                           reads reads reads reads reads reads Words of Django’s scripts
autocomplete                     reads reads reads reads reads no    Look-up fields
unnamed_<path:object_id>/        reads reads reads reads reads reads Short address of a row
unnamed_(?P<url>.*)$             no    no    no    no    no    no    Any other address

releases_release_changelist      reads reads reads reads reads no    Releases: list
releases_release_calendar        reads reads reads reads reads no    Releases: the calendar, by week
releases_release_from_text       does  no    no    no    does  no    Release: new from text
releases_release_read_again      reads no    no    no    reads no    Release: beside a changed text
releases_release_add             does  no    no    no    does  no    Release: write a new one
releases_release_change          does  reads reads reads does  no    Release: its page
releases_release_delete          does  no    no    no    does  no    Release: delete a draft
releases_release_file            reads reads reads reads reads no    Release: a file of it
releases_release_story           reads reads reads reads reads no    Release: its history
releases_release_editing         does  no    no    no    does  no    Release: who has it open
releases_release_preflight       reads no    no    no    reads no    Release: pre-flight as written
releases_release_unsaved         does  no    no    no    does  no    Release: typed, not saved
releases_release_unsaved_new     does  no    no    no    does  no    New release: typed, not saved
releases_release_insiders        does  no    no    no    does  no    Release: who knows of it
releases_release_preview         reads reads reads reads reads no    Release: preview of the site
releases_release_preview_site    reads reads reads reads reads no    Release: a page of the preview
releases_release_preview_typed   reads no    no    no    reads no    Release: preview as written
releases_release_preview_new     reads no    no    no    reads no    Release: preview as begun
releases_release_grants          no    no    does  reads does  no    Release: grants of previews

releases_contact_changelist      reads reads reads reads reads no    Contacts: list
releases_contact_add             does  no    no    no    does  no    Contact: enter
releases_contact_change          does  reads reads reads does  no    Contact: its page
releases_contact_delete          no    no    no    no    does  no    Contact: delete

releases_standingtext_changelist reads reads reads reads reads no    Standing texts: list
releases_standingtext_add        does  no    no    no    does  no    Standing text: enter
releases_standingtext_change     does  reads reads reads does  no    Standing text: its page
releases_standingtext_delete     no    no    no    no    does  no    Standing text: delete

facilities_facility_changelist   reads reads reads reads reads no    Facilities: list
facilities_facility_add          does  no    no    no    does  no    Facility: enter
facilities_facility_change       does  reads reads reads does  no    Facility: its page
facilities_facility_delete       no    no    no    no    does  no    Facility: delete
facilities_facility_ledger       reads reads reads reads reads no    Facility: what was said last
facilities_facility_figures      reads reads reads reads reads no    Facility: figures stated last

trials_clinicaltrial_changelist  reads reads reads reads reads no    Trials: list
trials_clinicaltrial_add         does  no    no    no    does  no    Trial: enter
trials_clinicaltrial_change      does  reads reads reads does  no    Trial: its page
trials_clinicaltrial_delete      no    no    no    no    does  no    Trial: delete
trials_clinicaltrial_ledger      reads reads reads reads reads no    Trial: what was said last

events_event_changelist          reads reads reads reads reads no    Events: list
events_event_add                 does  no    no    no    does  no    Event: enter
events_event_change              does  reads reads reads does  no    Event: its page
events_event_delete              no    no    no    no    does  no    Event: delete
events_event_ledger              reads reads reads reads reads no    Event: what was said last

library_document_changelist      reads reads reads reads reads no    Documents: list
library_document_add             does  no    no    no    does  no    Document: enter
library_document_change          does  reads reads reads does  no    Document: its page
library_document_delete          no    no    no    no    does  no    Document: delete
library_document_ledger          reads reads reads reads reads no    Document: what was said last

library_sitepage_changelist      reads reads reads reads reads no    Standing pages: list
library_sitepage_add             does  no    no    no    does  no    Standing page: enter
library_sitepage_change          does  reads reads reads does  no    Standing page: its page
library_sitepage_delete          no    no    no    no    does  no    Standing page: delete
library_sitepage_ledger          reads reads reads reads reads no    Standing page: said last

company_category_changelist      reads reads reads reads reads no    Categories: list
company_category_add             does  no    no    no    does  no    Category: enter
company_category_change          does  reads does  reads does  no    Category: its page
company_category_delete          no    no    no    no    does  no    Category: delete
company_company_changelist       reads reads reads reads reads no    The company: leads to its page
company_company_add              no    no    no    no    no    no    The company: a second one
company_company_change           reads reads does  reads does  no    The company and its listings
company_company_delete           no    no    no    no    no    no    The company: delete

accounts_user_changelist         no    no    no    reads reads no    People: list
accounts_user_add                no    no    no    no    does  no    Person: enter
accounts_user_change             no    no    no    reads does  no    Person: account and roles
accounts_user_delete             no    no    no    no    no    no    Person: delete
accounts_user_sessions           no    no    no    no    reads no    Person: sign them out
auth_user_password_change        no    no    no    no    does  no    Person: another’s password

audit_entry_changelist           no    no    no    reads reads no    The audit: list
audit_entry_change               no    no    no    reads reads no    The audit: an entry
audit_entry_add                  no    no    no    no    no    no    The audit: enter
audit_entry_delete               no    no    no    no    no    no    The audit: delete
outbox_message_changelist        no    no    no    reads reads no    Mail to staff: list
outbox_message_change            no    no    no    reads reads no    Mail to staff: a mail
outbox_message_add               no    no    no    no    no    no    Mail to staff: enter
outbox_message_delete            no    no    no    no    no    no    Mail to staff: delete
"""

# They answer to what is sent alone.
POST_ONLY = {
    "admin:accounts_user_sessions",
    "admin:logout",
    "admin:releases_release_editing",
    "admin:releases_release_preflight",
    "admin:releases_release_preview_new",
    "admin:releases_release_preview_typed",
}


class NoExpectation(Exception):
    """A page or a way of which nobody has said who may."""


@dataclass(frozen=True)
class Row:
    """A thing of the desk: its name in the resolver, what it is, and what each column may."""

    name: str
    title: str
    may: dict[str, str]


def pages() -> dict[str, Row]:
    """What is stated by hand, by name."""
    found = {}
    for line in filter(None, _BY_HAND.splitlines()):
        name, *words = line.split(None, 1 + len(COLUMNS))
        may = dict(zip(COLUMNS, words, strict=False))
        named = f"admin:{name.replace('unnamed_', 'unnamed ')}"
        found[named] = Row(named, words[-1], may)
    return found


def ways() -> dict[str, Row]:
    """The ways of a release, by the name of their page: what the right gives, and no more."""
    return {
        f"admin:releases_release_{way.name}": Row(
            f"admin:releases_release_{way.name}", way.title, may(way.right, DOES)
        )
        for way in TRANSITIONS.values()
    }


def may(right: str, word: str = DOES) -> dict[str, str]:
    """``word`` for every column that has ``right``."""
    return {
        column: word if column == SUPERUSER or right in RIGHTS.get(column, ()) else NO
        for column in COLUMNS
    }


def staff_surfaces() -> list[Surface]:
    """Every pattern of the staff side."""
    return [each for each in surfaces("ircms.urls.staff") if each.name.startswith("admin:")]


def expected(surface: Surface) -> Row:
    """Raises NoExpectation for a page or a way that is new."""
    row = ways().get(surface.name) or pages().get(surface.name)
    if row is None:
        raise NoExpectation(
            f"{surface.name} ({surface.pattern.pattern}): say in tests/rights/expected.py who may "
            "see it and what it lets whom change, and in tests/rights/desk_world.py what is sent."
        )
    return row
