{{%AUTOESCAPE context="HTML"}}
<nav class="crumbs" aria-label="区域">{{#PATH}}<a href="{{link}}">{{name}}</a>{{/PATH}}</nav>
<div class="title"><h1>住户</h1>
<nav class="tabs" aria-label="户类型"><a href="{{all_link}}"{{#ALL_CHOSEN}} aria-current="true"{{/ALL_CHOSEN}}>全部户</a>{{#CLASS}}<a href="{{link}}"{{#CHOSEN}} aria-current="true"{{/CHOSEN}}>{{label}}</a>{{/CLASS}}</nav></div>
<div class="beside">
{{#TREE}}<nav class="tree no-print" aria-label="地区">{{#NODE}}<a class="depth-{{depth}}" href="{{link}}"{{#HERE}} aria-current="true"{{/HERE}}>{{name}}</a>{{/NODE}}</nav>{{/TREE}}
<div class="found">
{{#FLAWS}}<div class="alert alert-danger" role="alert"><p class="mb-1">有 {{count}} 处条件不对，还没有查询：</p><ul class="mb-0">{{#FLAW}}<li>{{sentence}}</li>{{/FLAW}}</ul></div>{{/FLAWS}}
<form class="search no-print" method="get" action="/household">
<input type="hidden" name="area" value="{{area}}"><input type="hidden" name="hamlet" value="{{hamlet}}">
{{#AREA_WRONG}}<p class="flaw">{{sentence}}</p>{{/AREA_WRONG}}
<div class="search-line"><label for="list-find">姓名或号码</label><input class="form-control" id="list-find" name="find" value="{{find}}" maxlength="40" placeholder="户主、成员姓名或拼音，证件号码，户编号，电话"><button class="btn btn-primary" type="submit">查询</button></div>
{{#FIND_WRONG}}<p class="flaw">{{sentence}}</p>{{/FIND_WRONG}}
{{#LESS}}{{#HIDDEN}}<input type="hidden" name="{{name}}" value="{{code}}">{{/HIDDEN}}<a class="more-link" href="{{link}}">更多条件和我的查询</a>{{/LESS}}
{{#MORE}}<details class="more" open>
<summary>更多条件</summary>
<div class="sets">
{{#SET}}<fieldset><legend>{{label}}</legend>{{#CHOICE}}<label class="tick"><input type="checkbox" name="{{name}}" value="{{code}}"{{#CHOSEN}} checked{{/CHOSEN}}>{{label}}</label>{{/CHOICE}}{{#WRONG}}<p class="flaw">{{sentence}}</p>{{/WRONG}}</fieldset>
{{/SET}}
<fieldset><legend>收入</legend><label class="tick" for="below">年人均收入小于</label><input class="cell short" id="below" name="below" value="{{below}}" inputmode="decimal" maxlength="14"> 元，<label for="income_year">收入采集年度</label><input class="cell short" id="income_year" name="income_year" value="{{income_year}}" inputmode="numeric" maxlength="4" placeholder="{{income_now}}">{{#BELOW_WRONG}}<p class="flaw">{{sentence}}</p>{{/BELOW_WRONG}}</fieldset>
<fieldset><legend>姓名</legend><label class="tick"><input type="checkbox" name="exact" value="1"{{#EXACT}} checked{{/EXACT}}>不找同音字、繁体和异体字</label></fieldset>
{{>CONDITIONS}}
</div>
<button class="btn btn-primary" type="submit">查询</button> <a class="btn btn-link" href="/household">清空条件</a>
</details>{{/MORE}}
</form>
<div class="chips no-print">{{#CHIP}}<a class="chip" href="{{link}}" title="去掉这个条件">{{label}}<span aria-hidden="true">×</span></a>{{/CHIP}}</div>
{{#SAVED}}<details class="more saved no-print"{{#OPEN_SAVED}} open{{/OPEN_SAVED}}><summary>我的查询</summary>
<ul>{{#ONE}}<li><a href="{{link}}"{{#HERE}} aria-current="true"{{/HERE}}>{{name}}</a><form method="post" action="/household/search/{{search_id}}/remove"><input type="hidden" name="token" value="{{TOKEN}}"><button class="btn btn-sm btn-link" type="submit" aria-label="删除查询{{name}}">删除</button></form></li>{{/ONE}}</ul>
{{#SAVE}}<form class="inline" method="post" action="{{address}}"><input type="hidden" name="token" value="{{TOKEN}}"><label for="save-name">把现在的条件存为</label><input class="form-control form-control-sm" id="save-name" name="name" value="{{name}}" maxlength="40" required><button class="btn btn-sm btn-outline-primary" type="submit">保存查询</button>{{#name_FLAW}}<p class="flaw">{{sentence}}</p>{{/name_FLAW}}</form>{{/SAVE}}
</details>{{/SAVED}}
{{#WITHIN}}<p class="hint">没有名字以它开头的，下面是名字里含有它（或同音字）的。</p>{{/WITHIN}}
{{#BEGINS}}<p class="hint">没有叫这个名字（或同音）的，下面是名字以它开头的。</p>{{/BEGINS}}{{#LONGER}}<p class="hint no-print">列出的是同名和同音的。<a href="{{link}}">也找以它开头的更长的名字</a></p>{{/LONGER}}
{{#VILLAGE}}<p class="alert alert-info">{{word}} 是一个村，现在是 {{now}}。<a href="/household?area={{code:u}}">看这个村的住户</a></p>{{/VILLAGE}}
<div class="sheet">
<table class="table cards list">
<thead><tr><th scope="col">户主</th><th scope="col">户编号</th><th scope="col">所在村</th><th scope="col" class="num">人口数</th><th scope="col">脱贫年度</th><th scope="col">监测对象类别</th><th scope="col">风险消除</th><th scope="col">原脱贫户</th><th scope="col">注销状态</th><th scope="col">{{month}}月</th><th scope="col">操作</th></tr></thead>
<tbody>
{{#HOUSEHOLD}}<tr><td class="lead-cell"><input class="form-check-input ticked no-print" type="checkbox" name="household" value="{{household_id}}" form="print" aria-label="打印{{head_name}}户"><a class="row-link" href="/household/{{household_id}}">{{head_name}}</a>{{#WHO}}<small class="whose">{{relation}}：{{name}}</small>{{/WHO}}</td><td data-label="户编号">{{number}}</td><td data-label="所在村">{{village}}</td><td class="num" data-label="人口数">{{member_count}}</td><td class="minor">{{exit_year}}</td><td class="minor">{{monitor}}</td><td class="minor">{{risk}}</td><td class="minor">{{exited}}</td><td class="minor">{{free}}</td><td><span class="state state-{{state_name}}">{{state}}</span></td><td class="deed">{{#FILL}}<a href="/household/{{household_id}}/report/{{year}}">{{deed}}</a>{{/FILL}}</td></tr>
{{/HOUSEHOLD}}
{{#NOBODY}}<tr><td colspan="11" class="none">没有符合条件的住户。可以去掉上面的一个条件再看。</td></tr>{{/NOBODY}}
{{#NO_NAME}}<tr><td colspan="11" class="none">没有姓名这样开头的，也没有同音的。要找名字中间的字，请先选到乡镇。</td></tr>{{/NO_NAME}}
{{#WRONG_WORDS}}<tr><td colspan="11" class="none">条件改对之后再查询。</td></tr>{{/WRONG_WORDS}}
</tbody>
<tfoot><tr><td colspan="11">总户数 {{households}} 户，总人数 {{persons}} 人</td></tr></tfoot>
</table>
</div>
<form class="inline ticked-bar no-print" id="print" method="get" action="/print" target="_blank"><label for="print-form">打印勾选的住户</label><select class="form-select form-select-sm" id="print-form" name="form"><option value="visit">走访服务信息采集表</option><option value="contrast">贫困户信息对照表</option><option value="poor">新识别贫困户信息采集表</option><option value="marginal">边缘易致贫户信息采集表</option><option value="increase">家庭成员自然增加情况表</option></select><button class="btn btn-sm btn-outline-primary" type="submit" data-tick-all="household">打印</button>{{#WHOLE}} <button class="btn btn-sm btn-outline-primary" type="submit" name="village" value="{{code}}">打印全村各户</button>{{/WHOLE}}</form>
<div class="foot no-print"><nav class="pager" aria-label="翻页">{{#BEFORE}}<a href="{{first}}">首页</a>{{#BACK}}<a href="{{previous}}" rel="prev">上一页</a>{{/BACK}}{{/BEFORE}}<span>第{{page}}页，共{{pages}}页</span>{{#AFTER}}<a href="{{next}}" rel="next">下一页</a><a href="{{last}}">末页</a>{{/AFTER}}</nav>
{{#EXPORT}}<form method="post" action="{{address}}"><input type="hidden" name="token" value="{{TOKEN}}">{{#BOOK}}<button class="btn btn-sm btn-outline-primary" type="submit" formaction="{{book}}">导出 {{households}} 户（Excel）</button> {{/BOOK}}<button class="btn btn-sm btn-outline-primary" type="submit">导出 {{households}} 户（CSV）</button>{{#LARGE}} <small class="form-text">超过{{most}}户的不能导出Excel文件。</small>{{/LARGE}}</form>{{/EXPORT}}</div>
</div>
</div>
