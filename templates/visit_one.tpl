{{%AUTOESCAPE context="HTML"}}
{{#HOUSEHOLD}}<nav class="crumbs no-print" aria-label="位置"><a href="/visit">走访</a><a href="/household/{{household_id}}">{{head_name}}</a><a href="/household/{{household_id}}/visit">走访记录</a><span>{{on_day}}</span></nav>
<h1>{{head_name}}户　{{method}}<small>{{township}}{{village}}　户编号 {{number}}</small></h1>{{/HOUSEHOLD}}
{{#VILLAGE}}<nav class="crumbs no-print" aria-label="位置"><a href="/visit?kind=village">走访</a><a href="/village/{{area}}/visit">{{village}}</a><span>{{on_day}}</span></nav>
<h1>{{village}}　{{method}}<small>{{township}}</small></h1>{{/VILLAGE}}
{{#CONFLICT}}<div class="alert alert-danger" role="alert" tabindex="-1">您打开这一页以后这条记录已经改过，您的修改没有保存。下面是最新内容，请核对后再改。</div>{{/CONFLICT}}
<dl class="card-facts"><div><dt>帮扶方式</dt><dd>{{method}}</dd></div><div><dt>帮扶时间</dt><dd>{{on_day}}</dd></div>{{#THEME}}<div class="wide"><dt>帮扶主题</dt><dd>{{theme}}</dd></div>{{/THEME}}<div class="wide"><dt>填写</dt><dd>{{author_name}}　{{written_at}}</dd></div>{{#WITHDRAWN}}<div><dt>状态</dt><dd><span class="state state-returned">已撤回</span></dd></div>{{/WITHDRAWN}}{{#REMOVED}}<div class="wide"><dt>状态</dt><dd><span class="state state-overdue">已删除：{{reason}}</span></dd></div>{{/REMOVED}}</dl>
<p class="said-text">{{detail}}</p>
<div class="photos">{{#PHOTO}}<figure><a href="/photo/{{photo_id}}"><img src="/photo/{{photo_id}}" width="{{width}}" height="{{height}}" alt="走访照片" loading="lazy"></a><figcaption>{{width}}×{{height}}　{{kilobytes}} KB　{{taken}}{{#WHERE}}　拍摄地点 {{where}}{{/WHERE}}</figcaption></figure>{{/PHOTO}}</div>
{{#MINE}}<details class="visit-new no-print"{{#OPEN}} open{{/OPEN}}><summary class="btn btn-outline-primary">更正</summary>
{{>FORM}}
</details>
<form class="card-form no-print" method="post" action="/visit/{{visit_id}}/withdraw"><input type="hidden" name="token" value="{{TOKEN}}"><input type="hidden" name="version" value="{{version}}"><p class="form-text">记错了户或者重复记录，可以撤回。撤回后不再计入统计。</p><button class="btn btn-outline-danger" type="submit">撤回这条记录</button></form>{{/MINE}}
{{#COUNTY}}<form class="card-form no-print" method="post" action="/visit/{{visit_id}}/remove"><input type="hidden" name="token" value="{{TOKEN}}"><input type="hidden" name="version" value="{{version}}"><label class="form-label" for="reason">删除原因 <span class="need">必填</span></label><input class="form-control{{#reason_FLAW}} is-invalid{{/reason_FLAW}}" id="reason" name="reason" value="{{reason}}" maxlength="200" placeholder="例如：照片里有别人的证件">{{#reason_FLAW}}<div class="flaw">{{sentence}}</div>{{/reason_FLAW}}<div class="mt-3"><button class="btn btn-outline-danger" type="submit">删除这条记录</button></div></form>{{/COUNTY}}
