{{%AUTOESCAPE context="HTML"}}
{{#MAIN}}<nav class="crumbs" aria-label="位置"><a href="/message">短信记录</a><span>第{{id}}条</span></nav>
<h1>{{phone}}{{#HELPER}} <a href="/helper/{{helper_id}}">{{helper_name}}</a>{{/HELPER}}<small class="state state-{{state_name}}">{{state}}</small></h1>
{{/MAIN}}
{{#FLAWS}}<div class="alert alert-danger" role="alert" tabindex="-1" autofocus>{{#FLAW}}<a href="#{{field}}">{{sentence}}</a> {{/FLAW}}</div>{{/FLAWS}}
{{#MAIN}}<div class="talk">
<div class="said"><p>{{text}}</p><small>{{at}} 收到 · {{gateway}}{{#REPLAY}} · 重发自<a href="/message/{{replay_of}}">第{{replay_of}}条</a>{{/REPLAY}}</small></div>
{{#ANSWER}}<div class="said ours"><p>{{answer}}</p><small>{{answer_at}} {{state}}{{answer_note}}</small></div>{{/ANSWER}}
</div>
<p class="text-secondary">{{note}}</p>{{/MAIN}}
{{#DEAD}}<form class="card-form rows" method="post" action="/message/{{id}}/replay">
<input type="hidden" name="token" value="{{TOKEN}}">
<input type="hidden" name="nonce" value="{{nonce}}">
<p class="form-text">请看看哪里可能出错，改正后重发；重发的短信与这一条会关联，答复发给原来的号码。</p>
<label class="form-label" for="text">重发内容 <span class="need">必填</span></label>
<textarea class="form-control{{#text_FLAW}} is-invalid{{/text_FLAW}}" id="text" name="text" rows="4" maxlength="1000" required>{{word}}</textarea>
{{#text_FLAW}}<div class="flaw">{{sentence}}</div>{{/text_FLAW}}
<div class="actions"><button class="btn btn-primary" type="submit">按这个内容重发</button></div>
</form>{{/DEAD}}
{{#AGAIN}}<h2>重发的短信</h2><div class="talk"><div class="said"><p>{{text}}</p><small><a href="/message/{{id}}">第{{id}}条</a> {{at}} 重发 · <span class="state state-{{state_name}}">{{state}}</span></small></div>{{#ANSWER}}<div class="said ours"><p>{{answer}}</p></div>{{/ANSWER}}</div>{{/AGAIN}}
