# make run    starts SafeChat; make run ARGS="guide --lang en" passes arguments
# make test   runs the whole test suite
# make check  style, types, directions of imports, the guide's own check
# make bench  runs the benchmarks
# make faults strikes saving with every fault, for minutes, and prints one table (needs strace and root)
# make soak   presses 50,000 random keys and the like
# make wheel  builds dist/*.whl and dist/*.tar.gz
# make lock   writes the pinned requirements anew (needs uv)
# make clean  removes everything that the other targets made

PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$name"; break; }; done)
VENV ?= .venv
UV ?= uv
ARGS ?=
TESTS ?=

BIN := $(VENV)/bin
PO := $(wildcard src/safechat_tui/locale/*/LC_MESSAGES/*.po)
MO := $(PO:.po=.mo)
PARSED := src/safechat_tui/parsed/fr.json
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --compile
LOCK := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-annotate --no-header

# A person's own pip settings must not send packages elsewhere than into the environment.
unexport PIP_USER PIP_TARGET PIP_PREFIX PIP_ROOT PIP_REQUIRE_HASHES PIP_NO_DEPS PIP_DRY_RUN

.PHONY: run test check bench faults soak wheel lock clean
.DELETE_ON_ERROR:

run: $(VENV)/compiled.stamp $(MO) $(PARSED)
	@$(BIN)/safechat $(ARGS)

# The screens' tests mostly wait, so they run beside one another; real terminals and servers are tested one by one.
test: $(VENV)/dev.stamp $(MO) $(PARSED)
ifdef TESTS
	@$(BIN)/python -m pytest $(TESTS)
else
	@$(BIN)/python -m pytest --numprocesses 4 --dist worksteal --ignore tests/terminal --ignore tests/server
	@$(BIN)/python -m pytest tests/terminal tests/server
endif

check: $(VENV)/dev.stamp $(MO)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/safechat content check

bench: $(VENV)/dev.stamp $(MO) $(PARSED)
	@for file in $(wildcard tests/bench/bench_*.py); do $(BIN)/python "$$file" || exit 1; done

faults: $(VENV)/dev.stamp $(MO)
	@$(BIN)/python -m tests.faults

soak: $(VENV)/dev.stamp $(MO)
	@SOAK_STEPS=50000 $(BIN)/python -m pytest tests/pilot/test_any_keys.py

wheel: $(VENV)/dev.stamp
	$(BIN)/python -m build --no-isolation --outdir dist

lock:
	$(LOCK) pyproject.toml requirements.in --output-file requirements.txt
	$(LOCK) --constraint requirements.txt pyproject.toml requirements.in requirements-dev.in \
		--output-file requirements-dev.txt

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache $(MO) src/safechat_tui/parsed
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "SafeChat : Python >= 3.11 ?" >&2; exit 1; }
	@"$(PYTHON)" -m venv $(VENV)

$(VENV)/run.stamp: requirements.txt pyproject.toml hatch_build.py | $(BIN)/python
	@$(PIP) --require-hashes --requirement requirements.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

# Bytecode is compiled at once, and after each edit: a start without it takes several times as long, every time
# where PYTHONDONTWRITEBYTECODE is set.
$(VENV)/compiled.stamp: $(shell find src -name '*.py') | $(VENV)/run.stamp
	@$(BIN)/python -m compileall -q --invalidation-mode timestamp src
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt $(VENV)/run.stamp
	@$(PIP) --require-hashes --requirement requirements-dev.txt
	@touch $@

# A page that was not parsed costs a start some time, so an edit parses it once more.
$(PARSED): $(shell find content styles src -name "*.py" -o -name "*.po" -o -path "content/*" -type f -o -path "styles/*" -type f) | $(VENV)/run.stamp
	@$(BIN)/python hatch_build.py

%.mo: %.po | $(VENV)/run.stamp
	@$(BIN)/python hatch_build.py
