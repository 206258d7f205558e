{{%AUTOESCAPE context="HTML"}}
<div class="title"><h1>年度管理</h1></div>
{{#WHY}}<div class="alert alert-danger" role="alert" tabindex="-1">{{sentence}}</div>{{/WHY}}
<div class="sheet">
<table class="table cards">
<thead><tr><th scope="col">年度</th><th scope="col">状态</th><th scope="col">开启</th><th scope="col" class="num">开启时户数</th><th scope="col" class="num">开启时成员数</th><th scope="col">关闭</th><th scope="col">操作</th></tr></thead>
<tbody>
{{#YEAR}}<tr><td class="lead-cell">{{year}}年度</td><td><span class="state state-{{state_name}}">{{state_label}}</span></td><td data-label="开启">{{opened_at}} {{opener}}{{#FROM}}，由{{source}}年度结转{{/FROM}}</td><td class="num minor">{{households}}</td><td class="num minor">{{members}}</td><td class="minor">{{#CLOSED}}{{closed_at}} {{closer}}{{/CLOSED}}</td><td class="deed">{{#CLOSE}}<form action="/year/{{year}}/close" method="post"><input type="hidden" name="token" value="{{TOKEN}}"><button class="btn btn-sm btn-outline-danger" type="submit">关闭{{year}}年度</button></form>{{/CLOSE}}{{#OPEN}}<form action="/year/{{year}}/open" method="post"><input type="hidden" name="token" value="{{TOKEN}}"><button class="btn btn-sm btn-outline-secondary" type="submit">重新开启</button></form>{{/OPEN}}</td></tr>
{{/YEAR}}
</tbody>
</table>
</div>
{{#NEXT}}<form class="actions no-print" action="/year/{{next}}/open" method="post"><input type="hidden" name="token" value="{{TOKEN}}"><button class="btn btn-primary" type="submit">开启{{next}}年度</button></form>{{/NEXT}}
<p class="hint">开启新年度时，当前年度的户、家庭成员、村、自然村和县的档案都结转过去，再按当年的情况修改；各项金额、务工时间、填表人和填表日期从空白开始填。历年档案和变更记录都保留。新年度开启后，上一年度还可以补充修改，关闭以后任何人都只能查看。</p>
