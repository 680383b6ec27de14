#!/bin/sh
# Installs the Debian packages the ledger needs; with --test also those of the tests.
# Prints nothing but one line and touches no network when all of them are there already.
set -eu

packages="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk fontconfig poppler-utils python3-venv"
[ "${1:-}" = "--test" ] && packages="$packages chromium chromium-driver postgresql"

if ! command -v dpkg-query >/dev/null 2>&1; then
    echo "这不是 Debian 系统，请自行安装：$packages（Not Debian: please install these yourself.）" >&2
    exit 1
fi

# A virtual environment may come from a Python that is not Debian's: ask the interpreter, not dpkg.
is_present() {
    [ "$1" = python3-venv ] && python3 -c "import ensurepip, venv" 2>/dev/null && return 0
    dpkg-query -W -f='${db:Status-Status}\n' "$1" 2>/dev/null | grep -qx installed
}

missing=""
for package in $packages; do
    is_present "$package" || missing="$missing $package"
done
if [ -z "$missing" ]; then
    echo "系统软件包齐全。"
    exit 0
fi

if [ "$(id -u)" -eq 0 ]; then
    as_root=""
elif command -v sudo >/dev/null 2>&1; then
    as_root="sudo"
else
    echo "缺少系统软件包，请让管理员执行（missing packages, ask an administrator to run）：apt-get install$missing" >&2
    exit 1
fi

apt() {
    # Another apt may be at work; wait for its lock instead of failing.
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 "$@"
}

update_lists() {
    # DPkg::Lock::Timeout does not cover the lock of the lists, so try again.
    for attempt in 1 2 3 4 5 6; do
        apt update && return 0
        echo "软件源暂时更新不了，10 秒后重试（第 $attempt 次）。"
        sleep 10
    done
    return 1
}

echo "正在安装系统软件包：$missing"
# shellcheck disable=SC2086 # the list is split into words on purpose
if ! { update_lists && apt install -y --no-install-recommends $missing; }; then
    echo "安装失败，请检查网络和软件源后重试（installation failed, missing packages）：$missing" >&2
    exit 1
fi
echo "系统软件包安装完毕。"
