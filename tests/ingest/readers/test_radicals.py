from ingest.readers.radicals import ideographs

KANGXI = "".join(map(chr, range(0x2F00, 0x2FD6)))
SUPPLEMENT = "".join(map(chr, range(0x2E80, 0x2EF4)))


def test_no_radical_of_kangxi_is_left():
    assert all("\u4e00" <= character <= "\u9fff" for character in ideographs(KANGXI))


def test_each_character_gives_one_character():
    text = KANGXI + SUPPLEMENT + "食品安全，１２３"
    assert len(ideographs(text)) == len(text)
    assert ideographs(ideographs(text)) == ideographs(text)


def test_ordinary_text_stays_as_it_is():
    text = "食品安全工作要点：〔市教育局〕100% ㈠ ﹝"
    assert ideographs(text) == text
