"""The shape of agency names: what can be a body or a group of bodies, and what cannot."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from graph.lexicon import Lexicon
from ingest.extract.confidence import CONFIDENCE

# 各县（市、区）政府（管委会）, 相关区县政府, 州食安委各成员单位, 市直有关部门, 各乡镇（街道）
_GROUP = re.compile(
    r"(?:(?:全?[省市州县区国]|市州|省级|市级|县级|区级|中央|国务院|省直|市直|州直|县直|区直|驻[^、，；]{1,4})?.{0,16}?"
    r"(?:各(?:级|地|县|市|区|州|盟|旗|乡|镇|街|省|有关|相关|成员|部门|单位|牵头|责任|职能|行业|园区|开发区|功能区|高校|学校|企业|新区|区县|县区|级|委|科|处|股|[^、，；]{0,8}(?:单位|部门|企业|政府|协会|机构|学校|学区|医院|处室|科室|村|社区|[所站校院队局办]))"
    r"|(?:有关|相关)(?:县|市|区|州|乡|镇|部门|单位|职能|行业|成员|区县|县区|处室|科室|股室|企业|地区|监管|主管|[^、，；]{0,6}(?:单位|部门|政府|协会|机构))"
    r"|其他|全体|所有|成员单位|(?:有关|相关|职能|主管|监管|行业|责任|牵头|配合)(?:部门|单位)).{0,24}"
    r"|(?:县市|县区|区县|市州|州市|市县|省市|乡镇|镇街|乡|镇|街道)+(?:级)?(?:（[^（）]{1,12}）)?(?:党委|人民政府|政府|街道|办事处|管委会|党工委)+(?:（[^（）]{1,12}）)?"
    r"|(?:乡镇|街道|镇街|镇（街道）|乡镇（街道）|县（市、区）|县市区|区县|县区|市县|县市|村（社区）|村（居）|村居)(?:党委|政府|人民政府|党工委|办事处|委员会)?)"
)
_GROUP_END = re.compile(
    r"(?:单位|部门|政府|党委|委员会|委会|机构|企业|学校|院校|高校|医院|协会|处室|科室|股室|管委会|办事处|街道|乡镇|县|区|市|州|镇|乡|地区|地方|各地|园区|组织|团体|局|委|办|组|社区|银行|公司|人|系统|旗|盟|省|师|团|场|村|(?<!场)所|[站校院队])(?:（[^（）]{1,20}）)?$"
)
_BODY_END = re.compile(
    r"(?:局|委|办|厅|部|署|院|会|社|府|室|中心|处|科|股|台|站|所|队|行|司|集团|海关|学校|大学|学院|高校|医院|党组|党校"
    r"|支部|公署|馆|园|报社|公司|法院|检察院|学会|分局|支队|大队|总队|基金|基地|电视台|专班|小组|分行|银行|工会|联盟|机场|党工委"
    r"|纪委监委|编|厂|协|联|网|局办|中支|信用社|防指|安委|林场|水库|示范区|开发区|高新区|经开区|新区|园区|管理区|度假区|保税区|综保区)"
    r"(?:（[^（）]{1,20}）)?$"
)
_PLACE = re.compile(r"[一-鿿]{2,12}?(?:省|市|县|区|州|盟|旗|镇|乡|街道)$")
# 高新区管委会, 经济技术开发区党工委
_ZONE = re.compile(
    r"[一-鿿]{0,10}(?:高新区|经开区|开发区|示范区|新区|园区|度假区|保税区|试验区|管理区)(?:管委会|管理委员会|党工委)?"
)
# 团市委
_LEAGUE = re.compile(r"(?:共青)?团[省市州盟县旗区]委")
# 镇党政办, 乡农业服务中心, 街道综合执法队
_OF_TOWN = re.compile(
    r"(?:[镇乡](?![村镇街])|街道(?!办事处))[^、，；（）]{2,12}(?:办|办公室|所|站|中心|队|院|校|科)"
)
# 省局, 市局: the bureau that the document is about
_THE_BUREAU = re.compile(r"[本省市州县区]局|省厅|总局")
# the government of a place that the lexicon does not know
_GOVERNMENT = re.compile(r"[一-鿿]{1,9}(?:省|市|县|区|州|盟|旗|镇|乡|街道)人民政府(?:办公[室厅])?")
_NOT_A_NAME = re.compile(
    # 12345热线办公室 is one
    r"[。；：！？“”%=]|(?<!\d)(?!(?:12\d{3}|1[12][0-9])(?!\d))\d|负责|会同|(?:牵头|配合)(?!单位|部门)|以及其|按照|进行|[举兴开创代经承主]办(?!公)|不得|是否|包括|例如|除"
    # 战略实施工作联席会议, 推进办公室
    r"|(?:加强|推进|实施|开展)(?!(?:工作)?(?:[部厅局]际)?(?:联席会议|领导小组|协调小组|委员会|办公室|专班|指挥部))"
)
_JOINT = re.compile(
    r"(?=[以会和及与\s市州县区省])"
    r"(?:以及|会同|[和及与]|\s+|(?<=[局委办厅院会社])(?=[市州县区省][^委政]))"
)
# 各市（州）党委和政府 is one group, not two bodies
_TWO_IN_ONE = re.compile(r"(?:党委|党工委)[和、及与]?$")
_PARTY_COMMITTEE = frozenset(("市委", "省委", "州委", "县委", "区委"))
_SPLIT_LIMIT, NAME_LIMIT = 120, 24
_LAST_SIGN = re.compile(r"[局委办厅部院会社府室班组心队站]")
_UP_TO_MARK = re.compile(r"(?:[^、，。；（]|（[^）]*）)+")
# 督促各市政府 is a clause, not a group
_VERB_FIRST = re.compile(
    r"(?:督促|协调|组织|指导|邀请|提请|报请|推动|通报|抄送|要求|支持|鼓励|引导|联合|会同|责成|委托|报送|帮助|落实|完善|召开|检查|动员|发动|依托|充分|定期|研究|监督|压实|强化|明确)"
    r"(?!部|小组|机构|办公室|委员会|委|处|局|中心|科|会|总局|管理)"
)
# 昭通市|要依托驻外劳务工作站: what follows a place and begins so is a clause, no body
_CLAUSE_FIRST = re.compile(
    r"要|应(?!急)|须|将|已|在|与|对(?!外)|以(?!工)|把|从|为|由|依托|新建|建成|打造|加快|围绕|通过|率先|完成|实现|积极|境内|范围内|等"
)
_LEVEL_WORD = re.compile(
    r"(?:我|本|全)?(?:自治区|自治州|省|市|州|县|区|盟|旗)(?=[^、]{2,})|国家|中央|全国|中共"
)


@dataclass(frozen=True, slots=True)
class Shape:
    """What a string looks like: a body or a group, known to the lexicon or by form only."""

    is_group: bool
    confidence: float


STRONG = 0.9


class NameShapes:
    """Judges strings in simplified script; remembers its judgements."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.shape = lru_cache(maxsize=20_000)(self._shape)
        self._names_field = lru_cache(maxsize=20_000)(self._ends_make_body)

    def _shape(self, name: str) -> Shape | None:
        if not 2 <= len(name) <= 40 or _NOT_A_NAME.search(name) or _VERB_FIRST.match(name):
            return None
        if name in (
            "各地",
            "各级",
            "各部门",
            "各单位",
            "各县区",
            "各镇街",
            "各区",
            "各县",
            "各市",
            "各州",
        ):
            return Shape(True, CONFIDENCE["group-name"])
        if _GROUP.fullmatch(name) and _GROUP_END.search(name):
            return Shape(True, CONFIDENCE["group-name"])
        if self.is_field(name.removesuffix("部门")) and name.endswith("部门"):
            return Shape(False, CONFIDENCE["department-of-field"])
        bare = self.without_place(name)
        if self._is_known(bare):
            return Shape(False, CONFIDENCE["known-name-of-place" if bare != name else "known-name"])
        if bare != name and _CLAUSE_FIRST.match(bare):
            return None
        if bare != name and _BODY_END.search(bare) and len(bare) >= 2:
            return Shape(False, CONFIDENCE["name-of-place"])
        if any(
            form.fullmatch(name) for form in (_ZONE, _GOVERNMENT, _LEAGUE, _OF_TOWN, _THE_BUREAU)
        ):
            return Shape(False, CONFIDENCE["fixed-form"])
        if _PLACE.fullmatch(name) and self._lexicon.divisions.named(name):
            return Shape(False, CONFIDENCE["place-name"])
        if len(name) >= 3 and _BODY_END.search(name):
            return Shape(False, CONFIDENCE["name-by-ending"])
        return None

    def is_strong(self, name: str) -> bool:
        """Whether the name is surely an agency, even where nothing round it says so."""
        shape = self.shape(name)
        return shape is not None and shape.confidence >= STRONG

    def _is_known(self, bare: str) -> bool:
        if bare in ("委", "政府", "人民政府", "党委", "委员会", "人大", "政协"):
            return True
        if bare.startswith("委") and self._match(bare[1:]):
            return True
        return self._match(bare)

    def _match(self, bare: str) -> bool:
        return len(bare) >= 2 and self._lexicon.functions.match(bare) is not None

    def without_place(self, name: str) -> str:
        """Return the name without the level word or division it begins with.

        市市场监管局 → 市场监管局; 晋城市教育局 → 教育局.
        """
        for cut in self.place_cuts(name):
            rest = name[cut:]
            if self._match(rest) or rest in ("委", "政府", "人民政府", "党委"):
                return rest
            if rest.startswith("委") and self._match(rest[1:]):
                return rest
        cuts = self.place_cuts(name)
        return name[cuts[0] :] if cuts else name

    def place_cuts(self, name: str) -> list[int]:
        """Return where a name may go on after a level word or a division, the best place first."""
        cuts = []
        for start, end, _ in self._lexicon.divisions.find(name[:24]):
            if start == 0 or (start <= 2 and name.startswith("中共")):
                cuts.append(end)
        word = _LEVEL_WORD.match(name)
        if word:
            cuts.append(word.end())
        return [cut for cut in cuts if cut < len(name)]

    def is_field(self, name: str) -> bool:
        """Whether a name is the field of a department: 教育 of 教育、公安部门."""
        return 2 <= len(name) <= 12 and self._names_field(name)

    def _ends_make_body(self, name: str) -> bool:
        words = (name, _LEVEL_WORD.sub("", name, count=1))
        ends = "局厅委办部"
        return any(self._match(word + end) for word in words if len(word) >= 2 for end in ends)

    def opens(self, text: str) -> bool:
        """Whether a text begins with a name that surely is an agency (沅溪市养犬管理专班…)."""
        first = _UP_TO_MARK.match(text[:NAME_LIMIT])
        ends = (m.end() for m in _LAST_SIGN.finditer(first[0] if first else ""))
        return any(self.is_strong(text[:end]) for end in ends)

    def glued(self, text: str) -> list[tuple[int, int]] | None:
        """Return the spans of names that follow each other without a sign, None if there are none.

        Each begins with its place: 中共沅溪市委办公室沅溪市人民政府办公室.
        """
        found = tuple(self._lexicon.divisions.find(text))
        if not found or found[0][0] > len("中共"):
            return None
        cuts = [start for start, _, _ in found if start and _LAST_SIGN.match(text, start - 1)]
        spans = list(zip([0, *cuts], [*cuts, len(text)], strict=True))
        is_list = bool(cuts) and all(self.is_strong(text[a:b]) for a, b in spans)
        return spans if is_list else None

    def split(self, text: str) -> list[tuple[int, int]] | None:
        """Return the spans of the agencies that a list without commas names, None if none.

        和, 及, 与 and spaces part names only where whole names stand on both sides.
        """
        return self._split(text, set())

    def _split(self, text: str, hopeless: set[int]) -> list[tuple[int, int]] | None:
        """Split a text; ``hopeless`` are the lengths of what ends it and is known to name none."""
        for cut in _JOINT.finditer(text, 0, _SPLIT_LIMIT):
            left = text[: cut.start()]
            if not cut[0] and left in _PARTY_COMMITTEE:
                continue
            if len(left) < 2 or not (self.is_strong(left) or left in _PARTY_COMMITTEE):
                continue
            if _TWO_IN_ONE.search(left) and text[cut.end() :] in ("政府", "人民政府", "管委会"):
                continue
            if len(text) - cut.end() in hopeless:
                continue
            rest = self._split(text[cut.end() :], hopeless)
            if rest:
                return [(0, cut.start()), *((cut.end() + a, cut.end() + b) for a, b in rest)]
            hopeless.add(len(text) - cut.end())
        return [(0, len(text))] if self.shape(text) else None
