{{%AUTOESCAPE context="HTML"}}
<nav class="crumbs no-print" aria-label="位置"><a href="/pairing?area={{up:u}}&amp;by=area">{{township}}</a><a href="/pairing?area={{area:u}}">{{village}}</a><span>成批结对</span></nav>
<h1>{{village}} 成批结对<small>{{households}} 户，{{alone}} 户没有帮扶责任人</small></h1>
{{#FLAWS}}<div class="alert alert-danger" role="alert" tabindex="-1" autofocus><strong>有{{count}}处需要修改：</strong><ul>{{#FLAW}}<li><a href="#{{field}}">{{sentence}}</a></li>{{/FLAW}}</ul></div>{{/FLAWS}}
<form method="post" action="/pairing/village/{{area}}?page={{page:u}}" data-guard>
<input type="hidden" name="token" value="{{TOKEN}}">{{#MAY}}<button class="visually-hidden" type="submit" tabindex="-1" aria-hidden="true">按所填的办理</button>{{/MAY}}
<div class="sheet">
<table class="table pair-list">
<thead><tr><th scope="col" class="slim">选</th><th scope="col">户主</th><th scope="col" class="pair-no">户编号</th><th scope="col">现在的帮扶责任人（勾选要结束的）</th></tr></thead>
<tbody>
{{#HOUSEHOLD}}<tr><td class="slim"><input class="form-check-input" type="checkbox" id="h{{id}}" name="h{{id}}" value="1"{{#TICKED}} checked{{/TICKED}} aria-label="选中{{head_name}}"></td><td><label for="h{{id}}">{{head_name}}</label></td><td class="pair-no">{{number}}</td><td>{{#PAIR}}<label class="me-3"><input class="form-check-input" type="checkbox" name="p{{pairing_id}}" value="1"{{#TICKED}} checked{{/TICKED}}> {{helper}}<span class="hint"> {{unit}} {{since}}起</span></label>{{/PAIR}}{{#NOBODY}}<span class="state state-overdue">没有责任人</span>{{/NOBODY}}</td></tr>
{{/HOUSEHOLD}}
</tbody>
</table>
{{#EMPTY}}<p class="empty">这个村没有要结对的户。</p>{{/EMPTY}}
</div>
{{#PAGER}}<nav class="pager" aria-label="翻页">{{#PREV}}<a class="btn btn-sm btn-outline-primary" rel="prev" href="{{link}}">上一页</a>{{/PREV}}<span>第 {{page}} / {{pages}} 页</span>{{#NEXT}}<a class="btn btn-sm btn-outline-primary" rel="next" href="{{link}}">下一页</a>{{/NEXT}}</nav>{{/PAGER}}
{{#MAY}}<div class="pair-forms no-print">
<div class="card-form rows"><h2>给选中的户安排责任人</h2>
<div class="row-field"><label for="helper">帮扶责任人</label><div><input class="form-control{{#helper_FLAW}} is-invalid{{/helper_FLAW}}" id="helper" name="helper" value="{{helper}}" maxlength="60" autocomplete="off" list="helpers" aria-describedby="helper-help"><div class="form-text" id="helper-help">手机号、编号或姓名。</div>{{#helper_FLAW}}<div class="flaw">{{sentence}}</div>{{/helper_FLAW}}</div></div>
<datalist id="helpers">{{#OFFER}}<option value="{{word}}">{{label}}</option>{{/OFFER}}</datalist>
<div class="row-field"><label for="from_day">从哪天起</label><div><input class="form-control{{#from_day_FLAW}} is-invalid{{/from_day_FLAW}}" id="from_day" name="from_day" value="{{from_day}}" type="date">{{#from_day_FLAW}}<div class="flaw">{{sentence}}</div>{{/from_day_FLAW}}</div></div>
<div class="row-field"><span></span><div><label><input class="form-check-input" type="checkbox" name="replace" value="1"{{#REPLACE}} checked{{/REPLACE}}> 原来的责任人到前一天为止</label></div></div>
<button class="btn btn-primary" type="submit" name="deed" value="begin">结对</button></div>
<div class="card-form rows"><h2>结束选中的结对</h2>
<div class="row-field"><label for="last_day">最后一天</label><div><input class="form-control{{#last_day_FLAW}} is-invalid{{/last_day_FLAW}}" id="last_day" name="last_day" value="{{last_day}}" type="date">{{#last_day_FLAW}}<div class="flaw">{{sentence}}</div>{{/last_day_FLAW}}</div></div>
<button class="btn btn-outline-danger" type="submit" name="deed" value="end">结束选中的结对</button></div>
</div>{{/MAY}}
</form>
