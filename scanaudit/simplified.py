"""Traditional characters as simplified ones, where a text is compared or searched.

Diplomas of some years, seals and names bear traditional characters, and engines read 時 in print that has 时. The table
holds the common ones of certificates and of persons' names; whatever it lacks stays as it is.
"""

from __future__ import annotations

_TRADITIONAL = (
    "書书業业學学歷历證证職职稱称術术資资圖图國国專专與与關关於于續续繼继勞劳動动應应當当"
    "員员號号類类別别級级組组織织廠厂長长門门開开務务總总處处發发會会議议評评審审論论題题"
    "報报導导師师獎奖榮荣譽誉給给頒颁為为該该無无異异錄录編编輯辑華华臺台區区縣县鄉乡"
    "鎮镇廣广東东蘇苏陽阳寧宁慶庆貴贵龍龙遼辽濟济漢汉達达練练機机構构電电腦脑計计劃划項项"
    "億亿價价權权專专發发實实際际標标準准條条約约經经濟济營营執执註注冊册檢检測测驗验據据"
    "點点見见說说語语認认識识試试許许請请課课調调購购貨货質质費费賬账賴赖轉转農农過过運运"
    "邊边還还進进這这連连銀银銷销錢钱鐵铁錄录鑒鉴間间閱阅陸陆隊队階阶隨随難难雙双雜杂離离"
    "靜静頁页順顺須须預预領领頭头願愿風风館馆馬马驅驱體体麗丽黨党齊齐屆届歲岁於于從从復复"
    "後后徵征態态戶户擇择擔担擬拟換换損损擴扩攝摄敗败數数斷断時时晉晋曆历會会極极樂乐樣样"
    "樹树橋桥歸归殘残氣气決决況况淨净漸渐滿满濃浓災灾煉炼熱热營营爭争爾尔獨独獲获現现畢毕"
    "畫画療疗監监盤盘眾众確确禮礼種种積积穩稳築筑簡简簽签納纳紀纪純纯紙纸細细終终結结統统"
    "絕绝維维綜综綠绿網网緊紧線线緣缘縮缩績绩繪绘羅罗義义習习聯联聲声職职肅肃脫脱興兴舉举"
    "莊庄萬万藝艺藥药蘭兰虛虚衛卫補补裝装製制規规視视覺觉覽览觀观訂订訓训記记設设訪访評评"
    "詞词詳详誠诚誤误誼谊談谈諾诺講讲謝谢譯译護护變变讓让負负財财責责貿贸賀贺賓宾賢贤賽赛"
    "贈赠贊赞跡迹軍军軟软較较載载輔辅輕轻輪轮輸输轄辖辦办適适選选遷迁遺遗郵邮鄭郑醫医釋释"
    # of persons' names
    "黃黄張张劉刘陳陈楊杨趙赵吳吴孫孙韓韩馮冯鄧邓葉叶蔣蒋鄒邹蕭萧顧顾呂吕盧卢譚谭賈贾閻阎龔龚湯汤偉伟強强傑杰紅红蓮莲瓊琼鳳凤輝辉鵬鹏飛飞剛刚濤涛曉晓雲云寶宝銘铭穎颖瑩莹"
    "潔洁遠远澤泽壽寿貞贞嬌娇嵐岚潤润鍾钟錦锦鈺钰歐欧魯鲁倫伦傳传優优愛爱鄔邬"
)
_SIMPLIFIED = str.maketrans(dict(zip(_TRADITIONAL[::2], _TRADITIONAL[1::2], strict=True)))


def simplified(text: str) -> str:
    """``text`` with each traditional character replaced in its place.

    >>> simplified("公需科目學時")
    '公需科目学时'
    """
    return text.translate(_SIMPLIFIED)
