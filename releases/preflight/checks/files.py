"""Files, as readers who do not see them know them."""

import mimetypes
import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from releases.preflight.check import Check
from releases.preflight.finding import Finding
from releases.preflight.manuscript import Manuscript
from releases.preflight.parts import File

# What cameras and programs call a picture says nothing of it.
_CAMERA = re.compile(
    r"(?:img|dsc|dscn|image|photo|picture|pic|screenshot|screen shot|scan|untitled|bild|foto|"
    r"figure|图片|圖片|照片)?[\d\s_.()-]*",
    re.IGNORECASE,
)


class ImageWithoutText(Check):
    code = "image-without-text"
    title = "A picture whose title does not say what is to be seen"
    why = "The title is its text alternative: all that readers have who do not see the picture."
    source = "WCAG 2.2, success criterion 1.1.1"
    is_blocking = True

    def find(self, manuscript: Manuscript) -> Iterable[Finding]:
        for file in manuscript.files:
            if _is_image(file) and _says_nothing(file):
                what = f"{file.filename} is a picture: say in its title what is to be seen."
                yield self.at_field(file.field, f"Title of {file.filename}", what, file.title)


def _is_image(file: File) -> bool:
    kind = file.content_type or mimetypes.guess_type(file.filename)[0] or ""
    return kind.startswith("image/")


def _says_nothing(file: File) -> bool:
    title = file.title.strip()
    name = PurePosixPath(file.filename)
    return title.casefold() in {name.name.casefold(), name.stem.casefold()} or bool(
        _CAMERA.fullmatch(PurePosixPath(title).stem if "." in title else title)
    )
