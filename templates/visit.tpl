{{%AUTOESCAPE context="HTML"}}
<div class="title"><h1>走访</h1>{{#OWN}}<a class="btn btn-outline-primary no-print" href="/village/{{area}}/visit">本村追踪</a>{{/OWN}}</div>
{{#FLAWS}}<div class="alert alert-danger" role="alert" tabindex="-1"><ul>{{#FLAW}}<li>{{sentence}}</li>{{/FLAW}}</ul></div>{{/FLAWS}}
<form class="filters no-print" method="get" action="/visit">
{{#KINDS}}<label><span>类别</span><select class="form-select form-select-sm" name="kind">{{#KIND}}<option value="{{code}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{label}}</option>{{/KIND}}</select></label>{{/KINDS}}
{{#AREAS}}<label><span>地区</span><input class="form-control form-control-sm" name="area" value="{{area}}" list="areas" autocomplete="off" placeholder="乡镇或村，可选"><datalist id="areas">{{#AREA}}<option value="{{full}}">{{/AREA}}</datalist></label>{{/AREAS}}
<label><span>月份</span><input class="form-control form-control-sm" type="month" name="month" value="{{month}}" placeholder="2022-03"></label>
<label><span>填写人</span><input class="form-control form-control-sm" name="author" value="{{author}}" maxlength="60" autocomplete="off"></label>
<button class="btn btn-sm btn-primary" type="submit">筛选</button>
</form>
<div class="sheet">
<table class="table cards list">
<thead><tr><th scope="col">帮扶时间</th><th scope="col">户或村</th><th scope="col">所在村</th><th scope="col">帮扶方式</th><th scope="col">主题或详情</th><th scope="col" class="num">照片数</th><th scope="col">填写人</th></tr></thead>
<tbody>
{{#VISIT}}<tr><td class="lead-cell"><a class="row-link" href="/visit/{{visit_id}}">{{on_day}}</a></td><td>{{#HOUSEHOLD}}<a href="/household/{{household_id}}/visit">{{head_name}}</a>{{/HOUSEHOLD}}{{#VILLAGE}}<a href="/village/{{area}}/visit">{{village}}</a>{{/VILLAGE}}</td><td data-label="所在村">{{township}} {{village}}</td><td>{{method}}</td><td class="minor cut">{{theme}}</td><td class="num" data-label="照片数">{{photo_count}}</td><td data-label="填写人">{{author_name}}</td></tr>
{{/VISIT}}
{{#NOBODY}}<tr><td colspan="7" class="none">没有符合条件的走访记录。</td></tr>{{/NOBODY}}
</tbody>
<tfoot><tr><td colspan="7">共 {{visits}} 条{{#HOUSEHOLDS}}，{{households}} 户{{/HOUSEHOLDS}}，照片 {{photos}} 张</td></tr></tfoot>
</table>
</div>
{{#PAGER}}<nav class="pager no-print" aria-label="翻页">{{#PREV}}<a href="{{link}}" rel="prev">上一页</a>{{/PREV}}<span>第{{page}}页，共{{pages}}页</span>{{#NEXT}}<a href="{{link}}" rel="next">下一页</a>{{/NEXT}}</nav>{{/PAGER}}
