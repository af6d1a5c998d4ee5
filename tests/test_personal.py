"""Numbers that point to a person are found, and numbers of other things are not."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gongkai import personal as module
from gongkai.personal import is_identity, personal
from tests.conftest import ROOT

# Made-up numbers throughout; the identity numbers have a region and a check character that fit.
FOUND = [
    ("联系人手机13812345678。", "mobile", "13812345678"),
    ("13812345678", "mobile", "13812345678"),
    ("手机：138-1234-5678", "mobile", "138-1234-5678"),
    ("手机：138 1234 5678，请勿外传", "mobile", "138 1234 5678"),
    ("电话+8619912345678", "mobile", "+8619912345678"),
    ("电话0086 139 1234 5678", "mobile", "0086 139 1234 5678"),
    ("１３８１２３４５６７８", "mobile", "１３８１２３４５６７８"),
    ("张某（15512345678）", "mobile", "15512345678"),
    ("[电话](tel:13812345678)", "mobile", "13812345678"),
    ("a: \"13812345678\"", "mobile", "13812345678"),
    ("13812345678、13912345678", "mobile", "13812345678"),
    ("身份证号11010519491231002X", "identity", "11010519491231002X"),
    ("身份证11010519491231002x。", "identity", "11010519491231002x"),
    ("身份证１１０１０５１９４９１２３１００２Ｘ", "identity", "１１０１０５１９４９１２３１００２Ｘ"),
    ("证件 110105 19491231 002X", "identity", "110105 19491231 002X"),
    ("旧号110105491231002", "identity", "110105491231002"),
    ("办公电话0799-1234567", None, ""),  # no subscriber's number begins with 1
    ("办公电话0799-6234567", "landline", "0799-6234567"),
    ("传真（010）62345678", "landline", "（010）62345678"),
    ("电话 021 6234 5678 转 802", "landline", "021 6234 5678"),
    ("电话07916234567。", "landline", "07916234567"),
    ("邮箱zhang.san@qq.com。", "mail", "zhang.san@qq.com"),
    ("邮箱：lisi_88＠163.com，请查收", "mail", "lisi_88＠163.com"),
    ("<a-b@vip.sina.com>", "mail", "a-b@vip.sina.com"),
    ("x@gmail.com", "mail", "x@gmail.com"),
]  # fmt: skip
NONE = [
    ("邮箱office@example.gov.cn", "an office's own"),
    ("shuiwuju@163.com.example.cn", "another domain that begins alike"),
    ("@qq.com", "no mailbox"),
    ("x@myqq.com", "another domain that ends alike"),
    ("关注微博@163", "no address"),
    ("订单2026031513812345678", "part of an order's number"),
    ("20201231", "a day"),
    ("2020-12-31 10:15:30", "a time"),
    ("13812345678元", "a sum"),
    ("投入13812345678 万元", "a sum with a gap"),
    ("13,812,345,678", "a sum in groups"),
    ("13812345678.50", "a sum with cents"),
    ("1.13812345678", "decimals"),
    ("产量15012345678吨", "goods"),
    ("12812345678", "no range of mobiles"),
    ("1381234567", "ten digits"),
    ("138123456789", "twelve digits"),
    ("A13812345678", "a code"),
    ("d0618764f6ce5b6edc29939e3f8daad43a7f0bb9dc8dce4601a853ce1e5ef8f1", "a checksum"),
    ("91360400MA35F12345", "an organisation's code"),
    ("110105194912310021", "a wrong check character"),
    ("110105194913310025", "no month 13"),
    ("990105194912310023", "no region"),
    ("110105491331002", "15 digits without a day of birth"),
    ("123456789012345", "15 digits of no region"),
    ("12345", "the hotline of a government"),
    ("110、119、120", "emergency numbers"),
    ("国发〔2018〕22号", "a document's number"),
    ("GB 3838-2002、GB/T 14848-2017", "standards"),
    ("2018-2020年", "years"),
    ("0.85", "a decimal"),
    ("at: \"139:12345\"", "a place"),
    ("192.168.100.200", "an address of a machine"),
    ("东经114.12345678", "a coordinate"),
    ("13812345678-1", "a batch of goods"),
]  # fmt: skip


# Made-up places; what is found, as printed.
HOMES = [
    ("投诉人住幸福小区5栋302室。", "小区5栋302室"),
    ("阳光花园3幢1201", "花园3幢1201"),
    ("住在3栋2单元501室的王某", "3栋2单元501室"),
    ("人民路12号3号楼1单元602室", "3号楼1单元602室"),
    ("２栋１单元３０１室", "２栋１单元３０１室"),
    ("二单元五楼东户", "二单元五楼东户"),
    ("锦绣家园A座1504室", "家园A座1504室"),
    ("锦绣家园B2座 904", "家园B2座 904"),
    ("幸福小区12-3-501", "小区12-3-501"),
    ("幸福小区 3-502室", "小区 3-502室"),
    ("县医院家属院2排3号", "家属院2排3号"),
    ("职工宿舍楼1栋205房", "宿舍楼1栋205房"),
    ("滨江公寓7号楼十二层1203室", "公寓7号楼十二层1203室"),
    ("光明新村一期6幢二单元401", "6幢二单元401"),
    ("3#楼2单元1102", "3#楼2单元1102"),
    ("安置房8栋3楼西户", "安置房8栋3楼西户"),
    ("张某，家住河西镇东河村3组12号。", "家住河西镇东河村3组12号"),
    ("王某住在东河村3组12号", "住在东河村3组12号"),
    ("家庭住址：河西镇东河村二组", "家庭住址：河西镇东河村二组"),
    ("住址:示例县人民路88号", "住址:示例县人民路88号"),
    ("现住城关镇解放街15号", "现住城关镇解放街15号"),
    ("户籍所在地：示例县南湾乡李家庄4队", "户籍所在地：示例县南湾乡李家庄4队"),
    ("户籍地址 河西街道和平社区7栋", "户籍地址 河西街道和平社区7栋"),
    ("村民李某（东河村5组8号）反映", "村民李某（东河村5组8号"),
    ("举报人王女士，东河村三社16号", "举报人王女士，东河村三社16号"),
    ("养殖户赵某某 河湾村2组附3号", "养殖户赵某某 河湾村2组附3号"),
]  # fmt: skip
NO_HOMES = [
    ("办公地址：人民路12号市政府大楼", "an office"),
    ("行政中心2号楼A座305室", "an office's room"),
    ("县政务服务中心3号楼501室", "an office's room"),
    ("示例县滨河大道1号县生态环境局", "an office"),
    ("对幸福小区5栋进行雨污分流改造", "a block, of which nobody is named"),
    ("幸福小区3号楼120户", "households"),
    ("幸福小区3号楼共120户", "households"),
    ("幸福小区5栋2019年改造", "a year"),
    ("阳光花园2栋3单元24户居民", "households"),
    ("改造老旧小区12个、86栋、320个单元", "a sum"),
    ("老旧小区改造86栋3200户", "a sum"),
    ("家园、花园建设投入500万元", "a sum"),
    ("居住在河道两岸200米以内的居民", "a distance"),
    ("家住东河村3组的居民应当搬迁", "a group"),
    ("居住在东河村3号断面上游的居民", "a section of the river"),
    ("东河村3组12号泵站", "a work"),
    ("东河村3组12号井", "a well"),
    ("东河村至西河村3号断面", "a section of the river"),
    ("东河K3+200至K5+100段", "a stretch"),
    ("河长制公示牌设在东河村5组", "a place"),
    ("在东河村、西河村等6个村3组试点", "a pilot"),
    ("评价单元3个，控制单元501个", "units of another kind"),
    ("2号机组3单元101号阀门", "a valve"),
    ("花园路12号县水务局", "a road named after a garden"),
    ("新村镇3座污水处理厂", "works"),
    ("小区2座垃圾中转站", "works"),
    ("村民委员会：东河村3组", "an office"),
    ("户籍人口12万人，涉及3个乡镇15个村", "population"),
    ("第3栋实验楼", "a building"),
    ("监测点位：幸福小区（龙头水）", "a tap"),
    ("幸福小区12-3", "a day or a block"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "home"), HOMES)
def test_homes(text: str, home: str) -> None:
    assert [text[one.start : one.end] for one in personal(text) if one.kind == "home"] == [home]


@pytest.mark.parametrize(("text", "why"), NO_HOMES)
def test_addresses_where_nobody_lives(text: str, why: str) -> None:
    assert not list(personal(text)), why


def test_no_plan_that_is_read_in_the_tests_has_a_home_in_it() -> None:
    """Plans of many forms, the examples and their records name offices, places and works, and nobody's home."""
    paths = [
        path
        for part in ("plan_data", "examples", "content", "tests/cases")
        for path in (ROOT / part).rglob("*")
        if path.suffix in (".txt", ".md", ".yml", ".csv")
    ]
    assert len(paths) > 100
    found = {
        f"{path.relative_to(ROOT)}: {text[one.start : one.end]}"
        for path in paths
        for text in [path.read_text("utf-8", "replace")]
        for one in personal(text)
        if one.kind == "home"
    }
    assert found == set()


