{{%AUTOESCAPE context="HTML"}}
<h1>修改密码</h1>
{{#FIRST}}<div class="alert alert-warning" role="alert">您用的是初始密码，请先改成自己的密码再使用系统。</div>{{/FIRST}}
{{#FLAWS}}<div class="alert alert-danger" role="alert" tabindex="-1" autofocus><strong>有{{count}}处需要修改：</strong><ul>{{#FLAW}}<li><a href="#{{field}}">{{sentence}}</a></li>{{/FLAW}}</ul></div>{{/FLAWS}}
<form class="card-form" method="post" action="/account/password">
<input type="hidden" name="token" value="{{TOKEN}}">
<label class="form-label" for="old">原密码 <span class="need">必填</span></label>
<input class="form-control{{#old_FLAW}} is-invalid{{/old_FLAW}}" id="old" name="old" type="password" autocomplete="current-password" maxlength="128" required>
{{#old_FLAW}}<div class="flaw">{{sentence}}</div>{{/old_FLAW}}
<label class="form-label" for="new">新密码 <span class="need">必填</span></label>
<input class="form-control{{#new_FLAW}} is-invalid{{/new_FLAW}}" id="new" name="new" type="password" autocomplete="new-password" minlength="8" maxlength="128" required aria-describedby="new-help">
<div id="new-help" class="form-text">至少8个字符，同时有字母和数字。</div>
{{#new_FLAW}}<div class="flaw">{{sentence}}</div>{{/new_FLAW}}
<label class="form-label" for="again">再输一次新密码 <span class="need">必填</span></label>
<input class="form-control{{#again_FLAW}} is-invalid{{/again_FLAW}}" id="again" name="again" type="password" autocomplete="new-password" maxlength="128" required>
{{#again_FLAW}}<div class="flaw">{{sentence}}</div>{{/again_FLAW}}
<div class="actions"><button class="btn btn-primary" type="submit">提交</button></div>
</form>
