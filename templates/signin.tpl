{{%AUTOESCAPE context="HTML"}}
<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>登录 · 帮扶</title>
<link rel="stylesheet" href="/lib/bootstrap5/css/bootstrap.min.css">
<link rel="stylesheet" href="/static/bangfu.css">
<link rel="icon" href="/static/icon.svg" type="image/svg+xml">
</head>
<body class="signin">
<main class="signin-box">
<h1>帮扶<small>住户信息与月走访填报</small></h1>
{{#EXPIRED}}<div class="alert alert-warning" role="alert">登录已过期。请重新登录，您刚才填的内容会原样保留。</div>{{/EXPIRED}}
{{#FLAWS}}<div class="alert alert-danger" role="alert">{{#FLAW}}<div>{{sentence}}</div>{{/FLAW}}</div>{{/FLAWS}}
<form method="post" action="/signin">
<input type="hidden" name="token" value="{{TOKEN}}">
<input type="hidden" name="to" value="{{to}}">
{{#KEEP}}<input type="hidden" name="keep.{{name}}" value="{{value}}">
{{/KEEP}}
<label class="form-label" for="login">用户名</label>
<input class="form-control" id="login" name="login" value="{{login}}" autocomplete="username" autocapitalize="off" maxlength="40" required autofocus>
<label class="form-label" for="password">密码</label>
<input class="form-control" id="password" name="password" type="password" autocomplete="current-password" maxlength="128" required>
<label class="form-label" for="bureau">委办局编号</label>
<input class="form-control" id="bureau" name="bureau" value="{{bureau}}" autocapitalize="off" maxlength="20" required>
<button class="btn btn-primary w-100" type="submit">登录</button>
</form>
<p class="text-secondary small">忘记密码请联系县级管理员重置。用手机短信填报不需要登录，发送“帮助”即可查看格式。</p>
</main>
</body>
</html>
