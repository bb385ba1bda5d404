"""Random texts that look like documents: Chinese, brackets, numbering and what files leave behind."""

from __future__ import annotations

from hypothesis import strategies as st

_PIECES = (
    "一、", "（一）", "1.", "1．", "（2）", "③", "第三条", "第一章", "1.1 ", "——", "附件", "抄送：",
    "（", "）", "(", ")", "【", "】", "〔", "〕", "[", "]", "《", "》", "〈", "〉", "“", "”", "⟦",
    "，", "。", "；", "：", "、", "\n", "\n\n", "\r\n", "\f", "\t", " ", "\u3000", "\u200b", "\ufeff", "\u2028",
    "牵头", "负责", "配合", "会同", "由", "等部门", "按职责分工负责", "牵头单位：", "责任单位：", "完成时限：",
    "逗号前为牵头单位", "排名第一的为牵头单位", "以下各项均需", "以下简称", "关于印发", "的通知", "现将",
    "市教育局", "省财政厅", "各县（市、区）政府", "市委宣传部", "法规处", "晋城市", "国务院", "州", "县",
    "達到", "９８％", "98%", "三分之一", "百分之", "1,200", "个", "万元", "不少于", "以上", "2024年", "12月31日前", "二〇二三年",
    "牽頭", "衛(wèi)生", "[bookmark: _GoBack]", "- 3 -", "第3页 共9页", "加强监管工作", "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
)  # fmt: skip

pieces = st.one_of(st.sampled_from(_PIECES), st.text(max_size=3))
texts = st.lists(pieces, max_size=60).map("".join)
