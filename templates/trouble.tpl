{{%AUTOESCAPE context="HTML"}}
<section class="trouble">
<h1>{{title}}</h1>
<p>{{sentence}}</p>
{{#FLAW}}<p class="flaw">{{sentence}}</p>{{/FLAW}}
<p><a class="btn btn-primary" href="/">回到首页</a></p>
</section>
