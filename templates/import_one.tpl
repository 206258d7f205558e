{{%AUTOESCAPE context="HTML"}}
<nav class="crumbs" aria-label="位置"><a href="/import">数据导入</a></nav>
<div class="title"><h1>导入预览<small>{{name}} · {{at}}上传</small></h1></div>
{{#FLAWS}}<div class="alert alert-danger" role="alert" tabindex="-1" autofocus><strong>还没有写入：</strong><ul>{{#FLAW}}<li><a href="#{{field}}">{{sentence}}</a></li>{{/FLAW}}</ul></div>{{/FLAWS}}
<nav class="tabs states" aria-label="结果">{{#STATE}}<a href="{{link}}"{{#CHOSEN}} aria-current="true"{{/CHOSEN}}>{{label}} {{count}}户</a>{{/STATE}}</nav>
{{#OTHER_YEAR}}<p class="alert alert-warning">这是{{year}}年的表，现在看的年度不同，或者已经封存，不能写入。</p>{{/OTHER_YEAR}}
{{#WRITE}}<form class="card-form rows no-print" method="post" action="{{path}}">
<input type="hidden" name="token" value="{{TOKEN}}">
{{#EXPLAIN}}<div class="row-field"><label for="why">情况说明</label><div><input class="form-control{{#why_FLAW}} is-invalid{{/why_FLAW}}" id="why" name="why" value="{{why}}" maxlength="200" autocomplete="off" placeholder="例如 已入户核实，情况属实">{{#why_FLAW}}<div class="flaw">{{sentence}}</div>{{/why_FLAW}}<div class="form-text">有 {{warned}} 户要核实。写明情况，这些户一起写入，说明记在每条提示上；不写就只写入其他户。</div></div></div>{{/EXPLAIN}}
<div class="actions"><button class="btn btn-primary" type="submit">写入{{#READY}} {{ready}} 户{{/READY}}</button></div>
</form>{{/WRITE}}
{{#REFUSED}}<p class="hint no-print">不能导入的 {{refused}} 户：<a href="{{book}}">下载 Excel</a>、<a href="{{sheet}}">下载 CSV</a>，原样加一列原因，改好再传。</p>{{/REFUSED}}
<div class="sheet"><table class="table cards list">
<thead><tr><th scope="col">户编号</th><th scope="col" class="num">行</th><th scope="col">户主</th><th scope="col">结果</th><th scope="col">内容</th></tr></thead>
<tbody>
{{#ROW}}<tr><td class="lead-cell">{{#NUMBERED}}{{number}}{{/NUMBERED}}{{#NAMELESS}}（没有户编号）{{/NAMELESS}}</td><td class="num" data-label="行">{{line}}</td><td data-label="户主">{{#HOME}}<a href="/household/{{household_id}}">{{head_name}}</a> <small>{{village}}</small>{{/HOME}}</td><td data-label="结果">{{state}}</td><td class="import-said">{{#PERSON}}<p><strong>{{person}}</strong></p>{{/PERSON}}{{#SAID}}{{#CHANGE}}<p>{{label}}：<del>{{sentence}}</del> → <ins>{{value}}</ins></p>{{/CHANGE}}{{#WARNS}}<p class="warns">要核实：{{at}}{{sentence}}</p>{{/WARNS}}{{#BLOCKS}}<p class="flaw">{{at}}{{sentence}}</p>{{/BLOCKS}}{{/SAID}}{{#MORE}}<p class="none">还有{{more}}处</p>{{/MORE}}</td></tr>
{{/ROW}}
{{#NONE}}<tr><td colspan="5" class="none">没有这样的户。</td></tr>{{/NONE}}
</tbody></table></div>
{{#PAGER}}<nav class="pager" aria-label="翻页">{{#PREV}}<a class="btn btn-sm btn-outline-primary" rel="prev" href="{{link}}">上一页</a>{{/PREV}}<span>第 {{page}} / {{pages}} 页</span>{{#NEXT}}<a class="btn btn-sm btn-outline-primary" rel="next" href="{{link}}">下一页</a>{{/NEXT}}</nav>{{/PAGER}}
