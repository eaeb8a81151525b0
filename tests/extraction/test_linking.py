"""Which names get the code of an indicator, and which only look like one."""

import pytest

from app.extraction.linking.codes import Linker
from app.lexicon.catalogue import load_catalogue
from app.lexicon.lexicon import load_lexicon
from app.lexicon.normal_names import normal_name
from app.model.observation import Measure

CATALOGUE = load_catalogue()
LINKER = Linker(load_lexicon())

# name | measure | unit | code, or - for none
LINKED = """
    地区生产总值                       | level  | 元   | GDP
    国内生产总值                       | growth | %    | GDP
    全市生产总值                       | level  | 元   | GDP
    全年我省GDP                        | growth | %    | GDP
    地区生产总值增速                   | growth | %    | GDP
    地区生产总值                       | ratio  | 倍   | GDP
    经济总量                           | level  | 元   | GDP
    海洋生产总值                       | level  | 元   | MARINE_GDP
    地区生产总值                       | rank   | 位   | -
    地区生产总值增速                   | change | 个百分点 | -
    非公有制经济占地区生产总值的比重   | share  | %    | PRIVATE_ECONOMY_SHARE
    数字经济核心产业增加值占GDP比重    | share  | %    | DIGITAL_ECONOMY_CORE_SHARE
    高技术制造业占规上工业的比重       | share  | %    | HIGH_TECH_MANUFACTURING_SHARE
    战略性新兴产业产值占规上工业比重   | share  | %    | STRATEGIC_EMERGING_OUTPUT_SHARE
    某产业占地区生产总值的比重         | share  | %    | -
    一产增加值                         | growth | %    | PRIMARY_VALUE_ADDED
    规模以上工业增加值                 | growth | %    | INDUSTRIAL_VALUE_ADDED_SCALE
    规上工业增加值                     | level  | 元   | INDUSTRIAL_VALUE_ADDED_SCALE
    规模工业增加值                     | ratio  | 倍   | INDUSTRIAL_VALUE_ADDED_SCALE
    工业增加值                         | level  | 元   | INDUSTRIAL_VALUE_ADDED
    扣除石油行业后的规上工业增加值     | growth | %    | -
    地方一般公共预算收入               | growth | %    | BUDGET_REVENUE
    地方财政总收入                     | level  | 元   | FISCAL_REVENUE
    执业（助理）医师                   | level  | 人   | DOCTORS
    执业助理医师                       | level  | 人   | -
    财政赤字                           | level  | 元   | DEFICIT
    中央财政赤字                       | level  | 元   | -
    地方财政赤字                       | level  | 元   | -
    赤字率                             | share  | %    | DEFICIT_RATIO
    赤字率                             | change | 个百分点 | DEFICIT_RATIO
    赤字率                             | growth | %    | -
    全社会固定资产投资总额             | growth | %    | FIXED_ASSET_INVESTMENT
    城镇固定资产投资                   | growth | %    | -
    固定资产投资五年累计               | level  | 元   | FIXED_ASSET_INVESTMENT
    累计工业投资                       | level  | 元   | INDUSTRIAL_INVESTMENT
    外贸进出口总值                     | growth | %    | TRADE_TOTAL
    货物贸易进出口                     | level  | 元   | TRADE_TOTAL
    服务进出口                         | level  | 元   | SERVICES_TRADE
    出口                               | level  | 美元 | EXPORTS
    外贸出口额                         | level  | 美元 | EXPORTS
    跨境电商出口额                     | level  | 美元 | -
    整车出口                           | level  | 辆   | -
    实际使用外资                       | level  | 美元 | FDI_UTILIZED
    社会消费品零售                     | growth | %    | RETAIL_SALES
    网上零售额                         | growth | %    | ONLINE_RETAIL_SALES
    居民消费价格涨幅                   | growth | %    | CPI
    居民消费价格总水平                 | growth | %    | CPI
    全体居民人均可支配收入             | growth | %    | RESIDENT_INCOME
    城镇常住居民人均可支配收入         | level  | 元   | URBAN_INCOME
    农村牧区常住居民人均可支配收入     | level  | 元   | RURAL_INCOME
    城乡居民人均可支配收入             | growth | %    | -
    农民人均纯收入                     | level  | 元   | RURAL_NET_INCOME
    城镇新增就业人数                   | level  | 人   | URBAN_NEW_JOBS
    农村新增就业                       | level  | 人   | -
    城镇登记失业率                     | share  | %    | URBAN_UNEMPLOYMENT_REGISTERED
    城镇登记失业率                     | growth | %    | -
    全社会研发投入                     | growth | %    | RD_EXPENDITURE
    R&D经费投入强度                    | share  | %    | RD_INTENSITY
    研发经费支出占地区生产总值的比重   | share  | %    | RD_INTENSITY
    高新技术企业                       | level  | 家   | HIGH_TECH_FIRMS
    高新技术企业数量                   | growth | %    | HIGH_TECH_FIRMS
    高新技术企业                       | level  | 元   | -
    高新技术企业                       | share  | %    | -
    新增国家级高新技术企业             | level  | 家   | NEW_HIGH_TECH_FIRMS
    市场主体总数                       | level  | 户   | MARKET_ENTITIES
    新登记各类经营主体                 | level  | 户   | NEW_MARKET_ENTITIES
    净增市场主体                       | level  | 户   | NET_MARKET_ENTITIES
    市场主体净增                       | level  | 户   | NET_MARKET_ENTITIES
    年末金融机构本外币存款余额         | level  | 元   | DEPOSITS
    金融机构人民币贷款余额             | level  | 元   | LOANS_RMB
    粮食总产                           | level  | 吨   | GRAIN_OUTPUT
    粮食总产量                         | level  | 斤   | GRAIN_OUTPUT
    粮食                               | level  | 元   | -
    农村贫困人口                       | change | 人   | RURAL_POOR
    万元地区生产总值能耗               | growth | %    | ENERGY_INTENSITY
    PM2.5平均浓度                      | growth | %    | PM25
    细颗粒物（PM₂.₅）年均浓度          | level  | 微克/立方米 | PM25
    空气质量优良天数比率               | share  | %    | AIR_QUALITY_GOOD_DAYS
    空气质量优良天数                   | level  | 天   | GOOD_AIR_DAYS
    改造老旧小区                       | level  | 个   | OLD_NEIGHBOURHOODS_RENEWED
    城镇老旧小区改造                   | level  | 户   | OLD_NEIGHBOURHOOD_HOUSEHOLDS_RENEWED
    启动老旧小区改造                   | level  | 平方米 | URBAN_RENEWAL_AREA
    老旧小区改造                       | growth | %    | -
    新建改建农村公路                   | level  | 公里 | RURAL_ROADS_BUILT
    高标准农田建设                     | level  | 亩   | HIGH_STANDARD_FARMLAND_BUILT
    新建和改造提升高标准农田           | level  | 亩   | HIGH_STANDARD_FARMLAND_BUILT_IMPROVED
    办结省人大代表建议                 | level  | 件   | DEPUTY_PROPOSALS
    改造城中村                         | level  | 个   | URBAN_VILLAGES_RENEWED
    改造城中村                         | level  | 户   | -
    在册企业                           | level  | 户   | REGISTERED_FIRMS
    企业                               | level  | 户   | -
    建成区                             | level  | 平方公里 | BUILT_UP_AREA
    最低工资标准                       | level  | 元/月 | MINIMUM_WAGE
    经济                               | growth | %    | GDP
    人才总量                           | level  | 人   | TALENT_TOTAL
    人才                               | level  | 人   | -
    新增省科技型中小企业               | level  | 家   | NEW_TECH_SMES
    培育科技型中小企业                 | level  | 家   | NEW_TECH_SMES
    入库科技型中小企业                 | level  | 家   | TECH_SMES
    科技型中小企业新增总数             | level  | 家   | NEW_TECH_SMES
    新培育国家级绿色工厂               | level  | 家   | NEW_GREEN_FACTORIES_NATIONAL
    创建省级绿色工厂                   | level  | 个   | NEW_GREEN_FACTORIES_PROVINCIAL
    新开工亿元以上项目                 | level  | 个   | STARTED_PROJECTS_100M
    引进亿元以上项目                   | level  | 个   | ATTRACTED_PROJECTS_100M
    建成亿元以上项目                   | level  | 个   | -
    空气质量综合指数                   | level  |      | AIR_QUALITY_INDEX
    空气质量综合指数                   | growth | %    | AIR_QUALITY_INDEX
    维修市政道路                       | level  | 条   | -
    省重点项目                         | level  | 个   | KEY_PROJECTS_PROVINCIAL
    市级重点项目投资                   | level  | 元   | KEY_PROJECT_INVESTMENT_CITY
    省市重点项目投资                   | level  | 元   | KEY_PROJECT_INVESTMENT
    刑事警情                           | growth | %    | CRIME_REPORTS
    刑事案件                           | growth | %    | CRIMINAL_CASES
    办理人大代表建议                   | level  | 件   | DEPUTY_PROPOSALS
    办理全国人大代表建议               | level  | 件   | NPC_SUGGESTIONS
    办理人大代表议案                   | level  | 件   | -
    新建改造城市道路                   | level  | 条   | CITY_ROADS_BUILT
    新建改造城市道路                   | level  | 公里 | CITY_ROADS_BUILT_LENGTH
    新建改造城市道路                   | level  | km   | CITY_ROADS_BUILT_LENGTH
    集装箱吞吐量                       | level  | 国际标准箱 | CONTAINER_THROUGHPUT
    高速公路通车里程                   | level  | km   | EXPRESSWAY_LENGTH
    城乡居民收入比                     | ratio  | 倍   | URBAN_RURAL_INCOME_RATIO
    城镇新增就业                       | completion | % | URBAN_NEW_JOBS
"""

