"""Faces come from the packages that the theme names, opened when first asked for; what is missing is said at once."""

from __future__ import annotations

import subprocess
import sys

import pytest

from pipeline import fonts
from pipeline.model.problem import UnusableInput
from pipeline.model.theme import FontFile
from tests.support.setting import desk, metrics


def test_all_faces_of_the_theme_are_there():
    assert set(metrics().faces) == set(desk().faces)
    assert all(face.path.read_bytes()[:4] == b"\0\1\0\0" for face in metrics().faces.values())
    assert len(metrics().faces) == len(desk().faces)


@pytest.mark.parametrize(
    "file",
    [
        FontFile(package="no_such_package", file="a.ttf"),
        FontFile(package="font_source_serif_pro", file="files/No.ttf"),
        FontFile(package="font_source_serif_pro", file="../pyphen/__init__.py"),
        FontFile(package="../etc", file="passwd"),
        FontFile(package="font_source_serif_pro", file=str(metrics().faces["serif"].path)),
    ],
)
def test_a_missing_font_is_a_problem(file):
    theme = desk().model_copy(update={"faces": desk().faces | {"serif": file, "sans": file}})
    with pytest.raises(UnusableInput) as caught:
        fonts.load(theme)
    assert [problem.code for problem in caught.value.problems] == ["FONT002", "FONT002"]
    assert "serif" in caught.value.problems[0].message


def test_a_file_that_is_no_font_is_a_problem():
    file = FontFile(package="font_source_serif_pro", file="__init__.py")
    with pytest.raises(UnusableInput) as caught:
        fonts.load(desk().model_copy(update={"faces": desk().faces | {"serif": file}}))
    (problem,) = caught.value.problems
    assert (problem.code, problem.where.path) == ("THEME005", ("faces", "serif"))


def test_a_fallback_that_the_theme_does_not_have_is_a_problem():
    serif = desk().faces["serif"].model_copy(update={"fallback": ("gothic",)})
    theme = desk().model_copy(update={"faces": desk().faces | {"serif": serif}})
    with pytest.raises(UnusableInput) as caught:
        fonts.load(theme)
    (problem,) = caught.value.problems
    assert problem.code == "FONT003"
    assert problem.message == "face serif of theme desk falls back on gothic, which it does not have"


def test_a_font_of_an_extra_may_be_missing():
    gothic = FontFile(package="no_such_package", file="a.ttf", extra="gothic")
    serif = desk().faces["serif"].model_copy(update={"fallback": ("gothic",)})
    theme = desk().model_copy(update={"faces": desk().faces | {"serif": serif, "gothic": gothic}})
    metrics = fonts.load(theme)
    assert "gothic" not in metrics.faces
    assert not metrics.faces["serif"].covers("日")
    assert "gothic" in fonts.lacking(theme)


def test_pyphen_is_not_imported():
    code = "import sys; from pipeline.fonts.hyphenation import divider; assert divider('en-GB')('characterisation');"
    code += "from pipeline import fonts; assert 'uharfbuzz' in sys.modules; sys.exit('pyphen' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_versions_are_those_of_the_packages():
    import pyphen
    import uharfbuzz

    from pipeline import fonts

    assert fonts.versions() == {"pyphen": pyphen.__version__, "uharfbuzz": uharfbuzz.__version__}
