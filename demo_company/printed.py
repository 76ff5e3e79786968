"""What releases print beside their own text: contacts and standing texts."""

from dataclasses import dataclass, field
from pathlib import Path

_BODIES = Path(__file__).parent / "bodies"


def body(name: str) -> str:
    """The rich text kept under ``name``."""
    return (_BODIES / f"{name}.html").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Person:
    """A contact as one release printed it."""

    name: str
    title: str
    organisation: str
    phone: str
    email: str


@dataclass(frozen=True)
class StandingWording:
    """The first version of a standing text."""

    key: str
    kind: str
    title: str
    body: str = field(repr=False)
    language: str = "en"


SARAH_KELLY = Person(
    name="Sarah Kelly",
    title="Director of Corporate Communications",
    organisation="CBMG",
    phone="+1 408-973-7884",
    email="sarah.kelly@cellbiomedgroup.com",
)

ABOUT = StandingWording(
    key="about-the-company",
    kind="about",
    title="About Cellular Biomedicine Group",
    body=body("about-the-company"),
)

ABOUT_IN_CHINESE = StandingWording(
    key="about-the-company",
    kind="about",
    title="关于Cellular Biomedicine Group",
    body=body("about-the-company-zh-hans"),
    language="zh-hans",
)

SAFE_HARBOR_IN_CHINESE = StandingWording(
    key="forward-looking-statements",
    kind="safe_harbor",
    title="前瞻性陈述",
    body=body("forward-looking-statements-zh-hans"),
    language="zh-hans",
)

SAFE_HARBOR = StandingWording(
    key="forward-looking-statements",
    kind="safe_harbor",
    title="Forward-Looking Statements",
    body=body("forward-looking-statements"),
)
