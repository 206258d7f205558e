{{%AUTOESCAPE context="HTML"}}
<nav class="crumbs no-print" aria-label="位置"><a href="{{list}}">{{label}}</a>{{#TEAM}}<a href="{{team}}">{{village}}</a>{{/TEAM}}<a href="{{path}}">{{name}}</a><span>变更记录</span></nav>
<h1>{{name}}<small>变更记录</small></h1>
<nav class="tabs file-tabs no-print" aria-label="{{label}}"><a href="{{path}}">资料</a><a href="{{path}}/history" aria-current="page">变更记录</a></nav>
<div class="history-forms no-print">
{{#CHOOSE}}<form class="filters" method="get" action="{{path}}/history"><label><span>内容</span><select class="form-select form-select-sm" name="of">{{#OF}}<option value="{{code}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{label}}</option>{{/OF}}</select></label><button class="btn btn-sm btn-primary" type="submit">查看</button></form>{{/CHOOSE}}
<form class="filters" method="get" action="{{path}}"><label><span>看某一天的样子</span><input class="form-control form-control-sm" type="date" name="day" value="{{today}}" max="{{today}}" required></label><button class="btn btn-sm btn-outline-primary" type="submit">看那一天</button></form>
</div>
<div class="sheet">
<table class="table cards history">
<thead><tr><th scope="col">时间</th><th scope="col">内容</th><th scope="col">改动（原来 → 现在）</th><th scope="col">操作人</th><th scope="col">方式</th></tr></thead>
<tbody>
{{#DEED}}<tr><td class="lead-cell"><a href="{{path}}?day={{iso:u}}" title="看这一天的样子">{{at}}</a></td><td>{{about}} <span class="tag">{{what}}</span></td><td>{{#CHANGE}}<div class="change"><b>{{label}}</b> {{#OLD}}<del>{{old}}</del> → {{/OLD}}<ins>{{new}}</ins></div>{{/CHANGE}}</td><td data-label="操作人">{{user}}</td><td data-label="方式">{{door}}</td></tr>
{{/DEED}}
{{#NOTHING}}<tr><td colspan="5" class="none">没有变更记录。</td></tr>{{/NOTHING}}
</tbody>
<tfoot><tr><td colspan="5">共 {{count}} 次</td></tr></tfoot>
</table>
</div>
{{#PAGER}}<nav class="pager no-print" aria-label="翻页">{{#PREV}}<a href="{{link}}" rel="prev">上一页</a>{{/PREV}}<span>第{{page}}页，共{{pages}}页</span>{{#NEXT}}<a href="{{link}}" rel="next">下一页</a>{{/NEXT}}</nav>{{/PAGER}}
