{{%AUTOESCAPE context="HTML"}}
<nav class="crumbs" aria-label="区域">{{#PATH}}<a href="{{link}}">{{name}}</a>{{/PATH}}</nav>
<div class="title"><h1>住户</h1>
<nav class="tabs" aria-label="户类型"><a href="{{all_link}}"{{#ALL_CHOSEN}} aria-current="true"{{/ALL_CHOSEN}}>全部户</a>{{#CLASS}}<a href="{{link}}"{{#CHOSEN}} aria-current="true"{{/CHOSEN}}>{{label}}</a>{{/CLASS}}</nav></div>
<form class="filters no-print" method="get" action="/household">
{{#AREA}}<label><span>地区</span><select class="form-select form-select-sm" name="area"><option value="{{here}}">{{here_name}}</option>{{#BELOW}}<option value="{{code}}">　{{name}}</option>{{/BELOW}}</select></label>{{/AREA}}
<input type="hidden" name="class" value="{{class}}">
<label><span>监测对象类别</span><select class="form-select form-select-sm" name="monitor"><option value="">全部</option>{{#MONITOR}}<option value="{{code}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{label}}</option>{{/MONITOR}}</select></label>
<label><span>风险状态</span><select class="form-select form-select-sm" name="risk"><option value="">全部</option>{{#RISK}}<option value="{{code}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{label}}</option>{{/RISK}}</select></label>
<label><span>{{month}}月填报</span><select class="form-select form-select-sm" name="state"><option value="">全部</option>{{#STATE}}<option value="{{code}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{label}}</option>{{/STATE}}</select></label>
<label><span>户主姓名或户编号</span><input class="form-control form-control-sm" name="find" value="{{find}}" maxlength="40"></label>
<button class="btn btn-sm btn-primary" type="submit">筛选</button>
</form>
<div class="chips no-print">{{#CHIP}}<a class="chip" href="{{link}}" title="去掉这个条件">{{label}}<span aria-hidden="true">×</span></a>{{/CHIP}}</div>
<div class="sheet">
<table class="table cards list">
<thead><tr><th scope="col">户主</th><th scope="col">户编号</th><th scope="col">所在村</th><th scope="col" class="num">人口数</th><th scope="col">脱贫年度</th><th scope="col">监测对象类别</th><th scope="col">风险消除</th><th scope="col">原脱贫户</th><th scope="col">注销状态</th><th scope="col">{{month}}月</th><th scope="col">操作</th></tr></thead>
<tbody>
{{#HOUSEHOLD}}<tr><td class="lead-cell"><a class="row-link" href="/household/{{household_id}}">{{head_name}}</a></td><td data-label="户编号">{{number}}</td><td data-label="所在村">{{village}}</td><td class="num" data-label="人口数">{{member_count}}</td><td class="minor">{{exit_year}}</td><td class="minor">{{monitor}}</td><td class="minor">{{risk}}</td><td class="minor">{{exited}}</td><td class="minor">{{free}}</td><td><span class="state state-{{state_name}}">{{state}}</span></td><td class="deed">{{#FILL}}<a href="/household/{{household_id}}/report/{{year}}">{{deed}}</a>{{/FILL}}</td></tr>
{{/HOUSEHOLD}}
{{#NOBODY}}<tr><td colspan="11" class="none">没有符合条件的住户。可以去掉上面的一个条件再看。</td></tr>{{/NOBODY}}
</tbody>
<tfoot><tr><td colspan="11">总户数 {{households}} 户，总人数 {{persons}} 人</td></tr></tfoot>
</table>
</div>
<nav class="pager no-print" aria-label="翻页">{{#BEFORE}}<a href="{{first}}">首页</a><a href="{{previous}}" rel="prev">上一页</a>{{/BEFORE}}<span>第{{page}}页，共{{pages}}页</span>{{#AFTER}}<a href="{{next}}" rel="next">下一页</a><a href="{{last}}">末页</a>{{/AFTER}}</nav>
