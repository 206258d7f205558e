{{%AUTOESCAPE context="HTML"}}
<nav class="crumbs no-print" aria-label="位置"><a href="/place">村档案</a>{{#PATH}}<a href="/place?area={{code:u}}">{{name}}</a>{{/PATH}}<a href="/place/{{area}}/hamlet">自然村</a></nav>
<h1>{{place}} {{hamlet}}<small>{{year}}年 {{section}}</small></h1>
<nav class="tabs file-tabs no-print" aria-label="自然村档案">{{#SECTION}}<a href="{{tab_link}}"{{#CURRENT}} aria-current="page"{{/CURRENT}}>{{tab_label}}</a>{{/SECTION}}</nav>
{{#FLAWS}}<div class="alert alert-danger" role="alert" tabindex="-1"><strong>有{{count}}处需要修改：</strong><ul>{{#FLAW}}<li><a href="#{{field}}">{{sentence}}</a></li>{{/FLAW}}</ul></div>{{/FLAWS}}
{{>SHEET}}
{{#RENAME}}<form class="band no-print" method="post" action="/place/{{area}}/hamlet/{{hamlet_id}}/name" id="name">
<h2>改名</h2>
<input type="hidden" name="token" value="{{TOKEN}}"><input type="hidden" name="version" value="{{version}}">
<div class="inline"><label for="f-rename">名称</label><input class="form-control{{#name_FLAW}} is-invalid{{/name_FLAW}}" id="f-rename" name="name" value="{{name}}" maxlength="60" autocomplete="off"><button class="btn btn-outline-primary" type="submit">改名</button></div>
<div class="form-text">住在这里的住户的档案一起改。</div>
{{#name_FLAW}}<div class="flaw">{{sentence}}</div>{{/name_FLAW}}
</form>{{/RENAME}}
{{#END}}<form class="band no-print" method="post" action="/place/{{area}}/hamlet/{{hamlet_id}}/keep" id="active">
<h2>撤销</h2>
<input type="hidden" name="token" value="{{TOKEN}}"><input type="hidden" name="version" value="{{version}}"><input type="hidden" name="active" value="0">
<button class="btn btn-outline-primary" type="submit">撤销这个自然村</button>
<div class="form-text">没有住户才能撤销；档案保留，不再计入自然村数。</div>
</form>{{/END}}
{{#KEEP}}<form class="band no-print" method="post" action="/place/{{area}}/hamlet/{{hamlet_id}}/keep" id="active">
<h2>恢复</h2>
<input type="hidden" name="token" value="{{TOKEN}}"><input type="hidden" name="version" value="{{version}}"><input type="hidden" name="active" value="1">
<button class="btn btn-outline-primary" type="submit">恢复这个自然村</button>
</form>{{/KEEP}}