# name | unit | sentence or heading | category
CATEGORISED = """
    新增上市企业               | 家 |                              | finance
    新增规上服务业企业         | 家 |                              | economy
    引进院士团队               | 个 |                              | innovation
    建成变电站                 | 座 |                              | infrastructure
    农村生活垃圾分类覆盖率     | %  |                              | environment
    “两癌”筛查妇女           | 人 |                              | health
    义务教育学校维修改造       | 所 |                              | education
    受益群众                   | 人 | 新建社区养老服务站           | welfare
    受益群众                   | 人 | 新建村卫生室                 | health
    外送                       | 千瓦时 |                          | infrastructure
    财政赤字占国内生产总值的比重 | % |                            | fiscal
    第一产业                   | %  |                              | agriculture
    其他                       | 个 |                              | economy
    学校、医院                 | 所 | 推进工业、工业企业、医疗卫生 | health
    学校、医院                 | 所 | 推进工业、工业企业、教育     | education
    幼儿园、卫生院和路灯       | 个 |                              | education
    重点物流企业               | 家 | 推进卫生健康工作             | infrastructure
    新增自治区级绿色设计产品   | 种 |                              | environment
    打造便民生活圈             | 个 |                              | consumption
    新建名医工作室             | 个 |                              | health
    完成土地整理               | 亩 |                              | agriculture
    举办书画展览               | 场 |                              | culture
    办理市民诉求               | 件   |                              | governance
    推出改革事项               | 项   |                              | governance
    炼钢先进产能占比           | %    |                              | industry
    粮油种植面积               | 亩   |                              | agriculture
    新增美丽海湾               | 个   |                              | environment
    完成取水计量改造           | 处   |                              | environment
    城乡居民储蓄               | 元   |                              | finance
    改造薄弱校                 | 所   |                              | education
    随迁子女参加高考           | 人   |                              | education
    新增急诊重症床位           | 张   |                              | health
    内河码头                   | 座   |                              | infrastructure
    新建5G工厂                 | 家   |                              | industry
    安居工程新开工             | 套   |                              | urban
    边民补助                   | 元   |                              | welfare
    获奖文艺作品               | 部   |                              | culture
    新增AEO认证企业            | 家   |                              | trade
    职业技能培训               | 人次 |                              | employment
    省会首位度                 | %    |                              | economy
"""


