"""Demo, material: the syllables, places and streets that invented names are put together from.

Input: nothing (data only). Output: tuples of (Chinese, English).
Places begin with a word for sample (样, 例, 拟, 示): no such town exists, so a reader sees at once
that the firm is invented.
"""

from __future__ import annotations

Pair = tuple[str, str]


def _pairs(text: str) -> tuple[Pair, ...]:
    """Read `云 yun 澜 lan …`."""
    parts = text.split()
    return tuple(zip(parts[::2], parts[1::2], strict=True))


PLACE_FIRST = _pairs("样 Yang 例 Li 拟 Ni 示 Shi")
PLACE_LAST = _pairs(
    "城 cheng 州 zhou 江 jiang 川 chuan 海 hai 山 shan 原 yuan 港 gang 湖 hu 溪 xi 陵 ling "
    "阳 yang 宁 ning 平 ping 林 lin 浦 pu 桥 qiao 泉 quan 岭 ling 湾 wan 洲 zhou 丘 qiu "
    "源 yuan 昌 chang"
)

BRAND_FIRST = _pairs(
    "云 yun 瑞 rui 恒 heng 沐 mu 景 jing 澄 cheng 嘉 jia 明 ming 知 zhi 远 yuan 宏 hong "
    "润 run 博 bo 雅 ya 禾 he 星 xing 晨 chen 轩 xuan 凌 ling 启 qi 翰 han 钧 jun 泽 ze "
    "骏 jun 弘 hong 颐 yi 炜 wei 映 ying 朗 lang 逸 yi 清 qing 鸿 hong 佳 jia 善 shan "
    "诚 cheng 信 xin 悦 yue 怡 yi 康 kang 祥 xiang 锦 jin 锐 rui 巨 ju 盛 sheng 兆 zhao "
    "承 cheng 融 rong 汇 hui 聚 ju 勤 qin 谨 jin 敏 min 若 ruo 昱 yu 昊 hao 晟 sheng 晖 hui "
    "曜 yao 朴 pu 柏 bai 松 song 梧 wu 桐 tong 枫 feng 榕 rong 檀 tan 兰 lan 芷 zhi 莘 shen "
    "蓝 lan 青 qing 碧 bi 翠 cui 丹 dan 绛 jiang 素 su 玄 xuan 金 jin 银 yin 铂 bo 琪 qi "
    "瑜 yu 璟 jing 琅 lang 珩 heng 玖 jiu 珂 ke 曦 xi 霁 ji 霖 lin 露 lu 岚 lan 峻 jun 岳 yue "
    "嵘 rong 巍 wei 沧 cang 洛 luo 淳 chun 湛 zhan 漾 yang 滨 bin 潮 chao 瀚 han 泓 hong "
    "沛 pei 涵 han 浩 hao 渊 yuan 驰 chi 腾 teng 跃 yue 达 da 迈 mai 途 tu 航 hang 帆 fan "
    "舟 zhou 桥 qiao 筑 zhu 匠 jiang 工 gong 尚 shang 优 you 卓 zhuo 高 gao 拓 tuo 创 chuang "
    "先 xian 新 xin 智 zhi 慧 hui 识 shi 思 si 维 wei 安 an 定 ding 宁 ning 泰 tai 和 he "
    "顺 shun 合 he 同 tong 共 gong 众 zhong 友 you 邻 lin 亲 qin 暖 nuan 阳 yang 春 chun "
    "夏 xia 秋 qiu 冬 dong 朝 zhao 暮 mu 时 shi 久 jiu 永 yong 常 chang 长 chang 广 guang "
    "纵 zong 联 lian 贯 guan 通 tong 际 ji 环 huan 宇 yu 寰 huan 极 ji 辰 chen 斗 dou 奎 kui "
    "麦 mai 稻 dao 谷 gu 穗 sui 茂 mao 葳 wei 蔚 wei 苏 su 芸 yun 蕴 yun 薇 wei 茗 ming "
    "橙 cheng 柚 you 鹿 lu 鹤 he 雁 yan 鸢 yuan 鲸 jing 骥 ji 麟 lin 凤 feng 龙 long 虎 hu "
    "犀 xi 象 xiang 燕 yan 鹭 lu"
)
BRAND_SECOND = _pairs(
    "澜 lan 禾 he 沐 mu 川 chuan 岭 ling 屿 yu 歌 ge 颂 song 诺 nuo 铭 ming 恩 en 源 yuan "
    "泉 quan 溪 xi 湖 hu 洋 yang 波 bo 涛 tao 汀 ting 洲 zhou 渡 du 津 jin 港 gang 湾 wan "
    "岸 an 堤 di 桥 qiao 途 tu 径 jing 野 ye 原 yuan 林 lin 森 sen 木 mu 枝 zhi 叶 ye 蕾 lei "
    "朵 duo 果 guo 实 shi 穗 sui 苗 miao 芽 ya 苑 yuan 园 yuan 圃 pu 庭 ting 堂 tang 阁 ge "
    "楼 lou 轩 xuan 榭 xie 舍 she 居 ju 坊 fang 巷 xiang 里 li 邦 bang 域 yu 都 du 城 cheng "
    "郡 jun 州 zhou 丘 qiu 峰 feng 峦 luan 岩 yan 石 shi 玉 yu 珠 zhu 琳 lin 瑾 jin 璇 xuan "
    "瑶 yao 琨 kun 璞 pu 锋 feng 铠 kai 钰 yu 鑫 xin 镜 jing 鼎 ding 钟 zhong 弦 xian 音 yin "
    "韵 yun 律 lü 曲 qu 章 zhang 辞 ci 书 shu 卷 juan 墨 mo 砚 yan 笔 bi 画 hua 彩 cai "
    "光 guang 辉 hui 耀 yao 烁 shuo 煜 yu 灿 can 炬 ju 焰 yan 曙 shu 旭 xu 晓 xiao 昕 xin "
    "晗 han 暄 xuan 风 feng 雨 yu 雪 xue 霜 shuang 雾 wu 虹 hong 霞 xia 雷 lei 电 dian 羽 yu "
    "翼 yi 翔 xiang 翎 ling 鸣 ming 飞 fei 驹 ju 骐 qi 骋 cheng 行 xing 步 bu 迅 xun 捷 jie "
    "速 su 劲 jin 力 li 能 neng 动 dong 元 yuan 一 yi 三 san 九 jiu 千 qian 万 wan 亿 yi "
    "方 fang 圆 yuan 正 zheng 直 zhi 衡 heng 准 zhun 度 du 测 ce 量 liang 数 shu 码 ma 芯 xin "
    "云 yun 网 wang 链 lian 桓 huan 宸 chen 禄 lu 福 fu 祺 qi 祯 zhen 瑞 rui 庆 qing 贺 he "
    "喜 xi 悦 yue 欣 xin 怿 yi 愉 yu 悠 you 然 ran 若 ruo 如 ru 之 zhi 以 yi 与 yu 可 ke "
    "为 wei 致 zhi 至 zhi 臻 zhen 善 shan 仁 ren 义 yi 礼 li 信 xin 忠 zhong 孝 xiao 廉 lian "
    "德 de 道 dao 本 ben 朴 pu 真 zhen 诚 cheng 守 shou 谦 qian 恭 gong 敬 jing 慎 shen "
    "恕 shu"
)
BRAND_THIRD = _pairs("尔 er 曼 man 尼 ni 伦 lun 斯 si 莱 lai 蒂 di 娜 na 洛 luo 梵 fan 妮 ni 奥 ao")

