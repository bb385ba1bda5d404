import pytest

from ingest.errors import Reason, Refusal
from ingest.readers.encodings import decode, plausibility

SIMPLIFIED = "云岭省青川市食品安全委员会办公室关于做好节日期间校园食堂监督检查工作的通知。" * 3
TRADITIONAL = "青川市環境保護局關於加強飲用水水源地監測與應急準備工作的意見，請遵照執行。" * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "gb18030", "utf-32"])
@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL])
def test_the_encoding_is_found_without_a_claim(text, encoding):
    assert decode(text.encode(encoding)) == text


def test_big5_is_told_from_gbk():
    assert decode(TRADITIONAL.encode("big5")) == TRADITIONAL


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16-le"])
def test_an_english_head_does_not_hide_the_encoding(encoding):
    text = "Policy paper no. 12 of the city of Qingchuan\r\n" * 50 + SIMPLIFIED
    assert decode(text.encode(encoding)) == text


def test_a_wrong_claim_is_ignored():
    assert decode(SIMPLIFIED.encode(), declared="gb2312") == SIMPLIFIED
    assert decode(TRADITIONAL.encode("big5"), declared="no-such-code") == TRADITIONAL


def test_one_broken_byte_costs_one_character_and_not_the_document():
    for encoding in ("utf-8", "gb18030"):
        data = SIMPLIFIED.encode(encoding)
        decoded = decode(data[:60] + b"\xff" + data[60:])
        assert decoded.startswith(SIMPLIFIED[:15])
        assert decoded.endswith(SIMPLIFIED[-30:])


def test_the_right_encoding_looks_far_more_plausible_than_a_wrong_one():
    for text, right, wrong in (
        (SIMPLIFIED, "gb18030", "big5hkscs"),
        (TRADITIONAL, "big5hkscs", "gb18030"),
        (SIMPLIFIED, "utf-16-le", "utf-16-be"),
    ):
        data = text.encode(right)
        assert plausibility(data.decode(right)) > 0.9
        assert plausibility(data.decode(wrong, "replace")) < 0.6


@pytest.mark.parametrize("data", [bytes(range(256)) * 8, b"\x00\x01\x02\x03" * 100])
def test_binary_is_refused(data):
    with pytest.raises(Refusal) as refusal:
        decode(data)
    assert refusal.value.reason is Reason.UNKNOWN_FORMAT
