"""The tokens of responsibility statements: role words, labels, conventions, separators."""

from __future__ import annotations

import re

from graph.model import Role
from ingest.extract.words import any_of, signs_of, words_of

_DONE = rf"(?:{any_of('role.done')})?"
_UNIT = r"(?:单位|部门)"
_BODY = rf"(?:{any_of('role.label_noun')})"

# 牵头 | 为牵头单位 | 总牵头负责
_LEAD = (
    r"(?:为|是|作为)?(?:总|共同|联合|具体|负责|分别|统一)?"
    rf"(?:{any_of('role.lead')})(?:单位|部门|抓总)?{_DONE}"
)
_DUTY = (
    rf"(?=[各部有本的{signs_of('role.according', 'role.duty')}])"
    rf"(?:{any_of('role.according')})?(?:各自|部门|有关|本部门)?(?:的)?(?:{any_of('role.duty')})"
    r"(?:权限|范围)?(?:和|及)?(?:任务|工作)?(?:分工)?"
)
# 配合 | 积极配合落实 | 为配合单位 | 按职责配合
# 市公安局会办; in 安委会办 it is no word
_SUPPORT = (
    rf"(?<=[局厅部])会办|(?:{_DUTY})?(?:为|是|作为)?(?:积极|分别|共同|做好|予以|协助|负责(?=配合|协助|协办|参与))?"
    rf"(?:{any_of('role.support')})(?:单位|部门|工作)?{_DONE}"
)
# 按职责分工负责 | 根据各自职责抓好落实
_BY_DUTY = (
    rf"{_DUTY}(?:分别|共同|具体|认真|各负其责|切实)?"
    rf"(?:抓好|做好)?(?:{any_of('role.done')}|抓落实|相关工作|有关工作|工作)*"
)
# 分别负责 | 负责 | 为责任单位 | 抓好落实
_JOINT = (
    rf"{_BY_DUTY}|(?:{any_of('role.manner')})(?:负责)?(?:{any_of('role.done')})*"
    rf"|(?:为|是)(?:责任|主体责任|落实责任){_UNIT}|负责{_DONE}|(?:抓好|组织|具体)?(?:落实|实施)"
)
# 等部门 | 等有关单位 | 等3个部门
_COUNT = r"\d+个?|[二三四五六七八九十]+个?"
_OPEN = (
    rf"等(?:(?:{any_of('role.others')}|{_COUNT})*"
    rf"(?:{any_of('role.other_bodies')}))?"
)
_LABELLED = any_of("role.label_lead", "role.label_support", "role.label_joint")
# 市级牵头单位： | 属地责任单位： | 其他责任单位：
_WHOSE = r"[省市州县区]级|属地|其[他它]|相关"
# 牵头单位： | 责任（配合）单位： | 主办： | 【责任单位】 | 牵头单位为
_LABEL = (
    rf"[【［]?(?:{_WHOSE})?(?P<what>{_LABELLED})"
    rf"(?:和|及|、|（)?(?:责任|配合|负责|参与|落实)?(?:）)?(?:[省市州县区]直)?{_BODY}?"
    r"(?:（[^（）]{1,12}）|及分工)?(?:[】］]\s*[：:]?|\s*[：:]|(?<=单位)为(?=[省市州县区各]))"
)
# 牵头单位 市教育局, on a line of its own: the names follow without a colon
_BARE_LABEL = rf"(?<![^\n])(?P<bare>{_LABELLED})(?:责任)?{_BODY}\s*(?=[省市州县区各镇乡局])"
# 完成时限：2021年底 | 2024年6月底前完成 | 持续推进; what it holds is no agency
_OTHER_LABEL = (
    rf"(?:{any_of('role.label_other')})\s*[：:]"
    rf"[^；;，\n]*?(?=[；;，\n]|$|(?:{_LABELLED}){_BODY}\s*[：:])"
)
_OTHER = (
    rf"{_OTHER_LABEL}"
    r"|(?<![^，,；;。\n])(?:力争|确保|争取)?(?:于|在|到)?(?:20\d\d年|\d{1,2}月|年底|年内|每年|每季度|每月)"
    r"[^，,；;。、\n局委办厅]{0,20}(?=$|[，,；;。\n])"
    r"|(?<![^，,；;。\n])并?(?:持续|长期|常态化|全年|分年度|按期|逐年|立行立改)"
    r"(?:推进|坚持|实施|开展|落实|完成|抓好)?(?=$|[，,；;。\n])"
)
# 第一位的单位为牵头单位
_FIRST_IS_LEAD = (
    r"(?:第一|首|最前|第1)(?:位|个|名|家)?(?:的)?(?:责任)?(?:单位|部门|者)?(?:的)?"
    rf"(?:为|是|系|均为|即为)(?:总|工作)?(?:牵头|主办|第一责任|主要责任)(?:责任)?{_UNIT}?"
    rf"(?:(?:或者?|和|及|、)汇总{_UNIT}?)?"
)
# 排名第一的为牵头单位 | 列第一位的单位为牵头单位 | 第一个单位为牵头单位
_FIRST_LEADS = (
    r"(?=[注责以其，、排列名位标的在第首最])(?:注：)?(?:责任单位|以上|其中)?[，、]?"
    r"(?:排名?|列|排列|排序|名列|排在|列在|位列|标注|注明)?(?:的)?(?:在)?"
    rf"{_FIRST_IS_LEAD}"
)
# 逗号前为牵头部门
_COMMA_LEADS = rf"(?:第一个)?逗号(?:之)?前(?:面)?(?:的)?{_UNIT}?(?:为|是|均为)牵头{_UNIT}"
# 以下各项均需各县（区）政府落实，不再列出 | 具体任务均涉及相关市（州）政府，不再做分工
_STANDING = (
    r"(?=[以上各任工内均都需由具措])(?:(?:以[下上]|上述)?(?:各项|任务|工作|各项任务|各项工作|内容)*(?:均需|均由|都需|均须|需由|需|由)"
    r"(?P<standing>[^，。；由]{2,40}?)(?:共同)?(?:负责)?(?:贯彻落实|落实|实施|负责|配合|参与)"
    r"[，、]?(?:以下)?不再(?:一一|逐一|重复|另行|单独)?(?:列出|列入|标注|注明|赘述|列)"
    r"|(?:以[下上]|上述)(?:各项|任务|工作)*(?:均需|均由|都需|均须|需由)(?P<standing_too>[^，。；由]{2,40}?)"
    r"(?:负责)?(?:贯彻落实|落实|实施|配合|参与)，[^。；（）\n]{2,80}?不再(?:一一|逐一|重复)?(?:列出|标注|注明)"
    r"|(?:具体|以[上下]|上述)?(?:各项|任务|工作|措施)*均(?:涉及|包括)(?P<standing_of>[^，。；]{2,40}?)"
    r"，不再(?:一一|逐一|另行|单独|重复)?(?:[做作]?分工|列出|列入|标注|注明)"
    r"|以上(?:各项|任务|工作)*(?:均需|均由|由)(?P<for_all>[^，。；由]{2,40}?)(?:负责)?(?:落实|实施|负责))"
)
# （排名第一的为牵头单位，下同） behind the last name of a list
_NOTE = rf"（[^（）]{{0,40}}(?:{_FIRST_IS_LEAD}|{_COMMA_LEADS}|下同)[^（）]{{0,40}}）"
# every sign with which a token may begin
_BEGINS = (
    signs_of(
        "role.lead", "role.support", "role.according", "role.duty", "role.manner",
        "role.label_lead", "role.label_support", "role.label_joint", "role.label_other",
    )
    + "，,、；;。\\n\\d【［（为是作总共联具负分统部有本的积做予协抓组落实等会由均都需"
    + "注责以其上下任工内具措并排列名位标在第首最逗力争确于到年每持长常全按逐立各"
)  # fmt: skip
TOKEN = re.compile(
    rf"(?=[{_BEGINS}]|{_WHOSE})(?:(?P<note>{_NOTE})|"
    rf"(?P<convention>{_FIRST_LEADS}|{_COMMA_LEADS}|{_STANDING}|(?:以)?下同|以下类同|以下同)"
    rf"|(?P<time>{_OTHER})|(?P<label>{_LABEL}|{_BARE_LABEL})"
    rf"|(?P<lead>{_LEAD})|(?P<support>{_SUPPORT})|(?P<joint>{_JOINT})|(?P<open>{_OPEN})"
    r"|(?P<with>会同|联合)|(?P<comma>[，,])|(?P<mark>、)|(?P<stop>[；;。\n])"
    r"|(?P<by>^由|(?<=[，,；;。\n、])由))"
)
_STANDING_IN = re.compile(_STANDING)
FIRST_LEADS = re.compile(_FIRST_LEADS)
COMMA_LEADS = re.compile(_COMMA_LEADS)
LABEL = re.compile(f"{_LABEL}|{_BARE_LABEL}|{_OTHER_LABEL}")
ROLE_OF_LABEL = {
    **dict.fromkeys(words_of("role.label_lead"), Role.LEAD),
    **dict.fromkeys(words_of("role.label_support"), Role.SUPPORT),
    **dict.fromkeys(words_of("role.label_joint"), Role.JOINT),
}
# a role word inside a name or before a noun is none: 职业能力, 组织部
INSIDE_NAME = re.compile(
    r"职能|职责|主办方|实施主体|落实处|配合饲料|组织部|组织|支持|落实|实施|承办处|分工|参与|协作|督导|指导"
)
# without one of these a text holds no convention; they are found much sooner
_CORE_OF_FIRST_LEADS = re.compile(_FIRST_IS_LEAD)
_CORE_OF_STANDING = re.compile(r"不再|以上(?:各项|任务|工作)*(?:均需|均由|由)")
_ROLE_WORD = re.compile(r"牵头|负责|配合|主办|协办|承办|参与|责任|落实|职责分工|协助|会同|指导")


def has_role_word(text: str) -> bool:
    """Whether a text holds any word that a statement with roles must hold."""
    return _ROLE_WORD.search(text) is not None


def first_leads_in(text: str) -> re.Match[str] | None:
    """Return where a text says that the first of a list leads."""
    return FIRST_LEADS.search(text) if _CORE_OF_FIRST_LEADS.search(text) else None


def comma_leads_in(text: str) -> re.Match[str] | None:
    """Return where a text says that those before a comma lead."""
    return COMMA_LEADS.search(text) if "逗号" in text else None


def standing_in(text: str) -> re.Match[str] | None:
    """Return where a text says who shares in all that it orders."""
    return _STANDING_IN.search(text) if _CORE_OF_STANDING.search(text) else None
