{{%AUTOESCAPE context="HTML"}}
<nav class="crumbs" aria-label="位置"><a href="/message">短信记录</a><span>短信模拟</span></nav>
<h1>短信模拟<small>和真的短信走同一条路：会真的存下月报，只是答复不发出去</small></h1>
{{#FLAWS}}<div class="alert alert-danger" role="alert" tabindex="-1" autofocus><strong>有{{count}}处需要修改：</strong><ul>{{#FLAW}}<li><a href="#{{field}}">{{sentence}}</a></li>{{/FLAW}}</ul></div>{{/FLAWS}}
{{#SENT}}<section class="talk" aria-live="polite">
<div class="said"><p>{{text}}</p><small>{{phone}} {{#HELPER}}{{helper_name}} {{/HELPER}}· {{at}} · <a href="/message/{{id}}">第{{id}}条</a></small></div>
{{#WAIT}}<div class="said ours"><p>正在处理…</p><small>本页会自动刷新</small></div>{{/WAIT}}
{{#ANSWER}}<div class="said ours"><p>{{answer}}</p><small>答复</small></div>{{/ANSWER}}
<p class="text-secondary small">{{note}}</p>
</section>{{/SENT}}
<form class="card-form rows" method="post" action="/message/simulator">
<input type="hidden" name="token" value="{{TOKEN}}">
<input type="hidden" name="nonce" value="{{nonce}}">
<div class="row-field"><label for="phone">发送人 <span class="need">必填</span></label><div><input class="form-control{{#phone_FLAW}} is-invalid{{/phone_FLAW}}" id="phone" name="phone" value="{{phone}}" maxlength="60" list="phones" autocomplete="off" placeholder="选一位帮扶责任人，或填手机号" required><datalist id="phones">{{#PHONE}}<option value="{{label}}"></option>{{/PHONE}}</datalist>{{#phone_FLAW}}<div class="flaw">{{sentence}}</div>{{/phone_FLAW}}</div></div>
<div class="row-field"><label for="text">短信内容 <span class="need">必填</span></label><div><textarea class="form-control{{#text_FLAW}} is-invalid{{/text_FLAW}}" id="text" name="text" rows="3" maxlength="5000" placeholder="报 3 工资1200 四项正常" required>{{text}}</textarea>{{#text_FLAW}}<div class="flaw">{{sentence}}</div>{{/text_FLAW}}<div class="form-text">也可以试：未报、帮助、3 工资12oo。</div></div></div>
<div class="actions"><button class="btn btn-primary" type="submit">发送</button></div>
</form>
