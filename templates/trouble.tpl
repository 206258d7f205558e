{{%AUTOESCAPE context="HTML"}}
<section class="trouble">
<h1>{{title}}</h1>
<p>{{sentence}}</p>
{{#FLAW}}<p class="flaw">{{sentence}}</p>{{/FLAW}}
{{#ELSEWHERE}}<form class="actions" action="/year/look" method="post"><input type="hidden" name="token" value="{{TOKEN}}"><input type="hidden" name="to" value="{{to}}">{{#IN}}<button class="btn btn-outline-primary" type="submit" name="year" value="{{in_year}}">看{{in_year}}年度</button> {{/IN}}</form>{{/ELSEWHERE}}
{{#AGAIN}}<form class="actions" action="{{action}}" method="post"{{#FILES}} enctype="multipart/form-data"{{/FILES}}><input type="hidden" name="token" value="{{posted_token}}">{{#KEEP}}<input type="hidden" name="{{name}}" value="{{value}}">{{/KEEP}}
<p>您刚才填的内容还在这一页里。</p>{{#FILES}}<p>刚选的照片没有收下，请重新选择：</p>{{#FILE}}<p><label>{{file}} <input class="form-control" type="file" name="{{name}}"></label></p>{{/FILE}}{{/FILES}}<button class="btn btn-primary" type="submit">再提交一次</button></form>{{/AGAIN}}
<p><a class="btn btn-outline-primary" href="/">回到首页</a></p>
</section>