_KNOWN = (
    "华为 小米 海尔 海信 格力 美的 联想 腾讯 阿里 百度 京东 网易 字节 顺丰 中通 圆通 申通 "
    "韵达 长虹 康佳 创维 春兰 志高 荣事 苏宁 国美 万科 恒大 碧桂 龙湖 融创 保利 绿地 万达 "
    "华润 中粮 蒙牛 伊利 光明 娃哈 农夫 康师 统一 茅台 五粮 青岛 雪花 燕京 比亚 吉利 长城 "
    "长安 奇瑞 江淮 东风 红旗 蔚来 理想 小鹏 中兴 大疆 海康 大华 科大 同仁 云南 方太 老板 "
    "苏泊 九阳 万和 安踏 李宁 特步 鸿星 回力 晨光 得力 三一 徐工 中联 柳工 潍柴 玉柴 新希 "
    "双汇 金龙 鲁花 海底 全聚 东阿 九芝 恒瑞 迈瑞 鱼跃 联影 金山 用友 金蝶 浪潮 曙光 紫光 "
    "同方 方正 清华 北大 复星 新东 好未 学而 平安 泰康 太平 招商 兴业 浦发 民生 中信 广发 "
    "光大 华夏 恒生 同花 东方 金蝶 爱玛 雅迪 立邦 嘉宝 欧派 索菲 尚品 红星 居然 宜家 罗莱 "
    "富安 水星 梦洁 森马 美特 海澜 雅戈 波司 七匹 劲霸 柒牌 九牧 恒洁 箭牌 金牌 志邦 顾家 "
    "芝华 喜临 慕思 金陵 锦江 如家 汉庭 华住 首旅 携程 同程 去哪 飞猪 春秋 吉祥 祥鹏 长龙 "
    "国航 南航 东航 海航 永辉 大润 物美 华联 百联 王府 银泰 金鹰 天虹 永旺 明康 润和 云天 "
    "金风 远景 明阳 阳光 隆基 通威 晶科 天合 晶澳 正泰 德力 信义 福耀 万华 龙源 龙光 盛大 "
    "巨人 完美 三全 千味 安井 高德 高途 新华 金地 景瑞 恒源 恒力 荣盛 东山 广联 泰然"
)
KNOWN_BRANDS = frozenset(_KNOWN.split())
"""How well-known names begin; no invented brand begins like one."""

