#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "exchange/xlsx.h"

#define PIECE	(64 * 1024)
#define WIDTH	14.0		/* of a column, in digits */

struct xlsx {
	int fd;				/* without a name */
	lxw_workbook *book;		/* NULL once it is sent */
	lxw_worksheet *sheet;
	lxw_format *bold;
	lxw_row_t row;
	lxw_col_t column;
	lxw_error error;		/* the first of the row */
};

/* A file that is gone with the last who has it open. */
static int
nameless(const char *dir)
{
	char path[4096];
	int n = snprintf(path, sizeof path, "%s/bangfu-sheet-XXXXXX", dir), fd;

	if (n < 0 || (size_t)n >= sizeof path)
		return -1;
	if ((fd = mkostemp(path, O_CLOEXEC)) >= 0)
		unlink(path);
	return fd;
}

static lxw_workbook *
book_new(int fd, const char *dir)
{
	char path[40];
	lxw_workbook_options options = { .constant_memory = LXW_TRUE,
	    /* only read by the library */
	    .tmpdir = (char *)(uintptr_t)dir };

	/* The library opens what it writes by name. */
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	return workbook_new_opt(path, &options);
}

struct xlsx *
xlsx_new(const char *dir, const char *sheet)
{
	struct xlsx *x = calloc(1, sizeof *x);

	if (x == NULL)
		abort();
	if ((x->fd = nameless(dir)) >= 0)
		x->book = book_new(x->fd, dir);
	if (x->book != NULL)
		x->sheet = workbook_add_worksheet(x->book, sheet);
	if (x->sheet == NULL) {
		fprintf(stderr, "xlsx: no room for a workbook\n");
		xlsx_free(x);
		return NULL;
	}
	x->bold = workbook_add_format(x->book);
	format_set_bold(x->bold);
	worksheet_set_column(x->sheet, 0, LXW_COL_MAX - 1, WIDTH, NULL);
	worksheet_freeze_panes(x->sheet, 1, 0);
	return x;
}

void
xlsx_free(struct xlsx *x)
{
	if (x == NULL)
		return;
	lxw_workbook_free(x->book);
	if (x->fd >= 0)
		close(x->fd);
	free(x);
}

/* ---- cells ------------------------------------------------------------ */

static void
note(struct xlsx *x, lxw_error error)
{
	if (x->error == LXW_NO_ERROR)
		x->error = error;
	x->column++;
}

static void
put(struct xlsx *x, const char *s, lxw_format *format)
{
	note(x, s == NULL || *s == '\0' ? LXW_NO_ERROR :
	    worksheet_write_string(x->sheet, x->row, x->column, s, format));
}

void
xlsx_text(struct xlsx *x, const char *s)
{
	put(x, s, NULL);
}

void
xlsx_head(struct xlsx *x, const char *s)
{
	put(x, s, x->bold);
}

void
xlsx_number(struct xlsx *x, const char *s)
{
	char *end;
	double number;

	/* inf, nan and 0x are none of ours */
	if (s == NULL || *s == '\0' ||
	    s[strspn(s, "-0123456789.")] != '\0') {
		put(x, s, NULL);
		return;
	}
	number = strtod(s, &end);
	if (*end != '\0')
		put(x, s, NULL);
	else
		note(x, worksheet_write_number(x->sheet, x->row, x->column,
		    number, NULL));
}

enum err
xlsx_end(struct xlsx *x)
{
	if (x->error != LXW_NO_ERROR) {
		fprintf(stderr, "xlsx: row %u: %s\n", (unsigned)x->row,
		    lxw_strerror(x->error));
		return ERR_BROKEN;
	}
	x->row++;
	x->column = 0;
	return OK;
}

/* ---- the file --------------------------------------------------------- */

enum err
xlsx_send(struct xlsx *x,
    enum err (*write)(void *cookie, const char *at, size_t len),
    void *cookie)
{
	lxw_error error = workbook_close(x->book);
	char piece[PIECE];
	off_t at = 0;
	ssize_t n;
	enum err e;

	x->book = NULL;
	if (error != LXW_NO_ERROR) {
		fprintf(stderr, "xlsx: %s\n", lxw_strerror(error));
		return ERR_BROKEN;
	}
	while ((n = pread(x->fd, piece, sizeof piece, at)) > 0) {
		if ((e = write(cookie, piece, (size_t)n)) != OK)
			return e;
		at += n;
	}
	if (n < 0)
		perror("xlsx: what was written can't be read");
	return n < 0 || at == 0 ? ERR_BROKEN : OK;
}
