{{%AUTOESCAPE context="HTML"}}
<h1>{{month}}走访填报<small>{{#OPEN}}{{deadline}}截止{{/OPEN}}{{#OVER}}{{deadline}}已截止，补报请尽快完成{{/OVER}}{{#CLOSED}}{{deadline}}截止，已封账，重新开放后才能补报{{/CLOSED}}</small></h1>
{{#DONE}}
<div class="alert alert-success" role="status">{{month}}的{{all}}户都已上报。</div>
{{#GRID}}<p><a class="btn btn-outline-primary" href="{{link}}">查看村月报表</a></p>{{/GRID}}
{{/DONE}}
{{#OWED}}
<p>共{{all}}户，还有<strong class="bad">{{missing}}户</strong>没有上报。{{#GRID}} <a class="btn btn-primary btn-sm no-print" href="{{link}}">打开村月报表填报</a>{{/GRID}}</p>
<div class="sheet">
<table class="table cards">
<thead><tr><th scope="col">户主</th><th scope="col">户编号</th><th scope="col">所在村</th><th scope="col" class="num">人口</th><th scope="col">状态</th><th scope="col">操作</th></tr></thead>
<tbody>
{{#HOUSEHOLD}}<tr><td class="lead-cell"><a href="/household/{{household_id}}">{{head_name}}</a>{{#SHORT}} <span class="text-secondary small">短信序号{{short_no}}</span>{{/SHORT}}</td><td data-label="户编号">{{number}}</td><td data-label="所在村">{{village}}</td><td class="num" data-label="人口">{{member_count}}</td><td><span class="state state-{{state_name}}">{{state}}</span> {{return_reason}}</td><td><a class="btn btn-sm btn-primary no-print" href="/household/{{household_id}}/report/{{year}}">填报</a></td></tr>
{{/HOUSEHOLD}}
</tbody>
</table>
</div>
{{#MORE}}<p class="text-secondary">只列出前50户，其余请在<a href="/household">住户</a>里查找。</p>{{/MORE}}
<p class="text-secondary small no-print">也可以发短信填报：报 户序号 工资1200 四项正常。发送“帮助”查看格式，发送“未报”查看未报户。</p>
{{/OWED}}
{{#RATES}}
<nav aria-label="区域"><ol class="breadcrumb">{{#PATH}}<li class="breadcrumb-item"><a href="/?area={{code:u}}">{{name}}</a></li>{{/PATH}}</ol></nav>
<div class="chart no-print" data-chart="rates"><canvas height="220" role="img" aria-label="各地上报率，数值见下表"></canvas></div>
<div class="sheet">
<table class="table cards" id="rates">
<thead><tr><th scope="col">地区</th><th scope="col" class="num">应报(户)</th><th scope="col" class="num">已报</th><th scope="col" class="num">其中补报</th><th scope="col" class="num">草稿</th><th scope="col" class="num">退回</th><th scope="col" class="num">有问题</th><th scope="col" class="num">还差</th><th scope="col" class="num">上报率(%)</th><th scope="col"><span class="visually-hidden">图示</span></th></tr></thead>
<tbody>
{{#RATE}}<tr><td class="lead-cell"><a href="{{link}}">{{name}}</a></td><td class="num" data-label="应报">{{owed}}</td><td class="num" data-label="已报">{{reported}}</td><td class="num wide" data-label="补报">{{late}}</td><td class="num wide" data-label="草稿">{{draft}}</td><td class="num wide" data-label="退回">{{returned}}</td><td class="num wide" data-label="有问题">{{unresolved}}</td><td class="num" data-label="还差">{{missing}}</td><td class="num" data-label="上报率">{{percent}}</td><td>{{#OWED}}<progress class="rate" max="100" value="{{percent}}" aria-label="上报率"></progress>{{/OWED}}</td></tr>
{{/RATE}}
</tbody>
<tfoot>{{#SUM}}<tr><th scope="row">合计</th><td class="num" data-label="应报">{{owed}}</td><td class="num" data-label="已报">{{reported}}</td><td class="num wide" data-label="补报">{{late}}</td><td class="num wide" data-label="草稿">{{draft}}</td><td class="num wide" data-label="退回">{{returned}}</td><td class="num wide" data-label="有问题">{{unresolved}}</td><td class="num" data-label="还差">{{missing}}</td><td class="num" data-label="上报率">{{percent}}</td><td>{{#OWED}}<progress class="rate" max="100" value="{{percent}}" aria-label="上报率"></progress>{{/OWED}}</td></tr>{{/SUM}}</tfoot>
</table>
</div>
<script src="/lib/chart.js/chart.min.js" defer></script>
<script src="/static/chart.js" defer></script>
{{/RATES}}
