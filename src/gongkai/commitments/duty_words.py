"""Tables: duties by kind, and the words for bodies and groups. Data, no logic; duties.py reads them.

A duty is found where `finds` matches a segment of a clause and `unless` does not. `what` picks the
object; where it is absent or finds nothing, what was said before is the object. To teach a new
wording, add or widen a row here and a line to tests/commitments/test_duties.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai.model import Confidence, DutyKind


@dataclass(frozen=True, slots=True)
class DutyForm:
    """One wording of a duty."""

    kind: DutyKind
    rule: str
    finds: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    what: re.Pattern[str] | None = None
    public: bool = False
    confidence: Confidence = "certain"


def _form(
    kind: DutyKind, rule: str, finds: str, unless: str | None = None, what: str | None = None,
    *, public: bool = False, confidence: Confidence = "certain",
) -> DutyForm:  # fmt: skip
    return DutyForm(
        kind, rule, re.compile(finds), re.compile(unless) if unless else None,
        re.compile(what) if what else None, public, confidence,
    )  # fmt: skip


_PUBLISH = r"公开|公布|公告|公示|发布|披露"
_PUBLIC = r"(?:面?向(?:全)?社会(?:公众)?|面?向(?:广大)?(?:公众|群众|市民|居民|家长|村民|用户|患者|用水户)|对社会|对外)"
# Past acts and set phrases that publish nothing.
_NOT_PUBLISH = (
    r"已(?:经)?(?:批准)?(?:并)?(?:公布|公开|发布)|(?:公布|公开|发布|公示)的|公开(?:招标|招聘|选拔|透明|选调|竞争|课|信|征求|征集|遴选|透明|公平|公正|竞价|招考)"
    r"|政务公开|(?:公开|公示|公布|发布|披露)(?:等)?(?:制度|机制|体系|平台|规定|办法|栏|服务)(?![^，。；]{0,4}(?:公[开布示告]|发布))|公开、公平|信息发布、|公平公开|不公开"
    r"|对[^，。；]{0,8}(?:公开|公示|公布)(?:情况|工作|内容|事项)|(?:信息|政务|村务|党务|财务|校务|厂务)公开(?:工作|情况|水平|质量|内容)"
)
_DOCUMENT = r"办法|规定|细则|规范|标准|制度|目录|指南|条例|导则|规范性文件|意见|政策"
_PLAN = r"方案|计划|规划|预案|路线图|时间表|施工图|对策|(?:管控|防控|治理|保障|整改|应对|防范)措施"
_REGISTER = r"台账|台帐|清单|名录|名单|名册|档案|数据库|花名册|登记册|明细表|任务表|电子档案|信息库"

PRIMARY: tuple[DutyForm, ...] = (
    _form(
        "disclosure", "duty-public", rf"{_PUBLIC}[^，。；]{{0,12}}?(?:{_PUBLISH})", _NOT_PUBLISH,
        rf"(?:{_PUBLISH})(?:一次|\d+次)?(?P<what>[^，。；]*)", public=True,
    ),
    _form(
        "disclosure", "duty-published",
        r"(?:主动|及时|适时|定期|依法|如实|全面|网站|公众号|媒体|平台|显著位置|公示栏|公开栏|宣传栏|村务栏|每(?:年|月|季度?|半年|周|日|学期|学年)|[日底末]前|后(?=公[告布开示])|并|应当?|须|要|予以|按季度?|按月|实时|同步|逐步|全部|院内|校内|将[^，。；]{2,24}?)[^，。；]{0,14}?(?:公开|公布|公告|公示|发布|披露)"
        r"|^(?:公开|公布|公示)[^，。；]{0,24}(?:清单|名单|名录|目录|结果|情况|信息|标准|方案|计划|流程|进展|账目|数据|预算|决算|报告)$",
        _NOT_PUBLISH + r"|发布(?!.{0,40}(?:信息|结果|公报|公告|通告|报告|情况|状况|数据|名单|预警|指数))|内部|预警",
        rf"(?:{_PUBLISH})(?:一次|\d+次)?(?P<what>[^，。；]*)", public=True, confidence="likely",
    ),
    _form(
        "filing", "duty-filing", r"备案|报备", r"备案(?:制|管理|的|登记制|审查制)|已备案",
        r"(?P<what>[^，。；]{2,40}?)(?:应|须|要)?(?:报|向|送)[^，。；]{1,20}?(?:备案|报备)",
    ),
    _form(
        "report", "duty-report",
        r"(?:向|报)[^，。；]{1,24}?(?:报送|报告|汇报|上报|呈报|通报(?=工作|进展)|述职|提交)|报送|上报|呈报|专题报告|书面报告|进行报告|报告(?:一次|工作|进展|情况|履职|整改|汛情|险情|火情|灾情|疫情)"
        r"|提交[^，。；]{2,}|(?:^|将[^，。；]{2,24}|[前内日底末告案果况表单])报(?:县|市|区|省|镇|州|领导小组|指挥部)[^，。；]{1,16}(?!备案|批|审)",
        r"听取[^，。；]*报告|瞒报|漏报|谎报|迟报|报告(?:制度|机制|的)|上报(?:的|制度)|备案|审批|审定|审核|审查|批准|报告单|检测报告|提交审议|举报|预报|申报|报告环保工作时$|(?:公[布开示告]|发布)[^，。；]*报告",
        r"(?:报送|报告|汇报|上报|呈报|提交)(?:一次|\d+次)?(?P<what>[^，。；]*)",
    ),
    _form(
        "seasonal_ban", "duty-season",
        r"停止|禁止|暂停|严禁|不得|错峰|停产|停工|限产|封山|封育|禁牧|禁渔|禁采|禁火|停供|不准|一律停", None, None,
    ),
    _form(
        "register", "duty-register",
        rf"(?:建立|编制|制定|制订|完善|健全|形成|明确|确定|列出|提出|梳理|更新|建好|设立|纳入|列入|录入|登记)[^，。；]{{0,36}}?(?:{_REGISTER})"
        rf"|(?:建档立卡|建档|造册|登记造册)",
        r"黑名单|不良(?:信用)?记录|(?:列入|纳入)(?:淘汰)?名录的|清单(?:式|制)|“清单|列入淘汰|负责任|档案馆|档案管理制度|(?:数据库|清单|名录|台账)(?:管理制度|等制度)",
        rf"(?:建立|编制|制定|制订|完善|健全|形成|明确|确定|列出|提出|梳理|更新|建好|设立|科学确定)(?P<what>[^，。；]*(?:{_REGISTER}))",
    ),
    _form(
        "plan", "duty-plan",
        rf"(?:制定|制订|编制|研究制定|拟定|拟订|出台|印发|形成|修订|完善|提出|谋划)(?!实施方案$)[^，。；]{{0,32}}?(?:{_PLAN})",
        r"特制[定订]|制定本|本(?:实施)?(?:方案|计划|规划)|已(?:经)?(?:制定|编制)|(?:规划|计划|方案)(?:环评|实施)?(?:制度|机制|体系|指标)|国家制定|统一[^，。；]*规划和标准制定|计划用水",
        rf"(?:制定|制订|编制|拟定|拟订|出台|印发|形成|修订|完善|提出|谋划)(?:并)?(?:实施|落实|完成)?(?P<what>[^，。；]*(?:{_PLAN})(?:和措施|及措施)?)",
    ),
    _form(
        "periodic", "duty-periodic",
        r"(?:每(?:年|月|季度?|半年|周|日|天|旬|学期|学年|两年|三年|个月|个季度|一季度)|按(?:季度?|月|年度?)|定期|常态化|经常性|不定期|[前底末]各(?=开展|组织|进行))(?!考核评价结果)[^，。；]*[一-龥]{2}",
        r"^(?:一季度|每年)$|常态化、|机制$|定期报告制度|不定期抽查制度|定期(?:报告|通报|调度)制度|应急预案$|每年(?:新增|增长|下降|减少|提高|新建|改造)|每(?:年|季度|月)以?(?:上|下)|每日[一-龥]{0,4}(?:处理|供水)(?:能力|规模)",
        r"(?:每(?:年|月|季度?|半年|周[一二三四五六日天]?|日|天|旬|学期|学年)(?:至少)?|按季度?|按月|定期|常态化|经常性|不定期)(?P<what>[^，。；]*)",
    ),
)  # fmt: skip

SECONDARY: tuple[DutyForm, ...] = (
    _form("sanction", "duty-sanction", r"问责|处罚|约谈|追究|追责|责令|黑名单|关停|取缔|惩戒|一票否决|处分|吊销|严惩|查处|列为末位", r"(?:机制|办法|制度)$", confidence="likely"),
    _form("prohibition", "duty-prohibition", r"严禁|禁止|不得|不准|一律不|杜绝|严防", r"禁止的|燃放|屡禁", r"(?:严禁|禁止|不得|不准|一律不再?|杜绝|严防)(?P<what>[^，。；]*)", confidence="likely"),
    _form("assessment", "duty-assessment", r"考核|考评|绩效评价|评估", r"终期考核验收|考核(?:指标体系|断面|制度|结果)", confidence="likely"),
    _form("survey", "duty-survey", r"排查|普查|详查|摸底|调查|摸清|巡查|抽查", r"(?:技术规范|制度|机制)", confidence="likely"),
    _form("document", "duty-document", rf"(?:制定|制订|出台|发布|修订|印发|建立|完善)[^，。；]{{0,24}}?(?:{_DOCUMENT})", r"特制|贯彻|规范化|国家制定|本(?:实施)?(?:意见|办法)|清理规范性", rf"(?:制定|制订|出台|发布|修订|印发|建立|完善)(?P<what>[^，。；]*(?:{_DOCUMENT}))", confidence="likely"),
    _form("mechanism", "duty-mechanism", r"(?:建立|健全|完善|构建|实行|落实|形成)[^，。；]{0,30}?(?:机制|体系|责任制|制度)", None, r"(?:建立|健全|完善|构建|实行|落实|形成)+(?P<what>[^，。；]*)", confidence="likely"),
)  # fmt: skip

# To whom: 向县委、政府报送, 报县委、政府备案, 报送至县整治办.
TO = re.compile(
    r"(?:向|上?报送?至?|抄送|抄报|送|报告(?=[省市县区州镇乡]))(?P<to>(?!社会|上|告|批|请|审|送)[^，。；]{1,20}?)"
    r"(?=专题|书面|报送|报告|汇报|上报|呈报|提交|备案|报备|述职|做|作|定期|每|一次|$|审)"
)
# 报送报表, 上报自查报告: what is sent, not to whom.
NOT_TO = re.compile(r"(?:报表|报告|自查|情况|进展|信息|数据|材料|总结|方案|计划|表|结果)$")
TO_PUBLIC = re.compile(_PUBLIC)
# 检查结果及时公布: what is published stands before.
PUBLISHED_BEFORE = re.compile(
    rf"^(?:[^，。；]{{0,20}}将)?(?P<what>[^，。；]{{2,20}}?(?:结果|情况|信息|名单|清单|名录|标准|目录|数据|方案|账目|内容))"
    rf"(?:要|应当?|须|必须)?(?:在[^，。；]{{2,16}}?)?(?:主动|及时|定期|按季度?|按月|每[年月季][度]?|统一|全部)*"
    rf"(?:{_PUBLIC})?(?:予以)?(?:{_PUBLISH})"
)
AUDIENCE = re.compile(r"社会(?:公众)?|公众|群众|市民|居民|家长|村民|用户|患者|用水户")

# — bodies and groups as subjects —

SUBJECT_ITEM = re.compile(
    r"(?:其他有关领导成员|各级[^，。；、要应须]{0,12}部门|各[^，。；、要应须]{0,10}?(?:部门|单位|乡镇场?(?!卫生院|派出所|司法所|[一-龥]{0,6}中心)|街道(?!办)|街道办事处|园区|企业|县区|区县|学校|医院|卫生院|服务中心|派出所|司法所|水厂|村)"
    r"|(?!全面|严格|加快|加强|开展|实施|推进|深入|依法|取缔|清理|打造|抓好|鼓励|支持|引导|促进|强化|完善|建立|各类)"
    r"(?:应急|[^，。；、要应须将对在每按和由向并及与报]){0,12}?(?:局|委员会|管委会|党委|县委|市委|区委|政府|部门|单位|乡镇场|乡镇|街道办?|园区|企业|公司|医院|卫生院|医疗机构|学校|幼儿园|村委会|水厂|机构|领导小组办公室|领导小组|指挥部|办公室|大队|中心|干部|负责人|河长|路长|林长|校长|区域|地区|项目|常委会|纪委|督查室))"
    r"(?:人民政府|政府)?(?:[（(][^）)]{1,8}[）)])?(?:主要|分管)?(?:负责人|领导|同志)?"
)
SUBJECT_JOINT = re.compile(r"[、和与及]|以及")
# What must follow for the words before to be a subject.
SUBJECT_NEXT = re.compile(
    r"(?:在[^，。；]{1,16}?(?:内|前|中|后))?(?:也|都|均|还|分别|共同|切实|全面|认真|及时|具体|负责|统一)?"
    r"(?:要|应|须|必须|需|负责|每|至少|定期|按|根据|依据|对|将|把|通过|结合|是|牵头|会同|于|切实|制定|制订|编制|建立|向|组织|开展|常态化|联合|报|提交|不得|严格|$)"
)
BY_BEFORE = re.compile(
    r"由(?P<by>[^，。；]{2,30}?)(?=面向|提交|牵头|负责|组织|会同|制定|编制|汇总|开展|每|定期|按|于|向|在|统一|约谈|依法|审核|进行|对|报)"
)
MODAL = re.compile(r"^(?:同时，?|并且?|且)?(?:也|还|均|都)?(?:要|应|应当|须|必须|需)")
