{{%AUTOESCAPE context="HTML"}}
<nav class="crumbs no-print" aria-label="位置"><a href="/household">住户</a><a href="/household?area={{area:u}}">{{village}}</a><a href="/household/{{household_id}}">{{head_name}}</a><span>{{title}}</span></nav>
<h1>{{head_name}}户<small>{{year}}年 {{title}}</small></h1>
<nav class="tabs file-tabs no-print" aria-label="住户档案">{{#TAB}}<a href="{{tab_link}}"{{#CURRENT}} aria-current="page"{{/CURRENT}}>{{tab_label}}</a>{{/TAB}}</nav>
{{#REVEALS}}<p class="no-print reveals">查看完整信息：{{#REVEAL}}<a href="{{reveal_link}}">{{reveal_label}}</a> {{/REVEAL}}</p>{{/REVEALS}}
{{#IDENTITY}}<p class="no-print"><a href="/household/{{household_id}}/member/{{member_id}}/identity">修改姓名和证件号码</a></p>{{/IDENTITY}}
{{>SHEET}}
