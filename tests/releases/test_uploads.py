"""Uploads: what is refused, what becomes of the rest, and where it is kept."""

import hashlib
import io
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from django import forms
from django.core.exceptions import ImproperlyConfigured, SuspiciousFileOperation, ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.core.files.uploadhandler import load_handler
from django.core.handlers.wsgi import WSGIRequest
from django.db.migrations.writer import MigrationWriter

from ircms.storage import PrivateStorage, TamperedFile
from releases.uploads import OversizedUpload, QuotaUploadHandler, check_upload, safe_filename

PDF = b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64)
OFFICE = "application/vnd.openxmlformats-officedocument."
WORD = f"{OFFICE}wordprocessingml.document.main+xml"
EXCEL = f"{OFFICE}spreadsheetml.sheet.main+xml"
POWERPOINT = f"{OFFICE}presentationml.presentation.main+xml"


def office(main=WORD, part="word/document.xml", extra=(), types="", compress=zipfile.ZIP_DEFLATED):
    xml = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{part}" ContentType="{main}"/>{types}</Types>'
    )
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", compress) as archive:
        archive.writestr("[Content_Types].xml", xml)
        archive.writestr(part, "<document/>")
        for name, contents in extra:
            archive.writestr(name, contents)
    return written.getvalue()


def checked(contents, name):
    return check_upload(SimpleUploadedFile("as-sent", contents, "text/html"), name)


def refusal(contents, name):
    with pytest.raises(ValidationError) as refused:
        checked(contents, name)
    [message] = refused.value.messages
    return message


def test_a_windows_program_named_pdf_is_refused_for_what_it_is():
    assert refusal(PROGRAM, "Results.pdf") == (
        "Results.pdf is a Windows program, not a PDF document. "
        "Attach a PDF document, or name the file for what it is."
    )


@pytest.mark.parametrize(
    ("contents", "name", "seems"),
    [
        (b"\x7fELF\x02\x01\x01", "a.png", "is a Linux program"),
        (b"#!/bin/sh\nrm x", "a.txt", "is a script"),
        (b"<!DOCTYPE html><script>x</script>", "a.pdf", "is a web page or XML"),
        (b"\n <SVG onload=x>", "a.txt", "is a web page or XML"),
        (b"\xef\xbb\xbf<html>", "a.csv", "is a web page or XML"),
        (b"<?xml version='1.0'?><svg/>", "a.jpg", "is a web page or XML"),
        (OLE, "a.docx", "is an old or password-protected Office file"),
        (PNG, "a.jpg", "is a PNG image"),
        (PDF, "a.png", "is a PDF document"),
        (PDF, "a.txt", "is a PDF document"),
        (b"GIF89a" + bytes(9), "a.webp", "is a GIF image"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "a.webp", "looks like “Waveform Audio"),
        (b"{\\rtf1 x}", "a.docx", "is an RTF text"),
        (b"{\\rtf1 x}", "a.txt", "is an RTF text"),
        (b"PK\x03\x04" + bytes(30), "a.pdf", "is a ZIP archive or an Office file"),
        (b"\x00\x00\x00\x18ftypheic", "a.mp4", "looks like “HEIF"),
        (b"\xff\xd8\xff\xe0", "a.mp3", "is a JPEG image"),
        ("Umsätze".encode("utf-16"), "a.csv", "is a text in UTF-16"),
        (" ".join(["x"] * 99).encode() + PDF, "a.pdf", ""),
        (b"junk", "a.ics", ""),
    ],
)
def test_contents_that_belie_the_name_are_refused(contents, name, seems):
    message = refusal(contents, name)

    assert message.startswith(f"{name} {seems}" if seems else f"{name} is not ")
    assert "not a" in message


@pytest.mark.parametrize(
    "contents", [b"a,b\0c", "Umsätze".encode("latin-1"), b"x\x1b[2J", b"ok \xc3", PROGRAM]
)
@pytest.mark.parametrize("name", ["table.csv", "notes.txt"])
def test_a_text_that_is_no_utf_8_is_refused(contents, name):
    assert "in UTF-8" in refusal(contents, name)


