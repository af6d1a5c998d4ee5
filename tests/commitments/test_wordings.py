"""Sentences of plans on many subjects, each with what a person reads in it."""

from __future__ import annotations

import pytest

from gongkai.commitments import commitments
from gongkai.reading.read import read
from gongkai.sources import read_source
from tests.commitments.plans import NoBodies, nodes_of

Row = tuple[str | None, str | None, str | None, str | None, str | None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "2024年第一季度完成排查；第三季度末完成整治的80%。",
            [("完成整治", "=", "80", "%", "2024-09-30")],
            id="a-part-by-a-quarter-of-the-same-year",
        ),
        pytest.param(
            "近三年新建幼儿园31所。已下达资金2100万元。到2028年，新建幼儿园24所。",
            [("新建幼儿园", "=", "24", "所", "2028-12-31")],
            id="what-has-been-done",
        ),
        pytest.param(
            "到场时间由20分钟压缩到15分钟，投诉电话12315保持24小时畅通。提升12345热线质效。检查人员每次不得少于2人。",
            [("到场时间", "<=", "15", "分钟", None)],
            id="numbers-that-measure-nothing",
        ),
        pytest.param(
            "招生覆盖面在95%以上，浓度下降至41ug/ m³以下。造林5万亩、退化林修复55万亩。",
            [
                ("招生覆盖面", ">=", "95", "%", None),
                ("浓度", "<=", "41", "ug/ m³", None),
                ("造林", "=", "5", "万亩", None),
                ("退化林修复", "=", "55", "万亩", None),
            ],
            id="in-and-a-unit-with-a-space-and-a-verb-within-a-list",
        ),
        pytest.param(
            "削减煤炭50万吨左右。",
            [("削减煤炭", "≈", "50", "万吨", None)],
            id="what-is-cut",
        ),
        pytest.param(
            "建成2个智慧平台。",
            [("建成智慧平台", "=", "2", "个", None)],
            id="platforms-are-counted",
        ),
        pytest.param(
            "申请材料压减一半以上，单个项目工期不超过180天，出资比例为总投资的5%—10%。",
            [
                ("申请材料", "decrease_by", "50", "%", None),
                ("单个项目工期", "<=", "180", "天", None),
                ("出资比例", "range", "5–10", "%", None),
            ],
            id="a-half-a-time-of-work-and-a-share-of-a-base",
        ),
        pytest.param(
            "垃圾回收利用率达到35%—40%。",
            [("垃圾回收利用率", "range", "35–40", "%", None)],
            id="both-ends-of-a-range",
        ),
        pytest.param(
            "检修泵站12座。全县泵站25座，威胁农田300亩。每月检测指标43项。对优秀村奖补5万元。",
            [("检修泵站", "=", "12", "座", None)],
            id="a-verb-of-no-table",
        ),
        pytest.param(
            "对新建2座的乡镇给予奖补，新建泵站3座。",
            [("新建泵站", "=", "3", "座", None)],
            id="a-condition-is-no-target",
        ),
        pytest.param(
            "火灾起数与去年同期相比下降5个百分点。",
            [("火灾起数", "decrease_by", "5", "百分点", None)],
            id="compared-with-last-year",
        ),
        pytest.param(
            "生均公用经费标准提高到每生每年600元。",
            [("生均公用经费标准", "=", "600", "元", None)],
            id="a-rate-by-the-year",
        ),
        pytest.param(
            "2025年、2026年分别完成5万亩、7万亩。",
            [
                ("完成", "=", "5", "万亩", "2025-12-31"),
                ("完成", "=", "7", "万亩", "2026-12-31"),
            ],
            id="years-and-counts-in-pairs",
        ),
        pytest.param(
            "水土保持率由2020年的71.2%提高到2025年的73%。",
            [("水土保持率", "=", "73", "%", "2025-12-31")],
            id="the-year-of-the-value",
        ),
        pytest.param(
            "新建学校3所、幼儿园5所、卫生院2所。",
            [
                ("新建学校", "=", "3", "所", None),
                ("新建幼儿园", "=", "5", "所", None),
                ("新建卫生院", "=", "2", "所", None),
            ],
            id="one-verb-for-a-list",
        ),
        pytest.param(
            "2025年，亩均粮食产能提高100公斤左右，改造提升农田8万亩。",
            [
                ("亩均粮食产能", "increase_by", "100", "公斤", "2025-12-31"),
                ("改造提升农田", "=", "8", "万亩", "2025-12-31"),
            ],
            id="words-that-end-in-a-modal",
        ),
        pytest.param(
            "常住人口城镇化率2025年达到60%，到2030年达到65%以上。",
            [
                ("常住人口城镇化率", "=", "60", "%", "2025-12-31"),
                ("常住人口城镇化率", ">=", "65", "%", "2030-12-31"),
            ],
            id="the-indicator-goes-on",
        ),
        pytest.param(
            "留言办理时限不超过5个工作日，室内温度不低于18℃。",
            [
                ("留言办理时限", "<=", "5", "工作日", None),
                ("室内温度", ">=", "18", "℃", None),
            ],
            id="units",
        ),
        pytest.param(
            "为500户困难家庭实施无障碍改造。",
            [("为困难家庭实施无障碍改造", "=", "500", "户", None)],
            id="whom-it-serves",
        ),
        pytest.param(
            "居民同意率不得低于60%，审批时限不得超过3天，补贴不应高于200元。",
            [
                ("居民同意率", ">=", "60", "%", None),
                ("审批时限", "<=", "3", "天", None),
                ("补贴", "<=", "200", "元", None),
            ],
            id="a-ban-on-the-other-side",
        ),
        pytest.param(
            "开办时间压缩到0.5个工作日以内，平均等待时间缩短至1.5小时。",
            [
                ("开办时间", "<=", "0.5", "工作日", None),
                ("平均等待时间", "<=", "1.5", "小时", None),
            ],
            id="a-fraction-is-no-time",
        ),
        pytest.param(
            "到2025年、2026年，产值分别达到5亿元、6亿元左右，能耗分别下降3%、4%。",
            [
                ("产值", "≈", "5", "亿元", "2025-12-31"),
                ("产值", "≈", "6", "亿元", "2026-12-31"),
                ("能耗", "decrease_by", "3", "%", "2025-12-31"),
                ("能耗", "decrease_by", "4", "%", "2026-12-31"),
            ],
            id="about-behind-the-last-of-several",
        ),
        pytest.param(
            "2025年、2026年分别达到50%以上、60%。",
            [
                (None, ">=", "50", "%", "2025-12-31"),
                (None, "=", "60", "%", "2026-12-31"),
            ],
            id="at-least-behind-the-first-alone",
        ),
        pytest.param(
            "新建公园15个，其中社区公园9个，居民5户自愿参加。",
            [("新建公园", "=", "15", "个", None), ("社区公园", "=", "9", "个", None)],
            id="among-them",
        ),
        pytest.param(
            "打造集聚区6个，至少开业2个；班列由120列增加到200列，最高补助50万元。",
            [
                ("打造集聚区", "=", "6", "个", None),
                ("开业", ">=", "2", "个", None),
                ("班列", "=", "200", "列", None),
            ],
            id="at-least-before-the-verb",
        ),
        pytest.param(
            "建成二期工程，完成三期工程建设，实施2期改造，举办培训班3期。",
            [("举办培训班", "=", "3", "期", None)],
            id="a-phase-of-works-is-no-count",
        ),
        pytest.param(
            "细颗粒物浓度、优良率分别达到30微克每立方米、90%以上。",
            [
                ("细颗粒物浓度", "=", "30", "微克每立方米", None),
                ("优良率", ">=", "90", "%", None),
            ],
            id="a-bound-of-another-unit",
        ),
        pytest.param("民生工作（3件）", [], id="a-tally-of-items"),
        pytest.param(
            "到2026年，新改建公路480公里，其中2024年150公里、2025年170公里。",
            [
                ("新改建公路", "=", "480", "公里", "2026-12-31"),
                ("新改建公路", "=", "150", "公里", "2024-12-31"),
                ("新改建公路", "=", "170", "公里", "2025-12-31"),
            ],
            id="the-share-of-each-year",
        ),
        pytest.param(
            "改造小区86个，2000年以前建成的不少于70个。",
            [("改造小区", "=", "86", "个", None), ("建成的", ">=", "70", "个", None)],
            id="when-it-was-built",
        ),
        pytest.param(
            "年新增80家以上，举办培训2期，按每张床位1万元标准补助。",
            [("新增", ">=", "80", "家", None), ("举办培训", "=", "2", "期", None)],
            id="newly-added-in-a-year",
        ),
        pytest.param(
            "新建水厂4处，2025年底前全部通水。",
            [("新建水厂", "=", "4", "处", "2025-12-31")],
            id="by-when-it-is-done",
        ),
        pytest.param(
            "建成学校3所，到2026年基本投入使用。新建泵站2座，2025年底前完成改造5座。",
            [
                ("建成学校", "=", "3", "所", "2026-12-31"),
                ("新建泵站", "=", "2", "座", None),
                ("完成改造", "=", "5", "座", "2025-12-31"),
            ],
            id="by-when-something-else-is-done",
        ),
        pytest.param(
            "管网密度达到每平方公里9.5公里，护士数不低于每千人口3.8人，绿化达到每百米3株。",
            [
                ("管网密度", "=", "9.5", "公里", None),
                ("护士数", ">=", "3.8", "人", None),
                ("绿化", "=", "3", "株", None),
            ],
            id="by-what-it-is-counted",
        ),
        pytest.param(
            "疏浚河道6条12.4公里，新建公路5条、共约30公里，种植树木400株50亩以上。",
            [
                ("疏浚河道", "=", "6", "条", None),
                ("疏浚河道", "=", "12.4", "公里", None),
                ("新建公路", "=", "5", "条", None),
                ("新建公路", "≈", "30", "公里", None),
                ("种植树木", "=", "400", "株", None),
                ("种植树木", ">=", "50", "亩", None),
            ],
            id="two-measures-of-one-thing",
        ),
        pytest.param("补种行道树4000株。", [("补种行道树", "=", "4000", "株", None)], id="planted"),
        pytest.param(
            "冷库库容新增8万立方米。",
            [("冷库库容", "increase_by", "8", "万立方米", None)],
            id="newly-added",
        ),
        pytest.param(
            "网办率2026年达到90%、2027年达到95%。",
            [
                ("网办率", "=", "90", "%", "2026-12-31"),
                ("网办率", "=", "95", "%", "2027-12-31"),
            ],
            id="each-number-with-its-year",
        ),
        pytest.param(
            "2025年建成水厂3座、2026年建成泵站5座。",
            [
                ("建成水厂", "=", "3", "座", "2025-12-31"),
                ("建成泵站", "=", "5", "座", "2026-12-31"),
            ],
            id="each-count-with-its-year",
        ),
        pytest.param(
            "产值翻两番。对助餐服务每人每餐补贴3元，给予10万元建设补贴。发现一处、整治一处。",
            [("产值", "increase_by", "2", "番", None)],
            id="doubled-twice-and-what-is-paid",
        ),
        pytest.param(
            "建设千亩示范片12个，打造3个营收超10亿元的园区，重点企业100%安装在线监控，开放时间不低于总时间的三分之一。",
            [
                ("建设千亩示范片", "=", "12", "个", None),
                ("打造营收超10亿元的园区", "=", "3", "个", None),
                ("重点企业安装在线监控", "=", "100", "%", None),
                ("开放时间", ">=", "0.3333", None, None),
            ],
            id="classes-and-shares",
        ),
        pytest.param(
            "到2028年覆盖率达到50%。2026年起，占比不低于60%。县级交办的26个问题完成整改，招收2—3岁幼儿，一次性补助1万元。",
            [("覆盖率", "=", "50", "%", "2028-12-31"), ("占比", ">=", "60", "%", None)],
            id="from-a-year-on-and-what-is-no-goal",
        ),
        pytest.param(
            "截至2024年底，利用率为80%。到2027年底，利用率达到90%。安排专项资金，五年累计不低于3亿元。",
            [
                ("利用率", "=", "90", "%", "2027-12-31"),
                ("安排专项资金", ">=", "3", "亿元", "2027-12-31"),
            ],
            id="how-things-stand-and-of-what-a-sum-is",
        ),
        pytest.param(
            "优良率每年提高1个百分点、到2030年超过60%。村配备1名以上协理员。淘汰10蒸吨以下锅炉。",
            [
                ("优良率", "increase_by", "1", "百分点", None),
                ("优良率", ">=", "60", "%", "2030-12-31"),
                ("配备协理员", ">=", "1", "名", None),
            ],
            id="a-day-of-the-second-and-at-least-so-many",
        ),
        pytest.param(
            "2025年至2028年新建学校32所，其中2025年新建9所。建成泵站1座。",
            [
                ("新建学校", "=", "32", "所", "2028-12-31"),
                ("新建学校", "=", "9", "所", "2025-12-31"),
                ("建成泵站", "=", "1", "座", "2028-12-31"),
            ],
            id="a-share-hands-on-no-day",
        ),
    ],
)
def test_targets(text: str, expected: list[Row]) -> None:
    found = commitments(nodes_of(text), NoBodies())[0].targets
    assert [
        (t.indicator, t.comparator, t.value, t.unit, t.deadline)
        for t in found
        if t.kind == "quantified"
    ] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("师生比不低于1:350。", [("师生比不低于1:350", None, "1:350", None)]),
        ("床护比达到1∶0.6以上。", [("床护比达到1∶0.6以上", None, "1∶0.6", None)]),
        ("师生比不低于1：350。", [("师生比不低于1：350", None, "1：350", None)]),
        ("护理员配比为1比4。", [("护理员配比为1比4", None, "1比4", None)]),
        ("床护比1:0.6以上。", [("床护比1:0.6以上", None, "1:0.6", None)]),
        (
            "医护比、床护比分别达到1:1.2、1:0.6。",
            [
                ("医护比、床护比分别达到1:1.2、1:0.6", None, "1:1.2", None),
                ("医护比、床护比分别达到1:1.2、1:0.6", None, "1:0.6", None),
            ],
        ),
        ("医护比由1:1提高到1:1.25。", [("医护比由1:1提高到1:1.25", None, "1:1.25", None)]),
        ("师生比达到1:4至1:3。", [("师生比达到1:4至1:3", None, "1:4至1:3", None)]),
        ("师生比达到1:XX。", [("师生比达到1:XX", None, "1:XX", None)]),
        ("生师比保持在XX:1。", [("生师比保持在XX:1", "=", "XX:1", None)]),
        # to one, it is the number that is printed
        ("车桩比不高于2.5：1。", [("车桩比不高于2.5：1", "<=", "2.5：1", "2.5")]),
        ("完成项目1：建成水厂3座。", [("建成水厂3座", "=", "3", "3")]),
        ("每日8:00前开放，覆盖率达到95%。", [("覆盖率达到95%", "=", "95", "95")]),
    ],
)
def test_a_ratio_is_no_number(text: str, expected: list[tuple[str | None, ...]]) -> None:
    found = commitments(nodes_of(text), NoBodies())[0].targets
    assert [
        (t.span.quote, t.comparator, t.value_printed, t.value)
        for t in found
        if t.kind == "quantified"
    ] == expected


