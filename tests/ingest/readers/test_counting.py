import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.counting import FORMATS, chinese, written


@pytest.mark.parametrize(
    ("number_format", "number", "text"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 3, "03"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalEnclosedCircle", 21, "21"),
        ("chineseCounting", 11, "十一"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 1005, "一千零五"),
        ("ideographDigital", 2024, "二〇二四"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographTraditional", 10, "癸"),
        ("upperRoman", 1994, "MCMXCIV"),
        ("lowerLetter", 27, "aa"),
        ("a format of a later edition", 5, "5"),
        ("chineseCounting", 0, "0"),
    ],
)
def test_a_number_is_written_as_its_format_says(number_format, number, text):
    assert written(number, number_format) == text


@given(number=st.integers(-3, 10**9), number_format=st.sampled_from(sorted(FORMATS)))
def test_any_number_can_be_written_in_any_format(number, number_format):
    assert written(number, number_format)


def test_two_numbers_are_never_written_alike():
    assert len({chinese(number) for number in range(1, 10_000)}) == 9_999
