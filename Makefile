# make run     starts SafeChat; make run ARGS="guide --lang en" passes arguments
# make quick   runs what tells within a minute whether an edit broke something
# make test    runs every test, and of each long sweep a sample; TESTS="..." runs some of them
# make soak    runs the rest of the sweeps, and presses 50,000 random keys and the like; SEED=1 draws the same every time
# make pythons runs make quick's tests with every version of Python that is tried and found
# make floors  runs some tests with the oldest libraries that pyproject.toml allows
# make check   style, types, directions of imports, ceilings, the guide's own check
# make bench   runs the benchmarks; tests/bench/bench_database.py takes minutes and is run by hand
# make faults  strikes saving with every fault, for minutes, and prints one table (needs strace)
# make wheel   builds dist/*.whl and dist/*.tar.gz
# make deb     builds dist/*.deb for a server or a machine with this system's own Python
# make lock    writes the pinned requirements anew (needs uv)
# make clean   removes everything that the other targets made

# The versions that the tests were run with.
PYTHONS := 3.13 3.12 3.11
PYTHON ?= $(shell for name in python3 $(PYTHONS:%=python%) python; do \
	"$$name" -c 'import sys; sys.exit("%d.%d" % sys.version_info[:2] not in "$(PYTHONS)".split())' 2>/dev/null \
	&& { echo "$$name"; break; }; done)
VENV ?= .venv
UV ?= uv
ARGS ?=
TESTS ?=
SEED ?=

BIN := $(VENV)/bin
PO := $(wildcard src/safechat_tui/locale/*/LC_MESSAGES/*.po)
MO := $(PO:.po=.mo)
PARSED := src/safechat_tui/parsed/fr.json
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --compile
BESIDE := --numprocesses 4 --dist worksteal
QUICK := tests/unit tests/content tests/pilot/test_keys.py tests/terminal/test_escape.py \
	$(patsubst %,--ignore-glob '*/%',*_state_machine.py test_handout_pdf.py test_paper_languages.py test_content.py) \
	--few --hypothesis-profile few -m 'not soak and not slow and not drawn'
FLOORS := .venv-floors
LOCK := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-annotate --no-header

# A person's own pip settings must not send packages elsewhere than into the environment.
unexport PIP_USER PIP_TARGET PIP_PREFIX PIP_ROOT PIP_REQUIRE_HASHES PIP_NO_DEPS PIP_DRY_RUN

.PHONY: run quick test soak pythons floors check bench faults wheel deb lock clean
.DELETE_ON_ERROR:

run: $(VENV)/compiled.stamp $(MO) $(PARSED)
	@$(BIN)/safechat $(ARGS)

# Much of a test is waiting, so more of them run beside one another than there are processors. Those of the server
# share accounts of the machine and run one after the other.
test: $(VENV)/dev.stamp $(MO) $(PARSED)
ifdef TESTS
	@$(BIN)/python -m pytest $(TESTS)
else
	@$(BIN)/python -m pytest $(BESIDE) --ignore tests/server
	@$(BIN)/python -m pytest tests/server
endif

# Every process that runs tests would else compile them anew where PYTHONDONTWRITEBYTECODE is set.
quick: $(VENV)/dev.stamp $(MO) $(PARSED)
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest $(BESIDE) --numprocesses 3 $(QUICK)

soak: $(VENV)/dev.stamp $(MO) $(PARSED)
	@SOAK_STEPS=50000 $(BIN)/python -m pytest $(BESIDE) $(SEED:%=--hypothesis-seed=%) -m 'soak or drawn' --ignore tests/server

# Each version has an environment of its own, beside the usual one.
pythons:
	@for version in $(PYTHONS); do \
		for python in python$$version ~/.pyenv/versions/$$version.*/bin/python; do \
			"$$python" -c "" 2>/dev/null && break; \
		done || { echo "Python $$version: not found"; continue; }; \
		echo "Python $$version:"; \
		$(MAKE) --no-print-directory quick VENV=.venv-$$version PYTHON="$$python" || exit 1; \
	done

floors: $(FLOORS)/stamp $(MO) $(PARSED)
	@$(FLOORS)/bin/python -m pytest $(BESIDE) tests/unit/handout tests/unit/store tests/unit/age tests/packaging \
		tests/pilot/test_frame.py tests/pilot/test_canvas.py tests/terminal/test_escape.py

check: $(VENV)/dev.stamp $(MO)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@$(BIN)/python -m pytest tests/unit/test_house.py tests/unit/test_i18n.py tests/unit/commands/test_manual.py
	$(BIN)/safechat content check content

bench: $(VENV)/dev.stamp $(MO) $(PARSED)
	@for name in beside keeping leaving many pdf search; do $(BIN)/python -m tests.bench.bench_$$name || exit 1; done

faults: $(VENV)/dev.stamp $(MO)
	@$(BIN)/python -m tests.faults
	@$(BIN)/python -m tests.faults database

wheel: $(VENV)/run.stamp
	@$(BIN)/python -m hatchling build --directory dist

deb: wheel
	@sh packaging/deb/build "$$(ls -t dist/*.whl | head -n 1)" $(BIN)/python -m pip --disable-pip-version-check

lock:
	$(LOCK) pyproject.toml requirements.in --output-file requirements.txt
	$(LOCK) --constraint requirements.txt --extra postgres pyproject.toml --output-file requirements-run.txt
	$(LOCK) --constraint requirements-run.txt --constraint requirements.txt --extra postgres --extra scripts pyproject.toml \
		requirements.in requirements-dev.in --output-file requirements-dev.txt

clean:
	rm -rf $(VENV) $(FLOORS) $(PYTHONS:%=.venv-%) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache $(MO) src/safechat_tui/parsed
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "SafeChat : Python $(PYTHONS) ?" >&2; exit 1; }
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

# Of what pyproject.toml asks for, the oldest; of what only tests need, the newest.
$(FLOORS)/stamp: pyproject.toml requirements.in requirements-dev.in hatch_build.py
	@rm -rf $(FLOORS)
	@"$(PYTHON)" -m venv $(FLOORS)
	@"$(PYTHON)" -c 'import re, tomllib; \
		asked = tomllib.load(open("pyproject.toml", "rb"))["project"]["dependencies"]; \
		print(*(re.sub(r">=([^,]+).*", r"==\1", line) for line in asked), sep="\n")' >$(FLOORS)/floors.txt
	@$(PIP:$(BIN)%=$(FLOORS)/bin%) --requirement $(FLOORS)/floors.txt --requirement requirements.in \
		--requirement requirements-dev.in
	@$(PIP:$(BIN)%=$(FLOORS)/bin%) --no-deps --no-build-isolation --editable .
	@touch $@

# A page that was not parsed costs a start some time, so an edit parses it once more.
$(PARSED): $(shell find content styles src -name "*.py" -o -name "*.po" -o -path "content/*" -type f -o -path "styles/*" -type f) | $(VENV)/run.stamp
	@$(BIN)/python hatch_build.py

%.mo: %.po | $(VENV)/run.stamp
	@$(BIN)/python hatch_build.py
