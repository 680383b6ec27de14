#!/usr/bin/env bash
# Runs a command against a throwaway PostgreSQL server of its own, started and stopped here.
set -euo pipefail
bin="$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)"
work="$(mktemp -d)"
as_owner() { # PostgreSQL refuses to run as root
  if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; else "$@"; fi
}
[ "$(id -u)" != 0 ] || chown postgres:postgres "$work"
stop() { as_owner "$bin/pg_ctl" -D "$work/data" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$work"; }
trap stop EXIT
cd /
as_owner "$bin/initdb" -D "$work/data" -U ledger --auth=trust -E UTF8 --locale=C.UTF-8 >/dev/null
as_owner "$bin/pg_ctl" -D "$work/data" -w -l "$work/log" start \
  -o "-c listen_addresses='' -k $work -c fsync=off -c synchronous_commit=off -c full_page_writes=off" >/dev/null
cd "$OLDPWD"
as_owner "$bin/createdb" -h "$work" -U ledger ledger
DATABASE_URL="postgres://ledger@/ledger?host=$work" "$@"
