#!/usr/bin/env bash
# Opens the window on a demo workspace. Without a screen it does the main job offscreen and says where the results lie.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

python=.venv/bin/python
workspace=out/demo
tour=out/tour

if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && [ "$(uname -s)" = Linux ]; then
    echo "没有图形界面，改为在后台走一遍主要流程……"
    rm -rf "$tour"
    QT_QPA_PLATFORM=offscreen "$python" -m desktop_app --demo-tour "$tour"
    echo "清单、两种文书和窗口截图已放在：$PWD/$tour"
    exit
fi

if [ ! -d "$workspace" ]; then
    "$python" -c 'import sys; from desktop_app.__main__ import command; sys.exit(command())' --workspace "$workspace" workspace demo
fi
echo "演示工作区：$PWD/$workspace（删除这个文件夹即可重新生成）"
exec "$python" -m desktop_app --workspace "$workspace"
