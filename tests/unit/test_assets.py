from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import assets


def test_a_checkout_finds_assets_and_problems_at_its_root() -> None:
    root = Path(assets.__file__).resolve().parents[1]
    assert assets.path("themes/desk.yaml") == root / "assets/themes/desk.yaml"
    assert assets.path("problems/CITE001.md") == root / "docs/problems/CITE001.md"
    assert assets.read_text("themes/desk.yaml")


@pytest.mark.parametrize("name", ["", "/etc/passwd", "../pyproject.toml", "themes/../../x", "a\0b", "..\\x"])
def test_a_name_cannot_lead_out(name: str) -> None:
    with pytest.raises(ValueError, match="not the name of an asset"):
        assets.path(name)


def test_an_absent_asset_is_not_found() -> None:
    with pytest.raises(FileNotFoundError):
        assets.read_text("themes/none.yaml")


def test_the_names_of_a_folder_are_sorted_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "desk.yaml" in assets.names("themes")
    monkeypatch.setattr(assets, "_IS_PACKED", True)
    monkeypatch.setattr(assets, "_PACKED", tmp_path)
    (tmp_path / "themes/folder").mkdir(parents=True)
    for name in ("b.yaml", "a.yaml"):
        (tmp_path / "themes" / name).touch()
    assert assets.names("themes") == ("a.yaml", "b.yaml")
    with pytest.raises(FileNotFoundError):
        assets.names("problems")
