{{%AUTOESCAPE context="HTML"}}
<nav class="crumbs no-print" aria-label="位置"><a href="/team">驻村工作队</a><a href="{{team}}">{{village}}</a><span>{{name}}</span></nav>
<h1>{{name}}</h1>
<nav class="tabs file-tabs no-print" aria-label="队员"><a href="{{path}}">资料</a><a href="{{path}}/history">变更记录</a></nav>
<dl class="card-facts">
{{#OWN}}<div><dt>{{label}}</dt><dd>{{value}} {{unit}}</dd></div>
{{/OWN}}</dl>
