{{%AUTOESCAPE context="HTML"}}
<div class="title"><h1>区划调整</h1>
<div class="no-print">{{#MAY}}<a class="btn btn-outline-primary" href="/area/rename">更名</a> <a class="btn btn-outline-primary" href="/area/merge">合并</a> <a class="btn btn-outline-primary" href="/area/split">分村</a> <a class="btn btn-outline-primary" href="/area/move">划转</a>{{/MAY}}</div></div>
<p class="hint">从当前年度起生效，户和结对跟着走；以前的年度仍按当时的区划显示，原来的村名也能查到。</p>
<div class="sheet">
<table class="table cards">
<thead><tr><th scope="col">调整</th><th scope="col">年度</th><th scope="col">原来</th><th scope="col">现在</th><th scope="col" class="num">随转户数</th><th scope="col">依据</th><th scope="col">办理</th></tr></thead>
<tbody>
{{#DONE}}<tr><td class="lead-cell">{{label}}</td><td data-label="年度">{{year}}</td><td data-label="原来">{{old_name}} {{code}}</td><td data-label="现在">{{new_name}} {{into_code}}</td><td class="num" data-label="随转户数">{{households}}</td><td data-label="依据">{{reason}}</td><td data-label="办理">{{at}} {{user}}</td></tr>
{{/DONE}}
{{#NOTHING}}<tr><td colspan="7" class="none">还没有做过区划调整。</td></tr>{{/NOTHING}}
</tbody>
</table>
</div>
