{{%AUTOESCAPE context="HTML"}}
<nav class="crumbs" aria-label="位置"><a href="/user">用户</a><span>{{login}}</span></nav>
<h1>{{name}}<small class="state state-{{state_name}}">{{state}}</small></h1>
<dl class="card-facts">
<div><dt>用户名</dt><dd>{{login}}</dd></div>
<div><dt>委办局编号</dt><dd>{{bureau}}</dd></div>
<div><dt>角色</dt><dd>{{role}}</dd></div>
<div><dt>负责地区</dt><dd>{{place}}</dd></div>
{{#HELPER}}<div><dt>帮扶责任人</dt><dd><a href="/helper/{{helper_id}}">{{name}}</a>（{{households}}户）</dd></div>{{/HELPER}}
<div><dt>开通时间</dt><dd>{{created_at}}</dd></div>
<div><dt>密码连续输错</dt><dd>{{wrong_tries}} 次</dd></div>
</dl>
{{#REFUSED}}<p class="text-secondary">{{sentence}}</p>{{/REFUSED}}
{{#MAY}}
<div class="deeds">
<a class="btn btn-outline-primary" href="/user/{{user_id}}/edit">修改角色和地区</a>
<a class="btn btn-outline-primary" href="/user/{{user_id}}/password">重置密码</a>
{{#DISABLE}}<details class="ask"><summary class="btn btn-outline-danger">停用账号</summary><div class="ask-box" role="group"><p>停用后他立即退出登录，不能再用这个账号。填过的内容都保留，以后可以再启用。</p><form method="post" action="/user/{{user_id}}/disable"><input type="hidden" name="token" value="{{TOKEN}}"><button class="btn btn-danger" type="submit">确定停用</button></form></div></details>{{/DISABLE}}
{{#ENABLE}}<form method="post" action="/user/{{user_id}}/enable"><input type="hidden" name="token" value="{{TOKEN}}"><button class="btn btn-primary" type="submit">启用账号</button></form>{{/ENABLE}}
</div>
{{/MAY}}
{{#DEEDS}}<h2>最近操作</h2>
<div class="sheet">
<table class="table">
<thead><tr><th scope="col">时间</th><th scope="col">操作</th><th scope="col">地址</th></tr></thead>
<tbody>{{#DEED}}<tr><td>{{at}}</td><td>{{deed}}</td><td>{{address}}</td></tr>
{{/DEED}}</tbody>
</table>
</div>{{/DEEDS}}
