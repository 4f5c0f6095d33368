"""Names of persons: beside a label (姓名), spaced out, and in running text (张三同志, 学生李四 性别男).

>>> in_text("兹聘请张三同志为我院工程师")
'张三'
>>> in_text("学生王小五性别男,一九八八年五月生")
'王小五'
>>> in_text("兹有龙子玉同志,男,1978年9月20日生")
'龙子玉'
>>> in_text("谢宇经某某市工程技术职务评审委员会评审通过,具备工程师任职资格"), in_text("方案经专家组评审通过")
('谢宇', None)
>>> in_text("学位获得者徐华性别男"), in_text("各位同志")
('徐华', None)
"""

from __future__ import annotations

import re

from scanaudit.fields.sheet import Found, Sheet
from scanaudit.reading.rows import Row

# The 250 most frequent family names of the 2020 census, rarer ones that begin no ordinary word, and compound ones.
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付"
    "方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞"
    "左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚"
    "娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥"
    "南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈"
    "伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由"
    "傅洪赖萧阎荀钮贝酆贲滑羿汲邴糜隗宓郗郄郐郇钭逄逢莘宰郦郤璩濮郏宦庾暨夔厍訾乜蒯竺桓麴缑郯妫"
)
_COMPOUND = (
    "欧阳|上官|司马|诸葛|皇甫|尉迟|司徒|令狐|东方|慕容|端木|夏侯|公孙|轩辕|长孙|宇文|司空|闻人|东门|西门|南宫|呼延|申屠|鲜于|澹台|淳于|太史|钟离"
    "|百里|赫连|拓跋|独孤|万俟|闾丘|亓官|公冶|公西|公羊|公良|巫马|漆雕|乐正|谷梁|段干|东郭|羊舌|梁丘|左丘|仲孙|宗政|颛孙|纳兰|达奚"
)
_HAN = "一-鿿㐀-䶿"
# A third character that begins the next word, not the name: 王五男于, 张三等. 男 ends names too (李亚男).
_NEXT_WORD = r"(?![等系于在为同的现证编著,]|[男女](?:[于生\d一二汉]|,(?![男女])|民族))"
NAME = (
    rf"(?:(?:{_COMPOUND})[{_HAN}]{{1,2}}|[{_SURNAMES}](?![于等])[{_HAN}](?:{_NEXT_WORD}[{_HAN}])?|"
    rf"[{_HAN}]{{1,6}}·(?:(?!同志|同学|先生|女士|性别|系[我本]|[在于为,])[{_HAN}]){{1,8}})"
)

_LABEL = (
    r"(?:持证人|申报人|申请人|被推荐人|本人|客户|纳税人|学员|获奖者|受聘人|承诺人|考生|持有人|劳动者|职工|员工|被考核人)?姓名|(?:证书|证件)?持(?:证|有)[人者]|(?:学位|证书)?获(?:得|证)[人者]|受聘人员?(?![员(])|获奖者|"
    r"纳税人(?:名称)?|户名|学员|申报人员?|申请人|拟申报人员|使用人员|被推荐人|被评议人|受聘人员?\(乙方\)|乙方(?:\((?:劳动者|受聘人|受聘人员|职工)\))"
)
_ENDS = (
    r"同志|先生|女士|男|女|性别|身份证|证件|系|单位|"
    r"学校|工作|现职称|原职称|职称|申报|报考|毕业|民族|公民|编号|社会保障|"
    r"填表|制表|审核|联系|电话|手机|职务|岗位|年龄|出生|学历|部门|科室"
)
_WHOLE = re.compile(rf"^({NAME})(?=$|[,,。;;:(（)/\dA-Za-z]|{_ENDS})")
_LATIN = re.compile(r"^([A-Z][A-Za-z.'\-]*(?:,?[A-Z][A-Za-z.'\-]*){0,4})")
_LOOSE = re.compile(rf"^([{_HAN}]{{2,3}}|[{_HAN}]{{1,6}}·[{_HAN}]{{1,8}})$")
_RUNNING = (
    re.compile(rf"推荐({NAME})(?=同志)"),
    re.compile(rf"本人[:,]?({NAME})(?=[,(]|身份证|系|现|郑重)"),
    re.compile(rf"(?:^|\n)({NAME})(?=\((?:[男女]|身份证|公民身份|社会保障号|19|20|一九))"),
    re.compile(rf"(?:^|\n)({NAME})\n(?=参加|荣获|于|在|被|身份证|完成)"),
    re.compile(rf"(?:^|\n)(?:授予|奖给|颁给):?({NAME})(?=\n|$)"),
    re.compile(rf"(?:[对将]|其中)({NAME})(?=同志|先生|女士|的?(?:个人)?申报(?:的?材料|\d{{4}}年|[高中初正副]))"),
    # words that stand around a name and nothing else: whatever the family name
    re.compile(rf"(?:毕业生|研究生|学生|学员)([{_HAN}]{{2,4}}?)(?=[,，]?性别[:,]?[男女])"),
    re.compile(rf"(?:[对将]|兹证明|(?:^|\n))([{_HAN}]{{2,3}})(?=同志[(（](?:身份证|公民身份))"),
    re.compile(rf"(?:本|我)(?:单位|公司|院|校|局|厂|所|站|集团)(?:在[职岗编]|正式)?(?:职工|员工|工作人员|专业技术人员)({NAME})(?=同志|先生|女士|,|[(（]|申报|在|于|系|自)"),
    re.compile(rf"(?:单位|公司|集团|中心|[院局校所处站])({NAME})(?=同志)"),
    re.compile(rf"(?:certifythat|awardedto|presentedto)[:\n]*({NAME})(?=\n|has|of|,|$)", re.IGNORECASE),
    re.compile(rf"(?:毕业生|研究生|学生|学员|兹?证明|兹有|聘请|聘任|聘用|授予|奖给|颁给|委派|授权(?:我单位|本公司|本单位)?|委托|介绍我单位|我单位职工|我单位|我公司员工)[::]?({NAME})(?=同志|同学|先生|女士|老师|[,,]?(?:性别)?[男女]|性别|系|于|在|为|参加|担任|,|,|、|荣获|被|\(|的社会|代缴)"),
    re.compile(rf"(?:^|关于|[\n,。;:、])({NAME})(?=同志|同学|先生|女士|等(?:同志|[\d一二三四五六七八九十两几多]))"),
    re.compile(rf"(?:^|\n)({NAME})[,,]?(?:性别)?[男女](?:[,,]|(?=(?:19|20)\d\d[年.-]))"),
    re.compile(rf"(?:^|\n)({NAME})(?=经(?![济理纬营贸费验])[一-鿿]{{2,40}}?(?:评审|评议|审定|认定)(?:通过|合格)?[,，]?[^。]{{0,24}}?(?:具\n?备|取\n?得)[^。]{{0,30}}?(?:资\n?格|职\n?称))"),
    re.compile(rf"(?:^|\n)({NAME})(?=(?:博士|教授|老师)[::])"),
    re.compile(rf"(?:^|\n)({NAME})(?=(?:于(?:19|20)|在(?:19|20|二)|荣获|参加|攻读|系|所持|(?:身份证|证件|公民身份)号|,(?:19|20|一九|身份证)))"),
    re.compile(rf"(?:我单位|本单位|我公司|本公司|我院|我校|我局)({NAME})(?=同志|申报|身份证|系|,)"),
    re.compile(rf"(?:^|[\n者])({NAME})(?=性别:?[男女])"),
)  # fmt: skip
_ENGLISH = re.compile(
    r"(?:certifythat|awardedto|presentedto|conferred(?:the.{0,40})?upon)[:\n]*(?:Mr\.?|Ms\.?|Mrs\.?|Dr\.?)?([A-Z][A-Za-z.\-']{1,40})",
    re.IGNORECASE,
)
NOT_NAMES = re.compile(
    r"全部|相关|所有|学号|单位|公司|学校|部门|签名|签字|盖章|性别|职务|职称|专业|日期|出生|工作|姓名|照片|身份|居民|确认|本入|方案|成果|项目|课题|如下|有关|同意|高级|工程|全国|全省|承诺|诚信|本人|证书|授权|委托|公示|推荐|专家|编号|号码|资格|技术|登记|thebearer|bearer|申报|全体|有效|意见|时间|学历|税|名称|识别|品目|金额|应用|自己|自行|亲笔|亲自|他人|双方|以上|以下|上述|下列|信息|情况|简介|概况|资料|须知|学习|课程|培训|明细"
)


