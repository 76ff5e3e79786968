"""Django's migrate, which leaves the guards standing even when it fails."""

from typing import Any

from django.core.management.commands import migrate

from releases import guards


class Command(migrate.Command):
    """Migrations run without guards. After one that failed they go back at once: where they no
    longer fit the tables, every write is refused, which is what is wanted then."""

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            super().handle(*args, **options)
        except BaseException:
            guards.put_back(using=options["database"])
            raise
