{{%AUTOESCAPE context="HTML"}}
<div class="title"><h1>短信记录</h1>{{#SIMULATOR}}<a class="btn btn-outline-primary" href="/message/simulator">短信模拟</a>{{/SIMULATOR}}</div>
<form class="filters" action="/message" method="get">
<label><span>方向</span><select class="form-select form-select-sm" name="way"><option value="">全部</option><option value="in"{{#WAY_IN}} selected{{/WAY_IN}}>收到及答复</option><option value="out"{{#WAY_OUT}} selected{{/WAY_OUT}}>主动发出</option></select></label>
<label><span>状态</span><select class="form-select form-select-sm" name="state"><option value="">全部</option>{{#STATE}}<option value="{{code}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{label}}</option>{{/STATE}}</select></label>
<label><span>日期</span><input class="form-control form-control-sm" type="date" name="day" value="{{day}}"></label>
<label><span>手机尾号或内容</span><input class="form-control form-control-sm" name="find" value="{{find}}" maxlength="40"></label>
<button class="btn btn-sm btn-primary" type="submit">筛选</button>
</form>
<div class="sheet">
<table class="table log">
<thead><tr><th scope="col">时间</th><th scope="col">号码</th><th scope="col">内容</th><th scope="col">答复</th><th scope="col">状态</th></tr></thead>
<tbody>
{{#LINE}}<tr><td class="when">{{#IN}}<a href="/message/{{id}}">{{at}}</a>{{/IN}}{{#OUT}}{{at}}{{/OUT}}<small>{{direction}} · {{gateway}}</small></td><td class="who">{{phone}}<small>{{#HELPER}}<a href="/helper/{{helper_id}}">{{helper_name}}</a>{{/HELPER}}</small></td><td class="words">{{text}}{{#REPLAY}}<small>重发自<a href="/message/{{replay_of}}">第{{replay_of}}条</a></small>{{/REPLAY}}</td><td class="words reply">{{#ANSWER}}{{answer}}{{/ANSWER}}</td><td class="how"><span class="state state-{{state_name}}">{{state}}</span><small>{{note}}</small></td></tr>
{{/LINE}}
</tbody>
</table>
{{#EMPTY}}<p class="empty">没有符合条件的短信。</p>{{/EMPTY}}
</div>
<nav class="pager" aria-label="翻页">{{#NEWEST}}<a class="btn btn-sm btn-outline-primary" href="/message">最新</a>{{/NEWEST}}{{#OLDER}}<a class="btn btn-sm btn-outline-primary" rel="next" href="{{link}}">更早的</a>{{/OLDER}}</nav>
