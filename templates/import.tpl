{{%AUTOESCAPE context="HTML"}}
<h1>数据导入<small>{{year}}年住户和成员档案，一次最多{{rows_most}}行</small></h1>
{{#FLAWS}}<div class="alert alert-danger" role="alert" tabindex="-1" autofocus><strong>没有收下：</strong><ul>{{#FLAW}}<li><a href="#{{field}}">{{sentence}}</a></li>{{/FLAW}}</ul></div>{{/FLAWS}}
{{#CLOSED}}<p class="alert alert-warning">{{year}}年已经封存，只能查看，不能导入。</p>{{/CLOSED}}
{{#MAY}}<form class="card-form rows" method="post" action="/import" enctype="multipart/form-data">
<input type="hidden" name="token" value="{{TOKEN}}">
<div class="row-field"><label for="file">填好的表 <span class="need">必填</span></label><div><input class="form-control{{#file_FLAW}} is-invalid{{/file_FLAW}}" id="file" type="file" name="file" accept="{{accept}}" required>{{#file_FLAW}}<div class="flaw">{{sentence}}</div>{{/file_FLAW}}<div class="form-text">先预览，不会马上写入：每一户会怎么改、哪里不对，都列出来给您看。</div></div></div>
<div class="actions"><button class="btn btn-primary" type="submit">上传并预览</button></div>
</form>{{/MAY}}
<h2>表从哪里来</h2>
<ul class="steps">
<li>下载住户模板填写：<a href="/import/template/book">Excel</a>、<a href="/import/template">CSV</a>。以#开头的行是示例和说明，不会导入。</li>
<li>下载成员模板填写：<a href="/import/template/member/book">Excel</a>、<a href="/import/template/member">CSV</a>。一人一行，按户编号和姓名认人；姓名、证件号码、与户主关系、成员增减不在表里改，在网页上办理。</li>
<li>或者在<a href="/household">住户</a>里查出要改的户，导出，在表里改好再传回来。户主、人口数这些列只供查看，不能改。</li>
</ul>
<h2>怎么填</h2>
<ul class="steps">
<li>住户一户一行，按户编号认户。没有的列、空着的格子都不改；要清空一项，填“清空”。</li>
<li>选择类的填名称或代码都行；带*号的遮住内容表示不改，不会保存。</li>
<li>和在网页上填一样检查：不对的户不写入（同一户的成员要么都写入，要么都不写入），不影响其他户；要核实的写一句情况说明就能写入。</li>
</ul>
{{#SENT}}<h2>传过的表</h2>
<div class="sheet"><table class="table cards">
<thead><tr><th scope="col">文件</th><th scope="col">时间</th><th scope="col">年度</th></tr></thead>
<tbody>
{{#SHEET}}<tr><td class="lead-cell"><a href="/import/{{import_id}}">{{name}}</a></td><td data-label="时间">{{at}}</td><td data-label="年度">{{year}}</td></tr>
{{/SHEET}}
</tbody></table></div>
<p class="hint">只有您自己看得到，保留最近十张。</p>{{/SENT}}