@pytest.mark.parametrize(
    "name",
    ["a.exe", "a.svg", "a.xml", "a.zip", "a.html", "a.docm", "a.xlsm", "a.doc", "a.pdf.exe", "a",
     "a.pdf\0.exe", "a.pdf/evil.js", "pdf", "a\u202efdp.exe", "a.pdf. .html", "a．exe",
     "a.pdf%00", "a.p df"],
)  # fmt: skip
def test_a_kind_that_is_not_published_is_refused_whatever_it_pretends(name):
    assert "not published. Attach one of these: pdf, png" in refusal(PDF, name)


def test_an_empty_file_is_refused():
    assert refusal(b"", "a.pdf") == "a.pdf is empty: choose the file again."


def test_a_file_over_the_limit_is_refused_with_both_sizes(settings):
    settings.IRCMS_MAX_UPLOAD_BYTES = 1_000_000

    message = refusal(PDF + bytes(1_250_000), "a.pdf")

    assert message == "a.pdf has 1.3 MB; a file may have 1 MB. Make it smaller, or split it."


def test_a_size_the_client_made_up_counts_for_nothing(settings):
    settings.IRCMS_MAX_UPLOAD_BYTES = 100
    lying = SimpleUploadedFile("a.pdf", PDF + bytes(200))
    lying.size = 1

    with pytest.raises(ValidationError, match="Make it smaller"):
        check_upload(lying, "a.pdf")


def test_a_large_file_is_hashed_without_being_held_in_memory(tmp_path):
    path = tmp_path / "large"
    with path.open("wb") as file:
        file.write(PDF)
        file.truncate(45_000_000)
    with path.open("rb") as stream:
        tracemalloc.start()
        done = check_upload(File(stream), "large.pdf")
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()

        assert stream.tell() == 0
    assert done.size == 45_000_000
    assert done.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert peak < 1_000_000


