"""Wall and console understand each other, and nothing else they are told."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.state.wall.notice import MOST_MESSAGE, Age
from console.state.wall.orders import DOES, Order, obeyed
from console.state.wall.sending import View
from console.state.wall.spot import Spot
from console.state.wall.talk import (
    MOST_ORDER_BYTES,
    VERSION,
    Lines,
    Listed,
    RubbishError,
    Told,
    order_in,
    order_line,
    told_in,
    told_line,
)

TOLD = Told(
    screen=1,
    street="花木街道",
    zone="Asia/Shanghai",
    as_of_us=1_584_489_600_000_000,
    now_us=1_584_490_000_000_000,
    age=Age.STALE,
    shown=Listed("estate", "丁香花园"),
    at=1,
    entries=(Listed("street"), Listed("estate")),
    pinned=True,
    message="十点开会",
    picture=b"\xff\xd8picture",
)


VIEW = View("310115016", "estate", "E0001", ("tag=lives_alone", "age>=80"), 1_584_489_600_000_000)


@pytest.mark.parametrize("do", DOES)
def test_an_order_arrives_as_it_was_sent(do: str) -> None:
    view = VIEW if do == "send" else None
    order = Order(next(one for one in DOES if one == do), 3, True, "口罩在东门领取", view)
    assert order_in(order_line(order)) == order


def test_what_a_wall_tells_arrives_as_it_was_sent() -> None:
    assert told_in(told_line(TOLD)) == TOLD


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"hello",
        b"[" * 5_000,
        b"{" + b'"a":{' * 900,
        b"\xff\xfe\x00",
        b"[]",
        b"1e999",
        b'{"v":1}',
        b'{"v":2,"do":"pin","number":0,"on":true,"text":""}',
        b'{"v":true,"do":"pin","number":0,"on":true,"text":""}',
        b'{"v":1,"do":"unmask","number":0,"on":true,"text":""}',
        b'{"v":1,"do":"step","number":"1","on":true,"text":""}',
        b'{"v":1,"do":"step","number":99999999,"on":true,"text":""}',
        b'{"v":1,"do":"pin","number":0,"on":1,"text":""}',
        b'{"v":1,"do":"send","number":0,"on":true,"text":""}',
        b'{"v":1,"do":"send","number":0,"on":true,"text":"","view":{"show":"alarms"}}',
        b'{"v":1,"do":"send","number":0,"on":true,"text":"","view":{"street":"1","show":"street",'
        b'"place":"","where":"age>=60","as_of_us":null}}',
        b'{"v":1,"do":"send","number":0,"on":true,"text":"","view":{"street":"1","show":"street",'
        b'"place":"","where":[],"as_of_us":1e30}}',
        b'{"v":1,"do":"message","number":0,"on":true,"text":["a"]}',
        b'{"v":1,"do":"message","number":0,"on":true,"text":"' + b"x" * 81 + b'"}',
        b'{"v":1,"do":"message","number":0,"on":true,"text":"a\\u202eb"}',
        b'{"v":1,"do":"message","number":0,"on":true,"text":"a\\nb"}',
    ],
)
def test_what_is_no_order_is_refused_whole(line: bytes) -> None:
    with pytest.raises(RubbishError):
        order_in(line)


@given(st.binary(max_size=200))
def test_no_bytes_whatever_break_the_reading(data: bytes) -> None:
    for read in (order_in, told_in):
        with contextlib.suppress(RubbishError):
            read(data)


@given(
    st.sampled_from(sorted(json.loads(told_line(TOLD)))),
    st.sampled_from([None, [], {"a": 1}, 1.5, "\u202e"]),
)
def test_a_field_of_another_kind_spoils_what_is_told(field: str, value: object) -> None:
    said = json.loads(told_line(TOLD)) | {field: value}
    with pytest.raises(RubbishError):
        told_in(json.dumps(said).encode())


def test_lines_come_whole_however_they_are_cut() -> None:
    lines, sent = Lines(100), b"one\ntwo\nhalf"
    found = [line for at in range(len(sent)) for line in lines.take(sent[at : at + 1])]
    assert found == [b"one", b"two"]
    assert lines.is_half


def test_a_line_that_never_ends_is_not_kept() -> None:
    lines = Lines(MOST_ORDER_BYTES)
    with pytest.raises(RubbishError):
        lines.take(b"x" * (MOST_ORDER_BYTES + 1))
    assert not lines.is_half


def test_the_version_is_said_in_every_message() -> None:
    assert json.loads(order_line(Order("pin")))["v"] == VERSION
    assert json.loads(told_line(TOLD))["v"] == VERSION


def test_a_long_message_is_cut_before_it_is_sent() -> None:
    assert len(order_in(order_line(Order("message", text="长" * 500))).text) == MOST_MESSAGE


def test_orders_move_the_spot_and_one_for_no_entry_changes_nothing() -> None:
    spot = Spot(0, (0, 0, 0))
    assert obeyed(spot, Order("step", -1), 3).entry == 2
    assert obeyed(spot, Order("show", 1), 3) == Spot(1, (0, 1, 0))
    assert obeyed(spot, Order("show", 9), 3) == spot
    assert obeyed(spot, Order("pin", on=True), 3).pinned
    assert obeyed(spot, Order("blank", on=True), 3).blank
    assert obeyed(spot, Order("pause", on=True), 3).paused
    assert obeyed(spot, Order("message", text=" 十点\n开会 "), 3).message == "十点 开会"
