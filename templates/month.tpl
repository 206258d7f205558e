{{%AUTOESCAPE context="HTML"}}
<div class="title"><h1>月份开放<small>{{area}} {{year}}年</small></h1>
<nav class="tabs" aria-label="年份"><a rel="prev" href="/month?year={{before:u}}&amp;area={{area:u}}">{{before}}年</a><a href="/month?year={{year:u}}&amp;area={{area:u}}" aria-current="true">{{year}}年</a><a rel="next" href="/month?year={{after:u}}&amp;area={{area:u}}">{{after}}年</a></nav></div>
<form class="filters" action="/month" method="get">
<input type="hidden" name="year" value="{{year}}">
<label><span>地区</span><input class="form-control form-control-sm" name="area" value="{{area}}" maxlength="60" list="areas" autocomplete="off"></label><datalist id="areas">{{#AREA}}<option value="{{full}}"></option>{{/AREA}}</datalist>
<button class="btn btn-sm btn-primary" type="submit">查看</button>
</form>
<div class="sheet">
<table class="table cards">
<thead><tr><th scope="col">月份</th><th scope="col">状态</th><th scope="col">填报截止</th><th scope="col">最近一次封账或开放</th><th scope="col">操作</th></tr></thead>
<tbody>
{{#MONTH}}<tr><td class="lead-cell"><a href="/month/{{period:u}}?area={{area:u}}">{{month}}</a></td><td><span class="state state-{{state_name}}">{{state}}</span>{{#PARTS}} <span class="tag">部分地区另有记录</span>{{/PARTS}}</td><td data-label="截止">{{deadline}}</td><td class="trace-cell">{{#NEWEST}}{{at}} {{user_name}}{{deed}}（{{area_name}}）：{{reason}}{{/NEWEST}}</td><td>{{#OVER}}<a href="/month/{{period:u}}?area={{area:u}}">封账或开放</a>{{/OVER}}</td></tr>
{{/MONTH}}
</tbody>
</table>
</div>
<p class="hint">没有封账的月份过了截止日也可以补报（记为补报）。封账后不能再填报或修改，重新开放要写明原因和截止日期。</p>
