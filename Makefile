# make run serves Foresaid, make test proves it; make help lists the rest.

GO ?= go
GOLANGCI_LINT = github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0

.DEFAULT_GOAL := help

.PHONY: run
run: ## serve on http://127.0.0.1:8080 with the database ./data/foresaid.db; ARGS="--address :9000" adds flags
	$(GO) run ./cmd/foresaid serve $(ARGS)

.PHONY: build
build: ## build ./bin/foresaid, one self-contained file
	$(GO) build -trimpath -o bin/foresaid ./cmd/foresaid

# Ends with go test, whose last lines tell what ran. Vetting is not done twice.
.PHONY: test
test: setup check ## install what is missing, vet, and run all tests on SQLite, PostgreSQL and Chromium; ARGS="-run Claim"
	.ci/with-services $(GO) test -race -vet=off -timeout 20m $(ARGS) ./...

.PHONY: setup
setup: ## install Chromium, a Chinese font and PostgreSQL for the tests (Debian)
	.ci/setup

.PHONY: check
check: ## gofmt and go vet, without changing a file
	@unformatted=$$(gofmt -l .); if [ -n "$$unformatted" ]; then echo "gofmt (make fmt):" $$unformatted >&2; exit 1; fi
	$(GO) vet ./...

.PHONY: lint
lint: ## golangci-lint with .golangci.yml; the first time it is built, which takes a minute or two
	$(GO) run $(GOLANGCI_LINT) run

.PHONY: fmt
fmt: ## format all Go files
	gofmt -w .

.PHONY: bench
bench: setup ## run the benchmarks; ARGS="-bench Record -count 6" chooses
	.ci/with-services $(GO) test -run '^$$' -bench . -benchmem -timeout 60m $(ARGS) ./...

# A database of its own, so that no real one is ever mixed with it. Delete data/demo.db* to start afresh.
.PHONY: demo
demo: build ## fill ./data/demo.db with real predictions and serve it; ARGS as for run
	@mkdir -p data
	[ -e data/demo.db ] || bin/foresaid demo --database sqlite:data/demo.db || { rm -f data/demo.db*; exit 1; }
	bin/foresaid serve --database sqlite:data/demo.db $(ARGS)

.PHONY: screenshots
screenshots: setup build ## take the README's screenshots anew, of the demo data
	FORESAID_TEST_CHROMIUM="$${FORESAID_TEST_CHROMIUM:-$$(.ci/chromium)}" $(GO) run ./internal/web/screenshots

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
