"""``python -m tests.rights > docs/rights.md`` writes the matrix anew."""

import sys

import django

import tests.environment  # noqa: F401 -- names the settings' environment before they are read

if __name__ == "__main__":
    django.setup()
    from tests.rights.written import page

    sys.stdout.write(page())
