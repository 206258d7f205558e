{{%AUTOESCAPE context="HTML"}}
<nav class="crumbs no-print" aria-label="位置"><a href="/household">住户</a><a href="/household?area={{area:u}}">{{village}}</a><a href="/household/{{household_id}}">{{head_name}}</a><span>查看完整信息</span></nav>
<h1>{{head_name}}户<small>查看完整信息</small></h1>
<nav class="tabs file-tabs no-print" aria-label="住户档案">{{#TAB}}<a href="{{tab_link}}"{{#CURRENT}} aria-current="page"{{/CURRENT}}>{{tab_label}}</a>{{/TAB}}</nav>
{{#NOTHING}}<p class="none">这户没有对您隐去的信息。</p>{{/NOTHING}}
{{#ASK}}<form class="card-form rows" method="post" action="/household/{{household_id}}/reveal">
<input type="hidden" name="token" value="{{TOKEN}}">
<p class="hint">勾选要看的，写明原因，可以一次看几项。谁、什么时候、看了什么、为什么，都有记录。</p>
{{#NONE_PICKED}}<p class="flaw" role="alert">还没有勾选要看哪一项，请至少勾选一项。</p>{{/NONE_PICKED}}
{{#PERSON}}<fieldset class="picks"><legend>{{whose}}</legend>
{{#VALUE}}<label><input class="form-check-input" type="checkbox" name="pick" value="{{pick}}"{{#CHOSEN}} checked{{/CHOSEN}}> {{label}} <span class="soft">{{masked}}</span></label>
{{/VALUE}}</fieldset>
{{/PERSON}}
{{>REASON}}<div class="actions"><button class="btn btn-primary" type="submit">查看完整信息</button><a class="btn btn-link" href="/household/{{household_id}}">返回</a></div>
</form>{{/ASK}}
{{#TELL}}<div class="card-form no-print">
<dl class="whole">{{#WHOLE}}<div><dt>{{whose}}　{{label}}</dt><dd class="number">{{text}}</dd></div>{{/WHOLE}}</dl>
<p class="hint">原因：{{reason}}。已记录。</p>
<p class="hint" role="timer" data-left="{{left}}">一分钟后自动收起，不能再次打开。</p>
<a class="btn btn-primary" href="/household/{{household_id}}">看完了</a></div>
<script src="/static/reveal.js" defer></script>{{/TELL}}
