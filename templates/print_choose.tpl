{{%AUTOESCAPE context="HTML"}}
<nav class="crumbs no-print" aria-label="位置"><a href="/household">住户</a><a href="/household?area={{area:u}}">{{village}}</a><a href="/household/{{household_id}}">{{head_name}}</a><span>打印</span></nav>
<h1>{{head_name}}户<small>打印官方表格</small></h1>
<nav class="tabs file-tabs no-print" aria-label="住户档案">{{#TAB}}<a href="{{tab_link}}"{{#CURRENT}} aria-current="page"{{/CURRENT}}>{{tab_label}}</a>{{/TAB}}</nav>
<h2>本户</h2>
<ul class="prints">{{#OF_HOUSEHOLD}}<li><a href="/print?form={{form:u}}&amp;household={{household_id:u}}{{#MONTHLY}}&amp;month={{period:u}}{{/MONTHLY}}" target="_blank" rel="noopener">{{label}}</a> <span class="none">{{source}}</span></li>{{/OF_HOUSEHOLD}}</ul>
{{#WHOLE}}<h2>{{village}}</h2>
<ul class="prints">{{#OF_VILLAGE}}<li><a href="/print?form={{form:u}}&amp;village={{area:u}}{{#MONTHLY}}&amp;month={{period:u}}{{/MONTHLY}}" target="_blank" rel="noopener">{{label}}</a> <span class="none">{{source}}</span></li>{{/OF_VILLAGE}}</ul>
<h2>{{village}}各户 <span class="none">每50户一部分</span></h2>
<ul class="prints">{{#OF_ALL}}<li><a href="/print?form={{form:u}}&amp;village={{area:u}}{{#MONTHLY}}&amp;month={{period:u}}{{/MONTHLY}}" target="_blank" rel="noopener">{{label}}</a> <span class="none">{{source}}</span></li>{{/OF_ALL}}</ul>{{/WHOLE}}
<p class="form-text">在新页面打开后用浏览器打印（A4）。几户一起打印：在住户列表里勾选。证件号码和电话按权限遮盖。</p>
