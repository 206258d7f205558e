#include <qrencode.h>

#include <string.h>

#include "core/text.h"
#include "fcgi/pages/qr.h"

#define MARGIN	4	/* modules: what readers want */

const char *
qr_path(struct pool *pool, const char *text, int *side)
{
	struct text t = text_start(pool);
	QRcode *code;
	int x, y, first;

	*side = 0;
	if (strlen(text) > QR_TEXT_MOST ||
	    (code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M)) == NULL)
		return NULL;
	for (y = 0; y < code->width; y++)
		for (x = 0; x < code->width; x++) {
			/* the lowest bit is the colour; a run is one stroke */
			for (first = x; x < code->width &&
			    (code->data[y * code->width + x] & 1) != 0; x++)
				;
			if (x > first)
				text_print(&t, "M%d %dh%dv1h-%dz",
				    first + MARGIN, y + MARGIN, x - first,
				    x - first);
		}
	*side = code->width + 2 * MARGIN;
	QRcode_free(code);
	return t.at;
}
