{{%AUTOESCAPE context="HTML"}}
<div class="alert alert-danger" role="alert" tabindex="-1"><strong>您打开这一页以后有人修改了这份档案，您填的还没有保存。</strong>{{#RIVAL}}<p class="mb-1">{{user}}（{{door}}，{{at}}）改了：</p><ul>{{#CHANGE}}<li>{{label}}：{{old}} → <b>{{new}}</b></li>{{/CHANGE}}</ul>{{/RIVAL}}<p class="mb-0">您没有动过的栏已换成最新的，您填的还在下面。请核对后再保存，同一栏以您填的为准。</p></div>
