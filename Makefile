# The few commands people need. `make` alone explains them.
# Everything else is CMake (see CMakePresets.json) and npm (see web/package.json).

PRESET ?= release
JOBS ?= $(shell nproc)
PORT ?= 8080
DATA ?= data
NPM_FOLDERS = web tests/graphql-reference tests/oidc tests/e2e tests/servers tests/files

.PHONY: help deps run build web test soak check bench bench-full clean

help:
	@echo "make run     install what is missing, build, serve on http://localhost:$(PORT)"
	@echo "make test    install what is missing, build, run every test"
	@echo "make build   leave the binary at build/release/waymark"
	@echo "make soak    property tests, crash tests and fuzzers with new random inputs, for as long as you like"
	@echo "make check   format, lint, warnings, layering, coroutine safety"
	@echo "make bench   measure, side by side with peers; results in bench/results"
	@echo "make bench-full  the same at full size: 50 million tasks, 10 GB of backup; hours and 60 GB of disk"

deps:
	@scripts/install-packages.sh
	@scripts/install-npm.sh $(NPM_FOLDERS)

web: deps
	@scripts/build-web.sh

build: web
	@cmake --preset $(PRESET) >/dev/null
	@cmake --build build/$(PRESET) --target waymark -j $(JOBS)

run: build
	@build/$(PRESET)/waymark serve --port $(PORT) --data $(DATA)

# Unit tests with the library's assertions on, everything from outside against the binary that people run.
test: build
	@cmake --preset dev >/dev/null
	@cmake --build build/dev -j $(JOBS)
	@scripts/test.sh build/dev

soak: web
	@cmake --preset dev >/dev/null
	@cmake --build build/dev -j $(JOBS)
	@scripts/soak.sh build/dev

check: web
	@scripts/check.sh

bench: web
	@scripts/bench.sh

bench-full: web
	@BENCH_FULL=1 scripts/bench.sh

clean:
	rm -rf build web/dist
