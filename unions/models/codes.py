"""Code lists of the real-name registration form, as the county's forms use them."""

from django.db import models

__all__ = ["Industry", "Ownership"]


class Ownership(models.TextChoices):
    """单位性质, codes of the real-name registration form."""

    STATE = "110", "国有"
    COLLECTIVE = "120", "集体"
    COOPERATIVE = "130", "股份合作"
    JOINT = "140", "联营"
    SOLE_STATE = "151", "国有独资"
    LIMITED = "159", "其他有限责任公司"
    STATE_HELD = "161", "国有控股股份公司"
    SHARES = "169", "其他股份有限公司"
    PRIVATE = "170", "私营"
    OTHER = "190", "其他内资"
    HONGKONG = "200", "港澳台投资"
    FOREIGN = "300", "外商投资"
    INSTITUTION = "400", "事业"
    ORGAN = "500", "机关"
    INDIVIDUAL = "600", "个体经济组织"
    NONPROFIT = "700", "民办非企业"


class Industry(models.TextChoices):
    """行业, the twenty classes of GB/T 4754 in the wording of the form."""

    AGRICULTURE = "01", "农、林、牧、渔业"
    MINING = "02", "采矿业"
    MANUFACTURING = "03", "制造业"
    UTILITIES = "04", "电力、燃气及水的生产和供应业"
    CONSTRUCTION = "05", "建筑业"
    TRANSPORT = "06", "交通运输、仓储和邮政业"
    COMPUTING = "07", "信息传输、计算机服务和软件业"
    TRADE = "08", "批发和零售业"
    CATERING = "09", "住宿和餐饮业"
    FINANCE = "10", "金融业"
    PROPERTY = "11", "房地产业"
    BUSINESS = "12", "租赁和商务服务业"
    SCIENCE = "13", "科学研究、技术服务和地质勘查业"
    ENVIRONMENT = "14", "水利、环境和公共设施管理业"
    SERVICES = "15", "居民服务和其他服务业"
    EDUCATION = "16", "教育"
    HEALTH = "17", "卫生、社会保障和社会福利业"
    CULTURE = "18", "文化、体育和娱乐业"
    PUBLIC = "19", "公共管理和社会组织"
    INTERNATIONAL = "20", "国际组织"
