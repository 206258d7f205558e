{{%AUTOESCAPE context="HTML"}}
<nav class="crumbs" aria-label="区域">{{#PATH}}<a href="{{link}}">{{name}}</a>{{/PATH}}</nav>
<div class="title"><h1>问题数据<small>{{here_name}}</small></h1></div>
<form class="filters no-print" method="get" action="/problem">
<label><span>地区</span><select class="form-select form-select-sm" name="area"><option value="{{here}}">{{here_name}}</option>{{#BELOW}}<option value="{{code}}">　{{name}}</option>{{/BELOW}}</select></label>
{{#ONLY}}<input type="hidden" name="rule" value="{{name}}">{{/ONLY}}
<button class="btn btn-sm btn-primary" type="submit">查看</button>
</form>
{{#TOO_MANY}}<p class="alert alert-warning">{{here_name}}有 {{households}} 户，一次看不完，请先选择下面的一个地区。</p>{{/TOO_MANY}}
{{#ONLY}}<div class="chips no-print"><a class="chip" href="{{link}}" title="去掉这个条件">{{sentence}}<span aria-hidden="true">×</span></a></div>{{/ONLY}}
<div class="sheet"><table class="table cards list">
<thead><tr><th scope="col">户主</th><th scope="col">户编号</th><th scope="col">所在村</th><th scope="col" class="num">问题(个)</th><th scope="col">问题</th></tr></thead>
<tbody>
{{#ROW}}<tr><td class="lead-cell"><a class="row-link" href="/household/{{household_id}}/problem">{{head_name}}</a></td><td data-label="户编号">{{number}}</td><td data-label="所在村">{{village}}</td><td class="num" data-label="问题(个)">{{open}}{{#HARD}} <span class="bad" title="必须改正">（{{blocks}}必改）</span>{{/HARD}}</td><td data-label="问题">{{sentence}}{{#MORE}}<span class="none">　等{{open}}个</span>{{/MORE}}</td></tr>
{{/ROW}}
{{#NONE}}<tr><td colspan="5" class="none">没有发现问题。</td></tr>{{/NONE}}
</tbody>
<tfoot><tr><td colspan="5">检查了 {{households}} 户，有问题的 {{found}} 户</td></tr></tfoot>
</table></div>
{{#PAGER}}<nav class="pager" aria-label="翻页">{{#PREV}}<a class="btn btn-sm btn-outline-primary" rel="prev" href="{{link}}">上一页</a>{{/PREV}}<span>第 {{page}} / {{pages}} 页</span>{{#NEXT}}<a class="btn btn-sm btn-outline-primary" rel="next" href="{{link}}">下一页</a>{{/NEXT}}</nav>{{/PAGER}}
{{#PLACES}}<h2>村、自然村档案的问题</h2>
<div class="sheet"><table class="table cards list">
<thead><tr><th scope="col">地区</th><th scope="col">档案</th><th scope="col" class="num">问题(个)</th><th scope="col">问题</th></tr></thead>
<tbody>
{{#PLACE}}<tr><td class="lead-cell"><a class="row-link" href="{{link}}">{{name}}</a></td><td data-label="档案">{{file}}</td><td class="num" data-label="问题(个)">{{open}}{{#HARD}} <span class="bad" title="必须改正">（{{blocks}}必改）</span>{{/HARD}}</td><td data-label="问题">{{sentence}}{{#MORE}}<span class="none">　等{{open}}个</span>{{/MORE}}</td></tr>
{{/PLACE}}
{{#NO_PLACE}}<tr><td colspan="4" class="none">没有发现问题。</td></tr>{{/NO_PLACE}}
</tbody>
<tfoot><tr><td colspan="4">检查了 {{looked}} 份档案，有问题的 {{found}} 份{{#FIRST}}，这里列出前 {{count}} 份，其余请选择下面的一个地区{{/FIRST}}{{#EXPLAINED}}。核实无误的，打开后按“保存”，再说明情况{{/EXPLAINED}}</td></tr></tfoot>
</table></div>{{/PLACES}}
{{#COUNTS}}<h2>各条规则的户数</h2>
<div class="sheet"><table class="table cards">
<thead><tr><th scope="col">问题</th><th scope="col">级别</th><th scope="col">规则编号</th><th scope="col" class="num">户数</th></tr></thead>
<tbody>
{{#COUNT}}<tr><td class="lead-cell"><a href="{{link}}"{{#CHOSEN}} aria-current="true"{{/CHOSEN}}>{{sentence}}</a></td><td data-label="级别">{{#BLOCKS}}必须改正{{/BLOCKS}}{{#WARNS}}需要核实{{/WARNS}}</td><td data-label="规则编号">{{source}}</td><td class="num" data-label="户数">{{count}}</td></tr>
{{/COUNT}}
</tbody></table></div>{{/COUNTS}}
