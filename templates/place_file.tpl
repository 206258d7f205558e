{{%AUTOESCAPE context="HTML"}}
<nav class="crumbs no-print" aria-label="位置"><a href="/place">村档案</a>{{#PATH}}<a href="/place?area={{code:u}}">{{name}}</a>{{/PATH}}</nav>
<div class="title"><h1>{{place}}<small>{{year}}年 {{section}}</small></h1>
{{#PICK}}<form class="pick no-print" method="get" action="/place" data-go>
<label><span class="visually-hidden">换一个村</span><select class="form-select form-select-sm" name="area">{{#TOWNSHIP}}<optgroup label="{{township}}">{{#VILLAGE}}<option value="{{code}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{village}}</option>{{/VILLAGE}}</optgroup>{{/TOWNSHIP}}</select></label>
<button class="btn btn-sm btn-outline-primary" type="submit">打开</button>
</form>{{/PICK}}</div>
<div class="parts no-print">{{#PART}}<nav class="tabs file-tabs" aria-label="档案 {{part_label}}"><b>{{part_label}}</b>{{#TAB}}<a href="{{tab_link}}"{{#CURRENT}} aria-current="page"{{/CURRENT}}>{{tab_label}}</a>{{/TAB}}</nav>{{/PART}}{{#PRINTS}}<nav class="tabs file-tabs" aria-label="打印"><b>打印</b><a href="/print?form=place&amp;village={{area:u}}" target="_blank" rel="noopener">村信息表</a><a href="/print?form=place-contrast&amp;village={{area:u}}" target="_blank" rel="noopener">村信息对照表</a><a href="/print?form=hamlet&amp;village={{area:u}}" target="_blank" rel="noopener">自然村信息表</a><a href="/print?form=hamlet-contrast&amp;village={{area:u}}" target="_blank" rel="noopener">自然村信息对照表</a></nav>{{/PRINTS}}</div>
{{>SHEET}}
