{{%AUTOESCAPE context="HTML"}}
<nav class="crumbs no-print" aria-label="位置"><a href="/household">住户</a><a href="/household?area={{area:u}}">{{village}}</a><a href="/household/{{household_id}}">{{head_name}}</a><span>年度对比</span></nav>
<h1>{{head_name}}户<small>{{from}}年度和{{to}}年度对比</small></h1>
<nav class="tabs file-tabs no-print" aria-label="住户档案">{{#TAB}}<a href="{{tab_link}}"{{#CURRENT}} aria-current="page"{{/CURRENT}}>{{tab_label}}</a>{{/TAB}}</nav>
<form class="filters no-print" method="get" action="/household/{{household_id}}/compare">
<label><span>年度</span><select class="form-select form-select-sm" name="from">{{#FROM}}<option value="{{year_value}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{year_value}}年度</option>{{/FROM}}</select></label>
<label><span>对比</span><select class="form-select form-select-sm" name="to">{{#TO}}<option value="{{year_value}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{year_value}}年度</option>{{/TO}}</select></label>
<label class="tick"><input class="form-check-input" type="checkbox" name="changed" value="1"{{#ONLY_CHANGED}} checked{{/ONLY_CHANGED}}> 只看有变化的</label>
<button class="btn btn-sm btn-primary" type="submit">对比</button>
</form>
{{#ABSENT}}<p class="alert alert-warning">这户不在{{absent}}年度的档案里，没有可以对比的。</p>{{/ABSENT}}
{{#SAME}}<p class="none">这两个年度没有不同。</p>{{/SAME}}
<div class="sheet">
<table class="table compare">
<thead><tr><th scope="col">指标（{{differ}}处不同）</th><th scope="col">{{from}}年度</th><th scope="col">{{to}}年度</th></tr></thead>
{{#BOX}}<tbody><tr class="compare-head"><th scope="rowgroup" colspan="3">{{section}}{{#ONLY}} <span class="tag">{{sentence}}</span>{{/ONLY}}</th></tr>
{{#LINE}}<tr class="{{#MONEY}}money{{/MONEY}}{{#DIFFERS}} differs{{/DIFFERS}}"><th scope="row">{{label}}</th><td>{{a}}</td><td>{{b}}{{#DIFFERS}}<span class="visually-hidden">（有变化）</span>{{/DIFFERS}}</td></tr>
{{/LINE}}</tbody>{{/BOX}}
</table>
</div>
