"""Of what names are made, and how often each family name comes (roughly as in China)."""

from itertools import accumulate

FAMILIES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤单仇"
)
WEIGHTS = tuple(accumulate(100 / (5 + place) for place in range(len(FAMILIES))))
"""Summed up, as `Random.choices` takes them."""
GIVEN = (
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂华红玉建文晓小国志海春梅雪琳若欣然子涵浩宇轩梓萱雨桐思"
    "嘉怡诗婷佳慧乐行长重朝晟茜博俊峰鹏飞翔宁安康泽辰逸晨曦悦彤瑶颖倩薇莉蓉菲珊丹凤云燕莹露瑞祥福贵成功"
)
COMPANY_PLACES = ("上海", "北京", "杭州", "广州", "深圳", "成都", "武汉", "南京", "西安", "重庆", "苏州")
COMPANY_TRADES = (
    "贸易",
    "科技",
    "旅行社",
    "物流",
    "建筑",
    "餐饮管理",
    "医药",
    "文化传播",
    "电子",
    "酒店管理",
)
TAGS = ("常客", "会员", "协议客户", "需要发票", "投诉敏感", "老年客户", "团队预订", "夜间来电", "试用中")