_BODIES = "省市县区局院所厂队组处科室班级部司站委会办"


def in_title(title: str) -> str | None:
    """The person that a folder is named after; None where it bears no name, or several.

    >>> in_title("01-姜华"), in_title("欧阳明申报材料"), in_title("安徽省"), in_title("张三、李四"), in_title("材料1")
    ('姜华', '欧阳明', None, None, None)
    """
    words = (
        re.sub(r"的?(?:申报|全部|职称)?(?:材料|资料|扫描件)$", "", one)
        for one in re.findall(f"[{_HAN}]+", title)
    )
    named = [
        one
        for one in words
        if re.fullmatch(NAME, one) and one[-1] not in _BODIES and not NOT_NAMES.search(one)
    ]
    return named[0] if len(named) == 1 else None


def in_text(text: str) -> str | None:
    """The first name in running text (compacted)."""
    match = _search(text)
    return match.group(1) if match else None


def _search(text: str) -> re.Match[str] | None:
    for pattern in _RUNNING:
        for match in pattern.finditer(text):
            if not NOT_NAMES.search(match.group(1)):
                return match
    return None


def find(sheet: Sheet) -> Found | None:
    """The name of the person that a page speaks of: beside its label, else in running text."""
    for found in sheet.values(_LABEL):
        name = _clean(found.value)
        if name and not _one_of_many(sheet, found):
            return found.with_value(name)
    match = _search(sheet.text) or _ENGLISH.search(sheet.text)
    if match and not NOT_NAMES.search(match.group(1)):
        return sheet.at(match.start(1), match.end(1), match.group(1).strip())
    return None


def _one_of_many(sheet: Sheet, found: Found) -> bool:
    """Whether the name stands in a column of names (a payroll, a roster): whose page it is, that does not say."""
    row = next((k for k, r in enumerate(sheet.rows) if found.box == sheet.box(_at(r, found.raw))), None)
    if row is None or found.box is None or re.search(_LABEL, sheet.rows[row].text):
        return False
    for below in sheet.rows[row + 1 : row + 3]:
        for index, cell in zip(below.lines, below.cells, strict=True):
            box = sheet.box([index])
            if box and min(box[2], found.box[2]) > max(box[0], found.box[0]) and re.fullmatch(NAME, cell):
                return True
    return False


def _at(row: Row, cell: str) -> list[int]:
    return [i for i, text in zip(row.lines, row.cells, strict=True) if text == cell]


def _clean(value: str) -> str | None:
    """The name at the start of what stands beside a label; None where it is none."""
    match = _WHOLE.match(value) or _LOOSE.match(value) or _LATIN.match(value)
    if not match or NOT_NAMES.search(match.group(1)):
        return None
    name = match.group(1)
    return name if len(name) >= 2 else None
