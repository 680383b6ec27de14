"""Names of invented villages, schools and companies. None is taken from a real place or firm."""

from itertools import cycle

__all__ = [
    "HILL_COMPANIES",
    "HILL_INSTITUTIONS",
    "HILL_VILLAGES",
    "LAKE_COMPANIES",
    "LAKE_INSTITUTIONS",
    "LAKE_VILLAGES",
    "MODEL_COMPANIES",
    "MODEL_INSTITUTIONS",
    "MODEL_ORGANS",
    "MODEL_VILLAGES",
    "SMALL_FIRMS",
    "industry_of",
]

MODEL_VILLAGES = (
    "青禾村", "柳塘村", "双桂村", "白鹭村", "石埠村", "东篱村", "荷塘村", "松坞村", "上泽村", "下泽村",
    "枣林村", "云台村", "杏坞村", "槐荫村", "五渡村", "竹里村", "莲湖村", "棠梨村", "月塘村", "芦汀村",
    "古井村", "桑园村", "梨洲村", "陶坞村", "稻香村", "望春社区", "临溪社区", "广场社区",
)  # fmt: skip
LAKE_VILLAGES = (
    "荷塘村", "渔浦村", "沙汀村", "菱角村", "南滩村", "北滩村", "水碓村", "苇岸村", "鹤渚村", "长堤村",
    "桑洲村", "圩田村", "湖心村", "湖滨社区",
)  # fmt: skip
HILL_VILLAGES = ("荷塘村", "茶坪村", "岩下村", "松坪村", "山前社区")

MODEL_ORGANS = (
    "示范镇机关", "示范镇财政所", "示范派出所", "示范工商所", "示范国土资源所", "示范人民法庭",
)  # fmt: skip
MODEL_INSTITUTIONS = (
    "示范镇第一小学", "示范镇第二小学", "示范镇实验小学", "示范镇初级中学", "示范镇第二中学",
    "示范高级中学", "示范镇中心幼儿园", "示范镇成人文化技术学校", "示范镇卫生院",
    "示范镇社区卫生服务中心", "示范镇文化体育站", "示范镇农业服务中心", "示范镇水利站",
    "示范镇广播电视站", "示范镇敬老院", "示范镇劳动保障站",
)  # fmt: skip
LAKE_INSTITUTIONS = ("临湖镇小学", "临湖镇初级中学", "临湖镇卫生院", "临湖镇文化站", "临湖镇水利站")
HILL_INSTITUTIONS = ("山前镇小学", "山前镇卫生院")

# Two-character marks of companies; the first of each town are its large ones.
_MODEL_MARKS = """
云岫 桐野 澄屿 砺锋 禾穗 榆晨 松汀 柏舟 岚谷 鹭洲 青衡 竹曦 穗丰 钧石 岩柏 翼辰
浦泽 弘砚 嘉穗 朗川 碧梧 景岫 铭砺 逸帆 沃野 瀚屿 星棹 昱晨 霁野 磐岳 蓝汀 驰野
谷雨 锦棠 楷森 润砚 衡川 晴岚 芷汀 棹歌 玉衡 开屿 揽月 疏影 清漪 采薇 蒹葭 木樨
连枝 归雁 听松 拂晓 初霁 知秋 望舒 扶摇 青简 墨池 砚田 书带 素笺 锦瑟 流萤 飞絮
新笋 春酿 桑麻 蚕月 稻浪 麦秋 豆蔻 茱萸 芸窗 桂棹 兰舟 蓼汀 苹洲 菱歌 藕香 莼鲈
橘井 杏帘 桃蹊 李径 梨雪 枫岸 槭丹 栎川 楠屿 樟林 柘桑 桧岭 榉原 杉谷 梓里 楸野
桁架 榫卯 铆石 铸岳 锻川 淬锋 砥石 磨砺 璞玉 瑾石 琢成 瓯窑 陶然 甄选 织云 纫兰
绣野 缫春 染霞 缎锦 绫波 纱雨 丝语 梭月
"""
_LAKE_MARKS = "澜汀 苇航 鹤鸣 菱塘 浪屿 渔歌 舸行 烟渚 沙鸥 水云 蒲苇 湖岚 舟渡 荻秋 汀兰 漪园 泽润 浅渚 藻川 鸥盟 湄野 芡塘 汐屿 泠泉 荇舟 漫川 滢石"
_HILL_MARKS = "茶岭 岩泉 松涧"

# (what a company makes, code of its industry)
_TRADES = (
    ("起重设备有限公司", "03"), ("木业有限公司", "03"), ("制衣有限公司", "03"),
    ("机械制造有限公司", "03"), ("食品有限公司", "03"), ("电炉有限公司", "03"),
    ("五金工具有限公司", "03"), ("包装印刷有限公司", "03"), ("过滤设备有限公司", "03"),
    ("建筑工程有限公司", "05"), ("家具有限公司", "03"), ("纺织有限公司", "03"),
    ("物流有限公司", "06"), ("塑料制品有限公司", "03"), ("环境工程有限公司", "14"),
    ("商贸有限公司", "08"), ("装饰材料有限公司", "03"), ("电子有限公司", "07"),
)  # fmt: skip
_INDUSTRY = dict(_TRADES)

SMALL_FIRMS = (
    "五金加工厂", "木器厂", "针织厂", "塑料厂", "纸箱厂", "铸件厂", "服装加工厂", "石材厂", "竹器厂",
    "饲料厂", "粮油加工厂", "农机修理部", "茶叶加工厂", "彩印厂", "弹簧厂", "电镀厂", "灯具厂", "羽绒厂",
    "丝绸厂", "运输队",
)  # fmt: skip


def _companies(marks: str) -> tuple[str, ...]:
    pairs = zip(marks.split(), cycle(_TRADES), strict=False)
    return tuple(mark + trade for mark, (trade, _) in pairs)


def industry_of(company: str) -> str:
    """Code of the industry its name tells; manufacturing when it tells none."""
    found = (code for trade, code in _INDUSTRY.items() if company.endswith(trade))
    return next(found, "03")


MODEL_COMPANIES = _companies(_MODEL_MARKS)
LAKE_COMPANIES = _companies(_LAKE_MARKS)
HILL_COMPANIES = _companies(_HILL_MARKS)
