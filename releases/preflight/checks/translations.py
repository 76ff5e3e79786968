"""Language versions: that none is missing, and none behind."""

from collections.abc import Iterable
from dataclasses import replace

from releases.preflight.check import Check
from releases.preflight.finding import Finding
from releases.preflight.manuscript import Manuscript

LANGUAGES = {
    "en": "English",
    "zh-hans": "Chinese (simplified)",
    "zh-hant": "Chinese (traditional)",
    "fr": "French",
    "de": "German",
}


class TranslationMissing(Check):
    code = "translation-missing"
    title = "A language that the last public release had, and this one has not"
    why = "Readers of that language learn of it later than others, or not at all."
    source = "Implementing Regulation (EU) 2016/1055, Article 3: access without discrimination"

    def find(self, manuscript: Manuscript) -> Iterable[Finding]:
        for language in manuscript.missing_languages:
            what = (
                f"There is no version in {LANGUAGES.get(language, language)}; the last public "
                "release had one."
            )
            yield self.at_field("language", "Language", what)


class TranslationOlder(Check):
    code = "translation-older"
    title = "A translation whose original was changed after it"
    why = "The versions may say two different things."
    source = "House rule: the site never says two different things"

    def find(self, manuscript: Manuscript) -> Iterable[Finding]:
        if manuscript.original is not None and manuscript.original.is_younger:
            language = manuscript.original.language
            what = (
                f"The {LANGUAGES.get(language, language)} original was changed after this "
                "translation. Compare the two."
            )
            finding = self.at_field("translation_of", "Translation of", what)
            yield replace(finding, event=manuscript.original.change)
        for version in manuscript.versions_behind:
            what = (
                f"The {LANGUAGES.get(version.language, version.language)} version was approved "
                "beside an earlier text of this release, and goes out as it is. Compare the two, "
                "or recall it and have it reviewed again."
            )
            finding = self.at_field("language", "Language", what)
            yield replace(finding, event=version.change)
