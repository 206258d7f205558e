{{%AUTOESCAPE context="HTML"}}
<nav class="crumbs no-print" aria-label="位置"><a href="/helper">帮扶责任人</a><span>{{name}}</span></nav>
<h1>{{name}}{{#STATE}}<small class="state state-{{name}}">{{label}}</small>{{/STATE}}</h1>
<nav class="tabs file-tabs no-print" aria-label="帮扶责任人"><a href="/helper/{{helper_id}}" aria-current="page">资料</a><a href="/helper/{{helper_id}}/history">变更记录</a></nav>
{{#FLAWS}}<div class="alert alert-danger" role="alert" tabindex="-1" autofocus>{{#FLAW}}<a href="#{{field}}">{{sentence}}</a>{{/FLAW}}</div>{{/FLAWS}}
<dl class="card-facts">
<div><dt>{{unit_LABEL}}</dt><dd>{{#UNIT}}<a href="/unit/{{unit_id}}">{{unit}}</a>{{/UNIT}}{{#UNIT_TYPED}}{{unit}} <span class="hint">未登记</span>{{/UNIT_TYPED}}</dd></div>
<div><dt>{{duty_LABEL}}</dt><dd>{{duty}}</dd></div>
<div><dt>{{sex_LABEL}}</dt><dd>{{sex_label}}</dd></div>
<div><dt>{{politics_LABEL}}</dt><dd>{{politics_label}}</dd></div>
{{#OWN}}<div><dt>{{label}}</dt><dd>{{value}} {{unit}}</dd></div>
{{/OWN}}<div class="wide"><dt>所在地区</dt><dd>{{place}}</dd></div>
<div><dt>帮扶户数</dt><dd>{{households}} 户</dd></div>
<div><dt>编号</dt><dd>{{helper_id}}</dd></div>
{{#ACCOUNT}}<div><dt>网页账号</dt><dd><a href="/user/{{user_id}}">{{login}}</a></dd></div>{{/ACCOUNT}}
{{#NO_ACCOUNT}}<div><dt>网页账号</dt><dd>没有 · <a href="/user/new?helper={{helper_id:u}}">开通</a></dd></div>{{/NO_ACCOUNT}}
</dl>
<section class="band no-print">
<div><h2>手机号</h2>
<p class="big">{{phone}}</p></div>
{{#ACTIVE}}<form class="inline" method="post" action="/helper/{{helper_id}}/phone">
<input type="hidden" name="token" value="{{TOKEN}}">
<label for="phone">新号码</label>
<input class="form-control" id="phone" name="phone" value="{{phone_word}}" type="tel" inputmode="tel" maxlength="30" autocomplete="off" placeholder="例如 19800000002" required>
<button class="btn btn-primary" type="submit">登记</button>
</form>{{/ACTIVE}}
{{#REMOVE}}<details class="ask"><summary class="btn btn-outline-danger">取消登记</summary><div class="ask-box" role="group"><p>取消后他不能再用这个号码发短信填报，号码可以登记给别人。</p><form method="post" action="/helper/{{helper_id}}/phone/remove"><input type="hidden" name="token" value="{{TOKEN}}"><button class="btn btn-danger" type="submit">确定取消登记</button></form></div></details>{{/REMOVE}}
{{#phone_FLAW}}<p class="flaw">{{sentence}}</p>{{/phone_FLAW}}
<p class="form-text">短信填报只认登记的号码，一个号码只对应一位帮扶责任人。</p>
</section>
<div class="title"><h2>短信序号卡</h2><span class="hint">短信里用序号指明哪一户，例：报 3 工资1200 四项正常</span></div>
<div class="sheet">
<table class="table cards">
<thead><tr><th scope="col" class="num slim">序号</th><th scope="col">户主</th><th scope="col">户编号</th><th scope="col">帮扶开始</th></tr></thead>
<tbody>
{{#HOUSEHOLD}}<tr><td class="num lead-cell">{{short_no}}</td><td><a href="/household/{{household_id}}">{{head_name}}</a></td><td data-label="户编号">{{number}}</td><td class="wide"><a href="/pairing/{{pairing_id}}">{{from_day}}</a></td></tr>
{{/HOUSEHOLD}}
</tbody>
</table>
{{#NONE}}<p class="empty">没有安排他帮扶的户（或不在您负责的范围内）。</p>{{/NONE}}
</div>
<div class="deeds no-print">
{{#MAY}}<a class="btn btn-outline-primary" href="/helper/{{helper_id}}/edit">修改资料</a>{{/MAY}}
{{#ACTIVE}}<details class="ask"><summary class="btn btn-outline-danger">停用</summary><div class="ask-box" role="group"><p>停用后他不能再填报，手机号空出；填过的内容都保留，以后可以再启用。</p><form method="post" action="/helper/{{helper_id}}/stop"><input type="hidden" name="token" value="{{TOKEN}}"><button class="btn btn-danger" type="submit">确定停用</button></form></div></details><span class="hint">不再担任帮扶工作时停用；填过的内容都保留。</span>{{/ACTIVE}}
{{#INACTIVE}}<form method="post" action="/helper/{{helper_id}}/start"><input type="hidden" name="token" value="{{TOKEN}}"><button class="btn btn-primary" type="submit">启用</button></form>{{/INACTIVE}}
</div>
