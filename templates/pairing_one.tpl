{{%AUTOESCAPE context="HTML"}}
<nav class="crumbs" aria-label="位置"><a href="/pairing">结对关系</a><span>{{head_name}} — {{helper}}</span></nav>
<h1>{{head_name}} 与 {{helper}} 的结对</h1>
{{#FLAWS}}<div class="alert alert-danger" role="alert" tabindex="-1" autofocus><strong>有{{count}}处需要修改：</strong><ul>{{#FLAW}}<li><a href="#{{field}}">{{sentence}}</a></li>{{/FLAW}}</ul></div>{{/FLAWS}}
<dl class="card-facts">
<div><dt>户主</dt><dd><a href="/household/{{household_id}}">{{head_name}}</a></dd></div>
<div><dt>户编号</dt><dd>{{number}}</dd></div>
<div><dt>帮扶责任人</dt><dd>{{#HELPER}}<a href="/helper/{{helper_id}}">{{helper}}</a>{{/HELPER}}</dd></div>
<div><dt>帮扶单位</dt><dd>{{unit}}</dd></div>
<div><dt>短信序号</dt><dd>{{short_no}}</dd></div>
<div><dt>帮扶时间</dt><dd>{{period}}</dd></div>
</dl>
{{#MAY}}<form class="card-form rows" method="post" action="/pairing/{{pairing_id}}" data-guard>
<input type="hidden" name="token" value="{{TOKEN}}"><input type="hidden" name="seen_from" value="{{seen_from}}"><input type="hidden" name="seen_to" value="{{seen_to}}">
<div class="row-field"><label for="from_day">帮扶开始时间 <span class="need">必填</span></label><div><input class="form-control{{#from_day_FLAW}} is-invalid{{/from_day_FLAW}}" id="from_day" name="from_day" value="{{from_day}}" type="date" required>{{#from_day_FLAW}}<div class="flaw">{{sentence}}</div>{{/from_day_FLAW}}</div></div>
<div class="row-field"><label for="to_day">帮扶结束时间</label><div><input class="form-control{{#to_day_FLAW}} is-invalid{{/to_day_FLAW}}" id="to_day" name="to_day" value="{{to_day}}" type="date" aria-describedby="to_day-help"><div class="form-text" id="to_day-help">还在帮扶的不填；填了就在那一天结束。</div>{{#to_day_FLAW}}<div class="flaw">{{sentence}}</div>{{/to_day_FLAW}}</div></div>
<div class="actions"><button class="btn btn-primary" type="submit">保存</button><a class="btn btn-link" href="/pairing">取消</a></div>
</form>{{/MAY}}
