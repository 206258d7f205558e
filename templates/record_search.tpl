{{%AUTOESCAPE context="HTML"}}
{{#LESS}}<a class="more-link" href="{{link}}">更多条件</a>{{/LESS}}
{{#FLAWS}}<div class="alert alert-danger" role="alert"><p class="mb-1">有 {{count}} 处条件不对，还没有查询：</p><ul class="mb-0">{{#FLAW}}<li>{{sentence}}</li>{{/FLAW}}</ul></div>{{/FLAWS}}
{{#MORE}}<details class="more" open>
<summary>更多条件</summary>
<div class="sets">
{{>CONDITIONS}}
</div>
<button class="btn btn-sm btn-primary mb-2" type="submit">查询</button>
</details>{{/MORE}}
<div class="chips">{{#CHIP}}<a class="chip" href="{{link}}" title="去掉这个条件">{{label}}<span aria-hidden="true">×</span></a>{{/CHIP}}</div>
