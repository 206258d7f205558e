{{%AUTOESCAPE context="HTML"}}
<nav class="crumbs no-print" aria-label="位置"><a href="/place">村档案</a>{{#PATH}}<a href="/place?area={{code:u}}">{{name}}</a>{{/PATH}}</nav>
<h1>{{place}}<small>{{year}}年 变更记录</small></h1>
<div class="parts no-print">{{#PART}}<nav class="tabs file-tabs" aria-label="档案 {{part_label}}"><b>{{part_label}}</b>{{#TAB}}<a href="{{tab_link}}"{{#CURRENT}} aria-current="page"{{/CURRENT}}>{{tab_label}}</a>{{/TAB}}</nav>{{/PART}}{{#PRINTS}}<nav class="tabs file-tabs" aria-label="走访"><b>走访</b><a href="/village/{{area:u}}/visit">村走访记录</a><a href="/print?form=summary&amp;village={{area:u}}" target="_blank" rel="noopener">走访汇总表</a><a href="/print?form=decrease&amp;village={{area:u}}" target="_blank" rel="noopener">自然减少情况表</a><a href="/print?form=unstable&amp;village={{area:u}}" target="_blank" rel="noopener">脱贫不稳定户采集表</a></nav><nav class="tabs file-tabs" aria-label="打印"><b>打印</b><a href="/print?form=place&amp;village={{area:u}}" target="_blank" rel="noopener">村信息表</a><a href="/print?form=place-contrast&amp;village={{area:u}}" target="_blank" rel="noopener">村信息对照表</a><a href="/print?form=hamlet&amp;village={{area:u}}" target="_blank" rel="noopener">自然村信息表</a><a href="/print?form=hamlet-contrast&amp;village={{area:u}}" target="_blank" rel="noopener">自然村信息对照表</a></nav>{{/PRINTS}}</div>
<form class="filters no-print" method="get" action="/place/{{area}}/file/1"><label><span>看某一天的样子</span><input class="form-control form-control-sm" type="date" name="day" value="{{today}}" max="{{today}}" required></label><button class="btn btn-sm btn-outline-primary" type="submit">看那一天</button></form>
<div class="sheet">
<table class="table cards history">
<thead><tr><th scope="col">时间</th><th scope="col">内容</th><th scope="col">改动（原来 → 现在）</th><th scope="col">操作人</th><th scope="col">方式</th></tr></thead>
<tbody>
{{#DEED}}<tr><td class="lead-cell"><a href="/place/{{area}}/file/1?day={{iso:u}}" title="看这一天的样子">{{at}}</a></td><td>{{about}} <span class="tag">{{what}}</span></td><td>{{#CHANGE}}<div class="change"><b>{{label}}</b> {{#OLD}}<del>{{old}}</del> → {{/OLD}}<ins>{{new}}</ins></div>{{/CHANGE}}</td><td data-label="操作人">{{user}}</td><td data-label="方式">{{door}}</td></tr>
{{/DEED}}
{{#NOTHING}}<tr><td colspan="5" class="none">没有变更记录。</td></tr>{{/NOTHING}}
</tbody>
<tfoot><tr><td colspan="5">共 {{count}} 次</td></tr></tfoot>
</table>
</div>
{{#PAGER}}<nav class="pager no-print" aria-label="翻页">{{#PREV}}<a href="{{link}}" rel="prev">上一页</a>{{/PREV}}<span>第{{page}}页，共{{pages}}页</span>{{#NEXT}}<a href="{{link}}" rel="next">下一页</a>{{/NEXT}}</nav>{{/PAGER}}