STREETS = (
    ("云澜路", "Yunlan Road"),
    ("观澜路", "Guanlan Road"),
    ("文汇路", "Wenhui Road"),
    ("创新大道", "Chuangxin Avenue"),
    ("滨河路", "Binhe Road"),
    ("科苑路", "Keyuan Road"),
    ("迎宾大道", "Yingbin Avenue"),
    ("工业一路", "Gongye 1st Road"),
    ("工业三路", "Gongye 3rd Road"),
    ("解忧街", "Jieyou Street"),
    ("同心街", "Tongxin Street"),
    ("望湖街", "Wanghu Street"),
    ("槐荫巷", "Huaiyin Lane"),
    ("梧桐路", "Wutong Road"),
    ("青禾路", "Qinghe Road"),
    ("星桥路", "Xingqiao Road"),
    ("知行路", "Zhixing Road"),
    ("安居街", "Anju Street"),
)

FORMS = (
    ("有限公司", "Co., Ltd."),
    ("有限责任公司", "Limited Liability Company"),
    ("股份有限公司", "Corporation Limited"),
    ("集团有限公司", "Group Co., Ltd."),
)
FORM_WEIGHTS = (74, 10, 10, 6)

SURNAMES = _pairs(
    "陈 Chen 林 Lin 周 Zhou 吴 Wu 徐 Xu 孙 Sun 朱 Zhu 胡 Hu 郭 Guo 何 He 罗 Luo 梁 Liang "
    "宋 Song 唐 Tang 许 Xu 邓 Deng 冯 Feng 韩 Han 曹 Cao 彭 Peng 蒋 Jiang 蔡 Cai 沈 Shen "
    "魏 Wei 姚 Yao 卢 Lu"
)
GIVEN_LAST = _pairs(
    "安 an 宁 ning 明 ming 远 yuan 清 qing 诚 cheng 敏 min 平 ping 川 chuan 岚 lan 希 xi "
    "舟 zhou 青 qing 禾 he 文 wen 若 ruo 谦 qian 恒 heng 朗 lang 溪 xi"
)

PROVINCE_WEIGHTS = {
    "44": 14.0, "33": 12.0, "32": 11.0, "37": 9.0, "31": 6.0, "41": 5.0, "11": 5.0, "51": 5.0,
    "42": 5.0, "35": 5.0, "34": 4.0, "43": 4.0, "13": 4.0, "50": 3.0, "61": 3.0, "21": 3.0,
    "36": 2.5, "12": 2.0, "45": 2.0, "53": 2.0, "52": 1.5, "14": 1.5, "22": 1.3, "23": 1.3,
    "15": 1.2, "62": 1.0, "65": 1.0, "46": 0.8, "64": 0.5, "63": 0.3, "54": 0.2,
}  # fmt: skip
"""How many firms a province has, roughly by the size of its economy."""
PREFECTURE_BOOSTS = {"4403": 4.0, "3205": 3.0, "3302": 3.0, "4419": 2.5, "4406": 2.5, "3702": 2.5}
DISTRICTS = (
    "110105", "110106", "110108", "110112", "120101", "120104", "120111", "310106", "310112",
    "310115", "310117", "500103", "500106", "500112",
)  # fmt: skip
"""Districts of the municipalities, which have no prefectures."""
