#!/usr/bin/env bash
# Starts the ledger on this machine only: migrates, loads the demo county at first run, serves.
set -euo pipefail
cd "$(dirname "$0")/../.."
port="${PORT:-8000}"
python=.venv/bin/python
export LEDGER_PLAIN_HTTP=1 LEDGER_TODAY="${LEDGER_TODAY-2009-11-20}"
$python manage.py migrate --verbosity 0
$python manage.py collectstatic --no-input --verbosity 0
$python manage.py seed_demo
$python manage.py demo_accounts
echo
echo "打开浏览器访问  http://127.0.0.1:$port/  （按 Ctrl+C 停止）"
exec .venv/bin/gunicorn config.wsgi:application --bind "127.0.0.1:$port" \
  --worker-class gthread --threads 4 --timeout 90 --log-level warning
