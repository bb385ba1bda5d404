"""Small invented plans as text, so that a test names only what it is about."""

from __future__ import annotations

HEAD = """青川市食品安全委员会文件
青食安委〔2022〕7号

青川市2022年食品安全工作要点

一、重点任务
"""
TASKS = (
    "建设放心食堂120家。（市教育局牵头，市市场监管局、市卫生健康委配合）",
    "抽检合格率达到98%以上。（市市场监管局负责）",
    "贯彻落实《云岭省食品安全条例》。（市司法局、市市场监管局按职责分工负责）",
    "改造农村集市15个。（市商务局牵头，市农业农村局配合）",
)


def a_plan(*tasks: str) -> str:
    """Return the text of a plan with these tasks, numbered."""
    numbered = (f"{number}.{task}" for number, task in enumerate(tasks or TASKS, 1))
    return HEAD + "\n".join(numbered) + "\n"
