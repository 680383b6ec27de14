# 常用命令；不带参数运行 make 列出说明。
SHELL := /bin/bash
PYTHON := .venv/bin/python
PORT ?= 8000
LIVE_DIR ?= $(HOME)/ledger-data
SERVICE_DIR ?= /srv/ledger
export LEDGER_DATA_DIR ?= $(CURDIR)/var
TESTENV := env -u LEDGER_TODAY -u DATABASE_URL LEDGER_DATA_DIR=$(CURDIR)/var/test LEDGER_PLAIN_HTTP=1
# Every process starts a third faster; one that may not write here could not do it for itself.
COMPILE := $(PYTHON) -m compileall -q config unions members reports

.DEFAULT_GOAL := help
.PHONY: help install install-test run live service test test-postgres lint format types check bench lock

help: ## 列出命令
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

install: .venv/.installed ## 安装系统软件包、字体和 .venv
	@bash config/install/system.sh
	@$(PYTHON) config/install/fonts.py
	@$(COMPILE)

install-test: .venv/.installed-dev ## 再安装测试用的软件（Chromium、PostgreSQL、开发库）
	@bash config/install/system.sh --test
	@$(PYTHON) config/install/fonts.py
	@$(COMPILE)

.venv/bin/python:
	@bash config/install/system.sh
	@echo "建立 Python 环境 .venv ……"
	@python3 -m venv .venv

.venv/.installed: requirements.lock | .venv/bin/python
	@echo "安装 Python 库（首次约一两分钟）……"
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

.venv/.installed-dev: requirements-dev.lock | .venv/bin/python
	@echo "安装 Python 库和开发工具（首次约两三分钟）……"
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@ .venv/.installed

run: install ## 试用演示：启动（首次自动建库并装入演示数据），地址 http://127.0.0.1:8000
	@PORT=$(PORT) bash config/install/run.sh demo

live: install ## 正式启用：在空目录 LIVE_DIR（默认 ~/ledger-data）启动，不装演示数据
	@PORT=$(PORT) LEDGER_DATA_DIR="$(LIVE_DIR)" bash config/install/run.sh live

service: install ## 装成系统服务，办公室共用，每天自动备份（要 root；PRINT=目录 只写出服务文件）
	@$(PYTHON) -m config.install.service --data "$(SERVICE_DIR)" $(if $(ADDRESS),--address "$(ADDRESS)") \
	  $(if $(SERVICE_PORT),--port "$(SERVICE_PORT)") $(if $(CERT),--cert "$(CERT)" --key "$(CERT_KEY)") \
	  $(if $(PLAIN_HTTP),--plain-http) $(if $(PRINT),--print "$(PRINT)")

test: install-test lint types ## 全部检查和测试（SQLite）
	@$(TESTENV) $(PYTHON) manage.py makemigrations --check --dry-run
	@$(TESTENV) $(PYTHON) -m pytest -n 2 --dist loadgroup

test-postgres: install-test ## 与数据库有关的全部测试（PostgreSQL，自动启停）
	@$(TESTENV) bash config/install/postgres.sh $(PYTHON) -m pytest -n 2 --dist loadgroup -m "not engine_independent"

lint: install-test ## 代码检查和层次检查
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m ruff check .
	@report="$$(PYTHONPATH=. .venv/bin/lint-imports 2>&1)" || { echo "$$report"; exit 1; }

format: install-test ## 统一代码格式
	@$(PYTHON) -m ruff format .
	@$(PYTHON) -m ruff check --fix .

types: install-test ## 类型检查
	@$(TESTENV) $(PYTHON) -m mypy .

check: test test-postgres ## 提交前的全部检查

bench: install-test ## 速度和大小，与同一次运行的对照物之比
	@$(PYTHON) -m tests.bench

lock: .venv/.installed-dev ## 重新锁定依赖（带校验和，不写地址）
	@for extra in "" "--extra dev --allow-unsafe"; do \
	  out=requirements$${extra:+-dev}.lock; \
	  .venv/bin/pip-compile --quiet --generate-hashes --strip-extras --no-emit-index-url \
	    --no-emit-trusted-host --no-emit-find-links $$extra -o $$out pyproject.toml; done