def test_a_change_is_measured_from_the_baseline_of_its_sentence() -> None:
    text = "以2020年为基数，到2025年，能耗下降5%，用水量下降6%。"
    found = commitments(nodes_of(text), NoBodies())[0].targets
    assert [target.baseline for target in found] == ["2020年", "2020年"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("履职评议结果2025年底前向社会公布。", [], id="a-publication"),
        pytest.param("到2026年秋季学期，毛入园率达到93%。", [], id="a-school-term"),
        pytest.param(
            "2024年底前完成排查，建立隐患清单。", ["完成排查", "建立隐患清单"], id="two-acts"
        ),
        pytest.param(
            "岳山水库2025年底前完成加固，西厂2026年底前建成。到场500人次以上的机场，2025年起步。",
            ["岳山水库2025年底前完成加固", "西厂2026年底前建成"],
            id="of-what-before-the-day",
        ),
        pytest.param(
            "3家养殖场于2025年XX月底前全部关闭，逾期的依法责令关闭。",
            ["3家养殖场于2025年XX月底前全部关闭"],
            id="a-month-left-blank",
        ),
        pytest.param(
            "2028年组织中期评估，考核结果与年薪挂钩，并报市体育局。", [], id="a-review-and-its-use"
        ),
        pytest.param("2025年5月底前将方案报市教育局，县教育局公布名单。", [], id="what-is-told"),
        pytest.param(
            "2025年底前，新建水厂3座并投入使用。", ["新建水厂3座并投入使用"], id="behind-a-count"
        ),
    ],
)
def test_states(text: str, expected: list[str]) -> None:
    found = commitments(nodes_of(text), NoBodies())[0].targets
    assert [target.span.quote for target in found if target.kind == "state"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "县政府各部门编制并公开权力清单。", ["disclosure"], id="drawn-up-and-published"
        ),
        pytest.param("每半年对公开情况开展一次评估。", ["periodic"], id="publication-is-judged"),
        pytest.param("可采区名单经批准后公告。", ["disclosure"], id="once-approved"),
        pytest.param("各乡镇每月25日前将工作进展报县消防办公室。", ["report"], id="reported-to"),
        pytest.param(
            "6月底前、11月底前各开展一次安全检查。", ["periodic"], id="twice-a-year-by-its-days"
        ),
        pytest.param("各乡镇卫生院建立患者管理台账。", ["register"], id="a-register"),
        pytest.param("对重点企业建立“一企一档”。", ["register"], id="a-file-for-each"),
        pytest.param("编制目录，并在政务服务网公布。", ["disclosure"], id="on-a-site"),
        pytest.param("对建成项目统一挂牌公示。", ["disclosure"], id="on-a-board"),
        pytest.param("每5年组织一次全域普查。", ["periodic"], id="every-five-years"),
        pytest.param("城区教师每年交流比例由8%提高到12%。", [], id="a-share-is-no-act"),
        pytest.param("为做好工作，制定以下方案。", [], id="this-plan-itself"),
        pytest.param("一经查实，列入失信名单。", [], id="a-list-that-punishes"),
        pytest.param("考核结果在辖区内公示。", ["disclosure"], id="within-the-district"),
        pytest.param("每月25日前将情况报街道综治办。", ["report"], id="to-a-street-office"),
        pytest.param("每季度末汇总报县委、县政府。", ["report"], id="gathered-and-reported"),
    ],
)
def test_duties(text: str, expected: list[str]) -> None:
    primary = ("disclosure", "report", "filing", "periodic", "plan", "register", "seasonal_ban")
    found = commitments(nodes_of(text), NoBodies())[0].duties
    assert [duty.kind for duty in found if duty.kind in primary] == expected
    assert all(duty.public == (duty.kind == "disclosure") for duty in found)


