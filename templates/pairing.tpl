{{%AUTOESCAPE context="HTML"}}
<nav class="crumbs no-print" aria-label="位置">{{#PATH}}<a href="/pairing?by={{by:u}}&amp;area={{code:u}}">{{name}}</a>{{/PATH}}<span>结对关系</span></nav>
<div class="title"><h1>结对关系<small>{{households}} 户，{{#ALONE}}<a href="{{alone_link}}">{{alone}} 户没有帮扶责任人</a>{{/ALONE}}{{#NONE_ALONE}}都有帮扶责任人{{/NONE_ALONE}}</small></h1>{{#VILLAGE}}<a class="btn btn-primary no-print" href="/pairing/village/{{code}}">成批结对</a>{{/VILLAGE}}</div>
<nav class="tabs no-print" aria-label="按什么看">{{#BY}}<a href="{{link}}"{{#HERE}} aria-current="true"{{/HERE}}>{{label}}</a>{{/BY}}</nav>
<form class="filters no-print" action="/pairing" method="get">
<input type="hidden" name="by" value="{{by}}">
<label><span>地区</span><input class="form-control form-control-sm" name="area" value="{{area_word}}" maxlength="60" list="areas" placeholder="全部"></label><datalist id="areas">{{#AREA}}<option value="{{full}}"></option>{{/AREA}}</datalist>
<label><span>责任人或单位</span><input class="form-control form-control-sm" name="find" value="{{find}}" maxlength="40"></label>
{{#TICK}}<label class="tick"><input class="form-check-input" type="checkbox" name="alone" value="1"{{#ONLY}} checked{{/ONLY}}> 只看没有责任人的</label>{{/TICK}}
{{#KEPT}}<input type="hidden" name="{{name}}" value="{{value}}">{{/KEPT}}
<button class="btn btn-sm btn-primary" type="submit">筛选</button>
</form>
{{#CHIP}}<p class="chips"><a class="btn btn-sm btn-outline-primary" href="{{link}}">{{label}} ✕</a></p>{{/CHIP}}
{{#WRONG}}<p class="flaw">{{sentence}}</p>{{/WRONG}}
<div class="sheet">
{{#ROWS}}<table class="table cards">
<thead><tr><th scope="col">户主</th><th scope="col">户编号</th><th scope="col">村</th><th scope="col">帮扶责任人</th><th scope="col">帮扶单位</th><th scope="col">帮扶时间</th></tr></thead>
<tbody>
{{#ROW}}<tr><td class="lead-cell"><a href="/household/{{household_id}}">{{head_name}}</a></td><td class="wide">{{number}}</td><td data-label="村">{{village}}</td><td data-label="责任人">{{#HELPER}}{{#LINK}}<a href="/helper/{{helper_id}}">{{helper}}</a>{{/LINK}}{{#PLAIN}}{{helper}}{{/PLAIN}}{{/HELPER}}{{#NOBODY}}<span class="state state-overdue">没有责任人</span>{{/NOBODY}}</td><td data-label="单位">{{unit}}</td><td class="wide">{{#PERIOD}}{{#LINK}}<a href="/pairing/{{pairing_id}}">{{period}}</a>{{/LINK}}{{#PLAIN}}{{period}}{{/PLAIN}}{{/PERIOD}}</td></tr>
{{/ROW}}
</tbody>
</table>{{/ROWS}}
{{#SUMS}}<table class="table cards">
<thead><tr><th scope="col">{{first}}</th>{{#UNIT_COLUMN}}<th scope="col">帮扶单位</th>{{/UNIT_COLUMN}}{{#HELPERS_COLUMN}}<th scope="col" class="num">责任人(人)</th>{{/HELPERS_COLUMN}}<th scope="col" class="num">{{#AREAS_HEAD}}总户数{{/AREAS_HEAD}}{{#PAIRED_HEAD}}帮扶(户){{/PAIRED_HEAD}}</th>{{#VILLAGES_COLUMN}}<th scope="col" class="num">涉及村(个)</th>{{/VILLAGES_COLUMN}}{{#ALONE_COLUMN}}<th scope="col" class="num">已结对(户)</th><th scope="col" class="num">没有责任人(户)</th>{{/ALONE_COLUMN}}</tr></thead>
<tbody>
{{#SUM}}<tr><td class="lead-cell">{{#LINK}}<a href="{{link}}">{{name}}</a>{{/LINK}}{{#PLAIN}}{{name}}{{/PLAIN}}</td>{{#UNIT_CELL}}<td data-label="单位">{{unit}}</td>{{/UNIT_CELL}}{{#HELPERS_CELL}}<td class="num" data-label="责任人">{{helpers}}</td>{{/HELPERS_CELL}}<td class="num" data-label="户数">{{households}}</td>{{#VILLAGES_CELL}}<td class="num wide">{{villages}}</td>{{/VILLAGES_CELL}}{{#ALONE_CELL}}<td class="num" data-label="已结对">{{paired}}</td><td class="num" data-label="没有责任人">{{alone}}</td>{{/ALONE_CELL}}</tr>
{{/SUM}}
</tbody>
</table>{{#MORE}}<p class="hint">只列出前200个，请用地区或名称缩小范围。</p>{{/MORE}}{{/SUMS}}
{{#EMPTY}}<p class="empty">没有符合条件的结对关系。</p>{{/EMPTY}}
</div>
{{#PAGER}}<nav class="pager" aria-label="翻页">{{#PREV}}<a class="btn btn-sm btn-outline-primary" rel="prev" href="{{link}}">上一页</a>{{/PREV}}<span>第 {{page}} / {{pages}} 页</span>{{#NEXT}}<a class="btn btn-sm btn-outline-primary" rel="next" href="{{link}}">下一页</a>{{/NEXT}}</nav>{{/PAGER}}
