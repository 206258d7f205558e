{{%AUTOESCAPE context="HTML"}}
<nav class="crumbs no-print" aria-label="位置"><a href="/place">村档案</a>{{#PATH}}<a href="/place?area={{code:u}}">{{name}}</a>{{/PATH}}</nav>
<h1>{{place}}<small>{{year}}年 自然村（村民小组）{{count}}个</small></h1>
<div class="parts no-print">{{#PART}}<nav class="tabs file-tabs" aria-label="档案 {{part_label}}"><b>{{part_label}}</b>{{#TAB}}<a href="{{tab_link}}"{{#CURRENT}} aria-current="page"{{/CURRENT}}>{{tab_label}}</a>{{/TAB}}</nav>{{/PART}}{{#PRINTS}}<nav class="tabs file-tabs" aria-label="走访"><b>走访</b><a href="/village/{{area:u}}/visit">村走访记录</a><a href="/print?form=summary&amp;village={{area:u}}" target="_blank" rel="noopener">走访汇总表</a><a href="/print?form=decrease&amp;village={{area:u}}" target="_blank" rel="noopener">自然减少情况表</a><a href="/print?form=unstable&amp;village={{area:u}}" target="_blank" rel="noopener">脱贫不稳定户采集表</a></nav><nav class="tabs file-tabs" aria-label="打印"><b>打印</b><a href="/print?form=place&amp;village={{area:u}}" target="_blank" rel="noopener">村信息表</a><a href="/print?form=place-contrast&amp;village={{area:u}}" target="_blank" rel="noopener">村信息对照表</a><a href="/print?form=hamlet&amp;village={{area:u}}" target="_blank" rel="noopener">自然村信息表</a><a href="/print?form=hamlet-contrast&amp;village={{area:u}}" target="_blank" rel="noopener">自然村信息对照表</a></nav>{{/PRINTS}}</div>
<div class="sheet">
<table class="table cards list">
<thead><tr><th scope="col" class="num slim">序号</th><th scope="col">名称</th><th scope="col" class="num">在册(户)</th><th scope="col" class="num">在册(人)</th><th scope="col">状态</th></tr></thead>
<tbody>
{{#HAMLET}}<tr{{#ENDED}} class="none"{{/ENDED}}><td class="num minor">{{serial}}</td><td class="lead-cell"><a class="row-link" href="{{link}}">{{name}}</a></td><td class="num" data-label="户数">{{households}}</td><td class="num" data-label="人数">{{persons}}</td><td data-label="状态">{{state}}</td></tr>
{{/HAMLET}}
{{#NOTHING}}<tr><td colspan="5" class="none">还没有登记自然村。</td></tr>{{/NOTHING}}
</tbody>
</table>
</div>
{{#ADD}}{{#FLAWS}}<div class="alert alert-danger" role="alert" tabindex="-1"><strong>有{{count}}处需要修改：</strong><ul>{{#FLAW}}<li><a href="#{{field}}">{{sentence}}</a></li>{{/FLAW}}</ul></div>{{/FLAWS}}
<form class="band no-print" method="post" action="/place/{{area}}/hamlet" id="name">
<h2>增加自然村</h2>
<input type="hidden" name="token" value="{{TOKEN}}"><input type="hidden" name="nonce" value="{{nonce}}">
<div class="inline"><label for="f-name">名称</label><input class="form-control{{#name_FLAW}} is-invalid{{/name_FLAW}}" id="f-name" name="name" value="{{name}}" maxlength="60" placeholder="例如 东沟组" autocomplete="off"><button class="btn btn-primary" type="submit">增加</button></div>
{{#name_FLAW}}<div class="flaw">{{sentence}}</div>{{/name_FLAW}}
</form>{{/ADD}}
