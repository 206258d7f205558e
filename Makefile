# Bangfu.  One Makefile, not recursive.  `make help` lists the targets.
#
# BUILD=build/asan SANITIZE=1 builds the same programs with ASan and UBSan.

BUILD ?= build
VAR ?= var
PORT ?= 8080
PYTHON ?= /usr/bin/python3

CC = gcc
CXX = g++
WARN = -Wall -Wextra -Werror -Wshadow -Wconversion -Wformat=2 -Wwrite-strings \
	-Wvla -Wundef -Wcast-qual -Wpointer-arith
CWARN = -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition
CPPFLAGS = -I. -D_GNU_SOURCE -D_FORTIFY_SOURCE=2 -MMD -MP
CFLAGS = -std=c11 -O2 -g -fno-common -fstack-protector-strong -fPIE $(WARN) $(CWARN)
CXXFLAGS = -std=c++17 -O2 -g -fstack-protector-strong -fPIE $(WARN)
LDFLAGS = -pie -Wl,-z,relro,-z,now -Wl,--as-needed
ifdef SANITIZE
CPPFLAGS := $(filter-out -D_FORTIFY_SOURCE=2,$(CPPFLAGS))
CFLAGS += -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
CXXFLAGS += -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
LDFLAGS += -fsanitize=address,undefined
endif

# Foreign headers are not held to our warnings.
FOREIGN = -isystem /usr/include/mariadb \
	$(patsubst -I%,-isystem %,$(filter -I%,$(shell pkg-config --cflags gmime-3.0 vips libxml-2.0 2>/dev/null)))

LIB_db = -lmariadb -lsodium -licui18n -licuuc
LIB_http = -lfcgi $(shell pkg-config --libs gmime-3.0 2>/dev/null) -lsodium
LIB_page = -lctemplate_nothreads -lstdc++ -lqrencode
LIB_xml = -lcrypto -lxlsxwriter -lxml2 -lz
LIB_curl = -lcurl
LIB_vips = $(shell pkg-config --libs vips 2>/dev/null)

# ---- floors ---------------------------------------------------------------
# Each floor is a library of its folder's files but main.c; arrows go down.

