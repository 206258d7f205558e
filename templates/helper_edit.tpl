{{%AUTOESCAPE context="HTML"}}
<nav class="crumbs" aria-label="位置"><a href="/helper">帮扶责任人</a><span>{{heading}}</span></nav>
<h1>{{heading}}</h1>
{{#FLAWS}}<div class="alert alert-danger" role="alert" tabindex="-1" autofocus><strong>有{{count}}处需要修改：</strong><ul>{{#FLAW}}<li><a href="#{{field}}">{{sentence}}</a></li>{{/FLAW}}</ul></div>{{/FLAWS}}
<form class="card-form rows file-form" method="post" action="/helper/{{helper_id}}/edit" data-guard>
<input type="hidden" name="token" value="{{TOKEN}}"><input type="hidden" name="version" value="{{version}}">
<div class="row-field"><label for="name">姓名 <span class="need">必填</span></label><div><input class="form-control{{#name_FLAW}} is-invalid{{/name_FLAW}}" id="name" name="name" value="{{name}}" maxlength="60" autocomplete="off" required>{{#name_FLAW}}<div class="flaw">{{sentence}}</div>{{/name_FLAW}}</div></div>
<div class="row-field"><label for="unit">帮扶单位 <span class="need">必填</span></label><div><input class="form-control{{#unit_FLAW}} is-invalid{{/unit_FLAW}}" id="unit" name="unit" value="{{unit}}" maxlength="120" autocomplete="off" list="units" aria-describedby="unit-help" required><div class="form-text" id="unit-help">从已登记的单位里选；没有登记的也可以先填，以后登记。</div>{{#unit_FLAW}}<div class="flaw">{{sentence}}</div>{{/unit_FLAW}}</div></div>
<datalist id="units">{{#UNIT}}<option value="{{name}}"></option>{{/UNIT}}</datalist>
<div class="row-field"><label for="duty">职务</label><div><input class="form-control{{#duty_FLAW}} is-invalid{{/duty_FLAW}}" id="duty" name="duty" value="{{duty}}" maxlength="60" autocomplete="off">{{#duty_FLAW}}<div class="flaw">{{sentence}}</div>{{/duty_FLAW}}</div></div>
<div class="row-field" id="sex" role="radiogroup" aria-labelledby="sex-label"><span id="sex-label">性别</span><div class="radios">{{#SEX}}<label><input class="form-check-input" type="radio" name="sex" value="{{code}}"{{#CHOSEN}} checked{{/CHOSEN}}> {{label}}</label>{{/SEX}}{{#sex_FLAW}}<div class="flaw">{{sentence}}</div>{{/sex_FLAW}}</div></div>
<div class="row-field"><label for="politics">政治面貌</label><div><select class="form-select{{#politics_FLAW}} is-invalid{{/politics_FLAW}}" id="politics" name="politics"><option value=""></option>{{#POLITICS}}<option value="{{code}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{label}}</option>{{/POLITICS}}</select>{{#politics_FLAW}}<div class="flaw">{{sentence}}</div>{{/politics_FLAW}}</div></div>
{{>FIELDS}}<div class="row-field"><label for="area">所在地区 <span class="need">必填</span></label><div><input class="form-control{{#area_FLAW}} is-invalid{{/area_FLAW}}" id="area" name="area" value="{{area}}" maxlength="60" list="areas" autocomplete="off" placeholder="输入名称选择，或填代码" required><datalist id="areas">{{#AREA}}<option value="{{full}}"></option>{{/AREA}}</datalist>{{#area_FLAW}}<div class="flaw">{{sentence}}</div>{{/area_FLAW}}</div></div>
<div class="actions"><button class="btn btn-primary" type="submit">保存</button><a class="btn btn-link" href="/helper/{{helper_id}}">取消</a></div>
</form>
