{{%AUTOESCAPE context="HTML"}}
<nav class="crumbs" aria-label="位置"><a href="/user">用户</a><a href="/user/{{user_id}}">{{login}}</a><span>修改角色和地区</span></nav>
<h1>修改{{account}}的角色和地区</h1>
{{#FLAWS}}<div class="alert alert-danger" role="alert" tabindex="-1" autofocus><strong>有{{count}}处需要修改：</strong><ul>{{#FLAW}}<li><a href="#{{field}}">{{sentence}}</a></li>{{/FLAW}}</ul></div>{{/FLAWS}}
<form class="card-form rows" method="post" action="/user/{{user_id}}/edit" data-guard>
<input type="hidden" name="token" value="{{TOKEN}}">
<div class="row-field" id="role" role="radiogroup" aria-labelledby="role-label"><span id="role-label">角色 <span class="need">必填</span></span><div class="radios">{{#ROLE}}<label><input class="form-check-input" type="radio" name="role" value="{{code}}"{{#CHOSEN}} checked{{/CHOSEN}} required> {{label}}</label>{{/ROLE}}{{#role_FLAW}}<div class="flaw">{{sentence}}</div>{{/role_FLAW}}</div></div>
<div class="row-field"><label for="area">负责地区</label><div><input class="form-control{{#area_FLAW}} is-invalid{{/area_FLAW}}" id="area" name="area" value="{{area}}" maxlength="60" list="areas" autocomplete="off" placeholder="输入名称选择，或填代码" aria-describedby="area-help"><datalist id="areas">{{#AREA}}<option value="{{full}}"></option>{{/AREA}}</datalist><div class="form-text" id="area-help">村级选到村，乡镇级选到乡镇。例：白石山镇，或 130630。帮扶责任人不用填。</div>{{#area_FLAW}}<div class="flaw">{{sentence}}</div>{{/area_FLAW}}</div></div>
<div class="row-field"><label for="helper">对应的帮扶责任人</label><div><input class="form-control{{#helper_FLAW}} is-invalid{{/helper_FLAW}}" id="helper" name="helper" value="{{helper}}" maxlength="60" autocomplete="off" aria-describedby="helper-help"><div class="form-text" id="helper-help">只有角色是帮扶责任人时填：他的手机号、编号或姓名。</div>{{#helper_FLAW}}<div class="flaw">{{sentence}}</div>{{/helper_FLAW}}</div></div>
<p class="form-text">保存后他的登录全部退出，重新登录后按新的角色和地区使用。他填过的内容都不变。</p>
<div class="actions"><button class="btn btn-primary" type="submit">保存</button><a class="btn btn-link" href="/user/{{user_id}}">取消</a></div>
</form>
