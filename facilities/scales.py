"""The units that a reader asks for (``?units=m2``), and values brought to one unit for a drawing.

What was printed stays first wherever it stands; what is converted stands beside it and says so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from facilities import units
from facilities.units import Conversion

PARAMETER = "units"
_AS_PRINTED = ""
# By what stands in the address: the units of that system.
_SYSTEMS: dict[str, frozenset[str]] = {
    "ft2": frozenset({"square_foot", "acre"}),
    "m2": frozenset({"square_metre", "hectare"}),
}
_NAMES = {_AS_PRINTED: _("As printed"), "ft2": _("Square feet"), "m2": _("Square metres")}


@dataclass(frozen=True)
class Choice:
    """A way to see the areas: ``query`` is what it adds to an address."""

    name: str
    query: str
    is_here: bool


@dataclass(frozen=True)
class Units:
    """The system that was asked for; empty for none: then each area stands in both."""

    system: str = _AS_PRINTED

    @classmethod
    def asked(cls, query: Mapping[str, str]) -> "Units":
        """Of an address; anything else than a system we know is as if nothing were asked."""
        wanted = query.get(PARAMETER, "")
        return cls(wanted if wanted in _SYSTEMS else _AS_PRINTED)

    @property
    def query(self) -> str:
        """What links to our own pages end with."""
        return _query(self.system)

    @property
    def also(self) -> str:
        """The same, behind another parameter."""
        return f"&{PARAMETER}={self.system}" if self.system else ""

    @property
    def choices(self) -> list[Choice]:
        return [
            Choice(str(name), _query(system), system == self.system)
            for system, name in _NAMES.items()
        ]

    def beside(self, value: Decimal, unit: str) -> Conversion | None:
        """What stands beside a printed value: the other system, or the one asked for."""
        if unit in _SYSTEMS.get(self.system, ()):
            return None
        return units.converted(value, unit)

    def drawn_in(self, unit: str) -> str:
        """The unit that a drawing of values printed in ``unit`` is made in."""
        if not self.system or unit in _SYSTEMS[self.system]:
            return unit
        return units.other_unit(unit) or unit


AS_PRINTED = Units()

_UNITS = {
    "square_metre": _("square metres"),
    "square_foot": _("square feet"),
    "hectare": _("hectares"),
    "acre": _("acres"),
    "production_line": _("production lines"),
    "patient": _("patients"),
    "patient_per_year": _("patients a year"),
    "item": _("items"),
}


def unit_name(unit: str) -> str:
    """What readers call a stored unit; plain words are themselves."""
    return str(_UNITS.get(unit, unit))


def has_areas(found: Iterable[str]) -> bool:
    """Whether one of the units ``found`` can be converted at all."""
    return any(units.other_unit(unit) for unit in found)


def _query(system: str) -> str:
    return f"?{PARAMETER}={system}" if system else ""
