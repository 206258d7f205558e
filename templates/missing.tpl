{{%AUTOESCAPE context="HTML"}}
<div class="title"><h1>无证件号码人员<small>{{PLACE}} {{persons}}人</small></h1></div>
<p class="hint">还没有证件号码的家庭成员用占位编号代替。办到证件以后，由县级在“修改姓名和证件号码”里补上，写明原因。</p>
<div class="sheet"><table class="table cards">
<thead><tr><th scope="col">姓名</th><th scope="col">占位编号</th><th scope="col">性别</th><th scope="col">出生日期</th><th scope="col">与户主关系</th><th scope="col">户主</th><th scope="col">户编号</th><th scope="col">所在村</th><th scope="col">操作</th></tr></thead>
<tbody>
{{#PERSON}}<tr><td class="lead-cell"><a href="/household/{{household_id}}/member/{{member_id}}">{{name}}</a></td><td data-label="占位编号">{{placeholder}}</td><td data-label="性别">{{sex}}</td><td data-label="出生日期">{{birth}}</td><td data-label="与户主关系">{{relation_label}}</td><td data-label="户主"><a href="/household/{{household_id}}">{{head_name}}</a></td><td data-label="户编号">{{number}}</td><td data-label="所在村">{{village}}</td><td class="deed">{{#MAY}}<a href="/household/{{household_id}}/member/{{member_id}}/identity">补证件号码</a>{{/MAY}}</td></tr>
{{/PERSON}}
{{#NONE}}<tr><td colspan="9" class="none">没有这样的人员。</td></tr>{{/NONE}}
</tbody></table></div>
{{#PAGER}}<nav class="pager" aria-label="翻页">{{#PREV}}<a class="btn btn-sm btn-outline-primary" rel="prev" href="{{link}}">上一页</a>{{/PREV}}<span>第 {{page}} / {{pages}} 页</span>{{#NEXT}}<a class="btn btn-sm btn-outline-primary" rel="next" href="{{link}}">下一页</a>{{/NEXT}}</nav>{{/PAGER}}
