{{%AUTOESCAPE context="HTML"}}
<div class="title"><h1>指标维护<small>{{year}}年</small></h1>
<nav class="tabs file-tabs" aria-label="对象">{{#ENTITY}}<a href="/indicator?entity={{entity:u}}"{{#HERE}} aria-current="page"{{/HERE}}>{{entity_label}}</a>{{/ENTITY}}</nav></div>
<p class="text-secondary">指标的名称、解释、是否必填和取值范围可以按地区和年度规定，保存后马上生效；没有规定的以数据字典为准。{{#NEW}}<a class="btn btn-sm btn-outline-primary" href="/indicator/new?entity={{entity:u}}">新增本地指标</a>{{/NEW}}</p>
{{#DIVISOR}}<form class="filters" method="post" action="/indicator/divisor"><input type="hidden" name="token" value="{{TOKEN}}"><span>人均纯收入除以</span><label><input class="form-check-input" type="radio" name="divisor" value="0"{{#REGISTERED}} checked{{/REGISTERED}}> 登记人口</label><label><input class="form-check-input" type="radio" name="divisor" value="1"{{#RESIDENTS}} checked{{/RESIDENTS}}> 常住人口</label><button class="btn btn-sm btn-primary" type="submit">保存</button></form>
{{#GOING}}<p class="hint" role="status">正在按新口径重算今年各户的人均纯收入：已算 {{seen}} 户，共 {{households}} 户。算完以前列表里新旧两种口径都有。<a href="/indicator">刷新</a></p>{{/GOING}}{{#DONE}}<p class="hint">{{done_at}} 按这个口径全部重算过：{{seen}}户，{{changed}}户有变化。改口径以后自动重算今年的档案，往年的不变。</p>{{/DONE}}{{/DIVISOR}}
{{#SECTION}}<h2>{{section}}</h2>
<div class="sheet"><table class="table cards indicators">
<thead><tr><th scope="col">指标</th><th scope="col">类型</th><th scope="col">是否必填</th><th scope="col">取值范围</th><th scope="col">规定</th></tr></thead>
<tbody>
{{#LINE}}<tr><td class="lead-cell"><a href="/indicator/one?entity={{entity:u}}&amp;name={{name:u}}">{{label}}</a> <small>{{form_code}}</small>{{#OWN}} <span class="tag">本地</span>{{/OWN}}</td><td data-label="类型">{{kind}}</td><td data-label="填写">{{#NEED}}必填{{/NEED}}{{#COMPUTED}}自动计算{{/COMPUTED}}{{#LOCKED}}不在表上填写{{/LOCKED}}</td><td data-label="范围">{{#RANGE}}{{range}} {{unit}}{{/RANGE}}</td><td data-label="规定">{{#SAID}}{{said}}条{{/SAID}}</td></tr>
{{/LINE}}</tbody></table></div>
{{/SECTION}}
