"""Numbers that point to a person are found, and numbers of other things are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.personal import is_identity, personal

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
        assert len(one.digits) >= 10
