"""Demo, material: what invented firms do, by division of GB/T 4754-2017.

Input: nothing (data only). Output: `TRADES`, and how each section of industry speaks of its work.
"""

from __future__ import annotations

from dataclasses import dataclass

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Trade:
    """A line of business: its word in a firm's name, what it deals in, and how common it is."""

    industry: str
    word: Pair
    goods: Pair
    weight: int


def _trade(industry: str, weight: int, word: str, goods: str) -> Trade:
    word_zh, _, word_en = word.partition(" ")
    goods_zh, _, goods_en = goods.partition(" ")
    return Trade(industry, (word_zh, word_en), (goods_zh, goods_en), weight)


TRADES = (
    _trade("C38", 9, "家用电器 Home Appliance", "家用电器 household appliances"),
    _trade("C38", 5, "智能家居 Smart Home", "智能家居设备 smart-home devices"),
    _trade("C38", 4, "暖通设备 HVAC Equipment", "空调与采暖设备 air-conditioning and heating"),
    _trade("C38", 4, "照明 Lighting", "灯具与照明系统 lamps and lighting systems"),
    _trade("C38", 3, "储能 Energy Storage", "储能电池系统 battery storage systems"),
    _trade("C38", 3, "电力设备 Power Equipment", "配电设备 power distribution equipment"),
    _trade("C39", 6, "电子 Electronics", "消费电子产品 consumer electronics"),
    _trade("C39", 4, "通信设备 Communications Equipment", "通信终端设备 communication terminals"),
    _trade("C39", 3, "安防 Security Systems", "安防监控设备 security and monitoring equipment"),
    _trade("C34", 5, "电梯 Elevator", "电梯与自动扶梯 lifts and escalators"),
    _trade("C34", 4, "泵业 Pumps", "水泵与供水设备 pumps and water-supply sets"),
    _trade("C34", 3, "压缩机 Compressor", "空气压缩机 air compressors"),
    _trade("C34", 3, "自动化 Automation", "自动化生产线 automated production lines"),
    _trade("C35", 5, "医疗器械 Medical Devices", "医疗器械 medical devices"),
    _trade("C35", 4, "农业机械 Agricultural Machinery", "农业机械 agricultural machinery"),
    _trade("C35", 4, "工程机械 Construction Machinery", "工程机械 construction machinery"),
    _trade(
        "C35",
        3,
        "环保设备 Environmental Equipment",
        "污水与废气处理设备 treatment plant for water and air",
    ),
    _trade("C36", 4, "汽车部件 Auto Parts", "汽车零部件 vehicle parts"),
    _trade("C36", 2, "专用车 Special Vehicles", "专用汽车 special-purpose vehicles"),
    _trade("C37", 4, "电动车 Electric Bicycle", "电动自行车 electric bicycles"),
    _trade("C40", 4, "仪器 Instruments", "测量与分析仪器 measuring and analytical instruments"),
    _trade("C21", 6, "家具 Furniture", "家具 furniture"),
    _trade("C21", 4, "定制家居 Custom Furniture", "整体橱柜与衣柜 fitted kitchens and wardrobes"),
    _trade("C33", 5, "门窗 Doors and Windows", "门窗与锁具 doors, windows and locks"),
    _trade("C33", 3, "厨具 Kitchenware", "厨房设备 kitchen equipment"),
    _trade("C30", 3, "卫浴 Sanitary Ware", "卫浴产品 sanitary ware"),
    _trade("C30", 2, "建材 Building Materials", "建筑材料 building materials"),
    _trade("C26", 3, "涂料 Coatings", "涂料与防水材料 paints and waterproofing"),
    _trade("C29", 3, "管业 Pipes", "塑料管道 plastic pipes"),
    _trade("C24", 3, "办公用品 Office Supplies", "办公与文教用品 office and school supplies"),
    _trade("C24", 3, "运动器材 Sports Equipment", "健身与运动器材 fitness and sports equipment"),
    _trade("C24", 2, "玩具 Toys", "玩具与婴童用品 toys and articles for children"),
    _trade("C17", 3, "家纺 Home Textiles", "家用纺织品 home textiles"),
    _trade("C18", 3, "服饰 Apparel", "职业装与校服 work wear and school uniforms"),
    _trade("C19", 2, "鞋业 Footwear", "鞋类产品 footwear"),
    _trade("C20", 2, "木业 Woodworks", "木门与地板 wooden doors and flooring"),
    _trade("C14", 2, "食品 Foods", "预包装食品 packaged foods"),
    _trade("C15", 2, "茶业 Tea", "茶叶与茶具 tea and tea ware"),
    _trade("C27", 2, "保健品 Health Products", "营养保健品 health supplements"),
    _trade("C43", 2, "设备维修 Equipment Repair", "工业设备维修 repair of industrial equipment"),
    _trade(
        "A05",
        1,
        "农业服务 Agricultural Services",
        "农技与植保服务 agronomy and crop-protection services",
    ),
    _trade("B11", 1, "矿山技术 Mining Technology", "矿山设备运维服务 upkeep of mining equipment"),
    _trade("D44", 2, "热力 Heating", "集中供热服务 district heating"),
    _trade("D44", 2, "光伏 Solar", "光伏电站建设与运维 solar plant and its upkeep"),
    _trade("D45", 2, "燃气 Gas", "燃气供应与户内检修 gas supply and household inspection"),
    _trade("D46", 1, "供水 Water Supply", "自来水供应 water supply"),
    _trade(
        "E49", 4, "机电安装 Building Services", "机电设备安装 installation of building services"
    ),
    _trade("E49", 2, "消防 Fire Protection", "消防设施工程 fire-protection systems"),
    _trade("E50", 5, "装饰工程 Interior Decoration", "住宅装修工程 home decoration"),
    _trade("F51", 5, "商贸 Trading", "办公设备 office equipment"),
    _trade("F51", 3, "医疗设备贸易 Medical Equipment Trading", "医疗设备 medical equipment"),
    _trade("F52", 6, "电器销售 Appliance Retail", "家用电器 household appliances"),
    _trade("F52", 5, "汽车销售 Auto Sales", "乘用车 passenger cars"),
    _trade("F52", 4, "电子商务 E-commerce", "数码产品 digital products"),
    _trade("F52", 2, "眼镜 Optical", "眼镜与验光服务 spectacles and eye tests"),
    _trade("G54", 2, "运输 Transport", "道路货运服务 road freight"),
    _trade("G59", 3, "供应链 Supply Chain", "仓储与配送服务 storage and delivery"),
    _trade("G60", 2, "快递 Express", "快递服务 courier services"),
    _trade("H61", 2, "酒店管理 Hotel Management", "住宿服务 accommodation"),
    _trade("H62", 2, "餐饮管理 Catering Management", "团体餐饮服务 contract catering"),
    _trade("I63", 2, "宽带通信 Broadband", "宽带接入服务 broadband access"),
    _trade("I64", 3, "网络科技 Network Technology", "互联网平台服务 internet platform services"),
    _trade("I65", 6, "软件 Software", "管理软件 management software"),
    _trade("I65", 5, "信息技术 Information Technology", "信息系统集成服务 system integration"),
    _trade("J68", 1, "保险经纪 Insurance Brokerage", "保险经纪服务 insurance brokerage"),
    _trade("K70", 4, "物业服务 Property Services", "物业管理服务 property management"),
    _trade("L71", 2, "设备租赁 Equipment Leasing", "办公与工程设备租赁 leasing of equipment"),
    _trade("L72", 2, "商务咨询 Business Consulting", "企业管理咨询 management consulting"),
    _trade("M74", 2, "检测技术 Testing Technology", "产品检测服务 product testing"),
    _trade("M75", 2, "节能技术 Energy Saving", "节能改造服务 energy-saving retrofits"),
    _trade("N77", 2, "环境治理 Environmental Services", "水环境治理服务 water treatment services"),
    _trade("N78", 1, "园林 Landscaping", "园林养护服务 care of parks and gardens"),
    _trade("O80", 4, "家政服务 Home Services", "家政服务 domestic services"),
    _trade("O81", 6, "家电维修 Appliance Repair", "家用电器维修 repair of household appliances"),
    _trade("O81", 4, "汽车维修 Auto Repair", "汽车维修与保养 vehicle repair and servicing"),
    _trade("O81", 3, "数码维修 Digital Repair", "手机与电脑维修 repair of phones and computers"),
    _trade("O82", 2, "清洁服务 Cleaning Services", "清洁服务 cleaning"),
    _trade(
        "P83", 2, "教育科技 Education Technology", "教学设备与培训 teaching equipment and training"
    ),
    _trade("Q84", 2, "健康管理 Health Management", "健康管理服务 health management"),
    _trade(
        "R87",
        1,
        "影音设备 Audio-visual",
        "影音设备与制作服务 audio-visual equipment and production",
    ),
    _trade("R89", 2, "健身 Fitness", "健身服务 fitness clubs"),
)

SUFFIXES: dict[str, tuple[Pair, ...]] = {
    "C": (("", ""), ("科技", "Technology"), ("制造", "Manufacturing"), ("实业", "Industrial")),
    "F": (("", ""), ("发展", "Development"), ("连锁", "Chain Stores")),
}
"""What may follow the word of trade in a name, by section; other sections take `OTHER_SUFFIXES`."""
OTHER_SUFFIXES: tuple[Pair, ...] = (("", ""), ("发展", "Development"))

SCOPES: dict[str, tuple[Pair, ...]] = {
    "C": (
        ("{}的制造、销售及售后服务", "Manufacture, sale and after-sales service: {}"),
        (
            "{}的销售及售后服务（安装、维修、保养）",
            "Sale, installation, repair and maintenance: {}",
        ),
    ),
    "F": (
        ("{}的销售及售后服务", "Sale and after-sales service: {}"),
        ("{}的线上线下销售、退换与维修服务", "Sale in shops and online, returns and repair: {}"),
    ),
}
OTHER_SCOPES: tuple[Pair, ...] = (
    ("{}的提供及售后服务", "Provision and after-sales service: {}"),
    ("{}及其客户服务", "Provision and customer service: {}"),
)
