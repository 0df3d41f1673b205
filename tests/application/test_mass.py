"""Many objects at once: garbage is looked for again afterwards, whatever happened."""

from __future__ import annotations

import gc

import pytest

from desktop_app.application.mass import collecting_later


def test_collecting_is_put_off_and_taken_up_again_also_after_a_failure() -> None:
    assert gc.isenabled()
    with collecting_later():
        with collecting_later():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ZeroDivisionError), collecting_later():
        _ = 1 // 0
    assert gc.isenabled()