@pytest.mark.parametrize(("text", "kind", "number"), FOUND)
def test_numbers_of_persons(text: str, kind: str | None, number: str) -> None:
    found = [(one.kind, text[one.start : one.end]) for one in personal(text)]
    assert found[:1] == ([(kind, number)] if kind else [])


@pytest.mark.parametrize(("text", "why"), NONE)
def test_numbers_of_other_things(text: str, why: str) -> None:
    assert not list(personal(text)), why


@given(
    st.from_regex(r"1[1-5]01\d\d(19|20)\d\d(0[1-9]|1[0-2])([01][1-9]|2[0-8])\d{3}", fullmatch=True)
)
def test_one_check_character_in_eleven_fits(front: str) -> None:
    assert sum(is_identity(front + check) for check in "0123456789X") == 1


@given(
    st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.sampled_from("，。：（、 \n「"), st.text()
)
def test_a_mobile_is_found_wherever_it_stands_alone(number: str, sign: str, rest: str) -> None:
    found = list(personal(f"{sign}{number}{sign}。{rest}"))
    assert (found[0].kind, found[0].start, found[0].digits) == ("mobile", 1, number)


@given(st.text(st.sampled_from("0123456789-–xX（）() +８，.元") | st.characters()))
def test_any_text_can_be_searched(text: str) -> None:
    for one in personal(text):
        assert 0 <= one.start < one.end <= len(text)
        assert len(one.digits) >= (10 if one.kind != "home" else 4)


