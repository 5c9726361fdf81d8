"""The shell of record pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.publication.shell import cut_shell, take_shell

PAGE = (
    '<title>@@title@@ – X</title><meta content="@@description@@">'
    '<link href="/firms/_record/"><a href="../../en/firms/_record/">E</a><main>@@body@@</main>'
)


def test_a_stamped_page_has_every_part_in_its_place() -> None:
    stamped = cut_shell(PAGE).stamp(title="甲<乙>", description='"d"', code="00A", body="<p>b</p>")
    assert stamped == (
        '<title>甲&lt;乙&gt; – X</title><meta content="&quot;d&quot;">'
        '<link href="/firms/00A/"><a href="../../en/firms/00A/">E</a><main><p>b</p></main>'
    )


def test_marks_in_the_words_of_a_firm_are_left_alone() -> None:
    stamped = cut_shell(PAGE).stamp(title="@@body@@", description="", code="c", body="/_record/")
    assert "<title>@@body@@ – X" in stamped
    assert "<main>/_record/</main>" in stamped


def test_a_shell_without_a_body_is_refused() -> None:
    with pytest.raises(ValueError, match="body"):
        cut_shell("<title>@@title@@</title>@@description@@")


def test_taking_the_shell_leaves_no_page_behind(tmp_path: Path) -> None:
    folder = tmp_path / "firms" / "_record"
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(PAGE, encoding="utf-8")
    assert take_shell(tmp_path) == cut_shell(PAGE)
    assert not folder.exists()
