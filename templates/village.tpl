{{%AUTOESCAPE context="HTML"}}
<nav class="crumbs" aria-label="区域">{{#PATH}}<a href="/village?area={{code:u}}&amp;month={{period:u}}">{{name}}</a>{{/PATH}}</nav>
<div class="title"><h1>村月报<small>{{period_label}}</small></h1>
<nav class="years" aria-label="月份"><a href="/village?area={{area:u}}&amp;month={{period_before:u}}">‹ 上个月</a>{{#LATER}}<a href="/village?area={{area:u}}&amp;month={{period_after:u}}">下个月 ›</a>{{/LATER}}</nav></div>
<p class="text-secondary">选一个村，把纸质汇总表一户一行录入。</p>
<div class="sheet">
<table class="table cards list">
<thead><tr><th scope="col">地区</th><th scope="col" class="num">应报(户)</th><th scope="col" class="num">已报</th><th scope="col" class="num">其中补报</th><th scope="col" class="num">草稿</th><th scope="col" class="num">退回</th><th scope="col" class="num">还差</th><th scope="col" class="num">上报率(%)</th><th scope="col"><span class="visually-hidden">图示</span></th><th scope="col">操作</th></tr></thead>
<tbody>
{{#RATE}}<tr><td class="lead-cell"><a href="{{link}}">{{name}}</a></td><td class="num" data-label="应报">{{owed}}</td><td class="num" data-label="已报">{{reported}}</td><td class="num minor" data-label="其中补报">{{late}}</td><td class="num minor" data-label="草稿">{{draft}}</td><td class="num minor" data-label="退回">{{returned}}</td><td class="num" data-label="还差">{{missing}}</td><td class="num" data-label="上报率%">{{percent}}</td><td class="minor">{{#OWED}}<progress class="rate" max="100" value="{{percent}}" aria-label="上报率"></progress>{{/OWED}}</td><td class="deed"><a href="{{link}}">{{deed}}</a></td></tr>
{{/RATE}}
</tbody>
<tfoot>{{#SUM}}<tr><th scope="row">合计</th><td class="num" data-label="应报">{{owed}}</td><td class="num" data-label="已报">{{reported}}</td><td class="num minor" data-label="其中补报">{{late}}</td><td class="num minor" data-label="草稿">{{draft}}</td><td class="num minor" data-label="退回">{{returned}}</td><td class="num" data-label="还差">{{missing}}</td><td class="num" data-label="上报率%">{{percent}}</td><td class="minor">{{#OWED}}<progress class="rate" max="100" value="{{percent}}" aria-label="上报率"></progress>{{/OWED}}</td><td></td></tr>{{/SUM}}</tfoot>
</table>
</div>
