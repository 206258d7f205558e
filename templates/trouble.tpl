{{%AUTOESCAPE context="HTML"}}
<section class="trouble">
<h1>{{title}}</h1>
<p>{{sentence}}</p>
{{#FLAW}}<p class="flaw">{{sentence}}</p>{{/FLAW}}
{{#ELSEWHERE}}<form class="actions" action="/year/look" method="post"><input type="hidden" name="token" value="{{TOKEN}}"><input type="hidden" name="to" value="{{to}}">{{#IN}}<button class="btn btn-outline-primary" type="submit" name="year" value="{{in_year}}">看{{in_year}}年度</button> {{/IN}}</form>{{/ELSEWHERE}}
<p><a class="btn btn-primary" href="/">回到首页</a></p>
</section>
