{{%AUTOESCAPE context="HTML"}}
<h1>我的会话</h1>
<p class="text-secondary">您的账号正在这些地方登录。看到不认识的，请全部退出并修改密码。</p>
<div class="sheet">
<table class="table cards">
<thead><tr><th scope="col">登录时间</th><th scope="col">最近使用</th><th scope="col">地址</th><th scope="col">设备</th></tr></thead>
<tbody>
{{#SESSION}}<tr><td class="lead-cell">{{created_at}}{{#HERE}} <span class="badge text-bg-primary">本机</span>{{/HERE}}</td><td data-label="最近使用">{{seen_at}}</td><td data-label="地址">{{address}}</td><td data-label="设备" title="{{agent}}">{{device}}，{{browser}}</td></tr>
{{/SESSION}}
</tbody>
</table>
</div>
<details class="ask"><summary class="btn btn-outline-danger">全部退出（包括本机）</summary><div class="ask-box" role="group"><p>所有设备上的登录都会退出，要重新输入密码。</p><form method="post" action="/account/session/end"><input type="hidden" name="token" value="{{TOKEN}}"><button class="btn btn-danger" type="submit">确定全部退出</button></form></div></details>
