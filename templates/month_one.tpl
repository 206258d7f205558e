{{%AUTOESCAPE context="HTML"}}
<nav class="crumbs" aria-label="位置"><a href="/month?year={{year:u}}&amp;area={{place:u}}">月份开放</a><span>{{month}}</span></nav>
<h1>{{place}} {{month}}<small class="state state-{{state_name}}">{{state}}</small></h1>
{{#FLAWS}}<div class="alert alert-danger" role="alert" tabindex="-1" autofocus><strong>有{{count}}处需要修改：</strong><ul>{{#FLAW}}<li><a href="#{{field}}">{{sentence}}</a></li>{{/FLAW}}</ul></div>{{/FLAWS}}
<p class="text-secondary">填报截止：{{deadline}}。{{#AGAIN}}现在重新开放着：可以<a href="/month/{{period:u}}?area={{place:u}}">延长</a>，也可以<a href="/month/{{period:u}}?area={{place:u}}&amp;form=close">提前封账</a>。{{/AGAIN}}</p>
{{#CLOSE}}<form class="card-form rows" method="post" action="/month/{{period}}/close">
<h2>封账</h2>
<input type="hidden" name="token" value="{{TOKEN}}">
<div class="row-field"><label for="area">地区 <span class="need">必填</span></label><div><input class="form-control{{#area_FLAW}} is-invalid{{/area_FLAW}}" id="area" name="area" value="{{area}}" maxlength="60" list="areas" autocomplete="off" required>{{#area_FLAW}}<div class="flaw">{{sentence}}</div>{{/area_FLAW}}</div></div>
{{>REASON}}<div class="actions"><button class="btn btn-primary" type="submit">封账</button><span class="hint">封账后这个月不能再填报或修改。</span></div>
</form>{{/CLOSE}}
{{#REOPEN}}<form class="card-form rows" method="post" action="/month/{{period}}/reopen">
<h2>重新开放</h2>
<input type="hidden" name="token" value="{{TOKEN}}">
<div class="row-field"><label for="area">地区 <span class="need">必填</span></label><div><input class="form-control{{#area_FLAW}} is-invalid{{/area_FLAW}}" id="area" name="area" value="{{area}}" maxlength="60" list="areas" autocomplete="off" required>{{#area_FLAW}}<div class="flaw">{{sentence}}</div>{{/area_FLAW}}</div></div>
<div class="row-field"><label for="until">开放至 <span class="need">必填</span></label><div><input class="form-control short{{#until_FLAW}} is-invalid{{/until_FLAW}}" id="until" name="until" value="{{until}}" type="date" required>{{#until_FLAW}}<div class="flaw">{{sentence}}</div>{{/until_FLAW}}<div class="form-text">这一天的24时以后自动关闭，最长一年。</div></div></div>
{{>REASON}}<div class="actions"><button class="btn btn-primary" type="submit">重新开放</button><span class="hint">开放记录会保留，填报人和时间照常记录。</span></div>
</form>{{/REOPEN}}
<datalist id="areas">{{#AREA}}<option value="{{full}}"></option>{{/AREA}}</datalist>
<h2>封账与开放记录</h2>
<div class="sheet">
<table class="table cards">
<thead><tr><th scope="col">时间</th><th scope="col">操作</th><th scope="col">地区</th><th scope="col">开放至</th><th scope="col">原因</th><th scope="col">操作人</th></tr></thead>
<tbody>
{{#GATE}}<tr><td>{{at}}</td><td><b>{{deed}}</b></td><td data-label="地区">{{area_name}}</td><td data-label="开放至">{{until}}</td><td data-label="原因">{{reason}}</td><td data-label="操作人">{{user_name}}</td></tr>
{{/GATE}}
</tbody>
</table>
{{#NEVER}}<p class="empty">还没有封账或开放记录：这个月一直开放。</p>{{/NEVER}}
</div>