@pytest.mark.parametrize("sign", ["{}.", "{}．", "{}、", "（{}）", "({})", "{})", "{}）"])
def test_a_number_within_a_text_is_no_word_of_its_clause(sign: str) -> None:
    first, second = sign.format(1), sign.format(2)
    text = f"有关要求：{first}各单位每季度报送进展；{second}县水务局向社会公布结果，1.5万吨以上的除外。"
    found = commitments(nodes_of(text), NoBodies())[0].duties
    assert [(duty.span.quote, [actor.printed for actor in duty.by]) for duty in found] == [
        ("各单位每季度报送进展", ["各单位"]),
        ("县水务局向社会公布结果", ["县水务局"]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "（2）个乡镇每月检查一次。",
        "（6）天内每月检查一次。",
        "1.5万吨以上的企业每月检查一次。",
        "10、20日前每月检查一次。",
        "1.X万吨以上的企业每月检查一次。",
    ],
)
def test_a_number_that_counts_is_a_word_of_its_clause(text: str) -> None:
    [duty] = commitments(nodes_of(f"按规定，{text}"), NoBodies())[0].duties
    assert duty.span.quote == text.removesuffix("。")


def test_a_quarter_of_a_year_is_no_frequency() -> None:
    found = commitments(nodes_of("2024年第一季度完成隐患排查。"), NoBodies())[0].duties
    assert [(duty.kind, duty.frequency) for duty in found] == [("survey", None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("每月公布名单；编制目录并向社会公开。", ["month", "unspecified"]),
        ("每月公布名单，结果向社会公开。", ["month", "month"]),
        ("每月公布名单；12月10日前报送总结。", ["month", "unspecified"]),
    ],
)
def test_how_often_ends_with_its_part(text: str, expected: list[str]) -> None:
    found = commitments(nodes_of(text), NoBodies())[0].duties
    shown = [duty.frequency for duty in found if duty.kind in ("disclosure", "report")]
    assert shown == expected


