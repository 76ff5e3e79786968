"""The page of a release in editorial order, with what a newcomer needs to know beside each part."""

from typing import Any

# Stands behind standing texts, contacts and files, which Django would put at the end.
LATER = "later"

FIELDSETS: Any = (
    (
        "What it is",
        {
            "fields": (
                ("kind", "language"),
                "is_inside_information",
                "read_revision",
                "read_position",
            ),
            "description": "A press release goes over a wire; a notice puts a fact on the site "
            "without one. Each language version is a release of its own, approved by itself.",
        },
    ),
    (
        "Headline",
        {
            "fields": ("headline", "subheadline", "slug"),
            "description": "The headline is what feeds, search engines and mail show: it says what "
            "happened, and stands without the text.",
        },
    ),
    (
        "Dateline",
        {
            "fields": (
                ("dateline_places", "dateline_date"),
                "tickers",
                ("wire", "wire_url"),
            ),
            "description": "Printed before the first words of the body, as in “SHANGHAI, China, "
            "Oct. 16, 2017 (GLOBE NEWSWIRE)”.",
        },
    ),
    ("Body", {"fields": ("body",)}),
    (
        "Categories",
        {
            "classes": (LATER,),
            "fields": ("categories",),
            "description": "Readers meet a category once a public release bears it, never before.",
        },
    ),
    (
        "When it goes out",
        {
            "classes": (LATER,),
            "fields": ("publish_at", "publish_time_known"),
            "description": "Nothing happens at this second but that it passes: an approved release "
            "is public from then on. A change of the time takes an approval away, as any change "
            "does, and from ten seconds before it nothing can be changed.",
        },
    ),
    (
        "Relations",
        {
            "classes": (LATER,),
            "fields": ("translation_of", "corrects", "correction_reason"),
        },
    ),
    ("Note", {"classes": (LATER,), "fields": ("staff_note",)}),
)
