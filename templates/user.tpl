{{%AUTOESCAPE context="HTML"}}
<div class="title"><h1>用户<small>{{PLACE}}范围内 {{users}} 个账号</small></h1><a class="btn btn-primary" href="/user/new">新增用户</a></div>
<form class="filters" action="/user" method="get">
<label><span>姓名或用户名</span><input class="form-control form-control-sm" name="find" value="{{find}}" maxlength="40"></label>
<label><span>角色</span><select class="form-select form-select-sm" name="role"><option value="">全部</option>{{#ROLE}}<option value="{{code}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{label}}</option>{{/ROLE}}</select></label>
<label class="tick"><input class="form-check-input" type="checkbox" name="all" value="1"{{#ALL}} checked{{/ALL}}> 含停用</label>
<button class="btn btn-sm btn-primary" type="submit">筛选</button>
</form>
<div class="sheet">
<table class="table cards">
<thead><tr><th scope="col">用户名</th><th scope="col">姓名</th><th scope="col">角色</th><th scope="col">负责地区</th><th scope="col">委办局编号</th><th scope="col">状态</th></tr></thead>
<tbody>
{{#LINE}}<tr><td class="lead-cell"><a href="/user/{{user_id}}">{{login}}</a></td><td data-label="姓名">{{name}}</td><td data-label="角色">{{role}}</td><td data-label="负责地区">{{area_name}}</td><td class="wide">{{bureau}}</td><td><span class="state state-{{state_name}}">{{state}}</span></td></tr>
{{/LINE}}
</tbody>
</table>
{{#EMPTY}}<p class="empty">没有符合条件的账号。</p>{{/EMPTY}}
</div>
{{#PAGER}}<nav class="pager" aria-label="翻页">{{#PREV}}<a class="btn btn-sm btn-outline-primary" rel="prev" href="{{link}}">上一页</a>{{/PREV}}<span>第 {{page}} / {{pages}} 页</span>{{#NEXT}}<a class="btn btn-sm btn-outline-primary" rel="next" href="{{link}}">下一页</a>{{/NEXT}}</nav>{{/PAGER}}