def table(text: str) -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in line.split("|")) for line in text.strip().splitlines()]


@pytest.mark.parametrize("name,measure,unit,code", table(LINKED))
def test_a_code_is_given_where_the_quantity_is_the_indicator(
    name: str, measure: str, unit: str, code: str
) -> None:
    assert LINKER.code(name, Measure(measure), unit) == (None if code == "-" else code)


def test_every_name_is_linked_to_its_own_indicator() -> None:
    measures = (Measure.LEVEL, Measure.SHARE, Measure.GROWTH, Measure.RATIO)
    for row in CATALOGUE.indicators.values():
        assert row.code in {LINKER.code(row.name_zh, measure, row.unit) for measure in measures}


def test_no_alias_repeats_what_a_mechanism_does() -> None:
    known = {(normal_name(row.name_zh), row.code) for row in CATALOGUE.indicators.values()}
    for alias, code in CATALOGUE.aliases:
        key = (normal_name(alias), code)
        assert key not in known, alias
        known.add(key)


def test_no_two_indicators_of_one_unit_share_a_name() -> None:
    owners: dict[tuple[str, str], str] = {}
    names = [(row.name_zh, row.code) for row in CATALOGUE.indicators.values()]
    for name, code in (*names, *CATALOGUE.aliases):
        key = (normal_name(name), CATALOGUE.indicators[code].unit)
        assert owners.setdefault(key, code) == code, name


