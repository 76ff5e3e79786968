"""Numbers in a text, for those who refuse the doubtful ones: a form, a model's own checks.

How they are read, ``printed_numbers`` says; it knows nothing of forms, and so can be read without.
"""

from django.core.exceptions import ValidationError

from releases.printed_numbers import Doubt, Found, plain, scan

__all__ = ["Found", "numbers_in", "plain", "refusal", "scan"]


def numbers_in(text: str, language: str = "en") -> list[Found]:
    """The numbers that ``text`` holds, in order. Raises ValidationError for one in doubt."""
    found = scan(text, language)
    for each in found:
        if each.doubt is not None:
            raise refusal(each.doubt)
    return found


def refusal(doubt: Doubt) -> ValidationError:
    """``doubt`` as forms report it."""
    return ValidationError(doubt.text, code=doubt.code)
