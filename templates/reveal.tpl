{{%AUTOESCAPE context="HTML"}}
<nav class="crumbs no-print" aria-label="位置"><a href="/household">住户</a><a href="/household?area={{area:u}}">{{village}}</a><a href="/household/{{household_id}}">{{head_name}}</a><span>查看完整号码</span></nav>
<h1>{{whose}}<small>{{label}}</small></h1>
<nav class="tabs file-tabs no-print" aria-label="住户档案">{{#TAB}}<a href="{{tab_link}}"{{#CURRENT}} aria-current="page"{{/CURRENT}}>{{tab_label}}</a>{{/TAB}}</nav>
{{#ASK}}<form class="card-form rows" method="post" action="/household/{{household_id}}/reveal">
<input type="hidden" name="token" value="{{TOKEN}}"><input type="hidden" name="member" value="{{member}}"><input type="hidden" name="field" value="{{field}}">
<p class="hint">{{label}}：{{masked}}。查看完整号码要写明原因；谁、什么时候、为什么看了都有记录。</p>
<div class="row-field"><label for="reason">查看原因 <span class="need">必填</span></label><div><input class="form-control{{#reason_FLAW}} is-invalid{{/reason_FLAW}}" id="reason" name="reason" value="{{reason}}" maxlength="200" placeholder="例如：到信用社核对补贴账户">{{#reason_FLAW}}<div class="flaw">{{sentence}}</div>{{/reason_FLAW}}</div></div>
<div class="actions"><button class="btn btn-primary" type="submit">查看完整号码</button><a class="btn btn-link" href="/household/{{household_id}}">返回</a></div>
</form>{{/ASK}}
{{#TELL}}<div class="card-form no-print"><p class="number">{{number}}</p>
<p class="hint">这一页一分钟后失效，不能再次打开；查看记录已保存。</p>
<a class="btn btn-primary" href="/household/{{household_id}}">看完了</a></div>{{/TELL}}
