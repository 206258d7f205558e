{{%AUTOESCAPE context="HTML"}}
<nav class="crumbs" aria-label="位置"><a href="/helper">帮扶责任人</a><span>新增</span></nav>
<h1>新增帮扶责任人</h1>
{{#FLAWS}}<div class="alert alert-danger" role="alert" tabindex="-1" autofocus><strong>有{{count}}处需要修改：</strong><ul>{{#FLAW}}<li><a href="#{{field}}">{{sentence}}</a></li>{{/FLAW}}</ul></div>{{/FLAWS}}
<form class="card-form rows" method="post" action="/helper/new" data-guard>
<input type="hidden" name="token" value="{{TOKEN}}">
<div class="row-field"><label for="name">姓名 <span class="need">必填</span></label><div><input class="form-control{{#name_FLAW}} is-invalid{{/name_FLAW}}" id="name" name="name" value="{{name}}" maxlength="60" autocomplete="off" required>{{#name_FLAW}}<div class="flaw">{{sentence}}</div>{{/name_FLAW}}</div></div>
<div class="row-field"><label for="unit">帮扶单位 <span class="need">必填</span></label><div><input class="form-control{{#unit_FLAW}} is-invalid{{/unit_FLAW}}" id="unit" name="unit" value="{{unit}}" maxlength="120" autocomplete="off" required>{{#unit_FLAW}}<div class="flaw">{{sentence}}</div>{{/unit_FLAW}}</div></div>
<div class="row-field"><label for="duty">职务</label><div><input class="form-control{{#duty_FLAW}} is-invalid{{/duty_FLAW}}" id="duty" name="duty" value="{{duty}}" maxlength="60" autocomplete="off">{{#duty_FLAW}}<div class="flaw">{{sentence}}</div>{{/duty_FLAW}}</div></div>
<div class="row-field"><label for="area">所在地区 <span class="need">必填</span></label><div><input class="form-control{{#area_FLAW}} is-invalid{{/area_FLAW}}" id="area" name="area" value="{{area}}" maxlength="60" list="areas" autocomplete="off" placeholder="输入名称选择，或填代码" required><datalist id="areas">{{#AREA}}<option value="{{full}}"></option>{{/AREA}}</datalist>{{#area_FLAW}}<div class="flaw">{{sentence}}</div>{{/area_FLAW}}</div></div>
<div class="row-field"><label for="phone">手机号</label><div><input class="form-control{{#phone_FLAW}} is-invalid{{/phone_FLAW}}" id="phone" name="phone" value="{{phone}}" type="tel" inputmode="tel" maxlength="30" autocomplete="off" placeholder="13800138000" aria-describedby="phone-help"><div class="form-text" id="phone-help">用来发短信填报的号码，以后也可以登记。</div>{{#phone_FLAW}}<div class="flaw">{{sentence}}</div>{{/phone_FLAW}}</div></div>
<div class="actions"><button class="btn btn-primary" type="submit">登记</button><a class="btn btn-link" href="/helper">取消</a></div>
</form>
