// The only C++ in the house: what ctemplate needs and no more.  Exceptions
// end here.
#include <charconv>
#include <cstring>
#include <exception>
#include <new>
#include <string>

#include <dirent.h>

#include <ctemplate/template.h>
#include <ctemplate/template_cache.h>
#include <ctemplate/template_dictionary_interface.h>
#include <ctemplate/template_enums.h>

extern "C" {
#include "core/text.h"
#include "fcgi/http/page.h"
}

using ctemplate::Template;
using ctemplate::TemplateDictionaryInterface;
using ctemplate::TemplateString;

static const ctemplate::Strip STRIP = ctemplate::STRIP_BLANK_LINES;
static const size_t PAGE_USUAL = 15 * 1024;	// bytes

// What stands under a name of a page.
struct slot {
	slot *next;
	const char *name;
	size_t name_len;
};

// A value; its text lies behind it.
struct value : slot {
	size_t len;

	char *text() { return reinterpret_cast<char *>(this + 1); }
};

// The parts of a section or of an include.
struct parts : slot {
	page *first, *last;
};

// There are few names to a page: they are looked at in turn.
template <class T> static T *
find(T *list, const char *name, size_t len)
{
	while (list != nullptr && (list->name_len != len ||
	    memcmp(list->name, name, len) != 0))
		list = static_cast<T *>(list->next);
	return list;
}

// ctemplate reads it while it expands.  All of it lies in the pool.
struct page final : TemplateDictionaryInterface {
	struct pool *pool = nullptr;
	const char *file = nullptr;	// of the top and of an include
	page *top = nullptr;		// has the globals
	page *around = nullptr;		// of a part: what stands there, too
	page *next = nullptr;		// under the same name
	value *values = nullptr, *globals = nullptr;
	parts *sections = nullptr, *includes = nullptr;

protected:
	struct walk final : Iterator {
		const page *at;

		explicit walk(const page *first) : at(first) { }
		static void *operator new(size_t size, struct pool *pool)
		{
			return pool_raw(pool, size);
		}
		static void operator delete(void *) { }
		bool HasNext() const override { return at != nullptr; }
		const TemplateDictionaryInterface &Next() override
		{
			const page *p = at;

			at = at->next;
			return *p;
		}
	};

	// Here or around; nullptr: nowhere.
	template <class T> T *
	seen(T *page::*list, const TemplateString &name) const
	{
		T *s = nullptr;

		for (const page *p = this; p != nullptr && s == nullptr;
		    p = p->around)
			s = find(p->*list, name.data(), name.size());
		return s;
	}

	TemplateString GetValue(const TemplateString &name) const override
	{
		value *v = seen(&page::values, name);

		if (v == nullptr)
			v = find(top->globals, name.data(), name.size());
		return v == nullptr ? TemplateString("", 0) :
		    TemplateString(v->text(), v->len);
	}

	bool IsHiddenSection(const TemplateString &name) const override
	{
		return seen(&page::sections, name) == nullptr;
	}

	bool IsUnhiddenSection(const TemplateString &name) const override
	{
		return seen(&page::sections, name) != nullptr;
	}

	Iterator *CreateSectionIterator(const TemplateString &name)
	    const override
	{
		return new (pool) walk(seen(&page::sections, name)->first);
	}

	bool IsHiddenTemplate(const TemplateString &name) const override
	{
		return seen(&page::includes, name) == nullptr;
	}

	Iterator *CreateTemplateIterator(const TemplateString &name)
	    const override
	{
		return new (pool) walk(seen(&page::includes, name)->first);
	}

	const char *GetIncludeTemplateName(const TemplateString &name,
	    int number) const override
	{
		const page *p = seen(&page::includes, name)->first;

		while (number-- > 0)
			p = p->next;
		return p->file;
	}

	void DumpToString(std::string *, int) const override { }
};

// What it expands goes into the pool as well.
struct sink final : ctemplate::ExpandEmitter {
	struct text text;

	explicit sink(struct pool *pool) : text(text_start(pool)) { }
	void Emit(char c) override { text_add_len(&text, &c, 1); }
	void Emit(const char *s) override { text_add(&text, s); }
	void Emit(const char *s, size_t len) override
	{
		text_add_len(&text, s, len);
	}
	void Emit(const std::string &s) override
	{
		text_add_len(&text, s.data(), s.size());
	}
};

// ---- the templates ---------------------------------------------------------

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

// ---- filling ---------------------------------------------------------------

static page *
page_of(struct pool *pool, page *top)
{
	page *p = new (pool_raw(pool, sizeof *p)) page;

	p->pool = pool;
	p->top = top != nullptr ? top : p;
	return p;
}

struct page *
page_new(struct pool *pool, const char *file)
{
	page *p = page_of(pool, nullptr);

	p->file = file;
	return p;
}

// The newest stands first and is found first; ${more} bytes behind it.
template <class T> static T *
put(page *p, T *&list, const char *name, size_t more)
{
	T *s = new (pool_raw(p->pool, sizeof *s + more)) T{};

	s->next = list;
	s->name = name;
	s->name_len = strlen(name);
	return list = s;
}

static void
set(page *p, value *&list, const char *name, const char *text, size_t len)
{
	value *v = put(p, list, name, len + 1);

	memcpy(v->text(), text, len);
	v->text()[len] = '\0';
	v->len = len;
}

// One more under the name.
static page *
add(page *p, parts *&list, const char *name)
{
	parts *s = find(list, name, strlen(name));
	page *more = page_of(p->pool, p->top);

	if (s == nullptr)
		s = put(p, list, name, 0);
	(s->first == nullptr ? s->first : s->last->next) = more;
	return s->last = more;
}

void
page_text(struct page *p, const char *name, const char *value)
{
	if (value == nullptr)
		value = "";
	set(p, p->values, name, value, strlen(value));
}

void
page_global(struct page *p, const char *name, const char *value)
{
	if (value == nullptr)
		value = "";
	set(p, p->top->globals, name, value, strlen(value));
}

void
page_int(struct page *p, const char *name, int64_t value)
{
	char digits[24];
	char *end = std::to_chars(digits, digits + sizeof digits, value).ptr;

	set(p, p->values, name, digits, static_cast<size_t>(end - digits));
}

void
page_show(struct page *p, const char *section)
{
	if (find(p->sections, section, strlen(section)) == nullptr)
		page_part(p, section);
}

struct page *
page_part(struct page *p, const char *section)
{
	page *part = add(p, p->sections, section);

	part->around = p;
	return part;
}

struct page *
page_include(struct page *p, const char *name, const char *file)
{
	page *included = add(p, p->includes, name);

	included->file = file;
	return included;
}

enum err
page_render(struct page *p, const char **html, size_t *len)
{
	try {
		sink out(p->pool);

		text_room(&out.text, PAGE_USUAL);
		if (!ctemplate::ExpandTemplate(p->file, STRIP, p, &out)) {
			fprintf(stderr, "page: %s does not expand\n",
			    p->file);
			return ERR_BROKEN;
		}
		*html = out.text.at;
		*len = out.text.len;
		return OK;
	} catch (const std::exception &) {
		fprintf(stderr, "page: exception in %s\n", p->file);
		return ERR_BROKEN;
	}
}