def test_the_task_of_a_row_is_what_it_says() -> None:
    """What a row's cell orders is a duty; a heading over text names, and orders nothing."""
    source = (
        "某县方案\n序号\t任务\t牵头单位\n1\t公布古树名录\t县林业局\n2\t印发专项规划\t县住建局\n"
    )
    plan, _ = read(read_source("a.txt", source.encode()))
    assert [(duty.node, duty.kind) for duty in plan.duties] == [
        ("1.1", "disclosure"),
        ("1.2", "plan"),
    ]


def test_the_task_of_a_row_counts_where_its_other_cells_order_nothing() -> None:
    head = "某县方案\n序号\t任务\t具体内容\t牵头单位\n"
    source = f"{head}1\t公布名录\t1项\t县林业局\n2\t公布名单\t每月公布名单\t县林业局\n"
    plan, _ = read(read_source("a.txt", source.encode()))
    assert [(duty.node, duty.span.quote) for duty in plan.duties] == [
        ("1.1", "公布名录"),
        ("1.2", "每月公布名单"),
    ]


def test_bodies_behind_by_and_before_the_public() -> None:
    text = "引才目录由县卫生院面向社会发布。"
    found = commitments(nodes_of(text), NoBodies())[0].duties
    assert [body.printed for duty in found for body in duty.by] == ["县卫生院"]


