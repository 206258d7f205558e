{{%AUTOESCAPE context="HTML"}}
<div class="title"><h1>查看完整信息记录<small>{{PLACE}} {{lines}}次</small></h1></div>
<div class="sheet"><table class="table cards">
<thead><tr><th scope="col">时间</th><th scope="col">查看人</th><th scope="col">信息</th><th scope="col">原因</th><th scope="col">地址</th></tr></thead>
<tbody>
{{#LINE}}<tr><td class="lead-cell">{{at}}</td><td data-label="查看人">{{name}}（{{login}}）</td><td data-label="信息"><a href="/household/{{household_id}}{{#OF_MEMBER}}/member/{{member_id}}{{/OF_MEMBER}}">{{label}}</a></td><td data-label="原因">{{reason}}</td><td data-label="地址">{{address}}</td></tr>
{{/LINE}}
{{#NONE}}<tr><td colspan="5" class="none">还没有人查看过完整信息。</td></tr>{{/NONE}}
</tbody></table></div>
{{#PAGER}}<nav class="pager" aria-label="翻页">{{#PREV}}<a class="btn btn-sm btn-outline-primary" rel="prev" href="{{link}}">上一页</a>{{/PREV}}<span>第 {{page}} / {{pages}} 页</span>{{#NEXT}}<a class="btn btn-sm btn-outline-primary" rel="next" href="{{link}}">下一页</a>{{/NEXT}}</nav>{{/PAGER}}
