"""Works that are called without 《》: by number, by a whole title, by the name of a law."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extract.found import Span
from ingest.extract.taken import Taken
from ingest.extract.words import any_of

NUMBER = r"[一-鿿]{1,14}(?:（[一-鿿]{1,4}）)?[〔［（](?:19|20)\d\d[〕］）]第?\d{1,5}号"
# 食品安全法, 云岭省物业管理条例
_LAW_NAME = (
    r"(?:(?:中华人民共和国)?(?:(?!有关|相关|条例|[和及与的])[一-鿿]){0,12}?(?:安全法|保护法|保障法|防治法|管理法|监督法|促进法|浪费法"
    r"|质量法|民法典|处罚法|许可法|教育法)(?:实施条例)?|[一-鿿]{2,6}[省市县区州][一-鿿]{2,16}?条例)"
)
# 贯彻食品安全法和云岭省物业管理条例
_LAW = re.compile(
    r"(?:贯彻(?:落实|执行|实施)?|落实|执行|实施|宣传|根据|依据|按照|遵守|学习)"
    rf"(?:新修订的|新的|好|国家|我国)?(?P<titles>{_LAW_NAME}(?:(?:以及|[、和及与]){_LAW_NAME})*)(?=[，。、；和及与]|等|的?(?:有关|相关)?(?:规定|要求|精神))"
)
# 按照国办发〔2023〕6号文件要求
_BY_NUMBER = re.compile(
    rf"(?:按照|根据|依据|落实|执行|贯彻)(?P<number>{NUMBER})(?:文件|通知|文|要求|精神|规定)"
)
# 根据沅溪市人民政府关于印发节水方案的通知（沅政发〔2023〕6号）
_NOTICE = re.compile(
    r"(?:按照|根据|依据|依照|落实|执行|贯彻)(?P<title>[一-鿿、]{2,40}?关于[^，。；：《》（）\n]{4,60}?的(?:通知|意见|决定|批复|函))"
    rf"(?=（{NUMBER}|精神|要求|文件|规定|部署)"
)
_GENRE = any_of("citation.genres")
# “十四五”规划, “十大攻坚”三年行动计划
_QUOTED = re.compile(
    r"“[^“”\n]{2,14}”(?:[一-鿿]{0,12}?)(?:规划纲要|规划|行动计划|工作方案|实施方案|行动方案)(?![区局院图和建]|如下)"
)
# 落实对X的合作备忘录要求, 完善Y应急预案: a verb, then a noun phrase that ends in a genre word
_BARE = re.compile(
    rf"(?P<verb>{any_of('citation.verbs_before_bare')})(?:{any_of('citation.authors')})?"
    rf"(?P<title>[^，。；：、《》“”（）\n]{{4,32}}?(?:{_GENRE}))(?=[，。；、）\n]|要求|等|精神|和《)"
)
_VAGUE = re.compile(rf"(?:{any_of('citation.vague')}|\d)|.*?(?:的(?!合作备忘录)|制度|措施)")
# a list of titles closed by 等文件
_END_OF_LIST = re.compile(r"等(?:文件|规范性文件|政策文件)")
_LISTED = re.compile(rf"(?<=[、，》])(?P<list>[^。；《》\n]{{6,120}}?){_END_OF_LIST.pattern}")


def unmarked(plain: str, taken: Taken) -> Iterator[tuple[Span, str]]:
    """Yield the spans of works called without marks, each with the rule that found it.

    Spans that are ``taken`` are left out, those that are found are taken.
    """
    for span, rule in _all(plain):
        if not taken.meets(span):
            taken.take(span)
            yield span, rule


def _all(plain: str) -> Iterator[tuple[Span, str]]:
    for match in _BY_NUMBER.finditer(plain):
        yield match.span("number"), "number"
    for match in _NOTICE.finditer(plain):
        yield match.span("title"), "bare-title"
    for span in _laws(plain):
        yield span, "law"
    for span in _listed(plain):
        yield span, "listed-title"
    for match in _QUOTED.finditer(plain):
        yield match.span(), "quoted-name"
    for match in _BARE.finditer(plain):
        if _is_title(match["title"]):
            yield match.span("title"), "bare-title"


def _laws(plain: str) -> Iterator[Span]:
    """Yield the laws that are called without marks, one by one where they stand in a list."""
    for match in _LAW.finditer(plain):
        for law in re.finditer(_LAW_NAME, match["titles"]):
            yield match.start("titles") + law.start(), match.start("titles") + law.end()


def _listed(plain: str) -> Iterator[Span]:
    """Yield the titles without marks in lists that end in 等文件."""
    lists = _LISTED.finditer(plain) if _END_OF_LIST.search(plain) else ()
    for match in lists:
        begin = match.start("list")
        for part in re.split(r"([、，])", match["list"]):
            words = re.sub(r"^(?:省委省政府|市委市政府|省政府|市政府|县政府|国务院)", "", part)
            span = (begin + len(part) - len(words), begin + len(part))
            begin += len(part)
            if len(words) >= 7 and re.search(rf"(?:{_GENRE})$", words):
                yield span


def _is_title(title: str) -> bool:
    return (
        len(title) >= 8
        and not _VAGUE.match(title)
        and not re.search(r"[，、]|并|进一步|加强", title)
    )
