"""A page has the size asked for, is published whole, and its text can be read back."""

from __future__ import annotations

import re
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from console.domain.errors import UserError
from console.export.publish import publish_files
from console.paint import theme
from console.paint.page import ending_of, sheet
from console.paint.page_file import Draw, Page, drawn_pages, write_page
from console.paint.pdf_contents import Entry

WORDS = "香梅路至香楠路 30号楼 第 8/14 天 截至 2020-03-18 周三 08:00 门户网页"


RARE = "𬭼𩽾𬜬"


def _draw(painter: QPainter, rect: QRectF) -> None:
    look = theme.load("day")
    painter.fillRect(rect, look.chrome.panel)
    painter.setPen(look.chrome.ink)
    for row, bold in enumerate((False, True)):
        painter.setFont(look.metrics.font("body", bold=bold, tabular=True))
        painter.drawText(QPointF(20, 40 + 30 * row), WORDS)


def test_a_size_is_the_number_of_pixels_of_the_png(qapp: QApplication, tmp_path: Path) -> None:
    out = write_page(tmp_path / "a.png", sheet("700x400"), "a", _draw)
    assert (QImage(str(out)).width(), QImage(str(out)).height()) == (700, 400)


def test_a_picture_for_a_large_screen_is_drawn_larger_not_emptier() -> None:
    large = sheet("3840x2160")
    assert (large.width, large.height, large.pixels) == (1920, 1080, 2)


@pytest.mark.parametrize(
    ("page", "points"), [("A4", "842 x 595 pts (A4)"), ("a3", "1191 x 842 pts (A3)")]
)
def test_a_page_has_its_size_on_paper(
    qapp: QApplication, tmp_path: Path, page: str, points: str
) -> None:
    out = write_page(tmp_path / "a.pdf", sheet(page=page), "a", _draw)
    assert points in _run("pdfinfo", str(out))


def test_an_upright_page_is_turned() -> None:
    assert sheet(page="A4", upright=True).width == sheet(page="A4").height


@pytest.mark.parametrize("size", ["1600", "0x10", "99999x10", "axb", "-5x9", "20000x20000", ""])
def test_what_is_not_a_size_is_said_in_words(size: str) -> None:
    with pytest.raises(UserError) as slip:
        sheet(size or " ")
    assert slip.value.key == "page.bad_size"


def test_a_size_and_a_page_are_not_taken_together() -> None:
    with pytest.raises(UserError, match="either"):
        sheet("10x10", "A4")


def test_another_page_or_ending_is_said_in_words() -> None:
    with pytest.raises(UserError, match="A4, A3, poster"):
        sheet(page="A5")
    with pytest.raises(UserError, match="svg"):
        ending_of(Path("a.docx"))


def test_the_text_of_a_pdf_comes_out_whole(qapp: QApplication, tmp_path: Path) -> None:
    out = write_page(tmp_path / "a.pdf", sheet("700x200"), "a", _draw)
    assert _run("pdftotext", "-layout", str(out), "-").count(WORDS) == 2


@pytest.mark.parametrize(
    "text", ["王𬭼香", "𬜬", "香𩽾𬜬𩽾王", "龘𬜬靐𩽾", " 王香丁路苑园号楼门𬭼"]
)
def test_rare_characters_come_out_of_a_pdf_too(
    qapp: QApplication, tmp_path: Path, text: str
) -> None:
    def draw(painter: QPainter, rect: QRectF) -> None:
        for row, bold in enumerate((False, True)):
            painter.setFont(theme.load("day").metrics.font("body", bold=bold))
            painter.drawText(QPointF(20, 40 + 30 * row), text)

    out = write_page(tmp_path / "a.pdf", sheet("700x200"), "a", draw)
    assert _run("pdftotext", str(out), "-").split() == [text.strip()] * 2


def test_the_text_of_an_svg_is_text(qapp: QApplication, tmp_path: Path) -> None:
    out = write_page(tmp_path / "a.svg", sheet("700x200"), "a", _draw)
    texts = [one.text for one in ElementTree.parse(out).iter("{http://www.w3.org/2000/svg}text")]
    assert texts == [WORDS, WORDS]


