"""Why the operating system refused, in the language of the sentence around it."""

import errno
import os

import pytest

from desktop_app.domain.refusals import cause


@pytest.mark.parametrize("number", [errno.ENOENT, errno.EACCES, errno.ENOSPC, errno.EROFS, errno.EISDIR, errno.EIO])
def test_common_causes_are_said_in_chinese(number):
    said = cause(OSError(number, os.strerror(number)))
    assert said and not any(char.isascii() and char.isalpha() for char in said)


def test_a_rare_cause_is_named_by_its_number_and_an_own_one_by_its_words():
    assert cause(OSError(errno.EXDEV, "Invalid cross-device link")) == f"系统错误 {errno.EXDEV}"
    assert cause(OSError("图片没有生成")) == "图片没有生成"
