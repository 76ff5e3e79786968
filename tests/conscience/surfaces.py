"""Every address there is, found from the resolvers; each needs a sample here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any
from urllib.parse import urlencode

from django.urls import URLPattern, URLResolver, reverse
from django.urls.resolvers import RegexPattern
from django.utils import translation

from company.models import Category
from events.models import Event
from facilities.models import Facility
from ircms.languages import NAMES
from library.kinds import Kind
from library.models import Document, SitePage
from releases.models import Attachment, Release
from releases.models.identity import Identity
from search import sources
from tests.conscience.worlds import TOKEN, Hidden
from trials.models import ClinicalTrial, TrialUpdate


class UncoveredSurface(Exception):
    """An address pattern for which the embargo test knows no sample."""


@dataclass(frozen=True)
class Surface:
    """One URL pattern: its name (with namespaces) and the pattern itself."""

    name: str
    pattern: URLPattern


def surfaces(urlconf: str) -> list[Surface]:
    """All patterns of a URLconf. Raises UncoveredSurface for one without a name."""
    return list(_walk(import_module(urlconf).urlpatterns, ""))


def _walk(patterns: list[Any], namespace: str) -> Iterator[Surface]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, inner)
        else:
            name = pattern.name or f"unnamed {pattern.pattern}"
            yield Surface(f"{namespace}{name}", pattern)


Sampler = Callable[[Hidden], list[str]]


def _page(name: str) -> Sampler:
    return lambda hidden: [reverse(name)]


KNOWN = (
    "opens-a-plant moves-house reports-a-year names-a-chair buys-a-van counts-again goes-on-20"
).split()


def _releases(name: str) -> Sampler:
    """Those that are known or not, and what was withdrawn on a day before it went out, too."""

    def sample(hidden: Hidden) -> list[str]:
        slugs = [release.slug for release in (hidden.release, *hidden.unseen)]
        slugs += [f"harbor-bio-{end}" for end in KNOWN]
        early = f"{reverse(name, args=['harbor-bio-counts-wrongly'])}?as_of=2026-01-25"
        return [*(reverse(name, args=[slug]) for slug in slugs), early]

    return sample


def _newsroom(hidden: Hidden) -> list[str]:
    news = reverse("newsroom")
    anchors = [hidden.release.slug, hidden.unseen[0].slug, "harbor-bio-names-a-chair", "nobody"]
    # What has been withdrawn is a place to go on from, and on a past day it is none.
    anchors += ["harbor-bio-counts-wrongly"]
    found = [news, f"{news}?as_of=2026-02-20"]
    found += [f"{news}?{way}={slug}" for way in ("before", "after") for slug in anchors]
    found += [f"{news}?as_of=2026-02-20&before={slug}" for slug in anchors]
    found += [f"{news}?language={code}" for code in Release.Language.values]
    return [*found, f"{news}?q=harbor", f"{news}?q=canary"]


def _categories(name: str) -> Sampler:
    """Categories that are known, hidden, withdrawn and unheard of."""

    def sample(hidden: Hidden) -> list[str]:
        slugs = [*Category.objects.values_list("slug", flat=True), "facilities", "nobodys"]
        years = (2026, 2025, 2017, 1999) if name == "category_year" else ()
        slugs = list(dict.fromkeys(slugs))
        if not years:
            return [reverse(name, args=[slug]) for slug in slugs]
        return [reverse(name, args=[slug, year]) for slug in slugs for year in years]

    return sample


def _years(name: str) -> Sampler:
    def sample(hidden: Hidden) -> list[str]:
        dated = [release.publish_at for release in (hidden.release, *hidden.unseen)]
        years = {instant.year for instant in dated if instant} | {1999, 2025}
        return [reverse(name, args=[year]) for year in sorted(years)]

    return sample


def _files(hidden: Hidden) -> list[str]:
    attached = [file for one in (hidden.release, *hidden.unseen) for file in one.attachments.all()]
    known = "/files/00000000-0000-0000-0000-000000000065/plan.pdf"
    return [known, *(file.get_absolute_url() for file in attached)]


def _identities(name: str, model: type[Identity], *anchors: str) -> Sampler:
    """Pages of everything there is, known or not, and of nothing; ``anchors`` are places in their
    history to go on from."""

    def sample(hidden: Hidden) -> list[str]:
        slugs = [*model._default_manager.values_list("slug", flat=True), "nobodys"]
        pages = [reverse(name, args=[slug]) for slug in slugs]
        places = [hidden.release.slug, *anchors] if anchors else []
        return [*pages, *(f"{page}?before={place}" for page in pages for place in places)]

    return sample


def _events(hidden: Hidden) -> list[str]:
    slugs = [*Event.objects.values_list("slug", flat=True), "nobodys"]
    return [reverse("events"), *(f"{reverse('events')}?before={slug}" for slug in slugs)]


def _trials(name: str) -> Sampler:
    """All trials, and those of which something is known, hidden, or said by nobody."""
    known = ("condition=gout", "phase=phase1", "condition=gout&country=hm")
    unseen = ("phase=phase4", "country=hm", "status=temporarily_not_available")

    def sample(hidden: Hidden) -> list[str]:
        told = TrialUpdate.objects.filter(release=hidden.release).exclude(condition="")
        texts = [urlencode({"condition": each.condition}) for each in told]
        narrowed = [*known, *unseen, *texts, "therapy=nobodys"]
        return [reverse(name), *(f"{reverse(name)}?{query}" for query in narrowed)]

    return sample


def _facilities(hidden: Hidden) -> list[str]:
    """In each system of units, and in one that nobody knows."""
    return [reverse("facilities"), *(f"{reverse('facilities')}?units={each}"
                                     for each in ("m2", "ft2", "ell"))]  # fmt: skip


def _documents(hidden: Hidden) -> list[str]:
    """All kinds and years of documents, and every file, known or not, to go on from."""
    lists = [reverse("documents"), reverse("documents_of_kind", args=[Kind.OTHER])]
    years = [f"{lists[0]}?year={year}" for year in (2026, 2029, 2017, "abcd")]
    files = Attachment.objects.values_list("public_id", flat=True)
    return [*lists, *years, *(f"{lists[0]}?before={key}" for key in (*files, "nobodys"))]


def _kinds(hidden: Hidden) -> list[str]:
    return [reverse("documents_of_kind", args=[kind]) for kind in Kind.values]


def _document_pages(hidden: Hidden) -> list[str]:
    slugs = [*Document.objects.values_list("slug", flat=True), "nobodys"]
    pages = [reverse("document", args=[slug]) for slug in slugs]
    known = reverse("document", args=["charter"])
    files = Attachment.objects.values_list("public_id", flat=True)
    return [*pages, *(f"{known}?before={key}" for key in files)]


def _search(hidden: Hidden) -> list[str]:
    """What known and hidden releases have in common; every hidden word, its first letter as wide
    as a Chinese one, so that what the page repeats is not what it must not say."""
    page = reverse("search")
    canaries = (hidden.canaries, hidden.never)
    tokens = {word for one in canaries for words in one.tokens.values() for word in words}
    wide = (f"ｑ{word[1:]}" for word in sorted(tokens) if word.startswith("qx"))
    asked = ["harbor bio", "plant", "harbor plant", "gout", "annex", "gala", *wide]
    found = [f"{page}?{urlencode({'q': each})}" for each in asked]
    kinds = ("release", *(source.kind for source in sources.registered()))
    found += [f"{page}?q={each}&kind={kind}" for kind in kinds for each in ("plant", "harbor")]
    found += [f"{page}?q=harbor&year={year}" for year in (2026, 2025, 2029, "abcd")]
    slugs = [hidden.release.slug, hidden.unseen[0].slug, "harbor-bio-names-a-chair", "nobody"]
    return [page, *found, *(f"{page}?q=harbor&before={slug}" for slug in slugs)]


def _sections(hidden: Hidden) -> list[str]:
    names = ("facilities", "pipeline", "events", "documents", "about", "nothing")
    return [reverse("sitemap_section", args=[name]) for name in names]


_STATING = ("harbor-bio-opens-a-plant", "harbor-bio-names-a-chair")

SAMPLES: dict[str, Sampler] = {
    "home": _page("home"),
    "newsroom": _newsroom,
    "newsroom_rss": _page("newsroom_rss"),
    "newsroom_year": _years("newsroom_year"),
    "category": _categories("category"),
    "category_year": _categories("category_year"),
    "category_rss": _categories("category_rss"),
    "release": _releases("release"),
    "contacts": _page("contacts"),
    "contacts_sent": _page("contacts_sent"),
    "accessibility": _page("accessibility"),
    "privacy": _page("privacy"),
    "attachment": _files,
    "sitemap": _page("sitemap"),
    "sitemap_pages": _page("sitemap_pages"),
    "sitemap_year": _years("sitemap_year"),
    "sitemap_section": _sections,
    "release_json": _releases("release_json"),
    "release_pdf": _releases("release_pdf"),
    "release_txt": _releases("release_txt"),
    "facilities": _facilities,
    "facility": _identities("facility", Facility, *_STATING),
    "capacity_csv": _page("capacity_csv"),
    "pipeline": _trials("pipeline"),
    "trial": _identities("trial", ClinicalTrial, *_STATING),
    "trials_csv": _trials("trials_csv"),
    "events": _events,
    "event": _identities("event", Event, *_STATING),
    "events_ics": _page("events_ics"),
    "documents": _documents,
    "documents_of_kind": _kinds,
    "document": _document_pages,
    "about": _page("about"),
    "site_page": _identities("site_page", SitePage, *_STATING),
    "event_ics": _identities("event_ics", Event),
    "search": _search,
    "opensearch": _page("opensearch"),
    "robots": _page("robots"),
    "healthz": _page("healthz"),
    "readyz": _page("readyz"),
}
# These never ask for a release: there is no rule in them to remove.
WITHOUT_RELEASES = {"sitemap_pages", "opensearch", "robots", "healthz", "readyz"}


def samples(surface: Surface, hidden: Hidden) -> list[str]:
    """Addresses that show ``surface`` to the crawl, in every language that it has them in. Raises
    UncoveredSurface where none is known."""
    if surface.name not in SAMPLES:
        raise UncoveredSurface(
            f"{surface.name} ({surface.pattern.pattern}) has no sample: "
            "teach tests/conscience/surfaces.py which addresses show it."
        )
    found: list[str] = []
    for language in NAMES:
        with translation.override(language):
            found += SAMPLES[surface.name](hidden)
    return list(dict.fromkeys(found))


# What an outsider would try besides: other forms, other slashes, last quarter's address shifted.
def guesses(hidden: Hidden) -> list[str]:
    """Addresses that no pattern names, for what is hidden."""
    slug, pk = hidden.release.slug, hidden.release.pk
    ends = ("", "/index.html", ".json", ".pdf", ".txt", "/amp/", "/print/", "/?preview=1", "//")
    found = [f"/news/{slug}{end}" for end in ends]
    wide = f"ｑ{slug[1:]}"  # as for the search: a page may repeat what it looked for
    asks = f"q={wide}&lang=fr&preview=1&page=2&category={slug}&draft=1&format=json"
    found += [f"{page}?{asks}" for page in ("/", "/news/", "/contacts/", "/news/feed.rss",
                                            "/sitemap.xml", f"/news/{slug}/")]  # fmt: skip
    known = reverse("release", args=["harbor-bio-opens-a-plant"])
    gone = reverse("release", args=["harbor-bio-counts-wrongly"])
    pages = ("/", "/news/", "/facilities/", "/pipeline/", "/events/", f"/news/{slug}/")
    for page in (*pages, known, gone):
        days = ("2027-01-01", "2026-03-01", "2026-01-25", "20260301", "never")
        found += [f"{page}?as_of={day}" for day in days]
    found += [
        f"{known}?lang={language}&language={language}&preview=1"
        for language in ("fr", "de", "zh-hans")
    ]
    for start in ("/zh-hans", "/zh-Hans", "/zh", "/en", "/zh-hans/zh-hans"):
        found += [f"{start}/news/{slug}/", f"{start}/news/{slug}", f"{start}/news/{slug}.json",
                  f"{start}/?as_of=2026-03-01", start]  # fmt: skip
    found += [f"/news/{pk}/", f"/releases/{pk}/", f"/news/{slug.upper()}/", f"/{slug}/"]
    for file in hidden.release.attachments.all():
        url = file.get_absolute_url()
        found += [url + "/", url.rsplit("/", 1)[0] + "/", url.rsplit("/", 1)[0] + "/other.pdf"]
        found += [f"/media/{file.file.name}", f"/static/{file.file.name}", f"/{file.file.name}"]
    return found


STAFF_KWARGS: dict[str, Callable[[Hidden], str]] = {
    "object_id": lambda hidden: str(hidden.release.pk),
    "key": lambda hidden: str(hidden.release.pk),
    "file_key": lambda hidden: str(hidden.release.attachments.get().pk),
    "id": lambda hidden: "1",
    "public_id": lambda hidden: str(hidden.release.grants.get().public_id),
    "token": lambda hidden: TOKEN,
    "path": lambda hidden: f"news/{hidden.release.slug}/",
    "app_label": lambda hidden: "releases",
    "content_type_id": lambda hidden: "1",
    "url": lambda hidden: f"releases/{hidden.release.pk}",
}


def argument_names(surface: Surface) -> set[str]:
    """What the address of ``surface`` takes, by name."""
    pattern = surface.pattern.pattern
    return set(
        pattern.regex.groupindex if isinstance(pattern, RegexPattern) else pattern.converters
    )


def staff_address(surface: Surface, hidden: Hidden) -> str:
    """One address of a staff pattern. Raises UncoveredSurface for an argument not known here."""
    names = argument_names(surface)
    unknown = names - set(STAFF_KWARGS)
    if unknown:
        raise UncoveredSurface(
            f"{surface.name} takes {', '.join(sorted(unknown))}: teach STAFF_KWARGS a sample."
        )
    if " " in surface.name:  # unnamed: the admin's redirects and its catch-all
        return f"/admin/releases/release/{hidden.release.pk}/"
    return reverse(surface.name, kwargs={name: STAFF_KWARGS[name](hidden) for name in names})
