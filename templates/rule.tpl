{{%AUTOESCAPE context="HTML"}}
<nav class="crumbs no-print" aria-label="位置"><a href="/household">住户</a><a href="/household?area={{area:u}}">{{village}}</a><a href="/household/{{household_id}}">{{head_name}}</a><span>问题数据</span></nav>
<h1>{{head_name}}户<small>{{year}}年 问题数据</small></h1>
<nav class="tabs file-tabs no-print" aria-label="住户档案">{{#TAB}}<a href="{{tab_link}}"{{#CURRENT}} aria-current="page"{{/CURRENT}}>{{tab_label}}</a>{{/TAB}}</nav>
{{#GOOD}}<p class="none">没有发现问题。</p>{{/GOOD}}
{{#OPEN}}<section class="ruled{{#WARNS}} warns{{/WARNS}}" id="rule-{{rule}}-{{member}}"><p class="flaw"><b>{{subject}}</b>　{{sentence}}。</p>
<p class="mb-1"><span class="tag">{{#BLOCKS}}必须改正{{/BLOCKS}}{{#WARNS}}需要核实{{/WARNS}}</span> <a href="{{link}}">改{{label}}</a> <small>规则 {{source}}</small></p>
{{#EXPLAIN}}<form method="post" action="/household/{{household_id}}/problem"><input type="hidden" name="token" value="{{TOKEN}}"><input type="hidden" name="rule" value="{{rule}}"><input type="hidden" name="member" value="{{member}}">
<label>核实无误的，请说明情况<span class="input-group"><input class="form-control form-control-sm" name="why" value="{{word}}" maxlength="200" autocomplete="off"><button class="btn btn-sm btn-outline-primary" type="submit">保存说明</button></span></label>{{#WRONG}}<p class="flaw">{{flaw}}</p>{{/WRONG}}</form>{{/EXPLAIN}}
</section>
{{/OPEN}}
{{#NOTES}}<h2>已说明的情况</h2>
<div class="sheet"><table class="table cards">
<thead><tr><th scope="col">对象</th><th scope="col">提示</th><th scope="col">情况说明</th><th scope="col">说明人</th><th scope="col">渠道</th><th scope="col">时间</th></tr></thead>
<tbody>
{{#NOTE}}<tr><td class="lead-cell">{{subject}}</td><td data-label="提示">{{sentence}}</td><td data-label="说明">{{explanation}}</td><td data-label="说明人">{{name}}</td><td data-label="渠道">{{door}}</td><td data-label="时间">{{at}}</td></tr>
{{/NOTE}}
</tbody></table></div>{{/NOTES}}
