"""Names and kinds of files that come with letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.domain.correspondence.attachments import attachment_name, file_name, media_type_of, storable_text
from orqa.domain.correspondence.errors import AttachmentNameUnusable


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("สแกน ๑.pdf", "สแกน ๑.pdf"),
        ("../x", "x"),
        ("/etc/passwd", "passwd"),
        ("D:\\scans\\หนังสือ.docx", "หนังสือ.docx"),
        ("a\x00b\n.pdf", "ab.pdf"),
        ("  a.pdf ", "a.pdf"),
        ("\u202efdp.exe", "fdp.exe"),
        ("น้ำ.pdf", "น้ำ.pdf"),
        ("ก" * 255, "ก" * 255),
    ],
)
def test_a_name_has_no_folder_and_nothing_invisible(given: str, name: str) -> None:
    assert attachment_name(given) == name


@pytest.mark.parametrize("given", ["", "  ", ".", "..", "a/", "../..", "\x00", "ก" * 300, "\ud800"])
def test_what_is_no_name_is_refused(given: str) -> None:
    with pytest.raises(AttachmentNameUnusable) as caught:
        attachment_name(given)
    assert caught.value.code == "attachment-name-unusable"
    assert "1 to 255 characters" in str(caught.value)
    assert "1 ถึง 255 ตัวอักษร" in caught.value.message("th")


@given(st.text(max_size=300))
def test_a_file_s_name_fits_every_disk_and_names_no_other_place(text: str) -> None:
    try:
        name = file_name(attachment_name(text))
    except AttachmentNameUnusable:
        return
    assert 0 < len(name.encode()) <= 255
    assert not set(name) & set('/\\:*?"<>|\0')
    assert name not in {".", ".."}
    assert name == name.strip()


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("สแกน.pdf", "สแกน.pdf"),
        ("a:b?.pdf", "a_b_.pdf"),
        ("ก" * 250 + ".pdf", "ก" * 65 + ".pdf"),
        (".pdf", "pdf"),
        ("a" * 255, "a" * 200),
        ("x." + "ก" * 200, "x." + "ก" * 66),
    ],
)
def test_a_long_name_keeps_its_ending(name: str, file: str) -> None:
    assert file_name(name) == file


@pytest.mark.parametrize(
    ("name", "stated", "media_type"),
    [
        ("a.pdf", "", "application/pdf"),
        ("a.PDF", "", "application/pdf"),
        ("หนังสือ.docx", "", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("a.jpg", "", "image/jpeg"),
        ("a", "", "application/octet-stream"),
        ("a.unknown", "", "application/octet-stream"),
        ("a.pdf", "Text/Plain; charset=utf-8", "text/plain"),
        ("a.pdf", "nonsense", "application/pdf"),
        ("a.pdf", "text/html\r\nX: y", "application/pdf"),
    ],
)
def test_what_bytes_are_is_stated_or_follows_from_the_ending(name: str, stated: str, media_type: str) -> None:
    assert media_type_of(name, stated) == media_type


def test_text_of_a_file_loses_what_no_store_keeps() -> None:
    assert storable_text("ก\x00ข\ud800\nค") == "กข\nค"