@pytest.mark.parametrize(
    ("contents", "name", "content_type"),
    [
        (PDF, "a.PDF", "application/pdf"),
        (PNG, "a.png", "image/png"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a.jpeg", "image/jpeg"),
        (b"GIF89a" + bytes(9), "a.gif", "image/gif"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "a.webp", "image/webp"),
        (b"ID3\x04" + bytes(9), "a.mp3", "audio/mpeg"),
        (b"\xff\xfb\x90\x00" + bytes(9), "a.mp3", "audio/mpeg"),
        (b"\x00\x00\x00\x18ftypisom" + bytes(9), "a.mp4", "video/mp4"),
        ("Fläche,m²\r\nWuxi,1\r\n".encode(), "a.csv", "text/csv; charset=utf-8"),
        ("\ufeffnotes 中文\n".encode(), "a.txt", "text/plain; charset=utf-8"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "a.ics", "text/calendar; charset=utf-8"),
        (office(), "a.docx", f"{OFFICE}wordprocessingml.document"),
        (office(EXCEL, "xl/workbook.xml"), "a.xlsx", f"{OFFICE}spreadsheetml.sheet"),
        (office(POWERPOINT, "ppt/presentation.xml"), "a.pptx",
         f"{OFFICE}presentationml.presentation"),
    ],
)  # fmt: skip
def test_what_is_published_gets_our_content_type_and_is_left_at_its_start(
    contents, name, content_type
):
    file = SimpleUploadedFile("as-sent", contents, "text/html")

    done = check_upload(file, name)

    assert done.content_type == content_type
    assert (done.size, done.sha256) == (len(contents), hashlib.sha256(contents).hexdigest())
    assert file.read() == contents


def test_a_character_across_two_chunks_is_no_error():
    assert checked("é".encode() * 100_000, "a.txt").size == 200_000
    assert checked(b"x" + "é".encode() * 100_000, "a.txt").size == 200_001


@pytest.mark.parametrize(
    ("contents", "says"),
    [
        (b"PK\x03\x04", "damaged"),
        (office()[:-1], "damaged"),
        (office() + b"x", "damaged"),
        (b"PK\x03\x04" + office(), "damaged"),
        (office(extra=[("word/../../x", "y")]), "damaged"),
        (office(extra=[("/x", "y")]), "damaged"),
        (office(extra=[("WORD/document.xml", "y")]), "damaged"),
        (office(compress=zipfile.ZIP_BZIP2), "damaged"),
        (office(types="<!-- x -->"), "damaged"),
        (office(types="<Override"), "damaged"),
        (office(extra=[(f"x{n}", "") for n in range(10_000)]), "damaged"),
        (office(EXCEL, "xl/workbook.xml"), "another kind of Office file"),
        (office().replace(b"word/document.xml", b"word/documant.xml"), "another kind"),
        (office(WORD.replace("document.main", "template.main")), "another kind"),
        (office("application/vnd.ms-word.document.macroEnabled.main+xml"), "macros"),
        (office(extra=[("word/vbaProject.bin", "x")]), "macros"),
        (office(types='<Default Extension="bin" ContentType="application/vnd.ms-office.vb&#97;'
                'Project"/>'), "macros"),
        (office(types='<Override PartName="/x" ContentType="application/vnd.ms-excel.macrosheet'
                '+xml"/>'), "macros"),
        (office(types='<Override PartName="/x" ContentType="application/vnd.ms-office.activeX'
                '+xml"/>'), "macros"),
        (office(extra=[("word/media/x", bytes(20_000_000))]), "would unpack to far more"),
    ],
)  # fmt: skip
def test_an_office_file_with_something_wrong_is_refused(contents, says):
    message = refusal(contents, "a.docx")

    assert message.startswith("a.docx ")
    assert says in message


def test_a_zip_that_is_no_office_file_is_refused():
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("run.exe", PROGRAM)

    assert "is a ZIP archive and no Office file" in refusal(written.getvalue(), "a.xlsx")


def test_an_encrypted_office_file_is_refused():
    contents = bytearray(office())
    at = contents.rindex(b"PK\x01\x02")
    contents[at + 8] |= 1

    assert "damaged" in refusal(bytes(contents), "a.docx")


def test_parts_that_overlap_are_refused_as_a_bomb():
    contents = bytearray(office(extra=[("x", bytes(1_000))]))
    at = contents.rindex(b"PK\x01\x02")
    struct.pack_into("<L", contents, at + 20, len(contents))

    assert "would unpack to far more" in refusal(bytes(contents), "a.docx")


def test_a_list_of_contents_that_claims_much_is_not_read():
    contents = bytearray(office())
    zip64 = struct.pack("<4sLQL", b"PK\x06\x07", 0, 0, 1)

    at = len(contents) - 22
    assert "damaged" in refusal(bytes(contents[:at] + zip64 + contents[at:]), "a.docx")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Q3 Results (final).PDF", "Q3-Results-final.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\ada\\Draft.pdf", "Draft.pdf"),
        ("Umsätze & Gewinn – 2017.pdf", "Umsatze-Gewinn-2017.pdf"),
        ("report.exe.pdf", "report-exe.pdf"),
        ("..pdf", "file.pdf"),
        (".pdf", "file.pdf"),
        ("a.pdf. .", "a.pdf"),
        (".htaccess.pdf", "htaccess.pdf"),
        ("中文.pdf", "file.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie-x.pdf"),
        ("in\u202evoice\u200b.pdf", "invoice.pdf"),
        ('a";x=y.pdf', "a-x-y.pdf"),
        ("CON.pdf", "file-CON.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ("x." + "y" * 300, "x." + "y" * 10),
        ("-rf.pdf", "rf.pdf"),
        ("", "file"),
        ("...", "file"),
        ("．．／a.pdf", "a.pdf"),
    ],
)
def test_a_file_name_is_made_safe_and_stays_readable(name, expected):
    assert safe_filename(name) == expected
    assert safe_filename(expected) == expected
    assert len(expected) <= 120


# Requests: what the upload handler keeps of them.


class UploadForm(forms.Form):
    title = forms.CharField()
    file = forms.FileField()

    def clean_file(self):
        check_upload(self.cleaned_data["file"], self.cleaned_data["file"].name)
        return self.cleaned_data["file"]


