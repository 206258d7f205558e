{{%AUTOESCAPE context="HTML"}}
<nav class="crumbs no-print" aria-label="位置"><a href="/unit">帮扶单位</a><span>{{name}}</span></nav>
<h1>{{name}}{{#ENDED}}<small class="state state-free">已结束</small>{{/ENDED}}</h1>
<nav class="tabs file-tabs no-print" aria-label="帮扶单位"><a href="/unit/{{unit_id}}" aria-current="page">资料</a><a href="/unit/{{unit_id}}/history">变更记录</a></nav>
<dl class="card-facts">
<div><dt>{{tier_LABEL}}</dt><dd>{{tier_label}}</dd></div>
<div><dt>{{affiliation_LABEL}}</dt><dd>{{affiliation_label}}</dd></div>
{{#LEADER}}<div><dt>{{leader_LABEL}}</dt><dd>{{leader}}</dd></div>{{/LEADER}}
<div><dt>帮扶地区</dt><dd>{{place}}</dd></div>
<div><dt>{{contact_LABEL}}</dt><dd>{{contact}}</dd></div>
<div><dt>{{phone_LABEL}}</dt><dd>{{phone}}</dd></div>
<div class="wide"><dt>{{address_LABEL}}</dt><dd>{{address}}</dd></div>
{{#PERIOD}}<div class="wide"><dt>帮扶时间</dt><dd>{{from_day}} 至{{#STILL}}今{{/STILL}} {{to_day}}</dd></div>{{/PERIOD}}
{{#OWN}}<div><dt>{{label}}</dt><dd>{{value}} {{unit}}</dd></div>
{{/OWN}}{{#NOW}}<div><dt>帮扶责任人</dt><dd><a href="/pairing?by=helper&amp;unit={{unit_id:u}}">{{helpers}} 人</a></dd></div>
<div><dt>帮扶户数</dt><dd><a href="/pairing?unit={{unit_id:u}}">{{households}} 户</a></dd></div>
<div><dt>驻村工作队</dt><dd><a href="/team?unit={{unit_id:u}}">{{teams}} 支</a></dd></div>{{/NOW}}{{#THEN}}<div><dt>帮扶责任人</dt><dd>{{helpers}} 人</dd></div>
<div><dt>帮扶户数</dt><dd>{{households}} 户</dd></div>
<div><dt>驻村工作队</dt><dd>{{teams}} 支</dd></div>{{/THEN}}
</dl>
{{#MAY}}<div class="deeds no-print"><a class="btn btn-primary" href="/unit/{{unit_id}}/edit">修改</a>
{{#END}}<details class="ask"><summary class="btn btn-outline-danger">结束帮扶</summary><div class="ask-box" role="group"><p>结束后不能再选这个单位；原来的帮扶责任人和结对不受影响，以后可以恢复。</p><form method="post" action="/unit/{{unit_id}}/end"><input type="hidden" name="token" value="{{TOKEN}}"><button class="btn btn-danger" type="submit">确定结束帮扶</button></form></div></details>{{/END}}
{{#START}}<form method="post" action="/unit/{{unit_id}}/start"><input type="hidden" name="token" value="{{TOKEN}}"><button class="btn btn-outline-primary" type="submit">恢复帮扶</button></form>{{/START}}
</div>{{/MAY}}
