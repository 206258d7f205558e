{{%AUTOESCAPE context="HTML"}}
<div class="title"><h1>帮扶责任人<small>{{PLACE}}范围内 {{helpers}} 人</small></h1>{{#MAY}}<a class="btn btn-primary" href="/helper/new">新增帮扶责任人</a>{{/MAY}}</div>
<form class="search no-print" action="/helper" method="get">
<div class="filters">
<label><span>姓名、单位或完整手机号</span><input class="form-control form-control-sm" name="find" value="{{find}}" maxlength="40"></label>
<label class="tick"><input class="form-check-input" type="checkbox" name="all" value="1"{{#ALL}} checked{{/ALL}}> 含停用</label>
<button class="btn btn-sm btn-primary" type="submit">筛选</button>
</div>
{{>SEARCH}}
</form>
<div class="sheet">
<table class="table cards">
<thead><tr><th scope="col">姓名</th><th scope="col">帮扶单位</th><th scope="col">职务</th><th scope="col">所在地区</th><th scope="col">手机号</th><th scope="col" class="num">帮扶(户)</th></tr></thead>
<tbody>
{{#LINE}}<tr><td class="lead-cell"><a href="/helper/{{helper_id}}">{{name}}</a>{{#STATE}} <span class="state state-{{name}} small">{{label}}</span>{{/STATE}}</td><td data-label="单位">{{unit}}</td><td class="wide">{{duty}}</td><td data-label="地区">{{area_name}}</td><td data-label="手机">{{phone}}</td><td class="num" data-label="帮扶户数">{{households}}</td></tr>
{{/LINE}}
</tbody>
</table>
{{#EMPTY}}<p class="empty">没有符合条件的帮扶责任人。</p>{{/EMPTY}}
</div>
{{#PAGER}}<nav class="pager" aria-label="翻页">{{#PREV}}<a class="btn btn-sm btn-outline-primary" rel="prev" href="{{link}}">上一页</a>{{/PREV}}<span>第 {{page}} / {{pages}} 页</span>{{#NEXT}}<a class="btn btn-sm btn-outline-primary" rel="next" href="{{link}}">下一页</a>{{/NEXT}}</nav>{{/PAGER}}
