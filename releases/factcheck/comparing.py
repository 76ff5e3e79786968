"""Two values of the same thing: whether they agree, and if not, how they differ."""

from dataclasses import dataclass
from decimal import Decimal

from releases.factcheck import phases, units
from releases.factcheck.claims import Claim, Sort
from releases.factcheck.days import Day
from releases.factcheck.mentions import Mention

_NEAR = Decimal("0.015")  # of a ratio, which is of rounded numbers
_CONVERTED = Decimal("0.012")  # what rounding after a conversion may cost
_ABOUT = Decimal("0.05")  # what “about” may leave out
MOST_GROWTH = 4  # so many times what was stated before is still believed of a newer figure
# What numbers come out wrong by: places of the point, and one unit taken for another.
_POWERS = tuple((Decimal(10) ** power, f"{10**power:,} times") for power in (1, 2, 3, 6, 9))
_CONFUSED = (
    (Decimal("10.7639"), "as square metres are square feet"),
    (Decimal("3.28084"), "as metres are feet"),
    (Decimal("2.47105"), "as hectares are acres"),
    (Decimal("4046.86"), "as acres are square metres"),
    (Decimal(43560), "as acres are square feet"),
    (Decimal("3.78541"), "as gallons are litres"),
    (Decimal("2.20462"), "as kilograms are pounds"),
    (Decimal("1.60934"), "as miles are kilometres"),
)


@dataclass(frozen=True)
class Amount:
    """A number as it is compared: in its dimension's own measure, and as it was written."""

    base: Decimal
    value: Decimal
    unit: str = ""
    is_rounded: bool = False

    @classmethod
    def of_mention(cls, mention: Mention) -> "Amount":
        return cls(mention.amount, Decimal(mention.value), mention.unit, mention.is_rounded)

    @classmethod
    def of_claim(cls, claim: Claim) -> "Amount":
        words = claim.printed.casefold()
        is_rounded = words.startswith(
            ("about ", "approximately ", "nearly ", "more than ", "over ")
        )
        factor = units.unit(claim.unit).factor if claim.unit else Decimal(1)
        return cls(claim.number * factor, claim.number, claim.unit, is_rounded)

    @property
    def dimension(self) -> str:
        return units.unit(self.unit).dimension if self.unit else ""


def is_same(one: Amount, other: Amount) -> bool:
    """Whether both say the same: in the same unit to the digit, in another one or where one of them
    alone says “about” as far as that goes."""
    if one.base == other.base:
        return True
    if not one.base or not other.base or one.base * other.base < 0:
        return False
    apart = abs(one.base / other.base - 1)
    if one.unit != other.unit and apart <= _CONVERTED:
        return True
    return one.is_rounded != other.is_rounded and apart <= _ABOUT


def is_rounding(short: Amount, full: Amount) -> bool:
    """Whether ``short`` is ``full`` with fewer digits: 2.3 million of 2.29 million."""
    if is_same(short, full):
        return True
    if short.dimension != full.dimension and short.unit and full.unit:
        return False
    if not short.value or not full.base:
        return False
    factor = units.unit(short.unit).factor if short.unit else Decimal(1)
    inside = full.base / factor if full.unit else full.value
    digits = short.value.normalize().as_tuple()
    exponent = int(digits.exponent)
    if len(digits.digits) >= len(inside.normalize().as_tuple().digits):
        return False
    step = Decimal(1).scaleb(exponent)
    return abs(short.value - inside) < step and abs(short.value / inside - 1) < Decimal("0.2")


def jump(one: Amount, other: Amount) -> str:
    """How the ratio of the two looks like a slip of the point or of the unit; empty where it does
    not."""
    if not one.base or not other.base or one.base * other.base < 0:
        return ""
    if one.value == other.value and one.unit != other.unit:
        was, now = units.unit(other.unit).name, units.unit(one.unit).name
        return f"the same number in another unit ({_spoken(now)}, not {_spoken(was)})"
    ratio = one.base / other.base
    if ratio < 1:
        ratio = 1 / ratio
    for power, said in _POWERS:
        if abs(ratio / power - 1) <= _NEAR:
            return f"{said} {'as much' if one.base > other.base else 'less'}"
    for factor, said in _CONFUSED:
        if abs(ratio / factor - 1) <= _NEAR / 3:
            return f"off by {factor.normalize():f}, {said}"
    return ""


def is_plausible_growth(newer: Amount, older: Amount) -> bool:
    """Whether a newer figure may follow on an older one without a word: no less, and not many times
    as much."""
    return older.base <= newer.base <= older.base * MOST_GROWTH


def mentions_agree(one: Mention, other: Mention) -> bool:
    """Whether two mentions say the same value."""
    if one.is_counted and other.is_counted:
        if one.is_doubtful or other.is_doubtful:
            return one.printed.casefold() == other.printed.casefold()
        if one.unit and other.unit and one.dimension != other.dimension:
            return False
        if one.unit and other.unit:
            return is_same(Amount.of_mention(one), Amount.of_mention(other))
        return bool(one.value == other.value)
    if one.sort != other.sort:
        return False
    if one.sort == Sort.DAY:
        return bool(one.value.agrees(other.value))
    if one.sort == Sort.PHASE:
        return same_phase(one.value, other.value)
    return bool(one.value == other.value)


def same_phase(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two phases are the same; one that names no part agrees with any part of it."""
    if tuple(sorted(one)) == tuple(sorted(other)):
        return True
    has_parts = [any(len(each) > 1 for each in phase) for phase in (one, other)]
    return not all(has_parts) and phases.bare(one) == phases.bare(other)


def is_later_day(newer: Day, older: Day) -> bool:
    return newer.last > older.last


def _spoken(unit: str) -> str:
    return {"square_foot": "square feet", "square_metre": "square metres"}.get(
        unit, unit.replace("_", " ")
    )
