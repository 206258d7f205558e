// The only C++ in the house: what ctemplate needs and no more.  Exceptions
// end here.
#include <cstring>
#include <exception>
#include <string>

#include <dirent.h>

#include <ctemplate/template.h>
#include <ctemplate/template_cache.h>
#include <ctemplate/template_dictionary.h>
#include <ctemplate/template_enums.h>

extern "C" {
#include "fcgi/http/page.h"
}

using ctemplate::Template;
using ctemplate::TemplateDictionary;
using ctemplate::TemplateString;

static const ctemplate::Strip STRIP = ctemplate::STRIP_BLANK_LINES;

// A page is a dictionary; the top one also knows its template.
struct page {
	TemplateDictionary *dictionary;
	std::string file;
	// Parts hang below their page and go with it.
	page *first, *next;
};

static page *
page_of(page *above, TemplateDictionary *dictionary)
{
	page *p = new page{dictionary, "", nullptr, nullptr};

	if (above != nullptr) {
		p->next = above->first;
		above->first = p;
	}
	return p;
}

static bool
load(const char *file)
{
	Template *t = Template::GetTemplate(file, STRIP);
	if (t == nullptr || t->state() != ctemplate::TS_READY) {
		fprintf(stderr, "page: template %s is missing or wrong\n",
		    file);
		return false;
	}
	return true;
}

bool
page_start(const char *directory)
{
	bool ok = true;
	DIR *dir;

	Template::SetTemplateRootDirectory(directory);
	if ((dir = opendir(directory)) == nullptr) {
		fprintf(stderr, "page: no templates in %s\n", directory);
		return false;
	}
	while (struct dirent *entry = readdir(dir)) {
		const char *dot = strrchr(entry->d_name, '.');

		if (dot != nullptr && strcmp(dot, ".tpl") == 0)
			ok = load(entry->d_name) && ok;
	}
	closedir(dir);
	return ok;
}

struct page *
page_new(const char *file)
{
	page *p = page_of(nullptr, new TemplateDictionary("page"));

	p->file = file;
	return p;
}

static void
free_below(page *p)
{
	while (p != nullptr) {
		page *next = p->next;

		free_below(p->first);
		delete p;
		p = next;
	}
}

void
page_free(struct page *p)
{
	if (p == nullptr)
		return;
	delete p->dictionary;
	free_below(p->first);
	delete p;
}

void
page_text(struct page *p, const char *name, const char *value)
{
	p->dictionary->SetValue(name, value != nullptr ? value : "");
}

void
page_global(struct page *p, const char *name, const char *value)
{
	p->dictionary->SetTemplateGlobalValue(name,
	    value != nullptr ? value : "");
}

void
page_int(struct page *p, const char *name, int64_t value)
{
	p->dictionary->SetIntValue(name, static_cast<long>(value));
}

void
page_show(struct page *p, const char *section)
{
	p->dictionary->ShowSection(section);
}

struct page *
page_part(struct page *p, const char *section)
{
	return page_of(p, p->dictionary->AddSectionDictionary(section));
}

struct page *
page_include(struct page *p, const char *name, const char *file)
{
	TemplateDictionary *d = p->dictionary->AddIncludeDictionary(name);

	d->SetFilename(file);
	return page_of(p, d);
}

enum err
page_render(struct page *p, struct pool *pool, const char **html, size_t *len)
{
	try {
		std::string out;

		out.reserve(32 * 1024);
		if (!ctemplate::ExpandTemplate(p->file, STRIP, p->dictionary,
		    &out)) {
			fprintf(stderr, "page: %s does not expand\n",
			    p->file.c_str());
			return ERR_BROKEN;
		}
		*len = out.size();
		*html = pool_copy_len(pool, out.data(), out.size());
		return OK;
	} catch (const std::exception &) {
		fprintf(stderr, "page: exception in %s\n", p->file.c_str());
		return ERR_BROKEN;
	}
}
