"""The matrix in the docs is the one that is tested."""

from tests.rights.written import ANEW, PAGE, page


def test_the_page_of_rights_is_the_matrix_that_is_tested() -> None:
    is_written = PAGE.exists() and PAGE.read_text() == page()

    assert is_written, f"{PAGE.name} is not what the code gives. Write it anew: .venv/bin/{ANEW}"
