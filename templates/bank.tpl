{{%AUTOESCAPE context="HTML"}}
<h1>银行维护</h1>
<p class="text-secondary">填写开户银行时可以从这里选择，也可以另外填写。</p>
{{#FLAWS}}<div class="alert alert-danger" role="alert" tabindex="-1" autofocus><strong>有{{count}}处需要修改：</strong><ul>{{#FLAW}}<li><a href="#{{field}}">{{sentence}}</a></li>{{/FLAW}}</ul></div>{{/FLAWS}}
<form class="filters" method="post" action="/bank"><input type="hidden" name="token" value="{{TOKEN}}"><input type="hidden" name="nonce" value="{{nonce}}">
<label><span>新增银行</span><input class="form-control form-control-sm{{#name_FLAW}} is-invalid{{/name_FLAW}}" id="name" name="name" value="{{name}}" maxlength="60" autocomplete="off" required></label><button class="btn btn-sm btn-primary" type="submit">新增</button>{{#name_FLAW}}<div class="flaw">{{sentence}}</div>{{/name_FLAW}}</form>
<div class="sheet"><table class="table cards">
<thead><tr><th scope="col">代码</th><th scope="col">银行名称</th></tr></thead>
<tbody>
{{#BANK}}<tr><td class="lead-cell">{{code}}</td><td data-label="名称"><form class="line-form" method="post" action="/bank/one"><input type="hidden" name="token" value="{{TOKEN}}"><input type="hidden" name="code" value="{{code}}"><input class="form-control form-control-sm{{#WRONG}} is-invalid{{/WRONG}}" id="name-{{code}}" name="name" value="{{bank}}" maxlength="60" autocomplete="off" required aria-label="银行名称"><button class="btn btn-sm btn-outline-primary" type="submit" name="deed" value="rename">改名</button><button class="btn btn-sm btn-outline-danger" type="submit" name="deed" value="stop">停用</button>{{#WRONG}}<div class="flaw">{{sentence}}</div>{{/WRONG}}</form></td></tr>
{{/BANK}}</tbody></table></div>
