"""Whether a sentence of a notice asks for something: a material, a mark, a form, a number, a date, a way."""

from __future__ import annotations

import re

# Read out of the four notices: a sentence that asks has at least one of these words or forms.
_ASKS = re.compile(
    r"提交|提供|上传|报送|出具|递交|携带|填报|填写|填入|打印|导出|下载|扫描|复印|加盖|盖章|签字|签名|签订|承诺"
    r"|公示|证书|证明|名册|《[^》]*(?:表|函|书)》|一式|\d+份|[一两二三]份|照片|图片|清晰|原件|彩色|涉密"
    r"|\d+.{0,2}学时|学时|年限|满\d+年|不少于|不低于|不得申报|只能申报|同一年度|截止|逾期|时间为|\d+月\d+日"
    r"|网址|登录|缴费|收费|现场|答辩|笔试|居留证|许可证|结构比例|考核|学历|毕业|封面|刊号|论文|著作|业绩成果"
    r"|博士后|高技能|审批表|报名表|清单|材料要求|应是|应包括|要注明|职业资格|技能等级|竞赛|专利|奖项|科研项目|编写|档案存放|推荐本单位|不含"
)


def asks(text: str) -> bool:
    """Whether the sentence asks for something (a glance: it may ask of others than the applicant)."""
    return _ASKS.search(text) is not None