def test_a_folder_that_is_not_there_is_said_in_words_and_nothing_is_left(
    qapp: QApplication, tmp_path: Path
) -> None:
    with pytest.raises(UserError) as failed:
        write_page(tmp_path / "none" / "a.png", sheet("64x64"), "a", _draw)
    assert failed.value.key == "export.no_parent_folder"
    assert list(tmp_path.iterdir()) == []


def test_a_drawing_that_fails_leaves_the_old_file(qapp: QApplication, tmp_path: Path) -> None:
    out = tmp_path / "a.png"
    out.write_text("old")

    def fail(painter: QPainter, rect: QRectF) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_page(out, sheet("64x64"), "a", fail)
    assert [one.name for one in tmp_path.iterdir()] == ["a.png"]
    assert out.read_text() == "old"


def _pages(count: int) -> list[Page]:
    """Pages of two sizes, each with its number and a rare character of its own."""

    def drawing(number: int) -> Draw:
        def draw(painter: QPainter, rect: QRectF) -> None:
            painter.setFont(theme.load("day").metrics.font("body"))
            painter.drawText(QPointF(20, 40), f"第 {number} 页 {RARE[number]}王")

        return draw

    sheets = (sheet(page="A4"), sheet(page="A4", upright=True))
    return [Page(sheets[number % 2], drawing(number)) for number in range(count)]


def test_several_pages_are_one_pdf_each_of_its_size_and_read_back_whole(
    qapp: QApplication, tmp_path: Path
) -> None:
    out = tmp_path / "a.pdf"
    (content,) = drawn_pages(".pdf", "a", _pages(3))
    out.write_bytes(content)
    texts = _run("pdftotext", "-layout", str(out), "-").split("\f")
    assert [text.strip() for text in texts[:3]] == [
        f"第 {number} 页 {RARE[number]}王" for number in range(3)
    ]
    said = _run("pdfinfo", "-f", "1", "-l", "3", str(out))
    assert [
        line.split(":")[1].strip()
        for line in said.splitlines()
        if " size:" in line and "pts" in line
    ] == [
        "842 x 595 pts (A4)",
        "595 x 842 pts (A4)",
        "842 x 595 pts (A4)",
    ]


def test_a_pdf_lists_its_contents_and_links_to_them(qapp: QApplication, tmp_path: Path) -> None:
    entries = [Entry(f"香楠{at}号", at, 0, (0.1, 0.1 * at, 0.5, 0.1 * at + 0.05)) for at in (1, 2)]
    (content,) = drawn_pages(".pdf", "a", _pages(3), contents=entries)
    out = tmp_path / "a.pdf"
    out.write_bytes(content)
    assert "Pages:           3" in _run("pdfinfo", str(out))
    titles = re.findall(rb"/Title <FEFF([0-9A-F]+)> /Parent", content)
    assert [bytes.fromhex(one.decode()).decode("utf-16-be") for one in titles] == [
        "香楠1号",
        "香楠2号",
    ]
    pages = re.findall(rb"(\d+) 0 obj\s*<<\s*/Type /Page\s", content)
    links = re.findall(rb"/Subtype /Link.*/Rect \[([^]]+)\] /Dest \[(\d+) 0 R /Fit\]", content)
    assert [target for _, target in links] == pages[1:]
    assert [float(one) for one in links[0][0].split()] == pytest.approx(
        [84.2, 0.85 * 595, 421.0, 0.9 * 595], abs=1
    )


def test_pictures_of_several_pages_are_a_file_each_or_none(
    qapp: QApplication, tmp_path: Path
) -> None:
    made = drawn_pages(".svg", "a", _pages(2))
    files = publish_files(tmp_path / "a.svg", made)
    assert [one.name for one in files] == ["a-1.svg", "a-2.svg"]
    (tmp_path / "b-2.svg").mkdir()
    with pytest.raises(UserError):
        publish_files(tmp_path / "b.svg", made)
    left = sorted(one.name for one in tmp_path.iterdir())
    assert left == ["a-1.svg", "a-2.svg", "b-2.svg"]


def _run(program: str, *arguments: str) -> str:
    if shutil.which(program) is None:
        pytest.skip(f"{program} (poppler-utils) is not installed")
    return subprocess.run([program, *arguments], check=True, capture_output=True, text=True).stdout
