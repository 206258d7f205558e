{{%AUTOESCAPE context="HTML"}}
<nav class="crumbs no-print" aria-label="位置"><a href="/household">住户</a><a href="/household?area={{area:u}}">{{village}}</a><span>{{head_name}}</span></nav>
<div class="title"><h1>{{head_name}}户<small class="state state-{{state_name}}">{{month}}月{{state}}</small></h1>
<div class="no-print">{{#FILL}}<a class="btn btn-primary" href="/household/{{household_id}}/report/{{year}}#m{{month}}">填报{{month}}月</a>{{/FILL}}</div></div>
<nav class="tabs file-tabs no-print" aria-label="住户档案">{{#TAB}}<a href="{{tab_link}}"{{#CURRENT}} aria-current="page"{{/CURRENT}}>{{tab_label}}</a>{{/TAB}}</nav>
<dl class="card-facts">
<div><dt>户编号</dt><dd>{{number}}</dd></div>
<div class="wide"><dt>所在村</dt><dd>{{township}}{{village}}</dd></div>
<div><dt>联系电话</dt><dd>{{#CALL}}<a href="tel:{{number}}">{{number}}</a>{{/CALL}}{{phone}}</dd></div>
<div><dt>人口数</dt><dd>{{member_count}}人</dd></div>
<div class="wide"><dt>户类型</dt><dd>{{#EXITED}}脱贫户{{/EXITED}}{{#EXIT_YEAR}}（{{exit_year}}年脱贫）{{/EXIT_YEAR}}{{#MONITOR}} <span class="tag">{{monitor}}</span> {{risk}}{{/MONITOR}}</dd></div>
{{#FREE}}<div class="wide"><dt>注销</dt><dd>{{free}}注销，以后的月份不需要填报</dd></div>{{/FREE}}
</dl>
{{#MAY_REVEAL}}<p class="no-print reveals"><a href="/household/{{household_id}}/reveal">查看完整信息</a></p>{{/MAY_REVEAL}}
<h2>家庭成员</h2>
<div class="sheet">
<table class="table cards">
<thead><tr><th scope="col">姓名</th><th scope="col">与户主关系</th><th scope="col">性别</th><th scope="col">出生日期</th><th scope="col">证件号码</th><th scope="col">状态</th></tr></thead>
<tbody>
{{#MEMBER}}<tr{{#LEFT}} class="left"{{/LEFT}}><td class="lead-cell"><a href="/household/{{household_id}}/member/{{member_id}}">{{name}}</a></td><td data-label="与户主关系">{{relation}}</td><td data-label="性别">{{sex}}</td><td data-label="出生日期">{{birth}}</td><td data-label="证件号码">{{idno}}</td><td>{{#LEFT}}已减少，不计人口{{#TOLD_WHY}}<br>{{told}}{{/TOLD_WHY}}{{/LEFT}}</td></tr>
{{/MEMBER}}
</tbody>
</table>
</div>
<h2>帮扶责任人</h2>
{{#NO_HELPER}}<p class="none">还没有安排帮扶责任人。</p>{{/NO_HELPER}}
{{#HELPERS}}<div class="sheet">
<table class="table cards">
<thead><tr><th scope="col">姓名</th><th scope="col">单位</th><th scope="col">职务</th><th scope="col">电话</th><th scope="col">帮扶时间</th></tr></thead>
<tbody>
{{#HELPER}}<tr{{#OVER}} class="none"{{/OVER}}><td class="lead-cell">{{name}}</td><td data-label="单位">{{unit}}</td><td data-label="职务">{{duty}}</td><td data-label="电话">{{#CALL}}<a href="tel:{{number}}">{{number}}</a>{{/CALL}}{{phone}}</td><td data-label="帮扶时间">{{from}} – {{to}}</td></tr>
{{/HELPER}}
</tbody>
</table>
</div>{{/HELPERS}}
<div class="title"><h2>{{year}}年月收入</h2><a class="no-print" href="/household/{{household_id}}/report/{{year}}">打开月收入登记表</a></div>
<div class="sheet">
<table class="table cards">
<thead><tr><th scope="col">月份</th><th scope="col">状态</th><th scope="col" class="num">工资性(元)</th><th scope="col" class="num">家庭经营性</th><th scope="col" class="num">财产性</th><th scope="col" class="num">转移性</th><th scope="col" class="num">合计(元)</th><th scope="col">四项</th><th scope="col">填报</th><th scope="col">回执号</th></tr></thead>
<tbody>
{{#MONTH}}<tr><td class="lead-cell"><a href="/household/{{household_id}}/report/{{year}}#m{{month}}">{{month}}月</a></td><td><span class="state state-{{state_name}}">{{state}}</span></td>{{#FULL}}<td class="num" data-label="工资性">{{wage}}</td><td class="num" data-label="家庭经营性">{{business}}</td><td class="num" data-label="财产性">{{property_sum}}</td><td class="num" data-label="转移性">{{transfer_sum}}</td><td class="num" data-label="合计"><b>{{total}}</b></td><td>{{#INCOMPLETE}}<span class="none">未选全</span>{{/INCOMPLETE}}{{#GOOD}}正常{{/GOOD}}{{#BAD}}<span class="bad">{{unresolved}}</span> {{/BAD}}{{problem}}</td>{{/FULL}}{{#BLANK}}<td class="none minor" colspan="5">—</td><td class="minor"></td><td class="minor"></td><td class="minor"></td>{{/BLANK}}{{#TRACE}}<td class="trace-cell">{{reporter}} · {{door}} · {{at}}</td><td data-label="回执号">{{#RECEIPT}}{{receipt}}{{/RECEIPT}}</td>{{/TRACE}}</tr>
{{#RETURNED}}<tr><td class="minor"></td><td colspan="9" class="flaw">退回原因：{{reason}}</td></tr>{{/RETURNED}}
{{/MONTH}}
</tbody>
<tfoot><tr><td colspan="10">{{year}}年已填合计 {{year_total}} 元，人均 {{per_head}} 元</td></tr></tfoot>
</table>
</div>
