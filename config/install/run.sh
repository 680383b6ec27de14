#!/usr/bin/env bash
# Starts the ledger on this machine only: migrates and serves. "demo" loads the demo county at first
# run; "live" begins empty, in a folder of its own, and asks for a start code in the browser.
set -euo pipefail
cd "$(dirname "$0")/../.."
mode="${1:-demo}"
port="${PORT:-8000}"
python=.venv/bin/python
export LEDGER_PLAIN_HTTP=1
# What reading a large sheet took goes back to the system, not into the reserve of the process.
export MALLOC_MMAP_THRESHOLD_=131072 MALLOC_TRIM_THRESHOLD_=131072
if [ "$mode" = live ]; then
  unset LEDGER_TODAY
  if [ -e "$LEDGER_DATA_DIR/demo_accounts.txt" ]; then
    echo "$LEDGER_DATA_DIR 里是演示数据，不能正式启用。请用 LIVE_DIR 指定一个空目录。" >&2
    exit 2
  fi
else
  export LEDGER_TODAY="${LEDGER_TODAY-2009-11-20}"
fi
$python manage.py migrate --verbosity 0
$python manage.py purge_uploads
$python manage.py collectstatic --no-input --verbosity 0
if [ "$mode" = live ]; then
  echo "数据目录：$LEDGER_DATA_DIR"
  $python manage.py start_code
else
  $python manage.py seed_demo
  $python manage.py demo_accounts
  echo
  echo "以上是试用演示，数据都是虚构的。正式启用请运行 make live（另用一个空目录，不会混在一起）。"
fi
echo
echo "打开浏览器访问  http://127.0.0.1:$port/  （按 Ctrl+C 停止）"
exec .venv/bin/gunicorn config.wsgi:application --bind "127.0.0.1:$port" \
  --worker-class gthread --threads 4 --timeout 90 --log-level warning
