{{%AUTOESCAPE context="HTML"}}
{{#HOUSEHOLD}}<nav class="crumbs no-print" aria-label="位置"><a href="/household">住户</a><a href="/household?area={{area:u}}">{{village}}</a><a href="/household/{{household_id}}">{{head_name}}</a><span>走访</span></nav>{{/HOUSEHOLD}}
{{#VILLAGE}}<nav class="crumbs no-print" aria-label="位置"><a href="/visit?kind=village">走访</a><a href="/household?area={{area:u}}">{{village}}</a><span>村追踪</span></nav>{{/VILLAGE}}
<h1>{{name}}<small>走访记录 {{visits}} 条，照片 {{photos}} 张</small></h1>
<nav class="tabs file-tabs no-print" aria-label="住户档案">{{#TAB}}<a href="{{tab_link}}"{{#CURRENT}} aria-current="page"{{/CURRENT}}>{{tab_label}}</a>{{/TAB}}</nav>
{{#MAY}}<details class="visit-new no-print"{{#OPEN}} open{{/OPEN}}><summary class="btn btn-primary">记一次走访</summary>
{{>FORM}}
</details>{{/MAY}}
{{#NOBODY}}<p class="empty">还没有走访记录。</p>{{/NOBODY}}
{{#VISIT}}<article class="visit" id="v{{visit_id}}">
<h2><a href="/visit/{{visit_id}}">{{on_day}}　{{method}}</a>{{#THEME}}<small>{{theme}}</small>{{/THEME}}{{#WITHDRAWN}} <span class="state state-returned">已撤回</span>{{/WITHDRAWN}}{{#REMOVED}} <span class="state state-overdue">已删除：{{reason}}</span>{{/REMOVED}}</h2>
<p class="said-text">{{detail}}</p>
<div class="thumbs">{{#PHOTO}}<a class="thumb" href="/photo/{{photo_id}}"><img src="/photo/{{photo_id}}/small" alt="走访照片" loading="lazy"></a>{{/PHOTO}}</div>
<p class="by">{{author_name}}　{{written_at}}</p>
</article>
{{/VISIT}}
{{#PAGER}}<nav class="pager no-print" aria-label="翻页">{{#PREV}}<a href="{{link}}" rel="prev">上一页</a>{{/PREV}}<span>第{{page}}页，共{{pages}}页</span>{{#NEXT}}<a href="{{link}}" rel="next">下一页</a>{{/NEXT}}</nav>{{/PAGER}}
