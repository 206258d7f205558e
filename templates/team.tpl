{{%AUTOESCAPE context="HTML"}}
<div class="title"><h1>驻村工作队<small>{{teams}} 支</small></h1>{{#MAY}}<a class="btn btn-primary" href="/team/new">登记工作队</a>{{/MAY}}</div>
<form class="search no-print" action="/team" method="get">
<div class="filters">
<label><span>村或派出单位</span><input class="form-control form-control-sm" name="find" value="{{find}}" maxlength="40"></label>
{{#UNIT_KEPT}}<input type="hidden" name="unit" value="{{unit}}">{{/UNIT_KEPT}}
<label class="tick"><input class="form-check-input" type="checkbox" name="all" value="1"{{#ALL}} checked{{/ALL}}> 含已结束</label>
<button class="btn btn-sm btn-primary" type="submit">筛选</button>
</div>
{{>SEARCH}}
</form>
<div class="sheet">
<table class="table cards">
<thead><tr><th scope="col">村</th><th scope="col">派出单位</th><th scope="col">隶属关系</th><th scope="col">队长</th><th scope="col" class="num">队员(人)</th><th scope="col">帮扶时间</th></tr></thead>
<tbody>
{{#LINE}}<tr><td class="lead-cell"><a href="/team/{{team_id}}">{{township}} {{village}}</a>{{#ENDED}} <span class="state state-free small">已结束</span>{{/ENDED}}</td><td data-label="派出单位">{{unit}}</td><td class="wide">{{affiliation_label}}</td><td data-label="队长">{{#LEADER}}{{leader}}{{/LEADER}}{{#NO_LEADER}}<span class="state state-draft">未定</span>{{/NO_LEADER}}</td><td class="num" data-label="队员">{{members}}</td><td class="wide">{{period}}</td></tr>
{{/LINE}}
</tbody>
</table>
{{#EMPTY}}<p class="empty">没有符合条件的驻村工作队。</p>{{/EMPTY}}
</div>
{{#PAGER}}<nav class="pager" aria-label="翻页">{{#PREV}}<a class="btn btn-sm btn-outline-primary" rel="prev" href="{{link}}">上一页</a>{{/PREV}}<span>第 {{page}} / {{pages}} 页</span>{{#NEXT}}<a class="btn btn-sm btn-outline-primary" rel="next" href="{{link}}">下一页</a>{{/NEXT}}</nav>{{/PAGER}}