def _by(text: str) -> list[tuple[str, list[str]]]:
    source = f"某县方案\n一、任务\n{text}\n"
    plan, _ = read(read_source("a.txt", source.encode()))
    records = [*plan.targets, *plan.duties]
    records.sort(key=lambda one: one.span)
    return [(one.span.quote, [body.printed for body in one.by]) for one in records]


_TWO = [("新建水厂4座", ["县水务局"]), ("更新管网260公里", ["县住建局", "县财政局"])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新建水厂4座（县水务局负责）；更新管网260公里（县住建局、县财政局负责）。", _TWO),
        ("新建水厂4座（县水务局），更新管网260公里（县住建局）（县财政局）。", _TWO),
        ("新建水厂4座。（县水务局负责）\n更新管网260公里。（县住建局、县财政局负责）", _TWO),
        ("新建水厂4座。（县水务局负责）更新管网260公里。（县住建局牵头，县财政局配合）", _TWO),
        ("新建水厂4座。\n（县水务局负责）\n更新管网260公里。\n（县住建局、县财政局负责）", _TWO),
        (
            "新建水厂4座。培训50人。（县水务局负责）\n更新管网260公里（县住建局负责）；培训60人。",
            [
                ("新建水厂4座", ["县水务局"]),
                ("培训50人", ["县水务局"]),
                ("更新管网260公里", ["县住建局"]),
                ("培训60人", []),
            ],
        ),
        (
            "每月公布水质（县水务局负责）；每年开展一次演练（县应急局负责）。",
            [("每月公布水质", ["县水务局"]), ("每年开展一次演练", ["县应急局"])],
        ),
    ],
)
def test_a_bracket_binds_the_words_that_it_closes(
    text: str, expected: list[tuple[str, list[str]]]
) -> None:
    assert _by(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("占比达到30%。严禁新增“两高”项目。（县发改局负责）", ["县发改局"]),
        ("占比达到30%。坚决遏制“两高”项目，禁止新建砖厂。\n责任单位：县发改局", ["县发改局"]),
        ("重点区域不得新建砖厂。\n责任单位：县发改局", ["县发改局"]),
        ("水源地周边地区一律禁止新建砖厂。", []),
        ("各乡镇不得新建砖厂。\n责任单位：县发改局", ["各乡镇"]),
        ("企业不得新增产能。", ["企业"]),
    ],
)
def test_who_must_see_to_a_ban(text: str, expected: list[str]) -> None:
    assert [by for quote, by in _by(text) if "不得" in quote or "禁" in quote] == [expected]


