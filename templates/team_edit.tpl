{{%AUTOESCAPE context="HTML"}}
<nav class="crumbs" aria-label="位置"><a href="/team">驻村工作队</a><span>{{heading}}</span></nav>
<h1>{{heading}}</h1>
{{#FLAWS}}<div class="alert alert-danger" role="alert" tabindex="-1" autofocus><strong>有{{count}}处需要修改：</strong><ul>{{#FLAW}}<li><a href="#{{field}}">{{sentence}}</a></li>{{/FLAW}}</ul></div>{{/FLAWS}}
<form class="card-form rows file-form" method="post" action="{{action}}" data-guard>
<input type="hidden" name="token" value="{{TOKEN}}"><input type="hidden" name="version" value="{{version}}">
<div class="row-field"><label for="area">驻在村 <span class="need">必填</span></label><div><input class="form-control{{#area_FLAW}} is-invalid{{/area_FLAW}}" id="area" name="area" value="{{area}}" maxlength="60" autocomplete="off" list="areas" placeholder="输入名称选择，或填代码" required>{{#area_FLAW}}<div class="flaw">{{sentence}}</div>{{/area_FLAW}}</div></div>
<datalist id="areas">{{#AREA}}<option value="{{full}}"></option>{{/AREA}}</datalist>
<div class="row-field"><label for="unit">派出单位 <span class="need">必填</span></label><div><input class="form-control{{#unit_FLAW}} is-invalid{{/unit_FLAW}}" id="unit" name="unit" value="{{unit}}" maxlength="120" autocomplete="off" list="units" aria-describedby="unit-help" required><div class="form-text" id="unit-help">要先在“帮扶单位”里登记。</div>{{#unit_FLAW}}<div class="flaw">{{sentence}}</div>{{/unit_FLAW}}</div></div>
<datalist id="units">{{#UNIT}}<option value="{{name}}"></option>{{/UNIT}}</datalist>
<div class="row-field"><label for="contact">联系人</label><div><input class="form-control{{#contact_FLAW}} is-invalid{{/contact_FLAW}}" id="contact" name="contact" value="{{contact}}" maxlength="60" autocomplete="off">{{#contact_FLAW}}<div class="flaw">{{sentence}}</div>{{/contact_FLAW}}</div></div>
<div class="row-field"><label for="phone">联系电话</label><div><input class="form-control{{#phone_FLAW}} is-invalid{{/phone_FLAW}}" id="phone" name="phone" value="{{phone}}" maxlength="20" autocomplete="off" type="tel" inputmode="tel">{{#phone_FLAW}}<div class="flaw">{{sentence}}</div>{{/phone_FLAW}}</div></div>
{{>FIELDS}}<div class="row-field"><label for="from_day">帮扶开始时间 <span class="need">必填</span></label><div><input class="form-control{{#from_day_FLAW}} is-invalid{{/from_day_FLAW}}" id="from_day" name="from_day" value="{{from_day}}" type="date" required>{{#from_day_FLAW}}<div class="flaw">{{sentence}}</div>{{/from_day_FLAW}}</div></div>
<div class="row-field"><label for="to_day">帮扶结束时间</label><div><input class="form-control{{#to_day_FLAW}} is-invalid{{/to_day_FLAW}}" id="to_day" name="to_day" value="{{to_day}}" type="date" aria-describedby="to_day-help"><div class="form-text" id="to_day-help">还在帮扶的不填。填了以后，队员的驻村时间随之结束。</div>{{#to_day_FLAW}}<div class="flaw">{{sentence}}</div>{{/to_day_FLAW}}</div></div>
<div class="actions"><button class="btn btn-primary" type="submit">保存</button><a class="btn btn-link" href="{{back}}">取消</a></div>
</form>