@pytest.mark.parametrize("name,unit,context,category", table(CATEGORISED))
def test_the_words_of_a_name_decide_its_category(name: str, unit: str, context: str, category: str) -> None:
    assert LINKER.category(name, None, unit, context) == category


def test_a_code_decides_the_category_whatever_the_words() -> None:
    assert LINKER.category("教育、卫生和文化", "GDP", "元", "生态环境") == "economy"


@pytest.mark.parametrize(
    "name,known",
    [
        ("城镇居民人均可支配收入", True),
        ("农村常住居民人均可支配收入", True),
        ("网络零售额", True),
        ("批发业、零售额", False),
        ("城镇", False),
        ("", False),
    ],
)
def test_whole_phrases_are_known(name: str, known: bool) -> None:
    assert LINKER.is_known(name) is known


@pytest.mark.parametrize(
    "one,other",
    [
        ("规模以上工业增加值", "规上工业增加值"),
        ("“三公”经费", "三公经费"),
        ("空气质量优良天数比例", "空气质量优良天数占比"),
        ("高铁运营里程", "高速铁路里程"),
        ("ＧＤＰ", "GDP"),
        ("新建和改造高标准农田", "新改建高标准农田"),
        ("市场主体净增", "净增市场主体"),
        ("新增国家级绿色工厂", "新增国家绿色工厂"),
        ("累计培育瞪羚企业", "瞪羚企业"),
        ("一般公共预算收入可比", "一般公共预算收入"),
    ],
)
def test_two_ways_to_write_a_name_become_one(one: str, other: str) -> None:
    assert normal_name(one) == normal_name(other)


@pytest.mark.parametrize(
    "one,other",
    [
        ("进出口总额", "出口总额"),
        ("市场主体", "新增市场主体"),
        ("新建高标准农田", "改造高标准农田"),
        ("生产总值", "海洋生产总值"),
        ("全国重点实验室", "重点实验室"),
        ("地方财政赤字", "财政赤字"),
        ("职业技能培训", "补贴性职业技能培训"),
        ("净增市场主体", "新增市场主体"),
        ("省级绿色工厂", "国家级绿色工厂"),
        ("新开工亿元以上项目", "建成亿元以上项目"),
        ("市级以上创新平台", "市级创新平台"),
    ],
)
def test_two_quantities_stay_two(one: str, other: str) -> None:
    assert normal_name(one) != normal_name(other)
