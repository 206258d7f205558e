{{%AUTOESCAPE context="HTML"}}
<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{TITLE}} · 帮扶</title>
<link rel="stylesheet" href="/lib/bootstrap5/css/bootstrap.min.css">
<link rel="stylesheet" href="/static/bangfu.css">
<link rel="icon" href="/static/icon.svg" type="image/svg+xml">
<script src="/static/bangfu.js" defer></script>
</head>
<body>
<a class="visually-hidden-focusable" href="#main">跳到正文</a>
<header class="bar">
<a class="bar-name" href="/">帮扶<span class="bar-place">{{PLACE}}</span></a>
{{#USER}}
<span class="bar-due" title="应报月份">{{due}}</span>
{{#YEARS}}<details class="bar-user bar-year"><summary title="档案年度">{{year}}年度</summary>
<form class="bar-menu" action="/year/look" method="post"><input type="hidden" name="token" value="{{TOKEN}}"><input type="hidden" name="to" value="{{to}}">
{{#YEAR}}<button class="btn btn-link" type="submit" name="year" value="{{year_value}}"{{#HERE}} aria-current="true"{{/HERE}}>{{year_value}}年度{{#LIVING}}（当前）{{/LIVING}}{{#SHUT}}（已关闭）{{/SHUT}}</button>
{{/YEAR}}</form></details>{{/YEARS}}
<form class="bar-find" action="/household" method="get" role="search">
<label class="visually-hidden" for="find">姓名、证件号码、户编号或电话</label>
<input class="form-control form-control-sm" id="find" name="find" value="{{find}}" placeholder="姓名、证件号码、户编号" maxlength="40">
<button class="btn btn-sm btn-outline-light" type="submit">查找</button>
</form>
<details class="bar-user">
<summary><svg class="icon" aria-hidden="true" viewBox="0 0 16 16"><circle cx="8" cy="5" r="3"/><path d="M2 14c0-3 3-5 6-5s6 2 6 5z"/></svg><span class="bar-user-name">{{name}}</span></summary>
<div class="bar-menu">
<p class="text-secondary small mb-1">{{role}}</p>
<a href="/account/password">修改密码</a>
<a href="/account/session">我的会话</a>
<form action="/signout" method="post"><input type="hidden" name="token" value="{{TOKEN}}"><button class="btn btn-link" type="submit">退出</button></form>
</div>
</details>
{{/USER}}
</header>
<div class="body">
{{#USER}}
<nav class="side" id="nav" aria-label="主导航">
<a class="side-close" href="#main">收起</a>
{{#GROUP}}<div class="side-group">{{#HEAD}}<b>{{group}}</b>{{/HEAD}}{{#LINK}}<a href="{{path}}"{{#HERE}} aria-current="page"{{/HERE}}>{{label}}</a>
{{/LINK}}</div>{{/GROUP}}
</nav>
<nav class="foot-bar" aria-label="常用">{{#QUICK}}<a href="{{path}}"{{#HERE}} aria-current="page"{{/HERE}}>{{label}}</a>{{/QUICK}}<a href="#nav">更多</a></nav>
{{/USER}}
<main id="main" class="main">
{{#LOOK}}<form class="banner no-print" action="/year/look" method="post" role="status"><input type="hidden" name="token" value="{{TOKEN}}"><input type="hidden" name="to" value="{{to}}"><input type="hidden" name="year" value="{{living}}"><span>您正在看<b>{{looked}}年度</b>的档案{{#SHUT}}，这个年度已关闭，只能查看{{/SHUT}}。</span><button class="btn btn-sm btn-outline-secondary" type="submit">回到{{living}}年度</button></form>{{/LOOK}}
{{#PAST}}<div class="banner no-print" role="status"><span>这是<b>{{day}}</b>那天的样子，只能查看。</span><a class="btn btn-sm btn-outline-secondary" href="{{now_link}}">回到现在</a></div>{{/PAST}}
{{#NOTICE}}<div class="alert alert-success notice" role="status">{{notice}}</div>{{/NOTICE}}
{{>BODY}}
</main>
</div>
</body>
</html>
