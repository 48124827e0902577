# Two commands do all on a fresh machine: `make run` and `make test`.

SHELL := /bin/bash
.DELETE_ON_ERROR:
.PHONY: run test deps build lint check-imports bench guard demo clean help

INDEX := .index/demo
FEED := .index/demo.ndjson
PORT := 8080
BINARY := .build/release/plejesoeg
# With Swift's own libraries inside: a sixth less from process start to first answer, and nothing else to install.
RELEASE := swift build -c release --static-swift-stdlib

help: ## Say what there is to make.
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

deps: ## Install the C libraries where they are missing (Debian).
	@scripts/install-deps

build: deps ## Build the release binary.
	$(RELEASE) --product plejesoeg

demo: build ## Write the demo feed and index it.
	@mkdir -p .index
	$(BINARY) demo-feed > $(FEED).new && mv $(FEED).new $(FEED)
	$(BINARY) index --index $(INDEX) $(FEED)

run: demo ## Build, index the national demo and serve it.
	$(BINARY) serve --index $(INDEX) --follow $(FEED) --port $(PORT) --hints --log-level notice

test: deps ## Build and run every test.
	swift test

lint: ## Check the format and the import table.
	scripts/check-format
	scripts/check-imports

bench: build ## Measure beside other engines, over HTTP and by feature (benchmarks/README.md).
	@scripts/install-deps wrk nginx-light
	benchmarks/speed/run --save
	benchmarks/http
	benchmarks/updates
	benchmarks/run
	benchmarks/micro/run

guard: deps ## Count the instructions of hot requests against the figures kept.
	@scripts/install-deps valgrind binutils
	$(RELEASE) --product enginecost
	swift build --product plejesoeg
	benchmarks/guard

clean: ## Remove what was built and indexed.
	rm -rf .build .index