class Body(io.RawIOBase):
    """A multipart request whose files are made while they are read."""

    def __init__(self, *files, watch=lambda: None):
        self._watch = watch
        self._parts = [self._field("title", b"Results")]
        for name, size in files:
            self._parts += [self._head(name), size, b"\r\n"]
        self._parts.append(b"--frontier--\r\n")
        self.length = sum(p if isinstance(p, int) else len(p) for p in self._parts)
        self.was_read = 0

    def _field(self, name, value):
        head = f'--frontier\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'
        return head.encode() + value + b"\r\n"

    def _head(self, name):
        disposition = f'Content-Disposition: form-data; name="file"; filename="{name}"'
        return (
            f"--frontier\r\n{disposition}\r\nContent-Type: application/pdf\r\n\r\n".encode() + PDF
        )

    def readable(self):
        return True

    def read(self, size=-1):
        self._watch()
        if not self._parts:
            return b""
        part = self._parts[0]
        size = 65536 if size < 0 else size
        if isinstance(part, int):
            given, rest = bytes(min(size, part)), part - min(size, part)
        else:
            given, rest = part[:size], part[size:]
        self._parts = [rest, *self._parts[1:]] if rest else self._parts[1:]
        self.was_read += len(given)
        return given


@pytest.fixture
def temporary_files(settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "uploads")
    Path(settings.FILE_UPLOAD_TEMP_DIR).mkdir()
    return Path(settings.FILE_UPLOAD_TEMP_DIR)


def request_with(*files, **options):
    body = Body(*files, **options)
    environ = {
        "REQUEST_METHOD": "POST",
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "CONTENT_TYPE": "multipart/form-data; boundary=frontier",
        "CONTENT_LENGTH": str(body.length),
        "wsgi.input": body,
    }
    return WSGIRequest(environ), body


def test_two_hundred_megabytes_cost_neither_disk_nor_memory(temporary_files, monkeypatch):
    written = []
    monkeypatch.setattr(
        TemporaryUploadedFile, "__init__", lambda self, *args, **kwargs: written.append(args)
    )
    request, body = request_with(("Results.pdf", 200_000_000))
    tracemalloc.start()

    form = UploadForm(request.POST, request.FILES)
    is_valid = form.is_valid()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert not is_valid
    assert form.errors["file"] == [
        "Results.pdf has 200.1 MB; a file may have 50 MB. Make it smaller, or split it."
    ]
    assert form.cleaned_data == {"title": "Results"}
    assert body.was_read == body.length
    assert written == []
    assert peak < 5_000_000


def test_a_file_that_grows_too_large_is_deleted_at_that_moment(temporary_files, settings):
    settings.IRCMS_MAX_UPLOAD_BYTES = 1_000_000
    seen = []
    request, _ = request_with(
        ("a.pdf", 3_000_000), watch=lambda: seen.append(len(list(temporary_files.iterdir())))
    )

    form = UploadForm(request.POST, request.FILES)

    assert not form.is_valid()
    assert "a file may have 1 MB" in form.errors["file"][0]
    assert max(seen) == 1
    assert seen[-1] == 0


def test_a_file_within_the_limit_arrives_whole(temporary_files):
    request, _ = request_with(("a.pdf", 3_000_000))

    form = UploadForm(request.POST, request.FILES)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["file"].size == len(PDF) + 3_000_000
    assert len(list(temporary_files.iterdir())) == 1
    request.close()
    assert list(temporary_files.iterdir()) == []


def test_a_small_file_beside_a_large_one_is_kept(temporary_files, settings):
    settings.IRCMS_MAX_UPLOAD_BYTES = 1_000_000
    request, _ = request_with(("small.pdf", 10), ("large.pdf", 1_500_000), ("other.pdf", 20))

    small, large, other = request.FILES.getlist("file")

    assert (small.size, other.size) == (len(PDF) + 10, len(PDF) + 20)
    assert isinstance(large, OversizedUpload)
    assert len(list(temporary_files.iterdir())) == 2


def test_files_too_large_only_together_are_to_be_sent_one_by_one(temporary_files):
    request, _ = request_with(("a.pdf", 30_000_000), ("b.pdf", 30_000_000))

    form = UploadForm(request.POST, request.FILES)

    assert not form.is_valid()
    assert "more than 50 MB. Save them one at a time." in form.errors["file"][0]
    assert list(temporary_files.iterdir()) == []


def test_a_file_not_kept_can_be_neither_read_nor_stored(private_root):
    missing = OversizedUpload("a.pdf", 99, "a.pdf is too large.")

    with pytest.raises(ValidationError, match="too large"):
        missing.read()
    with pytest.raises(ValidationError, match="too large"):
        PrivateStorage().save("a.pdf", missing)
    assert [path for path in private_root.rglob("*") if path.is_file()] == []


