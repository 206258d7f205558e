{{%AUTOESCAPE context="HTML"}}
<nav class="crumbs no-print" aria-label="位置"><a href="/household">住户</a><a href="/household?area={{area:u}}">{{village}}</a><a href="/household/{{household_id}}">{{head_name}}</a><a href="/household/{{household_id}}/member">家庭成员</a><span>{{title}}</span></nav>
<h1>{{head_name}}户<small>{{year}}年 {{title}}</small></h1>
<nav class="tabs file-tabs no-print" aria-label="住户档案">{{#TAB}}<a href="{{tab_link}}"{{#CURRENT}} aria-current="page"{{/CURRENT}}>{{tab_label}}</a>{{/TAB}}</nav>
{{#RULINGS}}<div class="alert alert-warning" role="alert" tabindex="-1"><strong>还没有保存：有{{count}}处不符合校验规则。</strong><ul>{{#RULING}}<li><a href="#{{field}}">{{sentence}}</a>{{#WARNS}}（可以说明情况后保存）{{/WARNS}}</li>{{/RULING}}</ul></div>{{/RULINGS}}
<dl class="card-facts">
<div><dt>姓名</dt><dd>{{name}}</dd></div>
<div><dt>与户主关系</dt><dd>{{relation}}</dd></div>
<div><dt>出生日期</dt><dd>{{birth}}</dd></div>
<div><dt>证件号码</dt><dd>{{idno}}</dd></div>
</dl>
{{#BARRED}}<div class="alert alert-warning" role="alert" tabindex="-1">{{name}}{{why}}。</div>
<div class="actions"><a class="btn btn-outline-primary" href="/household/{{household_id}}/member">返回家庭成员</a></div>{{/BARRED}}
{{#LEAVE}}{{#CONFLICT}}<div class="alert alert-danger" role="alert" tabindex="-1">您打开这一页以后有人修改了{{name}}的档案。您填的还没有保存，都在下面；请核对后再确认。</div>{{/CONFLICT}}
{{#FLAWS}}<div class="alert alert-danger" role="alert" tabindex="-1"><strong>有{{count}}处需要修改：</strong><ul>{{#FLAW}}<li><a href="#{{field}}">{{sentence}}</a></li>{{/FLAW}}</ul></div>{{/FLAWS}}
<form class="card-form rows" method="post" action="{{action}}" data-guard>
<input type="hidden" name="token" value="{{TOKEN}}"><input type="hidden" name="version" value="{{version}}">
<p class="hint">确认以后，{{name}}不再计入本户人口，人均数按新的人口重算；档案留在“家庭成员”里，印在自然减少情况表上。已报的月报不变。办错了可以恢复。</p>
<div class="row-field"><label for="decrease_reason">自然减少原因 <span class="need">必填</span></label><div><select class="form-select{{#decrease_reason_FLAW}} is-invalid{{/decrease_reason_FLAW}}" id="decrease_reason" name="decrease_reason"><option value="">请选择</option>{{#WHY}}{{#CODE}}<option value="{{code}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{label}}</option>{{/CODE}}{{/WHY}}</select>{{#decrease_reason_FLAW}}<div class="flaw">{{sentence}}</div>{{/decrease_reason_FLAW}}</div></div>
<div class="row-field"><label for="decrease_day">减少日期 <span class="need">必填</span></label><div><input class="form-control{{#decrease_day_FLAW}} is-invalid{{/decrease_day_FLAW}}" type="date" id="decrease_day" name="decrease_day" value="{{decrease_day}}" max="{{today}}">{{#decrease_day_FLAW}}<div class="flaw">{{sentence}}</div>{{/decrease_day_FLAW}}</div></div>
<div class="actions"><button class="btn btn-danger" type="submit">确认{{name}}自然减少</button><a class="btn btn-link" href="/household/{{household_id}}/member">返回</a></div>
</form>{{/LEAVE}}
{{#RETURN}}{{#CONFLICT}}<div class="alert alert-danger" role="alert" tabindex="-1">您打开这一页以后有人修改了{{name}}的档案。您填的还没有保存，都在下面；请核对后再确认。</div>{{/CONFLICT}}
{{#FLAWS}}<div class="alert alert-danger" role="alert" tabindex="-1"><strong>有{{count}}处需要修改：</strong><ul>{{#FLAW}}<li><a href="#{{field}}">{{sentence}}</a></li>{{/FLAW}}</ul></div>{{/FLAWS}}
<form class="card-form rows" method="post" action="{{action}}" data-guard>
<input type="hidden" name="token" value="{{TOKEN}}"><input type="hidden" name="version" value="{{version}}">
<p class="hint">确认以后，{{name}}重新计入本户人口，登记的自然减少原因和日期取消；原因记入变更记录。失联后回归、刑满释放的，恢复以后在档案里填自然增加原因。</p>
{{#REST}}<div class="ruled{{#EXPLAIN}} warns{{/EXPLAIN}}" id="{{field}}"><p class="flaw">{{sentence}}。{{#BLOCKS}}改正后才能保存。{{/BLOCKS}} <small>规则 {{source}}</small></p>{{#EXPLAIN}}<label>核实无误的，请说明情况<input class="form-control form-control-sm" name="{{control}}" value="{{word}}" maxlength="200" autocomplete="off"></label>{{#WRONG_WHY}}<p class="flaw">{{why}}</p>{{/WRONG_WHY}}{{/EXPLAIN}}</div>{{/REST}}
{{#RULED}}<div class="ruled{{#EXPLAIN}} warns{{/EXPLAIN}}" id="{{field}}"><p class="flaw">{{sentence}}。{{#BLOCKS}}改正后才能保存。{{/BLOCKS}} <small>规则 {{source}}</small></p>{{#EXPLAIN}}<label>核实无误的，请说明情况<input class="form-control form-control-sm" name="{{control}}" value="{{word}}" maxlength="200" autocomplete="off"></label>{{#WRONG_WHY}}<p class="flaw">{{why}}</p>{{/WRONG_WHY}}{{/EXPLAIN}}</div>{{/RULED}}
{{>REASON}}<div class="actions"><button class="btn btn-primary" type="submit">恢复{{name}}</button><a class="btn btn-link" href="/household/{{household_id}}/member">返回</a></div>
</form>{{/RETURN}}