# Fragments of which what is looked for is made, and of what stands around it; line ends between them too.
PARTS = st.sampled_from(
    ["13812345678", "138", "1234", "5678", "010-6512", "0791", "8765432", "(010)", "11010119900307", "7715", "900307", "-", " ", "—",
     "\n", "\n户", "\n万元", "\n\n", "。", "，", "甲", "a.b", "@", "＠", "qq.com", "163.com", "\n.cn", "单元", "3单元", "2幢", "101室", "号", "小区",
     "家住", "某某村", "三组", "5号", "村民", "社", "东户", "\n间", "\n单元", "居民", "１３", "（", "）", "－", "٣٤٥٦٧"]
)  # fmt: skip


@given(st.lists(PARTS | st.characters(), max_size=24).map("".join))
@example("幸福小区2幢3单元101室\n户\n村民甲住某某村三组5号")
@example("138٣٤٥٦٧138")
def test_lines_without_a_sign_hold_nothing(text: str) -> None:
    whole = pytest.MonkeyPatch()
    with whole.context() as patch:
        patch.setattr(module, "_lines", lambda plain, _: ((0, len(plain)),))
        slow = list(personal(text))
    assert list(personal(text)) == slow


def test_what_stands_beside_a_number_tells_nothing_of_it() -> None:
    odd = "电话138٠٠١٣٨٠٠٠"  # digits of another script: no number that anybody here writes
    assert not list(personal(odd))
    assert not list(personal(f"编号1234567，{odd}"))
