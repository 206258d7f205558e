{{%AUTOESCAPE context="HTML"}}
<nav class="crumbs no-print" aria-label="位置"><a href="/household">住户</a><a href="/household?area={{area:u}}">{{village}}</a><a href="/household/{{household_id}}">{{head_name}}</a><span>家庭成员</span></nav>
<div class="title"><h1>{{head_name}}户<small>{{year}}年 家庭成员 {{member_count}}人</small></h1>{{#ADD}}<a class="btn btn-outline-primary no-print" href="/household/{{household_id}}/member/new">补录成员</a>{{/ADD}}</div>
<nav class="tabs file-tabs no-print" aria-label="住户档案">{{#TAB}}<a href="{{tab_link}}"{{#CURRENT}} aria-current="page"{{/CURRENT}}>{{tab_label}}</a>{{/TAB}}</nav>
{{#CONFLICT}}<div class="alert alert-danger" role="alert" tabindex="-1">您打开这一页以后有人修改了家庭成员。您选的还没有保存，和现在登记的不一样的都写在下面；请核对后再保存，以您选的为准。</div>{{/CONFLICT}}
{{#RULINGS}}<div class="alert alert-warning" role="alert" tabindex="-1"><strong>还没有保存：有{{count}}处不符合校验规则。</strong><ul>{{#RULING}}<li><a href="#{{field}}">{{sentence}}</a>{{#WARNS}}（可以说明情况后保存）{{/WARNS}}</li>{{/RULING}}</ul></div>{{/RULINGS}}
{{#FORM}}<form method="post" action="/household/{{household_id}}/member" data-guard>
<input type="hidden" name="token" value="{{TOKEN}}">
<div class="sheet"><table class="table cards family">
<thead><tr><th scope="col">姓名</th><th scope="col">与户主关系</th><th scope="col">性别</th><th scope="col">出生日期</th><th scope="col">证件号码</th><th scope="col">状态</th></tr></thead>
<tbody>
{{#MEMBER}}<tr{{#LEFT}} class="left"{{/LEFT}}><td class="lead-cell"><a href="{{link}}">{{name}}</a></td><td data-label="与户主关系">{{#TOLD}}{{relation}}{{/TOLD}}{{#EDIT}}<input type="hidden" name="version.{{member_id}}" value="{{version}}"><select class="form-select form-select-sm{{#WRONG}} is-invalid{{/WRONG}}" name="relation.{{member_id}}" aria-label="{{name}}与户主关系">{{#CHOICE}}<option value="{{code}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{choice_label}}</option>{{/CHOICE}}</select>{{#WRONG}}<div class="flaw">{{flaw}}</div>{{/WRONG}}{{#RULED}}<div class="ruled{{#EXPLAIN}} warns{{/EXPLAIN}}" id="{{field}}"><p class="flaw">{{sentence}}。{{#BLOCKS}}改正后才能保存。{{/BLOCKS}} <small>规则 {{source}}</small></p>{{#EXPLAIN}}<label>核实无误的，请说明情况<input class="form-control form-control-sm" name="{{control}}" value="{{word}}" maxlength="200" autocomplete="off"></label>{{#WRONG_WHY}}<p class="flaw">{{why}}</p>{{/WRONG_WHY}}{{/EXPLAIN}}</div>{{/RULED}}{{/EDIT}}</td><td data-label="性别">{{sex}}</td><td data-label="出生日期">{{birth}}</td><td data-label="证件号码">{{idno}}</td><td>{{#LEFT}}已减少，不计人口{{#TOLD_WHY}}<br>{{told}}{{/TOLD_WHY}}{{/LEFT}}{{#LEAVE}}<a href="/household/{{household_id}}/member/{{member_id}}/leave">自然减少</a>{{/LEAVE}}{{#RETURN}} <a href="/household/{{household_id}}/member/{{member_id}}/return">恢复</a>{{/RETURN}}</td></tr>
{{/MEMBER}}
</tbody></table></div>
<div class="actions"><button class="btn btn-primary" type="submit">保存与户主关系</button></div>
</form>{{/FORM}}
{{#READ}}<div class="sheet"><table class="table cards">
<thead><tr><th scope="col">姓名</th><th scope="col">与户主关系</th><th scope="col">性别</th><th scope="col">出生日期</th><th scope="col">证件号码</th><th scope="col">状态</th></tr></thead>
<tbody>
{{#MEMBER}}<tr{{#LEFT}} class="left"{{/LEFT}}><td class="lead-cell"><a href="{{link}}">{{name}}</a></td><td data-label="与户主关系">{{#TOLD}}{{relation}}{{/TOLD}}</td><td data-label="性别">{{sex}}</td><td data-label="出生日期">{{birth}}</td><td data-label="证件号码">{{idno}}</td><td>{{#LEFT}}已减少，不计人口{{#TOLD_WHY}}<br>{{told}}{{/TOLD_WHY}}{{/LEFT}}</td></tr>
{{/MEMBER}}
</tbody></table></div>{{/READ}}
{{#GONE}}<p class="hint">黄色的 {{left}} 人已不在本户（死亡、婚出、迁出等），留作查询，不计人口。</p>{{/GONE}}
