{{%AUTOESCAPE context="HTML"}}
<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{TITLE}} · 帮扶</title>
<link rel="stylesheet" href="/static/print.css">
<link rel="icon" href="/static/icon.svg" type="image/svg+xml">
<script src="/static/print.js" defer></script>
</head>
<body>
<div class="screen"><b>{{TITLE}}</b><span>共{{sheets}}份</span>{{#PARTS}}<strong class="warn">第{{part}}部分，共{{parts}}部分：第{{first}}—{{last}}户，一共{{households}}户</strong>{{#BACK}}<a href="{{previous}}" rel="prev">上一部分</a>{{/BACK}}{{#MORE}}<a href="{{next}}" rel="next">下一部分</a>{{/MORE}}{{/PARTS}}<span class="how">A4横向，用浏览器的打印（Ctrl+P）</span></div>
{{#OTHER_YEAR}}<p class="nothing">{{sentence}}</p>{{/OTHER_YEAR}}
{{#NOTHING}}<p class="nothing">没有可以打印的住户。请回到住户列表，勾选要打印的住户。</p>{{/NOTHING}}
{{#PAPER}}<table class="paper">
<thead><tr><td>{{#NUMBER}}<div class="running">{{#QR}}<svg viewBox="0 0 {{side}} {{side}}" role="img" aria-label="户编号二维码"><path d="{{path}}"/></svg>{{/QR}}<em>{{title}}</em><span>户编号 <b>{{number}}</b>　户主 <b>{{head_name}}</b></span></div>{{/NUMBER}}{{#RUNNING}}<div class="running"><em>{{title}}</em><span>{{label}} <b>{{value}}</b></span></div>{{/RUNNING}}</td></tr></thead>
<tbody><tr><td>
<h1>{{title}}</h1>
{{#BLOCK}}<section>
{{#HEADING}}<h2>{{heading}}</h2>{{/HEADING}}
<p class="facts">{{#FACT}}<span{{#WHOLE}} class="whole"{{/WHOLE}}>{{label}}：{{#STEP}}<u>{{value}}</u>{{step}} {{/STEP}}{{#KNOWN}}<u>{{value}}</u>{{/KNOWN}}{{#OPEN}}<i></i>{{/OPEN}}</span>{{/FACT}}</p>
{{#PAIRS}}<table class="pairs"><colgroup><col class="c-label"><col class="c-value"><col class="c-label"><col class="c-value"><col class="c-label"><col class="c-value"></colgroup>
{{#LINE}}<tr>{{#PAIR}}<th scope="row">{{label}}</th><td>{{value}}</td>{{/PAIR}}{{#WIDE}}<th scope="row">{{label}}</th><td class="boxes" colspan="5">{{value}}</td>{{/WIDE}}{{#TALL}}<th scope="row">{{label}}</th><td class="tall" colspan="5">{{value}}</td>{{/TALL}}</tr>
{{/LINE}}</table>{{/PAIRS}}
{{#CONTRAST}}<table class="pairs contrast"><colgroup><col class="c-label"><col class="c-value"><col class="c-value"><col class="c-label"><col class="c-value"><col class="c-value"></colgroup>
<thead><tr><th>指标</th><th>上年</th><th>本年变更</th><th>指标</th><th>上年</th><th>本年变更</th></tr></thead>
<tbody>{{#LINE}}<tr>{{#PAIR}}<th scope="row">{{label}}</th><td>{{value}}</td><td class="open">{{blank}}</td>{{/PAIR}}{{#WIDE}}<th scope="row">{{label}}</th><td>{{value}}</td><td class="boxes open" colspan="4">{{blank}}</td>{{/WIDE}}</tr>
{{/LINE}}</tbody></table>{{/CONTRAST}}
{{#TABLE}}<table class="grid"><thead><tr>{{#COLUMN}}<th scope="col" class="k-{{kind}}">{{#CODE}}<span class="code">{{code}}</span> {{/CODE}}{{label}}</th>{{/COLUMN}}</tr></thead>
<tbody>{{#ROW}}<tr{{#KEPT}} class="kept"{{/KEPT}}>{{#CELL}}<td>{{value}}</td>{{/CELL}}</tr>
{{/ROW}}</tbody></table>{{/TABLE}}
</section>
{{/BLOCK}}
<p class="sign">{{#SIGN}}<span>{{label}}</span>{{/SIGN}}</p>
{{#NOTE}}<p class="note">{{note}}</p>{{/NOTE}}
</td></tr></tbody>
</table>
{{/PAPER}}
</body>
</html>
