{{%AUTOESCAPE context="HTML"}}
<nav class="crumbs" aria-label="位置"><a href="/user">用户</a><a href="/user/{{user_id}}">{{login}}</a><span>重置密码</span></nav>
<h1>重置{{name}}的密码</h1>
{{#FLAWS}}<div class="alert alert-danger" role="alert" tabindex="-1" autofocus><strong>有{{count}}处需要修改：</strong><ul>{{#FLAW}}<li><a href="#{{field}}">{{sentence}}</a></li>{{/FLAW}}</ul></div>{{/FLAWS}}
<form class="card-form" method="post" action="/user/{{user_id}}/password">
<input type="hidden" name="token" value="{{TOKEN}}">
<label class="form-label" for="password">新的初始密码 <span class="need">必填</span></label>
<input class="form-control code{{#password_FLAW}} is-invalid{{/password_FLAW}}" id="password" name="password" value="{{password}}" maxlength="128" autocomplete="off" autocapitalize="off" spellcheck="false" required aria-describedby="password-help">
{{#password_FLAW}}<div class="flaw">{{sentence}}</div>{{/password_FLAW}}
<p class="form-text" id="password-help">这个密码只在这里显示一次，请先记下再确认。确认后他的登录全部退出，下次登录时必须改成自己的密码。</p>
<div class="actions"><button class="btn btn-primary" type="submit">确认重置</button><a class="btn btn-link" href="/user/{{user_id}}">取消</a></div>
</form>
