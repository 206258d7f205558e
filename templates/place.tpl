{{%AUTOESCAPE context="HTML"}}
<nav class="crumbs" aria-label="区域">{{#PATH}}<a href="/place?area={{code:u}}">{{name}}</a>{{/PATH}}</nav>
<div class="title"><h1>村档案<small>{{here}} {{year}}年</small></h1>
<div class="no-print">{{#COUNTY}}<a class="btn btn-outline-primary" href="/place/{{area}}">县档案</a>{{/COUNTY}}</div></div>
{{#PICK}}<form class="filters no-print" method="get" action="/place" data-go>
<label><span>选村，打开档案</span><select class="form-select form-select-sm" name="area"><option value="">请选择</option>{{#TOWNSHIP}}<optgroup label="{{township}}">{{#VILLAGE}}<option value="{{code}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{village}}</option>{{/VILLAGE}}</optgroup>{{/TOWNSHIP}}</select></label>
<button class="btn btn-sm btn-primary" type="submit">打开</button>
</form>{{/PICK}}
<div class="sheet">
<table class="table cards list">
<thead><tr><th scope="col">地区</th><th scope="col" class="num">行政村(个)</th><th scope="col" class="num">已填档案</th><th scope="col" class="num">自然村(个)</th><th scope="col" class="num">在册(户)</th><th scope="col" class="num">在册(人)</th><th scope="col" class="num">脱贫(户)</th><th scope="col" class="num">监测(户)</th></tr></thead>
<tbody>
{{#LINE}}<tr><td class="lead-cell"><a class="row-link" href="{{link}}">{{name}}</a></td><td class="num minor" data-label="行政村">{{villages}}</td><td class="num" data-label="档案">{{state}}</td><td class="num" data-label="自然村"><a href="{{more}}">{{hamlets}}</a></td><td class="num" data-label="户数">{{households}}</td><td class="num" data-label="人数">{{persons}}</td><td class="num minor" data-label="脱贫户">{{exited_households}}</td><td class="num minor" data-label="监测户">{{monitored_households}}</td></tr>
{{/LINE}}
{{#NOTHING}}<tr><td colspan="8" class="none">这里没有下级地区。</td></tr>{{/NOTHING}}
</tbody>
<tfoot>{{#SUM}}<tr><th scope="row">合计</th><td class="num minor" data-label="行政村">{{villages}}</td><td class="num" data-label="已填档案">{{filled}}</td><td class="num" data-label="自然村">{{hamlets}}</td><td class="num" data-label="户数">{{households}}</td><td class="num" data-label="人数">{{persons}}</td><td class="num minor" data-label="脱贫户">{{exited_households}}</td><td class="num minor" data-label="监测户">{{monitored_households}}</td></tr>{{/SUM}}</tfoot>
</table>
</div>
