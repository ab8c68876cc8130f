"""A receipt can be read however it is written, and a slip of the hand is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.receipts import LENGTH, Receipt, ReceiptError, new_receipt, read_receipt

ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def test_a_receipt_holds_at_least_44_bits_of_chance() -> None:
    assert 10 ** (LENGTH - 1) > 2**44
    assert len({new_receipt().digits for _ in range(200)}) == 200


def test_a_receipt_is_read_in_groups_dashes_and_arabic_digits() -> None:
    receipt = new_receipt()
    for written in (receipt.grouped(), receipt.digits, receipt.grouped().replace(" ", "-"), receipt.digits.translate(ARABIC)):
        assert read_receipt(written) == receipt


@given(st.integers(0, LENGTH - 1), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(place: int, by: int) -> None:
    digits = list(new_receipt().digits)
    digits[place] = str((int(digits[place]) + by) % 10)
    with pytest.raises(ReceiptError, match="check_digit"):
        read_receipt("".join(digits))


@pytest.mark.parametrize("typed", ["", "12", "hello", "1" * 40])
def test_what_has_not_the_length_of_a_receipt_is_none(typed: str) -> None:
    with pytest.raises(ReceiptError, match="length"):
        read_receipt(typed)


def test_an_error_and_a_printed_receipt_never_show_the_number() -> None:
    receipt = Receipt("123456789012345")
    assert "123" not in repr(receipt)
    with pytest.raises(ReceiptError) as caught:
        read_receipt("123456789012340")
    assert "123" not in str(caught.value)
