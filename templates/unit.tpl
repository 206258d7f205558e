{{%AUTOESCAPE context="HTML"}}
<div class="title"><h1>帮扶单位<small>{{units}} 个</small></h1>{{#MAY}}<a class="btn btn-primary" href="/unit/new">登记帮扶单位</a>{{/MAY}}</div>
<form class="search no-print" action="/unit" method="get">
<div class="filters">
<label><span>单位名称</span><input class="form-control form-control-sm" name="find" value="{{find}}" maxlength="40"></label>
<label><span>帮扶层级</span><select class="form-select form-select-sm" name="tier"><option value="">全部</option>{{#TIER}}<option value="{{code}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{label}}</option>{{/TIER}}</select></label>
<label class="tick"><input class="form-check-input" type="checkbox" name="all" value="1"{{#ALL}} checked{{/ALL}}> 含已结束</label>
<button class="btn btn-sm btn-primary" type="submit">筛选</button>
</div>
{{>SEARCH}}
</form>
<div class="sheet">
<table class="table cards">
<thead><tr><th scope="col">单位名称</th><th scope="col">帮扶层级</th><th scope="col">隶属关系</th><th scope="col">帮扶地区</th><th scope="col">联系人</th><th scope="col" class="num">责任人(人)</th><th scope="col" class="num">帮扶(户)</th><th scope="col" class="num">工作队(支)</th></tr></thead>
<tbody>
{{#LINE}}<tr><td class="lead-cell"><a href="/unit/{{unit_id}}">{{name}}</a>{{#ENDED}} <span class="state state-free small">已结束</span>{{/ENDED}}</td><td data-label="层级">{{tier_label}}</td><td data-label="隶属">{{affiliation_label}}</td><td data-label="地区">{{area_name}}</td><td class="wide">{{contact}}</td><td class="num" data-label="责任人">{{helpers}}</td><td class="num" data-label="帮扶户数">{{households}}</td><td class="num wide">{{teams}}</td></tr>
{{/LINE}}
</tbody>
</table>
{{#EMPTY}}<p class="empty">没有符合条件的帮扶单位。</p>{{/EMPTY}}
</div>
{{#PAGER}}<nav class="pager" aria-label="翻页">{{#PREV}}<a class="btn btn-sm btn-outline-primary" rel="prev" href="{{link}}">上一页</a>{{/PREV}}<span>第 {{page}} / {{pages}} 页</span>{{#NEXT}}<a class="btn btn-sm btn-outline-primary" rel="next" href="{{link}}">下一页</a>{{/NEXT}}</nav>{{/PAGER}}
