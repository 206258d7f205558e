#include "exchange/table.h"

const char *
table_clause(enum table_flaw flaw)
{
	static const char *const clauses[TABLE_FLAW__MAX] = {
		[TABLE_EMPTY] = "是空的，请按模板填写以后再传",
		[TABLE_LARGE] = "太大，一个文件最多8兆字节，请分成几个文件",
		[TABLE_LETTERS] = "里的文字不能识别，请另存为“CSV UTF-8”"
		    "再传",
		[TABLE_QUOTE] = "里有一个引号没有成对，请用表格软件重新保存",
		[TABLE_ROWS] = "的行数太多，最多5000行，请分成几个文件",
		[TABLE_COLUMNS] = "的列数太多，最多300列",
		[TABLE_CELL] = "里有一个格子的内容太长，最多1000字左右",
		[TABLE_KIND] = "不是能导入的文件，请用模板（xlsx 或 CSV）"
		    "填写",
		[TABLE_BROKEN] = "打不开，请用表格软件重新保存成 xlsx 或 "
		    "CSV 再传",
	};

	return clauses[flaw];
}

const char *
table_cell(const struct table_row *row, size_t i)
{
	return i < row->count ? row->cells[i] : "";
}