def _due(text: str) -> list[tuple[str, str, str | None, list[tuple[int, int]], list[str]]]:
    found = commitments(nodes_of(text), NoBodies())[0].duties
    return [
        (
            duty.kind,
            duty.what,
            duty.frequency,
            [(each.month, each.day) for each in duty.due],
            [body.printed for body in duty.by],
        )
        for duty in found
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "每年汛期前开展一次演练。",
            [("periodic", "汛期前开展一次演练", "year", [], [])],
        ),
        (
            "区水利局每年采暖期来临前组织一次检修。",
            [("periodic", "采暖期来临前组织一次检修", "year", [], ["区水利局"])],
        ),
        ("汛期停止采砂。", [("seasonal_ban", "汛期停止采砂", "season", [], [])]),
        ("镇安委办每10天通报一次。", [("periodic", "通报一次", "unspecified", [], ["镇安委办"])]),
        ("每隔两周调度一次进度。", [("periodic", "调度一次进度", "unspecified", [], [])]),
        ("每3个月开展一次检查。", [("periodic", "开展一次检查", "quarter", [], [])]),
        ("每六个月开展一次检查。", [("periodic", "开展一次检查", "half-year", [], [])]),
        ("区河长办每季度通报巡河情况。", [("periodic", "通报巡河情况", "quarter", [], ["区河长办"])]),
        (
            "区政府教育督导室每半年通报一次进展情况，并于次年1月向区人大常委会报告。",
            [
                ("periodic", "通报一次进展情况", "half-year", [], ["区政府教育督导室"]),
                ("report", "进展情况", "year", [(1, 31)], ["区政府教育督导室"]),
            ],
        ),
        (
            "县水利局每年开展一次水质监测，结果于次年3月底前向社会公布。",
            [
                ("periodic", "开展一次水质监测", "year", [], ["县水利局"]),
                ("disclosure", "结果", "year", [(3, 31)], ["县水利局"]),
            ],
        ),
        (
            "每两年对养老机构开展一次等级评定，结果向社会公布。",
            [
                ("periodic", "对养老机构开展一次等级评定", "unspecified", [], []),
                ("disclosure", "结果", "unspecified", [], []),
            ],
        ),
        (
            "每季度检测一次，检测结果于每季度第一个月15日前公布。",
            [
                ("periodic", "检测一次", "quarter", [], []),
                ("disclosure", "检测结果", "quarter", [(1, 15), (4, 15), (7, 15), (10, 15)], []),
            ],
        ),
    ],
)  # fmt: skip
def test_how_often_and_what(
    text: str, expected: list[tuple[str, str, str | None, list[tuple[int, int]], list[str]]]
) -> None:
    assert _due(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "到2025年汛前，消除积水点28个，管网密度达到9.5公里。",
            [("消除积水点28个", None, "2025年汛前"), ("管网密度达到9.5公里", None, "2025年汛前")],
        ),
        ("2025年春耕前完成灌渠整修。", [("完成灌渠整修", None, "2025年春耕前")]),
        (
            "2024年底前建成泵站，2025年汛前完成清淤，新建堤防3公里。",
            [
                ("建成泵站", "2024-12-31", "2024年底前"),
                ("完成清淤", None, "2025年汛前"),
                ("新建堤防3公里", None, "2025年汛前"),
            ],
        ),
        (
            "2021年10月底前淘汰锅炉20台，禁止新建35蒸吨以下锅炉。",
            [
                ("淘汰锅炉20台", "2021-10-31", "2021年10月底前"),
                ("禁止新建35蒸吨以下锅炉", None, None),
            ],
        ),
        (
            "到2025年，占比达到30%，满意度不得低于90%，重点区域不得新建5吨以下锅炉。",
            [
                ("占比达到30%", "2025-12-31", "2025年"),
                ("满意度不得低于90%", "2025-12-31", "2025年"),
                ("重点区域不得新建5吨以下锅炉", None, None),
            ],
        ),
        (
            "2025年底前，禁止新建5吨以下锅炉。",
            [("禁止新建5吨以下锅炉", "2025-12-31", "2025年底前")],
        ),
    ],
)
def test_until_when(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    found = commitments(nodes_of(text), NoBodies())[0].targets
    assert [(t.span.quote, t.deadline, t.deadline_printed) for t in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("为加快建设，制定如下计划。", []),
        ("为完善养老服务体系，制定本方案。", []),
        ("为建立健全长效机制，现提出如下实施计划：", []),
        ("为落实河长制，拟定以下工作方案：", []),
        ("为健全应急管理机制，各镇要制定预案。", ["各镇要制定预案"]),
        ("根据《市政府关于建立重点单位台账并定期报送的通知》要求，制定本方案。", []),
        ("依据《省级预案》编制应急预案。", ["依据《省级预案》编制应急预案"]),
        ("为老年人建立健康档案。", ["为老年人建立健康档案"]),
        ("完善养老服务体系，制定专项规划。", ["完善养老服务体系", "制定专项规划"]),
    ],
)
def test_a_purpose_orders_nothing(text: str, expected: list[str]) -> None:
    found = commitments(nodes_of(text), NoBodies())[0].duties
    assert [duty.span.quote for duty in found] == expected