sources = $(filter-out %/main.c,$(wildcard $(1)/*.c))
objects = $(patsubst %,$(BUILD)/%.o,$(basename $(1)))

core_o = $(call objects,$(call sources,core))
db_o = $(call objects,$(call sources,db))
exchange_o = $(call objects,$(call sources,exchange))
http_o = $(call objects,$(call sources,fcgi/http) $(wildcard fcgi/http/*.cc))
pages_o = $(call objects,$(call sources,fcgi/pages))
sms_o = $(call objects,$(call sources,sms))
run_o = $(call objects,$(call sources,conf/run))
photo_o = $(call objects,$(call sources,fcgi/photo))

core_a = $(BUILD)/libcore.a
db_a = $(BUILD)/libdb.a
exchange_a = $(BUILD)/libexchange.a
http_a = $(BUILD)/libhttp.a
pages_a = $(BUILD)/libpages.a
sms_a = $(BUILD)/libsms.a
run_a = $(BUILD)/librun.a
photo_a = $(BUILD)/libphoto.a

programs = $(foreach p,web:fcgi db:db sms:sms exchange:exchange photo:fcgi/photo run:conf/run,\
	$(if $(wildcard $(lastword $(subst :, ,$(p)))/main.c),\
	$(BUILD)/bangfu-$(firstword $(subst :, ,$(p)))))

.PHONY: all help run test bench soak fuzz lint install clean
all: $(programs)

help:
	@echo 'make            build'
	@echo 'make run        install what is missing, build, run on PORT=$(PORT) under VAR=$(VAR)'
	@echo 'make test       every test; ends with "N passed, N failed"'
	@echo 'make bench      side-by-side speed figures'
	@echo 'make soak       the kill -9 test, 50 kills'
	@echo 'make fuzz       the fuzzers, SECONDS=300 each'
	@echo 'make lint       clang-tidy, cppcheck'
	@echo 'make install    programs, templates and conf under DESTDIR, PREFIX'

$(core_a): $(core_o)
$(db_a): $(db_o)
$(exchange_a): $(exchange_o)
$(http_a): $(http_o)
$(pages_a): $(pages_o)
$(sms_a): $(sms_o)
$(run_a): $(run_o)
$(photo_a): $(photo_o)
$(BUILD)/%.a:
	@rm -f $@
	@echo "  $@"
	@ar rcs $@ $^

$(BUILD)/bangfu-web: $(BUILD)/fcgi/main.o $(pages_a) $(http_a) $(exchange_a) $(db_a) $(core_a)
	@echo "  $@"
	@$(CXX) $(LDFLAGS) -o $@ $^ $(LIB_page) $(LIB_http) $(LIB_xml) $(LIB_db)
$(BUILD)/bangfu-db: $(BUILD)/db/main.o $(db_a) $(core_a)
	@echo "  $@"
	@$(CC) $(LDFLAGS) -o $@ $^ $(LIB_db)
$(BUILD)/bangfu-sms: $(BUILD)/sms/main.o $(sms_a) $(http_a) $(db_a) $(core_a)
	@echo "  $@"
	@$(CC) $(LDFLAGS) -o $@ $^ $(LIB_http) $(LIB_curl) $(LIB_db)
$(BUILD)/bangfu-exchange: $(BUILD)/exchange/main.o $(exchange_a) $(db_a) $(core_a)
	@echo "  $@"
	@$(CC) $(LDFLAGS) -o $@ $^ $(LIB_xml) $(LIB_curl) $(LIB_db)
# It alone is bound to libvips: what decodes has nothing else in reach.
$(BUILD)/bangfu-photo: $(BUILD)/fcgi/photo/main.o $(photo_a) $(core_a)
	@echo "  $@"
	@$(CC) $(LDFLAGS) -o $@ $^ $(LIB_vips)
$(BUILD)/bangfu-run: $(BUILD)/conf/run/main.o $(run_a) $(db_a) $(core_a)
	@echo "  $@"
	@$(CC) $(LDFLAGS) -o $@ $^

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	@echo "  $@"
	@$(CC) $(CPPFLAGS) $(FOREIGN) $(CFLAGS) -c -o $@ $<
$(BUILD)/%.o: %.cc
	@mkdir -p $(@D)
	@echo "  $@"
	@$(CXX) $(CPPFLAGS) $(FOREIGN) $(CXXFLAGS) -c -o $@ $<

# ---- unit tests: one program a file of tests/unit --------------------------
unit_tests = $(patsubst tests/unit/%.c,$(BUILD)/tests/unit/%,$(wildcard tests/unit/test_*.c))
unit_a = $(foreach f,run sms pages http exchange photo,$(if $($(f)_o),$($(f)_a))) $(db_a) $(core_a)
$(unit_tests): $(BUILD)/tests/unit/%: $(BUILD)/tests/unit/%.o $(unit_a)
	@echo "  $@"
	@$(CXX) $(LDFLAGS) -o $@ $^ -lcmocka $(LIB_page) $(LIB_http) $(LIB_xml) $(LIB_curl) $(LIB_vips) $(LIB_db)

.PHONY: unit unit-programs
unit-programs: $(unit_tests)
unit: $(unit_tests)
	@for t in $(unit_tests); do $$t || exit 1; done

# ---- bench: the product beside bare programs on the same way ---------------
HOUSEHOLDS ?= 20000
HOUSEHOLDS_SEARCH ?= 20000
$(BUILD)/bench/bare: tests/bench/bare.c
	@mkdir -p $(@D)
	@echo "  $@"
	@$(CC) -D_GNU_SOURCE $(FOREIGN) $(CFLAGS) -o $@ $< -lfcgi -lmariadb
bench:
	@conf/install-packages.sh build run test bench
	@$(MAKE) --no-print-directory -s -j2 all $(BUILD)/bench/bare
	@$(PYTHON) tests/bench/bench.py --build=$(BUILD) --var=$(VAR) \
		--households=$(HOUSEHOLDS) --search=$(HOUSEHOLDS_SEARCH)

# ---- lint: three readers of the C; each warning is an error ----------------
linted = $(wildcard core/*.c db/*.c exchange/*.c fcgi/http/*.c fcgi/pages/*.c \
	fcgi/main.c sms/*.c fcgi/photo/*.c conf/run/*.c)
TIDY = -*,clang-analyzer-*,bugprone-*,-bugprone-easily-swappable-parameters,$\
	-bugprone-narrowing-conversions,-bugprone-sizeof-expression,$\
	-bugprone-implicit-widening-of-multiplication-result,$\
	-bugprone-reserved-identifier,-bugprone-suspicious-missing-comma,$\
	-bugprone-not-null-terminated-result,-bugprone-branch-clone,$\
	-bugprone-signed-char-misuse,$\
	-clang-analyzer-security.insecureAPI.DeprecatedOrUnsafeBufferHandling
LINTED = -std=c11 -O1 $(filter-out -MMD -MP,$(CPPFLAGS)) $(FOREIGN)
lint:
	@conf/install-packages.sh build test
	@$(MAKE) --no-print-directory -s -j2 \
		$(patsubst %.c,$(BUILD)/lint/%.ok,$(linted))
	@cppcheck --std=c11 --enable=warning,portability,performance --quiet \
		--inline-suppr --suppress=missingIncludeSystem -I. \
		--error-exitcode=1 $(linted)
	@echo 'lint: nothing found in $(words $(linted)) files'
# What is lost is found by the leak check of the sanitised tests.
$(BUILD)/lint/%.ok: %.c
	@mkdir -p $(@D)
	@echo "  lint $<"
	@$(CC) $(LINTED) -fanalyzer -Wall -Wextra -Werror \
		-Wno-analyzer-malloc-leak -Wno-analyzer-null-dereference \
		-c -o $@.o $<
	@clang-tidy --quiet --warnings-as-errors='*' --checks='$(TIDY)' $< -- \
		$(LINTED) 2>/dev/null
	@touch $@

# ---- fuzzers: one program a file of tests/fuzz, with clang's libFuzzer -----
FUZZ_CC = clang-14
SECONDS ?= 300
fuzzers = $(patsubst tests/fuzz/fuzz_%.c,$(BUILD)/fuzz/%,$(wildcard tests/fuzz/fuzz_*.c))
# What a harness drives, and what that needs, besides core.
FUZZ_book = $(patsubst %,exchange/%.c,xml_book xml_pull zip_read table)
FUZZ_LIB_book = -lxml2 -lz
FUZZ_csv = exchange/csv.c exchange/csv_read.c exchange/table.c
FUZZ_form = fcgi/http/form.c
FUZZ_cookie = fcgi/http/cookie.c
FUZZ_multipart = fcgi/http/multipart.c
FUZZ_photo = fcgi/photo/picture.c fcgi/photo/bmp.c
FUZZ_LIB_photo = $(LIB_vips)
FUZZ_LIB_multipart = $(shell pkg-config --libs gmime-3.0 2>/dev/null)
FUZZ_grammar = $(patsubst %,sms/%.c,grammar grammar_item grammar_row scan \
	number normalise word word_reply)
FUZZ_LIB_grammar = $(shell pkg-config --libs gmime-3.0 2>/dev/null)
FUZZ = $(FUZZ_CC) -I. -D_GNU_SOURCE $(FOREIGN) -std=c11 -O1 -g $(WARN) $(CWARN) \
	-fno-sanitize-recover=all -fno-omit-frame-pointer
# core is built once for all of them.
fuzz_core = $(patsubst %.c,$(BUILD)/fuzz/%.o,$(call sources,core))
$(fuzz_core): $(BUILD)/fuzz/%.o: %.c
	@mkdir -p $(@D)
	@$(FUZZ) -MMD -MP -fsanitize=fuzzer-no-link,address,undefined -c -o $@ $<
$(BUILD)/fuzz/libcore.a: $(fuzz_core)
$(foreach f,$(fuzzers),$(eval $(f): $(FUZZ_$(notdir $(f)))))
$(fuzzers): $(BUILD)/fuzz/%: tests/fuzz/fuzz_%.c tests/fuzz/fuzz.h \
    $(BUILD)/fuzz/libcore.a $(wildcard core/*.h)
	@mkdir -p $(@D)
	@echo "  $@"
	@$(FUZZ) -fsanitize=fuzzer,address,undefined -o $@ $(filter %.c,$^) \
		$(filter %.a,$^) $(FUZZ_LIB_$*)

.PHONY: fuzzers
fuzzers: $(fuzzers)
fuzz:
	@conf/install-packages.sh build test
	@$(MAKE) --no-print-directory -s -j2 fuzzers
	@$(PYTHON) tests/fuzz/run.py --build=$(BUILD) --seconds=$(SECONDS)

# ---- running and installing -----------------------------------------------
run:
	@conf/install-packages.sh build run
	@$(MAKE) --no-print-directory -s -j2 all
	@exec $(BUILD)/bangfu-run --var="$(VAR)" --port="$(PORT)" --home="$(CURDIR)"

test:
	@conf/install-packages.sh build run test && \
	$(MAKE) --no-print-directory -s -j2 all unit-programs fuzzers && \
	$(MAKE) --no-print-directory -s -j2 BUILD=build/asan SANITIZE=1 \
		all unit-programs || { echo '0 passed, 1 failed'; exit 1; }
	@tests/run
soak:
	@conf/install-packages.sh build run test
	@$(MAKE) --no-print-directory -s -j2 all
	@tests/run --kills=50 kill

PREFIX ?= /usr/local
bin = $(DESTDIR)$(PREFIX)/bin
share = $(DESTDIR)$(PREFIX)/share/bangfu
units = $(DESTDIR)/lib/systemd/system
etc = $(DESTDIR)/etc/bangfu
# Words between two "at" signs are filled in.
fill = sed -e 's|@BIN@|$(PREFIX)/bin|g' -e 's|@NGINX@|/etc/bangfu/nginx|g' \
	-e 's|@SHARE@|$(PREFIX)/share/bangfu|g' -e 's|@LOG@|/var/log/nginx|g' \
	-e 's|@STATIC@|$(PREFIX)/share/bangfu/static|g' \
	-e 's|@DOWN@|$(PREFIX)/share/bangfu/down|g' \
	-e 's|@FILES@|/var/lib/bangfu/files|g'

# What an administrator fills in is never written over.
install: all
	install -d $(bin) $(share)/templates $(share)/static $(share)/migrate \
		$(share)/reference $(share)/dictionary $(share)/picture $(share)/down \
		$(units) $(etc)/nginx $(etc)/kannel $(etc)/mariadb \
		$(DESTDIR)/usr/lib/sysusers.d
	install -m 755 $(filter-out %/bangfu-run,$(programs)) $(bin)
	install -m 755 conf/backup.sh $(bin)/bangfu-backup
	install -m 644 templates/*.tpl $(share)/templates
	install -m 644 fcgi/static/* $(share)/static
	install -m 644 db/migrate/*.sql $(share)/migrate
	install -m 644 db/reference/*.csv $(share)/reference
	install -m 644 db/dictionary/*.csv $(share)/dictionary
	install -m 644 db/picture/*.jpg $(share)/picture
	install -m 644 conf/nginx/down/*.html $(share)/down
	install -m 644 conf/nginx/headers.conf conf/nginx/fastcgi.conf $(etc)/nginx
	install -m 644 conf/mariadb/law.cnf conf/mariadb/grants.sql \
		conf/mariadb/production.sql $(etc)/mariadb
	install -m 644 conf/systemd/bangfu.sysusers \
		$(DESTDIR)/usr/lib/sysusers.d/bangfu.conf
	install -m 644 conf/systemd/*.target conf/systemd/*.timer $(units)
	for f in conf/systemd/*.in; do \
		$(fill) $$f >$(units)/$$(basename $$f .in) || exit 1; done
	for f in nginx/site.conf nginx/places.conf; do \
		$(fill) conf/$$f.in >$(etc)/$$f || exit 1; done
	for f in nginx/production.conf kannel/production.conf bangfu.env sms.env; \
	do	test -e $(etc)/$$f || { umask 027; \
		$(fill) conf/$$f.in >$(etc)/$$f; } || exit 1; done

clean:
	rm -rf build

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