def test_the_handler_is_the_one_the_settings_name(settings):
    first = load_handler(settings.FILE_UPLOAD_HANDLERS[0], None)

    assert isinstance(first, QuotaUploadHandler)


# Private storage.


def stored(contents=PDF):
    storage = PrivateStorage()
    return storage, storage.save("Results embargoed.pdf", ContentFile(contents))


def test_a_stored_file_keeps_nothing_of_its_name(private_root):
    storage, name = stored()

    assert storage.path(name).startswith(str(private_root))
    assert "Results" not in name
    assert "pdf" not in name
    first, second, rest = name.split("/")
    assert (len(first), len(second), len(rest)) == (2, 2, 32)
    assert rest.startswith(first + second)


def test_only_the_owner_may_look_at_stored_files(private_root):
    storage, _ = stored()
    moved = TemporaryUploadedFile("b.pdf", "", 0, None)
    moved.write(PDF)
    moved.seek(0)
    other = storage.save("b.pdf", moved)
    moved.close()

    for path in [private_root, *private_root.rglob("*")]:
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path
    assert Path(storage.path(other)).read_bytes() == PDF


def test_a_private_file_has_no_address():
    storage, name = stored()

    with pytest.raises(ValueError, match="no address"):
        storage.url(name)
    assert storage.base_url is None


@pytest.mark.parametrize("name", ["../x", "/etc/passwd", "aa/../../x"])
def test_a_path_out_of_the_root_is_refused(name):
    with pytest.raises(SuspiciousFileOperation):
        PrivateStorage().open(name)


def test_a_column_too_short_for_a_random_name_is_refused():
    with pytest.raises(SuspiciousFileOperation):
        PrivateStorage().save("x", ContentFile(b"x"), max_length=37)


def test_a_migration_holds_no_path(private_root):
    written, imports = MigrationWriter.serialize(PrivateStorage())

    assert written == "ircms.storage.PrivateStorage()"
    assert imports == {"import ircms.storage"}


def test_the_root_is_read_when_it_is_needed(settings, tmp_path):
    storage = PrivateStorage()
    settings.IRCMS_PRIVATE_ROOT = tmp_path / "elsewhere"

    name = storage.save("x", ContentFile(b"x"))

    assert (tmp_path / "elsewhere" / name).exists()
    settings.IRCMS_PRIVATE_ROOT = ""
    with pytest.raises(ImproperlyConfigured):
        storage.save("x", ContentFile(b"x"))


def test_it_is_the_storage_of_every_file_field_by_default():
    assert isinstance(storages["default"], PrivateStorage)


def test_a_verified_file_is_streamed_whole():
    contents = PDF + bytes(200_000)
    storage, name = stored(contents)

    chunks = list(storage.open_verified(name, hashlib.sha256(contents).hexdigest()))

    assert b"".join(chunks) == contents
    assert len(chunks) > 1


@pytest.mark.parametrize("change", [b"%PDF-1.6", b"", None])
def test_a_changed_or_missing_file_yields_nothing(change):
    storage, name = stored()
    path = Path(storage.path(name))
    path.unlink() if change is None else path.write_bytes(change)

    with pytest.raises(TamperedFile):
        storage.open_verified(name, hashlib.sha256(PDF).hexdigest())


@pytest.mark.parametrize("sha256", ["", "0" * 64, hashlib.sha256(PDF).hexdigest().upper()])
def test_a_hash_that_is_not_the_files_yields_nothing(sha256):
    storage, name = stored()

    with pytest.raises(TamperedFile):
        storage.open_verified(name, sha256)


def test_a_file_changed_between_check_and_reading_never_arrives_whole():
    contents = PDF + bytes(200_000)
    storage, name = stored(contents)
    chunks = storage.open_verified(name, hashlib.sha256(contents).hexdigest())
    Path(storage.path(name)).write_bytes(contents[:-1] + b"x")
    received = []

    with pytest.raises(TamperedFile):
        received.extend(chunks)

    assert len(b"".join(received)) < len(contents)
    assert b"x" not in b"".join(received)[len(PDF) :]
