"""What is not held: words of columns and tags as whole words, identity numbers anywhere."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain import packs
from console.domain.instants import day_number
from console.snapshot.forbidden import forbidden_kind
from console.snapshot.identity import (
    holds_identity_number,
    identity_rows,
    rows_with_identity_numbers,
)
from console.snapshot.schema import TABLES

AS_OF = day_number(date(2020, 3, 18))
NUMBER = "110101199003074477"

SPOKEN_OF = {
    "criminal_record": [
        "criminal_record",
        "hasCriminalRecord",
        "CRIMINAL",
        "犯罪记录",
        "是否有前科",
    ],
    "drug_use": ["drug_use", "drugUse2", "is-addict", "吸毒史", "戒毒"],
    "hiv": [
        "hiv",
        "HIV_status",
        "HIVstatus",
        "hivStatus",
        "ＨＩＶ",
        "艾滋病",
        "HIV阳性",
        "x2hiv3y",
    ],
    "psychiatric": ["psychiatric_diagnosis", "mentalHealth", "精神病史", "重性精神障碍患者"],
    "correctional": ["correctional_status", "on_parole", "社区矫正对象"],
    "religion": ["religion", "Religious.Belief", "宗教信仰"],
    "ethnicity": ["ethnicity", "ethnic_group", "race", "民族"],
    "identity_number": [
        "id_number",
        "IDNumber",
        "idcard",
        "ID CARD",
        "身份证号",
        "证件号码",
        "SFZH",
    ],
    "biometrics": ["face_embedding", "faceId", "fingerprint_left", "人脸特征", "指纹"],
}

HELD = [
    *("archive", "surface", "interface_2", "terrace", "trace", "drugstore", "aidscape", "chive"),
    *("id_hash", "idle", "number", "card_number", "face_masks", "faceMask", "paroled_x", "人民路"),
    *("精神文明户", "禁毒志愿者", "病史", "hearing_aids", "cardiac_arrest", "id", "name", "民居"),
]


@pytest.mark.parametrize(
    ("kind", "name"), [(kind, name) for kind, names in SPOKEN_OF.items() for name in names]
)
def test_a_name_that_speaks_of_it_is_found_out(kind: str, name: str) -> None:
    found = forbidden_kind(name)
    assert found is not None
    assert found.key == kind


@pytest.mark.parametrize("name", HELD)
def test_a_word_within_a_word_says_nothing(name: str) -> None:
    assert forbidden_kind(name) is None


def test_the_contract_and_the_pack_may_be_held() -> None:
    columns = [column.name for table in TABLES.values() for column in table.columns]
    tags = list(packs.load("quarantine-2020").tags)
    assert [name for name in [*TABLES, *columns, *tags] if forbidden_kind(name)] == []


@pytest.mark.parametrize(
    "text",
    [
        NUMBER,
        f"证件{NUMBER}。",
        f"a{NUMBER}b",
        f"1-{NUMBER}-2",
        "11010119900307053X",
        "11010119900307053x",
        f"{'x' * 5000}{NUMBER}",
    ],
)
def test_an_identity_number_is_seen_wherever_it_stands(text: str) -> None:
    assert rows_with_identity_numbers(pa.array(["", None, text, "y"]), AS_OF).tolist() == [2]


@pytest.mark.parametrize(
    "text",
    [
        "110101199003074478",
        "110101202103070013",
        "11010119900230447X",
        "110101199013074470",
        "110101179003070013",
        f"0{NUMBER}",
        f"{NUMBER}0",
        NUMBER[:17],
        "9f86d081884c7d65" + NUMBER + "a0c55ad015a3bf4f1b2b0b",
    ],
)
def test_other_digits_are_no_identity_number(text: str) -> None:
    assert rows_with_identity_numbers(pa.array([text]), AS_OF).tolist() == []


@settings(max_examples=200, deadline=None)
@given(
    texts=st.lists(
        st.none()
        | st.text("0123456789xX", max_size=40)
        | st.sampled_from([NUMBER, NUMBER[:9], NUMBER[9:], f"a{NUMBER}", f"{NUMBER}号"])
    ),
    start=st.integers(0, 3),
)
def test_the_scan_of_bytes_sees_what_a_plain_reading_sees(
    texts: list[str | None], start: int
) -> None:
    array = pa.array(texts, pa.string()).slice(start)
    plainly = [
        row for row, text in enumerate(texts[start:]) if text and holds_identity_number(text, AS_OF)
    ]
    assert rows_with_identity_numbers(array, AS_OF).tolist() == plainly
    assert rows_with_identity_numbers(array.cast(pa.large_string()), AS_OF).tolist() == plainly
    assert rows_with_identity_numbers(array.dictionary_encode(), AS_OF).tolist() == plainly


NESTED = [
    pa.array([["a", NUMBER], None, [], ["b"]]),
    pa.array([["a", NUMBER], None, [], ["b"]], pa.large_list(pa.large_string())),
    pa.array([[NUMBER], ["b"], None, ["b"]], pa.list_(pa.string(), 1)),
    pa.array([{"a": {"b": NUMBER}}, None, {"a": None}, {"a": {"b": "c"}}]),
    pa.array([[("k", NUMBER)], [], None, [("l", "m")]], pa.map_(pa.string(), pa.string())),
    pa.array([[(NUMBER, "v")], [], None, []], pa.map_(pa.string(), pa.string())),
    pa.array([NUMBER, None, "", "b"], pa.string_view()),
    pa.array([NUMBER, None, "{}", "2"], pa.json_()),
]


@pytest.mark.parametrize("array", NESTED, ids=lambda array: str(array.type))
def test_identity_numbers_are_seen_inside_nested_columns(array: pa.Array) -> None:
    column = pa.chunked_array([array.slice(1), array])
    assert identity_rows(column, AS_OF).tolist() == [3]
