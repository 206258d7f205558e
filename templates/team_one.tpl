{{%AUTOESCAPE context="HTML"}}
<nav class="crumbs no-print" aria-label="位置"><a href="/team">驻村工作队</a><span>{{village}}</span></nav>
<h1>{{township}} {{village}} 驻村工作队{{#ENDED}}<small class="state state-free">已结束</small>{{/ENDED}}</h1>
<nav class="tabs file-tabs no-print" aria-label="驻村工作队"><a href="/team/{{team_id}}" aria-current="page">资料</a><a href="/team/{{team_id}}/history">变更记录</a></nav>
<dl class="card-facts">
<div class="wide"><dt>派出单位</dt><dd><a href="/unit/{{unit_id}}">{{unit}}</a></dd></div>
<div><dt>单位隶属关系</dt><dd>{{affiliation_label}}</dd></div>
<div><dt>{{contact_LABEL}}</dt><dd>{{contact}}</dd></div>
<div><dt>{{phone_LABEL}}</dt><dd>{{phone}}</dd></div>
{{#OWN}}<div><dt>{{label}}</dt><dd>{{value}} {{unit}}</dd></div>
{{/OWN}}<div class="wide"><dt>帮扶时间</dt><dd>{{period}}</dd></div>
</dl>
{{#MAY}}<div class="deeds no-print"><a class="btn btn-outline-primary" href="/team/{{team_id}}/edit">修改或结束</a><a class="btn btn-primary" href="/team/{{team_id}}/member/new">新增队员</a></div>{{/MAY}}
<h2>队员</h2>
<div class="sheet">
<table class="table cards">
<thead><tr><th scope="col">姓名</th><th scope="col">身份</th><th scope="col">性别</th><th scope="col">政治面貌</th><th scope="col">职务</th><th scope="col">电话</th><th scope="col">驻村时间</th></tr></thead>
<tbody>
{{#MEMBER}}<tr><td class="lead-cell">{{#LINK}}<a href="{{link}}">{{name}}</a>{{/LINK}}{{#PLAIN}}{{name}}{{/PLAIN}}{{#PAST}} <span class="state state-free small">已离村</span>{{/PAST}}</td><td data-label="身份">{{standing}}</td><td class="wide">{{sex_label}}</td><td class="wide">{{politics_label}}</td><td data-label="职务">{{duty}}</td><td data-label="电话">{{phone}}</td><td class="wide">{{period}}</td></tr>
{{/MEMBER}}
</tbody>
</table>
{{#EMPTY}}<p class="empty">还没有登记队员。</p>{{/EMPTY}}
</div>
