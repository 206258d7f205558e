{{%AUTOESCAPE context="HTML"}}
<div class="row-field"><label for="reason">{{label}} <span class="need">必填</span></label><div><input class="form-control{{#reason_FLAW}} is-invalid{{/reason_FLAW}}" id="reason" name="reason" value="{{reason}}" maxlength="{{most}}" autocomplete="off" placeholder="{{sample}}" required>{{#reason_FLAW}}<div class="flaw">{{sentence}}</div>{{/reason_FLAW}}</div></div>