def test_a_bracket_says_until_when_for_the_words_that_it_closes() -> None:
    source = read_source(
        "plan.txt",
        "某县方案\n一、任务\n1.供水。建成水厂3座（县水利局负责，2025年6月底前完成），改造管网5公里。"
        "新建泵站2座。（县住建局负责，2026年底前完成）铺设管道9公里（县城管局）。\n".encode(),
    )
    found = read(source)[0]
    assert [(t.indicator, t.deadline, t.deadline_scope) for t in found.targets] == [
        ("建成水厂", "2025-06-30", "same_sentence"),
        ("改造管网", None, None),
        ("新建泵站", "2026-12-31", "same_sentence"),
        ("铺设管道", None, None),
    ]
    assert found.nodes[1].deadline is None


def test_what_tells_how_things_stand_has_no_goals() -> None:
    source = read_source(
        "plan.txt",
        "某县方案\n一、基本情况\n（一）水库\n建成水库18座。\n二、工作任务\n建成水库2座。\n".encode(),
    )
    assert [target.node for target in read(source)[0].targets] == ["2"]


def test_a_day_that_opens_a_list_is_that_of_what_the_list_says() -> None:
    source = read_source(
        "plan.txt",
        "某县方案\n一、目标\n到2027年，实现以下目标：\n——供水普及率达到95%；\n二、任务\n2028年任务如下：\n"
        "（一）水厂。新建水厂3座。\n（二）管网。2026年6月底前改造管网5公里。\n三、其他\n新建泵站1座。\n".encode(),
    )
    found = read(source)[0].targets
    assert [(t.unit, t.deadline) for t in found] == [
        ("%", "2027-12-31"),
        ("座", "2028-12-31"),
        ("公里", "2026-06-30"),
        ("座", None),
    ]
