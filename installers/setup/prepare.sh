#!/usr/bin/env bash
# Prepares this checkout: a Python, .venv with the locked libraries, the system libraries that Qt and the tests need.
# usage: prepare.sh run | develop | test | installer
# Safe to repeat: what is there is left alone, so a second run takes a moment. As root it installs what is missing
# with apt; as anybody else it prints the one command that does.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

purpose=${1:?usage: prepare.sh run|develop|test|installer}
venv=.venv
python=$venv/bin/python

refuse() {
    printf '%s\n' "$@" >&2
    exit 1
}

case $purpose in
run | develop | test | installer) ;;
*) refuse "不认识的用途：$purpose（run、develop、test、installer 之一）" ;;
esac

apt_is_fresh=no
system_packages() { # system_packages PACKAGE... : installs them, or says how
    if ! command -v apt-get >/dev/null; then
        refuse "缺少系统组件：$*（Debian 包名）。请用本机的软件包管理器安装同名或等价的组件，再重新执行。"
    fi
    if [ "$(id -u)" -ne 0 ]; then
        refuse "缺少系统组件，请先执行下面这一行，再重新执行：" "  sudo apt-get update && sudo apt-get install -y $*"
    fi
    echo "安装系统组件：$*"
    if [ "$apt_is_fresh" = no ]; then
        apt-get update -qq
        apt_is_fresh=yes
    fi
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null ||
        refuse "系统组件没有装上（原因见上）：$*"
}

# --- Python -------------------------------------------------------------------------------------------------------
right_version() { # a Python this program supports
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null
}

can_make_venv() { # Debian splits these modules off
    "$1" -c 'import ensurepip, venv' 2>/dev/null
}

find_python() {
    local name
    for name in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null && right_version "$name"; then
            command -v "$name"
            return
        fi
    done
}

make_venv() {
    local found
    found=$(find_python)
    if [ -z "$found" ] && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
        system_packages python3 python3-venv
        found=$(find_python)
    fi
    if [ -z "$found" ]; then
        refuse "没有找到可用的 Python：需要 3.11、3.12 或 3.13，请先安装其中一个，再重新执行。"
    fi
    if ! can_make_venv "$found"; then
        system_packages "$("$found" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
    fi
    echo "使用 $("$found" --version)，建立 $venv"
    "$found" -m venv --clear "$venv"
}

# --- locked libraries ----------------------------------------------------------------------------------------------
stamp_of() { # the state that a finished installation of this lock leaves behind
    { pwd; cat "requirements/$1.lock" pyproject.toml; } | cksum
}

installed() {
    [ "$(cat "$venv/prepared-$1" 2>/dev/null)" = "$(stamp_of "$1")" ]
}

install_locked() {
    local lock=$1
    echo "安装锁定的依赖（requirements/$lock.lock），首次需要几分钟……"
    "$python" -m pip install -q --disable-pip-version-check --require-hashes --only-binary :all: \
        -r "requirements/$lock.lock" || refuse "依赖没有装上（原因见上）：请检查能否连上 Python 软件源，再重新执行，会接着做。"
    # The build backend is in develop.lock; for running alone the program needs no installation of itself.
    if [ "$lock" = develop ]; then
        "$python" -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation --editable .
    fi
    stamp_of "$lock" >"$venv/prepared-$lock"
}

# --- system libraries ----------------------------------------------------------------------------------------------
missing_libraries() { # missing_libraries LIBRARY=PACKAGE... : the packages whose library cannot be loaded
    "$python" - "$@" <<'PYTHON'
import ctypes
import sys

missing = set()
for pair in sys.argv[1:]:
    library, package = pair.split("=")
    try:
        ctypes.CDLL(library)
    except OSError:
        missing.add(package)
print(*sorted(missing))
PYTHON
}

drawing="libEGL.so.1=libegl1 libGL.so.1=libgl1 libxkbcommon.so.0=libxkbcommon0 libfontconfig.so.1=libfontconfig1
    libfreetype.so.6=libfreetype6 libglib-2.0.so.0=libglib2.0-0 libdbus-1.so.3=libdbus-1-3"
screen="libxcb-cursor.so.0=libxcb-cursor0 libxkbcommon-x11.so.0=libxkbcommon-x11-0 libX11-xcb.so.1=libx11-xcb1
    libxcb-icccm.so.4=libxcb-icccm4 libxcb-image.so.0=libxcb-image0 libxcb-keysyms.so.1=libxcb-keysyms1
    libxcb-randr.so.0=libxcb-randr0 libxcb-render-util.so.0=libxcb-render-util0 libxcb-shape.so.0=libxcb-shape0
    libxcb-sync.so.1=libxcb-sync1 libxcb-util.so.1=libxcb-util1 libxcb-xfixes.so.0=libxcb-xfixes0
    libxcb-xkb.so.1=libxcb-xkb1 libcups.so.2=libcups2"

need_libraries() {
    local packages
    # shellcheck disable=SC2086  # both lists are words
    packages=$(missing_libraries $1)
    # shellcheck disable=SC2086
    [ -z "$packages" ] || system_packages $packages
}

need_postgresql() {
    command -v initdb >/dev/null && return
    ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || system_packages postgresql
}

need_freezing_tools() {
    command -v objdump >/dev/null || system_packages binutils
    local package
    package=$("$python" - <<'PYTHON'
import ctypes
import sys
import sysconfig
from pathlib import Path

name = sysconfig.get_config_var("INSTSONAME") or ""
if not (Path(sysconfig.get_config_var("LIBDIR")) / name).exists():
    try:
        ctypes.CDLL(name)
    except OSError:
        print("libpython%d.%d" % sys.version_info[:2])
PYTHON
    )
    [ -z "$package" ] || system_packages "$package"
}

# --- what each purpose needs ---------------------------------------------------------------------------------------
if ! { [ -x "$python" ] && right_version "$python"; }; then
    make_venv
fi
if [ "$purpose" = run ]; then
    installed develop || installed runtime || install_locked runtime
else
    installed develop || install_locked develop
fi

case $purpose in
run)
    need_libraries "$drawing"
    [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || need_libraries "$screen"
    ;;
develop) need_libraries "$drawing" ;;
test)
    need_libraries "$drawing"
    need_postgresql
    ;;
installer)
    need_libraries "$drawing $screen"
    need_freezing_tools
    ;;
esac
